"""The player on a fake clock: every command in every state, and time that never drifts."""

import random
from itertools import product

from stretchplayer.playback.events import (
    Ended,
    Entered,
    Extended,
    Finished,
    Left,
    Paused,
    Restarted,
    Resumed,
    Waiting,
)
from stretchplayer.playback.player import LONGEST_MS, Player
from tests.each import each

from .made import Clock, timeline

OPEN = {"open": True, "estimate_ms": 30_000}
PLAIN = timeline(("stretch", 30_000), ("rest", 10_000), ("stretch", 20_000), ("switch", 5000), ("stretch", 20_000))


def playing(at: int, made=PLAIN, **more) -> tuple[Player, Clock]:
    """A player that has come to the start of segment `at` by itself."""
    clock = Clock()
    player = Player(made, clock, **more)
    player.start()
    while player.index < at:
        clock.tick(min(player.next_wake_ms() or 1000, 1000))
        player.wake()
        if player.state == "waiting":
            player.go_on()
    return player, clock


def test_a_routine_runs_from_start_to_finish():
    clock = Clock()
    player = Player(timeline(("stretch", 2000), ("rest", 1000), ("move", 3000), ready=1000), clock)
    seen = list(player.start())
    assert player.state == "playing"
    for _ in range(7):
        clock.tick(1000)
        seen += player.wake()
    assert seen == [
        Entered(0), Ended(0, "done", 1000), Entered(1), Ended(1, "done", 2000), Entered(2), Ended(2, "done", 1000),
        Entered(3), Ended(3, "done", 3000), Finished(),
    ]  # fmt: skip
    assert player.state == "finished"
    assert player.left_ms == 0
    assert player.wake() == ()
    assert player.next_wake_ms() is None


def test_one_late_wake_up_crosses_several_segments_and_tells_how_late_each_was():
    clock = Clock()
    player = Player(timeline(("stretch", 1000), ("rest", 500), ("move", 9000), ready=1000), clock)
    player.start()
    clock.tick(3200)
    assert player.wake() == (
        Ended(0, "done", 1000), Entered(1, 2200), Ended(1, "done", 1000), Entered(2, 1200), Ended(2, "done", 500),
        Entered(3, 700),
    )  # fmt: skip
    assert player.elapsed_ms == 700
    assert player.wake() == ()


@each("seed", range(5))
def test_an_hour_drifts_by_nothing_whatever_the_wake_ups(seed):
    hour = timeline(*[("stretch", 19_997), ("rest", 3)] * 180, ready=0)
    dice = random.Random(seed)
    clock = Clock()
    player = Player(hour, clock)
    events = list(player.start())
    began = clock.ms
    while player.state == "playing":
        clock.tick(dice.choice([1, 7, 333, 999, 1001, 4999]))
        due = clock.ms - began
        new = player.wake()
        events += new
        if player.state == "playing":
            assert player.segment.start_ms + player.elapsed_ms == due
        else:
            assert due - 3_600_000 < 5000
    assert [e.index for e in events if isinstance(e, Entered)] == list(range(361))
    assert [(e.index, e.ms) for e in events if isinstance(e, Ended)] == [
        (s.index, s.duration_ms) for s in hour.segments
    ]


def test_a_jump_of_the_clock_pauses_at_the_last_known_position():
    player, clock = playing(1)
    clock.tick(4000)
    player.wake()
    clock.tick(5001)
    assert player.wake() == (Paused("jump"),)
    assert (player.state, player.elapsed_ms) == ("paused", 4000)
    clock.tick(60_000)
    assert player.resume() == (Resumed(),)
    clock.tick(1000)
    player.wake()
    assert player.elapsed_ms == 5000


def test_five_seconds_to_the_millisecond_is_no_jump():
    player, clock = playing(1)
    clock.tick(5000)
    assert player.wake() == ()
    assert (player.state, player.elapsed_ms) == ("playing", 5000)


def test_the_jump_limit_can_be_scaled():
    player, clock = playing(1, jump_ms=50_000)
    clock.tick(29_000)
    assert player.wake() == ()
    assert player.elapsed_ms == 29_000


def test_toggle_after_a_jump_leaves_it_paused():
    player, clock = playing(1)
    clock.tick(8000)
    assert player.toggle() == (Paused("jump"),)
    assert player.toggle() == (Resumed(),)


def test_a_clock_that_goes_backwards_does_no_harm():
    player, clock = playing(1)
    clock.tick(3000)
    player.wake()
    clock.tick(-50_000)
    assert player.wake() == ()
    assert player.elapsed_ms == 3000
    assert player.next_wake_ms() == 1000
    clock.tick(2000)
    player.wake()
    assert player.elapsed_ms == 5000


def test_pause_stands_still_to_the_millisecond():
    player, clock = playing(1)
    clock.tick(1234)
    assert player.pause() == (Paused("asked"),)
    assert player.pause() == ()
    assert player.next_wake_ms() is None
    clock.tick(4000)
    assert player.wake() == ()
    assert player.elapsed_ms == 1234
    assert player.toggle() == (Resumed(),)
    assert player.resume() == ()
    assert player.next_wake_ms() == 766
    clock.tick(766)
    player.wake()
    assert player.remaining_ms == 28_000


def test_a_pause_that_comes_late_first_reports_what_has_passed():
    player, clock = playing(2)
    clock.tick(4000)
    player.wake()
    clock.tick(4000)
    player.wake()
    clock.tick(2500)
    assert player.pause() == (Ended(2, "done", 10_000), Entered(3, 500), Paused("asked"))
    assert player.elapsed_ms == 500


def test_next_from_a_bout_goes_to_the_gap_and_from_the_gap_to_the_bout():
    player, clock = playing(1)
    clock.tick(2000)
    assert player.next() == (Ended(1, "skipped", 2000), Entered(2))
    assert player.next() == (Ended(2, "skipped", 0), Entered(3))
    player.pause()
    assert player.next() == (Ended(3, "skipped", 0), Entered(4))
    assert player.state == "paused"


def test_next_after_the_last_bout_finishes():
    player, clock = playing(5)
    clock.tick(100)
    assert player.next() == (Ended(5, "skipped", 100), Finished())
    assert player.next() == ()


def test_back_early_in_a_bout_goes_to_the_bout_before_and_later_to_its_start():
    player, clock = playing(3)
    clock.tick(3000)
    assert player.back() == (Ended(3, "back", 3000), Entered(1))
    clock.tick(3001)
    assert player.back() == (Restarted(1, 3001),)
    assert player.elapsed_ms == 0
    assert player.back() == (Restarted(1, 0),)
    later, clock = playing(5)
    clock.tick(3001)
    assert later.back() == (Restarted(5, 3001),)


def test_back_from_a_gap_returns_to_the_bout_before_however_long_it_has_run():
    player, clock = playing(2)
    clock.tick(4900)
    player.wake()
    clock.tick(4000)
    assert player.back() == (Ended(2, "back", 8900), Entered(1))


def test_back_in_the_get_ready_begins_it_again():
    player, clock = playing(0)
    clock.tick(2000)
    assert player.back() == (Restarted(0, 2000),)


def test_restart_keeps_the_length_that_was_asked_for():
    player, clock = playing(1)
    clock.tick(4000)
    player.extend(10_000)
    assert player.restart() == (Restarted(1, 4000),)
    assert (player.elapsed_ms, player.duration_ms, player.remaining_ms) == (0, 40_000, 40_000)


def test_extend_and_shorten():
    player, clock = playing(1)
    clock.tick(4000)
    assert player.extend(10_000) == (Extended(1, 10_000),)
    assert (player.duration_ms, player.remaining_ms, player.extra_ms) == (40_000, 36_000, 10_000)
    assert player.extend(-10_000) == (Extended(1, -10_000),)
    assert not player.extra_ms
    assert player.extend(-10_000) == (Extended(1, -10_000),)
    assert player.duration_ms == 20_000
    clock.tick(4500)
    player.wake()
    assert player.extend(-20_000) == (Extended(1, -11_000),)
    assert (player.duration_ms, player.remaining_ms) == (9000, 500)
    clock.tick(500)
    assert player.wake() == (Ended(1, "done", 9000), Entered(2))
    assert not player.extra_ms


def test_shortening_to_what_has_been_played_ends_it_at_once():
    player, clock = playing(1)
    clock.tick(4000)
    assert player.extend(-60_000) == (Extended(1, -26_000), Ended(1, "done", 4000), Entered(2))


def test_the_first_press_for_more_time_goes_to_the_upper_bound_of_a_range():
    player, _ = playing(1, timeline(("stretch", 30_000, {"most_ms": 60_000}), ("stretch", 20_000)))
    assert player.more(10_000) == (Extended(1, 30_000),)
    assert player.more(10_000) == (Extended(1, 10_000),)
    player.next()
    assert player.more(10_000) == (Extended(2, 10_000),)
    player, _ = playing(1, timeline(("stretch", 30_000, {"most_ms": 60_000})))
    player.extend(-10_000)
    assert player.more(10_000) == (Extended(1, 10_000),), "a length that was changed already goes step by step"


@each("most", [30_000, 20_000])
def test_a_range_that_is_played_at_its_upper_bound_or_above_goes_step_by_step(most):
    player, _ = playing(1, timeline(("stretch", 30_000, {"most_ms": most})))
    assert player.more(10_000) == (Extended(1, 10_000),)


def test_less_time_leaves_three_seconds():
    player, clock = playing(1)
    assert [player.less(15_000) for _ in range(3)] == [(Extended(1, -15_000),), (Extended(1, -12_000),), ()]
    clock.tick(3_000)
    assert player.less(15_000) == (Ended(1, "done", 3_000), Entered(2), Extended(2, -7_000))


def test_a_cut_ends_at_the_next_whole_second_and_waits_in_a_pause():
    player, clock = playing(1, jump_ms=99_000)
    clock.tick(6_001)
    assert player.extend(-60_000) == (Extended(1, -23_000),)
    player, clock = playing(1, jump_ms=99_000)
    clock.tick(6_000)
    player.pause()
    assert player.extend(-60_000) == (Extended(1, -24_000),) and (player.index, player.state) == (1, "paused")
    assert player.resume() == (Resumed(), Ended(1, "done", 6_000), Entered(2))


def test_extending_has_an_end():
    player, _ = playing(1)
    for _ in range(500):
        player.extend(10_000)
    assert player.duration_ms == LONGEST_MS == 3_600_000


def test_an_extension_shifts_what_follows_and_what_is_left():
    player, _ = playing(1)
    left = player.left_ms
    player.extend(10_000)
    assert player.left_ms == left + 10_000
    player.next()
    assert player.left_ms == PLAIN.total_ms - 30_000


def test_what_is_left_counts_down_to_nothing():
    player = Player(PLAIN, clock := Clock())
    assert (player.index, player.elapsed_ms, player.entered_ms, player.extra_ms) == (0, 0, 0, 0)
    assert player.left_ms == PLAIN.total_ms + 5000
    clock.tick(60_000)
    player.start()
    for _ in range(PLAIN.total_ms // 1000 + 5):
        before = player.left_ms
        clock.tick(1000)
        player.wake()
        assert player.left_ms == before - 1000 and player.state in ("playing", "finished"), "from its start, not before"
    assert player.left_ms == 0
    for ends in (Player.next, Player.leave):
        player, _ = playing(5)
        ends(player)
        assert player.left_ms == 0
    player, clock = playing(1, timeline(("stretch", 10_000, OPEN), ("stretch", 9000)))
    assert player.left_ms == 39_000
    player.extend(5_000)
    clock.tick(4_000)
    player.wake()
    assert player.left_ms == 40_000
    clock.tick(4_000)
    player.wake()
    assert player.left_ms == 36_000
    for _ in range(10):
        clock.tick(4_000)
        player.wake()
    assert (player.state, player.left_ms) == ("waiting", 9_000)


def test_a_changed_length_is_no_longer_the_published_dose():
    dosed = {"basis": "published", "step": 3}
    made = timeline(("stretch", 9000, dosed), ("switch", 1000, {"step": 3}), ("stretch", 9000, dosed), ready=0)
    player, _ = playing(1, made)
    assert player.basis == "published"
    player.extend(10_000)
    assert player.basis is None
    player.jump(3)
    assert player.basis is None
    again, _ = playing(2, made)
    again.extend(10_000)
    again.next()
    assert again.basis == "published"
    player.next()
    player.jump(2)
    player.extend(1_000)
    player.jump(1)
    assert player.basis is None, "a longer gap does not make it so again"


def test_jump():
    player, clock = playing(1)
    clock.tick(1000)
    assert player.jump(4) == (Ended(1, "skipped", 1000), Entered(4))
    assert player.jump(1) == (Ended(4, "back", 0), Entered(1))
    assert player.jump(99) == player.jump(-1) == ()
    clock.tick(10)
    assert player.jump(1) == (Restarted(1, 10),)
    assert player.jump(0) == (Ended(1, "back", 0), Entered(0))
    player.leave()
    assert player.jump(1) == ()


def test_a_jump_into_a_segment_counts_what_is_played_from_there():
    player, clock = playing(1, jump_ms=99_000)
    player.jump(3, 5_000)
    clock.tick(2_000)
    player.wake()
    assert (player.entered_ms, player.elapsed_ms, player.remaining_ms) == (5_000, 7_000, 13_000)
    assert player.restart() == (Restarted(3, 2_000),)
    clock.tick(20_000)
    assert player.wake() == (Ended(3, "done", 20_000), Entered(4))
    player.jump(5, 19_999)
    clock.tick(1)
    assert player.wake() == (Ended(5, "done", 1), Finished())
    player.jump(3, 4_000)
    assert (player.state, player.index, player.elapsed_ms) == ("playing", 3, 4_000), "from the end back into the run"
    for ms in (30_000, 0, -1):
        player.jump(1, ms)
        assert player.elapsed_ms == 0, "no place in it"
    passing = timeline(("stretch", 3000), ("say", 0), ("stretch", 9000))
    player, _ = playing(1, passing)
    player.jump(2, 1_000)
    assert (player.index, player.elapsed_ms) == (3, 0), "what is passed at once is not jumped into"


def test_a_bout_that_waits_is_begun_again_and_waits_again():
    player, clock = playing(1, timeline(("move", 4000, OPEN), ("stretch", 9000)), jump_ms=99_000)
    for _ in range(2):
        clock.tick(6_000)
        assert player.wake() == (Waiting(1),) and player.awaits
        assert player.restart() == (Restarted(1, 6_000),)
        assert (player.state, player.elapsed_ms, player.awaits) == ("playing", 0, False)
    clock.tick(2_000)
    player.pause()
    assert player.restart() == (Restarted(1, 2_000),) and (player.state, player.elapsed_ms) == ("paused", 0)
    clock.tick(6_000)
    player.resume()
    assert player.state == "playing"
    last, clock = playing(1, timeline(("move", 4000, OPEN)))
    clock.tick(4_000)
    last.wake()
    assert last.awaits and last.go_on()[-1] == Finished() and not last.awaits


def test_how_a_segment_will_be_played():
    made = timeline(("move", 4000, OPEN), ("stretch", 9000))
    for hands_free, planned in ((False, 4_000), (True, 30_000)):
        player = Player(made, Clock(), hands_free=hands_free, start=2, offset_ms=3_000)
        assert [player.planned_ms(at) for at in range(3)] == [5_000, planned, 9_000]
        assert [player.waits_at(at) for at in range(3)] == [False, not hands_free, False]
        assert [player.entry_ms(at) for at in range(3)] == [0, 0, 3_000]


def test_an_untimed_bout_waits_at_once_and_goes_on_when_asked():
    made = timeline(("move", 0, OPEN), ("stretch", 9000))
    player, clock = playing(0, made)
    clock.tick(5000)
    assert player.wake() == (Ended(0, "done", 5000), Entered(1), Waiting(1))
    assert (player.state, player.remaining_ms, player.left_ms) == ("waiting", 0, 39_000)
    clock.tick(2500)
    assert player.wake() == ()
    assert (player.elapsed_ms, player.next_wake_ms()) == (2500, 500)
    assert player.extend(10_000) == ()
    assert player.go_on() == (Ended(1, "done", 2500), Entered(2))
    assert player.go_on() == ()


def test_an_open_bout_waits_after_its_minimum_and_not_before():
    made = timeline(("massage", 3000, {"open": True}), ("stretch", 9000), ready=0)
    player, clock = playing(1, made)
    clock.tick(2000)
    assert player.go_on() == ()
    clock.tick(1500)
    assert player.wake() == (Waiting(1),)
    assert player.elapsed_ms == 3500
    assert player.pause() == (Paused("asked"),)
    clock.tick(99_000)
    assert player.resume() == (Resumed(),)
    assert (player.state, player.elapsed_ms) == ("waiting", 3500)
    player.pause()
    assert player.go_on() == (Resumed(), Ended(1, "done", 3500), Entered(2))
    assert player.state == "playing"


def test_a_closed_lid_while_waiting_counts_nothing_and_goes_on_waiting():
    player, clock = playing(1, timeline(("move", 0, OPEN), ready=0))
    clock.tick(1000)
    player.wake()
    clock.tick(3_600_000)
    assert player.wake() == ()
    assert (player.state, player.elapsed_ms) == ("waiting", 1000)


def test_hands_free_ends_open_bouts_at_their_estimate():
    made = timeline(("move", 0, OPEN), ("massage", 3000, {"open": True}), ready=0)
    clock = Clock()
    player = Player(made, clock, hands_free=True)
    events = list(player.start())
    assert player.duration_ms == 30_000
    while player.state == "playing":
        clock.tick(1000)
        events += player.wake()
    assert [e for e in events if isinstance(e, Ended)] == [
        Ended(0, "done", 0), Ended(1, "done", 30_000), Ended(2, "done", 3000),
    ]  # fmt: skip
    assert not any(isinstance(e, Waiting) for e in events)


def test_an_open_bout_entered_in_a_pause_waits_when_it_is_resumed():
    player, _ = playing(1, timeline(("stretch", 9000), ("move", 0, OPEN), ready=0))
    player.pause()
    assert player.next() == (Ended(1, "skipped", 0), Entered(2))
    assert player.state == "paused"
    assert player.resume() == (Resumed(), Waiting(2))


@each("pause", [False, True])
def test_sayings_are_entered_and_ended_in_passing(pause):
    made = timeline(("stretch", 3000), ("say", 0), ("say", 0), ("stretch", 3000), ("say", 0))
    player, _ = playing(1, made)
    if pause:
        player.pause()
    assert player.next() == (
        Ended(1, "skipped", 0), Entered(2), Ended(2, "done", 0), Entered(3), Ended(3, "done", 0), Entered(4),
    )  # fmt: skip
    assert player.back() == (Ended(4, "back", 0), Entered(1))
    player.jump(4)
    assert player.next() == (Ended(4, "skipped", 0), Entered(5), Ended(5, "done", 0), Finished())


def test_thousands_of_sayings_are_passed_without_a_deep_stack():
    player, _ = playing(1, timeline(("stretch", 3000), *[("say", 0)] * 1990, ("stretch", 3000)))
    player.pause()
    assert player.next()[-1] == Entered(1992)


def test_a_run_that_begins_in_the_middle_has_its_get_ready_first():
    clock = Clock()
    player = Player(PLAIN, clock, start=3, offset_ms=12_000)
    player.start()
    assert player.left_ms == 5000 + 20_000 + 5000 + 20_000
    assert player.timeline.next_bout(0).index == 3
    clock.tick(5000)
    assert player.wake() == (Ended(0, "done", 5000), Entered(3))
    assert (player.elapsed_ms, player.remaining_ms) == (12_000, 8000)
    player.back()
    assert player.elapsed_ms == 0
    assert player.back() == (Ended(3, "back", 0), Entered(1))
    player.jump(3)
    assert player.entered_ms == 0, "only the first time"


@each(
    ("start", "offset", "first", "entered"),
    [(0, 7_000, 1, 0), (1, 7_000, 1, 7_000), (2, 7_000, 2, 7_000), (3, -1, 3, 0), (3, 60_000, 3, 19_999), (5, 9, 5, 9)],
)
def test_a_run_is_taken_up_within_the_segment_it_was_left_in(start, offset, first, entered):
    player = Player(PLAIN, Clock(), start=start, offset_ms=offset)
    player.start()
    assert player.next() == (Ended(0, "skipped", 0), Entered(first)) and player.elapsed_ms == entered
    player = Player(PLAIN, Clock(), start=start, offset_ms=offset)
    player.start()
    player.jump(first)
    assert player.elapsed_ms == entered, "from a list of steps, too"
    assert Player(timeline(), Clock(), start=start, offset_ms=offset).following(0) is None


def test_the_next_wake_up_is_the_next_displayed_second_or_the_end():
    player, clock = playing(1, timeline(("stretch", 2500), ready=0))
    assert player.next_wake_ms() == 500
    clock.tick(500)
    player.wake()
    assert player.next_wake_ms() == 1000
    clock.tick(1990)
    assert player.next_wake_ms() == 10
    clock.tick(10)
    assert player.next_wake_ms() == 0
    clock.tick(490)
    assert player.next_wake_ms() == 0


COMMANDS = {
    "start": (), "wake": (), "pause": (), "resume": (), "toggle": (), "next": (), "back": (), "restart": (),
    "extend": (10_000,), "more": (10_000,), "less": (10_000,), "jump": (2,), "go_on": (), "leave": (),
}  # fmt: skip


@each("command", COMMANDS)
def test_before_the_start_only_start_and_leave_mean_something(command):
    player = Player(PLAIN, Clock())
    events = getattr(player, command)(*COMMANDS[command])
    expected = {"start": ((Entered(0),), "playing"), "leave": ((Left(),), "left")}
    assert (events, player.state) == expected.get(command, ((), "new"))


@each(("command", "state"), product(COMMANDS, ["finished", "left"]))
def test_after_the_end_nothing_means_anything(command, state):
    player, clock = playing(5)
    player.next() if state == "finished" else player.leave()
    clock.tick(1000)
    if (command, state) == ("jump", "finished"):  # what takes the finish back
        assert player.jump(2, 700) == (Entered(2),)
        assert (player.state, player.index, player.elapsed_ms) == ("playing", 2, 700)
    else:
        assert getattr(player, command)(*COMMANDS[command]) == ()
        assert player.state == state


def test_leaving_reports_what_was_played():
    player, clock = playing(1)
    clock.tick(700)
    assert player.leave() == (Ended(1, "left", 700), Left())


@each("seed", range(30))
def test_two_hundred_random_commands_leave_a_consistent_player(seed):
    dice = random.Random(seed)
    made = timeline(
        ("say", 0), ("stretch", 4000), ("switch", 2000), ("stretch", 4000), ("massage", 1000, {"open": True}),
        ("move", 0, OPEN), ("say", 0), ("rest", 1000), ("stretch", 7000), ("say", 0),
    )  # fmt: skip
    clock = Clock()
    player = Player(made, clock, hands_free=dice.random() < 0.3, start=dice.choice([0, 0, 4]))
    names = [n for n in COMMANDS if n not in ("start", "leave")]
    events = list(player.start())
    for _ in range(200):
        clock.tick(dice.choice([0, 1, 300, 1000, 4999, 9000, -500]))
        name = dice.choice(names)
        argument = {"extend": (dice.choice([-10_000, 10_000]),), "jump": (dice.randrange(-1, 13),)}.get(
            name, COMMANDS[name]
        )
        events += getattr(player, name)(*argument)
        assert player.elapsed_ms >= 0
        assert player.remaining_ms >= 0
        assert player.left_ms >= player.remaining_ms or player.state == "finished"
        if player.state == "playing":
            assert player.elapsed_ms < player.duration_ms
            assert 0 < player.next_wake_ms() <= 1000
        if player.state == "waiting":
            assert player.segment.open
    inside = None
    for event in events:
        if isinstance(event, Entered):
            assert inside is None
            inside = event.index
        elif isinstance(event, Ended):
            assert inside == event.index
            inside = None
        elif isinstance(event, (Waiting, Extended, Restarted)):
            assert inside == event.index
    assert (inside is None) == (player.state == "finished")
