"""The storyboard of a calf cramp on a fake clock: every row of its table, with nothing pressed and with each key."""

import pytest

from tests.relief import screens
from tests.relief.helpers import Cramp

WALK_SAID = "Light on. Hold on. Walk slowly. Wiggle the leg."
STAND_SAID = "Light on. Hold the wall. Stand. Press your heel down."
FIVE_SAID = "Five minutes. Cramps can last seconds to ten minutes. Look again: swollen, hot, cold, pale, numb? Press W."


def shows(cramp: Cramp, screen: str) -> None:
    assert "\n".join(cramp.screen()) == screen


def test_first_frame_asks_nothing_and_explains_nothing() -> None:
    cramp = Cramp()
    shows(cramp, screens.CALF)
    assert cramp.said == [(0, "Straighten your leg. Pull your toes toward you.")]


def test_nothing_pressed_from_first_frame_to_fifteen_minutes() -> None:
    cramp = Cramp().until(16 * 60)
    assert cramp.said == [
        (0, "Straighten your leg. Pull your toes toward you."),
        (6, "Slowly. Hold it there."),
        (15, "Long breath out."),
        (30, "Keep holding."),
        (60, "Before rubbing: light on. Compare both legs. One swollen, hot, a different colour?"),
        (80, STAND_SAID),
        (140, WALK_SAID),
        (200, "Warm it, if you can. Or pull the toes again."),
        (300, FIVE_SAID),
        (360, "Light on. Hold on. Stand and press the heel."),
        (420, "Light on. Hold on. Walk and wiggle."),
        (480, "Warm towel or shower."),
        (540, "Toe pull, leg straight."),
        (600, cramp.said[13][1]),
        (900, cramp.said[13][1]),
    ]
    assert cramp.said[13][1].startswith(
        "Ten minutes. Ask for medical help now. Call your doctor or urgent advice line."
    )
    assert cramp.flow.technique.name == "Toe pull, leg straight"


def test_the_breathing_bar_begins_after_six_seconds() -> None:
    from stretchplayer.relief.view import view

    cramp = Cramp()
    assert view(cramp.flow).breath_ms is None
    assert view(cramp.until(5.9).flow).breath_ms is None
    assert view(cramp.until(6).flow).breath_ms == 0
    assert view(cramp.until(17).flow).breath_ms == 1_000


def test_after_half_a_minute_holding_goes_on() -> None:
    cramp = Cramp().until(30)
    assert cramp.screen()[5:7] == [" Keep holding.", " It can take a minute or two."]


def test_every_screen_when_both_questions_are_answered_with_no() -> None:
    cramp = Cramp().until(60)
    shows(cramp, screens.QUESTION_1)
    cramp.until(66).now("n")
    shows(cramp, screens.QUESTION_2)
    assert cramp.spoken == "Pregnant? Blood thinners? Easy bruises? Fever? Broken or numb skin? Injury?"
    cramp.until(75).now("n")
    shows(cramp, screens.RUB)
    assert cramp.spoken == "Toes still up. Rub the hard part, gently."
    shows(cramp.until(135), screens.STAND)
    assert cramp.spoken == STAND_SAID
    shows(cramp.until(195), screens.WALK)
    assert cramp.spoken == WALK_SAID
    shows(cramp.until(255), screens.WARM)
    assert cramp.spoken == "Warm it, if you can. Or pull the toes again."
    shows(cramp.until(299), screens.WARM.replace("4:15", "4:59"))
    shows(cramp.until(300), screens.FIVE)
    assert cramp.spoken == FIVE_SAID
    # Round two: the questions are not asked again, the rubbing is offered, the voice says names only.
    cramp.until(360)
    assert (cramp.flow.page, cramp.flow.technique.name, cramp.spoken) == ("help", "Calf rub", "Calf rub.")
    assert cramp.screen()[1] == ""
    shows(cramp.until(600), screens.TEN)


@pytest.mark.parametrize("at", [1, 7, 20, 31, 59])
def test_space_in_the_first_minute_asks_before_rubbing(at: int) -> None:
    cramp = Cramp().until(at).now("space")
    assert cramp.flow.page == "question 1"
    assert cramp.screen()[2] == " KEEP YOUR TOES UP."


def test_space_at_the_question_goes_on_without_rubbing() -> None:
    cramp = Cramp().until(62).now("space")
    assert cramp.flow.technique.name == "Stand and press the heel"
    cramp.until(360)
    assert "Calf rub" not in cramp.flow.note.techniques


@pytest.mark.parametrize("key", ["x", "right", "down", "f7", "tab", "backspace"])
def test_any_key_that_is_no_command_is_another_way(key: str) -> None:
    assert Cramp().until(62).now("space").wait(2).now(key).flow.technique.name == "Walk and wiggle"


def test_space_through_all_techniques_comes_round_to_the_first() -> None:
    cramp = Cramp().press("space", "n", "n")
    assert cramp.flow.technique.name == "Calf rub"
    names = [cramp.press("space").flow.technique.name for _ in range(4)]
    assert names == [
        "Stand and press the heel", "Walk and wiggle", "Warm towel or shower", "Toe pull, leg straight",
    ]  # fmt: skip
    assert cramp.flow.round == 2


@pytest.mark.parametrize("at", [1, 30, 61, 63, 90, 150, 210, 290, 301, 361, 599, 601, 901])
def test_enter_means_soft_again_at_every_row(at: int) -> None:
    cramp = Cramp().until(at).now("enter")
    assert cramp.flow.page == "eased"
    assert cramp.flow.note.ended == "eased"
    assert (cramp.flow.note.length_ms, cramp.flow.note.at_least) == (at * 1000, False)


def test_the_page_when_it_eases() -> None:
    cramp = Cramp().until(161).now("enter")
    shows(cramp, screens.EASED)
    assert cramp.spoken == "Keep the stretch, half as hard."
    cramp.wait(30)
    assert cramp.screen()[2] == " THEN LET GO SLOWLY. HEEL LEADS."
    assert cramp.spoken == "Then let go slowly. Heel leads."
    assert cramp.wait(31).screen() == ["Soft again after 2:41      Cramp back? C", "", " Q out"]


def test_yes_to_the_stop_question_ends_everything_and_says_whom_to_call() -> None:
    cramp = Cramp(options={"already_ms": 68_000}).wait(60).wait(6)
    assert cramp.flow.page == "question 1"
    cramp.now("y")
    shows(cramp, screens.STOP)
    assert cramp.flow.note.signs[0].text == "One leg swollen, hot, or a different colour"
    cramp.wait(1200)
    assert cramp.flow.page == "stop"
    cramp.press("space", "enter", "b", "3")
    assert cramp.flow.page == "stop"


def test_back_out_of_the_stop_screen() -> None:
    cramp = Cramp().until(62).now("y").press("left")
    assert cramp.flow.page == "question 1"
    assert cramp.flow.note.signs == ()


def test_yes_to_the_rubbing_question_is_kept_and_rubbing_left_out() -> None:
    from stretchplayer.relief.effects import KeepNoRubbing

    cramp = Cramp().until(62).now("n").press("y")
    assert KeepNoRubbing() in cramp.effects
    assert cramp.flow.technique.name == "Stand and press the heel"
    assert "Calf rub" not in cramp.until(595).flow.note.techniques


def test_a_no_is_never_kept() -> None:
    from stretchplayer.relief.effects import KeepNoRubbing

    cramp = Cramp().until(62).now("n").press("n", "space", "enter")
    assert KeepNoRubbing() not in cramp.effects


@pytest.mark.parametrize("answered", [(), ("n",)])
def test_silence_is_never_a_no(answered: tuple[str, ...]) -> None:
    cramp = Cramp().until(61)
    for key in answered:
        cramp.now(key)
    cramp.wait(20)
    assert cramp.flow.technique.name == "Stand and press the heel"
    assert cramp.flow.no_answer


def test_in_bed_nobody_is_asked_to_stand() -> None:
    cramp = Cramp(options={"bed": True}).until(80)
    assert cramp.screen()[2:6] == [
        " FOOT FLAT AGAINST THE WALL.",
        " STRAIGHTEN YOUR KNEE SLOWLY.",
        "",
        " Lean back on your hands.",
    ]
    shown = {Cramp(options={"bed": True}).until(at).flow.technique.stands for at in range(0, 600, 20)}
    assert shown == {False}


def test_b_on_the_standing_screen_changes_to_the_bed_variant() -> None:
    cramp = Cramp().until(82).now("b")
    assert cramp.flow.technique.name == "Foot flat to the wall"
    assert cramp.press("b").flow.technique.name == "Stand and press the heel"


def test_b_while_walking_goes_on_to_what_can_be_done_lying() -> None:
    assert Cramp().until(142).now("b").flow.technique.name == "Warm towel or shower"


def test_after_ten_minutes_space_still_offers_other_ways_but_never_standing() -> None:
    cramp = Cramp().until(601)
    names = {cramp.press("space").flow.technique.name for _ in range(8)}
    assert names == {"Foot flat to the wall", "Warm towel or shower", "Toe pull, leg straight"}
    cramp.press("space").wait(61)
    assert cramp.flow.technique.name == "Toe pull, leg straight"
