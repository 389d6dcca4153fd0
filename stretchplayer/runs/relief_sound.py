"""Relief's voice: the line that counts now, soft at night, and never a reason to wait.

Everything happens on one thread of its own: importing, opening, speaking. From 22:00 to 07:00 the level is half of
what is set, no tone stands before the voice, the voice fades in, and the terminal's bell stays out of it (own
judgement). A tone takes the voice's place only where no voice works. There is no visible flash in relief: it would
light the bedroom.
"""

import queue
import re
import threading
import time
from array import array
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from stretchplayer.library import places
from stretchplayer.relief.record import is_night
from stretchplayer.runs.screen_reader import reader_speaks
from stretchplayer.settings import file
from stretchplayer.settings.table import Settings
from stretchplayer.settings.table import Sound as Output
from stretchplayer.words.verbosity import Voice

if TYPE_CHECKING:
    from stretchplayer.audio.clips import Clip
    from stretchplayer.audio.speaker import Speaker
    from stretchplayer.audio.voice.voices import Voice as Speech

FADE_IN_MS = 300
#: How long a line may take to be spoken into memory before it is too late to be said.
_VOICE_LATE_S = 2.5
_LONG_NUMBER = re.compile(r"\b\d{3,}\b")


def said(text: str) -> str:
    """The text as an engine should read it: a number to call digit by digit."""
    return _LONG_NUMBER.sub(lambda number: " ".join(number[0]) + ",", text).replace(",,", ",").replace(",.", ".")


class Sounds:
    """Says lines through a speaker. `speaker` and `voice` make the two on the sound thread; either may fail. It is
    `terse` where names are to be enough."""

    def __init__(
        self,
        speaker: "Callable[[], Speaker]",
        voice: "Callable[[], Speech | None]",
        *,
        night: bool,
        terse: bool = False,
    ) -> None:
        self._make_speaker, self._make_voice = speaker, voice
        self._night = night
        self.muted = False
        self.terse = terse
        self._orders: queue.SimpleQueue[tuple[str, bool, int, float] | None] = queue.SimpleQueue()
        self._turn = 0
        self._speaker: Speaker | None = None
        self._voice: Speech | None = None
        self._tones: dict[str, Clip] = {}
        self._failed: list[str] = []
        self._thread: threading.Thread | None = None

    def open(self, texts: Iterable[str] = ()) -> None:
        """Begin, beside whatever else goes on; `texts` are the lines to have ready soon."""
        self._thread = threading.Thread(target=self._run, args=(tuple(texts),), name="relief-sound", daemon=True)
        self._thread.start()

    def say(self, text: str, *, advice: bool = False) -> None:
        """Say this in place of what is being said."""
        self.hush()
        if not self.muted:
            self._orders.put((text, advice, self._turn, time.monotonic()))

    def hush(self) -> None:
        """Stop what is being said."""
        self._turn += 1
        if self._speaker is not None:
            self._speaker.stop()

    def mute(self, muted: bool) -> None:
        """Silence, or sound again from the next line on."""
        self.muted = muted
        if muted:
            self.hush()

    def notices(self) -> list[str]:
        """What went wrong, each thing once."""
        said, self._failed = self._failed, []
        return [*said, *(self._speaker.notices() if self._speaker is not None else ())]

    def close(self) -> None:
        """Let go of the sound device; never longer than half a second."""
        self.hush()
        self._orders.put(None)
        if self._thread is not None:
            self._thread.join(0.5)

    # ---- on the sound thread ---------------------------------------------------------------------------------

    def _run(self, texts: tuple[str, ...]) -> None:
        try:
            # The engine takes longest until it can speak, and does so in a process of its own: it comes first.
            self._voice = self._make_voice()
            if self._voice is not None:
                self._voice.prepare([said(text) for text in texts])
        except Exception as error:  # a sound library may fail in any way; the words on the screen guide on
            self._failed.append(f"The voice could not be started ({error}).")
        try:
            self._speaker = self._make_speaker()
            self._speaker.open()
        except Exception as error:
            self._failed.append(f"Sound could not be started ({error}).")
        if self._voice is None:
            self._tone("start")
        while (order := self._orders.get()) is not None:
            try:
                self._say(*order)
            except Exception as error:
                self._failed.append(f"A line could not be said ({error}).")
        for part in (self._voice, self._speaker):
            if part is not None:
                part.close()

    def _tone(self, name: str) -> "Clip | None":
        try:
            if not self._tones:
                from stretchplayer.audio.clips import load_tones

                self._tones = load_tones(places.assets() / "cues")
        except Exception as error:
            self._failed.append(f"The tones could not be loaded ({error}).")
        return self._tones.get(name)

    def _say(self, text: str, advice: bool, turn: int, asked: float) -> None:
        if self._speaker is None:
            return
        clip = self._spoken(said(text), turn, asked)
        if turn != self._turn or self.muted:
            return
        from stretchplayer.audio.mixer import Sound

        level = 0.5 if self._night else 1.0
        if clip is None:
            # The engine may still come with the next line; this one is marked by a tone, soft at night.
            name = "advice" if advice else "start"
            if tone := self._tone(name):
                self._speaker.play((Sound(name, tone, 0, level),))
        elif advice and not self._night and (tone := self._tone("advice")):
            self._speaker.play((Sound("advice", tone, 0), Sound("voice", clip, tone.ms + 100, voice=True)))
        else:
            self._speaker.play((Sound("voice", faded(clip) if self._night else clip, 0, level, voice=True),))

    def _spoken(self, text: str, turn: int, asked: float) -> "Clip | None":
        """The line as a clip, as soon as the engine has it; `None` when there is no engine or it is too late."""
        if self._voice is None:
            return None
        self._voice.prepare([text])
        while turn == self._turn and time.monotonic() - asked < _VOICE_LATE_S:
            clip = self._voice.clip(text)
            if clip is not None:
                return clip
            time.sleep(0.01)
        return None


def faded(clip: "Clip") -> "Clip":
    """The clip coming up from silence within `FADE_IN_MS`, so that nothing startles."""
    from stretchplayer.audio.clips import Clip, frames

    length = min(frames(FADE_IN_MS), len(clip.samples))
    samples = array("h", clip.samples)
    samples[:length] = array("h", [value * i // length for i, value in enumerate(clip.samples[:length])])
    return Clip(clip.name, samples)


# ---- made from what the person set ------------------------------------------------------------------------------


def tonight(sound: Output | None = None, volume: float | None = None, voice: Voice | None = None) -> Settings:
    """The person's settings, with what was written on the command line in their place; where they cannot be read, those
    of somebody without any."""
    try:
        settings = file.load_settings().settings
    except Exception:
        settings = Settings()
    return settings.with_options(sound=sound, volume=volume, voice=voice)


def make_sounds(settings: Settings, *, bell: Callable[[], None] | None = None) -> Sounds | None:
    """The voice of one run of relief; `None` where it is to be silent. Opens nothing yet: that happens on its own
    thread."""
    if settings.sound == "off":
        return None
    night = is_night(time.localtime().tm_hour)
    terse = settings.voice == "brief"
    return Sounds(lambda: _speaker(settings, night, bell), lambda: _voice(settings), night=night, terse=terse)


def _speaker(settings: Settings, night: bool, bell: Callable[[], None] | None) -> "Speaker":
    from stretchplayer.audio.outputs.chain import openers
    from stretchplayer.runs.voicing import make_speaker

    # No flash in relief, and no bell at night: both wake who sleeps beside.
    left_out = {"flash", "bell"} if night else {"flash"}
    chain = tuple(each for each in openers(settings.sound, bell, None) if each[0] not in left_out)
    return make_speaker(settings, chain=chain)


def _voice(settings: Settings) -> "Speech | None":
    """The first speech engine that is here; `None` where there is none, and where a screen reader speaks."""
    if settings.voice == "off" or reader_speaks(settings.screen_reader):
        return None
    from stretchplayer.runs.voicing import open_voice

    # Its lines are English, whatever else is spoken; the engine, its voice and its pace are the person's.
    voice = open_voice(settings, "en").of()
    return voice if voice.engine is not None else None
