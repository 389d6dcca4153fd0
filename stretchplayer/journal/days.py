"""Which day, week and night a moment belongs to. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from stretchplayer.journal.records import CrampRecord, Moment
from stretchplayer.relief.record import at_night

#: The hours between which what is played counts for an evening.
_PLAYED_FROM, _PLAYED_UNTIL = 18, 4


@dataclass(frozen=True, slots=True)
class Days:
    """A person's calendar: a day ends `ends_min` minutes after midnight, a week begins with `first` (Monday is 0)."""

    ends_min: int = 240
    first: int = 0

    def of(self, moment: Moment) -> date:
        """The day that a moment belongs to: before its end, that is the day before."""
        return (moment.local - timedelta(minutes=self.ends_min)).date()

    def week(self, day: date) -> date:
        """The first day of that day's week."""
        return day - timedelta(days=(day.weekday() - self.first) % 7)

    def weeks(self, today: date, count: int) -> list[date]:
        """The first days of the last `count` weeks, this one last."""
        return [self.week(today) - timedelta(weeks=n) for n in reversed(range(count))]

    def of_cramp(self, cramp: CrampRecord) -> date:
        """The day that a cramp belongs to: one at night to its evening."""
        return cramp.began.evening if at_night(cramp) else self.of(cramp.began)


def evening_played(moment: Moment) -> date | None:
    """The evening that something played at a moment counts for, from 18:00 to 4:00; `None` by day."""
    hour = moment.local.hour
    return moment.evening if hour >= _PLAYED_FROM or hour < _PLAYED_UNTIL else None


def tonight(now: Moment) -> date:
    """The evening that can still be played: until 4:00 that of the day before."""
    return (now.local - timedelta(hours=_PLAYED_UNTIL)).date()


def confirmed(cramps: Iterable[CrampRecord]) -> list[CrampRecord]:
    """The cramps that count."""
    return [cramp for cramp in cramps if cramp.confirmed]


def first_day(locale: str) -> int:
    """The day that begins a week where a locale such as `en_US.UTF-8` is from: 0 for Monday, 5 Saturday, 6 Sunday."""
    territory = locale.partition(".")[0].partition("@")[0].partition("_")[2].upper()
    if not territory:
        return 0
    return 6 if territory in _SUNDAY.split() else 5 if territory in _SATURDAY.split() else 0


# As the Unicode CLDR has it.
_SUNDAY = (
    "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK "
    "PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"
)
_SATURDAY = "AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY"

STANDARD = Days()
