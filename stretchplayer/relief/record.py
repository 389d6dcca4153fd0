"""What is kept of a cramp, of a warning sign that was marked, and of what is known about the person. Plain values.

Named tuples, because relief's first words wait for these classes: to define one costs a third of a dataclass.
"""

from typing import Literal, NamedTuple, Protocol

CrampSide = Literal["left", "right", "both"]
Onset = Literal["asleep", "waking", "rest", "exercise", "after-exercise"]
Answer = Literal["yes", "no", "silence"]

#: A cramp that comes back, or relief closed and opened again, within this time is the same record.
BACK_MS = 10 * 60_000
#: A bout or all bouts together this long: ask for medical help.
TEN_MS = 10 * 60_000

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_EPOCH_S = 1_577_836_800


def cramp_id(began_ms: int) -> str:
    """Six letters and digits, different for every second from 2020 to 2054; no i, l, o or u to confuse or offend.

    `began_ms` is UTC milliseconds. Two cramps of one second do not happen to one person; whoever imports records
    takes the next free one.
    """
    number = max(0, began_ms // 1000 - _EPOCH_S)
    return "".join(_DIGITS[number >> shift & 31] for shift in (25, 20, 15, 10, 5, 0))


class CrampBout(NamedTuple):
    """One stretch of pain within a cramp that may come back. Milliseconds; `after_ms` counts from the first frame.

    `length_ms` is a lower limit: the cramp began before the screen did. `known` when the person said that it eased.
    """

    after_ms: int = 0
    length_ms: int = 0
    known: bool = False


class Cramp(NamedTuple):
    """One cramp. `began_ms` is the first frame in UTC milliseconds, `offset_min` the local offset then.

    `muscles` are ids in the order in which they were named, the first one first. `pain` is the worst moment, 0 to 10.
    `techniques` are those shown, in order and once each, `eased_on` the one on show at Enter. `gate` holds the answers
    to the red-flag question by limb (`leg`, `arm`, `neck`), `signs` the ids that were marked. Not `confirmed`: nobody
    said that it was a cramp; it is listed with its mark and left out of every count, suggestion and doctor's figure.
    `came_with` is what is asked by day. `seen_ms` is when relief wrote of it last (UTC), 0 where it was typed in.
    """

    id: str
    began_ms: int
    offset_min: int = 0
    muscles: tuple[str, ...] = ()
    side: CrampSide | None = None
    bouts: tuple[CrampBout, ...] = ()
    pain: int | None = None
    onset: Onset | None = None
    heat: bool = False
    techniques: tuple[str, ...] = ()
    eased_on: str | None = None
    gate: tuple[tuple[str, Answer], ...] = ()
    signs: tuple[str, ...] = ()
    confirmed: bool = True
    came_with: tuple[str, ...] = ()
    note: str | None = None
    seen_ms: int = 0

    @property
    def muscle(self) -> str:
        """The one it began in."""
        return self.muscles[0] if self.muscles else "calf"

    @property
    def length_ms(self) -> int | None:
        """All bouts together, without the time between them; `None` where nothing is known."""
        return sum(bout.length_ms for bout in self.bouts) if self.bouts else None

    @property
    def at_least(self) -> bool:
        """Whether some end is unknown: then the length is all that can be said."""
        return not all(bout.known for bout in self.bouts)

    @property
    def returned(self) -> int:
        """How often it came back."""
        return max(0, len(self.bouts) - 1)

    @property
    def ended_ms(self) -> int:
        """When the last bout ended or was seen last, in UTC milliseconds."""
        last = self.bouts[-1] if self.bouts else CrampBout()
        return self.began_ms + last.after_ms + last.length_ms


class SignMark(NamedTuple):
    """A warning sign that was marked: N and T signs stop, D signs are noted for the doctor.

    `limb` is in words (`left leg`, `neck`), empty where it was not said. Open until `seen_ms`: a professional has
    looked at it, or (D) the doctor knows. `may_stretch` is the answer after that, `None` until there is one. A sign
    pressed by mistake is deleted.
    """

    id: str
    sign: str
    limb: str
    marked_ms: int
    offset_min: int = 0
    cramp: str | None = None
    seen_ms: int | None = None
    may_stretch: bool | None = None

    @property
    def stops(self) -> bool:
        """Whether relief shows Stop: marked, and nobody has looked at it."""
        return self.seen_ms is None and self.sign[:1] in ("N", "T")

    @property
    def asks(self) -> bool:
        """Whether "may you stretch again?" still waits for its yes."""
        return self.seen_ms is not None and not self.may_stretch and self.sign[:1] in ("N", "T")

    @property
    def quiets(self) -> bool:
        """Whether no stretching may be suggested anywhere because of it."""
        return self.seen_ms is None or self.asks


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

    cramp: Cramp | None = None
    tonight: int = 0
    last: str | None = None
    stops: tuple[SignMark, ...] = ()


class CrampBook(Protocol):
    """Whoever keeps them. No method blocks, raises, or says anything to the person by itself."""

    def before(self) -> Before:
        """What was kept; empty where nothing can be read."""

    def keep(self, record: Cramp) -> None:
        """The record as it is now, new or in place of the one with its id."""

    def forget(self, id: str) -> None:
        """No record of this id after all."""

    def mark(self, stop: SignMark) -> None:
        """A sign as it is now, new or in place of the one with its id. This one is worth waiting for."""

    def unmark(self, id: str) -> None:
        """It was pressed by mistake."""

    def close(self) -> list[str]:
        """Write the last of it; what went wrong, each thing once, for a quiet line after the pain."""
