"""The library: it stands at once, fills, searches, previews, plays, and lists what is broken."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult

from stretchplayer.library.catalogue import Catalogue
from stretchplayer.library.folders import File
from stretchplayer.library.loader import Loaded, load_data
from stretchplayer.library.shelf import Entry, summarize
from stretchplayer.tui.body_map import BodyView
from stretchplayer.tui.pages import open_library
from stretchplayer.tui.screens.library import LibraryScreen
from stretchplayer.tui.screens.moves import MovesScreen
from stretchplayer.tui.screens.player import PlayerScreen
from stretchplayer.tui.widgets.sheet import Row, Sheet
from tests.tui.conftest import EVENING, MOVES
from tests.tui.pilot import drawn, until, worked

Make = Callable[..., Any]
CATALOGUE = Catalogue(MOVES)
TEXTS = {
    "evening": EVENING,
    "morning": "name: Morning walk\ncategory: warm-up\ntags: [legs]\nsteps: [{move: March on the spot, for: 2m}]\n",
    "broken": "name: Broken one\nsteps:\n  - strech: Neck\n",
}


@pytest.fixture
def shelf(tmp_path: Path) -> list[Entry]:
    """Two routines that play and a personal one that cannot be read."""
    entries = []
    for name, text in TEXTS.items():
        path = tmp_path / f"{name}.yaml"
        path.write_text(text)
        entries.append(summarize(File(id=name, path=str(path), own=name == "broken", stamp=(0, 0)), CATALOGUE))
    return entries


def load(entry: Entry) -> Loaded:
    return load_data(Path(entry.path).read_bytes(), entry.path, catalogue=CATALOGUE)


def library(bench: Make, shelf: list[Entry], **more: object) -> Any:
    return bench(open_library, shelf=lambda: shelf, load=load, **more)


async def filled(it: Any, pilot: Any) -> LibraryScreen:
    """The library once its shelf has come."""
    screen = it.app.screen
    await until(lambda: bool(screen.entries))
    await pilot.pause()
    return screen


class Listing(App[None]):
    """A list alone."""

    def compose(self) -> ComposeResult:
        yield Sheet(id="list")


async def test_what_is_too_long_for_one_line_is_below_its_name_or_beside_its_last_words() -> None:
    app = Listing()
    async with app.run_test(size=(40, 12)):
        sheet = app.query_one(Sheet)
        wide = "the outer side of the lower leg"
        sheet.fill([Row("Standing calf stretch with the knee bent", wide, "a"), Row("Stretch of the calf", wide, "b")])
        lines = [" ".join(sheet.render_line(y).text.replace(" · ", " ").split()) for y in range(6)]
    assert lines == [
        "Standing calf stretch with the knee",
        "bent the outer side of the lower leg",
        "Stretch of the calf",
        wide,
        "",
        "",
    ]


async def test_stands_before_the_shelf_is_known_and_fills(bench: Make, shelf: list[Entry]) -> None:
    ready = threading.Event()

    def slow() -> list[Entry]:
        ready.wait(60)
        return shelf

    it = bench(open_library, shelf=slow, load=load)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await drawn(it.app)
        assert "LOOKING FOR ROUTINES" in it.text()
        ready.set()
        await filled(it, pilot)
        text = it.text()
        assert "3 routines" in text
        for heading in ("YOURS", "WARM-UP", "COOL-DOWN"):
            assert heading in text
        assert "Evening legs" in text and "2:00" in text


async def test_a_broken_routine_is_listed_with_its_problem_and_the_others_work(bench: Make, shelf: list[Entry]) -> None:
    it = library(bench, shelf)
    async with it.app.run_test(size=(80, 24), notifications=True) as pilot:
        await filled(it, pilot)
        text = it.text()
        assert "! broken" in text and "can't be played" in text
        assert "Line 3" in text and "strech" in text and "stretch" in text and "Did you mean" in text
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert isinstance(it.app.screen, LibraryScreen)
        await pilot.press("down")
        assert isinstance(it.app.screen, LibraryScreen)
        it.app.screen.refill()
        await pilot.press("enter")
        await until(lambda: isinstance(it.app.screen, PlayerScreen))
        assert it.app.screen.timeline.name == "Morning walk"


async def test_the_preview_shows_steps_and_ribbon(bench: Make, shelf: list[Entry]) -> None:
    it = library(bench, shelf)
    async with it.app.run_test(size=(100, 30)) as pilot:
        screen = await filled(it, pilot)
        await pilot.press("end")
        await until(lambda: bool(screen.steps.rows))
        await pilot.pause()
        text = it.text()
        assert "Standing calf stretch, each leg" in text
        assert "2 × 30s" in text
        assert "Works" in text and "gastrocnemius" in text
        assert "A trial of calf stretches" in text
        assert "█ stretch" in text and "▓ massage" in text
        assert "waits" in text


async def test_search_filters_as_one_types(bench: Make, shelf: list[Entry]) -> None:
    it = library(bench, shelf)
    async with it.app.run_test(size=(80, 24)) as pilot:
        screen = await filled(it, pilot)
        await pilot.press("slash", *"eve")
        await pilot.pause()
        assert [row.text for row in screen.sheet.rows] == ["Evening legs"]
        assert "enter Play" in it.text() and "esc Show all" in it.text()
        await pilot.press("backspace", "backspace", "backspace", *"gastro")
        await pilot.pause()
        assert [row.text for row in screen.sheet.rows] == ["Evening legs"]
        await pilot.press(*"xyz")
        await pilot.pause()
        assert "NOTHING FOR “GASTROXYZ”" in it.text()
        await pilot.press("escape")
        await pilot.pause()
        assert len([row for row in screen.sheet.rows if row.key]) == 3


async def test_letters_go_into_the_search_and_f2_still_helps(bench: Make, shelf: list[Entry]) -> None:
    it = library(bench, shelf)
    opened: list[object] = []
    it.app.open_relief = lambda muscle=None: opened.append(muscle)
    async with it.app.run_test(size=(80, 24)) as pilot:
        screen = await filled(it, pilot)
        await pilot.press("slash", *"cq")
        assert screen.sought == "cq" and not opened
        await pilot.press("f2")
        assert opened == [None]
        await pilot.press("escape", "c")
        assert opened == [None, None]


async def test_enter_in_the_search_plays_what_is_lit(bench: Make, shelf: list[Entry]) -> None:
    it = library(bench, shelf)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await filled(it, pilot)
        await pilot.press("slash", *"legs", "down", "enter")
        await until(lambda: isinstance(it.app.screen, PlayerScreen))


async def test_playing_comes_back_to_the_library(bench: Make, shelf: list[Entry]) -> None:
    it = library(bench, shelf)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await filled(it, pilot)
        await pilot.press("end", "enter")
        await until(lambda: isinstance(it.app.screen, PlayerScreen))
        await until(lambda: bool(it.runs))
        it.pass_ms(6000)
        await pilot.press("q", "y")
        await pilot.pause()
        assert isinstance(it.app.screen, LibraryScreen)
        assert it.player.state == "left" and it.run.closed == 1


async def test_a_routine_that_went_away_is_said(bench: Make, shelf: list[Entry]) -> None:
    it = library(bench, shelf)
    async with it.app.run_test(size=(80, 24), notifications=True) as pilot:
        await filled(it, pilot)
        Path(shelf[1].path).unlink()
        await pilot.press("down", "enter")
        await pilot.pause(0.3)
        assert isinstance(it.app.screen, LibraryScreen)
        assert "can't be read now" in it.text()


async def test_narrow_screens_show_details_over_the_list(bench: Make, shelf: list[Entry]) -> None:
    it = library(bench, shelf)
    async with it.app.run_test(size=(40, 12)) as pilot:
        screen = await filled(it, pilot)
        await pilot.press("end", "right")
        await until(lambda: bool(screen.steps.rows))
        await pilot.pause()
        assert not screen.sheet.display and screen.steps.display
        await pilot.press("left")
        assert screen.sheet.display and screen.sheet.has_focus
        await pilot.press("right", "escape")
        assert screen.sheet.display


async def test_relief_routines_open_the_cramp_screen(bench: Make, shelf: list[Entry], tmp_path: Path) -> None:
    path = tmp_path / "cramp.yaml"
    path.write_text(
        "name: Calf cramp\ncategory: relief\nrelieves: [calf]\nsteps:\n  - repeat: until eased\n"
        "    steps: [{stretch: Standing calf stretch, hold: 20s}]\n"
    )
    entry = summarize(File(id="cramp", path=str(path), own=False, stamp=(0, 0)), CATALOGUE)
    it = library(bench, [entry])
    from stretchplayer.tui.screens.relief import ReliefScreen

    async with it.app.run_test(size=(80, 24)) as pilot:
        await filled(it, pilot)
        await pilot.press("enter")
        await until(lambda: isinstance(it.app.screen, ReliefScreen))
        assert it.app.screen.relief.flow.muscle.id == "calf"


async def test_an_empty_shelf_says_so(bench: Make) -> None:
    it = bench(open_library, shelf=list)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await worked(it.app)
        await pilot.pause()
        assert "NO ROUTINES" in it.text()
        await pilot.press("enter", "down", "right", "q")
    assert it.app.return_code == 0


async def test_text_of_a_file_never_reaches_the_terminal_as_an_escape(bench: Make, tmp_path: Path) -> None:
    path = tmp_path / "evil.yaml"
    path.write_text('name: "Evil"\nsteps:\n  - "\\e]0;x\\a": 1\n')
    entry = summarize(File(id="evil", path=str(path), own=True, stamp=(0, 0)), CATALOGUE)
    it = library(bench, [entry])
    async with it.app.run_test(size=(80, 24)) as pilot:
        await filled(it, pilot)
        assert all(c.isprintable() or c == "\n" for c in it.text())


# ---- warning signs come before any routine --------------------------------------------------------------------


async def test_a_word_of_danger_brings_the_signs_first(bench: Make, shelf: list[Entry]) -> None:
    it = library(bench, shelf)
    opened: list[object] = []
    it.app.open_relief = lambda word=None: opened.append(word)
    async with it.app.run_test(size=(80, 24)) as pilot:
        screen = await filled(it, pilot)
        await pilot.press("slash", *"numb")
        await pilot.pause()
        assert screen.sheet.rows[0].text == "Warning signs: Leg suddenly cold, pale or numb"
        await pilot.press("enter")
        assert opened == ["numb"]


async def test_an_open_sign_is_the_first_line_and_holds_a_routine_back(
    bench: Make, shelf: list[Entry], tmp_path: Path
) -> None:
    from stretchplayer.journal.records import Moment, SignRecord
    from stretchplayer.journal.store import Store
    from stretchplayer.tui.screens.relief import ReliefScreen

    def journal() -> Store:
        return Store(tmp_path / "journal.db")

    store = journal()
    store.save(SignRecord("abcdefgh", "T1", "One leg swollen", Moment(1_790_000_000_000), "left calf"))
    store.close()
    it = library(bench, shelf, journal=journal, stops=lambda: True)
    opened: list[object] = []
    it.app.open_relief = lambda word=None: opened.append(word)
    async with it.app.run_test(size=(80, 24)) as pilot:
        screen = await filled(it, pilot)
        await until(lambda: any(row.text.startswith("Warning sign since Monday 14:13.") for row in screen.sheet.rows))
        first = next(row for row in screen.sheet.rows if row.key)
        assert first.text == "Warning sign since Monday 14:13. Enter shows it."
        await pilot.press("home", "enter")
        assert opened == [None]
        it.app.play(replace(it.app.request, routine=load(shelf[0])))
        await pilot.pause()
        assert isinstance(it.app.screen, ReliefScreen)


async def test_a_routine_is_handed_on_as_a_page(
    bench: Make, shelf: list[Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Downloads").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    it = library(bench, shelf)
    async with it.app.run_test(size=(80, 24)) as pilot:
        screen = await filled(it, pilot)
        assert any(active.binding.description == "Phone page" for active in screen.active_bindings.values())
        await pilot.press("x")
        await until(lambda: any("has 1 mistake" in notice.message for notice in it.app._notifications))
        while screen.sheet.key != str(tmp_path / "morning.yaml"):
            await pilot.press("down")
        for name in ("morning.html", "morning-2.html"):
            await pilot.press("x")
            await until((tmp_path / "Downloads" / name).exists)
    # A second one never takes the place of the first.
    assert "March on the spot" in (tmp_path / "Downloads/morning.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_list_is_narrowed_by_time_and_part_and_says_so(
    bench: Make, shelf: list[Entry], size: tuple[int, int]
) -> None:
    it = library(bench, shelf)
    async with it.app.run_test(size=size) as pilot:
        screen = await filled(it, pilot)
        await pilot.press("5")
        assert "in 5 minutes" in screen.heading.aside
        assert any("fitted to 5" in fact.text for fact in screen.about.facts)  # and so does what is beside the list
        assert [row.text for row in screen.sheet.rows if not row.still] == ["Evening legs"]
        await pilot.press("slash", *"zzz")
        assert "for “zzz” in 5 minutes" in screen.heading.aside  # both are named
        await pilot.press("escape", "5")
        assert "minutes" not in screen.heading.aside
        await pilot.press("b", "down", "enter")
        await pilot.pause()
        assert screen.part == "hips" and "for the hips" in screen.heading.aside
        await pilot.press("end", "enter")
        await until(lambda: isinstance(it.app.screen, MovesScreen) and bool(it.app.screen.sheet.rows[0].key))
        assert {row.key for row in it.app.screen.sheet.rows} == {"march", "glute-bridge"}
        await pilot.press("q", "escape")
        assert screen.part == "" and len(screen.sheet.rows) > 4


async def test_the_body_beside_the_parts_shows_where_each_is(bench: Make, shelf: list[Entry]) -> None:
    it = library(bench, shelf)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await filled(it, pilot)
        await pilot.press("b", "down")
        await pilot.pause()
        body = it.app.screen.query_one(BodyView)
        assert body.display and body._levels == {"hips": 1.0, "hip-flexors": 1.0, "glutes": 1.0}


async def test_a_routine_scaled_to_the_time_is_played_so(bench: Make, shelf: list[Entry]) -> None:
    it = library(bench, shelf)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await filled(it, pilot)
        await pilot.press("5", "enter")
        await until(lambda: bool(it.runs))
        assert abs(it.app.screen.timeline.estimate_ms - 300_000) < 20_000
