"""A few facts to fill in: a list of them, each chosen from a few values or typed into one line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.screens.input import InputScreen
from stretchplayer.tui.widgets.sheet import Row, Sheet

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One fact: what it is called, its value as text, and the values to choose from, or none where it is typed.

    `read` raises ValueError with a sentence for a text that can't be; an empty value is never read.
    """

    name: str
    label: str
    value: str = ""
    choices: tuple[str, ...] = ()
    read: Callable[[str], object] = str
    example: str = ""


class FormScreen(HouseScreen[Values | None]):
    """Answers with every value by its name once it is saved, or with `None`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right,l", "change(1)", "Change", key_display="enter", tooltip="Change the selected value"),
        Binding("left,h", "change(-1)", "Back", show=False, key_display="←", tooltip="The previous value"),
        Binding("backspace,delete", "clear", "Clear", key_display="⌫", tooltip="Leave this blank"),
        Binding("s,ctrl+s", "save", "Save", key_display="s", tooltip="Save what is here"),
        Binding("escape,q", "dismiss(None)", "Don't save", key_display="esc", tooltip="Back; nothing is saved"),
    ]
    KEYS_FIRST = ("change(1)", "save")
    DEFAULT_CSS = "FormScreen #fields { max-width: 72; }"

    def __init__(self, title: str, fields: Sequence[Field], note: str = "") -> None:
        super().__init__(title, "s saves")
        self._fields = list(fields)
        self._note = note
        self.sheet = Sheet(id="fields")

    def on_mount(self) -> None:
        self._fill(0)
        self.sheet.focus()

    def _fill(self, at: int) -> None:
        rows = [Row(field.label, field.value or "–", field.name) for field in self._fields]
        self.sheet.fill([*rows, *([Row(self._note, prose=True)] if self._note else [])], at)

    def action_change(self, step: int) -> None:
        """The next value, or a line to type it into."""
        at = self.sheet.lit
        field = self._fields[at]
        if field.choices:
            now = field.choices.index(field.value) if field.value in field.choices else -1 if step > 0 else 0
            self._put(at, field.choices[(now + step) % len(field.choices)])
        elif step > 0:
            asked = InputScreen(field.label, field.example, field.value, field.read)
            self.app.push_screen(asked, partial(self._put, at))

    def _put(self, at: int, value: str | None) -> None:
        if value is not None:
            self._fields[at] = replace(self._fields[at], value=value)
            self._fill(at)

    def action_clear(self) -> None:
        self._put(self.sheet.lit, "")

    def action_save(self) -> None:
        self.dismiss({field.name: field.value for field in self._fields})

    @on(Sheet.Chosen)
    def _chosen(self) -> None:
        self.action_change(1)
