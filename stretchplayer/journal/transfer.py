"""Everything in one JSON document, and back. Importing an export gives an identical export.

A wrong document is refused whole before anything is written, and what is right is written in one transaction. An
export of the first version is read, too.
"""

import json
import sqlite3
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from stretchplayer.journal.records import (
    RECORD_KINDS,
    Bout,
    Moment,
    SessionRecord,
    StepRecord,
)
from stretchplayer.journal.store import Store, Written, save_all

FORMAT = "stretchplayer"
VERSION = 2
_PARTS: dict[str, type[Any]] = {f"{name}s": kind for name, kind in RECORD_KINDS.items()}


class BadExport(ValueError):
    """The document is not an export of ours; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Document:
    """A checked export: what goes into the journal, the health card's text if it is in it, and a person's own files by
    their name below their folder."""

    records: tuple[Any, ...]
    files: Mapping[str, str]
    health: Any = None


def export(store: Store, files: Mapping[str, str] = MappingProxyType({}), health: Any = None) -> str:
    """Everything the journal holds, and `files`, as JSON with sorted keys and a stable order; the health card only
    where it is given."""
    kept: list[Written] = [
        *store.sessions(), *store.steps(), *store.cramps(), *store.signs(), *store.nights(), *store.plans(),
        *store.ticks(),
    ]  # fmt: skip
    document = {"format": FORMAT, "version": VERSION, **write_records(kept), "files": dict(files)}
    if health is not None:
        document["health"] = health
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def parse(text: str) -> Document:
    """Check an export; raises `BadExport`."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadExport(f"This is not JSON: {error}") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BadExport(f'This is not an export of Stretchplayer: it lacks "format": "{FORMAT}".')
    health = document.get("health")
    if document.get("version") == 1:
        records = read_first_version(document)
        health = {"version": 1, "rows": health} if health else None
    elif document.get("version") == VERSION:
        records = read_records(document)
    else:
        raise BadExport(f"This export has version {document.get('version')!r}; this program reads version {VERSION}.")
    known = {r.id for r in records if isinstance(r, SessionRecord)}
    for record in records:
        if isinstance(record, StepRecord) and record.session not in known:
            raise BadExport(f"A step belongs to session {record.session!r}, which the export lacks.")
    files = document.get("files")
    if not isinstance(files, dict):
        raise BadExport('"files" should be an object.')
    texts = {name: _build(str, text, f"files.{name}") for name, text in files.items()}
    return Document(tuple(records), texts, health)


def read_first_version(document: Mapping[str, Any]) -> list[Written]:
    """Records from plain values as the first version wrote them, checked like those of today; raises `BadExport`."""
    from stretchplayer.journal.upgrade import upgraded

    for part in ("sessions", "steps", "cramps"):
        if not isinstance(document.get(part), list):
            raise BadExport(f'"{part}" should be a list.')
    try:
        found = list(upgraded(document["sessions"], document["steps"], document["cramps"]))
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise BadExport(f"A record lacks something, or holds what it can't: {error}") from None
    return read_records(write_records(found))


def load(store: Store, document: Document) -> int:
    """Write an export's records into `store` in one transaction, in place of those with the same id.

    Returns how many there were; raises `BadExport` and leaves the store as it was.
    """
    try:
        save_all(store, document.records)
    except sqlite3.IntegrityError as error:
        raise BadExport(f"A value is out of its range: {error}") from None
    return len(document.records)


def write_records(records: Iterable[Written]) -> dict[str, Any]:
    """Records as plain values, by their kind."""
    found: dict[str, Any] = {part: [] for part in _PARTS}
    names = {kind: part for part, kind in _PARTS.items()}
    for record in records:
        found[names[type(record)]].append(_plain(record))
    return found


def read_records(document: Mapping[str, Any]) -> list[Written]:
    """Records from plain values, each checked, sessions before their steps; raises `BadExport`."""
    records: list[Written] = []
    for part, kind in _PARTS.items():
        rows = document.get(part)
        if not isinstance(rows, list):
            raise BadExport(f'"{part}" should be a list.')
        records += [_build(kind, row, f"{part}[{number}]") for number, row in enumerate(rows)]
    return records


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


def _build(kind: Any, value: Any, place: str) -> Any:
    """A value of the type `kind`, checked field by field."""
    if kind in (Moment, Bout, *_PARTS.values()):
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
        # Each of ours is something or nothing.
        return None if value is None else _build(get_args(kind)[0], value, place)
    if origin is Literal:
        if value not in get_args(kind):
            raise BadExport(f"{place} should be one of {', '.join(map(str, get_args(kind)))}.")
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise BadExport(f"{place} should be a list.")
        kinds = get_args(kind)
        kinds = (kinds[0],) * len(value) if kinds[-1] is Ellipsis else kinds
        if len(kinds) != len(value):
            raise BadExport(f"{place} should have {len(kinds)} entries.")
        return tuple(_build(k, v, f"{place}[{n}]") for n, (k, v) in enumerate(zip(kinds, value, strict=True)))
    if kind is int:
        # SQLite's integers have 64 bits, and a date needs far fewer.
        if isinstance(value, bool) or not isinstance(value, int) or not _in_range(value, place):
            raise BadExport(f"{place} should be a whole number in range.")
        return value
    if kind is float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1_000_000:
            raise BadExport(f"{place} should be a number above 0.")
        return float(value)
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
