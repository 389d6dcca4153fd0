"""A moment of a person's life."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A moment: milliseconds since 1970 in UTC, and the local offset then in minutes east.

    With the offset a day is always the local day on which a thing began, whatever zone or daylight saving came later.
    """

    utc_ms: int
    offset_min: int = 0

    @classmethod
    def of(cls, when: datetime) -> "Moment":
        """The moment of an aware datetime."""
        offset = when.utcoffset()
        minutes = 0 if offset is None else round(offset.total_seconds() / 60)
        return cls(round(when.timestamp() * 1000), minutes)

    @property
    def local(self) -> datetime:
        """The wall clock that the person saw."""
        zone = timezone(timedelta(minutes=self.offset_min))
        return datetime(1970, 1, 1, tzinfo=zone) + timedelta(minutes=self.offset_min, milliseconds=self.utc_ms)

    @property
    def evening(self) -> date:
        """The evening of the night that it belongs to, from noon to noon."""
        return (self.local - timedelta(hours=12)).date()

    @property
    def date(self) -> date:
        """The date that the person's calendar showed."""
        return self.local.date()

    def iso(self) -> str:
        """ISO 8601 with its offset, to the second."""
        return self.local.isoformat(timespec="seconds")
