"""Reads one value of a kind of the table of keys; what is wrong with it becomes a problem at its place."""

import re
from collections.abc import Callable, Container, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from stretchplayer.routine.amounts import (
    parse_breaths,
    parse_distance,
    parse_language,
    parse_load,
    parse_pace,
    parse_range,
    parse_reps,
    parse_shelf,
    parse_short,
    parse_tempo,
)
from stretchplayer.routine.diagnosis import Findings, Spot
from stretchplayer.routine.durations import (
    TimeFault,
    parse_count,
    parse_gap,
    parse_length,
    parse_span,
    parse_time,
)
from stretchplayer.routine.harmless import quoted, unmarked
from stretchplayer.routine.key_types import MOMENTS, Key
from stretchplayer.routine.keys import DOSE_KEYS, EXERCISE_KEYS, SOURCE_KEYS, TOP, WITH_KEYS
from stretchplayer.routine.model import Defaults, Overrides, Source
from stretchplayer.routine.moves import Dose
from stretchplayer.routine.nearest import nearest
from stretchplayer.routine.nodes import Mapping as MappingNode
from stretchplayer.routine.nodes import Node, Place, Scalar, Sequence, Span
from stretchplayer.routine.source import read_source
from stretchplayer.routine.synonyms import OPTION_SYNONYMS, SYNONYMS, meant
from stretchplayer.routine.terms import Range, SpokenCue
from stretchplayer.routine.varied import ByRound, BySet, BySide

LONGEST_NAME = 120
LONGEST_TEXT = 2000
NOTHING = ("", "~", "null", "Null", "NULL")
_PARSERS: Mapping[str, Callable[[str], Any]] = {
    "length": parse_length,
    "span": parse_span,
    "gap": parse_gap,
    "count": parse_count,
    "reps": parse_reps,
    "breaths": parse_breaths,
    "sets": parse_range,
    "tempo": parse_tempo,
    "distance": parse_distance,
    "pace": parse_pace,
    "load": parse_load,
    "short": parse_short,
    "language": parse_language,
}
TRUTH = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_MOMENT = re.compile(r"(.*\S) (in|left)", re.DOTALL)
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]{1,15}\.[0-9]{0,15}|\.[0-9]{1,15})(?:[eE][-+]?[0-9]{1,2})?")
_SAID = Key("the cue", "text", "Words to say.", "Heel down")
_DEFAULT_FIELDS = frozenset(Defaults.__slots__)


class Given(NamedTuple):
    """The value of a `with`, and where the names under its `steps` and their keys stand."""

    overrides: Overrides
    names: Mapping[str, Scalar]
    keys: Mapping[tuple[str, str], Scalar]


def defaults_from(values: Mapping[str, Any]) -> Defaults:
    """The defaults among the values of a list of steps; a `hold` goes by its model name `length` there."""
    found = {name: value for name, value in values.items() if name in _DEFAULT_FIELDS}
    if values.get("length") is not None:
        found["hold"] = values["length"]
    return Defaults(**found)


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
        self.findings = findings
        self._line = lines
        self._kinds: Mapping[str, Callable[[Key, Spot, Node], Any]] = {
            "choice": self._choice,
            "category": self._category,
            "choices": self._choices,
            "names": self._names,
            "texts": self._texts,
            "keys": self._names,
            "things": self._things,
            "truth": self._truth,
            "url": self._url,
            "cues": self._cues,
            "sources": self._sources,
            "dose": self._dose,
            "drawing": self._drawing,
            "with": self._with,
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
            parse = _PARSERS.get(kind)
            if parse is not None:
                metres = re.fullmatch(r"([0-9]{2,}(?:\.[0-9])?) m", text) if kind == "length" else None
                if metres and float(metres[1]) >= 60:
                    message = f"{quoted(text)} is read as minutes"
                    help = f"write `distance: {text}` for metres, and {quoted(f'{metres[1]}m')} for minutes"
                    self.findings.advice("minutes-or-metres", node, message, help)
                return self._parsed(parse, node)
            if kind not in ("names", "texts", "things") and self.has_mark(node):
                return None
        elif key.varied:
            return self._varied(key, node)
        elif kind in ("name", "text") or kind in _PARSERS:
            return self.wrong_shape(key, node)
        return self._kinds.get(kind, self._odd)(key, at, node)

    def _odd(self, key: Key, at: Spot, node: Node) -> Any:
        return self.wrong_shape(key, node)

    def has_mark(self, node: Scalar) -> bool:
        """Whether a mark of direction, which nobody sees, stands where only names and texts may have one; says so."""
        found = unmarked(node.text) != node.text
        if found:
            message = "a mark of direction (U+200E or U+200F), which can't be seen"
            self.findings.error("forbidden-character", node, message, f"write {quoted(unmarked(node.text))}")
        return found

    def _parsed(self, parse: Callable[[str], Any], node: Scalar) -> Any:
        if parse not in (parse_load, parse_short) and self.has_mark(node):
            return None
        try:
            return parse(node.text)
        except TimeFault as fault:
            self.findings.error(fault.slug, node, fault.message, fault.help)
            return None

    def _varied(self, key: Key, node: Node) -> Any:
        """A dose that differs by side, by set or by round."""
        if isinstance(node, Sequence):
            return self._parts(key, node, BySet) if "set" in key.varied else self.wrong_shape(key, node)
        assert isinstance(node, MappingNode)
        pairs = self.pairs(node)
        accepted = ["left", "right", *(("rounds",) if "rounds" in key.varied else ())]
        for text, (at, _) in pairs.items():
            if text not in accepted:
                self.unknown_key(at, accepted, f"the dose `{key.name}`")
        if "rounds" in pairs and len(pairs) == 1:
            at, value = pairs["rounds"]
            if isinstance(value, Sequence):
                return self._parts(key, value, ByRound)
            example = f"for example `{key.name}: {{rounds: [{key.example}, {key.example}]}}`"
            message = f"`rounds` takes a list, not {shape(value)}"
            return self.findings.error("wrong-shape", first_of(value), message, example)
        values = {side: self._part(key, *pairs[side]) for side in ("left", "right") if side in pairs}
        if len(values) == 1 and "rounds" not in pairs and node.whole:
            missing = "right" if "left" in values else "left"
            help = f"write `{missing}:` too, or `sides: {next(iter(values))}` and one `{key.name}`"
            self.findings.error("missing-key", first_of(node), f"`{key.name}` has a dose for one side only", help)
        elif "rounds" in pairs:
            help = "write one of them"
            self.findings.error("wrong-shape", first_of(node), f"`{key.name}` differs by round and by side", help)
        elif not pairs:
            self._missing(key, first_of(node))
        return BySide(values["left"], values["right"]) if len(values) == 2 and None not in values.values() else None

    def _parts(self, key: Key, node: Sequence, form: Callable[[tuple[Any, ...]], Any]) -> Any:
        if not node.items and node.whole:
            return self._missing(key, first_of(node))
        values = tuple(self._part(key, first_of(item), item) for item in node.items)
        return None if None in values or not values else form(values)

    def _part(self, key: Key, at: Spot, node: Node) -> Any:
        """One value of a dose that differs; none of the forms stands inside another."""
        if not isinstance(node, Scalar):
            help = f"for example `{key.name}: [{key.example}, {key.example}]`"
            return self.findings.error("wrong-shape", first_of(node), f"a part of `{key.name}` is {shape(node)}", help)
        value = self._missing(key, at) if is_empty(node) else self._parsed(_PARSERS[key.kind], node)
        if isinstance(value, Range) or getattr(value, "most", None) is not None:
            help = "write one value for each part"
            return self.findings.error("wrong-shape", node, "a range can't be part of a dose that differs", help)
        return value

    def name(self, node: Scalar) -> str | None:
        """A short text on one line."""
        name = " ".join(node.text.split())
        self._cut(node)
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
        self._cut(node)
        if not text:
            self.findings.error("missing-value", node, "an empty text")
            return None
        if len(text) > LONGEST_TEXT:
            self.findings.error("too-long-text", node, f"a text of {len(text)} characters", f"at most {LONGEST_TEXT}")
            return None
        return text

    def _cut(self, node: Scalar) -> None:
        """Advice on a text that ends at a comment whose `#` touches a word: it was meant to be read."""
        if node.plain and node.text:
            rest = self._line(node.end.line)[node.end.column :]
            comment = re.match(r"\s+(#[^\s#]\S*)", rest)
            if comment:
                at = node.end.column + comment.start(1)
                spot = Span(Place(0, node.end.line, at), Place(0, node.end.line, at + len(comment[1])))
                help = "put the whole text in quotes, or a space after the `#` of a comment"
                message = f"{quoted(comment[1])} starts a comment, and the rest of the line is not read"
                self.findings.advice("cut-by-comment", spot, message, help)

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
                self.unknown_key(at, keys, owner, value, pairs)
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

    def unknown_key(
        self,
        at: Scalar,
        keys: Mapping[str, Key] | list[str],
        owner: str,
        value: Node | None = None,
        written: Container[str] = (),
    ) -> None:
        """The problem of a key that `owner` does not take. `written` are the keys that stand there already."""
        if unmarked(at.text) in keys and self.has_mark(at):
            return
        guess = None if self.findings.full else self.guess(at.text, keys, value, written)
        text = at.text.casefold()
        help = f"did you mean `{guess}`?" if guess else f"it takes {words(keys)}"
        if keys is TOP and not guess and (text == "days" or "plan" in SYNONYMS.get(text, ())):
            help = "a plan over weeks is a file of its own: write `plan:` with its name at the top"
        self.findings.error("unknown-key", at, f"{owner} has no key {quoted(at.text)}", help)

    def guess(
        self, text: str, keys: Mapping[str, Key] | list[str], value: Node | None, written: Container[str]
    ) -> str | None:
        """The key that an unknown one most probably means: one that is not written yet and takes such a value."""
        table = keys if isinstance(keys, Mapping) else {}
        fitting = [k for k in keys if k not in written and (k not in table or value is None or takes(table[k], value))]
        return meant(text, fitting) or nearest(text, fitting)

    def _missing(self, key: Key, at: Spot) -> Any:
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
        if self.has_mark(node):
            return None
        guess = OPTION_SYNONYMS.get(text.casefold())
        if guess not in key.options:
            guess = None if self.findings.full else nearest(text, key.options)
        help = f"did you mean `{guess}`?" if guess else f"it is one of {words(key.options)}"
        self.findings.error("bad-choice", node, f"`{key.name}` can't be {quoted(node.text)}", help)
        return None

    def _choice(self, key: Key, at: Spot, node: Node) -> Any:
        return self.choice(key, node) if isinstance(node, Scalar) else self.wrong_shape(key, node)

    def _category(self, key: Key, at: Spot, node: Node) -> Any:
        """One of the four shelves, or one of the writer's own that is not nearly one of them."""
        if not isinstance(node, Scalar):
            return self.wrong_shape(key, node)
        text = node.text
        if text in key.options or OPTION_SYNONYMS.get(text.casefold()) in key.options or nearest(text, key.options):
            return self.choice(key, node)
        try:
            return parse_shelf(text)
        except TimeFault as fault:
            help = f"it is one of {words(key.options)}; {fault.help}"
            return self.findings.error("bad-choice", node, f"`{key.name}` can't be {quoted(text)}", help)

    def _choices(self, key: Key, at: Spot, node: Node) -> Any:
        return self._list(key, node, lambda item: self.choice(key, item))

    def _names(self, key: Key, at: Spot, node: Node) -> Any:
        return self._list(key, node, self.name)

    def _texts(self, key: Key, at: Spot, node: Node) -> Any:
        return self._list(key, node, self.text)

    def _things(self, key: Key, at: Spot, node: Node) -> Any:
        if isinstance(node, Scalar) and node.text.strip() == "none":
            return ()
        return self._list(key, node, self.name)

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

    def _cues(self, key: Key, at: Spot, node: Node) -> Any:
        """Words by moment."""
        if not isinstance(node, MappingNode):
            return self.wrong_shape(key, node)
        cues: dict[tuple[str, int], SpokenCue] = {}
        places: dict[tuple[str, int], Scalar] = {}
        for moment, value in node.pairs:
            when = self._moment(moment)
            said = self.read(_SAID, moment, value)
            if when is None:
                continue
            if when in places:
                label = self.findings.label(places[when], "first written here")
                message = f"two cues for {quoted(moment.text)}"
                self.findings.error("duplicate-key", moment, message, "keep one of them", label)
                continue
            places[when] = moment
            if said is not None:
                cues[when] = SpokenCue(when[0], said, when[1])  # type: ignore[arg-type]
        return tuple(cues.values())

    def _moment(self, at: Scalar) -> tuple[str, int] | None:
        text = at.text
        if text in MOMENTS:
            return text, 0
        match = _MOMENT.fullmatch(text)
        if match:
            try:
                return match[2], parse_span(match[1])
            except TimeFault as fault:
                message = f"{quoted(at.text)} has no time that can be read: {fault.message}"
                self.findings.error("bad-cue", at, message, fault.help)
                return None
        help = "the moments are `start`, `half`, `end`, `10s in` and `10s left`"
        try:
            parse_time(text)
            help = f"write {quoted(text + ' in')} or {quoted(text + ' left')}"
        except TimeFault:
            guess = None if self.findings.full else nearest(text, MOMENTS)
            help = f"did you mean `{guess}`?" if guess else help
        self.findings.error("bad-cue", at, f"{quoted(at.text)} is not a moment for a cue", help)
        return None

    def _sources(self, key: Key, at: Spot, node: Node) -> Any:
        """Sources by key."""
        if not isinstance(node, MappingNode):
            return self.wrong_shape(key, node)
        sources: dict[str, Source] = {}
        for text, (name, value) in self.pairs(node).items():
            if isinstance(value, MappingNode):
                found = self.known(value, SOURCE_KEYS, f"the source {quoted(text)}")
                if found.get("title"):
                    sources[text] = Source(**found)
            else:
                message = f"the source {quoted(text)} takes `title`, `url` and `says`, not {shape(value)}"
                self.findings.error("wrong-shape", name, message, "write `title: …` below it, indented")
        return MappingProxyType(sources)

    def _dose(self, key: Key, at: Spot, node: Node) -> Any:
        """A dose of the catalogue, with one length at most."""
        if not isinstance(node, MappingNode):
            return self.wrong_shape(key, node)
        pairs = self.pairs(node)
        found = self.known(node, DOSE_KEYS, "a dose")
        self.two_lengths(pairs)
        return Dose(**found)

    def two_lengths(self, pairs: Mapping[str, tuple[Scalar, Node]]) -> None:
        """Reports two lengths among the keys of a step or a dose."""
        for one, other, both in clashes(pairs):
            ends = sorted((pairs[one][0], pairs[other][0]), key=lambda key: (key.start.line, key.start.column))
            message = f"`{ends[0].text}` and `{ends[1].text}` both say {both}"
            label = self.findings.label(ends[0], "the other one")
            self.findings.error("two-lengths", ends[1], message, "keep one of them", label)

    def _drawing(self, key: Key, at: Spot, node: Node) -> Any:
        """The keys of a figure, as plain data."""
        return self.data(node) if isinstance(node, MappingNode) else self.wrong_shape(key, node)

    def data(self, node: Node) -> Any:
        """Numbers, truths, texts, lists and mappings; nothing is ever constructed from a tag."""
        if isinstance(node, Sequence):
            return [self.data(item) for item in node.items]
        if isinstance(node, MappingNode):
            return {key: self.data(value) for key, (_, value) in self.pairs(node).items()}
        text = node.text
        if not node.plain:
            return text
        if _NUMBER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
        return None if text in NOTHING else TRUTH.get(text.casefold(), text)

    def _with(self, key: Key, at: Spot, node: Node) -> Any:
        """What a `use` or a plan changes about a routine."""
        if not isinstance(node, MappingNode):
            return self.wrong_shape(key, node)
        names: dict[str, Scalar] = {}
        keys: dict[tuple[str, str], Scalar] = {}
        values: dict[str, Any] = {}
        steps: list[tuple[str, tuple[tuple[str, Any], ...]]] = []
        pairs = self.pairs(node)
        for text, (spot, value) in pairs.items():
            table = WITH_KEYS.get(text)
            if table is None:
                self.unknown_key(spot, WITH_KEYS, "`with`", value, pairs)
            elif table.kind != "changes":
                values[table.field] = self.read(table, spot, value)
            elif not isinstance(value, MappingNode):
                self.wrong_shape(table, value)
            else:
                for name, (owner, changes) in self.pairs(value).items():
                    names[name] = owner
                    if not isinstance(changes, MappingNode):
                        self.wrong_shape(table, changes)
                        continue
                    written = self.pairs(changes)
                    keys |= {(name, key): place for key, (place, _) in written.items()}
                    found = self.known(changes, EXERCISE_KEYS, f"the step {quoted(name)}")
                    self.two_lengths(written)
                    steps.append((name, tuple((field, v) for field, v in found.items() if v is not None)))
        overrides = Overrides(defaults_from(values), values.get("sets"), values.get("sides"), tuple(steps))
        return Given(overrides, names, keys)


def clashes(names: Container[str]) -> list[tuple[str, str, str]]:
    """The pairs of keys that say the same thing twice, and what both say."""
    lengths = [name for name in ("hold", "for", "breaths") if name in names]
    for beat in ("every", "tempo"):
        if beat in names and lengths:
            lengths.append(beat)
    found = [(lengths[0], lengths[1], "how long it takes")] if len(lengths) > 1 else []
    for one, other, both in (("every", "tempo", "how long a repetition takes"), ("reps", "distance", "how much")):
        if one in names and other in names:
            found.append((one, other, both))
    return found


def takes(key: Key, node: Node) -> bool:
    """Whether a key takes a value like this one; whether it can be read is another question."""
    if isinstance(node, Sequence):
        return key.kind in _LISTS or "set" in key.varied
    if isinstance(node, MappingNode):
        return key.kind in _MAPPINGS or bool(key.varied)
    text = node.text.strip()
    if key.kind in ("name", "text", "short", "names", "texts", "keys", "things"):
        return True
    if key.kind in ("length", "span", "gap", "count", "distance", "pace", "sets", "rounds", "reps", "breaths", "tempo"):
        return text[:1].isdigit() or text in _BESIDES.get(key.kind, ()) or is_empty(node)
    if key.kind == "load":
        return not text.isdigit()
    return key.kind not in _LISTS and key.kind not in _MAPPINGS and not text.isdigit()


_LISTS = frozenset(("choices", "names", "texts", "keys", "things", "steps"))
_MAPPINGS = frozenset(("cues", "define", "sources", "dose", "drawing", "with", "changes"))
_BESIDES = {"gap": ("none",), "reps": ("max",), "breaths": ("in", "out"), "tempo": ("X",)}


def plain_example(yaml: str) -> Any:
    """The plain data of an example of the table of keys."""
    findings = Findings("example")
    root = read_source(yaml, findings).root
    return yaml if root is None else Values(findings, lambda number: yaml).data(root)


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


_WANTED: Mapping[str, str] = {
    "name": "a name",
    "text": "a text",
    "length": "a time",
    "span": "a time",
    "gap": "a time",
    "count": "a count",
    "reps": "a count",
    "breaths": "a count",
    "sets": "a count",
    "tempo": "seconds to lower, hold, lift and hold",
    "distance": "a distance",
    "pace": "a time for each distance",
    "load": "a few words",
    "short": "a few words",
    "language": "a language",
    "category": "one word",
    "things": "a name, a list of names or `none`",
    "with": "the keys that change there",
    "changes": "names of steps with the keys that change",
    "date": "a date",
    "lasting": "a number of weeks or days",
    "days": "days of the week, or a list of days",
    "turns": "a list of routines",
    "progress": "weeks or days with what changes",
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
