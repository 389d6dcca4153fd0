"""From joint angles to shaded cells. Pure.

`parse.parse_figure` reads a drawing, `film.Film` gives its frames as terminal cells, `contact_sheet.sheet` draws
many on one picture.
"""
