"""From joint angles to shaded cells. Pure.

`parse.parse_figure` reads a drawing, `film.Film` gives its frames as terminal cells, `raster.sheet` draws many
on one picture.
"""
