"""What is added, corrected or deleted by hand, and what people type for it."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.journal import typed
from stretchplayer.journal.correct import (
    came_back,
    corrected_session,
    delete_record,
    delete_session,
    session_by_hand,
    with_length,
)
from stretchplayer.journal.records import Bout, CrampRecord, Moment, SessionRecord
from stretchplayer.journal.store import Store
from tests.each import each

NOW = datetime(2026, 11, 20, 12).astimezone()


@each(
    ("text", "then"),
    [
        ("02:40", (2026, 11, 20, 2, 40)),
        (" 2:40 ", (2026, 11, 20, 2, 40)),
        ("12:00", (2026, 11, 20, 12, 0)),
        ("12:01", (2026, 11, 19, 12, 1)),
        ("2026-11-20 12:00", (2026, 11, 20, 12, 0)),
        ("2026-10-02 23:10", (2026, 10, 2, 23, 10)),
        ("2026-10-02T23:10", (2026, 10, 2, 23, 10)),
        ("1971-01-01 00:00", (1971, 1, 1, 0, 0)),
    ],
)
def test_a_time_is_the_last_one_that_the_clock_said_or_a_day_with_it(text: str, then: tuple[int, ...]) -> None:
    year, month, day, hour, minute = then
    assert typed.when(text, NOW) == Moment.of(datetime(year, month, day, hour, minute).astimezone())


@each(
    ("text", "why"),
    [
        ("2026-11-20 12:01", "`2026-11-20 12:01` is in the future"),
        ("1970-12-31 23:59", "`1970-12-31 23:59` is not a time; write it like 02:40 or 2026-11-20 02:40"),
        ("noon", "`noon` is not a time; write it like 02:40 or 2026-11-20 02:40"),
    ],
)
def test_what_is_no_time_in_the_past_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match="is") as refused:
        typed.when(text, NOW)
    assert str(refused.value) == why


@each(
    ("text", "most", "number"),
    [("0", 10, 0), ("10", 10, 10), ("99", 99, 99), *((text, 10, None) for text in ("11", "٣", "²", "", "007", "-1"))],
)
def test_a_number_has_one_or_two_digits(text: str, most: int, number: int | None) -> None:
    if number is not None:
        assert typed.number(text, most) == number
        return
    with pytest.raises(ValueError, match=f"^`{text}` is not a number from 0 to {most}$"):
        typed.number(text, most)


@each(
    ("text", "ms"),
    [("3", 180_000), ("0.5", 30_000), ("1.", 60_000), ("1440", 86_400_000)]
    + [(text, None) for text in ("1441", "1440.1", "0", "1.5.5", "٣", ".", "1e3", "")],
)
def test_minutes_are_above_none_and_a_day_at_most(text: str, ms: int | None) -> None:
    if ms is not None:
        assert typed.minutes(text) == ms
        assert typed.cramp_length(text) == (ms, True)
        assert typed.cramp_length(f"{text}+") == (ms, False)
        return
    with pytest.raises(ValueError, match="number") as refused:
        typed.minutes(text)
    assert str(refused.value) == f"`{text}` is not a number of minutes"
    with pytest.raises(ValueError, match="number") as refused:
        typed.cramp_length(text)
    assert str(refused.value) == f"`{text}` is not a number of minutes; write it like 3, or 3+ for at least 3"


def test_words_stand_between_commas() -> None:
    assert typed.words(" heat, ,long sitting ,") == ("heat", "long sitting")


# ---- what is made of it ------------------------------------------------------------------------------------------

LEFT = SessionRecord("s", Moment(5), "hips", "Hips", "/hips", "left", 100, done_ms=10, speed=2.0, resumable=True)


def test_what_was_done_without_the_player_is_whole_unless_it_is_said_how_long() -> None:
    whole = session_by_hand("hips", "Hips", "/hips", Moment(5), planned_ms=100)
    done = SessionRecord("", Moment(5), "hips", "Hips", "/hips", "finished", 100, updated_ms=5, by_hand=True)
    assert replace(whole, id="") == replace(done, done_ms=100)
    part = session_by_hand("hips", "Hips", "/hips", Moment(5), planned_ms=100, done_ms=40)
    assert replace(part, id="") == replace(done, done_ms=40)


@each(
    ("said", "becomes"),
    [
        ({"done_ms": 75}, {"done_ms": 75, "status": "finished", "resumable": False}),
        ({"done_ms": 74}, {"done_ms": 74, "status": "left"}),
        ({"done_ms": 10, "done": True}, {"done_ms": 10, "status": "finished", "resumable": False}),
        ({"done_ms": 90, "done": False}, {"done_ms": 90, "status": "left"}),
        ({"done": True}, {"status": "finished", "resumable": False}),
    ],
)
def test_what_is_said_counts_instead_of_what_was_measured(said: dict[str, Any], becomes: dict[str, Any]) -> None:
    assert corrected_session(LEFT, **said) == replace(LEFT, by_hand=True, speed=1.0, **becomes)


def test_an_answer_alone_leaves_what_was_measured() -> None:
    assert corrected_session(LEFT, felt=3) == replace(LEFT, felt=3)


def test_a_length_is_that_of_the_longest_bout() -> None:
    cramp = CrampRecord("c", Moment(0), ("calf",), bouts=(Bout(0, 60, True), Bout(300, 90, True), Bout(500, 30)))
    assert with_length(cramp, 200, known=False).bouts == (Bout(0, 60, True), Bout(300, 200), Bout(500, 30))
    assert with_length(replace(cramp, bouts=()), 200, known=True).bouts == (Bout(0, 200, True),)
    assert came_back(cramp).bouts == (*cramp.bouts, Bout(530))
    assert came_back(replace(cramp, bouts=())).bouts == (Bout(), Bout())


def test_what_is_not_there_cannot_be_deleted(tmp_path: Path) -> None:
    store = Store(tmp_path / "journal.db")
    assert delete_session(store, "x") == ()
    assert delete_record(store, CrampRecord("x", Moment(0), ("calf",))) == ()
