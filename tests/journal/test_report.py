"""The page for a doctor: its order, its honesty about what is unknown, and nothing that judges."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from stretchplayer.journal.health import Entry, HealthCard
from stretchplayer.journal.records import Bout, CrampRecord, Moment, SessionRecord, SignRecord
from stretchplayer.journal.report import QUESTIONS, Page, make_page
from stretchplayer.journal.report_forms import to_csv, to_html, to_markdown

ZONE = ZoneInfo("Europe/London")
PRINTED = Moment.of(datetime(2026, 11, 22, 10, 0, tzinfo=ZONE))


def cramp(id: str, days_ago: int, hour: int = 2, **changes: object) -> CrampRecord:
    began = Moment.of(datetime(2026, 11, 22, hour, 40, tzinfo=ZONE) - timedelta(days=days_ago))
    return replace(CrampRecord(id, began, ("calf",), "left", (Bout(0, 180_000, True),), 6), **changes)  # type: ignore[arg-type]


def page(
    *cramps: CrampRecord,
    answers: dict[str, bool | None] | None = None,
    signs: tuple[SignRecord, ...] = (),
    **more: object,
) -> Page:
    sessions = [
        SessionRecord(
            "n",
            Moment.of(datetime(2026, 11, 18, 22, 0, tzinfo=ZONE)),
            "night",
            "Night",
            "",
            "finished",
            1,
            by_hand=True,
        )
    ]
    health = HealthCard((Entry("medicine", "2026-11-01", "a <statin>", "2026-01", "2026-10"),))
    return make_page(
        cramps,
        sessions,
        health,
        signs,
        answers or {},
        printed=PRINTED,
        night_routines=frozenset({"night"}),
        **more,  # type: ignore[arg-type]
    )


def cells(page: Page, title: str) -> list[tuple[str, ...]]:
    table = next(part for part in page.parts if part.title == title).table
    assert table is not None
    return list(table.rows)


def test_the_parts_stand_in_the_published_order() -> None:
    long = cramp("b", 3, bouts=(Bout(0, 700_000),))
    sign = SignRecord("w", "T1", "One leg swollen", PRINTED)
    assert [p.title for p in page(cramp("a", 1), long, signs=(sign,)).parts] == [
        "Period", "Warning signs ticked", "In short", "Which muscle and side", "When", "What it came with",
        "What was on when it eased", "Cramps over ten minutes", "Asked today", "Medicines and conditions",
        "Stretching done",
    ]  # fmt: skip


def test_warning_signs_carry_date_and_time() -> None:
    sign = SignRecord("w", "T1", "One leg swollen", Moment.of(datetime(2026, 11, 20, 3, 5, tzinfo=ZONE)))
    assert cells(page(cramp("a", 2), signs=(sign,)), "Warning signs ticked") == [
        ("2026-11-20", "03:05", "One leg swollen")
    ]


def test_counts_of_four_and_twelve_weeks() -> None:
    some = (
        cramp("a", 1),
        cramp("b", 1, hour=4, pain=8, bouts=(Bout(0, 700_000), Bout(900_000, 0))),
        cramp("c", 60, hour=15, pain=None, bouts=()),
        cramp("d", 200),
    )
    assert {row[0]: row[1:] for row in cells(page(*some), "In short")} == {
        "cramps": ("2", "3"),
        "days with a cramp": ("1", "2"),
        "nights with more than one": ("1", "1"),
        "median length": ("at least 7 min", "at least 7 min"),
        "longest": ("at least 11 min", "at least 11 min"),
        "median pain, 0 to 10": ("7", "7"),
        "worst pain, 0 to 10": ("8", "8"),
        "came back within minutes": ("1", "1"),
        "over ten minutes": ("1", "1"),
    }


def test_what_is_not_known_is_called_unknown() -> None:
    bare = page(cramp("a", 1, side=None, pain=None, bouts=()))
    assert cells(bare, "Which muscle and side") == [("calf, side unknown", "1")]
    assert ("unknown", "1") in cells(bare, "When")
    assert bare.log.rows[0][3:6] == ("unknown", "length unknown", "unknown")
    assert "unknown, not cramp-free" in " ".join(bare.parts[0].lines)


def test_questions_are_answered_or_not_answered() -> None:
    asked = cells(page(answers={QUESTIONS[0]: True, QUESTIONS[1]: False}), "Asked today")
    assert [a for _, a in asked] == ["yes", "no", *["not answered"] * (len(QUESTIONS) - 2)]


def test_stretching_stands_beside_cramps_without_a_claim() -> None:
    part = page(cramp("a", 1), cramp("b", 8)).parts[-1]
    assert part.plot is not None
    assert [values[-2:] for _, values in part.plot.series] == [(1, 1), (0, 1)]
    assert "does not show that one caused the other" in part.plot.caption


@pytest.mark.parametrize("form", [to_html, to_markdown])
def test_every_form_holds_everything_and_escapes_what_was_typed(form: object) -> None:
    out = form(page(cramp("a", 1, note="woke <b>up</b> | cold"), name="A. Person"))  # type: ignore[operator]
    assert "A. Person" in out
    assert "woke &lt;b" in out
    assert "a &lt;statin" in out
    assert "Please don" in out
    lowered = out.lower()
    assert not any(word in lowered for word in ("score", "diagnos", "harmless", "normal", "quinine", "<script"))


def test_the_csv_is_the_log_and_runs_no_formula() -> None:
    lines = to_csv(page(cramp("a", 1, note="=1+1"))).splitlines()
    assert lines[0] == "date,time,muscle,side,length,pain,note"
    assert lines[1] == "2026-11-21,02:40,calf,left,3 min,6,'=1+1"


def test_an_empty_record_still_makes_a_page() -> None:
    empty = make_page([], [], HealthCard(), [], {}, printed=PRINTED)
    assert empty.parts[0].lines[0] == "Nothing was recorded yet."
    assert to_html(empty).startswith("<!doctype html>")
