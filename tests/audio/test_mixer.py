"""The mixer against plain addition."""

from array import array

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stretchplayer.audio.clips import Clip, frames
from stretchplayer.audio.mixer import CEILING, Mixer, Sound, levelled, mix


def clip(*values: int) -> Clip:
    return Clip("made", array("h", values))


# Drawn as bytes, and not number by number: that would be most of the test.
SAMPLES = st.binary(min_size=2, max_size=180).map(lambda raw: array("h", raw[: len(raw) & ~1]).tolist())


@given(
    placed=st.lists(st.tuples(st.integers(0, 400), SAMPLES), max_size=6),
    blocks=st.lists(st.integers(1, 200), min_size=1, max_size=8),
)
@example(placed=[(0, [1] * 50), (5, [2] * 5), (20, [3] * 5)], blocks=[60])  # two shorter ones within a long one
@settings(max_examples=80, deadline=None)
def test_reads_the_saturated_sum_whatever_the_blocks(placed: list[tuple[int, list[int]]], blocks: list[int]) -> None:
    total = sum(blocks)
    wanted = np.zeros(total + 600, dtype=np.int64)
    mixer = Mixer()
    # Only two may meet in one sample for the plain sum to be exact: saturating happens at each meeting.
    busy = np.zeros(total + 600, dtype=np.int64)
    for at, values in placed:
        if busy[at : at + len(values)].max() >= 2:
            continue
        busy[at : at + len(values)] += 1
        wanted[at : at + len(values)] += values
        mixer.add(at, array("h", values))
    read = [value for size in blocks for value in mixer.read(size)]
    alone = busy[:total] < 2
    assert np.array_equal(np.array(read)[alone], wanted[:total][alone])
    assert np.array_equal(np.array(read)[~alone], np.clip(wanted[:total][~alone], -CEILING, CEILING))


def test_never_reaches_full_scale() -> None:
    loud = clip(*[32767, -32768] * 50)
    mixed = mix((Sound("a", loud, 0), Sound("b", loud, 0), Sound("c", loud, 0, gain=3.0)))
    assert max(mixed.samples) == CEILING and min(mixed.samples) == -CEILING


def test_places_each_sound_to_the_sample_and_marks_tones_in_order() -> None:
    one = clip(*[100] * 10)
    mixed = mix((Sound("late", one, 500), Sound("word", one, 20, voice=True), Sound("early", one, 0)))
    assert mixed.marks == (("early", 0), ("late", 500))
    assert len(mixed.samples) == frames(500) + 10
    assert [at for at, value in enumerate(mixed.samples) if value] == [
        *range(10), *range(frames(20), frames(20) + 10), *range(frames(500), frames(500) + 10)
    ]  # fmt: skip


def test_levels_once() -> None:
    sound = Sound("a", clip(1000, -1000), 0, gain=0.5)
    assert list(levelled(sound, 0.5)) == [250, -250]
    assert levelled(sound, 0.5) is levelled(sound, 0.5)
    assert not levelled(sound, 0.0)
    assert not levelled(Sound("none", None, 0))


def test_cut_fades_what_sounds_and_forgets_the_rest() -> None:
    mixer = Mixer()
    mixer.add(0, array("h", [20_000] * 44_100))
    mixer.add(30_000, array("h", [20_000] * 10))
    mixer.read(1000)
    mixer.cut()
    after = mixer.read(44_100)
    steps = np.abs(np.diff(np.r_[20_000, np.array(after)]))
    assert steps.max() < 200, "a jump is a click"
    assert not any(after[frames(4) :])
    assert mixer.silent


def test_what_is_past_is_left_out() -> None:
    mixer = Mixer()
    mixer.read(100)
    mixer.add(90, array("h", [7] * 20))
    mixer.add(10, array("h", [9] * 20))
    assert list(mixer.read(20)) == [7] * 10 + [0] * 10
