"""A routine as YAML text that reads back to an equal timeline.

Defined lists stand written out where they were used; comments and quotes of the original are not known here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from stretchplayer.routine.durations import format_length
from stretchplayer.routine.key_types import Key
from stretchplayer.routine.keys import EXERCISE_KEYS, SOURCE_KEYS, TOP
from stretchplayer.routine.model import Exercise, Item, Overrides, Pace, Repeat, Rest, Routine, Say, Section
from stretchplayer.routine.terms import Distance, Kind, Length, Range
from stretchplayer.routine.varied import ByRound, BySet, BySide
from stretchplayer.words.counts import decimal
from stretchplayer.words.times import short

_PLAIN = re.compile(r"[^\W\d_](?:[\w.()/+'’-]|[ ,;](?=[\w(])|, )*")
_TYPED = re.compile(r"(?i:null|true|false|yes|no|on|off|y|n)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_STEP_KEYS = (
    "reps", "breaths", "distance", "sets", "load", "tempo", "pace", "effort", "sides", "every", "in", "keep", "out",
    "empty", "pause", "switch", "ready", "note", "cues", "figure", "equipment", "link", "optional", "source",
)  # fmt: skip
"""The keys of a step in the order in which they are written, behind its length."""
_DEFAULT_KEYS = ("hold", "rest", "switch", "pause", "ready", "in", "keep", "out", "empty")
_REMARKS = ("note", "link", "optional")


def write_routine(routine: Routine) -> str:
    """The text of `routine`, keys in the order of the reference."""
    return "\n".join(_top(routine)) + "\n"


def quote_scalar(text: str) -> str:
    """`text` as a YAML scalar on one line, plain where that is safe in every YAML reader."""
    if _PLAIN.fullmatch(text) and not _TYPED.fullmatch(text):
        return text
    return '"' + "".join(_ESCAPES.get(char, char) for char in text) + '"'


def _top(routine: Routine) -> Iterator[str]:
    lists = _Lists()
    steps = list(_steps(routine.items, lists))
    for name, key in TOP.items():
        if name == "define":
            yield from lists.lines()
        elif name == "steps":
            yield from steps
        elif name != "name" or routine.name != routine.id:
            value = getattr(routine.defaults if name in _DEFAULT_KEYS else routine, key.field)
            yield from _entry(key, None if value == () else value)


def _entries(of: object, names: Iterable[str], table: Mapping[str, Key] = EXERCISE_KEYS) -> Iterator[str]:
    """The keys that a part of the model has values for."""
    for name in names:
        yield from _entry(table[name], getattr(of, table[name].field))


def _entry(key: Key, value: Any) -> Iterator[str]:
    """One key with its value, as its kind is written; nothing where there is none."""
    if value is None or value is False:
        return
    match key.kind:
        case "name" | "text" | "short" | "url" | "language" | "category":
            yield from _text(key.name, value)
        case "span" | "gap":
            yield f"{key.name}: {short(value)}"
        case "truth":
            yield f"{key.name}: yes"
        case "things" if not value:
            yield f"{key.name}: none"
        case "names" | "keys" | "choices" | "things":
            if value:
                yield f"{key.name}: [{', '.join(map(quote_in_brackets, value))}]"
        case "cues":
            moments = ((f"{short(cue.ms)} {cue.at}" if cue.at in ("in", "left") else cue.at, cue.text) for cue in value)
            yield from _mapping(key.name, (line for moment, text in moments for line in _text(moment, text)))
        case "sources":
            yield from _mapping(key.name, _sources(value))
        case _:
            yield f"{key.name}: {dose_text(value)}"


def _sources(sources: Mapping[str, object]) -> Iterator[str]:
    for name, source in sources.items():
        yield from _mapping(quote_scalar(name), _entries(source, SOURCE_KEYS, SOURCE_KEYS))


def _text(key: str, text: str) -> Iterator[str]:
    """One key with a text, as a block where it has several lines that a block keeps."""
    lines = text.split("\n")
    if len(lines) > 1 and all(line == line.rstrip() and "\t" not in line for line in lines) and lines[0][:1].strip():
        yield f"{key}: |-"
        yield from (f"  {line}".rstrip() for line in lines)
    else:
        yield f"{key}: {quote_scalar(text)}"


def quote_in_brackets(text: str) -> str:
    """`text` as a YAML scalar of a list or mapping in brackets."""
    scalar = quote_scalar(text)
    return f'"{scalar}"' if "," in scalar and not scalar.startswith('"') else scalar


def _mapping(key: str, lines: Iterable[str]) -> Iterator[str]:
    """A key with what lies below it; nothing where that is empty."""
    below = [f"  {line}".rstrip() for line in lines]
    if below:
        yield from (f"{key}:", *below)


class _Lists:
    """Lists that only `define` can say again, by the name under which the text will have them: bare names with the note
    of their `use`, and lists whose `use` changed their defaults."""

    def __init__(self) -> None:
        self.lists: dict[str, list[str]] = {}

    def add(self, stem: str, lines: Iterable[str]) -> str:
        lines = list(lines)  # which may add lists themselves
        name = f"{stem}-{len(self.lists) + 1}"
        self.lists[name] = lines
        return name

    def lines(self) -> Iterator[str]:
        return _mapping("define", (line for name, lines in self.lists.items() for line in _mapping(name, lines)))


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
        case Rest():
            yield f"rest: {short(item.ms)}"
            yield from _entries(item, ("note", "cues"))
        case Say():
            yield from _text("say", item.text)
            yield from _entries(item, ("note",))
        case Section(name=None):
            yield f"use: {lists.add('list', _each(item.items, lists))}"
            yield from _mapping("with", _entries(item.defaults, _DEFAULT_KEYS, TOP))
            yield from _entries(item, _REMARKS)
        case Section():
            yield from _text("section", item.name or "")
            yield from _entries(item.defaults, _DEFAULT_KEYS, TOP)
            yield from _entries(item, ("language",), TOP)
            yield from _entries(item, _REMARKS)
            yield from _steps(item.items, lists)
        case Repeat():
            yield f"repeat: {_rounds(item)}"
            yield from _entries(item, ("name",), TOP)
            yield from _entries(replace(item.defaults, rest=item.rest), _DEFAULT_KEYS, TOP)
            yield from _entries(item, _REMARKS)
            yield from _steps(item.items, lists)
        case _:
            yield from _text("use", item.target or item.routine.id)
            yield from _mapping("with", _overrides(item.overrides or Overrides()))
            yield from _entries(item, _REMARKS)


def _overrides(overrides: Overrides) -> Iterator[str]:
    """What stands below `with:`."""
    yield from _entries(overrides.defaults, _DEFAULT_KEYS, TOP)
    yield from _entries(overrides, ("sets", "sides"))
    yield from _mapping("steps", (line for name, changes in overrides.steps for line in _changes(name, dict(changes))))


def _changes(name: str, changes: dict[str, Any]) -> Iterator[str]:
    moved = not changes.keys().isdisjoint(("reps", "every", "tempo", "distance"))
    kind: Kind | None = "move" if moved else None
    yield f"{quote_scalar(name)}:"
    yield from (f"  {line}".rstrip() for line in _keys(Exercise(kind, name, 0, **changes)))


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
        yield f"use: {lists.add('bare', [f'  - {quote_scalar(item.name)}'])}"
        sides = [f"sides: {item.usual_sides}"] if item.usual_sides else []
        changes = _mapping(quote_scalar(item.name), _keys(replace(item, note=None)))
        yield from _mapping("with", [*sides, *_mapping("steps", changes)])
        yield from _entries(item, ("note",))


def _keys(item: Exercise) -> Iterator[str]:
    """The keys of a step beside its verb."""
    return _entries(item, ("hold" if item.kind in (None, "stretch") else "for", *_STEP_KEYS))


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
            bounds = (decimal(part) for part in (dose.thousandths, dose.most) if part)
            return f"{'-'.join(bounds)} {dose.unit}"
        case Pace():
            return f"{short(dose.ms)}/{dose_text(dose.distance)}"
        case str():
            return quote_in_brackets(dose)
    return str(dose)
