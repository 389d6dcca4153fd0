"""What the pages of a journal are made of, read from the store in one go."""

from collections.abc import Mapping

from stretchplayer.journal.days import Days, tonight
from stretchplayer.journal.health import HealthCard
from stretchplayer.journal.night_plan import NightPlan, place
from stretchplayer.journal.records import Moment
from stretchplayer.journal.report import Answer, ReportFacts
from stretchplayer.journal.store import Store


def night_plan(store: Store, now: Moment, days: Days) -> NightPlan | None:
    """Where the last plan is this evening, whether it still runs or not; `None` where there never was one."""
    plans = store.plans()
    if not plans:
        return None
    return place(plans[-1], tonight(now), store.sessions(), store.cramps(), store.nights(), store.signs(), days)


def report_facts(
    store: Store, now: Moment, days: Days, health: HealthCard | None, answers: Mapping[str, Answer]
) -> ReportFacts:
    """What the page for a doctor is made of."""
    return ReportFacts(
        store.cramps(),
        store.nights(),
        store.signs(),
        store.ticks(),
        night_plan(store, now, days),
        health,
        answers,
        days,
    )
