"""Pages that play on a phone: what the player, the cue plan and the figures say, put together; and all of relief.

Speech is recorded for a page by our own voice, each text once, and compressed.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any

from stretchplayer.audio.formats.sndfile import Resampler
from stretchplayer.audio.tones import TONES, Tone
from stretchplayer.exchange import phone_page as page
from stretchplayer.library import places
from stretchplayer.playback.cue import Cue, Utterance, estimated_length
from stretchplayer.playback.cues import plan as plan_cues
from stretchplayer.playback.instructions import instructions
from stretchplayer.playback.segments import KIND_WORDS, Segment, Timeline
from stretchplayer.playback.tally import Tally
from stretchplayer.relief.as_data import relief_tables
from stretchplayer.relief.muscles import MUSCLES
from stretchplayer.relief.texts import Numbers
from stretchplayer.relief.view import marked
from stretchplayer.routine.terms import Side
from stretchplayer.runs.relief_pages import why_page
from stretchplayer.runs.relief_plans import Plans
from stretchplayer.runs.request import RunPlan
from stretchplayer.runs.voicing import open_voice
from stretchplayer.words.counts import capital, small
from stretchplayer.words.doses import dose, named, place, side
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

#: The kinds in other languages, where the voice has a phrase for it; movements are called by their name alone there.
_PHRASES = {"ready": "get-ready", "rest": "rest", "pause": "rest", "position": "position", "stretch": "keep"}
#: The player's states by the voice's phrases; what its keys are called is English in every language.
_STATES = {"done": "done", "end": "the-end", "paused": "paused", "slept": "paused", "waiting": "waiting",
           "in": "breathe-in", "keep": "keep", "out": "breathe-out"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Labels:
    """What stands around an author's texts: in their language where `words` has phrases for it, else in English."""

    language: Language | None

    @classmethod
    def of(cls, plan: RunPlan, code: str | None) -> "_Labels":
        found = plan.cues.languages.of(code)
        return cls(None if found is None or found.code.startswith("en") else found)

    def states(self) -> dict[str, str]:
        if self.language is None:
            return {}
        return {state: capital(self.language.say(phrase)) for state, phrase in _STATES.items()}

    def chip(self, s: Segment, bout: Segment) -> str:
        """What kind of segment it is, and which set and round."""
        if self.language is None:
            return " · ".join((KIND_WORDS[s.kind], *(place(s) if s.is_bout else ())))
        parts = [self.language.say(_PHRASES[s.kind])] if s.kind in _PHRASES else []
        if s.kind == "switch":
            parts.append(self.side(bout))
        for phrase, number, count in (("set", s.set, s.sets), ("round", s.round, s.rounds)):
            if s.is_bout and number and count != 1:
                parts.append(self.language.say(phrase, n=f"{number}/{count}" if count else str(number)))
        if s.is_bout:
            parts += filter(None, (s.repeat, s.section))
        if s.is_bout and s.optional:
            parts.append("Optional")
        return " · ".join(capital(part) for part in parts if part)

    def side(self, bout: Segment) -> str:
        if self.language is None or bout.side is None:
            return side(bout)
        return capital(self.language.side(bout.side, bout.side_word))

    def dose(self, bout: Segment) -> str:
        return dose(bout.amount) if self.language is None else self.language.dose(bout.amount)

    def next(self, bout: Segment) -> str:
        if self.language is None:
            return f"Next: {named(bout)}"
        what = f"{bout.name}, {small(self.side(bout))}" if bout.side else bout.name
        return capital(self.language.say("next", what=what))


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
    made = _Page(draw, record, language)
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
            tones={name: _tone(tone) for name, tone in TONES.items()},
            figures=list(made.figures),
            clips=made.clips,
            sources=sources,
            sheet=body,
            words={**page.WORDS, **_Labels.of(plans[0], first.language).states()},
            style=_asset("page.css"),
            script=_asset("player.js"),
        )
    )


class _Page:
    """What the routines of a page in a `language` share: pictures, guides and recorded speech, each once."""

    def __init__(self, draw: Draw, record: Record | None, language: str) -> None:
        self.draw, self.record, self.language = draw, record, language
        self.figures, self.guides = page.Shared(), page.Shared()
        self.clips: list[bytes] = []
        self.clip_of: dict[Utterance | None, int] = {}
        self.lengths: dict[Utterance, int] = {}

    def routine(self, plan: RunPlan) -> page.PageRoutine:
        timeline = plan.timeline
        cues = plan_cues(timeline, plan.cues, self._length_of, moves=plan.moves)
        shown, tally = [s for s in timeline.segments if s.kind != "say"], Tally(timeline)
        return page.PageRoutine(
            id=timeline.id,
            name=timeline.name,
            total=total(timeline.estimate_ms, open=timeline.open),
            segments=[self._segment(plan, s, tally) for s in shown],
            cues=[self._cue(cue, timeline) for cue in cues],
        )

    def image(self, id: str, side: Side | None) -> str:
        """A picture of the sheet: the same one as the player's, put in by the script."""
        svg, turned = self.draw(id, side)
        at = self.figures.at(svg)
        return f'<img alt="" data-figure="{at}"{" class=turned" if turned else ""}>' if svg else ""

    def _length_of(self, utterance: Utterance) -> int:
        """Make and keep the sound of a text the first time that it is asked for."""
        if utterance not in self.lengths:
            made = self.record(utterance) if self.record else None
            self.lengths[utterance] = made[1] if made else estimated_length(utterance)
            if made:
                self.clip_of[utterance] = len(self.clips)
                self.clips.append(made[0])
        return self.lengths[utterance]

    def _cue(self, cue: Cue, timeline: Timeline) -> page.PageCue:
        inside = timeline.segments[cue.segment] if cue.segment < len(timeline.segments) else None
        # A length of no time, a `say`, has no segment of its own on the page.
        before = sum(s.kind == "say" for s in timeline.segments[: cue.segment])
        late = inside is not None and not inside.open and cue.at_ms * 2 > inside.duration_ms
        return page.PageCue(
            segment=cue.segment - before,
            at=cue.at_ms,
            length=cue.length_ms,
            tone=cue.tone,
            text=cue.text,
            lang=cue.language if cue.text and cue.language != self.language else None,
            clip=self.clip_of.get(cue.utterance),
            end=late,
        )

    def _segment(self, plan: RunPlan, s: Segment, tally: Tally) -> page.PageSegment:
        timeline, moves, labels = plan.timeline, plan.moves, _Labels.of(plan, s.language)
        # A gap shows what it leads to.
        bout = next((one for one in timeline.segments[s.index :] if one.is_bout), s)
        told = instructions(bout, moves, None if s.is_bout else s, _said(timeline, s))
        after = next((b for b in timeline.segments[bout.index + 1 :] if b.is_bout), None)
        id = (bout.figure or bout.move) if bout.is_bout else None
        svg, turned = self.draw(id, bout.side) if id else ("", False)
        return page.PageSegment(
            kind=s.kind,
            name=bout.name,
            ms=s.duration_ms,
            step=s.step,
            bout=s.is_bout,
            work=s.estimate_ms if tally.counts(s) else 0,
            open=s.open,
            side=labels.side(bout),
            chip=labels.chip(s, bout),
            dose=labels.dose(s) if s.is_bout else "",
            next=labels.next(after) if after and s.is_bout else "",
            guide=self.guides.at(page.PageGuide(told.how, told.avoid) if told.how or told.avoid else None),
            notes=told.notes,
            link=told.link,
            figure=self.figures.at(svg),
            turned=turned,
            hand=bout.side[0].upper() if svg and bout.side else "",
            breath=(s.breath.inhale, s.breath.keep, s.breath.exhale, s.breath.empty) if s.breath else None,
        )


def _said(timeline: Timeline, s: Segment) -> str:
    """The words of a `say` that are read with a segment: from where they were written until the next bout is over."""
    for before in reversed(timeline.segments[: s.index]):
        if before.kind == "say":
            return before.name
        if before.is_bout:
            break
    return ""


def _asset(name: str) -> str:
    return (places.assets() / "page" / name).read_text(encoding="utf-8")


def _tone(tone: Tone) -> dict[str, Any]:
    return {
        "notes": [{"hz": n.hz, "at": n.at_ms, "tau": n.tau_ms, "weight": n.weight} for n in tone.notes],
        "length": tone.length_ms,
        "attack": tone.attack_ms,
        "peak": tone.peak_db,
        "partials": list(tone.partials),
    }


# Recorded speech


def _rate(plan: RunPlan) -> tuple[float, float, str, int]:
    """The best of the rates with which the speech of a plan is as small as it has to be, else the smallest."""
    lengths: dict[str, int] = {}

    def length(utterance: Utterance) -> int:
        return lengths.setdefault(utterance.text, estimated_length(utterance))

    plan_cues(plan.timeline, plan.cues, length, moves=plan.moves)
    room = _TEN_MINUTES * plan.timeline.total_ms / 600_000
    return next((rate for rate in _RATES if sum(lengths.values()) * rate[0] / 8 <= room), _RATES[-1])


class CannotRecord(Exception):
    """Why no speech can be recorded, in a sentence with the remedy."""


@contextmanager
def recorded(plan: RunPlan) -> Iterator[Record]:
    """What speaks a text, in its language, and gives it as MP3 with its length in milliseconds; `None` for what cannot
    be said.

    Raises CannotRecord where nothing speaks the language of the routine here, or nothing compresses.
    """
    try:
        import soundfile
    except (ImportError, OSError):
        raise CannotRecord(
            "recorded speech needs the extra `render`; without it the browser's own voice speaks"
        ) from None
    _, level, mode, samples = _rate(plan)
    voices = open_voice(plan.settings, plan.timeline.language)
    if voices.of().engine is None:
        voices.close()
        raise CannotRecord("no voice speaks here; the browser's own one will")

    def record(utterance: Utterance) -> tuple[bytes, int] | None:
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
    tables = relief_tables(plans.of, {**why._asdict(), "parts": parts})
    # A phone has no page of prevention, no night plan and no health card to leave for.
    tables["keys"]["eased"] = {key: does for key, does in tables["keys"]["eased"].items() if does != "page"}
    tables["numbers"] = (numbers or Numbers())._asdict()
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
