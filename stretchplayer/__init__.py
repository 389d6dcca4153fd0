"""Stretchplayer: a guided stretching and warm-up player for the terminal."""

__version__ = "0.1.0"
