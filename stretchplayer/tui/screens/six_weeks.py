"""The six-week night plan: which night it is, cramps before and during, and what can be done about it now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from stretchplayer.journal import night_plan
from stretchplayer.journal.correct import session_by_hand
from stretchplayer.journal.days import tonight
from stretchplayer.journal.health import read_card
from stretchplayer.journal.night_plan import NightPlan, last_plan
from stretchplayer.journal.nights import answered
from stretchplayer.runs.relief_pages import trials
from stretchplayer.tui.screens.ask import Answer
from stretchplayer.tui.screens.record import RecordScreen
from stretchplayer.tui.screens.reminder import ask_reminder
from stretchplayer.tui.theme import ScreenPalette
from stretchplayer.tui.widgets.chart import ChartPage
from stretchplayer.tui.widgets.sheet import Row

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stretchplayer.journal.store import Store
    from stretchplayer.library.shelf import Entry

_ROUTINES = {
    "night-calf-hamstring": "Begin tonight: calf and hamstring, standing",
    "night-in-bed": "Begin tonight: the same in bed",
    "nhs-calf": "Begin today: the calf routine of the NHS, three times a day",
}
_BEGIN = "begin:"


@dataclass(frozen=True, slots=True)
class _Data:
    """What the page shows: the plan, how many mornings are noted, whether a sign is open, the card's flags."""

    plan: NightPlan | None = None
    mornings: int = 0
    stopped: bool = False
    flags: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()

    @property
    def running(self) -> NightPlan | None:
        """The plan, if it was not ended."""
        return self.plan if self.plan is not None and self.plan.record.ended is None else None


class SixWeeksScreen(RecordScreen):
    """The plan."""

    TITLE_WORD: ClassVar[str] = "Night plan"
    LIST_FIRST = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Choose", key_display="enter", tooltip="Do what is selected"),
        Binding("r", "remind", "Remind", tooltip="Be reminded each evening, by your system"),
        Binding("t", "trials", "Trials", tooltip="What the trials of stretching found"),
        Binding("p", "report", "Doctor's page", tooltip="One page about your cramps, to print for a doctor"),
        Binding("v", "app.show('prevention')", "Prevention", show=False, tooltip="What may make cramps fewer"),
    ]

    @property
    def tonight(self) -> "date":
        """The evening that the page is about."""
        return tonight(self.now)

    def read(self, store: "Store") -> _Data:
        return _Data(
            last_plan(store, self.now, self.days),
            len(answered(store.cramps(), store.nights())),
            bool(store.open_signs()),
            read_card().flags(self.now.date),
            frozenset(entry.id for entry in self.host.services.shelf() if entry.playable),
        )

    def aside(self, data: _Data) -> str:
        return data.running.title() if data.running else ""

    def pages(self, data: _Data) -> Sequence[ChartPage]:
        plan = data.running
        if plan is None:
            return ()

        def draw(width: int, height: int, colours: ScreenPalette) -> Sequence[str]:
            return night_plan.plot(plan, width)

        return [ChartPage("Cramps a week", f"{plan.told_before()} {night_plan.SIDE_BY_SIDE}", draw)]

    def rows(self, data: _Data) -> Sequence[Row]:
        plan, rows = data.running, []
        if plan is None:
            return self._begin(data)
        if plan.more_than_before:
            rows.append(Row(night_plan.MORE, prose=True))
        if plan.is_over:
            rows += [Row("Continue for six more weeks", "", "again"), Row("Stop", "", "stop")]
        elif data.stopped:
            rows.append(Row(night_plan.SIGN_OPEN, prose=True))
            rows.append(Row("Cramp record", "", "cramps"))
        elif plan.paused:
            rows.append(Row(night_plan.WAITS, prose=True))
            rows.append(Row("Continue tonight", "", "resume"))
        else:
            rows.append(Row("Play tonight's routine", "done" if plan.done_tonight else "", "play"))
            if ticked := plan.to_tick(self.now):
                which = "it" if ticked == plan.evening else "last night's"
                rows.append(Row(f"I did {which} without the player", "", "tick"))
            rows.append(Row("Pause: travel, illness", "", "pause"))
            rows.append(Row("Remind me", "r", "remind"))
        rows.append(Row("Page for a doctor", "p", "report"))
        if not plan.is_over:
            rows.append(Row("Stop the plan", "", "stop"))
        return [*rows, Row(night_plan.ON_THE_WAY, prose=True), Row(night_plan.HONEST, prose=True)]

    def _begin(self, data: _Data) -> list[Row]:
        if data.stopped:
            return [Row(night_plan.NOT_YET, prose=True), Row("Cramp record", "", "cramps")]
        rows = [Row(night_plan.HONEST, prose=True), Row(night_plan.NOT_FOR, prose=True)]
        if data.flags & {"pregnant", "after-birth"}:
            return [*rows, Row(night_plan.PREGNANT, prose=True)]
        if few := night_plan.few_mornings(data.mornings):
            rows.append(Row(few, prose=True))
        order = [routine for routine in night_plan.ROUTINES if routine in data.known]
        if "unsteady" in data.flags:
            order.sort(key=lambda routine: routine != "night-in-bed")
        advice = {"nhs-calf": "advice, not a trial"}
        return [*rows, *(Row(_ROUTINES[each], advice.get(each, ""), _BEGIN + each) for each in order)]

    # Keys

    def action_open(self) -> None:
        key = self.sheet.key
        plan = self.data.plan if self.data else None
        if key.startswith(_BEGIN):
            record = night_plan.begin(key.removeprefix(_BEGIN), self.tonight)
            self.write(lambda store: store.save(record))
        elif key == "cramps":
            self.host.show("cramps")
        elif key == "report":
            self.action_report()
        elif key == "remind":
            self.action_remind()
        elif plan is None:
            return
        elif key == "play":
            self._with_path(plan.record.routine, self._play)
        elif key == "tick":
            self._with_path(plan.record.routine, self._tick)
        elif key == "pause":
            self.write(lambda store: store.save(night_plan.paused(plan.record, plan.pauses_from)))
        elif key == "resume":
            self.write(lambda store: store.save(night_plan.resumed(plan.record, plan.evening)))
        elif key == "again":
            self.write(partial(self._again, plan))
        elif key == "stop":
            answers = (Answer("n", "Keep it", "keep", safe=True), Answer("y", "Stop the plan", "stop"))
            self.host.ask("Stop the plan?", plan.title(), answers, partial(self._stop, plan))

    def _again(self, plan: NightPlan, store: "Store") -> None:
        store.save(night_plan.ended(plan.record, self.tonight))
        store.save(night_plan.begin(plan.record.routine, plan.evening))

    def _stop(self, plan: NightPlan, answer: str | None) -> None:
        if answer == "stop":
            self.write(lambda store: store.save(night_plan.ended(plan.record, self.tonight)))

    def _with_path(self, routine: str, use: "Callable[[Entry], None]") -> None:
        """Find the routine on the shelf, beside the screen, and use it."""

        def find() -> None:
            entry = next((e for e in self.host.services.shelf() if e.id == routine and e.playable), None)
            if entry is None:
                self.notify(f"{routine} is not in your library.", severity="error")
            else:
                self.call_later(use, entry)

        self.run_worker(find, thread=True)

    def _play(self, entry: "Entry") -> None:
        self.host.play(replace(self.host.request, routine=entry.path))

    def _tick(self, entry: "Entry") -> None:
        """An evening's routine as done without the player."""
        if self.data.plan and (evening := self.data.plan.to_tick(self.now)):
            done_at = night_plan.time_of_tick(evening, self.host.services.moment())
            session = session_by_hand(entry.id, entry.name, entry.path, done_at, planned_ms=entry.estimate_ms or 0)
            self.write(lambda store: store.save(session))

    def action_remind(self) -> None:
        plan = self.data.plan if self.data else None
        self._with_path(
            plan.record.routine if plan else night_plan.ROUTINES[0],
            lambda entry: ask_reminder(self, entry.id, entry.name),
        )

    def action_trials(self) -> None:
        self.show_text("Stretching against cramps", list(trials()))
