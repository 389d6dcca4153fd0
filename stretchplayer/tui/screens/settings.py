"""The settings in words: each is changed where it is, saved at once in `settings.yaml`, and heard and seen at once."""

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from stretchplayer.playback.cue import TONES
from stretchplayer.routine.harmless import harmless
from stretchplayer.settings.file import load_settings, save
from stretchplayer.settings.table import GROUPS, KEYS, LONGEST_MS, NotSaved, Setting, SettingsReading
from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.screens.input import InputScreen
from stretchplayer.tui.widgets.facts import Fact, Facts
from stretchplayer.tui.widgets.sheet import Row, Sheet

_STEP = 0.1
_SECONDS = 5_000
_TONES = ("sound", "volume", "tone-volume", "cues")
_VOICE = ("voice", "voice-volume", "voice-engine", "voice-name", "voice-rate", "language", "piper-voice")


class SettingsScreen(HouseScreen[None]):
    """Every setting with the value that holds; arrows or enter change it, backspace brings the default back."""

    DEFAULT_CSS = """
    SettingsScreen {
        #settings { margin: 1 1 0 1; max-width: 96; }
        #meaning { dock: bottom; margin: 0 1 1 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "change(1)", "Change", key_display="enter", tooltip="Change the selected setting",
                id="settings.change"),
        Binding("right,plus", "change(1)", "Next value", key_display="→", tooltip="The next value, or more"),
        Binding("left,minus", "change(-1)", "Previous value", show=False, key_display="←",
                tooltip="The previous value, or less"),
        Binding("backspace,delete", "default", "Default", key_display="⌫", tooltip="Bring the default back"),
        Binding("t", "tone", "Tones", tooltip="Hear the next tone, and what it tells", id="settings.tone"),
        Binding("escape,q", "close", "Back", key_display="esc", tooltip="Back to where you were"),
    ]  # fmt: skip
    KEYS_FIRST = ("change(1)", "close")

    def __init__(self, at: str = "") -> None:
        """`at` is the name of the setting that is selected first."""
        reading = load_settings()
        super().__init__("Settings", harmless(reading.file))
        self.reading: SettingsReading = reading
        self._at = at
        self.sheet = Sheet(id="settings")
        self.meaning = Facts(id="meaning")
        self._tone = -1  # which tone was heard last

    def parts(self) -> Iterator[Widget]:
        yield self.sheet
        yield self.meaning

    def on_mount(self) -> None:
        self.sheet.focus()
        self._fill(self._at)
        if self.reading.problems:
            first = self.reading.problems[0]
            place = f"line {first.line}: " if first.line else ""
            self._fault(f"settings.yaml, {place}{first.message}")

    def _fill(self, key: str = "") -> None:
        rows: list[Row] = []
        for group in GROUPS:
            rows.append(Row(group, heading=True))
            rows += [
                Row(key.label, key.shown(self.reading.settings), key.name)
                for key in KEYS.values()
                if key.group == group
            ]
        self.sheet.fill(rows, key)

    @on(Sheet.Lit)
    def _selected(self) -> None:
        key = KEYS.get(self.sheet.key)
        self.meaning.show([Fact(key.about, "soft")] if key else [])

    def _fault(self, text: str) -> None:
        self.meaning.show([Fact(harmless(text), "warning")])

    @on(Sheet.Chosen)
    def _chosen(self) -> None:
        self.action_change(1)

    # Changing

    def action_change(self, step: int) -> None:
        key = KEYS.get(self.sheet.key)
        if key is None:
            return
        settings = self.reading.settings
        value = getattr(settings, key.attribute)
        if key.options:
            words = key.written(settings)
            at = key.options.index(words) if words in key.options else -1 if step > 0 else 0
            self._keep(key, key.kind.read(key.options[(at + step) % len(key.options)]))
        elif isinstance(value, float):
            self._keep(key, min(1.0, max(0.0, round(value + step * _STEP, 2))))
        elif key.name == "countdown":
            self._keep(key, min(LONGEST_MS, max(0, (_SECONDS if value is None else value) + step * _SECONDS)))
        else:
            asked = InputScreen(key.label, key.about, key.written(settings), key.kind.read)
            self.app.push_screen(asked, partial(self._typed, key))

    def _typed(self, key: Setting, text: str | None) -> None:
        if text is not None:
            self._keep(key, key.kind.read(text) if text else None)

    def action_default(self) -> None:
        if key := KEYS.get(self.sheet.key):
            self._keep(key, None)

    def _keep(self, key: Setting, value: Any) -> None:
        try:
            save({key.attribute: value})
        except NotSaved as error:
            self._fault(f"Not saved: {error}")
            return
        before, self.reading = self.reading.settings, load_settings()
        self._fill(key.name)
        self.host.settings_changed(before, self.reading.settings)
        settings = self.reading.settings
        if key.name in (*_TONES, *_VOICE) and settings.sound not in ("off", "bell"):
            self._sound("" if key.name in _VOICE and settings.voice != "off" else "start")

    def action_tone(self) -> None:
        """Let one tone after the other be heard, with what it tells."""
        self._tone = (self._tone + 1) % len(TONES)
        name, tells = list(TONES.items())[self._tone]
        self.meaning.show([Fact(f"{name} ({self._tone + 1} of {len(TONES)}). {tells}", "soft")])
        self._sound(name)

    def _sound(self, tone: str) -> None:
        """A tone, or words, beside the screen."""
        if self.host.services.timers:
            settings = self.reading.settings
            self.run_worker(
                lambda: self.host.services.sample(settings, tone), thread=True, exclusive=True, exit_on_error=False
            )
