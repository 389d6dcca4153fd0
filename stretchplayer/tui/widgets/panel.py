"""A few lines about something in a place that keeps its size: what is said there moves nothing around it."""

from collections.abc import Iterator, Sequence

from textual.strip import Strip

from stretchplayer.tui.widgets.facts import Fact, Facts


class Panel(Facts):
    """Facts of a height that the style sheet sets; what finds no room is left out, and nothing is laid out anew."""

    def show(self, facts: Sequence[Fact]) -> None:
        if tuple(facts) != self.facts:
            self.facts = tuple(facts)
            self.changed()

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        # Whole paragraphs, as far as they go.
        self.most = height
        return super().draw(width, height)
