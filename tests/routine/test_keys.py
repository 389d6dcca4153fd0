"""Every verb and every key: a value that is taken, with what it becomes, and one that is refused."""

from itertools import product
from typing import Any

from stretchplayer.routine.fetched import Fetched
from stretchplayer.routine.keys import MOVE_KEYS, SOURCE_KEYS, TOP, VERBS
from stretchplayer.routine.model import (
    Defaults,
    Exercise,
    Item,
    Overrides,
    Pace,
    Repeat,
    Rest,
    Routine,
    Say,
    Section,
    Source,
    Used,
)
from stretchplayer.routine.move_reader import read_moves
from stretchplayer.routine.moves import Dose
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.terms import Distance, Length, Range, SpokenCue, Tempo
from stretchplayer.routine.varied import ByRound, BySet, BySide
from tests.each import each

EXERCISE_VALUES: dict[str, tuple[str, Any, str, str]] = {
    # key: (taken, what it becomes, refused, with which slug)
    "hold": ("45s+", Length(45_000, True), "0s", "zero-dose"),
    "for": ("1:30", Length(90_000), "1m30", "bad-time"),
    "reps": ("12", 12, "many", "bad-count"),
    "every": ("2.5s", 2500, "2s+", "open-not-here"),
    "breaths": ("6", 6, "0", "bad-count"),
    "in": ("4s", 4000, "none", "zero-dose"),
    "keep": ("none", 0, "1:5", "bad-time"),
    "out": ("6", 6000, "6,5s", "bad-time"),
    "empty": ("0s", 0, "[1s]", "wrong-shape"),
    "sets": ("2", 2, "1000", "bad-count"),
    "sides": ("right then left", "right then left", "right then", "bad-choice"),
    "tempo": ("3-1-X", Tempo((3, 1, "X", 0)), "3110", "bad-value"),
    "distance": ("2.5 km", Distance(2500, "km"), "400", "bad-value"),
    "pace": ("5:30/km", Pace(330_000, Distance(1000, "km")), "5:30", "bad-value"),
    "ready": ("none", 0, "10s+", "open-not-here"),
    "load": ("15 kg", "15 kg", "15", "bad-value"),
    "effort": ("RPE 7", "RPE 7", "x" * 41, "too-long-text"),
    "equipment": ("none", (), "{a: b}", "wrong-shape"),
    "link": ("https://example.org/a", "https://example.org/a", "example.org", "bad-url"),
    "optional": ("yes", True, "maybe", "wrong-shape"),
    "pause": ("10s", 10_000, "10s+", "open-not-here"),
    "switch": ("none", 0, "soon", "bad-time"),
    "note": ("Heel down", "Heel down", "{a: b}", "wrong-shape"),
    "cues": ("{10s left: Ten}", (SpokenCue("left", "Ten", 10_000),), "{ten: Ten}", "bad-cue"),
    "figure": ("Calf  stretch", "Calf stretch", "''", "missing-value"),
    "source": ("[a, b]", ("a", "b"), "{a: b}", "wrong-shape"),
}
DEFAULT_VALUES: dict[str, tuple[str, Any, str, str]] = {
    "hold": ("20s", Length(20_000), "none", "zero-dose"),
    "rest": ("none", 0, "a minute", "bad-time"),
    **{key: EXERCISE_VALUES[key] for key in ("switch", "pause", "ready", "in", "keep", "out", "empty")},
}
TOP_VALUES: dict[str, tuple[str, Any, str, str]] = {
    "name": ("12 minutes", "12 minutes", "[a]", "wrong-shape"),
    "category": ("relief", "relief", "Relief", "bad-choice"),
    "language": ("pt-br", "pt-BR", "German", "bad-value"),
    "equipment": ("[mat, band]", ("mat", "band"), "{a: b}", "wrong-shape"),
    "link": ("https://example.org/a", "https://example.org/a", "no", "bad-url"),
    "accept": ("Bow", ("Bow",), "{}", "wrong-shape"),
    "about": ("|\n  One\n  two.", "One\ntwo.", "{}", "wrong-shape"),
    "tags": ("[legs, 2]", ("legs", "2"), "[[a]]", "wrong-shape"),
    "relieves": ("calf", ("calf",), "back", "bad-choice"),
    "countdown": ("0s", 0, "5s+", "open-not-here"),
    **DEFAULT_VALUES,
    "define": ("{x: [Calf]}", None, "[Calf]", "wrong-shape"),
    "steps": ("[Calf]", (Exercise(None, "Calf", 1),), "Calf", "wrong-shape"),
    "sources": ("{a: {title: T}}", {"a": Source("T")}, "[a]", "wrong-shape"),
}
_FIELDS = {"in": "inhale", "out": "exhale"}
_HEADS: dict[str, tuple[str, str, str]] = {
    # verb: (taken, refused, slug)
    **dict.fromkeys(("stretch", "move", "massage", "breathe", "do", "use"), ("Calf", "[Calf]", "wrong-shape")),
    "rest": ("none", "20s+", "open-not-here"),
    "say": ("Well done", "{}", "wrong-shape"),
    "section": ("Warm", "", "missing-value"),
    "repeat": ("3", "thrice", "bad-count"),
}


def read(text: str) -> tuple[Routine | None, set[str]]:
    reading = read_routine(text, "x.yaml", id="x")
    return reading.routine, {problem.slug for problem in reading.problems if problem.severity == "error"}


def step_text(verb: str, head: str, key: str = "", value: str = "") -> str:
    lines = [f"{verb}: {head}"]
    if key:
        lines.append(f"{key}: {value}")
    if key in ("every", "tempo"):
        lines.append("reps: 3")
    if key == "pace":
        lines.append("distance: 1 km")
    if "steps" in VERBS[verb].keys and key != "steps":
        lines.append("steps: [Calf]")
    return "define: {Calf: [Foot]}\nsteps:\n  - " + "\n    ".join(lines) + "\n"


def only_item(text: str) -> Item:
    routine, slugs = read(text)
    assert routine is not None, slugs
    return routine.items[0]


def test_every_key_is_tried() -> None:
    exercises = {key for verb in VERBS.values() if verb.is_exercise for key in verb.keys}
    assert exercises == set(EXERCISE_VALUES)
    assert set(TOP) == set(TOP_VALUES)
    assert set(VERBS) == set(_HEADS)
    assert set(SOURCE_KEYS) == {"title", "url", "says"}


@each("verb", VERBS)
def test_verbs(verb: str) -> None:
    taken, refused, slug = _HEADS[verb]
    item = only_item(step_text(verb, taken))
    expected: dict[str, type] = {"rest": Rest, "say": Say, "section": Section, "repeat": Repeat}
    assert isinstance(item, expected.get(verb, Exercise))
    routine, slugs = read(step_text(verb, refused))
    assert routine is None and slugs == {slug}


@each(("verb", "key"), [(verb.name, key) for verb in VERBS.values() if verb.is_exercise for key in verb.keys])
def test_keys_of_an_exercise(verb: str, key: str) -> None:
    taken, value, refused, slug = EXERCISE_VALUES[key]
    item = only_item(step_text(verb, "Calf", key, taken))
    field = "length" if key in ("hold", "for") else _FIELDS.get(key, key)
    assert getattr(item, field) == value
    routine, slugs = read(step_text(verb, "Calf", key, refused))
    assert routine is None and slugs == {slug}


@each(("verb", "key"), [(verb.name, key) for verb in VERBS.values() if verb.is_exercise for key in EXERCISE_VALUES])
def test_keys_that_a_verb_does_not_take(verb: str, key: str) -> None:
    if key in VERBS[verb].keys:
        return
    routine, slugs = read(step_text(verb, "Calf", key, EXERCISE_VALUES[key][0]))
    assert routine is None and slugs == {"key-not-for-verb"}


@each(("verb", "key"), product(["section", "repeat"], DEFAULT_VALUES))
def test_defaults_of_a_group(verb: str, key: str) -> None:
    taken, value, refused, slug = DEFAULT_VALUES[key]
    item = only_item(step_text(verb, _HEADS[verb][0], key, taken))
    assert isinstance(item, Section | Repeat)
    if verb == "repeat" and key == "rest":
        assert isinstance(item, Repeat) and item.rest == value and item.defaults == Defaults()
    else:
        assert getattr(item.defaults, _FIELDS.get(key, key)) == value
    routine, slugs = read(step_text(verb, _HEADS[verb][0], key, refused))
    assert routine is None and slugs == {slug}


@each("key", TOP_VALUES)
def test_keys_of_the_top(key: str) -> None:
    taken, value, refused, slug = TOP_VALUES[key]
    more = "" if key == "steps" else "steps: [Calf]\n"
    more += "category: relief\n" if key == "relieves" else ""
    routine, slugs = read(f"{key}: {taken}\n{more}")
    assert routine is not None, slugs
    if key == "steps":
        assert routine.items == value
    elif key in DEFAULT_VALUES:
        assert getattr(routine.defaults, _FIELDS.get(key, key)) == value
    elif key != "define":
        assert getattr(routine, key) == value
    routine, slugs = read(f"{key}: {refused}\n{more}")
    assert routine is None and slugs == {slug}


@each(
    ("keys", "field", "value"),
    [
        ("stretch: Calf, hold: 30-60s", "length", Length(30_000, most=60_000)),
        ("stretch: Calf, hold: {left: 60s, right: 30s+}", "length", BySide(Length(60_000), Length(30_000, True))),
        ("stretch: Calf, breaths: [in, 2, out]", "breaths", BySet(("in", 2, "out"))),
        ("stretch: Calf, breaths: 2-4", "breaths", Range(2, 4)),
        ("move: Calf, reps: [10, max]", "reps", BySet((10, "max"))),
        ("move: Calf, reps: 8\u201312", "reps", Range(8, 12)),
        ("move: Calf, load: {left: 5 kg, right: red band}", "load", BySide("5 kg", "red band")),
        ("move: Calf, distance: [400 m, 1 mi]", "distance", BySet((Distance(400_000, "m"), Distance(1000, "mi")))),
        ("move: Calf, distance: 400-800 m", "distance", Distance(400_000, "m", 800_000)),
        ("move: Calf, sets: {left: 3, right: 1}", "sets", BySide(3, 1)),
        ("move: Calf, sets: 2-3", "sets", Range(2, 3)),
        ("move: Calf, for: {rounds: [20s, 30s]}", "length", ByRound((Length(20_000), Length(30_000)))),
    ],
)
def test_doses_that_differ(keys: str, field: str, value: Any) -> None:
    routine, slugs = read(f"steps:\n  - repeat: 2\n    steps:\n      - {{{keys}}}\n")
    assert routine is not None, slugs
    (repeat,) = routine.items
    assert isinstance(repeat, Repeat)
    assert getattr(repeat.items[0], field) == value


@each(
    ("keys", "slug"),
    [
        ("stretch: Calf, hold: {left: 60s}", "missing-key"),
        ("stretch: Calf, hold: {left: 60s, right: 1s, up: 30s}", "unknown-key"),
        ("stretch: Calf, hold: {left: 60s, right: 30s, rounds: [1s]}", "wrong-shape"),
        ("stretch: Calf, hold: [30-60s, 30s]", "wrong-shape"),
        ("stretch: Calf, hold: [[30s]]", "wrong-shape"),
        ("stretch: Calf, hold: []", "missing-value"),
        ("stretch: Calf, hold: {rounds: 30s}", "wrong-shape"),
        ("stretch: Calf, hold: {rounds: [30s, 20s]}", "rounds-outside"),
        ("stretch: Calf, hold: {left: 60s, right: 30s}, sides: left", "one-sided"),
        ("stretch: Calf, hold: 60-30s", "bad-time"),
        ("stretch: Calf, hold: 30-60s+", "bad-time"),
        ("stretch: Calf, hold: 30s, pause: 5-10s", "bad-time"),
        ("stretch: Calf, sets: [1, 2]", "wrong-shape"),
        ("move: Calf, reps: [10, 8], sets: 3", "parts-differ"),
        ("move: Calf, reps: [10, 8], load: [1 kg]", "parts-differ"),
        ("move: Calf, reps: max, every: 2s", "max-with-metronome"),
        ("move: Calf, reps: [10, max], tempo: 2-0-2", "max-with-metronome"),
        ("move: Calf, reps: 10, every: 2s, tempo: 2-0-2", "two-lengths"),
        ("move: Calf, reps: 10, distance: 400 m", "two-lengths"),
        ("move: Calf, tempo: 2-0-2", "every-without-reps"),
        ("move: Calf, pace: 5:30/km", "pace-without-distance"),
        ("move: Calf, distance: 201 km", "bad-value"),
    ],
)
def test_doses_that_can_not_be(keys: str, slug: str) -> None:
    routine, slugs = read(f"steps:\n  - {{{keys}}}\n")
    assert routine is None and slugs == {slug}


def test_a_dose_by_round_has_a_part_for_each() -> None:
    text = "define: {x: [{stretch: A, hold: {rounds: [1s, 2s]}}]}\nsteps:\n  - {repeat: REPEAT, steps: [{use: x}]}\n"
    assert read(text.replace("REPEAT", "2"))[1] == set()
    assert read(text.replace("REPEAT", "for 20m"))[1] == set()
    assert read(text.replace("REPEAT", "3"))[1] == {"parts-differ"}


@each(
    ("given", "expected"),
    [
        ("{hold: 20s, sets: 2}", Overrides(Defaults(hold=Length(20_000)), 2)),
        ("{steps: {calf: {hold: 9s}}}", Overrides(steps=(("calf", (("length", Length(9000)),)),))),
    ],
)
def test_with(given: str, expected: Overrides) -> None:
    def fetch(target: str, file: str) -> Fetched:
        return Fetched("steps: [Calf, {stretch: Foot, breaths: 3}]", "other.yaml", "other")

    reading = read_routine(f"steps: [{{use: other, with: {given}}}]", "x.yaml", id="x", fetch=fetch)
    assert reading.routine is not None, reading.problems
    (used,) = reading.routine.items
    assert isinstance(used, Used) and used.overrides == expected
    for wrong, slug in (
        ("{colour: red}", "unknown-key"),
        ("{steps: {Heel: {hold: 9s}}}", "unknown-step"),
        ("{steps: {Foot: {hold: 9s}}}", "two-lengths"),
        ("{steps: {Foot: {reps: 9}}}", "key-not-for-verb"),
        ("{steps: {Calf: 9s}}", "wrong-shape"),
        ("9s", "wrong-shape"),
    ):
        reading = read_routine(f"steps: [{{use: other, with: {wrong}}}]", "x.yaml", id="x", fetch=fetch)
        assert {problem.slug for problem in reading.problems} == {slug}, wrong


@each(("shelf", "right"), [("desk", 1), ("朝-2", 1), ("warmup", 0), ("cramps", 0), ("releif", 0),
                                               ("Desk", 0), ("my shelf", 0), ("x" * 31, 0), ("stretc", 0)])  # fmt: skip
def test_a_shelf_of_ones_own(shelf: str, right: bool) -> None:
    _, slugs = read(f"category: {shelf}\nsteps: [Calf]")
    assert slugs == (set() if right else {"bad-choice"})


@each(
    ("written", "fields"),
    [
        ("3", {"times": 3}),
        ("for 20m", {"for_ms": 1_200_000}),
        ("until eased", {"until_eased": True}),
        ('"for 1:30"', {"for_ms": 90_000}),
    ],
)
def test_forms_of_repeat(written: str, fields: dict[str, Any]) -> None:
    routine, slugs = read(f"category: relief\nsteps:\n  - repeat: {written}\n    name: N\n    steps: [Calf]\n")
    assert routine is not None, slugs
    assert routine.items[0] == Repeat((Exercise(None, "Calf", 5),), 3, name="N", **fields)


def test_rest_and_say_keep_their_notes_and_lines() -> None:
    routine, _ = read("steps:\n  - rest: 20s\n    note: Sit.\n\n  - say: Well done\n    note: Softly.\n")
    assert routine is not None
    assert routine.items == (Rest(20_000, 2, "Sit."), Say("Well done", 5, "Softly."))


def test_without_a_name_the_id_is_the_name() -> None:
    routine = read_routine("steps: [Calf]", "/a/evening-legs.yaml", id="evening-legs").routine
    assert routine is not None
    assert (routine.id, routine.name, routine.file) == ("evening-legs", "evening-legs", "/a/evening-legs.yaml")


MOVE_VALUES: dict[str, tuple[str, Any, str, str]] = {
    "name": ("Calf stretch", "Calf stretch", "", "missing-value"),
    "also": ("[wall calf, b]", ("wall calf", "b"), "{a: b}", "wrong-shape"),
    "kind": ("stretch", "stretch", "rest", "bad-choice"),
    "muscles": ("[calves, soleus]", ("calves", "soleus"), "[calf]", "bad-choice"),
    "sides": ("both", "both", "two", "bad-choice"),
    "language": ("de", "de", "german", "bad-value"),
    "equipment": ("[wall]", ("wall",), "{}", "wrong-shape"),
    "side_word": ("to", "to", "foot", "bad-choice"),
    "dose": ("{hold: 30s, sets: 2}", Dose(Length(30_000), sets=2), "{hold: 30s, breaths: 3}", "two-lengths"),
    "dose_basis": ("published", "published", "book", "bad-choice"),
    "how": ("[One., Two.]", ("One.", "Two."), "[[a]]", "wrong-shape"),
    "feel": ("A pull.", "A pull.", "[a]", "wrong-shape"),
    "avoid": ("Don't bounce.", ("Don't bounce.",), "{}", "wrong-shape"),
    "source": ("a", ("a",), "{}", "wrong-shape"),
    "points_toes": ("yes", True, "perhaps", "wrong-shape"),
    "figure": ("{a: [1, -2.5, 4s, yes, '1', ~]}", {"a": [1, -2.5, "4s", True, "1", None]}, "[1]", "wrong-shape"),
}


def test_every_key_of_a_move_is_tried() -> None:
    assert set(MOVE_VALUES) == set(MOVE_KEYS)


@each("key", MOVE_VALUES)
def test_keys_of_a_move(key: str) -> None:
    taken, value, refused, slug = MOVE_VALUES[key]
    needed = {"name": "N", "kind": "stretch"}
    for text, good in ((taken, True), (refused, False)):
        lines = [f"  {name}: {needed_value}" for name, needed_value in (needed | {key: text}).items()]
        reading = read_moves("some-move:\n" + "\n".join(lines) + "\n", "m.yaml", own=good)
        if good:
            (move,) = reading.moves
            assert getattr(move, key) == value and move.id == "some-move" and move.own
            assert reading.problems == ()
        else:
            assert reading.moves == ()
            assert slug in {problem.slug for problem in reading.problems}
