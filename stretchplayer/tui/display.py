"""What the player screen says at a moment: one frozen value, worked out from the player and the catalogue.

The screen only puts it into shapes. Nothing here knows a terminal.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from stretchplayer.playback.segments import Segment, SegmentKind
from stretchplayer.playback.shown import BREATH_WORDS, Shown, press_when, shown
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.terms import Side
from stretchplayer.words.times import clock, countdown

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
        (BREATH_WORDS["in"], breath.inhale, 0.0, 1.0),
        (BREATH_WORDS["keep"], breath.keep, 1.0, 1.0),
        (BREATH_WORDS["out"], breath.exhale, 1.0, 0.0),
        (BREATH_WORDS["empty"], breath.empty, 0.0, 0.0),
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


def _hint(player: "Player", now: Shown) -> str:
    segment = player.segment
    if player.state == "paused":
        return "Paused. Press space to continue."
    if player.state == "waiting":
        return press_when(segment, now, "enter")
    if segment.breath and segment.breath.ms > 0:
        breath = player.elapsed_ms // segment.breath.ms + 1
        count = max(1, -(-player.duration_ms // segment.breath.ms))
        return f"Breath {min(breath, count)} of {count} · {countdown(player.remaining_ms)} left"
    if now.during and segment.reps and segment.every_ms:
        return f"{min(segment.reps, player.elapsed_ms // segment.every_ms + 1)} of {now.during}"
    return now.during


def display_of(player: "Player", moves: Moves, numbers: dict[int, int]) -> Display:
    """The display of this moment. `numbers` is what `steps` says."""
    segment = player.segment
    now = shown(player.timeline, player.index, moves, hands_free=player.hands_free)
    digits, longest = _digits(player)
    phase = breath_phase(segment, player.elapsed_ms)[0] if segment.breath else ""
    state: State = _STATES.get(segment.kind, "work")
    if player.state == "paused" or player.state == "waiting":
        state = player.state
    return Display(
        kind=segment.kind,
        state=state,
        word=now.word,
        title=now.title,
        # A breath's own side of things: in, or out, as large as a side would be.
        side=now.side or phase,
        widest_side=now.side or (BREATH_WORDS["out"] if phase else ""),
        breathes=bool(phase),
        digits=digits,
        longest=longest,
        hint=_hint(player, now),
        counts=now.counts,
        label=now.label if player.basis else "",
        how=now.told.lines,
        next=now.next,
        step=numbers.get(now.bout.step, len(numbers)),
        steps=len(numbers),
        left=countdown(player.left_ms),
        paused=player.state == "paused",
        move=now.bout.figure or now.bout.move,
        facing=now.bout.side,
    )
