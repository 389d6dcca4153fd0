"""How a bout is announced, and the first and last words of a run."""

from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.words import doses, speech
from stretchplayer.words.counts import capital, sentences

HALFWAY = "Halfway"
TEN_SECONDS = "Ten seconds"
GO_ON = "Go on when you are ready"
AGAIN = "Again"


def announcement(timeline: Timeline, bout: Segment, *, brief: bool = False, fresh: bool = False) -> tuple[str, ...]:
    """What announces a bout, the fullest form first, each as good a sentence as the one before but shorter.

    A new step has its name, side and dose; its other side only the side; the same again only "Again". The last form
    is the shortest that still says all that must be known. `fresh` leaves the bout before out of account, for a person
    who came from elsewhere.
    """
    side = doses.side(bout)
    previous = None if fresh else _previous(timeline, bout)
    if previous is not None and previous.name == bout.name:
        if side and previous.side != bout.side:
            return (f"{side}.",)
        if previous.side == bout.side and previous.duration_ms == bout.duration_ms:
            return (f"{AGAIN}.",)
    name = speech.aloud(bout.name)
    short = sentences(name, side)
    if brief:
        return (short,)
    full = sentences(name, side, speech.spoken_dose(bout.amount))
    return (full, short) if full != short else (short,)


def introduced(timeline: Timeline, bout: Segment) -> bool:
    """Whether the bout just before was of the same step: its how-to has been told then."""
    previous = _previous(timeline, bout)
    return previous is not None and previous.name == bout.name


def done(ms: int) -> str:
    """The last words of a run that lasted `ms`."""
    return sentences("Done", capital(speech.spoken_total(ms)) if ms >= 1000 else None)


def _previous(timeline: Timeline, bout: Segment) -> Segment | None:
    """The bout before, where only a gap or a saying lies between."""
    before = reversed(timeline.segments[max(1, timeline.first) : bout.index])
    return next((s for s in before if s.is_bout), None)
