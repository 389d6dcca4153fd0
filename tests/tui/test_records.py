"""The history and cramp screens on a real journal, in small and large terminals, and without any journal."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from stretchplayer.journal.records import Bout, CrampRecord, Moment, SessionRecord, StepRecord
from stretchplayer.journal.store import Store, save_all
from stretchplayer.tui import plots
from stretchplayer.tui.app import StretchplayerApp
from stretchplayer.tui.screens.cramps import CrampsScreen
from stretchplayer.tui.screens.history import HistoryScreen
from stretchplayer.tui.screens.record import RecordScreen
from stretchplayer.tui.services import Services
from stretchplayer.tui.theme import NIGHT
from stretchplayer.tui.widgets.almanac import almanac

TODAY = date(2026, 11, 22)


def filled(path: Path) -> Path:
    began = Moment.of(datetime(2026, 11, 22, 8, tzinfo=UTC))
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
    old = Moment.of(datetime(2026, 11, 20, 8, tzinfo=UTC))
    store = Store(path)
    save_all(
        store,
        (
            session,
            replace(session, id="b", started=old, status="playing", felt=None),
            StepRecord("a", 1, "Calf", None, "stretch", "left", 30_000, 30_000, "done", ("gastrocnemius",)),
            CrampRecord("c", old, ("calf",), "left", (Bout(0, 180_000),), 6, came_with=("heat",)),
        ),
    )
    store.close()
    return path


class Opens:
    """Opens the application on one of the screens."""

    def __init__(self, screen: type[RecordScreen]) -> None:
        self._screen = screen

    def screen(self, app: StretchplayerApp) -> RecordScreen:
        return self._screen(app)


def app(screen: type[RecordScreen], path: Path) -> StretchplayerApp:
    month = round(datetime(2026, 10, 25, tzinfo=UTC).timestamp() * 1000)
    return StretchplayerApp(Opens(screen), services=Services(journal=lambda: Store(path), today=lambda: (TODAY, month)))


async def shown(screen: type[RecordScreen], path: Path, size: tuple[int, int], *keys: str) -> tuple[str, list[str]]:
    """All text on the screen once the journal is read and the keys are pressed, and the rows of its list."""
    running = app(screen, path)
    async with running.run_test(size=size) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        top = running.screen
        assert isinstance(top, RecordScreen)
        lines = "\n".join("".join(s.text for s in strip) for strip in top._compositor.render_strips())
        return lines, [f"{row.text}|{row.aside}" for row in top.sheet.rows]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
@pytest.mark.parametrize("screen", [HistoryScreen, CrampsScreen])
async def test_every_page_fits_every_size(tmp_path: Path, screen: type[RecordScreen], size: tuple[int, int]) -> None:
    path = filled(tmp_path / "journal.db")
    for turns in range(4):
        text, _ = await shown(screen, path, size, *["right"] * turns)
        assert all(len(line.rstrip()) <= size[0] for line in text.split("\n"))
        assert "\x1b" not in text


async def test_history_tells_days_and_sessions(tmp_path: Path) -> None:
    text, rows = await shown(HistoryScreen, filled(tmp_path / "journal.db"), (80, 30))
    assert "2 sessions · 2 days in a row" in text
    assert "A year of days" in text
    assert rows[0] == "Sun 22 Nov 2026|"
    assert "felt 4/5 · 4:14" in rows[1]
    assert "broken off" in rows[3]


async def test_the_balance_names_what_had_nothing(tmp_path: Path) -> None:
    text, _ = await shown(HistoryScreen, filled(tmp_path / "journal.db"), (80, 40), "right", "right")
    lines = {line.split()[0]: line for line in text.split("\n") if line.strip()}
    assert "none" in lines["neck"]
    assert "0:30" in lines["calves"]


async def test_cramps_are_shown_without_a_claim_of_cause(tmp_path: Path) -> None:
    text, rows = await shown(CrampsScreen, filled(tmp_path / "journal.db"), (80, 30))
    assert "no claim of cause" in text
    assert "Days without an entry are unknown" in text
    assert rows[-1] == "Fri 20 Nov 08:00  calf, left|at least 3 min · pain 6"


@pytest.mark.parametrize("screen", [HistoryScreen, CrampsScreen])
async def test_a_journal_that_cannot_be_read_is_said(tmp_path: Path, screen: type[RecordScreen]) -> None:
    (tmp_path / "home").write_text("in the way")
    text, rows = await shown(screen, tmp_path / "home" / "journal.db", (80, 24))
    assert "can't be read" in text
    assert "can't be read" in rows[0]


async def test_a_low_terminal_has_pages_or_list(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.db")
    pages, _ = await shown(HistoryScreen, path, (40, 12))
    listed, _ = await shown(HistoryScreen, path, (40, 12), "space")
    assert "A year of days" in pages
    assert "felt 4/5" not in pages
    assert "felt 4/5" in listed


def test_a_year_has_every_day_at_its_place() -> None:
    days = {TODAY: 25 * 60_000, TODAY - timedelta(days=7): 60_000, date(2025, 12, 1): 11 * 60_000}
    lines = [strip.text for strip in almanac(days, TODAY, 120, NIGHT)]
    assert lines[7].rstrip().endswith("░░██")
    assert "▓▓" in lines[1]
    assert sum(line.count("██") for line in lines[1:8]) == 1
    assert all(len(line) <= 120 for line in lines)


def test_bars_are_as_high_as_their_numbers() -> None:
    lines = plots.bars(["a", "b"], [[2, 4], [0, 1]], 40, 10)
    assert len(lines) == 10
    heights = [sum(row[column] == plots.FULL for row in lines) for column in range(len(lines[1]))]
    assert max(heights[:20]) < max(heights[20:])
    assert any(plots.LIGHT in line for line in lines)
    assert not any("\x1b" in line for line in lines)


@pytest.mark.parametrize("value", [0.3, 1.2, 4.23, 4.5, 61.4])
def test_a_bar_that_ends_between_two_ticks_is_drawn(value: float) -> None:
    lines = plots.bars(["a", "b", "c"], [[0, 0, value]], 60, 10)
    assert sum(plots.FULL in line for line in lines) >= 2


async def test_a_cramp_is_deleted_once_that_is_confirmed(tmp_path: Path) -> None:
    path = filled(tmp_path / "journal.db")
    running = app(CrampsScreen, path)
    async with running.run_test(size=(80, 30)) as pilot:
        await running.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("delete", "n")
        await running.workers.wait_for_complete()
        assert len(Store(path).cramps()) == 1
        await pilot.press("delete", "y")
        await pilot.pause()
        await running.workers.wait_for_complete()
        await pilot.pause()
        assert Store(path).cramps() == []
        top = running.screen
        assert isinstance(top, CrampsScreen)
        assert "No cramp is noted" in top.sheet.rows[0].text
