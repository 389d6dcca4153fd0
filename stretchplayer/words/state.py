"""What the voice says of what a key, or a fault, has done: so that a pause can be told from a crash with eyes shut."""

from dataclasses import dataclass

from stretchplayer.words.counts import capital, sentences
from stretchplayer.words.language import Language


@dataclass(frozen=True, slots=True)
class State:
    """These words in one language; all of them are empty where there are no phrases for it."""

    language: Language | None

    @property
    def paused(self) -> str:
        return self._say("paused")

    @property
    def muted(self) -> str:
        return self._say("muted")

    @property
    def unmuted(self) -> str:
        return self._say("unmuted")

    @property
    def back(self) -> str:
        """An output that was lost answers again."""
        return self._say("back")

    def resumed(self, left_ms: int) -> str:
        """Time runs again, with so much left of what is being done; 0 for what lasts as long as one likes."""
        if self.language is None or left_ms < 1000:
            return self._say("on")
        return sentences(self._say("on"), capital(self.language.say("left", time=self.language.time(left_ms))))

    def extended(self, ms: int) -> str:
        """A step became longer, or shorter (below 0)."""
        if self.language is None:
            return ""
        return self._say("longer" if ms > 0 else "shorter", time=self.language.time(abs(ms)))

    def _say(self, phrase: str, **parts: str) -> str:
        return sentences(capital(self.language.say(phrase, **parts))) if self.language else ""
