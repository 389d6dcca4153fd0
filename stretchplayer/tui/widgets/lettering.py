"""Words on the player screen: plain lines, or letters large enough for three metres."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from stretchplayer.tui import letters
from stretchplayer.tui.letters import Form
from stretchplayer.tui.widgets.piece import Canvas, Piece
from stretchplayer.tui.widgets.plate import paint
from stretchplayer.words.wrapping import wrap


class Lettering(Piece):
    """Lines of words in one colour, as they are given; or one text in big letters of a form.

    `tag` draws plain words on a ground of their colour, so that a side stands out without big letters; `apart` sets
    the letters of what the font cannot write apart.
    """

    def __init__(
        self, canvas: Canvas, name: str, *, bold: bool = False, tag: bool = False, apart: bool = False
    ) -> None:
        super().__init__(canvas, name)
        self.bold = bold
        self.apart = apart
        self.tag = tag
        self.text = ""
        self.lines: tuple[str, ...] = ()
        self.form: Form | None = None
        self.colour = ""
        self.right = ""

    def show(self, lines: "list[str] | tuple[str, ...]", colour: str, right: str = "") -> None:
        """These lines as they are, with `right` at the end of the first one."""
        self._set((tuple(lines), "", None, colour, right))

    def spell(self, text: str, form: Form | None, colour: str) -> None:
        """`text`, wrapped: in big letters of this form, or plainly without one."""
        self._set(((), text, form, colour, ""))

    def _set(self, new: tuple[tuple[str, ...], str, Form | None, str, str]) -> None:
        if new != (self.lines, self.text, self.form, self.colour, self.right):
            self.lines, self.text, self.form, self.colour, self.right = new
            self.changed()

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        colour = self.colour or self.palette.text
        style = paint(colour, self.ground, self.bold)
        if self.form and (spelt := letters.spell(self.text)):
            for line in letters.wrap(spelt, width, self.form) or ():
                yield from (Strip([Segment(row, style)], len(row)) for row in letters.draw(line, self.form))
            return
        if self.tag:
            style = paint(self.ground, colour, True)
        words = letters.plain(self.text, width) if self.apart else wrap(self.text, width - (2 if self.tag else 0))
        for n, line in enumerate(self.lines or words):
            shown = f" {line} " if self.tag else line
            parts = [Segment(shown, style)]
            if n == 0 and self.right:
                gap = width - cell_len(shown) - cell_len(self.right)
                if gap > 0:
                    parts += [Segment(" " * gap, paint(colour, self.ground)), Segment(self.right, style)]
            yield Strip(parts)
