"""Which kind of step a mapping is, and what its writer meant where that can't be told."""

from collections.abc import Mapping

from stretchplayer.routine.diagnosis import Findings
from stretchplayer.routine.durations import TimeFault, parse_length
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.keys import STEP_KEYS, VERBS
from stretchplayer.routine.nearest import nearest
from stretchplayer.routine.source import Mapping as MappingNode
from stretchplayer.routine.source import Node, Scalar
from stretchplayer.routine.synonyms import SYNONYMS
from stretchplayer.routine.values import first_of, words

_GROUPS = ("section", "repeat")  # they take `rest` as a key, which elsewhere is a verb


def find_verb(findings: Findings, node: MappingNode, pairs: Mapping[str, tuple[Scalar, Node]]) -> str | None:
    """The verb of a step, misspelt ones included; `None` after reporting that there is none."""
    verbs = [key for key in pairs if key in VERBS]
    if "rest" in verbs and any(group in verbs for group in _GROUPS):
        verbs.remove("rest")
    if verbs == ["rest"] and "steps" in pairs:
        verbs = []  # a group whose own verb is misspelt
    if len(verbs) > 1:
        first, second = pairs[verbs[0]][0], pairs[verbs[1]][0]
        findings.error(
            "two-verbs",
            second,
            f"a step is one thing, and this one is `{verbs[0]}` and `{verbs[1]}`",
            f"start a step of its own: `- {verbs[1]}: …`",
            findings.label(first, "the first"),
        )
    if verbs:
        return verbs[0]
    unknown = [key for key in pairs if key not in STEP_KEYS and key != "steps"]
    if not unknown:
        if node.whole:
            findings.error(
                "no-verb", first_of(node), "this step doesn't say what it is", f"it needs one of {words(VERBS)}"
            )
        return None
    key = unknown[0]
    _unknown_verb(findings, *pairs[key])
    return key


def _unknown_verb(findings: Findings, at: Scalar, value: Node) -> None:
    key = at.text
    help = None
    if not findings.full:
        name = " ".join(key.split())[:60]
        kind = _dose_kind(value)
        guess = SYNONYMS.get(key.casefold())
        guess = guess if guess in VERBS else nearest(key, VERBS)
        if kind == "time" and (guess is None or " " in name):
            assert isinstance(value, Scalar)
            help = f"write {quoted(f'- stretch: {name}', 80)} and below it `hold: {value.text}`"
        elif kind == "count" and (guess is None or " " in name):
            assert isinstance(value, Scalar)
            help = f"write {quoted(f'- move: {name}', 80)} and below it `reps: {value.text}`"
        elif guess:
            help = f"did you mean `{guess}`?"
        else:
            help = f"a step starts with one of {words(VERBS)}"
    findings.error("unknown-verb", at, f"unknown kind of step {quoted(key)}", help)


def _dose_kind(node: Node) -> str | None:
    """Whether a value looks like a time or a count."""
    if not isinstance(node, Scalar):
        return None
    try:
        parse_length(node.text)
    except TimeFault:
        return None
    return "count" if node.text.strip().isdigit() else "time"
