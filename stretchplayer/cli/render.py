"""`stretchplayer render`: a whole routine as a sound file, to take along on a phone."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stretchplayer.cli import exits, say
from stretchplayer.cli.options import VOICES, add_plan, volume_value
from stretchplayer.words.counts import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.audio.guide import Guide
    from stretchplayer.audio.mixer import Sound
    from stretchplayer.playback.segments import Timeline
    from stretchplayer.settings.model import Settings


def add(subparsers: Any) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "render",
        help="a routine as a sound file",
        description="A whole routine as a sound file, with a chapter for each step where the format has them. What "
        "waits for you when it is played lasts its estimate here.",
    )
    parser.add_argument("routine", metavar="ROUTINE", help="an id, a part of one that fits only one, or a path")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help="its ending says which: .wav .flac .ogg .mp3"
    )
    add_plan(parser)
    group = parser.add_argument_group("sound")
    group.add_argument("--voice", choices=VOICES, help="full: names, sides and how-to; brief: name and side; off")
    group.add_argument("--volume", type=volume_value, metavar="PERCENT", help="0 to 100; without it all of it")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file, whole or not at all. Raises Fault."""
    from stretchplayer.audio.render import FORMATS, RenderFault, check, render
    from stretchplayer.cli import finding, guides
    from stretchplayer.runs.request import RunRequest
    from stretchplayer.settings.file import load_settings

    output: Path = args.output
    if output.suffix.lower() not in FORMATS:
        endings = f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}"
        raise exits.Fault(
            exits.USAGE, f"`{output}` does not say which kind of file it is to be", f"Let its name end in {endings}."
        )
    try:
        check(output)
    except RenderFault as fault:
        raise exits.Fault(exits.CANNOT, str(fault)) from None
    # The levels of voice and tones against one another are the person's; how loud all of it is, the phone decides.
    volume = 1.0 if args.volume is None else args.volume
    settings = load_settings().settings.with_options(voice=args.voice, volume=volume, first=args.first)
    path = finding.find_file(args.routine).path
    plan = finding.plan(RunRequest(routine=path, settings=settings, countdown=args.countdown, fit_ms=args.fit))
    timeline = plan.timeline
    for notice in plan.notices:
        say.aside(notice)
    with guides.made(plan) as (guide, engine), guides.bar("file") as progress:
        try:
            render(
                guide.sounds(),
                output,
                total_ms=guide.total_ms,
                chapters=guide.chapters,
                title=timeline.name,
                level=_level(settings),
                progress=progress,
            )
        except RenderFault as fault:
            raise exits.Fault(exits.CANNOT, str(fault)) from None
    say.out(_written(output, timeline, guide, engine))
    return exits.WELL


def _level(settings: "Settings") -> "Callable[[Sound], float]":
    from stretchplayer.audio.mixer import loudness

    voice = loudness(settings.volume, settings.voice_volume)
    tones = loudness(settings.volume, settings.tone_volume)
    return lambda sound: voice if sound.voice else tones


def _written(output: Path, timeline: "Timeline", guide: "Guide", engine: str | None) -> str:
    from stretchplayer.routine.harmless import harmless
    from stretchplayer.words.times import short

    parts = [short(round(guide.total_ms / 1000) * 1000)]
    parts.append(counted(len(guide.chapters), "chapter"))
    parts.append(f"spoken by {engine}" if any(cue.text for _, cue in guide.cues) else "tones only")
    open_ = " What waits for you lasts its estimate." if timeline.open else ""
    return harmless(f"Written: {output} ({', '.join(parts)}).{open_}")
