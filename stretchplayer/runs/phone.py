"""Pages that play on a phone: what the player, the cue plan and the figures say, put together; and all of relief.

Speech is recorded for a page by our own voice, each text once, and compressed.
"""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from html import escape
from typing import Any

from stretchplayer import StretchplayerError
from stretchplayer.audio.breath import PEAK_DB
from stretchplayer.audio.formats.sndfile import Resampler
from stretchplayer.exchange import phone_page as page
from stretchplayer.library import places
from stretchplayer.playback.cue import BRIEF, TONE_MS, Cue, Utterance, estimated_length
from stretchplayer.playback.cues import Script
from stretchplayer.playback.lengths import at_lengths
from stretchplayer.playback.player import BACK_MS, JUMP_MS, KEPT_MS, LONGEST_MS
from stretchplayer.playback.segments import Segment
from stretchplayer.playback.shown import Shown, advice_after, done_word, listed, press_when, said_at, shown, steps
from stretchplayer.playback.tally import Tally
from stretchplayer.relief.as_data import relief_tables
from stretchplayer.relief.muscles import MUSCLES
from stretchplayer.relief.texts import Numbers
from stretchplayer.relief.view import marked
from stretchplayer.routine.terms import Side
from stretchplayer.runs.controls import AT_THE_END, EXTEND_MS, QUESTIONS, asked_after, asked_before, keys_of
from stretchplayer.runs.relief_pages import why_page
from stretchplayer.runs.relief_plans import Plans
from stretchplayer.runs.request import RunPlan
from stretchplayer.runs.voicing import open_voice
from stretchplayer.words.counts import capital, muscles, sentences
from stretchplayer.words.language import Language
from stretchplayer.words.times import total

#: Draws the figure of a catalogue move as an SVG document, empty where there is none, and whether a side turns it over.
Draw = Callable[[str, Side | None], tuple[str, bool]]
#: Makes the sound of a text for the page, compressed; `None` leaves it to the browser's own voice.
Record = Callable[[Utterance], tuple[bytes, int] | None]

#: Draws the figure of the move with a name as an SVG document, with other muscles marked than its own where some are
#: named; an empty string where it cannot.
DrawMove = Callable[[str, Sequence[str]], str]

#: How long one text may take to be spoken, in seconds.
_PATIENCE_S = 30
#: Kilobits a second, with the coder's level and way for them, and the samples a second that they are enough for.
_RATES: tuple[tuple[float, float, str, int], ...] = (
    (24.6, 0.9, "CONSTANT", 24_000), (16.8, 0.95, "CONSTANT", 16_000), (14.2, 0.98, "AVERAGE", 16_000),
)  # fmt: skip
#: What ten minutes of a routine may take as text in the page, in bytes; text has four letters for three bytes. A tenth
#: is kept for texts that take longer than it was reckoned.
_TEN_MINUTES = 1_000_000 * 3 / 4 * 0.9

#: The browser's names for keys that settings call otherwise.
_BROWSER = {"space": " ", "enter": "Enter", "left": "ArrowLeft", "right": "ArrowRight", "plus": "+", "minus": "-",
            "equals_sign": "="}  # fmt: skip
#: What is said of keys, with the time that some of them change; of another time only a tone tells, as in the program,
#: which has these words ready.
_TOLD = {"paused": 0, "longer": EXTEND_MS, "shorter": EXTEND_MS, "muted": 0, "unmuted": 0}

#: The kinds in other languages, where the voice has a phrase for it; movements are called by their name alone there.
_PHRASES = {"ready": "get-ready", "rest": "rest", "pause": "rest", "position": "position", "stretch": "keep"}
#: The player's states by the voice's phrases; what its keys are called is English in every language.
_STATES = {"done": "done", "end": "the-end", "paused": "paused", "slept": "paused", "in": "breathe-in", "keep": "keep",
           "out": "breathe-out"}  # fmt: skip
#: What of the player's words is without words where the language is another.
_WORDLESS = {"place": "{n}/{count} · {left}", "breath": "{n}/{count} · {left}", "rep": "{n} · {hint}"}


def _states(plan: RunPlan) -> dict[str, str]:
    """The player's words that the language of a routine has of its own."""
    language = _foreign(plan, plan.timeline.language)
    if language is None:
        return {}
    return _WORDLESS | {state: capital(language.say(phrase)) for state, phrase in _STATES.items()}


def _foreign(plan: RunPlan, code: str | None) -> Language | None:
    """The language of a tag where it has phrases and is another than English."""
    found = plan.cues.languages.of(code)
    return None if found is None or found.code.startswith("en") else found


def _labels(plan: RunPlan, s: Segment, now: Shown, language: Language | None) -> dict[str, Any]:
    """What is around an author's texts: as on the screen, or in their language where that has phrases for it."""
    bout, over = now.bout, done_word(s) if s.open else ""
    if language is None:
        return {
            "side": now.side,
            "chip": " · ".join((now.word, *now.counts)),
            "label": now.label,
            "hint": now.during,
            "waiting": press_when(s, now, over) if s.open else "",
            "over": over,
            "next": f"Next: {now.next}" if now.next else "",
        }
    parts = [language.say(_PHRASES[s.kind])] if s.kind in _PHRASES else []
    side = language.side(bout.side, bout.side_word) if bout.side else ""
    if s.kind == "switch":
        parts.append(side)
    for phrase, number, count in (("set", bout.set, bout.sets), ("round", bout.round, bout.rounds)):
        if number and count != 1:
            parts.append(language.say(phrase, n=f"{number}/{count}" if count else str(number)))
    parts += [bout.repeat or "", bout.section or "", "Optional" if bout.optional else ""]
    before = sentences(", ".join(plan.timeline.equipment), capital(language.say("pain")))
    after = plan.timeline.next_bout(s.index) if s.is_bout else None
    what = (
        f"{after.name}, {language.side(after.side, after.side_word)}" if after and after.side else after and after.name
    )
    return {
        "side": capital(side),
        "chip": " · ".join(capital(part) for part in parts if part),
        "hint": before if s.kind == "ready" else now.during,
        "waiting": " · ".join(filter(None, (now.waiting, capital(language.say("waiting"))))) if s.open else "",
        "over": over,
        "next": capital(language.say("next", what=what)) if what else "",
    }


def page_of(
    plans: Sequence[RunPlan],
    draw: Draw,
    *,
    name: str = "",
    total: str = "",
    about: str = "",
    days: Sequence[page.PageDay] = (),
    sources: Sequence[tuple[str, str]] = (),
    sheet: Callable[[Callable[[str, Side | None], str]], str] = lambda draw: "",
    record: Record | None = None,
) -> str:
    """The page of one routine, or of the `days` of a plan with its routines, as text.

    `record` puts recorded speech in it, else the browser's own voice speaks.
    """
    first = plans[0].timeline
    language = first.language or plans[0].cues.languages.default
    made, settings = _Page(draw, record, language), plans[0].settings
    routines = [made.routine(plan) for plan in plans]
    body = sheet(made.image)
    return page.make_page(
        page.PhonePage(
            name=name or first.name,
            language=language,
            total=total or routines[0].total,
            about=about,
            routines=routines,
            days=days,
            guides=list(made.guides),
            tones=json.loads((places.assets() / "cues" / "tones.json").read_bytes()),
            cues=list(made.cues),
            rules={
                "back": BACK_MS,
                "kept": KEPT_MS,
                "longest": LONGEST_MS,
                "slept": JUMP_MS,
                "lead": settings.resume_lead or 0,
                "handsFree": settings.hands_free,
                "muted": settings.sound == "off",
                "still": settings.motion == "still",
                "voice": settings.voice_volume,
                "tones": settings.tone_volume,
                "breath": PEAK_DB,
                "rate": int(settings.voice_rate) / 100,
            },
            keys=(
                {_BROWSER.get(key, key): id for id, keys in keys_of(settings.keys).items() for key in keys},
                {key.keys: id for id, key in AT_THE_END.items()},
            ),
            figures=list(made.figures),
            clips=made.clips,
            sources=sources,
            sheet=body,
            words={**page.WORDS, **_states(plans[0])},
            style=_asset("page.css"),
            script=_asset("run.js") + _asset("player.js"),
        )
    )


class _Page:
    """What the routines of a page in a `language` share: pictures, guides, cues and recorded speech, each once."""

    def __init__(self, draw: Draw, record: Record | None, language: str) -> None:
        self.draw, self.record, self.language = draw, record, language
        self.figures, self.guides, self.cues, self.spoken = (page.Shared() for _ in range(4))
        self.planned: list[Cue] = []
        """What is heard where no key is pressed."""
        self.made: dict[Utterance, tuple[bytes, int] | None] = {}

    @property
    def clips(self) -> list[bytes]:
        """The recorded speech that is heard, in order."""
        return [made[0] for utterance in self.spoken if (made := self.made[utterance])]

    def routine(self, plan: RunPlan) -> page.PageRoutine:
        hands_free, timeline = plan.settings.hands_free, plan.timeline
        heard = timeline.closed() if hands_free else timeline
        script = Script(heard, plan.cues, self._length_of, plan.moves, constant=True)
        tally, numbers = Tally(timeline), steps(timeline)
        segments = []
        for s in timeline.segments:
            language = _foreign(plan, s.language)
            now = shown(timeline, s.index, plan.moves, hands_free=hands_free, language=language)
            move = plan.moves.get(s.move) if s.is_bout and s.move else None
            self.planned += script.segment(s.index, heard.segments[s.index].duration_ms)
            told = self._heard(script, heard.segments[s.index], announce=False)
            named, fresh = (
                self._heard(script, heard.segments[s.index], announce=True, fresh=n) if s.is_bout else told
                for n in (False, True)
            )
            segments.append(
                page.PageSegment(
                    kind=s.kind,
                    name=now.title,
                    ms=s.duration_ms,
                    estimate=s.estimate_ms,
                    step=numbers.get(now.bout.step, len(numbers)),
                    bout=s.is_bout,
                    work=s.estimate_ms if tally.counts(s) else 0,
                    open=s.open,
                    most=s.most_ms or 0,
                    reps=s.reps or 0,
                    every=s.every_ms or 0,
                    **_labels(plan, s, now, language),
                    **self._seen(now),
                    muscles=tuple(muscles([name]) for name in (move.muscles if move else ())),
                    breath=(s.breath.inhale, s.breath.keep, s.breath.exhale, s.breath.empty) if s.breath else None,
                    cues=told,
                    named=() if named == told else named,
                    fresh=() if fresh == named else fresh,
                    then=self._at_once(script.waiting(s.index)) if s.open and not hands_free else (),
                )
            )
        return page.PageRoutine(
            id=timeline.id,
            name=timeline.name,
            total=total(timeline.estimate_ms, open=timeline.open),
            segments=segments,
            closing=self._at_once(script.closing(timeline.estimate_ms)),
            closing_done=self._at_once(script.closing(0)),
            closing_end=self._at_once(script.closing(0, done=False)),
            told=self._told(plan),
            said=said_at(timeline, len(timeline.segments)),
            after=advice_after(timeline),
            asks=[_asked(name) for name in asked_before(plan)],
            asked=[_asked(name) for name in asked_after(plan)],
            steps=[(row.segment.index, row.name, row.dose, row.around) for row in listed(timeline)],
        )

    def _seen(self, now: Shown) -> dict[str, Any]:
        """Instructions and picture."""
        bout, told = now.bout, now.told
        id = (bout.figure or bout.move) if bout.is_bout else None
        svg, turned = self.draw(id, bout.side) if id else ("", False)
        return {
            "guide": self.guides.at(page.PageGuide(told.how, told.avoid) if told.how or told.avoid else None),
            "notes": told.notes,
            "link": told.link,
            "figure": self.figures.at(svg),
            "turned": turned,
            "hand": bout.side[0].upper() if svg and bout.side else "",
        }

    def image(self, id: str, side: Side | None) -> str:
        """A picture of the sheet: the same one as the player's, put in by the script."""
        svg, turned = self.draw(id, side)
        at = self.figures.at(svg)
        return f'<img alt="" data-figure="{at}"{" class=turned" if turned else ""}>' if svg else ""

    def _length_of(self, utterance: Utterance) -> int:
        """Make and keep the sound of a text the first time that it is asked for."""
        if utterance not in self.made:
            self.made[utterance] = self.record(utterance) if self.record else None
        made = self.made[utterance]
        return made[1] if made else estimated_length(utterance)

    def _told(self, plan: RunPlan) -> dict[str, int]:
        """What is said of keys, in the language of the routine."""
        code = plan.timeline.language
        language = plan.cues.languages.of(code)
        if language is None or plan.cues.voice == "off":
            return {}
        told = {key: language.state(key, ms) for key, ms in _TOLD.items()}
        texts = {key: Utterance(text, code or self.language) for key, text in told.items()}
        return {
            key: self._cue(Cue(0, 0, self._length_of(u), text=u.text, language=u.language)) for key, u in texts.items()
        }

    def _heard(self, script: Script, s: Segment, announce: bool, fresh: bool = False) -> tuple[tuple[int, ...], ...]:
        """What is heard of a segment, as it changes with the length that keys give it."""
        plan = partial(script.segment, s.index, announce=announce, fresh=fresh)
        changes, before = [], set[int]()
        for length, heard in at_lengths(plan, s, EXTEND_MS):
            now = {self._cue(cue, part) for cue, part in heard}
            changes.append((length, *sorted(now - before), *(-1 - n for n in sorted(before - now))))
            before = now
        return tuple(changes) if changes != [(changes[0][0],)] else ()

    def _at_once(self, cues: Iterable[Cue]) -> tuple[int, ...]:
        """Cues that move with nothing."""
        return tuple(map(self._cue, cues))

    def _cue(self, cue: Cue, shift: float = 0) -> int:
        """The number of a cue on the page."""
        recorded = cue.utterance is not None and self.made[cue.utterance] is not None
        return self.cues.at(
            page.PageCue(
                at=cue.at_ms,
                length=0 if cue.tone in TONE_MS else cue.length_ms,
                tone=cue.tone,
                text=cue.text,
                lang=cue.language if cue.text and cue.language != self.language else None,
                clip=self.spoken.at(cue.utterance) if recorded else None,
                shift=shift,
                brief=cue.role in BRIEF,
                names=cue.names,
            )
        )


def _asked(name: str) -> dict[str, Any]:
    """A question at the end, with what is said of each answer."""
    question = QUESTIONS[name]
    answered = [question.answered(number) for number in range(question.least, question.most + 1)]
    return {"name": name, "text": f"{question.text} {question.keys}", "least": question.least, "answered": answered}


def _asset(name: str) -> str:
    return (places.assets() / "page" / name).read_text(encoding="utf-8")


# Recorded speech


def _rate(plans: Sequence[RunPlan]) -> tuple[tuple[float, float, str, int], set[str]]:
    """The best of the rates with which the speech of a page is as small as it has to be; else the smallest, without the
    texts that are heard only where keys are pressed."""
    made = _Page(lambda *_: ("", False), None, "")
    routines, cues = [made.routine(plan) for plan in plans], list(made.cues)
    spoken = {cue.text: cue.length for cue in cues if cue.text}
    room = _TEN_MINUTES * sum(plan.timeline.total_ms for plan in plans) / 600_000
    for rate in _RATES:
        if sum(spoken.values()) * rate[0] / 8 <= room:
            return rate, set()
    planned = {cues[n].text for one in routines for n in (*one.closing, *(n for s in one.segments for n in s.then))}
    return _RATES[-1], spoken.keys() - planned - {cue.text for cue in made.planned}


class CannotRecord(StretchplayerError):
    """Why no speech can be recorded, in a sentence with the remedy."""

    code = 1


@contextmanager
def recorded(plans: Sequence[RunPlan]) -> Iterator[Record]:
    """What speaks a text of a page, in its language, and gives it as MP3 with its length in milliseconds; `None` for
    what cannot be said.

    Raises CannotRecord where nothing speaks the language of any of its routines here, or nothing compresses.
    """
    try:
        import soundfile
    except (ImportError, OSError):
        raise CannotRecord(
            "recorded speech needs the extra `render`; without it the browser's own voice speaks"
        ) from None
    (_, level, mode, samples), left_out = _rate(plans)
    voices = open_voice(plans[0].settings, plans[0].timeline.language)
    if all(voices.of(plan.timeline.language).engine is None for plan in plans):
        voices.close()
        raise CannotRecord("no voice speaks here; the browser's own one will")

    def record(utterance: Utterance) -> tuple[bytes, int] | None:
        if utterance.text in left_out:
            return None
        speech, text = voices.of(utterance.language), utterance.text
        speech.prepare([text])
        speech.wait(_PATIENCE_S)
        clip = speech.clip(text)
        if clip is None:
            return None
        out = io.BytesIO()
        with soundfile.SoundFile(
            out, "w", samplerate=samples, channels=1, format="MP3", subtype="MPEG_LAYER_III", compression_level=level,
            bitrate_mode=mode,
        ) as file:  # fmt: skip
            file.buffer_write(Resampler(samples)(clip.samples), dtype="int16")
        return out.getvalue(), clip.ms

    try:
        yield record
    finally:
        voices.close()


# Relief


def relief_page(draw: DrawMove, numbers: Numbers | None = None) -> str:
    """All nine muscles in one file. `numbers` are those of the settings."""
    plans = Plans()
    why = why_page()
    parts = [[point, [claim._asdict() for claim in claims]] for point, claims in why.parts.items()]
    tables = relief_tables(plans.of, {**why._asdict(), "parts": parts}, numbers or Numbers())
    figures = {
        (f"{one.figure} {muscle.limb}" if muscles else one.figure): (one.figure, muscles)
        for muscle in MUSCLES.values()
        for technique in plans.of(muscle.id).techniques
        for one in (technique, technique.bed)
        if one and one.figure
        for muscles in (marked(muscle.limb, one.kind),)
    }
    tables["pictures"] = {name: picture for name, which in sorted(figures.items()) if (picture := draw(*which))}
    emergency = escape(tables["numbers"]["emergency"])
    body = f"""<header><h1 id="title">Cramp</h1><p id="clock" role="timer" aria-live="off"></p></header>
<main class="two"><div><div class="lines" id="lines" aria-live="off"></div></div>
<div class="figure"><img id="picture" alt="" hidden></div>
<nav class="wide" id="keys" aria-label="Answers"></nav>
<div class="wide"><p id="said" class="said" aria-live="assertive"></p>
<div id="others"><p>Another muscle:</p><div class="muscles" id="muscles"></div></div>
<p>Not medical advice. Chest pain, or short of breath? Call {emergency} now.</p></div></main>
<noscript><main><p class="big">Straighten your leg. Pull your toes toward you.</p>
<p>One leg swollen, hot or a different colour? Stop: it needs checking today.</p></main></noscript>"""
    return page.document(
        title="Cramp relief",
        language="en",
        body=body,
        data=("relief", tables),
        style=_asset("page.css"),
        script=_asset("relief.js"),
        root_class="relief",
    )
