"""How a time, a dose, a side and a count are said: shown on a page or a screen, and spoken. The only place. Pure."""
