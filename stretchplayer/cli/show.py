"""The plan of a routine, or the calendar of a plan over weeks.

The plan of a routine: each step with its time and dose; of a plan over weeks its calendar.
"""

import argparse
from collections import Counter
from shlex import quote

from stretchplayer.cli import loading, say, table
from stretchplayer.cli.options import add_plan, add_routine
from stretchplayer.library import finding
from stretchplayer.library.schedules import exact_plan, load_plan
from stretchplayer.playback.as_json import plan_json
from stretchplayer.playback.instructions import needed
from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.routine.model import Routine
from stretchplayer.runs import request as runs
from stretchplayer.runs.relief_pages import signs_of
from stretchplayer.settings.file import load_settings
from stretchplayer.words import doses
from stretchplayer.words.counts import capital, counted
from stretchplayer.words.times import clock, estimated, short
from stretchplayer.words.verbosity import VOICES

_COLUMNS = (
    table.Column("#", 4, right=True),
    table.Column("At", 7, right=True),
    table.Column("Step"),
    table.Column("Dose", 17),
    table.Column("Sides", 14),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    add_routine(parser)
    parser.add_argument("--json", action="store_true", help="every segment, for other programs")
    parser.add_argument("--cues", action="store_true", help="what is sounded and said, and when")
    parser.add_argument("--voice", choices=VOICES, help="for --cues: how much is spoken")
    add_plan(parser)


def run(args: argparse.Namespace) -> None:
    if plan_file := exact_plan(args.routine):
        from stretchplayer.cli import due  # plans over weeks bring their schedule and the journal with them

        due.show(load_plan(plan_file), args.json)
        return
    file = finding.find(args.routine)
    loaded = loading.load(file.path)
    assert loaded.routine is not None
    settings = load_settings().settings.with_options(voice=args.voice, first=args.first)
    plan = runs.plan(runs.RunRequest(routine=loaded, settings=settings, countdown=args.countdown, fit_ms=args.fit))
    for notice in plan.notices:
        say.aside(notice)
    if args.cues:
        from stretchplayer.cli import guides  # so do cues with the voices

        with guides.made(plan) as (guide, engine):
            if args.json:
                say.out_json(guides.record(plan.timeline, guide, engine))
            else:
                guides.print_cues(plan.timeline, guide, engine)
    elif args.json:
        say.out_json(plan_json(plan.timeline))
    else:
        if plan.is_relief:
            say.out("Warning signs first. In relief itself: w.")
            for text in signs_of(plan.settings, plan.timeline.relieves):
                table.out(text)
            say.out()
        # A file that was named by its path is on no shelf, where its id would be looked for.
        called = file.path if file.path == args.routine else file.id
        _print(loaded.routine, plan.timeline, quote(called))


def _print(routine: Routine, timeline: Timeline, called: str) -> None:
    """Print the table, with what stands around it; `called` is what a shell finds the routine by."""
    category = f"  {routine.category}" if routine.category else ""
    for i, line in enumerate(table.wrap(timeline.name, table.width() - len(category))):
        say.out(table.bold(line) + (table.dim(category) if i == 0 else ""))
    for text in filter(None, (routine.about, needed(timeline))):
        table.out(text)
    say.out()
    table.out_head(_COLUMNS)
    usual = _usual_rest(timeline)
    if usual != routine.defaults.rest:
        usual = None  # it is that of rounds or of a section, and said where it stands
    _rows(timeline, usual)
    say.out()
    table.out(_summary(timeline, usual))
    unknown = unknown_names(timeline)
    if unknown:
        table.out(f"Not in the catalogue: {', '.join(unknown)}.")
    say.out(table.dim(f"stretchplayer play {called} --from N begins with step N."))


def unknown_names(timeline: Timeline) -> list[str]:
    """The names of bouts that the catalogue does not know, each once."""
    return list(dict.fromkeys(s.name for s in timeline.segments if s.is_bout and s.move is None))


def _rows(timeline: Timeline, usual: int | None) -> None:
    begins = {bouts[0].index: (number, bouts) for number, bouts in enumerate(timeline.steps, start=1)}
    heading = ""
    for segment in timeline.segments:
        at = clock(segment.start_ms)
        if segment.kind == "say":
            table.out(say.in_quotes(segment.name), 15)
        elif (segment.kind == "ready" and segment.duration_ms) or (
            segment.kind == "rest" and segment.duration_ms != usual
        ):
            table.out_row(["", at, segment.name, short(segment.duration_ms), ""], _COLUMNS, style=table.dim)
        elif segment.index in begins:
            number, bouts = begins[segment.index]
            if (now := doses.around(segment)) != heading:
                if now:
                    table.out(now, 2, table.bold)
                else:
                    say.out()
            heading = now
            table.out_row([str(number), at, segment.name, _dose(bouts), doses.sides(bouts)], _COLUMNS)


def _dose(bouts: tuple[Segment, ...]) -> str:
    text = doses.listed(bouts)
    return text if say.unicode_out() else text.replace("×", "x")


def _usual_rest(timeline: Timeline) -> int | None:
    """The rest that stands most often between steps: it is said once rather than in every row."""
    lengths = Counter(s.duration_ms for s in timeline.segments if s.kind == "rest")
    most = lengths.most_common(1)
    return most[0][0] if most and most[0][1] > 1 else None


def _summary(timeline: Timeline, usual: int | None) -> str:
    parts = [
        f"{estimated(short(timeline.estimate_ms), open=timeline.open)} in all",
        f"{short(timeline.work_ms)} of it done by body or hand",
        counted(len(timeline.steps), "step"),
    ]
    if usual is not None:
        parts.append(f"{short(usual)} of rest between steps where nothing else is written")
    if timeline.open:
        parts.append("some steps wait for you")
    return capital("; ".join(parts) + ".")
