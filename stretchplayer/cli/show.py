"""`stretchplayer show`: the plan of a routine, as a table or as data."""

import argparse
from typing import TYPE_CHECKING, Any

from stretchplayer.cli import say
from stretchplayer.cli.exits import WELL

if TYPE_CHECKING:
    from stretchplayer.playback.segments import Segment, Timeline


def add(subparsers: Any) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "show", help="the plan of a routine", description="The plan of a routine: each step with its time and dose."
    )
    parser.add_argument(
        "routine", metavar="ROUTINE", help="an id, a part of an id or name that fits only one, or a path"
    )
    parser.add_argument("--json", action="store_true", help="every segment, for other programs")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the plan."""
    from stretchplayer.cli import finding
    from stretchplayer.library.settings import load_settings

    settings = load_settings().settings
    loaded = finding.load(
        finding.find_file(args.routine).path, first=settings.first, default_countdown=settings.countdown
    )
    assert loaded.timeline is not None and loaded.routine is not None
    if args.json:
        say.out_json(record(loaded.timeline))
    else:
        from stretchplayer.cli.plan import print_plan

        print_plan(loaded.routine, loaded.timeline, loaded.moves)
    return WELL


def record(timeline: "Timeline") -> dict[str, Any]:
    """A plan as data. Times are in milliseconds; what does not apply is `None`."""
    return {
        "id": timeline.id,
        "name": timeline.name,
        "category": timeline.category,
        "file": timeline.file,
        "total_ms": timeline.total_ms,
        "work_ms": timeline.work_ms,
        "estimate_ms": timeline.estimate_ms,
        "open": timeline.open,
        "segments": [_segment(segment) for segment in timeline.segments],
    }


def _segment(segment: "Segment") -> dict[str, Any]:
    return {
        "index": segment.index,
        "start_ms": segment.start_ms,
        "duration_ms": segment.duration_ms,
        "kind": segment.kind,
        "name": segment.name,
        "side": segment.side,
        "set": segment.set,
        "sets": segment.sets,
        "round": segment.round,
        "rounds": segment.rounds,
        "section": segment.section,
        "reps": segment.reps,
        "open": segment.open,
        "move": segment.move,
        "note": segment.note,
        "line": segment.line,
    }
