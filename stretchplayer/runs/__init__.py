"""A request becomes a plan, and a plan a session with its sound and its record. Knows no front end."""
