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
from stretchplayer.routine.diagnosis import Findings
from stretchplayer.routine.durations import TimeFault, parse_count, parse_gap, parse_length, parse_span, parse_time
from stretchplayer.routine.harmless import quoted, unmarked
from stretchplayer.routine.key_types import MOMENTS, WANTED, Key
from stretchplayer.routine.keys import DOSE_KEYS, EXERCISE_KEYS, SOURCE_KEYS, TOP, WITH_KEYS
from stretchplayer.routine.model import Defaults, Overrides
from stretchplayer.routine.moves import Dose
from stretchplayer.routine.nearest import nearest
from stretchplayer.routine.nodes import Mapping as MappingNode
from stretchplayer.routine.nodes import Node, Place, Scalar, Sequence, Spot, wide
from stretchplayer.routine.source import read_source
from stretchplayer.routine.synonyms import OPTION_SYNONYMS, SYNONYMS, meant
from stretchplayer.routine.terms import Range, Source, SpokenCue
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
_METRES = re.compile(r"([0-9]{2,}(?:\.[0-9])?) m")
_MOMENT = re.compile(r"(.*\S) (in|left)", re.DOTALL)
_COMMENT = re.compile(r"\s+(#[^\s#]\S*)")
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]{1,15}\.[0-9]{0,15}|\.[0-9]{1,15})(?:[eE][-+]?[0-9]{1,2})?")
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
        return "an empty value" if is_empty(node) else quoted(node.text)
    return "a list" if type(node) is Sequence else "a mapping"


class Values:
    """Reads values for one file, whose `text` it was read from. Every method returns `None` after adding a problem."""

    def __init__(self, findings: Findings, text: str) -> None:
        self.findings = findings
        self._text = text
        self._lines: list[str] = []
        self._in_lists: Mapping[str, Callable[[Key, Scalar], str | None]] = {
            "choices": self.choice,
            "texts": lambda key, node: self.text(node),
            **dict.fromkeys(("names", "keys", "things"), lambda key, node: self.name(node)),
        }
        self._of_shape: Mapping[str, tuple[type[Node], Callable[[Key, Any], Any]]] = {
            "choice": (Scalar, self.choice),
            "category": (Scalar, self._category),
            "truth": (Scalar, self._truth),
            "url": (Scalar, self._url),
            "cues": (MappingNode, self._cues),
            "sources": (MappingNode, self._sources),
            "dose": (MappingNode, self._dose),
            "drawing": (MappingNode, lambda key, node: self.data(node)),
            "with": (MappingNode, self._with),
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
            if kind in _PARSERS:
                return self._parsed(kind, node)
            if kind not in ("names", "texts", "things") and self.has_mark(node):
                return None
        elif key.varied:
            return self._varied(key, node)
        if kind in self._in_lists:
            return self._list(key, node)
        wanted, read = self._of_shape.get(kind, (None, None))
        return read(key, node) if read and type(node) is wanted else self.wrong_shape(key, node)

    def has_mark(self, node: Scalar) -> bool:
        """Whether a mark of direction, which nobody sees, stands where only names and texts may have one; says so."""
        found = unmarked(node.text) != node.text
        if found:
            message = "a mark of direction (U+200E or U+200F), which can't be seen"
            self.findings.error("forbidden-character", node, message, f"write {quoted(unmarked(node.text))}")
        return found

    def _parsed(self, kind: str, node: Scalar) -> Any:
        text = node.text
        if kind == "length" and (metres := _METRES.fullmatch(text)) and float(metres[1]) >= 60:
            help = f"write `distance: {text}` for metres, and {quoted(f'{metres[1]}m')} for minutes"
            self.findings.advice("minutes-or-metres", node, f"{quoted(text)} is read as minutes", help)
        if kind not in ("load", "short") and self.has_mark(node):
            return None
        try:
            return _PARSERS[kind](text)
        except TimeFault as fault:
            return self.findings.error(fault.slug, node, fault.message, fault.help)

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
        value = self._missing(key, at) if is_empty(node) else self._parsed(key.kind, node)
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
        elif len(name) > LONGEST_NAME:
            help = f"at most {LONGEST_NAME}; the rest belongs into `note`"
            self.findings.error("too-long-text", node, f"a name of {len(name)} characters", help)
        else:
            return name
        return None

    def text(self, node: Scalar) -> str | None:
        """A text that may have several lines."""
        text = node.text.strip().replace("\t", " ")
        self._cut(node)
        if not text:
            self.findings.error("missing-value", node, "an empty text")
        elif len(text) > LONGEST_TEXT:
            self.findings.error("too-long-text", node, f"a text of {len(text)} characters", f"at most {LONGEST_TEXT}")
        else:
            return text
        return None

    def _cut(self, node: Scalar) -> None:
        """Advice on a text that ends at a comment whose `#` touches a word: it was meant to be read."""
        comment = _COMMENT.match(self._line(node.end)) if node.plain and node.text else None
        if comment:
            spot = wide(Place(node.end.line, node.end.column + comment.start(1)), len(comment[1]))
            help = "put the whole text in quotes, or a space after the `#` of a comment"
            message = f"{quoted(comment[1])} starts a comment, and the rest of the line is not read"
            self.findings.advice("cut-by-comment", spot, message, help)

    def _line(self, place: Place) -> str:
        """What is written behind a place in its line."""
        self._lines = self._lines or self._text.split("\n")
        return self._lines[place.line][place.column :] if place.line < len(self._lines) else ""

    def pairs(self, node: MappingNode) -> dict[str, tuple[Scalar, Node]]:
        """Key and value nodes by key; a key written twice is an error, and its first value counts."""
        found: dict[str, tuple[Scalar, Node]] = {}
        for key, value in node.pairs:
            first = found.setdefault(key.text, (key, value))
            if first[0] is not key:
                label = self.findings.label(first[0], "first written here")
                message = f"{quoted(key.text)} is written twice"
                self.findings.error("duplicate-key", key, message, "keep one of them", label)
        return found

    def known(
        self,
        node: MappingNode,
        keys: Mapping[str, Key],
        owner: str,
        own: Mapping[str, Callable[[Key, Spot, Node], Any]] = MappingProxyType({}),
        pairs: Mapping[str, tuple[Scalar, Node]] | None = None,
    ) -> dict[str, Any]:
        """The values of a mapping that takes just `keys`, under their model names; unknown keys are errors.

        `own` reads the kinds of value that only its caller knows, `pairs` is for one who looked at them already.
        """
        values: dict[str, Any] = {}
        pairs = self.pairs(node) if pairs is None else pairs
        for text, (at, value) in pairs.items():
            key = keys.get(text)
            if key is None:
                self.unknown_key(at, keys, owner, value, pairs)
            else:
                values[key.field] = own.get(key.kind, self.read)(key, at, value)
        for key in keys.values() if node.whole else ():
            if key.required and key.name not in pairs:
                help = f"write `{key.name}: {key.example}`"
                self.findings.error("missing-key", first_of(node), f"{owner} needs `{key.name}`", help)
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
        message, help = f"`{key.name}` has no value", f"for example `{key.name}: {key.example}`"
        if re.match(r":\s+#", self._line(at.end)):
            help = "put a text that starts with `#` in quotes"
            self.findings.error("yaml-comment", at, f"{message}: `#` starts a comment", help)
        else:
            self.findings.error("missing-value", at, message, help)

    def wrong_shape(self, key: Key, node: Node, wanted: str | None = None) -> Any:
        """Reports a value that has not the shape of its kind; gives `None`."""
        message = f"`{key.name}` takes {wanted or WANTED[key.kind]}, not {shape(node)}"
        self.findings.error("wrong-shape", first_of(node), message, f"for example `{key.name}: {key.example}`")

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

    def _category(self, key: Key, node: Scalar) -> Any:
        """One of the four shelves, or one of the writer's own that is not nearly one of them."""
        text = node.text
        if text in key.options or OPTION_SYNONYMS.get(text.casefold()) in key.options or nearest(text, key.options):
            return self.choice(key, node)
        try:
            return parse_shelf(text)
        except TimeFault as fault:
            help = f"it is one of {words(key.options)}; {fault.help}"
            return self.findings.error("bad-choice", node, f"`{key.name}` can't be {quoted(text)}", help)

    def _list(self, key: Key, node: Node) -> Any:
        """A list of scalars, or a single one."""
        if isinstance(node, MappingNode):
            return self.wrong_shape(key, node)
        if key.kind == "things" and isinstance(node, Scalar) and node.text.strip() == "none":
            return ()
        found: list[str | None] = []
        for item in node.items if isinstance(node, Sequence) else [node]:
            if not isinstance(item, Scalar):
                self.wrong_shape(key, item, "a list of texts")
            elif is_empty(item):
                help = f"for example `{key.name}: {key.example}`"
                self.findings.error("missing-value", first_of(node), f"`{key.name}` has an empty part", help)
            else:
                found.append(self._in_lists[key.kind](key, item))
        return tuple(dict.fromkeys(value for value in found if value is not None))

    def _truth(self, key: Key, node: Scalar) -> Any:
        truth = TRUTH.get(node.text.casefold())
        return self.wrong_shape(key, node) if truth is None else truth

    def _url(self, key: Key, node: Scalar) -> Any:
        if re.fullmatch(r"https?://[^\s/]\S*", node.text) and len(node.text) <= LONGEST_TEXT:
            return node.text
        message = f"{quoted(node.text)} is not a web address"
        return self.findings.error("bad-url", node, message, f"for example `{key.example}`")

    def _cues(self, key: Key, node: MappingNode) -> Any:
        """Words by moment."""
        cues: dict[tuple[str, int], SpokenCue] = {}
        places: dict[tuple[str, int], Scalar] = {}
        for moment, value in node.pairs:
            when = self._moment(moment)
            said = self.read(Key(quoted(moment.text)[1:-1], "text", "Words to say.", "Heel down"), moment, value)
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

    def _sources(self, key: Key, node: MappingNode) -> Any:
        """Sources by key."""
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

    def _dose(self, key: Key, node: MappingNode) -> Any:
        """A dose of the catalogue, with one length at most."""
        pairs = self.pairs(node)
        found = self.known(node, DOSE_KEYS, "a dose", pairs=pairs)
        self.two_lengths(pairs)
        return Dose(**found)

    def two_lengths(self, pairs: Mapping[str, tuple[Scalar, Node]]) -> None:
        """Reports two lengths among the keys of a step or a dose."""
        for one, other, both in clashes(pairs):
            ends = sorted((pairs[one][0], pairs[other][0]), key=lambda key: (key.start.line, key.start.column))
            message = f"`{ends[0].text}` and `{ends[1].text}` both say {both}"
            label = self.findings.label(ends[0], "the other one")
            self.findings.error("two-lengths", ends[1], message, "keep one of them", label)

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

    def _with(self, key: Key, node: MappingNode) -> Any:
        """What a `use` or a plan changes about a routine."""
        names: dict[str, Scalar] = {}
        keys: dict[tuple[str, str], Scalar] = {}
        steps: list[tuple[str, tuple[tuple[str, Any], ...]]] = []

        def changed(key: Key, at: Spot, node: Node) -> None:
            if not isinstance(node, MappingNode):
                self.wrong_shape(key, node)
                return
            for name, (owner, changes) in self.pairs(node).items():
                names[name] = owner
                if not isinstance(changes, MappingNode):
                    self.wrong_shape(key, changes)
                    continue
                written = self.pairs(changes)
                keys.update({(name, text): place for text, (place, _) in written.items()})
                found = self.known(changes, EXERCISE_KEYS, f"the step {quoted(name)}", pairs=written)
                self.two_lengths(written)
                steps.append((name, tuple((field, v) for field, v in found.items() if v is not None)))

        values = self.known(node, WITH_KEYS, "`with`", {"changes": changed})
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


_LISTS = frozenset(("choices", "names", "texts", "keys", "things", "steps", "days", "turns"))
_MAPPINGS = frozenset(("cues", "define", "sources", "dose", "drawing", "with", "changes", "days", "progress"))
_BESIDES = {"gap": ("none",), "reps": ("max",), "breaths": ("in", "out"), "tempo": ("X",)}


def plain_example(yaml: str) -> Any:
    """The plain data of an example of the table of keys."""
    root = read_source(yaml, Findings("example")).root
    return yaml if root is None else plain_data(root)


def plain_data(node: Node) -> Any:
    """The plain data of a node, whatever is wrong with it."""
    return Values(Findings(""), "").data(node)


def first_of(node: Node) -> Spot:
    """Where a problem of a whole node is told: of a list or mapping at its first character, or its first key."""
    if type(node) is Scalar:
        return node
    if type(node) is MappingNode and node.pairs and not node.flow:
        return node.pairs[0][0]
    return wide(node.start)


def words(options: Any) -> str:
    """`a`, `b` and `c`."""
    names = [f"`{option}`" for option in options]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
