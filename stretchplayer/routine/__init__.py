"""What a routine is, and how text becomes one. Pure: reads no file, no clock, no environment."""
