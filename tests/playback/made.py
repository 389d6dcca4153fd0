"""Small timelines made by hand, and a clock that moves only when it is told to."""

from stretchplayer.playback.segments import Segment, Timeline


class Clock:
    """A clock for tests, in milliseconds."""

    def __init__(self, ms: int = 1_000_000) -> None:
        self.ms = ms

    def __call__(self) -> int:
        return self.ms

    def tick(self, ms: int) -> None:
        self.ms += ms


def timeline(*parts: tuple, ready: int = 5000) -> Timeline:
    """A timeline of `(kind, ms)` or `(kind, ms, extras)` parts behind a get-ready of `ready` ms."""
    segments = [Segment(0, 0, ready, "ready", "Get ready", 1, ready)]
    at = ready
    for step, (kind, ms, *more) in enumerate(parts):
        extras = {"estimate_ms": ms, "step": step, "name": f"{kind} {step}", **(more[0] if more else {})}
        segments.append(Segment(index=len(segments), start_ms=at, duration_ms=ms, kind=kind, line=step + 2, **extras))
        at += ms
    return Timeline("made", "Made by hand", None, "made.yaml", tuple(segments))
