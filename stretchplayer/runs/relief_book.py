"""Relief's records in the journal: what it must know before its first frame, and what it writes beside the screen.

The journal is the truth. A warning sign is worth more than that: where the journal cannot be written it is kept in a
small file in whichever of the person's folders, or of the machine's own, can be written at all.
"""

import json
import os
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from stretchplayer.library import places
from stretchplayer.relief.muscles import LEG_AND_FOOT, MUSCLES
from stretchplayer.relief.night import is_night
from stretchplayer.relief.record import BACK_MS, Before, Cramp, CrampBout, SignMark

if TYPE_CHECKING:
    from stretchplayer.journal.background import Writer
    from stretchplayer.journal.records import CrampRecord, SignRecord
    from stretchplayer.journal.store import Store

#: How long the screen waits until it is sure that a sign is in the journal.
_SURE_S = 0.4
_SPARE = "stretchplayer-sign-"
_NIGHT_MS = 12 * 3_600_000


class Book:
    """`CrampBook` on the journal. `now_ms` is wall time: milliseconds since 1970, in UTC."""

    def __init__(self, journal: Path | None = None, now_ms: Callable[[], int] | None = None) -> None:
        self._journal = journal or places.journal_file()
        self._now_ms = now_ms or (lambda: time.time_ns() // 1_000_000)
        self._writer: Writer | None = None
        self._wrote = False
        self._unsaid: list[str] = []

    # ---- before the first frame ------------------------------------------------------------------------------

    def before(self) -> Before:
        """What was kept. A few milliseconds: nothing is opened, checked or changed."""
        now = self._now_ms()
        cramps, marks = self._kept()
        latest = next((cramp for cramp in cramps if 0 <= now - _last_ms(cramp) <= BACK_MS and cramp.seen_ms), None)
        tonight = 0
        if _at_night(now, _offset(now)):
            tonight = sum(
                cramp.confirmed and cramp is not latest and _at_night(cramp.began_ms, cramp.offset_min)
                and _evening(cramp.began_ms, cramp.offset_min) == _evening(now, _offset(now))
                for cramp in cramps
            )  # fmt: skip
        eased = (c.muscle for c in cramps if c.confirmed and c.bouts and c.bouts[-1].known and c.muscle in LEG_AND_FOOT)
        return Before(latest, tonight, next(eased, None), tuple(mark for mark in marks if mark.quiets))

    def _kept(self) -> tuple[list[Cramp], list[SignMark]]:
        """The latest cramps, newest first, and the marks, those of the spare files and of what waits among them."""
        cramps: dict[str, Cramp] = {}
        marks: dict[str, SignMark] = {}
        if self._journal.exists():
            from stretchplayer.journal.store import glance

            try:
                found, signs = glance(self._journal)
            except Exception:
                found, signs = [], []
            cramps = {record.id: _cramp(record) for record in found}
            marks = {record.id: _mark(record) for record in signs}
        for record in _waiting(self._journal.parent):
            if hasattr(record, "bouts"):
                cramps[record.id] = _cramp(record)
            elif hasattr(record, "stretch_again"):
                marks[record.id] = _mark(record)
        for mark in spare_marks():
            marks.setdefault(mark.id, mark)
        newest = sorted(cramps.values(), key=lambda cramp: -cramp.began_ms)
        return newest, list(marks.values())

    # ---- beside the screen -----------------------------------------------------------------------------------

    def keep(self, record: Cramp) -> None:
        """Write the record soon."""
        self._open().write(_cramp_record(record))

    def forget(self, id: str) -> None:
        """Take the record away again."""
        from stretchplayer.journal.records import CrampRecord

        self._open().ask(lambda store: _delete(store, CrampRecord, id))

    def mark(self, stop: SignMark) -> None:
        """Write a sign, and wait until that is sure; where it is not, keep it in a file of its own."""
        import threading

        written = threading.Event()
        writer = self._open()
        writer.write(_sign_record(stop))
        writer.ask(lambda store: written.set())
        if written.wait(_SURE_S):
            _remove_spare(stop.id)
        elif not _write_spare(stop):
            self._unsaid.append("The sign could not be kept: nothing can be written here.")

    def unmark(self, id: str) -> None:
        """It was pressed by mistake."""
        from stretchplayer.journal.records import SignRecord

        _remove_spare(id)
        self._open().ask(lambda store: _delete(store, SignRecord, id))

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

            self._writer = Writer(self._journal)
            self._writer.ask(take_over_marks)
        return self._writer


class NoBook:
    """Keeps nothing: nobody is there to have a cramp recorded. It knows what was kept, so that Stop is shown."""

    def __init__(self) -> None:
        self._book = Book()

    def before(self) -> Before:
        return Before(stops=self._book.before().stops)

    def keep(self, record: Cramp) -> None: ...

    def forget(self, id: str) -> None: ...

    def mark(self, stop: SignMark) -> None: ...

    def unmark(self, id: str) -> None: ...

    def close(self) -> list[str]:
        return []


def open_marks() -> tuple[SignMark, ...]:
    """Every sign that no stretching may be suggested because of: relief shows the newest first. Never raises."""
    try:
        return Book().before().stops
    except Exception:
        return ()


# ---- the journal's records and relief's ----------------------------------------------------------------------


def _cramp(record: "CrampRecord") -> Cramp:
    limb = MUSCLES[record.muscle].limb if record.muscle in MUSCLES else None  # type: ignore[index]
    return Cramp(
        record.id,
        record.began.utc_ms,
        record.began.offset_min,
        record.muscles,
        record.side,
        tuple(CrampBout(bout.after_ms, bout.length_ms, bout.known) for bout in record.bouts),
        record.pain,
        record.onset,
        "heat" in record.came_with,
        record.techniques,
        record.eased_on,
        ((limb, record.gate),) if limb and record.gate else (),
        confirmed=record.confirmed,
        came_with=tuple(word for word in record.came_with if word != "heat"),
        note=record.note,
        seen_ms=record.seen_ms,
    )


def _cramp_record(cramp: Cramp) -> "CrampRecord":
    from stretchplayer.journal.records import Bout as Kept
    from stretchplayer.journal.records import CrampRecord, Moment

    answers = [answer for _, answer in cramp.gate]
    gate = next((answer for answer in ("yes", "no", "silence") if answer in answers), None)
    return CrampRecord(
        cramp.id,
        Moment(cramp.began_ms, cramp.offset_min),
        cramp.muscles,
        cramp.side,
        tuple(Kept(bout.after_ms, bout.length_ms, bout.known) for bout in cramp.bouts),
        cramp.pain,
        cramp.onset,
        (*(("heat",) if cramp.heat else ()), *cramp.came_with),
        cramp.techniques,
        cramp.eased_on,
        gate,
        cramp.confirmed,
        cramp.note,
        cramp.seen_ms,
    )


def _mark(record: "SignRecord") -> SignMark:
    seen = record.cleared.utc_ms if record.cleared else None
    when = record.when
    return SignMark(
        record.id, record.key, record.limb or "", when.utc_ms, when.offset_min, record.cramp, seen, record.stretch_again
    )


def _sign_record(mark: SignMark) -> "SignRecord":
    from stretchplayer.journal.records import Moment, SignRecord
    from stretchplayer.relief.signs import SIGNS

    cleared = None if mark.seen_ms is None else Moment(mark.seen_ms, mark.offset_min)
    how: Literal["doctor", "seen"] | None = None
    if cleared is not None:
        how = "doctor" if mark.sign[0] == "D" else "seen"
    text = SIGNS[mark.sign].text if mark.sign in SIGNS else mark.sign
    when = Moment(mark.marked_ms, mark.offset_min)
    return SignRecord(mark.id, mark.sign, text, when, mark.limb or None, mark.cramp, cleared, how, mark.may_stretch)


def _delete(store: "Store", kind: Any, id: str) -> None:
    store.delete(kind, id)


def _waiting(data: Path) -> Iterator[Any]:
    """Records that could not be written into the journal yet."""
    try:
        files = sorted((data / "unwritten").glob("*.json"))
    except OSError:
        return
    for path in files:
        from stretchplayer.journal.transfer import read_records

        try:
            yield from read_records(json.loads(path.read_bytes()))
        except Exception:
            continue  # what cannot be read is left for the journal to tell of


# ---- times -----------------------------------------------------------------------------------------------------


def _last_ms(cramp: Cramp) -> int:
    return cramp.ended_ms if cramp.bouts and cramp.bouts[-1].known else max(cramp.ended_ms, cramp.seen_ms)


def _offset(ms: int) -> int:
    return time.localtime(ms // 1000).tm_gmtoff // 60


def _at_night(ms: int, offset_min: int) -> bool:
    return is_night((ms // 60_000 + offset_min) // 60 % 24)


def _evening(ms: int, offset_min: int) -> int:
    """The night a moment belongs to, from noon to noon."""
    return (ms + offset_min * 60_000 - _NIGHT_MS) // 86_400_000


# ---- a sign where the journal cannot be written ----------------------------------------------------------------


def _spare_folders() -> Iterator[Path]:
    """Where a sign may be kept, the best first: the person's folders, then the machine's own for passing things."""
    yield from (places.data_dir(), places.config_dir(), places.cache_dir())
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    user = os.getuid() if hasattr(os, "getuid") else 0
    import tempfile  # nothing that the first instruction should wait for

    # Another home is another person's, or a test's: its signs are not ours.
    name = f"stretchplayer-{user}-{zlib.crc32(str(places.data_dir()).encode()):08x}"
    yield from (Path(folder) / name for folder in (runtime, tempfile.gettempdir()) if folder)


def spare_marks() -> list[SignMark]:
    """The signs that lie in files of their own. Never raises."""
    marks: list[SignMark] = []
    for folder in _spare_folders():
        try:
            if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
                continue  # somebody else's folder in a place where everyone may write
            files = sorted(folder.glob(f"{_SPARE}*.json"))
        except OSError:
            continue
        for file in files:
            try:
                mark = SignMark(**json.loads(file.read_bytes()))
                marks.append(mark._replace(marked_ms=int(mark.marked_ms), offset_min=int(mark.offset_min)))
            except (OSError, ValueError, TypeError):
                continue
    return marks


def take_over_marks(store: "Store") -> None:
    """Bring signs from files of their own into the open journal, and remove the files. Raises `sqlite3.Error`."""
    marks = spare_marks()
    known = {record.id for record in store.signs()} if marks else set()
    for mark in marks:
        if mark.id not in known:
            store.save(_sign_record(mark))
        _remove_spare(mark.id)


def _write_spare(mark: SignMark) -> bool:
    for folder in _spare_folders():
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = folder / f"{_SPARE}{mark.id}.json"
            number = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
            with os.fdopen(number, "w", encoding="utf-8") as out:
                json.dump(mark._asdict(), out)
                out.flush()
                os.fsync(out.fileno())
        except OSError:
            continue
        return True
    return False


def _remove_spare(id: str) -> None:
    for folder in _spare_folders():
        try:
            (folder / f"{_SPARE}{id}.json").unlink(missing_ok=True)
        except OSError:
            continue
