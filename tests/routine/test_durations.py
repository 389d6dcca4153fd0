"""Every form of a time and a count, accepted and refused."""

import pytest

from stretchplayer.routine.durations import (
    TimeFault,
    format_length,
    parse_count,
    parse_gap,
    parse_length,
    parse_span,
    parse_time,
)
from stretchplayer.routine.terms import Length
from stretchplayer.words.times import short
from tests.each import each


@each(
    ("raw", "ms"),
    [
        ("30s", 30_000),
        ("5m", 300_000),
        ("1h", 3_600_000),
        ("1h 10m", 4_200_000),
        ("1h10m5s", 4_205_000),
        ("1m30s", 90_000),
        ("1m 30s", 90_000),
        ("1 m 30 s", 90_000),
        ("90 sec", 90_000),
        ("90secs", 90_000),
        ("1 second", 1000),
        ("2 seconds", 2000),
        ("2 minutes", 120_000),
        ("1 minute", 60_000),
        ("1 min 5 sec", 65_000),
        ("3 mins", 180_000),
        ("1 hr", 3_600_000),
        ("2 hrs", 7_200_000),
        ("1 hour", 3_600_000),
        ("2 hours 5 min", 7_500_000),
        ("1H 10M", 4_200_000),
        ("90S", 90_000),
        ("90m", 5_400_000),
        ("1.5m", 90_000),
        ("0.5s", 500),
        ("2.5 s", 2500),
        ("1m 2.5s", 62_500),
        ("1.5h", 5_400_000),
        ("1:30", 90_000),
        ("01:05", 65_000),
        ("90:00", 5_400_000),
        ("1:02:03", 3_723_000),
        ("0:00:07", 7000),
        ("45", 45_000),
        ("007", 7000),
        ("010", 10_000),
        ("0", 0),
        ("0s", 0),
        ("  30s ", 30_000),
        ("6h", 21_600_000),
    ],
)
def test_times(raw: str, ms: int) -> None:
    assert parse_time(raw) == Length(ms)
    assert parse_time(raw.rstrip() + "+") == Length(ms, True)


@each(
    ("raw", "help"),
    [
        ("1:5", "write `1:05` or `1:50`"),
        ("0:90", "write `1m 30s`"),
        ("1:75:00", "write `2h 15m`"),
        ("1:5:00", "write `1h 5m`"),
        ("1m30", "write `1m 30s`"),
        ("1h30", "write `1h 30m`"),
        ("1'30\"", "write `1m 30s`"),
        ("1′30″", "write `1m 30s`"),
        ("5'", "write `5m`"),
        ('30"', "write `30s`"),
        ("30''", "write `30s`"),
        ("1,5m", "write `1.5m`"),
        ("60-30s", "write `30-60s`"),
        ("30s to 60s", "write `30s-60s` or `30s`"),
        ("1 to 2 min", "write `1-2min` or `1min`"),
        ("30-30s", "write `30s`"),
        ("30-60s+", "write `30-60s`"),
        ("-30s", "write `30s`"),
        ("- 5", "write `5`"),
        ("٣٠s", "write `30s`"),
        ("３０", "write `30`"),
        ("1m 90s", "write `2m 30s`"),
        ("30s 1m", "write `1m 30s`"),
        ("1.5m 30s", "write `2m`"),
        ("1.25m", "write `1m 15s`"),
        ("1.5", "write `1.5s` or `1.5m`"),
        ("2x30s", "write `30s`"),
        ("30s per side", "write `30s`"),
        ("30  s", "write `30 s`"),
        ("30 sek", "the units are s, m and h: `30s`, `5m`, `1h`"),
        ("5d", "the units are s, m and h: `30s`, `5m`, `1h`"),
        ("soon", "write a time such as `30s`, `1m 30s`, `2 minutes` or `1:30`"),
        ("", "write a time such as `30s`, `1m 30s`, `2 minutes` or `1:30`"),
        ("30s++", "write a time such as `30s`, `1m 30s`, `2 minutes` or `1:30`"),
        ("6h 1s", "write a time such as `30s`, `1m 30s`, `2 minutes` or `1:30`"),
        ("9" * 400, "write a time such as `30s`, `1m 30s`, `2 minutes` or `1:30`"),
    ],
)
def test_refused_times_say_what_to_write(raw: str, help: str) -> None:
    with pytest.raises(TimeFault) as fault:
        parse_length(raw)
    assert fault.value.help == help
    assert fault.value.message


def test_doses_gaps_and_spans_differ_in_nothing_and_plus() -> None:
    assert parse_gap("none") == parse_gap("0s") == parse_gap("0") == parse_gap("NONE") == 0
    assert parse_length("30s+") == Length(30_000, True)
    assert parse_span("2s") == 2000
    for refused in ("0s", "none", "0:00"):
        with pytest.raises(TimeFault, match="a dose of nothing"):
            parse_length(refused)
        with pytest.raises(TimeFault, match="a dose of nothing"):
            parse_span(refused)
    for parse in (parse_gap, parse_span):
        with pytest.raises(TimeFault) as fault:
            parse("30s+")
        assert fault.value.help == "only `hold` and `for` can wait; write `30s`"
        with pytest.raises(TimeFault) as fault:
            parse("30-60s")
        assert fault.value.help == "write `30s`"


@each(("raw", "count"), [("1", 1), ("999", 999), ("012", 12), (" 7 ", 7)])
def test_counts(raw: str, count: int) -> None:
    assert parse_count(raw) == count


@each(
    ("raw", "help"),
    [
        ("0", "a count goes from 1 to 999"),
        ("1000", "a count goes from 1 to 999"),
        ("-3", "write a whole number from 1 to 999 in plain digits"),
        ("2.5", "write a whole number from 1 to 999 in plain digits"),
        ("1e2", "write a whole number from 1 to 999 in plain digits"),
        ("٣", "write a whole number from 1 to 999 in plain digits"),
        ("three", "write `3`"),
        ("3x", "write `3`"),
        ("x3", "write `3`"),
        ("10 reps", "write `10`"),
        ("8-12", "a range is for doses; write `8`"),
        ("", "write a whole number from 1 to 999 in plain digits"),
        ("9" * 5000, "write a whole number from 1 to 999 in plain digits"),
    ],
)
def test_refused_counts_say_what_to_write(raw: str, help: str) -> None:
    with pytest.raises(TimeFault) as fault:
        parse_count(raw)
    assert fault.value.help == help


@each(
    ("ms", "text"),
    [(0, "0s"), (500, "0.5s"), (30_000, "30s"), (90_000, "1m 30s"), (3_600_000, "1h"), (3_661_000, "1h 1m 1s")],
)
def test_the_standard_form(ms: int, text: str) -> None:
    assert short(ms) == text
    assert format_length(Length(ms, True)) == text + "+"
