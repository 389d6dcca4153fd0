"""Relief as a state machine over a clock that it is given; it draws nothing, sounds nothing and reads nothing.

    help -> question 1 -> question 2 -> help ... -> eased -> closed (beside a paused routine: choice -> closed)
      |         `-> stop (a yes)                      `-> help (it is back, or "eased" was a mistake)
      `-> still (nobody there for 20 minutes, or a jump of the clock) -> help | eased
    over any of them: signs, labels, leaving

Techniques are added to the stretch and never take it away: each stands for a minute, then gives way to the next by
itself, because the hands may be holding the toes. Lengths without a source are our own judgement.
"""

from stretchplayer.relief.calls import Numbers
from stretchplayer.relief.effects import Closed, Effect, Hush, KeepSound, Noted
from stretchplayer.relief.guidance import Guidance
from stretchplayer.relief.muscles import BY_DIGIT
from stretchplayer.relief.state import GUARD_MS, GUIDING, IDLE_MS, JUMP_MS, Over
from stretchplayer.relief.taps import tap


class Flow(Guidance):
    """One cramp, from the first instruction to the last tap.

    Every command answers with the effects it asks for, in order.
    """

    # ---- commands --------------------------------------------------------------------------------------------

    def start(self) -> tuple[Effect, ...]:
        """The first words."""
        self._note()
        self._shown()
        self._speak_due()
        return self._drain()

    def wake(self) -> tuple[Effect, ...]:
        """Let time do its part; to be called at least every second."""
        if not self._absent():
            if self.page in GUIDING:
                self._pass_time()
            elif self.page == "eased" and self.over is None and not self._let_go and self.half_left_ms == 0:
                self._let_go = True
                if self.aftercare and self.aftercare[0].small:
                    self._say(self.aftercare[0].small[0])
        return self._drain()

    def press(self, key: str) -> tuple[Effect, ...]:
        """A key by its name (`enter`, `space`, `left`, `f1`, `7`, `w`); a letter in either case."""
        key = key.lower() if len(key) == 1 else key
        t = self._now()
        was_dimmed = self.dimmed
        repeats = key == self._last_key and t - self._last_key_at < GUARD_MS and key not in ("up", "down")
        absent = self._absent()
        self._last_key, self._last_key_at = key, t
        if absent or repeats or t - self._changed < GUARD_MS:
            return self._drain()
        if self.eased_at is None and self.page != "still":
            self._key_clock = self.clock_ms
        if self.over is not None:
            self._press_over(key)
        elif key in ("w", "f1"):
            self._open("signs")
        elif key == "?":
            self._open("labels")
        elif key == "m":
            self.muted = not self.muted
            self._effects += [Hush(), KeepSound(not self.muted)]
        elif self.page == "eased":
            self._press_eased(key, was_dimmed)
        elif self.page == "choice":
            self._press_choice(key)
        elif key in ("q", "escape"):
            self._open("leaving")
        elif self.page == "stop":
            if key == "left":
                self._note(signs=self.note.signs[:-1])
                self._ask("question 1")
        elif self.page == "still":
            self._press_still(key)
        else:
            self._press_guiding(key)
        return self._drain()

    def tell(
        self,
        *,
        tonight: int | None = None,
        rubbing: bool | None = None,
        numbers: Numbers | None = None,
        muted: bool | None = None,
        terse: bool | None = None,
    ) -> None:
        """What was read beside the first frame: tonight's other cramps, and the settings."""
        self.tonight = self.tonight if tonight is None else tonight
        self.rubbing = self.rubbing if rubbing is None else rubbing
        self.numbers = numbers or self.numbers
        self.muted = self.muted if muted is None else muted
        self.terse = self.terse if terse is None else terse

    def uncover(self) -> None:
        """Take away what lies over the page, without a key: it has been read out."""
        if self.over is not None:
            self._press_over("escape")

    def close(self) -> tuple[Effect, ...]:
        """Relief goes away from outside."""
        self._note_left()
        return self._drain()

    def _absent(self) -> bool:
        """Notice that nobody is there, and ask; the keys that come with that moment are not meant for what was on."""
        t = self._now()
        jumped = t - self._last_seen > JUMP_MS
        self._last_seen = t
        if self.page not in GUIDING or not (jumped or t - self._last_key_at >= IDLE_MS):
            return False
        self.over = None
        self._go_to("still")
        self._note(length_ms=max(self.note.length_ms, self._key_clock))
        self._effects.append(Hush())
        return True

    def _press_guiding(self, key: str) -> None:
        if key == "enter":
            self._ease()
        elif key in BY_DIGIT:
            self._change_muscle(BY_DIGIT[key])
        elif key == "b":
            self._toggle_bed()
        elif key == "left":
            self._back()
        elif self.page == "help":
            self._advance(self._now())
        else:
            self._answer(key)

    # ---- over the page ---------------------------------------------------------------------------------------

    def _open(self, over: Over) -> None:
        self.over = over
        self._over_since = self._changed = self._now()

    def _press_over(self, key: str) -> None:
        over, self.over = self.over, None
        # Nothing went on beneath: the page takes up where it stood.
        self.since += self._now() - self._over_since
        self._changed = self._now()
        if over == "leaving" and key == "q":
            self._leave()
        elif over == "labels" and key in ("w", "f1"):
            self._open("signs")

    # ---- the end ---------------------------------------------------------------------------------------------

    def _ease(self) -> None:
        self.eased_at = self.clock_ms
        self._note(ended="eased", length_ms=self.eased_at, at_least=False, eased_on=self.technique.name)
        self._after()
        if self.aftercare:
            self._say(" ".join(self.aftercare[0].large))

    def _after(self) -> None:
        self.five_until = None
        self.skipped = self._let_go = False
        self._go_to("eased")

    def _return(self, *, undo: bool) -> None:
        """It is back, or "eased" was a mistake: the first technique again, the same note, and the clock goes on."""
        self.eased_at = None
        self.round = 1
        self._note(ended="unknown", at_least=True, eased_on=None, returned=self.note.returned + (not undo))
        self._show(self._order.first(), self._now())

    def _press_still(self, key: str) -> None:
        if key == "enter":
            self._ease()
            self._let_go = True
        elif key == "n":
            # It eased while nobody pressed anything: at which moment is not known.
            self.eased_at = self.note.length_ms
            self._after()
            self._let_go = True
        elif key in BY_DIGIT:
            self._change_muscle(BY_DIGIT[key])
        else:
            self._show(self._order.first() if self.late else self.index, self._now())

    def _press_eased(self, key: str, was_dimmed: bool) -> None:
        if key in ("c", "left", "space"):
            if self.can_return:
                self._return(undo=key != "c")
        elif key in ("q", "escape") and was_dimmed:
            self._leave()
        elif key == "escape":
            self.skipped = True
        elif key == "q":
            self._open("leaving")
        else:
            self.skipped = False
            note = tap(self.note, key)
            if note != self.note:
                self.note = note
                self._effects.append(Noted())

    def _leave(self) -> None:
        self._note_left()
        if not self.paused:
            self._effects.append(Closed("left"))
        elif self.note.signs:
            self._effects.append(Closed("end"))
        else:
            self._go_to("choice")

    def _note_left(self) -> None:
        if self.eased_at is None and self.note.ended == "unknown" and self.page != "still":
            self._note(ended="left")

    def _press_choice(self, key: str) -> None:
        if key == "g":
            self._effects.append(Closed("go-on"))
        elif key in ("enter", "e", "escape", "q"):
            self._effects.append(Closed("end"))
