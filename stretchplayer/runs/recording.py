"""A run recorded in the person's journal, and one that was broken off taken up again."""

import contextlib
import json
import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stretchplayer.journal.background import Writer
from stretchplayer.journal.played import is_played
from stretchplayer.journal.recorder import Recorder, new_session
from stretchplayer.journal.records import Moment, SessionRecord
from stretchplayer.journal.resume import plan_key
from stretchplayer.library.folders import files
from stretchplayer.library.places import journal_file
from stretchplayer.playback.segments import Segment
from stretchplayer.runs.request import RunPlan, RunRequest, plan

if TYPE_CHECKING:
    from stretchplayer.journal.store import Store


def note_run(plan: RunPlan) -> Recorder:
    """A recorder that writes to the journal on a thread of its own.

    Nothing here waits for the disk, and a journal that cannot be written becomes a notice. A run that resumes another
    goes on in its record, unless the plan has changed: then the other stays as it was left.
    """
    timeline, resumes, speed = plan.timeline, plan.request.resume, plan.request.speed

    def muscles(segment: Segment) -> tuple[str, ...]:
        move = plan.moves.get(segment.move) if segment.move else None
        return move.muscles if move else ()

    def moment() -> Moment:
        return Moment.of(datetime.now().astimezone())

    session = resumes
    if session is None or session.key != plan_key(timeline) or session.speed != speed:
        session = new_session(timeline, moment(), path=os.path.abspath(timeline.file), speed=speed)  # noqa: PTH100
    writer = Writer(journal_file(), session=session.id)
    if resumes is not None and resumes.id != session.id and resumes.speed == speed:
        writer.write(replace(resumes, resumable=False))
    how = json.dumps(dict(plan.how), sort_keys=True)
    return Recorder(writer, session, timeline, moment=moment, muscles=muscles, how=how)


def unfinished(store: "Store", asked: str | None = None) -> list[SessionRecord]:
    """The runs that can be resumed, the latest first. One that a living process still plays is not among them.

    Those whose process has gone without a word are marked as interrupted. Of several runs of one file only the latest
    is offered, now and later: whoever began it anew has discarded the earlier ones. A routine whose file is gone is
    looked for by what was played, in the library and in the file that is `asked` for.
    """
    found: dict[str, SessionRecord] = {}
    for record in store.unfinished():
        kept = record
        if record.status == "playing":
            if is_played(store.path.parent, record.id):
                continue
            kept = replace(kept, status="interrupted")
        if record.key and not Path(record.path).exists():
            kept = replace(kept, path=_moved_to(record, asked) or record.path)
        if kept.path in found:
            kept = replace(kept, resumable=False)
        else:
            found[kept.path] = kept
        if kept != record:
            store.save(kept)
    return list(found.values())


def _moved_to(record: SessionRecord, asked: str | None) -> str | None:
    """The file that makes the very plan of a run whose own file is gone; `None` where there is none."""
    paths = [*([asked] if asked else []), *(file.path for file in files())]
    for path in paths:
        with contextlib.suppress(Exception):
            # Only a routine of this name is worth planning.
            if record.name in Path(path).read_text("utf-8"):
                again = plan(RunRequest(resume=replace(record, path=path)))
                if plan_key(again.timeline) == record.key:
                    return os.path.abspath(path)  # noqa: PTH100 - a link stays one
    return None


def let_go(store: "Store", record: SessionRecord) -> None:
    """Offer this run no more; what was done of it stays."""
    store.save(replace(record, resumable=False))
