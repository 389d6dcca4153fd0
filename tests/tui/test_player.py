"""The player screen: what it says in each state, and what every key does in each of them."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.strip import Strip

from stretchplayer.audio.speaker import Speaker
from stretchplayer.journal.access import open_journal
from stretchplayer.journal.recorder import Recorder
from stretchplayer.journal.records import Moment, SessionRecord
from stretchplayer.library.catalogue import Catalogue
from stretchplayer.library.folders import File
from stretchplayer.library.shelf import summarize
from stretchplayer.playback.events import SLEPT
from stretchplayer.runs.recording import note_run
from stretchplayer.runs.request import RunPlan
from stretchplayer.runs.session import Session
from stretchplayer.settings.table import Settings
from stretchplayer.tui.house import KeyBar
from stretchplayer.tui.screens.ask import AskScreen, QuestionBox
from stretchplayer.tui.screens.finish import FinishScreen
from stretchplayer.tui.screens.help import HelpScreen
from stretchplayer.tui.screens.pick import PickScreen
from stretchplayer.tui.screens.player import PlayerScreen
from stretchplayer.tui.theme import NIGHT, STATE_PATTERNS
from tests.tui.conftest import MOVES, part_of
from tests.tui.pilot import drawn, settle, until

Make = Callable[..., Any]
KEYS = (
    "space", "n", "right", "p", "left", "r", "plus", "minus", "g", "f", "m", "v", "question_mark", "q", "enter",
    "escape", "x", "up", "tab",
)  # fmt: skip
# Segments: 0 ready, 1 march, 2 rest, 3-9 calf (left 3, 5; right 7, 9), 10 rest, 11 bridge (waits), ...
STRETCH, REST, BRIDGE = 3, 2, 11
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Notes:
    """Records a run nowhere; the last page asks all the same."""

    def note(self, what: str, value: int) -> None:
        pass


async def test_without_a_step_there_is_nothing_to_go_to(bench: Make) -> None:
    it = bench(text="steps: [{rest: 20s, note: Breathe}]")
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(it.app.screen, PlayerScreen) and it.player.state == "playing"


async def test_plays_from_get_ready_to_the_page_at_the_end(bench: Make) -> None:
    it = bench(text="steps: [{stretch: Neck, hold: 20s}, {say: Well done}]")
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert it.player.state == "playing"
        assert (it.app.screen.stage.shown.word, it.app.screen.stage.shown.title) == ("Get ready, then", "Neck")
        it.pass_ms(5000)
        assert it.player.segment.name == "Neck"
        it.pass_ms(20_000)
        await pilot.pause()
        assert isinstance(it.app.screen, FinishScreen)
        assert "Well done" in it.text()
        assert "every step" in it.text()
        await pilot.press("enter")
    assert it.app.return_code == 0
    assert it.run.closed == 1


async def test_says_what_to_do_which_side_how_long_and_what_next(bench: Make) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        it.pass_ms(5000 + 4000)
        await pilot.pause()
        text = it.text()
        shown = it.app.screen.stage.shown
        assert (shown.title, shown.side) == ("Standing calf stretch", "Left leg")
        assert it.app.screen.stage.shown.digits == "26"
        assert "Set 1 of 2" in text
        assert "Published dose" in text
        assert "Next: Again, left leg, after 5s" in text
        assert "2 of 5" in text and "left" in text


async def test_a_rest_shows_the_next_step_and_its_how_to(bench: Make) -> None:
    it = bench(start=REST)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(5000 + 1000)
        await pilot.pause()
        text = it.text()
        assert it.player.segment.kind == "rest"
        assert it.app.screen.stage.shown.title == "Standing calf stretch"
        assert "Hands on a wall, one foot well back." in text
        assert "REST, THEN" in text


async def test_time_to_get_into_position_shows_the_step_that_it_is_for(bench: Make) -> None:
    it = bench(text="steps: [{stretch: Neck, hold: 20s}, {stretch: Figure four, hold: 20s, sides: left, ready: 8s}]")
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(5000 + 20_000 + 1000)
        await pilot.pause()
        shown = it.app.screen.stage.shown
        assert (shown.word, shown.title, shown.state) == ("Get into position, then", "Figure four", "rest")
        assert "GET INTO POSITION, THEN" in it.text()


async def test_the_label_goes_with_the_first_change_of_a_dose(bench: Make) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        await pilot.pause()
        assert "Published dose" in it.text()
        await pilot.press("plus")
        assert "Published" not in it.text()
        assert it.player.duration_ms == 40_000
        await pilot.press("minus", "n", "n")
        assert it.player.segment.basis == "published"
        assert "Published" not in it.text()  # for the whole run


async def test_reps_with_a_beat_are_counted(bench: Make) -> None:
    it = bench()
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(5000 + 7000)
        await pilot.pause()
        assert "4 of 10 times" in it.text()


async def test_an_open_bout_waits_for_enter(bench: Make) -> None:
    it = bench(start=BRIDGE)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        await pilot.pause()
        assert it.player.state == "waiting"
        assert it.app.screen.stage.shown.digits == "×12"
        assert "Press enter when you are done" in it.text()
        assert "enter Done" in it.text()
        await pilot.press("enter")
        assert it.player.index == BRIDGE + 1
        assert "enter Done" not in it.text()


async def test_a_breath_has_its_words_and_its_bar(bench: Make) -> None:
    it = bench(text="steps: [{breathe: Slow belly breathing, breaths: 2, in: 4s, out: 6s}]", start=1)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(5000 + 2000)
        await pilot.pause()
        assert it.app.screen.stage.shown.side == "Breathe in"
        assert it.app.screen.stage.level == pytest.approx(0.5)
        it.pass_ms(5000)
        await pilot.pause()
        assert it.app.screen.stage.shown.side == "Breathe out"


async def test_the_guide_of_a_breath_keeps_its_place_and_counts_its_own_phase(bench: Make) -> None:
    it = bench(text="steps: [{breathe: Slow belly breathing, breaths: 2, in: 4s, out: 6s}]", start=1)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        stage = it.app.screen.stage
        it.pass_ms(5000 + 1000)
        seen = []
        for ms in (0, 4000, 6000):
            it.pass_ms(ms)
            await settle(it.app)
            boxes = stage.plan(stage.size).boxes
            places = {part: boxes[part] for part in ("title", "digits", "side", "bar")}
            seen.append((stage.shown.side, stage.shown.digits, places))
        assert [(side, digits) for side, digits, _ in seen] == [
            ("Breathe in", "3"), ("Breathe out", "5"), ("Breathe in", "3"),
        ]  # fmt: skip
        assert all(places == seen[0][2] for _, _, places in seen)


async def test_pause_says_so_and_time_stands_still(bench: Make) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(8000)
        await pilot.press("space")
        assert it.player.state == "paused"
        assert "Paused" in it.text()
        assert "space Continue" in it.text()
        left = it.player.remaining_ms
        it.pass_ms(60_000)
        assert it.player.remaining_ms == left
        await pilot.press("space")
        assert it.player.state == "playing"
        assert "Paused" not in it.text()


async def test_a_cramp_does_not_wait_for_the_picture_of_a_pause(bench: Make) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(8000)
        player = it.app.screen
        shown: list[object] = []
        player.stage.show = lambda face, *_: shown.append(face)  # type: ignore[method-assign]
        it.app.open_relief()
        assert it.player.state == "paused"
        await settle(it.app)
        assert it.app.screen is not player and shown == []
        it.app.pop_screen()
        await settle(it.app)
        assert shown and shown[-1].paused


async def test_a_closed_lid_pauses_and_says_why(bench: Make) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        it.pass_ms(8000)
        it.clock.ms += 3_600_000
        it.app.screen.wake()
        await pilot.pause(0.1)
        assert it.player.state == "paused"
        assert SLEPT in it.text()


@pytest.mark.parametrize("state", ["ready", "playing", "paused", "rest", "waiting", "waiting-paused"])
async def test_every_key_in_every_state(bench: Make, state: str) -> None:
    start = {"rest": REST, "waiting": BRIDGE, "waiting-paused": BRIDGE}.get(state, STRETCH)
    it = bench(start=start)
    async with it.app.run_test(size=(80, 24)):
        screen = None
        for key in KEYS:
            if screen is None:
                # Over the first one, so that leaving leaves only this run.
                screen = it.app.opening(it.app)
                it.app.push_screen(screen)
                await until(lambda screen=screen: screen.controls is not None)
                await settle(it.app)
                if state != "ready":
                    it.pass_ms(9000)
                if state.endswith("paused"):
                    it.app.simulate_key("space")
                    await settle(it.app)
            before = here(it)
            it.app.simulate_key(key)
            await settle(it.app)
            check_key(it, key, state, start, before)
            # A key that changed nothing of the run leaves it to the next one.
            again = screen in it.app.screen_stack and here(it) == before and not screen.stage.fill
            while it.app.screen is not screen if again else len(it.app.screen_stack) > 1:
                it.app.pop_screen()
            screen = screen if again else None
            await settle(it.app)


def here(it: Any) -> tuple[str, int, int, int]:
    """Where the run is."""
    return (it.player.state, it.player.index, it.player.duration_ms, it.player.elapsed_ms)


def check_key(it: Any, key: str, state: str, start: int, before: tuple[str, int, int, int]) -> None:
    """What a key has to have done."""
    player, screen, after = it.player, it.app.screen, here(it)
    if key in ("n", "right"):
        assert player.index == (start if state == "ready" else start + 1)
    elif key in ("p", "left"):
        assert player.index <= max(before[1], 1)
    elif key == "r":
        assert player.elapsed_ms == 0 and player.index == before[1]
    elif key == "space":
        goes_on = "waiting" if state == "waiting-paused" else "playing"
        assert player.state == ("paused" if before[0] != "paused" else goes_on)
    elif key in ("plus", "minus") and "waiting" not in state:
        assert player.duration_ms != before[2] or player.index != before[1]
    elif key == "enter" and "waiting" in state:
        assert player.index == start + 1
    elif key == "enter" and state == "paused":
        assert player.state == "playing"
    elif key == "g":
        assert isinstance(screen, PickScreen)
    elif key == "question_mark":
        assert isinstance(screen, HelpScreen)
    elif key in ("q", "escape") and state == "ready":
        assert player.state == "left" and len(it.app.screen_stack) == 1
    elif key in ("q", "escape"):
        assert isinstance(screen, AskScreen) and player.state == "paused"
    elif key == "f":
        assert screen.stage.fill and after == before
    else:
        assert isinstance(screen, PlayerScreen) and after == before, key


async def test_sound_and_voice_keys_reach_the_run(bench: Make) -> None:
    it = bench()
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("m", "m", "v", "v", "v")
        assert it.run.sound == [
            ("mute", True), ("mute", False), ("voice", "brief"), ("voice", "off"), ("voice", "full"),
        ]  # fmt: skip


async def test_the_jump_list_goes_to_the_step_chosen(bench: Make) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        await pilot.press("g")
        assert "Standing calf stretch, right leg" in it.text()
        await pilot.press("end", "enter")
        assert it.player.segment.kind == "breathe"
        await pilot.press("g", "escape")
        assert isinstance(it.app.screen, PlayerScreen)


async def test_leaving_asks_and_staying_goes_on(bench: Make) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(9000)
        await pilot.press("q")
        assert "Leave Evening legs?" in it.text()
        await pilot.press("n")
        assert it.player.state == "playing"
        await pilot.press("space", "q", "n")
        assert it.player.state == "paused"
        await pilot.press("q", "y")
    assert it.player.state == "left"
    assert it.app.return_code == 0
    assert it.run.closed == 1


async def test_ctrl_c_ends_with_130_wherever_it_is_pressed(bench: Make) -> None:
    for keys in ((), ("g",), ("question_mark",), ("q",)):
        it = bench(start=STRETCH)
        async with it.app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            it.pass_ms(6000)
            await pilot.press(*keys, "ctrl+c")
        assert it.app.return_code == 130
        assert it.run.closed == 1 and it.player.state == "left"


async def test_a_signal_ends_with_its_code(bench: Make) -> None:
    it = bench()
    async with it.app.run_test(size=(80, 24)) as pilot:
        it.app.stop(15)
        await pilot.pause()
    assert it.app.return_code == 143


async def test_notices_are_said_once(bench: Make) -> None:
    it = bench()
    async with it.app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        it.run.said.append("The sound has gone; the bell goes on.")
        it.pass_ms(1000)
        await pilot.pause(0.1)
        assert "The sound has gone" in it.text()
        assert it.run.notices() == []


async def test_a_lost_sound_flashes_the_digits_or_rings_the_bell(bench: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    it = bench()
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.run.flash()
        await pilot.pause()
        stage = it.app.screen.stage
        assert ground_of(part_of(stage, "digits")) == {NIGHT.accent}
        await until(lambda: not stage.lit)
        assert NIGHT.accent not in ground_of(part_of(stage, "digits"))
        rung: list[bool] = []
        monkeypatch.setattr(it.app, "bell", lambda: rung.append(True))
        it.run.bell()
        await until(lambda: rung == [True])


async def test_a_click_on_the_ribbon_goes_there(bench: Make) -> None:
    it = bench()
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        await pilot.click("#ribbon", offset=(70, 0))
        assert it.player.segment.kind == "breathe"


async def test_a_click_on_a_key_does_what_the_key_does(bench: Make) -> None:
    it = bench()
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click("#keys", offset=(3, 0))
        assert it.player.state == "paused"


async def test_a_click_on_an_answer_gives_it(bench: Make) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        player = it.app.screen
        await pilot.press("q")
        box = it.app.screen.query_one(QuestionBox)
        stay = next(y for y in range(box.size.height) if "Stay" in box.render_line(y).text)
        await pilot.click(box, offset=(5, stay + 1))  # below the border
        assert it.app.screen is player and it.player.state == "playing"


async def test_digits_that_fill_a_low_screen_are_in_the_middle(bench: Make) -> None:
    it = bench(text="steps: [{stretch: Neck, hold: 90s}]", start=1)
    async with it.app.run_test(size=(40, 16)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        await pilot.press("f")
        lines = [line.text.strip() for line in part_of(it.app.screen.stage, "digits")]
        drawn_rows = [y for y, line in enumerate(lines) if line]
        above, below = drawn_rows[0], len(lines) - 1 - drawn_rows[-1]
        assert above > 0 and abs(above - below) <= 1


@pytest.mark.parametrize(
    "sizes", [[(80, 24), (40, 12), (120, 40), (30, 8), (300, 80)], [(36, 10), (37, 60), (300, 10)]]
)
async def test_resizing_at_any_moment_keeps_the_words(bench: Make, sizes: list[tuple[int, int]]) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=sizes[0]) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        for size in sizes[1:]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            it.pass_ms(1000)
            assert it.player.state == "playing"
            if size == (30, 8):
                assert "A little more room" in it.text()
            plan = it.app.screen.stage.plan(it.app.screen.stage.size)
            assert "title" in plan.forms or plan.small or "calf" in it.text()


async def test_finishing_offers_to_play_again(bench: Make) -> None:
    it = bench(text="steps: [{stretch: Neck, hold: 10s}]", start=1)
    async with it.app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        await pilot.press("n", "n")
        await pilot.pause()
        assert isinstance(it.app.screen, FinishScreen)
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(it.app.screen, PlayerScreen)
        assert len(it.runs) == 2 and it.player.state == "playing"


async def test_the_last_page_starts_what_it_suggests(bench: Make, tmp_path: Path) -> None:
    path = tmp_path / "calves.yaml"
    path.write_text("name: Calves\ncategory: stretch\nsteps: [{stretch: Standing calf stretch, hold: 10s}]\n")
    entry = summarize(File(path=str(path), id="calves", own=True, stamp=(0, 0)), Catalogue(MOVES))
    with closing(open_journal()) as store:
        store.save(SessionRecord("s", Moment.of(NOON), "legs", "Legs", "legs.yaml", "finished", 60_000))
    it = bench(text="steps: [{stretch: Calf, hold: 10s}]", start=1, shelf=lambda: [entry], moment=lambda: NOON,
               recorder=lambda plan: Notes())  # fmt: skip
    async with it.app.run_test(size=(80, 24)) as pilot:
        await until(lambda: bool(it.runs))
        await pilot.press("n", "n")
        await until(lambda: isinstance(it.app.screen, FinishScreen) and "with s" in it.text())
        words = it.app.screen._page.shown.next
        assert words == "Next: Calves, with s. Not stretched in the last four weeks: calves."
        await pilot.press("s")
        await until(lambda: len(it.runs) == 2)
        assert it.app.screen.timeline.id == "calves"


async def test_hands_free_never_waits(bench: Make) -> None:

    it = bench(start=BRIDGE, settings=Settings(hands_free=True))
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(5000 + 36_000)
        await pilot.pause()
        assert it.player.index > BRIDGE


async def test_undo_takes_back_the_last_move_to_where_it_was(bench: Make) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(5000 + 12_000)
        await pilot.press("n", "n")
        assert it.player.index == STRETCH + 2
        await pilot.press("u", "u")
        assert (it.player.index, it.player.elapsed_ms) == (STRETCH, 12_000)
        it.pass_ms(18_000)
        assert it.player.index == STRETCH + 1
        # What was played before the move is counted once.
        assert it.app.screen.controls.session.tally.spent_ms(STRETCH) == 30_000
        await pilot.press("plus", "u")
        assert not it.player.extra_ms


async def test_a_click_on_the_ribbon_can_be_undone(bench: Make) -> None:
    it = bench()
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        at = it.player.index
        await pilot.click("#ribbon", offset=(70, 0))
        assert it.player.segment.kind == "breathe"
        await pilot.press("u")
        assert it.player.index == at


async def test_a_held_minus_never_ends_a_bout(bench: Make) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        for _ in range(40):
            it.app.screen.action_press("shorter")
        assert it.player.index == STRETCH
        assert it.player.remaining_ms == 3000
        it.pass_ms(3000)
        for _ in range(40):
            it.app.screen.action_press("shorter")
        assert it.player.index == STRETCH + 1 and not it.player.extra_ms


async def test_silence_is_said_as_long_as_it_lasts(bench: Make) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        await pilot.press("m")
        assert "Sound off ·" in it.text()
        await pilot.press("m", "v", "v")
        it.pass_ms(3000)
        assert "Voice off" in it.text()


async def test_a_cyrillic_letter_is_the_key_in_its_place(bench: Make) -> None:
    from stretchplayer.tui.screens.relief import ReliefScreen

    it = bench(start=STRETCH)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        it.app.post_message(events.Key("cyrillic_small_letter_es", "с"))
        await pilot.pause()
        assert isinstance(it.app.screen, ReliefScreen)


async def test_what_is_pasted_works_as_no_key(bench: Make) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await until(lambda: bool(it.runs))
        screen = it.app.screen
        await pilot.pause()
        before = (it.player.segment, it.player.state)
        screen.post_message(events.Paste("n n space\nc q y m"))
        await settle(it.app)
        assert it.app.screen is screen and (it.player.segment, it.player.state) == before and not it.run.sound


async def test_the_last_page_is_drawn_without_colours_too(bench: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    it = bench(text="steps: [{stretch: Standing calf stretch, hold: 10s, sides: none}]", start=1)
    async with it.app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        it.pass_ms(5000 + 10_000)
        await until(lambda: isinstance(it.app.screen, FinishScreen))
        await pilot.pause()
        text = it.text()
        assert "every step" in text and "You worked gastrocnemius" in text
        assert "▓" in text or "█" in text
        await pilot.press("b")
        await until(lambda: isinstance(it.app.screen, PlayerScreen))
        assert it.player.timeline.first == 1


def ground_of(strips: list[Strip]) -> set[str]:
    """Every colour behind the cells of some lines."""
    return {segment.style.bgcolor.name for strip in strips for segment in strip if segment.style}


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
@pytest.mark.parametrize("where", ["ground", "band", "off"])
async def test_the_state_is_shown_where_the_person_wants_it(bench: Make, where: str, size: tuple[int, int]) -> None:
    it = bench(start=STRETCH, settings=Settings(state_colour=where))
    async with it.app.run_test(size=size) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        stage = it.app.screen.stage
        for key, state in (("", "work"), ("space", "paused")):
            if key:
                await pilot.press(key)
            await drawn(it.app)
            ground = NIGHT.states[state] if where == "ground" else NIGHT.background
            assert ground_of(part_of(stage, "title")) == {ground}
            edge = NIGHT.bands[state] if where == "band" else ground
            pattern = " " if where == "off" else STATE_PATTERNS[state]
            for side in (part_of(stage, "left"), part_of(stage, "right")):
                assert ground_of(side) == {edge}
                assert set(side[0].text) == {pattern}
        it.app.request = replace(it.app.request, settings=Settings(state_colour="ground"))
        await pilot.press("question_mark", "escape")
        await pilot.pause()
        assert ground_of(part_of(stage, "title")) == {NIGHT.states["paused"]}  # what was set meanwhile holds at once


async def test_without_colours_the_state_is_a_pattern_and_words(bench: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    it = bench(start=STRETCH, settings=Settings(state_colour="band"))
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        await pilot.press("space")
        stage = it.app.screen.stage
        assert ground_of(part_of(stage, "title")) == {NIGHT.background} == ground_of(part_of(stage, "left"))
        assert set(part_of(stage, "left")[3].text) == {STATE_PATTERNS["paused"]}
        assert "Paused" in it.text()


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24)])
async def test_the_last_page_asks_at_every_size_and_counts_only_what_was_done(
    bench: Make, size: tuple[int, int]
) -> None:
    answers: dict[str, int] = {}

    class Recorder:
        def note(self, what: str, value: int) -> None:
            answers[what] = value

    text = "steps: [{move: Glute bridge, for: 30s}, {stretch: Standing calf stretch, hold: 30s}]"
    it = bench(text=text, settings=Settings(pain=True), recorder=lambda plan: Recorder())
    async with it.app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("7")
        assert answers == {"pain_before": 7}
        it.pass_ms(5000)
        await pilot.press("n")
        it.pass_ms(300_000)
        await until(lambda: isinstance(it.app.screen, FinishScreen))
        await until(lambda: "How did it feel?" in it.text())
        if size[1] >= 20:
            assert "You worked gastrocnemius" in it.text()
        assert "glutes" not in it.text()
        await pilot.press("0", "6")
        assert "felt" not in answers
        await pilot.press("4")
        assert "saved" in it.text() and "Pain now?" in it.text()
        await pilot.press("plus")
        assert answers == {"pain_before": 7, "felt": 4, "pain_after": 10}


@pytest.mark.parametrize(
    ("ends_by", "back", "at_ms", "then"),
    [
        ("n", "u", 8000, "finished"),
        ("n", "b", 0, "left"),
        ("the clock", "u", 0, "finished"),
        ("the clock", "b", 0, "left"),
    ],
)
async def test_a_finish_taken_back_is_one_session(bench: Make, ends_by: str, back: str, at_ms: int, then: str) -> None:
    def open_run(plan: RunPlan, bell: object, flash: object, recorder: Recorder) -> Session:
        return Session(plan, Speaker("off"), tones={}, now=it.clock, recorder=recorder)

    text = "steps: [{stretch: Neck, hold: 20s}, {stretch: Calf, hold: 20s}]"
    it = bench(text=text, recorder=note_run, open_run=open_run)
    async with it.app.run_test(size=(80, 24)) as pilot:
        screen = it.app.screen
        await until(lambda: screen.controls is not None)
        it.pass_ms(5000 + 20_000 + 8000)
        assert screen.player.segment.name == "Calf"
        if ends_by == "n":
            await pilot.press("n")
        else:
            it.pass_ms(12_000)
        await until(lambda: isinstance(it.app.screen, FinishScreen))
        await pilot.press("4", back)
        await until(lambda: it.app.screen is screen)
        player = screen.player
        assert (player.state, player.segment.name, player.elapsed_ms) == ("playing", "Calf", at_ms)
        assert screen.stage.shown.title == "Calf"
        it.pass_ms(20_000 - at_ms if then == "finished" else 3000)
        await pilot.press(*(["enter"] if then == "finished" else ["q", "y"]))
    with closing(open_journal()) as store:
        (session,) = store.sessions()
        assert (session.status, session.felt, session.resumable) == (then, 4, then == "left")
        outcome = "left" if (ends_by, then) == ("n", "left") else "done"  # what was done once stays done
        assert [step.outcome for step in store.steps_of(session.id)] == ["done", outcome]


async def test_a_question_is_in_the_middle_and_the_screen_below_is_seen_around_it(bench: Make) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        await pilot.press("q")
        box = it.app.screen.query_one("#question").region
        assert abs(box.x - (80 - box.right)) <= 1 and abs(box.y - (24 - box.bottom)) <= 1
        assert it.app.screen.styles.background.a < 1


@pytest.mark.parametrize("size", [(40, 12), (60, 16), (80, 24)])
async def test_a_paused_routine_can_be_continued_skipped_and_left_by_its_bar(
    bench: Make, size: tuple[int, int]
) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        bar = it.app.screen.query_one(KeyBar).render_line(0).text
        assert {"space", "n", "q", "c", "?"} <= {named.split()[0] for named in bar.split("  ") if named.strip()}
        assert ("space Play" if size[0] == 40 else "space Continue") in bar


@pytest.mark.parametrize("name", ["股関節", "Йога"])
async def test_a_name_in_another_script_is_as_large_as_it_can_be(bench: Make, name: str) -> None:
    it = bench(text=f"steps: [{{stretch: {name}, hold: 20s}}]")
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        stage = it.app.screen.stage
        shown = "".join(line.text for line in part_of(stage, "title"))
        assert "股 関 節" in shown if name == "股関節" else stage.plan(stage.size).forms["title"].rows >= 3


async def test_a_cramp_stops_the_run_below_a_list_or_a_question(bench: Make) -> None:
    it = bench(start=STRETCH)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        it.pass_ms(6000)
        player = it.app.screen
        for key, how in (("g", "go-on"), ("question_mark", "go-on"), ("q", "end")):
            await pilot.press(key, "c")
            assert it.player.state == "paused"
            it.app.screen.relief.closed = how
            it.app.screen.leave()
            await settle(it.app)
            assert it.app._exit if how == "end" else it.app.screen is player and it.player.state == "playing"
    assert it.player.state == "left"
