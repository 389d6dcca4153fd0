"""`stretchplayer play`: play a routine, on the screen or in plain lines."""

import argparse
import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stretchplayer.cli import exits
from stretchplayer.cli.options import add_sound, add_speed, gap_value, number_value, time_value
from stretchplayer.cli.screen import has_screen

if TYPE_CHECKING:
    from stretchplayer.journal.records import SessionRecord
    from stretchplayer.library.plans import Plan, Wishes
    from stretchplayer.playback.segments import Timeline
    from stretchplayer.routine.moves import Moves
    from stretchplayer.settings.model import Settings, SettingsReading


def add(subparsers: Any) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "play",
        help="play a routine",
        description="Play a routine. Leaving early is well, too. What is not written here comes from your settings.",
    )
    parser.add_argument(
        "routine",
        metavar="ROUTINE",
        nargs="?",
        help="an id, a part of an id or name that fits only one, or a path; with --resume it may be left out",
    )
    parser.add_argument("--resume", action="store_true", help="go on where you stopped last")
    parser.add_argument("--fit", type=time_value, metavar="TIME", help="scale doses to a wanted length, such as 10m")
    parser.add_argument("--from", dest="start", type=number_value, metavar="N", help="begin with step N of `show`")
    parser.add_argument("--countdown", type=gap_value, metavar="TIME", help="time to get ready, such as 5s or none")
    parser.add_argument("--first", choices=("left", "right"), help="the side that is done first")
    parser.add_argument(
        "--hands-free", action="store_true", default=None, help="what waits for you goes on after its estimate"
    )
    parser.add_argument("--plain", action="store_true", help="lines of text in place of the screen")
    parser.add_argument("--still", action="store_true", default=None, help="figures that do not move")
    add_speed(parser)
    add_sound(parser)
    parser.set_defaults(run=run)


@dataclass(frozen=True, slots=True)
class Ready:
    """A routine that can be played: its plan, where to begin, what there is to say about it, and what it goes on with.

    `how` are the options that shaped the plan.
    """

    timeline: "Timeline"
    moves: "Moves"
    start: int
    notices: tuple[str, ...]
    offset_ms: int = 0
    resumes: "SessionRecord | None" = None
    how: dict[str, Any] = field(default_factory=dict)


def run(args: argparse.Namespace) -> int:
    """Play, and return the exit code."""
    from stretchplayer.settings.model import load_settings

    reading = load_settings()
    ready = prepare(args, reading.settings)
    notices = (*settings_notice(reading), *ready.notices)
    if args.plain or not has_screen():
        return _plain(args, reading, ready, notices)
    from stretchplayer.cli.screen import open_screen, options_of
    from stretchplayer.tui.app import Play

    options = options_of(
        reading,
        sound=args.sound,
        volume=args.volume,
        voice=args.voice,
        hands_free=args.hands_free,
        speed=args.speed,
        still=args.still,
        countdown=args.countdown,
    )
    play = Play(ready.timeline, ready.moves, ready.start, ready.offset_ms, notices, ready.resumes, ready.how)
    return open_screen(play, options)


def prepare(args: argparse.Namespace, settings: "Settings") -> Ready:
    """Find the routine, place it in time, fit it and find where to begin. Raises Fault."""
    from stretchplayer.cli.finding import find_file
    from stretchplayer.library import plans

    if args.resume:
        return _resumed(args, settings)
    if args.routine is None:
        raise exits.Fault(exits.USAGE, "which routine?", "stretchplayer list shows them all.")
    path = find_file(args.routine).path
    first = args.first or settings.first
    wishes = plans.Wishes(first, args.countdown, settings.countdown)
    plan = plans.recall(path, wishes) or _planned(path, wishes)
    timeline, notices = _fitted(plan.timeline, args.fit)
    how = {"first": first, "fit": args.fit}
    start = 0
    if args.start is not None:
        from stretchplayer.cli.plan import steps

        found = steps(timeline)
        if args.start > len(found):
            count = "one step" if len(found) == 1 else f"{len(found)} steps"
            raise exits.Fault(
                exits.USAGE,
                f"there is no step {args.start}: {timeline.name} has {count}",
                f"stretchplayer show {args.routine} numbers them.",
            )
        start = found[args.start - 1].bouts[0].index
    return Ready(timeline, plan.moves, start, notices, how=how)


def _fitted(timeline: "Timeline", wanted_ms: int | None) -> "tuple[Timeline, tuple[str, ...]]":
    """The plan scaled to a wanted length, and what there is to say about that."""
    if wanted_ms is None:
        return timeline, ()
    from stretchplayer.playback.fit import fit

    fitted = fit(timeline, wanted_ms)
    return fitted.timeline, (fitted.said,)


def _same_file(one: str, other: str) -> bool:
    """Whether two paths lead to one file; two routines in different folders may have the same id."""
    return os.path.realpath(one) == os.path.realpath(other)


def _resumed(args: argparse.Namespace, settings: "Settings") -> Ready:
    """The run that was broken off last, of one routine or of any, made ready to go on. Raises Fault."""
    from stretchplayer.cli import journals
    from stretchplayer.cli.finding import find_file
    from stretchplayer.library import plans
    from stretchplayer.runs import record as noting

    wanted = find_file(args.routine) if args.routine else None
    with journals.opened() as store:
        found = [r for r in noting.unfinished(store) if wanted is None or _same_file(r.path, wanted.path)]
    if not found:
        what = f"of {wanted.id} " if wanted else ""
        raise exits.Fault(exits.NOT_FOUND, f"no run {what}was left unfinished", "stretchplayer history shows all runs.")
    record = found[0]
    how = noting.options_of(record)
    wishes = plans.Wishes(how.get("first") or settings.first, noting.RESUME_COUNTDOWN_MS, None)
    plan = _planned(record.path, wishes)
    timeline, notices = _fitted(plan.timeline, how.get("fit"))
    at = noting.where(record, timeline)
    return Ready(timeline, plan.moves, at.segment, notices, at.offset_ms, record, how)


def _planned(path: str, wishes: "Wishes") -> "Plan":
    """A plan made from the file, and kept for next time if it depends on that file alone. Raises Fault."""
    from stretchplayer.cli import finding
    from stretchplayer.library import plans

    loaded = finding.load(
        path, first=wishes.first, countdown=wishes.countdown, default_countdown=wishes.default_countdown
    )
    assert loaded.timeline is not None
    if not loaded.uses:
        plans.keep(path, wishes, loaded.timeline, loaded.moves)
    return plans.Plan(loaded.timeline, loaded.moves)


def settings_notice(reading: "SettingsReading") -> tuple[str, ...]:
    """That the settings have mistakes, in one line; everything else goes on."""
    count = len(reading.problems)
    if not count:
        return ()
    mistakes = "a mistake" if count == 1 else f"{count} mistakes"
    return (f"Your settings have {mistakes}: stretchplayer check {reading.file}",)


def _plain(args: argparse.Namespace, reading: "SettingsReading", ready: Ready, notices: tuple[str, ...]) -> int:
    from stretchplayer.plain.keyboard import keyboard
    from stretchplayer.plain.player import Plain
    from stretchplayer.runs.levels import Loudness
    from stretchplayer.runs.opening import open_session
    from stretchplayer.runs.record import note_run

    board = keyboard()
    settings = reading.settings
    sound = args.sound or settings.sound
    loudness = Loudness(
        settings.volume if args.volume is None else args.volume, settings.voice_volume, settings.tone_volume
    )
    session = open_session(
        ready.timeline,
        ready.moves,
        sound=sound,
        volume=loudness.values["volume"],
        levels=loudness.levels,
        voice=args.voice or settings.voice,
        style=None if settings.cues == "auto" else settings.cues,
        hands_free=not board.present or settings.hands_free or bool(args.hands_free),
        speed=args.speed,
        start=ready.start,
        offset_ms=ready.offset_ms,
        bell=_bell if sys.stdout is not None and sys.stdout.isatty() else None,
        recorder=note_run(ready.timeline, ready.moves, resumes=ready.resumes, how=ready.how),
    )
    Plain(
        session,
        ready.moves,
        board,
        writer(),
        voice=args.voice or settings.voice,
        loudness=loudness,
        notices=notices,
        lingers=sound not in ("off", "bell"),
        relief=lambda: _cramp(args),
    ).play()
    return exits.WELL


def _cramp(args: argparse.Namespace) -> None:
    """Help with a cramp in plain lines, while the routine waits."""
    from stretchplayer.bedside.voice import Wanted, make_sounds
    from stretchplayer.plain.relief import run_plain

    run_plain(sounds=lambda: make_sounds(Wanted.from_settings(args.sound, args.volume, args.voice)))


def _bell() -> None:
    """The terminal's bell; in a pipe it would be a letter among the lines."""
    sys.stdout.write("\a")
    sys.stdout.flush()


def writer() -> Any:
    """Writes one line at once. On a terminal a long one is broken at spaces, and goes on under its text."""
    terminal = sys.stdout is not None and sys.stdout.isatty()

    def write(line: str) -> None:
        if terminal:
            line = _broken(line)
        print(line, flush=True)

    return write


def _broken(line: str) -> str:
    from stretchplayer.cli import table

    time, bracket, text = line.partition("] ")
    if not (bracket and time.startswith("[") and len(time) <= 9):
        return "\n".join(table.wrap(line, table.width()))
    margin = len(time) + 2
    first, *more = table.wrap(text, table.width() - margin)
    return "\n".join([f"{time}] {first}", *(" " * margin + part for part in more)])
