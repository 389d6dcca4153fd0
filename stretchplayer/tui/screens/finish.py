"""The page at the end of a run: what was done, how it felt, this week, and what could come next."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from stretchplayer.journal.records import Moment
from stretchplayer.playback.shown import EVERY_STEP, said_at
from stretchplayer.playback.tally import ending, told_after
from stretchplayer.routine.moves import Move
from stretchplayer.runs.controls import AT_THE_END, QUESTIONS, asked_after
from stretchplayer.runs.own_days import days_of
from stretchplayer.tui import body_map, letters
from stretchplayer.tui.host import page_key
from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.screens.reminder import ask_reminder
from stretchplayer.tui.today import Today, week_line
from stretchplayer.tui.widgets.figure_view import FigureView
from stretchplayer.tui.widgets.plate import Plate, blank, paint
from stretchplayer.words.counts import capital
from stretchplayer.words.times import minutes
from stretchplayer.words.wrapping import wrap

if TYPE_CHECKING:
    from stretchplayer.library.shelf import Entry
    from stretchplayer.playback.tally import Tally
    from stretchplayer.runs.request import RunRequest
    from stretchplayer.tui.screens.player import PlayerScreen

ARMS_UP = Move(
    "arms-up", "Arms up", "move",
    figure={"view": "front", "poses": [{"shoulder": 12}, {"shoulder": 168}]},
)  # fmt: skip
"""How the figure looks when it is done."""
_MAP_FROM = 84


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the page says: a big word, the routine, what was done, the week, what next, and what is asked."""

    word: str
    name: str
    lines: tuple[str, ...]
    week: str = ""
    next: str = ""
    question: str = ""
    levels: tuple[tuple[str, float], ...] = ()


class _Page(Plate):
    DEFAULT_CSS = "_Page { width: 1fr; height: 1fr; }"

    def __init__(self, shown: _Shown) -> None:
        super().__init__(id="page")
        self.shown = shown

    def show(self, shown: _Shown) -> None:
        self.shown = shown
        self.changed()

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        colours, ground, shown = self.palette, self.ground, self.shown
        mapped = bool(shown.levels) and width >= _MAP_FROM and height >= body_map.HEIGHT + 2
        inner = width - 4 - (body_map.WIDTH + 3 if mapped else 0)
        left = self._words(inner, height)
        if not mapped:
            yield from left
            return
        drawn = body_map.strips(dict(shown.levels), colours, ground, plain=self.app.no_color)
        above = max(0, (height - len(drawn)) // 2)
        gap = blank(body_map.WIDTH, ground)
        right = [gap] * above + drawn + [gap] * (height - above - len(drawn))
        style = paint(ground, ground)
        for n in range(height):
            line = left[n] if n < len(left) else Strip([])
            yield Strip.join([line.extend_cell_length(width - body_map.WIDTH - 2, style), right[n]])

    def _words(self, width: int, height: int) -> list[Strip]:
        """What is said, as large and as airy as there is room for: the question on show is never left out."""
        colours, ground, shown = self.palette, self.ground, self.shown
        found = letters.largest(shown.word, width, max(3, height // 4), letters.Form(7, 4))
        big = letters.lines(shown.word, width, found[0]) if found else (shown.word,)
        head = [(row, colours.good, True) for row in big]
        name = [(line, colours.text, True) for line in wrap(shown.name, width)]
        done = [(line, colours.soft, False) for part in shown.lines for line in wrap(part, width)]
        week = [(line, colours.accent, False) for line in wrap(shown.week, width)]
        then = [(line, colours.text, False) for line in wrap(shown.next, width)]
        ask = [(line, colours.accent, False) for line in wrap(shown.question, width)]
        small = [(shown.word, colours.good, True)]
        gap = [("", ground, False)]
        tries = (
            (head, gap, name + done, gap, week, gap, then, gap, ask),
            (head, gap, name + done, week, then, ask),
            (small, name + done, week, then, ask),
            (small, done, week, ask),
            (small, done[: max(1, height - len(ask) - 1)], ask),
        )
        blocks = next((each for each in tries if sum(map(len, each)) <= height), tries[-1])
        texts = [line for block in blocks for line in block]
        above = max(0, (height - len(texts)) // 3)
        return [Strip([])] * above + [Strip([Segment(f"  {t}", paint(c, ground, bold))]) for t, c, bold in texts]


class FinishScreen(HouseScreen[None]):
    """Done."""

    DEFAULT_CSS = """
    FinishScreen {
        layout: horizontal;
        #cheer { width: 26; height: 1fr; max-height: 24; display: none; }
        &.-roomy #cheer { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,q,space", "close", "Done", key_display="enter", tooltip="Back, or out"),
        *(Binding(key.keys, f"go_on('{id}')", key.word, tooltip=key.tip) for id, key in AT_THE_END.items()),
        Binding("m", "remind", "Remind", tooltip="Be reminded each evening, by your system"),
        page_key("p", "plan"),
        # Not `n`: whoever presses that once more than there are steps starts nothing.
        Binding("s", "suggested", "Start the next", tooltip="Play what is suggested next"),
    ]

    SIZE_CLASSES: ClassVar = {"-roomy": (64, 16)}

    def __init__(self, player: "PlayerScreen", tally: "Tally") -> None:
        super().__init__()
        self._note = player.note
        self.plan = plan = player.plan
        self._questions = asked_after(plan) if self._note else []
        self._player = player
        self._suggested: Entry | None = None
        timeline = plan.timeline
        ended = ending(tally)
        told = ", ".join(ended.details or (EVERY_STEP,))
        lines = [
            *filter(None, [said_at(timeline, len(timeline.segments))]),
            f"{capital(minutes(ended.played_ms))}, {told}.",
        ]
        self._is_done, self._of_plan = tally.is_done, False
        self._began = Moment.of(self.host.services.moment() - timedelta(milliseconds=tally.played_ms))
        worked = tally.muscles_ms(plan.moves)
        *told_worked, advice = told_after(timeline, worked)
        top = max(worked.values(), default=0) or 1
        self._page = _Page(
            _Shown(
                ended.word, timeline.name, (*lines, *told_worked),
                next=advice,
                levels=tuple((muscle, ms / top) for muscle, ms in worked.items()),
            )
        )  # fmt: skip
        self._figure = FigureView(id="cheer", films=self.host.films, still=self.host.still)

    def parts(self) -> Iterator[Widget]:
        yield self._figure
        yield self._page

    def on_mount(self) -> None:
        self._figure.show(ARMS_UP)
        self._ask()
        if self._note:
            self.run_worker(self._look, thread=True, exit_on_error=False)

    # This week, and what next

    def _look(self) -> None:
        # The page is drawn before the journal and the plans are imported.
        from stretchplayer.tui.read_today import read_today

        services = self.host.services
        entries = services.shelf()
        today = read_today(services.journal, entries, services.moment(), self.host.request.settings)
        here = self.plan.timeline.id
        entry = next((e for e in entries if e.path == today.path and e.id != here), None)
        self.call_later(self._looked, today, entry)

    def _looked(self, today: Today, entry: "Entry | None") -> None:
        shown = self._page.shown
        if entry is not None and self.host.request.settings.suggestions:
            self._suggested = entry
            reason = today.suggestion.reason if today.suggestion else ""
            shown = replace(shown, next=f"Next: {entry.name}, with s. {reason}")
            self.refresh_bindings()
        if (night := today.plan) is not None and self._is_done and night.counts(self.plan.timeline.id):
            self._of_plan = True
            # What was just played may not be in the journal yet.
            night = night.with_one_at(self._began, days_of(self.host.request.settings))
            line = f"{night.title()} How was the night? comes in the morning. M: remind me. P: the plan."
            shown = replace(shown, lines=(*shown.lines, line))
            self.refresh_bindings()
        self._page.show(replace(shown, week=week_line(today)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return {"suggested": self._suggested is not None, "remind": self._of_plan}.get(action, True)

    # Questions

    def on_key(self, event: events.Key) -> None:
        """A digit answers the question on show; whoever leaves the page leaves the rest open."""
        if not self._questions or not (event.key == "plus" or event.key.isdecimal()):
            return
        event.stop()
        question = QUESTIONS[self._questions[0]]
        answer = question.answer(event.key)
        if answer is not None and self._note:
            self._note(self._questions.pop(0), answer)
            self._ask(question.answered(answer))

    def _ask(self, answered: str = "") -> None:
        question = QUESTIONS[self._questions[0]] if self._questions else None
        asks = (question.text, question.keys) if question else ()
        self._page.show(replace(self._page.shown, question=" ".join(filter(None, (answered, *asks)))))

    # Keys

    def action_close(self) -> None:
        self.host.close_screen(self._player)

    def _play(self, request: "RunRequest") -> None:
        self.host.play(replace(request, settings=self.host.request.settings), self._player)

    def action_go_on(self, how: str) -> None:
        """Go on from the end, as a key of the table means it."""
        if how == "again":
            self._play(self.plan.request.anew())
        else:
            self.dismiss()
            self._player.undo_finish(how == "last")

    def action_remind(self) -> None:
        ask_reminder(self, self.plan.timeline.id, self.plan.timeline.name)

    def action_suggested(self) -> None:
        if self._suggested is not None:
            self._play(replace(self.host.request, routine=self._suggested.path))
