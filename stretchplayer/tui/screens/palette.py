"""Everything by name: what the keys of a screen do, pages, and, when letters are typed, routines, moves, settings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from stretchplayer.routine import search
from stretchplayer.routine.harmless import harmless
from stretchplayer.settings.table import KEYS
from stretchplayer.tui import shelfwords
from stretchplayer.tui.host import PAGES
from stretchplayer.tui.house import HouseScreen, perform
from stretchplayer.tui.widgets.facts import Fact, Facts
from stretchplayer.tui.widgets.sheet import Row, Sheet

if TYPE_CHECKING:
    from textual.screen import Screen

    from stretchplayer.library.shelf import Entry
    from stretchplayer.routine.moves import Moves


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something that can be done: its name, a word at its right, what it does, further words that find it, and how
    long it takes in milliseconds, if it takes any time.
    """

    name: str
    do: Callable[[], object]
    aside: str = ""
    about: str = ""
    more: tuple[str, ...] = ()
    takes: int | None = None


class PaletteScreen(HouseScreen[None]):
    """A line to type into, and what answers to it."""

    DEFAULT_CSS = """
    PaletteScreen {
        #wanted { dock: top; height: 1; border: none; padding: 0 1; background: $panel; }
        #commands { margin: 1 1 0 1; max-width: 76; }
        #about { dock: bottom; margin: 0 1 1 3; height: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Do it", key_display="enter", tooltip="Do what is selected"),
        Binding("escape", "dismiss(None)", "Back", key_display="esc", tooltip="Back to where you were"),
    ]

    def __init__(self, below: "Screen[Any]", *, plays: bool) -> None:
        """`below` is the screen whose keys are named; where something `plays` no other routine is offered."""
        super().__init__()
        self.below = below
        self._plays = plays
        self._here: list[PaletteEntry] = []
        self._named: list[PaletteEntry] = []
        self.sheet = Sheet(id="commands")
        self.about = Facts(id="about", most=1)
        self.input = Input(placeholder="A command, routine, move or setting", id="wanted", compact=True)

    def parts(self) -> Iterator[Widget]:
        yield self.input
        yield self.sheet
        yield self.about

    def on_mount(self) -> None:
        self._here = [*self._keys(), *self._pages()]
        settings = self.host.request.settings
        self._named = [
            PaletteEntry(key.label, partial(self.host.show, "settings", key.name), key.shown(settings),
                         key.about, ("setting", key.name))
            for key in KEYS.values() if key.group
        ]  # fmt: skip
        self.input.focus()
        self._fill()
        self.run_worker(self._look, thread=True, exit_on_error=False)

    def _look(self) -> None:
        services = self.host.services
        self.call_later(self._found, services.shelf(), services.moves())

    def _found(self, entries: "Sequence[Entry]", catalogue: "Moves") -> None:
        moves = [
            PaletteEntry(move.name, partial(self.host.show, "moves", move.id), "move", "", move.searched[1])
            for move in catalogue
        ]
        routines = [
            PaletteEntry(f"Play {entry.name}", partial(self.host.play, replace(self.host.request, routine=entry.path)),
                         shelfwords.length(entry), entry.about or "", entry.searched[1], entry.estimate_ms)
            for entry in entries if entry.playable and not self._plays
        ]  # fmt: skip
        self._named += routines + moves
        self._fill()

    def _keys(self) -> Iterator[PaletteEntry]:
        """What the keys of the screen below do."""
        seen: set[str] = set()
        for key, active in self.below.active_bindings.items():
            binding = active.binding
            if not (active.enabled and binding.description and binding.tooltip) or binding.action in seen:
                continue
            seen.add(binding.action)
            if not binding.action.endswith(("quit", "command_palette", "show", "theme")):
                shown = binding.key_display or self.app.get_key_display(Binding(key, ""))
                does = partial(perform, self.below, binding.action)
                yield PaletteEntry(binding.description, does, shown, binding.tooltip)

    def _pages(self) -> Iterator[PaletteEntry]:
        known = {command.name for command in self._here}
        for page, (word, says) in PAGES.items():
            if word not in known:
                yield PaletteEntry(word, partial(self.host.show, page), "page", says)
        other = "Light" if self.app.current_theme.dark else "Dark"
        for name, action, key, about in (
            (f"{other} colours", "theme", "T", "Light or dark colours"),
            ("Quit", "quit", "^q", "Leave Stretchplayer"),
        ):
            yield PaletteEntry(name, partial(self.app.call_later, self.app.run_action, action), key, about)

    @on(Input.Changed)
    def _fill(self) -> None:
        query = self.input.value
        pool = [*self._here, *self._named] if query.strip() else self._here
        found = search.filtered(query, pool, lambda one: (one.name, (one.about, *one.more)), lambda one: one.takes)
        rows = [Row(harmless(each.name), harmless(each.aside), about=each) for each in found]
        self.sheet.fill(rows or [Row(f"Nothing for “{harmless(query.strip())}”", heading=True)])

    @on(Sheet.Lit)
    def _tell(self) -> None:
        lit = self.sheet.about
        self.about.show([Fact(harmless(lit.about), "soft")] if isinstance(lit, PaletteEntry) and lit.about else [])

    def typing_keys(self) -> list[tuple[str, str, str]]:
        return [("enter", "Do it", "choose"), ("↑ ↓", "Choose", "down"), ("esc", "Back", "dismiss(None)")]

    def on_key(self, event: events.Key) -> None:
        self.sheet.follow(event)

    def action_down(self) -> None:
        self.sheet.action_move(1)

    @on(Input.Submitted)
    @on(Sheet.Chosen)
    def action_choose(self) -> None:
        """Close, and do what is selected."""
        if isinstance(lit := self.sheet.about, PaletteEntry):
            self.dismiss()
            lit.do()
