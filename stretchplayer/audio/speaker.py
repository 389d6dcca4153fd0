"""The speaker: takes phrases from the session and has them heard by the first output that works.

Nothing here blocks and nothing raises. A daemon thread opens the outputs in order, mixes each phrase, hands it on
with the delay that is left, and watches: when an output is lost the next one takes over with one notice, and gets
what has not sounded yet.
"""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from stretchplayer.audio.limits import TookTooLong, within
from stretchplayer.audio.mixer import Phrase, Sound, loudness, mix
from stretchplayer.audio.output import Absent, Output, Unavailable
from stretchplayer.audio.outputs.chain import SPOKEN, Choice, Opener, openers
from stretchplayer.audio.stderr import log

_OPEN_LIMIT_S = 3.0
_REOPEN_LIMIT_S = 1.0  # in the middle of a run every second is cues unheard
_CLOSE_LIMIT_S = 0.3
_WATCH_S = 0.1
# A tone that comes late says something wrong; a name is still worth hearing.
_TONE_LATE_MS = 100
_VOICE_LATE_MS = 800

_WITHOUT_SAMPLES = ("bell", "flash")
_NO_DEVICE = "No sound device was found"
_NOT_THIS = "No sound came out of {}"
_MORE = " `stretchplayer doctor` says more."
GOING_ON = {
    "miniaudio": "sound now comes through miniaudio",
    "simpleaudio": "sound now comes through simpleaudio",
    "bell": "the terminal's bell marks the cues",
    "flash": "the cues are to be seen only",
}


@dataclass(slots=True)
class Levels:
    """How loud each kind of sound is, from 0 to 1; half is about half as loud to the ear."""

    voice: float = 1.0
    tones: float = 1.0


@dataclass(frozen=True, slots=True)
class _Order:
    what: Literal["play", "open", "close"]
    phrase: Phrase = ()
    due_s: float = 0.0
    turn: int = 0


@dataclass(slots=True)
class _Ahead:
    """A phrase that has not ended yet, for the output that may have to take over."""

    phrase: Phrase
    due_s: float
    turn: int
    end_s: float = field(init=False)

    def __post_init__(self) -> None:
        lasts = max((sound.at_ms + (sound.clip.ms if sound.clip else 0) for sound in self.phrase), default=0)
        self.end_s = self.due_s + lasts / 1000


class Speaker:
    """`choice` is the first output to try; `bell` and `flash` are called on a thread of the speaker's, one call for
    each tone, when they take the place of sound. `volume` runs from 0 to 1 and, like `levels`, counts from the next
    phrase on."""

    def __init__(
        self,
        choice: Choice = "auto",
        *,
        volume: float = 1.0,
        bell: Callable[[], None] | None = None,
        flash: Callable[[], None] | None = None,
        chain: tuple[tuple[str, Opener], ...] | None = None,
    ) -> None:
        self.volume = volume
        self.levels = Levels()
        self.choice = choice
        self._chain = openers(choice, bell, flash) if chain is None else chain
        self._orders: queue.SimpleQueue[_Order] = queue.SimpleQueue()
        self._notices: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._output: Output | None = None
        self._left: list[tuple[str, Opener]] = []
        self._ahead: list[_Ahead] = []
        self._lock = threading.Lock()
        self._turn = 0
        self._muted = False
        self._closing = False
        self._thread: threading.Thread | None = None

    @property
    def output(self) -> str | None:
        """The name of the output that plays now; `None` while none is open yet."""
        current = self._output
        return current.name if current else None

    def open(self) -> None:
        """Start looking for an output, beside whatever else goes on. Called again, for example after the machine
        slept, it begins anew with the first choice if that is not the one in use."""
        if self._closing:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
            self._thread.start()
        self._orders.put(_Order("open"))

    def play(self, phrase: Phrase, delay_ms: int = 0) -> None:
        """Have a phrase heard `delay_ms` from now. Before an output is open it waits for one, as long as it is
        not too late for it."""
        if not self._muted and not self._closing and phrase:
            self._orders.put(_Order("play", phrase, time.monotonic() + delay_ms / 1000, self._turn))

    def stop(self) -> None:
        """Silent within 60 ms; everything that was queued is forgotten."""
        self._turn += 1
        output = self._output
        with self._lock:
            if output is not None:
                output.stop()

    @property
    def muted(self) -> bool:
        return self._muted

    @muted.setter
    def muted(self, value: bool) -> None:
        self._muted = value
        if value:
            self.stop()

    def notices(self) -> list[str]:
        """What went wrong since the last call, as sentences for the person."""
        said = []
        while not self._notices.empty():
            said.append(self._notices.get())
        return said

    def close(self) -> None:
        """Let go of the device, within half a second even if the sound server hangs."""
        if self._closing:
            return
        self.stop()
        self._closing = True
        if self._thread is not None:
            self._orders.put(_Order("close"))
            self._thread.join(_CLOSE_LIMIT_S + 0.1)

    def _run(self) -> None:
        while True:
            try:
                order = self._orders.get(timeout=_WATCH_S if self._output is not None else None)
            except queue.Empty:
                self._watch()
                continue
            if order.what == "close":
                self._let_go()
                return
            if order.what == "open":
                self._begin()
            else:
                self._pass_on(_Ahead(order.phrase, order.due_s, order.turn))
                self._watch()

    def _begin(self) -> None:
        if self._output is not None and self._output.name == self._chain[0][0]:
            return
        self._let_go()
        self._left = list(self._chain)
        self._move_on(None)

    def _watch(self) -> None:
        if self._output is not None and self._output.lost:
            name = SPOKEN[self._output.name]
            self._let_go()
            self._move_on(f"Sound through {name} stopped working")

    def _move_on(self, lost: str | None) -> None:
        """Open the next output in line that works, say so once, and give it what has not sounded yet."""
        said = [] if lost is None else [lost]
        failed = False
        limit = _OPEN_LIMIT_S if lost is None else _REOPEN_LIMIT_S
        while self._left and not self._closing:
            name, opener = self._left.pop(0)
            try:
                output = within(limit, opener, _discard)
            except Absent as fault:
                if name == self.choice:
                    said.append(str(fault).rstrip("."))
            except (TookTooLong, Unavailable) as fault:
                # Why is for `doctor` and the log: nobody reads the names of back ends in the middle of a stretch.
                failed = True
                log(f"{name}: {str(fault) or 'did not open in time'}")
            else:
                with self._lock:
                    self._output = output
                if failed and lost is None:
                    said.append(_NO_DEVICE if name in _WITHOUT_SAMPLES else _NOT_THIS.format(SPOKEN[self._chain[0][0]]))
                if said:
                    self._notices.put(f"{'. '.join(said)}: {GOING_ON[name]}.{_MORE if failed else ''}")
                break
        waiting, self._ahead = self._ahead, []
        for ahead in waiting:
            self._pass_on(ahead)

    def _pass_on(self, ahead: _Ahead) -> None:
        now = time.monotonic()
        self._ahead = [one for one in self._ahead if one.end_s > now and one.turn == self._turn]
        if ahead.turn != self._turn:
            return
        self._ahead.append(ahead)
        if self._output is None:
            return
        late_ms = (now - ahead.due_s) * 1000
        phrase = _still_worth(ahead.phrase, late_ms)
        if not phrase:
            return
        mixed = mix(phrase, self._level)
        with self._lock:
            # Asked again under the lock: a stop that came while we mixed has silenced this phrase too.
            if ahead.turn == self._turn and self._output is not None:
                self._output.play(mixed, (ahead.due_s - time.monotonic()) * 1000)

    def _level(self, sound: Sound) -> float:
        return loudness(self.volume, self.levels.voice if sound.voice else self.levels.tones)

    def _let_go(self) -> None:
        with self._lock:
            output, self._output = self._output, None
        if output is not None:
            try:
                within(_CLOSE_LIMIT_S, output.close)
            except TookTooLong:
                output.abandon()
            except Exception:  # a device that is gone may complain about being closed
                return


def _discard(output: Output) -> None:
    output.close()


def _still_worth(phrase: Phrase, late_ms: float) -> Phrase:
    """What to play of a phrase that is `late_ms` late (below 0: early): nothing stale, and nothing moved but a name."""
    if late_ms <= _TONE_LATE_MS / 2:
        return phrase
    return tuple(
        sound for sound in phrase if late_ms - sound.at_ms <= (_VOICE_LATE_MS if sound.voice else _TONE_LATE_MS)
    )
