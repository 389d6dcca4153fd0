"""`settings.yaml` read with its places, so that every mistake in it is reported where it stands."""

from collections.abc import Collection, Mapping
from typing import Any

from stretchplayer.routine.diagnosis import Findings, Problem, ordered
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.nearest import nearest
from stretchplayer.routine.source import Mapping as MappingNode
from stretchplayer.routine.source import Node, Scalar, read_source
from stretchplayer.settings.model import Refused


def read_yaml(
    data: bytes, file: str, keys: Mapping[str, Any], bindings: Collection[str] | None
) -> tuple[list[tuple[str, Any]], tuple[Problem, ...], str]:
    """The values that could be read, by attribute, with every problem and the text they stand in."""
    findings = Findings(file)
    source = read_source(data, findings)
    values: list[tuple[str, Any]] = []
    if isinstance(source.root, MappingNode):
        seen: dict[str, Scalar] = {}
        for name, node in source.root.pairs:
            word = name.text.strip().replace("_", "-").replace(" ", "-").casefold()
            first = seen.setdefault(word, name)
            if first is not name:
                label = findings.label(first, "first written here")
                findings.error("duplicate-key", name, f"{quoted(name.text)} is written twice", "keep one", label)
            elif word == "keys":
                values.append(("keys", _bindings(node, findings, bindings)))
            elif word in keys:
                _value(keys[word], node, values, findings)
            else:
                near = nearest(word, [*keys, "keys"])
                help = f"did you mean `{near}`?" if near else f"the keys are: {', '.join([*keys, 'keys'])}"
                findings.error("unknown-key", name, f"unknown setting {quoted(name.text)}", help)
    elif source.root is not None and not _empty(source.root):
        findings.error(
            "not-a-mapping", source.root, "settings are lines of `key: value`", "write for example `voice: brief`"
        )
    if not source.whole:
        values = []
    return values, ordered(findings.problems), source.text


def _empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text in ("", "~", "null")


def _value(key: Any, node: Node, values: list[tuple[str, Any]], findings: Findings) -> None:
    if not isinstance(node, Scalar):
        findings.error("wrong-type", node, f"`{key.name}` takes one value, not several", f"{key.about}")
        return
    if _empty(node):
        return  # written and left empty: the default
    try:
        values.append((key.attribute, key.read(node.text)))
    except Refused as fault:
        findings.error("bad-value", node, fault.message, fault.help)


def _bindings(node: Node, findings: Findings, known: Collection[str] | None) -> dict[str, str]:
    """Keys by the id of what they do. An unknown id, or a key that does two things, is a mistake."""
    found: dict[str, str] = {}
    holders: dict[str, Scalar] = {}
    if _empty(node):
        return found
    if not isinstance(node, MappingNode):
        findings.error("wrong-type", node, "`keys` takes lines of `what: key`", "write for example `pause: p`")
        return found
    for name, value in node.pairs:
        if known is not None and name.text not in known:
            near = nearest(name.text, known)
            help = f"did you mean `{near}`?" if near else f"there are: {', '.join(sorted(known))}"
            findings.error("unknown-binding", name, f"nothing here is called {quoted(name.text)}", help)
        elif not isinstance(value, Scalar) or not value.text.strip():
            findings.error(
                "wrong-type", value, f"{quoted(name.text)} takes the name of a key", "such as `p`, `f3` or `ctrl+n`"
            )
        else:
            for key in (part.strip() for part in value.text.split(",")):
                first = holders.setdefault(key, name)
                if first is not name:
                    label = findings.label(first, "it already stands here")
                    findings.error(
                        "key-clash", value, f"the key {quoted(key)} would do two things", "choose another", label
                    )
            found[name.text] = value.text.strip()
    return found
