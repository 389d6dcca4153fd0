"""The health card: what relief and the page for a doctor should know of a person, in a file of its own.

It lies apart from the journal, readable by its owner only. Nothing asks for it; where it is absent or cannot be read,
relief asks as if there were none. No entry switches off a warning sign.
"""

import calendar
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.places import data_dir

#: What an entry may be, and how it is called on the page.
KINDS: Mapping[str, str] = {
    "pregnant": "Pregnant",
    "thinners": "Blood thinners, or a bleeding disorder",
    "numb": "Diabetes, numb skin or poor circulation",
    "fragile": "Fragile bones",
    "unsteady": "Unsteady at night",
    "limits": "Told to limit fluids, salt or potassium",
    "medicine": "Medicine",
    "condition": "Condition",
}
MANY = frozenset(("medicine", "condition"))
_MOST_TEXT = 80
_AFTER_BIRTH = timedelta(weeks=6)
_RECENT = timedelta(days=92)
_YEAR, _MONTH = timedelta(days=365), timedelta(days=30)
_STATIN = re.compile(r"(?<!ny)statins?\b", re.I)
_WATER_TABLET = re.compile(
    r"water (?:tablet|pill)|diuretic|thiazide|furosemide|frusemide|bumetanide|torasemide|torsemide|indapamide"
    r"|chlorth?alidone|spironolactone|eplerenone|amiloride|triamterene",
    re.I,
)


@dataclass(frozen=True, slots=True)
class CardEntry:
    """One thing that is so since it was `noted` (ISO date). Months are written `2026-11`: `month` is when a medicine
    or condition began, and for a pregnancy the month due; `changed` is when a medicine was last changed."""

    kind: str
    noted: str
    text: str = ""
    month: str | None = None
    changed: str | None = None

    @property
    def dates(self) -> list[str]:
        """Since when it is so, and when it was last changed, in words."""
        since = f"{'due' if self.kind == 'pregnant' else 'since'} {self.month}" if self.month else ""
        return [words for words in (since, f"changed {self.changed}" if self.changed else "") if words]

    def asked_again(self, today: date) -> bool:
        """Whether it is time to ask whether it is still so: after a year, a pregnancy after a month."""
        return today - date.fromisoformat(self.noted) > (_MONTH if self.kind == "pregnant" else _YEAR)

    def changed_since(self, today: date) -> date | None:
        """The first day of the month in which a medicine last began or changed, within three months."""
        months = [_first(month) for month in (self.month, self.changed) if month]
        return max((month for month in months if month >= today - _RECENT), default=None)


@dataclass(frozen=True, slots=True)
class HealthCard:
    """All entries, in the order of `KINDS`, medicines by name."""

    entries: tuple[CardEntry, ...] = ()

    def flags(self, today: date) -> frozenset[str]:
        """What relief goes by, out of: pregnant, after-birth, thinners, numb, fragile, unsteady, limits, statin,
        water-tablets."""
        found = {e.kind for e in self.entries if e.kind not in MANY and e.kind != "pregnant"}
        for entry in self.entries:
            if entry.kind == "pregnant":
                found |= _pregnancy(entry, today)
            elif entry.kind == "medicine":
                found |= {"statin"} if _STATIN.search(entry.text) else set()
                found |= {"water-tablets"} if _WATER_TABLET.search(entry.text) else set()
        return frozenset(found)

    def changed_since(self, today: date) -> date | None:
        """The first day of the month in which the medicine changed last was, within three months."""
        months = (entry.changed_since(today) for entry in self.entries if entry.kind == "medicine")
        return max((month for month in months if month), default=None)

    def with_entry(self, entry: CardEntry) -> "HealthCard":
        """The card with this entry, in place of one for the same thing, whose months stay where it names none.

        The month in which a baby was due stays only until it is over: what is entered then is another pregnancy.
        """
        before = next((e for e in self.entries if _thing(e) == _thing(entry)), entry)
        month = entry.month or before.month
        if entry.kind == "pregnant" and month and month < entry.noted[:7]:
            month = entry.month
        entry = replace(entry, month=month, changed=entry.changed or before.changed)
        return HealthCard(_ordered((*(e for e in self.entries if _thing(e) != _thing(entry)), entry)))

    def without(self, kind: str, text: str = "") -> "HealthCard":
        """The card without a kind of entry, or, given its text, without this one."""
        kept = (e for e in self.entries if e.kind != kind or (text and e.text.casefold() != text.casefold()))
        return HealthCard(tuple(kept))


def card_file() -> Path:
    """Where the card lies."""
    return data_dir() / "health.json"


def read_card() -> HealthCard:
    """The card; an empty one where there is none or it can't be read. Never raises."""
    try:
        return card_of(json.loads(card_file().read_bytes()))
    except (OSError, ValueError, RecursionError):
        return HealthCard()


def write_card(card: HealthCard) -> None:
    """Keep the card, or delete its file where nothing is on it. Raises OSError."""
    path = card_file()
    if not card.entries:
        path.unlink(missing_ok=True)
        return
    write_atomic(path, json.dumps(plain(card), ensure_ascii=False, indent=1).encode() + b"\n")


def plain(card: HealthCard) -> dict[str, Any]:
    """The card as plain values."""
    rows = [{name: getattr(e, name) for name in CardEntry.__slots__ if getattr(e, name)} for e in card.entries]
    return {"version": 1, "entries": rows}


def card_of(document: Any) -> HealthCard:
    """A card from plain values; raises ValueError for what is none."""
    rows = document.get("entries") if isinstance(document, dict) and document.get("version") == 1 else None
    if not isinstance(rows, list):
        raise ValueError("it is not a health card")
    return HealthCard(_ordered(_entry(row) for row in rows))


def earlier_entry(row: Mapping[str, Any], today: date) -> CardEntry:
    """An entry from what the first version kept: a kind, a text and two months."""
    kind = {"pregnancy": "pregnant"}.get(row["kind"], str(row["kind"]))
    months = {"month": None if kind == "pregnant" else row["since"], "changed": row["changed"]}
    return _entry({"kind": kind, "noted": today.isoformat(), "text": row["text"], **months})


def is_month(text: str) -> bool:
    """Whether it is written like `2026-11`."""
    return bool(re.fullmatch(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])", text, re.ASCII))


def typed_month(text: str) -> str:
    """A month as somebody types it. Raises ValueError with a sentence that says what to write."""
    if not is_month(text):
        raise ValueError(f"`{text}` is not a month; write it like 2026-11")
    return text


def _entry(row: Any) -> CardEntry:
    if not isinstance(row, dict) or row.get("kind") not in KINDS:
        raise ValueError("an entry has no kind that is known")
    text = str(row.get("text") or "")[:_MOST_TEXT]
    if row["kind"] in MANY and not text:
        raise ValueError("an entry has no text")
    months = [
        month if isinstance(month, str) and is_month(month) else None
        for month in (row.get("month"), row.get("changed"))
    ]
    return CardEntry(row["kind"], date.fromisoformat(str(row.get("noted"))).isoformat(), text, *months)


def _ordered(entries: Iterable[CardEntry]) -> tuple[CardEntry, ...]:
    return tuple(sorted(entries, key=lambda e: (list(KINDS).index(e.kind), e.text.casefold())))


def _thing(entry: CardEntry) -> tuple[str, str]:
    return (entry.kind, entry.text.casefold() if entry.kind in MANY else "")


def _pregnancy(entry: CardEntry, today: date) -> set[str]:
    """Pregnant until the month due is over, then six weeks after birth, then nothing."""
    if entry.month is None:
        return {"pregnant"}
    first = _first(entry.month)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    if today <= last:
        return {"pregnant"}
    return {"after-birth"} if today <= last + _AFTER_BIRTH else set()


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
