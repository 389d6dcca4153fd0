"""Routines from and for other programs: what people have comes in, sheets and calendars go out. Pure."""
