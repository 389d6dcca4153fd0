"""What announces a bout, and the last words."""

import pytest

from stretchplayer.playback import wording

from .written import MOVES, timeline


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (772_000, "Done. Twelve minutes."), (95_000, "Done. One minute thirty-five."), (125_000, "Done. Two minutes."),
        (4_000_000, "Done. One hour six minutes."), (400, "Done."),
    ],
)  # fmt: skip
def test_the_last_words_never_claim_more_than_was_done(ms, words):
    assert wording.done(ms) == words


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
