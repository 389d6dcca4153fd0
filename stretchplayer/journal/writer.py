"""Writing beside the screen: one thread owns the database, the front end only drops records into its queue."""

import os
import queue
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from stretchplayer.journal.records import CrampRecord, HealthRecord, SessionRecord, StepRecord
from stretchplayer.journal.store import NewerJournal, Store, reason, save_all

Written = SessionRecord | StepRecord | CrampRecord | HealthRecord
_STOP = object()
_CLOSING_S = 0.3


class Writer:
    """Takes records and writes them soon, the newest of each key only; never blocks and never raises.

    What goes wrong is said once through `notices()`; playing goes on without a journal.
    """

    def __init__(self, path: Path, *, opener: Callable[[Path], Store] = Store) -> None:
        self._path = path
        self._opener = opener
        self._queue: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._notices: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._said: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def write(self, record: Written) -> None:
        """Write `record` soon."""
        self._queue.put(record)

    def ask(self, question: Callable[[Store], None]) -> None:
        """Run `question` on the writing thread, after what was dropped before it."""
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
        store = self._open()
        last = False
        while not last:
            batch: dict[object, Written] = {}
            questions: list[Callable[[Store], None]] = []
            item = self._queue.get()
            while True:
                if item is _STOP:
                    last = True
                elif callable(item):
                    questions.append(item)
                else:
                    batch[_key(item)] = item  # type: ignore[assignment, arg-type]
                if self._queue.empty() or questions:
                    break
                item = self._queue.get()
            if store is None:
                continue
            try:
                if batch:
                    save_all(store, batch.values())
                for question in questions:
                    question(store)
            except (sqlite3.Error, OSError) as error:
                self._say(f"The journal can't be written ({reason(error)}). Playing goes on without it.")
        if store is not None:
            store.close()

    def _open(self) -> Store | None:
        try:
            store = self._opener(self._path)
        except NewerJournal as error:
            self._say(str(error))
        except (sqlite3.Error, OSError) as error:
            self._say(f"The journal can't be opened ({reason(error)}). Playing goes on without it.")
        else:
            if store.notice:
                self._say(store.notice)
            return store
        return None

    def _say(self, text: str) -> None:
        if text not in self._said:
            self._said.add(text)
            self._notices.put(text)


def _key(record: Written) -> object:
    if isinstance(record, StepRecord):
        return (record.session, record.index)
    return (type(record), record.id)


def alive(pid: int) -> bool:
    """Whether a process with this number runs here."""
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return True
    # A killed process keeps its number until its parent has asked how it ended.
    return state[:1] not in (["Z"], ["X"])
