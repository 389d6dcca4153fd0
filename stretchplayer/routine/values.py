"""Reads one value of a kind of the table of keys; what is wrong with it becomes a problem at its place."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from stretchplayer.routine.diagnosis import Findings, Spot
from stretchplayer.routine.durations import TimeFault, parse_count, parse_gap, parse_length, parse_span
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.key_types import Key
from stretchplayer.routine.nearest import nearest
from stretchplayer.routine.scan import Place
from stretchplayer.routine.source import Mapping as MappingNode
from stretchplayer.routine.source import Node, Scalar, Sequence
from stretchplayer.routine.synonyms import OPTION_SYNONYMS
from stretchplayer.words.counts import listed

LONGEST_NAME = 120
LONGEST_TEXT = 2000
NOTHING = ("", "~", "null", "Null", "NULL")
_TIMES: Mapping[str, Callable[[str], Any]] = {
    "length": parse_length,
    "span": parse_span,
    "gap": parse_gap,
    "count": parse_count,
}
TRUTH = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def is_empty(node: Node) -> bool:
    """Whether nothing is written: an empty plain scalar, or `~` or `null`."""
    return type(node) is Scalar and node.plain and node.text in NOTHING


def shape(node: Node) -> str:
    """What a node is, for a message."""
    if type(node) is Scalar:
        return quoted(node.text)
    return "a list" if type(node) is Sequence else "a mapping"


class Values:
    """Reads values for one file. Every method returns `None` after adding a problem."""

    def __init__(self, findings: Findings, lines: Callable[[int], str]) -> None:
        # They read their parts with these values, so each side needs the other.
        from stretchplayer.routine import compounds

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
            "cues": lambda *value: compounds.read_cues(self, *value),
            "sources": lambda *value: compounds.read_sources_value(self, *value),
            "dose": lambda *value: compounds.read_dose(self, *value),
            "drawing": lambda *value: compounds.read_drawing(self, *value),
        }

    def read(self, key: Key, at: Spot, node: Node) -> Any:
        """The value of `key`, written at `at`; `None` where it can't be read, after saying why."""
        kind = key.kind
        if type(node) is Scalar:
            text = node.text
            if node.plain and text in NOTHING:
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
                    self.findings.error(fault.slug, node, fault.message, fault.help)
                    return None
        elif kind in ("name", "text") or kind in _TIMES:
            return self.wrong_shape(key, node)
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

    def wrong_shape(self, key: Key, node: Node, wanted: str | None = None) -> Any:
        """Reports a value that has not the shape of its kind; gives `None`."""
        wanted = wanted or _WANTED[key.kind]
        self.findings.error(
            "wrong-shape",
            first_of(node),
            f"`{key.name}` takes {wanted}, not {shape(node)}",
            f"for example `{key.name}: {key.example}`",
        )

    def choice(self, key: Key, node: Scalar) -> str | None:
        """One of the key's options, written exactly."""
        text = node.text
        if text in key.options:
            return text
        guess = OPTION_SYNONYMS.get(text.casefold())
        if guess not in key.options:
            guess = None if self.findings.full else nearest(text, key.options)
        help = f"did you mean `{guess}`?" if guess else f"it is one of {words(key.options)}"
        self.findings.error("bad-choice", node, f"`{key.name}` can't be {quoted(node.text)}", help)
        return None

    def _choice(self, key: Key, at: Spot, node: Node) -> Any:
        return self.choice(key, node) if isinstance(node, Scalar) else self.wrong_shape(key, node)

    def _choices(self, key: Key, at: Spot, node: Node) -> Any:
        return self._list(key, node, lambda item: self.choice(key, item))

    def _names(self, key: Key, at: Spot, node: Node) -> Any:
        return self._list(key, node, self.name)

    def _texts(self, key: Key, at: Spot, node: Node) -> Any:
        return self._list(key, node, self.text)

    def _list(self, key: Key, node: Node, read: Callable[[Scalar], str | None]) -> Any:
        """A list of scalars, or a single one."""
        if isinstance(node, MappingNode):
            return self.wrong_shape(key, node)
        items = node.items if isinstance(node, Sequence) else [node]
        found: list[str] = []
        for item in items:
            if not isinstance(item, Scalar):
                self.wrong_shape(key, item, "a list of texts")
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

    def _truth(self, key: Key, at: Spot, node: Node) -> Any:
        if isinstance(node, Scalar) and node.text.casefold() in TRUTH:
            return TRUTH[node.text.casefold()]
        return self.wrong_shape(key, node)

    def _url(self, key: Key, at: Spot, node: Node) -> Any:
        if not isinstance(node, Scalar):
            return self.wrong_shape(key, node)
        if re.fullmatch(r"https?://[^\s/]\S*", node.text) and len(node.text) <= LONGEST_TEXT:
            return node.text
        self.findings.error(
            "bad-url", node, f"{quoted(node.text)} is not a web address", f"for example `{key.example}`"
        )
        return None


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
    return listed(names)


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
