"""A question over the screen below: a box with a few answers, each under a key of its own."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from stretchplayer.tui.house import HouseDialog
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

    def __init__(self, title: str, text: str, answers: Sequence[Answer]) -> None:
        super().__init__(id="question")
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
            self.screen.dismiss(self._rows[event.y])


class AskScreen(HouseDialog[str]):
    """Answers with what the person chose: enter is the first answer, escape the safe one, which changes nothing."""

    def __init__(self, title: str, text: str, answers: Sequence[Answer]) -> None:
        super().__init__()
        self._answers = answers
        self._question = QuestionBox(title, text, answers)

    def compose(self) -> Iterator[Widget]:
        yield self._question

    def on_key(self, event: events.Key) -> None:
        """The answers' own keys come first."""
        safe = next((answer for answer in self._answers if answer.safe), self._answers[-1])
        keys = {"escape": safe.says, "enter": self._answers[0].says}
        keys |= {key: answer.says for answer in self._answers for key in (answer.key, *answer.also)}
        if event.key in keys:
            event.stop()
            self.dismiss(keys[event.key])
        elif event.key in ("c", "f2"):  # the application's own keys don't reach a question
            event.stop()
            self.host.open_relief()
