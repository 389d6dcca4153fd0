"""The cramp book: one small file per cramp, written beside the screen.

Where nothing can be written (a full disk, a read-only or missing home) the note lives as long as relief does, and one
quiet line says so afterwards. The journal takes these files over where it is there; this book needs only a folder.
"""

import queue
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from stretchplayer.library import places
from stretchplayer.relief.muscles import LEG_AND_FOOT
from stretchplayer.relief.note import CrampNote, Earlier, Sign

#: Relief closed without "soft again" and opened again within this time goes on with the same clock: own judgement.
GOES_ON_MS = 10 * 60_000
_NIGHT = timedelta(hours=12)
_MOST = 40
_LAST_MS = 10**14  # a moment beyond this was not written by us, and no calendar holds it
_DONE = None


def folder() -> Path:
    """Where the notes of cramps lie until the journal has them."""
    return places.data_dir() / "cramps"


class FileBook:
    """`CrampBook` on plain files. `now_ms` is wall time: milliseconds since 1970."""

    def __init__(self, where: Path | None = None, now_ms: Callable[[], int] | None = None) -> None:
        self._folder = where or folder()
        self._now_ms = now_ms or (lambda: time.time_ns() // 1_000_000)
        self._queue: queue.SimpleQueue[tuple[Path, CrampNote, int] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._notices: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._began_ms = 0
        self._path: Path | None = None
        self._open: tuple[Path, int] | None = None
        self._failed = False

    def earlier(self) -> Earlier:
        """What the newest notes say. Reads a handful of small files; anything unreadable is passed over."""
        now = self._now_ms()
        found: list[tuple[int, int, CrampNote, Path]] = []
        try:
            newest = sorted(self._folder.glob("*.json"), reverse=True)[:_MOST]
        except OSError:
            return Earlier()
        for path in newest:
            kept = read_note(path)
            if kept is not None and kept[0] <= now:
                found.append((*kept, path))
        found.sort(key=lambda kept: kept[0], reverse=True)
        goes_on = None
        if found and found[0][2].ended != "eased" and 0 <= now - found[0][1] <= GOES_ON_MS:
            goes_on = found[0]
            self._open = (goes_on[3], goes_on[0])
        tonight = sum(_night(began) == _night(now) for began, *_ in found) - (goes_on is not None)
        last = next((n.muscle for _, _, n, _ in found if n.ended == "eased" and n.muscle in LEG_AND_FOOT), None)
        if goes_on is None:
            return Earlier(None, 0, tonight, last)
        return Earlier(goes_on[2], now - goes_on[0], tonight, last)

    def begin(self, note: CrampNote, *, already_ms: int, goes_on: bool) -> None:
        """A cramp began `already_ms` ago; with `goes_on` its file is the one that `earlier` found."""
        if goes_on and self._open is not None:
            self._path, self._began_ms = self._open
        else:
            self._began_ms = self._now_ms() - already_ms
            stamp = datetime.fromtimestamp(self._began_ms / 1000, UTC)
            self._path = self._folder / f"{stamp:%Y%m%dT%H%M%S}{self._began_ms % 1000:03}Z.json"
        self.update(note)

    def update(self, note: CrampNote) -> None:
        """Write the note soon; never waits for the disk."""
        if self._path is None:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._write_all, name="cramp-book", daemon=True)
            self._thread.start()
        self._queue.put((self._path, note, self._now_ms()))

    def end(self, note: CrampNote) -> None:
        """Write the last of it; waits at most a third of a second for a slow disk."""
        self.update(note)
        self._queue.put(_DONE)
        if self._thread is not None:
            self._thread.join(0.3)
            self._thread = None

    def notices(self) -> list[str]:
        """What went wrong, once."""
        said: list[str] = []
        while not self._notices.empty():
            said.append(self._notices.get_nowait())
        return said

    def _write_all(self) -> None:
        while (item := self._queue.get()) is not _DONE:
            path, note, at = item
            try:
                _write(path, _packed(note, self._began_ms, at))
            except Exception as error:  # anything at all: a note is never worth the help
                if not self._failed:
                    self._failed = True
                    reason = getattr(error, "strerror", None) or error
                    self._notices.put(f"This cramp could not be noted ({reason}).")


def _night(ms: int) -> object:
    """The night a moment belongs to: from noon to noon, named by the evening's date where the person is."""
    return (datetime.fromtimestamp(ms / 1000, UTC).astimezone() - _NIGHT).date()


def _packed(note: CrampNote, began_ms: int, at_ms: int) -> bytes:
    import json

    offset = datetime.fromtimestamp(began_ms / 1000, UTC).astimezone().utcoffset() or timedelta()
    fields: dict[str, Any] = {name: getattr(note, name) for name in CrampNote._fields}
    fields["signs"] = [{"key": s.key, "text": s.text, "at_ms": s.at_ms} for s in note.signs]
    kept = {"began_ms": began_ms, "began_offset": int(offset.total_seconds() // 60), "seen_ms": at_ms, **fields}
    return json.dumps(kept, indent=1).encode() + b"\n"


def read_note(path: Path) -> tuple[int, int, CrampNote] | None:
    """When it began, when it was written last, and the note; `None` for anything that is no note of ours."""
    import json

    try:
        kept = json.loads(path.read_bytes())
        began, seen = int(kept["began_ms"]), int(kept["seen_ms"])
        note = CrampNote(
            str(kept["muscle"]),
            side=_one_of(kept["side"], (None, "left", "right", "both")),
            severity=_one_of(kept["severity"], (None, *range(11))),
            length_ms=int(kept["length_ms"]),
            at_least=bool(kept["at_least"]),
            ended=_one_of(kept["ended"], ("eased", "left", "unknown")),
            returned=int(kept["returned"]),
            came_with=tuple(map(str, kept["came_with"])),
            techniques=tuple(map(str, kept["techniques"])),
            eased_on=None if kept["eased_on"] is None else str(kept["eased_on"]),
            signs=tuple(Sign(str(s["key"]), str(s["text"]), int(s["at_ms"])) for s in kept["signs"]),
        )
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    return (began, seen, note) if 0 <= began <= seen < _LAST_MS else None


def _one_of(value: Any, known: tuple[Any, ...]) -> Any:
    if value not in known:
        raise ValueError(value)
    return value


def _write(path: Path, data: bytes) -> None:
    """The whole file or the old one; the person's alone."""
    from stretchplayer.library.atomic import write_atomic

    write_atomic(path, data)
