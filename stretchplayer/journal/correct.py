"""Records that a person adds, corrects or takes back by hand. Pure but for the ids."""

from dataclasses import replace
from typing import Any

from stretchplayer.journal.records import Bout, CrampRecord, Moment, SessionRecord, SignRecord, new_id
from stretchplayer.journal.store import Store, Written


def session_by_hand(
    routine: str, name: str, path: str, started: Moment, *, planned_ms: int, done_ms: int | None = None
) -> SessionRecord:
    """A routine that was done without the player, whole unless `done_ms` says how long."""
    done = planned_ms if done_ms is None else done_ms
    return SessionRecord(
        new_id(), started, routine, name, path, "finished", planned_ms, done_ms=done, by_hand=True,
        updated_ms=started.utc_ms,
    )  # fmt: skip


def corrected_session(
    session: SessionRecord, *, done_ms: int | None = None, done: bool | None = None, **changes: Any
) -> SessionRecord:
    """A session with what is given in place of what was recorded. What is said about how much was done counts instead
    of what the player measured."""
    if done_ms is not None:
        changes["done_ms"] = done_ms
        if done is None:
            done = done_ms * 4 >= session.planned_ms * 3
    if done is not None:
        changes |= {"by_hand": True, "status": "finished" if done else "left", "speed": 1.0}
        if done:
            changes["resumable"] = False
    return replace(session, **changes)


def corrected_cramp(
    cramp: CrampRecord, *, length: tuple[int, bool] | None = None, back: bool = False, **changes: Any
) -> CrampRecord:
    """A cramp with what is given in place of what was recorded: `length` is that of its longest bout, in milliseconds,
    and whether its end is known; `back` that it came back. That it was a cramp at all is confirmed by nothing else.
    """
    cramp = replace(cramp, **changes)
    if length is not None:
        cramp = with_length(cramp, length[0], known=length[1])
    return came_back(cramp) if back and not cramp.came_back else cramp


def with_length(cramp: CrampRecord, length_ms: int, *, known: bool) -> CrampRecord:
    """A cramp whose longest bout lasted so long; the others stay."""
    longest = cramp.longest
    bouts = [bout for bout in cramp.bouts if bout is not longest]
    after = longest.after_ms if longest else 0
    return replace(cramp, bouts=tuple(sorted((*bouts, Bout(after, length_ms, known)), key=lambda b: b.after_ms)))


def came_back(cramp: CrampRecord) -> CrampRecord:
    """A cramp that came back within minutes, once more if that was recorded before."""
    bouts = cramp.bouts or (Bout(),)
    last = bouts[-1]
    return replace(cramp, bouts=(*bouts, Bout(last.after_ms + last.length_ms)))


def delete_session(store: Store, id: str) -> tuple[Written, ...]:
    """Delete a session with its steps; the records that are gone, which saved again are as they were."""
    session = store.session(id)
    if session is None:
        return ()
    steps = store.steps_of(id)
    store.delete(SessionRecord, id)
    return (session, *steps)


def delete_record(store: Store, record: CrampRecord | SignRecord) -> tuple[Written, ...]:
    """Delete a cramp or a warning sign, and not the other of the two that belong together; what is gone, if it was
    there still."""
    return (record,) if store.delete(type(record), record.id) else ()
