"""Sessions that a page on a phone kept, and gives back as one line to copy into the journal."""

import re
from dataclasses import dataclass
from datetime import datetime

from stretchplayer.journal.correct import session_by_hand
from stretchplayer.journal.records import Moment, SessionRecord
from stretchplayer.journal.store import Store

_WORD = "stretchplayer-done"
_SESSION = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d) (\d{1,6})s")
_LONGEST_S = 6 * 3600


@dataclass(frozen=True, slots=True)
class PhoneSessions:
    """Which routine, by its id, and for each time that it was done: when it ended (local) and the seconds of work."""

    routine: str
    ended: tuple[tuple[datetime, int], ...]


def phone_line(data: bytes) -> PhoneSessions | None:
    """The sessions in a line that a page gave; `None` for anything else. Dates that are none are left out."""
    text = data.strip().decode("utf-8", "replace")
    head, _, rest = text.partition(" ")
    routine, _, sessions = rest.partition(" ")
    if head != _WORD or not routine or "\n" in text:
        return None
    found = []
    for when, seconds in _SESSION.findall(sessions):
        try:
            moment = datetime.fromisoformat(when).astimezone()
        except ValueError:
            continue
        if int(seconds) <= _LONGEST_S:
            found.append((moment, int(seconds)))
    return PhoneSessions(routine, tuple(found))


def add_to_journal(
    store: Store, given: PhoneSessions, *, name: str, path: str, planned_ms: int
) -> tuple[list[SessionRecord], int]:
    """Save the sessions that the journal does not have yet; return them, and how many it had already."""
    known = {(s.routine, s.started.utc_ms // 60_000) for s in store.sessions()}
    added, had = [], 0
    for ended, seconds in given.ended:
        began = Moment.of(ended)
        began = Moment(began.utc_ms - seconds * 1000, began.offset_min)
        if (given.routine, began.utc_ms // 60_000) in known:
            had += 1
            continue
        session = session_by_hand(given.routine, name, path, began, planned_ms=planned_ms, done_ms=seconds * 1000)
        store.save(session)
        added.append(session)
    return added, had
