"""What a person's keys do to a run, alike on the screen and in plain lines: one table of verbs, what each of them does
and tells, what can be taken back, and what is asked before a run, in its middle and at its end.
"""

from collections.abc import Callable, Mapping
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from stretchplayer.playback.events import Event, Finished
from stretchplayer.runs.levels import Loudness
from stretchplayer.words import verbosity
from stretchplayer.words.counts import capital, sentences
from stretchplayer.words.times import minutes

if TYPE_CHECKING:
    from stretchplayer.runs.request import RunPlan
    from stretchplayer.runs.session import Session

EXTEND_MS = 10_000
_HELD_S = 0.4
"""A key pressed again so soon is being held."""
_MOST_BACK = 50


class Control(NamedTuple):
    """What a key does: the `keys` by the names that settings have for them, the one that is `shown`, a word for the key
    bar (none where it names the key not), and what it does in a few words. `screen` is what makes sense on one only."""

    keys: str
    shown: str
    word: str
    tip: str
    bar: bool = True
    screen: bool = False


CONTROLS: Mapping[str, Control] = {
    "go-on": Control("enter", "enter", "Done", "Done, or continue after a pause"),
    "pause": Control("space", "space", "Pause", "Pause, or continue"),
    "next": Control("n,right", "n", "Next", "Skip the rest of this step"),
    "back": Control("p,left", "p", "Previous", "To the start of this step, or of the previous one"),
    "longer": Control("plus,equals_sign", "+", "10 s more", "Ten seconds more"),
    "shorter": Control("minus", "-", "10 s less", "Ten seconds less"),
    "undo": Control("u", "u", "Undo", "Take back the last move through the routine"),
    "jump": Control("g", "g", "Go to", "Choose a step to go to"),
    "fill": Control("f", "f", "Far", "Digits that fill the screen, to read from afar", screen=True),
    "restart": Control("r", "r", "Again", "This step again from its start"),
    "mute": Control("m", "m", "Sound", "Sound on or off"),
    "voice": Control("v", "v", "Voice", "Voice: everything, name and side, or off"),
    "louder": Control("right_square_bracket", "]", "Louder", "Louder", bar=False),
    "softer": Control("left_square_bracket", "[", "Softer", "Softer", bar=False),
    "levels": Control("V", "V", "Levels", "How loud voice and tones are", bar=False, screen=True),
    "leave": Control("q,escape", "q", "Leave", "Leave this routine"),
}
"""By their ids, which in the settings have `player.` before them."""


AT_THE_END: Mapping[str, Control] = {
    "again": Control("r", "r", "Again", "Play the routine once more"),
    "last": Control("b", "b", "Last step", "Back to the start of the last step"),
    "undo": Control("u", "u", "Undo", "Not done yet: back to where you were"),
}
"""The keys with which a run goes on from its end."""

LEAVES, STAYS = ("y", "q"), ("n", "enter", "space", "escape")
"""The keys that answer whether to leave."""


def keys_of(own: Mapping[str, str]) -> dict[str, list[str]]:
    """The keys of each verb, with those that a person has set; one that another verb has keeps what it does."""
    found = {id: verb.keys.split(",") for id, verb in CONTROLS.items()}
    for id in found:
        wanted = [key.strip() for key in own.get(f"player.{id}", "").split(",") if key.strip()]
        if wanted and not any(key in wanted for other, keys in found.items() if other != id for key in keys):
            found[id] = wanted
    return found


class Asked(NamedTuple):
    """What a person is asked of a run; an answer is a number up to `most`."""

    text: str
    least: int
    most: int
    keys: str

    def answer(self, key: str) -> int | None:
        """What a key answers; `None` where that is no answer."""
        number = 10 if key in ("+", "plus") else int(key) if key.isascii() and key.isdigit() else -1
        return number if self.takes(number) else None

    def takes(self, number: int) -> bool:
        """Whether that is an answer."""
        return self.least <= number <= self.most

    def answered(self, number: int) -> str:
        """What is said of an answer."""
        return f"{number} of {self.most}, saved.{'' if self.most == 10 else _OF_FIVE[number]}"


_OF_TEN = "Press 0 (none) to 9, + for 10."
_OF_FIVE = {
    1: " Leave out what hurt, or make it shorter next time.",
    2: " Easier next time: - makes a step shorter.",
    3: "",
    4: " Good.",
    5: " Glad to hear it!",
}
QUESTIONS = {
    "pain_before": Asked("Pain now, before you start?", 0, 10, _OF_TEN),
    "felt": Asked("How did it feel?", 1, 5, "Press 1 (bad) to 5 (good)."),
    "pain_after": Asked("Pain now?", 0, 10, _OF_TEN),
}
"""By the names under which the answers are recorded."""


def asked_before(plan: "RunPlan") -> list[str]:
    """The names of the questions before a run begins."""
    return ["pain_before"] if plan.settings.pain and plan.request.resume is None else []


def asked_after(plan: "RunPlan") -> list[str]:
    """The names of the questions at its end."""
    return ["felt", *(["pain_after"] if plan.settings.pain else [])]


class _Place(NamedTuple):
    """Where the run was before a move through it: the segment, the position in it, and what was added to it."""

    segment: int
    into_ms: int
    extra_ms: int


class Controls:
    """The controls of one run. Each answers with the events that it caused; `says` is what the last
    key has to tell beside them, empty where that is nothing."""

    def __init__(self, session: "Session", plan: "RunPlan") -> None:
        self.session = session
        self.player = session.player
        self.voice = plan.settings.voice
        self.muted = False
        self.loudness = Loudness(plan.settings)
        self.says = ""
        self._moves: Mapping[str, Callable[[], tuple[Event, ...]]] = {
            "go-on": session.go_on, "next": session.next, "back": session.back, "restart": session.restart,
            "longer": lambda: session.more(EXTEND_MS), "shorter": lambda: session.less(EXTEND_MS),
        }  # fmt: skip
        self._back: list[_Place] = []
        self._held: tuple[int, float] = (-1, 0.0)
        self._ran = False  # when the person was asked whether to leave

    def start(self) -> tuple[Event, ...]:
        return self._taken(self.session.start())

    def wake(self) -> tuple[Event, ...]:
        return self._taken(self.session.wake())

    def pause(self) -> tuple[Event, ...]:
        return self._taken(self.session.pause())

    def resume(self) -> tuple[Event, ...]:
        return self._taken(self.session.resume())

    def press(self, verb: str) -> tuple[Event, ...]:
        """Do what a verb of the table means; the front end sees to those that need more than the run."""
        session = self.session
        self.says = ""
        if verb == "shorter" and not self._may_cut():
            return ()
        if (move := self._moves.get(verb)) is not None:
            return self._move(move)
        match verb:
            case "pause":
                return self._taken(session.toggle())
            case "undo":
                return self.undo()
            case "mute":
                self.muted = not self.muted
                session.mute(self.muted)
                self.says = "Sound off" if self.muted else "Sound on"
            case "voice":
                self.voice = verbosity.next_voice(self.voice)
                session.set_voice(self.voice)
                self.says = verbosity.SHOWN[self.voice]
            case "louder" | "softer":
                louder = verb == "louder"
                shown = self.loudness.change("volume", 1 if louder else -1, session)
                if louder and self.muted:  # whoever asks for louder in silence wants sound
                    self.press("mute")
                self.says = sentences(shown, self.says).rstrip(".")
            case _:
                pass
        return ()

    def jump(self, index: int) -> tuple[Event, ...]:
        """Go to a segment, which `undo` takes back."""
        return self._move(lambda: self.session.jump(index))

    # What can be taken back

    @property
    def can_undo(self) -> bool:
        return bool(self._back)

    def undo(self, into_last: bool = False) -> tuple[Event, ...]:
        """Back to where the last move began, the finish included; from there to the start of the last step instead,
        `into_last`."""
        if into_last:
            self._back[-1] = self._last_bout()
        if not self._back:
            self.says = "Nothing to undo."
            return ()
        session, place = self.session, self._back.pop()
        if place.segment == self.player.index and self.player.state != "finished":
            return self._taken(session.extend(place.extra_ms - self.player.extra_ms))
        return self._taken(session.jump(place.segment, place.into_ms, place.extra_ms))

    def _move(self, command: Callable[[], tuple[Event, ...]]) -> tuple[Event, ...]:
        player = self.player
        before = _Place(player.index, player.elapsed_ms, player.extra_ms)
        events = self._taken(command())
        if player.state == "finished":
            self._back[-1:] = [before]
        elif before.segment and (player.index, player.extra_ms) != (before.segment, before.extra_ms):
            self._back = [*self._back[-_MOST_BACK:], before]
        return events

    def _taken(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        if any(isinstance(event, Finished) for event in events):
            self._back.append(self._last_bout())
        return events

    def _last_bout(self) -> _Place:
        return _Place(max((s.index for s in self.player.timeline.segments if s.is_bout), default=0), 0, 0)

    def _may_cut(self) -> bool:
        """Whether this press of the key may shorten the segment: a held one stops at the segment it began in."""
        now, (began_in, last) = monotonic(), self._held
        held = now - last < _HELD_S
        self._held = (began_in if held else self.player.index, now)
        if held and began_in != self.player.index:
            return False
        if not self.player.spare_ms:
            if not held and self.player.state != "waiting":
                self.says = "Press n for the next step."
            return False
        return True

    # Leaving

    @property
    def may_leave(self) -> bool:
        """Whether it is left without a question: before its first step nothing is lost."""
        return self.player.state == "new" or self.player.index == 0

    def ask_to_leave(self) -> tuple[Event, ...]:
        """Time stands still while it is asked."""
        self._ran = self.player.running or self.session.resuming
        return self.pause()

    @property
    def leave_question(self) -> tuple[str, str]:
        """What is asked, and what helps to answer it."""
        return f"Leave {self.player.timeline.name}?", f"{capital(minutes(self.player.left_ms))} left."

    def stay(self) -> tuple[Event, ...]:
        """It is not left after all: time runs again if it did before, after the lead-in where there is one."""
        return self.resume() if self._ran else ()

    def notices(self) -> list[str]:
        """What went wrong since the last call, as sentences for the person."""
        return [*self.session.notices(), *self.loudness.notices()]

    def close(self) -> None:
        """Let go of the sound, and have record and levels written."""
        self.session.close()
        self.loudness.close()
