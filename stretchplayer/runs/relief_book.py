"""Relief's records in the journal: what it must know before its first frame, and what it writes beside the screen.

The journal is the truth. Where it cannot be written a small file keeps what is new until the journal takes it over.
"""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from stretchplayer.library import places
from stretchplayer.relief.muscles import LEG_AND_FOOT
from stretchplayer.relief.record import BACK_MS, Before, CrampRecord, Gone, SignRecord, at_night, is_night
from stretchplayer.words.moment import Moment

if TYPE_CHECKING:
    from stretchplayer.journal.background import Writer
    from stretchplayer.journal.store import Written

#: How long the screen waits until it is sure that a sign is in the journal.
_SURE_S = 0.4


class Book:
    """`CrampBook` on the journal. `now_ms` is wall time: milliseconds since 1970, in UTC."""

    def __init__(self, journal: Path | None = None, now_ms: Callable[[], int] | None = None) -> None:
        self._journal = journal or places.journal_file()
        self._now_ms = now_ms or (lambda: time.time_ns() // 1_000_000)
        self._writer: Writer | None = None
        self._unsaid: list[str] = []

    # ---- before the first frame ------------------------------------------------------------------------------

    def before(self) -> Before:
        """What was kept. A few milliseconds: nothing is opened, checked or changed."""
        now = Moment(ms := self._now_ms(), _offset(ms))
        cramps, signs = self._kept()
        latest = next((cramp for cramp in cramps if 0 <= ms - cramp.last_ms <= BACK_MS and cramp.seen_ms), None)
        nights = [cramp for cramp in cramps if cramp.confirmed and cramp is not latest and at_night(cramp)]
        tonight = sum(cramp.began.evening == now.evening for cramp in nights if is_night(now.local.hour))
        eased = (cramp.muscle for cramp in cramps if cramp.confirmed and cramp.over and cramp.muscle in LEG_AND_FOOT)
        return Before(latest, tonight, next(eased, None), tuple(sign for sign in signs if sign.is_open))

    def _kept(self) -> tuple[list[CrampRecord], list[SignRecord]]:
        """The latest cramps, newest first, and the signs, with what waits in files to get into the journal."""
        found: list[CrampRecord] = []
        marked: list[SignRecord] = []
        if self._journal.exists():
            from stretchplayer.journal.store import glance

            try:
                found, marked = glance(self._journal)
            except Exception:
                pass
        cramps, signs = {cramp.id: cramp for cramp in found}, {sign.id: sign for sign in marked}
        for record in _waiting():
            if isinstance(record, CrampRecord):
                cramps[record.id] = record
            elif isinstance(record, SignRecord):
                signs[record.id] = record if record.cleared else signs.get(record.id, record)
            elif isinstance(record, Gone):
                cramps.pop(record.id, None)
                signs.pop(record.id, None)
        return sorted(cramps.values(), key=lambda cramp: -cramp.began.utc_ms), list(signs.values())

    # ---- beside the screen -----------------------------------------------------------------------------------

    def keep(self, record: CrampRecord) -> None:
        """Write the record soon."""
        self._open().write(record)

    def forget(self, id: str) -> None:
        """Take the record away again."""
        self._open().write(Gone(CrampRecord, id))

    def mark(self, stop: SignRecord) -> None:
        """Write a sign, and wait until that is sure; where it is not, keep it in a file of its own."""
        from stretchplayer.journal.unwritten import drop_sign, keep_sign

        written = threading.Event()
        writer = self._open()
        writer.write(stop)
        writer.ask(lambda store: written.set())
        if written.wait(_SURE_S):
            drop_sign(stop.id)
        elif not keep_sign(stop):
            self._unsaid.append("The sign could not be kept: nothing can be written here.")

    def unmark(self, id: str) -> None:
        """It was pressed by mistake."""
        from stretchplayer.journal.unwritten import drop_sign

        drop_sign(id)
        self._open().write(Gone(SignRecord, id))

    def close(self) -> list[str]:
        """Write the last of it; waits at most half a second for a slow disk."""
        if self._writer is None:
            return self._unsaid
        self._writer.close(0.5)
        said = [*self._unsaid, *self._writer.notices()]
        self._writer = None
        return said

    def _open(self) -> "Writer":
        if self._writer is None:
            from stretchplayer.journal.background import Writer
            from stretchplayer.journal.unwritten import take_over

            self._writer = Writer(self._journal)
            self._writer.ask(take_over)
        return self._writer


class NoBook:
    """Keeps nothing: nobody is there to have a cramp recorded. It knows what was kept, so that Stop is shown."""

    def __init__(self) -> None:
        self._book = Book()

    def before(self) -> Before:
        return Before(stops=self._book.before().stops)

    def keep(self, record: CrampRecord) -> None: ...

    def forget(self, id: str) -> None: ...

    def mark(self, stop: SignRecord) -> None: ...

    def unmark(self, id: str) -> None: ...

    def close(self) -> list[str]:
        return []


def open_marks() -> tuple[SignRecord, ...]:
    """Every sign that no stretching may be suggested because of: relief shows the newest first. Never raises."""
    try:
        return Book().before().stops
    except Exception:
        return ()


def stops_routines() -> bool:
    """Whether a warning sign is open that comes before any routine."""
    return any(mark.stops or mark.asks for mark in open_marks())


def _waiting() -> "Iterator[Written | Gone]":
    """Records that could not be written into the journal yet. Never raises."""
    try:
        if not any((folder / "unwritten").is_dir() for folder in places.spare_folders()):
            return
        from stretchplayer.journal.unwritten import waiting

        for _, records in waiting():
            yield from records
    except Exception:
        return


def _offset(ms: int) -> int:
    return time.localtime(ms // 1000).tm_gmtoff // 60
