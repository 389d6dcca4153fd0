"""The settings: a list of what can be set, each change kept at once in `settings.yaml`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from stretchplayer.routine.harmless import harmless
from stretchplayer.settings.file import NotSaved, load_settings, save
from stretchplayer.settings.model import GROUPS, KEYS, UNSET, BadValue, Setting, SettingsReading
from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.widgets.facts import Fact, Facts
from stretchplayer.tui.widgets.heading import Heading
from stretchplayer.tui.widgets.keybar import KeyBar
from stretchplayer.tui.widgets.sheet import Row, Sheet

if TYPE_CHECKING:
    from textual.widgets import Input

    from stretchplayer.tui.host import Host

_STEP = 0.1


class SettingsScreen(HouseScreen[None]):
    """Every setting with its value; enter changes it, backspace brings the default back."""

    DEFAULT_CSS = """
    SettingsScreen {
        #settings { margin: 1 1 0 1; }
        #meaning { dock: bottom; margin: 0 1 1 1; }
        #value { dock: bottom; height: 1; border: none; margin: 0 0 1 0; padding: 0 1; background: $panel; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,space",
            "change(1)",
            "Change",
            key_display="enter",
            tooltip="Change what is lit",
            id="settings.change",
        ),
        Binding("right,plus", "change(1)", "More", show=False, key_display="→", tooltip="The next value"),
        Binding("left,minus", "change(-1)", "Less", show=False, key_display="←", tooltip="The value before"),
        Binding("backspace,delete", "default", "Default", key_display="⌫", tooltip="Bring the default back"),
        Binding("escape,q", "back", "Back", key_display="esc", tooltip="Back to where you were"),
    ]

    def __init__(self, host: "Host") -> None:
        super().__init__()
        self.host = host
        self.sheet = Sheet(id="settings")
        self.meaning = Facts(id="meaning")
        self.reading: SettingsReading = load_settings()
        self._input: Input | None = None
        self._editing = ""

    def compose(self) -> Iterator[Widget]:
        yield Heading("Settings", harmless(self.reading.file))
        yield self.sheet
        yield self.meaning
        yield KeyBar()

    def on_mount(self) -> None:
        self.sheet.focus()
        self._fill()
        for problem in self.reading.problems[:3]:
            place = f"line {problem.line}: " if problem.line else ""
            self.notify(harmless(f"{place}{problem.message}"), title="settings.yaml", severity="warning", timeout=10)

    def _fill(self, key: str = "") -> None:
        rows: list[Row] = []
        for group in GROUPS:
            rows.append(Row(group, heading=True))
            rows += [
                Row(key.label, key.shown(self.reading.settings), key.name)
                for key in KEYS.values()
                if key.group == group
            ]
        at = next((n for n, row in enumerate(rows) if row.key == key), None)
        self.sheet.fill(rows, at)

    @property
    def lit(self) -> str:
        """The name of the setting that is lit."""
        at = self.sheet.lit
        return self.sheet.rows[at].key if 0 <= at < len(self.sheet.rows) else ""

    @on(Sheet.Lit)
    def _lit(self) -> None:
        key = KEYS.get(self.lit)
        choices = f"One of: {', '.join(key.options)}." if key and key.options else ""
        self.meaning.show([Fact(part, "soft") for part in (key.about if key else "", choices) if part])

    @on(Sheet.Chosen)
    def _chosen(self) -> None:
        self.action_change(1)

    # Changing

    def action_change(self, step: int) -> None:
        key = KEYS.get(self.lit)
        if key is None:
            return
        value = getattr(self.reading.settings, key.attribute)
        if key.options:
            words = key.shown(self.reading.settings)
            at = key.options.index(words) if words in key.options else -1 if step > 0 else 0
            self._keep(key, key.kind.read(key.options[(at + step) % len(key.options)]))
        elif isinstance(value, float):
            self._keep(key, min(1.0, max(0.0, round(value + step * _STEP, 2))))
        else:
            self._ask(key)

    def action_default(self) -> None:
        if key := KEYS.get(self.lit):
            self._keep(key, None)

    def _keep(self, key: Setting, value: Any) -> None:
        try:
            save({key.attribute: value})
        except NotSaved as error:
            self.notify(str(error), title="Not saved", severity="error")
            return
        before, self.reading = self.reading, load_settings()
        self._fill(key.name)
        self.host.settings_changed(before.settings, self.reading.settings)

    # Typing

    def _ask(self, key: Setting) -> None:
        from textual.widgets import Input

        if self._input is None:
            words = key.shown(self.reading.settings)
            self._editing = key.name
            self._input = Input("" if words == UNSET else words, placeholder=key.about, id="value", compact=True)
            self.mount(self._input)
        self._input.focus()

    def on_input_submitted(self) -> None:
        if self._input is None:
            return
        key, raw = KEYS[self._editing], self._input.value.strip()
        try:
            value = key.kind.read(raw) if raw else None
        except BadValue as fault:
            self.notify(f"{fault.message}; {fault.help}" if fault.help else fault.message, severity="error")
            return
        self._close_input()
        self._keep(key, value)

    def _close_input(self) -> None:
        if self._input is not None:
            self._input.remove()
            self._input = None
        self.sheet.focus()

    def action_back(self) -> None:
        if self._input is not None:
            self._close_input()
        else:
            self.host.close_screen(self)
