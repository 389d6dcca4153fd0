"""Advice: when it is given, where, and when it is not."""

from collections.abc import Iterable

from stretchplayer.playback.advice import advise
from stretchplayer.playback.timeline import compile_routine
from stretchplayer.routine.diagnosis import Problem
from stretchplayer.routine.fetched import Fetch, Fetched
from stretchplayer.routine.moves import Dose, Move, Moves
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.terms import Length, Source
from tests.each import each

MOVES = Moves(
    (
        Move(
            "calf-straight", "Wall calf stretch", "stretch", ("Calf stretch",), ("gastrocnemius",),
            dose=Dose(Length(30_000), sets=2),
        ),
        Move("calf-bent", "Bent calf stretch", "stretch", (), ("soleus",), dose=Dose(Length(30_000))),
        Move("neck-tilt", "Neck tilt", "stretch", (), ("neck",), dose=Dose(Length(5000))),
        Move("march", "March on the spot", "move", dose=Dose(Length(60_000))),
        Move("toe-points", "Toe points", "move", points_toes=True),
        Move("calf-rub", "Calf rub", "massage"),
        Move("calf-roll", "Calf roll", "massage", dose=Dose(Length(60_000)), dose_basis="published"),
    )
)  # fmt: skip


def advice(text: str, shared: Iterable[str] = (), fetch: Fetch | None = None) -> list[Problem]:
    reading = read_routine(text, "x.yaml", id="x", fetch=fetch)
    assert reading.routine is not None, reading.problems
    moves = Moves(MOVES, {key: Source(key) for key in shared})
    found = advise(reading.routine, compile_routine(reading.routine, moves), moves, reading.text)
    assert all(p.severity == "advice" and p.file == "x.yaml" for p in found)
    for problem in found:
        line = reading.text.split("\n")[problem.line - 1]
        assert 1 <= problem.column < problem.end_column <= len(line) + 1
    return list(found)


def slugs(text: str, shared: Iterable[str] = ()) -> list[str]:
    return [problem.slug for problem in advice(text, shared)]


def test_an_unknown_name_with_its_neighbour() -> None:
    (found,) = advice("steps:\n  - March on the spot\n  - stretch: Wall claf stretch\n    hold: 30s\n")
    assert (found.slug, found.line, found.column, found.end_column) == ("unknown-move", 3, 14, 31)
    assert found.help == "did you mean `Wall calf stretch`?"


def test_things_to_do_need_no_catalogue() -> None:
    assert slugs("steps:\n  - do: Drink\n") == []


@each("name", ["Neck tilt 30s", "2 min walk", "Plank 1:30", "Hold 5 seconds", "Plank 1m 30s", "Plank 1m30s"])
def test_a_time_in_a_name(name: str) -> None:
    assert "time-in-name" in slugs(f"steps:\n  - {name!r}\n")


@each("name", ["90/90", "Figure 4 stretch", "Run 20 m", "Run 400m", "T 3 s curve's", "Warrior 2"])
def test_numbers_that_are_no_times(name: str) -> None:
    found = slugs(f'steps:\n  - "{name}"\n')
    assert ("time-in-name" in found) == ("3 s" in name)


def test_a_verb_that_differs_from_the_catalogue() -> None:
    (found,) = advice("steps:\n  - move: Neck tilt\n    for: 20s\n")
    assert (found.slug, found.line, found.column) == ("kind-differs", 2, 5)


def test_a_short_hold_only_where_the_catalogue_holds_longer() -> None:
    assert slugs("steps:\n  - stretch: Calf stretch\n    hold: 5s\n") == ["short-hold"]
    assert slugs("hold: 5s\nsteps:\n  - Calf stretch\n") == ["short-hold"]
    assert slugs("steps:\n  - stretch: Neck tilt\n    hold: 4s\n") == ["short-hold"]
    assert slugs("steps:\n  - stretch: Calf stretch\n    hold: {left: 30s, right: 5s}\n") == ["short-hold"]
    assert slugs("steps:\n  - Neck tilt\n") == []
    assert slugs("steps:\n  - stretch: Calf stretch\n    hold: 10s\n    sets: 1\n") == []


def test_pointed_toes_in_a_calf_relief() -> None:
    text = "category: relief\nrelieves: {}\nsteps:\n  - Toe points\n"
    assert slugs(text.format("calf")) == ["points-toes"]
    assert slugs(text.format("[thigh, foot]")) == ["points-toes"]
    assert slugs(text.format("thigh")) == []


def test_a_relief_that_nothing_leads_to() -> None:
    (found,) = advice("category: relief\nsteps:\n  - Calf rub\n")
    assert (found.slug, found.line, found.column) == ("relief-without-relieves", 1, 1)


def test_a_source_for_rubbing_but_not_for_rolling() -> None:
    text = "steps:\n  - massage: {}\n    for: 1m\n    source: a\nsources: {{a: {{title: A}}}}\n"
    assert slugs(text.format("Calf rub")) == ["massage-source"]
    assert slugs(text.format("Calf roll")) == []


def test_unknown_figure_and_source() -> None:
    text = "steps:\n  - stretch: Neck tilt\n    figure: Nekc tilt\n    source: [a, b]\nsources: {b: {title: B}}\n"
    assert slugs(text) == ["unknown-figure"]
    assert slugs(text, {"c"}) == ["unknown-figure", "unknown-source"]
    assert slugs(text, {"a"}) == ["unknown-figure"]
    assert slugs(text.replace("Nekc tilt", "neck-tilt"), {"a"}) == []


WARM_UP = "category: warm-up\nsteps:\n{}  - March on the spot\n"


@each(
    ("steps", "long"),
    [
        ("  - Calf stretch\n", False),  # 2 x 30 s
        ("  - Calf stretch\n  - stretch: Bent calf stretch\n    hold: 10s\n", True),  # calf and soleus are one
        ("  - stretch: Calf stretch\n    hold: 60s\n", False),
        ("  - stretch: Calf stretch\n    hold: 61s\n", True),
        ("  - stretch: Calf stretch\n    hold: 35s\n    sides: both\n", False),  # a muscle each
        ("  - {stretch: Calf stretch, sides: left}\n  - {stretch: Calf stretch, sides: right}\n", False),
        ("  - stretch: Calf stretch\n    hold: {left: 20s, right: 65s}\n", True),
        ("  - repeat: 3\n    steps:\n      - stretch: Calf stretch\n        hold: 25s\n", True),
        ("  - repeat: for 2m\n    steps: [{stretch: Calf stretch, hold: 25s}]\n", True),
        ("  - repeat: 3\n    steps: [{stretch: Calf stretch, hold: {rounds: [10s, 10s, 60s]}}]\n", True),
        ("  - section: A\n    hold: 40s\n    steps: [Calf stretch]\n", True),
        ("  - stretch: Calf stretch\n    breaths: 6\n", False),
        ("  - section: A\n    out: 8s\n    steps: [{stretch: Calf stretch, breaths: 6}]\n", True),
        ("  - Neck tilt\n  - stretch: Calf stretch\n    hold: 60s\n", False),
    ],
)
def test_long_holds_in_a_warm_up(steps: str, long: bool) -> None:
    assert ("long-hold-warm-up" in slugs(WARM_UP.format(steps))) == long
    assert "long-hold-warm-up" not in slugs(WARM_UP.format(steps).replace("warm-up", "stretch"))


def test_no_movement_after_the_last_hold() -> None:
    (found,) = advice("category: warm-up\nsteps:\n  - March on the spot\n  - Neck tilt\n")
    assert (found.slug, found.line) == ("no-move-after-hold", 4)
    assert slugs(WARM_UP.format("  - Neck tilt\n")) == []


def test_holds_in_a_used_routine_count_at_their_use() -> None:
    shelf = {"long": "hold: 90s\nsteps: [Calf stretch]"}
    (found,) = advice(
        "category: warm-up\nsteps:\n  - use: long\n  - March on the spot\n",
        fetch=lambda target, file: Fetched(shelf[target], f"{target}.yaml", target),
    )
    assert (found.slug, found.line) == ("long-hold-warm-up", 3)
    assert "3m of static hold for the calves" in found.message


def test_a_step_written_many_times_gets_advice_at_each_place_once() -> None:
    found = advice("define: {a: [Xyz]}\nsteps: [use: a, use: a, Uvw]")
    assert [(p.slug, p.line) for p in found] == [("unknown-move", 1), ("unknown-move", 2)]
