"""A routine as YAML text that reads back to an equal timeline.

Defined lists stand written out where they were used; comments and quotes of the original are not known here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from stretchplayer.routine.durations import format_length
from stretchplayer.routine.keys import TOP
from stretchplayer.routine.model import (
    ByRound,
    BySet,
    BySide,
    Defaults,
    Distance,
    Exercise,
    Item,
    Kind,
    Length,
    Overrides,
    Range,
    Repeat,
    Rest,
    Routine,
    Say,
    Section,
    Source,
    SpokenCue,
    Used,
)
from stretchplayer.words.times import short

_PLAIN = re.compile(r"[^\W\d_](?:[\w.()/+'’-]|[ ,;](?=[\w(])|, )*")
_TYPED = re.compile(r"(?i:null|true|false|yes|no|on|off|y|n)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def write_routine(routine: Routine) -> str:
    """The text of `routine`, keys in the order of the reference."""
    return "\n".join(_top(routine)) + "\n"


def quote_scalar(text: str) -> str:
    """`text` as a YAML scalar on one line, plain where that is safe in every YAML reader."""
    if _PLAIN.fullmatch(text) and not _TYPED.fullmatch(text):
        return text
    return '"' + "".join(_ESCAPES.get(char, char) for char in text) + '"'


def _top(routine: Routine) -> Iterator[str]:
    parts: dict[str, Iterator[str]] = {}
    if routine.name != routine.id:
        parts["name"] = _text("name", routine.name)
    for key in ("language", "category", "about", "link"):
        if getattr(routine, key) is not None:
            parts[key] = _text(key, getattr(routine, key))
    for key in ("tags", "equipment", "relieves", "accept"):
        if getattr(routine, key):
            parts[key] = _list(key, getattr(routine, key))
    if routine.countdown is not None:
        parts["countdown"] = iter([f"countdown: {short(routine.countdown)}"])
    for line in _defaults(routine.defaults, routine.defaults.rest):
        parts[line.partition(":")[0]] = iter([line])
    lists = _Lists()
    steps = list(_steps(routine.items, lists))
    if lists.lists:
        parts["define"] = lists.lines()
    parts["steps"] = iter(steps)
    if routine.sources:
        parts["sources"] = _sources(routine.sources)
    for key in TOP:
        yield from parts.get(key, ())


def _text(key: str, text: str) -> Iterator[str]:
    """One key with a text, as a block where it has several lines that a block keeps."""
    lines = text.split("\n")
    if len(lines) > 1 and all(line == line.rstrip() and "\t" not in line for line in lines) and lines[0][:1].strip():
        yield f"{key}: |-"
        yield from (f"  {line}".rstrip() for line in lines)
    else:
        yield f"{key}: {quote_scalar(text)}"


def _list(key: str, values: tuple[str, ...]) -> Iterator[str]:
    yield f"{key}: [{', '.join(_in_list(value) for value in values)}]"


def _in_list(value: str) -> str:
    scalar = quote_scalar(value)
    return f'"{scalar}"' if "," in scalar and not scalar.startswith('"') else scalar


class _Lists:
    """Lists that only `define` can say again, by the name under which the text will have them: bare names with the note
    of their `use`, and lists whose `use` changed their defaults."""

    def __init__(self) -> None:
        self.lists: dict[str, list[str]] = {}

    def add(self, stem: str, lines: list[str]) -> str:
        name = f"{stem}-{len(self.lists) + 1}"
        self.lists[name] = lines
        return name

    def lines(self) -> Iterator[str]:
        yield "define:"
        for name, lines in self.lists.items():
            yield f"  {name}:"
            yield from (f"  {line}".rstrip() for line in lines)


def _steps(items: tuple[Item, ...], lists: _Lists) -> Iterator[str]:
    yield "steps:"
    yield from _each(items, lists)


def _each(items: tuple[Item, ...], lists: _Lists) -> Iterator[str]:
    for item in items:
        for number, line in enumerate(_item(item, lists)):
            lead = "  - " if number == 0 else "    "
            yield f"{lead}{line}".rstrip()


def _item(item: Item, lists: _Lists) -> Iterator[str]:
    match item:
        case Exercise():
            yield from _exercise(item, lists)
            return
        case Rest():
            yield f"rest: {short(item.ms)}"
            yield from _note(item.note)
            yield from _cues(item.cues)
            return
        case Say():
            yield from _text("say", item.text)
            yield from _note(item.note)
            return
        case Section(name=None):
            yield f"use: {lists.add('list', list(_each(item.items, lists)))}"
            yield from _mapping("with", list(_defaults(item.defaults, item.defaults.rest)))
        case Section():
            yield from _text("section", item.name or "")
            yield from _defaults(item.defaults, item.defaults.rest)
            if item.language is not None:
                yield f"language: {item.language}"
        case Repeat():
            yield f"repeat: {_rounds(item)}"
            if item.name is not None:
                yield from _text("name", item.name)
            yield from _defaults(item.defaults, item.rest)
        case Used():
            yield from _text("use", item.target or item.routine.id)
            if item.overrides is not None:
                yield from _mapping("with", list(_overrides(item.overrides)))
    yield from _note(item.note)
    yield from _marks(item.link, item.optional)
    if isinstance(item, Section | Repeat) and not (isinstance(item, Section) and item.name is None):
        yield from _steps(item.items, lists)


def _note(note: str | None) -> Iterator[str]:
    if note is not None:
        yield from _text("note", note)


def _marks(link: str | None, optional: bool) -> Iterator[str]:
    if link is not None:
        yield from _text("link", link)
    if optional:
        yield "optional: yes"


def _mapping(key: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{key}:"
        yield from (f"  {line}".rstrip() for line in lines)


def _overrides(overrides: Overrides) -> Iterator[str]:
    """What stands below `with:`."""
    yield from _defaults(overrides.defaults, overrides.defaults.rest)
    if overrides.sets is not None:
        yield f"sets: {dose_text(overrides.sets)}"
    if overrides.sides is not None:
        yield f"sides: {overrides.sides}"
    if overrides.steps:
        yield "steps:"
        for name, changes in overrides.steps:
            moved = any(field in ("reps", "every", "tempo", "distance") for field, _ in changes)
            kind: Kind | None = "move" if moved else None
            yield f"  {quote_scalar(name)}:"
            step = Exercise(kind, name, 0, **dict(changes))
            yield from (f"    {line}".rstrip() for line in _keys(step))


def _rounds(repeat: Repeat) -> str:
    if repeat.until_eased:
        return "until eased"
    return f"for {short(repeat.for_ms)}" if repeat.for_ms is not None else str(repeat.times)


def _exercise(item: Exercise, lists: _Lists) -> Iterator[str]:
    keys = list(_keys(item))
    if item.kind is not None:
        yield from _text(item.kind, item.name)
        yield from keys
    elif not keys and item.usual_sides is None:
        yield quote_scalar(item.name)
    else:  # a bare name with keys, or sides that were given to it: only a list and its `use` can say that
        bare = [f"  - {quote_scalar(item.name)}"]
        yield f"use: {lists.add('bare', bare)}"
        note = replace(item, note=None)
        changes = list(_keys(note))
        sides = [f"sides: {item.usual_sides}"] if item.usual_sides else []
        steps = ["steps:", f"  {quote_scalar(item.name)}:", *(f"    {line}" for line in changes)] if changes else []
        yield from _mapping("with", [*sides, *steps])
        yield from _note(item.note)


def _keys(item: Exercise) -> Iterator[str]:
    """The keys of a step beside its verb."""
    length = "hold" if item.kind in (None, "stretch") else "for"
    doses = {length: item.length, "reps": item.reps, "breaths": item.breaths, "distance": item.distance}
    for key, dose in (doses | {"sets": item.sets, "load": item.load}).items():
        if dose is not None:
            yield f"{key}: {dose_text(dose)}"
    if item.tempo is not None:
        yield f"tempo: {item.tempo}"
    if item.pace is not None:
        yield f"pace: {short(item.pace.ms)}/{_distance(item.pace.distance)}"
    if item.effort is not None:
        yield from _text("effort", item.effort)
    if item.sides is not None:
        yield f"sides: {item.sides}"
    gaps = {"pause": item.pause, "switch": item.switch, "ready": item.ready}
    yield from _times({"every": item.every, **_breath(item), **gaps})
    yield from _note(item.note)
    yield from _cues(item.cues)
    if item.figure is not None:
        yield from _text("figure", item.figure)
    if item.equipment is not None:
        yield from _list("equipment", item.equipment) if item.equipment else iter(["equipment: none"])
    yield from _marks(item.link, item.optional)
    if item.source:
        yield from _list("source", item.source)


def dose_text(dose: object) -> str:
    """A dose as YAML, in any of its forms: `30-60s`, `[10, 8, 6]`, `{left: 60s, right: 30s}`."""
    match dose:
        case BySide():
            return f"{{left: {dose_text(dose.left)}, right: {dose_text(dose.right)}}}"
        case BySet():
            return f"[{', '.join(map(dose_text, dose.parts))}]"
        case ByRound():
            return f"{{rounds: [{', '.join(map(dose_text, dose.parts))}]}}"
        case Range():
            return f"{dose.least}-{dose.most}"
        case Length(most=None):
            return format_length(dose)
        case Length():
            return f"{short(dose.ms)}-{short(dose.most or 0)}"
        case Distance():
            return _distance(dose)
        case str():
            return _in_list(dose)
    return str(dose)


def _distance(distance: Distance) -> str:
    least, most = (f"{part / 1000:.3f}".rstrip("0").rstrip(".") for part in (distance.thousandths, distance.most or 0))
    return f"{least}{f'-{most}' if distance.most else ''} {distance.unit}"


def _cues(cues: tuple[SpokenCue, ...]) -> Iterator[str]:
    if cues:
        yield "cues:"
        for cue in cues:
            yield from (f"  {line}" for line in _text(_moment(cue), cue.text))


def _moment(cue: SpokenCue) -> str:
    return f"{short(cue.ms)} {cue.at}" if cue.at in ("in", "left") else cue.at


def _breath(item: Exercise | Defaults) -> dict[str, int | None]:
    return {"in": item.inhale, "keep": item.keep, "out": item.exhale, "empty": item.empty}


def _defaults(defaults: Defaults, rest: int | None) -> Iterator[str]:
    yield from _times(
        {
            "hold": defaults.hold,
            "rest": rest,
            "switch": defaults.switch,
            "pause": defaults.pause,
            "ready": defaults.ready,
            **_breath(defaults),
        }
    )


def _times(times: Mapping[str, int | Length | None]) -> Iterator[str]:
    for key, time in times.items():
        if time is not None:
            yield f"{key}: {dose_text(time) if isinstance(time, Length) else short(time)}"


def _sources(sources: Mapping[str, Source]) -> Iterator[str]:
    yield "sources:"
    for key, source in sources.items():
        yield f"  {quote_scalar(key)}:"
        for name in ("title", "url", "says"):
            text = getattr(source, name)
            if text is not None:
                yield from (f"    {line}" for line in _text(name, text))
