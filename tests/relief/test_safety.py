"""What keeps people safe: gates before anything else, Stop until it is cleared, esc that never deletes. By hand and by
random keys.
"""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.relief.flow import KEYS, OVER_KEYS
from stretchplayer.relief.muscles import ALL, MUSCLES
from stretchplayer.relief.plan import Plan, Technique
from stretchplayer.relief.record import Card
from stretchplayer.routine.terms import Relieves
from stretchplayer.runs.relief_plans import fallback
from tests.each import each
from tests.examples import examples
from tests.relief.helpers import Visit, again

LEGS = ("calf", "foot", "hamstring", "thigh", "shin", "groin")


@each("muscle", [m for m in ALL if m != "stitch"])
def test_the_gate_comes_by_itself_and_before_another_way(muscle: str) -> None:
    at = 30 if muscle == "neck" else 60
    visit = Visit(muscle).until(at - 1)
    assert visit.flow.page == "help" and visit.flow.at_first
    assert visit.until(at).flow.page == "gate"
    assert Visit(muscle).press("space").flow.page == "gate"


def test_the_side_stitch_has_its_signs_on_its_first_screen() -> None:
    visit = Visit("stitch").press("space")
    assert visit.flow.page == "help" and "Call 112, 911 or 999 now" in visit.text


def test_a_yes_is_stop_with_its_sign() -> None:
    for muscle in (*LEGS, "hand"):
        visit = Visit(muscle).press("space", "y")
        assert visit.flow.page == "stop" and set(visit.marks) == {"T1"}
        assert visit.marks["T1"].limb == MUSCLES[muscle].short  # type: ignore[index]
    visit = Visit("neck").press("space", "y")
    assert set(visit.marks) == {"N7", "N8"}
    assert "Stiff neck with fever" in visit.text and "Neck pain after a fall" in visit.text


def test_silence_is_never_a_no() -> None:
    visit = Visit().until(81)
    assert visit.flow.gate_answer == "silence" and "STAND" in visit.text
    visit.until(600)
    assert all("Rub " not in said for _, said in visit.said)
    assert "Felt a pop?" in Visit().until(150).text


def test_a_neck_is_not_moved_without_a_no() -> None:
    visit = Visit("neck").until(900)
    assert not {"Neck side tilt", "Neck turn", "Shoulder rub"} & set(visit.flow.record.techniques)
    visit = Visit("neck").press("space", "z")
    for _ in range(6):
        visit.press("space")
        assert "TILT" not in visit.text and "TURN" not in visit.text


def test_the_legs_share_one_answer_and_the_arm_has_its_own() -> None:
    visit = Visit("shin").press("space", "n").until(40).now("1")
    assert visit.press("space").flow.page == "rubbing"
    assert visit.press("7", "space").flow.page == "gate"
    visit = Visit("calf").press("space", "n")
    assert again(visit, 3600).press("space").flow.page == "gate", "the next cramp asks again"


@each("how", [{"rubbing": False}, {"card": Card(pregnant=True)}, {"card": Card(thinners=True)}])
def test_nothing_switches_the_gate_off(how: dict[str, object]) -> None:
    visit = Visit(options=dict(how)).press("space")
    assert visit.flow.page == "gate"
    assert visit.press("n").flow.page == "help" and "RUB" not in visit.text


def test_a_yes_to_the_rubbing_question_is_kept_and_stops_nothing_else() -> None:
    visit = Visit().press("space", "n", "y")
    assert visit.flow.page == "help" and "STAND" in visit.text
    assert [effect.kind for effect in visit.effects if effect.kind == "no-rubbing"] == ["no-rubbing"]
    assert not visit.marks


def test_eased_before_the_gate_asks_it_on_the_aftercare_page() -> None:
    visit = Visit().until(30).now("enter")
    assert " IS ONE LEG SWOLLEN, HOT" in visit.screen()
    assert visit.press("y").flow.page == "stop"
    visit = Visit().until(30).now("enter").press("n")
    assert "SWOLLEN" not in visit.text and visit.record is not None and visit.record.gate == (("leg", "no"),)
    assert "SWOLLEN" not in Visit().until(30).now("enter").wait(20).text


def test_stop_is_shown_first_whatever_opens_relief() -> None:
    visit = Visit().press("space", "y", "q", "q")
    for word in ("calf", "neck", "chest"):
        for later in (5, 600, 3 * 86_400):
            assert again(visit, later, word).flow.page == "stop", (word, later)
    opened = again(visit, 5).press("space", "1", "enter", "b", "x", "escape", "enter")
    assert opened.flow.page == "stop"


def test_left_and_p_clear_it() -> None:
    visit = Visit().press("space", "y", "left")
    assert not visit.marks and visit.flow.page == "help" and visit.flow.gate_answer is None
    assert visit.press("space").flow.page == "gate", "asked again"
    visit = again(Visit().press("space", "y"), 86_400).press("p")
    assert visit.flow.page == "may" and visit.marks["T1"].asks and visit.marks["T1"].is_open
    assert again(visit, 60).flow.page == "may"
    assert visit.press("n").flow.page == "may" and visit.marks["T1"].stretch_again is False
    assert visit.press("y").flow.page == "help" and not visit.marks["T1"].is_open
    assert visit.marks["T1"].cleared is not None


def test_a_danger_word_waits_behind_an_open_stop() -> None:
    visit = again(Visit().press("space", "y"), 60, "chest").press("left")
    assert visit.flow.over == ("signs",) and visit.flow.sign_at == "N1"
    assert visit.press("enter").flow.page == "help"


def test_ten_minutes_may_go_on_gently_meanwhile() -> None:
    visit = Visit().until(620).press("w", "8")
    assert visit.flow.page == "stop" and "T4" in visit.marks
    visit.press("space")
    assert visit.flow.page == "help" and visit.flow.gentlest
    assert again(visit, 60).flow.page == "stop"
    assert Visit().press("space", "y", "space").flow.page == "stop"


def test_a_routine_waits_until_nothing_is_open() -> None:
    visit = again(Visit().press("space", "y"), 60, stop_only=True)
    assert visit.press("space").flow.page == "stop"
    assert visit.press("p", "n").closed is None
    assert visit.press("y").closed == "cleared"
    assert again(Visit().press("space", "y"), 60, stop_only=True).press("q", "q").closed == "left"


def test_a_digit_on_the_signs_page_is_a_sign_and_never_a_muscle() -> None:
    for digit in "123456789":
        visit = Visit().press("w", digit)
        assert visit.flow.plan.muscle == "calf"
        assert visit.flow.page == "stop" or (visit.flow.over == ("signs",) and digit == "9")


def test_why_leads_back_where_one_was() -> None:
    visit = Visit().press("w", "space", "i")
    assert visit.flow.over == ("signs", "why")
    assert visit.press("escape").flow.over == ("signs",) and visit.flow.signs_page == 1
    assert visit.press("w").flow.over == () and visit.flow.page == "help"
    assert Visit().press("enter", "i", "w", "escape", "escape").flow.page == "eased"


def test_every_page_leads_to_why_and_to_the_signs_with_one_key() -> None:
    for page, keys in KEYS.items():
        assert keys.get("i") == "why" and keys.get("w") == "signs" == keys.get("f1"), page
    for over, keys in OVER_KEYS.items():
        assert over == "why" or keys.get("i") == "why", over
        assert over == "signs" or keys.get("w") == "signs", over


def test_escape_is_the_safe_answer_everywhere() -> None:
    safe = {"leave", "done", "unsaid", "end", "close", "goes-on"}
    for page, keys in (*KEYS.items(), *OVER_KEYS.items()):
        assert (keys.get("escape") or keys.get("*")) in safe, page


def test_key_repeats_and_a_leaning_hand_do_nothing() -> None:
    visit = Visit().wait(1)
    for _ in range(20):
        visit.now("space").wait(0.05, step=0.05)
    assert visit.flow.page == "gate" and visit.flow.gate_open
    visit = Visit().now("space")
    assert visit.flow.page == "help", "within 0.7 s of the first frame"


def test_a_change_of_place_leads_to_rubbing_through_both_questions() -> None:
    visit = Visit(options={"plan_of": lambda muscle: own_plan("hold", "stand", "massage")})
    visit.press("space", "n")
    assert visit.flow.technique.name == "stand 1"
    visit.press("b")
    assert visit.flow.page == "rubbing", "the step on the feet is left out, and rubbing is asked about first"
    assert visit.press("n").flow.technique.kind == "massage"
    never = Visit(options={"plan_of": lambda muscle: own_plan("hold", "stand", "massage")}).press(
        "space", "n", "b", "y"
    )
    assert never.flow.page == "help" and never.flow.technique.name == "hold 0"


# ---- by random keys --------------------------------------------------------------------------------------------

PRESSED = st.sampled_from([
    "enter", "space", "left", "right", "escape", "q", "w", "f1", "?", "i", "b", "m", "y", "n", "p", "x", "c", "l", "h",
    "z", "up", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "+", "g", "e",
])  # fmt: skip
MOMENTS = st.lists(st.tuples(PRESSED, st.sampled_from([0.3, 1.0, 1.0, 5.0, 25.0, 70.0, 400.0])), max_size=25)


def own_plan(*kinds: str) -> Plan:
    """A person's own calf routine; `stand` is done on the feet and has no bed variant."""
    steps: list[Technique] = []
    for kind in kinds:
        real: Any = "hold" if kind == "stand" else kind
        steps.append(Technique(f"{kind} {len(steps)}", real, (f"{kind.upper()}.",), stands=kind == "stand"))
    return Plan("calf", "Mine", tuple(steps), own=True)


_KINDS = st.lists(st.sampled_from(["hold", "massage", "stand", "move"]), min_size=1, max_size=5)
OWN = _KINDS.map(lambda kinds: own_plan(*kinds))
#: Which muscle, which keys and how far apart, at night or not, beside a paused routine or not, the calf's routine.
COURSES = (st.sampled_from(ALL), MOMENTS, st.booleans(), st.booleans(), st.none() | OWN)


@given(*COURSES)
@examples(20)
def test_whatever_is_pressed(
    muscle: str, moments: list[tuple[str, float]], night: bool, paused: bool, own: Plan | None
) -> None:
    whatever_is_pressed(muscle, moments, night, paused, own)


def whatever_is_pressed(
    muscle: str, moments: list[tuple[str, float]], night: bool, paused: bool, own: Plan | None
) -> None:
    """What must hold after each key. `tests.benchmarks random_keys` runs it far more often."""

    def plan_of(muscle: Relieves) -> Plan:
        return own if own is not None and muscle == "calf" else fallback(muscle)

    visit = Visit(muscle, {"night": night, "paused": paused, "plan_of": plan_of})
    flow = visit.flow
    cleared: set[str] = set()
    for key, apart in moments:
        if visit.closed is not None:
            break
        visit.wait(apart, step=min(10, max(0.5, apart / 20)))
        before, page, over, marked, count = flow.record, flow.page, flow.over, dict(visit.marks), len(visit.effects)
        visit.now(key)
        _holds(visit)
        if key == "escape" and over == () and page == "was":
            assert visit.record is not None
        if key == "escape":
            assert set(marked) <= set(visit.marks), "esc never takes a sign away"
            assert not any(effect.kind == "forget" for effect in visit.effects[count:])
        if over and over[-1] == "signs" and key in "123456789" and len(key) == 1:
            assert flow.plan.muscle in before.muscles or flow.plan.muscle == muscle
        cleared |= {"yes"} if key in ("left", "y") else set()
    if any(mark.stops for mark in visit.marks.values()):
        assert again(visit, 30).flow.page == "stop"


def _holds(visit: Visit) -> None:
    flow = visit.flow
    shown = visit.screen()
    text = "\n".join(shown)
    assert len(shown) == 12 and all(len(line) <= 40 for line in shown), shown
    near = "112, 911 OR 999" in text.upper() or "PRESS W" in text.upper()
    keys = (OVER_KEYS[flow.over[-1]] if flow.over else KEYS[flow.page]).get("w")
    assert near or keys == "signs"
    if flow.page == "help" and not flow.over:
        limb = flow.muscle.limb
        answer = flow.gate_answer
        if limb is not None and not flow.at_first:
            assert answer is not None, "another technique before the gate's answer"
        if flow.technique.kind == "massage":
            assert answer == "no" and flow._rub_answers.get(limb) == "no"  # type: ignore[arg-type]
        if limb == "neck" and answer != "no":
            assert flow.technique.kind in ("breathe", "do")
        if flow.bed:
            assert not flow.technique.stands and not flow.technique.warms
        stops = [mark for mark in visit.marks.values() if mark.stops]
        assert not stops or all(mark.key == "T4" for mark in stops), "a stretch after Stop"
