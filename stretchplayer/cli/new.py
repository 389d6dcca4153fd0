"""`stretchplayer new`: a commented, valid routine to start from."""

import argparse
from typing import Any, get_args

from stretchplayer.cli import exits, say
from stretchplayer.routine.model import Category

_TEMPLATE = """\
{modeline}
name: {name}
category: {category}
{relieves}about: A pull is fine. Pain is a stop.
hold: 30s                    # for every stretch below, per side
rest: 10s                    # between steps

steps:
{steps}
# More: sections, rounds, breathing, spoken cues and your own moves are in the format guide.
# `stretchplayer check {stem}` says every mistake at its place; `stretchplayer play {stem}` plays it.
"""

_STEPS: dict[str, str] = {
    "warm-up": """\
  - move: March on the spot
    for: 1m
  - move: Leg swings
    reps: 10
    every: 2s                # a metronome: 10 reps of 2 s
    sides: both
  - move: Squat              # without a dose the catalogue's holds
""",
    "stretch": """\
  - Child's pose             # how to do it, its sides and its figure come from the catalogue
  - stretch: Wall calf stretch, knee straight
    hold: 45s
    sets: 2                  # two holds on each side
  - breathe: Slow belly breathing
    breaths: 6
""",
    "cool-down": """\
  - move: Easy walk
    for: 3m
  - stretch: Wall calf stretch, knee straight
    sides: both
  - stretch: Standing quad stretch
    note: Hold on to a chair.
  - breathe: Slow belly breathing
    breaths: 6
""",
    "relief": """\
  - repeat: until eased      # goes round until you say that it has eased
    steps:
      - stretch: Toe pull, leg straight
        hold: 60s
      - do: Walk and wiggle
        for: 60s
""",
}


def add(subparsers: Any) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "new",
        help="a new routine to write",
        description="Writes a commented, valid routine into your own folder and says where. It never overwrites.",
    )
    parser.add_argument("name", metavar="NAME", help='what it is called, such as "Evening legs"')
    parser.add_argument("--category", choices=get_args(Category), default="stretch", help="stretch where none is named")
    parser.add_argument("--from", dest="source", metavar="ROUTINE", help="begin with a copy of this routine")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file."""
    from stretchplayer.library.own import free_path, stem_of, write_new

    name = " ".join(args.name.split())
    if not name.isprintable() or not name:
        raise exits.Fault(
            exits.USAGE, "a routine needs a name of letters", 'Write for example: stretchplayer new "Evening legs"'
        )
    path = free_path(stem_of(name))
    text = _copied(args.source, name) if args.source else _fresh(name, args.category, path.stem)
    write_new(path, text)
    say.out(f"Written: {path}")
    say.out(f"stretchplayer edit {path.stem} opens it, stretchplayer play {path.stem} plays it.")
    return exits.WELL


def _fresh(name: str, category: str, stem: str) -> str:
    from stretchplayer.library import places
    from stretchplayer.library.own import modeline
    from stretchplayer.routine.writer import quote_scalar

    return _TEMPLATE.format(
        modeline=modeline(places.assets() / "routine.schema.json"),
        name=quote_scalar(name),
        category=category,
        relieves="relieves: [calf]             # help for a calf cramp begins with it\n"
        if category == "relief"
        else "",
        steps=_STEPS[category],
        stem=stem,
    )


def _copied(source: str, name: str) -> str:
    """Another routine's text under the new name, its origin noted."""
    import re

    from stretchplayer.cli import finding
    from stretchplayer.routine.writer import quote_scalar

    file = finding.find_file(source)
    text = finding.load(file.path).text
    named = f"name: {quote_scalar(name)}"
    text, found = re.subn(r"^name:.*$", named.replace("\\", r"\\"), text, count=1, flags=re.MULTILINE)
    origin = f"# Begun as a copy of the routine `{file.id}`.\n"
    return origin + (text if found else f"{named}\n{text}")
