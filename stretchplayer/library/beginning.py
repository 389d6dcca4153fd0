"""The text that a new routine begins with: commented, valid, and different for each category."""

from stretchplayer.library import places
from stretchplayer.library.own import modeline
from stretchplayer.routine.writer import quote_scalar

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


def beginning(name: str, category: str, stem: str) -> str:
    """The first text of a routine that will be called `name` and lie in a file `stem`."""
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
