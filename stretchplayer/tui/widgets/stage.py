"""The stage of the player screen: puts a display into its parts, and each part in its place."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.strip import Strip
from textual.widget import Widget

from stretchplayer.tui import arrangement
from stretchplayer.tui.display import Display, State
from stretchplayer.tui.theme import STATE_PATTERNS, has_tints, palette
from stretchplayer.tui.widgets.countdown import Countdown
from stretchplayer.tui.widgets.lettering import Lettering
from stretchplayer.tui.widgets.piece import Canvas, Piece
from stretchplayer.tui.widgets.plate import Plate, blank, paint
from stretchplayer.tui.widgets.ribbon import Ribbon
from stretchplayer.tui.widgets.stepbar import StepBar
from stretchplayer.words.wrapping import bullets, cells, dotted, wrap

if TYPE_CHECKING:
    from stretchplayer.playback.segments import Timeline
    from stretchplayer.routine.moves import Move
    from stretchplayer.settings.table import StateColour
    from stretchplayer.tui.widgets.figure_view import FigureView

_NO_SPACING = Spacing()
_NO_OFFSET = Offset()


class _StageLayout(Layout):
    """Places the parts as the arrangement says; a part without a box is not shown."""

    name = "stage"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        assert isinstance(parent, Stage)
        placed = parent.plan(size).boxes
        return [
            WidgetPlacement(Region(*placed[child.id]), _NO_OFFSET, _NO_SPACING, child)
            for child in children
            if child.id in placed
        ]


class Edge(Piece):
    """One side of the stage in the pattern of a state."""

    def __init__(self, canvas: Canvas, name: str) -> None:
        super().__init__(canvas, name)
        self._mark = (" ", "", "")

    def show(self, pattern: str, colour: str, band: str = "") -> None:
        """Show this pattern in this colour, on the ground or on a band of another."""
        if self._mark != (pattern, colour, band):
            self._mark = (pattern, colour, band)
            self.changed()

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        pattern, colour, band = self._mark
        style = paint(colour or self.palette.soft, band or self.ground)
        yield from [Strip([Segment(pattern * width, style)], width)] * height


class Stage(Plate, can_focus=False):
    """Everything on the player screen above the keys: its parts, with the ribbon and the figure as widgets in it."""

    BARE = True

    def __init__(self, name: str, figure: "FigureView", colouring: "StateColour" = "ground") -> None:
        """`colouring` is where the colour of work, rest and waiting is: on the whole ground, in a band, nowhere."""
        super().__init__(id="stage")
        self.colouring = colouring
        self._stage_layout = _StageLayout()
        self.routine = name
        self.fill = False
        self.shown: Display | None = None
        self.figure = figure
        self.picture = False
        self._plan_key: object = None
        self._plan = arrangement.Arrangement()

        self.ribbon = Ribbon(id="ribbon")
        self.top = Lettering(self, "top")
        self.heading = Lettering(self, "heading", bold=True)
        self.chip = Lettering(self, "chip", bold=True, tag=True)
        self.title = Lettering(self, "title", bold=True, apart=True)
        self.side = Lettering(self, "side", bold=True, tag=True)
        self.digits = Countdown(self, "digits")
        self.bar = StepBar(self, "bar")
        self.hint = Lettering(self, "hint", bold=True)
        self.how = Lettering(self, "how")
        self.next = Lettering(self, "next", bold=True)
        self.edges = Edge(self, "left"), Edge(self, "right")
        self._parts: tuple[Piece, ...] = (self.top, self.heading, self.chip, self.title, self.side, self.digits,
                                         self.bar, self.hint, self.how, self.next, *self.edges)  # fmt: skip
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

    # What the parts ask

    def box_of(self, name: str) -> Region:
        box = self._plan.boxes.get(name)
        return Region(*box) if box else Region()

    def redraw(self, regions: Iterable[Region]) -> None:
        shown = [region for region in regions if region]
        if self._drawn == (*self.size, self.palette):
            for y in {y for region in shown for y in range(region.y, min(region.bottom, len(self._strips)))}:
                self._strips[y] = self._line(y, self.size.width)
        if shown:
            self.refresh(*shown)

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        return (self._line(y, width) for y in range(height))

    def _line(self, y: int, width: int) -> Strip:
        """A line of the stage: those of its parts that lie in it, and the ground between them."""
        boxes = ((self.box_of(part.name), part) for part in self._parts)
        here = sorted(((box.x, box, part) for box, part in boxes if box.y <= y < box.bottom), key=lambda one: one[0])
        line, at = [], 0
        for x, box, part in here:
            line += [blank(x - at, self.ground), part.render_line(y - box.y)]
            at = box.right
        return Strip.join([*line, blank(width - at, self.ground)])

    def plan(self, size: Size) -> arrangement.Arrangement:
        """The arrangement for a size; worked out again only where size or words differ."""
        shown = self.shown
        if shown is None:
            return self._plan
        width, height = size
        key = (
            size, self.fill, self.picture, self.colouring, shown.word,
            shown.title, shown.widest_side, shown.longest, shown.counts, shown.how,
            shown.breathes,
            shown.next, len(arrangement.hint_lines(shown, max(16, width // 2))),
        )  # fmt: skip
        if key != self._plan_key:
            self._plan_key = key
            self._plan = arrangement.arrange(
                width, height, shown, figure=self.picture, fill=self.fill, band=self._where == "band"
            )
        return self._plan

    @property
    def _where(self) -> "StateColour":
        """Where the state is told by colour here: a band where the terminal has no tints for the whole ground."""
        return "band" if self.colouring == "ground" and not has_tints(self.app) else self.colouring

    def show(self, shown: Display, move: "Move | None" = None) -> None:
        """Show a display and the figure of its move; laid out again only where that needs other places."""
        self.shown = shown
        self.picture = move is not None and move.figure is not None
        before = self._plan
        plan = self.plan(self.size)
        if plan is not before:
            self.figure.refresh(layout=True)
            self._drawn = None
            self.refresh()
        self._fill_parts(shown, plan)
        self.figure.show(move, shown.facing)
        self.figure.run(not shown.paused)

    @property
    def bar_cells(self) -> int:
        """How wide the bar of the step is: the finer it is, the oftener it moves."""
        return self.bar.size.width

    def set_fill(self, fill: bool) -> None:
        """Give the whole screen to the digits, or take it back."""
        self.fill = fill
        self.set_class(fill, "-fill")
        self.digits.centred = fill
        self.digits.changed()

    def flash(self) -> None:
        """Light up the digits for a moment: the sound that nobody hears."""
        self.digits.lit = True
        self.digits.changed()
        self.set_timer(0.2, self._unlit)

    def _unlit(self) -> None:
        self.digits.lit = False
        self.digits.changed()

    def on_resize(self) -> None:
        if self.shown is not None:
            self._fill_parts(self.shown, self.plan(self.size))
            self._drawn = None
            self.refresh()

    def progress(self, timeline: "Timeline", index: int, part: float, bar: float) -> None:
        """Move the ribbon's mark and the bar of the step."""
        self.ribbon.show(timeline, index, part)
        if self.shown:
            colour = self._colour(self.shown)
            self.bar.show(bar, colour)

    def _colour(self, shown: Display) -> str:
        colours = palette(self.app)
        return colours.soft if shown.paused else colours.kind(shown.kind)

    def say(self, text: str) -> None:
        """Say something in place of the routine's name; empty takes it back."""
        self._said = text
        self._refill()

    def sign(self, text: str) -> None:
        """A word that stays beside the progress, such as that the sound is off."""
        self._sign = text
        self._refill()

    def _refill(self) -> None:
        if self.shown is not None and not self._plan.small and "top" in self._plan.boxes:
            self._fill_top(self.shown, self._plan.boxes["top"].width)

    def _fill_top(self, shown: Display, width: int) -> None:
        """What is said for a moment, else the routine's name; at the end where in the routine this is."""
        colours = palette(self.app)
        place = f"{shown.step} of {shown.steps} · {shown.left} left"
        if self._sign:
            place = f"{self._sign} · {place}"
        name = self._said or self.routine
        fits = cells(name) + cells(place) + 2 <= width
        if self._said and not fits:
            self.top.show(wrap(name, width)[:1], colours.accent)
        else:
            self.top.show(
                [name if fits else place], colours.accent if self._said else colours.soft, place if fits else ""
            )

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, self._retint)

    def on_unmount(self) -> None:
        # A signal holds what it calls, and with it the whole screen, until the theme changes.
        self.app.theme_changed_signal.unsubscribe(self)

    def _retint(self, _: object) -> None:
        """Another theme has other colours for all of it."""
        if self.shown is not None:
            self._fill_parts(self.shown, self._plan)
            self.bar.recolour(self._colour(self.shown))

    def _tint(self, state: State) -> None:
        """The colour of a state where the person wants it; none at all where they want no colours."""
        colours = palette(self.app)
        coloured = "off" if self.app.no_color else self._where
        tint = colours.states[state] if coloured == "ground" else ""
        if tint != self.tint:
            self.tint = self.ribbon.tint = tint
            for part in self._parts:
                part.tint = tint
                part.changed()
            self.ribbon.changed()
            self.changed()
        self.figure.lie_on(tint)
        pattern = " " if self.colouring == "off" else STATE_PATTERNS[state]
        for edge in self.edges:
            if coloured == "band":
                edge.show(pattern, colours.background, colours.bands[state])
            else:
                edge.show(pattern, colours.soft)

    def _fill_parts(self, shown: Display, plan: arrangement.Arrangement) -> None:
        colours = palette(self.app)
        kind = self._colour(shown)
        self._tint(shown.state)

        if plan.small:
            self.hint.show(arrangement.small_lines(shown, plan.boxes["hint"].width), colours.text)
            return

        def wide(part: str) -> int:
            return plan.boxes[part].width if part in plan.boxes else 0

        def tall(part: str) -> int:
            return plan.boxes[part].height if part in plan.boxes else 0

        self._fill_top(shown, wide("top"))
        if "chip" in plan.boxes:
            self.chip.show([shown.word.upper()], kind)
            self.heading.show(arrangement.heading_lines(shown, wide("heading"))[:1], colours.soft)
        else:
            heading = dotted((shown.word, *shown.counts, shown.label), wide("heading"))
            self.heading.show(heading[: tall("heading")], kind)
        self.title.spell(shown.title, plan.forms.get("title"), colours.text)
        self.side.spell(shown.side, plan.forms.get("side"), colours.text if "side" in plan.forms else kind)
        self.digits.show(shown.digits, shown.longest, colours.soft if shown.paused else colours.text)
        self.hint.show(arrangement.hint_lines(shown, wide("hint"))[: tall("hint")], colours.accent)
        self.how.show(bullets(shown.how, wide("how"), tall("how")), colours.soft)
        if "next" in plan.forms:
            self.next.spell(f"Next: {shown.next}", plan.forms["next"], colours.soft)
            return
        self.next.show(arrangement.next_lines(shown, wide("next"))[: tall("next")], colours.text)
