"""A person's settings: one model, read and written."""
