"""The files a routine can be rendered to, each written in a stream."""
