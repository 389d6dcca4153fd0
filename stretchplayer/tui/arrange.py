"""Where everything stands on the player screen: pure arithmetic on cells, from 40x12 to 300x80.

First comes what must be there: what to do, which side, how long still, what next. Then whatever room is left is given
out in one order of worth, so that a taller or wider screen never shows less than a smaller one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from stretchplayer.tui import letters, numerals
from stretchplayer.tui.face import Face
from stretchplayer.tui.wrapping import joined, sentences, wrap

LEAST = (36, 10)
"""Columns and rows below which the screen asks for more room."""
FIGURE_COLUMNS = 76
FIGURE_ROWS = 15
_WORDS = 45
_LARGEST = (72, 36)  # a larger picture says no more, and a moving one would send too much over a slow line


class Box(NamedTuple):
    """A place on the stage, in cells."""

    x: int
    y: int
    width: int
    height: int


@dataclass(slots=True)
class Arrangement:
    """Boxes by part, and how large the letters of `word`, `title`, `side` and `next` are (0: plain text)."""

    boxes: dict[str, Box] = field(default_factory=dict)
    title_scale: int = 0
    next_scale: int = 0
    word_scale: int = 0
    side_scale: int = 0
    small: bool = False


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


def heading_lines(face: Face, width: int, worded: bool = False) -> list[str]:
    """The kind with set, round and section, and what stands behind the dose; without the word of a gap set apart."""
    return joined(("Then" if worded else face.heading, *face.counts, face.label), width)


def hint_lines(face: Face, width: int) -> list[str]:
    """What the person should know at this moment: the count, what it waits for."""
    return joined((face.hint,), width)


def small_lines(face: Face, width: int) -> list[str]:
    """What a screen too small for everything still says."""
    now = f"{face.digits} {face.side.upper()}".strip()
    room = f"A little more room, please: {LEAST[0]} columns and {LEAST[1]} rows."
    return [line for part in (now, face.title, face.hint, room) for line in wrap(part, width)]


def next_lines(face: Face, width: int) -> list[str]:
    """What comes next."""
    return wrap(f"Next: {face.next}", width) if face.next else []


def _spelt(text: str, width: int, scale: int, most: int) -> int:
    """Rows that `text` takes in big letters of a scale, 0 where it can't be spelt in `most` lines."""
    spelt = letters.spell(text)
    lines = letters.wrap(spelt, width, scale) if spelt else None
    if not lines or len(lines) > most:
        return 0
    return (letters.rows(scale) + (1 if scale > 1 else 0)) * len(lines)


def arrange(width: int, height: int, face: Face, *, figure: bool = False, fill: bool = False) -> Arrangement:
    """The arrangement for a stage of this size. `figure` asks for a picture, `fill` for the largest digits."""
    if width < LEAST[0] or height < LEAST[1] - 1:
        return Arrangement({"hint": Box(0, 0, width, height)}, small=True)
    margin = 0 if width < 44 else 1 if width < 76 else 2
    inner = width - 2 * margin
    if fill and height < 17:
        return _far(height, margin, inner, face)
    if height < 17:
        return _beside(width, height, margin, inner, face, figure=figure)
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
        tall = _spelt(face.side, column, scale, most) if face.side else 0
        if tall and rows.grow("side", tall):
            plan.side_scale = scale
            return True
        return False

    def big_title(scale: int, most: int) -> bool:
        tall = _spelt(face.title, column, scale, most)
        if tall and rows.grow("title", tall):
            plan.title_scale = scale
            return True
        return False

    def big_word() -> None:
        """The word of a gap, large: that this is a rest is seen before what comes is read."""
        tall = _spelt(face.word, column, 1, 1) if face.word else 0
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
        tall = len(sentences(face.how[:count], column, 99))
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
    big_next = _spelt(f"Next: {face.next}", inner, 1, 1) if face.next else 0
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


def _far(height: int, margin: int, inner: int, face: Face) -> Arrangement:
    """The far layout of a low screen: the digits, one line of words above them, ribbon and bar."""
    title = wrap(face.title, inner - (len(face.side) + 4 if face.side else 0))[:2]
    wide = inner - (len(face.side) + 4 if face.side else 0)
    hint = hint_lines(face, inner)[:1]
    head = 1 + len(title)
    boxes = {
        "ribbon": Box(margin, 0, inner, 1),
        "title": Box(margin, 1, wide, len(title)),
        "digits": Box(margin, head, inner, height - head - 1 - len(hint)),
        "bar": Box(margin, height - 1 - len(hint), inner, 1),
    }
    if hint:
        boxes["hint"] = Box(margin, height - 1, inner, 1)
    if face.side:
        boxes["side"] = Box(margin + wide + 1, 1, inner - wide - 1, 1)
    return Arrangement(boxes)


def _words(face: Face, width: int) -> dict[str, int]:
    """Rows that the words at the right of the digits take, from top to bottom."""
    return {
        "heading": len(heading_lines(face, width)),
        "title": len(wrap(face.title, width)),
        "side": 1 if face.side else 0,
        "hint": len(hint_lines(face, width)),
    }


def _beside(width: int, height: int, margin: int, inner: int, face: Face, *, figure: bool) -> Arrangement:
    """For low screens: the digits at the left, the words at their right."""
    plan = Arrangement()
    foot = next_lines(face, inner)
    head = 2
    room = height - head - 1 - len(foot)
    if room < 4 and len(foot) > 1:
        foot, room = foot[:1], room + len(foot) - 1
    picture = 0
    if figure and width >= FIGURE_COLUMNS and room >= 8:
        picture = min(int(inner * 0.34), int(room * 2.2))
    column = inner - (picture + 2 if picture else 0)
    for tall in range(min(room, 9), 2, -1):
        wide = numerals.width(face.longest, tall)
        beside = column - wide - 2
        if beside >= 16 and wide <= column * 0.6:
            rows = _words(face, beside)
            if sum(rows.values()) <= room:
                break
    else:
        tall = 3
        wide = numerals.width(face.longest, tall)
        beside = max(8, column - wide - 2)
        rows = _words(face, beside)
        for part in ("heading", "hint"):
            rows[part] = max(0, min(rows[part], rows[part] + room - sum(rows.values())))
    plan.boxes["top"] = Box(margin, 0, inner, 1)
    plan.boxes["ribbon"] = Box(margin, 1, inner, 1)
    x, y = margin + wide + 2, head
    for part, tall_ in rows.items():
        if tall_:
            plan.boxes[part] = Box(x, y, beside, tall_)
        y += tall_
    # Larger letters for the side where the rows are there anyway.
    if face.side and room - (y - head) >= 3 and _spelt(face.side, beside, 1, 1):
        plan.side_scale = 1
        moved = plan.boxes["side"]
        plan.boxes["side"] = Box(moved.x, moved.y, moved.width, 3)
        if rows["hint"]:
            plan.boxes["hint"] = Box(x, moved.y + 3, beside, rows["hint"])
        y += 2
    block = max(tall, y - head)
    plan.boxes["digits"] = Box(margin, head, wide, tall)
    plan.boxes["bar"] = Box(margin, head + block, column, 1)
    spare = height - head - block - 1 - len(foot)
    lines = sentences(face.how, column, spare)
    if lines:
        plan.boxes["how"] = Box(margin, head + block + 1, column, len(lines))
    if foot:
        plan.boxes["next"] = Box(margin, height - len(foot), inner, len(foot))
    if picture:
        plan.boxes["figure"] = Box(margin + column + 2, head, picture, room)
    return plan
