"""Values with parts: cues, sources, a catalogue dose, and plain data for a figure."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from stretchplayer.routine.diagnosis import Findings, Spot
from stretchplayer.routine.durations import TimeFault, parse_span, parse_time
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.key_types import MOMENTS, Key
from stretchplayer.routine.keys import DOSE_KEYS, SOURCE_KEYS
from stretchplayer.routine.model import Source, SpokenCue
from stretchplayer.routine.moves import Dose
from stretchplayer.routine.nearest import nearest
from stretchplayer.routine.source import Mapping as MappingNode
from stretchplayer.routine.source import Node, Scalar, Sequence, read_source
from stretchplayer.routine.values import NOTHING, TRUTH, Values, shape

_MOMENT = re.compile(r"(.*\S) (in|left)", re.DOTALL)
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]{1,15}\.[0-9]{0,15}|\.[0-9]{1,15})(?:[eE][-+]?[0-9]{1,2})?")
_SAID = Key("the cue", "text", "Words to say.", "Heel down")


def read_cues(values: Values, key: Key, at: Spot, node: Node) -> Any:
    """Words by moment."""
    if not isinstance(node, MappingNode):
        return values.wrong_shape(key, node)
    cues: dict[tuple[str, int], SpokenCue] = {}
    places: dict[tuple[str, int], Scalar] = {}
    for moment, value in node.pairs:
        when = _moment(values, moment)
        said = values.read(_SAID, moment, value)
        if when is None:
            continue
        if when in places:
            values.findings.error(
                "duplicate-key",
                moment,
                f"two cues for {quoted(moment.text)}",
                "keep one of them",
                values.findings.label(places[when], "first written here"),
            )
            continue
        places[when] = moment
        if said is not None:
            cues[when] = SpokenCue(when[0], said, when[1])  # type: ignore[arg-type]
    return tuple(cues.values())


def _moment(values: Values, at: Scalar) -> tuple[str, int] | None:
    text = at.text
    if text in MOMENTS:
        return text, 0
    match = _MOMENT.fullmatch(text)
    if match:
        try:
            return match[2], parse_span(match[1])
        except TimeFault as fault:
            message = f"{quoted(at.text)} has no time that can be read: {fault.message}"
            values.findings.error("bad-cue", at, message, fault.help)
            return None
    help = "the moments are `start`, `half`, `end`, `10s in` and `10s left`"
    try:
        parse_time(text)
        help = f"write {quoted(text + ' in')} or {quoted(text + ' left')}"
    except TimeFault:
        guess = None if values.findings.full else nearest(text, MOMENTS)
        help = f"did you mean `{guess}`?" if guess else help
    values.findings.error("bad-cue", at, f"{quoted(at.text)} is no moment for a cue", help)
    return None


def read_sources_value(values: Values, key: Key, at: Spot, node: Node) -> Any:
    """Sources by key."""
    if not isinstance(node, MappingNode):
        return values.wrong_shape(key, node)
    sources: dict[str, Source] = {}
    for text, (name, value) in values.pairs(node).items():
        if isinstance(value, MappingNode):
            found = values.known(value, SOURCE_KEYS, f"the source {quoted(text)}")
            if found.get("title"):
                sources[text] = Source(**found)
        else:
            values.findings.error(
                "wrong-shape",
                name,
                f"the source {quoted(text)} takes `title`, `url` and `says`, not {shape(value)}",
                "write `title: …` below it, indented",
            )
    return MappingProxyType(sources)


def read_dose(values: Values, key: Key, at: Spot, node: Node) -> Any:
    """A dose of the catalogue, with one length at most."""
    if not isinstance(node, MappingNode):
        return values.wrong_shape(key, node)
    pairs = values.pairs(node)
    found = values.known(node, DOSE_KEYS, "a dose")
    two_lengths(values, pairs)
    return Dose(**found)


def two_lengths(values: Values, pairs: Mapping[str, tuple[Scalar, Node]]) -> None:
    """Reports two lengths among the keys of a step or a dose."""
    lengths = [pairs[name][0] for name in ("hold", "for", "breaths") if name in pairs]
    if "every" in pairs and lengths:
        lengths.append(pairs["every"][0])
    if len(lengths) > 1:
        first, second = sorted(lengths[:2], key=lambda key: (key.start.line, key.start.column))
        values.findings.error(
            "two-lengths",
            second,
            f"`{first.text}` and `{second.text}` both say how long it takes",
            "keep one of them",
            values.findings.label(first, "the other length"),
        )


def read_drawing(values: Values, key: Key, at: Spot, node: Node) -> Any:
    """The keys of a figure, as plain data."""
    return _data(values, node) if isinstance(node, MappingNode) else values.wrong_shape(key, node)


def _data(values: Values, node: Node) -> Any:
    """Numbers, truths, texts, lists and mappings; nothing is ever constructed from a tag."""
    if isinstance(node, Sequence):
        return [_data(values, item) for item in node.items]
    if isinstance(node, MappingNode):
        return {key: _data(values, value) for key, (_, value) in values.pairs(node).items()}
    text = node.text
    if not node.plain:
        return text
    if _NUMBER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return None if text in NOTHING else TRUTH.get(text.casefold(), text)


def plain_example(yaml: str) -> Any:
    """The plain data of an example of the table of keys."""
    findings = Findings("example")
    root = read_source(yaml, findings).root
    return yaml if root is None else _data(Values(findings, lambda number: yaml), root)
