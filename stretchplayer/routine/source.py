"""A YAML text as nodes with places, safely: nothing is constructed, and all that goes wrong becomes a problem.

The limits are size, nesting, one document, no anchors, aliases, merge keys or tags, no characters that could harm a
terminal.
"""

from dataclasses import dataclass

from stretchplayer.routine.decode import clean_text, decode
from stretchplayer.routine.diagnosis import Findings
from stretchplayer.routine.nodes import Node
from stretchplayer.routine.plain_yaml import plain_yaml

LARGEST = 64 * 1024
"""Bytes that a file may have."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text that was read, the root node if there is any, and whether the whole text could be parsed."""

    text: str
    root: Node | None
    whole: bool


def read_source(data: bytes | str, findings: Findings) -> SourceText:
    """The nodes of a file's content; every problem goes to `findings`, none is raised."""
    text = text_of(data, findings)
    if text is None:
        return SourceText("", None, False)
    clean = clean_text(text, findings)
    root = plain_yaml(clean)
    if root is not None:
        return SourceText(text, root, True)
    # PyYAML takes a tenth of a short command's time to import, and hardly a file needs it.
    from stretchplayer.routine.compose import compose

    root, whole = compose(clean, findings)
    return SourceText(text, root, whole)


def text_of(data: bytes | str, findings: Findings) -> str | None:
    """The text of a file's content as `decode` gives it; `None`, too, where there is more than a file may have."""
    if len(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")) <= LARGEST:
        return decode(data, findings)
    help = "divide it, and put the parts together with `use:`"
    findings.whole("too-large", f"the file is larger than {LARGEST // 1024} KB", help)
    return None
