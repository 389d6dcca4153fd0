"""`use:`: defined lists, other files, and every way in which they can go wrong."""

from dataclasses import replace

from stretchplayer.routine.fetched import Fetched, UseRefused
from stretchplayer.routine.model import Exercise, Repeat, Routine, Section, Used
from stretchplayer.routine.problems import render_text
from stretchplayer.routine.reader import Reading, read_routine
from stretchplayer.routine.terms import Length
from stretchplayer.routine.writer import write_routine
from tests.strategies import placeless


class Shelf:
    """Routines by name, and which file asked for which."""

    def __init__(self, **files: str) -> None:
        self.files = files
        self.asked: list[tuple[str, str]] = []

    def __call__(self, target: str, from_file: str) -> Fetched | None:
        self.asked.append((target, from_file))
        if target == "../secret":
            raise UseRefused("it lies outside the folders that hold routines", "copy it into one of them")
        if target not in self.files:
            return None
        return Fetched(self.files[target].encode(), f"{target}.yaml", target)

    def read(self, name: str) -> Reading:
        return read_routine(self.files[name], f"{name}.yaml", id=name, fetch=self)


def found(reading: Reading) -> list[tuple[str, str, int]]:
    return [(p.slug, p.file, p.line) for p in reading.problems]


def routine_of(reading: Reading) -> Routine:
    assert reading.routine is not None, render_text(reading.problems, reading.sources)
    return reading.routine


def test_a_defined_list_reads_as_if_written_at_its_use() -> None:
    text = """
define:
  legs:
    - stretch: Calf
      hold: 20s
    - use: feet
  feet: [Toes]
steps:
  - section: A
    hold: 45s
    steps:
      - use: legs
  - use: legs
"""
    routine = routine_of(read_routine(text, "x.yaml", id="x"))
    legs = (Exercise("stretch", "Calf", 4, Length(20_000)), Exercise(None, "Toes", 7))
    section, *rest = routine.items
    assert isinstance(section, Section) and section.items == legs
    assert tuple(rest) == legs


def test_the_note_of_a_use_is_shown_with_its_first_step() -> None:
    text = "define:\n  a: [rest: 5s, {stretch: Foot, note: Own.}, Calf]\n  b: [Calf]\nsteps:\n"
    text += "  - use: a\n    note: Gently.\n  - use: b\n    note: Slowly.\n"
    routine = routine_of(read_routine(text, "x.yaml", id="x"))
    assert [item.note for item in routine.items] == [None, "Gently. Own.", None, "Slowly."]
    written = write_routine(routine)
    assert placeless(routine_of(read_routine(written, "x.yaml", id="x"))) == placeless(routine)


def test_a_defined_list_comes_before_a_routine_of_that_name() -> None:
    shelf = Shelf(top="define: {legs: [Calf]}\nsteps: [use: legs]", legs="steps: [Foot]")
    assert routine_of(shelf.read("top")).items == (Exercise(None, "Calf", 1),)
    assert shelf.asked == []


def test_another_routine_keeps_its_own_lines_and_defaults() -> None:
    shelf = Shelf(top="steps:\n  - Neck\n  - use: legs\n    note: Slowly.\n", legs="hold: 20s\n\n\nsteps:\n  - Calf\n")
    _, used = routine_of(shelf.read("top")).items
    assert isinstance(used, Used)
    assert (used.line, used.note, used.target) == (3, "Slowly.", "legs")
    assert used.routine.items == (Exercise(None, "Calf", 5),)
    assert used.routine.defaults.hold == Length(20_000)
    assert used.routine.file == "legs.yaml"


def test_a_file_used_twice_is_read_once() -> None:
    shelf = Shelf(top="steps: [use: legs, use: legs]", legs="steps: [Calf, use: feet]", feet="steps: [Toes]")
    first, second = routine_of(shelf.read("top")).items
    assert isinstance(first, Used) and isinstance(second, Used) and first.routine is second.routine
    assert shelf.asked == [("legs", "top.yaml"), ("feet", "legs.yaml"), ("legs", "top.yaml")]


def test_mistakes_in_another_file_are_reported_there_and_at_the_use() -> None:
    shelf = Shelf(top="steps:\n  - use: legs\n  - strech: Foot\n", legs="steps:\n  - stretch: Calf\n    hold: 1m30\n")
    reading = shelf.read("top")
    assert reading.routine is None
    assert found(reading) == [
        ("use-broken", "top.yaml", 2),
        ("unknown-verb", "top.yaml", 3),
        ("bad-time", "legs.yaml", 3),
    ]
    assert render_text(reading.problems[:1], reading.sources) == (
        "top.yaml:2:10: error[use-broken]: `legs.yaml` has 1 mistake of its own\n"
        "  |\n"
        "2 |   - use: legs\n"
        "  |          ^^^^\n"
        " ::: legs.yaml:3:11\n"
        "3 |     hold: 1m30\n"
        "  |           ---- the first is here"
    )


def test_advice_in_another_file_is_not_ours() -> None:
    shelf = Shelf(top="steps: [use: legs]", legs="define: {x: [a]}\nsteps: [Calf]")
    assert found(shelf.read("top")) == []


def test_a_cycle_of_files_is_reported_with_both_places() -> None:
    shelf = Shelf(a="steps:\n  - use: b\n", b="steps:\n  - Calf\n  - use: c\n", c="steps:\n  - use: a\n")
    reading = shelf.read("a")
    (cycle,) = (p for p in reading.problems if p.slug == "use-cycle")
    assert (cycle.file, cycle.line) == ("c.yaml", 2)
    assert cycle.message == "the routine uses itself: `a.yaml` → `b.yaml` → `c.yaml` → `a.yaml`"
    assert cycle.label is not None and (cycle.label.file, cycle.label.line) == ("a.yaml", 2)
    assert reading.routine is None
    assert ("use-broken", "a.yaml", 2) in found(reading)


def test_a_routine_that_uses_itself() -> None:
    reading = Shelf(a="steps:\n  - Calf\n  - use: a\n").read("a")
    assert found(reading) == [("use-cycle", "a.yaml", 3)]


def test_not_found_refused_and_without_a_library() -> None:
    shelf = Shelf(
        a="define: {calf-release: [Calf]}\nsteps:\n  - use: calf-relese\n  - use: ../secret\n  - use: calf-release"
    )
    unknown, refused = shelf.read("a").problems
    assert (unknown.slug, unknown.help) == ("unknown-use", "did you mean `calf-release`?")
    assert refused.slug == "use-refused"
    assert refused.message == "`../secret` can't be used: it lies outside the folders that hold routines"
    assert refused.help == "copy it into one of them"
    assert found(read_routine("steps: [use: legs]", "x.yaml", id="x")) == [("unknown-use", "x.yaml", 1)]


def test_until_eased_can_not_be_used() -> None:
    relief = "category: relief\nrelieves: calf\nsteps: [{repeat: until eased, steps: [Calf]}]"
    shelf = Shelf(a="category: relief\nrelieves: calf\nsteps:\n  - use: b\n", b=relief)
    assert found(shelf.read("a")) == [("eased-not-top", "a.yaml", 4)]
    assert isinstance(routine_of(Shelf(b=relief).read("b")).items[0], Repeat)


def test_a_relief_routine_is_used_in_no_other_one() -> None:
    relief = "category: relief\nrelieves: calf\nsteps: [Calf]"
    shelf = Shelf(a="steps:\n  - use: b\n", b=relief, c="category: relief\nrelieves: calf\nsteps:\n  - use: b\n")
    assert found(shelf.read("a")) == [("use-relief", "a.yaml", 2)]
    assert found(shelf.read("c")) == []


def test_a_long_chain_of_files_and_of_lists_ends() -> None:
    files = {f"r{i}": f"steps: [use: r{i + 1}]" for i in range(40)}
    assert "use-too-deep" in {p.slug for p in Shelf(**files).read("r0").problems}
    lists = "".join(f"  l{i}: [use: l{i + 1}]\n" for i in range(2000))
    reading = read_routine(f"define:\n{lists}steps: [use: l0]", "x.yaml", id="x")
    assert "use-too-deep" in {p.slug for p in reading.problems}


def test_files_that_double_at_every_use_are_stopped() -> None:
    files = {f"r{i}": f"steps: [use: r{i + 1}, use: r{i + 1}, use: r{i + 1}, use: r{i + 1}]" for i in range(7)}
    reading = Shelf(**files, r7="steps: [Calf]").read("r0")
    assert "too-many-steps" in {p.slug for p in reading.problems}


def test_a_list_that_is_used_twice_reports_its_mistakes_once() -> None:
    text = "define:\n  a:\n    - strech: Calf\nsteps:\n  - use: a\n  - use: a\n"
    assert found(read_routine(text, "x.yaml", id="x")) == [("unknown-verb", "x.yaml", 3)]


def test_a_name_defined_below_a_yaml_error_is_not_called_unknown() -> None:
    text = "steps:\n  - use: legs\n\n  - Calf\n bad: [\ndefine: {legs: [Calf]}\n"
    slugs = {p.slug for p in read_routine(text, "x.yaml", id="x").problems}
    assert "unknown-use" not in slugs and any(slug.startswith("yaml-") for slug in slugs)


def test_used_lists_share_no_state() -> None:
    text = "define: {a: [Calf]}\nsteps: [use: a, use: a]"
    first, second = routine_of(read_routine(text, "x.yaml", id="x")).items
    assert replace(first, line=9) != second  # type: ignore[type-var]
    assert first == second
