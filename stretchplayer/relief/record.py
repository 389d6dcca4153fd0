"""What is kept of a cramp and of a warning sign that was marked, and what is known of the person. Plain values.

The journal stores these records as they are.
"""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, Protocol

from stretchplayer.words.moment import Moment

CrampSide = Literal["left", "right", "both"]
Onset = Literal["asleep", "waking", "rest", "exercise", "after-exercise"]
Answer = Literal["yes", "no", "silence"]
Cleared = Literal["seen", "doctor"]

#: A cramp that comes back, or relief closed and opened again, within this time is the same record.
BACK_MS = 10 * 60_000
#: A bout or all bouts together this long: ask for medical help.
TEN_MS = 10 * 60_000

#: What counts as night, when somebody sleeps: hours of the local day.
NIGHT_FROM, NIGHT_UNTIL = 22, 7

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_EPOCH_S = 1_577_836_800


def is_night(hour: int) -> bool:
    """Whether this hour of the local day is one in which somebody sleeps."""
    return hour >= NIGHT_FROM or hour < NIGHT_UNTIL


def cramp_id(began_ms: int) -> str:
    """Six letters and digits, different for every second from 2020 to 2054; no i, l, o or u to confuse or offend.

    `began_ms` is UTC milliseconds. Two cramps of one second do not happen to one person; whoever imports records
    takes the next free one.
    """
    number = max(0, began_ms // 1000 - _EPOCH_S)
    return "".join(_DIGITS[number >> shift & 31] for shift in (25, 20, 15, 10, 5, 0))


@dataclass(frozen=True, slots=True)
class Bout:
    """One stretch of pain within a cramp that may come back. Milliseconds; `after_ms` counts from its record's start.

    `length_ms` is a lower limit: the cramp began before the screen did. `known` when the person said that it eased.
    """

    after_ms: int = 0
    length_ms: int = 0
    known: bool = False


@dataclass(frozen=True, slots=True)
class CrampRecord:
    """One cramp, with every bout of it that came within ten minutes of the one before.

    `began` is the first frame, `muscles` are ids in the order in which they were named. `pain` is the worst moment, 0
    to 10. `came_with` holds what was ticked, `heat` among it. `techniques` are those shown, in order and once each,
    `eased_on` the one on show at Enter. `gate` holds the answers to the red-flag question by limb (`leg`, `arm`,
    `neck`). Not `confirmed`: nobody said that it was a cramp; it is listed with its mark and left out of every count,
    suggestion and doctor's figure. `seen_ms` is when relief wrote of it last (UTC), 0 where it was typed in.
    """

    id: str
    began: Moment
    muscles: tuple[str, ...]
    side: CrampSide | None = None
    bouts: tuple[Bout, ...] = ()
    pain: int | None = None
    onset: Onset | None = None
    came_with: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    eased_on: str | None = None
    gate: tuple[tuple[str, Answer], ...] = ()
    confirmed: bool = True
    note: str | None = None
    seen_ms: int = 0

    @property
    def muscle(self) -> str:
        """The one it began in."""
        return self.muscles[0] if self.muscles else ""

    @property
    def longest(self) -> Bout | None:
        """The longest bout, as far as lengths are known."""
        return max(self.bouts, key=lambda bout: (bout.length_ms, not bout.known), default=None)

    @property
    def came_back(self) -> int:
        """How often it came back within minutes."""
        return max(0, len(self.bouts) - 1)

    @property
    def over(self) -> bool:
        """Whether the person said that its last bout eased."""
        return bool(self.bouts) and self.bouts[-1].known

    @property
    def last_ms(self) -> int:
        """When its last bout ended or, where that is not known, when it was seen last: UTC milliseconds."""
        last = self.bouts[-1] if self.bouts else Bout()
        ended = self.began.utc_ms + last.after_ms + last.length_ms
        return ended if self.over else max(ended, self.seen_ms)


def at_night(cramp: CrampRecord) -> bool:
    """Whether a cramp began in the hours of sleep."""
    return is_night(cramp.began.local.hour)


@dataclass(frozen=True, slots=True)
class SignRecord:
    """A warning sign that was marked: N and T signs stop, D signs are kept for the doctor.

    `key` is its id, `text` what it says, `limb` in words where it was marked (`left calf`), `cramp` the record during
    which. It is open until it was `cleared`: a professional has `seen` it, or the `doctor` knows; after the former,
    `stretch_again` is the answer to "may you stretch again?". A sign pressed by mistake is deleted.
    """

    id: str
    key: str
    text: str
    when: Moment
    limb: str | None = None
    cramp: str | None = None
    cleared: Moment | None = None
    how: Cleared | None = None
    stretch_again: bool | None = None

    @property
    def stops(self) -> bool:
        """Whether relief shows Stop: marked, and nobody has looked at it."""
        return self.cleared is None and self.key[:1] in ("N", "T")

    @property
    def for_doctor(self) -> bool:
        """Whether it is only to be told: that the doctor knows is enough, and nobody has to look at it first."""
        return self.key[:1] == "D"

    def looked_at(self, now: Moment, *, stretch_again: bool | None = None) -> "SignRecord":
        """The sign once a professional has looked at it or, of one for the doctor, once the doctor knows.

        `stretch_again` is what they said of stretching, `None` if they said nothing of it yet.
        """
        how: Cleared = "doctor" if self.for_doctor else "seen"
        return replace(self, cleared=self.cleared or now, how=how, stretch_again=stretch_again)

    @property
    def asks(self) -> bool:
        """Whether "may you stretch again?" still waits for its yes."""
        return self.how == "seen" and not self.stretch_again and not self.for_doctor

    @property
    def is_open(self) -> bool:
        """Whether no stretching may be suggested anywhere because of it."""
        return self.cleared is None or self.asks


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that is to be deleted, as soon as that can be written."""

    kind: type[CrampRecord | SignRecord]
    id: str


class Card(NamedTuple):
    """What the health card changes in relief. Absent or unreadable: as if nothing were written on it."""

    pregnant: bool = False
    after_birth: bool = False
    thinners: bool = False
    no_heat: bool = False
    fragile: bool = False
    unsteady: bool = False
    limits: bool = False
    statin: bool = False
    water_tablets: bool = False


class Before(NamedTuple):
    """What relief must know for its first frame.

    `cramp` is the latest one that ended or was seen within ten minutes, `tonight` how many confirmed cramps this night
    has had without that one, `last` the leg or foot muscle that eased last, `stops` every open or unanswered sign.
    """

    cramp: CrampRecord | None = None
    tonight: int = 0
    last: str | None = None
    stops: tuple[SignRecord, ...] = ()


class CrampBook(Protocol):
    """Whoever keeps them. No method blocks, raises, or says anything to the person by itself."""

    def before(self) -> Before:
        """What was kept; empty where nothing can be read."""

    def keep(self, record: CrampRecord) -> None:
        """The record as it is now, new or in place of the one with its id."""

    def forget(self, id: str) -> None:
        """No record of this id after all."""

    def mark(self, stop: SignRecord) -> None:
        """A sign as it is now, new or in place of the one with its id. This one is worth waiting for."""

    def unmark(self, id: str) -> None:
        """It was pressed by mistake."""

    def close(self) -> list[str]:
        """Write the last of it; what went wrong, each thing once, for a quiet line after the pain."""
