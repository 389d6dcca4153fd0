"""Reads one value of a kind of the table of keys; what is wrong with it becomes a problem at its place."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from stretchplayer.routine.diagnosis import Findings, Spot
from stretchplayer.routine.durations import (
    TimeFault,
    parse_count,
    parse_gap,
    parse_length,
    parse_span,
    parse_time,
)
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.keys import DOSE_KEYS, MOMENTS, SOURCE_KEYS, Key
from stretchplayer.routine.model import Source, SpokenCue
from stretchplayer.routine.moves import Dose
from stretchplayer.routine.nearest import nearest
from stretchplayer.routine.scan import Place
from stretchplayer.routine.source import Mapping as MappingNode
from stretchplayer.routine.source import Node, Scalar, Sequence

LONGEST_NAME = 120
LONGEST_TEXT = 2000
_NOTHING = ("", "~", "null", "Null", "NULL")
_TIMES: Mapping[str, Callable[[str], Any]] = {
    "length": parse_length,
    "span": parse_span,
    "gap": parse_gap,
    "count": parse_count,
}
_TRUTH = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_MOMENT = re.compile(r"(.*\S)\s+(in|left)", re.DOTALL)
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]{1,15}\.[0-9]{0,15}|\.[0-9]{1,15})(?:[eE][-+]?[0-9]{1,2})?")


def is_empty(node: Node) -> bool:
    """Whether nothing is written: an empty plain scalar, or `~` or `null`."""
    return type(node) is Scalar and node.plain and node.text in _NOTHING


def shape(node: Node) -> str:
    """What a node is, for a message."""
    if type(node) is Scalar:
        return quoted(node.text)
    return "a list" if type(node) is Sequence else "a mapping"


class Values:
    """Reads values for one file. Every method returns `None` after adding a problem."""

    def __init__(self, findings: Findings, lines: Callable[[int], str]) -> None:
        self.findings = findings
        self._line = lines
        self._kinds: Mapping[str, Callable[[Key, Spot, Node], Any]] = {
            "choice": self._choice,
            "choices": self._choices,
            "names": self._names,
            "texts": self._texts,
            "keys": self._names,
            "truth": self._truth,
            "url": self._url,
            "cues": self._cues,
            "sources": self._sources,
            "dose": self._dose,
            "drawing": self._drawing,
        }

    def read(self, key: Key, at: Spot, node: Node) -> Any:
        """The value of `key`, written at `at`; `None` where it can't be read, after saying why."""
        kind = key.kind
        if type(node) is Scalar:
            text = node.text
            if node.plain and text in _NOTHING:
                return self._missing(key, at)
            if kind == "name":
                return self.name(node)
            if kind == "text":
                return self.text(node)
            parse = _TIMES.get(kind)
            if parse is not None:
                try:
                    return parse(text)
                except TimeFault as fault:
                    slug = "bad-count" if kind == "count" else "bad-time"
                    if fault.message.startswith("a dose of nothing"):
                        slug = "zero-dose"
                    elif fault.message.startswith("`+`"):
                        slug = "open-not-here"
                    self.findings.error(slug, node, fault.message, fault.help)
                    return None
        elif kind in ("name", "text") or kind in _TIMES:
            return self._wrong_shape(key, node)
        return self._kinds[kind](key, at, node)

    def name(self, node: Scalar) -> str | None:
        """A short text on one line."""
        name = " ".join(node.text.split())
        if not name:
            self.findings.error("missing-value", node, "an empty name")
            return None
        if len(name) > LONGEST_NAME:
            self.findings.error(
                "too-long-text",
                node,
                f"a name of {len(name)} characters",
                f"at most {LONGEST_NAME}; the rest belongs into `note`",
            )
            return None
        return name

    def text(self, node: Scalar) -> str | None:
        """A text that may have several lines."""
        text = node.text.strip().replace("\t", " ")
        if not text:
            self.findings.error("missing-value", node, "an empty text")
            return None
        if len(text) > LONGEST_TEXT:
            self.findings.error("too-long-text", node, f"a text of {len(text)} characters", f"at most {LONGEST_TEXT}")
            return None
        return text

    def pairs(self, node: MappingNode) -> dict[str, tuple[Scalar, Node]]:
        """Key and value nodes by key; a key written twice is an error, and its first value counts."""
        found: dict[str, tuple[Scalar, Node]] = {}
        for key, value in node.pairs:
            first = found.setdefault(key.text, (key, value))
            if first[0] is not key:
                label = self.findings.label(first[0], "first written here")
                self.findings.error(
                    "duplicate-key", key, f"{quoted(key.text)} is written twice", "keep one of them", label
                )
        return found

    def known(self, node: MappingNode, keys: Mapping[str, Key], owner: str) -> dict[str, Any]:
        """The values of a mapping that takes just `keys`, under their model names; unknown keys are errors."""
        values: dict[str, Any] = {}
        pairs = self.pairs(node)
        for text, (at, value) in pairs.items():
            key = keys.get(text)
            if key is None:
                self.unknown_key(at, keys, owner)
            else:
                values[key.field] = self.read(key, at, value)
        if node.whole:
            for key in keys.values():
                if key.required and key.name not in pairs:
                    self.findings.error(
                        "missing-key",
                        first_of(node),
                        f"{owner} needs `{key.name}`",
                        f"write `{key.name}: {key.example}`",
                    )
        return values

    def unknown_key(self, at: Scalar, keys: Mapping[str, Key], owner: str, guess: str | None = None) -> None:
        """The problem of a key that `owner` does not take."""
        if not self.findings.full and guess is None:
            guess = nearest(at.text, keys)
        help = f"did you mean `{guess}`?" if guess else f"it takes {words(keys)}"
        self.findings.error("unknown-key", at, f"{owner} has no key {quoted(at.text)}", help)

    def _missing(self, key: Key, at: Spot) -> None:
        line = self._line(at.end.line)[at.end.column :]
        if re.match(r":\s+#", line):
            self.findings.error(
                "yaml-comment",
                at,
                f"`{key.name}` has no value: `#` starts a comment",
                "put a text that starts with `#` in quotes",
            )
        else:
            self.findings.error(
                "missing-value", at, f"`{key.name}` has no value", f"for example `{key.name}: {key.example}`"
            )

    def _wrong_shape(self, key: Key, node: Node, wanted: str | None = None) -> None:
        wanted = wanted or _WANTED[key.kind]
        self.findings.error(
            "wrong-shape",
            first_of(node),
            f"`{key.name}` takes {wanted}, not {shape(node)}",
            f"for example `{key.name}: {key.example}`",
        )

    def choice(self, key: Key, node: Scalar) -> str | None:
        """One of the key's options, case and spacing aside."""
        text = " ".join(node.text.casefold().split())
        if text in key.options:
            return text
        guess = None if self.findings.full else nearest(text.replace(",", ""), key.options)
        help = f"did you mean `{guess}`?" if guess else f"it is one of {words(key.options)}"
        self.findings.error("bad-choice", node, f"`{key.name}` can't be {quoted(node.text)}", help)
        return None

    def _choice(self, key: Key, at: Spot, node: Node) -> str | None:
        return self.choice(key, node) if isinstance(node, Scalar) else self._wrong_shape(key, node)

    def _choices(self, key: Key, at: Spot, node: Node) -> tuple[str, ...] | None:
        return self._list(key, node, lambda item: self.choice(key, item))

    def _names(self, key: Key, at: Spot, node: Node) -> tuple[str, ...] | None:
        return self._list(key, node, self.name)

    def _texts(self, key: Key, at: Spot, node: Node) -> tuple[str, ...] | None:
        return self._list(key, node, self.text)

    def _list(self, key: Key, node: Node, read: Callable[[Scalar], str | None]) -> tuple[str, ...] | None:
        """A list of scalars, or a single one."""
        if isinstance(node, MappingNode):
            return self._wrong_shape(key, node)
        items = node.items if isinstance(node, Sequence) else [node]
        found: list[str] = []
        for item in items:
            if not isinstance(item, Scalar):
                self._wrong_shape(key, item, "a list of texts")
            elif is_empty(item):
                self.findings.error(
                    "missing-value",
                    first_of(node),
                    f"`{key.name}` has an empty part",
                    f"for example `{key.name}: {key.example}`",
                )
            else:
                value = read(item)
                if value is not None:
                    found.append(value)
        return tuple(dict.fromkeys(found))

    def _truth(self, key: Key, at: Spot, node: Node) -> bool | None:
        if isinstance(node, Scalar) and node.text.casefold() in _TRUTH:
            return _TRUTH[node.text.casefold()]
        return self._wrong_shape(key, node)

    def _url(self, key: Key, at: Spot, node: Node) -> str | None:
        if not isinstance(node, Scalar):
            return self._wrong_shape(key, node)
        if re.fullmatch(r"https?://[^\s/]\S*", node.text) and len(node.text) <= LONGEST_TEXT:
            return node.text
        self.findings.error(
            "bad-url", node, f"{quoted(node.text)} is not a web address", f"for example `{key.example}`"
        )
        return None

    def _cues(self, key: Key, at: Spot, node: Node) -> tuple[SpokenCue, ...] | None:
        if not isinstance(node, MappingNode):
            return self._wrong_shape(key, node)
        cues: dict[tuple[str, int], SpokenCue] = {}
        places: dict[tuple[str, int], Scalar] = {}
        for moment, value in node.pairs:
            when = self._moment(moment)
            said = self.read(_SAID, moment, value)
            if when is None:
                continue
            if when in places:
                label = self.findings.label(places[when], "first written here")
                self.findings.error(
                    "duplicate-key", moment, f"two cues for {quoted(moment.text)}", "keep one of them", label
                )
                continue
            places[when] = moment
            if said is not None:
                cues[when] = SpokenCue(when[0], said, when[1])  # type: ignore[arg-type]
        return tuple(cues.values())

    def _moment(self, at: Scalar) -> tuple[str, int] | None:
        text = " ".join(at.text.casefold().split())
        if text in MOMENTS:
            return text, 0
        match = _MOMENT.fullmatch(text)
        if match:
            try:
                return match[2], parse_span(match[1])
            except TimeFault as fault:
                self.findings.error(
                    "bad-cue", at, f"{quoted(at.text)} has no time that can be read: {fault.message}", fault.help
                )
                return None
        help = "the moments are `start`, `half`, `end`, `10s in` and `10s left`"
        try:
            parse_time(text)
            help = f"write {quoted(text + ' in')} or {quoted(text + ' left')}"
        except TimeFault:
            guess = None if self.findings.full else nearest(text, MOMENTS)
            help = f"did you mean `{guess}`?" if guess else help
        self.findings.error("bad-cue", at, f"{quoted(at.text)} is no moment for a cue", help)
        return None

    def _sources(self, key: Key, at: Spot, node: Node) -> Mapping[str, Source] | None:
        if not isinstance(node, MappingNode):
            return self._wrong_shape(key, node)
        sources: dict[str, Source] = {}
        for text, (name, value) in self.pairs(node).items():
            if isinstance(value, MappingNode):
                values = self.known(value, SOURCE_KEYS, f"the source {quoted(text)}")
                if values.get("title"):
                    sources[text] = Source(**values)
            else:
                self.findings.error(
                    "wrong-shape", name, f"the source {quoted(text)} takes `title`, `url` and `says`, not {shape(value)}",
                    "write `title: …` below it, indented",
                )  # fmt: skip
        return MappingProxyType(sources)

    def _dose(self, key: Key, at: Spot, node: Node) -> Dose | None:
        if not isinstance(node, MappingNode):
            return self._wrong_shape(key, node)
        pairs = self.pairs(node)
        values = self.known(node, DOSE_KEYS, "a dose")
        lengths = [name for name in ("hold", "for", "breaths") if name in pairs]
        if "every" in pairs and ("for" in pairs or "hold" in pairs):
            lengths.append("every")
        self.two_lengths(pairs, lengths)
        return Dose(**values)

    def two_lengths(self, pairs: Mapping[str, tuple[Scalar, Node]], lengths: list[str]) -> None:
        """The problem of a step with two lengths."""
        if len(lengths) > 1:
            first, second = sorted(
                (pairs[name][0] for name in lengths[:2]), key=lambda k: (k.start.line, k.start.column)
            )
            self.findings.error(
                "two-lengths", second, f"`{first.text}` and `{second.text}` both say how long it takes", "keep one of them",
                self.findings.label(first, "the other length"),
            )  # fmt: skip

    def _drawing(self, key: Key, at: Spot, node: Node) -> dict[str, Any] | None:
        if not isinstance(node, MappingNode):
            return self._wrong_shape(key, node)
        data = self._data(node)
        assert isinstance(data, dict)
        return data

    def _data(self, node: Node) -> Any:
        """Plain data: numbers, truths, texts, lists and mappings; nothing is ever constructed from a tag."""
        if isinstance(node, Sequence):
            return [self._data(item) for item in node.items]
        if isinstance(node, MappingNode):
            return {key: self._data(value) for key, (_, value) in self.pairs(node).items()}
        text = node.text
        if not node.plain:
            return text
        if _NUMBER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
        return None if text in _NOTHING else _TRUTH.get(text.casefold(), text)


class _First:
    """The first character of a node, for a problem of a whole list or mapping."""

    __slots__ = ("end", "start")

    def __init__(self, node: Node) -> None:
        self.start = node.start
        self.end = Place(node.start.index + 1, node.start.line, node.start.column + 1)


def first_of(node: Node) -> Spot:
    if type(node) is Scalar:
        return node
    if type(node) is MappingNode and node.pairs and not node.flow:
        return node.pairs[0][0]
    return _First(node)


def words(options: Any) -> str:
    """`a`, `b` and `c`."""
    names = [f"`{option}`" for option in options]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


_SAID = Key("the cue", "text", "Words to say.", "Heel down")
_WANTED: Mapping[str, str] = {
    "name": "a name",
    "text": "a text",
    "length": "a time",
    "span": "a time",
    "gap": "a time",
    "count": "a count",
    "rounds": "a count, `for 20m` or `until eased`",
    "choice": "one word",
    "choices": "a word or a list of words",
    "names": "a name or a list of names",
    "texts": "a text or a list of texts",
    "keys": "a key or a list of keys",
    "truth": "`yes` or `no`",
    "url": "a web address",
    "cues": "moments with a text each",
    "steps": "a list of steps, each with `- ` before it",
    "define": "names with a list of steps each",
    "sources": "keys with `title`, `url` and `says` each",
    "dose": "keys such as `hold`, `reps` and `sets`",
    "drawing": "keys such as `view` and `poses`",
}
