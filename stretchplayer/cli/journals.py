"""The journal for a command: opened, with what can go wrong said as a fault, and the day and time that people type."""

import argparse
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from stretchplayer.cli import exits, say
from stretchplayer.journal import typed
from stretchplayer.journal.access import open_journal
from stretchplayer.journal.days import Days
from stretchplayer.journal.records import CrampRecord, Moment, SessionRecord, SignRecord
from stretchplayer.journal.store import UNUSABLE, NewerJournal, Record, Store, reason
from stretchplayer.library.places import journal_file
from stretchplayer.runs.own_days import days_of
from stretchplayer.settings.file import load_settings

Value = TypeVar("Value")

SIGN_LISTED = "`stretchplayer cramps` lists it."
"""Said behind a warning sign that is open."""


_LISTED = {
    SessionRecord: ("session", "history --all"),
    CrampRecord: ("cramp", "cramps"),
    SignRecord: ("warning sign", "cramps"),
}
"""What the records are called that a command asks for by an id, and what lists them."""


@contextmanager
def opened() -> Iterator[Store]:
    """The journal; what the machine refuses becomes a `Fault`."""
    try:
        store = open_journal()
    except NewerJournal as error:
        raise exits.Fault(exits.CANNOT, str(error)) from None
    except UNUSABLE as error:
        raise _unusable(error) from None
    if store.notice:
        say.aside(store.notice)
    try:
        yield store
    except sqlite3.Error as error:
        raise _unusable(error) from None
    finally:
        store.close()


def _unusable(error: Exception) -> exits.Fault:
    help = f"It lives in {journal_file()}; see that it can be written."
    return exits.Fault(exits.CANNOT, f"the journal can't be used: {reason(error)}", help)


@contextmanager
def opened_at(kind: type[Record], id: str) -> Iterator[tuple[Store, Record]]:
    """The journal, and the record in it that an id, or the beginning of one, names. Raises Fault."""
    what, lists = _LISTED[kind]
    with opened() as store:
        record = store.named(kind, id)
        if record is None:
            help = f"`stretchplayer {lists}` lists them."
            raise exits.Fault(exits.NOT_FOUND, f"no single {what} has an id that begins with `{id}`", help)
        yield store, record


def days() -> Days:
    """The person's calendar: when a day ends and a week begins."""
    return days_of(load_settings().settings)


def now() -> Moment:
    """This moment on the person's own clock."""
    return Moment.of(datetime.now().astimezone())


def since_value(text: str) -> int:
    """The first moment (UTC milliseconds) of a span back from now: `30d`, `12w`, or from a date on."""
    today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    if match := re.fullmatch(r"([0-9]{1,5})([dw])", text, re.ASCII):
        days = int(match[1]) * (7 if match[2] == "w" else 1)
        return Moment.of(today - timedelta(days=min(days, today.toordinal() - 400))).utc_ms
    try:
        return Moment.of(datetime.strptime(text, "%Y-%m-%d").astimezone()).utc_ms
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(
            f"`{text}` is not a span of time; write it like 30d, 12w or 2026-01-31"
        ) from None


def when_value(text: str) -> Moment:
    """A moment in the past, for argparse."""
    return typed_value(lambda text: typed.when(text, datetime.now().astimezone()))(text)


def typed_value(read: Callable[[str], Value]) -> Callable[[str], Value]:
    """A reader of what people type, for argparse."""

    def value(text: str) -> Value:
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return value
