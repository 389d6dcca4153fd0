"""Pixels to terminal cells: two, four or eight of them a cell; which cells changed; pictures without colour."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import combinations
from typing import Literal

from stretchplayer.figure.palette import PAIRS, ROLE, ROLES, SOFT_ROLES, Depth, Palette, colours

Cell = tuple[str, int, int]
"""A character and the indices of its foreground and background in `palette.colours`; index 0 is the background."""
Row = tuple[Cell, ...]
Cells = tuple[Row, ...]
Blocks = Literal["halves", "quadrants", "octants"]

GRID: Mapping[Blocks, tuple[int, int]] = {"halves": (1, 2), "quadrants": (2, 2), "octants": (2, 4)}
"""Columns and rows of pixels in one cell."""
STROKE: Mapping[Blocks, float] = {"halves": 1.0, "quadrants": 0.8, "octants": 0.65}
"""How strong lines are drawn, by how fine the pixels are."""
UPPER, LOWER, FULL = "▀", "▄", "█"
_FAR, _THING, _LIT, _ARROW = "▒", "░", "#", "*"


def _octants() -> str:
    """The character of each pattern of eight pixels, the upper left one the lowest bit.

    Patterns that Unicode had before stand where they stood; the others follow each other from U+1CD00 on.
    """
    older = bytes.fromhex("00 01 02 03 05 0a 0f 14 28 3f 40 50 55 5a 5f 80 a0 a5 aa af c0 f0 f5 fa fc ff")
    shown = " \U0001cea8\U0001ceab\U0001fb82▘▝▀\U0001fbe6\U0001fbe7\U0001fb85\U0001cea3▖▌▞▛\U0001cea0▗▚▐▜▂▄▙▟▆█"
    known = dict(zip(older, shown, strict=True))
    new = iter(range(0x1CD00, 0x1CDE6))
    return "".join(known[bits] if bits in known else chr(next(new)) for bits in range(256))


CHARACTERS: Mapping[Blocks, str] = {"halves": " ▀▄█", "quadrants": " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█", "octants": _octants()}
"""By pattern: bit n is pixel n of the cell, row by row from its upper left one."""


def blocks_for(wanted: str, environ: Mapping[str, str]) -> Blocks:
    """How fine to draw: what is wanted, or with `auto` what the terminal that the environment names is known to draw.

    Quadrants are as old as half blocks. Octants came with Unicode 16; who draws them itself needs no font for them.
    Kitty draws most since 0.40 but never tells its version, and an older one shows boxes: there it has to be chosen.
    """
    if wanted in GRID:
        return wanted  # type: ignore[return-value]
    if environ.get("TMUX") or environ.get("STY"):
        return "quadrants"  # the terminal behind it may be another one tomorrow
    named, version = environ.get("TERM_PROGRAM", ""), environ.get("TERM_PROGRAM_VERSION", "")
    drawn = (
        (named == "ghostty" and _from(version, (1, 2)))
        or (named == "WezTerm" and _from(version, (20250101,)))
        or _from(environ.get("VTE_VERSION", ""), (8000,))
    )
    return "octants" if drawn else "quadrants"


def _from(version: str, least: tuple[int, ...]) -> bool:
    parts = tuple(int(part) for part in re.split(r"[.-]", version)[: len(least)] if part.isdigit())
    return bool(parts) and parts >= least


def cells(
    pixels: bytes,
    columns: int,
    palette: Palette,
    depth: Depth = "true",
    blocks: Blocks = "halves",
    letter: tuple[int, int, str] | None = None,
) -> Cells:
    """Rows of cells for a picture of so many pixels a cell. `letter` is column, row and the L or R to stand there."""
    wide, tall = GRID[blocks]
    width = columns * wide
    known = _known(palette, depth, blocks)
    rows: list[list[Cell]] = []
    numbers = memoryview(pixels).cast("H" if wide == 2 else "B")
    for at in range(0, len(pixels) // (width * tall) * width * tall, width * tall):
        # All pixels that a cell has in one line of them are one number: fewer numbers to put together and look up.
        lines = [numbers[at // wide + y * columns : at // wide + (y + 1) * columns] for y in range(tall)]
        rows.append(list(map(known.__getitem__, zip(*lines, strict=True))))
    if letter is not None:
        column, line, character = letter
        if 0 <= line < len(rows) and 0 <= column < columns:
            rows[line][column] = (character, ROLE["arrow"], 0)
    return tuple(tuple(row) for row in rows)


_MOST_KNOWN = 8_000  # one figure that moves has up to 2,000 at 64x30


class _Known(dict[tuple[int, ...], Cell]):
    """Every pattern of pixels that was met, as a cell; `draw` makes those that are new, from their pixels."""

    def __init__(self, draw: Callable[[tuple[int, ...]], Cell], wide: int) -> None:
        super().__init__()
        self._draw, self._wide = draw, wide

    def __missing__(self, key: tuple[int, ...]) -> Cell:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        pixels = b"".join(part.to_bytes(self._wide, sys.byteorder) for part in key)
        cell = self[key] = self._draw(tuple(pixels))
        return cell


@lru_cache(maxsize=12)
def _known(palette: Palette, depth: Depth, blocks: Blocks) -> _Known:
    if depth == "none":
        return _Known(_plain, GRID[blocks][0])
    every = colours(palette)
    apart = tuple(tuple(sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) for b in every) for a in every)
    return _Known(partial(_coloured, apart, CHARACTERS[blocks]), GRID[blocks][0])


_LONE = {1: 0, 2: 0, 64: 0, 128: 0, 254: 255, 253: 255, 191: 255, 127: 255}
"""Patterns of octants with a single pixel in a corner, to what is drawn: kitty draws all others and these as boxes."""


def _coloured(apart: Sequence[Sequence[int]], characters: str, key: tuple[int, ...]) -> Cell:
    """A cell in the two of its colours that leave the least error, by how far `apart` each two colours are."""
    kinds = sorted(set(key))
    if len(kinds) == 1:
        return " ", 0, kinds[0]
    back, fore = kinds[0], kinds[1]
    if len(kinds) > 2:
        back, fore = min(
            combinations(kinds, 2), key=lambda pair: sum(min(apart[pair[0]][k], apart[pair[1]][k]) for k in key)
        )
    # The screen's own ground is behind: a cell then needs only one colour.
    bits = sum(1 << n for n, k in enumerate(key) if apart[fore][k] < apart[back][k])
    if len(characters) == 256:
        bits = _LONE.get(bits, bits)
    if back and len(characters) == 4 and bits == 2:  # a lower half: the same as an upper one the other way
        return characters[1], back, fore
    return characters[bits], fore, back


def _kind(role: str) -> str:
    if role in ("background", "ghost"):
        return " "  # without colour no start lies behind: only a soft edge is ever in the ghost's colour
    if role.endswith("accent"):
        return _LIT
    if role == "arrow":
        return _ARROW
    if role in ("prop", "far-prop", "floor", "partner", "far-partner"):
        return _THING
    return _FAR if role.startswith("far-") else FULL


_KIND = tuple(_kind(role) for role in (*ROLES, *SOFT_ROLES, *(first for first, _, _ in PAIRS)))


def _plain(key: tuple[int, ...]) -> Cell:
    """A cell without colour: the near body solid, far limbs and things shaded, the lit muscle marked `#`."""
    marks = [_KIND[k] for k in key]
    upper, lower = marks[: len(marks) // 2], marks[len(marks) // 2 :]
    one, two = (max(half, key=lambda mark: (half.count(mark), mark != " ")) for half in (upper, lower))
    if one == two:
        mark = one
    elif _LIT in (one, two):
        mark = _LIT
    elif _ARROW in (one, two):
        mark = _ARROW
    elif FULL in (one, two):
        mark = UPPER if one == FULL else LOWER
    else:
        mark = one if one != " " else two
    return mark, 0, 0


def changes(before: Cells, after: Cells) -> Iterator[tuple[int, int, Row]]:
    """Row, first column and the run of cells for each stretch that differs."""
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        if old is new or old == new:
            continue
        start: int | None = None
        for column, (a, b) in enumerate(zip(old, new, strict=True)):
            if a != b and start is None:
                start = column
            elif a == b and start is not None:
                yield number, start, new[start:column]
                start = None
        if start is not None:
            yield number, start, new[start:]
