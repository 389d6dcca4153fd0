"""What the keys do to a run with its lead-in, below every front end."""

import pytest

from stretchplayer.audio.speaker import Speaker
from stretchplayer.library.loader import load_data
from stretchplayer.runs.controls import QUESTIONS, Controls
from stretchplayer.runs.request import RunRequest, plan
from stretchplayer.runs.session import Session
from stretchplayer.settings.table import Settings
from tests.playback.made import Clock


def begun() -> tuple[Controls, Clock]:
    text = "countdown: 0s\nrest: 0s\nsteps: [{massage: Calf, for: 4s+}, {stretch: Neck, hold: 20s}]"
    made = plan(RunRequest(routine=load_data(text, "t.yaml", advice=False), settings=Settings(sound="off")))
    clock = Clock()
    controls = Controls(Session(made, Speaker("off"), tones={}, now=lambda: clock.ms), made)
    controls.start()
    clock.ms += 4000
    controls.wake()
    return controls, clock


def test_enter_ends_what_waits_in_a_pause_too_and_else_continues_after_the_lead_in() -> None:
    controls, clock = begun()
    assert controls.player.state == "waiting"
    controls.press("pause")
    controls.press("go-on")
    assert (controls.player.index, controls.player.state) == (2, "playing")
    controls.press("pause")
    controls.press("go-on")
    assert (controls.player.state, controls.session.resuming) == ("paused", True)
    clock.ms += 1000
    assert controls.press("go-on") == ()
    clock.ms += 1000  # the lead-in is no longer for it
    controls.wake()
    assert controls.player.state == "playing"


def test_who_stays_continues_where_time_ran_or_was_about_to() -> None:
    for ran in (True, False):
        controls, clock = begun()
        controls.press("go-on")
        controls.press("pause")
        if ran:
            controls.press("pause")
        controls.ask_to_leave()
        assert controls.player.state == "paused" and not controls.session.resuming
        controls.stay()
        clock.ms += 2000
        controls.wake()
        assert controls.player.state == ("playing" if ran else "paused")


def test_an_answer_is_a_number_of_its_scale() -> None:
    felt, pain = QUESTIONS["felt"], QUESTIONS["pain_after"]
    assert [felt.answer(key) for key in ("0", "1", "5", "6", "+", "x", "²", "")] == [None, 1, 5, *[None] * 5]
    assert [pain.answer(key) for key in ("0", "9", "+", "plus", "-")] == [0, 9, 10, 10, None]
    assert felt.answered(3) == "3 of 5, saved." and pain.answered(3) == "3 of 10, saved."


def test_a_held_key_stops_with_the_step_it_began_in_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    controls, clock = begun()
    player, at = controls.player, [10.0]
    monkeypatch.setattr("stretchplayer.runs.controls.monotonic", lambda: at[0])

    def shorter(after_s: float) -> tuple[int, str]:
        at[0] += after_s
        controls.press("shorter")
        return player.remaining_ms, controls.says

    assert shorter(0) == (0, ""), "of what waits nothing is left to cut"
    controls.press("go-on")
    assert shorter(0.375) == (20_000, ""), "it began in the step before"
    assert shorter(0.5) == (10_000, "")
    assert [shorter(0.375) for _ in range(2)] == [(3_000, ""), (3_000, "")]
    assert shorter(0.5) == (3_000, "Press n for the next step.")
    clock.ms += 2_000
    controls.wake()
    assert shorter(9) == (1_000, "Press n for the next step.")


def test_the_limit_of_a_held_key_is_four_tenths_of_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    for apart, says in ((0.399, ""), (0.401, "Press n for the next step.")):
        controls, _ = begun()
        controls.press("go-on")
        at = iter((10.0, 20.0, 30.0, 30.0 + apart))
        monkeypatch.setattr("stretchplayer.runs.controls.monotonic", lambda at=at: next(at))
        for _ in range(4):
            controls.press("shorter")
        assert (controls.player.remaining_ms, controls.says) == (3_000, says)


def test_back_and_again_are_moves_that_can_be_taken_back() -> None:
    controls, clock = begun()
    assert controls.says == "" and controls.press("shorter") == (), "nothing is said before a key, nor is one held"
    controls.press("go-on")
    clock.ms += 4000
    controls.wake()
    assert controls.press("restart") and (controls.player.index, controls.player.elapsed_ms) == (2, 0)
    assert controls.press("back") and controls.player.index == 1 and controls.can_undo
    assert controls.press("undo") and controls.player.index == 2
