"""From a routine to a timeline, and through it. Pure: time is an argument."""
