"""A question in a box, with a few answers, each under a key of its own."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from stretchplayer.tui.widgets.plate import Plate, paint
from stretchplayer.words.wrapping import wrap


class Answer(NamedTuple):
    """A key, what it is for, and what the screen answers with. `also` are further keys for it.

    Escape is the `safe` one, else the last: nothing may be lost by it.
    """

    key: str
    word: str
    says: str
    also: tuple[str, ...] = ()
    safe: bool = False


class QuestionBox(Plate):
    """A title, a text, and answers to press or click."""

    DEFAULT_CSS = """
    QuestionBox {
        width: 50; max-width: 100%; height: auto; max-height: 100%; border: round $scrollbar; background: $panel;
    }
    """

    def __init__(self, title: str, text: str, answers: Sequence[Answer], clicked: Callable[[str], object]) -> None:
        """`clicked` hears what an answer says that was clicked."""
        super().__init__(id="question")
        self._clicked = clicked
        self._words = (title, text)
        self._answers = [answer for answer in answers if answer.word]
        self._rows: dict[int, str] = {}

    def on_mount(self) -> None:
        if self.palette.faint == self.palette.raised:  # in sixteen colours, by day
            self.styles.border = ("round", self.palette.text)

    @property
    def ground(self) -> str:
        return self.palette.raised

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return sum(len(wrap(words, width - 4)) for words in self._words) + len(self._answers) + 1

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        colours, ground = self.palette, self.ground
        title, text = self._words
        above = [(line, True) for line in wrap(title, width - 4)] + [(line, False) for line in wrap(text, width - 4)]
        room = max(1, height - len(self._answers) - 1)
        for line, bold in above[:room]:
            yield Strip([Segment(f"  {line}", paint(colours.text if bold else colours.soft, ground, bold))])
        yield Strip([])
        first = min(len(above), room) + 2
        for number, answer in enumerate(self._answers):
            self._rows[first + number] = answer.says
            key = Segment(f"  {answer.key:<6}", paint(colours.accent, ground, True))
            yield Strip([key, Segment(answer.word, paint(colours.text, ground))])

    def on_click(self, event: events.Click) -> None:
        if event.y in self._rows:
            self._clicked(self._rows[event.y])
