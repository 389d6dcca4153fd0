"""What is said of a bout: how it is announced, how it is done, and what a run's other moments are called.

A new step has its name, side and dose; after that only what has changed is said.
"""

import re
from collections.abc import Iterator
from typing import Literal

from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.routine.moves import Moves
from stretchplayer.words.counts import capital, sentences, small
from stretchplayer.words.language import Language, Languages
from stretchplayer.words.readout import aloud

Lead = Literal["next", "first"] | None
_SENTENCES = re.compile(r"(?<=[.!?])\s+")


class Wording:
    """The texts of one timeline. Pure; a text is empty where its language has no phrase for it."""

    def __init__(self, timeline: Timeline, languages: Languages, moves: Moves) -> None:
        self._timeline = timeline
        self._languages = languages
        self._moves = moves
        self._before: dict[int, Segment | None] = {}  # the bout before each bout
        self._like: dict[int, Segment | None] = {}  # the one before it that does the same thing
        self._noted: dict[int, bool] = {}  # whether its note was said before
        self._numbers: dict[int, int] = {}
        self._explained: dict[int, tuple[str, ...]] = {}
        self._announced: dict[tuple[int, Lead, bool, bool], tuple[str, ...]] = {}
        self._says: dict[int, list[str]] = {}
        previous: Segment | None = None
        last: dict[str, Segment] = {}
        notes: set[str] = set()
        for segment in timeline.segments:
            if segment.spoken_in is not None and (segment.index >= timeline.first or segment.spoken_in == 0):
                self._says.setdefault(segment.spoken_in, []).append(segment.name)
            if segment.is_bout and segment.index >= timeline.first:
                what = segment.move or segment.name
                self._before[segment.index], self._like[segment.index] = previous, last.get(what)
                self._noted[segment.index] = segment.note in notes
                like = last.get(what)
                self._numbers[segment.index] = self._numbers[like.index] + 1 if like else 1
                previous = last[what] = segment
                notes.add(segment.note or "")
        self.first_bout = next(iter(self._before), None)

    def before(self, bout: Segment) -> Segment | None:
        """The bout that plays before this one."""
        return self._before.get(bout.index)

    def like(self, bout: Segment) -> Segment | None:
        """The last bout before this one that does the same thing."""
        return self._like.get(bout.index)

    def number(self, bout: Segment) -> int:
        """Which bout of the same thing this is, from 1."""
        return self._numbers.get(bout.index, 1)

    def language(self, segment: Segment | None) -> Language | None:
        """That of a segment, or of the routine as a whole."""
        return self._languages.of(segment.language if segment else self._timeline.language)

    def tag(self, segment: Segment | None) -> str:
        """The tag of the language in which a segment is spoken."""
        return (segment.language if segment else self._timeline.language) or self._languages.default

    def phrase(self, segment: Segment | None, phrase: str, **parts: str) -> str:
        """A phrase of the segment's language as a sentence."""
        language = self.language(segment)
        return sentences(capital(language.say(phrase, **parts))) if language else ""

    def aloud(self, segment: Segment, text: str | None) -> str:
        """A writer's text as it is read."""
        return aloud(text, self.language(segment)) if text else ""

    def says(self, index: int) -> list[str]:
        """The `say` texts that belong to the time of a segment; one past the last stands for the end."""
        segment = self._timeline.segments[index] if index < len(self._timeline.segments) else None
        language = self.language(segment)
        return [text for say in self._says.get(index, ()) if (text := sentences(aloud(say, language)))]

    def gap(self, gap: Segment, duration_ms: int) -> tuple[str, ...]:
        """What kind of gap it is and how long, the fullest form first, none last."""
        match gap.kind:
            case "rest" | "pause":
                language = self.language(gap)
                time = language.time(duration_ms) if language else ""
                forms: tuple[str, ...] = (self.phrase(gap, "rest-for", time=time), self.phrase(gap, "rest"), "")
            case "ready":
                forms = (self.phrase(gap, "get-ready"), "")
            case "position":
                forms = (self.phrase(gap, "position"), "")
            case _:
                forms = ("",)
        return tuple(dict.fromkeys(forms))

    def announcement(
        self, bout: Segment, lead: Lead = None, *, brief: bool = False, fresh: bool = False
    ) -> tuple[str, ...]:
        """What announces a bout, the fullest form first, each as good a sentence as the one before but shorter.

        `lead` begins it with "next" or "first". `fresh` leaves what came before out of account, for a person who came
        from elsewhere.
        """
        key = (bout.index, lead, brief, fresh)
        if key not in self._announced:
            self._announced[key] = self._announcement(bout, lead, brief, fresh)
        return self._announced[key]

    def _announcement(self, bout: Segment, lead: Lead, brief: bool, fresh: bool) -> tuple[str, ...]:
        language = self.language(bout)
        before = None if fresh else self._before.get(bout.index)
        renamed = before is None or before.name != bout.name
        name = aloud(bout.name, language) if renamed else ""
        if language is None:
            return (sentences(name),) if name else ()
        round_, set_ = self._round(bout, before, language), self._set(bout, before, language)
        turned = before is not None and bout.side is not None and before.side != bout.side
        side = language.side(bout.side, bout.side_word) if bout.side and (renamed or turned or set_ or round_) else ""
        dose = self._dose(bout, fresh, language)
        if renamed:
            full, short = [round_, name, set_, side, *dose], [name, side]
        elif turned:
            full, short = [side, set_ or round_, *dose], [side]
        else:
            changed = set_ or round_ or ("" if dose else language.say("again"))
            full, short = [changed, side, *dose], [changed or (dose[0] if dose else "")]
        long = [*full[: len(full) - len(dose)]] if dose else full
        forms = [short] if brief else [full, long, short]
        texts = (_led([part for part in form if part], lead, language) for form in forms)
        return tuple(dict.fromkeys(filter(None, texts)))

    def dose(self, bout: Segment, said: str) -> str:
        """How much of a bout there is, if an announcement has left that out."""
        language = self.language(bout)
        text = sentences(*map(capital, self._dose(bout, False, language))) if language else ""
        return "" if text.casefold() in said.casefold() else text

    def _round(self, bout: Segment, before: Segment | None, language: Language) -> str:
        if before is None or not bout.round or bout.round < 2 or bout.round == before.round:
            return ""
        return language.say("last-round") if bout.round == bout.rounds else language.say(
            "round", n=language.number(bout.round)
        )  # fmt: skip

    def _set(self, bout: Segment, before: Segment | None, language: Language) -> str:
        same = before is None or (bout.set == before.set and bout.step == before.step)
        if same or not bout.set or bout.set < 2:
            return ""
        return language.say("last-set") if bout.set == bout.sets else language.say("set", n=language.number(bout.set))

    def _dose(self, bout: Segment, fresh: bool, language: Language) -> list[str]:
        """How much, where that is not what it was the last time."""
        amount, like = bout.amount, None if fresh else self._like.get(bout.index)
        if like is not None and like.amount == amount:
            return []
        effort = [aloud(text, language) for text in (amount.load, amount.effort) if text]
        if like is not None and (like.load, like.effort) == (bout.load, bout.effort):
            effort = []
        tempo = language.tempo(amount.tempo) if amount.tempo else ""
        return [part for part in (language.dose(amount), tempo, *effort) if part]

    def explanation(self, bout: Segment) -> tuple[str, ...]:
        """How a bout is done, once a move, a sentence at a time: the writer's note, the catalogue's how-to, what one
        feels, one thing to avoid. Before all that, in the first bout of a run, that pain is a stop."""
        if bout.index not in self._explained:
            self._explained[bout.index] = tuple(self._sentences(bout))
        return self._explained[bout.index]

    def _sentences(self, bout: Segment) -> Iterator[str]:
        language, like = self.language(bout), self._like.get(bout.index)
        if bout.index == self.first_bout and self._timeline.category != "relief":
            yield from filter(None, [self.phrase(bout, "pain")])
        if any(cue.at == "start" for cue in bout.cues):
            return  # the writer has other words for the ear
        if bout.note and not self._noted.get(bout.index):
            yield from (sentences(part) for part in _SENTENCES.split(self.aloud(bout, bout.note)) if part)
        move = self._moves.get(bout.move) if bout.move else None
        if move and like is None and self._reads(move.language, move.own, bout):
            yield from (sentences(aloud(text, language)) for text in move.how)
            if move.feel and language:
                yield sentences(capital(language.say("feel", what=small(aloud(move.feel, language)))))
            yield from (sentences(aloud(text, language)) for text in move.avoid[:1])

    def _reads(self, written: str | None, own: bool, bout: Segment) -> bool:
        """Whether the catalogue's texts are in the language that a bout is spoken in."""
        written = written or (self._languages.default if own else "en")
        return written.partition("-")[0] == self.tag(bout).partition("-")[0]

    def title(self) -> str:
        """What a file says first: "Desk break. Five and a half minutes. Pain is a stop."."""
        language, name = self.language(None), aloud(self._timeline.name, self.language(None))
        if language is None:
            return sentences(name)
        return sentences(name, capital(language.total(self._timeline.estimate_ms)), capital(language.say("pain")))

    def end(self, ms: int, done: bool) -> str:
        """The last words of a run that lasted `ms`: that it is `done`, or only over."""
        language = self.language(None)
        if language is None:
            return ""
        word = capital(language.say("done" if done else "the-end"))
        return sentences(word, capital(language.total(ms)) if ms >= 1000 else None)


def _led(parts: list[str], lead: Lead, language: Language) -> str:
    if parts and lead:
        parts = [language.say(lead, what=parts[0]), *parts[1:]]
    return sentences(*map(capital, parts))
