"""The words of the screens: side, dose, count, what comes next. Pure, so that each sentence is a test."""

from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.routine.moves import Move, Moves


def clock(ms: int) -> str:
    """Time for a screen, rounded up to whole seconds: `0:45`, `12:52`, `1:02:05`."""
    seconds = max(0, -(-ms // 1000))
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def minutes(ms: int) -> str:
    """A length as one says it: `under a minute`, `1 minute`, `13 minutes`."""
    count = round(ms / 60_000)
    if ms < 45_000:
        return "under a minute"
    return "1 minute" if count <= 1 else f"{count} minutes"


def seconds(ms: int) -> str:
    """A short length in a sentence: `5 s`, `1:30`."""
    return clock(ms) if ms >= 60_000 else f"{-(-ms // 1000)} s"


def side(segment: Segment) -> str:
    """The side in words: `Left leg`, `To the right`, `Left side`; empty where a bout has none."""
    if segment.side is None:
        return ""
    if segment.side_word == "to":
        return f"To the {segment.side}"
    return f"{segment.side.capitalize()} {segment.side_word or 'side'}"


def lasts(segment: Segment) -> str:
    """How long a bout takes, or its count where it waits: `30 s`, `10 times`, `at least 1:00`."""
    if segment.open:
        if segment.duration_ms:
            return f"at least {seconds(segment.duration_ms)}"
        return f"{segment.reps} times" if segment.reps else "until you go on"
    if segment.reps and segment.every_ms:
        return f"{segment.reps} times, {seconds(segment.duration_ms)}"
    return seconds(segment.duration_ms)


def upcoming(timeline: Timeline, index: int) -> tuple[Segment | None, int]:
    """The next bout after segment `index`, and the length of the gaps before it."""
    gap = 0
    for segment in timeline.segments[timeline.first if index == 0 else index + 1 :]:
        if segment.is_bout:
            return segment, gap
        gap += segment.duration_ms
    return None, gap


def following(timeline: Timeline, index: int) -> str:
    """What comes after segment `index`, in one line; the move is not named again where it stays the same."""
    here = timeline.segments[index]
    bout, gap = upcoming(timeline, index)
    if bout is None:
        return "Done"
    same = here.is_bout and bout.step == here.step
    words = side(bout)
    if not same:
        text = f"{bout.name}, {words.lower()}" if words else bout.name
    elif bout.side != here.side:
        text = words
    else:
        text = f"Again, {words.lower()}" if words else "Again"
    if gap:
        kind = timeline.segments[index + 1].kind
        text += f", after {seconds(gap)}{' of rest' if kind == 'rest' else ''}"
    return text


def counts(segment: Segment) -> tuple[str, ...]:
    """Set, round and section, each as its own words."""
    found = []
    if segment.set and segment.sets and segment.sets > 1:
        found.append(f"Set {segment.set} of {segment.sets}")
    if segment.round:
        found.append(f"Round {segment.round} of {segment.rounds}" if segment.rounds else f"Round {segment.round}")
    if segment.section and segment.section.casefold() != segment.kind:
        found.append(segment.section)
    return tuple(found)


def dose_label(segment: Segment, move: Move | None, published: bool, changed: bool) -> str:
    """What stands behind a dose; nothing once it was changed, for then nobody published it."""
    if changed or not segment.is_bout:
        return ""
    if published:
        return "Published dose"
    if segment.source:
        return ""
    return "Common practice" if move and move.dose_basis == "practice" else "By comfort"


def how_to(segment: Segment, moves: Moves) -> tuple[str, ...]:
    """The sentences that tell how: the routine's own note first, then the catalogue's, and what to feel and avoid."""
    move = moves.get(segment.move) if segment.move else None
    note = (segment.note,) if segment.note else ()
    if move is None:
        return note
    feel = (f"Feel: {move.feel[0].lower()}{move.feel[1:]}",) if move.feel else ()
    return note + move.how + feel + move.avoid


def muscles(names: tuple[str, ...]) -> str:
    """Muscles as one reads them: `hip flexors, calves`."""
    return ", ".join(name.replace("-", " ") for name in names)
