"""A run with its sound, on a fake clock: what reaches the speaker when, and what never does."""

import random
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.audio.clips import RATE, Clip
from stretchplayer.audio.speaker import Levels
from stretchplayer.library.languages import languages
from stretchplayer.playback.cue import TONE_MS, CueSettings
from stretchplayer.playback.cues import plan
from stretchplayer.playback.events import Ended, Entered, Extended, Finished, Paused, Resumed
from stretchplayer.playback.timeline import compile_routine
from stretchplayer.runs.request import RunPlan, RunRequest
from stretchplayer.runs.session import Session
from stretchplayer.settings.table import Settings
from tests.each import each
from tests.examples import examples
from tests.playback.made import Clock
from tests.playback.strategies import SIGNALS, routines
from tests.playback.written import MOVES, timeline

ENGLISH = languages("en")

BREATHS = frozenset(("breath-in", "breath-out"))
FULL, OFF = CueSettings(languages=ENGLISH), CueSettings(voice="off")


@cache
def clip(name: str, ms: int) -> Clip:
    return Clip(name, array("h", bytes(2 * (ms * RATE // 1000))))


TONES = {name: clip(name, ms) for name, ms in TONE_MS.items()}


@dataclass
class Speaker:
    """Notes the absolute time of each sound, takes back what a stop forgets."""

    clock: Clock
    heard: list[tuple[int, str]] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    volume: float = 1.0
    muted: bool = False
    levels: Levels = field(default_factory=Levels)
    stops: int = 0
    closed: bool = False
    on_back: Callable[[], None] = lambda: None
    told: list[tuple[int, str]] = field(default_factory=list)  # what keys have done, beside the cues

    def play(self, phrase, delay_ms=0):
        assert phrase
        assert all(sound.clip is not None for sound in phrase)
        assert delay_ms >= 0
        if self.muted:
            return
        if phrase[0].name == "state":
            self.told.append((self.clock.ms, phrase[0].clip.name))
            return
        named = [(s.clip.name if s.voice else s.name, s.at_ms) for s in phrase]
        self.phrases.append(tuple(name for name, _ in named))
        self.heard += [(self.clock.ms + delay_ms + at, name) for name, at in named]

    def stop(self):
        self.stops += 1
        self.heard = [one for one in self.heard if one[0] <= self.clock.ms]

    def notices(self):
        return []

    def close(self):
        self.closed = True


def _length(utterance):
    return 65 * len(utterance.text)


class Speech:
    """A voice whose clips are ready `delay` ms after they were asked for; a text takes 65 ms a character."""

    def __init__(self, clock: Clock, delay: int = 0) -> None:
        self.clock = clock
        self.delay = delay
        self.asked: dict[str, int] = {}
        self.works = True
        self.closed = False

    def prepare(self, texts, language=None):
        for text in texts:
            self.asked.setdefault(text, self.clock.ms)

    def clip(self, text, language=None):
        asked = self.asked.get(text)
        if asked is None or self.clock.ms < asked + self.delay or not self.works:
            return None
        return clip(text, 65 * len(text))

    def length_ms(self, text, language=None):
        return 65 * len(text) if self.works else 0

    def notices(self):
        return [] if self.works else ["No voice works here."]

    def close(self):
        self.closed = True


class Run:
    """A session with everything around it, and a way to let time pass."""

    def __init__(self, made, cue_settings=OFF, *, delay=0, voice=True, speech=Speech, **more):
        self.clock = Clock()
        self.speaker = Speaker(self.clock)
        self.voice = speech(self.clock, delay) if voice else None
        more.setdefault("beside", lambda job: job())
        settings = Settings(hands_free=more.pop("hands_free", False), resume_lead=more.pop("resume_lead", None))
        request = RunRequest(settings=settings, speed=more.pop("speed", 1.0))
        planned = RunPlan(request, made, MOVES, cue_settings, more.pop("start", 0), more.pop("offset_ms", 0))
        self.session = Session(planned, self.speaker, tones=TONES, voice=self.voice, now=self.clock, **more)
        self.began = self.clock.ms
        self.events = list(self.session.start())

    def run(self, ms: int) -> None:
        """Let time pass, waking when it is asked for."""
        until = self.clock.ms + ms
        while self.clock.ms < until:
            wait = self.session.next_wake_ms()
            self.clock.tick(min(until - self.clock.ms, 1000 if wait is None else max(1, wait)))
            self.events += self.session.wake()

    @property
    def heard(self) -> list[tuple[int, str]]:
        """What is heard, with its time since the start."""
        return [(at - self.began, name) for at, name in sorted(self.speaker.heard)]


PLAIN = timeline("rest: 5s\nsteps: [{stretch: A, hold: 8s}, {stretch: B, hold: 8s}]")


def expected(made, cue_settings, **more):
    """The plan in absolute time, as the speaker should hear it."""
    closed = made.closed()
    starts = [s.start_ms for s in closed.segments] + [closed.segments[-1].end_ms]
    return [
        (starts[c.segment] + c.at_ms, c.tone or c.text)
        for c in plan(made, cue_settings, lambda u: 65 * len(u.text), **more)
    ]


def test_a_run_sounds_as_planned_to_the_millisecond():
    run = Run(PLAIN)
    run.run(40_000)
    assert run.heard == expected(PLAIN, OFF)
    assert isinstance(run.events[-1], Finished)


def test_the_words_are_heard_as_planned():
    made = timeline("rest: 10s\nsteps: [{stretch: calf stretch, hold: 50s}, {move: Squat, reps: 4, every: 3s}]", MOVES)
    run = Run(made, FULL)
    run.run(200_000)
    assert run.heard == expected(made, FULL, moves=MOVES)


def test_ticks_and_the_start_after_them_are_one_phrase():
    run = Run(PLAIN)
    run.run(40_000)
    assert run.speaker.phrases.count(("tick", "tick", "tick", "start")) == 2


def test_irregular_wake_ups_change_nothing_of_what_is_heard():
    run = Run(PLAIN)
    dice = random.Random(7)
    while run.session.player.state == "playing":
        run.clock.tick(dice.choice([1, 40, 333, 999, 1100]))
        run.session.wake()
    assert run.heard == expected(PLAIN, OFF)


def test_pause_cancels_what_was_queued_and_resuming_goes_on_in_step():
    run = Run(PLAIN)
    run.run(3500)
    assert (5000, "start") in run.heard
    run.session.pause()
    assert [at for at, _ in run.heard] == [2000, 3000]
    run.clock.tick(60_000)
    run.session.resume()
    run.run(3000)
    assert run.heard[2:] == [(64_000, "tick"), (65_000, "start")]


def test_a_skip_cancels_and_the_new_segment_sounds_at_once():
    run = Run(PLAIN)
    run.run(4500)
    run.session.next()
    assert run.heard == [(2000, "tick"), (3000, "tick"), (4000, "tick"), (4500, "start")]
    run.run(1000)
    run.session.next()
    assert run.heard[4:] == [(5500, "end")]


def test_skipping_to_the_end_sounds_the_finish():
    run = Run(PLAIN, FULL)
    for _ in range(4):
        run.run(1000)
        run.session.next()
    assert [name for _, name in run.heard[-2:]] == ["finish", "The end. Three seconds."]
    assert run.session.lingering_ms() == TONE_MS["finish"] + 120 + 23 * 65
    run.clock.tick(9000)
    assert run.session.lingering_ms() == 0


def test_leaving_is_silent():
    run = Run(PLAIN)
    run.run(4500)
    run.session.leave()
    assert run.heard == [(2000, "tick"), (3000, "tick"), (4000, "tick")]


def test_after_a_jump_of_the_clock_nothing_stale_is_heard():
    run = Run(PLAIN)
    run.run(500)
    run.clock.tick(3_600_000)
    assert run.session.wake() == (Paused("jump"),)
    before = run.heard
    run.run(20_000)
    assert run.heard == before == []
    run.session.resume()
    run.run(2000)
    assert [name for _, name in run.heard] == ["tick", "tick", "tick", "start"][: len(run.heard)]
    assert all(at > 3_600_000 for at, _ in run.heard)


def test_a_late_wake_up_drops_what_is_past():
    run = Run(timeline("steps: [{stretch: A, hold: 60s}]"))
    run.run(20_000)
    run.clock.tick(4900)
    run.session.wake()
    late = Run(PLAIN)
    late.run(500)
    late.clock.tick(4800)
    late.session.wake()
    assert [name for _, name in late.heard] == []
    late.run(9000)
    assert late.heard[0] == (13_000, "end")


@each(("late", "heard"), [(150, [(5150, "start")]), (151, [])])
def test_a_cue_that_is_a_little_late_is_still_heard(late, heard):
    run = Run(PLAIN)
    run.run(500)
    run.clock.tick(4500 + late)
    run.session.wake()
    assert run.heard == heard


def test_extending_takes_the_ticks_back():
    run = Run(timeline("rest: 10s\nsteps: [{stretch: A, hold: 8s}, B]"))
    run.run(5000 + 8000 + 7000)
    assert [name for _, name in run.heard[-4:]] == ["tick", "tick", "tick", "start"]
    run.session.extend(10_000)
    run.run(11_000)
    assert [at for at, name in run.heard if name == "tick"][-3:] == [30_000, 31_000, 32_000]
    assert not [at for at, name in run.heard if name in ("tick", "start") and 20_000 < at < 30_000]


def test_extending_does_not_cut_a_name_short():
    run = Run(timeline("countdown: 20s\nsteps: [A]"), FULL)
    run.run(1500)
    assert run.session.extend(10_000) == (Extended(0, 10_000),)
    assert run.speaker.stops == 0


def test_mute_is_silent_at_once_and_sound_comes_back_in_step():
    run = Run(PLAIN)
    run.run(1500)
    run.session.mute(True)
    run.run(2000)
    assert run.heard == []
    run.session.mute(False)
    run.run(2000)
    assert run.heard == [(4000, "tick"), (5000, "start")]


def test_the_voice_can_be_changed_on_the_way():
    made = timeline("rest: 10s\nsteps: [{stretch: A, hold: 50s}, {stretch: Child's pose, hold: 50s}]", MOVES)
    run = Run(made, FULL)
    run.run(10_000)
    run.session.set_voice("off")
    run.run(45_500)
    run.session.set_voice("brief")
    run.run(60_000)
    spoken = [name for _, name in run.heard if name.startswith(("First", "Next"))]
    assert spoken == ["First: A. Fifty seconds.", "Next: Child's pose."]


def test_changing_the_voice_between_wake_ups_repeats_nothing():
    run = Run(PLAIN, FULL)
    run.run(5000)
    run.clock.tick(400)
    run.session.set_voice("brief")
    run.session.set_voice("full")
    run.run(30_000)
    assert [name for _, name in run.heard].count("start") == 2


def test_volume_and_levels():
    run = Run(PLAIN)
    run.session.set_level("volume", 0.7)
    run.session.set_level("voice", 0.4)
    run.session.set_level("tones", -1)
    assert (run.speaker.volume, run.speaker.levels.voice, run.speaker.levels.tones) == (0.7, 0.4, 0.0)
    run.session.set_level("volume", 1.7)
    assert run.speaker.volume == 1.0


def test_a_name_that_is_not_ready_in_time_is_said_as_soon_as_it_is_and_fits():
    run = Run(timeline("steps: [A]"), FULL, delay=700)
    assert run.session.next_wake_ms() == 100
    run.run(5000)
    assert run.heard[:2] == [(700, "Get ready."), (700 + 650 + 250, "First: A. Thirty seconds.")]


class Loading(Speech):
    """A voice as it is the first time: it loads for `delay` ms and then makes one text after the other, in `each` ms.
    Until a text is made, it counts as short."""

    each = 150

    def __init__(self, clock: Clock, delay: int = 0) -> None:
        super().__init__(clock, delay)
        self.wanted: list[str] = []
        self.made: set[str] = set()
        self.busy_to = clock.ms + delay

    def prepare(self, texts, language=None):
        self._work()
        new = [text for text in dict.fromkeys(texts) if text not in self.made]
        self.wanted = [*new, *(text for text in self.wanted if text not in new)]

    def _work(self):
        while self.wanted and self.busy_to + self.each <= self.clock.ms:
            self.busy_to += self.each
            self.made.add(self.wanted.pop(0))
        if not self.wanted:
            self.busy_to = max(self.busy_to, self.clock.ms)

    def clip(self, text, language=None):
        self._work()
        return clip(text, 65 * len(text)) if text in self.made else None

    def length_ms(self, text, language=None):
        self._work()
        return (65 if text in self.made else 30) * len(text)


STRETCH = "countdown: 15s\nrest: 10s\nsteps: [{stretch: calf stretch, hold: 50s}, {move: Squat, reps: 4, every: 3s}]"


@each("load", [0, 900, 2500, 5000])
def test_the_first_time_nothing_of_the_first_step_is_lost_to_a_voice_that_still_loads(load):
    made = timeline(STRETCH, MOVES)
    run = Run(made, FULL, delay=load, speech=Loading)
    run.run(200_000)
    words = [name for _, name in run.heard if name not in TONES]
    assert words == [name for _, name in expected(made, FULL, moves=MOVES) if name not in TONES]
    assert run.heard[0] == (pytest.approx(load + 150, abs=100), "Get ready.")
    spans = [(at, at + 65 * len(name)) for at, name in run.heard if name not in TONES]
    assert all(end < begin for (_, end), (begin, _) in pairwise(spans))


def test_a_late_word_in_a_short_gap_takes_the_place_of_the_tick_in_it():
    run = Run(timeline("countdown: 3s\nsteps: [A]"), FULL, delay=300, speech=Loading)
    run.run(3500)
    assert run.heard[0][1] == "Get ready."
    over = run.heard[0][0] + 65 * len("Get ready.")
    assert over > 1000 and not [at for at, name in run.heard if name == "tick" and at not in (1000, 2000)]
    assert not [at for at, name in run.heard if name == "tick" and at <= over]


def test_a_name_that_comes_too_late_is_left_to_the_bout():
    run = Run(timeline("steps: [A, B]"), FULL, delay=4000)
    run.run(9000)
    names = [(at, name) for at, name in run.heard if name not in TONES]
    assert names[0] == (5530, "A. Thirty seconds.")


def test_a_voice_that_never_speaks_costs_no_tone():
    run = Run(PLAIN, FULL, delay=10**9)
    run.run(40_000)
    assert [name for _, name in run.heard if name not in ("tick",)] == ["start", "end", "start", "finish"]


def test_without_a_working_voice_all_ticks_come_back():
    run = Run(PLAIN, FULL, delay=10**9)
    run.run(300)
    run.voice.works = False
    run.run(40_000)
    assert run.heard == expected(PLAIN, OFF)
    assert run.session.notices() == ["No voice works here."]
    assert Run(PLAIN, FULL, voice=False).session.notices() == []


def test_who_skips_the_gap_is_told_at_the_bout():
    made = timeline("rest: 10s\nsteps: [{stretch: A, hold: 20s}, {stretch: calf stretch, hold: 20s}]", MOVES)
    run = Run(made, FULL)
    run.run(25_300)
    run.session.next()
    run.run(3000)
    assert run.heard[-3:-1] == [(25_300, "start"), (25_830, "Calf stretch. Left leg. Twenty seconds.")]


def test_a_pause_in_the_middle_of_a_name_has_it_said_at_the_bout():
    run = Run(timeline("steps: [A, B]"), FULL)
    run.run(1200)
    run.session.toggle()
    run.clock.tick(2000)
    run.session.toggle()
    run.run(9000)
    assert [name for _, name in run.heard if "A." in name] == ["First: A. Thirty seconds.", "A. Thirty seconds."]


def test_what_waits_is_told_once_and_then_silent():
    run = Run(timeline("steps: [{massage: A, for: 9s+}, {massage: B, for: 8s}]"), FULL)
    run.run(60_000)
    assert run.session.player.state == "waiting"
    assert run.heard[-2:] == [(14_000, "end"), (14_650, "Continue when you are ready.")]
    run.session.go_on()
    run.run(2000)
    assert run.heard[-2] == (60_000, "start")
    assert run.heard[-1][1].startswith("B.")


def test_an_untimed_bout_is_named():
    run = Run(timeline("countdown: 0s\nsteps: [{move: A, reps: 5}]"), FULL)
    run.run(3000)
    assert run.heard == [(0, "start"), (530, "A. Five times."), (1690, "Pain is a stop.")]


def test_hands_free_runs_through():
    made = timeline("steps: [{move: A, reps: 5}, {massage: B, for: 8s+}]")
    run = Run(made, FULL, hands_free=True)
    run.run(60_000)
    assert run.heard == expected(made, FULL)
    assert run.session.player.state == "finished"


def test_a_run_taken_up_again_says_where_it_goes_on():
    run = Run(PLAIN, FULL, start=3, offset_ms=2000)
    run.run(9000)
    assert run.heard == [(0, "Get ready."), (900, "Next: B. Eight seconds."), (2645, "Pain is a stop."), (4000, "tick")]
    assert run.session.player.elapsed_ms == 6000


@each("speed", [2.0, 10.0, 0.5])
def test_speed_scales_the_clock(speed):
    run = Run(PLAIN, OFF, speed=speed)
    assert run.session.next_wake_ms() == 1000 / speed
    run.run(round(26_100 / speed))
    assert run.session.player.state == "finished"
    assert run.heard == [(round(at / speed), name) for at, name in expected(PLAIN, OFF)]


def test_at_speed_a_stop_of_the_machine_is_still_noticed():
    run = Run(timeline("steps: [{stretch: A, hold: 2h}]"), speed=10.0)
    run.run(1000)
    run.clock.tick(5100)
    assert run.session.wake() == (Paused("jump"),)


def test_toggle_after_a_jump_leaves_it_paused():
    run = Run(PLAIN)
    run.clock.tick(9000)
    assert run.session.toggle() == (Paused("jump"),)
    assert run.session.player.state == "paused"


class Book:
    def __init__(self, breaks: bool = False) -> None:
        self.events: list = []
        self.ticks = 0
        self.closed = 0
        self.breaks = breaks

    def record(self, event, player):
        if self.breaks:
            raise OSError("disk full")
        self.events.append(event)

    def tick(self, player):
        self.ticks += 1

    def notices(self):
        return ["The journal is slow."]

    def close(self):
        self.closed += 1
        if self.breaks:
            raise OSError("disk full")


def test_everything_that_happens_is_recorded_once():
    book = Book()
    run = Run(PLAIN, recorder=book)
    run.run(7000)
    run.events += run.session.next()
    run.run(30_000)
    assert book.events == run.events
    assert book.ticks > 10


def test_a_record_that_fails_stops_nothing():
    run = Run(PLAIN, recorder=Book(breaks=True))
    run.run(40_000)
    assert run.session.player.state == "finished"
    assert run.session.notices() == ["This run is not recorded any further: disk full"]
    assert run.session.notices() == []


def test_closing_lets_go_of_everything_and_twice_does_no_harm():
    run = Run(PLAIN, FULL)
    run.session.close()
    run.session.close()
    assert run.speaker.closed
    assert run.voice.closed


@each("seed", range(2))
def test_two_hundred_commands_leave_no_stray_cue(seed):
    dice = random.Random(seed)
    made = timeline("rest: 6s\nsteps: [calf stretch, Child's pose, Squat, {massage: A, for: 6s+}, B]", MOVES)
    run = Run(
        made, CueSettings(languages=ENGLISH, style=dice.choice(["standard", "calm"])), delay=dice.choice([0, 500])
    )
    for _ in range(200):
        run.run(dice.choice([0, 30, 400, 1000, 3000]))
        before = len([one for one in run.speaker.heard if one[0] <= run.clock.ms])
        command = dice.choice(["toggle", "next", "back", "restart", "extend", "go_on"])
        argument = (dice.choice([-10_000, 10_000]),) if command == "extend" else ()
        getattr(run.session, command)(*argument)
        if run.session.player.state == "paused":
            assert len(run.speaker.heard) == before
    run.session.jump(1)
    run.session.resume()
    run.session.pause()
    stray = run.clock.ms
    run.run(10_000)
    assert not [one for one in run.speaker.heard if one[0] > stray]


@examples(6)
@given(routines(), st.integers(0, 2**32).map(random.Random))
def test_any_run_sounds_its_plan_whatever_the_wake_ups(routine, dice):
    made = compile_routine(routine, MOVES)
    run = Run(made, OFF, hands_free=True)
    while run.session.player.state == "playing":
        run.clock.tick(dice.choice([50, 400, 1000, 1150]))
        run.events += run.session.wake()
    assert run.heard == expected(made, OFF)
    entered = [e.index for e in run.events if isinstance(e, Entered)]
    assert [e.index for e in run.events if isinstance(e, Ended)] == entered


def test_breaths_are_made_beside_and_one_that_is_not_ready_is_silent():
    jobs = []
    run = Run(timeline("countdown: 2s\nsteps: [{breathe: A, breaths: 2}]"), beside=jobs.append)
    heard: list = []
    run.speaker.play = lambda phrase, delay_ms=0: heard.append([(s.name, s.clip and s.clip.ms) for s in phrase])
    assert len(jobs) == 1
    run.run(3000)
    jobs[0]()
    run.run(4000)
    assert heard == [[("breath-out", 6000)]]


@examples(6)
@given(routines(), st.integers(0, 2**32).map(random.Random))
def test_late_words_never_meet_other_words_or_signals(routine, dice):
    made = compile_routine(routine, MOVES)
    delay, speech = dice.choice([0, 300, 1500, 4000]), dice.choice([Speech, Loading])
    run = Run(made, FULL, hands_free=True, delay=delay, speech=speech)
    for _ in range(300):
        if run.session.player.state != "playing":
            break
        wait = run.session.next_wake_ms()
        run.clock.tick(max(1, min(wait, dice.choice([50, 400, 1000]))))
        run.events += run.session.wake()
    heard = run.heard
    spoken = [(at, at + 65 * len(text)) for at, text in heard if text not in TONES and text not in BREATHS]
    for (_, over), (begins, _) in pairwise(spoken):
        assert over <= begins
    signals = [at for at, name in heard if name in SIGNALS]
    for begins, over in spoken:
        assert not [at for at in signals if begins <= at < over]
    assert len(set(heard)) == len(heard)


@each("breaks", [False, True])
def test_the_record_is_heard_and_closed_once(breaks):
    book = Book()
    run = Run(PLAIN, recorder=book)
    assert run.session.notices() == ["The journal is slow."]
    book.breaks = breaks
    run.session.close()
    run.session.close()
    assert book.closed == 1


def test_keys_are_heard_with_eyes_shut():
    run = Run(PLAIN, FULL)
    run.run(8000)
    run.session.pause()
    assert run.speaker.told[-1][1] == "Paused."
    run.clock.tick(3000)
    run.session.resume()
    assert run.speaker.told[-1][1].startswith("On. ") and run.speaker.told[-1][1].endswith(" left.")
    run.run(6000)
    run.session.extend(10_000)
    run.run(2000)
    run.session.extend(-10_000)
    run.run(2000)
    run.session.mute(True)
    before = list(run.speaker.told)
    assert before[-1][1] in ("Sound off.", "end"), "and not a crash"
    run.run(1000)
    assert run.speaker.told == before, "silence is silence"
    run.session.mute(False)
    run.speaker.on_back()
    run.run(4000)
    words = [name for _, name in run.speaker.told]
    # A tone stands for words that would fall into others.
    assert {"Ten seconds more.", "half"} & set(words[2:3]) and {"Ten seconds less.", "half"} & set(words[3:4])
    assert {"Sound on.", "half"} & set(words[5:6]) and words[6:7] in (["The sound is back."], ["half"])


def test_without_a_voice_tones_tell_a_pause_from_a_crash():
    run = Run(PLAIN)
    run.run(3500)
    run.session.pause()
    run.session.resume()
    run.session.extend(10_000)
    assert [name for _, name in run.speaker.told] == ["rest", "tick", "half"]


def test_after_a_pause_two_seconds_of_ticks_lead_in():
    run = Run(PLAIN, resume_lead=2000)
    run.run(6000)
    run.session.pause()
    at = run.session.player.elapsed_ms
    run.clock.tick(5000)
    assert run.session.toggle() == () and run.session.resuming
    assert run.speaker.phrases[-1] == ("tick", "tick")
    assert run.session.next_wake_ms() == 2000
    run.clock.tick(1500)
    run.session.wake()
    assert run.session.player.state == "paused" and run.session.player.elapsed_ms == at
    assert run.session.next_wake_ms() == 500
    run.clock.tick(300)
    assert run.session.resume() == () and run.session.next_wake_ms() == 200, "it is on its way"
    assert run.speaker.phrases.count(("tick", "tick")) == 1
    run.clock.tick(200)
    assert run.session.next_wake_ms() == 1
    assert [type(event) for event in run.session.wake()] == [Resumed]
    run.session.resume()
    assert not run.session.resuming
    assert run.session.player.running and run.session.player.elapsed_ms == at
    run.session.pause()
    run.session.toggle()
    stops, told = run.speaker.stops, len(run.speaker.told)
    assert run.session.toggle() == () and not run.session.resuming, "a second press: still paused"
    assert run.speaker.told[told:] == [(run.clock.ms, "rest")] and run.session.next_wake_ms() is None
    assert run.speaker.stops == stops + 1
