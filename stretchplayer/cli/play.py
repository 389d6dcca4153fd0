"""`stretchplayer play`: play a routine, on the screen or in plain lines."""

import argparse
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stretchplayer.cli import exits
from stretchplayer.cli.options import add_sound, add_speed, gap_value, number_value, time_value
from stretchplayer.cli.screen import has_screen

if TYPE_CHECKING:
    from stretchplayer.library.plans import Plan, Wishes
    from stretchplayer.library.settings import Settings, SettingsReading
    from stretchplayer.playback.segments import Timeline
    from stretchplayer.routine.moves import Moves


def add(subparsers: Any) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "play",
        help="play a routine",
        description="Play a routine. Leaving early is well, too. What is not written here comes from your settings.",
    )
    parser.add_argument(
        "routine", metavar="ROUTINE", help="an id, a part of an id or name that fits only one, or a path"
    )
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
    """A routine that can be played: its plan, where to begin, and what there is to say about it."""

    timeline: "Timeline"
    moves: "Moves"
    start: int
    notices: tuple[str, ...]


def run(args: argparse.Namespace) -> int:
    """Play, and return the exit code."""
    from stretchplayer.library.settings import load_settings

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
    return open_screen(Play(ready.timeline, ready.moves, ready.start, notices=notices), options)


def prepare(args: argparse.Namespace, settings: "Settings") -> Ready:
    """Find the routine, place it in time, fit it and find where to begin. Raises Fault."""
    from stretchplayer.cli.finding import find_file
    from stretchplayer.library import plans

    path = find_file(args.routine).path
    wishes = plans.Wishes(args.first or settings.first, args.countdown, settings.countdown)
    plan = plans.recall(path, wishes) or _planned(path, wishes)
    timeline = plan.timeline
    notices: tuple[str, ...] = ()
    if args.fit is not None:
        from stretchplayer.playback.fit import fit

        fitted = fit(timeline, args.fit)
        timeline, notices = fitted.timeline, (fitted.said,)
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
    return Ready(timeline, plan.moves, start, notices)


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
    from stretchplayer.keyboard import keyboard
    from stretchplayer.opening import open_session
    from stretchplayer.plain import Plain

    board = keyboard()
    settings = reading.settings
    sound = args.sound or settings.sound
    session = open_session(
        ready.timeline,
        ready.moves,
        sound=sound,
        volume=settings.volume if args.volume is None else args.volume,
        levels=(settings.voice_volume, settings.tone_volume),
        voice=args.voice or settings.voice,
        style=None if settings.cues == "auto" else settings.cues,
        hands_free=not board.present or settings.hands_free or bool(args.hands_free),
        speed=args.speed,
        start=ready.start,
        bell=_bell,
    )
    Plain(
        session,
        ready.moves,
        board,
        writer(),
        voice=args.voice or settings.voice,
        notices=notices,
        lingers=sound not in ("off", "bell"),
    ).play()
    return exits.WELL


def _bell() -> None:
    """The terminal's bell, which is no letter among the lines of a pipe."""
    if sys.stdout is not None and sys.stdout.isatty():
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
