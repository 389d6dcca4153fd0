"""The person's calendar, as the settings have it: when a day ends and a week begins."""

import os
from typing import TYPE_CHECKING

from stretchplayer.journal.days import Days, first_day

if TYPE_CHECKING:
    from stretchplayer.settings.table import Settings

WEEK_STARTS = {"monday": 0, "saturday": 5, "sunday": 6}


def days_of(settings: "Settings") -> Days:
    """A person's calendar: what the settings say, and where they leave the week's first day to it, the locale."""
    variables = (os.environ.get(name, "") for name in ("LC_ALL", "LC_TIME", "LANG"))
    locale = next((value for value in variables if value), "")
    week = settings.week_starts
    hours, minutes = map(int, settings.day_ends.split(":"))
    return Days(hours * 60 + minutes, first_day(locale) if week == "auto" else WEEK_STARTS[week])
