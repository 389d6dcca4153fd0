"""A question over the screen below."""

from collections.abc import Iterator, Sequence

from textual import events
from textual.widget import Widget

from stretchplayer.tui.house import HouseDialog
from stretchplayer.tui.widgets.question import Answer, QuestionBox


class AskScreen(HouseDialog[str]):
    """Answers with what the person chose: enter is the first answer, escape the safe one, which changes nothing."""

    def __init__(self, title: str, text: str, answers: Sequence[Answer]) -> None:
        super().__init__()
        self._answers = answers
        self._question = QuestionBox(title, text, answers, self.dismiss)

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
