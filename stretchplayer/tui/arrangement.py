"""Where everything is on the player screen: pure arithmetic on cells, from 40x12 to 300x80.

The name of the move comes first: whoever looks up from the mat reads it before anything else. Below it come the digits
with the side beside them, then what to do. The figure is at the right of all this where the name can be read from afar
in the column that is left, so that a person in it is tall enough to be understood; else below the name. What must be
there is placed first; then whatever room is left is given out in one order of worth.
"""

from dataclasses import dataclass, field

from textual.geometry import Region

from stretchplayer.tui import letters, numerals
from stretchplayer.tui.display import Display
from stretchplayer.tui.house import LEAST
from stretchplayer.tui.letters import CONDENSED, Form
from stretchplayer.words.wrapping import bullets, dotted, hanging, wrap

_FIGURE_COLUMNS = 76
"""Columns from which on there is room for a figure."""
LOW = 17
"""Rows below which the digits are beside the words and no letters are large."""
_LOW_GAP = 9
"""Rows between ribbon and bar of a low screen from which one of them is empty below the name."""
_WORDS = 45
_LARGEST = (72, 36)  # a larger picture says no more, and a moving one would send too much over a slow line
_NAME_SHARE = 0.3
_NAME_LINES = 3


@dataclass(slots=True)
class Arrangement:
    """The box of each part in cells, and the form of the letters of some; without one they are plain text."""

    boxes: dict[str, Region] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    small: bool = False


def small_lines(display: Display, width: int) -> list[str]:
    """What a screen too small for everything still says."""
    now = f"{display.digits} {display.side.upper()}".strip()
    room = f"A little more room, please: {LEAST[0]} columns and {LEAST[1]} rows."
    return [line for part in (now, display.title, display.hint, room) for line in wrap(part, width)]


def next_lines(display: Display, width: int) -> list[str]:
    return wrap(f"Next: {display.next}", width) if display.next else []


def arrange(
    width: int, height: int, display: Display, *, figure: bool = False, fill: bool = False, band: bool = False
) -> Arrangement:
    """The arrangement for a stage of this size. `figure` asks for a picture, `fill` for the largest digits, `band` for
    broad edges."""
    if width < LEAST[0] or height < LEAST[1] - 1:
        return Arrangement({"hint": Region(0, 0, width, height)}, small=True)
    # At the edges the pattern of the state has its place, and its colour where that is wanted as a band.
    margin = (0 if width < 40 else 1 if width < 76 else 2) + (0 if not band or width < 60 else 1 if width < 100 else 3)
    inner = width - 2 * margin
    if height >= LOW:
        plan = _Column(width, height, margin, inner, display, figure=figure and not fill, fill=fill).placed()
    elif fill:
        plan = _low_far(height, margin, inner, display)
    else:
        plan = _low(width, height, margin, inner, display, figure=figure)
    if margin:
        plan.boxes["left"] = Region(0, 0, margin, height)
        plan.boxes["right"] = Region(margin + inner, 0, margin, height)
    return plan


class _Column:
    """The arrangement of a screen of usual height: rows given to each part, `gap_*` being empty ones."""

    ORDER = (
        "top", "ribbon", "gap_chip", "chip", "title", "gap_title", "digits", "side", "gap_bar", "bar", "hint",
        "gap_how", "how",
    )  # fmt: skip

    def __init__(
        self, width: int, height: int, margin: int, inner: int, display: Display, *, figure: bool, fill: bool
    ) -> None:
        self.height, self.margin, self.inner, self.display, self.fill = height, margin, inner, display, fill
        self.plan = Arrangement()
        picture = 0
        if figure and width >= _FIGURE_COLUMNS:
            # The words come first: beside the picture there is room for a side in big letters.
            picture = min(int(inner * 0.44), int((height - 9) * 2.2), max(28, inner - _WORDS - 2), _LARGEST[0])
        self.picture = picture
        self.column = inner - (picture + 2 if picture else 0)
        # How large the name is at least on a stage of this size.
        least = Form(5 if width >= 116 and height >= 38 else 4 if width >= 96 and height >= 28 else 3)
        beside = picture and letters.largest(display.title, self.column, _NAME_LINES * least.rows, least, least)
        self.sentences = [len(hanging(part, self.column, "· ")) for part in display.how]
        self.across = self.column if beside else inner
        """Columns for the name: those beside the picture, or all of them, with the picture below."""
        self.rows = {
            "top": 0 if fill else 1,
            "ribbon": 1,
            "chip": 1,
            "title": len(letters.plain(display.title, self.across)),
            "digits": 3,
            "side": 0,
            "bar": 1,
            "hint": max(1 if height >= 20 else 0, len(wrap(display.hint, self.column))),
            "next": 0 if fill else min(2, len(next_lines(display, inner))),
        }
        self._name(least)
        self.rows["side"] = 1 if display.side else 0
        self._share_out()

    @property
    def free(self) -> int:
        return self.height - sum(self.rows.values())

    def grow(self, part: str, rows: int) -> bool:
        """Give `part` this many rows if they are there."""
        if rows - self.rows.get(part, 0) > self.free:
            return False
        self.rows[part] = max(rows, self.rows.get(part, 0))
        return True

    def _name(self, least: Form) -> None:
        """The name in large letters: in its least form wherever that fits, larger as far as its share goes."""
        room = self.free + self.rows["title"]
        for form in map(Form, range(least.rows, CONDENSED.rows - 1, -1)):
            if fits := letters.largest(self.display.title, self.across, room, form, form):
                most = min(room, max(int(self.height * _NAME_SHARE), fits[1]))
                larger = letters.largest(self.display.title, self.across, most, Form(12, 6), form)
                self.plan.forms["title"], self.rows["title"] = larger or fits
                return

    def _digits(self, most: int) -> None:
        """Larger digits, as far as the side keeps its place beside them."""
        for tall in range(min(most, self.rows["digits"] + self.free), self.rows["digits"], -1):
            room = self.column - numerals.width(self.display.longest, tall) - 3
            form = self.plan.forms.get("side") if not self.rows["side"] else None
            if room >= -3 and (form is None or self._side_rows(form, room) in range(1, tall + 1)):
                self.grow("digits", tall)
                return

    def _side_rows(self, form: Form, room: int) -> int:
        return len(letters.lines(self.display.widest_side, room, form))

    def _side(self) -> None:
        """The side beside the digits in large letters, else below them, else in plain words."""
        display, tall = self.display, self.rows["digits"]
        if not display.side:
            return
        name = self.plan.forms.get("title", CONDENSED)
        most = Form(min(tall, max(CONDENSED.rows, name.rows)), 4)
        beside = self.column - numerals.width(display.longest, tall) - 3
        found = letters.largest(display.widest_side, beside, tall, most)
        if found:
            self.plan.forms["side"], self.rows["side"] = found[0], 0
        elif "side" not in self.plan.forms:
            below = letters.largest(display.widest_side, self.column, self.free + self.rows["side"], CONDENSED)
            if below and self.grow("side", below[1]):
                self.plan.forms["side"] = below[0]

    def _how(self, count: int) -> None:
        """Whole sentences only."""
        self.grow("how", sum(self.sentences[:count]))

    def _share_out(self) -> None:
        self._digits(5)
        self._side()
        if self.fill:
            self.grow("gap_title", 1)
            self._digits(self.height)
            if not self.rows["side"]:
                self._side()
            return
        if self.display.breathes:
            self.grow("bar", 2 if self.height < 28 else 3)
        self._how(1)
        self.grow("gap_title", 1)
        self._how(2)
        self.grow("gap_bar", 1)
        self._digits(6)
        self._how(3)
        self.grow("gap_how", 1)
        self.grow("ribbon", 2)
        self._digits(8)
        self.grow("gap_chip", 1)
        big = letters.largest(f"Next: {self.display.next}", self.inner, 4, CONDENSED) if self.display.next else None
        if big and self.height >= 34 and self.grow("next", big[1] + 1):
            self.plan.forms["next"] = big[0]
        for count in range(4, len(self.display.how) + 1):
            self._how(count)
        self._digits(max(10, self.height // 4))
        if self.height > 45:
            self.grow("ribbon", 3)
            self._digits(self.height // 3)
        if not self.rows["side"]:
            self._side()

    def placed(self) -> Arrangement:
        """Boxes from rows: name on top, next at the foot, the figure at the right of what is between them."""
        boxes, x, y = self.plan.boxes, self.margin, 0
        slack = max(0, self.free)
        for part in self.ORDER:
            tall = self.rows.get(part, 0)
            if part == "gap_title":
                tall += min(slack // 3, 2)
            if tall and not part.startswith("gap_"):
                wide = self.inner if part in ("top", "ribbon", "chip") else self.column
                boxes[part] = Region(x, y, self.across if part == "title" else wide, tall)
            y += tall
        digits = boxes["digits"]
        if "side" in self.plan.forms and "side" not in boxes:
            wide = numerals.width(self.display.longest, digits.height)
            form, room = self.plan.forms["side"], self.column - wide - 3
            high = self._side_rows(form, room) or form.rows
            boxes["side"] = Region(x + wide + 3, digits.y + (digits.height - high) // 2, room, high)
            boxes["digits"] = Region(x, digits.y, wide, digits.height)
        chip = boxes["chip"]
        word = min(chip.width, len(self.display.word) + 2)
        boxes["chip"] = Region(x, chip.y, word, 1)
        if chip.width - word - 1 > 0:
            boxes["heading"] = Region(x + word + 1, chip.y, chip.width - word - 1, 1)
        foot = self.rows["next"]
        if foot:
            boxes["next"] = Region(x, self.height - foot, self.inner, foot)
        if self.picture:
            top = boxes["title"].y if self.across < self.inner else digits.y
            room = min(self.height - top - max(foot, 1), _LARGEST[1])
            boxes["figure"] = Region(x + self.column + 2, top, self.picture, room)
        return self.plan


# Low screens


def _low_far(height: int, margin: int, inner: int, display: Display) -> Arrangement:
    """The far layout of a low screen: the digits, one line of words above them, ribbon and bar."""
    wide = inner - (len(display.side) + 4 if display.side else 0)
    title = wrap(display.title, wide)[:2]
    hint = wrap(display.hint, inner)[:1]
    head = 1 + len(title)
    boxes = {
        "ribbon": Region(margin, 0, inner, 1),
        "title": Region(margin, 1, wide, len(title)),
        "digits": Region(margin, head, inner, height - head - 1 - len(hint)),
        "bar": Region(margin, height - 1 - len(hint), inner, 1),
    }
    if hint:
        boxes["hint"] = Region(margin, height - 1, inner, 1)
    if display.side:
        boxes["side"] = Region(margin + wide + 1, 1, inner - wide - 1, 1)
    return Arrangement(boxes)


def _low_words(display: Display, width: int) -> dict[str, int]:
    """Rows that the words at the right of the digits take, from top to bottom."""
    return {
        "heading": len(dotted((display.word, *display.counts, display.label), width)),
        "title": len(letters.plain(display.title, width)),
        "side": 1 if display.side else 0,
        "hint": len(wrap(display.hint, width)),
    }


def _low(width: int, height: int, margin: int, inner: int, display: Display, *, figure: bool) -> Arrangement:
    """The name over the digits, the words at their right; a long name is with the words."""
    plan = Arrangement()
    foot = next_lines(display, inner)
    head = 2
    room = height - head - 1 - len(foot)
    if room < 4 and len(foot) > 1:
        foot, room = foot[:1], room + len(foot) - 1
    picture = 0
    if figure and width >= _FIGURE_COLUMNS and room >= 8:
        picture = min(int(inner * 0.34), int(room * 2.2))
    column = inner - (picture + 2 if picture else 0)

    def beside_digits(rows_left: int, least: int, *, title: bool) -> tuple[int, int, int, dict[str, int]] | None:
        """The largest digits beside which the words fit: how tall and wide, the columns beside, rows by part."""
        for tall in range(min(rows_left, 9), least - 1, -1):
            wide = numerals.width(display.longest, tall)
            beside = column - wide - 2
            if beside >= 16 and wide <= column * 0.6:
                rows = _low_words(display, beside)
                if not title:
                    rows["title"] = 0
                if sum(rows.values()) <= rows_left:
                    return tall, wide, beside, rows
        return None

    plan.boxes["top"] = Region(margin, 0, inner, 1)
    plan.boxes["ribbon"] = Region(margin, 1, inner, 1)
    # The name over everything else where that leaves room for digits larger than its letters.
    above = letters.largest(display.title, column, CONDENSED.rows, CONDENSED)
    taken = CONDENSED.rows + (1 if room >= _LOW_GAP else 0)
    found = beside_digits(room - taken, CONDENSED.rows + 1, title=False) if above else None
    if above and found:
        plan.forms["title"] = above[0]
        plan.boxes["title"] = Region(margin, head, column, CONDENSED.rows)
        head, room = head + taken, room - taken
    else:
        found = beside_digits(room, 3, title=True)
    if found:
        tall, wide, beside, rows = found
    else:
        tall = 3
        wide = numerals.width(display.longest, tall)
        beside = max(8, column - wide - 2)
        rows = _low_words(display, beside)
        for part in ("heading", "hint"):
            rows[part] = max(0, min(rows[part], rows[part] + room - sum(rows.values())))
    x, y = margin + wide + 2, head
    spare = room - sum(rows.values())
    big = letters.largest(display.title, beside, rows["title"] + spare, CONDENSED) if spare > 0 else None
    if big and "title" not in plan.boxes:
        plan.forms["title"], rows["title"] = big
    for part, tall_ in rows.items():
        if tall_:
            plan.boxes[part] = Region(x, y, beside, tall_)
        y += tall_
    block = max(tall, y - head)
    plan.boxes["digits"] = Region(margin, head, wide, tall)
    plan.boxes["bar"] = Region(margin, head + block, column, 1)
    left = height - head - block - 1 - len(foot)
    lines = bullets(display.how, column, left)
    if lines:
        plan.boxes["how"] = Region(margin, head + block + 1, column, len(lines))
    if foot:
        plan.boxes["next"] = Region(margin, height - len(foot), inner, len(foot))
    if picture:
        plan.boxes["figure"] = Region(margin + column + 2, 2, picture, room + head - 2)
    return plan
