"""The page at the end of a run: done, how long, what next."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from stretchplayer.tui import letters
from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.widgets.keybar import KeyBar
from stretchplayer.tui.widgets.plate import Plate, paint
from stretchplayer.words.counts import counted
from stretchplayer.words.times import minutes
from stretchplayer.words.wrapping import wrap

if TYPE_CHECKING:
    from textual.events import Key

    from stretchplayer.playback.tally import Tally
    from stretchplayer.runs.request import RunPlan
    from stretchplayer.tui.host import Host

_NEXT = {
    "warm-up": "You are warm: go on to what you warmed up for while you still are.",
    "stretch": "Get up slowly, and walk a few steps.",
    "cool-down": "Drink if you are thirsty, and put on something warm.",
}


_QUESTIONS = {
    "felt": "How did it feel? 1 bad to 5 good",
    "pain_before": "Pain before? 0 none to 9, + for 10",
    "pain_after": "Pain now? 0 none to 9, + for 10",
}
_RANGES = {"felt": (1, 5), "pain_before": (0, 10), "pain_after": (0, 10)}


class _Page(Plate):
    DEFAULT_CSS = "_Page { width: 1fr; height: 1fr; }"

    def __init__(self, name: str, lines: list[str], next_: str) -> None:
        super().__init__(id="page")
        self._routine, self._lines, self._next = name, lines, next_
        self.question = ""

    def ask(self, question: str) -> None:
        """Show another question below, or what became of the last one."""
        self.question = question
        self.changed()

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        colours, ground = self.palette, self.ground
        inner = width - 4
        scale = next((s for s in (3, 2, 1) if letters.width("DONE", s) <= inner and letters.rows(s) * 3 <= height), 0)
        big = letters.draw("DONE", scale) if scale else ["Done"]
        texts = [(line, colours.text, True) for line in wrap(self._routine, inner)]
        for part in self._lines:
            texts += [(line, colours.soft, False) for line in wrap(part, inner)]
        texts.append(("", ground, False))
        texts += [(line, colours.text, False) for line in wrap(self._next, inner)]
        if self.question:
            texts.append(("", ground, False))
            texts += [(line, colours.accent, False) for line in wrap(self.question, inner)]
        above = max(0, (height - len(big) - 1 - len(texts)) // 2)
        yield from (Strip([]) for _ in range(above))
        for row in big:
            yield Strip([Segment("  ", paint(ground, ground)), Segment(row, paint(colours.good, ground, True))])
        yield Strip([])
        for text, colour, bold in texts:
            yield Strip([Segment(f"  {text}", paint(colour, ground, bold))])


class FinishScreen(HouseScreen[None]):
    """Done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,q,space", "close", "Close", key_display="enter", tooltip="Back, or out"),
        Binding("r", "again", "Again", tooltip="Play the routine once more"),
    ]

    def __init__(
        self,
        host: "Host",
        plan: "RunPlan",
        tally: "Tally",
        said: str,
        close: Callable[[], None],
        note: "Callable[[str, int], None] | None" = None,
    ) -> None:
        """`note` keeps an answer by the name of its question: `felt`, `pain_before`, `pain_after`."""
        super().__init__()
        self._note = note
        pain = ("pain_before", "pain_after") if host.request.settings.pain else ()
        self._questions = ["felt", *pain] if note else []
        self.host = host
        self.plan = plan
        self._close = close
        timeline = plan.timeline
        done = minutes(tally.played_ms)
        some = f"{tally.steps_done} of {counted(tally.steps, 'step')}"
        steps = some if tally.steps_done < tally.steps else "every step"
        lines = [*([said] if said else []), f"{done[0].upper()}{done[1:]}, {steps}."]
        self._page = _Page(timeline.name, lines, _NEXT.get(timeline.category or "stretch", _NEXT["stretch"]))

    def compose(self) -> Iterator[Widget]:
        yield self._page
        yield KeyBar()

    def on_mount(self) -> None:
        self._ask()

    def on_unmount(self) -> None:
        self._close()
        self.host.journal_changed()

    def on_key(self, event: "Key") -> None:
        """A digit answers the question on show; whoever leaves the page leaves the rest open."""
        answer = 10 if event.key == "plus" else int(event.key) if event.key.isdecimal() else None
        if answer is None or not self._questions:
            return
        event.stop()
        least, most = _RANGES[self._questions[0]]
        if least <= answer <= most and self._note:
            self._note(self._questions.pop(0), answer)
            self._ask(thanks=True)

    def _ask(self, *, thanks: bool = False) -> None:
        if self._questions:
            self._page.ask(_QUESTIONS[self._questions[0]])
        elif thanks:
            self._page.ask("Noted.")

    def action_close(self) -> None:
        self.host.close_screen(self)

    def action_again(self) -> None:
        self.host.play_again(self, self.plan)
