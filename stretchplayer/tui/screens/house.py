"""What all screens but the cramp screen share: below a size at which they can be read they ask for room, kindly."""

from typing import Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.screen import Screen
from textual.strip import Strip

from stretchplayer.tui.boxes import LEAST
from stretchplayer.tui.widgets.plate import Plate, paint
from stretchplayer.tui.wrapping import wrap

Answer = TypeVar("Answer")


class _Room(Plate):
    """The request for room, over everything."""

    DEFAULT_CSS = "_Room { overlay: screen; position: absolute; width: 100vw; height: 100vh; }"

    def draw(self, width: int, height: int) -> list[Strip]:
        wanted = f"A little more room, please: {LEAST[0]} columns and {LEAST[1]} rows. Here are {width} and {height}."
        style = paint(self.palette.text, self.ground)
        return [Strip([Segment(line, style)]) for line in wrap(wanted, width)]


class HouseScreen(Screen[Answer], Generic[Answer]):
    """A screen that needs at least `LEAST` columns and rows, and says so where there are fewer."""

    needs_room = True

    def on_resize(self, event: events.Resize) -> None:
        small = event.size.width < LEAST[0] or event.size.height < LEAST[1]
        shown = self.query(_Room)
        if small and self.needs_room and not shown:
            self.mount(_Room())
        elif not small and shown:
            shown.remove()
