"""The body, front and back, with what a routine works."""

from collections.abc import Iterator, Mapping

from textual.strip import Strip

from stretchplayer.tui import body_map
from stretchplayer.tui.widgets.plate import Plate


class BodyView(Plate):
    """Both views of the body; `show` says which muscles are worked, and how much, 0 to 1."""

    DEFAULT_CSS = f"BodyView {{ width: {body_map.WIDTH}; height: {body_map.HEIGHT}; }}"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._levels: dict[str, float] = {}

    def show(self, levels: Mapping[str, float]) -> None:
        """Show these levels by muscle."""
        if dict(levels) != self._levels:
            self._levels = dict(levels)
            self.changed()

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        if self._levels:
            yield from body_map.strips(self._levels, self.palette, self.ground, plain=self.app.no_color)
