"""Whatever a routine looks like: its timeline has no holes and its player loses nothing."""

import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.library.languages import languages
from stretchplayer.playback.as_json import plan_json
from stretchplayer.playback.cue import CueSettings, estimated_length
from stretchplayer.playback.cues import plan
from stretchplayer.playback.events import Ended, Entered, Extended, Finished, Restarted, Waiting
from stretchplayer.playback.player import Player
from stretchplayer.playback.segments import BOUTS, GAPS
from stretchplayer.playback.timeline import Unplayable, compile_routine
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.writer import write_routine
from tests.each import each
from tests.examples import examples
from tests.strategies import catalogues
from tests.strategies import routines as written_routines

from .made import Clock
from .strategies import routines
from .written import MOVES

ENGLISH = languages("en")

TOP = Path(__file__).parents[2]


@examples(32)
@given(routines(), st.none() | st.sampled_from(["left", "right"]))
def test_timelines_have_no_holes_and_their_totals_are_sums(routine, first):
    made = compile_routine(routine, MOVES, first=first)
    ready, *others = made.segments
    assert (ready.kind, ready.start_ms, ready.index) == ("ready", 0, 0)
    for one, other in pairwise(made.segments):
        assert other.start_ms == one.end_ms
        assert other.index == one.index + 1
        assert other.step - one.step in (0, 1)
    assert made.total_ms == sum(s.duration_ms for s in others)
    assert made.work_ms == sum(s.duration_ms for s in others if s.kind in BOUTS)
    assert made.estimate_ms == sum(s.estimate_ms for s in others) >= made.total_ms
    for s in others:
        assert s.is_bout == (s.set is not None) == (s.sets is not None)
        assert s.duration_ms > 0 or s.open or s.kind == "say"
        assert s.kind not in GAPS or not (s.open or s.side or s.reps or s.move)
        assert s.rounds is None or 1 <= s.round <= s.rounds
        assert s.estimate_ms == s.duration_ms or s.open
    assert plan_json(made)["segments"][-1]["index"] == len(others)
    closed = made.closed()
    assert closed.total_ms == closed.estimate_ms == made.estimate_ms


def _played(made, wait) -> list:
    clock = Clock()
    player = Player(made, clock, hands_free=True)
    events = list(player.start())
    while player.state == "playing":
        clock.tick(wait(player))
        events += player.wake()
    return events


@examples(16)
@given(routines(), st.integers(0, 2**32).map(random.Random))
def test_any_wake_ups_give_the_same_events_as_fine_ones(routine, dice):
    made = compile_routine(routine, MOVES)
    fine = _played(made, lambda player: player.next_wake_ms())
    coarse = _played(made, lambda _: dice.choice([1, 10, 700, 1000, 3000, 5000]))
    plain = [(type(e), getattr(e, "index", None), getattr(e, "done_ms", None)) for e in coarse]
    assert plain == [(type(e), getattr(e, "index", None), getattr(e, "done_ms", None)) for e in fine]
    assert all(e.ms == 0 for e in fine if isinstance(e, Entered))
    assert sum(e.ms for e in fine if isinstance(e, Ended) and e.index) == made.estimate_ms


@examples(16)
@given(routines(), st.booleans(), st.integers(0, 2**32).map(random.Random))
def test_two_hundred_commands_leave_a_consistent_player(routine, hands_free, dice):
    made = compile_routine(routine, MOVES)
    clock = Clock()
    player = Player(made, clock, hands_free=hands_free, start=dice.choice([0, 0, len(made.segments) // 2]))
    events = list(player.start())
    commands = ["wake", "pause", "resume", "toggle", "next", "back", "restart", "extend", "jump", "go_on"]
    for _ in range(200):
        clock.tick(dice.choice([0, 1, 400, 1000, 4999, 20_000, -700]))
        name = dice.choice(commands)
        argument = {"extend": (dice.choice([-10_000, 10_000]),), "jump": (dice.randrange(len(made.segments)),)}
        events += getattr(player, name)(*argument.get(name, ()))
        assert 0 <= player.remaining_ms <= max(player.duration_ms, 0)
        if player.state == "playing":
            assert player.elapsed_ms < player.duration_ms
            assert 0 < player.next_wake_ms() <= 1000
        assert player.state != "waiting" or (player.segment.open and not hands_free)
    inside = None
    for event in events:
        match event:
            case Entered(index):
                assert inside is None
                inside = index
            case Ended(index, _, done_ms):
                assert inside == index
                assert done_ms >= 0
                inside = None
            case Waiting(index) | Extended(index) | Restarted(index):
                assert inside == index
            case Finished():
                assert inside is None
    assert (inside is None) == (player.state == "finished")


def _anywhere(made):
    """The segments of a timeline without the lines they were written on."""
    return [replace(s, line=0) for s in made.segments]


@examples(16)
@given(written_routines(), catalogues())
def test_a_routine_that_reads_compiles_and_so_does_its_printed_form(routine, moves):
    try:
        made = compile_routine(routine, moves)
    except Unplayable as fault:
        assert fault.message and fault.help and fault.line >= 1
        return
    again = read_routine(write_routine(routine), routine.file, id=routine.id).routine
    assert again is not None
    remade = compile_routine(again, moves)
    assert _anywhere(remade) == _anywhere(made)
    cues = plan(made, CueSettings(languages=ENGLISH), estimated_length, moves=moves)
    # In a language whose phrases are not at hand, tones stand for words.
    assert cues[-1].role == ("done" if made.language is None else cues[-1].role)
    assert cues[-1].segment == len(made.segments)


@each(
    "file",
    sorted((TOP / "routines").rglob("*.yaml")) + sorted((TOP / "tests/data/ok").glob("*.yaml")),
)
def test_every_routine_that_is_there_compiles(file):
    routine = read_routine(file.read_bytes(), str(file), id=file.stem, fetch=lambda *_: None).routine
    if routine is not None:
        assert compile_routine(routine, MOVES).segments
