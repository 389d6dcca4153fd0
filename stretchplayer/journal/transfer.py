"""Everything in one JSON document, and back. Importing an export gives an identical export.

A wrong document is refused whole before anything is written, and what is right is written in one transaction.
"""

import json
import sqlite3
import types
from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from stretchplayer.journal.records import CrampRecord, HealthRecord, Moment, SessionRecord, SignRecord, StepRecord
from stretchplayer.journal.store import Store, save_all

FORMAT = "stretchplayer"
VERSION = 1
_PARTS: dict[str, type[Any]] = {
    "sessions": SessionRecord,
    "steps": StepRecord,
    "cramps": CrampRecord,
    "health": HealthRecord,
}


class BadExport(ValueError):
    """The document is no export of ours; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Document:
    """A checked export: what goes into the journal, and a person's own files by their name below their folder."""

    records: tuple[Any, ...]
    files: Mapping[str, str]


def export(store: Store, files: Mapping[str, str] = MappingProxyType({})) -> str:
    """Everything the journal holds, and `files`, as JSON with sorted keys and a stable order."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "sessions": [_plain(r) for r in store.sessions()],
        "steps": [_plain(r) for r in store.steps()],
        "cramps": [_plain(r) for r in store.cramps()],
        "health": [_plain(r) for r in store.health()],
        "files": dict(files),
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def parse(text: str) -> Document:
    """Check an export; raises `BadExport`."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadExport(f"This is not JSON: {error}") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BadExport(f'This is no export of Stretchplayer: it lacks "format": "{FORMAT}".')
    if document.get("version") != VERSION:
        raise BadExport(f"This export has version {document.get('version')!r}; this program reads version {VERSION}.")
    records = []
    for part, kind in _PARTS.items():
        rows = document.get(part)
        if not isinstance(rows, list):
            raise BadExport(f'"{part}" should be a list.')
        records += [_build(kind, row, f"{part}[{number}]") for number, row in enumerate(rows)]
    known = {r.id for r in records if isinstance(r, SessionRecord)}
    for record in records:
        if isinstance(record, StepRecord) and record.session not in known:
            raise BadExport(f"A step belongs to session {record.session!r}, which the export lacks.")
    files = document.get("files")
    if not isinstance(files, dict):
        raise BadExport('"files" should be an object.')
    return Document(tuple(records), {name: _build(str, text, f"files.{name}") for name, text in files.items()})


def load(store: Store, document: Document) -> int:
    """Write an export's records into `store` in one transaction, in place of those with the same id.

    Returns how many there were; raises `BadExport` and leaves the store as it was.
    """
    try:
        save_all(store, document.records)
    except sqlite3.IntegrityError as error:
        raise BadExport(f"A value is out of its range: {error}") from None
    return len(document.records)


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


def _build(kind: Any, value: Any, place: str) -> Any:
    """A value of the type `kind`, checked field by field."""
    if kind in (Moment, SignRecord, *_PARTS.values()):
        if not isinstance(value, dict):
            raise BadExport(f"{place} should be an object.")
        hints = get_type_hints(kind)
        if extra := value.keys() - hints.keys():
            raise BadExport(f"{place} has an unknown entry {sorted(extra)[0]!r}.")
        if missing := hints.keys() - value.keys():
            raise BadExport(f"{place} lacks {sorted(missing)[0]!r}.")
        return kind(**{name: _build(hint, value[name], f"{place}.{name}") for name, hint in hints.items()})
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in get_args(kind):
            return None
        return _build(next(a for a in get_args(kind) if a is not type(None)), value, place)
    if origin is Literal:
        if not isinstance(value, str) or value not in get_args(kind):
            raise BadExport(f"{place} should be one of {', '.join(map(str, get_args(kind)))}.")
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise BadExport(f"{place} should be a list.")
        return tuple(_build(get_args(kind)[0], v, f"{place}[{n}]") for n, v in enumerate(value))
    if kind is int:
        # SQLite's integers have 64 bits, and a date needs far fewer.
        if isinstance(value, bool) or not isinstance(value, int) or not _in_range(value, place):
            raise BadExport(f"{place} should be a whole number in range.")
        return value
    if not isinstance(value, kind):
        raise BadExport(f"{place} should be {'true or false' if kind is bool else 'text'}.")
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise BadExport(f"{place} holds broken text.") from None
    return value


def _in_range(value: int, place: str) -> bool:
    """Whether a number makes sense at a place: a calendar's moment, a zone's offset, or any other count."""
    if place.endswith("utc_ms"):
        return 0 <= value < 253_000_000_000_000
    if place.endswith("offset_min"):
        return abs(value) < 24 * 60
    return abs(value) <= 2**53
