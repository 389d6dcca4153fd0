"""Numbers, times, sides and announcements in words."""

import pytest

from stretchplayer.playback import wording
from stretchplayer.playback.segments import Breath, Segment

from .written import MOVES, timeline


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "zero"), (7, "seven"), (13, "thirteen"), (20, "twenty"), (21, "twenty-one"), (99, "ninety-nine"),
        (100, "one hundred"), (101, "one hundred and one"), (999, "nine hundred and ninety-nine"),
        (1000, "one thousand"), (2016, "two thousand and sixteen"), (2160, "two thousand one hundred and sixty"),
        (12_345, "twelve thousand three hundred and forty-five"), (5_000_000, "5000000"), (-1, "-1"),
    ],
)  # fmt: skip
def test_numbers(n, words):
    assert wording.number(n) == words


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (1000, "one second"), (30_000, "thirty seconds"), (29_600, "thirty seconds"), (60_000, "one minute"),
        (90_000, "one minute thirty"), (120_000, "two minutes"), (3_600_000, "one hour"),
        (3_960_000, "one hour six minutes"), (7_200_000, "two hours"),
    ],
)  # fmt: skip
def test_times(ms, words):
    assert wording.spoken_time(ms) == words


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (772_000, "Done. Twelve minutes."), (95_000, "Done. One minute thirty-five."), (125_000, "Done. Two minutes."),
        (4_000_000, "Done. One hour six minutes."), (400, "Done."),
    ],
)  # fmt: skip
def test_the_last_words_never_claim_more_than_was_done(ms, words):
    assert wording.done(ms) == words


def bout(**more) -> Segment:
    given = {
        "index": 1,
        "start_ms": 0,
        "duration_ms": 30_000,
        "kind": "stretch",
        "name": "A",
        "line": 1,
        "estimate_ms": 0,
    }
    return Segment(**(given | more))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, None), ({"side": "left", "side_word": "leg"}, "Left leg"),
        ({"side": "right", "side_word": "arm"}, "Right arm"),
        ({"side": "left"}, "Left side"), ({"side": "right", "side_word": "to"}, "To the right"),
    ],
)  # fmt: skip
def test_sides(more, words):
    assert wording.spoken_side(bout(**more)) == words


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "Thirty seconds"), ({"open": True}, "At least thirty seconds"), ({"reps": 1}, "Once"),
        ({"reps": 12}, "Twelve times"), ({"duration_ms": 0, "open": True}, None),
        ({"duration_ms": 0, "open": True, "reps": 5}, "Five times"),
        ({"breath": Breath(4000, 0, 6000, 0)}, "Three breaths"),
        ({"breath": Breath(4000, 0, 5000, 0)}, "Thirty seconds"),
        ({"duration_ms": 10_000, "breath": Breath(4000, 0, 6000, 0)}, "One breath"),
    ],
)  # fmt: skip
def test_doses(more, words):
    made = bout(**more)
    assert wording.spoken_dose(made, made.duration_ms) == words


def test_announcements():
    made = timeline(
        """
        steps:
          - {stretch: calf stretch, hold: 30s, sets: 2}
          - {stretch: Lying twist, hold: 20s, sides: alternate}
          - repeat: 2
            steps: [{move: Plank, for: 20s}]
        """,
        MOVES,
    )
    bouts = [s for s in made.segments if s.is_bout]
    assert [wording.announcement(made, b)[0] for b in bouts] == [
        "calf stretch. Left leg. Thirty seconds.", "Again.", "Right leg.", "Again.",
        "Lying twist. To the left. Twenty seconds.", "To the right.", "Plank. Twenty seconds.", "Again.",
    ]  # fmt: skip
    assert wording.announcement(made, bouts[0]) == (
        "calf stretch. Left leg. Thirty seconds.",
        "calf stretch. Left leg.",
    )
    assert wording.announcement(made, bouts[0], brief=True) == ("calf stretch. Left leg.",)
    assert wording.announcement(made, bouts[2], fresh=True)[0] == "calf stretch. Right leg. Thirty seconds."


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Heel down.", "Heel down."),
        ("Toes up\nRub gently, \nslowly.\n\nThen rest\n", "Toes up. Rub gently, slowly. Then rest"),
        ("Six cones, 5 to 6 m apart", "Six cones, 5 to 6 metres apart"),
        ("Warm or cold: 10-15 min at most", "Warm or cold: 10 to 15 minutes at most"),
        ("For 1 min, then 30s", "For 1 minute, then 30 seconds"),
        ("A towel of 1.5 m", "A towel of 1.5 metres"),
        ("A five-minute walk", "A five-minute walk"),
        ("Press B. Room 3b, plan 2m1", "Press B. Room 3b, plan 2m1"),
        ("", ""),
    ],
)
def test_what_was_written_for_the_eye_is_read_as_sentences(written, read):
    assert wording.aloud(written) == read
    assert wording.aloud(read) == read
