"""The store: sessions, resume points and cramps."""
