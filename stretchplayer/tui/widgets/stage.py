"""The stage of the player screen: puts a face into its parts, and each part in its place."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.geometry import Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from stretchplayer.tui import arrange, boxes
from stretchplayer.tui.face import Face
from stretchplayer.tui.guard import Guarded
from stretchplayer.tui.theme import palette
from stretchplayer.tui.widgets.countdown import Countdown
from stretchplayer.tui.widgets.lettering import Lettering
from stretchplayer.tui.widgets.ribbon import Ribbon
from stretchplayer.tui.widgets.stepbar import StepBar
from stretchplayer.words.wrapping import bullets

if TYPE_CHECKING:
    from stretchplayer.playback.segments import Timeline
    from stretchplayer.routine.moves import Move
    from stretchplayer.tui.widgets.figure import FigureView

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


class Stage(Guarded, Widget, can_focus=False):
    """Everything on the player screen above the keys."""

    def __init__(self, name: str, figure: "FigureView") -> None:
        super().__init__(id="stage")
        self._stage_layout = _StageLayout()
        self.routine = name
        self.fill = False
        self.face: Face | None = None
        self.figure = figure
        self.picture = False
        self._plan_key: object = None
        self._plan = boxes.Arrangement()

        self.top = Lettering(id="top")
        self.ribbon = Ribbon(id="ribbon")
        self.heading = Lettering(id="heading", bold=True)
        self.word = Lettering(id="word", bold=True)
        self.title = Lettering(id="title", bold=True)
        self.side = Lettering(id="side", bold=True, tag=True)
        self.digits = Countdown(id="digits")
        self.bar = StepBar(id="bar")
        self.hint = Lettering(id="hint", bold=True)
        self.how = Lettering(id="how")
        self.next = Lettering(id="next", bold=True)

    @property
    def layout(self) -> Layout:
        return self._stage_layout

    @property
    def is_container(self) -> bool:
        return True

    def compose(self) -> Iterator[Widget]:
        yield self.top
        yield self.ribbon
        yield self.heading
        yield self.word
        yield self.title
        yield self.side
        yield self.digits
        yield self.bar
        yield self.hint
        yield self.how
        yield self.next
        yield self.figure

    def plan(self, size: Size) -> boxes.Arrangement:
        """The arrangement for a size; worked out again only where size or words differ."""
        face = self.face
        if face is None:
            return self._plan
        width, height = size
        key = (
            size, self.fill, self.picture, face.heading, face.title, face.side, face.longest, face.counts, face.how,
            face.next, len(boxes.hint_lines(face, max(16, width // 2))),
        )  # fmt: skip
        if key != self._plan_key:
            self._plan_key = key
            self._plan = arrange.arrange(width, height, face, figure=self.picture, fill=self.fill)
        return self._plan

    def show(self, face: Face, move: "Move | None" = None) -> None:
        """Show a face and the figure of its move; laid out again only where that needs other places."""
        self.face = face
        self.picture = move is not None and move.figure is not None
        before = self._plan
        plan = self.plan(self.size)
        if plan is not before:
            self.top.refresh(layout=True)
        self._fill_parts(face, plan)
        self.figure.show(move, face.facing)
        self.figure.run(not face.paused)

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
        if self.face is not None:
            self._fill_parts(self.face, self.plan(self.size))

    def progress(self, timeline: "Timeline", index: int, part: float, bar: float) -> None:
        """Move the ribbon's mark and the bar of the step."""
        self.ribbon.show(timeline, index, part)
        if self.face:
            colour = self._colour(self.face)
            self.bar.show(bar, colour)

    def _colour(self, face: Face) -> str:
        colours = palette(self.app)
        return colours.soft if face.paused else colours.kind(face.kind)

    def _fill_parts(self, face: Face, plan: boxes.Arrangement) -> None:
        colours = palette(self.app)
        kind = self._colour(face)

        if plan.small:
            self.hint.show(boxes.small_lines(face, plan.boxes["hint"].width), colours.text)
            return

        def wide(part: str) -> int:
            return plan.boxes[part].width if part in plan.boxes else 0

        def tall(part: str) -> int:
            return plan.boxes[part].height if part in plan.boxes else 0

        place = f"{face.step} of {face.steps} · {face.left} left"
        room = wide("top") - len(place) - 2
        name = self.routine if len(self.routine) <= room else ""
        self.top.show([name or place], colours.soft, place if name else "")
        self.word.spell(face.word, plan.word_scale, kind)
        heading = boxes.heading_lines(face, wide("heading"), plan.word_scale > 0)
        self.heading.show(heading[: tall("heading")], kind)
        self.title.spell(face.title, plan.title_scale, colours.text)
        self.side.spell(face.side, plan.side_scale, kind)
        self.digits.show(face.digits, face.longest, colours.soft if face.paused else colours.text)
        self.hint.show(boxes.hint_lines(face, wide("hint"))[: tall("hint")], colours.accent)
        self.how.show(bullets(face.how, wide("how"), tall("how")), colours.soft)
        if plan.next_scale:
            self.next.spell(f"Next: {face.next}", plan.next_scale, colours.soft)
            return
        self.next.show(boxes.next_lines(face, wide("next"))[: tall("next")], colours.text)
