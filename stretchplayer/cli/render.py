"""A routine as a sound file.

A whole routine as a sound file, with a chapter for each step where the format has them. What waits for you when it is
played lasts its estimate here.
"""

import argparse
from pathlib import Path

from stretchplayer.audio.mixer import loudness
from stretchplayer.audio.render import Tags, check, render
from stretchplayer.cli import exits, guides, say
from stretchplayer.cli.options import add_plan, add_routine, setting
from stretchplayer.library import finding
from stretchplayer.playback.wording import Wording
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs import request as runs
from stretchplayer.runs.request import RunPlan
from stretchplayer.settings.file import load_settings
from stretchplayer.words.counts import counted
from stretchplayer.words.times import short
from stretchplayer.words.verbosity import VOICES


def arguments(parser: argparse.ArgumentParser) -> None:
    add_routine(parser)
    help = "its ending says which format: .wav .flac .ogg .opus .mp3"
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=help)
    add_plan(parser)
    group = parser.add_argument_group("sound")
    group.add_argument("--voice", choices=VOICES, help="full: names, sides and how-to; brief: name and side; off")
    group.add_argument("--volume", type=setting("volume"), metavar="PERCENT", help="0 to 100; default: 100")


def run(args: argparse.Namespace) -> None:
    """Write the file, whole or not at all."""
    check(args.output)
    # The levels of voice and tones against one another are the person's; how loud all of it is, the phone decides.
    volume = 1.0 if args.volume is None else args.volume
    settings = load_settings().settings.with_options(voice=args.voice, volume=volume, first=args.first)
    path = finding.find(args.routine).path
    plan = runs.plan(runs.RunRequest(routine=path, settings=settings, countdown=args.countdown, fit_ms=args.fit))
    if plan.is_relief:
        help = f"Make a sheet: stretchplayer export {plan.timeline.id} --to html."
        raise exits.Fault(exits.USAGE, "a cramp needs questions that a sound file can't ask", help)
    for notice in plan.notices:
        say.aside(notice)
    say.out(write_sound(plan, args.output))


def write_sound(plan: RunPlan, output: Path) -> str:
    """Write a plan as a sound file; a sentence about it. Raises RenderFault."""
    timeline, settings = plan.timeline, plan.settings
    title = Wording(timeline, plan.cues.languages, plan.moves).title()
    voice = loudness(settings.volume, settings.voice_volume)
    tones = loudness(settings.volume, settings.tone_volume)
    with guides.made(plan, title) as (guide, engine), guides.bar("file") as progress:
        render(
            guide.sounds(),
            output,
            total_ms=guide.total_ms,
            chapters=guide.chapters,
            tags=Tags(timeline.name, "Stretchplayer", "Stretching", "Pain is a stop."),
            level=lambda sound: voice if sound.voice else tones,
            progress=progress,
        )
    parts = [short(round(guide.total_ms / 1000) * 1000), counted(len(guide.chapters), "chapter")]
    parts.append(f"spoken by {engine}" if any(cue.text for _, cue in guide.cues) else "tones only")
    open_ = " Steps that wait for you last their estimate." if timeline.open else ""
    return harmless(f"Written: {output} ({', '.join(parts)}).{open_}")
