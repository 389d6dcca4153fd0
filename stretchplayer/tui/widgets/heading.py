"""The line at the top of a screen: where one is, and of what."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from stretchplayer.tui.widgets.plate import Plate, paint


class Heading(Plate):
    """A bold word, and softer ones after it as far as they fit whole."""

    BARE = True
    DEFAULT_CSS = "Heading { dock: top; height: 1; }"

    def __init__(self, text: str, aside: str = "") -> None:
        super().__init__()
        self.text = text
        self.aside = aside

    @property
    def ground(self) -> str:
        return self.palette.surface

    def show(self, text: str, aside: str = "") -> None:
        """Show other words."""
        self.text, self.aside = text, aside
        self.changed()

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        colours, ground = self.palette, self.ground
        parts = [Segment(f" {self.text}", paint(colours.text, ground, True))]
        if cell_len(self.text) + cell_len(self.aside) + 5 <= width:
            parts.append(Segment(f"   {self.aside}", paint(colours.soft, ground)))
        yield Strip(parts)
