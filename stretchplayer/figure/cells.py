"""Pixels to terminal cells: two pixels a cell as half blocks; which cells changed; pictures without colour."""

from collections.abc import Iterator

from stretchplayer.figure.palette import PAIRS, ROLE, ROLES, SOFT_ROLES, Depth

Cell = tuple[str, int, int]
"""A character and the indices of its foreground and background in `palette.colours`; index 0 is the background."""
Row = tuple[Cell, ...]
Cells = tuple[Row, ...]

UPPER, LOWER, FULL = "▀", "▄", "█"
_FAR, _THING, _LIT, _ARROW = "▒", "░", "#", "*"


def cells(pixels: bytes, width: int, depth: Depth = "true", letter: tuple[int, int, str] | None = None) -> Cells:
    """Rows of cells for a picture of `width` pixels a row. `letter` is column, row and the L or R to stand there."""
    kept, draw = (_PLAIN, _plain) if depth == "none" else (_COLOURED, _coloured)
    find = kept.get
    rows = [
        [
            find(top << 8 | low) or draw(top, low)
            for top, low in zip(pixels[at : at + width], pixels[at + width : at + 2 * width], strict=True)
        ]
        for at in range(0, len(pixels) // (2 * width) * 2 * width, 2 * width)
    ]
    if letter is not None:
        column, row, character = letter
        if 0 <= row < len(rows) and 0 <= column < width:
            rows[row][column] = (character, ROLE["arrow"], 0)
    return tuple(tuple(row) for row in rows)


# Every pair of pixels that was met, as a cell: at most the square of the palette.
_COLOURED: dict[int, Cell] = {}
_PLAIN: dict[int, Cell] = {}


def _coloured(top: int, low: int) -> Cell:
    # A blank upper half is the screen's own background: a lower block needs only one colour.
    cell = (" ", 0, top) if top == low else (LOWER, low, 0) if top == 0 else (UPPER, top, low)
    _COLOURED[top << 8 | low] = cell
    return cell


def _kinds() -> tuple[str, ...]:
    def kind(role: str) -> str:
        if role in ("background", "ghost"):
            return "." if role == "ghost" else " "
        if role.endswith("accent"):
            return _LIT
        if role == "arrow":
            return _ARROW
        if role in ("prop", "far-prop", "floor", "partner", "far-partner"):
            return _THING
        return _FAR if role.startswith("far-") else FULL

    return tuple(kind(role) for role in (*ROLES, *SOFT_ROLES, *(first for first, _, _ in PAIRS)))


_KIND = _kinds()


def _plain(top: int, low: int) -> Cell:
    """A cell without colour: the near body solid, far limbs and things shaded, the lit muscle marked `#`."""
    one, two = _KIND[top], _KIND[low]
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
    cell = _PLAIN[top << 8 | low] = (mark, 0, 0)
    return cell


_COLOUR_BYTES = 38  # what it takes to set both colours of a cell in true colour
_MOVE_BYTES = 8


def cost(before: Cells, after: Cells) -> int:
    """About how many bytes a terminal is sent to turn one picture into the other."""
    total = 0
    for _, _, run in changes(before, after):
        total += _MOVE_BYTES
        last: tuple[int, int] | None = None
        for character, ink, ground in run:
            if (ink, ground) != last:
                total += _COLOUR_BYTES
                last = ink, ground
            total += len(character.encode())
    return total


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
