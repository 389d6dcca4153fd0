"""Which tone sounds when: start, end, switch, rest, half, ticks, metronome and breath of one segment."""

from stretchplayer.playback.cue import APART_MS, TONE_MS, Cue, CueSettings, Tone
from stretchplayer.playback.segments import GAPS, Segment, Timeline

LONG_REST_MS = 15_000
LONG_GAP_MS = 5000
LONG_MOVE_MS = 20_000
HALF_FROM_MS = 30_000
_SHORTEST_BREATH_MS = 300
_SIGNALS: frozenset[Tone] = frozenset(("tick", "start", "end", "switch", "half", "rest", "finish"))


def is_signal(cue: Cue) -> bool:
    """A tone that tells something by itself, so that nothing may be spoken over it; a pulse or a breath may be."""
    return cue.tone in _SIGNALS


def segment_tones(timeline: Timeline, index: int, duration_ms: int, settings: CueSettings) -> list[Cue]:
    """The tones of a segment that lasts `duration_ms`, in order; one past the last segment is the finish."""
    if not settings.tones:
        return []
    if index == len(timeline.segments):
        return [_tone(index, 0, "finish")]
    segment = timeline.segments[index]
    if segment.is_bout:
        tones = _bout(timeline, segment, duration_ms, settings)
    elif segment.kind in GAPS:
        tones = _gap(timeline, segment, duration_ms, settings)
    else:
        return []
    return sorted(tones, key=lambda cue: cue.at_ms)


def _tone(segment: int, at_ms: int, tone: Tone, length_ms: int | None = None) -> Cue:
    return Cue(segment, at_ms, TONE_MS[tone] if length_ms is None else length_ms, tone)


def _gap(timeline: Timeline, gap: Segment, duration_ms: int, settings: CueSettings) -> list[Cue]:
    tones: list[Cue] = []
    free = 0
    ending = _ending(timeline, gap, settings)
    if ending is not None:
        tones.append(_tone(gap.index, 0, ending))
        free = TONE_MS[ending] + APART_MS
    if settings.style == "standard":
        count = 3 if gap.kind == "ready" or duration_ms >= LONG_GAP_MS else 1
        tones += _ticks(gap.index, duration_ms, count, free)
    return tones


def _ending(timeline: Timeline, gap: Segment, settings: CueSettings) -> Tone | None:
    """The tone with which a gap takes over from a bout. It sounds in the gap: a skipped bout ends by ear, too."""
    before = next((s for s in reversed(timeline.segments[timeline.first : gap.index]) if s.kind != "say"), None)
    if before is None or not before.is_bout:
        return None
    if gap.kind == "switch":
        return "switch"
    if gap.kind == "rest" and gap.duration_ms >= LONG_REST_MS and settings.style == "standard":
        return "rest"
    return "end"


def _ticks(index: int, duration_ms: int, count: int, free: int) -> list[Cue]:
    """Ticks in the last `count` seconds, those that come after `free`."""
    moments = (duration_ms - 1000 * n for n in range(count, 0, -1))
    return [_tone(index, at, "tick") for at in moments if at >= free]


def _bout(timeline: Timeline, bout: Segment, duration_ms: int, settings: CueSettings) -> list[Cue]:
    standard = settings.style == "standard"
    tones = [_tone(bout.index, 0, "start")]
    pulse = bout.every_ms if bout.reps is not None else None
    if standard and duration_ms >= HALF_FROM_MS and not pulse and not bout.breath:
        tones.append(_tone(bout.index, duration_ms // 2, "half"))
    if standard and bout.kind == "move" and duration_ms >= LONG_MOVE_MS and not pulse and not bout.open:
        tones += _ticks(bout.index, duration_ms, 3, TONE_MS["start"])
    handing_over = _handing_over(timeline, bout)
    if handing_over and duration_ms >= 3000:
        tones.append(_tone(bout.index, duration_ms - APART_MS - TONE_MS[handing_over], handing_over))
    if standard and pulse:
        beats = _tempo(bout, duration_ms) if bout.tempo else _metronome(bout.index, duration_ms, pulse)
        tones += _clear(beats, tones)
    if bout.breath and (settings.breaths or (standard and timeline.category != "relief")):
        tones += _breaths(bout, duration_ms, tones)
    return tones


def _handing_over(timeline: Timeline, bout: Segment) -> Tone | None:
    """What ends a bout from which no gap leads to the next one: it sounds in the bout's last moments."""
    if bout.open:
        return None
    following = next((s for s in timeline.segments[bout.index + 1 :] if s.kind != "say"), None)
    if following is None or not following.is_bout:
        return None
    return "switch" if following.step == bout.step and following.side != bout.side else "end"


def _metronome(index: int, duration_ms: int, every_ms: int) -> list[Cue]:
    """A pulse as each rep begins; the start tone is the first one's, and the last has its own sound."""
    reps = duration_ms // every_ms
    return [
        _tone(index, n * every_ms, "metronome-last" if n == reps - 1 else "metronome")
        for n in range(1, reps)
        if every_ms >= APART_MS
    ]


def _tempo(bout: Segment, duration_ms: int) -> list[Cue]:
    """A pulse a second, with the sound of a last rep as each one begins: what the seconds are for is counted by it."""
    every = bout.every_ms or duration_ms
    return [
        _tone(bout.index, at, "metronome" if at % every else "metronome-last") for at in range(1000, duration_ms, 1000)
    ]


def _clear(tones: list[Cue], others: list[Cue]) -> list[Cue]:
    return [t for t in tones if all(abs(t.at_ms - o.at_ms) >= APART_MS for o in others)]


def phases(bout: Segment, duration_ms: int) -> list[tuple[str, int, int]]:
    """The parts of each breath that begin within the bout: `in`, `keep`, `out` or `empty`, when, and for how long."""
    breath = bout.breath
    if breath is None or breath.ms <= 0:
        return []
    parts = [("in", breath.inhale), ("keep", breath.keep), ("out", breath.exhale), ("empty", breath.empty)]
    found, at = [], 0
    while at < duration_ms:
        for name, ms in parts:
            if ms and at < duration_ms:
                found.append((name, at, min(ms, duration_ms - at)))
            at += ms
    return found


def _breaths(bout: Segment, duration_ms: int, others: list[Cue]) -> list[Cue]:
    """A glide for each breath in and out. Where a signal sounds, the glide begins after it and is shorter."""
    glides: list[Cue] = []
    names: dict[str, Tone] = {"in": "breath-in", "out": "breath-out"}
    for name, at, ms in phases(bout, duration_ms):
        if name not in names:
            continue
        end = at + ms
        for other in sorted(others, key=lambda cue: cue.at_ms):
            if other.at_ms < at + APART_MS and other.end_ms + APART_MS > at:
                at = other.end_ms + APART_MS
            elif at < other.at_ms < end:
                end = other.at_ms - APART_MS
        if end - at >= _SHORTEST_BREATH_MS:
            glides.append(_tone(bout.index, at, names[name], end - at))
    return glides
