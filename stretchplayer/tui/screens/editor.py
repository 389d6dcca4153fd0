"""The editor: a routine's text with its mistakes, its plan and its figures beside it, as one types."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import TextArea

from stretchplayer.authoring.completion import Names
from stretchplayer.authoring.fixes import fix_of
from stretchplayer.authoring.marks import marks, next_problem, problem_at, segment_of
from stretchplayer.figure.written import drawing_at, figure_at, nudge_at
from stretchplayer.library import document
from stretchplayer.library.new_routine import first_text, free_path, stem_of
from stretchplayer.routine.diagnosis import Problem
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.moves import EMPTY, Move, Moves
from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.screens.ask import Answer, AskScreen
from stretchplayer.tui.widgets.about import about_facts, headline, plan_facts, problem_rows
from stretchplayer.tui.widgets.facts import Fact, Facts
from stretchplayer.tui.widgets.figure_view import FigureView
from stretchplayer.tui.widgets.offers import Offers
from stretchplayer.tui.widgets.ribbon import Ribbon
from stretchplayer.tui.widgets.sheet import Sheet
from stretchplayer.tui.widgets.writing import Writing

if TYPE_CHECKING:
    from stretchplayer.library.catalogue import Catalogue
    from stretchplayer.library.loader import Loaded
    from stretchplayer.playback.segments import Timeline

CHECK_AFTER_S = 0.03
"""From the last key to the check: a person who types on is not held up by it."""
DRAFT_AFTER_S = 0.6
"""From the last key to the keeping of unsaved work."""
_DRAFT = (Answer("enter", "Restore it", "take"), Answer("d", "Discard it", "drop"),
          Answer("esc", "Decide later", "later"))  # fmt: skip
_LEAVE = (Answer("s", "Save and leave", "save"), Answer("d", "Leave without saving", "discard"),
          Answer("esc", "Stay", "stay"))  # fmt: skip
_BROAD = 100
_BROAD_FOR_MOVES = 76
"""A file of moves has its picture beside it from fewer columns on: it is written by looking at it."""
_TALL = 18


class EditorScreen(HouseScreen[bool]):
    """Writes one file; answers with whether it was saved at least once."""

    DEFAULT_CSS = """
    EditorScreen {
        layers: base over;
        #work { height: 1fr; }
        #beside { width: 42; height: 1fr; padding: 0 1; display: none; }
        #strip { height: 1; margin: 0 1; display: none; }
        #about { height: 2; margin: 0 1; }
        #problems { height: 3; margin: 0 1; display: none; }
        #band { height: 2; margin: 1 0 0 0; }
        #plan { height: 5; }
        #meaning { height: 9; }
        #figure { height: 1fr; max-height: 24; }
        &.-tall #strip { display: block; }
        &.-tall #problems { display: block; }
        &.-broad #beside { display: block; }
        &.-broad #strip { display: none; }
        &.-broad #about { display: none; }
        &.-moves #band, &.-moves #plan { display: none; }
        &.-moves #meaning { height: 6; }
        &.-moves.-close #beside { width: 32; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", key_display="^s", tooltip="Save; the last version stays beside it"),
        Binding("f5", "play", "Play", tooltip="Play from the step under the cursor"),
        Binding("f9", "hand_on", "Phone page", show=False, tooltip="Write it as one page that plays on a phone"),
        Binding("f8", "problem(1)", "Next mistake", tooltip="To the next mistake or advice"),
        Binding("shift+f8", "problem(-1)", "Previous mistake", show=False, tooltip="To the previous mistake"),
        Binding("f4", "fix", "Fix", show=False, tooltip="Apply the one remedy, or go into the list of mistakes"),
        Binding("ctrl+@,ctrl+space", "offer", "Words", key_display="^space", tooltip="What can be written here"),
        Binding("escape", "back", "Back", key_display="esc", tooltip="Back; asks before work is lost"),
        Binding("f1", "explain", "Help", tooltip="What the word under the cursor means; once more for every key"),
        Binding("ctrl+up,f3", "nudge(1)", "1 more", show=False, tooltip="The number of a figure 1 more"),
        Binding("ctrl+down,shift+f3", "nudge(-1)", "1 less", show=False, tooltip="The number of a figure 1 less"),
        Binding("ctrl+shift+up", "nudge(5)", "5 more", show=False, tooltip="The number of a figure 5 more"),
        Binding("ctrl+shift+down", "nudge(-5)", "5 less", show=False, tooltip="The number of a figure 5 less"),
    ]  # fmt: skip

    @classmethod
    def of_file(cls, path: str) -> "EditorScreen":
        """The editor on a file; raises OSError, or what keeps it from being read."""
        return cls(document.open_document(path))

    @classmethod
    def of_new(cls, name: str) -> "EditorScreen":
        """The editor on a new routine, which becomes a file when it is saved."""
        path = free_path(stem_of(name))
        return cls(document.new_document(str(path), first_text(name, "stretch", path.stem)))

    def __init__(self, file: document.EditedFile) -> None:
        super().__init__(harmless(file.id))
        self.file = file
        self.saved_once = self._is_left = False
        self.look = document.Look(())
        self.version = 0
        self.seen = -1
        self.catalogue: Catalogue | None = None
        self.writing = Writing(file.text, id="writing")
        self.offers = Offers(self.writing, holds_moves=file.holds_moves)
        self.planned: Timeline | None = None
        """The plan of the last version that could be played: a half-written word wipes nothing away."""
        self._check_timer: Timer | None = None
        self._draft_timer: Timer | None = None
        self.band, self.strip = Ribbon(id="band"), Ribbon(id="strip")
        self.plan, self.about, self.meaning = (Facts(id=id, fixed=True) for id in ("plan", "about", "meaning"))
        self.problems = Sheet(id="problems")
        self.figure = FigureView(id="figure", films=self.host.films, still=self.host.still)

    def parts(self) -> Iterator[Widget]:
        with Horizontal(id="work"):
            yield self.writing
            with Vertical(id="beside"):
                yield self.band
                yield self.plan
                yield self.meaning
                yield self.figure
        yield self.strip
        yield self.about
        yield self.problems
        yield self.offers

    def on_mount(self) -> None:
        self.writing.focus()
        self.headline()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.run_worker(self._learn, thread=True, group="learn")
        self.offer_draft()

    def on_resize(self, event: events.Resize) -> None:
        moves = self.file.holds_moves
        holds = {
            "-moves": moves,
            "-close": event.size.width < _BROAD,
            "-broad": event.size.width >= (_BROAD_FOR_MOVES if moves else _BROAD),
            "-tall": event.size.height >= _TALL,
        }
        self.classes = (self.classes - holds.keys()) | {name for name, true in holds.items() if true}
        self.offers.close()

    # What is known

    def _learn(self) -> None:
        from stretchplayer.library.catalogue import load_catalogue
        from stretchplayer.library.folders import paths_by_id

        catalogue = load_catalogue()
        sources = {key: source.title for key, source in catalogue.moves.sources.items()}
        self.call_later(self._known, catalogue, Names(tuple(sorted(paths_by_id())), sources))

    def _known(self, catalogue: "Catalogue", names: Names) -> None:
        self.catalogue = catalogue
        self.offers.moves, self.offers.names = catalogue.moves, names
        self.check()

    # Checking

    @on(TextArea.Changed)
    def _text_changed(self) -> None:
        self.version += 1
        self.writing.text_changed()
        self.offers.typed()
        self.headline()
        if self.host.services.timers:
            if self._check_timer is not None:
                self._check_timer.stop()
            self._check_timer = self.set_timer(CHECK_AFTER_S, self.check)
            if self._draft_timer is not None:
                self._draft_timer.stop()
            self._draft_timer = self.set_timer(DRAFT_AFTER_S, self.keep_draft_beside)

    def check(self) -> None:
        """Look the text over beside the screen."""
        if self.catalogue is not None:
            work = partial(self._look, self.version, self.writing.text, self.catalogue)
            # Whatever the check may stumble over, it does not end the editor with unsaved work in it.
            self.run_worker(work, thread=True, group="check", exit_on_error=False)

    def _look(self, version: int, text: str, catalogue: "Catalogue") -> None:
        if version == self.version:
            self.call_later(self._checked, version, document.look_over(self.file.path, text, catalogue))

    def _checked(self, version: int, look: document.Look) -> None:
        if version != self.version:
            return
        before = self.look
        self.look, self.seen = look, version
        problems = self.look.problems
        self.writing.mark(marks(problems, self.file.path, self.writing.lines))
        if problems != before.problems or not self.problems.rows:
            self.problems.fill(problem_rows(problems, self.file.path))
        self.headline()
        self.follow()

    # What stands under the cursor

    @on(TextArea.SelectionChanged)
    def _moved(self) -> None:
        self.offers.cursor_moved()
        self.call_later(self.follow)

    def action_offer(self) -> None:
        if not self.offers.open(asked=True):
            self.notify("Nothing can be suggested here.", timeout=2)

    @property
    def _moves(self) -> Moves:
        return self.catalogue.moves if self.catalogue else EMPTY

    @property
    def _problem_here(self) -> Problem | None:
        """The mistake or advice under the cursor."""
        return problem_at(self.look.problems, self.file.path, *self.writing.cursor_location)

    @on(Offers.Moved)
    def follow(self) -> None:
        """Ribbon, description and figure for the place of the cursor."""
        line, column = self.writing.cursor_location
        lines = self.writing.lines
        timeline = self.planned = self.look.timeline or self.planned
        index = segment_of(timeline, line) if timeline else None
        broad = self.has_class("-broad")
        (self.band if broad else self.strip).show(timeline, index)
        problem, moves = self._problem_here, self._moves
        offer = self.offers.current if self.offers.display else None
        own_moves = self.file.holds_moves
        # What the list below shows lit is not said twice.
        listed = problem is not None and self.has_class("-tall")
        said = None if listed and offer is None else problem
        facts, move = about_facts(lines, line, column, moves, said, offer, own_moves=own_moves, brief=not broad)
        if problem is not None and not self.problems.has_focus:
            self.problems.lit = self.look.problems.index(problem)
        if broad:
            self.plan.show(plan_facts(self.look, index))
            self.meaning.show(facts)
            segment = timeline.segments[index] if timeline and index else None
            if move is None and segment is not None:
                # Between the steps it is the one before that one thinks of.
                move = moves.get(segment.figure or segment.move or "")
            side = segment.side if segment and segment.move == (move.id if move else None) else None
            if not (own_moves and self._draw(line, column, moves)):
                self.figure.show(move, side)
        else:
            self.about.show(facts)

    def action_explain(self) -> None:
        """Show what the word under the cursor means, with the picture of its move; every key where it means nothing."""
        line, column = self.writing.cursor_location
        lines, own_moves = self.writing.lines, self.file.holds_moves
        facts, move = about_facts(lines, line, column, self._moves, self._problem_here, None, own_moves=own_moves)
        if facts:
            self.app.push_screen(MeaningScreen(harmless(lines[line].strip()), facts, move), self.keys_asked)
        else:
            self.keys_asked(True)

    def keys_asked(self, asked: bool | None) -> None:
        if asked:
            self.call_later(self.run_action, "app.help")

    def _draw(self, line: int, column: int, moves: Moves) -> bool:
        """Show the figure that is written under the cursor, in the pose that is; whether there is one. While a number
        is half written, what could be drawn last stays.
        """
        text = self.writing.text
        found = drawing_at(text, line + 1, column + 1, moves.figure_of)
        if found is not None:
            figure, posed = found
            self.figure.show(Move("written", "", "stretch", figure=figure), posed=posed)
        return found is not None or figure_at(text, line + 1, column + 1) is not None

    def action_nudge(self, by: int) -> None:
        """Change the number of a figure under the cursor, or of the key there, by so much."""
        line, column = self.writing.cursor_location
        found = nudge_at(self.writing.text, line + 1, column + 1, by)
        if found is None:
            self.notify("In a figure of your own moves this changes the number under the cursor.", timeout=3)
            return
        first, last, number = found
        self.writing.replace(number, (line, first - 1), (line, last - 1))
        self.writing.move_cursor((line, min(column, first - 1 + len(number))))

    # Problems

    def action_problem(self, step: int) -> None:
        line, column = self.writing.cursor_location
        problem = next_problem(self.look.problems, self.file.path, line, column, step)
        if problem is None:
            self.notify("No mistakes.", timeout=2)
        else:
            self.writing.jump(problem.line - 1, problem.column - 1)

    def action_fix(self) -> None:
        """Apply the one remedy of the mistake under the cursor; where there is none, go into the list of mistakes."""
        problem = self._problem_here
        fix = fix_of(problem) if problem is not None and self.seen == self.version else None
        if fix is not None:
            self.writing.replace(fix.text, (fix.line, fix.start), (fix.line, fix.end))
            return
        if self.problems.display and self.look.problems:
            self.problems.focus()
        else:
            self.action_problem(1)

    @on(Sheet.Chosen, "#problems")
    def _problem_chosen(self, message: Sheet.Chosen) -> None:
        problem = self.problems.rows[message.index].about
        assert isinstance(problem, Problem)
        if problem.file == self.file.path:
            self.writing.jump(problem.line - 1, problem.column - 1)
        else:
            self.notify(harmless(f"It is in {problem.file}, line {problem.line}."))

    @on(Ribbon.Picked)
    def _picked(self, message: Ribbon.Picked) -> None:
        """A click on the ribbon goes to the step that is played there."""
        if self.planned is not None:
            self.writing.jump(self.planned.segments[message.index].line - 1, 0)

    def on_key(self, event: events.Key) -> None:
        """Enter in the list of problems goes to the selected one."""
        if event.key == "enter" and self.problems.has_focus:
            self.problems.choose()

    # Playing

    def action_play(self) -> None:
        """Play the text as it stands, saved or not, from the step under the cursor."""
        if loaded := self._playable("played"):
            line = self.writing.cursor_location[0]
            self.host.play(replace(self.host.request, routine=loaded, from_line=line))
        else:
            self.action_problem(1)

    def action_hand_on(self) -> None:
        if loaded := self._playable("passed on"):
            self.host.hand_on(replace(self.host.request, routine=loaded))

    def _playable(self, done: str) -> "Loaded | None":
        """The text as it was last looked over; where it has mistakes, say that it can't be `done` yet."""
        loaded = self.look.loaded
        if loaded is not None and loaded.timeline is not None:
            return loaded
        self.notify(f"It can be {done} once the mistakes are fixed.", severity="warning", timeout=4)
        return None

    # Saving and leaving

    @property
    def unsaved(self) -> bool:
        """Whether closing now would lose what was written."""
        return self.writing.text != self.file.text

    def headline(self) -> None:
        """Total, mistakes, and whether it is saved, at the top."""
        self.heading.show(headline(self.look, self.file.copied or self.unsaved, self.file.fresh))

    def action_save(self) -> bool:
        """Save in one step; what was there before stays as NAME.yaml~. Whether it is saved."""
        copied, path = self.file.copied, harmless(self.file.path)
        try:
            others = document.save(self.file, self.writing.text)
        except FileExistsError:
            self.notify(f"{path} is there already; nothing was overwritten.", severity="error", timeout=5)
            return False
        except OSError as error:
            self.notify(harmless(f"It can't be saved: {error.strerror or error}"), severity="error", timeout=8)
            return False
        self.saved_once = True
        self.headline()
        if others:
            beside = "Another program had changed the file. Its version is kept beside it, with ~ at the end."
            self.notify(beside, timeout=8)
        else:
            self.notify(f"Saved as your own: {path}" if copied else "Saved", timeout=5 if copied else 1.5)
        return True

    def offer_draft(self) -> None:
        """Offer back what an earlier editor could not save."""
        if self.file.draft is not None:
            title, says = "Unsaved work from last time is here.", "It was kept when the editor ended without saving."
            self.app.push_screen(AskScreen(title, says, _DRAFT), self._draft_answer)

    def _draft_answer(self, answer: str | None) -> None:
        # Left for later, the draft stays as it is until something else is typed.
        if answer == "take":
            text, self.file.draft = self.file.draft or "", None
            self.writing.load_text(text)
            self.call_after_refresh(self.check)
        elif answer == "drop":
            document.forget_draft(self.file.path)
            self.file.draft = None

    def keep_draft_beside(self) -> None:
        """Keep what is unsaved, without holding up who types."""
        self.run_worker(partial(self._keep_draft, self.writing.text), thread=True, group="draft")

    def _keep_draft(self, text: str) -> None:
        """Keep what is unsaved for the next time, until this file is left."""
        if self._is_left:
            return
        try:
            if text != self.file.text:
                document.keep_draft(self.file.path, text)
            elif self.file.draft is None:
                document.forget_draft(self.file.path)
        except OSError:
            pass  # a disk that takes nothing will be told of when it is saved

    def on_unmount(self) -> None:
        # Also a signal and ctrl+c pass through here.
        self._keep_draft(self.writing.text)

    def action_back(self) -> None:
        """Out of the list of problems, else out of the editor; where work would be lost, ask."""
        if self.problems.has_focus:
            self.writing.focus()
        elif self.unsaved:
            asked = AskScreen(f"Save {harmless(self.file.id)}?", "It has unsaved changes.", _LEAVE)
            self.app.push_screen(asked, self._leave)
        else:
            self._leave("discard")

    def _leave(self, answer: str | None) -> None:
        if answer == "save" and not self.action_save():
            return
        if answer in ("save", "discard"):
            self._is_left = True
            if self.file.draft is None:  # one that nobody decided about stays
                document.forget_draft(self.file.path)
            self.host.close_screen(self, self.saved_once)

    def holds_back(self, interrupted: bool) -> bool:
        """Ctrl+c copies what is selected, as everywhere one writes; else leaving asks where work would be lost."""
        if interrupted and self.writing.selected_text:
            self.writing.action_copy()
        elif interrupted or self.unsaved:
            self.action_back()
        else:
            return False
        return True


class MeaningScreen(HouseScreen[bool]):
    """What is under the cursor of the editor: the help of the key, and the move with its picture.

    Answers with whether every key of the editor is asked for.
    """

    DEFAULT_CSS = """
    MeaningScreen {
        #meant { layout: vertical; height: 1fr; margin: 0 1; }
        #said { height: auto; max-height: 50%; scrollbar-size-vertical: 1; }
        #drawn { height: 1fr; max-height: 30; }
        &.-wide #meant { layout: horizontal; }
        &.-wide #said { width: 1fr; height: 1fr; max-height: 100%; }
        &.-wide #drawn { width: 1fr; }
        &.-bare #drawn { display: none; }
        &.-bare #said { max-height: 100%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss(False)", "Back", key_display="esc", tooltip="Back to the text"),
        Binding("f1", "dismiss(True)", "Every key", tooltip="Every key of the editor"),
    ]
    SIZE_CLASSES: ClassVar = {"-wide": (70, 0)}

    def __init__(self, title: str, facts: Sequence[Fact], move: Move | None) -> None:
        super().__init__(title)
        self.facts = Facts(id="facts")
        self.facts.show(facts)
        self.move = move
        self.figure = FigureView(id="drawn", films=self.host.films, still=self.host.still)
        self.set_class(move is None or move.figure is None, "-bare")

    def parts(self) -> Iterator[Widget]:
        with Horizontal(id="meant"):
            with VerticalScroll(id="said"):
                yield self.facts
            yield self.figure

    def on_mount(self) -> None:
        self.figure.show(self.move)
        self.query_one("#said").focus()  # up and down scroll it
