"""The speaker: takes phrases from the session and has them heard by the first output that works.

Nothing here blocks and nothing raises. A daemon thread opens the outputs in order, mixes each phrase, hands it on
with the delay that is left, and watches. A lost output is never given up: the next in line takes over, with what has
not sounded yet, and every better one is asked again until it answers and takes its place back.
"""

import queue
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Literal

from stretchplayer.audio.ducking import Ducker, possible
from stretchplayer.audio.limits import TookTooLong, begun, late, within
from stretchplayer.audio.mixer import Phrase, Sound, loudness, mix
from stretchplayer.audio.output import Absent, Output, Unavailable
from stretchplayer.audio.outputs.callbacks import Marks
from stretchplayer.audio.outputs.chain import SPOKEN, Choice, Opener, openers
from stretchplayer.audio.stderr import log

_OPEN_LIMIT_S = 3.0
_REOPEN_LIMIT_S = 1.0  # in the middle of a run every second is cues unheard
_CLOSE_LIMIT_S = 0.3
_WATCH_S = 0.1
# An output that once worked is asked again so soon, one that never has (there may be no card) more seldom.
_ASK_S = 0.5
_ASK_SELDOM_S = 5.0
_SHORT_S = 5.0  # an output that was lost again so soon after it was taken back is asked more seldom
_ANSWER_LIMIT_S = 3.5  # a device may need three seconds to wake up
_BLIP_S = 2.0  # a loss that was over so soon is not worth a word
# A tone that comes late says something wrong; a name is still worth hearing.
_TONE_LATE_MS = 100
_VOICE_LATE_MS = 800

_MMAP_THRESHOLD, _BLOCK = -3, 128 * 1024  # a limit's name for `mallopt`, and its bytes: a second and a half of sound

_NO_DEVICE = "No sound device was found"
_NOT_THIS = "No sound came out of {}"
_MORE = " `stretchplayer doctor` says more."
_MARKED = {"bell": "the terminal's bell marks the cues", "flash": "the cues are to be seen only"}


@dataclass(slots=True)
class Levels:
    """How loud each kind of sound is, from 0 to 1; half is about half as loud to the ear."""

    voice: float = 1.0
    tones: float = 1.0


@dataclass(frozen=True, slots=True)
class _Ahead:
    """A phrase that has not ended yet, also for the output that may have to take over."""

    phrase: Phrase
    due_s: float
    turn: int

    @property
    def end_s(self) -> float:
        lasts = max((sound.at_ms + (sound.clip.ms if sound.clip else 0) for sound in self.phrase), default=0)
        return self.due_s + lasts / 1000


class Speaker:
    """`choice` is the first output to try; `bell` and `flash` are called on a thread of the speaker's, one call for
    each tone, when they take the place of sound. `volume` runs from 0 to 1 and, like `levels`, counts from the next
    phrase on; `boost_db` makes all of it louder, without clipping. With `flash_too` the flash marks tones that are
    heard as well; with `lower_music` other players are quieter while the voice speaks."""

    def __init__(
        self,
        choice: Choice = "auto",
        *,
        volume: float = 1.0,
        bell: Callable[[], None] | None = None,
        flash: Callable[[], None] | None = None,
        flash_too: bool = False,
        boost_db: float = 0.0,
        lower_music: bool = False,
        chain: tuple[tuple[str, Opener], ...] | None = None,
    ) -> None:
        self.volume = volume
        self.levels = Levels()
        self.choice = choice
        self._chain = openers(choice, bell, flash) if chain is None else chain
        self.on_back: Callable[[], None] = lambda: None
        """Called on the speaker's thread when an output that was lost, and missed, answers again."""
        self._boost = 10 ** (boost_db / 20)
        self._flash = Marks("flash", flash) if flash_too and flash is not None else None
        self._ducker = Ducker() if lower_music and possible() else None
        self._orders: queue.SimpleQueue[_Ahead | Literal["open", "close"]] = queue.SimpleQueue()
        self._notices: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._output: Output | None = None
        self._rank = 0  # of the output that plays now, or of the first that may
        self._back_at = -_SHORT_S  # when an output last took its place back
        self._asked: dict[int, Future[Output]] = {}
        self._ask_at: dict[int, float] = {}
        self._proved: set[int] = set()  # ranks that have worked in this run
        self._absent: set[int] = set()
        self._held: tuple[float, str] | None = None  # a notice, and when it is worth saying
        self._ahead: list[_Ahead] = []
        self._lock = threading.Lock()
        self._turn = 0
        self.muted = False
        """While this is set phrases are not taken; what sounds goes on until `stop`."""
        self._closing = False
        self._thread: threading.Thread | None = None

    @property
    def output(self) -> str | None:
        """The name of the output that plays now; `None` while none is open yet."""
        current = self._output
        return current.name if current else None

    @property
    def heard(self) -> bool:
        """Whether an output with samples plays now, rather than a bell or a flash."""
        current = self._output
        return current is not None and current.name not in _MARKED

    def open(self) -> None:
        """Start looking for an output, beside whatever else goes on. Called again, for example after the machine
        slept, every better output than the one in use is asked at once."""
        if self._closing:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
            self._thread.start()
        self._orders.put("open")

    def play(self, phrase: Phrase, delay_ms: int = 0) -> None:
        """Have a phrase heard `delay_ms` from now. Before an output is open it waits for one, as long as it is
        not too late for it."""
        if not self.muted and not self._closing and phrase:
            self._orders.put(_Ahead(phrase, time.monotonic() + delay_ms / 1000, self._turn))

    def stop(self) -> None:
        """Silent within 60 ms; everything that was queued is forgotten."""
        self._turn += 1
        output = self._output
        with self._lock:
            if output is not None:
                output.stop()
        if self._flash is not None:
            self._flash.stop()
        if self._ducker is not None:
            self._ducker.stop()

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
        if self._flash is not None:
            self._flash.close()
        if self._ducker is not None:
            self._ducker.close()
        if self._thread is not None:
            self._orders.put("close")
            self._thread.join(_CLOSE_LIMIT_S + 0.1)

    def _run(self) -> None:
        _give_back_blocks()
        while True:
            try:
                order = self._orders.get(timeout=_WATCH_S)
            except queue.Empty:
                self._watch()
                continue
            if order == "close":
                for attempt in self._asked.values():
                    late(attempt, lambda output: output.close())
                self._let_go()
                _give_back_blocks()
                return
            if order != "open":
                self._pass_on(order)
            elif self._output is None:
                self._move_on(None)
            else:
                self._ask_at.clear()
            self._watch()

    def _watch(self) -> None:
        now = time.monotonic()
        if self._output is not None and self._output.lost:
            name, rank = self._output.name, self._rank
            self._let_go()
            self._rank = rank + 1
            self._ask_at[rank] = now + (_ASK_SELDOM_S if now - self._back_at < _SHORT_S else 0)
            self._ask(now)
            self._move_on(f"Sound through {SPOKEN[name]} stopped working")
        else:
            self._ask(now)
        if self._held is not None and now >= self._held[0]:
            self._notices.put(self._held[1])
            self._held = None

    def _move_on(self, lost: str | None) -> None:
        """Open the next output in line that works, say so once, and give it what has not sounded yet."""
        said = [] if lost is None else [lost]
        failed = False
        limit = _OPEN_LIMIT_S if lost is None else _REOPEN_LIMIT_S
        for rank in range(self._rank, len(self._chain)):
            if self._closing or rank in self._absent:
                continue
            name, opener = self._chain[rank]
            attempt = self._asked.pop(rank, None) or begun(opener)
            came = attempt in wait((attempt,), limit).done
            fault = attempt.exception() if came else None
            if not came:
                self._asked[rank] = attempt  # and if it comes at last, it is taken then
            elif fault is None:
                self._take(rank, attempt.result())
                if failed and lost is None:
                    said.append(_NO_DEVICE if name in _MARKED else _NOT_THIS.format(SPOKEN[self._chain[0][0]]))
                if said:
                    self._say(f"{'. '.join(said)}: {_going_on(name)}.{_MORE if failed else ''}", lost is not None)
                return
            if self._refused(rank, fault) and name == self.choice:
                said.append(str(fault).rstrip("."))
            failed = failed or rank not in self._absent
        self._rank = len(self._chain)

    def _say(self, text: str, loss: bool) -> None:
        if loss and self.heard:
            self._held = (time.monotonic() + _BLIP_S, text)
        else:
            self._notices.put(text)

    def _refused(self, rank: int, fault: BaseException | None) -> bool:
        """Write down why an output did not open (`None`: not in time); whether it does not belong here at all."""
        if isinstance(fault, Absent):
            self._absent.add(rank)
            return True
        often = rank in self._proved and self._chain[rank][0] != "simpleaudio"
        again = time.monotonic() + (_ASK_S if often else _ASK_SELDOM_S)
        self._ask_at[rank] = max(self._ask_at.get(rank, 0.0), again)
        # Why is for `doctor` and the log: nobody reads the names of back ends in the middle of a stretch.
        known = isinstance(fault, Unavailable) or fault is None
        why = str(fault or "") if known else repr(fault)
        log(f"{self._chain[rank][0]}: {why or 'did not open in time'}")
        return False

    def _ask(self, now: float) -> None:
        """Ask every output that is better than the one in use whether it works again."""
        for rank in range(self._rank):
            name, opener = self._chain[rank]
            attempt = self._asked.get(rank)
            if attempt is None:
                if rank not in self._absent and now >= self._ask_at.get(rank, 0.0) and not self._closing:
                    self._asked[rank] = begun(partial(_answering, opener))
            elif attempt.done():
                del self._asked[rank]
                if fault := attempt.exception():
                    self._refused(rank, fault)
                    continue
                known = rank in self._proved
                self._back_at = now
                self._take(rank, attempt.result())
                if self._held is None:
                    self.on_back()
                    self._notices.put(f"Sound comes through {SPOKEN[name]} {'again' if known else 'now'}.")
                self._held = None
                return

    def _take(self, rank: int, output: Output) -> None:
        """Play through this output from now on, beginning with what has not sounded yet."""
        self._let_go()
        with self._lock:
            self._output, self._rank = output, rank
        self._proved.add(rank)
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
                delay_ms = (ahead.due_s - time.monotonic()) * 1000
                self._output.play(mixed, delay_ms)
                if self._flash is not None and self.heard:
                    self._flash.play(mixed, delay_ms)
        if self._ducker is not None and self.heard:
            for sound in phrase:
                if sound.voice and sound.clip is not None:
                    begins = ahead.due_s + sound.at_ms / 1000
                    self._ducker.phrase(begins, begins + sound.clip.ms / 1000)

    def _level(self, sound: Sound) -> float:
        return self._boost * loudness(self.volume, self.levels.voice if sound.voice else self.levels.tones)

    def _let_go(self) -> None:
        with self._lock:
            output, self._output = self._output, None
        if output is not None:
            output.stop()
            try:
                within(_CLOSE_LIMIT_S, output.close)
            except TookTooLong:
                output.abandon()
            except Exception:  # a device that is gone may complain about being closed
                return


def _going_on(name: str) -> str:
    return _MARKED.get(name) or f"sound now comes through {SPOKEN[name]}"


def _give_back_blocks() -> None:
    """Have samples lie in blocks of their own, which the system gets back with the clip, and give it what is free now.
    By itself glibc puts them among small things once one was freed, and leaves holes that grow by half a megabyte with
    each run."""
    import ctypes  # beside playing

    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            library.mallopt(_MMAP_THRESHOLD, _BLOCK)
            library.malloc_trim(ctypes.c_size_t(0))


def _answering(opener: Opener) -> Output:
    """An output that is opened and really takes sound: a sleeping device opens, too. Raises `Unavailable`."""
    output = opener()
    end = time.monotonic() + _ANSWER_LIMIT_S
    while not output.answers:
        if output.lost or time.monotonic() > end:
            output.close()
            raise Unavailable("it opens but takes no sound")
        time.sleep(0.02)
    return output


def _still_worth(phrase: Phrase, late_ms: float) -> Phrase:
    """What to play of a phrase that is `late_ms` late (below 0: early): nothing stale, and nothing moved but a name."""
    if late_ms <= _TONE_LATE_MS / 2:
        return phrase
    return tuple(
        sound for sound in phrase if late_ms - sound.at_ms <= (_VOICE_LATE_MS if sound.voice else _TONE_LATE_MS)
    )
