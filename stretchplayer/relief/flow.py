"""Relief as a state machine over a clock that it is given; it draws nothing, sounds nothing and reads nothing.

    help -> question 1 -> question 2 -> help ... -> eased -> closed (beside a paused routine: choice -> closed)
      |         `-> stop (a yes)                      `-> help (it is back, or "eased" was a mistake)
      `-> still (nobody there for 20 minutes, or a jump of the clock) -> help | eased
    over any of them: signs, labels, leaving

Techniques are added to the stretch and never take it away: each stands for a minute, then gives way to the next by
itself, because the hands may be holding the toes. Lengths without a source are our own judgement.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

from stretchplayer.relief import calls
from stretchplayer.relief.calls import Numbers
from stretchplayer.relief.effects import Closed, Effect, Hush, KeepNoRubbing, KeepSound, Noted, Speak
from stretchplayer.relief.muscles import BY_DIGIT, MUSCLES, Group, Muscle
from stretchplayer.relief.order import Order, guides
from stretchplayer.relief.questions import QUESTIONS, SILENCE_MS, STOP, Questions
from stretchplayer.relief.record import CrampNote, NoteSide, Sign
from stretchplayer.relief.taps import tap
from stretchplayer.relief.technique import Plan, Technique
from stretchplayer.routine.model import Relieves

Page = Literal["help", "question 1", "question 2", "stop", "still", "eased", "choice"]
Over = Literal["signs", "labels", "leaving"]

#: Anything within this time of a change, and a key that repeats, is a hand leaning on the keyboard.
GUARD_MS = 700
#: Nobody there: no key for so long, or a jump of the clock.
IDLE_MS, JUMP_MS = 20 * 60_000, 5 * 60_000
#: How long a cramp that came back counts as the same one.
BACK_MS = 10 * 60_000
#: How long the aftercare stays bright without a key.
DIM_MS = 60_000
#: The half-strength hold: our use of the 15 to 30 s of `healthwise-calf`.
HALF_MS = 30_000
#: The last technique of the first round stays until the five-minute notice, when that is this near.
WARM_MS = (30_000, 120_000)
_GUIDING: frozenset[Page] = frozenset(("help", "question 1", "question 2"))


class Flow:
    """One cramp, from the first instruction to the last tap.

    `plan_of` gives the plan of a muscle, `fallback_of` the one in its place when nothing of that may be shown.
    `rubbing` is false when the person once said that rubbing is not for them. `already_ms` is how long ago the
    cramp began, with the `note` of it, when relief was closed and opened again. `paused` when a routine waits,
    `terse` when the voice is to say names only.
    Every command answers with the effects it asks for, in order.
    """

    def __init__(
        self,
        plan_of: Callable[[Relieves], Plan],
        now: Callable[[], int],
        *,
        fallback_of: Callable[[Relieves], Plan] | None = None,
        muscle: Relieves = "calf",
        bed: bool = False,
        side: NoteSide | None = None,
        rubbing: bool = True,
        numbers: Numbers | None = None,
        already_ms: int = 0,
        note: CrampNote | None = None,
        tonight: int = 0,
        paused: bool = False,
        muted: bool = False,
        terse: bool = False,
    ) -> None:
        t = now()
        self._plan_of, self._fallback_of, self._now = plan_of, fallback_of or plan_of, now
        self.began = t - already_ms
        self.numbers = numbers or Numbers()
        self.rubbing, self.bed, self.muted, self.terse = rubbing, bed, muted, terse
        self.tonight, self.paused = tonight, paused
        self.page: Page = "help"
        self.over: Over | None = None
        self.round = 1
        self.stays = False
        self.no_answer = self.left_out_now = False
        self.skipped = False
        self.eased_at: int | None = None
        self.five_until: int | None = None
        self.since = self._over_since = self._changed = self._last_seen = t
        self._last_key, self._last_key_at, self._key_clock = "", t, already_ms
        self._left_out: set[Group] = set()
        self._cleared: set[Group] = set()
        self._pending = 0
        self._spoken = 0
        self._let_go = False
        self._told = {limit for limit in (calls.FIVE_MS, calls.TEN_MS, calls.FIFTEEN_MS) if already_ms >= limit}
        self._effects: list[Effect] = []
        self.note = replace(note, ended="unknown", at_least=True) if note else CrampNote(muscle, side=side)
        self.note = replace(self.note, muscle=muscle, side=side or self.note.side)
        self.plan = self._guiding(muscle)
        self.index = self._order.first()

    # ---- what a front end reads ------------------------------------------------------------------------------

    @property
    def muscle(self) -> Muscle:
        return MUSCLES[self.plan.muscle]

    @property
    def questions(self) -> Questions:
        return QUESTIONS[self.muscle.group or "leg"]

    @property
    def clock_ms(self) -> int:
        """The cramp clock: wall time since the first frame, at rest once the cramp has eased."""
        return self.eased_at if self.eased_at is not None else max(0, self._now() - self.began)

    @property
    def late(self) -> bool:
        """Ten minutes have passed: only what is gentle is offered."""
        return self.clock_ms >= calls.TEN_MS

    @property
    def technique(self) -> Technique:
        """What is on show, or stays on show behind a question."""
        return self._order.at(self.index) or self.plan.techniques[self.index]

    @property
    def shown_ms(self) -> int:
        """How long the page or technique has been on show, without what was laid over it."""
        held = self._now() - self._over_since if self.over else 0
        return max(0, self._now() - self.since - held)

    @property
    def brief(self) -> bool:
        """From the second round on names are enough for the voice; `terse` wants no more from the beginning."""
        return (self.round > 1 and not self.stays) or self.terse

    @property
    def has_bed(self) -> bool:
        """Whether anything changes for this muscle in bed."""
        return any(technique.bed or technique.stands for technique in self.plan.techniques)

    @property
    def gentlest(self) -> bool:
        """After ten minutes: what is on show is the first and gentlest technique."""
        return self.late and self.index == self._order.first()

    @property
    def at_first(self) -> bool:
        """Whether the technique that help began with is on show."""
        return self.index == self._order.first()

    @property
    def kept(self) -> str:
        """What to keep doing while a question before rubbing is on show."""
        rubbing = self.plan.techniques[self._pending]
        return rubbing.keep or self.technique.large[-1]

    @property
    def upcoming(self) -> Technique | None:
        """The technique that comes next, when it is another one."""
        following = self._order.after(self.index)
        return None if following is None or following[0] == self.index else self._order.at(following[0])

    @property
    def aftercare(self) -> tuple[Technique, ...]:
        return self.plan.aftercare or self._fallback_of(self.plan.muscle).aftercare

    @property
    def half_left_ms(self) -> int:
        """What is left of the half-strength hold."""
        hold = self.aftercare[0].dose_ms if self.aftercare else 0
        return max(0, min(hold or HALF_MS, HALF_MS) - self.shown_ms)

    @property
    def can_return(self) -> bool:
        """Whether `c` still means the same cramp."""
        return self.eased_at is not None and self._now() - self.began - self.eased_at <= BACK_MS

    @property
    def dimmed(self) -> bool:
        """Aftercare that was skipped, or with nothing pressed for a minute."""
        return self.page == "eased" and (self.skipped or self._now() - max(self._last_key_at, self.since) >= DIM_MS)

    @property
    def third(self) -> bool:
        """A third cramp in one night."""
        return self.tonight >= 2

    def next_wake_ms(self) -> int:
        """Milliseconds until something changes by itself: at the latest the next second of the clock."""
        t = self._now()
        shown = t - self.since
        moments: list[int] = []
        if self.over is None and self.page == "help":
            moments += [at for at, _ in (*self.technique.spoken, *self.technique.later)]
            moments.append(self._gives_way_ms() or 0)
        elif self.over is None and self.page in _GUIDING:
            moments.append(SILENCE_MS)
        return max(1, min([1_000 - (t - self.began) % 1_000, *(at - shown for at in moments if at > shown)]))

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
            if self.page in _GUIDING:
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

    # ---- time ------------------------------------------------------------------------------------------------

    def _absent(self) -> bool:
        """Notice that nobody is there, and ask; the keys that come with that moment are not meant for what was on."""
        t = self._now()
        jumped = t - self._last_seen > JUMP_MS
        self._last_seen = t
        if self.page not in _GUIDING or not (jumped or t - self._last_key_at >= IDLE_MS):
            return False
        self.over = None
        self._go_to("still")
        self._note(length_ms=max(self.note.length_ms, self._key_clock))
        self._effects.append(Hush())
        return True

    def _pass_time(self) -> None:
        t = self._now()
        told = self._notices()
        if self.five_until is not None and self.clock_ms >= self.five_until:
            self.five_until = None
        if self.over is not None:
            return
        if self.page != "help":
            if t - self.since >= SILENCE_MS:
                self._leave_rubbing_out(silent=True)
            return
        gives_way = self._gives_way_ms()
        if gives_way is not None and t - self.since >= gives_way:
            due = self.since + gives_way
            # After a late wake-up (a stopped process) the next one begins when it is seen, not in the past.
            self._advance(due if t - due < 1_000 else t, speak=not told)
        elif not told:
            self._speak_due()

    def _notices(self) -> bool:
        """Tell of 5, 10 and 15 minutes, each once; whether one was told now."""
        clock = self.clock_ms
        if clock >= calls.TEN_MS and calls.TEN_MS not in self._told:
            self._told |= {calls.FIVE_MS, calls.TEN_MS}
            self.five_until = None
            self._show(self._order.first(), self._now(), speak=False)
        elif clock >= calls.FIFTEEN_MS and calls.FIFTEEN_MS not in self._told:
            self._told.add(calls.FIFTEEN_MS)
        elif clock >= calls.FIVE_MS and calls.FIVE_MS not in self._told and self.page == "help":
            self._told.add(calls.FIVE_MS)
            self.five_until = clock + calls.FIVE_SHOWN_MS
            self._effects.append(Speak(" ".join(calls.FIVE), advice=True))
            return True
        else:
            return False
        self._effects.append(Speak(calls.spoken(calls.ten_lines(self.muscle, self.numbers)), advice=True))
        return True

    def _gives_way_ms(self) -> int | None:
        """How long the technique on show stays by itself; `None`: until the person moves on."""
        if self.stays or self.gentlest:
            return None
        following = self._order.after(self.index)
        if self.round == 1 and (following is None or following[1]):
            until = calls.FIVE_MS - (self.since - self.began)
            if WARM_MS[0] <= until <= WARM_MS[1]:
                return until
        return self.technique.ms

    def _speak_due(self) -> None:
        """Say what is due of the technique on show; of several that are due at once, the last."""
        spoken = self.technique.spoken
        due = [text for at, text in spoken if at <= self.shown_ms]
        if self._spoken == 0 and self.brief:
            self._spoken = len(spoken)
            # Never onto the feet without these words, in any round.
            self._say(f"{'Light on. Hold on. ' if self.technique.stands else ''}{self.technique.name}.")
        elif len(due) > self._spoken:
            self._spoken = len(due)
            self._say(due[-1])

    # ---- techniques ------------------------------------------------------------------------------------------

    @property
    def _order(self) -> Order:
        group = self.muscle.group
        rub = self.rubbing and group is not None and group not in self._left_out
        return Order(self.plan, self.bed or self.late, rub)

    def _guiding(self, muscle: Relieves) -> Plan:
        plan = self._plan_of(muscle)
        return plan if guides(plan, on_feet=MUSCLES[muscle].on_feet) else self._fallback_of(muscle)

    def _go_to(self, page: Page) -> None:
        self.page = page
        self.since = self._changed = self._now()

    def _show(self, index: int, at: int, *, speak: bool = True, stays: bool = False) -> None:
        self.page, self.index, self.since, self.stays = "help", index, at, stays
        self._changed = self._now()
        self._spoken = 0 if speak else len(self.technique.spoken)
        self.no_answer = self.left_out_now = False
        self._shown()
        if speak:
            self._speak_due()

    def _shown(self) -> None:
        if self.technique.name not in self.note.techniques:
            self._note(techniques=(*self.note.techniques, self.technique.name))

    def _advance(self, at: int, *, speak: bool = True) -> None:
        """On to the next technique: by itself at its time, or because the person asked for another way."""
        by_itself = at <= self._now() and self.shown_ms >= self.technique.ms and not self.stays
        following = self._order.after(self.index)
        if following is None:
            self.stays = True
        elif self.late and by_itself:
            self._show(self._order.first(), at, speak=speak)
        else:
            self.round += following[1]
            technique = self._order.at(following[0])
            if technique and technique.kind == "massage" and self.muscle.group not in self._cleared:
                self._pending = following[0]
                self._ask("question 1")
            else:
                self._show(following[0], at, speak=speak)

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

    def _back(self) -> None:
        """The technique before, or the one behind a question; it then stays."""
        if self.page != "help":
            self._show(self.index, self._now(), stays=True)
            return
        cleared = self.muscle.group in self._cleared
        before = [i for i in self._order.before(self.index) if cleared or self._kind(i) != "massage"]
        self.stays = True
        if before:
            self._show(before[0], self._now(), stays=True)

    def _kind(self, index: int) -> str | None:
        technique = self._order.at(index)
        return technique.kind if technique else None

    def _change_muscle(self, muscle: Relieves) -> None:
        if muscle == self.plan.muscle and self.page == "help":
            return
        self.plan = self._guiding(muscle)
        self.round = 1
        self._note(muscle=muscle)
        self._show(self._order.first(), self._now())

    def _toggle_bed(self) -> None:
        before = self.technique
        self.bed = not self.bed
        self._changed = self._now()
        following = self._order.after(self.index)
        if self.page == "help" and self._order.at(self.index) is None:
            self._show(following[0] if following else self._order.first(), self._now())
        elif self.page == "help" and self.technique is not before:
            self._show(self.index, self._now())

    # ---- questions -------------------------------------------------------------------------------------------

    def _ask(self, page: Literal["question 1", "question 2"]) -> None:
        self._go_to(page)
        self._say(calls.spoken(self.questions.stop if page == "question 1" else self.questions.rubbing))

    def _answer(self, key: str) -> None:
        first = self.page == "question 1"
        if key == "n" and first:
            self._ask("question 2")
        elif key == "n":
            self._cleared.add(self.muscle.group or "leg")
            self._show(self._pending, self._now())
        elif key == "y" and first:
            self._note(signs=(*self.note.signs, Sign("before rubbing", self.questions.sign, self.clock_ms)))
            self._go_to("stop")
            self._say(calls.spoken((STOP, *map(self.numbers.put, self.questions.end))))
        else:
            if key == "y":
                self.rubbing = False
                self._effects.append(KeepNoRubbing())
            self._leave_rubbing_out()

    def _leave_rubbing_out(self, *, silent: bool = False) -> None:
        """Go on without rubbing, as long as this cramp lasts; the question is not asked again."""
        self._left_out.add(self.muscle.group or "leg")
        index, new_round = self._order.after(self.index) or (self.index, False)
        # Where the step that was asked about had begun a new round, that round is counted already.
        self.round += new_round and self._pending > self.index
        self._show(index, self._now())
        self.no_answer, self.left_out_now = silent, not silent

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

    # ---- effects ---------------------------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        self._effects.append(Speak(text))

    def _note(self, **changes: Any) -> None:
        if self.eased_at is None:
            changes.setdefault("length_ms", max(self.note.length_ms, self._key_clock))
        self.note = replace(self.note, **changes)
        self._effects.append(Noted())

    def _drain(self) -> tuple[Effect, ...]:
        effects, self._effects = tuple(self._effects), []
        return effects
