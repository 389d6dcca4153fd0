"""The voice of a run: makes phrases beside playing, keeps them, and goes on to the next engine when one fails."""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from stretchplayer.audio.clips import Clip, Samples
from stretchplayer.audio.voice.cache import Cache
from stretchplayer.audio.voice.engines import SPOKEN, Engine, EngineOptions, found
from stretchplayer.audio.voice.process import EngineFault, EngineProcess, EngineRefused
from stretchplayer.audio.voice.speakable import clean
from stretchplayer.routine.amounts import LANGUAGES

# What a phrase that is not made yet counts as: the least that one of the shipped routines takes, so that the fullest
# form of a sentence is tried first.
_LEAST_MS, _LEAST_MS_A_CHARACTER = 150, 40
_IN_MEMORY = 24  # clips of some 200 KB
_WITHOUT_A_DISK = 200
PROBE = "One, two, three."
"""What an engine says to show that it works."""
# What a worker says of an engine that works and lacks the language.
NO_VOICE = "it has no voice for"


@lru_cache(maxsize=16)
def _fingerprint(engine: Engine) -> str:
    """Looked up once: the files of an engine do not change in a run."""
    return engine.fingerprint


class Voice:
    """Nothing here blocks (but `wait`) and nothing raises.

    `engines` are tried in order; by default those that are found here. Without any, no text has a clip.
    """

    def __init__(
        self,
        cache_dir: Path,
        *,
        engines: Sequence[Engine] | None = None,
        options: EngineOptions | None = None,
        limit_bytes: int = 96_000_000,
    ) -> None:
        self.language = (options or EngineOptions()).language
        self._engines = deque(found(options) if engines is None else engines)
        self._cache = Cache(cache_dir, limit_bytes)
        self._turn = threading.Condition()
        self._wanted: deque[str] = deque()
        self._unsayable: set[str] = set()
        self._making: str | None = None
        self._clips: OrderedDict[str, Clip] = OrderedDict()
        self._room = _IN_MEMORY
        self._notices: list[str] = [] if self._engines or self.language == "en" else [self._silent()]
        self._process: EngineProcess | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    @property
    def engine(self) -> Engine | None:
        """The engine that speaks, as far as is known; `None` if none does."""
        engines = self._engines
        return engines[0] if engines else None

    def prepare(self, texts: Iterable[str]) -> None:
        """Have these made next, in this order, before what was asked for earlier."""
        cleaned = dict.fromkeys(clean(text, self.language) for text in texts)
        with self._turn:
            first = [text for text in cleaned if self._to_make(text)]
            self._wanted = deque([*first, *(text for text in self._wanted if text not in cleaned)])
            self._hurry()

    def clip(self, text: str) -> Clip | None:
        """The clip of a text; `None` if it is not made yet (it is then made after what was asked for earlier) or
        cannot be."""
        text = clean(text, self.language)
        engine = self.engine
        if not text or engine is None or text in self._unsayable:
            return None
        with self._turn:
            if text in self._clips:
                self._clips.move_to_end(text)
                return self._clips[text]
        samples = self._cache.get(_fingerprint(engine), text)
        with self._turn:
            if samples is None:
                if text not in self._wanted and self._to_make(text):
                    self._wanted.append(text)
                    self._hurry()
                return None
            return self._keep(Clip(text, samples))

    def length_ms(self, text: str) -> int:
        """How long a text takes to say: exact once it is made, until then about the least. 0 if it cannot
        be said at all."""
        text = clean(text, self.language)
        made = self._made_ms(text)
        return _LEAST_MS + _LEAST_MS_A_CHARACTER * len(text) if made is None else made

    def ready(self, texts: Iterable[str]) -> bool:
        """Whether all of these are made, or never will be."""
        return all(self._made_ms(clean(text, self.language)) is not None for text in texts)

    def _made_ms(self, text: str) -> int | None:
        """How long a cleaned text is: 0 if it cannot be said at all, `None` until it is made."""
        engine, clip = self.engine, self._clips.get(text)
        if not text or engine is None or text in self._unsayable:
            return 0
        return self._cache.length_ms(_fingerprint(engine), text) if clip is None else clip.ms

    def wait(self, seconds: float | None = None) -> bool:
        """Until everything that was asked for is made. Blocks, at most so long; False if some is still missing."""
        end = None if seconds is None else time.monotonic() + seconds
        with self._turn:
            while (self._wanted or self._making is not None) and self._engines and not self._closed:
                left = None if end is None else end - time.monotonic()
                if left is not None and left <= 0:
                    return False
                self._turn.wait(left)
        return True

    @property
    def left(self) -> int:
        """How many phrases are still to be made."""
        return len(self._wanted) + (self._making is not None)

    def notices(self) -> list[str]:
        """What went wrong since the last call, as sentences for the person."""
        with self._turn:
            said, self._notices = self._notices, []
        return said

    def close(self) -> None:
        """End the engine, at once."""
        with self._turn:
            if self._closed:
                return
            self._closed = True
            self._wanted.clear()
            self._turn.notify_all()
            process = self._process
        if process is not None:
            process.end()
        if self._thread is not None:
            self._thread.join(0.2)

    def _to_make(self, text: str) -> bool:
        here = text in self._clips or text in self._unsayable or text == self._making
        return bool(text) and not here and not self._closed and bool(self._engines)

    def _hurry(self) -> None:
        if self._wanted and self._thread is None:
            self._thread = threading.Thread(target=self._run, name="voice", daemon=True)
            self._thread.start()
        self._turn.notify_all()

    def _keep(self, clip: Clip) -> Clip:
        self._clips[clip.name] = clip
        while len(self._clips) > self._room:
            self._clips.popitem(last=False)
        return clip

    def _run(self) -> None:
        while True:
            with self._turn:
                self._making = None
                self._turn.notify_all()
                while not self._wanted and not self._closed:
                    self._turn.wait()
                if self._closed:
                    return
                text = self._making = self._wanted.popleft()
            self._make(text)

    def _make(self, text: str) -> None:
        """Have a text spoken by the first engine that can, and put it into the cache (or, failing that, memory)."""
        while (engine := self.engine) is not None and not self._closed:
            if (samples := self._cache.get(_fingerprint(engine), text)) is not None:
                with self._turn:
                    self._keep(Clip(text, samples))
                return
            try:
                spoken = self._speak(engine, text)
            except EngineFault as fault:
                self._next_engine(engine, str(fault))
                continue
            if spoken is None:
                self._unsayable.add(text)
                return
            self._cache.put(_fingerprint(engine), text, spoken)
            with self._turn:
                if self._cache.length_ms(_fingerprint(engine), text) is None:
                    self._room = _WITHOUT_A_DISK
                self._keep(Clip(text, spoken))
            return

    def _speak(self, engine: Engine, text: str) -> Samples | None:
        """A clip; `None` if the engine works but has no sound for this text. Raises EngineFault."""
        process = self._running(engine)
        try:
            return process.speak(text)
        except EngineRefused as fault:
            try:
                process.speak(PROBE)
            except EngineRefused:
                raise EngineFault(str(fault)) from fault
            return None

    def _running(self, engine: Engine) -> EngineProcess:
        if self._process is not None and self._process.engine is engine:
            return self._process
        process = EngineProcess(engine)
        with self._turn:
            self._process = process
            if self._closed:
                process.end()
        process.load()
        return process

    def _next_engine(self, failed: Engine, why: str) -> None:
        with self._turn:
            if self._closed:
                return
            process, self._process = self._process, None
            self._engines.popleft()
            # Every phrase has one voice: what the failed engine made is not mixed with another's.
            self._clips.clear()
            if NO_VOICE not in why:
                going_on = f"{SPOKEN[self._engines[0].name]} speaks now" if self._engines else "the cues are tones only"
                self._notices.append(f"The voice of {SPOKEN[failed.name]} {why}; {going_on}.")
            elif not self._engines:
                self._notices.append(self._silent())
        if process is not None:
            process.end()

    def _silent(self) -> str:
        names = LANGUAGES.get(self.language.partition("-")[0])
        language = names.split()[0].capitalize() if names else f"`{self.language}`"
        return f"No voice here speaks {language}: the cues are tones only. `stretchplayer voices` says how to get one."


class Voices:
    """The voices of a run, one for each language that is spoken in it; each is looked for when it is first needed.

    Everything is asked for in a `language`, the main one where none is named. Nothing blocks and nothing raises.
    """

    def __init__(self, cache_dir: Path, options: EngineOptions | None = None) -> None:
        self._folder = cache_dir
        self._options = options or EngineOptions()
        self._voices: dict[str, Voice] = {}

    def of(self, language: str | None = None) -> Voice:
        """The voice of a language."""
        tag = language or self._options.language
        if tag not in self._voices:
            self._voices[tag] = Voice(self._folder, options=replace(self._options, language=tag))
        return self._voices[tag]

    def prepare(self, texts: Iterable[str], language: str | None = None) -> None:
        self.of(language).prepare(texts)

    def clip(self, text: str, language: str | None = None) -> Clip | None:
        return self.of(language).clip(text)

    def length_ms(self, text: str, language: str | None = None) -> int:
        return self.of(language).length_ms(text)

    def notices(self) -> list[str]:
        return [notice for voice in self._voices.values() for notice in voice.notices()]

    def close(self) -> None:
        for voice in self._voices.values():
            voice.close()
