"""Routines of every shape that still read: what hypothesis tries the timeline, the player and the cues on."""

from functools import cache

from hypothesis import strategies as st

from stretchplayer.routine.model import Defaults, Exercise, Item, Repeat, Rest, Routine, Say, Section, Used
from stretchplayer.routine.terms import Length, SpokenCue

SIGNALS = frozenset(("tick", "start", "end", "switch", "half", "rest", "finish"))
NAMES = [
    "A",
    "B",
    "calf stretch",
    "Child's pose",
    "Lying twist",
    "Squat",
    "Nordic",
    "Slow belly breathing",
    "sole ball",
]

_gaps = st.sampled_from([0, 1000, 1500, 3000, 5000, 7000, 10_000, 20_000])
_times = st.sampled_from([1000, 2500, 5000, 10_000, 20_000, 30_000, 45_000, 61_000])
_optional_gap = st.none() | _gaps
_words = st.sampled_from(["Breathe out", "Heel down and knee straight, all the way", "Go"])
_cues = st.lists(
    st.builds(
        SpokenCue, st.sampled_from(["start", "half", "end", "in", "left"]), _words, st.sampled_from([0, 3000, 10_000])
    ),
    max_size=3,
).map(tuple)
_shared = {
    "line": st.integers(1, 99),
    "sets": st.none() | st.integers(1, 3),
    "sides": st.none() | st.sampled_from(["none", "both", "right then left", "left", "right", "alternate"]),
    "pause": _optional_gap,
    "switch": _optional_gap,
    "note": st.none() | st.just("Slowly, and only as far as it feels good."),
    "cues": _cues,
}
_breath = {"inhale": st.none() | st.just(3000), "keep": st.none() | st.sampled_from([0, 2000])}


@cache
def exercises(*, waits: bool = True) -> st.SearchStrategy[Exercise]:
    """Steps done by body or hand; without `waits` none that may wait for the person."""
    lengths = st.builds(Length, _times, st.booleans() if waits else st.just(False))
    holds = st.builds(Exercise, st.just("stretch"), st.sampled_from(NAMES[:5]), length=lengths, **_shared)
    timed = st.builds(
        Exercise, st.sampled_from(["move", "massage", "do"]), st.sampled_from(NAMES), length=lengths,
        reps=st.none() | st.integers(1, 9), **_shared,
    )  # fmt: skip
    counted = st.builds(
        Exercise, st.just("move"), st.sampled_from(NAMES), reps=st.integers(1, 12),
        every=st.sampled_from([100, 500, 1000, 2000, 4000]), **_shared,
    )  # fmt: skip
    breaths = st.builds(
        Exercise, st.sampled_from(["stretch", "breathe"]), st.sampled_from(NAMES), breaths=st.integers(1, 4), **_breath,
        **_shared,
    )  # fmt: skip
    kinds = [holds, timed, counted, breaths]
    if waits:
        kinds.append(st.builds(Exercise, st.none(), st.sampled_from(NAMES), **_shared))
        kinds.append(st.builds(Exercise, st.just("move"), st.sampled_from(NAMES), reps=st.integers(1, 12), **_shared))
    return st.one_of(kinds)


_defaults = st.builds(
    Defaults, hold=st.none() | st.builds(Length, _times), rest=_optional_gap, switch=_optional_gap, pause=_optional_gap,
    exhale=st.none() | st.just(5000),
)  # fmt: skip
_line = st.integers(1, 99)


@cache
def items(*, depth: int = 2, waits: bool = True) -> st.SearchStrategy[tuple[Item, ...]]:
    """A list of steps with at least one bout."""
    simple: list[st.SearchStrategy[Item]] = [
        exercises(waits=waits),
        st.builds(Rest, _gaps, _line, st.none() | st.just("Drink.")),
        st.builds(Say, _words, _line),
    ]
    if depth:
        inner = items(depth=depth - 1, waits=waits)
        simple.append(st.builds(Section, st.just("Part"), inner, _line, _defaults))
        simple.append(st.builds(Repeat, inner, _line, times=st.integers(1, 3), rest=_optional_gap))
        simple.append(st.builds(_used, inner, _defaults, _line))
        timed = items(depth=0, waits=False)
        simple.append(
            st.builds(Repeat, timed, _line, for_ms=st.sampled_from([70_000, 90_500, 200_000]), rest=_optional_gap)
        )
    return st.tuples(
        st.lists(st.one_of(simple), max_size=4), exercises(waits=waits), st.lists(st.one_of(simple), max_size=2)
    ).map(lambda parts: (*parts[0], parts[1], *parts[2]))


def _used(inner: tuple[Item, ...], defaults: Defaults, line: int) -> Used:
    return Used(Routine("used", "Used", inner, defaults=defaults), line)


def _routine(category, listed, defaults, countdown, loop) -> Routine:
    if category == "relief" and loop is not None:
        listed = (Repeat(listed, 1, until_eased=True, rest=loop), *listed[:2])
    return Routine("any", "Any", listed, "any.yaml", category, countdown=countdown, defaults=defaults)


@cache
def routines() -> st.SearchStrategy[Routine]:
    """Whole routines, relief with and without a loop among them."""
    return st.builds(
        _routine,
        st.sampled_from([None, "warm-up", "cool-down", "relief"]),
        items(),
        _defaults,
        st.none() | _gaps,
        st.none() | _optional_gap,
    )
