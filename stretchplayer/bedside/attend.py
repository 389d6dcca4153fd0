"""One run of relief: drives the flow, and carries out what it asks for with voice, note and settings.

The front ends are thin above it: they pass keys and wake-ups in, and draw `flow`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchplayer.bedside.night import keep_sound, now_is_night, sound_off
from stretchplayer.bedside.shelf import Plans, fallback
from stretchplayer.relief.calls import Numbers
from stretchplayer.relief.effects import Closed, Effect, Hush, KeepNoRubbing, KeepSound, Noted, Speak
from stretchplayer.relief.flow import Flow
from stretchplayer.relief.muscles import MUSCLES, meant
from stretchplayer.relief.note import Earlier, NoteSide

_SEEN_EVERY_MS = 60_000

if TYPE_CHECKING:
    from stretchplayer.bedside.ports import Sounds
    from stretchplayer.relief.record import CrampBook


class Attendant:
    """Puts a cramp's flow together and keeps it company.

    `word` names the muscle; without one it is the leg or foot muscle that eased last, else calf. `quiet` is silent
    and dim. Nothing is read here but the cramp book and, briefly, the personal routines: the rest comes with
    `settle`, after the first frame.
    """

    def __init__(
        self,
        now: Callable[[], int],
        book: "CrampBook",
        *,
        word: str | None = None,
        side: NoteSide | None = None,
        bed: bool = False,
        quiet: bool = False,
        paused: bool = False,
        plans: Plans | None = None,
    ) -> None:
        self.quiet = quiet
        self.book = book
        self._now, self._noted_at = now, now()
        self.plans = plans or Plans()
        self.sounds: Sounds | None = None
        self.night = now_is_night()
        self.closed: Closed | None = None
        earlier = _earlier(book)
        self._goes_on = earlier.note is not None
        before = earlier.note.muscle if earlier.note else earlier.last
        muscle = meant(word if word and word.strip() else before)
        self._seen_all = self.plans.look()
        self.flow = Flow(
            self.plans.of,
            now,
            fallback_of=fallback,
            muscle=muscle,
            bed=bed,
            side=side,
            already_ms=earlier.began_ago_ms,
            note=earlier.note,
            tonight=earlier.tonight,
            paused=paused,
            muted=quiet,
        )
        self._first: list[Speak] = []

    # ---- the front end's calls -------------------------------------------------------------------------------

    def start(self) -> None:
        """The first frame stands: begin the note. The first words wait for `settle`."""
        effects = self.flow.start()
        self._first = [effect for effect in effects if isinstance(effect, Speak)]
        try:
            self.book.begin(self.flow.note, already_ms=self.flow.clock_ms, goes_on=self._goes_on)
        except Exception:
            pass  # the book promises not to raise; help does not depend on that promise

    def settle(self, sounds: "Sounds | None" = None) -> None:
        """What may come after the first frame: settings, the rest of the personal routines, the voice."""
        if not self._seen_all:
            self.plans.look(1.0)
        self._settings()
        self.sounds = sounds
        if sounds is None or sounds.silent:
            self.flow.tell(muted=True)
        elif not self.quiet:
            self.flow.tell(terse=sounds.terse)
            if self.night and sound_off():
                self.flow.tell(muted=True)
            sounds.mute(self.flow.muted)
            sounds.open(self.lines())
            for speak in self._first:
                sounds.say(speak.text, advice=speak.advice)
        self._first = []

    def wake(self) -> bool:
        """Let time do its part; whether relief is over."""
        over = self._carry_out(self.flow.wake())
        if self.flow.page == "help" and self._now() - self._noted_at >= _SEEN_EVERY_MS:
            # A sign of life, so that relief killed and opened again goes on with the same clock.
            self._write()
        return over

    def press(self, key: str) -> bool:
        """A key; whether relief is over."""
        return self._carry_out(self.flow.press(key))

    def close(self) -> list[str]:
        """End the run from outside or after `Closed`; what went wrong meanwhile, to be said quietly."""
        self._carry_out(self.flow.close())
        said: list[str] = []
        if self.sounds is not None:
            self.sounds.close()
        try:
            self.book.end(self.flow.note)
            said += self.book.notices()
        except Exception:
            pass
        return said

    def lines(self) -> tuple[str, ...]:
        """What the voice may have to say soon, in order."""
        flow = self.flow
        spoken = [text for technique in flow.plan.techniques for _, text in technique.spoken]
        after = [" ".join(technique.large) for technique in flow.aftercare[:1]]
        # The first lines of the others too: they are kept, so that another night no muscle waits for its voice.
        firsts = [technique.spoken[0][1] for muscle in MUSCLES for technique in self.plans.of(muscle).techniques[:1]]
        return tuple(dict.fromkeys([*spoken, *after, *firsts]))

    # ---- carrying out ----------------------------------------------------------------------------------------

    def _carry_out(self, effects: tuple[Effect, ...]) -> bool:
        for effect in effects:
            if isinstance(effect, Speak):
                if self.sounds is not None and not self.flow.muted:
                    self.sounds.say(effect.text, advice=effect.advice)
            elif isinstance(effect, Hush):
                if self.sounds is not None:
                    self.sounds.hush()
            elif isinstance(effect, KeepSound):
                if self.sounds is not None:
                    self.sounds.mute(not effect.on)
                if self.night:
                    keep_sound(effect.on)
            elif isinstance(effect, KeepNoRubbing):
                _keep_no_rubbing()
            elif isinstance(effect, Closed):
                self.closed = effect
        if any(isinstance(effect, Noted) for effect in effects):
            self._write()
        return self.closed is not None

    def _write(self) -> None:
        self._noted_at = self._now()
        try:
            self.book.update(self.flow.note)
        except Exception:
            pass  # a note is never worth the help

    def _settings(self) -> None:
        try:
            from stretchplayer.settings.file import load_settings
            from stretchplayer.settings.model import Settings

            settings: Settings = load_settings().settings
        except Exception:
            return  # relief keeps to its own defaults
        standard = Numbers()
        self.flow.tell(
            numbers=Numbers(settings.advice_line or standard.line, settings.emergency or standard.emergency),
            rubbing=False if settings.rubbing == "never" else None,
        )


def _earlier(book: "CrampBook") -> Earlier:
    try:
        return book.earlier()
    except Exception:
        return Earlier()


def _keep_no_rubbing() -> None:
    """Keep "never" with its date; a home that cannot be written keeps it for this cramp only."""
    try:
        from datetime import datetime

        from stretchplayer.settings.file import save

        save({"rubbing": "never", "rubbing_since": datetime.now().astimezone().date().isoformat()})
    except Exception:
        pass
