"""The front end of plain lines: for pipes, screen readers, logs and tiny terminals."""
