"""The storyboard of a foot cramp on a fake clock: every row of its table."""

import pytest

from tests.relief import screens
from tests.relief.helpers import Cramp


def test_first_frame() -> None:
    cramp = Cramp("foot")
    assert "\n".join(cramp.screen()) == screens.FOOT
    assert cramp.said == [(0, "Pull your toes back to your shin. Hold.")]


def test_nothing_pressed() -> None:
    cramp = Cramp("foot").until(601)
    assert cramp.said[:8] == [
        (0, "Pull your toes back to your shin. Hold."),
        (30, "Keep holding."),
        (60, "Light on. Hold on. Stand flat on the foot."),
        (120, "Light on. Hold on. Walk slowly, flat steps."),
        (180, "Before rubbing: light on. Compare both legs. One swollen, hot, a different colour?"),
        (200, "Warm it, or pull the toes back again."),
        (300, cramp.said[6][1]),
        (360, "Light on. Hold on. Stand flat on the sole."),
    ]
    assert cramp.said[6][1].startswith("Five minutes.")
    assert cramp.said[-1][0] == 600


@pytest.mark.parametrize(
    ("at", "lines"),
    [
        (30, [" PULL YOUR TOES BACK TO YOUR SHIN.", " USE YOUR HAND. HOLD.", "",
              " Keep holding.", " Breathe out long."]),
        (60, [" LIGHT ON. HOLD THE BED OR WALL.", " STAND FLAT. WEIGHT ON THE SOLE.", "",
              " Heel and toes down.", " Shoe and sock off."]),
        (120, [" LIGHT ON. HOLD THE BED OR WALL.", " WALK SLOWLY. FLAT STEPS.", "",
               " Don't curl or point your toes."]),
        (200, [" WARM IT, IF YOU CAN.", " OR PULL THE TOES BACK AGAIN."]),
    ],
)  # fmt: skip
def test_rows(at: int, lines: list[str]) -> None:
    assert Cramp("foot").until(at).screen()[2 : 2 + len(lines)] == lines


def test_questions_come_before_the_rubbing_and_the_toes_stay_back() -> None:
    cramp = Cramp("foot").until(180)
    assert cramp.flow.page == "question 1"
    assert cramp.screen()[2] == " SIT. KEEP YOUR TOES BACK."
    cramp.press("n", "n")
    assert cramp.screen()[2:6] == [
        " TOES BACK.",
        " RUB THE SOLE WITH YOUR THUMB.",
        "",
        " Comfort decides how firm.",
    ]
    assert cramp.spoken == "Toes back. Rub the sole, gently."


def test_space_enter_yes() -> None:
    assert Cramp("foot").press("space").flow.technique.name == "Stand flat on the sole"
    assert Cramp("foot").press("space", "space", "space").flow.page == "question 1"
    assert Cramp("foot").until(182).now("y").flow.page == "stop"
    assert Cramp("foot").until(182).now("n").press("y").flow.technique.name == "Warm towel or shower"
    assert Cramp("foot").until(125).now("enter").screen()[0].startswith("Soft again after 2:05")


def test_in_bed_the_sole_meets_the_wall() -> None:
    cramp = Cramp("foot", {"bed": True}).until(61)
    assert cramp.screen()[2:4] == [" SOLE FLAT TO THE WALL OR FOOTBOARD.", " TOES BACK. PRESS GENTLY."]


def test_five_and_ten_minutes() -> None:
    assert Cramp("foot").until(300).screen()[1] == " Five minutes."
    ten = Cramp("foot").until(600).screen()
    assert ten[1] == " TEN MINUTES. ASK FOR MEDICAL HELP NOW."
    assert ten[6:9] == [" PULL YOUR TOES BACK TO YOUR SHIN.", " USE YOUR HAND. HOLD.", " Gently. Breathe out long."]
