"""The front end of plain lines: for screen readers, pipes, logs and terminals too small or too old for a screen.

One line per thing that happens, with the time on the routine's own clock, what to do, for how long, and how; a rest
names what comes next. Nothing is redrawn, nothing blinks and nothing depends on colour. With a keyboard every command
of the player is one key away; without one nothing is asked.
"""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace

from stretchplayer.plain.keyboard import Keyboard, key_name
from stretchplayer.plain.lines import FROM_THE_END, STAY_OR_LEAVE, Words, keys_at_the_end, keys_line
from stretchplayer.playback.events import Entered, Event, Paused, Resumed
from stretchplayer.runs.awake import Awake
from stretchplayer.runs.controls import CONTROLS, LEAVES, QUESTIONS, STAYS, Controls, asked_after, asked_before, keys_of
from stretchplayer.runs.levels import What
from stretchplayer.runs.request import RunPlan
from stretchplayer.runs.request import plan as plan_of
from stretchplayer.runs.session import Session
from stretchplayer.words.counts import sentences
from stretchplayer.words.other_keyboards import meant

_LONGEST_SLEEP_MS = 1000
_LONGEST_CLOSING_MS = 5000
_LEVEL_KEYS: dict[str, tuple[What, int]] = {
    "{": ("voice", -1), "}": ("voice", 1),
    "(": ("tones", -1), ")": ("tones", 1),
}  # fmt: skip


class Plain:
    """One run of a plan in lines.

    `write` gets each line. `relief`, if given, is what `c` opens while the routine waits; it tells how it was closed.
    `note` keeps an answer by the name of its question, such as `pain_after`; `awake` is held while it runs.
    """

    def __init__(
        self,
        session: Session,
        plan: RunPlan,
        keyboard: Keyboard,
        write: Callable[[str], None],
        *,
        relief: Callable[[], str | None] | None = None,
        note: Callable[[str, int], None] | None = None,
        awake: Awake | None = None,
    ) -> None:
        self._session = session
        self._plan = plan
        self._keyboard = keyboard
        self._write = write
        self._controls = Controls(session, plan)
        timeline = session.player.timeline
        self._words = Words(timeline, plan.moves, keys=keyboard.present, waits=not session.player.hands_free)
        self._keys = {key: id for id, keys in keys_of(plan.settings.keys).items() for key in keys}
        self._relief = relief
        self._note = note if keyboard.present else None
        self._awake = awake or Awake(nullcontext)
        self._asked: Callable[[str], None] | None = None
        """What the next key answers."""

    def play(self) -> RunPlan | None:
        """Play to the end, or until the person leaves; what is played then, where that is asked for. The terminal and
        the sound are given back however it ends."""
        try:
            with self._keyboard:
                for line in (self._words.title(), *self._plan.notices, *self._words.before()):
                    self._write(line)
                for name in asked_before(self._plan):
                    self._answer(name, self._ask(name))
                self._tell(self._controls.start())
                self._run()
                while self._session.player.state == "finished" and (how := self._at_the_end()):
                    if how == "again":
                        request = self._plan.request
                        settings = self._controls.loudness.within(request.settings)
                        return plan_of(replace(request.anew(), settings=settings))
                    self._tell(self._controls.undo(into_last=how == "last"))
                    self._run()
                return None
        finally:
            self._awake.release()
            self._controls.close()

    def _run(self) -> None:
        """Play on until it is over."""
        session = self._session
        while session.player.state not in ("finished", "left"):
            self._awake.follow(session.player.running)
            wait = session.next_wake_ms()
            if wait is None and not self._keyboard.present:
                # Paused by a clock that jumped, with nobody to ask: go on where it stood.
                self._tell(self._controls.resume())
                continue
            keys = self._keyboard.wait(min(_LONGEST_SLEEP_MS, _LONGEST_SLEEP_MS if wait is None else wait))
            self._tell(self._controls.wake())
            for key in keys:
                self._press(key)
            for notice in self._controls.notices():
                self._write(notice)

    def _at_the_end(self) -> str:
        """Wait until the last words are over, and ask what is asked at the end; how it goes on, empty if it is over."""
        self._awake.release()
        if self._note is None and self._plan.settings.carries_words:
            # The last tone and "done" are part of it; any key cuts them short.
            self._keyboard.wait(min(_LONGEST_CLOSING_MS, self._session.lingering_ms()))
        for name in asked_after(self._plan):
            key = self._ask(name, f" {keys_at_the_end()}.")
            if key in FROM_THE_END:
                return FROM_THE_END[key]
            self._answer(name, key)
        return ""

    def _ask(self, name: str, more: str = "") -> str:
        """Ask one of the questions; the key that was pressed, empty where nobody can answer."""
        if self._note is None:
            return ""
        question = QUESTIONS[name]
        self._write(f"{question.text} {question.keys} Any other key leaves it open.{more}")
        return meant(next(iter(self._keyboard.wait(None)), ""), ())

    def _answer(self, name: str, key: str) -> None:
        answer = QUESTIONS[name].answer(key)
        if answer is not None and self._note is not None:
            self._note(name, answer)
            self._write(QUESTIONS[name].answered(answer))

    def _press(self, key: str) -> None:
        asked, self._asked = self._asked, None
        key = meant(key, self._keys)
        if asked is not None and key not in ("c", "f2"):
            asked(key)
            return
        verb = self._keys.get(key_name(key), "")
        match verb or key:
            case "leave":
                self._leave()
            case "jump":
                self._go_to()
            case _ if verb and CONTROLS[verb].screen:
                self._write("That key is for the screen; h lists those of plain lines.")
            case _ if verb:
                controls = self._controls
                events = controls.press(verb)
                self._tell(events)
                if controls.says:
                    self._write(sentences(controls.says))
                elif verb == "go-on" and not events:
                    self._write(self._words.where(self._session.player))
            case "t" | "w":
                self._write(self._words.where(self._session.player))
            case "h" | "?" | "f1":
                self._write(keys_line(self._plan.settings.keys))
            case "{" | "}" | "(" | ")":
                self._write(f"{self._controls.loudness.change(*_LEVEL_KEYS[key], self._session)}.")
            case "c" | "f2":
                self._cramp()
            case _:
                self._write("That key does nothing here; h lists the keys.")

    def _leave(self) -> None:
        controls, player = self._controls, self._session.player
        if controls.may_leave:
            self._tell(self._session.leave())
            return
        self._tell([event for event in controls.ask_to_leave() if not isinstance(event, Paused)])
        self._write(self._words.leaving(player, controls.leave_question))
        self._asked = self._whether_to_leave

    def _whether_to_leave(self, key: str) -> None:
        """Take a key for the answer."""
        if key in LEAVES:
            self._tell(self._session.leave())
        elif key in STAYS:
            self._tell(self._controls.stay())
        else:
            self._write(STAY_OR_LEAVE)
            self._asked = self._whether_to_leave

    def _go_to(self, number: str = "") -> None:
        """Ask for the number of a step, a key at a time."""
        steps = self._session.player.timeline.steps
        if not number:
            self._write(f"Go to which step? 1 to {len(steps)}, then enter; any other key stays here.")

        def typed(key: str) -> None:
            if key.isascii() and key.isdigit():
                self._go_to((number + key)[:6])
            elif key == "enter" and number and 1 <= int(number) <= len(steps):
                self._tell(self._controls.jump(steps[int(number) - 1][0].index))
            else:
                self._write(f"There is no step {number}." if key == "enter" and number else "Staying here.")

        self._asked = typed

    def _cramp(self) -> None:
        self._tell(self._controls.pause())
        if self._relief is None:
            self._write("For a cramp: leave, and type stretchplayer relief.")
            return
        how = self._relief()
        if how == "end":
            self._tell(self._session.leave())
            return
        self._write(f"Back to {self._session.player.timeline.name}.{'' if how == 'go-on' else ' Space continues.'}")
        if how == "go-on":
            self._tell(self._controls.resume())

    def _tell(self, events: Sequence[Event]) -> None:
        player, tally = self._session.player, self._session.tally
        moved = any(isinstance(event, Entered) for event in events)
        for event in events:
            if moved and isinstance(event, Resumed):
                continue  # what comes next says so itself
            if line := self._words.of(event, player, tally):
                self._write(line)
