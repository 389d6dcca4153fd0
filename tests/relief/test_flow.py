"""What a visit is at each moment: the values that screens, the voice and the page ask for, to the millisecond."""

from dataclasses import replace
from typing import Any

from stretchplayer.relief.danger import Meaning
from stretchplayer.relief.flow import Flow
from stretchplayer.relief.muscles import MUSCLES
from stretchplayer.relief.plan import Plan, Technique
from stretchplayer.relief.record import Before, Bout, Card, CrampRecord, SignRecord, cramp_id
from stretchplayer.relief.signs import SIGNS
from stretchplayer.relief.texts import GATES, Numbers
from stretchplayer.runs.relief_plans import fallback
from stretchplayer.words.moment import Moment
from tests.each import each
from tests.relief.helpers import WALL, Visit, again


def sign(key: str, ms: int = WALL, **fields: Any) -> SignRecord:
    return SignRecord(f"{key} {ms}", key, key, Moment(ms), **fields)


def cramp(ago_ms: int, *bouts: Bout, **fields: Any) -> CrampRecord:
    return CrampRecord("c", Moment(WALL - ago_ms, 60), fields.pop("muscles", ("foot",)), bouts=bouts, **fields)


def own(*techniques: Technique, **fields: Any) -> dict[str, Any]:
    return {"plan_of": lambda muscle: Plan(muscle, "Mine", techniques, own=True, **fields)}


def after(visit: Visit, ms: int) -> Visit:
    """That many milliseconds later, with one wake-up."""
    return visit.wait(ms / 1000, step=ms / 1000)


# ---- what was kept before --------------------------------------------------------------------------------------

ENDED, OPEN = Bout(0, 60_000, True), Bout(120_000, 30_000)


@each(
    ("bouts", "clock", "first", "total", "before"),
    [
        ((ENDED, OPEN), 180_000, 300_000, 240_000, (ENDED,)),
        ((OPEN,), 180_000, None, 180_000, ()),
        ((ENDED,), 0, 300_000, 60_000, (ENDED,)),
        ((), 0, None, 0, ()),
    ],
)
def test_a_cramp_that_goes_on_or_came_back(
    bouts: tuple[Bout, ...], clock: int, first: int | None, total: int, before: tuple[Bout, ...]
) -> None:
    flow = Visit(options={"meaning": Meaning(), "before": Before(cramp(300_000, *bouts))}).flow
    assert (flow.clock_ms, flow.first_ms, flow.total_ms, flow.bouts) == (clock, first, total, before)
    assert flow.record.id == "c" and flow.round == 1


def test_a_new_cramp_begins_now_and_here() -> None:
    flow = Visit("shin", {"side": "left", "offset_min": 90}).flow
    assert (flow.record.began, flow.record.muscles, flow.record.side) == (Moment(WALL, 90), ("shin",), "left")


@each(("bouts", "length"), [((OPEN,), 30_000), ((ENDED, OPEN), 30_000), ((ENDED,), 0), ((Bout(0, 0), ENDED), 0)])
def test_the_last_key_that_is_known_is_the_one_before(bouts: tuple[Bout, ...], length: int) -> None:
    visit = Visit(options={"before": Before(cramp(300_000, *bouts))})
    visit.clock.ms += 6 * 60_000
    visit.wait(1).press("n")
    assert visit.record is not None
    assert (visit.record.bouts[-1].length_ms, visit.record.bouts[-1].known) == (length, False)


@each(
    ("ago", "said"),
    [
        (300_000, ["No better", "No better"]),
        (299_000, ["Five", "No better", "No better"]),
        (600_000, ["No better"]),
        (599_000, ["No better", "No better"]),
        (900_000, []),
    ],
)
def test_a_time_that_has_passed_is_not_told_again(ago: int, said: list[str]) -> None:
    visit = Visit(options={"before": Before(cramp(ago, Bout()))}).wait(720, step=1)
    told = [text for _, text in visit.said if text.startswith(("Five minutes", "No better"))]
    assert [next(word for word in ("Five", "No better") if text.startswith(word)) for text in told] == said


@each(
    ("meant", "muscles", "muscle", "kept"),
    [
        (Meaning(), ("foot",), "foot", ("foot",)),
        (Meaning("shin", named=True), ("foot",), "shin", ("foot", "shin")),
        (Meaning("shin", named=True), ("foot", "shin"), "shin", ("foot", "shin")),
        (Meaning("shin"), ("foot", "shin"), "foot", ("foot", "shin")),
        (Meaning(), ("elbow",), "calf", ("elbow",)),
    ],
)
def test_the_muscle_is_the_named_one_else_the_one_before(
    meant: Meaning, muscles: tuple[str, ...], muscle: str, kept: tuple[str, ...]
) -> None:
    flow = Visit(options={"meaning": meant, "before": Before(cramp(300_000, OPEN, muscles=muscles))}).flow
    assert (flow.muscle.id, flow.muscle_id, flow.record.muscles) == (muscle, muscle, kept)


@each(("asked", "kept", "side"), [("left", "right", "left"), ("left", None, "left"), (None, "right", "right")])
def test_the_side_is_the_one_asked_for_else_the_one_before(asked: str | None, kept: str | None, side: str) -> None:
    assert Visit(options={"side": asked, "before": Before(cramp(0, OPEN, side=kept))}).flow.record.side == side


def test_nothing_needs_to_be_told_at_the_start() -> None:
    flow = Flow(fallback, lambda: 0)
    assert (flow.muscle.id, flow.rubbing, flow.card, flow.numbers, flow.stops) == ("calf", True, Card(), Numbers(), ())
    assert (flow.round, flow.turn, flow.five_until, flow.noted_until, flow.signs_page) == (1, 0, None, None, 0)
    assert not (flow.stays or flow.gentle or flow.dropped or flow.may_not or flow.let_go or flow.third)


def test_what_was_asked_for_reaches_it() -> None:
    flow = Flow(fallback, lambda: 5, meaning=Meaning(no_rubbing=True), before=Before(tonight=2))
    assert not flow.rubbing and flow.third
    assert not Flow(fallback, lambda: 5, before=Before(tonight=1)).third
    assert Flow(fallback, lambda: 5, meaning=Meaning(unknown=True)).unknown_word


def test_where_nothing_of_a_routine_may_be_shown_it_is_the_programs_own() -> None:
    visit = Visit(options=own(Technique("Rub", "massage", ("RUB.",))))
    assert visit.flow.technique.name == "Toe pull, leg straight"
    only = Flow(lambda muscle: fallback("foot"), lambda: 0)
    assert only.plan.muscle == "foot", "without another one the plan is taken as it is"


@each(
    ("word", "options", "bed"),
    [
        ("thigh", {"night": True}, True),
        ("thigh", {}, False),
        ("calf", {"night": True}, False),
        ("calf", {"bed": True}, True),
        ("calf", {"night": True, "card": Card(unsteady=True)}, True),
        ("calf", {"card": Card(unsteady=True)}, False),
        ("calf", {"card": Card(pregnant=True)}, True),
        ("hand", {"card": Card(pregnant=True)}, False),
        ("stitch", {"card": Card(pregnant=True)}, False),
    ],
)
def test_where_help_begins_in_bed(word: str, options: dict[str, Any], bed: bool) -> None:
    assert Visit(word, dict(options)).flow.bed is bed
    if "bed" not in options:
        visit = Visit("neck", dict(options)).press(MUSCLES[word].digit)  # type: ignore[index]
        assert visit.flow.bed is bed, "by its key as well"


# ---- times -----------------------------------------------------------------------------------------------------

TIMED = own(
    Technique("One", "stretch", ("ONE.",), spoken=((0, "One."), (6_300, "Two.")), later=((8_400, ("THREE.",)),),
              ms=10_600),
    Technique("Two", "stretch", ("TWO.",)),
)  # fmt: skip


@each(
    ("at", "wakes"),
    [
        (0, 1000),
        (400, 600),
        (999, 1),
        (6_200, 100),
        (6_300, 700),
        (8_300, 100),
        (8_400, 600),
        (10_500, 100),
        (10_600, 400),
    ],
)
def test_the_next_wake_is_when_something_happens(at: int, wakes: int) -> None:
    visit = Visit(options=dict(TIMED))
    visit.clock.ms += at
    assert visit.flow.next_wake_ms() == wakes


def test_the_next_wake_with_something_over_it_and_on_the_other_pages() -> None:
    visit = Visit(options=dict(TIMED)).press("w")
    after(visit, 5_200)
    assert visit.flow.next_wake_ms() == 800, "nothing happens beneath"
    visit = Visit().press("space", apart=1.3)
    assert visit.flow.page == "gate"
    visit.clock.ms += 19_000
    assert visit.flow.next_wake_ms() == 700
    visit.clock.ms += 950
    assert visit.flow.next_wake_ms() == 50, "silence is an answer"
    assert visit.now("w").flow.next_wake_ms() == 750, "and is not waited for beneath the signs"
    visit = Visit("stitch").press("space", apart=1.3).press("left")
    assert visit.flow.next_wake_ms() == 700, "who went back is left alone"
    visit = Visit().press("enter", apart=1.3).press("n", "c").wait(0.2, step=0.2)
    assert visit.flow.next_wake_ms() == 800, "the seconds of this bout"
    visit = Visit().press("enter", apart=1.3)
    visit.clock.ms += 19_950
    assert visit.flow.next_wake_ms() == 750


def test_a_look_at_the_signs_does_not_count_as_time_on_show() -> None:
    visit = Visit().press("w", apart=5)
    after(visit, 3_000)
    assert visit.flow.shown_ms == 5_000
    visit.press("w", apart=4)
    assert visit.flow.shown_ms == 5_000
    after(visit, 1_000)
    assert visit.flow.shown_ms == 6_000 and visit.flow.clock_ms == 13_000
    covered = visit.press("w").wait(120, step=5)
    assert (covered.flow.page, covered.flow.over) == ("help", ("signs",)), "and what it covers waits"
    assert covered.spoken.startswith("Warning signs.")


def test_a_visit_is_no_peek_from_twenty_seconds_on() -> None:
    visit = after(Visit(), 19_999)
    assert not visit.flow.long_visit
    assert after(visit, 1).flow.long_visit
    stopped = after(Visit(options={"before": Before(stops=(sign("T1"),))}), 30_000)
    assert not stopped.flow.long_visit and stopped.close().record is None, "a look at Stop alone"


def test_ten_minutes_are_late_and_a_millisecond_less_is_not() -> None:
    visit = Visit(options={"before": Before(cramp(599_999, Bout()))})
    assert not visit.flow.late
    visit.clock.ms += 1
    assert visit.flow.late and visit.flow.gentlest


def test_c_means_the_same_cramp_for_ten_minutes() -> None:
    visit = Visit()
    assert not visit.flow.can_return
    visit.press("enter", apart=30)
    visit.clock.ms += 600_000
    assert visit.flow.can_return
    visit.clock.ms += 1
    assert not visit.flow.can_return


def test_the_gate_on_the_aftercare_waits_twenty_seconds() -> None:
    visit = Visit()
    assert not visit.flow.after_gate and visit.flow.gate_open
    visit.press("enter")
    visit.clock.ms += 19_999
    assert visit.flow.after_gate
    visit.clock.ms += 1
    assert not visit.flow.after_gate and visit.flow.gate_open
    assert not Visit().press("enter", "n").flow.after_gate


def test_what_is_left_of_the_hold() -> None:
    visit = Visit().press("enter")
    assert after(visit, 1_000).flow.half_left_ms == 29_000
    assert after(visit, 40_000).flow.half_left_ms == 0


def test_the_aftercare_dims_a_minute_after_the_last_key_or_when_it_is_done() -> None:
    visit = Visit().press("enter").press("n", apart=30)
    assert not after(visit, 59_999).flow.dimmed
    assert after(visit, 1).flow.dimmed
    assert not visit.now("l").flow.dimmed and visit.flow.record.side == "left"
    assert visit.press("escape").flow.dimmed
    assert not Visit().press("enter", "escape").flow.dimmed, "the gate is still on it"
    assert not after(Visit(), 70_000).flow.dimmed, "and nothing else dims"


def test_dimmed_aftercare_keeps_some_keys_and_brightens_with_the_others() -> None:
    dimmed = lambda: Visit().press("enter", "n", "escape")  # noqa: E731 - one that is new each time
    assert dimmed().press("escape").closed == "left"
    assert dimmed().press("q", "q").closed == "left"
    assert dimmed().press("c").flow.page == "help"
    assert dimmed().press("w").flow.over == ("signs",) and dimmed().press("w", "w").flow.dimmed
    for key in ("k", "enter", "h", "x", "left"):
        visit = dimmed().press(key)
        assert not visit.flow.dropped and visit.closed is None, key
    assert dimmed().press("h").flow.heat
    assert dimmed().press("x").flow.page == "eased", "it is too dark to throw something away"
    assert dimmed().press("c").press("enter").flow.dropped is False


# ---- keys ------------------------------------------------------------------------------------------------------


@each(
    ("first", "second", "ms", "turned"),
    [("b", "space", 699, False), ("b", "space", 700, True), ("m", "m", 699, False), ("m", "m", 700, True)],
)
def test_a_key_counts_seven_tenths_of_a_second_after_a_change_and_after_itself(
    first: str, second: str, ms: int, turned: bool
) -> None:
    visit = Visit().press(first)
    visit.clock.ms += ms
    visit.now(second)
    assert (visit.flow.page == "gate" if first == "b" else not visit.flow.muted) is turned


def test_another_key_may_follow_at_once_and_arrows_may_repeat() -> None:
    visit = Visit().press("enter", "n")
    for key in ("l", "z", "h", "up", "up", "up", "down", "down"):
        visit.clock.ms += 100
        visit.now(key)
    record = visit.flow.record
    assert (record.side, record.onset, record.came_with, record.pain) == ("left", "asleep", ("heat",), 5)


@each(("unsteady", "night"), [(False, False), (True, False), (False, True), (True, True)])
def test_whoever_is_unsteady_stands_at_night_only_when_they_ask_for_it(unsteady: bool, night: bool) -> None:
    steps = own(HOLD, STAND, HOLD._replace(name="Last"))
    visit = Visit("stitch", {"card": Card(unsteady=unsteady), "night": night, **steps})
    if visit.flow.bed:
        visit.press("b")
    both = unsteady and night
    assert visit.flow.upcoming is not None and visit.flow.upcoming.name == ("Last" if both else "Stand")
    assert visit.press("space").flow.technique is STAND


@each(
    ("keys", "pain"),
    [
        ("up", 5), ("down", 5), ("9 up up up", 10), ("1 down down down", 0), ("+", 10), ("0", 0), ("7 7", None),
        ("+ +", None), ("7 3", 3),
    ],
)  # fmt: skip
def test_how_bad_it_was(keys: str, pain: int | None) -> None:
    assert Visit().press("enter", "n", *keys.split()).flow.record.pain == pain


def test_a_jump_of_the_clock_or_twenty_minutes_without_a_key() -> None:
    assert after(Visit(), 300_000).flow.page != "still"
    assert after(Visit(), 300_001).flow.page == "still"
    visit = Visit().wait(1_199, step=1)
    assert visit.flow.page != "still" and visit.wait(1).flow.page == "still"
    assert Visit(options={"alone": True}).wait(1_300, step=1).flow.page != "still"
    visit = Visit()
    visit.clock.ms += 400_000
    assert visit.now("enter").flow.page == "still", "the key is not meant for what was on show"


def test_a_key_on_the_way_tells_how_long_it_hurt_at_least() -> None:
    visit = Visit().press("m", apart=10).press("w", apart=5).press("w", apart=5)
    visit.clock.ms += 400_000
    visit.wait(1).press("n")
    assert visit.record is not None and visit.record.bouts == (Bout(0, 20_000),)


def test_letters_count_in_either_case() -> None:
    assert Visit().press("W").flow.over == ("signs",)


def test_a_number_of_the_page_of_signs_beyond_its_last_is_nothing() -> None:
    visit = Visit("shin").press("w", "6")
    assert visit.flow.over == ("signs",) and not visit.marks
    assert set(Visit("shin").press("w", "5").marks) == {"T4"}


def test_the_pages_of_signs_go_round_forwards_and_end_backwards() -> None:
    visit = Visit().press("w")
    pages = len(visit.flow.sign_pages)
    seen = [visit.press("space").flow.signs_page for _ in range(pages)]
    assert seen == [*range(1, pages), 0]
    assert visit.press("left").flow.signs_page == 0
    assert visit.press("space", "space", "left").flow.signs_page == 1


# ---- what is on show and what is said --------------------------------------------------------------------------


def test_the_voice_says_names_only_from_the_second_round_on() -> None:
    visit = Visit("stitch", {"card": Card(limits=True)})
    assert not visit.flow.brief and Visit(options={"terse": True}).flow.brief
    visit.press("space", "space", "space")
    assert visit.flow.round == 2 and visit.flow.brief
    assert visit.press("left").flow.brief is False, "who goes back wants to hear it"
    terse = Visit("calf", {"terse": True}).press("space", "n", "n", "space")
    assert [text for _, text in terse.said if "Toe" in text or "press" in text] == [
        "Toe pull, leg straight.", "Light on. Hold on. Stand and press the heel.",
    ]  # fmt: skip
    assert "Easy walk." in [text for _, text in Visit("stitch", {"terse": True}).press("space", "space").said]


@each(
    ("word", "options", "said"),
    [
        ("stitch", {}, "Bend forward."),
        ("stitch", {"card": Card(fragile=True)}, "Stay upright."),
        ("stitch", {"card": Card(fragile=True), **own(fallback("stitch").techniques[0])}, "Bend forward."),
    ],
)  # fmt: skip
def test_fragile_bones_are_not_bent(word: str, options: dict[str, Any], said: str) -> None:
    visit = Visit(word, dict(options))
    assert said in visit.said[0][1] and said in visit.flow.technique.spoken[0][1]
    assert [at for at, _ in visit.flow.technique.spoken] == [0, 15_000, 30_000]
    assert visit.flow.technique.spoken[0][1] == f"Slow down or stop. Breathe deeply. Press it. {said}"


HOLD = Technique("Hold", "hold", ("HOLD.", "STILL."))
STAND = Technique("Stand", "hold", ("STAND.",), stands=True)
LIE = HOLD._replace(bed=Technique("Lie", "hold", ("LIE.",)))


@each(("techniques", "has_bed"), [((HOLD,), False), ((HOLD, STAND), True), ((HOLD, LIE), True), ((LIE, LIE), True)])
def test_whether_bed_changes_anything(techniques: tuple[Technique, ...], has_bed: bool) -> None:
    assert Visit(options=own(*techniques)).flow.has_bed is has_bed


def test_what_comes_next() -> None:
    visit = Visit("calf", own(HOLD, STAND, LIE._replace(asked=True)))
    assert visit.flow.upcoming == STAND
    assert visit.press("space", "n").flow.upcoming == HOLD, "what comes only when asked for is passed over"
    assert Visit("calf", own(HOLD)).flow.upcoming is None


def test_what_to_keep_doing_while_a_question_is_on_show() -> None:
    rub = Technique("Rub", "massage", ("RUB.",), keep="Lean back.")
    for plan, gate, rubbing in (
        (own(HOLD._replace(keep="Not now."), rub, keep="Hold on."), "Hold on.", "Lean back."),
        (own(HOLD, rub._replace(keep=None), keep="Hold on."), "Hold on.", "Hold on."),
        (own(HOLD._replace(large=("A.", "B.", "C.")), rub), "C.", "Lean back."),
    ):
        visit = Visit("calf", plan).press("space")
        assert visit.flow.page == "gate" and visit.flow.kept == gate
        visit.press("n")
        assert visit.flow.page == "rubbing" and visit.flow.kept == rubbing


def test_the_aftercare_of_a_routine_without_one_and_of_a_neck_that_nobody_cleared() -> None:
    rest = (Technique("Rest", "breathe", ("REST.",), ("Slowly.",)),)
    assert Visit("calf", own(HOLD, aftercare=rest)).flow.aftercare == rest
    assert Visit("calf", own(HOLD)).flow.aftercare == fallback("calf").aftercare
    assert Flow(lambda muscle: Plan("neck", "Mine", (HOLD,)), lambda: 0).aftercare == ()
    steps = (*rest, Technique("Breathe", "breathe", ()), Technique("Turn", "move", ()), Technique("Warm", "do", (),
             warms=True))  # fmt: skip
    visit = Visit("neck", own(HOLD, aftercare=steps))
    assert visit.flow.aftercare == (rest[0]._replace(small=()), steps[1], steps[3])
    assert visit.press("enter", "n").flow.aftercare == steps


@each(("length", "until"), [(179_999, 359_998), (180_000, 300_000), (270_000, 300_000),
                                                (270_001, 540_002)])  # fmt: skip
def test_the_last_technique_of_the_first_round_stays_until_the_five_minutes_when_they_are_near(
    length: int, until: int
) -> None:
    """A stitch has no gate, so that nothing but the time of its techniques turns the page."""
    visit = Visit("stitch", own(HOLD._replace(ms=length), HOLD._replace(name="Last", ms=length)))
    assert after(visit, length - 1).flow.technique.name == "Hold"
    assert after(visit, 1).flow.technique.name == "Last"
    visit.clock.ms = visit.opened + until - 1
    visit.flow.wake()
    assert visit.flow.technique.name == "Last"
    assert after(visit, 1).flow.technique.name == "Hold" and visit.flow.round == 2


def test_the_first_words_of_each_first_page() -> None:
    assert Visit().said == [(0.0, "Straighten your leg. Pull your toes toward you.")]
    ((_, signs),) = Visit("chest").said
    assert signs.startswith("Warning signs. Call 1 1 2") or signs == "Warning signs. Call 112, 911 or 999 now."
    ((_, stop),) = Visit(options={"before": Before(stops=(sign("T2"),))}).said
    assert stop.startswith("Go to an emergency department today.")


def test_what_is_said_when_it_has_eased() -> None:
    half, asked = "Keep the stretch, half as hard.", "Is one leg swollen, hot or a different colour?"
    said = [text for _, text in Visit().press("enter").said]
    assert said[-1].startswith(half) and said[-1].endswith(asked) and said[-1] != said[-1].replace(asked, "")
    assert Visit().press("space", "n", "enter").spoken == half
    assert Visit("stitch").press("enter").spoken == "Keep breathing, slow and deep."
    visit = Visit("calf", own(HOLD, aftercare=(LIE._replace(large=("One.", "Two.")),))).press("space", "n", "enter")
    assert visit.spoken == "One. Two."
    assert visit.wait(40).spoken == "One. Two.", "nothing small is left to say"
    assert Visit().press("space", "n", "enter").wait(31).spoken == "Then let the foot relax, heel first."


def test_a_notice_has_a_tone_of_its_own() -> None:
    effects = Visit().wait(310).effects
    notices = [effect for effect in effects if effect.kind == "speak" and effect.text.startswith("Five minutes")]
    assert [effect.advice for effect in notices] == [True]
    assert not any(effect.advice for effect in effects if effect not in notices)


def test_alone_the_gate_is_a_sentence_and_silence_its_answer() -> None:
    visit = Visit(options={"alone": True}).wait(61)
    assert visit.flow.gate_answer == "silence" and visit.flow.page == "help"
    assert GATES["leg"].alone.partition("{")[0] in " ".join(text for _, text in visit.said)
    assert len({second for second, _ in visit.said}) == len(visit.said), "and nothing is said over it"
    assert not [effect for effect in visit.effects if effect.kind == "keep"], "nobody is there to say that it is one"
    assert visit.wait(1_300, step=20).flow.page == "help", "and nobody is missed"


def test_a_technique_begins_when_it_was_due_and_after_a_late_wake_when_it_is_seen() -> None:
    for late, since in ((0, 45_000), (400, 45_000), (999, 45_000), (1_000, 46_000), (5_000, 50_000)):
        visit = Visit("stitch", own(HOLD._replace(ms=45_000), LIE))
        turn = visit.flow.turn
        after(visit, 45_000 + late)
        assert (visit.flow.since - visit.opened, visit.flow.turn) == (since, turn + 1)
        visit.clock.ms += 699
        assert visit.now("space").flow.turn == turn + 1, "a hand was on its way to the one before"
        visit.clock.ms += 700
        assert visit.now("space").flow.turn == turn + 2


def test_what_was_left_out_or_not_answered_is_told_until_the_next_technique() -> None:
    visit = Visit().wait(80)
    assert visit.flow.no_answer and not visit.flow.left_out_now
    visit.press("space")
    assert not visit.flow.no_answer
    visit = Visit().press("space", "k")
    assert visit.flow.left_out_now and not visit.flow.no_answer
    assert not visit.press("space").flow.left_out_now


def test_ten_minutes_of_all_bouts_are_told_once() -> None:
    def told(visit: Visit) -> list[str]:
        return [text.partition(".")[0] for _, text in visit.said if text.startswith(("Five", "No better"))]

    visit = Visit().wait(310).press("enter", "n", "c").wait(299, step=5)
    assert told(visit) == ["Five minutes", "No better after ten minutes: ask for medical help now"]
    for seconds, count in ((605, 2), (905, 3)):
        late = Visit().wait(seconds, step=5).press("enter", "n", "c")
        assert len(told(late)) == count
        assert len(told(late.wait(20))) == count, "not again because it came back"
    stopped = Visit().wait(290, step=5).press("w", "1").wait(660, step=5).press("left")
    assert len(told(stopped.wait(20))) == 1, "whoever was on another page meanwhile hears it once"
    opened = again(Visit().wait(960, step=5).press("enter"), 60)
    assert len(told(opened.wait(20))) == 1, "and so does whoever opens it again"


def test_a_time_is_told_alone_and_not_over_a_question() -> None:
    lines = ((0, "One."), (300_000, "Two."))
    visit = after(Visit("stitch", own(HOLD._replace(spoken=lines, ms=400_000))), 300_000)
    assert [text.partition(".")[0] for second, text in visit.said if second == 300] == ["Five minutes"]
    asked = Visit().wait(290, step=5).press("7", "space").wait(9, step=1)
    assert (asked.flow.page, asked.flow.five_until) == ("gate", None) and "Five minutes" not in asked.spoken
    assert asked.press("left").wait(1).flow.five_until is not None, "it is told after the question"
    for keys in ((), ("7", "space")):
        back = Visit().wait(290, step=5).press("enter", "n", "c").wait(301, step=1).press(*keys)
        assert back.flow.five_until is not None
        assert back.wait(10, step=1).flow.late and back.flow.five_until is None, "ten minutes take their place"
    late = Visit().wait(570, step=5).press("enter", "n", "c").wait(15, step=1).press("7", "space").wait(16, step=1)
    assert late.flow.late and late.flow.page == "gate"
    late.press("n").wait(300, step=1)
    assert [second for second, text in late.said if text.startswith("Five minutes")] == [300], "and not after ten"


def test_a_bout_that_came_back_knows_nothing_of_the_keys_of_the_one_before() -> None:
    visit = Visit().press("m", apart=40).press("enter", "n", "c").wait(30).press("enter", "c")
    assert [bout.known for bout in visit.flow.bouts] == [True, True]
    visit.clock.ms += 400_000
    visit.wait(1).press("n")
    assert visit.record is not None and len(visit.record.bouts) == 3 and visit.record.bouts[2].length_ms == 0


def test_a_bout_that_came_back_begins_its_first_round() -> None:
    visit = Visit("stitch").press("space", "space", "space")
    assert (visit.flow.round, visit.press("enter", "c").flow.round) == (2, 1)


def test_the_sound_that_is_turned_is_told_and_hushed() -> None:
    assert [(e.kind, e.on) for e in Visit().press("m", "m").effects if e.kind in ("sound", "hush")] == [
        ("hush", False), ("sound", False), ("hush", False), ("sound", True),
    ]  # fmt: skip


@each("card", [Card(pregnant=True), Card(thinners=True), Card(fragile=True)])
def test_whom_rubbing_may_harm_is_not_asked_about_it(card: Card) -> None:
    assert Visit().press("space", "n").flow.page == "rubbing"
    flow = Visit(options={"card": card}).press("space", "n").flow
    assert (flow.page, flow.allowed.rubs) == ("help", False)


def test_a_hand_that_leans_on_the_keys_presses_nothing_through_what_opens_turns_or_closes() -> None:
    assert not Visit().press("w").press("1", apart=0.3).flow.stops
    assert not Visit().press("w", "space").press("1", apart=0.3).flow.stops
    assert Visit().press("w", "w").press("enter", apart=0.3).flow.page == "help"
    assert Visit().press("w", "1").flow.stops, "later it is meant"


@each(("word", "limb"), [("calf", "leg"), ("hand", "arm")])
def test_a_clot_is_told_of_the_limb_on_show_where_the_mark_has_none(word: str, limb: str) -> None:
    sign = SignRecord("s", "T1", SIGNS["T1"].text, Moment(WALL))
    rows = Visit(word, {"before": Before(stops=(sign,))}).flow.stop_rows
    assert f"One {limb} swollen, hot or another colour." in rows


def test_the_question_of_a_limb_waits_from_when_it_was_first_on_show() -> None:
    visit = Visit().press("7", "1").until(GATES["leg"].asks_ms / 1000 - 0.5)
    assert visit.flow.page == "help" and visit.wait(0.5).flow.page == "gate"


def test_another_muscle_begins_anew() -> None:
    visit = Visit("xyzzy")
    assert visit.flow.unknown_word
    visit.press("2")
    assert not visit.flow.unknown_word and visit.flow.muscle_id == "foot"
    visit = Visit("stitch").press("space", "space", "space", "9")
    assert visit.flow.round == 1
    assert visit.wait(29).flow.page == "help" and visit.wait(1).flow.page == "gate", "its gate waits from here on"


def test_bed_shows_it_again_only_where_it_is_another_one() -> None:
    visit = Visit().wait(5)
    turn = visit.flow.turn
    assert visit.press("b").flow.turn == turn and visit.flow.bed
    visit = Visit("thigh").wait(5)
    turn = visit.flow.turn
    assert visit.press("b").flow.turn == turn + 1 and visit.spoken.startswith("Lie on your good side")


def test_what_is_read_out_is_closed_without_a_key() -> None:
    visit = Visit("chest").press("i")
    assert visit.flow.over == ("signs", "why")
    visit.flow.uncover()
    assert visit.flow.over == () and visit.press("w").flow.sign_at is None


def test_who_goes_back_stays() -> None:
    visit = Visit("stitch").press("space", "left")
    assert visit.flow.stays and visit.flow.at_first and visit.wait(90).flow.at_first
    assert Visit("stitch").press("left").flow.stays
    assert Visit("stitch", own(HOLD)).press("space").flow.stays, "there is no other"
    assert not Visit("stitch").press("left", "space").flow.stays


# ---- Stop ------------------------------------------------------------------------------------------------------


@each(
    ("stops", "shown", "new", "may"),
    [
        ((), "", False, False),
        ((sign("D1"),), "", False, False),
        ((sign("T1"), sign("T4")), "T1 T4", True, False),
        ((sign("T4"),), "T4", True, True),
        ((sign("T4", WALL - 1),), "T4", False, True),
        ((sign("T4", WALL + 1),), "T4", True, True),
        ((sign("T4"), sign("D1")), "T4", True, True),
        ((sign("T4"), sign("T99")), "T4 T99", True, False),
        ((sign("N99", 5),), "N99", False, False),
        # The most urgent, the newest of those, with what was marked at that moment.
        ((sign("T2", 9), sign("N4", 5), sign("N2", 5), sign("N1", 3), sign("T1", 5)), "N4 N2 T1", False, False),
        ((sign("T2", 9), sign("T1", 5)), "T2", False, False),
        # A cleared one asks, but only when none stops.
        ((sign("T2", 5, cleared=Moment(9), how="seen"),), "T2", False, False),
        ((sign("T2", 9, cleared=Moment(9), how="seen"), sign("T1", 5)), "T1", False, False),
        ((sign("T2", 5, cleared=Moment(9), how="seen"), sign("T1", 5)), "T1", False, False),
        ((sign("T2", 5, cleared=Moment(9), how="doctor"),), "", False, False),
    ],
)
def test_the_signs_that_are_on_show(stops: tuple[SignRecord, ...], shown: str, new: bool, may: bool) -> None:
    flow = Visit(options={"before": Before(stops=stops)}).flow
    assert (" ".join(stop.key for stop in flow.open_stops), flow.stop_is_new, flow.may_go_on) == (shown, new, may)
    before_a_routine = Visit(options={"before": Before(stops=stops), "stop_only": True}).flow
    assert not before_a_routine.may_go_on


def test_where_a_mark_is() -> None:
    for side, words in (("left", "left calf"), ("right", "right calf"), ("both", "calf"), (None, "calf")):
        assert Visit(options={"side": side}).flow.limb_words == words


def test_a_mark_from_the_general_page_of_signs_has_no_place() -> None:
    visit = Visit("chest").press("1")
    assert visit.marks["N1"].limb is None
    visit = Visit("chest").press("enter", "w", "1")
    assert visit.marks["N1"].limb == "calf"


def test_a_sign_marked_twice_is_kept_once() -> None:
    visit = Visit(options={"before": Before(stops=(sign("T4", WALL - 5), sign("D1", WALL - 5)))})
    visit._take(visit.flow.mark("D1"))
    assert not [effect for effect in visit.effects if effect.kind in ("mark", "unmark")], "the doctor knows"
    visit = Visit(options={"before": Before(stops=(sign("T4", WALL - 5),))}).press("space", "w", "8")
    assert [(effect.kind, effect.text) for effect in visit.effects if "mark" in effect.kind] == [
        ("mark", ""), ("unmark", f"T4 {WALL - 5}"),
    ]  # fmt: skip
    assert list(visit.marks) == ["T4"] and len(visit.flow.stops) == 1


def test_a_wrong_yes_is_taken_back_with_the_answer_of_its_gate_only() -> None:
    visit = Visit("hand").press("space", "n", "1", "space", "y")
    assert visit.flow.page == "stop" and set(visit.marks) == {"T1"}
    visit.press("left")
    assert dict(visit.flow.record.gate) == {"arm": "no"} and not visit.marks


def test_the_answers_of_gates_whose_signs_stay_stay() -> None:
    before = Before(cramp(1000, OPEN, gate=(("neck", "yes"), ("leg", "yes"), ("arm", "no"))), stops=(sign("T1"),))
    assert Visit(options={"before": before}).press("left").flow.record.gate == (("neck", "yes"), ("arm", "no"))


def test_a_mark_is_one_of_this_cramp_at_this_moment() -> None:
    old = (sign("T2", 5, cleared=Moment(9), how="doctor"), sign("D3", 5))
    visit = Visit(options={"offset_min": 60, "before": Before(stops=old)}).press("enter", "n", "c", "w")
    count = len(visit.effects)
    visit.press("6")
    mark = visit.flow.stops[-1]
    assert (mark.key, mark.when, mark.cramp) == ("T2", Moment(WALL + 5_000, 60), visit.flow.record.id)
    assert mark.id == f"{cramp_id(WALL + 5_000)}t2"
    assert [effect.kind for effect in visit.effects[count:]] == ["mark", "keep", "speak"], "the cleared one stays"
    assert [stop.key for stop in visit.flow.stops] == ["D3", "T2"]
    peek = Visit().press("w", "6")
    assert [effect.kind for effect in peek.effects if effect.kind == "keep"] == [], "a sign makes no cramp of a peek"


def test_each_open_sign_is_cleared_by_itself() -> None:
    visit = Visit("neck").press("space", "y", "p")
    assert {key: (mark.how, mark.text) for key, mark in visit.marks.items()} == {
        key: ("seen", SIGNS[key].text) for key in ("N7", "N8")
    }
    assert visit.spoken == "May you stretch again? y or n."
    assert visit.press("n").spoken == "Not yet: no stretching for now." and visit.flow.may_not
    assert visit.press("y").flow.page == "help"


def test_noted_is_shown_for_ten_seconds() -> None:
    visit = Visit()
    visit._take(visit.flow.mark("D1"))
    assert visit.flow.noted_until == visit.clock.ms + 10_000
    assert after(visit, 9_999).flow.noted_until is not None
    assert after(visit, 1).flow.noted_until is None


# ---- the record ------------------------------------------------------------------------------------------------


def test_the_settings_that_come_late() -> None:
    flow = Visit().flow
    flow.tell()
    assert (flow.rubbing, flow.muted, flow.terse) == (True, False, False)
    flow.tell(rubbing=False, muted=True, terse=True, numbers=Numbers("999"))
    assert (flow.rubbing, flow.muted, flow.terse, flow.numbers) == (False, True, True, Numbers("999"))
    flow.tell(rubbing=True, muted=False, terse=False)
    assert (flow.rubbing, flow.muted, flow.terse, flow.numbers) == (False, False, False, Numbers("999"))


def test_a_sign_of_life_is_for_a_cramp_that_hurts() -> None:
    for visit, kept in (
        (Visit(), 0),
        (Visit().wait(25), 1),
        (Visit().press("enter", "n", "c"), 1),
        (Visit().press("enter", "n", "c", "w", "1"), 0),
        (Visit().press("enter", "n"), 0),
    ):
        count = len(visit.effects)
        visit._take(visit.flow.alive())
        assert [effect.kind for effect in visit.effects[count:]] == ["keep"] * kept
    assert visit.record is not None and visit.record.bouts[-1].known
    visit = Visit()
    visit.clock.ms += 25_000
    visit._take(visit.flow.alive())
    assert visit.record is not None and not visit.record.confirmed and not visit.record.over


def test_a_window_that_closes_keeps_what_was_said() -> None:
    visit = Visit().press("enter", "n", "l").close()
    assert visit.record is not None and visit.record.confirmed and visit.record.side == "left"
    visit = Visit("stitch").press("enter", "c", "space").close()
    assert visit.record is not None and len(visit.record.techniques) == 2 and not visit.record.over
    for keys in ("w", "space", "space n", "space y", "space y p"):
        visit = Visit().press(*keys.split()).wait(25).close()
        assert visit.record is not None and not visit.record.confirmed
        assert visit.record.seen_ms == WALL + visit.clock.ms - visit.opened, "and until when"
    asked, still = Visit().wait(25).press("q", "q"), after(Visit().wait(25), 301_000)
    told = Visit().press("enter", "n", "c").wait(25)
    for visit, page in ((asked, "was"), (still, "still"), (told, "help")):
        assert visit.flow.page == page and visit.wait(2).close().record is not None
        assert visit.record is not None and visit.record.seen_ms == WALL + visit.clock.ms - visit.opened


def test_what_is_kept_counts_wall_time() -> None:
    visit = Visit(options={"offset_min": 60}).press("enter", apart=30)
    assert visit.record is not None and visit.record.seen_ms == WALL + 30_000
    assert visit.record.eased_on == "Toe pull, leg straight" == visit.record.techniques[0]
    back = visit.press("left")
    assert back.record is not None and back.record.eased_on is None and not back.record.over


def test_a_cramp_that_was_kept_stays_as_it_was_when_this_visit_was_none() -> None:
    base = cramp(300_000, ENDED)
    visit = Visit(options={"before": Before(base)}).wait(25).press("q", "q", "n")
    assert visit.record == base
    unsure = replace(base, confirmed=False)
    visit = Visit(options={"before": Before(unsure)}).wait(25).press("q", "q", "n")
    assert visit.record is None
    assert again(Visit().press("enter", "n"), 60).flow.base is not None


def test_another_muscle_soon_takes_its_place_and_later_is_one_more() -> None:
    flow = Visit().press("2").flow
    assert (flow.record.muscles, flow.record.techniques) == (("foot",), (flow.technique.name,))
    flow = Visit().wait(25).press("2").flow
    assert flow.record.muscles == ("calf", "foot") and flow.record.techniques[0] == "Toe pull, leg straight"
    flow = Visit().press("enter", "n", "c", "2", "1").flow
    assert flow.record.muscles == ("calf", "foot")
    flow = Visit(options={"meaning": Meaning(), "before": Before(cramp(1000, OPEN))}).press("3").flow
    assert flow.record.muscles == ("foot", "hamstring")


def test_the_quick_answers_are_taken_back_by_the_same_key() -> None:
    visit = Visit().press("enter", "n", "h")
    assert visit.flow.heat and visit.press("h").flow.record.came_with == ()
    before = Before(cramp(1000, OPEN, came_with=("shoes",)))
    assert Visit(options={"before": before}).press("enter", "n", "h").flow.record.came_with == ("heat", "shoes")
    assert visit.press("b").flow.record.side == "both" and visit.press("b").flow.record.side is None
    assert visit.press("e").flow.record.onset == "exercise" and visit.press("e").flow.record.onset is None


# ---- what keys do, rule by rule --------------------------------------------------------------------------------


def test_it_eased_while_nobody_pressed_anything() -> None:
    visit = Visit().press("m", apart=10).wait(300, step=1)
    assert visit.flow.five_until is not None
    visit.clock.ms += 400_000
    visit.wait(1).press("n")
    flow = visit.flow
    assert (flow.page, flow.clock_ms, flow.five_until, flow.let_go) == ("eased", 10_000, None, True)
    assert visit.record is not None and visit.record.confirmed and visit.record.bouts == (Bout(0, 10_000),)
    count = len(visit.said)
    assert len(visit.wait(40).said) == count, "the hold is long over"


def test_five_minutes_leave_the_screen_when_it_eases() -> None:
    assert Visit().wait(310, step=1).press("enter").flow.five_until is None


def test_what_a_technique_gives_way_to() -> None:
    short = Visit(options=own(HOLD._replace(ms=2_000), LIE)).wait(3)
    assert (short.flow.page, short.flow.index) == ("gate", 0), "nothing goes round the question"
    before = Before(cramp(700_000, Bout(), muscles=("calf",), gate=(("leg", "no"),)))
    late = Visit(options={"before": before, **own(HOLD, LIE, LIE._replace(name="Lie on"))}).press("space")
    assert late.flow.index == 1 and late.wait(60).flow.at_first, "what is gentlest begins anew"
    turn = late.flow.turn
    assert late.wait(120).flow.turn == turn, "and stays"
    many = Visit("stitch", own(*(HOLD._replace(name=f"{n}") for n in range(7))))
    assert [many.wait(60, step=1).flow.index for _ in range(4)] == [1, 2, 3, 4], (
        "five minutes are near, but it is not the last"
    )
    second = Visit("stitch", own(HOLD._replace(ms=80_000), LIE._replace(ms=80_000)))
    assert second.wait(310, step=1).flow.index == 1, "nor the first round"
    asked = own(HOLD._replace(ms=200_000), LIE._replace(ms=200_000), HOLD._replace(asked=True))
    assert Visit("stitch", asked).wait(305, step=1).flow.index == 0, "what is only asked for does not come after it"
    only = Visit(options=own(HOLD)).press("space", "n").flow
    assert (only.page, only.index, only.stays) == ("help", 0, True), "there is nothing else, and it stays"


def test_back_and_bed_on_a_question() -> None:
    flow = Visit().press("space", "left").flow
    assert (flow.page, flow.stays, flow.at_first) == ("help", True, True)
    flow = Visit("thigh").press("space", "b").flow
    assert (flow.page, flow.bed) == ("gate", True), "the question waits"
    visit = Visit("stitch")
    turn = visit.flow.turn
    assert visit.press("left").flow.turn == turn, "there is nothing before the first"
    flow = Visit(options=own(HOLD, STAND)).press("space", "n", "b").flow
    assert (flow.technique.name, flow.bed) == ("Hold", True), "what is done standing gives way in bed"
    visit = Visit("stitch", own(STAND, STAND._replace(name="Walk"))).press("space")
    turn = visit.flow.turn
    assert (visit.press("b").flow.bed, visit.flow.turn) == (True, turn), "where nothing else is left it stays"


def test_the_muscle_that_is_on_show_is_not_chosen_again() -> None:
    visit = Visit().wait(5)
    turn = visit.flow.turn
    assert visit.press("1").flow.turn == turn
    assert Visit().press("space", "1").flow.page == "help", "from a question it leads back"
    assert Visit("calf", {"night": True}).press("4").flow.bed
    assert not Visit("calf", {"night": True}).press("b", "b", "4").flow.bed, "bed was chosen by hand"


def test_the_gate_on_the_aftercare_is_answered_once_and_in_time() -> None:
    visit = Visit().press("enter", "n", "y")
    assert visit.flow.page == "eased" and not visit.marks
    late = Visit().press("enter").wait(21).press("n")
    assert late.flow.gate_answer != "no"
    assert Visit().press("space", "y").flow.record.gate == (("leg", "yes"),)


def test_the_question_before_rubbing_is_asked_once() -> None:
    visit = Visit().press("space", "n", "n")
    assert visit.flow.technique.kind == "massage"
    assert {visit.press("space").flow.page for _ in range(6)} == {"help"}
    flow = Visit().press("space", "n", "y").flow
    assert flow.left_out_now and not flow.rubbing


def test_a_wrong_yes_is_out_of_the_record_too() -> None:
    visit = Visit().wait(25).press("space", "y", "left")
    assert visit.record is not None and visit.record.gate == ()


def test_a_new_sign_asks_anew_whether_stretching_is_allowed() -> None:
    visit = Visit().press("space", "y", "p", "n")
    assert visit.flow.may_not
    assert visit.press("w", "1", "p").flow.may_not is False


def test_meanwhile_is_gentle_and_leads_back_to_where_it_eased() -> None:
    flow = Visit(options={"before": Before(stops=(sign("T4"),))}).press("space").flow
    assert (flow.page, flow.gentle, flow.gentlest, flow.allowed.late) == ("help", True, True, True)
    visit = Visit().press("enter", "n", "w", "8")
    assert visit.flow.page == "stop" and visit.press("space").flow.page == "eased"


@each(
    ("key", "field", "value"),
    [("r", "side", "right"), ("7", "pain", 7), ("u", "onset", "waking"), ("h", "came_with", ("heat",))],
)
def test_a_quick_answer_is_kept_at_once_and_brightens(key: str, field: str, value: object) -> None:
    visit = Visit().press("enter", "n", "escape")
    assert visit.flow.dropped
    visit.press(key)
    assert getattr(visit.record, field) == value and not visit.flow.dropped


def test_it_is_back_is_kept_at_once() -> None:
    visit = Visit().press("enter", "n")
    assert visit.record is not None and visit.record.over
    assert visit.press("c").record is not None and not visit.record.over and len(visit.record.bouts) == 2


def test_was_it_a_cramp() -> None:
    visit = Visit().wait(25).press("q", "q")
    assert (visit.flow.page, visit.spoken) == ("was", "Was it a cramp?")
    assert visit.press("n").closed == "left" and visit.record is None
    told = Visit().wait(25).press("enter", "n", "c", "q", "q")
    assert told.closed == "left", "it was said that it is one"
    eased = Visit().wait(25).press("enter", "n", "x")
    assert eased.closed == "left"


def test_the_signs_are_read_out_and_sources_open() -> None:
    visit = Visit().press("w")
    assert visit.spoken.startswith("Warning signs.")
    assert Visit().press("?").flow.over == ("behind",)
    assert Visit().press("?", "?").flow.over == ()


def test_help_begins_when_the_signs_that_were_asked_for_are_closed() -> None:
    visit = Visit("chest").press("enter")
    assert visit.spoken == "Straighten your leg. Pull your toes toward you." and visit.flow.shown_ms == 0
    turn = visit.flow.turn
    assert visit.press("w", "w").flow.turn == turn, "and only then"
    assert after(Visit("chest"), 301_000).press("i", "i").flow.page == "still", "nobody is there who closed them"
    visit = Visit("chest").press("i", "escape")
    assert visit.flow.over == ("signs",) and visit.flow.record.techniques == ()
    assert Visit("chest").press("i", "left").flow.over == ("signs",), "a key is for what lies on top"


def test_the_question_before_rubbing_is_said() -> None:
    visit = Visit().press("space", "n")
    assert visit.flow.page == "rubbing" and visit.spoken.startswith("Before rubbing")
    rub = own(HOLD, Technique("Rub", "massage", ("RUB.",)))
    shown = {place: Visit(place, dict(rub)).press("space", "n").flow for place in ("stitch", "shin", "groin", "calf")}
    assert {place: flow.page for place, flow in shown.items()} == {
        "stitch": "help", "shin": "help", "groin": "help", "calf": "rubbing",
    }  # fmt: skip
    assert all(flow.technique is HOLD for flow in shown.values())


def test_what_is_easy_begins_anew_by_itself_where_nothing_else_may_be_shown() -> None:
    visit = Visit("stitch", {"before": Before(cramp(590_000, Bout(), muscles=("stitch",)))}).press("space")
    assert not visit.flow.at_first
    assert visit.wait(75).flow.late and visit.flow.at_first, "after ten minutes the gentlest one"


def test_beside_a_routine_that_waits_it_is_asked_how_to_go_on() -> None:
    visit = Visit(options={"paused": True}).press("enter", "n", "escape", "escape")
    assert visit.flow.page == "choice" and visit.closed is None
    assert visit.press("g").closed == "go-on"
    stopped = Visit(options={"paused": True, "before": Before(stops=(sign("T1"),))}).press("q", "q")
    assert stopped.closed == "end", "no routine goes on beside an open sign"
    noted = Visit(options={"paused": True, "before": Before(stops=(sign("T1", cleared=Moment(9), how="doctor"),))})
    assert noted.press("q", "q").flow.page == "choice"


def test_that_one_sign_was_looked_at_says_nothing_of_another() -> None:
    visit = Visit(options={"before": Before(stops=(sign("T1", 9), sign("N4", 5)))}).press("p")
    assert visit.flow.page == "stop" and [stop.key for stop in visit.flow.open_stops] == ["T1"]
    assert visit.spoken.startswith("Get it checked today.")
    assert [stop.key for stop in visit.now("left").flow.open_stops] == ["T1"], "the key was meant for the one before"
    assert visit.press("p").flow.page == "may" and [stop.key for stop in visit.flow.open_stops] == ["N4"]
    visit.press("y")
    assert visit.flow.page == "may" and [stop.key for stop in visit.flow.open_stops] == ["T1"]
    assert {stop.key: stop.is_open for stop in visit.flow.stops} == {"N4": False, "T1": True}


def test_after_one_sign_the_next_one_that_is_open_is_shown() -> None:
    stops = (sign("T2", 5), sign("T1", 9))
    visit = Visit(options={"before": Before(stops=stops)}).press("left")
    assert visit.flow.page == "stop" and [stop.key for stop in visit.flow.open_stops] == ["T2"]
    assert visit.spoken.startswith("Go to an emergency department today.")
    assert visit.now("p").flow.page == "stop", "the key was meant for the one before"
    asks = (sign("T2", 5, cleared=Moment(7), how="seen"), sign("T1", 9))
    assert Visit(options={"before": Before(stops=asks)}).press("left").flow.page == "may"
    assert Visit().press("enter", "n", "w", "5", "left").flow.page == "eased"
    chest = Visit("chest", {"before": Before(stops=(sign("T1"),))}).press("left")
    assert chest.flow.over == ("signs",) and chest.spoken.startswith("Warning signs.")
    helped = "Straighten your leg. Pull your toes toward you."
    chest.press("enter", "w", "1", "left")
    assert (chest.flow.page, chest.flow.over, chest.spoken) == ("help", (), helped), "they were looked at"
    calf = Visit(options={"before": Before(stops=(sign("T1"),))}).press("left")
    assert (calf.flow.page, calf.flow.over, calf.spoken) == ("help", (), helped)


def test_nobody_there_hushes_the_voice_and_closes_what_is_over_it() -> None:
    visit = Visit().press("w")
    visit.clock.ms += 400_000
    visit.wait(1)
    assert (visit.flow.page, visit.flow.over) == ("still", ()) and visit.effects[-1].kind == "hush"


def test_a_sign_for_the_doctor_is_said_and_any_other_ends_what_was_gentle() -> None:
    visit = Visit()
    visit._take(visit.flow.mark("D1"))
    assert visit.spoken == "Noted for your doctor."
    visit = Visit(options={"before": Before(stops=(sign("T4"),))}).press("space")
    assert visit.flow.gentle
    visit._take(visit.flow.mark("T1"))
    assert not visit.flow.gentle and visit.flow.page == "stop"


def test_whoever_is_still_cramping_continues_where_it_was() -> None:
    def nobody_there(seconds: int) -> Visit:
        visit = Visit().press("space", "n", "n").wait(seconds, step=5)
        return after(visit, 301_000)

    early, late = nobody_there(30), nobody_there(400)
    for visit, name in ((early, "Calf rub"), (late, "Toe pull, leg straight")):
        assert visit.flow.page == "still" and visit.record is not None and not visit.record.confirmed
        assert visit.effects[-1].kind == "hush"
        assert (visit.press("k").flow.page, visit.flow.technique.name) == ("help", name)
    asleep = after(Visit(), 301_000)
    assert asleep.record is not None and not asleep.record.confirmed, "whoever fell asleep at once has a record, too"


def test_where_the_aftercare_leads_to() -> None:
    waits = Visit(options={"paused": True}).wait(21, step=5).press("enter", "n", "escape", "escape")
    assert (waits.flow.page, waits.press("enter").closed) == ("choice", "end")
    for options, keys, closed in (
        ({}, "n", "prevention"), ({}, "", None), ({"paused": True}, "n", None),
    ):  # fmt: skip
        visit = Visit(options=options).press("enter", *keys, "v")
        assert visit.closed == closed


def test_a_question_at_the_end_waits_ten_seconds() -> None:
    visit = Visit().wait(21, step=5).press("q", "q")
    assert visit.flow.page == "was" and after(visit, 9_999).closed is None
    assert after(visit, 1).closed == "left"
    assert visit.record is not None and not visit.record.confirmed


def test_time_passes_in_the_aftercare_and_not_under_a_page_that_lies_over_it() -> None:
    let_go = "Then let the foot relax, heel first."
    visit = Visit().press("enter")
    assert after(visit, 19_999).flow.gate_answer is None
    assert after(visit, 1).flow.gate_answer == "silence"
    assert let_go not in visit.spoken and after(visit, 9_999).spoken != let_go
    assert after(visit, 1).spoken == let_go
    assert [text for _, text in visit.wait(5).said].count(let_go) == 1
    covered = Visit().press("enter", "w").wait(60, step=5)
    assert covered.flow.gate_answer is None and covered.spoken != let_go


def test_at_ten_minutes_the_gentlest_one_is_shown_and_a_question_stays() -> None:
    ten = "No better after ten minutes: ask for medical help now."
    visit = Visit().press("space", "n", "n").wait(588, step=5).press("space", "space")
    assert not visit.flow.at_first
    before = len(visit.said)
    visit.wait(8, step=1)
    assert visit.flow.at_first and [text for _, text in visit.said[before:]] == [ten]
    asked = Visit().wait(590, step=5).press("7", "space")
    before = len(asked.said)
    asked.wait(12, step=1)
    assert asked.flow.page == "gate" and [text for _, text in asked.said[before:]] == [ten]


def test_a_visit_of_twenty_seconds_is_kept_once_though_nobody_has_said_what_it_is() -> None:
    visit = after(Visit(), 19_999)
    assert visit.record is None
    after(visit, 1).wait(5)
    assert [effect.kind for effect in visit.effects].count("keep") == 1
    assert visit.record is not None and not visit.record.confirmed and visit.record.bouts == (Bout(0, 0),)
    assert after(Visit().press("enter"), 30_000).effects[-1].kind != "keep"
    forgotten = Visit(options={"paused": True}).press("enter", "n", "x").wait(30, step=1)
    assert (forgotten.flow.page, forgotten.close().record) == ("choice", None), "what was none stays none"
    none = Visit(options={"paused": True}).wait(25).press("q", "q", "n").wait(30, step=1)
    assert (none.flow.page, none.close().record) == ("choice", None)


def test_an_aftercare_is_bright_and_speaks_again_after_a_cramp_that_came_back() -> None:
    visit = Visit().press("enter", "n").wait(31).press("escape")
    assert visit.flow.dimmed and visit.spoken.startswith("Then let the foot relax")
    visit.press("c").wait(2).press("enter")
    assert visit.flow.page == "eased" and not visit.flow.dimmed
    assert visit.wait(31).spoken.startswith("Then let the foot relax")
    visit.press("escape", "c").wait(21, step=1).wait(360, step=360).press("n")
    assert visit.flow.page == "eased" and not visit.flow.dimmed
    unasked = Visit().press("enter", "escape", "c", "space", "n").wait(360, step=360).press("n")
    assert unasked.flow.page == "eased" and not unasked.flow.dimmed, "though it was done with before the question"


def test_back_from_a_question_is_to_what_was_on_show_and_not_before_it() -> None:
    steps = (HOLD, HOLD._replace(name="Next"), Technique("Rub", "massage", ("RUB.",)))
    visit = Visit("calf", own(*steps)).press("space", "n", "space")
    assert (visit.flow.page, visit.flow.index) == ("rubbing", 1)
    assert (visit.press("left").flow.page, visit.flow.index, visit.flow.stays) == ("help", 1, True)


def test_what_has_a_form_for_the_bed_stays_on_show_in_it() -> None:
    visit = Visit().press("space", "space")
    assert visit.flow.technique.name == "Stand and press the heel" and visit.flow.next is not None
    assert visit.press("b").flow.technique.name == "Foot flat to the wall" and visit.flow.index == 2


def test_a_question_is_told_with_what_to_keep_of_its_own_muscle() -> None:
    visit = Visit("neck").press("space", "n")
    while visit.flow.page != "rubbing":
        visit.press("space")
    asked = visit.flow._pending
    visit.press("5", "space")
    assert visit.flow.page == "gate" and asked >= len(visit.flow.plan.techniques)
    assert visit.flow.kept == visit.flow.plan.keep
