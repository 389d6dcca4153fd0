"""The front end of plain lines: for screen readers, pipes, logs and terminals too small or too old for a screen.

One line per thing that happens, with the time on the routine's own clock, what to do, for how long, and how; a rest
names what comes next. Nothing is redrawn, nothing blinks and nothing depends on colour. With a keyboard every command
of the player is one key away; without one nothing is asked.
"""

from collections.abc import Callable, Sequence
from contextlib import nullcontext

from stretchplayer.plain.keyboard import Keyboard
from stretchplayer.plain.lines import KEYS, Words
from stretchplayer.playback.events import Event
from stretchplayer.playback.player import KEPT_MS
from stretchplayer.runs.awake import Awake
from stretchplayer.runs.levels import Loudness, What
from stretchplayer.runs.request import RunPlan
from stretchplayer.runs.session import Session
from stretchplayer.words.verbosity import SHOWN, next_voice

EXTEND_MS = 10_000
_LONGEST_SLEEP_MS = 1000
_LONGEST_CLOSING_MS = 5000
_LEVEL_KEYS: dict[str, tuple[What, int]] = {
    "[": ("volume", -1), "]": ("volume", 1),
    "{": ("voice", -1), "}": ("voice", 1),
    "(": ("tones", -1), ")": ("tones", 1),
}  # fmt: skip


class Plain:
    """One run of a plan in lines. `write` gets each line; `relief`, if given, is what `c` opens while the routine
    waits; `note` keeps an answer by the name of its question, such as `pain_after`; `awake` is held while it runs."""

    def __init__(
        self,
        session: Session,
        plan: RunPlan,
        keyboard: Keyboard,
        write: Callable[[str], None],
        *,
        relief: Callable[[], None] | None = None,
        note: Callable[[str, int], None] | None = None,
        awake: Awake | None = None,
    ) -> None:
        self._session = session
        self._plan = plan
        self._keyboard = keyboard
        self._write = write
        self._tally = plan.tally()
        timeline = session.player.timeline
        self._words = Words(timeline, plan.moves, keys=keyboard.present, waits=not session.player.hands_free)
        self._voice = plan.settings.voice
        self._loudness = Loudness(plan.settings)
        self._muted = False
        self._relief = relief
        self._note = note if plan.settings.pain and keyboard.present else None
        self._awake = awake or Awake(nullcontext)
        self._asked_to_leave = False

    def play(self) -> None:
        """Play to the end, or until the person leaves. The terminal and the sound are given back however it ends."""
        session = self._session
        try:
            with self._keyboard as keyboard:
                self._write(self._words.title())
                for notice in self._plan.notices:
                    self._write(notice)
                if self._plan.request.resume is None:
                    self._ask_pain("pain_before", "Pain now, before you start?")
                self._tell(session.start())
                while session.player.state not in ("finished", "left"):
                    (self._awake.hold if session.player.running else self._awake.release)()
                    wait = session.next_wake_ms()
                    if wait is None and not keyboard.present:
                        # Paused by a clock that jumped, with nobody to ask: go on where it stood.
                        self._tell(session.resume())
                        continue
                    keys = keyboard.wait(min(_LONGEST_SLEEP_MS, _LONGEST_SLEEP_MS if wait is None else wait))
                    self._tell(session.wake())
                    for key in keys:
                        self._press(key)
                    for notice in (*session.notices(), *self._loudness.notices()):
                        self._write(notice)
                if session.player.state == "finished" and self._plan.settings.carries_words:
                    # The last tone and "done" are part of it; any key cuts them short.
                    keyboard.wait(min(_LONGEST_CLOSING_MS, session.lingering_ms()))
                if session.player.state == "finished":
                    self._ask_pain("pain_after", "Pain now?")
        finally:
            self._awake.release()
            session.close()
            self._loudness.close()

    def _ask_pain(self, name: str, question: str) -> None:
        """Ask for it, as the person has set; any key that is no answer leaves it open."""
        if self._note is None:
            return
        self._write(f"{question} 0 for none to 9, + for 10; any other key leaves it open.")
        key = next(iter(self._keyboard.wait(None)), "")
        if key == "+" or (key.isascii() and key.isdigit()):
            pain = 10 if key == "+" else int(key)
            self._note(name, pain)
            self._write(f"Pain {pain}.")

    def _press(self, key: str) -> None:
        session = self._session
        leaving, self._asked_to_leave = self._asked_to_leave, False
        match key.lower() if len(key) == 1 else key:
            case "space":
                self._tell(session.toggle())
            case "enter":
                self._enter()
            case "n" | "right":
                self._tell(session.next())
            case "p" | "left":
                self._tell(session.back())
            case "r":
                self._tell(session.restart())
            case "+" | "=":
                self._tell(session.more(EXTEND_MS))
            case "-":
                if session.player.remaining_ms > KEPT_MS:
                    self._tell(session.less(EXTEND_MS))
                elif session.player.state != "waiting":
                    self._write("Press n for the next step.")
            case "t" | "w":
                self._write(self._words.where(session.player))
            case "h" | "?" | "f1":
                self._write(KEYS)
            case "m":
                self._muted = not self._muted
                session.mute(self._muted)
                self._write("Sound off." if self._muted else "Sound on.")
            case "v":
                self._voice = next_voice(self._voice)
                session.set_voice(self._voice)
                self._write(f"{SHOWN[self._voice]}.")
            case "[" | "]" | "{" | "}" | "(" | ")":
                self._write(f"{self._loudness.change(*_LEVEL_KEYS[key], session)}.")
                if key == "]" and self._muted:  # whoever asks for louder in silence wants sound
                    self._press("m")
            case "c" | "f2":
                self._cramp()
            case "q" | "escape" if leaving:
                self._tell(session.leave())
            case "q" | "escape":
                self._asked_to_leave = True
                self._write("Leave? q again leaves, any other key stays.")
            case _:
                self._write("That key does nothing here; h lists the keys.")

    def _enter(self) -> None:
        """On from a bout that waits; on from a pause; else where we are."""
        session = self._session
        state = session.player.state
        if state == "waiting":
            self._tell(session.go_on())
        elif state == "paused":
            self._tell(session.resume())
        else:
            self._write(self._words.where(session.player))

    def _cramp(self) -> None:
        session = self._session
        if session.player.running:
            self._tell(session.toggle())
        if self._relief is None:
            self._write("For a cramp: leave, and type stretchplayer relief.")
            return
        self._relief()
        self._write(f"Back to {session.player.timeline.name}. Space continues.")

    def _tell(self, events: Sequence[Event]) -> None:
        player = self._session.player
        self._tally.count(events)
        for event in events:
            if line := self._words.of(event, player, self._tally):
                self._write(line)
