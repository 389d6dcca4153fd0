"""The history and cramp screens on a real journal, in small and large terminals, and without any journal."""

import errno
import re
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest
from textual.pilot import Pilot

from stretchplayer.cli.main import main
from stretchplayer.journal.health import CardEntry, HealthCard, read_card, write_card
from stretchplayer.journal.records import (
    Bout,
    CrampRecord,
    Moment,
    PlanRecord,
    SessionRecord,
    SignRecord,
    StepRecord,
)
from stretchplayer.journal.store import Store, save_all
from stretchplayer.journal.transfer import export
from stretchplayer.library import places
from stretchplayer.library.loader import load_data
from stretchplayer.plain.lines import Words
from stretchplayer.playback.events import Ended, Finished
from stretchplayer.playback.player import Player
from stretchplayer.runs.request import RunRequest, plan
from stretchplayer.settings.table import Settings
from stretchplayer.tui.app import StretchplayerApp
from stretchplayer.tui.house import KeyBar
from stretchplayer.tui.screens.cramps import CrampsScreen
from stretchplayer.tui.screens.finish import FinishScreen
from stretchplayer.tui.screens.form import FormScreen
from stretchplayer.tui.screens.health_card import HealthCardScreen
from stretchplayer.tui.screens.help import HelpScreen
from stretchplayer.tui.screens.history import HistoryScreen
from stretchplayer.tui.screens.pick import PickScreen
from stretchplayer.tui.screens.player import PlayerScreen
from stretchplayer.tui.screens.prevention import PreventionScreen
from stretchplayer.tui.screens.record import RecordScreen
from stretchplayer.tui.screens.six_weeks import SixWeeksScreen
from stretchplayer.tui.theme import NIGHT
from stretchplayer.tui.widgets.chart import FULL, LIGHT, almanac, bars
from stretchplayer.words.counts import capital, sentences
from stretchplayer.words.times import minutes, short
from tests.cli.test_reminders import called
from tests.each import each
from tests.tui.conftest import screen_text, services_with
from tests.tui.pilot import worked

TODAY = date(2026, 11, 22)


def filled(path: Path) -> Path:
    began = Moment.of(datetime(2026, 11, 22, 8, 0, 7, tzinfo=UTC))
    session = SessionRecord(
        "a",
        began,
        "r",
        "Morning\x1b[2J",
        "r.yaml",
        "finished",
        254_000,
        work_ms=200_000,
        worked_ms=200_000,
        done_ms=254_000,
        felt=4,
    )
    old = Moment.of(datetime(2026, 11, 20, 8, 0, 7, tzinfo=UTC))
    store = Store(path)
    save_all(
        store,
        (
            session,
            replace(session, id="b", started=old, status="playing", felt=None),
            StepRecord("a", 1, "Calf", None, "stretch", "left", 30_000, 30_000, "done", ("gastrocnemius",)),
            CrampRecord("c", old, ("calf",), "left", (Bout(0, 180_000), Bout(9, 0)), 6, came_with=("heat",)),
        ),
    )
    store.close()
    return path


NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)


def app(screen: type[RecordScreen], path: Path, now: datetime = NOW, **settings: object) -> StretchplayerApp:
    services = services_with(journal=lambda: Store(path), moment=lambda: now, timers=False)
    request = RunRequest(settings=Settings(**settings))  # type: ignore[arg-type]
    return StretchplayerApp(lambda _: screen(), request=request, services=services)


@asynccontextmanager
async def opened(
    screen: type[RecordScreen], path: Path, size: tuple[int, int] = (90, 40), **more: object
) -> AsyncIterator["Hands"]:
    """The screen once the journal is read, and what presses its keys."""
    running = app(screen, path, **more)  # type: ignore[arg-type]
    async with running.run_test(size=size) as pilot:
        hands = Hands(running, pilot)
        await hands.settle()
        yield hands


class Hands:
    """Presses keys, and waits for what they set going."""

    def __init__(self, running: StretchplayerApp, pilot: Pilot[object]) -> None:
        self.app, self.pilot = running, pilot

    async def settle(self) -> None:
        for _ in range(2):
            await worked(self.app)
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    @property
    def rows(self) -> list[str]:
        screen = self.app.screen
        assert isinstance(screen, (RecordScreen, PickScreen, FormScreen))
        return [f"{row.text}|{row.aside}" for row in screen.sheet.rows]

    async def select(self, text: str) -> None:
        screen = self.app.screen
        assert isinstance(screen, (RecordScreen, PickScreen, FormScreen))
        screen.sheet.lit = next(n for n, row in enumerate(screen.sheet.rows) if row.text.startswith(text))
        await self.settle()


async def shown(screen: type[RecordScreen], path: Path, size: tuple[int, int], *keys: str) -> tuple[str, list[str]]:
    """All text on the screen once the journal is read and the keys are pressed, and the rows of its list."""
    running = app(screen, path)
    async with running.run_test(size=size) as pilot:
        await worked(running)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        top = running.screen
        assert isinstance(top, RecordScreen)
        lines = "\n".join("".join(s.text for s in strip) for strip in top._compositor.render_strips())
        return lines, [f"{row.text}|{row.aside}" for row in top.sheet.rows]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
@pytest.mark.parametrize("screen", [HistoryScreen, CrampsScreen, SixWeeksScreen, PreventionScreen, HealthCardScreen])
async def test_every_page_fits_every_size(tmp_path: Path, screen: type[RecordScreen], size: tuple[int, int]) -> None:
    running = app(screen, filled(tmp_path / "journal.db"))
    async with running.run_test(size=size) as pilot:
        await worked(running)
        for _ in range(4):
            await pilot.pause()
            text = screen_text(running)
            assert all(len(line) <= size[0] for line in text.split("\n"))
            assert "\x1b" not in text
            await pilot.press("right")


async def test_history_tells_days_and_sessions(tmp_path: Path) -> None:
    text, rows = await shown(HistoryScreen, filled(tmp_path / "journal.db"), (80, 30))
    assert "2 sessions · 2 days in a row" in text
    assert "A year of days" in text
    assert rows[0] == "Sun 22 Nov 2026|"
    assert "felt 4 of 5 · 4:14" in rows[1]
    assert "interrupted" in rows[3]


async def test_the_balance_names_what_had_nothing(tmp_path: Path) -> None:
    text, _ = await shown(HistoryScreen, filled(tmp_path / "journal.db"), (80, 40), "right", "right")
    lines = {line.split()[0]: line for line in text.split("\n") if line.strip()}
    assert "none" in lines["neck"]
    assert "0:30" in lines["calves"]


async def test_cramps_are_shown_without_a_claim_of_cause(tmp_path: Path) -> None:
    text, rows = await shown(CrampsScreen, filled(tmp_path / "journal.db"), (80, 30))
    assert "no claim of cause" in text
    assert "Nights without an answer are unknown" in text
    assert rows[-1] == "Fri 20 Nov 08:00  calf, left|at least 3 min · pain 6 · came back"


@pytest.mark.parametrize("screen", [HistoryScreen, CrampsScreen])
async def test_a_journal_that_cannot_be_read_is_said(tmp_path: Path, screen: type[RecordScreen]) -> None:
    (tmp_path / "home").write_text("in the way")
    text, rows = await shown(screen, tmp_path / "home" / "journal.db", (80, 24))
    assert text.count("can't be read") == 2  # in place of the pictures, and in the list
    assert "can't be read" in rows[0]


@pytest.mark.parametrize(
    ("screen", "first", "last"),
    [
        (SixWeeksScreen, "The journal can't be read", "The journal can't be read"),
        (PreventionScreen, "What may make cramps fewer", "The journal can't be read"),
        (HealthCardScreen, "Optional, and kept apart", "A doctor will look for"),
    ],
)
async def test_what_does_not_depend_on_the_journal_is_there_without_it(
    tmp_path: Path, screen: type[RecordScreen], first: str, last: str
) -> None:
    (tmp_path / "home").write_text("in the way")
    text, rows = await shown(screen, tmp_path / "home" / "journal.db", (80, 40))
    assert first in rows[0] and last in rows[-1]
    assert text.count("can't be read") == ("read" in last)


async def test_a_mistake_of_the_program_is_not_told_as_a_damaged_journal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the screen as by the command: what is damaged is the journal, and what is ours is said to be ours."""
    path = filled(places.journal_file())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE cramp SET bouts = 'x'")
    text, _ = await shown(CrampsScreen, path, (120, 24))
    told = "a cramp in it is damaged: Expecting value"
    assert f"The journal can't be read: {told}" in text
    assert main(["cramps"]) == 4 and f"the journal can't be used: {told}" in capsys.readouterr().err

    def broken(*_: object, **__: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr("stretchplayer.tui.screens.history.streak", broken)
    monkeypatch.setattr("stretchplayer.cli.history.streak", broken)
    async with opened(HistoryScreen, path) as it:
        text = screen_text(it.app)
        assert "This page can't be shown: a mistake in Stretchplayer itself." in text and "journal can't" not in text
        it.app._exception = None
    assert main(["history"]) == 4
    assert "this is a mistake in Stretchplayer itself: KeyError: 'ours'" in capsys.readouterr().err


async def test_what_cannot_be_saved_is_said_and_stays(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.db")
    async with opened(CrampsScreen, path) as hands:
        full = OSError(errno.ENOSPC, "No space left on device")
        with mock.patch.object(Store, "delete", side_effect=full):
            await hands.press("d")
        assert "It can't be saved: No space left on device" in [note.message for note in hands.app._notifications]
        assert any("calf, left" in row for row in hands.rows)


async def test_a_low_terminal_has_pages_or_list(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.db")
    pages, _ = await shown(HistoryScreen, path, (40, 12))
    listed, _ = await shown(HistoryScreen, path, (40, 12), "space")
    assert "A year of days" in pages
    assert "felt 4 of 5" not in pages
    assert "felt 4 of 5" in listed
    assert "space List" in pages and "enter" not in pages


async def test_in_a_low_terminal_the_plan_begins_with_what_can_be_done(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.db")
    Store(path).save(PlanRecord("p", "night-in-bed", "2026-11-22"))
    listed, _ = await shown(SixWeeksScreen, path, (40, 12))
    pages, _ = await shown(SixWeeksScreen, path, (40, 12), "space")
    assert "Play tonight's routine" in listed and "enter Choose" in listed
    assert "Cramps a week" in pages


async def test_a_page_to_read_that_is_longer_than_the_screen_can_be_read_to_its_end(tmp_path: Path) -> None:
    async with opened(SixWeeksScreen, filled(tmp_path / "journal.db"), (40, 12)) as hands:
        await hands.press("t")
        pick = hands.app.screen
        assert isinstance(pick, PickScreen)

        def first_and_last() -> tuple[bool, bool]:
            lines = [pick.sheet.render_line(y).text.strip() for y in range(pick.sheet.size.height)]
            return lines[0] == pick.sheet._lines[0][1], lines[-1] == pick.sheet._lines[-1][1]

        assert first_and_last() == (True, False)
        for keys, at in ((("end",), (False, True)), (("home",), (True, False)), (("down",), (False, False)),
                         (("up",), (True, False)), (("pagedown",) * 9, (False, True))):  # fmt: skip
            await hands.press(*keys)
            assert first_and_last() == at, keys
        assert "enter" not in pick.query_one(KeyBar).render_line(0).text  # there is nothing to choose
        await hands.press("enter")
        assert isinstance(hands.app.screen, SixWeeksScreen)


async def test_nothing_is_done_to_a_row_that_is_not_on_show(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.db")
    async with opened(HistoryScreen, path, (40, 12)) as hands:
        await hands.press("d", "e", "enter")
        assert len(Store(path).sessions()) == 2
        assert isinstance(hands.app.screen, HistoryScreen)
        await hands.press("space", "d")
        assert len(Store(path).sessions()) == 1


def test_a_year_has_every_day_at_its_place() -> None:
    days = {TODAY: 25 * 60_000, TODAY - timedelta(days=7): 60_000, date(2025, 12, 1): 11 * 60_000}
    lines = [strip.text for strip in almanac(days, TODAY, 120, NIGHT)]
    assert lines[7].rstrip().endswith("░░██")
    assert "▓▓" in lines[1]
    assert sum(line.count("██") for line in lines[1:8]) == 1
    assert all(len(line) <= 120 for line in lines)


def test_bars_are_as_high_as_their_numbers() -> None:
    lines = bars(["a", "b"], [[2, 4], [0, 1]], 40, 10)
    assert len(lines) == 10
    heights = [sum(row[column] == FULL for row in lines) for column in range(len(lines[1]))]
    assert max(heights[:20]) < max(heights[20:])
    assert any(LIGHT in line for line in lines)
    assert not any("\x1b" in line for line in lines)


@each("value", [0.3, 1.2, 4.23, 4.5, 61.4])
def test_a_bar_that_ends_between_two_ticks_is_drawn(value: float) -> None:
    lines = bars(["a", "b", "c"], [[0, 0, value]], 60, 10)
    assert sum(FULL in line for line in lines) >= 2


async def test_a_cramp_is_deleted_with_an_undo_and_escape_deletes_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.db")
    before = Store(path).cramps()
    async with opened(CrampsScreen, path) as hands:
        await hands.press("d")
        assert Store(path).cramps() == []
        assert "No cramp is recorded" in hands.rows[0]
        assert [note.message for note in hands.app._notifications] == ["Deleted. U brings it back."]
        await hands.press("u")
        assert Store(path).cramps() == before
        await hands.press("escape")
    assert Store(path).cramps() == before


async def test_a_cramp_is_opened_corrected_and_added(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.db")
    async with opened(CrampsScreen, path) as hands:
        await hands.press("enter")
        assert [row for row in hands.rows if "Bout 1: at least 3 min" in row]
        await hands.press("escape", "e")
        await hands.select("Pain")
        await hands.press("right")
        await hands.select("Side")
        await hands.press("left", "backspace")
        await hands.press("escape")
        assert (Store(path).cramps()[0].pain, Store(path).cramps()[0].side) == (6, "left")
        await hands.press("e")
        await hands.select("Pain")
        await hands.press("right")
        await hands.select("Side")
        await hands.press("backspace")
        await hands.select("Minutes")
        await hands.press("enter", "x", "enter")
        assert "not a number of minutes" in screen_text(hands.app), "said where it is typed, and still there"
        await hands.press("escape")
        assert "3+" in " ".join(hands.rows)
        await hands.press("enter", "end", "left", "5", "enter")
        assert "35+" in " ".join(hands.rows), "what was there can be mended"
        await hands.press("enter", "5", "enter", "s")
        (cramp,) = Store(path).cramps()
        assert (cramp.pain, cramp.side, cramp.bouts) == (7, None, (Bout(0, 300_000, True), Bout(9)))
        assert cramp.began.utc_ms % 60_000 == 7_000, "what is not changed stays to the second"
        assert (cramp.muscles, cramp.came_with, cramp.onset, cramp.id) == (("calf",), ("heat",), None, "c")
        await hands.press("a")
        await hands.select("Muscle")
        await hands.press("enter", *"foot,toe", "enter", "s")
        new = Store(path).cramps()[-1]
        assert (new.muscles, new.confirmed, new.began) == (("foot",), True, Moment.of(NOW))


async def test_what_is_not_confirmed_is_marked_counts_nowhere_and_can_be_confirmed() -> None:
    path = filled(places.journal_file())
    store = Store(path)
    store.save(replace(store.cramps()[0], confirmed=False))
    async with opened(CrampsScreen, path) as hands:
        assert hands.rows[-1].endswith("not confirmed")
        screen = hands.app.screen
        assert isinstance(screen, CrampsScreen)
        assert not any(FULL in line for line in screen.chart.pages[0].draw(80, 10, NIGHT))
        await hands.press("e")
        await hands.select("Note")
        await hands.press("enter", "x", "enter")
        await hands.select("Muscles")
        await hands.press("enter", *"calf,foot", "enter", "s")
        (cramp,) = store.cramps()
        assert (cramp.note, cramp.muscles, cramp.confirmed) == ("x", ("calf", "foot"), False)
        # As by the command: only that it was one confirms it, and what is empty is gone.
        assert main(["cramps", "edit", cramp.id, "--note", "", "--muscle", "calf"]) == 0
        (cramp,) = store.cramps()
        assert (cramp.note, cramp.muscles, cramp.confirmed) == (None, ("calf",), False)
        hands.app.screen.reload()
        await hands.settle()
        await hands.press("e")
        await hands.select("It was a cramp")
        await hands.press("right", "s")
    assert store.cramps()[0].confirmed


async def test_a_warning_sign_is_cleared_only_by_its_keys(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.db")
    store = Store(path)
    store.save(SignRecord("w", "T1", "One leg swollen", Moment.of(NOW), "left leg"))
    async with opened(CrampsScreen, path) as hands:
        assert hands.rows[1] == "Sun 22 Nov 20:00  One leg swollen|open"
        await hands.press("d", "enter", "escape")
        assert store.signs()[0].cleared is None
        await hands.press("enter", "k", "escape")
        assert store.signs()[0].cleared is None, "what stops has to be looked at"
        await hands.press("enter", "p")
        assert (store.signs()[0].how, len(store.open_signs())) == ("seen", 1)
        await hands.press("enter", "s")
        assert store.open_signs() == []
        await hands.press("enter", "p")
        assert len(store.open_signs()) == 1
        before = store.signs()
        await hands.press("enter", "x")
        assert store.signs() == []
        await hands.press("u")
        assert store.signs() == before, "as any other deletion it can be undone"


async def test_the_page_for_a_doctor_is_made_from_the_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    async with opened(CrampsScreen, filled(tmp_path / "journal.db")) as hands:
        await hands.press("p")
        await hands.select("Dark urine")
        await hands.press("right", "s")
    page = (tmp_path / "cramp-record-2026-11-22.html").read_text(encoding="utf-8")
    assert "Dark urine: yes" in page
    assert "calf" in (tmp_path / "cramp-record-2026-11-22.csv").read_text(encoding="utf-8")


async def test_a_session_is_opened_corrected_deleted_and_brought_back(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.db")
    async with opened(HistoryScreen, path) as hands:
        await hands.press("enter")
        assert [row for row in hands.rows if row == "Calf, left: 30s of 30s|"]
        await hands.press("escape", "e")
        await hands.select("How it felt")
        await hands.press("right", "s")
        session = Store(path).session("a")
        assert session is not None
        assert (session.felt, session.by_hand, session.done_ms) == (5, False, 254_000)
        assert session.started.utc_ms % 60_000 == 7_000, "what is not changed stays to the second"
        await hands.press("e")
        await hands.select("Done")
        await hands.press("right", "right", "s")
        session = Store(path).session("a")
        assert session is not None
        assert (session.by_hand, session.status) == (True, "left")
        await hands.press("d")
        assert [s.id for s in Store(path).sessions()] == ["b"]
        await hands.press("u")
        assert Store(path).session("a") == session
        assert len(Store(path).steps_of("a")) == 1


async def test_a_session_is_added_by_hand(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.db")
    async with opened(HistoryScreen, path) as hands:
        await hands.press("a")
        await hands.select("Ten slow breaths")
        await hands.press("enter", "s")
    session = Store(path).sessions()[-1]
    assert (session.routine, session.by_hand, session.started) == ("ten-breaths", True, Moment.of(NOW))


SCREENS = (HistoryScreen, CrampsScreen, SixWeeksScreen, PreventionScreen, HealthCardScreen)


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_key_pressed_twice_and_what_nobody_expects_hurts_nothing(
    tmp_path: Path, screen: type[RecordScreen]
) -> None:
    path = filled(tmp_path / "journal.db")
    before = export(Store(path))
    async with opened(screen, path, (40, 12)) as hands:
        for keys in (("enter", "enter", "escape"), ("e", "e", "escape"), ("a", "escape", "escape"), ("r", "escape")):
            await hands.pilot.press(*keys)
            await hands.settle()
            if len(hands.app.screen_stack) > 1:
                await hands.press("escape")
            if not isinstance(hands.app.screen, screen):
                break
    if screen is not SixWeeksScreen:
        assert export(Store(path)) == before


async def test_the_plan_begins_waits_continues_and_is_stopped(tmp_path: Path, system: Path) -> None:
    path = filled(tmp_path / "journal.db")
    store = Store(path)
    async with opened(SixWeeksScreen, path) as hands:
        text = "\n".join(hands.rows)
        assert "The certainty is low." in text
        assert "Note seven mornings first? 0 recorded." in text
        await hands.select("Begin tonight: calf")
        await hands.press("enter")
        assert [(p.routine, p.first) for p in store.plans()] == [("night-calf-hamstring", "2026-11-22")]
        screen = hands.app.screen
        assert isinstance(screen, SixWeeksScreen)
        assert screen.heading.aside == "Night 1 of 42. Done: 0."
        await hands.select("I did it")
        await hands.press("enter")
        assert screen.heading.aside == "Night 1 of 42. Done: 1."
        assert not any("without the player" in row for row in hands.rows)
        await hands.select("Pause")
        await hands.press("enter")
        # Tonight was done: the pause leaves out tomorrow's night first.
        assert store.plans()[0].pauses == ("2026-11-23/",)
        await hands.select("Continue")
        await hands.press("enter")
        assert store.plans()[0].pauses == ("2026-11-23/2026-11-22",)
        await hands.press("question_mark")
        assert isinstance(hands.app.screen, HelpScreen)
        await hands.press("escape", "t")
        assert any("80 people over 55" in row for row in hands.rows)
        await hands.press("escape", "p")
        assert isinstance(hands.app.screen, FormScreen)
        await hands.press("escape", "r", "n")
        assert called(system) == []
        await hands.press("r", "t")
        await hands.select("22:00")
        await hands.press("enter")
        (timer,) = (system / "config" / "systemd" / "user").glob("*.timer")
        assert "OnCalendar=*-*-* 22:00:00" in timer.read_text()
        assert called(system) == [f"systemctl --user enable --now {timer.name}"]
        await hands.press("r", "d")
        assert not timer.exists()
        await hands.press("r", "y")
        assert "OnCalendar=*-*-* 21:30:00" in timer.read_text()
        (system / "refuses").touch()
        await hands.press("r", "d")
        assert timer.exists()
        assert "did not work" in " ".join(note.message for note in hands.app._notifications)
        await hands.select("Stop the plan")
        await hands.press("enter", "escape")
        assert store.plans()[0].ended is None
        await hands.press("enter", "y")
        assert store.plans()[0].ended == "2026-11-22"


async def test_the_plan_waits_for_an_open_sign_and_ends_after_six_weeks(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.db")
    store = Store(path)
    sign = SignRecord("w", "T1", "One leg swollen", Moment.of(NOW))
    store.save(sign)
    async with opened(SixWeeksScreen, path) as hands:
        assert hands.rows == ["A warning sign is open. No stretching before it is cleared.|", "Cramp record|"]
    store.delete(SignRecord, "w")
    store.save(PlanRecord("p", "night-in-bed", "2026-10-01"))
    async with opened(SixWeeksScreen, path) as hands:
        assert hands.rows[:2] == ["Continue for six more weeks|", "Stop|"]
    store.save(sign)
    async with opened(SixWeeksScreen, path) as hands:
        assert hands.rows[:3] == [
            "A warning sign is open. No stretching before it is cleared.|",
            "Cramp record|",
            "Stop|",
        ]
    store.delete(SignRecord, "w")
    write_card(HealthCard((CardEntry("pregnant", "2026-11-01"),)))
    async with opened(SixWeeksScreen, path) as hands:
        assert hands.rows[0].startswith("Your health card says pregnant") and hands.rows[1] == "Stop|"
    write_card(HealthCard())
    async with opened(SixWeeksScreen, path) as hands:
        await hands.press("enter")
    plans = [("night-in-bed", "2026-10-01", "2026-11-22"), ("night-in-bed", "2026-11-22", None)]
    assert [(p.routine, p.first, p.ended) for p in store.plans()] == plans
    store.save(sign)
    async with opened(SixWeeksScreen, path) as hands:
        assert hands.rows[0].startswith("A warning sign is open: the plan waits")


async def test_a_plan_that_ended_is_told_where_another_may_begin(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.db")
    Store(path).save(PlanRecord("p", "night-in-bed", "2026-10-01", "2026-11-12"))
    told = "The last plan ended on 2026-11-12. Night 42 of 42. Done: 0. Before: too few nights recorded."
    async with opened(SixWeeksScreen, path) as hands:
        assert " ".join(" ".join(hands.rows).replace("|", "").split()).startswith(told)


async def test_every_line_of_prevention_says_what_it_rests_on(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.db")
    async with opened(PreventionScreen, path) as hands:
        assert "Drink as usual" in hands.rows[1]
        await hands.press("question_mark")
        assert isinstance(hands.app.screen, HelpScreen)
        await hands.press("escape", "enter")
        assert any("our own judgement" in row for row in hands.rows)
        await hands.press("escape", "w")
        assert Store(path).ticks() == []
        await hands.press("n")
        assert isinstance(hands.app.screen, SixWeeksScreen)
    async with opened(PreventionScreen, path, daily_ticks=True) as hands:
        await hands.press("w", "e", "e")
        assert [(t.id, t.ticks) for t in Store(path).ticks()] == [("2026-11-22", ("walked",))]
        assert "W  walked or swam|1 of 7 days" in hands.rows
    write_card(HealthCard((CardEntry("limits", "2026-11-01"),)))
    async with opened(PreventionScreen, path) as hands:
        text = " ".join(hands.rows)
        assert "Keep to your limits" in text and "ask before eating more" in text
        assert "salty" not in text and "bananas" not in text


@pytest.mark.parametrize("screen", RecordScreen.__subclasses__())
async def test_keys_that_come_before_anything_was_read_do_nothing(
    tmp_path: Path, screen: type[RecordScreen], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "reload", lambda self: None)
    async with opened(screen, tmp_path / "journal.db") as hands:
        for key in ("d", "e", "enter", "delete", "space", "u", "right"):
            await hands.press(key)
        assert isinstance(hands.app.screen, screen)
        assert hands.app.screen.shown is None


def kinds() -> set[str]:
    """What the health card holds."""
    return {entry.kind for entry in read_card().entries}


async def test_the_health_card_is_filled_in_on_its_screen(tmp_path: Path, home: Path) -> None:
    path = filled(tmp_path / "journal.db")
    async with opened(HealthCardScreen, path) as hands:
        await hands.select("Blood thinners")
        await hands.press("enter")
        assert "thinners" in kinds()
        await hands.select("Add a medicine")
        await hands.press("enter", "s")
        assert "medicine" not in kinds()
        await hands.press("enter")
        await hands.press("enter", "z", "enter")
        await hands.select("Since")
        await hands.press("enter", "9", "enter", "escape")
        await hands.press("s")
        assert [(e.text, e.month) for e in read_card().entries if e.kind == "medicine"] == [("z", None)]
        await hands.select("z")
        await hands.press("d")
        await hands.select("Blood thinners")
        await hands.press("d")
        assert not {"medicine", "thinners"} & kinds()
        await hands.press("u")
        assert "medicine" not in kinds() and "thinners" in kinds()
        await hands.press("u")
        assert "medicine" in kinds()
    store = Store(path)
    store.save(SignRecord("w", "T1", "One leg swollen", Moment.of(NOW), cleared=Moment.of(NOW), how="seen"))
    async with opened(HealthCardScreen, path) as hands:
        await hands.select("May stretch again")
        assert "May stretch again: One leg swollen|not yet, seen 2026-11-22" in hands.rows
        await hands.press("enter")
        assert store.open_signs() == []
        await hands.press("d")
        assert len(store.open_signs()) == 1
    assert stat.S_IMODE((home / "data" / "health.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(("hour", "done"), [(21, 1), (15, 0)])
async def test_the_last_page_of_the_plans_routine_says_which_night_it_is_and_reminds(
    tmp_path: Path, system: Path, hour: int, done: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "journal.db")
    Store(path).save(PlanRecord("p", "night-in-bed", "2026-11-22"))
    file = places.shipped_routines() / "stretch" / "night-calf-hamstring.yaml"
    played = plan(RunRequest(routine=str(file)))
    monkeypatch.setattr(PlayerScreen, "note", staticmethod(lambda question, answer: None))

    def opening(app: StretchplayerApp) -> FinishScreen:
        tally = played.tally()
        tally.count([Ended(s.index, "done", s.estimate_ms) for s in played.timeline.segments])
        return FinishScreen(PlayerScreen(played), tally)

    services = services_with(journal=lambda: Store(path), moment=lambda: NOW.replace(hour=hour), timers=False)
    running = StretchplayerApp(opening, request=RunRequest(settings=Settings()), services=services)
    async with running.run_test(size=(90, 30)) as pilot:
        hands = Hands(running, pilot)
        await hands.settle()
        screen = running.screen
        assert isinstance(screen, FinishScreen)
        assert f"Night 1 of 42. Done: {done}. How was the night?" in " ".join(screen._page.shown.lines)
        await hands.press("m", "y")
        assert list((system / "config" / "systemd" / "user").glob("*.timer"))


@pytest.mark.parametrize(
    ("worked_ms", "skips", "word", "told"),
    [
        (None, False, "Done", ""),
        (None, True, "The end", "0 of 3 steps, 3 skipped"),
        (60_000, False, "Done", "resumed"),
        (0, False, "The end", "2 of 3 steps, 1 skipped, resumed"),
    ],
)
async def test_the_last_page_and_the_last_plain_line_say_the_same_of_how_a_run_ended(
    worked_ms: int | None, skips: bool, word: str, told: str
) -> None:
    text = "rest: 0s\nsteps: [{move: A, for: 60s}, {move: Squat, for: 60s}, {move: C, for: 60s}]"
    made = plan(RunRequest(routine=load_data(text, "a.yaml", advice=False)))
    bouts = [s for s in made.timeline.segments if s.is_bout]
    if worked_ms is not None:
        done = bool(worked_ms)
        before = SessionRecord(
            "s", Moment(0), "a", "a", "a.yaml", "left", 0,
            done_ms=worked_ms, worked_ms=worked_ms, steps_done=done, steps_skipped=not done,
        )  # fmt: skip
        made = replace(made, request=replace(made.request, resume=before), start=bouts[1].index)
        bouts = bouts[1:]
    ended = [Ended(s.index, "skipped" if skips else "done", 0 if skips else s.estimate_ms) for s in bouts]
    plain = made.tally()
    plain.count(ended)
    words, player = Words(made.timeline, made.moves, keys=True, waits=True), Player(made.timeline, lambda: 0)
    line = (words.of(Finished(), player, plain) or "").partition("] ")[2]
    played = 0 if skips else 60 * len(bouts) + (worked_ms or 0) // 1000
    running = StretchplayerApp(
        lambda app: FinishScreen(PlayerScreen(made), plain),
        request=RunRequest(settings=Settings()),
        services=services_with(timers=False),
    )
    async with running.run_test(size=(90, 30)) as pilot:
        await Hands(running, pilot).settle()
        assert isinstance(running.screen, FinishScreen)
        shown = running.screen._page.shown
        assert shown.word == word
        first, *worked = shown.lines
        assert first == f"{capital(minutes(played * 1000))}, {told or 'every step'}."
        assert worked == ([] if skips else ["You worked quadriceps, glutes, hamstrings."])
        after = sentences(*worked, shown.next)
        assert line == f"{word}. {short(played * 1000)}{': ' if told else ''}{told}. {after}"


@pytest.mark.parametrize(("size", "drawn"), [((90, 40), True), ((40, 12), False)])
async def test_the_body_page_shows_what_was_worked_in_four_weeks(
    tmp_path: Path, size: tuple[int, int], drawn: bool
) -> None:
    async with opened(HistoryScreen, filled(tmp_path / "journal.db"), size) as hands:
        await hands.press("right", "right", "right")
        assert re.search(r"neck +none", screen_text(hands.app))  # in words, too
        chart = hands.app.screen.chart  # type: ignore[attr-defined]
        lines = [chart.render_line(y) for y in range(chart.size.height)]
        text = "\n".join(line.text for line in lines)
        assert "The body" in text or not drawn
        worked_in = {
            segment.style.color.name for line in lines for segment in line if segment.text.strip() and segment.style
        }
        if drawn:
            # The calf, and nothing else, was worked.
            assert NIGHT.kinds["move"] in worked_in and NIGHT.faint in worked_in
            assert not {NIGHT.accent, NIGHT.kinds["stretch"]} & worked_in
        else:
            assert "calves" in text
