"""Where everything stands on the player screen: pure arithmetic on cells, from 40x12 to 300x80.

First comes what must be there: what to do, which side, how long still, what next. Then whatever room is left is given
out in one order of worth, so that a taller or wider screen never shows less than a smaller one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from stretchplayer.tui import numerals
from stretchplayer.tui.arrange_low import beside, far
from stretchplayer.tui.boxes import (
    FIGURE_COLUMNS,
    FIGURE_ROWS,
    Arrangement,
    Box,
    heading_lines,
    hint_lines,
    next_lines,
    spelt_rows,
)
from stretchplayer.tui.face import Face
from stretchplayer.tui.house import LEAST
from stretchplayer.words.wrapping import bullets, wrap

_WORDS = 45
_LARGEST = (72, 36)  # a larger picture says no more, and a moving one would send too much over a slow line


@dataclass(slots=True)
class _Rows:
    """Rows given to each part of the column, `gap_*` being empty ones."""

    rows: dict[str, int]
    room: int

    @property
    def free(self) -> int:
        return self.room - sum(self.rows.values())

    def grow(self, part: str, rows: int) -> bool:
        """Give `part` this many rows if they are there."""
        if rows - self.rows.get(part, 0) > self.free:
            return False
        self.rows[part] = max(rows, self.rows.get(part, 0))
        return True


def arrange(width: int, height: int, face: Face, *, figure: bool = False, fill: bool = False) -> Arrangement:
    """The arrangement for a stage of this size. `figure` asks for a picture, `fill` for the largest digits."""
    if width < LEAST[0] or height < LEAST[1] - 1:
        return Arrangement({"hint": Box(0, 0, width, height)}, small=True)
    margin = 0 if width < 44 else 1 if width < 76 else 2
    inner = width - 2 * margin
    if fill and height < 17:
        return far(height, margin, inner, face)
    if height < 17:
        return beside(width, height, margin, inner, face, figure=figure)
    picture = 0
    if figure and not fill and width >= FIGURE_COLUMNS and height >= FIGURE_ROWS:
        # The words come first: beside the picture there is room for a side in big letters.
        picture = min(int(inner * 0.44), int((height - 5) * 2.2), max(28, inner - _WORDS - 2), _LARGEST[0])
    column = inner - (picture + 2 if picture else 0)
    plan = Arrangement()
    rows = _stack(height, inner, column, face, plan, fill=fill)
    _place(plan, rows, margin, inner, column, picture, height)
    return plan


def _stack(height: int, inner: int, column: int, face: Face, plan: Arrangement, *, fill: bool) -> _Rows:
    """Rows for each part, one below the other; sets the scales of the letters in `plan`."""
    title = len(wrap(face.title, column))
    digits = numerals.fit(face.longest, column, 5)
    rows = _Rows(
        {
            "top": 1,
            "ribbon": 1,
            "heading": len(heading_lines(face, column)),
            "title": title,
            "side": 1 if face.side else 0,
            "digits": max(3, digits),
            "bar": 1,
            "hint": max(1 if height >= 20 else 0, len(hint_lines(face, column))),
            "next": len(next_lines(face, inner)),
        },
        height,
    )

    def big_side(scale: int, most: int = 1) -> bool:
        tall = spelt_rows(face.side, column, scale, most) if face.side else 0
        if tall and rows.grow("side", tall):
            plan.side_scale = scale
            return True
        return False

    def big_title(scale: int, most: int) -> bool:
        tall = spelt_rows(face.title, column, scale, most)
        if tall and rows.grow("title", tall):
            plan.title_scale = scale
            return True
        return False

    def big_word() -> None:
        """The word of a gap, large: that this is a rest is seen before what comes is read."""
        tall = spelt_rows(face.word, column, 1, 1) if face.word else 0
        if tall and rows.grow("word", tall):
            plan.word_scale = 1

    def digits_to(most: int) -> Callable[[], bool]:
        def grow() -> bool:
            for tall in range(min(most, rows.rows["digits"] + rows.free), rows.rows["digits"], -1):
                if numerals.width(face.longest, tall) <= column:
                    return rows.grow("digits", tall)
            return False

        return grow

    def how(count: int) -> None:
        """Whole sentences only."""
        tall = len(bullets(face.how[:count], column, 99))
        rows.grow("how", tall)

    if fill:
        big_word()
        big_side(1)
        rows.grow("gap_digits", 1)
        rows.grow("gap_bar", 1)
        if height > 30:
            big_title(1, 1)
        digits_to(height)()
        return rows
    big_word()
    big_side(1)
    how(1)
    rows.grow("gap_heading", 1)
    how(2)
    digits_to(7)()
    rows.grow("gap_digits", 1)
    how(3)
    rows.grow("ribbon", 2)
    rows.grow("gap_how", 1)
    if height >= 26:
        rows.grow("gap_next", 1)
    if not plan.side_scale:
        big_side(1, 2)
    digits_to(8)()
    big_title(1, 2)
    rows.grow("gap_bar", 1)
    rows.grow("gap_side", 1)
    big_title(1, 3)
    rows.grow("gap_title", 1)
    big_next = spelt_rows(f"Next: {face.next}", inner, 1, 1) if face.next else 0
    if big_next and height >= 34 and rows.grow("next", big_next + 1):
        plan.next_scale = 1
    digits_to(max(10, height // 3))()
    for count in range(4, len(face.how) + 1):
        how(count)
    if height > 45:
        big_side(2)
        big_title(2, 2)
        rows.grow("ribbon", 3)
        digits_to(height // 2)()
    return rows


_ORDER = (
    "top", "ribbon", "gap_heading", "word", "heading", "gap_title", "title", "gap_side", "side", "gap_digits",
    "digits", "gap_bar", "bar", "hint", "gap_how", "how",
)  # fmt: skip
_WHOLE_WIDTH = ("top", "ribbon")


def _place(plan: Arrangement, rows: _Rows, margin: int, inner: int, column: int, picture: int, height: int) -> None:
    """Boxes from rows: header on top, next at the foot, the rest between them with the slack above and below."""
    slack = max(0, rows.free)
    y = 0
    for part in _ORDER:
        tall = rows.rows.get(part, 0)
        if part == "gap_heading":
            tall += min(slack // 3, 3)
        if tall and not part.startswith("gap_"):
            plan.boxes[part] = Box(margin, y, inner if part in _WHOLE_WIDTH else column, tall)
        y += tall
    foot = rows.rows["next"]
    if foot:
        plan.boxes["next"] = Box(margin, height - foot, inner, foot)
    if picture:
        top = rows.rows["top"] + rows.rows["ribbon"] + 1
        room = min(height - top - max(foot, 1), _LARGEST[1])
        plan.boxes["figure"] = Box(margin + column + 2, top, picture, room)
