"""Any YAML text as nodes with places.

One pass over PyYAML's events makes the nodes and enforces the limits: nesting, one document, no anchors, aliases, merge
keys or tags.
"""

from collections.abc import Callable
from typing import Any

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
from stretchplayer.routine.nodes import Mapping, Node, Place, Scalar, Sequence, Span
from stretchplayer.routine.scan import Events
from stretchplayer.routine.yaml_errors import explain_yaml

DEEPEST = 24
"""How deep lists and mappings may lie in each other."""


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
        at = Place(events.index, events.line, events.column)
        findings.error("yaml-unreadable", Span(at, at), "YAML can't be read from here on", "look for an odd escape")
    for node in composer.open:
        if node.flow:  # brackets that never close swallow what follows: nothing in them is what was meant
            composer.drop(node)
    return composer.root, whole


class _Composer:
    """Nodes from events. After an error `root` holds what was read before it."""

    def __init__(self, text: str, findings: Findings) -> None:
        self.events = Events(text)
        self.findings = findings
        self.root: Node | None = None
        self.open: list[Sequence | Mapping] = []
        self.last: Scalar | None = None

    @property
    def bracket(self) -> Place | None:
        """Where the outermost bracket that is still open was opened."""
        return next((node.start for node in self.open if node.flow), None)

    def drop(self, node: Sequence | Mapping) -> None:
        """Forgets what is in a list or mapping."""
        if isinstance(node, Sequence):
            node.items = []
        else:
            node.pairs = []

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
                self._refuse_alias(event)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.findings.error(
                        "yaml-documents",
                        Span(event.start_mark, event.end_mark),
                        "a second document starts here",
                        "one routine a file; take the `---` out",
                    )
                    return False
            elif kind is StreamEndEvent:
                return True
            elif kind is DocumentEndEvent:
                continue

    def _scalar(self, event: Any) -> None:
        text = event.value
        style = event.style
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        if style == '"' and FORBIDDEN.search(text):
            found = FORBIDDEN.search(text)
            if found:
                message, _ = forbidden(found.group())
                spot = Span(event.start_mark, event.end_mark)
                self.findings.error("forbidden-character", spot, f"an escape makes {message}", "take the escape out")
                text = FORBIDDEN.sub("\ufffd", text)
        self.last = node = Scalar(text, style is None, event.start_mark, event.end_mark)
        open = self.open
        if open:
            parent = open[-1]
            if type(parent) is Mapping:
                if parent.key is None:
                    parent.key = node
                    if text == "<<" and style is None:
                        self.findings.error(
                            "yaml-merge",
                            node,
                            "merge keys are not read",
                            "write the keys out, or use `define:` and `use:`",
                        )
                else:
                    parent.pairs.append((parent.key, node))
                    parent.key = None
            else:
                parent.items.append(node)  # type: ignore[union-attr]
        else:
            self.root = node

    def _start(self, event: Any) -> bool:
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        start, end = event.start_mark, event.end_mark
        flow = bool(event.flow_style)
        node: Sequence | Mapping = (Mapping if type(event) is MappingStartEvent else Sequence)(start, end, flow)
        if self.open:
            parent = self.open[-1]
            if isinstance(parent, Sequence):
                parent.items.append(node)
            elif parent.key is None:
                self.findings.error(
                    "yaml-complex-key",
                    Span(start, Place(start.index + 1, start.line, start.column + 1)),
                    "a list or mapping stands where a key was expected",
                    "a key is a word; put text with brackets in quotes",
                )
                parent.key = Scalar("", False, start, start)
            else:
                parent.pairs.append((parent.key, node))
                parent.key = None
        else:
            self.root = node
        if len(self.open) >= DEEPEST:
            self.findings.error(
                "too-deep",
                Span(start, Place(start.index + 1, start.line, start.column + 1)),
                f"more than {DEEPEST} lists and mappings inside each other",
                "put inner steps under `define:` and `use:` them",
            )
            return False
        self.open.append(node)
        return True

    def _refuse(self, event: Any) -> None:
        spot = Span(event.start_mark, self._after(event.start_mark))
        if event.anchor is not None:
            self.findings.error(
                "yaml-anchor",
                spot,
                "anchors are not read",
                "name steps under `define:` and `use:` them; put a text that starts with `&` in quotes",
            )
        else:
            self.findings.error(
                "yaml-tag", spot, "tags are not read", "take it out; put a text that starts with `!` in quotes"
            )

    def _refuse_alias(self, event: Any) -> None:
        self.findings.error(
            "yaml-alias",
            Span(event.start_mark, event.end_mark),
            "aliases are not read",
            "name steps under `define:` and `use:` them; put a text that starts with `*` in quotes",
        )
        self._scalar(ScalarEvent(None, None, (True, False), "\ufffd", event.start_mark, event.end_mark))

    def _after(self, start: Place) -> Place:
        """The end of the word that starts at `start`."""
        buffer = self.events.buffer
        index = start.index
        while buffer[index] not in " \t\n\0":
            index += 1
        return Place(index, start.line, start.column + index - start.index)
