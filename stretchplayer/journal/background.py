"""Writing beside the screen: one thread owns the database, the front end only drops records into its queue."""

import contextlib
import queue
import threading
from collections.abc import Callable
from pathlib import Path

from stretchplayer.journal import unwritten
from stretchplayer.journal.played import Played
from stretchplayer.journal.records import Gone, StepRecord
from stretchplayer.journal.store import UNUSABLE, NewerJournal, Store, Written, private_folder, reason, save_all

_STOP = object()
_CLOSING_S = 0.6
_BUSY_S = 0.2  # with the file that keeps what could not be written this fits into the time for closing
_AGAIN_S = 1.0


class Writer:
    """Takes records and writes them soon, the newest of each key only; never blocks and never raises.

    While the journal is locked or cannot be written, what was dropped lies in a small file beside it, and is written
    as soon as that is possible: by this writer, or when the journal is next opened. Where even that fails it is said
    once through `notices()`; playing goes on without a journal. `session` is marked as being played until `close`.
    """

    def __init__(self, path: Path, *, session: str | None = None) -> None:
        self._path = path
        self._session = session
        self._beside: Path | None = None
        self._why = ""
        self._queue: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._notices: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._said: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def write(self, record: Written | Gone) -> None:
        """Write `record`, or delete what is `Gone`, soon."""
        self._queue.put(record)

    def ask(self, question: Callable[[Store], object]) -> None:
        """Run `question` on the writing thread, after what was dropped before it; never, where there is no journal."""
        self._queue.put(question)

    def notices(self) -> list[str]:
        """What to tell the person, each thing once."""
        out: list[str] = []
        while not self._notices.empty():
            out.append(self._notices.get_nowait())
        return out

    def close(self, timeout: float = _CLOSING_S) -> None:
        """Write what is queued and close, waiting at most `timeout` seconds for a slow disk."""
        self._queue.put(_STOP)
        self._thread.join(timeout)

    def _run(self) -> None:
        played = None
        with contextlib.suppress(OSError):
            private_folder(self._path.parent)
            played = Played(self._path.parent, self._session) if self._session else None
        store = self._open()
        waiting: dict[object, Written | Gone] = {}
        last = False
        while not last:
            questions: list[Callable[[Store], object]] = []
            last = self._collect(waiting, questions)
            store = store or self._open()
            try:
                if store is not None:
                    if waiting:
                        save_all(store, waiting.values())
                        waiting.clear()
                        if self._beside is not None:
                            self._beside.unlink(missing_ok=True)
                    for question in questions:
                        question(store)
                else:
                    self._keep(waiting)
            except UNUSABLE as error:
                self._why = reason(error)
                self._keep(waiting)
        if store is not None:
            store.close()
        if played is not None:
            played.over()

    def _collect(self, waiting: dict[object, Written | Gone], questions: list[Callable[[Store], object]]) -> bool:
        """Take what was dropped, at least one thing unless something still waits; whether that was the last of it."""
        try:
            item = self._queue.get(timeout=_AGAIN_S if waiting else None)
        except queue.Empty:
            return False
        while True:
            if item is _STOP:
                return True
            if callable(item):
                questions.append(item)
                return False
            waiting[_key(item)] = item  # type: ignore[assignment, arg-type]
            if self._queue.empty():
                return False
            item = self._queue.get()

    def _keep(self, waiting: dict[object, Written | Gone]) -> None:
        """Put what waits into a file of its own."""
        if not waiting:
            return
        try:
            self._beside = unwritten.keep(self._path.parent, waiting.values(), self._beside)
        except OSError:
            self._say(f"The journal can't be written ({self._why}). Playing continues without it.")
        else:
            if "locked" not in self._why:
                self._say(f"The journal can't be written ({self._why}). What you do is kept beside it until it can.")

    def _open(self) -> Store | None:
        try:
            store = Store(self._path, busy_s=_BUSY_S)
        except NewerJournal:
            self._why = "a newer Stretchplayer wrote it: update this one"
        except UNUSABLE as error:
            self._why = reason(error)
        else:
            if store.notice:
                self._say(store.notice)
            return store
        return None

    def _say(self, text: str) -> None:
        if text not in self._said:
            self._said.add(text)
            self._notices.put(text)


def _key(record: Written | Gone) -> object:
    if isinstance(record, Gone):
        return (record.kind, record.id)
    if isinstance(record, StepRecord):
        return (StepRecord, record.session, record.index)
    return (type(record), record.id)
