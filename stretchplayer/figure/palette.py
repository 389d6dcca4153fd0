"""The few colours of a figure: one a role, and soft edges between them, for terminals of every depth."""

from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import product
from typing import Literal

RGB = tuple[int, int, int]
Depth = Literal["true", "256", "16", "none"]
FAR = 0.68  # far limbs are a third darker


@dataclass(frozen=True, slots=True)
class Palette:
    """What a theme gives: colours as 0 to 255. `background` is that of the screen behind the figure."""

    background: RGB = (18, 20, 26)
    skin: RGB = (222, 178, 146)
    hair: RGB = (158, 106, 68)
    top: RGB = (82, 148, 168)
    shorts: RGB = (92, 112, 178)
    shoe: RGB = (226, 230, 236)
    accent: RGB = (255, 112, 67)
    prop: RGB = (110, 118, 132)
    floor: RGB = (66, 72, 84)
    arrow: RGB = (255, 214, 102)
    partner: RGB = (128, 132, 140)


ROLES: tuple[str, ...] = (
    "background", "skin", "far-skin", "hair", "top", "far-top", "shorts", "far-shorts", "shoe", "far-shoe",
    "accent", "far-accent",
    "prop", "far-prop", "floor", "arrow", "partner", "far-partner", "ghost",
)  # fmt: skip
ROLE = {name: index for index, name in enumerate(ROLES)}
SOFT_ROLES = (
    "skin", "far-skin", "hair", "top", "far-top", "shorts", "shoe", "accent", "prop", "floor", "arrow", "partner",
)  # fmt: skip
PAIRS = (
    ("skin", "accent", 0.5), ("skin", "shorts", 0.5), ("top", "skin", 0.5), ("skin", "hair", 0.5),
    ("skin", "hair", 0.25), ("accent", "shorts", 0.5), ("top", "accent", 0.5), ("top", "shorts", 0.5),
    ("skin", "background", 0.25), ("top", "background", 0.25), ("far-skin", "background", 0.25),
    ("accent", "background", 0.25), ("arrow", "background", 0.25),
    # A floor between two rows stays a floor: its edges would else be nearest to somebody's shorts.
    ("floor", "background", 0.25), ("floor", "background", 0.75), ("prop", "background", 0.25),
    ("prop", "floor", 0.5), ("shoe", "floor", 0.5), ("shoe", "skin", 0.5),
)  # fmt: skip
# Where only sixteen colours are known, a role is one of them: 0 black, 7 white, 8 to 15 the bright ones.
_ANSI = {
    "background": 0, "skin": 15, "far-skin": 7, "hair": 8, "top": 6, "far-top": 6, "shorts": 4, "far-shorts": 4,
    "shoe": 15, "far-shoe": 7,
    "accent": 9, "far-accent": 1, "prop": 8, "far-prop": 8, "floor": 8, "arrow": 11, "partner": 7, "far-partner": 8,
    "ghost": 8,
}  # fmt: skip
_ANSI_LIGHT = {"background": 15, "skin": 3, "far-skin": 8, "hair": 0, "shoe": 0, "far-shoe": 8, "arrow": 1, "floor": 7}
# Half of a role and half background: the darker colour of its kind.
_ANSI_SOFT = {"skin": 7, "far-skin": 8, "accent": 1, "arrow": 3, "hair": 8, "partner": 8, "top": 4}
_CUBE = (0, 95, 135, 175, 215, 255)


@lru_cache(maxsize=16)
def role_colours(palette: Palette) -> tuple[RGB, ...]:
    """One colour for each of `ROLES`, in their order."""
    given = {field.name: getattr(palette, field.name) for field in fields(palette)}
    given["ghost"] = _mixed(palette.background, palette.skin, 0.38)
    return tuple(given[role] if role in given else _darker(given[role.removeprefix("far-")]) for role in ROLES)


@lru_cache(maxsize=16)
def colours(palette: Palette) -> tuple[RGB, ...]:
    """Every colour that a cell may have: the roles first, then the soft edges. Cells hold indices into this."""
    base = role_colours(palette)
    named = dict(zip(ROLES, base, strict=True))
    soft = [_mixed(palette.background, named[role], 0.5) for role in SOFT_ROLES]
    pairs = [_mixed(named[a], named[b], share) for a, b, share in PAIRS]
    return (*base, *soft, *pairs)


@lru_cache(maxsize=16)
def terminal_colours(palette: Palette, depth: Depth) -> tuple[int | RGB | None, ...]:
    """What each index of `colours` is in the terminal: RGB, a number of the 256 or the 16, or nothing."""
    every = colours(palette)
    if depth == "true":
        return every
    if depth == "256":
        return tuple(_nearest_256(colour) for colour in every)
    if depth == "none":
        return (None,) * len(every)
    light = sum(palette.background) > 3 * 127
    soft: list[int | RGB | None] = [_ANSI_LIGHT.get(role, _ANSI[role]) if light else _ANSI[role] for role in ROLES]
    return (*soft, *(_ANSI_SOFT.get(role, _ANSI[role]) for role in SOFT_ROLES), *(_ANSI[a] for a, _, _ in PAIRS))


def _mixed(a: RGB, b: RGB, share: float) -> RGB:
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


def _darker(colour: RGB) -> RGB:
    return _mixed((0, 0, 0), colour, FAR)


def _nearest_256(colour: RGB) -> int:
    """The nearest of xterm's colour cube and grey ramp (16 to 255): the first sixteen are the user's own.

    A wrong hue is seen more than a wrong lightness, so the differences between the parts count as well: dark skin
    becomes a reddish brown rather than olive.
    """
    return min(_XTERM, key=lambda number: _distance(colour, _XTERM[number]))


def _distance(a: RGB, b: RGB) -> int:
    red, green, blue = (x - y for x, y in zip(a, b, strict=True))
    return red * red + green * green + blue * blue + (red - green) ** 2 + (green - blue) ** 2


_XTERM: dict[int, RGB] = {
    **{16 + 36 * r + 6 * g + b: (_CUBE[r], _CUBE[g], _CUBE[b]) for r, g, b in product(range(6), repeat=3)},
    **{232 + step: (8 + 10 * step,) * 3 for step in range(24)},
}
