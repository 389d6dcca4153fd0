"""A run noted in the person's journal, and one that was broken off taken up again."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.routine.moves import Moves

if TYPE_CHECKING:
    from stretchplayer.journal.recorder import Recorder
    from stretchplayer.journal.records import SessionRecord
    from stretchplayer.journal.store import Store


def note_run(
    timeline: Timeline, moves: Moves, *, resumes: "SessionRecord | None" = None, how: Mapping[str, Any] | None = None
) -> "Recorder":
    """A recorder that writes to the journal on a thread of its own. `how` are the options that shaped the plan.

    Nothing here waits for the disk, and a journal that cannot be written becomes a notice.
    """
    from stretchplayer.journal.recorder import Recorder
    from stretchplayer.journal.records import Moment
    from stretchplayer.journal.writer import Writer
    from stretchplayer.library.places import journal_file

    def muscles(segment: Segment) -> tuple[str, ...]:
        move = moves.get(segment.move) if segment.move else None
        return move.muscles if move else ()

    return Recorder(
        Writer(journal_file()),
        timeline,
        moment=lambda: Moment.of(datetime.now().astimezone()),
        muscles=muscles,
        resumes=resumes,
        how=json.dumps(dict(how or {}), sort_keys=True),
    )


def unfinished(store: "Store") -> "list[SessionRecord]":
    """The runs that can be gone on with, the latest first. One that a living process still plays is not among them.

    Those whose process has gone without a word are marked as interrupted. Of several runs of one routine only the
    latest is offered, now and later: whoever began it anew has let the earlier ones go.
    """
    from dataclasses import replace

    from stretchplayer.journal.writer import alive

    found: dict[str, SessionRecord] = {}
    for record in store.unfinished():
        kept = record
        if record.status == "playing":
            if alive(record.pid):
                continue
            kept = replace(kept, status="interrupted")
        if record.path in found:
            kept = replace(kept, resumable=False)
        else:
            found[record.path] = kept
        if kept != record:
            store.save(kept)
    return list(found.values())


def let_go(store: "Store", record: "SessionRecord") -> None:
    """Offer this run no more; what was done of it stays."""
    from dataclasses import replace

    store.save(replace(record, resumable=False))
