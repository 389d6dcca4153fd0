"""Steps from nodes: which verb, which keys, and every mistake in them at its place."""

from collections.abc import Iterator, Mapping
from typing import Any

from stretchplayer.routine.contradictions import contradictions
from stretchplayer.routine.durations import TimeFault, parse_count, parse_length, parse_span
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.key_types import Verb
from stretchplayer.routine.keys import STEP_KEYS, VERB_KEYS, VERBS
from stretchplayer.routine.model import Exercise, Item, Repeat, Rest, Say, Section
from stretchplayer.routine.nodes import Mapping as MappingNode
from stretchplayer.routine.nodes import Node, Scalar, Sequence, Spot
from stretchplayer.routine.synonyms import RECIPES, is_moving
from stretchplayer.routine.uses import Uses
from stretchplayer.routine.values import Values, defaults_from, first_of, is_empty, shape, words
from stretchplayer.routine.varied import ByRound

_BREATH_PARTS = ("in", "keep", "out", "empty")
_COUNTS = ("reps", "count", "repetitions", "times", "rep")
_GROUPS = ("section", "repeat")  # they take `rest` as a key, which elsewhere is a verb
_EXAMPLES = {name: verb.example for name, verb in VERBS.items()} | {"move": "Squat", "do": "Drink"}


class Steps:
    """Reads the steps of one file. A step with mistakes is left out of what is returned, after they are reported."""

    def __init__(self, values: Values, uses: Uses) -> None:
        self.values = values
        self.findings = values.findings
        self.uses = uses
        self.eased: dict[int, Spot] = {}  # `until eased` by line

    def read_list(self, at: Spot, node: Node, owner: str) -> tuple[Item, ...]:
        """The items of a list of steps; an empty one is a mistake."""
        if isinstance(node, Sequence) and (node.items or not node.whole):
            return tuple(item for step in node.items for item in self.read_step(step))
        if isinstance(node, Sequence) or is_empty(node):
            self.findings.error("no-steps", at, f"{owner} has no steps", "write each step as `- name` below it")
        elif isinstance(node, Scalar) and node.plain and node.text.startswith("-"):
            help = "write `- name` for each step"
            self.findings.error("yaml-dash-space", node, "a space is missing after the dash", help)
        else:
            message = f"{owner} takes a list of steps, not {shape(node)}"
            self.findings.error("wrong-shape", first_of(node), message, "write `- ` before each step")
        return ()

    def read_step(self, node: Node) -> tuple[Item, ...]:
        """The items that one written step stands for: one, or those of a defined list, or none after a mistake."""
        if type(node) is Scalar:
            return self._bare(node)
        if isinstance(node, MappingNode):
            return self._mapping(node)
        help = "write a line that begins with `- ` for each step"
        if isinstance(node, Sequence) and not node.flow:
            help = "take one dash out, or group with `- section:`"
        self.findings.error("wrong-shape", first_of(node), "a list stands where a step was expected", help)
        return ()

    def _bare(self, node: Scalar) -> tuple[Item, ...]:
        word, colon, rest = node.text.partition(":")
        if is_empty(node):
            help = "write a name after the dash, or take the dash out"
            self.findings.error("empty-step", node, "a step with nothing in it", help)
        elif node.plain and colon and rest and word in VERBS:
            help = f"write {quoted(f'- {word}: {rest}')}"
            self.findings.error("yaml-missing-space", node, "a space is missing after the colon", help)
        elif node.plain and node.end.line > node.start.line and " -" in node.text:
            help = "put a space after each dash, and line the dashes up"
            self.findings.error("yaml-dash-space", node, "two steps read as one name", help)
        elif (name := self.values.name(node)) is not None:
            verb = name.casefold()
            if verb not in VERBS:
                return (Exercise(None, name, node.start.line + 1),)
            message = f"{quoted(name)} is a kind of step, and something is missing behind it"
            help = f"write `- {verb}: {_EXAMPLES[verb]}`; a step of that name is `- do: {name}`"
            self.findings.error("bare-verb", node, message, help)
        return ()

    def _mapping(self, node: MappingNode) -> tuple[Item, ...]:
        pairs = self.values.pairs(node)
        name = self._verb(node, pairs)
        if name is None:
            return ()
        verb = VERBS.get(name)
        at, value = pairs.pop(name)
        if verb is None:  # a misspelt one, reported; its keys are still looked at
            verb = VERBS.get(self.values.guess(name, VERB_KEYS, value, pairs) or "")
            if verb is not None:
                self._keys(node, verb, pairs)
            return ()
        if verb.is_exercise and isinstance(value, MappingNode):
            message = f"`{name}` takes a name, and its keys stand beside it"
            help = f"write `- {name}: name`, and the keys below `{name}` at the same column"
            self.findings.error("wrong-shape", first_of(value), message, help)
            return ()
        head: Any = None
        if name == "repeat":
            head = self._rounds(at, value)
        elif name != "use":
            head = self.values.read(VERB_KEYS[name], at, value)
        before = len(self.findings.problems)
        values = self._keys(node, verb, pairs)
        if name == "use":
            return self.uses.items(at, value, values)
        if verb.is_exercise:
            return self._exercise(verb, head, node, pairs, values, before)
        return () if head is None else self._other(name, head, node, values)

    def _exercise(
        self,
        verb: Verb,
        name: str | None,
        node: MappingNode,
        pairs: Mapping[str, tuple[Scalar, Node]],
        values: Mapping[str, Any],
        before: int,
    ) -> tuple[Item, ...]:
        own = {key: pair for key, pair in pairs.items() if key in verb.keys}
        self.values.two_lengths(own)
        for key, needed, example in (("every", "reps", "10"), ("tempo", "reps", "10"), ("pace", "distance", "400 m")):
            if key in own and needed not in own and not (key != "pace" and "for" in own):
                what = "ticks for each repetition" if key != "pace" else "is for a distance"
                help = f"write `{needed}: {example}`" + (f", or `for:` in place of `{key}:`" if key != "pace" else "")
                slug = "pace-without-distance" if key == "pace" else "every-without-reps"
                self.findings.error(slug, own[key][0], f"`{key}` {what}, and `{needed}` is missing", help)
        if verb.name == "stretch" and "hold" in pairs and "breaths" not in pairs:
            for part in _BREATH_PARTS:
                if part in pairs:
                    message = f"`{part}` does nothing here: `hold` is the length"
                    self.findings.advice("no-effect", pairs[part][0], message, "write `breaths:` in place of `hold:`")
        line = node.start.line + 1
        written = {field: value for field, value in values.items() if value is not None}
        step = Exercise(verb.name, name or "", line, **written)  # type: ignore[arg-type]
        fields = {verb.keys[key].field: at for key, (at, _) in own.items()}
        for fault in contradictions(step):
            spots = sorted((fields[f] for f in fault.fields if f in fields), key=_order)
            label = self.findings.label(spots[0], "the other one") if len(spots) > 1 else None
            self.findings.error(fault.slug, spots[-1], fault.message, fault.help, label)
        for field, value in written.items():
            if isinstance(value, ByRound):
                self.uses.by_round[line, step.name, field] = fields[field]
        failed = any(problem.severity == "error" for problem in self.findings.problems[before:])
        return () if name is None or failed else (step,)

    def _other(self, name: str, head: Any, node: MappingNode, values: dict[str, Any]) -> tuple[Item, ...]:
        line = node.start.line + 1
        note = values.get("note")
        if name == "rest":
            return (Rest(head, line, note, values.get("cues") or ()),)
        if name == "say":
            return (Say(head, line, note),)
        items = values.get("steps") or ()
        if not items:
            return ()
        more: dict[str, Any] = {"note": note, "link": values.get("link"), "optional": bool(values.get("optional"))}
        if name == "section":
            return (Section(head, items, line, defaults_from(values), language=values.get("language"), **more),)
        rest = values.pop("rest", None)
        return (
            Repeat(items, line, **head, name=values.get("name"), rest=rest, defaults=defaults_from(values), **more),
        )

    def _keys(self, node: MappingNode, verb: Verb, pairs: Mapping[str, tuple[Scalar, Node]]) -> dict[str, Any]:
        """The values of a step's other keys, under their model names."""
        values: dict[str, Any] = {}
        for text, (at, value) in pairs.items():
            key = verb.keys.get(text)
            if key is None:
                if text not in VERBS:
                    self._odd_key(verb, at, value, pairs)
            elif key.kind == "steps":
                values["steps"] = self.read_list(at, value, f"this `{verb.name}`")
            else:
                values[key.field] = self.values.read(key, at, value)
        if "steps" in verb.keys and "steps" not in pairs and node.whole:
            help = f"write `steps:` below `{verb.name}:`, and the steps that belong to it below that, indented"
            self.findings.error("no-steps", first_of(node), f"this `{verb.name}` has no steps", help)
        return values

    def _odd_key(self, verb: Verb, at: Scalar, value: Node, pairs: Mapping[str, tuple[Scalar, Node]]) -> None:
        text = at.text
        length = "hold" if verb.name == "stretch" else "for"
        if text in STEP_KEYS or text == "steps":
            takers = [name for name, other in VERBS.items() if text in other.keys]
            help = f"it goes with {words(takers)}"
            if text in ("hold", "for") and length in verb.keys:
                help = f"write `{length}` with `{verb.name}`"
            self.findings.error("key-not-for-verb", at, f"`{verb.name}` takes no `{text}`", help)
            return
        self.values.unknown_key(at, verb.keys, f"`{verb.name}`", value, pairs)

    def _verb(self, node: MappingNode, pairs: Mapping[str, tuple[Scalar, Node]]) -> str | None:
        """The verb of a step, misspelt ones included; `None` after reporting that there is none."""
        verbs = [key for key in pairs if key in VERBS]
        if "rest" in verbs and any(group in verbs for group in _GROUPS):
            verbs.remove("rest")
        if verbs == ["rest"] and "steps" in pairs:
            verbs = []  # a group whose own verb is misspelt
        if len(verbs) > 1:
            first, second = pairs[verbs[0]][0], pairs[verbs[1]][0]
            help = f"start a step of its own: `- {verbs[1]}: …`"
            if set(verbs) == {"section", "repeat"}:
                help = "write `repeat: 3` and `name: Warm`, or put one into the `steps:` of the other"
            message = f"a step is one thing, and this one is `{verbs[0]}` and `{verbs[1]}`"
            self.findings.error("two-verbs", second, message, help, self.findings.label(first, "the first"))
        if verbs:
            return verbs[0]
        unknown = [key for key in pairs if key not in STEP_KEYS and key != "steps"]
        if "name" in pairs and "steps" not in pairs and not (unknown and unknown[0] in RECIPES):
            self._named(pairs)
            return None
        if not unknown:
            if node.whole:
                message, help = "this step doesn't say what it is", f"it needs one of {words(VERBS)}"
                self.findings.error("no-verb", first_of(node), message, help)
            return None
        self._unknown_verb(unknown[0], pairs, node.flow)
        return unknown[0]

    def _named(self, pairs: Mapping[str, tuple[Scalar, Node]]) -> None:
        """A step with its name under `name`, and mostly its length under `duration` or `time`."""
        at, value = pairs["name"]
        name = " ".join(value.text.split()) if isinstance(value, Scalar) else "Squat"
        kind, dose = self._probable(name)[0], ""
        for key, (_, node) in pairs.items():
            if key != "name" and isinstance(node, Scalar) and _dose_kind(node):
                kind, length = self._probable(name, count=key in _COUNTS)
                text = node.text.strip()
                dose = f" and below it `{length}: {text}{'s' if text.isdigit() and length != 'reps' else ''}`"
                break
        help = f"here the verb carries the name; write {quoted(f'- {kind}: {name}', 80)}{dose}"
        self.findings.error("unknown-verb", at, "unknown kind of step `name`", help)

    def _probable(self, name: str, *, count: bool = False) -> tuple[str, str]:
        """The verb that a name most probably goes with, and the key for its count or its length."""
        move = self.uses.visit.moves.find(name)
        kind = move.kind if move else "move" if is_moving(name) else "stretch"
        if count:
            return kind if "reps" in VERBS[kind].keys else "move", "reps"
        return kind, "hold" if kind == "stretch" else "for"

    def _unknown_verb(self, key: str, pairs: Mapping[str, tuple[Scalar, Node]], flow: bool) -> None:
        at, value = pairs[key]
        help = None
        if not self.findings.full:
            name = " ".join(key.split())
            dose = _dose_kind(value)
            guess = self.values.guess(key, VERB_KEYS, value, pairs)
            if key.casefold() in RECIPES:
                help = f"write `repeat:` and `steps:`; `stretchplayer explain {key.casefold()}` shows the recipe"
            elif dose and (guess is None or " " in name):
                assert isinstance(value, Scalar)
                kind, length = self._probable(name, count=dose == "count")
                if flow:
                    help = f"write {quoted(f'{{{kind}: {name}, {length}: {value.text}}}', 80)}"
                else:
                    help = f"write {quoted(f'- {kind}: {name}', 80)} and below it `{length}: {value.text}`"
            elif guess:
                help = f"did you mean `{guess}`?"
            else:
                help = f"a step starts with one of {words(VERBS)}"
        self.findings.error("unknown-verb", at, f"unknown kind of step {quoted(key)}", help)

    def _rounds(self, at: Scalar, node: Node) -> dict[str, Any] | None:
        """`times`, `for_ms` or `until_eased` of a repeat."""
        if not isinstance(node, Scalar):
            message = f"`repeat` takes a count, not {shape(node)}"
            self.findings.error("wrong-shape", first_of(node), message, "write `repeat: 3`, and `steps:` below it")
            return None
        if is_empty(node):
            self.values.read(VERB_KEYS["repeat"], at, node)
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
        if text.casefold().startswith("until"):
            message = f"{quoted(node.text)} is nothing to wait for"
            help = "write a number of rounds or `for 10m`; a step that waits is `for: 30s+`"
            if "eas" in text.casefold():
                help = "write `until eased`, in a relief routine"
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


def _order(spot: Spot) -> tuple[int, int]:
    return spot.start.line, spot.start.column


def _dose_kind(node: Node) -> str | None:
    """Whether a value looks like a time or a count."""
    if not isinstance(node, Scalar):
        return None
    try:
        parse_length(node.text)
    except TimeFault:
        return None
    return "count" if node.text.strip().isdigit() else "time"


def exercises(items: tuple[Item, ...], repeat: Repeat | None = None) -> Iterator[tuple[Exercise, Repeat | None]]:
    """Every exercise of a file with the innermost repeat around it; those of used files are not counted."""
    for item in items:
        if isinstance(item, Exercise):
            yield item, repeat
        elif isinstance(item, Section | Repeat):
            yield from exercises(item.items, item if isinstance(item, Repeat) else repeat)
