"""Numbers, times and doses as they are spoken, and written text as it is read aloud."""

import pytest

from stretchplayer.words import speech
from stretchplayer.words.doses import Amount


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
    assert speech.number(n) == words


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (1000, "one second"), (30_000, "thirty seconds"), (29_600, "thirty seconds"), (60_000, "one minute"),
        (90_000, "one minute thirty"), (120_000, "two minutes"), (3_600_000, "one hour"),
        (3_960_000, "one hour six minutes"), (7_200_000, "two hours"),
    ],
)  # fmt: skip
def test_times(ms, words):
    assert speech.spoken_time(ms) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount(30_000), "Thirty seconds"), (Amount(30_000, open=True), "At least thirty seconds"),
        (Amount(30_000, reps=1), "Once"), (Amount(30_000, reps=12), "Twelve times"), (Amount(open=True), ""),
        (Amount(open=True, reps=5), "Five times"), (Amount(30_000, breaths=3), "Three breaths"),
        (Amount(10_000, breaths=1), "One breath"),
    ],
)  # fmt: skip
def test_doses(amount, words):
    assert speech.spoken_dose(amount) == words


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
    assert speech.aloud(written) == read
    assert speech.aloud(read) == read
