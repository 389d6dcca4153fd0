"""The top of the library: broken off runs and the suggestion, and what the keys do with them."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from unittest import mock
from zoneinfo import ZoneInfo

import pytest

from stretchplayer.journal.access import open_journal
from stretchplayer.journal.health import CardEntry, HealthCard, write_card
from stretchplayer.journal.records import (
    CrampRecord,
    Moment,
    NightRecord,
    PlanRecord,
    SessionRecord,
    SignRecord,
    StepRecord,
)
from stretchplayer.journal.store import Store, save_all
from stretchplayer.library import places
from stretchplayer.library.shelf import shelf
from stretchplayer.runs.request import RunRequest
from stretchplayer.settings.table import Settings
from stretchplayer.tui.app import StretchplayerApp
from stretchplayer.tui.pages import open_library
from stretchplayer.tui.read_today import read_today
from stretchplayer.tui.screens.ask import AskScreen
from stretchplayer.tui.screens.editor import EditorScreen
from stretchplayer.tui.screens.form import FormScreen
from stretchplayer.tui.screens.health_card import HealthCardScreen
from stretchplayer.tui.screens.library import LibraryScreen
from stretchplayer.tui.screens.pick import PickScreen
from stretchplayer.tui.screens.player import PlayerScreen
from stretchplayer.tui.screens.six_weeks import SixWeeksScreen
from stretchplayer.tui.today import CARD, DUE, GO_ON, PLAN, SIGN, SUGGESTED, Today
from tests.tui.conftest import services_with
from tests.tui.pilot import done, until

EVENING = datetime(2026, 11, 22, 21, 0, tzinfo=ZoneInfo("UTC"))
Write = Callable[..., None]


def session(**changes: object) -> SessionRecord:
    path = str(places.shipped_routines() / "stretch" / "morning-wake-up.yaml")
    began = Moment.of(EVENING - timedelta(hours=2))
    base = SessionRecord(
        "aaaaaaaa", began, "morning-wake-up", "Morning wake-up", path, "playing", 254_000, work_ms=200_000,
        worked_ms=190_000, done_ms=120_000, position_ms=118_000, segment=8, into_ms=4_000, steps_done=3,
        resumable=True, how="{}",
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


def written(*records: object) -> None:
    store = open_journal()
    save_all(store, records)  # type: ignore[arg-type]
    store.close()


def cramp(days_ago: int) -> CrampRecord:
    return CrampRecord(f"c{days_ago}", Moment.of(EVENING - timedelta(days=days_ago)), ("calf",), onset="asleep")


def offers_at(now: datetime, settings: Settings = Settings()) -> Today:  # noqa: B008
    """What the library has to offer at a moment."""
    return read_today(open_journal, shelf(), now, settings)


def test_the_nightly_routine_is_suggested_in_the_evening_after_a_cramp() -> None:
    written(cramp(1), cramp(5), cramp(40))
    offers = offers_at(EVENING)
    assert offers.suggestion is not None
    assert offers.suggestion.routine == "night-calf-hamstring"
    assert offers.suggestion.reason == "2 cramps this month. A six-week plan may help a little; low certainty."
    assert offers_at(EVENING - timedelta(hours=6)).suggestion is None
    assert offers_at(EVENING, Settings(suggestions=False)).suggestion is None


@pytest.mark.parametrize(
    "records",
    [
        (cramp(1),),
        (cramp(1), replace(cramp(5), confirmed=False)),
        (cramp(1), replace(cramp(5), muscles=("stitch",))),
        (cramp(1), replace(cramp(5), onset="exercise")),
        (cramp(2), cramp(5)),
        (cramp(0), cramp(5)),
        (cramp(1), cramp(5), PlanRecord("p", "night-in-bed", "2026-11-20")),
        (cramp(1), cramp(5), SignRecord("s", "T1", "One leg swollen", Moment.of(EVENING))),
    ],
)
def test_the_six_week_plan_is_not_suggested_without_reason_or_while_something_is_against_it(
    records: tuple[object, ...],
) -> None:
    written(*records)
    offers = offers_at(EVENING)
    assert offers.suggestion is None or not offers.suggestion.plan


def test_the_most_neglected_part_is_suggested_with_its_reason() -> None:
    done = session(status="finished", resumable=False)
    parts = ("neck", "shoulders", "chest", "upper-back", "forearms", "spine", "abdomen", "hips", "adductors",
             "quadriceps",
             "soleus", "shins", "feet")  # fmt: skip
    steps = [
        StepRecord(done.id, n, "x", None, "stretch", None, 1, 60_000, "done", (part,)) for n, part in enumerate(parts)
    ]
    written(done, *steps)
    offers = offers_at(EVENING)
    assert offers.suggestion is not None
    assert offers.suggestion.reason == "Not stretched in the last four weeks: back of thighs."
    entry = next(e for e in shelf() if e.id == offers.suggestion.routine)
    assert "hamstrings" in entry.muscles


def test_a_journal_that_cannot_be_read_offers_nothing(home: Path) -> None:
    (home / "data").write_text("in the way")
    offers = offers_at(EVENING)
    assert (offers.unfinished, offers.suggestion) == ((), None)


@pytest.fixture
def app() -> StretchplayerApp:
    services = services_with(moment=lambda: EVENING, timers=False, awake=nullcontext, recorder=lambda plan: None)
    return StretchplayerApp(open_library, request=RunRequest(settings=Settings(sound="off")), services=services)


def offered(app: StretchplayerApp) -> bool:
    """Whether the library offers anything for today."""
    if not isinstance(app.screen, LibraryScreen):
        return False
    asked = app.screen.today.question is not None and bool(app.screen.sheet.rows)
    return asked or app.screen.sheet.key.startswith((GO_ON, SUGGESTED, PLAN))


def let_go() -> bool:
    """Whether no run is kept to be resumed."""
    store: Store = open_journal()
    try:
        return [s.resumable for s in store.sessions()] == [False]
    finally:
        store.close()


async def test_todays_routines_of_a_plan_are_offered_and_played(app: StretchplayerApp, home: Path) -> None:
    (home / "plans").mkdir()
    text = "plan: Mine\nstart: 2026-11-09\nfor: 6 weeks\nwith: {hold: 77s}\ndays: {every day: [hips, desk-break]}\n"
    (home / "plans" / "mine.yaml").write_text(text)
    done = session(routine="hips", status="finished", worked_ms=200_000, resumable=False)
    written(done)
    async with app.run_test(size=(90, 30)) as pilot:
        await until(lambda: isinstance(app.screen, LibraryScreen) and bool(app.screen.today.followed))
        library = app.screen
        assert isinstance(library, LibraryScreen)
        rows = [row for row in library.sheet.rows if row.key.startswith(DUE) or row.text.startswith("Mine")]
        assert [(row.text, row.mark, row.aside) for row in rows] == [
            ("Mine, week 2 of 6", "", ""), ("Hips", "✓", "done"), ("Desk break", "▸", ""),
        ]  # fmt: skip
        library.sheet.lit = library.sheet.rows.index(rows[2])
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, PlayerScreen))
        plan = app.screen.plan
        assert plan.timeline.id == "desk-break" and plan.how["plan"][1:] == ("2026-11-22", 1)


async def test_a_plan_is_ended_with_a_key(app: StretchplayerApp, home: Path) -> None:
    (home / "plans").mkdir()
    (home / "plans" / "mine.yaml").write_text("plan: Mine\ndays: {every day: hips}\n")
    async with app.run_test(size=(90, 30)) as pilot:
        await until(lambda: isinstance(app.screen, LibraryScreen) and bool(app.screen.today.followed))
        library = app.screen
        assert isinstance(library, LibraryScreen)
        key = f"{DUE}0:0"
        offered = next(row.about for row in library.sheet.rows if row.key == key)
        await pilot.press("f")
        await until(lambda: app.screen is not library)
        assert isinstance(app.screen, AskScreen)
        await pilot.press("x")
        await until(lambda: not library.today.followed)
        assert not any(row.key.startswith(DUE) for row in library.sheet.rows)
        # What was being read for it comes too late, to be shown or to be played.
        library._playing = key
        library._read_entry(offered)
        await done(app)
        assert key not in library._read and library._playing is None and app.screen is library


async def test_a_broken_off_run_goes_on_from_the_library(app: StretchplayerApp) -> None:
    written(session())
    async with app.run_test(size=(90, 30)) as pilot:
        await until(lambda: offered(app))
        library = app.screen
        assert isinstance(library, LibraryScreen)
        assert library.sheet.key.startswith(GO_ON)
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, PickScreen))
        assert [row.text for row in app.screen.sheet.rows] == [
            "Continue from 1:58",
            "Start again",
            "Remove it from the list",
        ]
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, PlayerScreen))
        plan = app.screen.plan
        assert (plan.start, plan.offset_ms) == (8, 4_000)
        assert plan.timeline.segments[0].duration_ms == 3_000
        assert plan.request.resume is not None


async def test_a_broken_off_run_that_has_mistakes_by_now_is_said(app: StretchplayerApp, tmp_path: Path) -> None:
    path = tmp_path / "evening.yaml"
    path.write_text("name: Evening\nsteps:\n  - strech: Calf stretch\n")
    run = session(path=str(path), name="Evening")
    async with app.run_test(size=(90, 30)):
        library = app.screen
        assert isinstance(library, LibraryScreen)
        await until(lambda: bool(library.entries))
        library._resume(run, "continue")
        said = "Evening has mistakes now and can't be played."
        await until(lambda: said in [note.message for note in app._notifications])
        with mock.patch("stretchplayer.runs.recording.let_go", side_effect=OSError(28, "No space left on device")):
            library._resume(run, "leave")
            said = "The journal can't be written: No space left on device"
            await until(lambda: said in [note.message for note in app._notifications])
        written(run)
        with mock.patch.object(LibraryScreen, "look_at_today") as looked:
            library._resume(run, "leave")
            await until(lambda: looked.called)
        assert let_go()


@pytest.mark.parametrize(("keys", "plays"), [(("down",), True), (("down", "down"), False)])
async def test_a_broken_off_run_is_let_go(app: StretchplayerApp, keys: tuple[str, ...], plays: bool) -> None:
    written(session())
    async with app.run_test(size=(90, 30)) as pilot:
        await until(lambda: offered(app))
        library = app.screen
        assert isinstance(library, LibraryScreen)
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, PickScreen))
        await pilot.press(*keys, "enter")
        await until(lambda: isinstance(app.screen, PlayerScreen if plays else LibraryScreen))
        await until(let_go)
        if not plays:
            await until(lambda: not any(row.key.startswith(GO_ON) for row in library.sheet.rows))


async def test_what_is_offered_is_previewed_and_edited_like_any_other_routine(app: StretchplayerApp) -> None:
    written(session())
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: offered(app))
        library = app.screen
        assert isinstance(library, LibraryScreen)
        assert library.sheet.key.startswith(GO_ON)
        # Until then the preview may be that of the first routine, which was lit before anything was offered.
        await until(lambda: "Seated cat and cow" in [row.text for row in library.steps.rows])
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, EditorScreen)


async def test_the_suggestion_comes_with_its_reason_and_opens_the_plan(app: StretchplayerApp) -> None:
    written(cramp(1), cramp(5))
    async with app.run_test(size=(90, 30)) as pilot:
        await until(lambda: offered(app))
        library = app.screen
        assert isinstance(library, LibraryScreen)
        rows = library.sheet.rows
        assert [row.text for row in rows[:3]] == [
            "Today", "Six-week night plan", "2 cramps this month. A six-week plan may help a little; low certainty.",
        ]  # fmt: skip
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, SixWeeksScreen))


@pytest.mark.parametrize(("key", "answer"), [("0", 0), ("2", 2), ("escape", None), ("j", None)])
async def test_one_key_answers_how_the_night_was(key: str, answer: int | None) -> None:
    written(cramp(3))
    morning = EVENING.replace(hour=8)
    services = services_with(moment=lambda: morning, timers=False, recorder=lambda play: None)
    app = StretchplayerApp(open_library, services=services)
    async with app.run_test(size=(90, 30)) as pilot:
        await until(lambda: offered(app))
        library = app.screen
        assert isinstance(library, LibraryScreen)
        assert library.sheet.rows[1].text == "How was the night?   0 no cramp   1-9 how many   ESC skip"
        await pilot.press(key)
        await until(lambda: bool(open_journal().nights()))
        assert not any("How was the night" in row.text for row in library.sheet.rows)
        (night,) = open_journal().nights()
        assert (night.id, night.cramps) == ("2026-11-21", answer)
    assert offers_at(morning).question is None


def test_in_the_evening_it_says_which_night_it_is_and_nothing_while_a_sign_is_open() -> None:
    written(PlanRecord("p", "night-in-bed", "2026-11-11"))
    assert offers_at(EVENING).tonight == "Tonight: night 12 of 42."
    assert offers_at(EVENING.replace(hour=17)).tonight == ""
    written(
        session(routine="night-in-bed", status="finished", by_hand=True, resumable=False, started=Moment.of(EVENING))
    )
    assert offers_at(EVENING).tonight == ""
    written(PlanRecord("p", "night-calf-hamstring", "2026-11-12"), SignRecord("s", "T1", "Swollen", Moment.of(EVENING)))
    offers = offers_at(EVENING)
    assert (offers.tonight, offers.question, offers.sign is not None) == ("", None, True)


@pytest.mark.parametrize(("hours", "offered_then"), [(-14, False), (-13, True), (-3, True), (-2, False), (18, False)])
def test_the_health_card_is_offered_once_by_day_after_the_second_cramp(hours: int, offered_then: bool) -> None:
    # The second cramp began at 21:00 of the day before.
    written(cramp(1), cramp(9))
    now = EVENING + timedelta(hours=hours - 1)
    assert offers_at(now).card == offered_then
    if offered_then:
        write_card(HealthCard((CardEntry("thinners", "2026-11-01"),)))
        assert not offers_at(now).card
        write_card(HealthCard())
        written(replace(cramp(9), confirmed=False))
        assert not offers_at(now).card


def test_a_medicine_that_was_changed_is_asked_about_once_in_the_morning() -> None:
    morning = EVENING.replace(hour=8)
    at_three = replace(cramp(0), id="n", began=Moment.of(EVENING.replace(hour=3)))
    write_card(HealthCard((CardEntry("medicine", "2026-11-01", "x", "2024-01", "2026-11"),)))
    written(replace(cramp(30), began=Moment.of(EVENING.replace(month=10, hour=3))), at_three)
    answered = NightRecord("2026-11-21", 1, Moment.of(morning))
    assert offers_at(morning).medicine == ""
    written(answered)
    assert "Keep taking it; ask." in offers_at(morning).medicine
    assert offers_at(EVENING).medicine == ""
    assert offers_at(morning + timedelta(days=1)).medicine == ""
    written(replace(at_three, id="m", began=Moment.of(EVENING.replace(day=9, hour=3))))
    assert offers_at(morning).medicine == ""


async def test_the_offered_card_opens_and_a_sign_for_the_doctor_offers_the_page(app: StretchplayerApp) -> None:
    written(cramp(1), cramp(9))
    vars(app.services).update(moment=lambda: EVENING - timedelta(hours=5))
    async with app.run_test(size=(90, 30)) as pilot:
        await until(lambda: isinstance(app.screen, LibraryScreen) and app.screen.sheet.key == CARD)
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, HealthCardScreen))
        await pilot.press("escape")
        written(SignRecord("s", "D1", "Several cramps a night", Moment.of(EVENING)))
        app.journal_changed()
        await until(lambda: isinstance(app.screen, LibraryScreen) and app.screen.sheet.key.startswith(SIGN))
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, AskScreen))
        await pilot.press("d")
        await until(lambda: isinstance(app.screen, FormScreen))
        await pilot.press("escape", "enter")
        await until(lambda: isinstance(app.screen, AskScreen))
        await pilot.press("p")
        await until(lambda: isinstance(app.screen, LibraryScreen) and not app.screen.sheet.key.startswith(SIGN))
    (sign,) = open_journal().signs()
    assert (sign.how, sign.cleared) == ("doctor", Moment.of(EVENING - timedelta(hours=5)))


async def test_a_run_that_was_just_left_can_be_continued_from_the_library(
    bench: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the library reads as the player closes is older than what the player writes as it closes."""
    it = bench(open_library, shelf=shelf)
    looked: list[int] = []
    look = LibraryScreen.look_at_today

    def looking(screen: LibraryScreen) -> None:
        looked.extend(run.closed for run in it.runs)
        look(screen)

    monkeypatch.setattr(LibraryScreen, "look_at_today", looking)
    async with it.app.run_test(size=(90, 30)) as pilot:
        await until(lambda: bool(it.app.screen.entries))
        await pilot.press("enter")
        await until(lambda: bool(it.runs))
        await pilot.press("q")
        await until(lambda: 1 in looked)
