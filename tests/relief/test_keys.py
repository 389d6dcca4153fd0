"""What keys mean, and when they mean nothing."""

import pytest

from stretchplayer.relief.effects import Closed, KeepSound
from stretchplayer.relief.view import view
from tests.relief.helpers import Cramp


def test_the_first_seven_tenths_of_a_second_are_not_for_keys() -> None:
    cramp = Cramp().wait(0.6, step=0.1).now("enter")
    assert cramp.flow.page == "help"
    assert cramp.wait(0.2, step=0.1).now("space").flow.page == "question 1"


def test_a_change_by_itself_guards_too() -> None:
    cramp = Cramp().until(80.4).now("space")
    assert cramp.flow.technique.name == "Stand and press the heel"
    assert cramp.until(81.5).now("space").flow.technique.name == "Walk and wiggle"


def test_a_held_key_counts_once() -> None:
    cramp = Cramp().until(82)
    for _ in range(200):
        cramp.now("space").wait(0.03, step=0.03)
    assert cramp.flow.technique.name == "Walk and wiggle"


def test_a_slow_first_repeat_counts_once_too() -> None:
    cramp = Cramp().until(82).now("space").wait(0.66, step=0.03)
    for _ in range(50):
        cramp.now("space").wait(0.03, step=0.03)
    assert cramp.flow.technique.name == "Walk and wiggle"


def test_a_hand_on_many_keys_moves_one_step_at_most_each_change() -> None:
    cramp = Cramp().until(82)
    for key in "asdfghj":
        cramp.now(key).wait(0.02, step=0.02)
    assert cramp.flow.technique.name == "Walk and wiggle"


@pytest.mark.parametrize("key", ["ENTER", "W", "B"])
def test_letters_count_in_both_cases(key: str) -> None:
    lower, upper = Cramp().until(82).now(key.lower()), Cramp().until(82).now(key if len(key) == 1 else key.lower())
    assert lower.screen() == upper.screen()


def test_left_goes_back_and_that_technique_stays() -> None:
    cramp = Cramp().until(145).press("left")
    assert cramp.flow.technique.name == "Stand and press the heel"
    assert cramp.wait(120).flow.technique.name == "Stand and press the heel"
    assert cramp.press("space").flow.technique.name == "Walk and wiggle"


def test_left_never_lands_on_rubbing_that_nobody_asked_about() -> None:
    cramp = Cramp().until(62).now("space").press("left")
    assert cramp.flow.technique.name == "Toe pull, leg straight"


def test_left_at_a_question_goes_back_to_the_stretch_and_it_stays() -> None:
    cramp = Cramp().until(62).now("left").wait(100)
    assert (cramp.flow.page, cramp.flow.technique.name) == ("help", "Toe pull, leg straight")
    assert cramp.press("space").flow.page == "question 1"


def test_a_digit_changes_the_muscle_on_the_same_clock_and_note() -> None:
    cramp = Cramp().until(150).now("3")
    assert cramp.screen()[0] == "Hamstring cramp                    2:30"
    assert cramp.flow.note.muscle == "hamstring"
    assert cramp.flow.note.techniques[0] == "Toe pull, leg straight"
    assert cramp.until(300).screen()[1] == " Five minutes."


def test_what_was_answered_for_the_legs_is_not_asked_again_for_another_leg_muscle() -> None:
    cramp = Cramp().until(62).now("n").press("n", "3", "space")
    assert cramp.flow.technique.name == "Thigh rub"
    assert cramp.press("7").wait(96 + 96).flow.page == "question 1"
    assert "Compare both arms." in " ".join(cramp.screen())


def test_leaving_is_two_keys_and_enter_stays_without_easing() -> None:
    cramp = Cramp().until(20).now("q")
    assert cramp.screen()[-1].strip() == "ENTER stays, Q leaves"
    cramp.press("enter")
    assert (cramp.flow.page, cramp.flow.over, cramp.flow.note.ended) == ("help", None, "unknown")
    cramp.press("escape", "q")
    assert cramp.effects[-1] == Closed("left")
    assert cramp.flow.note.ended == "left"


def test_time_stands_still_for_the_technique_under_the_signs_but_not_for_the_clock() -> None:
    cramp = Cramp().until(50).now("w").wait(100)
    assert view(cramp.flow).kind == "signs"
    cramp.now("escape")
    assert cramp.flow.page == "help"
    assert cramp.flow.clock_ms == 150_000
    assert cramp.wait(9.5).flow.page == "help"
    assert cramp.wait(1).flow.page == "question 1"


@pytest.mark.parametrize("again", ["w", "f1", "escape", "left", "x"])
def test_signs_open_and_close(again: str) -> None:
    cramp = Cramp().until(10).now("f1").press(again)
    assert cramp.flow.over is None


def test_mute_is_told_to_the_world() -> None:
    cramp = Cramp().until(10).now("m")
    assert KeepSound(False) in cramp.effects
    cramp.press("m")
    assert KeepSound(True) in cramp.effects


def test_yes_and_no_mean_nothing_special_without_a_question() -> None:
    for key in "yn":
        assert Cramp().until(82).now(key).flow.technique.name == "Walk and wiggle"


# ---- after it eased ------------------------------------------------------------------------------------------


def test_eased_can_be_taken_back_with_one_key_and_the_clock_goes_on() -> None:
    cramp = Cramp().until(100).now("enter").until(110).now("left")
    assert (cramp.flow.page, cramp.flow.note.ended, cramp.flow.note.returned) == ("help", "unknown", 0)
    assert cramp.screen()[0].endswith("1:50")


def test_a_cramp_that_comes_back_is_the_same_record() -> None:
    cramp = Cramp().until(100).now("enter").until(400).now("c")
    assert cramp.flow.note.returned == 1
    assert cramp.screen()[0].endswith("6:40")
    assert cramp.flow.technique.name == "Toe pull, leg straight"


def test_after_ten_minutes_it_is_another_cramp() -> None:
    cramp = Cramp().until(100).now("enter").wait(601).now("c")
    assert (cramp.flow.page, cramp.flow.note.returned) == ("eased", 0)
    assert "C" not in cramp.screen()[0]


def test_each_tap_is_written_at_once_and_taken_back_by_the_same_key() -> None:
    from stretchplayer.relief.effects import Noted

    cramp = Cramp().until(100).now("enter").wait(1)
    for key in ("l", "7", "h", "e"):
        before = len([effect for effect in cramp.effects if isinstance(effect, Noted)])
        cramp.wait(0.1, step=0.1).now(key)
        assert len([effect for effect in cramp.effects if isinstance(effect, Noted)]) == before + 1
    note = cramp.flow.note
    assert (note.side, note.severity, note.came_with) == ("left", 7, ("heat", "exercise"))
    assert cramp.press("h", "up", "b").flow.note.came_with == ("exercise",)
    assert (cramp.flow.note.severity, cramp.flow.note.side) == (8, "both")
    assert cramp.press("+").flow.note.severity == 10


def test_heat_brings_its_own_advice_and_sign() -> None:
    page = " ".join(Cramp().until(100).now("enter").press("h").screen())
    assert "Stop for today. Cool place." in page
    assert "A salty drink." in page
    assert "Confused or vomiting? Call 112 911 999" in page


def test_over_ten_minutes_the_medical_line_stays_after_easing_too() -> None:
    cramp = Cramp().until(700).now("enter")
    assert cramp.screen()[1:3] == [
        " TEN MINUTES. ASK FOR MEDICAL HELP NOW.",
        " Call your doctor or urgent advice line.",
    ]
    assert cramp.wait(61).screen()[1] == " TEN MINUTES. ASK FOR MEDICAL HELP NOW."


def test_escape_skips_the_taps_then_leaves() -> None:
    cramp = Cramp().until(100).now("enter").press("escape")
    assert cramp.flow.dimmed
    assert cramp.press("escape").effects[-1] == Closed("left")
    assert cramp.flow.note.ended == "eased"


def test_third_cramp_of_a_night() -> None:
    page = Cramp(options={"tonight": 2}).until(100).now("enter").screen()
    assert " Third cramp tonight. Tell your doctor." in page


@pytest.mark.parametrize(("key", "how"), [("enter", "end"), ("g", "go-on")])
def test_a_routine_that_waits_is_ended_first_and_goes_on_second(key: str, how: str) -> None:
    cramp = Cramp(options={"paused": True}).until(100).now("enter").press("escape", "q")
    assert cramp.flow.page == "choice"
    assert cramp.screen()[-1] == " ENTER end here     G go on gently"
    assert cramp.press(key).effects[-1] == Closed(how)  # type: ignore[arg-type]


def test_after_the_stop_screen_a_routine_does_not_go_on() -> None:
    cramp = Cramp(options={"paused": True}).until(62).now("y").press("q", "q")
    assert cramp.effects[-1] == Closed("end")


# ---- nobody there --------------------------------------------------------------------------------------------


def test_twenty_minutes_without_a_key_ask_and_store_nothing_as_six_hours() -> None:
    cramp = Cramp().until(130).now("space").until(131 + 20 * 60)
    assert cramp.flow.page == "still"
    assert " STILL CRAMPING?" in cramp.screen()
    cramp.wait(6 * 3600, step=60)
    note = cramp.flow.note
    assert (note.ended, note.at_least, note.length_ms) == ("unknown", True, 130_000)
    assert cramp.now("n").flow.page == "eased"
    assert (cramp.flow.note.ended, cramp.flow.note.length_ms) == ("unknown", 130_000)


def test_still_cramping_goes_on_with_the_clock_that_ran_on() -> None:
    cramp = Cramp().until(21 * 60).now("y")
    assert cramp.flow.page == "help"
    assert cramp.screen()[0].endswith("21:00")


def test_a_jump_of_the_clock_asks_and_the_key_that_wakes_is_not_meant_for_what_was_on() -> None:
    cramp = Cramp().until(100)
    cramp.clock.ms += 3 * 3_600_000
    cramp.now("enter")
    assert (cramp.flow.page, cramp.flow.note.ended) == ("still", "unknown")
    assert cramp.screen()[0].endswith("3:01:40")


def test_a_short_sleep_goes_on_by_itself() -> None:
    cramp = Cramp().until(100)
    cramp.clock.ms += 4 * 60_000
    cramp.wait(1)
    assert cramp.flow.page == "help"
    assert cramp.flow.clock_ms == 341_000


def test_relief_opened_again_goes_on_with_clock_and_note() -> None:
    from stretchplayer.relief.record import CrampNote

    note = CrampNote("foot", techniques=("Toes back by hand",), ended="left", length_ms=120_000)
    cramp = Cramp("foot", {"already_ms": 400_000, "note": note})
    assert cramp.screen()[0].endswith("6:40")
    assert cramp.flow.note.ended == "unknown"
    assert cramp.wait(200).screen()[1].startswith(" TEN MINUTES")


def test_next_wake_is_soon_enough_for_everything() -> None:
    cramp = Cramp()
    exact = Cramp()
    while cramp.flow.clock_ms < 700_000:
        cramp.clock.ms += cramp.flow.next_wake_ms()
        cramp._take(cramp.flow.wake())
    assert [text for _, text in cramp.said] == [text for _, text in exact.until(700).said]
    assert all(at == int(at) for at, _ in cramp.said)
