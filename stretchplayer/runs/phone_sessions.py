"""Sessions that a page on a phone kept, and gives back as one line to copy into the journal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from stretchplayer.journal.correct import session_by_hand
from stretchplayer.journal.records import Moment, SessionRecord
from stretchplayer.journal.store import Store
from stretchplayer.library import finding
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs.controls import QUESTIONS
from stretchplayer.runs.request import RunRequest, plan
from stretchplayer.words.counts import counted

_WORD = "stretchplayer-done"
_SESSION = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d) (\d{1,6})s((?: [a-z_]+ \d{1,2})*)")
_LONGEST_S = 6 * 3600
_LONGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class PhoneSessions:
    """Which routine, by its id, and for each time that it was done: when it ended (local), how many seconds it was
    played, and what was answered, by the names of the questions."""

    routine: str
    ended: tuple[tuple[datetime, int, dict[str, int]], ...]


def phone_lines(data: bytes) -> list[PhoneSessions]:
    """The sessions in the lines that a page gave, one for a routine; none for anything else, of which a line is enough.

    Dates that are none are left out.
    """
    found = []
    for line in data[:_LONGEST].decode("utf-8", "replace").split("\n"):
        head, _, rest = line.strip().partition(" ")
        routine, _, sessions = rest.partition(" ")
        if head == _WORD and routine:
            found.append(PhoneSessions(routine, tuple(_sessions(sessions))))
        elif head:
            return []
    return found


def _sessions(text: str) -> Iterator[tuple[datetime, int, dict[str, int]]]:
    for when, seconds, answers in _SESSION.findall(text):
        try:
            moment = datetime.fromisoformat(when).astimezone()
        except ValueError:
            continue
        if int(seconds) <= _LONGEST_S:
            words = answers.split()
            said = {name: int(number) for name, number in zip(words[::2], words[1::2], strict=True)}
            yield moment, int(seconds), {q: n for q, n in said.items() if q in QUESTIONS and QUESTIONS[q].takes(n)}


def bring_back(store: Store, given: PhoneSessions) -> str:
    """Save what the journal does not have yet; what came of it, in a sentence.

    Raises what `finding.find` and `request.plan` raise, where the routine is not there or has mistakes.
    """
    path = str(Path(finding.find(given.routine).path).absolute())
    timeline = plan(RunRequest(routine=path)).timeline
    added, had = add_to_journal(store, given, name=timeline.name, path=path, planned_ms=timeline.estimate_ms)
    known = f", {had} were there already" if had else ""
    return harmless(f"{timeline.name}: {counted(len(added), 'session')} added to your journal{known}.")


def add_to_journal(
    store: Store, given: PhoneSessions, *, name: str, path: str, planned_ms: int
) -> tuple[list[SessionRecord], int]:
    """Save the sessions that the journal does not have yet; return them, and how many it had already."""
    known = {(s.routine, s.started.utc_ms // 60_000) for s in store.sessions()}
    added, had = [], 0
    for ended, seconds, answers in given.ended:
        began = Moment.of(ended)
        began = Moment(began.utc_ms - seconds * 1000, began.offset_min)
        if (given.routine, began.utc_ms // 60_000) in known:
            had += 1
            continue
        session = session_by_hand(given.routine, name, path, began, planned_ms=planned_ms, done_ms=seconds * 1000)
        session = replace(session, **answers)  # type: ignore[arg-type] # by the names of the record's fields
        store.save(session)
        added.append(session)
    return added, had
