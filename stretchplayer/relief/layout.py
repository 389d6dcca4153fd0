"""Words placed in rows of cells, alike at 40 x 12 and on a wall. Pure; colours are named, not chosen.

The parts come in this order: the head with the clock, a notice, the headline, its small lines, the sign line, keys. A
larger screen adds, by worth: a figure, big letters, large fields to touch, what comes next and the
breathing bar, more keys, more words.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from stretchplayer.relief.view import BREATH_IN_MS, BREATH_OUT_MS, KeyWord, View
from stretchplayer.words import wrapping
from stretchplayer.words.times import countdown

Role = Literal["title", "clock", "large", "small", "sign", "key", "muscle", "band", "quiet", "picked", "field"]

#: More than this in one line is too much to take in with a cramp.
WORDS_A_LINE = 12
#: The narrowest screen with a figure beside the words, and the least room that a figure is drawn in.
SIDE_BY_SIDE, FIGURE_WIDTH, FIGURE_HEIGHT = 60, 16, 8
#: From here on what comes next, the breathing bar and the keys of the foot have rows of their own.
WIDE, TALL = 80, 24
#: The figure gives room to the words, and the fields a row, where letters that are so much more legible then fit.
MORE_LEGIBLE = 1.15

#: Draws lines in the most legible letters of which all fit into so many cells across and rows: how legible they are,
#: and the rows; `None` where none fit.
Enlarge = Callable[[tuple[str, ...], int, int], "tuple[float, Sequence[str]] | None"]


class TextSpan(NamedTuple):
    """A stretch of one row: where it begins, what it says, how it looks, and which key a click on it is."""

    x: int
    text: str
    role: Role
    key: str | None = None


Row = tuple[TextSpan, ...]


class Room(NamedTuple):
    """Where something else is drawn: a rectangle of cells."""

    x: int
    y: int
    width: int
    height: int


def wrap(text: str, width: int, most: int | None = WORDS_A_LINE) -> list[str]:
    """`text` in lines that a frightened person reads at a glance: so many words at most."""
    return wrapping.wrap(text, max(1, width), most=most)


def text_rows(
    lines: Iterable[str], width: int, role: Role, *, key: str | None = None, most: int | None = WORDS_A_LINE
) -> list[Row]:
    """Lines with the margin of one cell, each wrapped; capitals are headlines, an empty line stays an empty row.

    With no `most` a line that fits is left as it is, with what it is indented by.
    """
    rows: list[Row] = []
    for line in lines:
        loud: Role = "large" if line.isupper() and role != "band" else role
        whole = most is None and line and wrapping.cells(line) < width
        rows += [(TextSpan(1, part, loud, key),) for part in ([line] if whole else wrap(line, width - 1, most))] or [()]
    return rows


def key_row(keys: Sequence[KeyWord], width: int, role: Role, picked: frozenset[str] = frozenset(), *, x: int = 1,
            gap: int = 1, spread: bool = False) -> Row:  # fmt: skip
    """Keys in one row, `spread` from edge to edge; a picked one is marked with a star, for want of colour too."""
    shown = [(key, f"{label}*" if key in picked and key != "0-9" else label) for key, label in keys]
    right = width - 1 if x else width - 2
    spread = spread and len(shown) > 1 and not shown[0][1].endswith(",")
    if spread:
        room = right - x - sum(len(label) for _, label in shown)
        gap = max(1, room // (len(shown) - 1))
    spans: list[TextSpan] = []
    for i, (key, label) in enumerate(shown):
        if spread and i == len(shown) - 1:
            x = max(x, right - len(label))
        if x < width:
            spans.append(TextSpan(x, label[: width - x], "picked" if key in picked else role, key or None))
        x += len(label) + gap
    return tuple(spans)


def head_row(view: View, width: int) -> Row:
    """The first row: the title at the left, the clock (or the way back, or the number to call) at the right."""
    name, right = view.title, view.clock
    role: Role = "clock"
    key = None
    edge = width
    if view.kind in ("eased", "dim"):
        role, key, edge = "key", "c", width - 1
    elif view.kind == "signs":
        role = "band"
        if len(name) + 1 + len(right) > width:
            name = name.removeprefix("Signs: ").capitalize()
    elif len(name) + 1 + len(right) > edge:
        # A cramp that came back: both times count more than the side and the word "cramp".
        name = name.split(",")[0].removesuffix(" cramp")
        name = name if len(name) + 1 + len(right) <= edge else name.split()[0]
    x = edge - len(right)
    name = name[: max(1, x - 1)] if right else name[:width]
    return (TextSpan(0, name, "title"), *((TextSpan(x, right, role, key),) if right else ()))


def lay_out(
    view: View, width: int, height: int, *, hidden: bool = False, enlarge: Enlarge | None = None
) -> tuple[list[Row], Room | None]:
    """Rows for the whole screen, and the room left for the figure.

    `hidden` leaves out the muscles and what stands behind them, for a quiet night.
    """
    if view.kind == "signs":
        return _signs_page(view, width, height), None
    if hidden:
        view = view._replace(muscles=(), extra=())
    beside = bool(view.figure) and width >= SIDE_BY_SIDE and height >= 16
    left = (width - 20 if width < WIDE else min(110, width * 11 // 20)) if beside else width
    wide = width >= WIDE and height >= TALL

    def page_of(view: View, left: int, tall: int, big: Sequence[str] | None) -> _Page:
        rows: list[Row] | None = None if big is None else [(TextSpan(1, part, "large"),) for part in big]
        return _Page(view, width, left, rows, wide=wide, fields=_fields(view, width, tall) if height >= 20 else [])

    legible = 0.0
    place: tuple[int, int, Sequence[str] | None] = (left, 3, None)
    if enlarge is not None and (loud := _loud(view)) and not view.countdown_ms:
        # Room is kept for the longest of the small lines, so that none that follows makes the letters smaller, and for
        # a figure below where one is drawn then.
        longest = view._replace(lines=view.longest or view.lines)
        drawn = not beside and height >= TALL and page_of(longest, left, 3, None).placed(height, beside)[1]
        below = FIGURE_HEIGHT + 7 if drawn else 0
        for at, tall in dict.fromkeys((each, tall) for each in (left, max(left, width * 2 // 3)) for tall in (3, 2)):
            room = height - below - page_of(longest, at, tall, ()).needs
            found = enlarge(loud, at - 2, room)
            if found is not None and found[0] > legible * MORE_LEGIBLE:
                legible, place = found[0], (at, tall, found[1])
    page = page_of(view, *place)
    for shorter in _shorter(view):
        if page.least <= height:
            break
        page = page_of(shorter, left, 3, None)
    return page.placed(height, beside)


def _loud(view: View) -> tuple[str, ...]:
    """What is drawn in big letters: the headline; of a question what is asked, unless that is a list in small lines."""
    asked = tuple(line for line in view.lines if line.isupper())
    return view.large if view.kind != "question" else asked if len(asked) > 1 else ()


def _shorter(view: View) -> Iterable[View]:
    """A page whose small lines take less room: under a notice the first go, in the aftercare sentences run on."""
    if view.kind == "help" and view.band:
        yield from (view._replace(lines=view.lines[i:]) for i in range(1, len(view.lines) + 1))
    if view.kind == "eased":
        whole = (*view.small, *view.lines)
        quiet = next((i for i, line in enumerate(whole) if line.isupper()), len(whole))
        yield from (view._replace(small=(), lines=(" ".join(whole[:i]), *whole[i:])) for i in range(2, quiet + 1))


class _Page:
    """One page in parts, with the headline in big letters or, with `big` of `None`, in plain ones."""

    def __init__(
        self, view: View, width: int, left: int, big: list[Row] | None, *, wide: bool, fields: list[Row]
    ) -> None:
        self.view, self.width, self.left, self.wide = view, width, left, wide
        edge = view.kind in ("stop", "eased")
        # A click on a notice opens the signs.
        self.band = text_rows(view.band, width, "band", key="w")
        large = big if big is not None and view.kind != "question" else _large_rows(view, left)
        small = text_rows(view.small, left, "small")
        if big is not None and view.kind == "question":
            quiet = [line for line in view.lines if not line.isupper()]
            lines = [*text_rows(quiet, left, "small"), *big]
        else:
            lines = text_rows(view.lines, left, "small")
        self.sign = text_rows(view.sign, left, "sign", key="w")
        self.keys = [
            key_row(row, left if not edge else min(left, 60), "key", view.tapped, x=0 if edge else 1,
                    spread=len(row) == 2 or view.kind == "ask")
            for row in view.keys
        ]  # fmt: skip
        # The pages that the aftercare opens are named only where there is a foot.
        self.muscles = [] if wide or edge else [key_row(row, left, "muscle") for row in view.muscles]
        self.foot = _foot(view, width) if wide else []
        said = {key for key, _ in view.fields}
        self.fields = fields
        # The large fields say what the row of keys says; that row is for screens without them.
        self.doubled = bool(fields) and view.kind == "help" and all(key in said for key, _ in view.keys[0])
        if view.kind == "eased":
            asked = self.keys[:-4]
            self.parts = [[*large, *small, *lines, *asked]]
            self.keys = self.keys[-4:]
        else:
            self.parts = [[*large, *lines]] if self.band else [large, lines]
        self.next = _next(view, left) if wide and view.kind == "help" else []

    @property
    def least(self) -> int:
        """The rows of the words and keys alone."""
        return 1 + len(self.band) + sum(map(len, (*self.parts, self.sign, self.muscles, self.keys)))

    @property
    def needs(self) -> int:
        """The rows without which something would be lost."""
        keys = len(self.keys) if self.doubled else 0
        return self.least - keys + len(self.fields) + len(self.next) + len(self.foot)

    def placed(self, height: int, beside: bool) -> tuple[list[Row], Room | None]:
        """The rows, as many empty ones between the parts as there is room for, and the figure's room."""
        if self.needs > height:
            self.fields, self.doubled = [], False
        tail = [*self.fields, *self.foot]
        if self.needs > height:
            tail, self.next = [], []
        keys = [] if self.doubled else self.keys
        end = [*self.sign, *keys, *self.muscles]
        body = height - len(tail)
        parts = [[head_row(self.view, self.width), *self.band], *self.parts, end]
        spare = body - sum(map(len, parts)) - len(self.next)
        extra = text_rows(self.view.extra, self.left, "quiet") if height >= TALL else []
        if extra and len(extra) + 1 <= spare - len(parts):
            parts.append(extra)
        below = bool(self.view.figure) and spare >= FIGURE_HEIGHT + 2 + len(parts)
        rows = _squeezed([*parts, self.next], body)
        top = 1 + len(self.band)
        room = Room(1, len(rows) + 1, self.width - 2, body - len(rows) - 1)
        if beside:
            room = Room(self.left + 1, top, self.width - self.left - 2, body - top - 1)
        drawn = beside or (below and room.width >= FIGURE_WIDTH)
        rows += [()] * (body - len(rows))
        return [*rows, *tail][:height], room if drawn else None


def _squeezed(parts: list[list[Row]], height: int) -> list[Row]:
    """Parts one under the other with an empty row between, as many of those as fit; the first two are never cut.

    Where even that is too much the last rows of the third part go, then those of the last.
    """
    parts = [part for part in parts if part]
    blanks = len(parts) - 1
    spare = height - sum(len(part) for part in parts)
    if spare < 0 and len(parts) > 2:
        for at in (2, len(parts) - 1):
            cut = min(len(parts[at]) - (at == len(parts) - 1), -spare)
            parts[at] = parts[at][: len(parts[at]) - cut]
            spare += cut
    # The space under the head is given up first, that around the headline last.
    keep = sorted(range(blanks), key=lambda i: (i == 0, i))[: max(0, spare)]
    rows: list[Row] = []
    for i, part in enumerate(parts):
        rows += part
        if i in keep:
            rows.append(())
    return rows


def _large_rows(view: View, width: int) -> list[Row]:
    """The headline in capitals, a countdown at the right of the first row."""
    rows: list[Row] = []
    for line in view.large:
        rows += [(TextSpan(1, part, "large"),) for part in wrap(line.upper(), width - 1)]
    if rows and view.countdown_ms:
        text = countdown(view.countdown_ms)
        x = rows[0][0].x + len(rows[0][0].text) + 3
        rows[0] = (*rows[0], TextSpan(min(x, width - len(text) - 1), text, "large"))
    return rows


def _next(view: View, width: int) -> list[Row]:
    """What comes next, and the pacing bar; their rows are there from the first moment, so that nothing moves later."""
    said = (TextSpan(1, view.next[: width - 1], "quiet"),) if view.next else ()
    return [said, _breath(view, width)]


def _breath(view: View, width: int) -> Row:
    """The pacing bar: it fills as one breathes in and empties, slower, as one breathes out."""
    if view.breath_ms is None:
        return ()
    into = view.breath_ms < BREATH_IN_MS
    part = view.breath_ms / BREATH_IN_MS if into else 1 - (view.breath_ms - BREATH_IN_MS) / BREATH_OUT_MS
    word = "Breathe in" if into else "Breathe out"
    cells = min(60, width) - 15
    # Half a cell high and in a quiet colour: a bar of full blocks would light the room.
    bar = "▄" * round(part * cells)
    rest = "─" * (cells - len(bar))
    return (TextSpan(1, word, "quiet"), TextSpan(13, bar, "quiet"), TextSpan(13 + len(bar), rest, "quiet"))


def _fields(view: View, width: int, height: int) -> list[Row]:
    """Large fields side by side: a finger in the dark finds one half of the screen."""
    count = len(view.fields)
    edges = [1 + (width - 2) * i // count for i in range(count + 1)]
    rows: list[Row] = []
    for y in range(height):
        spans = []
        for i, (key, label) in enumerate(view.fields):
            room = edges[i + 1] - edges[i] - (i < count - 1)
            # The brackets tell a field from words where there is no colour. A narrow one has its key above its word.
            name, _, word = label.partition("  ")
            whole = len(label) + 4 <= room
            edge = "" if len(word) + 4 > room else " "
            said = {height // 2: f"[{edge}{label if whole else word}{edge}]", height // 2 - 1: "" if whole else name}
            spans.append(TextSpan(edges[i], said.get(y, "").center(room)[:room], "field", key))
        rows.append(tuple(spans))
    return rows


def _foot(view: View, width: int) -> list[Row]:
    muscles = tuple(muscle for row in view.muscles for muscle in row if muscle[0] != "q")
    return [key_row(keys, width, "muscle", gap=gap) for keys, gap in ((muscles, 2), (view.foot, 3)) if keys]


def _signs_page(view: View, width: int, height: int) -> list[Row]:
    """The page of signs: at most nine, by haste, a heading above each group; sentences where they have room."""
    keys = [key_row(row, min(width, 60), "key", x=0, spread=True) for row in view.keys]
    for whole in (width >= WIDE, False):
        rows: list[Row] = []
        haste = "N"
        for id, number, short, sentence, marked in view.signs:
            if id[0] != haste:
                haste = id[0]
                rows.append((TextSpan(0, view.headings[haste], "band"),))
            role: Role = "picked" if marked else "small"
            parts = wrap(sentence, min(width, 100) - 4, None) if whole else [short[: width - 3]]
            lead = f"{'>' if marked else ' '}{number} "
            rows.append((TextSpan(0, f"{lead}{parts[0]}", role, number),))
            rows += [(TextSpan(3, part, role, number),) for part in parts[1:]]
        if 1 + len(rows) + len(keys) <= height:
            break
    fields = _fields(view, width, 3) if height >= 20 and height - 1 - len(rows) - len(keys) >= 4 else []
    head: list[Row] = [head_row(view, width)]
    spare = height - 1 - len(rows) - len(keys) - len(fields)
    if spare > 2:
        head, spare = [*head, ()], spare - 1
    blank: list[Row] = [()] if spare > 0 else []
    placed = [*head, *rows, *blank, *keys]
    return [*placed, *[()] * (height - len(placed) - len(fields)), *fields][:height]
