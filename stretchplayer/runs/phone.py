"""A plan as one page that plays on a phone: what the player, the cue plan and the figures say, put together."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from stretchplayer.audio.tones import TONES, Tone
from stretchplayer.exchange.phone_page import PageCue, PageSegment, PhonePage, indexed, make_page
from stretchplayer.library import places
from stretchplayer.playback.cue import Cue, Utterance, estimated_length
from stretchplayer.playback.cues import plan as plan_cues
from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.terms import Side
from stretchplayer.runs.request import RunPlan
from stretchplayer.words.doses import dose, named, place, side
from stretchplayer.words.times import clock

#: Draws the figure of a catalogue move for a side as an SVG document; empty where there is none.
Draw = Callable[[str, Side | None], str]
#: Makes the sound of a text for the page, compressed; `None` leaves it to the browser's own voice.
Record = Callable[[str], tuple[bytes, int] | None]

_CHIPS = {
    "ready": "Get ready", "rest": "Rest", "pause": "Rest", "switch": "Change sides", "position": "Get into position",
    "stretch": "Hold", "move": "Move", "massage": "Massage", "breathe": "Breathe", "do": "Do",
}  # fmt: skip


def page_of(
    plan: RunPlan,
    draw: Draw,
    *,
    about: str = "",
    sources: Sequence[tuple[str, str]] = (),
    sheet: Callable[[Draw], str] = lambda draw: "",
    record: Record | None = None,
) -> str:
    """The page of a plan as text. `record` puts recorded speech in it, else the browser's own voice speaks."""
    timeline = plan.timeline
    clips: list[bytes] = []
    lengths: dict[str, int] = {}
    clip_of: dict[str, int] = {}

    def length_of(utterance: Utterance) -> int:
        """Make and keep the sound of a text the first time that it is asked for."""
        text = utterance.text
        if text not in lengths:
            made = record(text) if record else None
            lengths[text] = made[1] if made else estimated_length(utterance)
            if made:
                clip_of[text] = len(clips)
                clips.append(made[0])
        return lengths[text]

    cues = plan_cues(timeline, plan.cues, length_of, moves=plan.moves)
    shown = [s for s in timeline.segments if s.kind != "say"]
    figures, at = indexed(_picture(_bout_at(timeline, s), draw) for s in shown)
    at_figure = {svg: n for n, svg in enumerate(figures)}

    def image(id: str, side: Side | None) -> str:
        """A picture of the sheet: the same one as the player's, put in by the script."""
        svg = draw(id, side)
        if svg and svg not in at_figure:
            at_figure[svg] = len(figures)
            figures.append(svg)
        return f'<img alt="" data-figure="{at_figure[svg]}">' if svg else ""

    body = sheet(image)
    total = ("at least " if timeline.open else "") + clock(timeline.total_ms)
    return make_page(
        PhonePage(
            id=timeline.id,
            name=timeline.name,
            language=timeline.language or "en",
            total=total,
            about=about,
            segments=[_segment(timeline, s, plan.moves, at[n]) for n, s in enumerate(shown)],
            cues=[_cue(cue, timeline, clip_of) for cue in cues],
            tones={name: _tone(tone) for name, tone in TONES.items()},
            figures=figures,
            clips=clips,
            sources=sources,
            sheet=body,
            style=_asset("page.css"),
            script=_asset("player.js"),
        )
    )


def _asset(name: str) -> str:
    return (places.assets() / "page" / name).read_text(encoding="utf-8")


def _bout_at(timeline: Timeline, segment: Segment) -> Segment | None:
    """The bout that a segment is, or that a gap leads to."""
    return next((s for s in timeline.segments[segment.index :] if s.is_bout), None)


def _picture(bout: Segment | None, draw: Draw) -> str:
    id = (bout.figure or bout.move) if bout else None
    return draw(id, bout.side) if bout and id else ""


def _segment(timeline: Timeline, s: Segment, moves: Moves, figure: int) -> PageSegment:
    bout = _bout_at(timeline, s) or s
    move = moves.get(bout.move) if bout.move else None
    after = next((b for b in timeline.segments[bout.index + 1 :] if b.is_bout), None)
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
        how=move.how if move else (),
        avoid=move.avoid if move else (),
        note=(s.note or bout.note or "") if s.is_bout else s.note or "",
        link=bout.link or "",
        figure=figure,
        breath=(s.breath.inhale, s.breath.keep, s.breath.exhale, s.breath.empty) if s.breath else None,
    )


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
