"""Where a cramp stands: everything a front end reads of it, and the small moves that the flow is made of."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from stretchplayer.relief import calls
from stretchplayer.relief.calls import Numbers
from stretchplayer.relief.effects import Effect, Noted, Speak
from stretchplayer.relief.muscles import MUSCLES, Group, Muscle
from stretchplayer.relief.note import CrampNote, NoteSide
from stretchplayer.relief.order import Order, guides
from stretchplayer.relief.plan import Plan, Technique
from stretchplayer.relief.questions import QUESTIONS, SILENCE_MS, Questions

if TYPE_CHECKING:
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
GUIDING: frozenset[Page] = frozenset(("help", "question 1", "question 2"))


class CrampState:
    """One cramp as it stands.

    `plan_of` gives the plan of a muscle, `fallback_of` the one in its place when nothing of that may be shown.
    `rubbing` is false when the person once said that rubbing is not for them. `already_ms` is how long ago the
    cramp began, with the `note` of it, when relief was closed and opened again. `paused` when a routine waits,
    `terse` when the voice is to say names only.
    """

    def __init__(
        self,
        plan_of: "Callable[[Relieves], Plan]",
        now: Callable[[], int],
        *,
        fallback_of: "Callable[[Relieves], Plan] | None" = None,
        muscle: "Relieves" = "calf",
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
        self.turn = 0
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
        self.note = note._replace(ended="unknown", at_least=True) if note else CrampNote(muscle, side=side)
        self.note = self.note._replace(muscle=muscle, side=side or self.note.side)
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
        elif self.over is None and self.page in GUIDING:
            moments.append(SILENCE_MS)
        return max(1, min([1_000 - (t - self.began) % 1_000, *(at - shown for at in moments if at > shown)]))

    # ---- order and moves, for the flow ---------------------------------------------------------------------

    @property
    def _order(self) -> Order:
        group = self.muscle.group
        rub = self.rubbing and group is not None and group not in self._left_out
        return Order(self.plan, self.bed or self.late, rub)

    def _guiding(self, muscle: "Relieves") -> Plan:
        plan = self._plan_of(muscle)
        return plan if guides(plan, on_feet=MUSCLES[muscle].on_feet) else self._fallback_of(muscle)

    def _go_to(self, page: Page) -> None:
        self.page = page
        self.turn += 1
        self.since = self._changed = self._now()

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

    # ---- effects ---------------------------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        self._effects.append(Speak(text))

    def _note(self, **changes: Any) -> None:
        if self.eased_at is None:
            changes.setdefault("length_ms", max(self.note.length_ms, self._key_clock))
        self.note = self.note._replace(**changes)
        self._effects.append(Noted())

    def _drain(self) -> tuple[Effect, ...]:
        effects, self._effects = tuple(self._effects), []
        return effects
