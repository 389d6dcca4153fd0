"""Relief as a state machine over a clock that it is given; it draws nothing, sounds nothing and reads nothing.

    help -> gate -> rubbing -> help ... -> eased -> closed (beside a paused routine: choice -> closed)
      |       `-> stop (a yes) -> may -> help          `-> help (it is back, or Enter was a mistake)
      |-> still (nobody there for 20 minutes, or a jump of the clock) -> help | eased
      `-> was it a cramp? -> closed
    over any of them, one on the other: signs, why, behind (sources), leaving

`KEYS` and `OVER_KEYS` are the whole table of what a key does where, the rules what each of those actions means.
Techniques are added to the stretch and never take it away: each stays for a minute, then gives way to the next by
itself, because the hands may be holding the toes. Lengths without a source are our own judgement.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

from stretchplayer.relief import signs, texts
from stretchplayer.relief.danger import IN_VIEW, Meaning
from stretchplayer.relief.muscles import BY_DIGIT, MUSCLES, Limb, Muscle
from stretchplayer.relief.plan import Allowed, Plan, Technique, guides
from stretchplayer.relief.record import (
    BACK_MS,
    TEN_MS,
    Answer,
    Before,
    Bout,
    Card,
    CrampRecord,
    CrampSide,
    Onset,
    SignRecord,
    cramp_id,
)
from stretchplayer.relief.rules import DERIVED, DIMMED, FLAGS, RULES, SETS, parted
from stretchplayer.relief.texts import FIFTEEN_MS, FIVE_MS, FIVE_SHOWN_MS, GATES, HALF_MS, SILENCE_MS, Gate, Numbers
from stretchplayer.words.moment import Moment

if TYPE_CHECKING:
    from stretchplayer.routine.terms import Relieves

Page = Literal["help", "gate", "rubbing", "stop", "may", "still", "eased", "was", "choice"]
Over = Literal["signs", "why", "behind", "leaving"]

#: Anything within this time of a change, and a key that repeats, is a hand leaning on the keyboard.
GUARD_MS = 700
#: Nobody there: no key for so long, or a jump of the clock.
IDLE_MS, JUMP_MS = 20 * 60_000, 5 * 60_000
#: A shorter visit is a peek: nothing is kept of it and nothing is asked.
PEEK_MS = 20_000
#: How long "was it a cramp?" waits.
WAS_MS = 10_000
#: How long the aftercare stays bright without a key.
DIM_MS = 60_000
#: How long "noted for your doctor" is shown.
NOTED_MS = 10_000
#: The last technique of the first round stays until the five-minute notice, when that is this near.
WARM_MS = (30_000, 120_000)
#: Times by the names that the rules have for them.
TIMES: Mapping[str, int] = {
    "five": FIVE_MS, "ten": TEN_MS, "fifteen": FIFTEEN_MS, "silence": SILENCE_MS, "was": WAS_MS, "half": HALF_MS,
}  # fmt: skip
GUIDING: frozenset[Page] = frozenset(("help", "gate", "rubbing"))

SIDES: Mapping[str, CrampSide] = {"l": "left", "r": "right", "b": "both"}
ONSETS: Mapping[str, Onset] = {"z": "asleep", "u": "waking", "t": "rest", "e": "exercise", "a": "after-exercise"}
#: The pages that the aftercare opens, in the order in which it names them.
PAGES: Mapping[str, Literal["prevention", "plan", "health"]] = {"v": "prevention", "p": "plan", "o": "health"}
_DIGITS = "123456789"

_ANYWHERE = {"w": "signs", "f1": "signs", "?": "behind", "i": "why", "m": "sound"}
_LEAVE = {"q": "leave", "escape": "leave"}
_MUSCLES = dict.fromkeys(_DIGITS, "muscle")
#: What a key does on a page; `*` is any key that is named nowhere. Letters count in either case.
KEYS: Mapping[Page, Mapping[str, str]] = {
    "help": {**_ANYWHERE, **_LEAVE, **_MUSCLES, "enter": "eased", "left": "back", "b": "bed", "*": "next"},
    "gate": {**_ANYWHERE, **_LEAVE, **_MUSCLES, "enter": "eased", "left": "back", "b": "bed",
             "y": "gate-yes", "n": "gate-no", "*": "silence"},
    "rubbing": {**_ANYWHERE, **_LEAVE, **_MUSCLES, "enter": "eased", "left": "back", "b": "bed",
                "y": "never-rub", "n": "rub", "*": "silence"},
    "stop": {**_ANYWHERE, **_LEAVE, "left": "mistake", "p": "seen", "space": "meanwhile"},
    "may": {**_ANYWHERE, **_LEAVE, "y": "may", "n": "may-not"},
    "still": {**_ANYWHERE, **_LEAVE, **_MUSCLES, "enter": "eased", "n": "eased-unseen", "*": "goes-on"},
    "eased": {**_ANYWHERE, "q": "leave", "escape": "done", "c": "again", "left": "not-eased",
              **dict.fromkeys(SIDES, "side"), **dict.fromkeys(f"0{_DIGITS}+", "pain"), "up": "pain", "down": "pain",
              **dict.fromkeys(ONSETS, "onset"), "h": "heat", "x": "forget", "y": "gate-yes", "n": "gate-no",
              **dict.fromkeys(PAGES, "page")},
    "was": {"w": "signs", "f1": "signs", "i": "why", "y": "cramp", "n": "no-cramp", "escape": "unsaid", "q": "unsaid"},
    "choice": {**_ANYWHERE, "enter": "end", "e": "end", "escape": "end", "q": "end", "g": "go-on"},
}  # fmt: skip
OVER_KEYS: Mapping[Over, Mapping[str, str]] = {
    "signs": {**dict.fromkeys(_DIGITS, "mark"), "space": "more", "right": "more", "pagedown": "more", "left": "less",
              "pageup": "less", "w": "close", "f1": "close", "escape": "close", "q": "close", "enter": "close",
              "i": "why", "m": "sound"},
    "why": {"w": "signs", "f1": "signs", "escape": "close", "q": "close", "i": "close", "enter": "close",
            "left": "close", "m": "sound"},
    "behind": {"w": "signs", "f1": "signs", "i": "why", "escape": "close", "q": "close", "?": "close", "enter": "close",
               "left": "close", "m": "sound"},
    "leaving": {"w": "signs", "f1": "signs", "i": "why", "q": "go", "*": "close"},
}  # fmt: skip


class Effect(NamedTuple):
    """Something the world is asked for, in order.

    - `speak` `text` now, in place of what was being said; `advice` gets a tone of its own by day. `hush`: nothing.
    - `keep` the `record`, `forget` the record with the id `text`.
    - `mark` the `stop`, `unmark` the one with the id `text`.
    - `no-rubbing`: a yes to the rubbing question, to be kept. `sound`: turned `on` or off, remembered for nights.
    - `closed`: `left`, or beside a paused routine `end` it or `go-on` gently, or `cleared`, or left for one of `PAGES`,
      in `text`.
    """

    kind: Literal["speak", "hush", "keep", "forget", "mark", "unmark", "no-rubbing", "sound", "closed"]
    text: str = ""
    advice: bool = False
    on: bool = False
    record: CrampRecord | None = None
    stop: SignRecord | None = None


def _sets(name: str, value: "Callable[[Flow], object]") -> "Callable[[Flow, str], None]":
    """A step that sets a field to what something is at that moment."""
    return lambda flow, _: setattr(flow, name, value(flow))


class Flow:
    """One visit to relief, from the first instruction to the last key.

    `plan_of` gives the plan of a muscle, `fallback_of` the one in its place when nothing of that may be shown. `now` is
    the clock in milliseconds, `wall_ms` UTC at this moment and `offset_min` the local offset. `meaning` is what was
    asked for, `before` what was kept, `card` the health card, `paused` when a routine waits. With `stop_only` nothing
    but the open signs is shown, and relief closes (`cleared`) when there is none left: a routine is about to begin.

    Every command answers with the effects it asks for, in order.
    """

    def __init__(
        self,
        plan_of: "Callable[[Relieves], Plan]",
        now: Callable[[], int],
        *,
        fallback_of: "Callable[[Relieves], Plan] | None" = None,
        meaning: Meaning | None = None,
        wall_ms: int = 0,
        offset_min: int = 0,
        before: Before | None = None,
        card: Card | None = None,
        night: bool = False,
        bed: bool = False,
        side: CrampSide | None = None,
        paused: bool = False,
        muted: bool = False,
        alone: bool = False,
        stop_only: bool = False,
    ) -> None:
        t = now()
        before = before or Before()
        meaning = meaning or Meaning()
        self._plan_of, self._fallback_of, self._now = plan_of, fallback_of or plan_of, now
        self._wall = wall_ms - t
        self.offset_min = offset_min
        self.numbers, self.card = Numbers(), card or Card()
        self.rubbing, self.muted, self.terse = not meaning.no_rubbing, muted, False
        self.night, self.paused, self.alone, self.stop_only = night, paused, alone, stop_only
        self.tonight = before.tonight
        self.unknown_word = meaning.unknown
        # ---- where it is
        self.page: Page = "help"
        self.over: tuple[Over, ...] = ()
        self.round = 1
        self.turn = 0
        self.stays = False
        self.gentle = False
        self.no_answer = self.left_out_now = False
        self.dropped = False
        self.may_not = False
        self.five_until: int | None = None
        self.noted_until: int | None = None
        #: Of one press or wake: whether a time was told, when what comes is due, in silence, and what it is.
        self.noticed = self.quiet = False
        self.at: int | None = None
        self.next: tuple[int, bool] | None = None
        self._marked: tuple[str, ...] = ()
        self.signs_page = 0
        self.sign_at: str | None = None
        self.signs_of: Relieves | None = None
        self._in_view: tuple[str, ...] = ()
        self.since = self.opened = t
        self._over_since = self._changed = self._last_seen = self._last_key_at = t
        self._last_key = ""
        self._limb_since: dict[Limb | None, int] = {}
        self._rub_answers: dict[Limb | None, Answer] = {}
        self.shown_now: list[str] = []
        self._pending = self._spoken = 0
        self._remembered: Technique | None = None
        self.let_go = False
        self._effects: list[Effect] = []
        self._told: set[int] = set()
        self._unsaid_kept = False
        # ---- the record: a cramp that goes on or came back within ten minutes, else a new one
        self.muscle_id: Relieves = meaning.muscle
        self._take_up(before.cramp, wall_ms, t, side, named=meaning.named)
        self.stops = before.stops
        self.bed_chosen = bed
        self.bed = bed or self._bed_first(self.muscle_id)
        self.plan = self._guiding(self.muscle_id)
        self.index = self.allowed.first(self.plan)
        self._limb_since[self.muscle.limb] = t
        self._asked_sign = meaning
        if self.open_stops:
            self.page = "stop" if self.open_stops[0].stops else "may"
        else:
            self._open_asked_sign()

    def _take_up(self, cramp: CrampRecord | None, wall_ms: int, t: int, side: CrampSide | None, *, named: bool) -> None:
        self.eased_at: int | None = None
        self._key_clock = 0
        self.base = cramp
        self.told_cramp = False
        if cramp is None:
            self.record = CrampRecord(cramp_id(wall_ms), Moment(wall_ms, self.offset_min), (self.muscle_id,), side)
            self.record_began = self.bout_began = t
            self.bouts: tuple[Bout, ...] = ()
            return
        self.record = replace(cramp, side=side or cramp.side)
        self.record_began = t - (wall_ms - cramp.began.utc_ms)
        goes_on = bool(cramp.bouts) and not cramp.over
        self.bouts = cramp.bouts[:-1] if goes_on else cramp.bouts
        self.bout_began = self.record_began + cramp.bouts[-1].after_ms if goes_on else t
        self._key_clock = cramp.bouts[-1].length_ms if goes_on else 0
        self._told = {limit for limit in (FIVE_MS, TEN_MS, FIFTEEN_MS) if self.clock_ms >= limit}
        if named and self.muscle_id not in cramp.muscles:
            self._change(muscles=(*cramp.muscles, self.muscle_id))
        elif not named and cramp.muscle in MUSCLES:
            self.muscle_id = cramp.muscle  # type: ignore[assignment]

    # ---- what a front end reads ------------------------------------------------------------------------------

    @property
    def muscle(self) -> Muscle:
        return MUSCLES[self.plan.muscle]

    @property
    def gate(self) -> Gate | None:
        """The red-flag question of this limb."""
        return GATES[self.muscle.limb] if self.muscle.limb else None

    @property
    def gate_answer(self) -> Answer | None:
        """How the gate of this limb was answered in this cramp."""
        return dict(self.record.gate).get(self.muscle.limb or "")

    @property
    def unanswered(self) -> Gate | None:
        """The gate of this limb where nobody answered it: silence is never a no."""
        return self.gate if self.gate_answer == "silence" else None

    @property
    def heat(self) -> bool:
        """Whether it came in heat."""
        return "heat" in self.record.came_with

    @property
    def gate_open(self) -> bool:
        """Whether the gate of this limb still has to be asked."""
        return self.gate is not None and self.gate_answer is None

    @property
    def clock_ms(self) -> int:
        """The clock of this bout: wall time since it began, at rest once it has eased."""
        return self.eased_at if self.eased_at is not None else max(0, self._now() - self.bout_began)

    @property
    def first_ms(self) -> int | None:
        """The time since the first frame of a cramp that came back; `None` in its first bout."""
        return max(0, self._now() - self.record_began) if self.bouts else None

    @property
    def total_ms(self) -> int:
        """All bouts together, without the time between them."""
        return sum(bout.length_ms for bout in self.bouts) + self.clock_ms

    @property
    def late(self) -> bool:
        """Ten minutes of pain: ask for help, and only what is gentle is offered."""
        return self.total_ms >= TEN_MS

    @property
    def technique(self) -> Technique:
        """What is on show, or stays on show behind a question."""
        return self.allowed.at(self.plan, self.index) or self.plan.techniques[self.index]

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
        return (self.late or self.gentle) and self.at_first

    @property
    def at_first(self) -> bool:
        """Whether the technique that help began with is on show."""
        return self.index == self.allowed.first(self.plan)

    @property
    def kept(self) -> str:
        """What to keep doing while a question is on show."""
        keep = self.plan.techniques[self._pending].keep if self.page == "rubbing" else None
        return keep or self.plan.keep or self.technique.large[-1]

    @property
    def upcoming(self) -> Technique | None:
        """The technique that comes next, when it is another one."""
        allowed = self.allowed
        following = allowed.after(self.plan, self.index, asked=False)
        return None if following is None else allowed.at(self.plan, following[0])

    @property
    def aftercare(self) -> tuple[Technique, ...]:
        """What is done once it has eased; a neck that nobody cleared isn't moved then, either."""
        steps = self.plan.aftercare or self._fallback_of(self.plan.muscle).aftercare
        if self.allowed.moves or not steps:
            return steps
        still = (step for step in steps[1:] if step.kind == "breathe" or step.warms)
        return (steps[0]._replace(small=()), *still)

    @property
    def after_gate(self) -> bool:
        """Whether the aftercare has the gate on it: it was not asked before, and 20 s have not passed."""
        return self.page == "eased" and self.gate_open and self.shown_ms < SILENCE_MS

    @property
    def half_left_ms(self) -> int:
        """What is left of the half-strength hold."""
        return max(0, HALF_MS - self.shown_ms)

    @property
    def can_return(self) -> bool:
        """Whether `c` still means the same cramp."""
        return self.eased_at is not None and self._now() - self.bout_began - self.eased_at <= BACK_MS

    @property
    def dimmed(self) -> bool:
        """Aftercare that is done with, or with nothing pressed for a minute."""
        idle = self._now() - max(self._last_key_at, self.since) >= DIM_MS
        return self.page == "eased" and not self.after_gate and (self.dropped or idle)

    @property
    def third(self) -> bool:
        """A third cramp in one night."""
        return self.tonight >= 2

    @property
    def long_visit(self) -> bool:
        """Whether this is not a peek any more; a look at an open Stop or at the signs alone is none."""
        return bool(self.shown_now) and self._now() - self.opened >= PEEK_MS

    @property
    def open_stops(self) -> tuple[SignRecord, ...]:
        """The marked signs that are on show: of all open ones the most urgent and newest, with those of its moment."""
        stops = [stop for stop in self.stops if stop.stops] or [stop for stop in self.stops if stop.asks]
        if not stops:
            return ()
        first = min(stops, key=lambda stop: (stop.key[0] != "N", -stop.when.utc_ms))
        return tuple(stop for stop in stops if stop.when.utc_ms == first.when.utc_ms)

    @property
    def stop_is_new(self) -> bool:
        """Whether it was marked in this visit."""
        shown = self.open_stops
        return bool(shown) and shown[0].when.utc_ms >= self.opened + self._wall

    @property
    def stop_rows(self) -> tuple[str, ...]:
        """What Stop says; opened again it asks whether it is worse by now, before the signs that mean so."""
        rows = self.numbers.all(stop_lines(self.open_stops, self.muscle))
        return rows if self.stop_is_new else asked_again(rows)

    @property
    def may_go_on(self) -> bool:
        """Whether nothing is open but the sign that lets relief go on gently; a sign of a later version is another."""
        open_now = [signs.SIGNS.get(stop.key) for stop in self.stops if stop.stops]
        return not self.stop_only and bool(open_now) and all(s and s.action == "meanwhile" for s in open_now)

    @property
    def sign_pages(self) -> tuple[tuple[str, ...], ...]:
        """The pages of signs; where a word asked for one that others belong to, those come first and together."""
        return (*((self._in_view,) if self._in_view else ()), *signs.pages(self.signs_of, self.card))

    @property
    def limb_words(self) -> str:
        """Where it is, for a mark: "left calf"."""
        side = self.record.side if self.record.side in ("left", "right") else None
        return f"{side} {self.muscle.short}" if side else self.muscle.short

    @property
    def allowed(self) -> Allowed:
        """What may be shown now."""
        return Allowed(
            in_bed=self.bed,
            late=_any_holds(self, "easy"),
            rubs=_any_holds(self, "may-rub"),
            moves=_any_holds(self, "may-move"),
            warms=not self.card.no_heat,
            stands_by_itself=not (self.card.unsteady and self.night),
        )

    def next_wake_ms(self) -> int:
        """Milliseconds until something changes by itself: at the latest the next second of the clock."""
        t = self._now()
        shown = t - self.since
        moments: list[int] = []
        if not self.over and self.page == "help":
            moments += [at for at, _ in (*self.technique.spoken, *self.technique.later)]
            moments.append(self._gives_way_ms() or 0)
        elif not self.over and self.page in GUIDING:
            moments.append(SILENCE_MS)
        return max(1, min([1_000 - (t - self.bout_began) % 1_000, *(at - shown for at in moments if at > shown)]))

    # ---- commands --------------------------------------------------------------------------------------------

    def start(self) -> tuple[Effect, ...]:
        """The first words."""
        if self.page == "help" and not self.over:
            self._shown()
            self._speak_due()
        elif self.page == "stop":
            self._say_stop()
        elif self.over:
            self._say_signs("")
        return self._drain()

    def wake(self) -> tuple[Effect, ...]:
        """Let time do its part; to be called at least every second."""
        if not self._absent():
            self.noticed, self.quiet, self.at = False, False, None
            self._run("wake")
        return self._drain()

    def press(self, key: str) -> tuple[Effect, ...]:
        """A key by its name (`enter`, `space`, `left`, `f1`, `7`, `w`); a letter in either case."""
        key = key.lower() if len(key) == 1 else key
        t = self._now()
        repeats = key == self._last_key and t - self._last_key_at < GUARD_MS and key not in ("up", "down")
        self._absent()  # what is asked then is new, and the key not meant for it
        was_dimmed = self.dimmed
        self._last_key, self._last_key_at = key, t
        if repeats or t - self._changed < GUARD_MS:
            return self._drain()
        if self.page in GUIDING:
            self._key_clock = self.clock_ms
        table = OVER_KEYS[self.over[-1]] if self.over else KEYS[self.page]
        action = table.get(key) or table.get("*")
        if was_dimmed and not self.over:
            # Dimmed aftercare: some keys keep their meaning, `esc` leaves, any other makes it bright again.
            if action not in DIMMED:
                self.dropped = False
            action = DIMMED.get(action or "", action)
        if action is not None:
            self.quiet, self.at = False, None
            self._step(action, key)
        return self._drain()

    def _run(self, name: str, key: str = "") -> None:
        """Do what the rules of that name say."""
        for conditions, steps, then in _made(name):
            if _all_hold(conditions, self, key):
                for does, argument in steps:
                    does(self, argument or key)
                if not then:
                    return

    def _step(self, step: str, key: str) -> None:
        does, argument = _does(step)
        does(self, argument or key)

    def tell(
        self,
        *,
        rubbing: bool | None = None,
        numbers: Numbers | None = None,
        muted: bool | None = None,
        terse: bool | None = None,
    ) -> None:
        """What was read beside the first frame: the settings.

        `rubbing` is false when the person once said that it is not for them, `terse` when the voice is to say names
        only.
        """
        self.rubbing = self.rubbing if rubbing is None else rubbing and self.rubbing
        self.numbers = numbers or self.numbers
        self.muted = self.muted if muted is None else muted
        self.terse = self.terse if terse is None else terse

    def uncover(self) -> None:
        """Take away what lies over the page, without a key: it has been read out."""
        while self.over:
            self._run("close")

    def alive(self) -> tuple[Effect, ...]:
        """A sign of life for the record, so that relief killed and opened again goes on with the same clock."""
        if self.page in GUIDING:
            if self.told_cramp:
                self._keep()
            elif self.long_visit:
                self._keep_unsaid()
        return self._drain()

    def close(self) -> tuple[Effect, ...]:
        """Relief goes away from outside."""
        if self.long_visit and not self.told_cramp and self.page in (*GUIDING, "still", "was", "stop", "may"):
            self._keep_unsaid()
        elif self.told_cramp:
            self._keep()
        return self._drain()

    # ---- time ------------------------------------------------------------------------------------------------

    def _absent(self) -> bool:
        """Notice that nobody is there, and ask; the keys that come with that moment are not meant for what was on."""
        t = self._now()
        jumped = t - self._last_seen > JUMP_MS
        self._last_seen = t
        if self.page not in GUIDING or not (jumped or t - self._last_key_at >= IDLE_MS) or self.alone:
            return False
        self._run("absent")
        return True

    def _gives_way_ms(self) -> int | None:
        """How long the technique on show stays by itself; `None`: until the person moves on."""
        if self.stays or self.gentlest:
            return None
        following = self.allowed.after(self.plan, self.index, asked=False)
        if self.round == 1 and (following is None or following[1]):
            until = FIVE_MS - (self.since - self.bout_began)
            if WARM_MS[0] <= until <= WARM_MS[1]:
                return until
        return self.technique.ms

    # ---- techniques ------------------------------------------------------------------------------------------

    def _bed_first(self, muscle: "Relieves") -> bool:
        place = MUSCLES[muscle]
        return (place.bed_at_night and self.night) or (self.card.unsteady and self.night) or (
            self.card.pregnant and place.leg
        )  # fmt: skip

    def _guiding(self, muscle: "Relieves") -> Plan:
        plan = self._plan_of(muscle)
        plan = plan if guides(plan, on_feet=MUSCLES[muscle].on_feet) else self._fallback_of(muscle)
        bends = muscle == "stitch" and self.card.fragile and not plan.own
        return plan if not bends else plan._replace(techniques=tuple(map(_upright, plan.techniques)))

    def _show(self, index: int, *, stays: bool = False) -> None:
        """A technique, from the moment at which it was due where the rules say so, and in silence where they do."""
        at, speak = self._now() if self.at is None else self.at, not self.quiet
        self.at, self.quiet = None, False
        self.page, self.index, self.since, self.stays = "help", index, at, stays
        self._changed = self._now()
        self.turn += 1
        self._spoken = 0 if speak else len(self.technique.spoken)
        self.no_answer = self.left_out_now = False
        self._shown()
        if speak:
            self._speak_due()

    def _shown(self) -> None:
        name = self.technique.name
        if name not in self.shown_now:
            self.shown_now.append(name)
        if name not in self.record.techniques:
            self._change(techniques=(*self.record.techniques, name))

    def _speak_due(self) -> None:
        """Say what is due of the technique on show; of several that are due at once, the last."""
        spoken = self.technique.spoken
        due = [text for at, text in spoken if at <= self.shown_ms]
        if self.brief:
            if self._spoken == 0:
                # Never onto the feet without these words, in any round.
                light = "Light on. Hold on. " if self.technique.stands and not self.muscle.on_feet else ""
                self._say(f"{light}{self.technique.name}.")
            self._spoken = len(spoken)
        elif len(due) > self._spoken:
            self._spoken = len(due)
            self._say(due[-1])

    def _answer_gate(self, answer: Answer) -> None:
        limb = self.muscle.limb
        if limb is not None:
            kept = {**dict(self.record.gate), limb: answer}
            self._change(gate=tuple(kept.items()))

    # ---- the words of the rules --------------------------------------------------------------------------------

    def _speaks(self, text: str) -> None:
        """A text of relief by its name."""
        found = getattr(texts, text.upper())
        self._say(found if isinstance(found, str) else texts.sentences(found))

    def _notice(self, text: str) -> None:
        self.noticed = True
        self._say(getattr(texts, text.upper()), advice=True)

    def _say_half(self, _: str) -> None:
        half = " ".join(self.aftercare[0].large) if self.aftercare else ""
        asked = self.gate.line if self.gate is not None and self.after_gate else ""
        self._say(f"{half} {asked}".strip())

    def _say_half_over(self, _: str) -> None:
        if self.aftercare and self.aftercare[0].small:
            self._say(self.aftercare[0].small[0])

    def _say_gate_alone(self, _: str) -> None:
        # Nobody can answer: it is said as a sentence, and silence is what it means.
        assert self.gate is not None
        self._say(self.numbers.put(self.gate.alone))

    def _resume_clock(self, _: str) -> None:
        """Enter was a mistake: the same bout goes on."""
        self.eased_at = None
        self._change(eased_on=None)

    def _add_bout(self, _: str) -> None:
        """It is back: a new bout of the same record."""
        self.bouts = (*self.bouts, self._bout(known=True))
        self.bout_began, self.eased_at = self._now(), None
        self._key_clock = 0
        if not self.late:
            self._told.clear()
        self.round = 1

    def _confirm(self, _: str) -> None:
        self.told_cramp = True
        self._change(confirmed=True)

    def _wake_aftercare(self, _: str) -> None:
        self.dropped = self.let_go = False

    @property
    def _next_index(self) -> int:
        return self.next[0] if self.next else self.index

    def _find_before(self, _: str) -> None:
        """The technique before that needs no question."""
        before = self.allowed.before(self.plan, self.index)
        while before is not None and self._rubs_at(before) and self.muscle.limb not in self._rub_answers:
            before = self.allowed.before(self.plan, before)
        self.next = None if before is None else (before, False)

    def _rubs_at(self, index: int) -> bool:
        technique = self.allowed.at(self.plan, index)
        return technique is not None and technique.kind == "massage"

    def _turn_bed(self, _: str) -> None:
        self.bed, self.bed_chosen = not self.bed, True
        self._changed = self._now()

    def _take_muscle(self, key: str) -> None:
        muscle = BY_DIGIT[key]
        self.unknown_word = False
        self.plan = self._guiding(muscle)
        self.muscle_id = muscle
        self.round = 1
        muscles = self.record.muscles if self.long_visit or self.told_cramp or self.base else ()
        if not muscles:
            self._change(techniques=())
        if muscle not in muscles:
            self._change(muscles=(*muscles, muscle))
        self._limb_since.setdefault(self.muscle.limb, self._now())

    def _answer_rub(self, answer: str) -> None:
        self._rub_answers[self.muscle.limb] = answer  # type: ignore[assignment]

    def _no_rubbing(self, _: str) -> None:
        self.rubbing = False
        self._effects.append(Effect("no-rubbing"))

    def _mark_gate(self, _: str) -> None:
        assert self.gate is not None
        self._mark(self.gate.yes)

    def _unmark_open(self, _: str) -> None:
        gone = self.open_stops
        self.stops = tuple(stop for stop in self.stops if stop not in gone)
        self._effects += [Effect("unmark", stop.id) for stop in gone]
        ids = {stop.key for stop in gone}
        gate = tuple((limb, a) for limb, a in self.record.gate if not (a == "yes" and ids & set(GATES[limb].yes)))  # type: ignore[index]
        self._change(gate=gate)

    def _note_side(self, key: str) -> None:
        side = SIDES[key]
        self._change(side=None if self.record.side == side else side)

    def _note_pain(self, key: str) -> None:
        pain = self.record.pain
        if key in ("up", "down"):
            self._change(pain=5 if pain is None else min(10, max(0, pain + (1 if key == "up" else -1))))
        else:
            worst = 10 if key == "+" else int(key)
            self._change(pain=None if pain == worst else worst)

    def _note_onset(self, key: str) -> None:
        onset = ONSETS[key]
        self._change(onset=None if self.record.onset == onset else onset)

    def _note_heat(self, _: str) -> None:
        others = tuple(word for word in self.record.came_with if word != "heat")
        self._change(came_with=others if self.heat else ("heat", *others))

    def _turn_sound(self, _: str) -> None:
        self.muted = not self.muted
        self._effects += [Effect("hush"), Effect("sound", on=not self.muted)]

    def _say_signs(self, _: str) -> None:
        self._say(self.numbers.put(f"Warning signs. {signs.HEADINGS['N']}."))

    def _open(self, name: str) -> None:
        over: Over = name  # type: ignore[assignment]
        if not self.over:
            self._over_since = self._now()
        # Each kind once: from the signs to `why` and on to the signs again is the way back.
        self.over = (*(self.over[: self.over.index(over)] if over in self.over else self.over), over)
        self._changed = self._now()

    def _uncover(self, _: str) -> None:
        self.over = self.over[:-1]
        self._changed = self._now()
        if not self.over:
            # Nothing went on beneath: the page takes up where it was.
            self.since += self._now() - self._over_since

    def _turn_signs(self, step: int) -> None:
        self.signs_page = (self.signs_page + 1) % len(self.sign_pages) if step > 0 else max(0, self.signs_page - 1)
        self._changed = self._now()

    def _sign_at(self, key: str) -> str | None:
        """The sign with a digit on the page of signs."""
        page = self.sign_pages[self.signs_page]
        return page[int(key) - 1] if int(key) <= len(page) else None

    def _mark_key(self, key: str) -> None:
        """A digit means "I have this one"."""
        if sign := self._sign_at(key):
            self._mark((sign,))

    def _at_its_time(self, _: str) -> None:
        due, t = self.since + (self._gives_way_ms() or 0), self._now()
        # After a late wake-up (a stopped process) the next one begins when it is seen, not in the past.
        self.at = due if t - due < 1_000 else t
        self.quiet = self.noticed

    def mark(self, sign: str) -> tuple[Effect, ...]:
        """A sign by its id, where it was chosen by a running number."""
        self._mark((sign,))
        return self._drain()

    def _mark(self, ids: tuple[str, ...]) -> None:
        now = self._moment()
        limb = self.limb_words if self.signs_of is not None or not self.over else None
        marked = tuple(
            SignRecord(f"{cramp_id(now.utc_ms)}{key.lower()}", key, signs.SIGNS[key].text, now, limb, self.record.id)
            for key in ids
        )
        old = {stop.key: stop for stop in self.stops if stop.cleared is None}
        self._effects += [Effect("mark", stop=stop) for stop in marked if stop.key not in old or stop.key[0] != "D"]
        self.stops = (*(stop for stop in self.stops if stop.key not in ids), *marked)
        self._effects += [Effect("unmark", stop.id) for key, stop in old.items() if key in ids and key[0] != "D"]
        self._keep_if_kept()
        while self.over:
            self._run("close")
        self._marked = ids
        self._run("marked")

    # ---- Stop ------------------------------------------------------------------------------------------------

    def _look_at_stops(self, *, stretch_again: bool | None = None) -> None:
        for stop in self.open_stops:
            changed = stop.looked_at(self._moment(), stretch_again=stretch_again)
            self.stops = tuple(changed if each.id == stop.id else each for each in self.stops)
            self._effects.append(Effect("mark", stop=changed))

    def _open_asked_sign(self) -> None:
        """The sign that the written words mean, before any help."""
        if self._asked_sign.sign is not None:
            self._find_signs(self._asked_sign.sign, self._asked_sign.page)
            self._open("signs")

    def _find_signs(self, sign: str | None, muscle: "Relieves | None") -> None:
        self.sign_at, self.signs_of = sign, muscle
        self._in_view = (sign, *IN_VIEW[sign]) if sign is not None and sign in IN_VIEW else ()
        self.signs_page = next((i for i, page in enumerate(self.sign_pages) if sign in page), 0)

    def _say_stop(self, _: str = "") -> None:
        self._say(texts.sentences(self.stop_rows))

    # ---- the end ---------------------------------------------------------------------------------------------

    def _go_to(self, page: str) -> None:
        self.page = page  # type: ignore[assignment]
        self.turn += 1
        self.since = self._changed = self._now()

    # ---- the record ------------------------------------------------------------------------------------------

    def _moment(self) -> Moment:
        return Moment(self._now() + self._wall, self.offset_min)

    def _bout(self, *, known: bool) -> Bout:
        length = self.eased_at if self.eased_at is not None else self._key_clock
        return Bout(self.bout_began - self.record_began, length, known)

    def _change(self, **changes: Any) -> None:
        self.record = replace(self.record, **changes)

    def _keep(self, *, known: bool | None = None) -> None:
        """Write it: somebody said that it is a cramp, or it was no peek."""
        known = self.eased_at is not None if known is None else known
        bouts = (*self.bouts, self._bout(known=known))
        self._change(bouts=bouts, seen_ms=self._now() + self._wall)
        if self.alone:
            return  # nobody is there who could say that it is one
        self._effects.append(Effect("keep", record=self.record))

    def _keep_if_kept(self) -> None:
        if self.told_cramp or self.long_visit:
            self._keep()

    def _keep_unsaid(self) -> None:
        """Nobody has said so yet: kept as not confirmed, unless an earlier visit confirmed it."""
        self._unsaid_kept = True
        if not self.told_cramp:
            self._change(confirmed=self.base is not None and self.base.confirmed)
            self._keep(known=False)

    def _forget(self) -> None:
        """This visit was no cramp: what was kept before it stays as it was."""
        if self.base is not None and self.base.confirmed:
            self._effects.append(Effect("keep", record=self.base))
        else:
            self._effects.append(Effect("forget", self.record.id))
        self.told_cramp = False

    # ---- effects ---------------------------------------------------------------------------------------------

    def _say(self, text: str, *, advice: bool = False) -> None:
        self._effects.append(Effect("speak", text, advice=advice))

    def _drain(self) -> tuple[Effect, ...]:
        effects, self._effects = tuple(self._effects), []
        return effects

    conditions: ClassVar["Mapping[str, Callable[[Flow, str], object]]"] = {
        "on": lambda self, page: self.page == page,
        "guiding": lambda self, _: self.page in GUIDING,
        "has-eased": lambda self, _: self.eased_at is not None,
        "same-muscle": lambda self, key: BY_DIGIT[key] == self.plan.muscle,
        "gone": lambda self, _: self.allowed.at(self.plan, self.index) is None,
        "another": lambda self, _: self.technique is not self._remembered,
        "next-rubs": lambda self, _: self.next is not None and self._rubs_at(self.next[0]),
        "rub-answered": lambda self, _: self.muscle.limb in self._rub_answers,
        "stop-open": lambda self, _: bool(self.open_stops) and self.open_stops[0].stops,
        "stop-asks": lambda self, _: self.open_stops,
        "marked-open": lambda self, _: any(stop.is_open for stop in self.stops),
        "doctor-only": lambda self, _: self._marked[0][0] == "D",
        "noted-over": lambda self, _: self.noted_until is not None and self._now() >= self.noted_until,
        "five-over": lambda self, _: self.five_until is not None and self.clock_ms >= self.five_until,
        "waited": lambda self, time: self._now() - self.since >= TIMES[time],
        "pain": lambda self, time: max(self.clock_ms, self.total_ms if self.late else 0) >= TIMES[time],
        "told": lambda self, time: TIMES[time] in self._told,
        "gate-due": lambda self, _: (
            self.gate is not None
            and self.gate_open
            and self._now() - self._limb_since[self.muscle.limb] >= self.gate.asks_ms
        ),
        "gives-way": lambda self, _: (until := self._gives_way_ms()) is not None and self._now() - self.since >= until,
        "cleared": lambda self, _: self.gate_answer == "no",
        "rubs-here": lambda self, _: self.muscle.rubs,
        "rub-left-out": lambda self, _: self._rub_answers.get(self.muscle.limb, "no") != "no",
        "neck": lambda self, _: self.muscle.limb == "neck",
        "wants-rubbing": lambda self, _: (
            self.rubbing and not (self.card.pregnant or self.card.thinners or self.card.fragile)
        ),
        # Of the machine alone:
        "paused": lambda self, _: self.paused,
        "alone": lambda self, _: self.alone,
        "stop-only": lambda self, _: self.stop_only,
        "asked-for-sign": lambda self, _: self._asked_sign.sign is not None,
        "unsaid-kept": lambda self, _: self._unsaid_kept,
    }
    steps: ClassVar["Mapping[str, Callable[[Flow, str], None]]"] = {
        "turn-to": _go_to, "open": _open, "uncover": _uncover, "uncover-all": _sets("over", lambda self: ()),
        "leave-as": lambda self, how: self._effects.append(Effect("closed", how)),
        "leave-for-page": lambda self, key: self._effects.append(Effect("closed", PAGES[key])),
        "say": _speaks, "notice": _notice, "say-half": _say_half, "say-half-over": _say_half_over,
        "say-gate": lambda self, _: self._say(self.gate.line if self.gate is not None else ""),
        "say-gate-alone": _say_gate_alone, "say-stop": _say_stop,
        "say-may": lambda self, _: self._say(f"{texts.sentences((texts.MAY,))} y or n."),
        "say-signs": _say_signs, "speak-due": lambda self, _: self._speak_due(),
        "hush": lambda self, _: self._effects.append(Effect("hush")),
        "stop-clock": _sets("eased_at", lambda self: self.clock_ms),
        # It eased while nobody pressed anything: at which moment is not known.
        "stop-clock-at-key": _sets("eased_at", lambda self: self._key_clock), "resume-clock": _resume_clock,
        "add-bout": _add_bout, "confirm": _confirm, "wake-aftercare": _wake_aftercare,
        "unconfirm": lambda self, _: self._forget(),
        "keep": lambda self, _: self._keep(), "keep-unknown": lambda self, _: self._keep(known=False),
        "keep-if-kept": lambda self, _: self._keep_if_kept(), "keep-unsaid": lambda self, _: self._keep_unsaid(),
        "note-technique": lambda self, _: self._change(eased_on=self.technique.name),
        "note-side": _note_side, "note-pain": _note_pain, "note-onset": _note_onset, "note-heat": _note_heat,
        "find-next": _sets("next", lambda self: self.allowed.after(self.plan, self.index, asked=False)),
        "find-next-asked": _sets("next", lambda self: self.allowed.after(self.plan, self.index, asked=True)),
        "find-before": _find_before,
        "count-round": _sets("round", lambda self: self.round + (self.next[1] if self.next else 0)),
        "pend-next": _sets("_pending", lambda self: self._next_index),
        "remember": _sets("_remembered", lambda self: self.technique),
        "show-first": lambda self, _: self._show(self.allowed.first(self.plan)),
        "show-this": lambda self, _: self._show(self.index),
        "show-this-staying": lambda self, _: self._show(self.index, stays=True),
        "show-next": lambda self, _: self._show(self._next_index),
        "show-next-staying": lambda self, _: self._show(self._next_index, stays=True),
        "show-pending": lambda self, _: self._show(self._pending),
        "turn-bed": _turn_bed, "take-muscle": _take_muscle,
        "bed-of-key": lambda self, key: setattr(self, "bed", self._bed_first(BY_DIGIT[key])),
        "answer": lambda self, answer: self._answer_gate(answer), "answer-rub": _answer_rub,  # type: ignore[arg-type]
        "no-rubbing": _no_rubbing, "mark-gate": _mark_gate, "mark-key": _mark_key, "unmark-open": _unmark_open,
        "see-open": lambda self, _: self._look_at_stops(),
        "stretch-again": lambda self, _: self._look_at_stops(stretch_again=True),
        "stretch-not": lambda self, _: self._look_at_stops(stretch_again=False),
        "left-out": _sets("left_out_now", lambda self: True), "no-answer": _sets("no_answer", lambda self: True),
        "open-asked-sign": lambda self, _: self._open_asked_sign(),
        "find-signs": lambda self, _: self._find_signs(None, self.plan.muscle),
        "next-signs": lambda self, _: self._turn_signs(1), "previous-signs": lambda self, _: self._turn_signs(-1),
        "turn-sound": _turn_sound, "show-five": _sets("five_until", lambda self: self.clock_ms + FIVE_SHOWN_MS),
        "show-noted": _sets("noted_until", lambda self: self._now() + NOTED_MS),
        "tell": lambda self, time: self._told.add(TIMES[time]), "at-its-time": _at_its_time,
    }  # fmt: skip


_Holds = tuple[Callable[[Flow, str], object], str, bool]
_Does = tuple[Callable[[Flow, str], object], str]


@cache
def _made(name: str) -> tuple[tuple[tuple[_Holds, ...], tuple[_Does, ...], bool], ...]:
    """The rules of a name, with the function of each of their words in place of it."""
    return tuple((tuple(map(_holds, when)), tuple(map(_does, steps)), then) for when, steps, then in RULES[name])


@cache
def _holds(condition: str) -> _Holds:
    name, argument, wanted = parted(condition)
    if name in FLAGS:
        return lambda flow, _: getattr(flow, FLAGS[name]), argument, wanted
    if name in DERIVED:
        return lambda flow, _: _any_holds(flow, name), argument, wanted
    return Flow.conditions[name], argument, wanted


@cache
def _does(step: str) -> _Does:
    name, argument, _ = parted(step)
    if name in RULES:
        return lambda flow, key: flow._run(name, key), argument
    if name in SETS:
        return lambda flow, _: setattr(flow, *SETS[name]), argument
    return Flow.steps[name], argument


@cache
def _lines(name: str) -> tuple[tuple[_Holds, ...], ...]:
    return tuple(tuple(map(_holds, line.split())) for line in DERIVED[name])


def _any_holds(flow: Flow, name: str) -> bool:
    """Whether a condition holds that is made of others."""
    for line in _lines(name):  # noqa: SIM110 - as below
        if _all_hold(line, flow, ""):
            return True
    return False


def _all_hold(line: tuple[_Holds, ...], flow: Flow, key: str) -> bool:
    # No generator: this is asked thousands of times a second.
    for holds, argument, wanted in line:  # noqa: SIM110
        if bool(holds(flow, argument or key)) is not wanted:
            return False
    return True


def _upright(technique: Technique) -> Technique:
    """A technique in the words for whoever must not bend forward."""
    bends, upright = "Bend forward.", "Stay upright."
    return technique._replace(
        large=tuple(line.replace(bends, upright) for line in technique.large),
        spoken=tuple((at, text.replace(bends, upright)) for at, text in technique.spoken),
    )


def asked_again(rows: tuple[str, ...]) -> tuple[str, ...]:
    """What Stop says where it is opened again."""
    return tuple(line or texts.WORSE_AGAIN for line in rows if line != texts.GET_WORSE[0])


def stop_lines(stops: tuple[SignRecord, ...], muscle: Muscle) -> tuple[str, ...]:
    """What Stop says between its title and its keys: how urgent, what was marked, what not to do, whom to call."""
    if not stops:
        return ()
    marked = [signs.SIGNS[stop.key] for stop in stops if stop.key in signs.SIGNS]
    if not marked:
        return (texts.TODAY, texts.CALL_LINE, *texts.GET_WORSE)
    first = marked[0]
    if first.id == "T1":
        # By where it was marked: what hurts now may be another limb.
        arm = stops[0].limb.endswith("hand") if stops[0].limb else muscle.limb == "arm"
        swollen = f"One {'arm' if arm else 'leg'} swollen, hot or another colour."
        return (texts.TODAY, swollen, *texts.CLOT, texts.CALL_LINE, texts.MATERNITY, "", *texts.WORSE)
    shown = tuple(sign.short + ("." if not sign.short.endswith("?") else "") for sign in marked)
    head = texts.HEADS[first.action]
    if first.haste == "N":
        return (*head, texts.MARKED, *shown, *(first.dont or texts.STILL_LINES))
    today = (texts.MARKED, *shown, *first.dont) if first.action != "meanwhile" else ()
    return (*head, *today, texts.CALL_LINE, "", *texts.GET_WORSE)
