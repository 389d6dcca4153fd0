"""Tones, voice, mixer and outputs."""
