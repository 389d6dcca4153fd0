"""A plan as one page that plays on a phone: what the player, the cue plan and the figures say, put together."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from stretchplayer.audio.tones import TONES, Tone
from stretchplayer.exchange.phone_page import (
    PageCue,
    PageDay,
    PageGuide,
    PageRoutine,
    PageSegment,
    PhonePage,
    Shared,
    make_page,
)
from stretchplayer.library import places
from stretchplayer.playback.cue import Cue, Utterance, estimated_length
from stretchplayer.playback.cues import plan as plan_cues
from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.terms import Side
from stretchplayer.runs.request import RunPlan
from stretchplayer.words.doses import dose, named, place, side
from stretchplayer.words.times import clock

#: Draws the figure of a catalogue move as an SVG document, empty where there is none, and whether a side turns it over.
Draw = Callable[[str, Side | None], tuple[str, bool]]
#: Makes the sound of a text for the page, compressed; `None` leaves it to the browser's own voice.
Record = Callable[[str], tuple[bytes, int] | None]

_CHIPS = {
    "ready": "Get ready", "rest": "Rest", "pause": "Rest", "switch": "Change sides", "position": "Get into position",
    "stretch": "Hold", "move": "Move", "massage": "Massage", "breathe": "Breathe", "do": "Do",
}  # fmt: skip


def page_of(
    plans: Sequence[RunPlan],
    draw: Draw,
    *,
    name: str = "",
    total: str = "",
    about: str = "",
    days: Sequence[PageDay] = (),
    sources: Sequence[tuple[str, str]] = (),
    sheet: Callable[[Callable[[str, Side | None], str]], str] = lambda draw: "",
    record: Record | None = None,
) -> str:
    """The page of one routine, or of the `days` of a plan with its routines, as text.

    `record` puts recorded speech in it, else the browser's own voice speaks.
    """
    made = _Page(draw, record)
    routines = [made.routine(plan) for plan in plans]
    body = sheet(made.image)
    first = plans[0].timeline
    return make_page(
        PhonePage(
            name=name or first.name,
            language=first.language or "en",
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
            style=_asset("page.css"),
            script=_asset("player.js"),
        )
    )


class _Page:
    """What the routines of a page share: pictures, guides and recorded speech, each once."""

    def __init__(self, draw: Draw, record: Record | None) -> None:
        self.draw, self.record = draw, record
        self.figures, self.guides = Shared(), Shared()
        self.clips: list[bytes] = []
        self.clip_of: dict[str, int] = {}
        self.lengths: dict[str, int] = {}

    def routine(self, plan: RunPlan) -> PageRoutine:
        timeline = plan.timeline
        cues = plan_cues(timeline, plan.cues, self._length_of, moves=plan.moves)
        shown = [s for s in timeline.segments if s.kind != "say"]
        return PageRoutine(
            id=timeline.id,
            name=timeline.name,
            total=("at least " if timeline.open else "") + clock(timeline.total_ms),
            segments=[self._segment(timeline, s, plan.moves) for s in shown],
            cues=[_cue(cue, timeline, self.clip_of) for cue in cues],
        )

    def image(self, id: str, side: Side | None) -> str:
        """A picture of the sheet: the same one as the player's, put in by the script."""
        svg, turned = self.draw(id, side)
        at = self.figures.at(svg)
        return f'<img alt="" data-figure="{at}"{" class=turned" if turned else ""}>' if svg else ""

    def _length_of(self, utterance: Utterance) -> int:
        """Make and keep the sound of a text the first time that it is asked for."""
        text = utterance.text
        if text not in self.lengths:
            made = self.record(text) if self.record else None
            self.lengths[text] = made[1] if made else estimated_length(utterance)
            if made:
                self.clip_of[text] = len(self.clips)
                self.clips.append(made[0])
        return self.lengths[text]

    def _segment(self, timeline: Timeline, s: Segment, moves: Moves) -> PageSegment:
        # A gap shows what it leads to.
        bout = next((one for one in timeline.segments[s.index :] if one.is_bout), s)
        move = moves.get(bout.move) if bout.move else None
        after = next((b for b in timeline.segments[bout.index + 1 :] if b.is_bout), None)
        id = (bout.figure or bout.move) if bout.is_bout else None
        svg, turned = self.draw(id, bout.side) if id else ("", False)
        return PageSegment(
            kind=s.kind,
            name=bout.name,
            ms=s.duration_ms,
            step=s.step,
            bout=s.is_bout,
            open=s.open,
            side=side(bout),
            chip=" · ".join((_CHIPS[s.kind], *(place(s) if s.is_bout else ()))),
            dose=dose(s.amount) if s.is_bout else "",
            next=f"Next: {named(after)}" if after and s.is_bout else "",
            guide=self.guides.at(PageGuide(move.how, move.avoid) if move and (move.how or move.avoid) else None),
            note=(s.note or bout.note or "") if s.is_bout else s.note or "",
            link=bout.link or "",
            figure=self.figures.at(svg),
            turned=turned,
            hand=bout.side[0].upper() if svg and bout.side else "",
            breath=(s.breath.inhale, s.breath.keep, s.breath.exhale, s.breath.empty) if s.breath else None,
        )


def _asset(name: str) -> str:
    return (places.assets() / "page" / name).read_text(encoding="utf-8")


def _cue(cue: Cue, timeline: Timeline, clip_of: Mapping[str, int]) -> PageCue:
    inside = timeline.segments[cue.segment] if cue.segment < len(timeline.segments) else None
    # A length of no time, a `say`, has no segment of its own on the page.
    before = sum(s.kind == "say" for s in timeline.segments[: cue.segment])
    late = inside is not None and not inside.open and cue.at_ms * 2 > inside.duration_ms
    return PageCue(
        segment=cue.segment - before,
        at=cue.at_ms,
        length=cue.length_ms,
        tone=cue.tone,
        text=cue.text,
        lang=inside.language if inside and cue.text else None,
        clip=clip_of.get(cue.text) if cue.text else None,
        end=late,
    )


def _tone(tone: Tone) -> dict[str, Any]:
    return {
        "notes": [{"hz": n.hz, "at": n.at_ms, "tau": n.tau_ms, "weight": n.weight} for n in tone.notes],
        "length": tone.length_ms,
        "attack": tone.attack_ms,
        "peak": tone.peak_db,
        "partials": list(tone.partials),
    }
