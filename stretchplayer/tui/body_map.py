"""A drawing of the body, front and back, with each muscle in its place: what is worked, and how much.

Our own bitmap: two pixels to a cell, one above the other. Levels are told by colour, and without colours by pattern.
"""

from collections.abc import Iterator, Mapping

from rich.segment import Segment
from textual.strip import Strip

from stretchplayer.tui.theme import ScreenPalette
from stretchplayer.tui.widgets.plate import Plate, paint

_FRONT = (
    "......##", ".....###", ".....###", "......##", "......nn", "...sssnn", "..ssSccc", "..sscccc",
    "..bbcccc", "..bb.ccc", "..bb.oaa", "..ff.oaa", ".ff..oaa", ".ff..oaa", ".ff..iia", ".ww.iiid",
    ".w..iiid", "....qqdd", "....qqqd", "....qqqd", "....qqq.", ".....qq.", ".....##.", ".....##.",
    "....ttt.", "....ttt.", ".....tt.", ".....tt.", ".....##.", "....eee.",
)  # fmt: skip
_BACK = (
    "......##", ".....###", ".....###", "......##", "......nn", "...sssnn", "..ssuuuu", "..ssuuuu",
    "..rruuuu", "..rr.uuu", "..rr.ull", "..ff.lll", ".ff..lll", ".ff..lll", ".ff..hgg", ".ww.hggg",
    ".w..gggg", "....mmgg", "....mmmd", "....mmmd", "....mmm.", ".....mm.", ".....##.", ".....yy.",
    "....yyy.", "....yyy.", ".....zz.", ".....zz.", ".....##.", "....eee.",
)  # fmt: skip
_MUSCLES = {
    "n": ("neck",), "s": ("shoulders",), "c": ("chest",), "b": ("biceps",), "r": ("triceps",),
    "f": ("forearms",), "w": ("hands", "wrists"), "a": ("abdomen",), "o": ("obliques", "abdomen"),
    "i": ("hip-flexors", "hips"), "d": ("adductors",), "q": ("quadriceps",), "t": ("shins",), "e": ("feet",),
    "u": ("upper-back",), "l": ("spine", "lower-back"), "h": ("hips",), "g": ("glutes",), "m": ("hamstrings",),
    "y": ("gastrocnemius", "calves"), "z": ("soleus", "calves"),
}  # fmt: skip
WIDTH, HEIGHT = 34, 15
"""Cells that the two views take."""


def _mirrored(half: tuple[str, ...]) -> list[str]:
    return [row + row[::-1] for row in half]


_VIEWS = [left + ".." + right for left, right in zip(_mirrored(_FRONT), _mirrored(_BACK), strict=True)]


def _level(letter: str, levels: Mapping[str, float]) -> float:
    return max((levels.get(muscle, 0.0) for muscle in _MUSCLES.get(letter.lower(), ())), default=0.0)


def strips(levels: Mapping[str, float], colours: ScreenPalette, ground: str, *, plain: bool = False) -> list[Strip]:
    """Both views, `HEIGHT` lines of `WIDTH` cells. `levels` are 0 to 1 by muscle; `plain` draws patterns."""
    cold, warm = colours.faint, (colours.kinds["stretch"], colours.accent, colours.kinds["move"])

    def colour(letter: str) -> str | None:
        if letter == ".":
            return None
        level = _level(letter, levels)
        return cold if level <= 0 else warm[min(2, int(level * 3))] if level < 1 else warm[2]

    def mark(letter: str) -> str:
        level = _level(letter, levels)
        return " " if letter == "." else "·" if level <= 0 else "░▒▓█"[min(3, int(level * 4))]

    found: list[Strip] = []
    for upper, lower in zip(_VIEWS[::2], _VIEWS[1::2], strict=True):
        if plain:
            text = "".join(mark(a if a != "." else b) for a, b in zip(upper, lower, strict=True))
            found.append(Strip([Segment(text, paint(colours.text, ground))], WIDTH))
            continue
        parts: list[Segment] = []
        for a, b in zip(upper, lower, strict=True):
            top, low = colour(a), colour(b)
            if top is None and low is None:
                parts.append(Segment(" ", paint(ground, ground)))
            elif top is None:
                parts.append(Segment("▄", paint(low or ground, ground)))
            else:
                parts.append(Segment("▀", paint(top, low or ground)))
        found.append(Strip(parts, WIDTH).simplify())
    return found


class BodyView(Plate):
    """Both views of the body; `show` says which muscles are worked, and how much, 0 to 1."""

    DEFAULT_CSS = f"BodyView {{ width: {WIDTH}; height: {HEIGHT}; }}"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._levels: dict[str, float] = {}

    def show(self, levels: Mapping[str, float]) -> None:
        if dict(levels) != self._levels:
            self._levels = dict(levels)
            self.changed()

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        if self._levels:
            yield from strips(self._levels, self.palette, self.ground, plain=self.app.no_color)
