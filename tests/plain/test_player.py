from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.journal.records import Moment, SessionRecord
from stretchplayer.library.loader import load_data
from stretchplayer.plain.keyboard import Keyboard
from stretchplayer.plain.lines import STAY_OR_LEAVE, keys_at_the_end, keys_line
from stretchplayer.plain.player import Plain
from stretchplayer.playback.cue import CueSettings
from stretchplayer.playback.player import Player
from stretchplayer.playback.segments import Timeline
from stretchplayer.playback.tally import Tally
from stretchplayer.playback.timeline import compile_routine
from stretchplayer.routine.moves import Dose, Move, Moves
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.terms import Length
from stretchplayer.runs.awake import Awake
from stretchplayer.runs.controls import CONTROLS, keys_of
from stretchplayer.runs.request import RunPlan, RunRequest, plan
from stretchplayer.settings.table import Settings
from tests.each import each

UP = "Get up slowly, and walk a few steps."

MOVES = Moves(
    [
        Move(
            "calf",
            "Calf",
            "stretch",
            sides="both",
            side_word="leg",
            dose=Dose(Length(20_000)),
            how=("Lean in.", "Heel down"),
            muscles=("calves", "hip-flexors"),
        ),
        Move("nod", "Nod", "move", sides="both", side_word="to", dose=Dose(reps=4, every=2_000)),
    ]
)


class Clock:
    """A clock that only sleeping moves, and a keyboard that presses keys at given moments of it."""

    present = True

    def __init__(self, keys: dict[int, str] | None = None) -> None:
        self.ms = 0
        self.slept = 0
        self._keys = sorted((keys or {}).items())

    def __enter__(self) -> "Clock":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def now(self) -> int:
        return self.ms

    def wait(self, ms: int | None) -> list[str]:
        if ms is None:  # for as long as it takes
            return [self._keys.pop(0)[1]] if self._keys else []
        until = self.ms + ms
        if self._keys and self._keys[0][0] <= until:
            at, key = self._keys.pop(0)
            self.ms = max(self.ms, at)
            return [key]
        self.ms = until
        return []


class Nobody(Clock):
    present = False


class Session:
    """The real player without any sound, and a note of what was asked of the sound."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.tally = Tally(player.timeline)
        self.resuming = False
        self.asked: list[tuple[str, object]] = []
        self.closed = 0
        self.said = ["The sound was lost."]
        self.lingers = 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def counted(*given: int) -> Any:
            answer = getattr(self.player, name)(*given)
            if isinstance(answer, tuple):
                self.tally.count(answer)
            return answer

        return counted

    def mute(self, muted: bool) -> None:
        self.asked.append(("mute", muted))

    def set_voice(self, mode: str) -> None:
        self.asked.append(("voice", mode))

    def set_level(self, what: str, x: float) -> None:
        self.asked.append((what, x))

    def notices(self) -> Sequence[str]:
        said, self.said = self.said, []
        return said

    def lingering_ms(self) -> int:
        return self.lingers

    def close(self) -> None:
        self.closed += 1


def planned(timeline: Timeline, moves: Moves = MOVES, request: RunRequest | None = None, **more: Any) -> RunPlan:
    return RunPlan(request or RunRequest(), timeline, moves, CueSettings(), **more)


def play(
    text: str,
    clock: Clock,
    request: RunRequest | None = None,
    lingers: int = 0,
    start: int = 0,
    into: int = 0,
    **options: Any,
) -> tuple[list[str], Session]:
    routine = read_routine(text, "t.yaml", id="t").routine
    assert routine is not None
    timeline = compile_routine(routine, MOVES)
    player = Player(timeline, clock.now, hands_free=not clock.present, start=start, offset_ms=into)
    session = Session(player)
    session.lingers = lingers
    lines: list[str] = []
    plan = planned(player.timeline, request=request, start=start, offset_ms=into, notices=("Fitted.",) * bool(start))
    session.tally = plan.tally()
    Plain(session, plan, clock, lines.append, **options).play()
    return lines, session


def test_a_routine_is_told_line_by_line() -> None:
    text = """
name: Legs
rest: 10s
steps:
  - Calf
  - say: Nearly there
  - breathe: Belly
    breaths: 2
  - move: Squat
    reps: 5
    note: Slowly
"""
    lines, session = play(text, Nobody())
    assert lines == [
        "Legs: 3 steps, 1m 40s.",
        "Pain is a stop.",
        "[0:00] Get ready, 5s. First: Calf, left leg, 20s. Lean in. Heel down.",
        "The sound was lost.",
        "[0:05] Calf, left leg. 20s.",
        "[0:25] Change sides, 5s. Right leg.",
        "[0:30] Calf, right leg. 20s.",
        "[0:50] Nearly there",
        "[0:50] Rest, 10s. Next: Belly, 2 breaths, 20s, in 4s, out 6s.",
        "[1:00] Belly. 2 breaths, 20s, in 4s, out 6s.",
        "[1:20] Rest, 10s. Next: Squat, 5 times in 15s. Slowly.",
        "[1:30] Squat. 5 times in 15s.",
        f"[1:45] Done. 1m 40s. You worked calves, hip flexors. {UP}",
    ]
    assert session.closed == 1


def test_without_a_gap_before_it_a_step_says_how_itself() -> None:
    lines, _ = play("countdown: 0s\nsteps:\n  - {stretch: Calf, sides: left, sets: 2, hold: 5s, pause: 3s}\n", Nobody())
    assert lines[2:] == [
        "[0:00] Calf, left leg. Set 1 of 2. 5s. Lean in. Heel down.",
        "The sound was lost.",
        "[0:05] Short pause, 3s. Then again.",
        "[0:08] Calf, left leg. Set 2 of 2. 5s.",
        f"[0:13] Done. 13s. You worked calves, hip flexors. {UP}",
    ]


def test_a_bout_that_waits_goes_on_with_enter() -> None:
    clock = Clock({4_000: "enter", 30_000: "enter"})
    lines, _ = play("countdown: 0s\nsteps:\n  - {stretch: Neck, hold: 10s+}\n", clock)
    assert lines[0].endswith("Space pauses, q leaves, h lists the keys.")
    assert lines[2] == "[0:00] Neck. At least 10s, then enter."
    assert lines[4] == "[0:04] Neck, 6s left. Step 1 of 1, 6s to the end."
    assert lines[5] == "[0:10] Neck: stay as long as you like. Enter continues."
    assert lines[6].startswith("[0:30] Done.") or lines[6].startswith("[0:10] Done.")
    assert clock.ms == 30_000


@each(
    ("keys", "says"),
    [
        ({2_000: "space", 9_000: "space"}, ["[0:02] Paused. Space continues.", "[0:02] On with Neck, 18s left."]),
        ({2_000: "space", 9_000: "enter"}, ["[0:02] Paused. Space continues.", "[0:02] On with Neck, 18s left."]),
        ({2_000: "n"}, ["[0:20] Rest, 5s. Next: Back, 30s."]),
        ({2_000: "right", 3_000: "right"}, ["[0:25] Back. 30s."]),
        ({4_000: "p"}, ["[0:00] Again: Neck. 20s."]),
        ({4_000: "r"}, ["[0:00] Again: Neck. 20s."]),
        ({4_000: "+"}, ["[0:04] 10s more, 26s left."]),
        ({4_000: "-"}, ["[0:04] 10s less, 6s left."]),
        (
            {4_000: "-", 4_100: "-", 4_200: "-"},
            ["[0:04] 10s less, 6s left.", "[0:04] 2s less, 4s left."],
        ),
        ({4_000: "t"}, ["[0:04] Neck, 16s left. Then Back. Step 1 of 2, 51s to the end."]),
        ({4_000: "v", 5_000: "v", 6_000: "v"}, ["Voice: name and side only.", "Voice off.", "Voice: everything."]),
        ({4_000: "m", 5_000: "m"}, ["Sound off.", "Sound on."]),
        ({4_000: "m", 5_000: "]"}, ["Sound off.", "Volume 100 %. Sound on."]),
        ({4_000: "x"}, ["That key does nothing here; h lists the keys."]),
        (
            {4_000: "q", 5_000: "n"},
            [
                "[0:04] Paused. Leave t? 1 minute left. q or y leaves; n, enter or space stays.",
                "[0:04] On with Neck, 16s left.",
            ],
        ),
        (
            {4_000: "q", 5_000: "q"},
            [
                "[0:04] Paused. Leave t? 1 minute left. q or y leaves; n, enter or space stays.",
                "[0:04] Left after 4s, 0 of 2 steps, with 51s still to come.",
            ],
        ),
        ({4_000: "c"}, ["[0:04] Paused. Space continues.", "For a cramp: leave, and type stretchplayer relief."]),
    ],
)
def test_every_command_is_a_key_away(keys: dict[int, str], says: list[str]) -> None:
    more = (
        {} if {"q", "c"} & set(keys.values()) and len(keys) > 1 else {20_000: "space"} if "c" in keys.values() else {}
    )
    text = "countdown: 0s\nrest: 5s\nsteps:\n  - {stretch: Neck, hold: 20s}\n  - {stretch: Back, hold: 30s}\n"
    lines, session = play(text, Clock({**keys, **more}))
    told = [line for line in lines if line in says]
    assert told == says, lines
    assert session.closed == 1


@each(
    ("key", "takes"),
    [
        ("n", 36_000), ("right", 36_000), ("N", 36_000), ("r", 57_000), ("p", 57_000), ("left", 57_000), ("+", 65_000),
        ("=", 65_000), ("-", 45_000), ("t", 55_000), ("m", 55_000),
    ],
)  # fmt: skip
def test_a_key_changes_how_long_it_takes(key: str, takes: int) -> None:
    clock = Clock({2_000 if key in ("r", "p", "left") else 1_000: key})
    play("countdown: 0s\nrest: 5s\nsteps:\n  - {stretch: Neck, hold: 20s}\n  - {stretch: Back, hold: 30s}\n", clock)
    assert clock.ms == takes


def test_keys_that_ask_and_set_have_several_names() -> None:
    keys = dict(enumerate(("h", "?", "f1", "w", "T", "m", "v", "M"), 1))
    lines, session = play("countdown: 0s\nsteps: [{stretch: Neck, hold: 5s}]", Clock(keys))
    assert lines.count(keys_line({})) == 3 and len([line for line in lines if "to the end" in line]) == 2
    assert session.asked == [("mute", True), ("voice", "brief"), ("mute", False)]


def test_a_cramp_pauses_the_routine_and_it_waits() -> None:
    opened: list[int] = []
    clock = Clock({3_000: "c", 60_000: "space"})
    lines, _ = play(
        "countdown: 0s\nsteps:\n  - {stretch: Neck, hold: 20s}\n", clock, relief=lambda: opened.append(clock.ms)
    )
    assert opened == [3_000]
    assert "Back to t. Space continues." in lines
    assert clock.ms == 60_000 + 17_000


def test_what_is_asked_is_asked_before_and_after_and_saved() -> None:
    routine = "countdown: 0s\nsteps:\n  - {stretch: Neck, hold: 10s}\n"
    asks = RunRequest(settings=Settings(pain=True))

    def noted(keys: dict[int, str], request: RunRequest = asks, clock: type[Clock] = Clock) -> tuple[str, list[Any]]:
        answers: list[Any] = []
        lines, _ = play(routine, clock(keys), request, note=lambda *answer: answers.append(answer))
        return "\n".join(lines), answers

    said, answers = noted({0: "3", 99_998: "4", 99_999: "+"})
    assert answers == [("pain_before", 3), ("felt", 4), ("pain_after", 10)]
    told = ("before you start?", "3 of 10, saved.", "Neck", "How did it feel?", "4 of 5, saved. Good.", "Pain now? ")
    assert sorted(told, key=said.index) == list(told) and said.endswith("10 of 10, saved.")
    assert noted({0: "enter", 99_998: "6", 99_999: "x"})[1] == [] and noted({})[1] == []
    assert noted({99_998: "2", 99_999: "3"}, RunRequest())[1] == [("felt", 2)]
    assert noted({99_999: "3"}, clock=Nobody)[1] == []
    again = RunRequest(settings=asks.settings, resume=SessionRecord("a", Moment(0), "t", "T", "t.yaml", "left", 0))
    assert noted({99_998: "x", 99_999: "7"}, again)[1] == [("pain_after", 7)]


def test_the_display_stays_on_while_time_runs_and_for_a_minute_into_a_pause() -> None:
    seen: list[tuple[int, bool]] = []

    class Watching(Clock):
        def wait(self, ms: int | None) -> list[str]:
            seen.append((self.ms, awake.holding))
            return super().wait(ms)

    clock = Watching({3_000: "space", 70_000: "space"})
    awake = Awake(nullcontext, clock=lambda: clock.ms / 1000)
    play("countdown: 0s\nsteps:\n  - {stretch: Neck, hold: 9s}\n", clock, awake=awake)
    assert {holding for ms, holding in seen if ms < 62_000 or 70_000 < ms < 76_000} == {True}
    assert {holding for ms, holding in seen if 64_000 < ms < 69_000} == {False} and not awake.holding


def test_nobody_is_asked_where_nobody_can_answer() -> None:
    clock = Nobody()
    lines, _ = play(
        "countdown: 0s\nrest: 5s\nsteps:\n  - {move: Squat, reps: 5}\n  - {stretch: Neck, hold: 10s+}\n", clock
    )
    assert not any("nter" in line or "Space" in line for line in lines)
    assert clock.ms == 15_000 + 5_000 + 10_000


def test_a_clock_that_jumped_is_told_and_goes_on_by_itself_without_a_keyboard() -> None:
    class Sleepy(Nobody):
        def wait(self, ms: int | None) -> list[str]:
            if self.ms == 3_000:
                self.ms += 3_600_000
                return []
            return super().wait(ms)

    lines, _ = play("countdown: 0s\nsteps:\n  - {stretch: Neck, hold: 10s}\n", Sleepy())
    assert "[0:03] Paused where you were, because the program was asleep." in lines
    assert "[0:03] On with Neck, 7s left." in lines
    assert lines[-1] == f"[0:10] Done. 10s. {UP}"


GAPS = """
name: All
countdown: 3s
rest: 5s
steps:
  - {stretch: Calf, hold: 10s, ready: 4s}
  - {rest: 10s, note: Drink!}
  - repeat: 2
    rest: 6s
    steps:
      - {stretch: Neck, hold: 10s, note: Look ahead.}
  - {stretch: Back, hold: 8s, sets: 2, pause: 3s}
  - {rest: 4s, note: Breathe}
"""


def test_each_gap_says_what_it_leads_to_and_where_it_stands_when_asked() -> None:
    lines, _ = play(GAPS, Clock({1000: "t", 2000: "space", 3000: "t", 4000: "space"}))
    assert lines == [
        "All: 4 steps, 1m 33s. Space pauses, q leaves, h lists the keys.",
        "Pain is a stop.",
        "[0:00] Get ready, 3s. First: Calf, left leg, 10s. Lean in. Heel down.",
        "[0:01] Get ready, 2s left. Then Calf, left leg. Step 1 of 4, 1m 35s to the end.",
        "The sound was lost.",
        "[0:02] Paused. Space continues.",
        "[0:02] Get ready, 1s left. Paused. Then Calf, left leg. Step 1 of 4, 1m 34s to the end.",
        "[0:02] On with Get ready, 1s left.",
        "[0:03] Get into position, 4s. Calf, left leg, 10s.",
        "[0:07] Calf, left leg. 10s.",
        "[0:17] Change sides, 5s. Right leg.",
        "[0:22] Calf, right leg. 10s.",
        "[0:32] Rest, 10s. Drink! Next: Neck, 10s. Look ahead.",
        "[0:42] Neck. Round 1 of 2. 10s.",
        "[0:52] Rest, 6s. Next: Neck, 10s.",
        "[0:58] Neck. Round 2 of 2. 10s.",
        "[1:08] Rest, 5s. Next: Back, 8s.",
        "[1:13] Back. Set 1 of 2. 8s.",
        "[1:21] Short pause, 3s. Then again.",
        "[1:24] Back. Set 2 of 2. 8s.",
        "[1:32] Rest, 4s. Breathe. Then you are done.",
        f"[1:36] Done. 1m 33s. You worked calves, hip flexors. {UP}",
    ]


def test_what_waits_says_so_and_stands_still_on_the_routines_clock() -> None:
    text = (
        "countdown: 0s\nsteps:\n  - {massage: Foot, for: 5s+}\n  - {move: Nod, reps: 4, sides: left}\n  - {rest: 3s}\n"
    )
    lines, _ = play(text, Clock({6000: "t", 20_000: "enter", 30_000: "t", 40_000: "enter", 41_500: "q", 41_600: "q"}))
    assert lines == [
        "t: 2 steps, about 20s. Space pauses, q leaves, h lists the keys.",
        "Pain is a stop.",
        "[0:00] Foot. At least 5s, then enter.",
        "The sound was lost.",
        "[0:05] Foot: stay as long as you like. Enter continues.",
        "[0:06] Foot. It waits; enter continues. Then Nod, to the left. Step 1 of 2, 15s to the end.",
        "[0:05] Nod, to the left. 4 times, then enter.",
        "[0:05] Nod: stay as long as you like. Enter continues.",
        "[0:15] Nod, to the left. It waits; enter continues. Step 2 of 2, 5s to the end.",
        "[0:05] Rest, 3s. Then you are done.",
        "[0:06] Paused. Leave t? Under a minute left. q or y leaves; n, enter or space stays.",
        "[0:06] Left after 41s, 2 steps, with 2s still to come.",
    ]


def test_a_routine_without_any_step_says_that_it_ends() -> None:
    lines, _ = play("steps: [{rest: 5s}]", Nobody())
    assert lines[0] == "t: 0 steps, 5s." and lines[2] == "[0:00] Get ready, 5s."
    assert lines[-2:] == ["[0:05] Rest, 5s. Then you are done.", f"[0:10] Done. 5s. {UP}"]


@each(
    ("sound", "lingers", "waited"),
    [("auto", 2000, 2000), ("auto", 9000, 5000), ("auto", 0, 0), ("off", 2000, 0), ("bell", 2000, 0)],
)
def test_the_last_words_are_waited_for_where_any_may_be_heard(sound: Any, lingers: int, waited: int) -> None:
    request = RunRequest(settings=Settings(sound=sound))
    clock = Nobody()
    play("countdown: 0s\nsteps: [{stretch: Neck, hold: 5s}]", clock, request, lingers)
    assert clock.ms == 5000 + waited


def test_who_leaves_is_not_made_to_wait() -> None:
    for first, second in (("q", "y"), ("escape", "Q")):
        clock = Clock({2000: first, 3000: second})
        play("countdown: 0s\nsteps: [{stretch: Neck, hold: 5s}]", clock, lingers=2000)
        assert clock.ms == 3000


def test_what_a_resumed_run_did_before_counts_as_done() -> None:
    text = "countdown: 0s\nrest: 5s\nsteps: [{stretch: Neck, hold: 9s, sets: 2}, {stretch: Back, hold: 9s}]"
    record = SessionRecord("s", Moment(0), "t", "t", "t.yaml", "left", 0, done_ms=18_000, worked_ms=13_000)
    lines, _ = play(text, Nobody(), RunRequest(resume=record), start=3, into=4000)
    assert lines[1] == "Fitted." and lines[-1] == f"[0:37] Done. 37s: resumed. {UP}"
    lines, _ = play(text, Nobody(), RunRequest(resume=replace(record, worked_ms=2000)), start=3, into=4000)
    assert lines[-1] == f"[0:37] The end. 37s: resumed. {UP}"
    lines, _ = play(text, Nobody(), start=3, into=4000)
    assert lines[-1] == f"[0:37] The end. 23s: 1 of 2 steps, 1 skipped. {UP}"


def test_no_control_character_reaches_the_terminal() -> None:
    routine = read_routine("steps: [Neck]\n", "t.yaml", id="t").routine
    assert routine is not None
    moves = Moves([Move("a", "Neck", "stretch", how=("\x1b]0;evil\x07",))])
    timeline = compile_routine(routine, moves)
    clock = Nobody()
    lines: list[str] = []
    Plain(Session(Player(timeline, clock.now)), planned(timeline, moves), clock, lines.append).play()
    assert not any("\x1b" in line or "\x07" in line for line in lines)


def test_the_session_is_closed_when_nobody_listens_any_more() -> None:
    routine = read_routine("steps: [Neck]\n", "t.yaml", id="t").routine
    assert routine is not None
    session = Session(Player(compile_routine(routine, MOVES), lambda: 0))

    def broken(_: str) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        Plain(session, planned(session.player.timeline), Keyboard(), broken).play()
    assert session.closed == 1


def test_volume_and_levels_are_changed_and_kept(home: Path) -> None:
    keys = {100: "[", 200: "[", 300: "]", 350: "}", 400: "{", 500: "(", 600: ")"}
    lines, session = play("countdown: 0s\nsteps: [{stretch: Reach, hold: 5s}]", Clock(keys))
    said = [line for line in lines if line.endswith(" %.")]
    assert said == [
        "Volume 90 %.",
        "Volume 80 %.",
        "Volume 90 %.",
        "Voice 100 %.",
        "Voice 90 %.",
        "Tones 90 %.",
        "Tones 100 %.",
    ]
    assert session.asked == [
        ("volume", 0.9), ("volume", 0.8), ("volume", 0.9),
        ("voice", 1.0), ("voice", 0.9), ("tones", 0.9), ("tones", 1.0),
    ]  # fmt: skip
    kept = (home / "settings.yaml").read_text()
    assert "volume: 90" in kept and "voice-volume: 90" in kept and "tone-volume: 100" in kept


def test_the_keys_that_a_person_has_set_are_those_of_plain_lines() -> None:
    own = {
        "player.next": "x, comma",
        "player.back": "n,z",
        "player.undo": "space",
        "player.nothing": "y",
        "app.help": "b",
    }
    assert (keys := keys_of(own))["next"] == ["x", "comma"] and keys["back"] == ["n", "z"] and keys["undo"] == ["u"]
    assert keys_of({}) == {id: control.keys.split(",") for id, control in CONTROLS.items()}
    assert "; x skip the rest of this step; n to the start" in keys_line(own) and "f and V are for" in keys_line({})
    lines, _ = play(
        "countdown: 0s\nsteps: [{stretch: Neck, hold: 9s}, {stretch: Back, hold: 9s}]",
        Clock({2000: ",", 3000: "f", 4000: "q", 4100: "r", 4200: "escape"}),
        RunRequest(settings=Settings(keys=own)),
    )
    assert [line for line in lines if "[0:" not in line][3:] == [
        "That key is for the screen; h lists those of plain lines.",
        STAY_OR_LEAVE,
    ]
    assert "[0:09] Back. 9s." in lines and lines[-1] == f"[0:18] The end. 11s: 1 of 2 steps, 1 skipped. {UP}"


def test_a_step_is_gone_to_by_its_number_and_the_end_can_be_taken_back() -> None:
    text = "countdown: 0s\nrest: 0s\nsteps: [{stretch: Neck, hold: 9s}, {stretch: Back, hold: 9s}]"
    noted: list[Any] = []
    keys = {1000: "g", 1100: "9", 1200: "enter", 1300: "g", 1400: "x", 2000: "g", 2100: "2", 2200: "enter"}
    ends = {9900: "n", 99_997: "u", 99_998: "b", 99_999: "5"}
    lines, session = play(text, Clock({**keys, **ends}), note=lambda *answer: noted.append(answer))
    asks = "Go to which step? 1 to 2, then enter; any other key stays here."
    assert lines.count(asks) == 3 and "There is no step 9." in lines and "Staying here." in lines
    assert [line for line in lines if "Back" in line] == ["[0:09] Back. 9s."] * 3
    assert len([line for line in lines if line.startswith("How did it feel?")]) == 3
    assert noted == [("felt", 5)] and session.tally.outcomes == {1: "skipped", 2: "done"}


def test_a_number_of_any_length_that_is_no_step_is_told() -> None:
    keys = {1000: "g", **{1001 + n: "9" for n in range(4400)}, 5500: "enter"}
    lines, _ = play("countdown: 0s\nsteps: [{stretch: Neck, hold: 9s}]", Clock(keys))
    assert "There is no step 999999." in lines and lines[-1] == f"[0:09] Done. 9s. {UP}"


@each(
    ("how", "then"),
    [
        ("end", "Left after"),
        ("go-on", "On with Neck"),
        ("left", "Back to t. Space continues."),
        (None, "Space continues."),
    ],
)
def test_a_cramp_ends_the_routine_or_lets_it_go_on(how: str | None, then: str) -> None:
    for keys in ({3000: "c", 40_000: "enter"}, {3000: "q", 3100: "c", 40_000: "enter"}):
        clock = Clock(keys)
        lines, session = play("countdown: 0s\nsteps: [{stretch: Neck, hold: 9s}]", clock, relief=lambda: how)
        assert any(then in line for line in lines) and (clock.ms > 40_000) is (how in ("left", None))
        assert session.player.state == ("left" if how == "end" else "finished")


def test_the_whole_routine_is_played_again_from_its_end_as_loud_as_it_was() -> None:
    loaded = load_data("countdown: 0s\nsteps: [{stretch: A, hold: 9s}, {stretch: B, hold: 9s}]", "t.yaml", advice=False)
    made = plan(RunRequest(routine=loaded, from_step=2))
    clock = Clock({1000: "[", 99_999: "R"})
    session = Session(Player(made.timeline, clock.now, start=made.start))
    lines: list[str] = []
    again = Plain(session, made, clock, lines.append, note=lambda *_: None).play()
    assert again is not None and again.start == 0 and lines[-1].endswith(f"{keys_at_the_end()}.")
    assert again.settings.volume == round(made.settings.volume - 0.1, 1)
    assert "At the end: r play the routine once more; b " in keys_line({})
