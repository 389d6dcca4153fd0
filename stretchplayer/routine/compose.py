"""Any YAML text as nodes with places.

One pass over PyYAML's events makes the nodes and enforces the limits: nesting, one document, no anchors, aliases, merge
keys or tags.
"""

import re
from collections.abc import Callable
from typing import Any

from yaml import SafeLoader
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from stretchplayer.routine.decode import FORBIDDEN, forbidden
from stretchplayer.routine.diagnosis import Findings
from stretchplayer.routine.nodes import Mapping, Node, Place, Scalar, Sequence, Span, Spot, add, wide
from stretchplayer.routine.yaml_errors import explain_yaml

DEEPEST = 24
"""How deep lists and mappings may lie in each other."""

_REFUSED = {
    "documents": ("a second document starts here", "one routine a file; take the `---` out"),
    "merge": ("merge keys are not read", "write the keys out, or use `define:` and `use:`"),
    "anchor": (
        "anchors are not read",
        "name steps under `define:` and `use:` them; put a text that starts with `&` in quotes",
    ),
    "alias": (
        "aliases are not read",
        "name steps under `define:` and `use:` them; put a text that starts with `*` in quotes",
    ),
    "tag": ("tags are not read", "take it out; put a text that starts with `!` in quotes"),
    "complex-key": (
        "a list or mapping stands where a key was expected",
        "a key is a word; put text with brackets in quotes",
    ),
}
"""What of YAML is not read, by its slug, and what to do about it."""


def compose(text: str, findings: Findings) -> tuple[Node | None, bool]:
    """The root node if there is any, and whether the whole text could be parsed; mistakes go to `findings`."""
    composer = _Composer(text, findings)
    whole = False
    try:
        whole = composer.run()
    except MarkedYAMLError as error:
        explain_yaml(error, text, composer.last, composer.bracket, findings)
    except Exception:
        # PyYAML lets out ValueError, OverflowError and others on odd input; whatever it is, the file is at fault.
        events = composer.events
        at = Place(events.line, events.column)
        findings.error("yaml-unreadable", Span(at, at), "YAML can't be read from here on", "look for an odd escape")
    for node in composer.open:
        if node.flow:  # brackets that never close swallow what follows: nothing in them is what was meant
            (node.items if isinstance(node, Sequence) else node.pairs).clear()
    return composer.root, whole


class _Composer:
    """Nodes from events. After an error `root` holds what was read before it."""

    def __init__(self, text: str, findings: Findings) -> None:
        self.text = text
        self.events = SafeLoader(text)  # of which only the events are taken: it constructs nothing
        self.findings = findings
        self.root: Node | None = None
        self.open: list[Sequence | Mapping] = []
        self.last: Scalar | None = None

    @property
    def bracket(self) -> Place | None:
        """Where the outermost bracket that is still open was opened."""
        return next((node.start for node in self.open if node.flow), None)

    def run(self) -> bool:
        """Reads everything; false where a limit ended it early."""
        get_event: Callable[[], Any] = self.events.get_event
        documents = 0
        while True:
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if not self._start(event):
                    return False
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node = self.open.pop()
                node.end = event.end_mark
                node.whole = True
            elif kind is AliasEvent:
                self._refuse("alias", Span(event.start_mark, event.end_mark))
                self._scalar(ScalarEvent(None, None, (True, False), "\ufffd", event.start_mark, event.end_mark))
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._refuse("documents", Span(event.start_mark, event.end_mark))
                    return False
            elif kind is StreamEndEvent:
                return True
            elif kind is DocumentEndEvent:
                continue

    def _scalar(self, event: Any) -> None:
        text = event.value
        style = event.style
        self._unmarked(event)
        if style == '"' and (found := FORBIDDEN.search(text)):
            message, _ = forbidden(found.group())
            spot = Span(event.start_mark, event.end_mark)
            self.findings.error("forbidden-character", spot, f"an escape makes {message}", "take the escape out")
            text = FORBIDDEN.sub("\ufffd", text)
        self.last = node = Scalar(text, style is None, event.start_mark, event.end_mark)
        self._put(node)
        if text == "<<" and style is None and self._is_key(node):
            self._refuse("merge", node)

    def _is_key(self, node: Scalar) -> bool:
        parent = self.open[-1] if self.open else None
        return isinstance(parent, Mapping) and parent.key is node

    def _put(self, node: Node) -> None:
        """Add a node to what is open: as a key, behind one, or to a list."""
        parent = self.open[-1] if self.open else None
        if parent is None:
            self.root = node
        elif type(parent) is not Mapping or parent.key is not None:
            add(parent, node)
        elif type(node) is Scalar:
            parent.key = node
        else:
            self._refuse("complex-key", wide(node.start))
            parent.key = Scalar("", False, node.start, node.start)

    def _start(self, event: Any) -> bool:
        self._unmarked(event)
        kind = Mapping if type(event) is MappingStartEvent else Sequence
        node = kind(event.start_mark, event.end_mark, bool(event.flow_style))
        self._put(node)
        if len(self.open) >= DEEPEST:
            message = f"more than {DEEPEST} lists and mappings inside each other"
            help = "put inner steps under `define:` and `use:` them"
            self.findings.error("too-deep", wide(node.start), message, help)
            return False
        self.open.append(node)
        return True

    def _unmarked(self, event: Any) -> None:
        """Refuses an anchor or a tag."""
        if event.anchor is not None or event.tag is not None:
            what = "anchor" if event.anchor is not None else "tag"
            word = re.split(r"[ \t\n]", self.text[event.start_mark.index :], maxsplit=1)[0]
            self._refuse(what, wide(event.start_mark, len(word)))

    def _refuse(self, what: str, spot: Spot) -> None:
        self.findings.error(f"yaml-{what}", spot, *_REFUSED[what])
