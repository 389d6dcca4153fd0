"""Numerals of any size: strokes with round ends, filled row by row into half blocks.

A cell holds two square pixels, one above the other. Small sizes come from a bitmap, because strokes need room.
"""

from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, floor, pi, sin, sqrt

from stretchplayer.tui import letters

SMALL = 4  # rows of cells up to which the bitmap is used
_Stroke = tuple[tuple[float, float], ...]

# Strokes lie in a box 0.6 wide and 1.0 high, y down; the pen's width is added around them.
_LEFT, _RIGHT, _TOP, _BOTTOM, _MIDDLE = 0.0, 0.6, 0.0, 1.0, 0.47


def _arc(cx: float, cy: float, rx: float, ry: float, start: float, stop: float, parts: int = 10) -> _Stroke:
    """Points along an ellipse from one angle to another; degrees, 0 at the right, growing downward."""
    steps = (start + (stop - start) * n / parts for n in range(parts + 1))
    return tuple((cx + rx * cos(a * pi / 180), cy + ry * sin(a * pi / 180)) for a in steps)


_STROKES: dict[str, tuple[_Stroke, ...]] = {
    "0": (
        (*_arc(0.3, 0.3, 0.3, 0.3, 180, 360), *_arc(0.3, 0.7, 0.3, 0.3, 0, 180), (0.0, 0.3)),
    ),
    "1": (((0.06, 0.2), (0.32, 0.0), (0.32, 1.0)),),
    "2": ((*_arc(0.3, 0.3, 0.29, 0.3, 190, 380, 12), (0.0, 1.0), (0.6, 1.0)),),
    "3": (
        _arc(0.28, 0.25, 0.27, 0.25, 205, 450, 14),
        _arc(0.28, 0.74, 0.31, 0.26, 270, 515, 14),
    ),
    "4": (((0.46, 1.0), (0.46, 0.0), (0.0, 0.7), (0.6, 0.7)),),
    "5": (((0.55, 0.0), (0.08, 0.0), (0.04, 0.44)), _arc(0.28, 0.68, 0.32, 0.32, 225, 510, 16)),
    "6": ((*_arc(0.36, 0.36, 0.36, 0.36, 300, 180, 10), (0.0, 0.68)), _arc(0.3, 0.69, 0.3, 0.31, 0, 360, 20)),
    "7": (((0.0, 0.0), (0.6, 0.0), (0.22, 1.0)),),
    "8": (_arc(0.3, 0.24, 0.25, 0.24, 0, 360, 18), _arc(0.3, 0.74, 0.3, 0.26, 0, 360, 20)),
    "9": (_arc(0.3, 0.31, 0.3, 0.31, 0, 360, 20), (*_arc(0.24, 0.64, 0.36, 0.36, 120, 0, 10), (0.6, 0.3))),
    ":": (((0.0, 0.28), (0.0, 0.3)), ((0.0, 0.74), (0.0, 0.76))),
    "+": (((0.3, 0.25), (0.3, 0.85)), ((0.0, 0.55), (0.6, 0.55))),
    "×": (((0.05, 0.35), (0.55, 0.85)), ((0.55, 0.35), (0.05, 0.85))),
    "-": (((0.05, 0.5), (0.55, 0.5)),),
}  # fmt: skip
_WIDTHS = {":": 0.0, " ": 0.3}
_PEN = 0.15  # of the height: heavy enough for a glance, light enough to keep the holes open
_GAP = 0.13


def _span(ax: float, ay: float, bx: float, by: float, radius: float, y: float) -> tuple[float, float] | None:
    """Where the horizontal line at `y` crosses the capsule around a to b; `None` where it misses."""
    low, high = float("inf"), float("-inf")
    for cx, cy in ((ax, ay), (bx, by)):
        if abs(y - cy) <= radius:
            half = sqrt(radius * radius - (y - cy) ** 2)
            low, high = min(low, cx - half), max(high, cx + half)
    length = sqrt((bx - ax) ** 2 + (by - ay) ** 2)
    if length:
        # The band beside the middle of the stroke: its two long sides, cut where the stroke ends.
        ux, uy = (bx - ax) / length, (by - ay) / length
        for side in (-radius, radius):
            px, py = ax - uy * side, ay + ux * side
            if uy:
                along = (y - py) / uy
                if 0 <= along <= length:
                    low, high = min(low, px + ux * along), max(high, px + ux * along)
    return (low, high) if low <= high else None


def _measure(char: str, height: int) -> tuple[int, int, int]:
    """The pen's width, and the width and height of the box that a numeral's strokes lie in."""
    pen = max(2, round(height * _PEN))
    high = height - pen
    return pen, round(_WIDTHS.get(char, 0.6) * high), high


@lru_cache(maxsize=256)
def _glyph(char: str, height: int) -> tuple[str, ...]:
    """Pixel rows of one numeral, `height` pixels high."""
    pen, wide, high = _measure(char, height)
    pixels = []
    for row in range(height):
        line = [" "] * (wide + pen)
        for stroke in _STROKES.get(char, ()):
            # Whole pixels at both edges keep a round numeral symmetrical.
            points = [(x / 0.6 * wide + pen / 2, y * high + pen / 2) for x, y in stroke]
            for (ax, ay), (bx, by) in pairwise(points):
                span = _span(ax, ay, bx, by, pen / 2, row + 0.5)
                if span:
                    for x in range(max(0, ceil(span[0] - 0.5)), min(len(line), floor(span[1] - 0.5) + 1)):
                        line[x] = "#"
        pixels.append("".join(line))
    return tuple(pixels)


def _gap(height: int) -> int:
    return max(1, round(height * _GAP))


def width(text: str, rows: int) -> int:
    """Cells across that `text` takes when it stands `rows` cells high."""
    if rows <= SMALL:
        return letters.width(_small(text))
    height = rows * 2 - 1
    return sum(sum(_measure(c, height)[:2]) for c in text) + _gap(height) * (len(text) - 1)


def _small(text: str) -> str:
    return text.replace("×", "X")


@lru_cache(maxsize=256)
def fit(text: str, columns: int, rows: int) -> int:
    """The most rows, at most `rows`, in which `text` is at most `columns` cells wide; 0 where none is."""
    for high in range(rows, 2, -1):
        if width(text, high) <= columns:
            return high
    return 0


@lru_cache(maxsize=32)
def draw(text: str, rows: int) -> tuple[str, ...]:
    """`text`, made of digits and `: + - ×`, in exactly `rows` rows of half blocks."""
    if rows <= SMALL:
        drawn = letters.draw(_small(text))
    else:
        height = rows * 2 - 1
        gap = " " * _gap(height)
        drawn = letters.halves([gap.join(_glyph(c, height)[y] for c in text) for y in range(height)])
    return (*drawn, *[" " * len(drawn[0])] * (rows - len(drawn)))
