"""The storyboards' screens, word for word, at 40 x 12, and the words and moments of the voice."""

from stretchplayer.relief.muscles import ALL
from stretchplayer.relief.record import Card, SignRecord
from stretchplayer.relief.signs import SIGNS
from tests.each import each
from tests.relief.helpers import STORYBOARDS, Visit, again


def words(lines: list[str] | str) -> list[str]:
    """The rows that say something."""
    return [line.rstrip() for line in (lines if isinstance(lines, list) else lines.splitlines()) if line.strip()]


BOARDS = {
    "calf": lambda: Visit(),
    "neck": lambda: Visit("neck"),
    "calf gate": lambda: Visit().until(60),
    "calf ten minutes": lambda: Visit().until(600),
    "calf eased": lambda: Visit().until(60).press("n").until(161).now("enter"),
    "signs of calf": lambda: Visit().press("w"),
    # The first technique stays because the person went back to it; then they ask for another, and answer the gate.
    "stop": lambda: Visit().press("left").until(132).now("space").until(134).now("y"),
}


@each("board", sorted(STORYBOARDS))
def test_each_board_row_for_row(board: str) -> None:
    rows = STORYBOARDS[board].splitlines()
    assert BOARDS[board]().screen() == [*rows, *[""] * (12 - len(rows))]


CALF = [
    (0, "Straighten your leg. Pull your toes toward you."),
    (6, "Slowly. Hold it there."),
    (15, "Breathe out slowly."),
    (30, "Keep holding."),
    (60, "Light on. Compare both legs. Is one leg swollen, hot or a different colour?"),
    (80, "Light on. Hold the wall. Stand. Press your heel down."),
    (140, "Hold on. Walk slowly, flat steps."),
    (200, "Warm it, if you can. Or pull your toes up again."),
    (300, "Five minutes. Look again. Cramps can last up to ten minutes."),
    (360, "Light on. Hold on. Stand and press the heel."),
]


def test_the_voice_of_the_calf_with_nothing_pressed() -> None:
    visit = Visit().until(365)
    assert [(at, said) for at, said in visit.said if at <= 365][: len(CALF)] == [(float(at), said) for at, said in CALF]


def test_ten_minutes_is_said_once_and_once_more() -> None:
    visit = Visit().until(1100)
    at = [second for second, said in visit.said if said.startswith("No better after ten minutes")]
    assert at == [600.0, 900.0]
    said = {text for _, text in visit.said if text.startswith("No better")}
    assert said == {"No better after ten minutes: ask for medical help now."}


def test_the_way_through_calf_with_both_answers() -> None:
    visit = Visit().until(65).now("n")
    assert words(visit.screen())[1:] == [
        " KEEP YOUR TOES UP.",
        " BEFORE RUBBING: ANY OF THESE?",
        " Pregnant? On blood thinners?",
        " Bruise easily? Fragile bones? Fever?",
        " Broken or numb skin? An injury there?",
        " Y yes, don't rub        N none of them",
        " ENTER it has eased",
    ]
    visit.until(70).now("n")
    assert words(visit.screen())[1:5] == [
        " TOES STILL UP.",
        " RUB THE HARD PART GENTLY.",
        " Slow strokes, as firm as feels good.",
        " Not behind the knee.",
    ]
    seen = []
    for _ in range(3):
        visit.press("space")
        seen.append(words(visit.screen())[1:6])
    assert seen[0][:4] == [
        " LIGHT ON. HOLD THE BED OR WALL.", " STAND. PRESS YOUR HEEL DOWN.", " Knee straight or slightly bent.",
        " Unsteady? Stay in bed: press B.",
    ]  # fmt: skip
    assert seen[1][:4] == [
        " LIGHT ON. HOLD ON.", " WALK SLOWLY, WITH FLAT STEPS.", " No tiptoe. No hurry.",
        " Unsteady? Sit down: press B.",
    ]  # fmt: skip
    assert seen[2] == [
        " WARM IT, IF YOU CAN.", " OR PULL YOUR TOES UP AGAIN.", " A wrapped warm pack, or a warm shower.",
        " Numb skin, diabetes, poor circulation?", " No heat.",
    ]  # fmt: skip


def test_five_minutes() -> None:
    shown = words(Visit().until(300).screen())
    assert shown[1:5] == [
        " FIVE MINUTES. LOOK AGAIN.", " Cramps can last up to ten minutes.", " Swollen, hot, cold, pale or numb?",
        " Press W.",
    ]  # fmt: skip
    assert " FIVE MINUTES. LOOK AGAIN." not in Visit().until(361).screen()


@each("muscle", ["hand", "stitch", "neck"])
def test_the_number_to_call_is_never_behind_a_key_where_it_may_be_the_heart(muscle: str) -> None:
    visit = Visit(muscle)
    while visit.clock.ms - visit.opened < 700_000:
        if visit.wait(5, step=5).flow.page == "help":
            assert "Call 112, 911 or 999 now" in visit.text, visit.text
            assert " ENTER it has eased" in visit.text


def test_the_line_of_an_unanswered_gate_stays() -> None:
    for muscle, line in (("groin", "Leg swollen, hot"), ("hand", "Arm swollen, hot"), ("neck", "DON'T MOVE YOUR NECK")):
        visit = Visit(muscle).until(90)
        assert line in visit.text, visit.text
    assert "Leg swollen, hot, other colour? Press W" in Visit().until(90).press("enter").text
    assert "Unsure? Don't move your neck. Press W" in Visit("neck").until(60).press("enter").text


def test_a_neck_that_nobody_cleared_is_not_moved_when_it_has_eased() -> None:
    for visit in (Visit("neck").press("enter"), Visit("neck").until(60).press("enter")):
        assert "move your head" not in visit.wait(40).text.lower()
        assert not any("move your head" in said for _, said in visit.said)
    cleared = Visit("neck").until(31).press("n", "enter")
    assert "Then move your head a little" in cleared.text and "X no cramp" in cleared.text
    assert cleared.wait(31).spoken == "Then move your head a little. No circles."


def test_in_bed_nobody_walks_with_a_stitch() -> None:
    visit = Visit("stitch", {"bed": True})
    while visit.clock.ms - visit.opened < 400_000:
        assert "WALK" not in visit.wait(10, step=1).text
    assert not any("Walk" in said for _, said in visit.said)


FIRST = {
    "foot": ["PULL YOUR TOES TOWARD YOUR SHIN.", "USE YOUR HAND. HOLD.", "Slowly. Hold until it eases.",
             "Can't reach? Use a towel as a strap.", "Foot swollen, cold or numb? Press W"],
    "hamstring": ["STRAIGHTEN YOUR KNEE SLOWLY.", "TOES TOWARD YOU.", "Sitting up? Lean forward a little.",
                  "Felt a pop? Leg swollen or hot? Press W"],
    "thigh": ["HOLD A CHAIR. BEND YOUR KNEE.", "HAND PULLS THE HEEL TO YOUR BUTTOCK.",
              "Can't reach? Use a towel as a strap.", "Felt a pop? Leg swollen or hot? Press W"],
    "shin": ["HOLD A CHAIR. TOP OF THE FOOT", "ON THE FLOOR BEHIND YOU.", "Gently. Calf grips? Stop, toes up.",
             "Swollen shin, or numb foot? Press W"],
    "groin": ["HOLD ON. STAND WIDE.", "BEND THE GOOD KNEE.", "Keep the sore leg straight.",
              "Testicle pain, lump, vomiting? Press W"],
    "hand": ["PULL THE FINGERS BACK", "WITH YOUR OTHER HAND.", "Elbow straight, not locked.",
             "Chest pain? Face or arm weak?", "Call 112, 911 or 999 now"],
    "stitch": ["SLOW DOWN OR STOP. BREATHE DEEPLY.", "PRESS IT. BEND FORWARD.", "Stays when you rest? Press W.",
               "Chest pain or a tight chest?", "Call 112, 911 or 999 now"],
}  # fmt: skip
AT_NIGHT = {
    "thigh": ["LIE ON YOUR GOOD SIDE. BEND YOUR KNEE.", "HAND PULLS THE HEEL TO YOUR BUTTOCK."],
    "shin": ["SIT. FOOT ACROSS THE OTHER KNEE.", "HAND ON TOP: EASE THE FOOT DOWN."],
    "groin": ["SIT UP. SOLES TOGETHER.", "LET YOUR KNEES SINK APART.", "Slowly. Hold until it eases."],
}


@each("muscle", FIRST)
def test_the_first_frame_of_the_others(muscle: str) -> None:
    shown = [line.strip() for line in words(Visit(muscle).screen())]
    assert shown[1 : 1 + len(FIRST[muscle])] == FIRST[muscle]


@each("muscle", ALL)
def test_night_begins_in_bed_where_day_stands(muscle: str) -> None:
    shown = [line.strip() for line in words(Visit(muscle, {"night": True}).screen())]
    expected = AT_NIGHT.get(muscle)
    if expected is None:
        assert shown == [line.strip() for line in words(Visit(muscle).screen())]
    else:
        assert shown[1 : 1 + len(expected)] == expected


BED_LAST = {
    "calf": ["FOOT FLAT ON THE WALL.", "STAY WHERE YOU ARE.", "REST THE LEG UNDER THE COVERS."],
    "foot": ["SOLE FLAT ON THE WALL OR FOOTBOARD.", "STAY WHERE YOU ARE.", "REST THE LEG UNDER THE COVERS."],
    "hamstring": ["LEAN BACK ON A PILLOW.", "STAY WHERE YOU ARE.", "REST THE LEG UNDER THE COVERS."],
    "thigh": ["BEND AND STRAIGHTEN YOUR KNEE.", "REST THE LEG UNDER THE COVERS."],
    "shin": ["FOOT UP, THEN FLAT. SLOWLY.", "REST THE LEG UNDER THE COVERS."],
    "groin": ["CLOSE YOUR KNEES SLOWLY.", "REST THE LEG UNDER THE COVERS."],
}


@each("muscle", BED_LAST)
def test_in_bed_nobody_stands_walks_or_warms(muscle: str) -> None:
    visit = Visit(muscle, {"bed": True}).press("space", "a")
    heads = []
    for _ in range(len(BED_LAST[muscle])):
        heads.append(words(visit.screen())[1].strip())
        assert "STAND" not in visit.text and "WALK " not in visit.text and "pack, or a" not in visit.text
        visit.press("space")
    assert heads == BED_LAST[muscle]


def test_the_hand_goes_palm_down_only_with_space_and_late() -> None:
    visit = Visit("hand").until(60).press("n", "n").until(500)
    assert all("PALM DOWN" not in said.upper() for _, said in visit.said)
    visit = Visit("hand").press("space", "n", "n", "space", "space", "space")
    assert " PALM DOWN. BEND THE WRIST GENTLY." in visit.screen()
    assert " They curl? Press LEFT." in visit.screen()


def test_stop_names_the_limb_that_was_marked_whatever_hurts_later() -> None:
    visit = Visit("hand", {"side": "right"}).press("space", "y")
    assert " One arm swollen, hot or another colour." in visit.screen()
    assert " One arm swollen, hot or another colour." in again(visit, 60, "calf").screen()


def test_stop_opened_again_says_since_when_and_asks_whether_it_is_worse() -> None:
    visit = Visit().press("space", "y")
    back = again(visit, 8 * 3600)
    assert back.screen()[0].startswith("Stop, since Monday 14:13") or back.screen()[0].startswith("Stop, since ")
    assert back.screen()[7:10] == [
        " Worse now?",
        " Chest pain? Breathless? Coughing blood?",
        " Call 112, 911 or 999 now.",
    ]
    assert back.flow.page == "stop"


@each(
    ("sign", "rows"),
    [
        ("N1", [" CALL 112, 911 OR 999 NOW.", " You marked:", " Chest pain, breathless, coughs blood.",
                " Don't stretch. Don't rub. No heat.", " Sit or lie still. Unlock the door."]),
        ("N6", [" GO TO AN EMERGENCY DEPARTMENT NOW.", " You marked:", " Numb groin, can't pee, both legs weak.",
                " Don't drive yourself.", " Don't stretch. Don't rub. No heat."]),
        ("N8", [" CALL 112, 911 OR 999 NOW.", " You marked:", " Neck pain after a fall or a blow.",
                " Don't move your neck. Stay still."]),
        ("T2", [" GO TO AN EMERGENCY DEPARTMENT TODAY.", " You marked:", " A pop or a kick felt.",
                " Don't stretch. Don't test it.", " Keep weight off it."]),
        ("T5", [" GET IT CHECKED TODAY. DON'T WAIT.", " You marked:", " On a statin: muscles sore or weak.",
                " Ask before the next dose."]),
        ("T4", [" NO BETTER AFTER TEN MINUTES:", " ASK FOR MEDICAL HELP NOW."]),
    ],
)  # fmt: skip
def test_what_stop_says_of_each_kind_of_sign(sign: str, rows: list[str]) -> None:
    visit = Visit()
    visit._take(visit.flow.mark(sign))
    assert words(visit.screen())[1 : 1 + len(rows)] == rows


def test_every_stop_fits_and_names_the_number() -> None:

    for sign in SIGNS:
        if sign[0] == "D":
            continue
        visit = Visit()
        visit._take(visit.flow.mark(sign))
        shown = visit.screen()
        assert len(shown) == 12 and all(len(line) <= 40 for line in shown)
        assert "112, 911 OR 999" in visit.text.upper() or SIGNS[sign].action == "department", sign
        assert "LEFT pressed by mistake" in visit.text and "P a professional has looked at it" in visit.text
        assert ("SPACE go on gently meanwhile" in visit.text) == (sign == "T4")


def test_a_doctors_sign_is_noted_and_help_goes_on() -> None:
    visit = Visit().press("w", "space", "space", "space", "2")
    assert visit.flow.page == "help" and visit.marks["D1"].is_open
    assert " Noted for your doctor." in visit.screen()
    assert " Noted for your doctor." not in visit.wait(11).screen()


def test_the_health_card_changes_first_pages_and_heat() -> None:
    card = Card(statin=True, no_heat=True, thinners=True)
    visit = Visit(options={"card": card}).press("w")
    assert "On a statin" in visit.text and "Worse with toes up" not in visit.text
    assert len(visit.flow.sign_pages[0]) == 8
    assert visit.flow.sign_pages[1][:2] == ("T8", "T10")
    visit = Visit(options={"card": card}).press("space", "n")
    assert visit.flow.page == "help" and "STAND" in visit.text
    for _ in range(4):
        visit.press("space")
        assert "WARM" not in visit.text and "RUB" not in visit.text
    visit.press("enter")
    assert "15 min" not in visit.text


def test_pregnant_warm_never_hot_and_a_limit_on_drinking() -> None:
    visit = Visit(options={"card": Card(pregnant=True, limits=True)})
    assert visit.flow.bed
    visit.press("b", "space", "n", "space", "space")
    assert " Warm, never hot." in visit.screen()
    visit.press("enter")
    assert " Walk a little, holding on. Keep to your limits." not in visit.screen()
    assert "Sip water" not in visit.text and "limits." in visit.text


def test_a_mark_is_dated_and_placed() -> None:
    visit = Visit(options={"side": "left"}).press("w", "5")
    mark = visit.marks["T1"]
    assert mark == SignRecord(mark.id, "T1", SIGNS["T1"].text, mark.when, "left calf", visit.flow.record.id)
