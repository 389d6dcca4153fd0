"""Steps from nodes: which verb, which keys, and every mistake in them at its place."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stretchplayer.routine.compounds import two_lengths
from stretchplayer.routine.diagnosis import Spot
from stretchplayer.routine.durations import TimeFault, parse_count, parse_length, parse_span
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.key_types import Key, Verb
from stretchplayer.routine.keys import STEP_KEYS, VERBS
from stretchplayer.routine.model import Defaults, Exercise, Item, Repeat, Rest, Say, Section
from stretchplayer.routine.nearest import nearest
from stretchplayer.routine.source import Mapping as MappingNode
from stretchplayer.routine.source import Node, Scalar, Sequence
from stretchplayer.routine.synonyms import LENGTH_WORDS, SYNONYMS
from stretchplayer.routine.values import Values, first_of, is_empty, shape, words
from stretchplayer.routine.verbs import find_verb

if TYPE_CHECKING:
    from stretchplayer.routine.uses import Uses

_DEFAULT_FIELDS = frozenset(Defaults.__slots__)
_BREATH_PARTS = ("in", "keep", "out", "empty")


def defaults_from(values: Mapping[str, Any]) -> Defaults:
    """The defaults among the values of a list of steps; a `hold` goes by its model name `length` there."""
    found = {name: value for name, value in values.items() if name in _DEFAULT_FIELDS}
    if values.get("length") is not None:
        found["hold"] = values["length"]
    return Defaults(**found)


class Steps:
    """Reads the steps of one file. A step with mistakes is left out of what is returned, after they are reported."""

    def __init__(self, values: Values, uses: "Uses") -> None:
        self.values = values
        self.findings = values.findings
        self.uses = uses
        self.eased: dict[int, Spot] = {}  # `until eased` by line

    def read_list(self, at: Spot, node: Node, owner: str) -> tuple[Item, ...]:
        """The items of a list of steps; an empty one is a mistake."""
        if isinstance(node, Sequence):
            if not node.items and node.whole:
                self.findings.error("no-steps", at, f"{owner} has no steps", "write each step as `- name` below it")
            items: list[Item] = []
            for step in node.items:
                items += self.read_step(step)
            return tuple(items)
        if is_empty(node):
            self.findings.error("no-steps", at, f"{owner} has no steps", "write each step as `- name` below it")
        elif isinstance(node, Scalar) and node.plain and node.text.startswith("-"):
            self.findings.error(
                "yaml-dash-space", node, "a space is missing after the dash", "write `- name` for each step"
            )
        else:
            self.findings.error(
                "wrong-shape",
                first_of(node),
                f"{owner} takes a list of steps, not {shape(node)}",
                "write `- ` before each step",
            )
        return ()

    def read_step(self, node: Node) -> tuple[Item, ...]:
        """The items that one written step stands for: one, or those of a defined list, or none after a mistake."""
        if type(node) is Scalar:
            return self._bare(node)
        if isinstance(node, MappingNode):
            return self._mapping(node)
        self.findings.error(
            "wrong-shape", first_of(node), "a list stands where a step was expected", "use `section:` to group steps"
        )
        return ()

    def _bare(self, node: Scalar) -> tuple[Item, ...]:
        if is_empty(node):
            self.findings.error(
                "empty-step", node, "a step with nothing in it", "write a name after the dash, or take the dash out"
            )
            return ()
        if node.plain:
            word, colon, rest = node.text.partition(":")
            if colon and rest and word in VERBS:
                self.findings.error(
                    "yaml-missing-space",
                    node,
                    "a space is missing after the colon",
                    f"write {quoted(f'- {word}: {rest}')}",
                )
                return ()
            if node.end.line > node.start.line and " -" in node.text:
                self.findings.error(
                    "yaml-dash-space",
                    node,
                    "two steps read as one name",
                    "put a space after each dash, and line the dashes up",
                )
                return ()
        name = self.values.name(node)
        return () if name is None else (Exercise(None, name, node.start.line + 1),)

    def _mapping(self, node: MappingNode) -> tuple[Item, ...]:
        pairs = self.values.pairs(node)
        name = find_verb(self.findings, node, pairs)
        if name is None:
            return ()
        verb = VERBS.get(name)
        at, value = pairs.pop(name)
        if verb is None:  # a misspelt one, reported; its keys are still looked at
            guess = SYNONYMS.get(name) or nearest(name, VERBS)
            verb = VERBS.get(guess or "")
            if verb is not None:
                self._keys(node, verb, pairs)
            return ()
        if verb.is_exercise and isinstance(value, MappingNode):
            self.findings.error(
                "wrong-shape",
                first_of(value),
                f"`{name}` takes a name, and its keys stand beside it",
                f"write `- {name}: name`, and the keys below `{name}` at the same column",
            )
            return ()
        if name == "repeat":
            head = self._rounds(at, value)
        elif name == "use":
            head = None
        else:
            head = self.values.read(_HEADS[name], at, value)
        before = len(self.findings.problems)
        values = self._keys(node, verb, pairs)
        if name == "use":
            return self.uses.items(at, value, values.get("note"))
        if verb.is_exercise:
            self._doses(verb, pairs)
            if head is None or (
                len(self.findings.problems) > before
                and any(problem.severity == "error" for problem in self.findings.problems[before:])
            ):
                return ()
            return (Exercise(name, head, node.start.line + 1, **_written(values)),)  # type: ignore[arg-type]
        return () if head is None else self._other(name, head, node, values)

    def _other(self, name: str, head: Any, node: MappingNode, values: dict[str, Any]) -> tuple[Item, ...]:
        line = node.start.line + 1
        note = values.get("note")
        if name == "rest":
            return (Rest(head, line, note),)
        if name == "say":
            return (Say(head, line, note),)
        items = values.get("steps") or ()
        if not items:
            return ()
        if name == "section":
            return (Section(head, items, line, defaults_from(values), note),)
        rest = values.pop("rest", None)
        return (
            Repeat(items, line, **head, name=values.get("name"), rest=rest, defaults=defaults_from(values), note=note),
        )

    def _keys(self, node: MappingNode, verb: Verb, pairs: Mapping[str, tuple[Scalar, Node]]) -> dict[str, Any]:
        """The values of a step's other keys, under their model names."""
        values: dict[str, Any] = {}
        for text, (at, value) in pairs.items():
            key = verb.keys.get(text)
            if key is None:
                if text not in VERBS:
                    self._odd_key(verb, at)
            elif key.kind == "steps":
                values["steps"] = self.read_list(at, value, f"this `{verb.name}`")
            else:
                values[key.field] = self.values.read(key, at, value)
        if "steps" in verb.keys and "steps" not in pairs and node.whole:
            self.findings.error(
                "no-steps",
                first_of(node),
                f"this `{verb.name}` has no steps",
                "write `steps:` below it, and the steps below that",
            )
        return values

    def _odd_key(self, verb: Verb, at: Scalar) -> None:
        text = at.text
        length = "hold" if verb.name == "stretch" else "for"
        if text in STEP_KEYS or text == "steps":
            takers = [name for name, other in VERBS.items() if text in other.keys]
            help = f"it goes with {words(takers)}"
            if text in ("hold", "for") and length in verb.keys:
                help = f"write `{length}` with `{verb.name}`"
            self.findings.error("key-not-for-verb", at, f"`{verb.name}` takes no `{text}`", help)
            return
        guess = SYNONYMS.get(text.casefold())
        if text.casefold() in LENGTH_WORDS:
            guess = length
        self.values.unknown_key(at, verb.keys, f"`{verb.name}`", guess if guess in verb.keys else None)

    def _doses(self, verb: Verb, pairs: Mapping[str, tuple[Scalar, Node]]) -> None:
        """What keys say together: one length, a metronome with its count, breaths with their parts."""
        own = {name: pair for name, pair in pairs.items() if name in verb.keys}
        two_lengths(self.values, own)
        if "every" in own and "reps" not in own and "for" not in own:
            self.findings.error(
                "every-without-reps",
                own["every"][0],
                "`every` ticks for each repetition, and `reps` is missing",
                "write `reps: 10`, or `for:` in place of `every:`",
            )
        if verb.name == "stretch" and "hold" in pairs and "breaths" not in pairs:
            for part in _BREATH_PARTS:
                if part in pairs:
                    self.findings.advice(
                        "no-effect",
                        pairs[part][0],
                        f"`{part}` does nothing here: `hold` is the length",
                        "write `breaths:` in place of `hold:`",
                    )

    def _rounds(self, at: Scalar, node: Node) -> dict[str, Any] | None:
        """`times`, `for_ms` or `until_eased` of a repeat."""
        if not isinstance(node, Scalar) or is_empty(node):
            self.values.read(_ROUNDS, at, node) if is_empty(node) else self.findings.error(
                "wrong-shape",
                first_of(node),
                f"`repeat` takes a count, not {shape(node)}",
                "write `repeat: 3`, and `steps:` below it",
            )
            return None
        text = node.text.strip()
        if text == "until eased":
            self.eased[at.start.line + 1] = node
            return {"until_eased": True}
        try:
            if text.startswith("for "):
                return {"for_ms": parse_span(text[4:])}
            return {"times": parse_count(text)}
        except TimeFault as fault:
            message, help, slug = fault.message, fault.help, fault.slug
        if text.startswith("until"):
            message, help = f"{quoted(node.text)} is nothing to wait for", "write `until eased`"
        elif slug == "bad-count":
            help = _for_help(text) or help
        self.findings.error(slug, node, message, help)
        return None


def _for_help(text: str) -> str | None:
    """What to write for a repeat whose count is a time that can be read."""
    try:
        return f"write `for {text}`" if parse_length(text).ms and not text.isdigit() else None
    except TimeFault:
        return None


def _written(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


_HEADS: Mapping[str, Key] = {
    name: Key(name, verb.kind, verb.help, verb.example) for name, verb in VERBS.items() if name not in ("repeat", "use")
}
_ROUNDS = Key("repeat", "name", VERBS["repeat"].help, VERBS["repeat"].example)
