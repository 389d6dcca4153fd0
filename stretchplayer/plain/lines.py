"""What the plain front end says: one line for each thing that happens. Pure, so that each sentence is a test."""

from collections.abc import Mapping
from itertools import accumulate

from stretchplayer.playback import events
from stretchplayer.playback.instructions import before_start, instructions
from stretchplayer.playback.player import Player
from stretchplayer.playback.segments import KIND_WORDS, Segment, Timeline
from stretchplayer.playback.shown import steps
from stretchplayer.playback.tally import Tally, at_the_end, ending, told_after
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.moves import Moves
from stretchplayer.runs.controls import AT_THE_END, CONTROLS, keys_of
from stretchplayer.words import doses
from stretchplayer.words.counts import capital, counted, sentences, small
from stretchplayer.words.times import clock, estimated, short, whole

FROM_THE_END = {key.keys: id for id, key in AT_THE_END.items()}
STAY_OR_LEAVE = "q or y leaves; n, enter or space stays."
_OWN_KEYS = (
    "t where you are; { and } the voice softer and louder; ( and ) the tones; c help with a cramp; h these keys."
)


def keys_line(own: Mapping[str, str]) -> str:
    """Every key and what it does, with those that a person has set."""
    shown = {
        id: CONTROLS[id].shown if CONTROLS[id].keys.split(",") == keys else keys[0] for id, keys in keys_of(own).items()
    }
    parts = [f"{shown[id]} {small(verb.tip)}" for id, verb in CONTROLS.items() if not verb.screen]
    for_screens = " and ".join(shown[id] for id, verb in CONTROLS.items() if verb.screen)
    return (
        f"Keys: {'; '.join(parts)}; {_OWN_KEYS} {for_screens} are for the screen. At the end: {keys_at_the_end()}; "
        "s, what is suggested next, is for the screen, which knows the whole library."
    )


def keys_at_the_end() -> str:
    """The keys with which a run goes on from its end."""
    return "; ".join(f"{key.shown} {small(key.tip)}" for key in AT_THE_END.values())


class Words:
    """The lines of one timeline: whether anybody can press `keys`, and whether open bouts wait for that.

    The time in front of a line is where the routine stands, counted as it will be played: where nothing waits, an open
    bout lasts its estimate.
    """

    def __init__(self, timeline: Timeline, moves: Moves, *, keys: bool, waits: bool) -> None:
        self._timeline = timeline
        self._moves = moves
        self._keys = keys
        self._waits = waits
        lengths = (s.duration_ms if waits else s.estimate_ms for s in timeline.segments)
        self._starts = [0, *accumulate(lengths)]
        self._told: set[tuple[str, str | None]] = set()  # moves, each with its note, whose how-to was given already
        self._section: str | None = None

    def title(self) -> str:
        """The first line: what is played and how long it takes."""
        timeline = self._timeline
        count = len(timeline.steps)
        length = estimated(short(timeline.estimate_ms), open=timeline.open and self._waits)
        hint = " Space pauses, q leaves, h lists the keys." if self._keys else ""
        return harmless(f"{timeline.name}: {counted(count, 'step')}, {length}.{hint}")

    def before(self) -> tuple[str, ...]:
        """What one should know before it starts."""
        return tuple(map(harmless, before_start(self._timeline)))

    def of(self, event: events.Event, player: Player, tally: Tally) -> str | None:
        """What has happened, if it is worth a line."""
        segments = self._timeline.segments
        match event:
            case events.Entered(index):
                return self._entered(index)
            case events.Waiting(index):
                name = harmless(segments[index].name)
                return f"[{clock(self._starts[index + 1])}] {name}: stay as long as you like. Enter continues."
            case events.Paused(reason):
                why = "Paused." if reason == "asked" else events.SLEPT
                return f"{self._now(player)} {why} {'Space continues.' if self._keys else ''}".rstrip()
            case events.Resumed():
                return f"{self._now(player)} On with {harmless(player.segment.name)}{_left(player)}."
            case events.Restarted(index):
                again = segments[index]
                return self._at(again, f"Again: {doses.named(again)}. {_lasts(again, self._waits)}.")
            case events.Extended(_, ms):
                change = f"{short(abs(ms))} {'more' if ms > 0 else 'less'}"
                return f"{self._now(player)} {change}, {short(whole(player.remaining_ms))} left."
            case events.Finished():
                told = told_after(self._timeline, tally.muscles_ms(self._moves))
                return f"[{clock(self._starts[-1])}] {sentences(at_the_end(tally), *told)}"
            case events.Left():
                rest = sum(segment.estimate_ms for segment in segments[player.index :]) - player.elapsed_ms
                still = short(whole(max(0, rest)))
                ended = ending(tally)
                return f"{self._now(player)} Left after {ended.played}, {ended.steps}, with {still} still to come."
            case events.Ended():
                return None

    def where(self, player: Player) -> str:
        """Where the run stands."""
        segment = player.segment
        state = {"paused": " Paused.", "waiting": " It waits; enter continues."}.get(player.state, "")
        following = self._timeline.next_bout(segment.index)
        then = f" Then {doses.named(following)}." if following else ""
        numbers = steps(self._timeline)
        number = numbers.get((segment if segment.is_bout else following or segment).step, len(numbers))
        rest = f" Step {number} of {len(numbers)}, {short(whole(player.left_ms))} to the end."
        return harmless(f"{self._now(player)} {doses.named(segment)}{_left(player)}.{state}{then}{rest}")

    def leaving(self, player: Player, question: tuple[str, str]) -> str:
        """What is asked before it is left."""
        return harmless(f"{self._now(player)} Paused. {' '.join(question)} {STAY_OR_LEAVE}")

    def _entered(self, index: int) -> str | None:
        """A segment begins. One of no length is worth a line only if it says something."""
        segment = self._timeline.segments[index]
        if segment.kind == "say":
            return self._at(segment, segment.name)
        if segment.is_bout:
            return self._bout(segment)
        if segment.kind == "ready" and not segment.duration_ms:
            return None
        following = self._timeline.next_bout(index)
        if segment.kind == "pause":
            then = "Then again."
        elif following is None:
            then = "" if segment.kind == "ready" else "Then you are done."
        elif segment.kind == "switch":
            then = doses.side(following)
        else:
            then = {"ready": "First: ", "rest": "Next: "}.get(segment.kind, "") + self._next(following)
        what = f"{KIND_WORDS[segment.kind]}, {short(segment.duration_ms)}"
        return self._at(segment, sentences(what, segment.note, then))

    def _bout(self, segment: Segment) -> str:
        section = segment.section if segment.section != self._section else None
        self._section = segment.section
        place = (part for part in doses.place(segment) if part != segment.section)
        lasts = _lasts(segment, self._waits)
        return self._at(segment, sentences(section, doses.named(segment), *place, lasts, self._how(segment)))

    def _next(self, following: Segment) -> str:
        """The bout that a gap leads to, with how it is done."""
        lasts = small(_lasts(following, self._waits))
        return sentences(f"{doses.named(following)}, {lasts}", self._how(following))

    def _how(self, segment: Segment) -> str:
        """How a step is done, once a move."""
        key = segment.move or segment.name, segment.note
        if key in self._told:
            return ""
        self._told.add(key)
        return sentences(*instructions(segment, self._moves).lines)

    def _at(self, segment: Segment, text: str) -> str:
        return harmless(f"[{clock(self._starts[segment.index])}] {text}")

    def _now(self, player: Player) -> str:
        return f"[{clock(self._starts[player.index] + player.elapsed_ms)}]"


def _left(player: Player) -> str:
    return f", {short(whole(player.remaining_ms))} left" if player.remaining_ms else ""


def _lasts(segment: Segment, waits: bool) -> str:
    """How long a bout takes; where nothing waits, an open one ends at its estimate."""
    text = capital(doses.dose((segment if waits else segment.closed()).amount))
    if segment.breath:
        text += f", in {short(segment.breath.inhale)}, out {short(segment.breath.exhale)}"
    return f"{text}, then enter" if waits and segment.open else text
