"""A question with a few answers, each under a key of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from stretchplayer.tui.screens.house import HouseDialog
from stretchplayer.tui.widgets.plate import Plate, paint
from stretchplayer.words.wrapping import wrap


@dataclass(frozen=True, slots=True)
class Answer:
    """A key, what it is for, and what the screen answers with."""

    key: str
    word: str
    says: str


class _Box(Plate):
    DEFAULT_CSS = "_Box { width: 50; max-width: 100%; height: auto; max-height: 100%; }"

    def __init__(self, title: str, text: str, answers: Sequence[Answer]) -> None:
        super().__init__(id="question")
        self._words = (title, text)
        self._answers = answers
        self._rows: dict[int, str] = {}

    @property
    def ground(self) -> str:
        return self.palette.raised

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return sum(len(wrap(words, width - 4)) for words in self._words) + len(self._answers) + 3

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        colours, ground = self.palette, self.ground
        title, text = self._words
        above = [(line, True) for line in wrap(title, width - 4)] + [(line, False) for line in wrap(text, width - 4)]
        room = max(1, height - len(self._answers) - 3)
        yield Strip([])
        for line, bold in above[:room]:
            yield Strip([Segment(f"  {line}", paint(colours.text if bold else colours.soft, ground, bold))])
        yield Strip([])
        first = min(len(above), room) + 2
        for number, answer in enumerate(self._answers):
            self._rows[first + number] = answer.says
            yield Strip(
                [
                    Segment(f"  {answer.key:<5}", paint(colours.accent, ground, True)),
                    Segment(answer.word, paint(colours.text, ground)),
                ]
            )

    def on_click(self, event: events.Click) -> None:
        if event.y in self._rows:
            assert isinstance(self.screen, AskScreen)
            self.screen.dismiss(self._rows[event.y])


class AskScreen(HouseDialog[str]):
    """Answers with what the person chose; esc is the last answer."""

    def __init__(self, title: str, text: str, answers: Sequence[Answer]) -> None:
        super().__init__()
        self._answers = answers
        self._box = _Box(title, text, answers)

    def compose(self) -> Iterator[Widget]:
        yield self._box

    def on_key(self, event: events.Key) -> None:
        """The answers' own keys; enter is the first."""
        for answer in self._answers:
            if event.key == answer.key:
                event.stop()
                self.dismiss(answer.says)
                return
        if event.key in ("enter", "escape"):
            event.stop()
            self.dismiss(self._answers[0 if event.key == "enter" else -1].says)
