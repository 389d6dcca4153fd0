"""A reminder of one routine each day: asked over a screen, set up or taken back by the system."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from stretchplayer import StretchplayerError
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs import reminders
from stretchplayer.tui.screens.ask import Answer, AskScreen
from stretchplayer.tui.screens.pick import PickScreen
from stretchplayer.tui.widgets.sheet import Row

if TYPE_CHECKING:
    from stretchplayer.tui.house import HouseScreen

_USUAL = "21:30"
_TIMES = tuple(f"{hour:02}:{minute:02}" for hour in range(6, 24) for minute in (0, 30))


def ask_reminder(screen: "HouseScreen[Any]", id: str, name: str) -> None:
    """Ask when to be reminded of a routine; one that was set up can be changed or taken back."""

    def reminder(time: str) -> "reminders.Reminder":
        return reminders.reminder(reminders.parse_rule(f"every day {time}"), id, name)

    def set_up(time: str | None) -> None:
        if time is None:
            return
        new = reminder(time)
        if new.files:
            _run(screen, new.set_up, f"Set up: every day at {time}.")
            return
        lines = [reminders.BY_HAND, "", new.cron]
        screen.app.push_screen(PickScreen("Reminder", "", [Row(line, prose=True) for line in lines]))

    def answered(answer: str | None) -> None:
        if answer == "time":
            times = PickScreen("Remind every day at", "", [Row(time, "", time) for time in _TIMES], _USUAL)
            screen.app.push_screen(times, set_up)
        elif answer == "delete":
            _run(screen, partial(reminders.take_back, files), "The reminder is removed.")
        elif answer != "keep":
            set_up(answer)

    another = Answer("t", "Another time", "time")
    files = reminders.kept(id)
    if files:
        text = f"Your system reminds you of {name}."
        answers = (Answer("k", "Keep it", "keep", safe=True), another, Answer("d", "Remove it", "delete"))
    else:
        new = reminder(_USUAL).files
        where = f" It writes {' and '.join(path.name for path in new)} in {next(iter(new)).parent}." if new else ""
        text = f"{name}, each day? Your system shows it; nothing of ours keeps running.{where}"
        answers = (
            Answer("y", f"Every day at {_USUAL}", _USUAL), another, Answer("n", "No reminder", "keep", safe=True),
        )  # fmt: skip
    screen.app.push_screen(AskScreen("Reminder", harmless(text), answers), answered)


def _run(screen: "HouseScreen[Any]", act: "Callable[[], None]", said: str) -> None:

    def run() -> None:
        try:
            act()
        except (OSError, StretchplayerError) as error:
            screen.notify(harmless(str(error)), severity="error")
        else:
            screen.notify(said)

    screen.run_worker(run, thread=True)
