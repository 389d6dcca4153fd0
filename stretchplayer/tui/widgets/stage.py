"""The stage of the player screen: puts a display into its parts, and each part in its place."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.strip import Strip
from textual.widget import Widget

from stretchplayer.tui import arrangement, letters, numerals
from stretchplayer.tui.arrangement import Arrangement
from stretchplayer.tui.display import Display
from stretchplayer.tui.theme import STATE_PATTERNS, has_tints
from stretchplayer.tui.widgets.plate import Plate, blank, filled, paint
from stretchplayer.tui.widgets.ribbon import Ribbon
from stretchplayer.words.wrapping import bullets, cells, dotted, wrap

if TYPE_CHECKING:
    from stretchplayer.playback.segments import Timeline
    from stretchplayer.routine.moves import Move
    from stretchplayer.settings.table import StateColour
    from stretchplayer.tui.widgets.figure_view import FigureView

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_FLASH_S = 0.2


class _StageLayout(Layout):
    """Places the widgets as the arrangement says; one without a box is not shown."""

    name = "stage"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        assert isinstance(parent, Stage)
        placed = parent.plan(size).boxes
        return [
            WidgetPlacement(placed[child.id], NULL_OFFSET, NULL_SPACING, child)
            for child in children
            if child.id in placed
        ]


class _Part(NamedTuple):
    """Lines in one style, each in one piece or several."""

    lines: Sequence[tuple[str, ...]]
    style: Style

    def strips(self) -> Iterator[Strip]:
        return (Strip([Segment(piece, self.style) for piece in line]) for line in self.lines)


class _Drawn(NamedTuple):
    """A part as it was drawn."""

    box: Region
    part: _Part
    ground: str
    strips: list[Strip]


class Stage(Plate, can_focus=False):
    """Everything on the player screen above the keys: words in boxes, with the ribbon and the figure as widgets.

    The words are no widgets: Textual styles, places and asks each of its widgets, and a dozen more would hold up the
    first frame.
    """

    BARE = True

    def __init__(self, timeline: "Timeline", figure: "FigureView", colouring: "StateColour" = "ground") -> None:
        """`colouring` is where the colour of work, rest and waiting is: on the whole ground, in a band, nowhere."""
        super().__init__(id="stage")
        self.colouring = colouring
        self._stage_layout = _StageLayout()
        self._timeline = timeline
        self.fill = False
        """Whether the digits have the whole screen."""
        self.lit = False
        """Whether the digits are lit up for a moment."""
        self.level = 0.0
        """How full the bar of the step is, 0 to 1; for paced breathing it fills and empties like a lung."""
        self.shown: Display | None = None
        self._picture = False
        self.figure = figure
        self.ribbon = Ribbon(id="ribbon")
        self._plan_key: object = None
        self._plan = Arrangement()
        self._parts: dict[str, _Drawn] = {}
        self._said = self._sign = ""

    @property
    def layout(self) -> Layout:
        return self._stage_layout

    @property
    def is_container(self) -> bool:
        return True

    def compose(self) -> Iterator[Widget]:
        yield self.ribbon
        yield self.figure

    # What is shown

    def show(self, shown: Display, move: "Move | None", index: int, part: float, level: float) -> None:
        """Show a display and the figure of its move, with `part` of segment `index` over and the bar at `level`.

        It is laid out again only where that needs other places.
        """
        self.shown, self.level = shown, level
        self._picture = move is not None and move.figure is not None
        before = self._plan
        if self.plan(self.size) is not before:
            self.figure.refresh(layout=True)
            self._drawn = None
        self._show_again()
        self.figure.show(move, shown.facing)
        self.figure.run(not shown.paused)
        self.ribbon.show(self._timeline, index, part)

    def _show_again(self) -> None:
        """The same, where colours or words about the run may be others."""
        tint = self.tint
        if self.shown is not None:
            tinted = self._where == "ground" and not self.app.no_color
            tint = self.palette.states[self.shown.state] if tinted else ""
        if tint != self.tint:
            self.tint = self.ribbon.tint = tint
            self._drawn = None
            self.ribbon.changed()
        self.figure.lie_on(tint)
        self.changed()

    def say(self, text: str) -> None:
        """Say something in place of the routine's name; empty takes it back."""
        self._said = text
        self.changed()

    def sign(self, text: str) -> None:
        """A word that stays beside the progress, such as that the sound is off."""
        self._sign = text
        self.changed()

    def flash(self) -> None:
        """Light up the digits for a moment: the sound that nobody hears."""
        self._light(True)
        self.set_timer(_FLASH_S, lambda: self._light(False))

    def _light(self, lit: bool) -> None:
        self.lit = lit
        self.changed()

    @property
    def bar_cells(self) -> int:
        """How wide the bar of the step is: the finer it is, the oftener it moves."""
        return self._plan.boxes["bar"].width if "bar" in self._plan.boxes else 0

    def on_resize(self) -> None:
        self._show_again()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._show_again()

    # Where it is

    def plan(self, size: Size) -> Arrangement:
        """The arrangement for a size; worked out again only where size or words differ."""
        shown = self.shown
        if shown is None:
            return self._plan
        width, height = size
        key = (
            size, self.fill, self._picture, self.colouring, shown.word,
            shown.title, shown.widest_side, shown.longest, shown.counts, shown.how,
            shown.breathes,
            shown.next, len(wrap(shown.hint, max(16, width // 2))),
        )  # fmt: skip
        if key != self._plan_key:
            self._plan_key = key
            self._plan = arrangement.arrange(
                width, height, shown, figure=self._picture, fill=self.fill, band=self._where == "band"
            )
        return self._plan

    @property
    def _where(self) -> "StateColour":
        """Where the state is told by colour here: a band where the terminal has no tints for the whole ground."""
        return "band" if self.colouring == "ground" and not has_tints(self.app) else self.colouring

    # Drawing

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        self._parts = self._draw_parts()
        return (self._line(y, width) for y in range(height))

    def changed(self) -> None:
        """Draw the parts that are not as they were, and show their lines that differ."""
        if not self.is_attached or self._drawn != (*self.size, self.palette):
            super().changed()
            return
        before, self._parts = self._parts, self._draw_parts()
        regions = [
            Region(part.box.x, part.box.y + y, part.box.width, 1)
            for name, part in self._parts.items()
            for y, strip in enumerate(part.strips)
            if name not in before or before[name].strips[y] != strip
        ]
        for y in {region.y for region in regions if region.y < len(self._strips)}:
            self._strips[y] = self._line(y, self.size.width)
        if regions:
            self.refresh(*regions)

    def _line(self, y: int, width: int) -> Strip:
        """A line of the stage: those of its parts that are in it, and the ground between them."""
        line, at = [], 0
        for box, *_, strips in sorted(self._parts.values(), key=lambda part: part.box):
            if box.y <= y < box.bottom:
                line += [blank(box.x - at, self.ground), strips[y - box.y]]
                at = box.right
        return Strip.join([*line, blank(width - at, self.ground)])

    def _draw_parts(self) -> dict[str, _Drawn]:
        """The parts that have a place, in it; what shows the same there as before is not drawn again."""
        drawn = {}
        for name, part in self._contents().items():
            if name in self._plan.boxes:
                box = self._plan.boxes[name]
                ground = self.palette.accent if name == "digits" and self.lit else self.ground
                kept = self._parts.get(name)
                if kept is None or kept[:3] != (box, part, ground):
                    kept = _Drawn(box, part, ground, filled(part.strips(), box.width, box.height, ground))
                drawn[name] = kept
        return drawn

    def _contents(self) -> dict[str, _Part]:
        """What each part says."""
        shown, plan = self.shown, self._plan
        if shown is None:
            return {}
        colours, ground = self.palette, self.ground
        kind = colours.soft if shown.paused else colours.kinds[shown.kind]

        def part(lines: Sequence[str], colour: str, *, bold: bool = True) -> _Part:
            return _Part([(line,) for line in lines], paint(colour, ground, bold))

        def wide(name: str) -> int:
            return plan.boxes[name].width if name in plan.boxes else 0

        def tall(name: str) -> int:
            return plan.boxes[name].height if name in plan.boxes else 0

        def big(name: str, text: str) -> Sequence[str]:
            return letters.lines(text, wide(name), plan.forms[name]) if name in plan.forms else ()

        def tag(text: str, width: int) -> _Part:
            """Words on a ground of their colour, which stand out without big letters."""
            return _Part([(f" {line} ",) for line in wrap(text, width)], paint(ground, kind, True))

        if plan.small:
            return {"hint": part(arrangement.small_lines(shown, wide("hint")), colours.text)}
        if "chip" in plan.boxes:
            heading = part(dotted((*shown.counts, shown.label), wide("heading"))[:1], colours.soft)
        else:
            words = dotted((shown.word, *shown.counts, shown.label), wide("heading"))
            heading = part(words[: tall("heading")], kind)
        title = big("title", shown.title) or letters.plain(shown.title, wide("title"))
        side = big("side", shown.side)
        coming = arrangement.next_lines(shown, wide("next"))[: tall("next")]
        return {
            "top": self._top(shown, wide("top")),
            "heading": heading,
            "chip": _Part([(f" {shown.word.upper()} ",)], paint(ground, kind, True)),
            "title": part(title, colours.text),
            "side": part(side, colours.text) if side else tag(shown.side, wide("side") - 2),
            "digits": self._digits(shown, wide("digits"), tall("digits")),
            "bar": _Part([(self._bar(wide("bar")),)], paint(kind, colours.raised)),
            "hint": part(wrap(shown.hint, wide("hint"))[: tall("hint")], colours.accent),
            "how": part(bullets(shown.how, wide("how"), tall("how")), colours.soft, bold=False),
            "next": part(big("next", f"Next: {shown.next}"), colours.soft)
            if "next" in plan.forms
            else part(coming, colours.text),
            **{edge: self._edge(shown, wide(edge), tall(edge)) for edge in ("left", "right")},
        }

    def _top(self, shown: Display, width: int) -> _Part:
        """What is said for a moment, else the routine's name; at the end where in the routine this is."""
        colours = self.palette
        place = f"{shown.step} of {shown.steps} · {shown.left} left"
        if self._sign:
            place = f"{self._sign} · {place}"
        name = self._said or self._timeline.name
        style = paint(colours.accent if self._said else colours.soft, self.ground)
        gap = width - cells(name) - cells(place)
        if gap >= 2:
            return _Part([(name, " " * gap, place)], style)
        return _Part([tuple(wrap(name, width)[:1]) if self._said else (place,)], style)

    def _digits(self, shown: Display, width: int, height: int) -> _Part:
        """The countdown as large as its place allows; the widest number of the segment keeps the size steady."""
        colours = self.palette
        colour = colours.background if self.lit else colours.soft if shown.paused else colours.text
        style = paint(colour, colours.accent if self.lit else self.ground, True)
        tall = min(numerals.fit(text, width, height) for text in (shown.digits, shown.longest))
        if not tall:
            return _Part([(shown.digits,)], style)
        indent = above = 0
        if self.fill:
            # Right-aligned within the widest number: the seconds' place stays where it is.
            longest = numerals.width(shown.longest, tall)
            indent = max(0, (width - longest) // 2) + max(0, longest - numerals.width(shown.digits, tall))
            above = (height - tall) // 2
        lines: list[tuple[str, ...]] = [()] * above
        return _Part([*lines, *((" " * indent, row) for row in numerals.draw(shown.digits, tall))], style)

    def _bar(self, width: int) -> str:
        """A line that fills from the left, in eighths of a cell."""
        full, rest = divmod(round(max(0.0, min(1.0, self.level)) * width * 8), 8)
        return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(width)

    def _edge(self, shown: Display, width: int, height: int) -> _Part:
        """One side of the stage in the pattern of the state."""
        colours = self.palette
        pattern = " " if self.colouring == "off" else STATE_PATTERNS[shown.state]
        banded = self._where == "band" and not self.app.no_color
        style = paint(colours.background, colours.bands[shown.state]) if banded else paint(colours.soft, self.ground)
        return _Part([(pattern * width,)] * height, style)
