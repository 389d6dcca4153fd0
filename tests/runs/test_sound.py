"""What the sound of a run hands to its speaker and its voice: each phrase whole, in its language, made ahead once."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.audio.mixer import Phrase
from stretchplayer.playback.cue import Cue, CueSettings
from stretchplayer.playback.player import JUMP_MS
from stretchplayer.runs import session, sound
from stretchplayer.runs.request import RunPlan, RunRequest
from stretchplayer.runs.session import Session, open_session
from stretchplayer.settings.table import Settings
from tests.each import each
from tests.playback.made import Clock
from tests.playback.written import MOVES, timeline
from tests.runs.test_session import ENGLISH, FULL, OFF, PLAIN, Book, Run, Speaker, Speech, clip


class Polyglot(Speech):
    """Speaks a text in the language in which it was asked for only."""

    def prepare(self, texts: Any, language: str | None = None) -> None:
        super().prepare([(text, language) for text in texts])

    def clip(self, text: str, language: str | None = None) -> Any:
        return clip(text, 65 * len(text)) if (text, language) in self.asked else None


def run_of(made: Any = PLAIN, settings: CueSettings = FULL, **more: Any) -> Run:
    return Run(made, settings, **{"speech": Polyglot, **more})


def noted(run: Run, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Each phrase from now on with its delay: of each sound the name, the clip, the moment, and whether it is voice."""
    phrases: list[Any] = []

    def play(_: Speaker, phrase: Phrase, delay_ms: int = 0) -> None:
        phrases.append((delay_ms, *((s.name, s.clip.name if s.clip else None, s.at_ms, s.voice) for s in phrase)))

    monkeypatch.setattr(Speaker, "play", play)
    return phrases


def test_what_a_key_has_done_is_said_at_once_where_nothing_else_is(monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_of()
    run.run(9000)
    phrases, it = noted(run, monkeypatch), run.session._sound
    it.tell("Paused.", "rest")
    assert phrases == [(0, ("state", "Paused.", 0, True))]
    assert run.session.lingering_ms() == 65 * 7 + 80
    it.tell("Sound on.", "half")
    assert phrases[1:] == [(0, ("state", "half", 0, False))], "it would fall into the words before"
    run.clock.tick(65 * 7 + 80)
    it.tell("Sound on.", "half")
    it.tell("", "end")
    assert [phrase[1][1] for phrase in phrases[2:]] == ["Sound on.", "end"]
    run.clock.tick(9000)
    it.tell("Not made yet.", "start")
    run.session.set_voice("off")
    it.tell("Paused.", "rest")
    assert [phrase[1][1] for phrase in phrases if phrase[1][0] == "state"][4:] == ["start", "rest"]
    it.ticks(2)
    assert phrases[-1] == (0, ("tick", "tick", 0, False), ("tick", "tick", 1000, False))


@each(
    ("written", "said"),
    [("", "Paused."), ("language: de\n", "Angehalten."), ("language: ja\n", "rest")],
)
def test_keys_speak_the_language_of_the_routine(written: str, said: str) -> None:
    run = run_of(timeline(f"{written}steps: [{{stretch: A, hold: 60s}}]"))
    run.run(20_000)
    run.session.pause()
    assert run.speaker.told == [(run.clock.ms, said)]
    assert {language for _, language in run.voice.asked} == {written[10:12] or "en"}


def test_each_key_is_told_in_its_words() -> None:
    run = run_of(timeline("steps: [{stretch: A, hold: 20m}]"))
    run.run(20_400)
    it = run.session
    for does in (it.pause, it.resume, lambda: it.extend(10_000), lambda: it.extend(-10_000)):
        does()
        run.run(4000)
    it.mute(True)
    it.mute(True)
    run.clock.tick(3000)
    it.mute(False)
    run.run(3000)
    run.speaker.on_back()
    run.run(4000)
    assert [text for _, text in run.speaker.told] == [
        "Paused.", "On. Nineteen minutes forty-five left.", "Ten seconds more.", "Ten seconds less.", "Sound off.",
        "Sound on.", "The sound is back.",
    ]  # fmt: skip
    quiet = Run(PLAIN, OFF)
    quiet.session.mute(True)
    quiet.session.mute(False)
    quiet.speaker.on_back()
    quiet.run(2000)
    assert [name for _, name in quiet.speaker.told] == ["end", "half", "half"]
    silent = run_of(settings=CueSettings(voice="off", languages=ENGLISH))
    silent.run(6000)
    silent.session.pause()
    assert silent.voice.asked == {}, "nothing is made that nobody hears"
    mute = Run(timeline("steps: [{massage: A, for: 9s+}]"), FULL, voice=False)
    mute.run(20_000)
    assert mute.session.player.state == "waiting" and mute.session.pause()
    assert mute.speaker.told[-1][1] == "rest"


@each(
    ("at", "does", "cut"),
    [
        (8000, lambda it: it.next(), 1), (8000, lambda it: it.restart(), 1), (8000, lambda it: it.pause(), 1),
        (8000, lambda it: it.mute(True), 1), (8000, lambda it: it.set_voice("brief"), 0),
        (8000, lambda it: it.extend(10_000), 0), (4500, lambda it: it.extend(10_000), 1),
        (5000, lambda it: it.extend(10_000), 0), (4500, lambda it: it.go_on(), 0), (8000, lambda it: it.go_on(), 0),
    ],
)  # fmt: skip
def test_what_sounds_is_cut_by_a_move_a_pause_and_silence_only(at: int, does: Any, cut: int) -> None:
    run = Run(PLAIN, OFF)
    run.run(at)
    does(run.session)
    assert run.speaker.stops == cut
    if cut and not run.session.player.running:
        assert run.session.lingering_ms() == 0


def test_what_was_handed_out_before_the_machine_slept_is_cut() -> None:
    run = Run(PLAIN, OFF)
    run.run(1000)
    run.clock.tick(JUMP_MS + 2000)
    run.session.wake()
    assert run.session.player.state == "paused" and run.speaker.stops == 1


def test_a_setting_changed_between_two_looks_repeats_nothing_and_is_heard_at_once() -> None:
    run = Run(PLAIN, CueSettings(voice="off", languages=ENGLISH))
    run.run(5000)
    run.clock.tick(100)
    run.session.set_voice("full")
    assert any(text.startswith("Next: B.") for text in run.voice.asked), "its words are made now"
    run.session.set_voice("off")
    run.run(2000)
    assert [name for _, name in run.heard].count("start") == 1
    run = Run(PLAIN, OFF)
    run.run(900)
    run.session.mute(True)
    run.clock.tick(900)
    run.session.mute(False)
    assert run.heard[:1] == [(2000, "tick")], "without another look"


def test_a_bout_that_a_key_leads_to_is_named_though_it_was_announced() -> None:
    run = Run(timeline("steps: [{stretch: A, hold: 20s}, B]"), FULL)
    run.run(4500)
    run.session.next()
    run.run(3000)
    assert [name for _, name in run.heard if "A." in name] == ["First: A. Twenty seconds.", "A. Twenty seconds."]


def test_a_bout_that_a_key_leads_to_is_told_whole_and_words_that_sound_give_way() -> None:
    run = Run(timeline(ROUTINE), FULL)
    run.run(1500)
    run.session.pause()
    assert run.speaker.told[-1][1] == "Paused.", "what was being said has been cut"
    run.session.resume()
    run.session.jump(5)
    run.run(3000)
    assert run.heard[-1][1] == "A. Right side. Twenty seconds."


@each(
    ("late", "role", "text", "dropped"),
    [
        (1, "count", "Two", True), (1, "breath", "In", True), (1, "moment", "Halfway.", True),
        (0, "count", "Two", False), (1500, "announce", "Next: B.", False), (1501, "announce", "Next: B.", True),
        (9000, "tone", None, False),
    ],
)  # fmt: skip
def test_what_waits_for_the_words_of_a_key_and_what_is_dropped(late: int, role: Any, text: Any, dropped: bool) -> None:
    it = Run(PLAIN, FULL).session._sound
    it._told_until = 20_000
    cue = Cue(1, 0, 300, None if text else "tick", text, role)
    assert it._gives_way(20_000 - late, cue) is dropped
    assert it._behind(20_000 - late, cue) == (20_000 if text else 20_000 - late)
    assert it._behind(20_001, cue) == (20_380 if text and late else 20_001), "what was put off is heard out"


def test_a_key_after_the_end_leaves_the_end_to_be_heard() -> None:
    run = Run(PLAIN, FULL)
    run.run(9000)
    run.session.restart()
    run.run(20_500)
    run.clock.tick(1000)
    run.session.pause()
    run.clock.tick(3000)
    assert [name for _, name in run.heard][-2:] == ["finish", "Done. Twenty-five seconds."], (
        "what was begun anew counts"
    )


def test_each_command_answers_with_what_it_has_done() -> None:
    for does in ("next", "back", "restart", "leave"):
        run = Run(PLAIN, OFF, start=3)
        run.run(2000)
        assert getattr(run.session, does)(), does
    run = Run(PLAIN, OFF)
    assert run.session.jump(3, 3000) and run.session.player.elapsed_ms == 3000
    assert run.session.more(10_000) and run.session.player.remaining_ms == 15_000


def test_a_sign_of_life_is_recorded_while_it_plays_and_nothing_else_is() -> None:
    book = Book()
    run = Run(PLAIN, OFF, recorder=book)
    run.run(1000)
    ticks = book.ticks
    assert ticks and run.session.pause()
    run.session.wake()
    run.session.resume()
    assert book.ticks == ticks
    run.session.wake()
    assert book.ticks == ticks + 1


def test_at_speed_no_second_between_two_looks_is_lost() -> None:
    made = timeline("rest: 10s\nsteps: [{stretch: A, hold: 60s}, {stretch: B, hold: 60s}]")
    run, slow = Run(made, OFF, speed=10.0), Run(made, OFF)
    slow.run(200_000)
    for _ in range(20):
        run.clock.tick(1000)
        run.session.wake()
    assert run.session.player.state == "finished"
    assert run.heard == [(round(at / 10), name) for at, name in slow.heard]


ROUTINE = """
countdown: 6s
rest: 4s
steps:
  - {stretch: A, hold: 20s, sides: both, sets: 2, pause: 3s, note: Lean in and keep the heel on the floor.}
  - {massage: B, for: 8s+}
  - {move: C, reps: 8, every: 3s}
  - {stretch: D, hold: 20s}
  - {stretch: E, hold: 20s}
"""
KEYS = ["Paused.", "Ten seconds more.", "Ten seconds less.", "The sound is back.", "Sound off.", "Sound on."]


@each(
    ("index", "made"),
    [
        (2, ["Rest, three seconds.", "Last set.", "Last set. Left side.", "Get ready.",
             "First: A. Left side. Twenty seconds.", "Pain is a stop.", "Lean in and keep the heel on the floor.",
             "A. Left side. Twenty seconds.", "Right side."]),
        (8, ["Rest, four seconds.", "Next: B.", "Next: B. At least eight seconds.", "At least eight seconds.",
             "Continue when you are ready.", "B. At least eight seconds.", "Next: C.", "Eight times.", "Two", "Three",
             "Four", "Five", "Six", "Seven", "Last one.", "Next: D.", "Twenty seconds."]),
        (12, ["Done. Four minutes.", "Done.", "The end.", "Rest, four seconds.", "Next: D.", "Next: D. Twenty seconds.",
              "Twenty seconds.", "D. Twenty seconds.", "Next: E. Twenty seconds.", "Next: E."]),
    ],
)  # fmt: skip
def test_what_is_soon_needed_is_made_ahead_in_every_form_and_the_rest_as_planned(index: int, made: list[str]) -> None:
    run = Run(timeline(ROUTINE), FULL)
    run.voice.asked.clear()
    run.session._sound.prepare(index, 60_000)
    assert list(run.voice.asked) == [*KEYS, *made]


@each("speed", [1.0, 2.0])
def test_breaths_are_made_once_each_as_long_as_they_last(speed: float) -> None:
    jobs: list[Any] = []
    made: list[tuple[str, int]] = []
    breathing = timeline("steps: [{breathe: A, breaths: 3}, {breathe: B, breaths: 3}]")
    run = Run(breathing, OFF, beside=jobs.append, speed=speed)
    run.run(12_000)
    assert len(jobs) == 1, "and not again while they are being made"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sound, "breath", lambda way, ms: made.append((way, ms)) or clip(way, ms))
        jobs[0]()
    lengths = [("in", 3510), ("out", 6000), ("in", 4000), ("out", 5310)]
    assert made == [(way, ms / speed) for way, ms in lengths]
    run.run(round(30_000 / speed))
    assert {name for _, name in run.heard} >= {"breath-in", "breath-out"}


def test_without_phrases_a_tone_says_what_a_key_has_done() -> None:
    run = Run(PLAIN, CueSettings())
    run.run(9000)
    run.session.pause()
    assert run.speaker.told[-1][1] == "rest" and not any("XX" in text for text in run.voice.asked)


def test_a_session_is_opened_with_what_the_person_has_set(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    made: dict[str, Any] = {}
    speaker = Speaker(Clock())
    speaker.open = lambda: made.update(opened=True)  # type: ignore[attr-defined]

    def make_speaker(settings: Settings, **given: Any) -> Any:
        made.update(given, settings=settings)
        return speaker

    def open_voice(_: Settings, language: str | None) -> Any:
        made.update(voice=language)
        return Speech(Clock())

    monkeypatch.setattr(session, "log_to", lambda path: made.update(log=path))
    monkeypatch.setattr(session, "make_speaker", make_speaker)
    monkeypatch.setattr(session, "open_voice", open_voice)
    book = Book()

    def opened(language: str = "", cues: CueSettings = FULL, **settings: Any) -> Session:
        made.clear()
        routine = timeline(f"{language}steps: [A]")
        plan = RunPlan(RunRequest(settings=Settings(**settings)), routine, MOVES, cues)
        return open_session(plan, bell=print, flash=repr, recorder=book)

    it = opened("language: de\n", screen_reader="no")
    assert made == {
        "log": home / "cache" / "sound.log", "bell": print, "flash": repr, "opened": True, "voice": "de",
        "settings": Settings(screen_reader="no"),
    }  # fmt: skip
    assert it.notices() == ["The journal is slow."] and set(it._sound._tones) >= {"tick", "start", "end", "finish"}
    for output in ("bell", "off"):
        opened(sound=output, screen_reader="no")
        assert "voice" not in made
    assert it._sound._settings.voice == "full"
    silenced = opened(screen_reader="yes")
    assert silenced.notices() == [session.READER, "The journal is slow."]
    assert silenced._sound._settings.voice == "off" and "voice" in made, "`v` may let it speak"
    assert opened(cues=OFF, screen_reader="yes").notices() == ["The journal is slow."]
    relief = RunPlan(RunRequest(), timeline("category: relief\nrelieves: [calf]\nsteps: [A]"), MOVES, FULL)
    with pytest.raises(ValueError, match=r"^a relief routine is run by relief"):
        open_session(relief)


def test_what_takes_its_time_runs_beside() -> None:
    where: list[Any] = []
    session._in_a_thread(lambda: where.append(threading.current_thread()))
    while not where:
        time.sleep(0.001)
    assert where[0] is not threading.current_thread() and where[0].daemon
