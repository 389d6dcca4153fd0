"""What is for a doctor, from any screen: the page, after what a doctor would ask first, and signs to tell of."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stretchplayer.journal.health import read_card
from stretchplayer.journal.records import Moment, SignRecord
from stretchplayer.journal.report import LOOKED_FOR, QUESTIONS, make_page, report_facts
from stretchplayer.journal.report_forms import write_report
from stretchplayer.journal.store import UNUSABLE, reason
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs.own_days import days_of
from stretchplayer.tui.screens.ask import Answer, AskScreen
from stretchplayer.tui.screens.form import Field, FormScreen, Values

if TYPE_CHECKING:
    from stretchplayer.tui.house import HouseScreen

_WITH_PAGE = frozenset(("D1", "D2", "D3", "D7"))
"""The signs with which the page is offered."""


def ask_about_sign(screen: "HouseScreen[Any]", sign: SignRecord, changed: Callable[[], None]) -> None:
    """Ask over a screen whether the doctor knows of a sign; `changed` is called once that is saved."""
    page = (Answer("d", "Page for a doctor", "page"),) if sign.key in _WITH_PAGE else ()
    answers = (Answer("esc", "Later", "later", safe=True), *page, Answer("p", "My doctor knows", "knows"))

    def answered(answer: str | None) -> None:
        if answer == "page":
            ask_for_page(screen)
        elif answer == "knows":
            known = sign.looked_at(Moment.of(screen.host.services.moment()))
            screen.write_journal(lambda store: store.save(known), changed)

    screen.app.push_screen(AskScreen("Recorded for your doctor", sign.text, answers), answered)


def ask_for_page(screen: "HouseScreen[Any]") -> None:
    """Ask over a screen, and save the page in the person's home once all is said."""
    fields = [Field(key, text, "", ("yes", "no")) for key, text in QUESTIONS.items()]
    fields.append(Field("name", "Your name, if it should be on it", example="A. Person"))
    fields.append(Field("health", "With your health card", "no", ("no", "yes")))

    def answered(values: Values | None) -> None:
        if values is not None:
            screen.run_worker(partial(_save, screen, values), thread=True)

    screen.app.push_screen(FormScreen("Page for a doctor", fields, LOOKED_FOR), answered)


def _save(screen: "HouseScreen[Any]", values: Values) -> None:
    host = screen.host
    now, days = Moment.of(host.services.moment()), days_of(host.request.settings)
    answers = {key: {"yes": True, "no": False}.get(values[key]) for key in QUESTIONS}
    path = Path.home() / f"cramp-record-{now.date}.html"
    try:
        with closing(host.services.journal()) as store:
            card = read_card() if values["health"] == "yes" else None
            page = make_page(report_facts(store, now, days, card, answers), now, values["name"] or None)
        beside = write_report(page, path)
    except UNUSABLE as error:
        screen.notify(harmless(f"It can't be saved: {reason(error)}"), severity="error", timeout=10)
    else:
        log = ", and the whole log beside it as CSV" if beside else ""
        said = f"Saved: {path}{log}. Open it in a browser to print it."
        screen.notify(harmless(said), timeout=10)
