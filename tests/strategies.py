"""Generated routines, documents and damaged files, for the property tests of every room."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from stretchplayer.routine.key_types import KINDS, MUSCLES, RELIEVES, SIDES, Key
from stretchplayer.routine.keys import DAY_KEYS, DOSE_KEYS, MOVE_KEYS, PLAN_KEYS, PROGRESS_KEYS, SOURCE_KEYS, TOP, VERBS
from stretchplayer.routine.model import Defaults, Exercise, Item, Pace, Repeat, Rest, Routine, Say, Section
from stretchplayer.routine.moves import Dose, Move, Moves
from stretchplayer.routine.terms import CATEGORIES, Distance, Length, Range, Source, SpokenCue, Tempo
from stretchplayer.routine.varied import BySet, BySide

LETTERS = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"),
    include_characters=" ",
)
ODD = (
    *("'", '"', "\\", "- a", "a: b", "a #b", "#a", "stretch:x", "[a", "{a}", "a, b", "@a", "%", "!a", "&a", "*a", ">"),
    *("?", "-", "a:", ": a", "<<", "---", "...", "a -b", "=", "`x`", "> a", "| a"),
)
"""Names that YAML would take for something else without quotes."""
NAMES = st.one_of(
    st.sampled_from(("Neck tilt", "Child's pose", "Standing calf stretch", "yes", "~", "null", "12", "1:30", "none")),
    st.text(LETTERS, min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool),
    st.sampled_from(ODD),
)  # fmt: skip
TEXTS = st.one_of(NAMES, st.lists(NAMES, min_size=2, max_size=3).map("\n".join), st.just("a\n\n  b"))
MS = st.integers(1, 12_000).map(lambda tenths: tenths * 100)
GAPS = st.one_of(st.just(0), MS)
COUNTS = st.integers(1, 20)
REPS = st.one_of(COUNTS, st.just("max"))
BREATHS = st.one_of(COUNTS, st.sampled_from(("in", "out")))
LENGTHS = st.builds(Length, MS, st.booleans())


# A strategy is checked when it is first drawn from: made anew for each example, that would be most of the work.
@cache
def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


CUES = st.lists(
    st.one_of(
        st.builds(SpokenCue, st.sampled_from(("start", "half", "end")), TEXTS),
        st.builds(SpokenCue, st.sampled_from(("in", "left")), TEXTS, MS),
    ),
    max_size=3,
    unique_by=lambda cue: (cue.at, cue.ms),
).map(tuple)
DEFAULTS = st.builds(
    Defaults,
    hold=maybe(LENGTHS),
    rest=maybe(GAPS),
    switch=maybe(GAPS),
    pause=maybe(GAPS),
    inhale=maybe(MS),
    keep=maybe(GAPS),
    exhale=maybe(MS),
    empty=maybe(GAPS),
    ready=maybe(GAPS),
)
SOURCES = st.lists(NAMES, max_size=2, unique=True).map(tuple)


RANGES = st.tuples(st.integers(1, 20), st.integers(1, 9)).map(lambda pair: Range(pair[0], sum(pair)))
LENGTH_RANGES = st.tuples(MS, MS).map(lambda pair: Length(pair[0], most=sum(pair)))
TEMPOS = st.lists(st.one_of(st.integers(0, 9), st.just("X")), min_size=4, max_size=4).map(tuple).map(Tempo).filter(
    lambda tempo: tempo.ms > 0
)  # fmt: skip
DISTANCES = st.builds(Distance, st.integers(1, 90_000), st.sampled_from(("m", "km", "mi", "yd")))
LOADS = st.sampled_from(("15 kg", "red band", "2 x 5 kg", "bodyweight, slow"))
LINKS = st.just("https://example.org/a")
LANGUAGES = st.sampled_from(("de", "pt-BR", "sv"))
PACES = st.builds(Pace, MS, st.just(Distance(1000, "km")))
SETS = st.one_of(st.integers(1, 4), RANGES, st.builds(BySide, COUNTS, COUNTS))
EFFORTS = st.sampled_from(("RPE 7", "zone 2", "7", "80 %"))
BOTH_SIDES, ANY_SIDES = (maybe(st.sampled_from(sides)) for sides in (("both", "right then left", "alternate"), SIDES))


@cache
def varied(plain: st.SearchStrategy[Any], ranges: st.SearchStrategy[Any], parts: int) -> st.SearchStrategy[Any]:
    """A dose in one of its forms, but for those by round, which need a repeat; lists have that many `parts`."""
    each = st.lists(plain, min_size=parts, max_size=parts).map(tuple)
    return st.one_of(plain, plain, ranges, st.builds(BySide, plain, plain), st.builds(BySet, each))


@st.composite
def exercises(draw: st.DrawFn) -> Exercise:
    """A step of the five kinds, or a bare name, with keys that its verb takes."""
    kind = draw(st.sampled_from((None, *KINDS)))
    name = draw(NAMES)
    if kind is None:
        return Exercise(None, name, 1, note=draw(maybe(TEXTS)))
    written: dict[str, Any] = {}
    moving = kind in ("move", "massage", "do")
    parts = draw(st.integers(1, 3))
    length = draw(st.sampled_from(("none", "time", "count")))
    if length == "time":
        written["length"] = draw(varied(LENGTHS, LENGTH_RANGES, parts))
        if moving:
            written["reps"] = draw(maybe(varied(REPS, RANGES, parts)))
    elif length == "count" and not moving:
        written["breaths"] = draw(varied(BREATHS, RANGES, parts))
    elif length == "count":
        written["reps"] = draw(varied(COUNTS, RANGES, parts))
        beat = draw(st.sampled_from(("none", "every", "tempo")))
        if beat == "every":
            written["every"] = draw(MS)
        elif beat == "tempo":
            written["tempo"] = draw(TEMPOS)
    if kind in ("move", "do") and "reps" not in written and draw(st.booleans()):
        written["distance"] = draw(varied(DISTANCES, DISTANCES, parts))
        written["pace"] = draw(maybe(PACES))
    if kind == "breathe" or "breaths" in written:
        written |= {"inhale": draw(maybe(MS)), "keep": draw(maybe(GAPS))}
        written |= {"exhale": draw(maybe(MS)), "empty": draw(maybe(GAPS))}
    written["load"] = draw(maybe(varied(LOADS, LOADS, parts)))
    listed = any(isinstance(value, BySet) for value in written.values())
    sided = any(isinstance(value, BySide) for value in written.values())
    written["sets"] = None if listed else draw(maybe(SETS))
    sided = sided or isinstance(written["sets"], BySide)
    return Exercise(
        kind,
        name,
        1,
        **written,
        sides=draw(BOTH_SIDES if sided else ANY_SIDES),
        pause=draw(maybe(GAPS)),
        switch=draw(maybe(GAPS)),
        ready=draw(maybe(GAPS)),
        effort=draw(maybe(EFFORTS)),
        equipment=draw(maybe(SOURCES)),
        link=draw(maybe(LINKS)),
        optional=draw(st.booleans()),
        note=draw(maybe(TEXTS)),
        cues=draw(CUES),
        figure=draw(maybe(NAMES)),
        source=draw(SOURCES),
    )


LEAVES: st.SearchStrategy[Item] = st.one_of(
    exercises(),
    st.builds(Rest, GAPS, st.just(1), maybe(TEXTS), CUES),
    st.builds(Say, TEXTS, st.just(1), maybe(TEXTS)),
)


def _groups(inner: st.SearchStrategy[Item]) -> st.SearchStrategy[Item]:
    items = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(
            Section, NAMES, items, st.just(1), DEFAULTS, maybe(TEXTS), maybe(LANGUAGES), maybe(LINKS), st.booleans()
        ),
        st.builds(
            Repeat,
            items,
            st.just(1),
            times=COUNTS,
            name=maybe(NAMES),
            rest=maybe(GAPS),
            defaults=DEFAULTS.map(lambda defaults: replace(defaults, rest=None)),
            note=maybe(TEXTS),
            link=maybe(LINKS),
            optional=st.booleans(),
        ),
        st.builds(Repeat, items, st.just(1), for_ms=MS, rest=maybe(GAPS)),
    )


ITEMS = st.recursive(LEAVES, _groups, max_leaves=6)
LISTED = st.lists(ITEMS, min_size=1, max_size=4)
CATEGORY = st.sampled_from((*CATEGORIES, "desk"))


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    """A routine as the model has it, of anything that the format can say within one file."""
    category = draw(maybe(CATEGORY))
    items = tuple(draw(LISTED))
    if category == "relief" and draw(st.booleans()):
        items = (Repeat(items, 1, until_eased=True), *items)
    relieves = draw(st.lists(st.sampled_from(RELIEVES), max_size=2, unique=True)) if category == "relief" else []
    keys = draw(st.lists(NAMES, max_size=2, unique=True))
    return Routine(
        id="made",
        name=draw(st.one_of(st.just("made"), NAMES)),
        items=items,
        file="made.yaml",
        category=category,
        about=draw(maybe(TEXTS)),
        tags=draw(SOURCES),
        countdown=draw(maybe(GAPS)),
        relieves=tuple(relieves),
        defaults=draw(DEFAULTS),
        language=draw(maybe(LANGUAGES)),
        equipment=draw(SOURCES),
        link=draw(maybe(LINKS)),
        accept=draw(SOURCES),
        sources={
            key: Source(draw(NAMES), draw(maybe(st.just("https://example.org/a"))), draw(maybe(TEXTS))) for key in keys
        },
    )


@st.composite
def catalogues(draw: st.DrawFn) -> Moves:
    """A catalogue that knows some of the names in `routines()`."""
    found = []
    for number, name in enumerate(draw(st.lists(NAMES, max_size=4, unique=True))):
        kind = draw(st.sampled_from(KINDS))
        length = draw(maybe(LENGTHS))
        dose = Dose(length, sets=draw(maybe(st.integers(1, 3)))) if length else Dose(reps=draw(maybe(COUNTS)))
        muscles = tuple(draw(st.lists(st.sampled_from(MUSCLES), max_size=2, unique=True)))
        found.append(Move(f"m{number}", name, kind, muscles=muscles, sides=draw(st.sampled_from(SIDES)), dose=dose))
    return Moves(found)


def placeless(value: Any) -> Any:
    """A routine or item without its lines, for comparing what two texts say."""
    if isinstance(value, tuple):
        return tuple(placeless(part) for part in value)
    if isinstance(value, Routine | Exercise | Rest | Say | Section | Repeat):
        changes = {field.name: placeless(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **changes | ({"line": 0} if hasattr(value, "line") else {"sources": dict(value.sources)}))
    return value


TIME_TEXTS = ("30s", "1m 30s", "1m30s", "2 minutes", "1.5m", "1:30", "1:02:03", "90", 45, 5, "1H 10M", "0:05", "59 sec")
BAD_VALUES: tuple[Any, ...] = (
    "1:5", "0:90", "1m30", "-5s", "5 x", "", "a while", "1.55m", "1m 60s", "30s 1m", "5s+", "0s", "none", 0, -1, 1.5,
    True, None, [], {},
)  # fmt: skip


def made_document(seed: int) -> dict[str, Any]:
    """Plain data in the shape of a routine file, right in most places and wrong in some; the same for the same seed.

    Two thousand of these take a second, where strategies would take a minute.
    """
    rng = Random(seed)
    document = _mapping(rng, TOP, ("steps",), 0)
    if rng.random() < 0.08:
        document[rng.choice(("stretch", "title", "x"))] = "Calf"
    return document


def made_plan(seed: int) -> dict[str, Any]:
    """Plain data in the shape of a plan, as above."""
    rng = Random(f"plan {seed}")
    document = _mapping(rng, PLAN_KEYS, ("plan", "days"), 0)
    if rng.random() < 0.08:
        document[rng.choice(("steps", "title", "x"))] = "Calf"
    return document


def made_moves(seed: int) -> dict[str, Any]:
    """Plain data in the shape of a file of moves, as above."""
    rng = Random(f"moves {seed}")
    ids = rng.sample(("door-lean", "bow", "a1", "wall-sit"), rng.randint(1, 2))
    if rng.random() < 0.05:
        ids.append(rng.choice(("Door Lean", "a_b", "-a")))
    return {id: _mapping(rng, MOVE_KEYS, ("name", "kind"), 0) for id in ids}


def _day(rng: Random) -> Any:
    part = rng.choice(("legs-a", "rest", "../legs.yaml", "part"))
    if part != "part":
        return part
    if rng.random() < 0.3:
        return {"alternate": rng.choice((["legs-a", "legs-b"], ["legs-a", "rest"], ["legs-a"], "legs-a"))}
    return _mapping(rng, DAY_KEYS, ("use",), 0)


def _mapping(rng: Random, keys: Mapping[str, Key], required: tuple[str, ...], depth: int) -> dict[str, Any]:
    chosen = rng.sample(list(keys), min(len(keys), rng.randrange(4)))
    wanted = chosen if rng.random() < 0.03 else [*required, *(key for key in chosen if key not in required)]
    return {key: _value(rng, keys[key], depth) for key in wanted}


def _value(rng: Random, key: Key, depth: int) -> Any:
    if rng.random() < 0.03:
        return rng.choice(BAD_VALUES)
    match key.kind:
        case "length" | "span" | "gap":
            extra: dict[str, tuple[Any, ...]] = {"length": ("30s+", "1:00+"), "gap": ("none", "0s", 0), "span": ("4s",)}
            return rng.choice(TIME_TEXTS + extra[key.kind])
        case "count":
            return rng.choice((1, 7, 999, "12", "012"))
        case "rounds":
            return rng.choice((3, "3", "for 20m", "until eased", 2, 4))
        case "reps" | "breaths" | "sets":
            forms: list[Any] = [3, "12", "8-12", "8 - 12", "012"]
            forms += {"reps": ["max"], "breaths": ["in", "out"], "sets": []}[key.kind]
            forms += [[10, 8], {"rounds": [10, 8]}] if "set" in key.varied else []
            forms += [{"left": 3, "right": 1}, {"left": 3}] if "side" in key.varied else []
            return rng.choice(forms)
        case "tempo":
            return rng.choice(("3-1-1-0", "2-0-X", "3-1-1", "3110"))
        case "distance":
            return rng.choice(("400 m", "2.5km", "400-800 m", "400"))
        case "pace":
            return rng.choice(("5:30/km", "1:45/100 m", "5:30"))
        case "load":
            return rng.choice(("15 kg", "red band", 15))
        case "short":
            return rng.choice(("RPE 7", "zone 2", 7))
        case "language":
            return rng.choice(("de", "pt-BR", "german"))
        case "category":
            return rng.choice((*key.options, "desk", "My shelf"))
        case "things":
            return rng.choice(("none", "mat", ["mat", "band"]))
        case "truth":
            return rng.choice(("yes", "no", True, False, "perhaps"))
        case "with":
            return rng.choice(({"hold": "45s", "sets": 2}, {"colour": "red"}, {"sides": "left"}))
        case "choice":
            return rng.choice(key.options)
        case "choices":
            return rng.choice((rng.choice(key.options), rng.sample(key.options, 2)))
        case "names" | "keys":
            return rng.choice(("a", "b c", [], ["a", "b c"], ["a", 3]))
        case "cues":
            moments = ("start", "half", "end", "10s in", "1m 5s left", "0:30 in", "middle", "10s", "1:5 in")
            return dict.fromkeys(rng.sample(moments[: 6 if rng.random() < 0.8 else 9], rng.randrange(3)), "Words")
        case "steps":
            return [_step(rng, depth + 1) for _ in range(rng.randint(1 if depth == 0 or rng.random() < 0.9 else 0, 3))]
        case "texts":
            return rng.choice(("A sentence.", ["One.", "Two."], []))
        case "date":
            return rng.choice(("2026-11-30", "2026-11-30", "30.11.2026", "2026-11", "tomorrow"))
        case "lasting":
            return rng.choice(("6 weeks", "10 days", "1 week", "6 months", 6, "0 weeks"))
        case "turns":
            return rng.choice((["legs-a", "legs-b"], ["legs-a", "rest", {"use": "b"}], ["legs-a"]))
        case "days":
            if rng.random() < 0.4:
                return [_day(rng) for _ in range(rng.randint(1, 3))]
            names = ("Mon", "Tue, Thu", "Wed-Fri", "weekends", "every day", "Sunday", "Mo", "Mon and Tue")
            return {rng.choice(names): rng.choice((_day(rng), [_day(rng), "legs-b"]))}
        case "progress":
            when = rng.choice(("week 3", "day 10", "Week 2", "later", "week 0"))
            return {when: _mapping(rng, PROGRESS_KEYS, (), 0)}
        case "changes":
            return {"Calf": rng.choice(({"reps": 3}, {"hold": "20s"}, {"colour": "red"}, {}))}
        case "dose":
            return _mapping(rng, DOSE_KEYS, (), 0)
        case "drawing":
            return {"like": "neck-tilt"}
        case "define":
            return {"a list": [_step(rng, depth + 2)]}
        case "sources":
            return {"a": _mapping(rng, SOURCE_KEYS, ("title",), depth)}
        case "url":
            return rng.choice(("https://example.org/x", "http://a.b", "https://a/b?c=d#e", "www.example.org"))
        case _:
            return rng.choice(("Neck tilt", "Calf", 12, "Child's pose", "Calf", "Calf", True, "  "))


def _step(rng: Random, depth: int) -> Any:
    if rng.random() < 0.25:
        return rng.choice(("Neck tilt", "Calf", 12))
    verb = VERBS[rng.choice([n for n in VERBS if n != "use" and (depth < 3 or "steps" not in VERBS[n].keys)])]
    head = Key(verb.name, verb.kind, verb.help, verb.example)
    required = tuple(key.name for key in verb.keys.values() if key.required)
    step = {verb.name: _value(rng, head, depth), **_mapping(rng, verb.keys, required, depth)}
    if rng.random() < 0.04:
        step[rng.choice(("hold", "for", "reps", "hodl", "rest", "move"))] = "30s"
    return step


def as_yaml(document: Any) -> str:
    """Plain data as YAML text of one line: JSON, which YAML reads too."""
    return json.dumps(document, ensure_ascii=False)


_INDENTS = ("\t", "  ", "\u00a0", "- ", "'", '"', "[", "{", "&a ", "*a", "!t ", "#", "? ", "%", "@", "|", ">", "<<: ")
_ODD = "\x00\x07\x1b\x85\u00a0\u200d\u202e\u2028\ud800\ufeff\uffff首👍e\u0301\r\t:#-'\"\\[]{},&*!|>%@`?~=0s"


def damage(rng: Random, text: str) -> str:
    """The text with lines swapped, dropped or doubled, odd characters put in, nested deep, or its end cut off."""
    for _ in range(rng.randint(1, 4)):
        lines = text.split("\n")
        at = rng.randrange(len(lines))
        line = lines[at]
        match rng.randrange(9):
            case 0:
                other = rng.randrange(len(lines))
                lines[at], lines[other] = lines[other], line
            case 1:
                del lines[at]
            case 2:
                lines.insert(at, line)
            case 3:
                lines[at] = rng.choice(_INDENTS) + line
            case 4 | 5:
                cut = rng.randint(0, len(line))
                lines[at] = line[:cut] + "".join(rng.choices(_ODD, k=rng.randint(1, 5))) + line[cut:]
            case 6:
                lines = [*lines[:at], line[: rng.randint(0, len(line))]]
            case 7:
                lines[at] = line.replace(rng.choice((": ", "- ", "s", " ")), rng.choice(("", ":", "  ", "\t", ": : ")))
            case _:
                lines[at] = line + rng.choice(("[", "{", "- ", "[{", "? ", "x" * 50, "a: ")) * rng.choice((2, 30, 300))
        text = "\n".join(lines)
    return text
