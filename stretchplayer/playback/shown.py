"""What the screen and the phone show of a segment, whatever the moment."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from stretchplayer.playback.instructions import Instructions, before_start, instructions
from stretchplayer.playback.segments import KIND_WORDS, Segment, Timeline
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.terms import LABELS, Basis
from stretchplayer.words import doses
from stretchplayer.words.counts import capital, small
from stretchplayer.words.language import Language
from stretchplayer.words.times import short

BREATH_WORDS = {"in": "Breathe in", "keep": "Hold", "out": "Breathe out", "empty": "Wait"}
"""The parts of a breath."""


EVERY_STEP = "every step"
WORKED = "You worked {muscles}."
MOST_WORKED = 5
"""So many muscles are named at the end of a run."""
_AFTER = {
    "warm-up": "You are warm. Start what you warmed up for while you still are.",
    "cool-down": "Drink if you are thirsty, and put on something warm.",
}


class Shown(NamedTuple):
    """A segment as a screen or a phone shows it.

    `bout` is what it is about: in a gap the bout that comes. `title` is what to do, or in a gap what comes; `word` says
    which of the two it is. `counts` are set, round and section, `label` what stands behind the dose. `during` is the
    dose as far as a countdown leaves it out, and in the get-ready what one should know before; `waiting` is the dose
    once the step waits for the person.
    """

    bout: Segment
    word: str
    title: str
    side: str
    counts: tuple[str, ...]
    label: str
    told: Instructions
    next: str
    during: str
    waiting: str


def shown(
    timeline: Timeline, index: int, moves: Moves, *, hands_free: bool = False, language: Language | None = None
) -> Shown:
    """What is told of segment `index`; `hands_free`, nothing waits. Doses are in a `language` if one is given."""
    segment = timeline.segments[index]
    bout = segment if segment.is_bout else timeline.next_bout(index) or segment
    gap = bout is not segment
    over = not bout.is_bout  # a rest after the last bout
    during = waiting = ""
    if segment.is_bout:
        amount, beside = segment.amount, language.beside if language else doses.beside
        during = beside(amount)
        if segment.open and not hands_free:
            during = during or (language.dose(amount) if language else "At least this long")
        if not (segment.reps and segment.every_ms):  # reps are counted before it
            during = capital(during)
        waiting = beside(amount if segment.reps_most else replace(amount, reps=None))
    elif segment.kind == "ready":
        during = " ".join(before_start(timeline))
    return Shown(
        bout,
        f"{KIND_WORDS[segment.kind]}, then" if gap else KIND_WORDS[segment.kind],
        KIND_WORDS["rest"] if over else bout.name,
        doses.side(bout),
        doses.place(bout),
        dose_label(segment.basis) if segment.is_bout else "",
        instructions(bout, moves, None if segment.is_bout else segment, said_at(timeline, index)),
        "" if gap else following(timeline, index),
        during,
        waiting,
    )


class Listed(NamedTuple):
    """A row of the list of steps: the segment where it begins, and what stands above those of one section and round."""

    segment: Segment
    name: str
    dose: str
    around: str


def listed(timeline: Timeline, *, bouts: bool = True) -> Iterator[Listed]:
    """One row per bout, or per written step with `bouts` off."""
    last = -1
    for segment in timeline.segments:
        if not segment.is_bout or (not bouts and segment.step == last):
            continue
        last = segment.step
        step = [segment] if bouts else [s for s in timeline.segments if s.is_bout and s.step == segment.step]
        both = len({bout.side for bout in step}) == 2
        side = doses.each_side(segment.side_word) if both else doses.side(segment)
        name = f"{segment.name}, {small(side)}" if side else segment.name
        yield Listed(segment, name, doses.listed(step), doses.around(segment))


def advice_after(timeline: Timeline) -> str:
    """What is good to do once a routine is over."""
    return _AFTER.get(timeline.category or "", "Get up slowly, and walk a few steps.")


def said_at(timeline: Timeline, index: int) -> str:
    """The words of a `say` that are read with a segment: from where they were written until the next bout is over."""
    for before in reversed(timeline.segments[: index + 1]):
        if before.kind == "say":
            return before.name
        if before.is_bout and before.index < index:
            break
    return ""


def following(timeline: Timeline, index: int) -> str:
    """What comes after segment `index`, in one line; the move is not named again where it stays the same."""
    here = timeline.segments[index]
    bout, gap = timeline.upcoming(index)
    if bout is None:
        return "Done"
    same = here.is_bout and bout.step == here.step
    side = doses.side(bout)
    if not same:
        text = doses.named(bout)
    elif bout.side != here.side:
        text = side
    else:
        text = f"Again, {small(side)}" if side else "Again"
    if gap:
        kind = timeline.segments[index + 1].kind
        text += f", after {short(gap)}{' of rest' if kind == 'rest' else ''}"
    return text


def dose_label(basis: Basis | None) -> str:
    """That a dose was published; nothing of others."""
    return LABELS[basis] if basis in ("published", "range") else ""


def done_word(segment: Segment) -> str:
    """What the key is called that ends a step that waits."""
    return "Done" if doses.count(segment.amount) else "Continue"


def press_when(segment: Segment, now: Shown, key: str) -> str:
    """What is told of a step that waits: `8-12 times · Press enter when you are done`."""
    ready = "done" if done_word(segment) == "Done" else "ready"
    return capital(" · ".join(filter(None, (now.waiting, f"Press {key} when you are {ready}"))))


def steps(timeline: Timeline) -> dict[int, int]:
    """The number, from 1, under which each written step with a bout is counted on the screen."""
    return {bouts[0].step: number for number, bouts in enumerate(timeline.steps, 1)}
