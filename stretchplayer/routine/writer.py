"""A routine as YAML text that reads back to an equal timeline.

Defined lists stand written out where they were used; comments and quotes of the original are not known here.
"""

import re
from collections.abc import Iterator, Mapping

from stretchplayer.routine.durations import format_length
from stretchplayer.routine.keys import TOP
from stretchplayer.routine.model import (
    Defaults,
    Exercise,
    Item,
    Length,
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
    for key in ("category", "about"):
        if getattr(routine, key) is not None:
            parts[key] = _text(key, getattr(routine, key))
    for key in ("tags", "relieves"):
        if getattr(routine, key):
            parts[key] = _list(key, getattr(routine, key))
    if routine.countdown is not None:
        parts["countdown"] = iter([f"countdown: {short(routine.countdown)}"])
    for line in _defaults(routine.defaults, routine.defaults.rest):
        parts[line.partition(":")[0]] = iter([line])
    bare: list[Exercise] = []
    steps = list(_steps(routine.items, bare))
    if bare:
        parts["define"] = _define(bare)
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


def _define(bare: list[Exercise]) -> Iterator[str]:
    """Bare names with the note of the `use` that they came from; only a defined list can say that again."""
    yield "define:"
    for number, item in enumerate(bare, 1):
        yield f"  bare-{number}: [{_in_list(item.name)}]"


def _steps(items: tuple[Item, ...], bare: list[Exercise]) -> Iterator[str]:
    yield "steps:"
    for item in items:
        for number, line in enumerate(_item(item, bare)):
            lead = "  - " if number == 0 else "    "
            yield f"{lead}{line}".rstrip()


def _item(item: Item, bare: list[Exercise]) -> Iterator[str]:
    match item:
        case Exercise():
            yield from _exercise(item, bare)
        case Rest():
            yield f"rest: {short(item.ms)}"
        case Say():
            yield from _text("say", item.text)
        case Section():
            yield from _text("section", item.name)
            yield from _defaults(item.defaults, item.defaults.rest)
        case Repeat():
            yield f"repeat: {_rounds(item)}"
            if item.name is not None:
                yield from _text("name", item.name)
            yield from _defaults(item.defaults, item.rest)
        case Used():
            yield from _text("use", item.target or item.routine.id)
    if item.note is not None and not isinstance(item, Exercise):
        yield from _text("note", item.note)
    if isinstance(item, Section | Repeat):
        yield from _steps(item.items, bare)


def _rounds(repeat: Repeat) -> str:
    if repeat.until_eased:
        return "until eased"
    return f"for {short(repeat.for_ms)}" if repeat.for_ms is not None else str(repeat.times)


def _exercise(item: Exercise, bare: list[Exercise]) -> Iterator[str]:
    if item.kind is None and item.note is None:
        yield quote_scalar(item.name)
        return
    if item.kind is None:
        bare.append(item)
        yield f"use: bare-{len(bare)}"
        yield from _text("note", item.note or "")
        return
    yield from _text(item.kind, item.name)
    if item.length is not None:
        yield f"{'hold' if item.kind == 'stretch' else 'for'}: {format_length(item.length)}"
    for key, count in (("reps", item.reps), ("breaths", item.breaths), ("sets", item.sets)):
        if count is not None:
            yield f"{key}: {count}"
    if item.sides is not None:
        yield f"sides: {item.sides}"
    yield from _times({"every": item.every, **_breath(item), "pause": item.pause, "switch": item.switch})
    if item.note is not None:
        yield from _text("note", item.note)
    if item.cues:
        yield "cues:"
        for cue in item.cues:
            yield from (f"  {line}" for line in _text(_moment(cue), cue.text))
    if item.figure is not None:
        yield from _text("figure", item.figure)
    if item.source:
        yield from _list("source", item.source)


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
            **_breath(defaults),
        }
    )


def _times(times: Mapping[str, int | Length | None]) -> Iterator[str]:
    for key, time in times.items():
        if time is not None:
            yield f"{key}: {format_length(time) if isinstance(time, Length) else short(time)}"


def _sources(sources: Mapping[str, Source]) -> Iterator[str]:
    yield "sources:"
    for key, source in sources.items():
        yield f"  {quote_scalar(key)}:"
        for name in ("title", "url", "says"):
            text = getattr(source, name)
            if text is not None:
                yield from (f"    {line}" for line in _text(name, text))
