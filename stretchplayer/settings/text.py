"""The text of `settings.yaml`: read with every mistake at its place, and changed in one place with the rest as it was.

Whoever only wants to know the settings asks `settings.file`, which need not read YAML to start.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from stretchplayer.routine.diagnosis import Findings, ordered
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.nearest import nearest
from stretchplayer.routine.nodes import Mapping as MappingNode
from stretchplayer.routine.nodes import Node, Scalar
from stretchplayer.routine.source import SourceText, read_source
from stretchplayer.settings.table import KEYS, BadValue, KeyJudge, NotSaved, Settings, SettingsReading

_PLAIN = re.compile(r"[A-Za-z0-9+/][A-Za-z0-9+/%._-]*(?: [A-Za-z0-9+/%._-]+)*")


def read_settings(data: bytes, file: str, judge: KeyJudge | None = None) -> SettingsReading:
    """Settings out of the content of a file; nothing is raised.

    A value that cannot be read leaves its default, and a file that cannot be read leaves all of them. Without
    a `judge` it is not looked at what `keys:` holds.
    """
    findings = Findings(file)
    source = read_source(data, findings)
    values: dict[str, Any] = {}
    pairs = _pairs(source, findings)
    for word, (name, node) in pairs.items():
        if word == "keys":
            values[word] = _bindings(node, findings, judge)
        elif word in KEYS:
            key = KEYS[word]
            if not isinstance(node, Scalar):
                findings.error("wrong-shape", node, f"`{key.name}` takes one value, not several", key.about)
            elif not _empty(node):  # written and left empty: the default
                try:
                    values[key.attribute] = key.kind.read(node.text)
                except BadValue as fault:
                    findings.error("bad-value", node, fault.message, fault.help)
        else:
            near = nearest(word, [*KEYS, "keys"])
            help = f"did you mean `{near}`?" if near else f"the keys are: {', '.join([*KEYS, 'keys'])}"
            findings.error("unknown-key", name, f"unknown setting {quoted(name.text)}", help)
    settings = replace(Settings(), **values) if source.whole else Settings()
    return SettingsReading(settings, ordered(findings.problems), source.text, file)


def _pairs(source: SourceText, findings: Findings) -> dict[str, tuple[Scalar, Node]]:
    """What is written, by key: the first of each."""
    found: dict[str, tuple[Scalar, Node]] = {}
    if isinstance(source.root, MappingNode):
        for name, node in source.root.pairs:
            word = name.text.strip().replace("_", "-").replace(" ", "-").casefold()
            first, _ = found.setdefault(word, (name, node))
            if first is not name:
                label = findings.label(first, "first written here")
                findings.error("duplicate-key", name, f"{quoted(name.text)} is written twice", "keep one", label)
    elif source.root is not None and not _empty(source.root):
        findings.error("wrong-shape", source.root, "settings are lines of `key: value`", "for example `voice: brief`")
    return found


def _empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text in ("", "~", "null")


def _bindings(node: Node, findings: Findings, judge: KeyJudge | None) -> dict[str, str]:
    """Keys by the id of what they do."""
    found: dict[str, str] = {}
    names: dict[str, Scalar] = {}
    if _empty(node):
        return found
    if not isinstance(node, MappingNode):
        findings.error("wrong-shape", node, "`keys` takes lines of `what: key`", "for example `player.pause: p`")
        return found
    for name, value in node.pairs:
        if isinstance(value, Scalar) and value.text.strip():
            found[name.text], names[name.text] = value.text.strip(), name
        else:
            help = "such as `p`, `f3` or `ctrl+n`"
            findings.error("wrong-shape", value, f"{quoted(name.text)} takes the name of a key", help)
    for id, bad in (judge(found) if judge else {}).items():
        findings.error(bad.slug, names[id], bad.message, bad.help)
    return found


def changed(before: bytes, file: str, values: Mapping[str, Any]) -> bytes:
    """The file's content with these settings (by attribute) changed, proved by reading it again.

    `None` takes a line out. Every other line and comment stays as it is. Raises NotSaved.
    """
    after = before
    for attribute, value in values.items():
        after = _changed(after, file, attribute, value)
    return after


def _changed(before: bytes, file: str, attribute: str, value: Any) -> bytes:
    name = attribute.replace("_", "-")
    try:
        text = before.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotSaved("the settings are not UTF-8 text; fix them first") from error
    earlier = read_settings(before, file)
    if earlier.problems and earlier.settings == Settings():
        raise NotSaved("the settings have a mistake; fix it first")
    after = _replaced(text, name, _written(name, value)).encode("utf-8")
    expected = replace(earlier.settings, **{attribute: getattr(Settings(), attribute) if value is None else value})
    later = read_settings(after, file)
    if later.settings != expected or len(later.problems) > len(earlier.problems):
        raise _by_hand(name)
    return after


def _by_hand(name: str) -> NotSaved:
    return NotSaved(f"`{name}` is written in the settings in a way that only a person can change")


def _replaced(text: str, name: str, new: list[str]) -> str:
    """The text with the lines of one key replaced; the comment behind its value stays with it."""
    ending = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    source = read_source(text, Findings(""))
    if isinstance(source.root, MappingNode) and source.root.flow:
        raise _by_hand(name)
    found = _pairs(source, Findings("")).get(name)
    if found is None:
        while lines and not lines[-1].strip():
            lines.pop()
        lines += [*new, ""]
    else:
        key, node = found
        last = key.end.line if _empty(node) else node.end.line - (node.end.column == 0)
        behind = lines[last][node.end.column :] if isinstance(node, Scalar) and node.end.line == last else ""
        if len(new) == 1 and behind.strip().startswith("#"):
            new = [new[0] + behind]
        lines[key.start.line : last + 1] = new
    return ending.join(lines)


def _written(name: str, value: Any) -> list[str]:
    if value is None:
        return []
    if name == "keys":
        return [f"{name}:", *(f"  {_scalar(k)}: {_scalar(v)}" for k, v in value.items())] if value else []
    return [f"{name}: {_scalar(KEYS[name].kind.write(value))}"]


def _scalar(text: str) -> str:
    """`text` as YAML that reads back as the same text."""
    if _PLAIN.fullmatch(text) and text != "null":
        return text
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text) + '"'
