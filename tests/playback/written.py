"""Routines from text, through the real reader, and a small catalogue for them."""

from textwrap import dedent

from stretchplayer.library.languages import languages
from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.playback.timeline import compile_routine
from stretchplayer.routine.fetched import Fetched
from stretchplayer.routine.model import Routine
from stretchplayer.routine.moves import EMPTY, Dose, Move, Moves
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.terms import Length, Source

ENGLISH = languages("en")
MOVES = Moves(
    (
        Move(
            "calf-straight",
            "Wall calf stretch",
            "stretch",
            also=("calf stretch",),
            sides="both",
            side_word="leg",
            dose=Dose(Length(30_000), sets=2),
            dose_basis="published",
            source=("acsm",),
            how=("Hands on a wall.", "Back heel down and knee straight."),
        ),
        Move(
            "childs-pose",
            "Child's pose",
            "stretch",
            how=("Kneel and sit back.",),
            feel="A long back.",
            avoid=("Don't force it.",),
        ),
        Move("lying-twist", "Lying twist", "stretch", sides="both", side_word="to", dose=Dose(Length(20_000))),
        Move("sigh", "Sighing stretch", "stretch", dose=Dose(breaths=3)),
        Move("squat", "Squat", "move", dose=Dose(reps=10, every=3000), dose_basis="practice"),
        Move("nordic", "Nordic", "move", dose=Dose(reps=4)),
        Move("march", "March on the spot", "move", dose=Dose(Length(60_000))),
        Move("belly-breathing", "Slow belly breathing", "breathe", dose=Dose(breaths=5)),
        Move(
            "sole-ball",
            "Ball under the sole",
            "massage",
            sides="both",
            side_word="leg",
            dose=Dose(Length(30_000, True)),
        ),
    ),
    {
        "acsm": Source("ACSM", doses={"calf-straight": {"hold": "15-30s", "sets": "2-4"}}),
        "range": Source("A range", ranges={"stretch": {"hold": "10-60s"}}),
        "words": Source("Words only"),
    },
)


def routine(text: str, id: str = "test", **others: str) -> Routine:
    """What the reader makes of a text that has no errors. `others` are routines that it may use, by id."""

    def fetch(target: str, _from: str) -> Fetched | None:
        return Fetched(dedent(others[target]).encode(), f"{target}.yaml", target) if target in others else None

    reading = read_routine(dedent(text), f"{id}.yaml", id=id, fetch=fetch)
    assert reading.routine is not None, reading.problems
    return reading.routine


def timeline(text: str, moves: Moves = EMPTY, **options) -> Timeline:
    return compile_routine(routine(text), moves, **options)


def shown(made: Timeline | tuple[Segment, ...]) -> str:
    """A timeline in brief, without the get-ready: `A 30 L1, switch 5, A 30 R1`; open bouts end with `+`."""
    segments = made.segments[1:] if isinstance(made, Timeline) else made
    return ", ".join(map(_one, segments))


def _one(segment: Segment) -> str:
    if segment.kind == "say":
        return f"say {segment.name}"
    name = segment.name if segment.is_bout else segment.kind
    seconds = f"{segment.duration_ms / 1000:g}{'+' if segment.open else ''}"
    side = (segment.side or "")[:1].upper()
    last = f"{side}{segment.set}" if segment.sets and (segment.sets > 1 or side) else ""
    return " ".join(filter(None, (name, seconds, last)))
