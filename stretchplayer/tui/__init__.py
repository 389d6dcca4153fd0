"""The front end in Textual."""
