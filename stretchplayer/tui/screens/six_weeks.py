"""The six-week night plan: which night it is, cramps before and during, and what can be done about it now."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from stretchplayer.journal import night_plan
from stretchplayer.journal.correct import session_by_hand
from stretchplayer.journal.days import tonight
from stretchplayer.journal.health import read_card
from stretchplayer.journal.night_plan import NightPlan, last_plan
from stretchplayer.journal.nights import answered
from stretchplayer.journal.records import PlanRecord
from stretchplayer.runs.relief_pages import trials
from stretchplayer.tui.host import page_key
from stretchplayer.tui.screens.ask import Answer, AskScreen
from stretchplayer.tui.screens.record import Contents, RecordScreen
from stretchplayer.tui.screens.reminder import ask_reminder
from stretchplayer.tui.widgets.chart import ChartPage
from stretchplayer.tui.widgets.sheet import Row

if TYPE_CHECKING:
    from datetime import date

    from stretchplayer.journal.store import Store
    from stretchplayer.library.shelf import Entry

_ROUTINES = {
    "night-calf-hamstring": "Begin tonight: calf and hamstring, standing",
    "night-in-bed": "Begin tonight: the same in bed",
    "nhs-calf": "Begin today: the calf routine of the NHS, three times a day",
}


class SixWeeksScreen(RecordScreen):
    """The plan."""

    TITLE = "Night plan"
    LIST_FIRST = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Choose", key_display="enter", tooltip="Do what is selected"),
        Binding("r", "remind", "Remind", tooltip="Be reminded each evening, by your system"),
        Binding("t", "trials", "Trials", tooltip="What the trials of stretching found"),
        Binding("p", "report", "Doctor's page", tooltip="One page about your cramps, to print for a doctor"),
        page_key("v", "prevention"),
    ]

    _routine = night_plan.ROUTINES[0]
    """The one that the plan is of, or could be."""

    @property
    def tonight(self) -> "date":
        """The evening that the page is about."""
        return tonight(self.now)

    def read(self, store: "Store") -> Contents:
        plan = last_plan(store, self.now, self.days)
        self._routine = plan.record.routine if plan else night_plan.ROUTINES[0]
        if plan is None or plan.record.ended is not None:
            last = [] if plan is None else [Row(plan.told_end(), prose=True)]
            return Contents([*last, *self._offers(store)])
        about = f"{plan.told_before()} {night_plan.SIDE_BY_SIDE}"
        page = ChartPage("Cramps a week", about, lambda width, height, colours: night_plan.plot(plan, width))
        return Contents(self._rows(plan, stopped=bool(store.open_signs())), [page], plan.title())

    def _rows(self, plan: NightPlan, *, stopped: bool) -> list[Row]:
        """What can be done about a plan that runs; nothing is played or begun while it is `stopped` by an open sign."""
        record, rows = plan.record, []
        if plan.more_than_before:
            rows.append(Row(night_plan.MORE, prose=True))
        if plan.is_over:
            again = partial(self.write, partial(self._again, plan))
            rows += self._refused(stopped) or [Row("Continue for six more weeks", about=again)]
            rows.append(Row("Stop", about=partial(self._ask_to_stop, plan)))
        elif stopped:
            rows += [Row(night_plan.SIGN_OPEN, prose=True), self._cramps]
        elif plan.paused:
            rows.append(Row(night_plan.WAITS, prose=True))
            resumed = night_plan.resumed(record, plan.evening)
            rows.append(Row("Continue tonight", about=partial(self._save, resumed)))
        else:
            done = "done" if plan.done_tonight else ""
            rows.append(Row("Play tonight's routine", done, about=partial(self._with_path, record.routine, self._play)))
            if ticked := plan.to_tick(self.now):
                which = "it" if ticked == plan.evening else "last night's"
                tick = partial(self._with_path, record.routine, partial(self._tick, plan))
                rows.append(Row(f"I did {which} without the player", about=tick))
            paused = night_plan.paused(record, plan.pauses_from)
            rows.append(Row("Pause: travel, illness", about=partial(self._save, paused)))
            rows.append(Row("Remind me", "r", about=self.action_remind))
        rows.append(Row("Page for a doctor", "p", about=self.action_report))
        if not plan.is_over:
            rows.append(Row("Stop the plan", about=partial(self._ask_to_stop, plan)))
        return [*rows, Row(night_plan.ON_THE_WAY, prose=True), Row(night_plan.HONEST, prose=True)]

    def _offers(self, store: "Store") -> list[Row]:
        """What there is to begin with."""
        if refused := self._refused(bool(store.open_signs())):
            return refused
        rows = [Row(night_plan.HONEST, prose=True), Row(night_plan.NOT_FOR, prose=True)]
        if few := night_plan.few_mornings(len(answered(store.cramps(), store.nights()))):
            rows.append(Row(few, prose=True))
        known = {entry.id for entry in self.host.services.shelf() if entry.playable}
        order = [routine for routine in night_plan.offered(self._flags) if routine in known]
        advice = {"nhs-calf": "advice, not a trial"}
        return rows + [Row(_ROUTINES[each], advice.get(each, ""), about=partial(self._begin, each)) for each in order]

    def _refused(self, stopped: bool) -> list[Row]:
        """Why no plan may begin now; empty where one may."""
        refused = night_plan.refused(self._flags, stopped=stopped)
        if refused is None:
            return []
        return [Row(refused, prose=True), *([self._cramps] if stopped else [])]

    @property
    def _flags(self) -> frozenset[str]:
        return read_card().flags(self.now.date)

    @property
    def _cramps(self) -> Row:
        return Row("Cramp record", about=partial(self.host.show, "cramps"))

    # Keys

    def action_open(self) -> None:
        if callable(do := self.sheet.about):
            do()

    def _save(self, record: PlanRecord) -> None:
        self.write(lambda store: store.save(record))

    def _begin(self, routine: str) -> None:
        self._save(night_plan.begin(routine, self.tonight))

    def _again(self, plan: NightPlan, store: "Store") -> None:
        store.save(night_plan.ended(plan.record, self.tonight))
        store.save(night_plan.begin(night_plan.offered(self._flags, plan.record.routine)[0], plan.evening))

    def _ask_to_stop(self, plan: NightPlan) -> None:
        def answered(answer: str | None) -> None:
            if answer == "stop":
                self._save(night_plan.ended(plan.record, self.tonight))

        answers = (Answer("n", "Keep it", "keep", safe=True), Answer("y", "Stop the plan", "stop"))
        self.app.push_screen(AskScreen("Stop the plan?", plan.title(), answers), answered)

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

    def _tick(self, plan: NightPlan, entry: "Entry") -> None:
        """An evening's routine as done without the player."""
        if evening := plan.to_tick(self.now):
            done_at = night_plan.time_of_tick(evening, self.host.services.moment())
            session = session_by_hand(entry.id, entry.name, entry.path, done_at, planned_ms=entry.estimate_ms or 0)
            self.write(lambda store: store.save(session))

    def action_remind(self) -> None:
        self._with_path(self._routine, lambda entry: ask_reminder(self, entry.id, entry.name))

    def action_trials(self) -> None:
        self.show_text("Stretching against cramps", list(trials()))
