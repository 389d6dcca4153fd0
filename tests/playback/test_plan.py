"""The plan as JSON."""

import json

from stretchplayer.library.languages import languages
from stretchplayer.playback.as_json import cues_json, plan_json
from stretchplayer.playback.cue import CueSettings, estimated_length
from stretchplayer.playback.cues import plan

from .written import MOVES, timeline

ENGLISH = languages("en")


def some(segment):
    """What applies to a segment."""
    return {name: value for name, value in segment.items() if value not in (None, False, [], 0)}


def test_the_plan_of_a_routine():
    made = timeline(
        "name: Legs\ncategory: stretch\nrest: 3s\nsteps:\n  - {stretch: calf stretch, hold: 10s}\n  - Nordic", MOVES
    )
    found = json.loads(json.dumps(plan_json(made)))
    segments = found.pop("segments")
    assert found == {
        "id": "test", "name": "Legs", "category": "stretch", "file": "test.yaml", "total_ms": 28_000,
        "work_ms": 20_000, "estimate_ms": 40_000, "open": True, "language": None, "equipment": [], "link": None,
    }  # fmt: skip
    assert some(segments[1]) == {
        "index": 1, "start_ms": 5000, "duration_ms": 10_000, "kind": "stretch", "name": "calf stretch", "side": "left",
        "side_word": "leg", "set": 1, "sets": 1, "move": "calf-straight", "figure": "calf-straight", "line": 5,
        "estimate_ms": 10_000, "basis": "comfort",
    }  # fmt: skip
    assert some(segments[2]) == {
        "index": 2, "start_ms": 15_000, "duration_ms": 5000, "kind": "switch", "name": "Change sides", "line": 5,
        "estimate_ms": 5000,
    }  # fmt: skip
    assert (segments[5]["reps"], segments[5]["open"], segments[5]["duration_ms"]) == (4, True, 0)
    assert [s["index"] for s in segments] == list(range(6))


def test_total_and_work_are_sums():
    made = timeline("rest: 4s\ncountdown: 9s\nsteps: [A, {move: B, for: 9s}, {say: x}, {rest: 7s}]", MOVES)
    found = plan_json(made)
    lengths = [(s["kind"], s["duration_ms"]) for s in found["segments"]]
    assert found["total_ms"] == sum(ms for _, ms in lengths[1:]) == 50_000
    assert found["work_ms"] == sum(ms for kind, ms in lengths if kind in ("stretch", "move")) == 39_000


def test_the_cue_plan_in_absolute_times():
    made = timeline("rest: 3s\nsteps:\n  - {move: A, reps: 2}\n  - {stretch: B, hold: 10s}")
    rows = cues_json(made, plan(made, CueSettings(voice="off"), estimated_length))
    assert [(row["at_ms"], row["tone"], row["segment"]) for row in rows] == [
        (2000, "tick", 0), (3000, "tick", 0), (4000, "tick", 0), (5000, "start", 1), (11_000, "end", 2),
        (13_000, "tick", 2), (14_000, "start", 3), (24_000, "finish", 4),
    ]  # fmt: skip
    spoken = cues_json(made, plan(made, CueSettings(languages=ENGLISH), estimated_length))
    assert spoken[0] == {
        "at_ms": 0, "segment": 0, "tone": None, "text": "Get ready.", "role": "gap", "length_ms": 650,
    }  # fmt: skip
