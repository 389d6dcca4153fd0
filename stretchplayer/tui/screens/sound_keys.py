"""The player's keys for what is heard: sound, voice, how loud."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.binding import Binding

from stretchplayer.tui.parts import Run, Voice

if TYPE_CHECKING:
    from stretchplayer.runs.levels import Loudness, What
    from stretchplayer.tui.app import StretchplayerApp
    from stretchplayer.tui.screens.house import HouseScreen

    _Base = HouseScreen[None]
else:
    _Base = object

_VOICES: tuple[Voice, ...] = ("full", "brief", "off")
_VOICE_WORDS = {"full": "Voice: everything", "brief": "Voice: name and side only", "off": "Voice off"}

SOUND_KEYS = (
    Binding("m", "mute", "Sound", tooltip="Sound on or off", id="player.mute"),
    Binding("v", "voice", "Voice", tooltip="Voice: everything, name and side, or off", id="player.voice"),
    Binding("right_square_bracket", "volume(1)", "Louder", key_display="]", show=False, tooltip="Louder",
            id="player.louder"),
    Binding("left_square_bracket", "volume(-1)", "Softer", key_display="[", show=False, tooltip="Softer",
            id="player.softer"),
    Binding("V", "levels", "Levels", show=False, tooltip="How loud voice and tones are", id="player.levels"),
)  # fmt: skip


class SoundKeys(_Base):
    """What those keys do; mixed into the player screen, which has the run."""

    host: "StretchplayerApp"
    run_: Run | None
    voice: Voice
    muted = False
    _loudness: "Loudness | None" = None

    @property
    def loudness(self) -> "Loudness":
        """How loud this evening is. It keeps what was set, so it reads the settings: not before it is asked for."""
        if self._loudness is None:
            from stretchplayer.runs.levels import Loudness

            settings = self.host.request.settings
            self._loudness = Loudness(settings.volume, settings.voice_volume, settings.tone_volume)
        return self._loudness

    def loudness_notices(self) -> list[str]:
        """What went wrong in keeping it."""
        return list(self._loudness.notices()) if self._loudness else []

    def close_loudness(self) -> None:
        """Have what is being kept kept."""
        if self._loudness:
            self._loudness.close()

    def action_mute(self) -> None:
        self.muted = not self.muted
        if self.run_:
            self.run_.mute(self.muted)
        self.notify("Sound off" if self.muted else "Sound on", timeout=2)
        self.refresh_bindings()

    def action_voice(self) -> None:
        self.voice = _VOICES[(_VOICES.index(self.voice) + 1) % len(_VOICES)]
        if self.run_:
            self.run_.set_voice(self.voice)
        self.notify(_VOICE_WORDS[self.voice], timeout=2)

    def action_volume(self, steps: int) -> None:
        """Louder or softer; whoever asks for louder in silence wants sound."""
        self._turn("volume", steps)
        if steps > 0 and self.muted:
            self.action_mute()
        else:
            self.notify(self.loudness.shown("volume"), timeout=2)

    def action_levels(self) -> None:
        from stretchplayer.tui.screens.levels import LevelsScreen

        self.app.push_screen(LevelsScreen(self.loudness, self._turn))

    def _turn(self, what: "What", steps: int) -> None:
        self.loudness.change(what, steps, self.run_)
        # The next run of this evening begins with it, whether or not the disk has it yet.
        request, now = self.host.request, self.loudness.values
        settings = replace(request.settings, volume=now["volume"], voice_volume=now["voice"], tone_volume=now["tones"])
        self.host.request = replace(request, settings=settings)
