"""Files: shipped and personal routines, the catalogue of moves, and where a person's things live."""
