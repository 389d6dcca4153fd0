"""Relief as a state machine over a clock that it is given; it draws nothing, sounds nothing and reads nothing.

    help -> gate -> rubbing -> help ... -> eased -> closed (beside a paused routine: choice -> closed)
      |       `-> stop (a yes) -> may -> help          `-> help (it is back, or Enter was a mistake)
      |-> still (nobody there for 20 minutes, or a jump of the clock) -> help | eased
      `-> was it a cramp? -> closed
    over any of them, one on the other: signs, why, behind (sources), leaving

`KEYS` and `OVER_KEYS` are the whole table of what a key does where; `Flow` gives each of those actions its meaning.
Techniques are added to the stretch and never take it away: each stays for a minute, then gives way to the next by
itself, because the hands may be holding the toes. Lengths without a source are our own judgement.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
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
from stretchplayer.relief.texts import FIFTEEN_MS, FIVE_MS, FIVE_SHOWN_MS, GATES, HALF_MS, SILENCE_MS, Gate, Numbers
from stretchplayer.words.moment import Moment

if TYPE_CHECKING:
    from stretchplayer.routine.model import Relieves

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


class Flow:
    """One visit to relief, from the first instruction to the last key.

    `plan_of` gives the plan of a muscle, `fallback_of` the one in its place when nothing of that may be shown. `now` is
    the clock in milliseconds, `wall_ms` UTC at this moment and `offset_min` the local offset. `meaning` is what was
    asked for, `before` what was kept, `card` the health card. `rubbing` is false when the person once said that it is
    not for them, `paused` when a routine waits, `terse` when the voice is to say names only. With `stop_only` nothing
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
        rubbing: bool = True,
        numbers: Numbers | None = None,
        paused: bool = False,
        muted: bool = False,
        terse: bool = False,
        alone: bool = False,
        stop_only: bool = False,
    ) -> None:
        t = now()
        before = before or Before()
        meaning = meaning or Meaning()
        self._plan_of, self._fallback_of, self._now = plan_of, fallback_of or plan_of, now
        self._wall = wall_ms - t
        self.offset_min = offset_min
        self.numbers, self.card = numbers or Numbers(), card or Card()
        self.rubbing, self.muted, self.terse = rubbing and not meaning.no_rubbing, muted, terse
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
        self.signs_page = 0
        self.sign_at: str | None = None
        self.signs_of: Relieves | None = None
        self._in_view: tuple[str, ...] = ()
        self.since = self.opened = t
        self._over_since = self._changed = self._last_seen = self._last_key_at = t
        self._last_key = ""
        self._first_key_done = False
        self._limb_since: dict[Limb | None, int] = {}
        self._rub_answers: dict[Limb, Answer] = {}
        self._shown_now: list[str] = []
        self._pending = 0
        self._spoken = 0
        self._let_go = False
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
            self._add_muscle = False
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
    def spoken(self) -> tuple[tuple[int, str], ...]:
        """The voice's lines for what is on show, each with its moment."""
        lines = self.technique.spoken
        if self.muscle.id == "stitch" and self.card.fragile and not self.plan.own:
            lines = tuple((at, text.replace("Bend forward.", "Stay upright.")) for at, text in lines)
        return lines

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
        pending = self.plan.techniques[self._pending]
        keep = pending.keep if self.page == "rubbing" else None
        return keep or self.plan.keep or self.technique.large[-1]

    @property
    def upcoming(self) -> Technique | None:
        """The technique that comes next, when it is another one."""
        following = self.allowed.after(self.plan, self.index, asked=False)
        return None if following is None else self.allowed.at(self.plan, following[0])

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
        """Whether this is no peek any more; a look at an open Stop or at the signs alone is none."""
        return bool(self._shown_now) and self._now() - self.opened >= PEEK_MS

    @property
    def open_stops(self) -> tuple[SignRecord, ...]:
        """The marked signs that are on show: of all open ones the most urgent and newest, with those of its moment."""
        stops = [stop for stop in self.stops if stop.stops] or [stop for stop in self.stops if stop.asks]
        if not stops:
            return ()
        first = min(stops, key=lambda stop: (stop.key[0] != "N", -stop.when.utc_ms, stop.key))
        return tuple(stop for stop in stops if stop.when.utc_ms == first.when.utc_ms and stop.stops == first.stops)

    @property
    def stop_is_new(self) -> bool:
        """Whether it was marked in this visit."""
        shown = self.open_stops
        return bool(shown) and shown[0].when.utc_ms >= self.opened + self._wall

    @property
    def may_go_on(self) -> bool:
        """Whether nothing is open but the sign that lets relief go on gently."""
        open_now = [stop for stop in self.stops if stop.stops]
        return (
            not self.stop_only
            and bool(open_now)
            and all(signs.SIGNS[s.key].action == "meanwhile" for s in open_now if s.key in signs.SIGNS)
        )

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
        limb = self.muscle.limb
        answer = self.gate_answer
        rubs = (
            self.rubbing and self.muscle.rubs and limb is not None and answer == "no"
            and self._rub_answers.get(limb, "no") == "no"
            and not (self.card.pregnant or self.card.thinners or self.card.fragile)
        )  # fmt: skip
        return Allowed(
            in_bed=self.bed,
            late=self.late or self.gentle,
            rubs=rubs,
            moves=limb != "neck" or answer == "no",
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
            self._speak_stop()
        elif self.over:
            self._speak_signs()
        return self._drain()

    def wake(self) -> tuple[Effect, ...]:
        """Let time do its part; to be called at least every second."""
        t = self._now()
        if self._absent():
            return self._drain()
        if self.noted_until is not None and t >= self.noted_until:
            self.noted_until = None
        if self.page == "was":
            if t - self.since >= WAS_MS:
                self._close()
        elif self.page in GUIDING:
            self._pass_time()
        elif self.page == "eased" and not self.over:
            if self.gate_open and self.shown_ms >= SILENCE_MS:
                self._answer_gate("silence")
            if not self._let_go and self.half_left_ms == 0:
                self._let_go = True
                if self.aftercare and self.aftercare[0].small:
                    self._say(self.aftercare[0].small[0])
        if self.long_visit and not self._unsaid_kept and self.page in GUIDING:
            self._keep_unsaid()
        return self._drain()

    def press(self, key: str) -> tuple[Effect, ...]:
        """A key by its name (`enter`, `space`, `left`, `f1`, `7`, `w`); a letter in either case."""
        key = key.lower() if len(key) == 1 else key
        t = self._now()
        repeats = key == self._last_key and t - self._last_key_at < GUARD_MS and key not in ("up", "down")
        absent = self._absent()
        was_dimmed = self.dimmed
        self._last_key, self._last_key_at = key, t
        if absent or repeats or t - self._changed < GUARD_MS:
            return self._drain()
        if self.eased_at is None and self.page in GUIDING:
            self._key_clock = self.clock_ms
        table = OVER_KEYS[self.over[-1]] if self.over else KEYS[self.page]
        action = table.get(key) or table.get("*")
        if was_dimmed and not self.over:
            self._press_dimmed(key, action)
        elif action is not None:
            self._actions[action](self, key)
        return self._drain()

    def tell(
        self,
        *,
        rubbing: bool | None = None,
        numbers: Numbers | None = None,
        muted: bool | None = None,
        terse: bool | None = None,
    ) -> None:
        """What was read beside the first frame: the settings."""
        self.rubbing = self.rubbing if rubbing is None else rubbing and self.rubbing
        self.numbers = numbers or self.numbers
        self.muted = self.muted if muted is None else muted
        self.terse = self.terse if terse is None else terse

    def uncover(self) -> None:
        """Take away what lies over the page, without a key: it has been read out."""
        while self.over:
            self._do_close("")

    def alive(self) -> tuple[Effect, ...]:
        """A sign of life for the record, so that relief killed and opened again goes on with the same clock."""
        if self.eased_at is None and (self.told_cramp or self.long_visit) and self.page in GUIDING:
            if self.told_cramp:
                self._keep(known=False)
            else:
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
        self.over = ()
        self._go_to("still")
        self._keep_unsaid()
        self._effects.append(Effect("hush"))
        return True

    def _pass_time(self) -> None:
        t = self._now()
        told = self._notices()
        if self.five_until is not None and self.clock_ms >= self.five_until:
            self.five_until = None
        if self.over:
            return
        if self.page != "help":
            if t - self.since >= SILENCE_MS:
                self._go_on_unanswered(silent=True)
            return
        if self._gate_is_due() and not self.stays:
            self._ask_gate()
            return
        gives_way = self._gives_way_ms()
        if gives_way is not None and t - self.since >= gives_way:
            due = self.since + gives_way
            # After a late wake-up (a stopped process) the next one begins when it is seen, not in the past.
            self._advance(due if t - due < 1_000 else t, asked=False, speak=not told)
        elif not told:
            self._speak_due()

    def _notices(self) -> bool:
        """Tell of 5, 10 and 15 minutes, each once in a bout; whether one was told now."""
        clock = max(self.clock_ms, self.total_ms if self.late else 0)
        if clock >= TEN_MS and TEN_MS not in self._told:
            self._told |= {FIVE_MS, TEN_MS}
            self.five_until = None
            if self.page == "help":
                self._show(self.allowed.first(self.plan), self._now(), speak=False)
        elif clock >= FIFTEEN_MS and FIFTEEN_MS not in self._told:
            self._told.add(FIFTEEN_MS)
        elif clock >= FIVE_MS and FIVE_MS not in self._told and self.page == "help":
            self._told.add(FIVE_MS)
            self.five_until = self.clock_ms + FIVE_SHOWN_MS
            self._say(texts.FIVE_SAID, advice=True)
            return True
        else:
            return False
        self._say(texts.TEN, advice=True)
        return True

    def _gate_is_due(self) -> bool:
        gate = self.gate
        began = self._limb_since.get(self.muscle.limb, self.opened)
        return gate is not None and self.gate_open and self._now() - began >= gate.asks_ms

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
        return plan if guides(plan, on_feet=MUSCLES[muscle].on_feet) else self._fallback_of(muscle)

    def _show(self, index: int, at: int, *, speak: bool = True, stays: bool = False) -> None:
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
        if name not in self._shown_now:
            self._shown_now.append(name)
        if name not in self.record.techniques:
            self._change(techniques=(*self.record.techniques, name))

    def _speak_due(self) -> None:
        """Say what is due of the technique on show; of several that are due at once, the last."""
        spoken = self.spoken
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

    def _advance(self, at: int, *, asked: bool, speak: bool = True) -> None:
        """On to the next technique; before the second one of a limb stands its gate."""
        if self.gate_open:
            self._ask_gate()
            return
        following = self.allowed.after(self.plan, self.index, asked=asked)
        if following is None:
            self.stays = True
        elif (self.late or self.gentle) and not asked:
            self._show(self.allowed.first(self.plan), at, speak=speak)
        else:
            self._to(following, at, speak=speak)

    def _to(self, following: tuple[int, bool], at: int, *, speak: bool = True) -> None:
        index, new_round = following
        self.round += new_round
        technique = self.allowed.at(self.plan, index)
        limb = self.muscle.limb
        if technique is not None and technique.kind == "massage" and limb is not None and limb not in self._rub_answers:
            self._pending = index
            self._go_to("rubbing")
            self._say(texts.sentences(texts.RUBBING))
        else:
            self._show(index, at, speak=speak)

    # ---- questions -------------------------------------------------------------------------------------------

    def _ask_gate(self) -> None:
        assert self.gate is not None
        self._pending = self.index
        if self.alone:
            # Nobody can answer: it is said as a sentence, and silence is what it means.
            self._answer_gate("silence")
            self._say(self.numbers.put(self.gate.alone))
            self._after_question(speak=False)
            return
        self._go_to("gate")
        self._say(self.gate.line)

    def _answer_gate(self, answer: Answer) -> None:
        limb = self.muscle.limb
        if limb is not None:
            kept = {**dict(self.record.gate), limb: answer}
            self._change(gate=tuple(kept.items()))

    def _go_on_unanswered(self, *, silent: bool = False) -> None:
        """On without rubbing as long as this cramp lasts; a neck is not moved, either."""
        if self.page == "gate":
            self._answer_gate("silence")
        elif self.muscle.limb is not None:
            self._rub_answers[self.muscle.limb] = "silence"
        self._after_question()
        self.no_answer, self.left_out_now = silent, not silent

    def _after_question(self, *, speak: bool = True) -> None:
        following = self.allowed.after(self.plan, self.index, asked=False)
        if following is None:
            self._show(self.index, self._now(), speak=speak, stays=True)
        else:
            self._to(following, self._now(), speak=speak)

    # ---- actions: what the keys of the tables mean -------------------------------------------------------------

    def _do_eased(self, key: str) -> None:
        self.eased_at = self.clock_ms
        self.told_cramp = True
        self._change(eased_on=self.technique.name, confirmed=True)
        self._after()
        self._keep()
        half = " ".join(self.aftercare[0].large) if self.aftercare else ""
        asked = self.gate.line if self.gate is not None and self.after_gate else ""
        self._say(f"{half} {asked}".strip())

    def _do_eased_unseen(self, key: str) -> None:
        # It eased while nobody pressed anything: at which moment is not known.
        self.eased_at = self._key_clock
        self.told_cramp = True
        self._change(confirmed=True)
        self._after()
        self.dropped = False
        self._let_go = True
        self._keep(known=False)

    def _do_next(self, key: str) -> None:
        self._advance(self._now(), asked=True)

    def _do_back(self, key: str) -> None:
        """The technique before, or the one behind a question; it then stays."""
        if self.page != "help":
            self._show(self.index, self._now(), stays=True)
            return
        self.stays = True
        before = self.allowed.before(self.plan, self.index)
        limb = self.muscle.limb
        while before is not None and self._is_rub(before) and limb not in self._rub_answers:
            before = self.allowed.before(self.plan, before)
        if before is not None:
            self._show(before, self._now(), stays=True)

    def _is_rub(self, index: int) -> bool:
        technique = self.allowed.at(self.plan, index)
        return technique is not None and technique.kind == "massage"

    def _do_bed(self, key: str) -> None:
        before = self.technique
        self.bed, self.bed_chosen = not self.bed, True
        self._changed = self._now()
        if self.page == "help" and self.allowed.at(self.plan, self.index) is None:
            following = self.allowed.after(self.plan, self.index, asked=False)
            if following is None:
                self._show(self.allowed.first(self.plan), self._now())
            else:
                # By the same way as any other: before rubbing stands its question.
                self._to(following, self._now())
        elif self.page == "help" and self.technique is not before:
            self._show(self.index, self._now())

    def _do_muscle(self, key: str) -> None:
        muscle = BY_DIGIT[key]
        if muscle == self.plan.muscle and self.page == "help":
            return
        self.unknown_word = False
        if not self.bed_chosen:
            self.bed = self._bed_first(muscle)
        self.plan = self._guiding(muscle)
        self.muscle_id = muscle
        self.round = 1
        muscles = self.record.muscles if self.long_visit or self.told_cramp or self.base else ()
        if not muscles:
            self._change(techniques=())
        if muscle not in muscles:
            self._change(muscles=(*muscles, muscle))
        self._limb_since.setdefault(self.muscle.limb, self._now())
        self._show(self.allowed.first(self.plan), self._now())

    def _do_silence(self, key: str) -> None:
        self._go_on_unanswered()

    def _do_gate_yes(self, key: str) -> None:
        if self.page == "eased" and not self.after_gate:
            return
        if self.gate is not None:
            self._answer_gate("yes")
            self._mark(self.gate.yes)

    def _do_gate_no(self, key: str) -> None:
        if self.page == "eased":
            if self.after_gate:
                self._answer_gate("no")
                self._keep()
            return
        self._answer_gate("no")
        self._after_question()

    def _do_rub(self, key: str) -> None:
        if self.muscle.limb is not None:
            self._rub_answers[self.muscle.limb] = "no"
        self._show(self._pending, self._now())

    def _do_never_rub(self, key: str) -> None:
        self.rubbing = False
        self._effects.append(Effect("no-rubbing"))
        self._go_on_unanswered()

    def _do_mistake(self, key: str) -> None:
        gone = self.open_stops
        self.stops = tuple(stop for stop in self.stops if stop not in gone)
        self._effects += [Effect("unmark", stop.id) for stop in gone]
        ids = {stop.key for stop in gone}
        gate = tuple((limb, a) for limb, a in self.record.gate if not (a == "yes" and ids & set(GATES[limb].yes)))  # type: ignore[index]
        self._change(gate=gate)
        self._keep_if_kept()
        self._after_stop()

    def _do_seen(self, key: str) -> None:
        self._replace_stops(cleared=self._moment(), how="seen")
        self.may_not = False
        self._go_to("may")
        self._say(f"{texts.sentences((texts.MAY,))} y or n.")

    def _do_may(self, key: str) -> None:
        self._replace_stops(stretch_again=True)
        self._after_stop()

    def _do_may_not(self, key: str) -> None:
        self._replace_stops(stretch_again=False)
        self.may_not = True
        self._say(texts.MAY_NOT)

    def _do_meanwhile(self, key: str) -> None:
        if self.may_go_on:
            self.gentle = True
            if self.eased_at is not None:
                self._go_to("eased")
            else:
                self._show(self.allowed.first(self.plan), self._now())

    def _do_goes_on(self, key: str) -> None:
        self._show(self.allowed.first(self.plan) if self.late else self.index, self._now())

    def _do_again(self, key: str) -> None:
        """It is back: a new bout of the same record, from the first technique."""
        if not self.can_return:
            return
        self.bouts = (*self.bouts, self._bout(known=True))
        self.bout_began, self.eased_at = self._now(), None
        self._key_clock = 0
        self._told = {TEN_MS} if self.late else set()
        self.round = 1
        self._keep(known=False)
        self._show(self.allowed.first(self.plan), self._now())

    def _do_not_eased(self, key: str) -> None:
        """Enter was a mistake: the same bout goes on."""
        if self.can_return:
            self.eased_at = None
            self._change(eased_on=None)
            self._keep()
            self._show(self.index, self._now())

    def _do_side(self, key: str) -> None:
        side = SIDES[key]
        self._note(side=None if self.record.side == side else side)

    def _do_pain(self, key: str) -> None:
        pain = self.record.pain
        if key in ("up", "down"):
            self._note(pain=5 if pain is None else min(10, max(0, pain + (1 if key == "up" else -1))))
        else:
            worst = 10 if key == "+" else int(key)
            self._note(pain=None if pain == worst else worst)

    def _do_onset(self, key: str) -> None:
        onset = ONSETS[key]
        self._note(onset=None if self.record.onset == onset else onset)

    def _do_heat(self, key: str) -> None:
        others = tuple(word for word in self.record.came_with if word != "heat")
        self._note(came_with=others if self.heat else ("heat", *others))

    def _note(self, **changes: Any) -> None:
        self.dropped = False
        self._change(**changes)
        self._keep()

    def _do_done(self, key: str) -> None:
        self.dropped = True

    def _press_dimmed(self, key: str, action: str | None) -> None:
        """Dimmed aftercare: some keys keep their meaning, `esc` leaves, any other only makes it bright again."""
        if action in ("again", "signs", "why", "behind", "leave", "sound", "page"):
            self._actions[action](self, key)
        elif key == "escape":
            self._leave()
        else:
            self.dropped = False
            if action not in ("forget", "done", "not-eased") and action is not None:
                self._actions[action](self, key)

    def _do_forget(self, key: str) -> None:
        """No cramp after all: the visit is forgotten, a sign is not."""
        self._forget()
        self._leave()

    def _do_cramp(self, key: str) -> None:
        self.told_cramp = True
        self._change(confirmed=True)
        self._keep(known=False)
        self._close()

    def _do_no_cramp(self, key: str) -> None:
        self._forget()
        self._close()

    def _do_unsaid(self, key: str) -> None:
        self._close()

    def _do_end(self, key: str) -> None:
        self._effects.append(Effect("closed", "end"))

    def _do_go_on(self, key: str) -> None:
        self._effects.append(Effect("closed", "go-on"))

    def _do_page(self, key: str) -> None:
        self.dropped = False
        # A routine that waits is ended or continued first, and the question of the swollen leg is answered first.
        if not (self.paused or self.gate_open):
            self._effects.append(Effect("closed", PAGES[key]))

    def _do_sound(self, key: str) -> None:
        self.muted = not self.muted
        self._effects += [Effect("hush"), Effect("sound", on=not self.muted)]

    # ---- over the page ---------------------------------------------------------------------------------------

    def _do_signs(self, key: str) -> None:
        self._open_signs(None, self.plan.muscle)
        self._speak_signs()

    def _open_signs(self, sign: str | None, muscle: "Relieves | None") -> None:
        self.sign_at, self.signs_of = sign, muscle
        self._in_view = (sign, *IN_VIEW[sign]) if sign is not None and sign in IN_VIEW else ()
        self.signs_page = next((i for i, page in enumerate(self.sign_pages) if sign in page), 0)
        self._open("signs")

    def _speak_signs(self) -> None:
        self._say(self.numbers.put(f"Warning signs. {signs.HEADINGS['N']}."))

    def _do_why(self, key: str) -> None:
        self._open("why")

    def _do_behind(self, key: str) -> None:
        self._open("behind")

    def _do_leave(self, key: str) -> None:
        self._open("leaving")

    def _open(self, over: Over) -> None:
        if not self.over:
            self._over_since = self._now()
        # Each kind once: from the signs to `why` and on to the signs again is the way back.
        self.over = self.over[: self.over.index(over)] if over in self.over else self.over
        self.over = (*self.over, over)
        self._changed = self._now()

    def _do_close(self, key: str) -> None:
        self.over = self.over[:-1]
        self._changed = self._now()
        if not self.over:
            # Nothing went on beneath: the page takes up where it was.
            self.since += self._now() - self._over_since
            if self.sign_at is not None and self.page == "help" and not self._shown_now:
                # None of these: the help that was asked for begins.
                self._show(self.index, self._now())
            self.sign_at = None

    def _do_more(self, key: str) -> None:
        self.signs_page = (self.signs_page + 1) % len(self.sign_pages)
        self._changed = self._now()

    def _do_less(self, key: str) -> None:
        self.signs_page = max(0, self.signs_page - 1)
        self._changed = self._now()

    def _do_mark(self, key: str) -> None:
        """A digit means "I have this one"."""
        page = self.sign_pages[self.signs_page]
        if int(key) > len(page):
            return
        sign = page[int(key) - 1]
        self._mark((sign,))

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
            self._do_close("")
        if ids[0][0] == "D":
            self.noted_until = self._now() + NOTED_MS
            self._say(texts.NOTED)
        else:
            self.gentle = False
            self._go_to("stop")
            self._speak_stop()

    # ---- Stop ------------------------------------------------------------------------------------------------

    def _replace_stops(self, **changes: Any) -> None:
        for stop in self.open_stops:
            changed = replace(stop, **changes)
            self.stops = tuple(changed if each.id == stop.id else each for each in self.stops)
            self._effects.append(Effect("mark", stop=changed))

    def _after_stop(self) -> None:
        """The next open sign, if there is one; else back to the help, or to the aftercare."""
        if self.open_stops:
            self._go_to("stop" if self.open_stops[0].stops else "may")
            if self.page == "stop":
                self._speak_stop()
        elif self.stop_only:
            self._effects.append(Effect("closed", "cleared"))
        elif self.eased_at is not None:
            self._go_to("eased")
        elif self._asked_sign.sign is not None and not self._shown_now:
            self._go_to("help")
            self._open_asked_sign()
            self._speak_signs()
        else:
            self._show(self.index, self._now())

    def _open_asked_sign(self) -> None:
        """The sign that the written words mean, before any help."""
        if self._asked_sign.sign is not None:
            self._open_signs(self._asked_sign.sign, self._asked_sign.page)

    def _speak_stop(self) -> None:
        self._say(texts.sentences(self.numbers.all(stop_lines(self.open_stops, self.muscle))))

    # ---- the end ---------------------------------------------------------------------------------------------

    def _after(self) -> None:
        self.five_until = None
        self.dropped = self._let_go = False
        self._go_to("eased")

    def _do_go(self, key: str) -> None:
        """The second Q: leave, and ask once what it was."""
        self.over = ()
        if self.long_visit and not self.told_cramp and self.page != "eased":
            self._keep_unsaid()
            self._go_to("was")
            self._say(texts.WAS_IT)
        else:
            self._leave()

    def _leave(self) -> None:
        self._close()

    def _close(self) -> None:
        if not self.paused:
            self._effects.append(Effect("closed", "left"))
        elif any(stop.is_open for stop in self.stops):
            self._effects.append(Effect("closed", "end"))
        else:
            self._go_to("choice")

    def _go_to(self, page: Page) -> None:
        self.page = page
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

    _actions: ClassVar["Mapping[str, Callable[[Flow, str], None]]"] = {
        "eased": _do_eased, "next": _do_next, "back": _do_back, "bed": _do_bed, "muscle": _do_muscle,
        "gate-yes": _do_gate_yes, "gate-no": _do_gate_no, "silence": _do_silence, "rub": _do_rub,
        "never-rub": _do_never_rub, "mistake": _do_mistake, "seen": _do_seen, "may": _do_may, "may-not": _do_may_not,
        "meanwhile": _do_meanwhile, "goes-on": _do_goes_on, "eased-unseen": _do_eased_unseen, "again": _do_again,
        "not-eased": _do_not_eased, "side": _do_side, "pain": _do_pain, "onset": _do_onset, "heat": _do_heat,
        "done": _do_done, "forget": _do_forget, "cramp": _do_cramp, "no-cramp": _do_no_cramp, "unsaid": _do_unsaid,
        "end": _do_end, "go-on": _do_go_on, "sound": _do_sound, "signs": _do_signs, "why": _do_why,
        "behind": _do_behind, "leave": _do_leave, "close": _do_close, "more": _do_more, "less": _do_less,
        "mark": _do_mark, "go": _do_go, "page": _do_page,
    }  # fmt: skip


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
        swollen = texts.LIMB_SWOLLEN["arm" if arm else "leg"]
        calls = (texts.CALL_LINE, texts.MATERNITY)
        return (texts.TODAY, swollen, *texts.CLOT, *calls, "", *texts.WORSE)
    shown = tuple(sign.short + ("." if not sign.short.endswith("?") else "") for sign in marked)
    if first.haste == "N":
        head = {
            "now": (texts.NOW,),
            "department": (texts.DEPARTMENT[0],),
            "help": texts.HELP,
        }[first.action]
        return (*head, texts.MARKED, *shown, *(first.dont or texts.STILL_LINES))
    if first.action == "meanwhile":
        return (*texts.TEN_HEAD, texts.CALL_LINE, "", *texts.GET_WORSE)
    head = (texts.DEPARTMENT[1],) if first.action == "department-today" else (texts.TODAY,)
    return (*head, texts.MARKED, *shown, *first.dont, texts.CALL_LINE, "", *texts.GET_WORSE)
