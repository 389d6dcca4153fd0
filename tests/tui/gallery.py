"""Every screen, one after the other, each in a state worth looking at."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from textual import events

from stretchplayer.journal.records import Bout, CrampRecord, Moment, PlanRecord, SessionRecord, StepRecord
from stretchplayer.journal.store import Store, save_all
from stretchplayer.library.catalogue import Catalogue
from stretchplayer.library.document import open_document
from stretchplayer.library.folders import File
from stretchplayer.library.loader import load_data
from stretchplayer.library.shelf import summarize
from stretchplayer.runs.relief_book import NoBook
from stretchplayer.settings.table import Settings
from stretchplayer.tui.app import StretchplayerApp
from stretchplayer.tui.pages import Opening, open_editor, open_library
from stretchplayer.tui.screens.record import RecordScreen
from stretchplayer.tui.screens.relief import ReliefScreen
from stretchplayer.tui.widgets.figure_view import FilmStore
from tests.tui.conftest import EVENING, MOVES, Bench, Clock, make_bench
from tests.tui.pilot import drawn, settle, until, worked

NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)
SIZES = ((80, 24), (120, 40), (40, 12))
ROUTINES = {
    "evening": EVENING,
    "walk": "name: Morning walk\ncategory: warm-up\nsteps: [{move: March on the spot, for: 2m}]\n",
    "mine": "name: Étirements du soir\nsteps:\n  - Standing calf stretch\n",
    "broken": "name: Broken\nsteps:\n  - strech: Standing calf stretch\n",
}
Shot = tuple[str, StretchplayerApp]


def _session(id: str, days: int, **changes: Any) -> SessionRecord:
    began = Moment.of(NOW - timedelta(days=days, hours=3))
    base = SessionRecord(id, began, "evening", "Evening legs", "evening.yaml", "finished", 254_000, work_ms=200_000,
                         worked_ms=200_000, done_ms=600_000 + days * 60_000)  # fmt: skip
    return replace(base, **changes)


def _journal(folder: Path) -> Callable[[], Store]:
    path = folder / "journal.db"
    store = Store(path)
    save_all(store, [
        *(_session(f"s{n}", n, felt=4 if n % 2 else None) for n in (0, 1, 2, 5, 9, 30, 100)),
        _session("left", 3, path=str(folder / "evening.yaml"), status="playing", segment=8, position_ms=118_000,
                 resumable=True, how="{}"),
        StepRecord("s0", 1, "Calf", None, "stretch", "left", 30_000, 30_000, "done", ("gastrocnemius", "hamstrings")),
        CrampRecord("c", Moment.of(NOW - timedelta(days=2)), ("calf",), "left", (Bout(0, 180_000),), 6,
                    came_with=("heat",)),
        PlanRecord("p", "night-in-bed", "2026-11-20"),
    ])  # fmt: skip
    store.close()
    return lambda: Store(path)


def services(folder: Path) -> dict[str, Any]:
    """Routines, their moves and a journal, all of them made up; files go to `folder`."""
    entries = []
    for name, text in ROUTINES.items():
        path = folder / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        entries.append(summarize(File(path=str(path), id=name, own=name == "mine", stamp=(0, 0)), Catalogue(MOVES)))
    return {
        "shelf": lambda: entries,
        "load": lambda entry: load_data(Path(entry.path).read_bytes(), entry.path, catalogue=Catalogue(MOVES)),
        "journal": _journal(folder),
        "moment": lambda: NOW,
        "stops": lambda: False,
    }


_FROM_LIBRARY: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "library": (
        ("library", ("end", "up")),
        ("library, details", ("right",)),
        ("library, five minutes", ("escape", "5")),
        ("library, a part of the body", ("5", "b")),
        ("library, a search", ("escape", "slash", *"calfs")),
        ("library, nothing found", ("ctrl+u", *"zzxq")),
        ("help", ("escape", "question_mark")),
        ("palette", ("escape", "ctrl+p")),
        ("a name", ("escape", "n")),
        ("moves", ("escape", "m", "end")),
        ("moves, details", ("right",)),
        ("moves, by muscle", ("left", "m")),
    ),
    "journal": (
        ("history", ("d",)),
        ("history, weeks", ("right",)),
        ("history, parts", ("right",)),
        ("history, the body", ("right",)),
        ("history, the list", ("space",)),
        ("history, one session", ("enter",)),
        ("history, a form", ("escape", "e")),
        ("cramps", ("escape", "q", "r")),
        ("cramps, the doctor's page", ("p",)),
    ),
    "pages": (
        ("resume?", ("home", "down", "enter")),
        ("night plan", ("escape", "p")),
        ("prevention", ("q", "v")),
        ("health card", ("q", "o")),
        ("why", ("q", "w")),
        ("settings", ("q", "s")),
        ("settings, one typed", ("end", "up", "enter", *"112")),
    ),
}
_PLAYER: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("player, get ready", (), 1000),
    ("player, a rest", (), 27_000),
    ("player, a hold", (), 22_000),
    ("player, paused", ("space",), 0),
    ("player, far", ("space", "f"), 0),
    ("player, go to", ("f", "g"), 0),
    ("player, levels", ("escape", "V"), 0),
    ("player, leave?", ("escape", "q"), 0),
    ("player, one that waits, silent", ("escape", "m", "g", "end", "up", "up", "enter"), 2000),
    ("player, a breath", ("g", "end", "enter"), 6000),
)


def _made(opening: Opening | None = None, **given: Any) -> Bench:
    """An application in which nothing moves, and without figures: those have tests of their own."""
    it = make_bench(opening, **given)
    it.app.animation_level = "none"
    it.app.films = NoFilms()
    return it


class NoFilms(FilmStore):
    """Has no figure of any move."""

    def get(self, *asked: Any) -> None:
        return None


async def _quiet(app: StretchplayerApp) -> None:
    """Until workers and messages are done with, and what is read from the journal is there."""
    for _ in range(2):
        await drawn(app)
        for typed in app.screen.query("Input, TextArea"):
            typed.cursor_blink = False  # type: ignore[attr-defined]
        await worked(app)
    if isinstance(app.screen, RecordScreen):
        await until(lambda: app.screen.shown is not None)
        await settle(app)


async def press(app: StretchplayerApp, key: str) -> None:
    """Press a key, and wait for what it sets going; the pilot would wait for an idle processor as well."""
    named = {"slash": "/", "question_mark": "?"}.get(key, key)
    app.post_message(events.Key(key, named if len(named) == 1 else None))
    await _quiet(app)


async def from_library(given: dict[str, Any], size: tuple[int, int], section: str) -> AsyncIterator[Shot]:
    """What is reached from the library."""
    it = _made(open_library, **given)
    async with it.app.run_test(size=size):
        await until(lambda: bool(it.app.screen.entries))
        await _quiet(it.app)
        for name, keys in _FROM_LIBRARY[section]:
            for key in keys:
                await press(it.app, key)
            yield name, it.app


async def player(given: dict[str, Any], size: tuple[int, int], section: str) -> AsyncIterator[Shot]:
    """The player in its states, and what opens over it."""
    it = _made(**given)
    async with it.app.run_test(size=size):
        await until(lambda: bool(it.runs))
        for name, keys, ms in _PLAYER:
            for key in keys:
                await press(it.app, key)
            it.pass_ms(ms)
            await _quiet(it.app)
            yield name, it.app


async def finish(given: dict[str, Any], size: tuple[int, int], section: str) -> AsyncIterator[Shot]:
    """The question before a run, and the page after it."""
    text = "name: Calves\nsteps: [{stretch: Standing calf stretch, hold: 30s, sides: left}]"
    it = _made(text=text, settings=Settings(pain=True), **{**given, "recorder": lambda plan: _Recorder()})
    async with it.app.run_test(size=size):
        await until(lambda: bool(it.runs))
        await _quiet(it.app)
        yield "player, pain before", it.app
        await press(it.app, "4")
        it.pass_ms(300_000)
        await _quiet(it.app)
        yield "finish", it.app
        await press(it.app, "4")
        yield "finish, rated", it.app


async def writing(given: dict[str, Any], size: tuple[int, int], section: str) -> AsyncIterator[Shot]:
    """The editor, and what an import shows."""
    folder: Path = given["folder"]
    given = {name: value for name, value in given.items() if name != "folder"}
    it = _made(open_editor(open_document(str(folder / "mine.yaml"))), **given)
    async with it.app.run_test(size=size):
        await press(it.app, "down")
        yield "editor", it.app
        await press(it.app, "f1")
        yield "editor, a word explained", it.app
    (folder / "list.txt").write_text("Standing calf stretch 30 s each side\nGlute bridge 3 x 12\nSomething else\n")
    it = _made(open_library, **given)
    async with it.app.run_test(size=size):
        it.app.bring_in(lambda kept: None, str(folder / "list.txt"))
        await _quiet(it.app)
        yield "import", it.app


async def relief(given: dict[str, Any], size: tuple[int, int], section: str) -> AsyncIterator[Shot]:
    """A cramp by day, from the first words to the end, and by night."""
    clock = Clock()
    it = _made(open_library, **given)
    async with it.app.run_test(size=size):
        await until(lambda: bool(it.app.screen.entries))

        async def opened(night: bool) -> ReliefScreen:
            screen = ReliefScreen("calf", book=NoBook(), now=clock, timers=False, night=night)
            screen._draw_figure = lambda: None  # type: ignore[method-assign]
            it.app.push_screen(screen)
            await until(lambda: screen.relief.flow.muted)
            screen.tick()
            await _quiet(it.app)
            return screen

        screen = await opened(night=False)
        for name, key in (("cramp", ""), ("cramp, warning signs", "w"), ("cramp, eased", "enter")):
            if name == "cramp, eased":
                await press(it.app, "escape")
            for _ in range(40):
                clock.ms += 500
                screen.tick()
            if key:
                await press(it.app, key)
            yield name, it.app
        screen.dismiss()
        await opened(night=True)
        yield "cramp, by night", it.app


SECTIONS = {**dict.fromkeys(_FROM_LIBRARY, from_library), "player": player, "finish": finish, "writing": writing,
            "relief": relief}  # fmt: skip


def screens(folder: Path, section: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Shot]:
    """Every screen of a section in turn, with what is made up of routines and a journal."""
    given = services(folder)
    if section == "writing":
        given["folder"] = folder
    return SECTIONS[section](given, size, section)


class _Recorder:
    def note(self, what: str, value: int) -> None:
        """Keeps nothing."""
