"""One run of relief: drives the flow, and carries out what it asks for with voice, record and settings.

The front ends are thin above it: they pass keys and wake-ups in, and draw `flow`. Nothing here may hold up or break the
help: what cannot be read or written costs that thing only.
"""

import os
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from stretchplayer.library import places
from stretchplayer.relief.danger import Meaning, meaning
from stretchplayer.relief.flow import Effect, Flow
from stretchplayer.relief.muscles import ALL, LEG_AND_FOOT
from stretchplayer.relief.plan import Plan
from stretchplayer.relief.record import Before, Card, CrampBook, CrampSide, is_night
from stretchplayer.relief.texts import Numbers
from stretchplayer.runs.relief_plans import Plans, fallback

if TYPE_CHECKING:
    from stretchplayer.runs.relief_sound import Sounds
    from stretchplayer.settings.table import Settings

#: A sign of life for the record this often, so that relief killed and opened again goes on with the same clock.
_SEEN_EVERY_MS = 60_000


class Relief:
    """Puts a cramp's flow together and keeps it company.

    `word` says what hurts; without one it is the leg or foot muscle that eased last, else calf. `own` is a routine that
    was asked for by itself. `quiet` is silent and dim, `alone` when no key can be pressed,
    `stop_only` when a routine is about to begin and a warning sign is open. Nothing is read here but the
    record of before and, briefly, the personal routines: the rest comes with `settle`, after the first frame.
    """

    def __init__(
        self,
        now: Callable[[], int],
        book: CrampBook,
        *,
        word: str | None = None,
        own: Plan | None = None,
        side: CrampSide | None = None,
        bed: bool = False,
        quiet: bool = False,
        paused: bool = False,
        alone: bool = False,
        stop_only: bool = False,
        night: bool | None = None,
    ) -> None:
        self.quiet, self.book = quiet, book
        self._now, self._seen_at = now, now()
        self.plans = Plans()
        if own is not None:
            self.plans.prefer(own)
        self.sounds: Sounds | None = None
        local = time.localtime()
        self.night = is_night(local.tm_hour) if night is None else night
        self.closed: str | None = None
        before = _before(book)
        self._seen_all = self.plans.look()
        self.flow = Flow(
            self.plans.of,
            now,
            fallback_of=fallback,
            meaning=_meant(word, own, before),
            wall_ms=time.time_ns() // 1_000_000,
            offset_min=local.tm_gmtoff // 60,
            before=before,
            card=_card(),
            night=self.night,
            bed=bed or (alone and self.night),
            side=side,
            paused=paused,
            muted=quiet,
            alone=alone,
            stop_only=stop_only,
        )
        self._first: list[Effect] = []

    # ---- the front end's calls -------------------------------------------------------------------------------

    def start(self) -> None:
        """The first frame is there. The first words wait for `settle`."""
        effects = self.flow.start()
        self._first = [effect for effect in effects if effect.kind == "speak"]

    def settle(self, sounds: "Sounds | None" = None) -> None:
        """What may come after the first frame: settings, the rest of the personal routines, the voice."""
        if not self._seen_all:
            self.plans.look(1.0)
        self._settings()
        self.sounds = sounds
        if sounds is None:
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
        if self._now() - self._seen_at >= _SEEN_EVERY_MS:
            self._seen_at = self._now()
            self._carry_out(self.flow.alive())
        return over

    def press(self, key: str) -> bool:
        """A key; whether relief is over."""
        return self._carry_out(self.flow.press(key))

    def mark(self, sign: str) -> None:
        """A sign by its id, where it was chosen by a running number."""
        self._carry_out(self.flow.mark(sign))

    def close(self) -> list[str]:
        """End the run from outside or after it closed; what went wrong meanwhile, to be said quietly."""
        self._carry_out(self.flow.close())
        unheard: list[str] = []
        if self.sounds is not None:
            self.sounds.close()
            unheard = self.sounds.notices()
        try:
            return [*unheard, *self.book.close()]
        except Exception:
            return unheard

    def lines(self) -> tuple[str, ...]:
        """What the voice may have to say soon, in order."""
        flow = self.flow
        spoken = [text for technique in flow.plan.techniques for _, text in technique.spoken]
        gate = [flow.gate.line] if flow.gate is not None else []
        after = [" ".join(technique.large) for technique in flow.aftercare[:1]]
        # The first lines of the others too: they are kept, so that another night no muscle waits for its voice.
        firsts = [technique.spoken[0][1] for muscle in ALL for technique in self.plans.of(muscle).techniques[:1]]
        return tuple(dict.fromkeys([*spoken[:4], *gate, *spoken[4:], *after, *firsts]))

    # ---- carrying out ----------------------------------------------------------------------------------------

    def _carry_out(self, effects: tuple[Effect, ...]) -> bool:
        for effect in effects:
            try:
                self._do(effect)
            except Exception:
                pass  # neither a record nor a sound is ever worth the help
        return self.closed is not None

    def _do(self, effect: Effect) -> None:
        kind = effect.kind
        if kind == "closed":
            self.closed = effect.text
        elif kind == "speak" and self.sounds is not None and not self.flow.muted:
            self.sounds.say(effect.text, advice=effect.advice)
        elif kind == "hush" and self.sounds is not None:
            self.sounds.hush()
        elif kind == "sound":
            if self.sounds is not None:
                self.sounds.mute(not effect.on)
            if self.night:
                keep_sound(effect.on)
        elif kind == "no-rubbing":
            _keep_no_rubbing()
        elif kind == "keep" and effect.record is not None:
            self.book.keep(effect.record)
        elif kind == "forget":
            self.book.forget(effect.text)
        elif kind == "mark" and effect.stop is not None:
            self.book.mark(effect.stop)
        elif kind == "unmark":
            self.book.unmark(effect.text)

    def _settings(self) -> None:
        try:
            from stretchplayer.settings.file import load_settings

            settings = load_settings().settings
        except Exception:
            return  # relief keeps to its own defaults
        self.flow.tell(numbers=numbers_of(settings), rubbing=False if settings.rubbing == "never" else None)


def numbers_of(settings: "Settings") -> Numbers:
    """Whom to call, by the settings."""
    standard = Numbers()
    return Numbers(settings.advice_line or standard.line, settings.emergency or standard.emergency)


def _before(book: CrampBook) -> Before:
    try:
        return book.before()
    except Exception:
        return Before()


def _meant(word: str | None, own: Plan | None, before: Before) -> Meaning:
    """What to open on: what was written, the routine that was asked for, the leg or foot muscle that eased last."""
    if word is not None and word.strip():
        return meaning(word)
    if own is not None:
        return Meaning(own.muscle, named=True)
    return Meaning(before.last) if before.last in LEG_AND_FOOT else Meaning()  # type: ignore[arg-type]


def _card() -> Card:
    """What the health card changes; nothing, where there is none or it cannot be read."""
    try:
        if not (places.data_dir() / "health.json").exists():
            return Card()
        from stretchplayer.journal.health import read_card

        flags = read_card().flags(datetime.now().astimezone().date())
    except Exception:
        return Card()
    return Card(
        pregnant="pregnant" in flags,
        after_birth="after-birth" in flags,
        thinners="thinners" in flags,
        no_heat="numb" in flags,
        fragile="fragile" in flags,
        unsteady="unsteady" in flags,
        limits="limits" in flags,
        statin="statin" in flags,
        water_tablets="water-tablets" in flags,
    )


def _keep_no_rubbing() -> None:
    """Keep "never" with its date; a home that cannot be written keeps it for this cramp only."""
    from stretchplayer.settings.file import save

    save({"rubbing": "never", "rubbing_since": datetime.now().astimezone().date().isoformat()})


def sound_off() -> bool:
    """Whether the person turned sound off in an earlier night."""
    return os.path.exists(places.silence_file())  # noqa: PTH110 - false, too, where nobody may look


def keep_sound(on: bool) -> None:
    """Remember it for the nights to come; where nothing can be written it holds for this time only."""
    try:
        file = places.silence_file()
        if on:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            file.touch(mode=0o600)
    except OSError:
        pass
