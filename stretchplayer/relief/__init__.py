"""Cramp relief: muscles, techniques, questions, warning signs and the cramp clock. Pure."""
