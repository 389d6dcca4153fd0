"""The library: every routine by category, a search, a preview. It stands at once and fills as the shelf loads."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Key, Paste
from textual.widget import Widget

from stretchplayer import StretchplayerError
from stretchplayer.exchange.dropped import dropped
from stretchplayer.routine import search
from stretchplayer.routine.body_parts import PARTS
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs.request import HasMistakes, plan
from stretchplayer.tui import shelfwords, today
from stretchplayer.tui.body_map import BodyView
from stretchplayer.tui.host import page_key
from stretchplayer.tui.screens.ask import Answer, AskScreen
from stretchplayer.tui.screens.browse import BrowseScreen
from stretchplayer.tui.screens.pick import PickScreen
from stretchplayer.tui.today import CARD, DUE, GO_ON, PLAN, SIGN, Offered, Today, of_file
from stretchplayer.tui.widgets.facts import Fact, Facts
from stretchplayer.tui.widgets.figure_view import FigureView
from stretchplayer.tui.widgets.ribbon import Ribbon
from stretchplayer.tui.widgets.sheet import Row, Sheet
from stretchplayer.words.counts import capital, counted
from stretchplayer.words.times import countdown

if TYPE_CHECKING:
    from stretchplayer.journal.nights import Question
    from stretchplayer.journal.records import SessionRecord
    from stretchplayer.library.loader import Loaded
    from stretchplayer.library.shelf import Entry

_LOAD_AFTER_S = 0.08
_SIGNS = "signs:"
"""How the key of the row begins that a word of danger brings; the words follow."""
_MOVES = "moves"
_CONTINUE, _AGAIN, _LEAVE = "continue", "again", "leave"
_TIMES = (3, 5, 10, 15)
_LEAST_SCALE, _MOST_SCALE = 0.6, 1.6
"""How much a routine may be scaled to the time there is."""


class LibraryScreen(BrowseScreen):
    """The opening screen."""

    DEFAULT_CSS = """
    LibraryScreen {
        #timeline { height: 1; }
        #steps { height: 1fr; width: 1fr; }
        #side { width: 42%; min-width: 36; height: 1fr; display: none; }
        #picture { height: 1fr; max-height: 26; display: none; }
        #body { display: none; }
        &.-broad #side { display: block; }
        &.-broad.-pictured #picture { display: block; }
        &.-tall #body { display: block; }
        &.-tall #about { margin-bottom: 1; }
        &.-tall #legend { margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "play", "Play", key_display="enter", tooltip="Play the selected routine", id="library.play"),
        Binding("t", "time", "Time", tooltip="How long have you got? 3, 5, 10 or 15 minutes", id="library.time"),
        Binding("3", "time(3)", "3 min", show=False, tooltip="What fits into 3 minutes"),
        Binding("5", "time(5)", "5 min", show=False, tooltip="What fits into 5 minutes"),
        Binding("0", "time(10)", "10 min", show=False, tooltip="What fits into 10 minutes"),
        Binding("1", "time(15)", "15 min", show=False, tooltip="What fits into 15 minutes"),
        Binding("b", "body", "Body", tooltip="Routines for one part of the body", id="library.body"),
        Binding("m", "moves", "Moves", tooltip="Browse every move", id="library.moves"),
        page_key("w", "why", id="library.why"),
        Binding("e", "edit", "Edit", tooltip="Edit the selected routine; a shipped one as a copy", id="library.edit"),
        Binding("n", "new", "New", tooltip="Write a new routine", id="library.new"),
        Binding("i", "bring_in", "Import", tooltip="Bring in a list, a table or another timer", id="library.import"),
        Binding("x", "hand_on", "Phone page", show=False,
                tooltip="Write the selected routine as one page that plays on a phone", id="library.page"),
        page_key("d", "history", id="library.history", show=True),
        Binding("f", "end_plan", "End plan", show=False, tooltip="End the selected plan", id="library.end-plan"),
        page_key("p", "plan", id="library.plan"),
        page_key("r", "cramps", id="library.cramps"),
        page_key("v", "prevention", id="library.prevention"),
        page_key("o", "health", id="library.health"),
        page_key("s", "settings", id="library.settings", show=True),
        Binding("q", "close", "Quit", tooltip="Leave Stretchplayer", id="library.quit"),
    ]  # fmt: skip
    KEYS_FIRST = ("play", "close", "search")
    TITLE = "Stretchplayer"
    PROMPT = "Name, muscle, place, or a length such as 5 min"
    CHOICE = "Play"

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()
        self.about = Facts(id="about")
        self.ribbon = Ribbon(id="timeline")
        self.legend = Facts(id="legend")
        self.steps = Sheet(id="steps")
        self.figure = FigureView(id="picture", films=self.host.films, still=self.host.still)
        self.body = BodyView(id="body")
        self.today = Today()
        self._read: dict[str, Loaded] = {}
        self._playing: str | None = None
        self._shown: str = ""
        self.part = ""
        """The part of the body that the list is narrowed to; empty for all."""
        self.minutes = 0
        """How long there is; 0 for as long as a routine takes."""

    def compose_details(self) -> Iterator[Widget]:
        yield self.about
        yield self.ribbon
        yield self.legend
        with Horizontal(id="preview"):
            yield self.steps
            with Vertical(id="side"):
                yield self.figure
                yield self.body

    def on_mount(self) -> None:
        self.sheet.fill([Row("Looking for routines …", faint=True, heading=True)])
        self.after_frame(self.reload)

    def reload(self) -> None:
        """Read the shelf beside the screen."""
        self.run_worker(self._shelve, thread=True, group="shelf", exclusive=True)

    def _shelve(self) -> None:
        self.call_later(self._shelved, self.host.services.shelf())

    def _shelved(self, entries: "Sequence[Entry]") -> None:
        self.entries = entries
        self.refill()
        self.look_at_today()

    def look_at_today(self) -> None:
        """See what the journal has to offer, beside the screen."""
        self.run_worker(self._read_today, thread=True, group="today", exclusive=True)

    def _read_today(self) -> None:
        # The library is drawn before the journal and its database are imported.
        from stretchplayer.tui.read_today import read_today

        services, settings = self.host.services, self.host.request.settings
        offers = read_today(services.journal, self.entries, services.moment(), settings)
        self.call_later(self._today_read, offers)

    def _today_read(self, offers: Today) -> None:
        if offers == self.today:
            return
        untouched = self.sheet.lit <= self.sheet.first
        self.today = offers
        self._read = {key: loaded for key, loaded in self._read.items() if not key.startswith(DUE)}
        rows = today.rows(self.today, self.entries)
        first = next((row.key for row in rows if not row.still), None)
        self.refill(first if untouched else None)

    def on_screen_resume(self) -> None:
        if self.entries:
            self.look_at_today()

    on_journal_changed = on_screen_resume

    # How was the night?

    def on_key(self, event: object) -> None:
        """A digit answers the morning's question and escape skips it; any other key passes it over until tomorrow."""
        asked = self.today.question
        if asked is None or self._input is not None or not isinstance(event, Key):
            return
        if event.key.isdecimal():
            event.stop()
            self._answer(asked, int(event.key))
        else:
            if event.key == "escape":
                event.stop()
            self._answer(asked, None)

    def _answer(self, asked: "Question", cramps: int | None) -> None:
        from stretchplayer.journal.nights import answer

        self.today = replace(self.today, question=None)
        self.refill(None)
        night = answer(asked, cramps, self.host.services.moment())
        self.write_journal(lambda store: store.save(night))

    # The list

    def rows_for(self, query: str) -> list[Row]:
        works = set(PARTS.get(self.part, ()))
        found = [
            entry
            for entry in search.filtered(query, self.entries, lambda one: one.searched, lambda one: one.estimate_ms)
            if self._fits(entry) and (not works or works & set(entry.muscles))
        ]
        self._name_filter(query, len(found))
        if query.strip():
            return [*self._signs(query), *([self._row(entry) for entry in found] or self._near(query))]
        if not found and not self.part:
            return [Row("No routines", heading=True)]
        rows = [] if self.minutes or self.part else today.rows(self.today, self.entries)
        for title in search.GROUPS:
            if here := [entry for entry in found if entry.group == title]:
                rows += [Row(title, heading=True), *map(self._row, here)]
        if self.part:
            rows += [Row("Moves", heading=True), Row(f"Every move for the {self.part}", "", _MOVES)]
        return rows

    def _signs(self, query: str) -> list[Row]:
        """What a word that means danger opens, before any routine."""
        from stretchplayer.relief.danger import meaning
        from stretchplayer.relief.signs import SIGNS

        sign = meaning(query).sign
        if sign is None:
            return []
        return [Row(f"Warning signs: {SIGNS[sign].short}", "", _SIGNS + query, "!", "warning")]

    def _name_filter(self, query: str, count: int) -> None:
        """Say at the top all that the list is narrowed to."""
        narrowed = [
            f"for “{harmless(query.strip())}”" if query.strip() else "",
            f"for the {self.part}" if self.part else "",
            f"in {self.minutes} minutes" if self.minutes else "",
        ]
        words = " ".join(part for part in narrowed if part)
        changes = " · esc shows all" if words and not query.strip() else ""
        self.heading.show(f"{counted(count, 'routine')} {words}{changes}".strip())

    def _fits(self, entry: "Entry") -> bool:
        """Whether a routine can be scaled to the time there is and stay itself."""
        if not self.minutes:
            return True
        if not entry.playable or entry.category == "relief" or not entry.estimate_ms:
            return False
        return _LEAST_SCALE <= self.minutes * 60_000 / entry.estimate_ms <= _MOST_SCALE

    def _near(self, query: str) -> list[Row]:
        """What is near where nothing is right."""
        near = search.nearest(query, self.entries, lambda one: one.searched)
        rows = [Row(f"Nothing for “{harmless(query.strip())}”", heading=True)]
        if near:
            rows += [Row("The closest:", prose=True), *(self._row(entry) for entry in near)]
        else:
            rows.append(Row("Try a muscle, a place in the body, or a length such as 5 min.", prose=True))
        return rows

    def _row(self, entry: "Entry") -> Row:
        if not entry.playable:
            return Row(entry.name, "can't be played", entry.path, "!", "warning", about=of_file(entry))
        length = f"{self.minutes}:00" if self.minutes else shelfwords.length(entry)
        return Row(entry.name, length, entry.path, "·", "accent", about=of_file(entry))

    # The preview

    @property
    def _offered(self) -> Offered | None:
        """The routine of the lit row."""
        return lit if isinstance(lit := self.sheet.about, Offered) else None

    def show_details(self) -> None:
        lit = self._offered
        entry, self._shown = (lit.entry, lit.name) if lit else (None, "")
        self.glance.show(shelfwords.glance(entry) if entry else ())
        self.about.show(shelfwords.about(entry, self.minutes) if entry else ())
        # The first muscles are those that a routine works most.
        self.body.show({muscle: max(0.3, 1 - n / 6) for n, muscle in enumerate(entry.muscles if entry else ())})
        loaded = self._read.get(self._shown)
        if lit is None or loaded is not None or not lit.entry.playable:
            self._preview(loaded)
        else:
            # Whoever hurries through the list waits for nothing on the way.
            self.set_timer(_LOAD_AFTER_S, partial(self._load_if_still, lit))

    def _load_if_still(self, lit: Offered) -> None:
        if self._shown == lit.name and lit.name not in self._read:
            self._load(lit)

    def _load(self, wanted: Offered) -> None:
        self.run_worker(partial(self._read_entry, wanted), thread=True, group="read", exclusive=True)

    def _read_entry(self, wanted: Offered) -> None:
        from stretchplayer.runs.due import as_planned

        try:
            loaded = as_planned(*wanted.due) if wanted.due else self.host.services.load(wanted.entry)
            self.call_later(self._was_read, wanted, loaded)
        except (StretchplayerError, OSError) as error:
            # A file may have gone or changed since the shelf was read; the others still play.
            self.call_later(self._was_read, wanted, None, str(error))

    def _was_read(self, wanted: Offered, loaded: "Loaded | None", fault: str = "") -> None:
        if wanted.due and wanted.due[0] not in self.today.followed:
            # Its plan was ended meanwhile, and its place may be another's by now.
            self._playing = None if self._playing == wanted.name else self._playing
            return
        if loaded is None or loaded.timeline is None:
            self._playing = None
            self.notify(f"{wanted.entry.name} can't be read now. {fault}", severity="error")
            return
        self._read[wanted.name] = loaded
        if self._shown == wanted.name:
            self._preview(loaded)
        if self._playing == wanted.name:
            self._start(loaded, wanted)

    def _preview(self, loaded: "Loaded | None") -> None:
        timeline = loaded.timeline if loaded else None
        self.ribbon.show(timeline)
        if loaded is None or timeline is None:
            self.legend.show(())
            self.steps.fill(())
            return
        kinds = dict.fromkeys(s.kind for s in timeline.segments[1:] if s.is_bout or s.kind == "rest")
        self.legend.show([Fact(" ".join(shelfwords.legend(kind) for kind in kinds), "soft")])
        steps = shelfwords.steps(timeline, bouts=False)
        self.steps.fill([*shelfwords.needs(timeline), *steps, *shelfwords.more(loaded)])

    @on(Sheet.Lit, "#steps")
    def _step_lit(self) -> None:
        """The figure of the step that is lit."""
        loaded = self._read.get(self._shown)
        key = self.steps.key
        segment = loaded.timeline.segments[int(key)] if loaded and loaded.timeline and key else None
        move = loaded.moves.get(segment.figure or segment.move or "") if loaded and segment else None
        self.set_class(move is not None and move.figure is not None, "-pictured")
        self.figure.show(move, segment.side if segment else None)

    def action_open(self) -> None:
        super().action_open()
        if self.steps.rows:
            self.steps.focus()

    # What the keys do

    @on(Sheet.Chosen)
    def action_play(self) -> None:
        key, lit = self.sheet.key, self._offered
        if key == _MOVES:
            self.host.show("moves", self.part)
        elif key.startswith(_SIGNS):
            self.host.open_relief(key.removeprefix(_SIGNS))
        elif key == PLAN:
            self.host.show("plan")
        elif key == CARD:
            self.host.show("health")
        elif key.startswith(SIGN):
            self._show_sign()
        elif lit is not None and key.startswith(GO_ON):
            self._ask_to_resume(next(run for run in self.today.unfinished if key == GO_ON + run.id))
        elif lit is not None:
            self._play(lit)

    def _ask_to_resume(self, run: "SessionRecord") -> None:
        """What to do with a run that was broken off: continue from there, start again, or take it off the list."""
        rows = [
            Row(f"Continue from {countdown(run.position_ms)}", "after 3 s", _CONTINUE),
            Row("Start again", "", _AGAIN),
            Row("Remove it from the list", "what you did stays recorded", _LEAVE),
        ]
        asked = PickScreen(run.name, f"{run.started.local:%a %d %b, %H:%M}", rows)
        self.app.push_screen(asked, partial(self._resume, run))

    def _resume(self, run: "SessionRecord", how: str | None) -> None:
        if how == _CONTINUE:
            self.run_worker(partial(self._continue, run), thread=True)
        elif how is not None:
            from stretchplayer.runs.recording import let_go

            failed = "The journal can't be written"
            self.write_journal(lambda store: let_go(store, run), self.look_at_today, failed)
            if how == _AGAIN:
                # From its start, as its plan changes it.
                self.host.play(replace(self.host.request, resume=run, fit_ms=self._fit_ms).anew())

    def _continue(self, run: "SessionRecord") -> None:
        """Make the plan again, in the worker; the run begins on the screen's own thread."""
        try:
            planned = plan(replace(self.host.request, resume=run))
        except HasMistakes:
            self.notify(harmless(f"{run.name} has mistakes now and can't be played."), severity="error")
        except (StretchplayerError, OSError) as error:
            self.notify(harmless(f"{run.name} can't be read now: {error}"), severity="error")
        else:
            self.app.call_later(self.host.open_plan, planned)

    @property
    def _fit_ms(self) -> int | None:
        """How long a run may take."""
        return self.minutes * 60_000 or None

    def _play(self, wanted: Offered) -> None:
        """Play a routine of the shelf; what keeps it from being played is said."""
        if not (entry := wanted.entry).playable:
            self.notify(shelfwords.problem(entry), title=f"{entry.name} can't be played", severity="error", timeout=8)
        elif loaded := self._read.get(wanted.name):
            self._start(loaded, wanted)
        else:
            self._playing = wanted.name
            self._load(wanted)

    def _show_sign(self) -> None:
        """An open Stop is relief's to show; of a sign for the doctor the person may say that the doctor knows."""
        sign = self.today.sign
        if sign is not None and not sign.for_doctor:
            self.host.open_relief()
        elif sign is not None:
            from stretchplayer.tui.screens.doctors_page import ask_about_sign

            ask_about_sign(self, sign, self.look_at_today)

    def _start(self, loaded: "Loaded", wanted: Offered) -> None:
        from stretchplayer.runs.due import begin

        self._playing = None
        if wanted.due:
            begin(wanted.due[0], self.host.services.moment())
        if loaded.timeline is not None:
            self.host.play(replace(self.host.request, routine=loaded, fit_ms=self._fit_ms))

    def action_end_plan(self) -> None:
        """End the plan over weeks that the lit row is of, after a question."""
        lit, plans = self._offered, self.today.followed
        one = lit.due[0] if lit and lit.due else plans[0] if len(plans) == 1 else None
        if one is None:
            self.notify("Select a routine of the plan to end." if plans else "You follow no plan.")
            return
        name = harmless(one.today.plan.name)
        answers = (Answer("esc", "Keep it", "keep", safe=True), Answer("x", "End it", "end"))

        def answered(answer: str | None) -> None:
            from stretchplayer.library import schedules
            from stretchplayer.routine.schedule import plan_day

            if answer == "end":
                schedules.end(one.today.plan.id, plan_day(self.host.services.moment()))
                self.look_at_today()

        said = "Nothing more of it is due. What you did stays in your history."
        self.app.push_screen(AskScreen(f"End {name}?", said, answers), answered)

    def action_moves(self) -> None:
        self.host.show("moves")

    def action_time(self, minutes: int = -1) -> None:
        """How long there is: 3, 5, 10 or 15 minutes, or as long as it takes."""
        times = (*_TIMES, 0)
        at = times.index(self.minutes) if self.minutes in times else len(times) - 1
        self.minutes = times[(at + 1) % len(times)] if minutes < 0 else 0 if minutes == self.minutes else minutes
        self.refill()

    def action_body(self) -> None:
        """Pick a part of the body; the list shows what works it."""
        counts = {
            part: sum(1 for e in self.entries if e.playable and set(works) & set(e.muscles))
            for part, works in PARTS.items()
        }
        rows = [Row("The whole body", str(len(self.entries)), "-")]
        rows += [Row(capital(part), str(count), part) for part, count in counts.items() if count]
        asked = PickScreen("What do you want to work?", "", rows, self.part, body=True)
        self.app.push_screen(asked, self._part_picked)

    def _part_picked(self, part: str | None) -> None:
        if part is not None:
            self.part = "" if part == "-" else part
            self.refill()

    def action_edit(self) -> None:
        if lit := self._offered:
            self.host.edit(lit.entry.path, self._edited)

    def action_new(self) -> None:
        self.host.write_new(self._edited)

    def action_hand_on(self) -> None:
        if lit := self._offered:
            path = lit.entry.path
            self.host.hand_on(replace(self.host.request, routine=self._read.get(path) or path))

    def _edited(self, saved: bool | None) -> None:
        if saved:
            self._read.clear()
            self.reload()

    def action_bring_in(self, path: str | None = None) -> None:
        self.host.bring_in(lambda kept: self.reload() if kept else None, path)

    def on_paste(self, event: Paste) -> None:
        """A file that is dropped on a terminal arrives as its path."""
        if dropped(event.text).is_file():
            event.stop()
            self.action_bring_in(event.text)

    def leave(self) -> None:
        """Esc shows all again; there is nothing to go back to."""
        if self.part or self.minutes:
            self.part, self.minutes = "", 0
            self.refill()
        else:
            super().leave()
