"""Relief's dealings with the world: its files, its note, its sound. Nothing here may hold up or break the help."""
