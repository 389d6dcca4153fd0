"""Help for whoever writes a routine: its standard form, and completion where the cursor stands."""
