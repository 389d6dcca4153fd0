"""The health card: what relief goes by on each day, and what is no entry."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.journal.health import (
    KINDS,
    CardEntry,
    HealthCard,
    card_file,
    card_of,
    earlier_entry,
    is_month,
    plain,
    read_card,
    write_card,
)
from tests.each import each

#: 92 days after the first of September.
TODAY = date(2026, 12, 2)


def entry(kind: str, text: str = "", month: str | None = None, changed: str | None = None) -> CardEntry:
    return CardEntry(kind, "2026-11-01", text, month, changed)


@each(
    ("kind", "days", "again"),
    [("pregnant", 30, False), ("pregnant", 31, True), ("fragile", 31, False), ("fragile", 365, False),
     ("fragile", 366, True), ("medicine", 366, True)],
)  # fmt: skip
def test_after_a_year_it_is_asked_again_and_a_pregnancy_after_a_month(kind: str, days: int, again: bool) -> None:
    assert CardEntry(kind, (TODAY - timedelta(days=days)).isoformat()).asked_again(TODAY) is again


@each(
    ("month", "changed", "since"),
    [
        (None, None, None),
        ("2026-09", None, date(2026, 9, 1)),
        ("2026-08", None, None),
        (None, "2026-10", date(2026, 10, 1)),
        ("2026-10", "2026-11", date(2026, 11, 1)),
        ("2026-11", "2026-10", date(2026, 11, 1)),
        ("2020-01", "2026-09", date(2026, 9, 1)),
    ],
)
def test_a_medicine_that_began_or_changed_within_three_months(
    month: str | None, changed: str | None, since: date | None
) -> None:
    assert entry("medicine", "x", month, changed).changed_since(TODAY) == since
    others = (entry("medicine", "a"), entry("medicine", "b", "2026-09"), entry("condition", "c", "2026-12"))
    card = HealthCard((*others, entry("medicine", "x", month, changed)))
    assert card.changed_since(TODAY) == (since or date(2026, 9, 1))
    assert HealthCard(others[:1]).changed_since(TODAY) is None


@each(
    ("entries", "flags"),
    [
        ((), set()),
        *(((entry(kind),), {kind}) for kind in ("thinners", "numb", "fragile", "unsteady", "limits")),
        ((entry("pregnant"),), {"pregnant"}),
        ((entry("pregnant", month="2026-12"),), {"pregnant"}),
        ((entry("condition", "a statin"),), set()),
        ((entry("medicine", "Simvastatin 20 mg"),), {"statin"}),
        ((entry("medicine", "STATINS"),), {"statin"}),
        ((entry("medicine", "nystatin"),), set()),
        ((entry("medicine", "Statine"),), set()),
        ((entry("medicine", "a Water Tablet"),), {"water-tablets"}),
        ((entry("medicine", "Furosemide"), entry("medicine", "statin"), entry("numb")),
         {"water-tablets", "statin", "numb"}),
    ],
)  # fmt: skip
def test_what_relief_goes_by(entries: tuple[CardEntry, ...], flags: set[str]) -> None:
    assert HealthCard(entries).flags(TODAY) == flags


@each(
    ("today", "flags"),
    [
        (date(2028, 2, 29), {"pregnant"}),
        (date(2028, 3, 1), {"after-birth"}),
        (date(2028, 4, 11), {"after-birth"}),
        (date(2028, 4, 12), set()),
    ],
)
def test_a_pregnancy_lasts_until_the_month_due_is_over_then_six_weeks_count(today: date, flags: set[str]) -> None:
    assert HealthCard((entry("pregnant", month="2028-02"),)).flags(today) == flags


def test_an_entry_takes_the_place_of_one_for_the_same_thing() -> None:
    card = HealthCard()
    for new in (
        entry("condition", "Asthma"), entry("medicine", "c"), entry("medicine", "b"), entry("medicine", "A"),
        entry("medicine", "B", "2026-10"), entry("pregnant", "month five", "2026-12"),
        entry("pregnant", month="2027-01"), entry("fragile"),
    ):  # fmt: skip
        card = card.with_entry(new)
    told = [(e.kind, e.text, e.month) for e in card.entries]
    assert told == [
        ("pregnant", "", "2027-01"), ("fragile", "", None), ("medicine", "A", None), ("medicine", "B", "2026-10"),
        ("medicine", "c", None), ("condition", "Asthma", None),
    ]  # fmt: skip
    assert [e.text for e in card.without("medicine", "a").without("medicine", "x").entries] == [
        "",
        "",
        "B",
        "c",
        "Asthma",
    ]
    assert [e.kind for e in card.without("medicine").entries] == ["pregnant", "fragile", "condition"]
    assert card_of(plain(card)) == card
    assert plain(HealthCard((entry("numb"),)))["entries"] == [{"kind": "numb", "noted": "2026-11-01"}]


def test_a_card_lies_in_a_file_as_long_as_something_is_on_it(home: Path) -> None:
    card = HealthCard((entry("medicine", "Ümran"),))
    write_card(card)
    assert read_card() == card
    assert card_file() == home / "data" / "health.json"
    text = card_file().read_text(encoding="utf-8")
    assert text.startswith('{\n "version": 1,\n "entries": [\n') and "Ümran" in text
    for broken in ("{", "[" * 100_000):
        card_file().write_text(broken, encoding="utf-8")
        assert read_card() == HealthCard()
    write_card(HealthCard())
    assert not card_file().exists()
    write_card(HealthCard())


ROW: dict[str, Any] = {"kind": "medicine", "noted": "2026-11-01", "text": "x" * 81, "month": "2026-11", "changed": 7}


def test_what_is_too_long_or_no_month_is_left_out() -> None:
    (read,) = card_of({"version": 1, "entries": [ROW]}).entries
    assert read == CardEntry("medicine", "2026-11-01", "x" * 80, "2026-11", None)
    assert card_of({"version": 1, "entries": [{**ROW, "month": "2026-13"}]}).entries[0].month is None


@each(
    ("document", "why"),
    [
        (None, "it is not a health card"),
        ([], "it is not a health card"),
        ({"version": 2, "entries": []}, "it is not a health card"),
        ({"version": 1, "entries": {}}, "it is not a health card"),
        ({"version": 1, "entries": [7]}, "an entry has no kind that is known"),
        ({"version": 1, "entries": [{**ROW, "kind": "rich"}]}, "an entry has no kind that is known"),
        ({"version": 1, "entries": [{**ROW, "text": None}]}, "an entry has no text"),
        ({"version": 1, "entries": [{**ROW, "noted": "now"}]}, "Invalid isoformat string: 'now'"),
    ],
)
def test_what_is_no_card_is_refused(document: Any, why: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as refused:
        card_of(document)
    assert str(refused.value) == why


def test_an_entry_of_the_first_version_is_noted_today() -> None:
    row = {"kind": "medicine", "text": "x", "since": "2026-01", "changed": "2026-10"}
    assert earlier_entry(row, TODAY) == CardEntry("medicine", "2026-12-02", "x", "2026-01", "2026-10")
    pregnancy = {**row, "kind": "pregnancy", "text": None}
    assert earlier_entry(pregnancy, TODAY) == CardEntry("pregnant", "2026-12-02", "", None, "2026-10")


@each(
    ("text", "is_one"),
    [("1900-01", True), ("2026-12", True), ("2026-09", True)]
    + [
        (text, False)
        for text in ("2026-00", "2026-13", "2100-01", "2026-1", "2026-11-01", "٢026-11", "20٢6-11", "x2026-11")
    ],
)
def test_a_month_is_written_with_its_year(text: str, is_one: bool) -> None:
    assert is_month(text) is is_one


def test_each_kind_has_its_words() -> None:
    assert list(KINDS) == ["pregnant", "thinners", "numb", "fragile", "unsteady", "limits", "medicine", "condition"]


def test_who_confirms_an_entry_keeps_its_months() -> None:
    card = HealthCard((entry("pregnant", month="2026-10"), entry("medicine", "A statin", "2026-09", "2026-10")))
    later = CardEntry("medicine", "2026-12-02", "a statin", changed="2026-12")
    kept = card.with_entry(later).with_entry(CardEntry("pregnant", "2026-10-31"))
    months = [(each.noted, each.month, each.changed) for each in kept.entries]
    assert months == [("2026-10-31", "2026-10", None), ("2026-12-02", "2026-09", "2026-12")]
    again = card.with_entry(CardEntry("pregnant", "2026-11-01"))
    assert again.flags(TODAY) == {"pregnant", "statin"}, "another pregnancy"
    assert again.with_entry(entry("pregnant", month="2027-03")).entries[0].month == "2027-03"
