"""A few lines about the thing that is lit, as tall as they need to be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from stretchplayer.tui.widgets.plate import Plate, paint
from stretchplayer.words.wrapping import wrap

Tone = Literal["title", "text", "soft", "label", "warning", "gap"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A paragraph and how it is meant."""

    text: str
    tone: Tone = "text"


class Facts(Plate):
    """Paragraphs, wrapped; with `most` given, whole paragraphs as far as that many lines go.

    Where `fixed` the style sheet sets the height: what finds no room is left out, and nothing is laid out anew.
    """

    DEFAULT_CSS = "Facts { height: auto; width: 1fr; }"

    def __init__(self, *, id: str, most: int = 999, fixed: bool = False) -> None:
        super().__init__(id=id)
        self.facts: tuple[Fact, ...] = ()
        self.most = most
        self._fixed = fixed

    def show(self, facts: Sequence[Fact]) -> None:
        if tuple(facts) != self.facts:
            self.facts = tuple(facts)
            if self._fixed:
                self.changed()
                return
            self._drawn = None
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return sum(1 for _ in self._lines(width))

    def _lines(self, width: int) -> Iterator[tuple[str, Tone]]:
        count = 0
        for fact in self.facts:
            lines = wrap(fact.text, width) or [""]
            if count and count + len(lines) > self.most:
                return
            count += len(lines)
            yield from ((line, fact.tone) for line in lines)

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        colours, ground = self.palette, self.ground
        styles = {
            "title": paint(colours.text, ground, True),
            "text": paint(colours.text, ground),
            "soft": paint(colours.soft, ground),
            "label": paint(colours.accent, ground, True),
            "warning": paint(colours.warning, ground, True),
            "gap": paint(ground, ground),
        }
        if self._fixed:
            self.most = height
        for text, tone in self._lines(width):
            yield Strip([Segment(text.replace("\u00a0", " "), styles[tone])])
