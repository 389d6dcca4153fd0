"""A reminder of one routine each day: asked over a screen, set up or taken back by the system."""

from functools import partial
from typing import TYPE_CHECKING, Any

from stretchplayer import StretchplayerError
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs import reminders
from stretchplayer.tui.widgets.question import Answer
from stretchplayer.tui.widgets.sheet import Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from stretchplayer.tui.host import Host

_USUAL = "21:30"
_TIMES = tuple(f"{hour:02}:{minute:02}" for hour in range(6, 24) for minute in (0, 30))


def ask_reminder(host: "Host", screen: "Screen[Any]", id: str, name: str) -> None:
    """Ask when to be reminded of a routine; one that was set up can be changed or taken back."""
    if files := reminders.kept(id):
        answers = (
            Answer("k", "Keep it", "keep", safe=True),
            Answer("t", "Another time", "time"),
            Answer("d", "Remove it", "delete"),
        )
        text = f"Your system reminds you of {harmless(name)}."
        host.ask("Reminder", text, answers, partial(_answered, host, screen, id, name, files))
        return
    answers = (
        Answer("y", f"Every day at {_USUAL}", _USUAL),
        Answer("t", "Another time", "time"),
        Answer("n", "No reminder", "keep", safe=True),
    )
    new = reminders.reminder(reminders.parse_rule(f"every day {_USUAL}"), id, name)
    how = "Your system shows it; nothing of ours keeps running."
    if new.files:
        how += f" It writes {' and '.join(path.name for path in new.files)} in {next(iter(new.files)).parent}."
    host.ask("Reminder", harmless(f"{name}, each day? {how}"), answers, partial(_answered, host, screen, id, name, []))


def _answered(host: "Host", screen: "Screen[Any]", id: str, name: str, files: "list[Any]", answer: str | None) -> None:
    if answer == "time":

        def picked(time: str | None) -> None:
            if time is not None:
                _set_up(host, screen, id, name, time)

        rows = [Row(time, "", time) for time in _TIMES]
        host.pick("Remind every day at", "", rows, picked, _USUAL)
    elif answer == "delete":
        _run(screen, partial(reminders.take_back, files), "The reminder is removed.")
    elif answer not in (None, "keep"):
        _set_up(host, screen, id, name, str(answer))


def _set_up(host: "Host", screen: "Screen[Any]", id: str, name: str, time: str) -> None:
    new = reminders.reminder(reminders.parse_rule(f"every day {time}"), id, name)
    if new.files:
        _run(screen, new.set_up, f"Set up: every day at {time}.")
        return
    lines = ["There is no systemd and no launchd here. Add this line with `crontab -e`:", "", new.cron]
    host.pick("Reminder", "", [Row(line, prose=True) for line in lines], lambda key: None)


def _run(screen: "Screen[Any]", act: "Callable[[], None]", said: str) -> None:
    """Have the system do it, beside the screen."""

    def run() -> None:
        try:
            act()
        except (OSError, StretchplayerError) as error:
            screen.notify(harmless(str(error)), severity="error")
        else:
            screen.notify(said)

    screen.run_worker(run, thread=True)
