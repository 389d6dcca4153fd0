"""The standard form of a routine's text: layout and times; comments, order and quotes stay.

A round-trip YAML library carries comments and quotes; every scalar is plain text to it, as it is to the reader.
"""

import io
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

from stretchplayer.routine.durations import TimeFault, format_length, parse_time
from stretchplayer.routine.key_types import Key
from stretchplayer.routine.keys import TOP, VERBS
from stretchplayer.routine.terms import Length

_TIMES = frozenset(("length", "span", "gap"))
_WIDEST = 10**6

_SET_IN = re.compile(r"(?:^|\n)[ \t]")
_STANDARD = re.compile(r"[0-9]+(?:\.[0-9])?[hms](?: [0-9]+(?:\.[0-9])?[ms]){0,2}\+?", re.A)


class NoYaml(Exception):
    """The text is not YAML that could be laid out; the reader says where and why."""


def standard_form(text: str) -> str:
    """The text in its standard form; raises `NoYaml`. A text in standard form stays as it is.

    Two blanks to a level, lists set in, times in `h`, `m` and `s` (`90s` and `1m 30s` are both fine). What is wrong in
    it stays: `fixes` mends that.
    """
    yaml = YAML()
    yaml.Resolver = _Untyped
    yaml.preserve_quotes = True
    yaml.width = _WIDEST
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        document = yaml.load(text.removeprefix("\ufeff"))
    except Exception as error:
        raise NoYaml(str(error)) from None
    document = _unfolded(document)
    if isinstance(document, dict):
        _top(document)
    out = io.StringIO()
    yaml.dump(document, out)
    laid_out = "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
    return laid_out.rstrip("\n") + "\n"


class _Untyped(VersionedResolver):
    """Resolves nothing: `1:30`, `010` and `yes` stay the text that was written."""

    @property
    def versioned_resolver(self) -> dict[str, Any]:
        return {}


def _unfolded(node: Any) -> Any:
    """Folded texts (`>`) with lines set in become literal ones (`|`): the library adds empty lines to the former."""
    if isinstance(node, FoldedScalarString):
        return LiteralScalarString(node) if _SET_IN.search(node) else node
    if isinstance(node, dict):
        for key in node:
            made = _unfolded(node[key])
            if made is not node[key]:
                node[key] = made
    elif isinstance(node, list):
        for at, value in enumerate(node):
            made = _unfolded(value)
            if made is not value:
                node[at] = made
    return node


def _top(routine: dict[str, Any]) -> None:
    _values(routine, TOP)
    _steps(routine.get("steps"))
    define = routine.get("define")
    if isinstance(define, dict):
        for steps in define.values():
            _steps(steps)


def _steps(steps: Any) -> None:
    if not isinstance(steps, list):
        return
    for step in steps:
        if isinstance(step, dict):
            _step(step)


def _step(step: dict[str, Any]) -> None:
    verb = next((VERBS[key] for key in step if key in VERBS), None)
    if verb is None:
        return
    if verb.kind in _TIMES:
        _time(step, verb.name)
    _values(step, verb.keys)
    _steps(step.get("steps"))


def _values(mapping: dict[str, Any], keys: Mapping[str, Key]) -> None:
    for name, key in keys.items():
        if key.kind in _TIMES and name in mapping:
            _time(mapping, name)


def _time(mapping: dict[str, Any], name: str) -> None:
    raw = mapping[name]
    # A quoted time stays as its writer wanted it.
    if type(raw) is not str or raw == "none" or _STANDARD.fullmatch(raw):
        return
    if raw.strip().casefold() == "none":
        mapping[name] = "none"
    elif length := _exact(raw):
        mapping[name] = format_length(length)


def _exact(raw: str) -> Length | None:
    try:
        return parse_time(raw)
    except TimeFault:
        return None
