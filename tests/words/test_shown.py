"""Times, counts, doses, sides and lines as they are shown."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from stretchplayer.playback.segments import Breath, Segment
from stretchplayer.words import counts, doses, times, wrapping
from stretchplayer.words.doses import Amount
from tests.each import each

BOUT = Segment(1, 0, 30_000, "stretch", "Calf stretch", 3, 30_000)


@each(
    ("ms", "stands", "left"),
    [
        (-5, "0:00", "0:00"), (0, "0:00", "0:00"), (1, "0:00", "0:01"), (45_000, "0:45", "0:45"),
        (59_001, "0:59", "1:00"), (772_999, "12:52", "12:53"), (3_725_000, "1:02:05", "1:02:05"),
    ],
)  # fmt: skip
def test_a_clock_leaves_parts_of_seconds_off_and_a_countdown_rounds_them_up(ms: int, stands: str, left: str) -> None:
    assert (times.clock(ms), times.countdown(ms)) == (stands, left)


def test_the_length_of_what_waits_is_an_estimate() -> None:
    assert times.total(477_000, open=False) == times.estimated("7:57", open=False) == "7:57"
    assert (times.total(1_218_500, open=True), times.estimated("7m", open=True)) == ("~20:19", "about 7m")


@each(
    ("ms", "said"),
    [(10_000, "under a minute"), (44_999, "under a minute"), (45_000, "1 minute"), (80_000, "1 minute"),
     (90_001, "2 minutes"), (772_000, "13 minutes")],
)  # fmt: skip
def test_minutes_as_one_says_them(ms: int, said: str) -> None:
    assert times.minutes(ms) == said


@each(("number", "said"), [(0, "0 steps"), (1, "1 step"), (2, "2 steps"), (1200, "1,200 steps"), (-1, "-1 steps")])
def test_a_count_has_its_noun_in_the_right_form(number: int, said: str) -> None:
    assert counts.counted(number, "step") == said


def test_a_plural_that_is_more_than_an_s() -> None:
    assert counts.counted(2, "switch", "switches") == "2 switches"
    assert counts.counted(1, "switch", "switches") == "1 switch"


def test_sentences_have_one_full_stop_each() -> None:
    assert (
        counts.sentences("Figure four", None, "", "Left leg.", "Ready?", "Wait…")
        == "Figure four. Left leg. Ready? Wait…"
    )


@each(
    ("amount", "said"),
    [
        (Amount(30_000), "30s"), (Amount(90_000), "1m 30s"), (Amount(30_000, open=True), "at least 30s"),
        (Amount(open=True), "as you like"), (Amount(open=True, reps=12), "12 times"),
        (Amount(open=True, reps=1), "1 time"), (Amount(30_000, reps=15, every_ms=2000), "15 times, 30s"),
        (Amount(reps=15, every_ms=2000), "15 times, 2s each"), (Amount(60_000, reps=10), "10 times in 1m"),
        (Amount(60_000, breaths=6), "6 breaths, 1m"), (Amount(breaths=1), "1 breath"),
        (Amount(30_000, sets=3), "3 × 30s"),
    ],
)  # fmt: skip
def test_a_dose(amount: Amount, said: str) -> None:
    assert doses.dose(amount) == said


@each(
    ("changes", "amount"),
    [
        ({"open": True, "duration_ms": 0, "reps": 12}, Amount(open=True, reps=12)),
        ({"breath": Breath(4000, 0, 6000, 0)}, Amount(30_000, breaths=3)),
        ({"breath": Breath(4000, 0, 5000, 0)}, Amount(30_000)),
        ({"breath": Breath(4000, 0, 6000, 0), "duration_ms": 0}, Amount(0)),
    ],
)
def test_what_a_bout_comes_to(changes: dict[str, object], amount: Amount) -> None:
    assert replace(BOUT, **changes).amount == amount


@each(
    ("side", "word", "said"),
    [
        ("left", "leg", "Left leg"), ("right", "arm", "Right arm"), ("left", "to", "To the left"),
        ("right", None, "Right side"), (None, "leg", ""),
    ],
)  # fmt: skip
def test_sides(side: str | None, word: str | None, said: str) -> None:
    bout = replace(BOUT, side=side, side_word=word)
    assert doses.side(bout) == said
    assert doses.named(bout) == (f"Calf stretch, {said[0].lower()}{said[1:]}" if said else "Calf stretch")


@each(
    ("order", "said"),
    [("", ""), ("L", "left leg"), ("LL", "left leg"), ("LR", "left, right"), ("RRLL", "right, left"),
     ("LRLR", "alternating")],
)  # fmt: skip
def test_the_sides_of_a_step(order: str, said: str) -> None:
    names = {"L": "left", "R": "right"}
    bouts = [replace(BOUT, side=names[one], side_word="leg") for one in order] or [BOUT]
    assert doses.sides(bouts) == said


def test_where_in_sets_rounds_and_sections_a_bout_is() -> None:
    assert doses.place(replace(BOUT, set=1, sets=1, round=1, rounds=1)) == ()
    assert doses.place(replace(BOUT, set=2, sets=3, round=1, rounds=4, section="Warm")) == (
        "Set 2 of 3", "Round 1 of 4", "Warm",
    )  # fmt: skip
    assert doses.place(replace(BOUT, round=2, rounds=None)) == ("Round 2, until eased",)
    assert doses.place(replace(BOUT, repeat="hip circuit", round=2, rounds=3)) == ("Hip circuit, round 2 of 3",)
    assert doses.around(replace(BOUT, repeat="hips", round=1, rounds=1, section="Warm")) == "Warm · Hips"


def test_a_steps_dose_counts_its_sets() -> None:
    assert doses.of_step([replace(BOUT, set=n, sets=3) for n in (1, 2, 3)]) == "3 × 30s"


@given(
    st.text(st.sampled_from("ab c\u00a0\n日本\u0301é"), max_size=60), st.integers(1, 12), st.none() | st.integers(1, 3)
)
def test_wrapped_lines_keep_every_letter_and_the_width(text: str, width: int, most: int | None) -> None:
    lines = wrapping.wrap(text, width, most=most)
    assert "".join("".join(lines).split(" ")) == "".join(wrapping._BREAKS.sub(" ", text).split(" "))
    for line in lines:
        assert wrapping.cells(line) <= width or len(line.rstrip("\u0301")) == 1
        assert most is None or len(wrapping._BREAKS.split(line)) <= most


@given(st.text(max_size=20))
def test_cells_are_those_of_the_screen(text: str) -> None:
    printable = "".join(char for char in text if char.isprintable() and ord(char) < 0x3000)
    assert abs(wrapping.cells(printable) - cell_len(printable)) <= sum(not c.isalnum() for c in printable)


def test_lines_hang_clear_of_their_lead_and_bullets_come_whole() -> None:
    assert wrapping.hanging("one two three", 9, "1. ") == ["1. one", "   two", "   three"]
    assert wrapping.bullets(["one two", "three four", "x"], 7, 3) == ["· one", "  two"]
    assert wrapping.dotted(["Set 1", "", "Round 2", "a very long one"], 16) == ["Set 1 · Round 2", "a very long one"]
