"""`stretchplayer render`: a whole routine as a sound file, to take along on a phone."""

import argparse
from collections.abc import Callable
from pathlib import Path

from stretchplayer.audio.guide import Guide
from stretchplayer.audio.mixer import Sound, loudness
from stretchplayer.audio.render import FORMATS, Tags, check, render
from stretchplayer.cli import exits, finding, guides, say
from stretchplayer.cli.options import Subparsers, add_plan, volume_value
from stretchplayer.playback.segments import Timeline
from stretchplayer.playback.wording import Wording
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs.request import RunPlan, RunRequest
from stretchplayer.settings.file import load_settings
from stretchplayer.settings.table import Settings
from stretchplayer.words.counts import counted
from stretchplayer.words.times import short
from stretchplayer.words.verbosity import VOICES


def add(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "render",
        help="a routine as a sound file",
        description="A whole routine as a sound file, with a chapter for each step where the format has them. What "
        "waits for you when it is played lasts its estimate here.",
    )
    parser.add_argument("routine", metavar="ROUTINE", help="an id, a part of one that fits only one, or a path")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help="its ending says which format: .wav .flac .ogg .opus .mp3",
    )
    add_plan(parser)
    group = parser.add_argument_group("sound")
    group.add_argument("--voice", choices=VOICES, help="full: names, sides and how-to; brief: name and side; off")
    group.add_argument("--volume", type=volume_value, metavar="PERCENT", help="0 to 100; default: 100")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file, whole or not at all."""
    check_name(args.output)
    # The levels of voice and tones against one another are the person's; how loud all of it is, the phone decides.
    volume = 1.0 if args.volume is None else args.volume
    settings = load_settings().settings.with_options(voice=args.voice, volume=volume, first=args.first)
    path = finding.find_file(args.routine).path
    plan = finding.plan(RunRequest(routine=path, settings=settings, countdown=args.countdown, fit_ms=args.fit))
    if plan.is_relief:
        help = f"Make a sheet: stretchplayer export {plan.timeline.id} --to html."
        raise exits.Fault(exits.USAGE, "a cramp needs questions that a sound file can't ask", help)
    for notice in plan.notices:
        say.aside(notice)
    say.out(write_sound(plan, args.output))
    return exits.WELL


def check_name(output: Path) -> None:
    """Raise Fault or RenderFault where no file of this name can be made, before anything is spoken for it."""
    if output.suffix.lower() not in FORMATS:
        endings = f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}"
        raise exits.Fault(
            exits.USAGE, f"`{output}` does not say which kind of file it is to be", f"Let its name end in {endings}."
        )
    check(output)


def write_sound(plan: "RunPlan", output: Path) -> str:
    """Write a plan as a sound file; a sentence about it. Raises RenderFault."""
    title = Wording(plan.timeline, plan.cues.languages, plan.moves).title()
    with guides.made(plan, title) as (guide, engine), guides.bar("file") as progress:
        render(
            guide.sounds(),
            output,
            total_ms=guide.total_ms,
            chapters=guide.chapters,
            tags=Tags(plan.timeline.name, "Stretchplayer", "Stretching", "Pain is a stop."),
            level=_level(plan.settings),
            progress=progress,
        )
    return _written(output, plan.timeline, guide, engine)


def _level(settings: "Settings") -> "Callable[[Sound], float]":

    voice = loudness(settings.volume, settings.voice_volume)
    tones = loudness(settings.volume, settings.tone_volume)
    return lambda sound: voice if sound.voice else tones


def _written(output: Path, timeline: "Timeline", guide: "Guide", engine: str | None) -> str:

    parts = [short(round(guide.total_ms / 1000) * 1000)]
    parts.append(counted(len(guide.chapters), "chapter"))
    parts.append(f"spoken by {engine}" if any(cue.text for _, cue in guide.cues) else "tones only")
    open_ = " Steps that wait for you last their estimate." if timeline.open else ""
    return harmless(f"Written: {output} ({', '.join(parts)}).{open_}")
