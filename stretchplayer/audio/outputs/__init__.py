"""The outputs, each in a module of its own that loads its library only when it is opened."""
