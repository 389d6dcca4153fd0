"""What the player screen says at a moment: one frozen value, worked out from the player and the catalogue.

The screen only puts it into shapes. Nothing here knows a terminal.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from stretchplayer.playback.instructions import instructions
from stretchplayer.playback.segments import KIND_WORDS, Segment, SegmentKind, Timeline
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.terms import LABELS, Basis, Side
from stretchplayer.words import doses
from stretchplayer.words.counts import capital, small
from stretchplayer.words.times import clock, countdown, short

if TYPE_CHECKING:
    from stretchplayer.playback.player import Player

State = Literal["work", "rest", "switch", "waiting", "paused"]
"""What the corner of the eye has to know."""
_STATES: dict[str, State] = {"rest": "rest", "pause": "rest", "ready": "rest", "position": "rest", "switch": "switch"}


@dataclass(frozen=True, slots=True)
class Display:
    """The words and numbers of the screen.

    `title` is what to do, or in a gap what comes; `word` says which of the two it is. `side` is in words, or the phase
    of a breath; `widest_side` is the longest it will be in this segment, so that nothing moves. `digits` is the
    countdown, of a breath's phase where one is paced, or a count where a bout waits. `how` are sentences. `step` and
    `steps` count the written steps, from 1.
    """

    kind: SegmentKind
    state: State
    word: str
    title: str
    side: str
    widest_side: str
    breathes: bool
    digits: str
    longest: str
    hint: str
    counts: tuple[str, ...]
    label: str
    how: tuple[str, ...]
    next: str
    step: int
    steps: int
    left: str
    paused: bool
    move: str | None = None
    facing: Side | None = None


def _numbers(ms: int, whole: int) -> str:
    """The countdown: bare seconds in a bout under a minute, so that they can be drawn larger; else `1:05`."""
    return countdown(ms) if whole >= 60_000 else str(max(0, -(-ms // 1000)))


def breath_phase(segment: Segment, elapsed_ms: int) -> tuple[str, float, int]:
    """The part of the breath at a moment: its words, how full the lungs are (0 to 1), and what is left of it in ms."""
    breath = segment.breath
    if breath is None or breath.ms <= 0:
        return "", 0.0, 0
    at = elapsed_ms % breath.ms
    for name, ms, begin, end in (
        ("Breathe in", breath.inhale, 0.0, 1.0),
        ("Hold", breath.keep, 1.0, 1.0),
        ("Breathe out", breath.exhale, 1.0, 0.0),
        ("Wait", breath.empty, 0.0, 0.0),
    ):
        if at < ms:
            return name, begin + (end - begin) * at / ms, ms - at
        at -= ms
    return "", 0.0, 0


def _digits(player: "Player") -> tuple[str, str]:
    """What the large digits show now, and the widest they will show in this segment."""
    segment, whole = player.segment, player.duration_ms
    waits = player.state == "waiting" or (segment.open and not player.remaining_ms)
    if waits:
        if segment.reps:
            return f"×{segment.reps}", f"×{segment.reps}"
        return clock(player.elapsed_ms), "0:00"
    if segment.breath:
        # Whoever breathes along needs the count of this phase; the length of the step is in the hint.
        phases = (segment.breath.inhale, segment.breath.keep, segment.breath.exhale, segment.breath.empty)
        return _numbers(breath_phase(segment, player.elapsed_ms)[2], 0), "0" * len(_numbers(max(phases), 0))
    longest = _numbers(whole, whole)
    return _numbers(player.remaining_ms, whole), "".join("0" if c.isdigit() else c for c in longest)


def _hint(player: "Player") -> str:
    segment = player.segment
    if player.state == "paused":
        return "Paused. Press space to continue."
    amount = segment.amount
    if player.state == "waiting":
        more = doses.beside(amount, "" if segment.reps_most or not segment.reps else doses.count(amount))
        done = "Press enter when you are done" if doses.count(amount) else "Press enter when you are ready"
        return capital(" · ".join(filter(None, (more, done))))
    if segment.breath and segment.breath.ms > 0:
        breath = player.elapsed_ms // segment.breath.ms + 1
        count = max(1, -(-player.duration_ms // segment.breath.ms))
        return f"Breath {min(breath, count)} of {count} · {countdown(player.remaining_ms)} left"
    if not segment.is_bout:
        return ""
    said = doses.beside(amount)
    if segment.reps and segment.every_ms:
        said = f"{min(segment.reps, player.elapsed_ms // segment.every_ms + 1)} of {said}"
    return capital(said) or ("At least this long" if player.waits_at(segment.index) else "")


def steps(timeline: Timeline) -> dict[int, int]:
    """The number, from 1, under which each written step with a bout is counted on the screen."""
    order = dict.fromkeys(s.step for s in timeline.segments if s.is_bout)
    return {step: number for number, step in enumerate(order, 1)}


def display_of(
    player: "Player", moves: Moves, numbers: dict[int, int], changed: bool = False, said: str = ""
) -> Display:
    """The display of this moment. `numbers` is what `steps` says; `changed` tells that doses were changed in this run.

    `said` are the words of a `say` that still stand.
    """
    segment = player.segment
    timeline = player.timeline
    digits, longest = _digits(player)
    shown = segment
    if not segment.is_bout:
        shown = timeline.upcoming(player.index)[0] or segment
    over = shown is segment and not segment.is_bout  # a rest after the last bout
    gap = not segment.is_bout and not over
    word = f"{KIND_WORDS[segment.kind]}, then" if gap else KIND_WORDS[segment.kind]
    dose_changed = changed or player.extended
    phase = breath_phase(segment, player.elapsed_ms)[0] if segment.breath else ""
    side = doses.side(shown)
    state: State = _STATES.get(segment.kind, "work")
    if player.state == "paused" or player.state == "waiting":
        state = player.state
    return Display(
        kind=segment.kind,
        state=state,
        word=word,
        title=KIND_WORDS["rest"] if over else shown.name,
        # A breath's own side of things: in, or out, as large as a side would be.
        side=side or phase,
        widest_side=side or ("Breathe out" if phase else ""),
        breathes=bool(phase),
        digits=digits,
        longest=longest,
        hint=_hint(player),
        counts=doses.place(shown),
        label=dose_label(player.basis, dose_changed) if segment.is_bout else "",
        how=instructions(shown, moves, None if segment.is_bout else segment, said).lines,
        next="" if not segment.is_bout and not over else following(timeline, player.index),
        step=numbers.get(shown.step, len(numbers)),
        steps=len(numbers),
        left=countdown(player.left_ms),
        paused=player.state == "paused",
        move=shown.figure or shown.move,
        facing=shown.side,
    )


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


def dose_label(basis: Basis | None, changed: bool) -> str:
    """That a dose was published; nothing of others, and nothing once it was changed."""
    return LABELS[basis] if basis in ("published", "range") and not changed else ""
