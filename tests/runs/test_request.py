"""Every option and every setting, through every way in, comes to the same plan."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.cli import play
from stretchplayer.cli.main import build, main
from stretchplayer.journal.access import open_journal
from stretchplayer.journal.records import Moment, SessionRecord
from stretchplayer.journal.resume import plan_key
from stretchplayer.library.document import open_document
from stretchplayer.library.folders import files
from stretchplayer.library.loader import load, load_data
from stretchplayer.library.shelf import read_entries
from stretchplayer.playback.as_json import plan_json
from stretchplayer.playback.tally import Earlier, Tally
from stretchplayer.runs.due import as_planned, followed, next_routine
from stretchplayer.runs.request import HasMistakes, NoSuchStep, RunPlan, RunRequest, plan
from stretchplayer.settings.file import load_settings
from stretchplayer.settings.table import CueStyle, Settings
from stretchplayer.tui.app import StretchplayerApp
from stretchplayer.tui.pages import Opening, open_editor, open_library
from stretchplayer.tui.screens.editor import EditorScreen
from stretchplayer.tui.screens.history import HistoryScreen
from stretchplayer.tui.screens.library import LibraryScreen
from tests.settings.table import SETTINGS, everything
from tests.tui.conftest import services_with
from tests.tui.pilot import until

LEGS = """\
name: Legs
category: cool-down
rest: 5s
steps:
  - {stretch: Calf, hold: 40s, sides: both}
  - {massage: Foot, for: 30s+, sides: left}
  - {breathe: Slow, breaths: 5}
"""

# The options of `play`, and what they are in a request.
OPTIONS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "--fit": (("1m",), {"fit_ms": 60_000}),
    "--countdown": (("7s",), {"countdown": 7_000}),
    "--first": (("right",), {"settings": Settings(first="right")}),
    "--from": (("2",), {"from_step": 2}),
    "--hands-free": ((), {"settings": Settings(hands_free=True)}),
    "--sound": (("bell",), {"settings": Settings(sound="bell")}),
    "--voice": (("off",), {"settings": Settings(voice="off")}),
    "--volume": (("20",), {"settings": Settings(volume=0.2)}),
    "--speed": (("3",), {"speed": 3.0}),
    "--still": ((), {"settings": Settings(motion="still")}),
}
SHAPES = ("--fit", "--countdown", "--first")  # what shapes the plan itself, for the commands that only show it


class Stop(Exception):
    """The run would begin now."""


@pytest.fixture
def legs(home: Path) -> Path:
    path = home / "routines" / "legs.yaml"
    path.parent.mkdir()
    path.write_text(LEGS, encoding="utf-8")
    return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[RunPlan]]:
    """The plans that a session was opened for; it begins nothing."""
    found: list[RunPlan] = []

    def opening(plan: RunPlan, **_: object) -> None:
        found.append(plan)
        raise Stop

    for where in ("cli.play_plain", "runs.session"):
        monkeypatch.setattr(f"stretchplayer.{where}.open_session", opening)
    # Nobody would hear the words that an engine is started for before the session is opened.
    monkeypatch.setattr("stretchplayer.runs.voicing.speak_ahead", lambda plan: None)
    yield found


def set_all(home: Path, **written: str) -> None:
    lines = [f"{key}: {text}" for key, text in written.items()]
    (home / "settings.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def essence(plan: RunPlan) -> tuple[object, ...]:
    """All of a plan but how it was asked for."""
    return plan.timeline, plan.cues, plan.settings, plan.request.speed, plan.start, plan.offset_ms, dict(plan.how)


def played(legs: Path, opened: list[RunPlan], *options: str) -> RunPlan:
    main(["play", str(legs), "--plain", *options])
    return opened.pop()


def handless(settings: Settings) -> Settings:
    """Plain lines without a keyboard: nobody could say that a step is done."""
    return replace(settings, hands_free=True, plain=True)


# Settings


@pytest.mark.parametrize("key", SETTINGS)
def test_a_setting_reaches_what_is_played(key: str, home: Path, legs: Path, opened: list[RunPlan]) -> None:
    text, value = SETTINGS[key]
    set_all(home, **{key: text})
    settings = Settings(**{key.replace("-", "_"): value})
    assert load_settings().settings == settings
    expected = plan(RunRequest(routine=str(legs), settings=handless(settings)))
    assert essence(played(legs, opened)) == essence(expected)


@pytest.mark.parametrize(
    ("key", "differs"),
    [
        ("countdown", lambda plan: plan.timeline.segments[0].duration_ms == 45_000),
        ("first", lambda plan: plan.timeline.segments[1].side == "right"),
        ("voice", lambda plan: plan.cues.voice == "brief"),
        ("cues", lambda plan: plan.cues.style == "standard"),
    ],
)
def test_a_setting_does_what_it_says(key: str, differs: Callable[[RunPlan], bool], legs: Path) -> None:
    _, value = SETTINGS[key]
    assert not differs(plan(RunRequest(routine=str(legs))))
    assert differs(plan(RunRequest(routine=str(legs), settings=Settings(**{key: value}))))


@pytest.mark.parametrize("way", ["library", "history", "history, moved", "again", "resume", "editor"])
async def test_the_screen_plays_by_all_settings(way: str, home: Path, legs: Path) -> None:
    """The library's enter, a session of the history, the finish page's again, a resumed run, the editor's try-out."""
    set_all(home, **{key: text for key, (text, _) in SETTINGS.items()})
    settings = load_settings().settings
    assert settings == everything()
    request = RunRequest(routine=str(legs), settings=settings)
    found: list[RunPlan] = []

    def open_run(plan: RunPlan, *_: object) -> Any:
        found.append(plan)
        raise Stop

    shelf = read_entries(files()[:1])
    services = services_with(shelf=lambda: shelf, open_run=open_run, timers=False, recorder=lambda plan: None)
    if "history" in way:  # the library would begin with the run that was broken off
        with closing(open_journal()) as store:
            at = str(legs) if way == "history" else "/elsewhere/legs.yaml"
            store.save(replace(broken_off(legs, done_ms=60_000), path=at))
    openings: dict[str, Opening] = {
        "editor": open_editor(open_document(str(legs))),
        **dict.fromkeys(("history", "history, moved"), lambda app: HistoryScreen()),
    }
    app = StretchplayerApp(openings.get(way, open_library), request=RunRequest(settings=settings), services=services)
    with pytest.raises(Stop):
        async with app.run_test(size=(80, 24)) as pilot:
            if way == "library":
                await until(lambda: library(app).sheet.key == str(legs))
                await pilot.press("enter")
            elif "history" in way:
                await until(lambda: isinstance(app.screen, HistoryScreen) and app.screen.shown is not None)
                await pilot.press("p")
            elif way == "editor":
                await until(lambda: isinstance(app.screen, EditorScreen) and app.screen.catalogue is not None)
                app.screen.check()  # type: ignore[attr-defined]
                await until(lambda: app.screen.look.loaded is not None)  # type: ignore[attr-defined]
                app.screen.writing.jump(5, 0)  # type: ignore[attr-defined]
                request = replace(request, from_step=2)
                await pilot.press("f5")
            else:
                request = replace(request, resume=broken_off(legs))
                first = plan(request)
                if way == "resume":
                    app.open_plan(first)
                else:
                    request = request.anew()
                    app.play(first.request.anew(), app.screen)
            await until(lambda: bool(found))
    assert essence(found[0]) == essence(plan(request))


def library(app: StretchplayerApp) -> LibraryScreen:
    assert isinstance(app.screen, LibraryScreen)
    return app.screen


# Options


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_of_play_reaches_what_is_played(option: str, legs: Path, opened: list[RunPlan]) -> None:
    words, fields = OPTIONS[option]
    request = replace(RunRequest(routine=str(legs)), **fields)
    expected = plan(replace(request, settings=handless(request.settings)))
    assert essence(played(legs, opened, option, *words)) == essence(expected)
    if option != "--hands-free":
        assert essence(expected) != essence(plan(RunRequest(routine=str(legs), settings=handless(Settings()))))


@pytest.mark.parametrize("written", ["", "no-"])
def test_a_switch_holds_for_one_run_whatever_the_settings_say(written: str, legs: Path) -> None:
    on = Settings(hands_free=True, plain=True, motion="still")
    set_to, asked = (on, Settings()) if written else (Settings(), on)
    words = [f"--{written}{name}" for name in ("hands-free", "plain", "still")]
    args = build("play").parse_args(["play", str(legs), *words])
    assert play.request(args, set_to).settings == asked
    # Before the command it is meant for the command, too.
    assert build("play", "relief").parse_args([words[1], "relief"]).plain is not bool(written)


@pytest.mark.parametrize("option", SHAPES)
@pytest.mark.parametrize("way", ["show", "show --cues", "export", "render"])
def test_what_is_shown_or_written_is_what_is_played(
    way: str, option: str, home: Path, legs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words, fields = OPTIONS[option]
    set_all(home, countdown="45s", first="right" if option != "--first" else "left")
    settings = replace(load_settings().settings, voice="off")
    asked = dict(fields)
    if "settings" in asked:
        settings = replace(settings, first=asked.pop("settings").first)
    expected = plan(RunRequest(routine=str(legs), settings=settings, **asked)).timeline
    if way == "render":
        planned: list[RunPlan] = []
        monkeypatch.setattr("stretchplayer.cli.guides.made", lambda plan, *_: planned.append(plan) or stop())
        main(["render", str(legs), "-o", str(home / "x.wav"), "--voice", "off", option, *words])
        assert planned[0].timeline == expected
        return
    command, *more = way.split()
    ends = ["--to", "json"] if command == "export" else ["--json", "--voice", "off"]
    capsys.readouterr()
    assert main([command, str(legs), *more, *ends, option, *words]) == 0
    shown = json.loads(capsys.readouterr().out)
    essential = ("kind", "name", "side", "start_ms", "duration_ms", "reps")
    assert [[segment[key] for key in essential] for segment in shown["segments"]] == [
        [segment[key] for key in essential] for segment in plan_json(expected)["segments"]
    ]


def stop() -> None:
    raise Stop


# Resuming


def broken_off(path: Path, **changes: object) -> SessionRecord:
    """A run that stopped 10 s into its second side, on the right side first and fitted to a minute."""
    made = plan(RunRequest(routine=str(path), settings=Settings(first="right"), fit_ms=60_000)).timeline
    record = SessionRecord(
        "a" * 32, Moment.of(datetime.now().astimezone()), "legs", "Legs", str(path), "interrupted", made.estimate_ms,
        position_ms=made.segments[3].start_ms - 5_000 + 10_000, segment=3, into_ms=10_000, resumable=True,
        how='{"first": "right", "fit": 60000}',
    )  # fmt: skip
    return replace(record, **changes)  # type: ignore[arg-type]


def test_a_run_is_resumed_on_its_own_side_and_at_its_own_length(legs: Path) -> None:
    resumed = plan(RunRequest(resume=broken_off(legs), settings=Settings(first="left"), fit_ms=300_000))
    whole = plan(RunRequest(routine=str(legs), settings=Settings(first="right"), fit_ms=60_000))
    assert [s.side for s in resumed.timeline.segments] == [s.side for s in whole.timeline.segments]
    assert resumed.timeline.estimate_ms == whole.timeline.estimate_ms
    assert resumed.timeline.segments[0].duration_ms == 3_000
    assert (resumed.start, resumed.offset_ms, resumed.notices) == (3, 10_000, ())
    assert resumed.how == {"first": "right", "fit": 60_000}


def test_a_run_of_a_plan_is_resumed_with_what_the_plan_changes(home: Path, legs: Path) -> None:
    (home / "plans").mkdir()
    mine = home / "plans" / "mine.yaml"
    mine.write_text("plan: Mine\nstart: 2026-11-30\nwith: {hold: 90s, rest: 33s, pause: 21s}\ndays: [legs, rest]\n")
    now = datetime(2026, 12, 2, 9, tzinfo=UTC)
    (one,) = followed(open_journal, now, str(mine))
    loaded = as_planned(*next_routine([one]))  # type: ignore[misc]
    assert loaded is not None
    begun = plan(RunRequest(routine=loaded))
    assert begun.how["plan"] == (str(mine), "2026-12-02", 0)
    assert begun.timeline.estimate_ms != plan(RunRequest(routine=str(legs))).timeline.estimate_ms
    record = broken_off(legs, how=json.dumps(dict(begun.how)), key=plan_key(begun.timeline))
    resumed = plan(RunRequest(resume=record))
    assert [s.duration_ms for s in resumed.timeline.segments[1:]] == [
        s.duration_ms for s in begun.timeline.segments[1:]
    ]
    assert plan(RunRequest(resume=record).anew()).timeline == begun.timeline, "and begun again with it"
    mine.write_text("plan: Mine\nstart: 2026-11-30\ndays: [rest, legs]\n")
    assert plan(RunRequest(resume=record)).notices, "a plan that is another now is told of"
    for odd in ([str(mine)], [1, 2, 3], ["gone.yaml", "x", 0], "x", [str(mine), "2026-12-02", 10**9]):
        plan(RunRequest(resume=replace(record, how=json.dumps({"plan": odd}))))


def test_a_run_without_a_side_is_resumed_without_one(legs: Path) -> None:
    record = broken_off(legs, how='{"first": null, "fit": null}')
    assert plan(RunRequest(resume=record, settings=Settings(first="right"))).timeline.segments[1].side == "left"


@pytest.mark.parametrize("how", ["", "{", "[]", "null"])
def test_a_record_that_does_not_say_how_is_resumed_by_the_settings(legs: Path, how: str) -> None:
    made = plan(RunRequest(resume=broken_off(legs, how=how), settings=Settings(first="right")))
    assert made.timeline.segments[1].side == "right"


def test_anew_forgets_where_a_run_stopped(legs: Path) -> None:
    request = RunRequest(resume=broken_off(legs), from_step=2, from_line=3, notices=("x",), speed=2)
    assert request.anew() == RunRequest(routine=str(legs), speed=2)


def test_anew_of_a_run_that_was_not_resumed_is_the_same_routine() -> None:
    assert RunRequest(routine="a", from_step=2, fit_ms=5).anew() == RunRequest(routine="a", fit_ms=5)


def test_what_is_said_when_a_run_opens(legs: Path) -> None:
    fitted = plan(RunRequest(routine=str(legs), fit_ms=60_000, notices=("First.",)))
    assert fitted.notices[0] == "First." and len(fitted.notices) == 2 and "1m" in fitted.notices[1]
    assert plan(RunRequest(routine=str(legs), notices=("First.",))).notices == ("First.",)
    again = plan(RunRequest(resume=broken_off(legs), notices=("First.",)))
    assert again.notices == ("First.",), "of a length that was chosen before nothing is said"
    legs.write_text(LEGS.replace("name: Calf", "x"), encoding="utf-8")
    changed = plan(RunRequest(resume=broken_off(legs, key="another"), notices=("First.",)))
    assert changed.notices[0] == "First." and len(changed.notices) == 2


def test_a_plan_that_names_another_routine_by_now_changes_nothing(home: Path, legs: Path) -> None:
    (home / "plans").mkdir()
    mine = home / "plans" / "mine.yaml"
    mine.write_text("plan: Mine\nstart: 2026-11-30\nwith: {hold: 90s}\ndays: {every day: [legs]}\n")
    other = legs.with_name("other.yaml")
    other.write_text("name: Other\nsteps: [{stretch: A, hold: 30s}]\n", encoding="utf-8")
    record = replace(broken_off(legs), path=str(other), how=json.dumps({"plan": [str(mine), "2026-12-02", 0]}))
    resumed = plan(RunRequest(resume=record))
    assert resumed.timeline.name == "Other" and "plan" not in resumed.how


def test_a_plan_that_was_made_is_remembered(legs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = plan(RunRequest(routine=str(legs)))
    monkeypatch.setattr("stretchplayer.library.loader.load", None)
    assert plan(RunRequest(routine=str(legs))).timeline == first.timeline
    with pytest.raises(TypeError):
        plan(RunRequest(routine=str(legs), countdown=9_000))


def test_a_plan_that_leans_on_another_file_follows_it(legs: Path) -> None:
    both = legs.with_name("both.yaml")
    both.write_text("name: Both\nsteps: [{use: legs}]\n", encoding="utf-8")
    first = plan(RunRequest(routine=str(both)))
    legs.write_text(LEGS.replace("40s", "50s"), encoding="utf-8")
    assert plan(RunRequest(routine=str(both))).timeline.estimate_ms == first.timeline.estimate_ms + 20_000


def test_a_run_that_is_resumed_is_counted_on_from_where_it_was_left(legs: Path) -> None:
    kept = {"done_ms": 50_000, "worked_ms": 45_000, "steps_done": 4, "steps_skipped": 3, "steps_extended": 2}
    made = plan(RunRequest(resume=broken_off(legs, **kept, steps_cut=1)))
    tally = made.tally()
    assert tally.resumed and tally.earlier == Earlier(50_000, 45_000, 4, 3, 2, 1)
    assert vars(tally) == vars(Tally(made.timeline, 3, 10_000, tally.earlier))
    assert not plan(RunRequest(routine=str(legs))).tally().resumed


@pytest.mark.parametrize(
    ("asked", "style"),
    [("auto", "calm"), ("standard", "standard"), ("calm", "calm")],
)
def test_cool_downs_are_calm_where_nothing_else_is_set(legs: Path, asked: CueStyle, style: str) -> None:
    cues = plan(RunRequest(routine=str(legs), settings=Settings(cues=asked, voice="brief", language="de"))).cues
    assert (cues.style, cues.voice, cues.languages.default) == (style, "brief", "de")


# Where to begin, and what cannot be planned


def test_from_line_is_the_step_that_stands_there(legs: Path) -> None:
    assert (
        plan(RunRequest(routine=str(legs), from_line=5)).start == plan(RunRequest(routine=str(legs), from_step=2)).start
    )
    assert plan(RunRequest(routine=str(legs), from_line=0)).start == 0
    assert plan(RunRequest(routine=str(legs), from_line=4)).start == 0, "the first has its get-ready before it"
    rests = load_data("steps: [{rest: 10s}]", "rests.yaml", advice=False)
    assert plan(RunRequest(routine=rests, from_line=0)).start == 0


def test_a_step_that_is_not_there_is_said(legs: Path) -> None:
    begun = plan(RunRequest(routine=str(legs), from_step=1))
    assert begun.timeline.segments[begun.start].side == "left", "at the first of its two sides"
    with pytest.raises(NoSuchStep, match=r"^there is no step 4: Legs has 3 steps") as caught:
        plan(RunRequest(routine=str(legs), from_step=4))
    assert caught.value.help == "stretchplayer show legs numbers them."


def test_a_routine_that_was_read_is_planned_as_its_file_is(legs: Path) -> None:
    settings = Settings(first="right", countdown=9_000)
    read = load(str(legs), advice=False)
    assert (
        plan(RunRequest(routine=read, settings=settings)).timeline
        == plan(RunRequest(routine=str(legs), settings=settings)).timeline
    )


@pytest.mark.parametrize("read", [False, True])
def test_mistakes_come_with_their_places(legs: Path, read: bool) -> None:
    legs.write_text("steps:\n  - strech: A\n  - strech: B\n", encoding="utf-8")
    routine = load(str(legs)) if read else str(legs)
    with pytest.raises(HasMistakes, match="2 mistakes") as caught:
        plan(RunRequest(routine=routine))
    assert [problem.line for problem in caught.value.loaded.errors] == [2, 3]
    assert str(caught.value) == f"{legs} has 2 mistakes and cannot be played"
    assert "strech: B" in caught.value.details()


def test_a_relief_routine_is_run_by_relief(legs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from stretchplayer.cli import relief
    from stretchplayer.runs.session import open_session

    legs.write_text(
        "name: My calf\ncategory: relief\nrelieves: [foot]\nsteps:\n  - repeat: until eased\n"
        "    steps: [{stretch: Toe pull, hold: 60s}]\n",
        encoding="utf-8",
    )
    made = plan(RunRequest(routine=str(legs)))
    assert made.is_relief
    with pytest.raises(ValueError, match="run by relief"):
        open_session(made)
    asked: list[Any] = []
    monkeypatch.setattr(relief, "guide", lambda args, **more: asked.append((args, more)) or 0)
    assert main(["play", str(legs), "--plain", "--sound", "off"]) == 0
    ((args, more),) = asked
    assert (more, args.plain, args.sound) == ({"own": str(legs)}, True, "off")


# The options of a run hold until the settings of the same key change


def test_options_hold_until_their_own_setting_changes() -> None:
    saved = Settings(volume=0.5)
    evening = saved.with_options(voice="off", volume=0.3)
    assert evening.with_changes(saved, replace(saved, theme="light")) == replace(evening, theme="light")
    assert evening.with_changes(saved, replace(saved, volume=0.9)).volume == 0.9
    assert evening.with_changes(saved, replace(saved, volume=0.9)).voice == "off"


def test_no_option_leaves_the_settings_as_they_are() -> None:
    assert everything().with_options() == everything()
    assert everything().with_options(still=None, hands_free=None) == everything()
    assert Settings(volume=0.5).with_options(volume=0.0).volume == 0.0


def test_voice_and_tones_keep_their_own_levels(monkeypatch: pytest.MonkeyPatch, legs: Path) -> None:
    from stretchplayer.audio import speaker
    from stretchplayer.runs.session import open_session

    made: list[speaker.Speaker] = []
    real = speaker.Speaker.open
    monkeypatch.setattr(speaker.Speaker, "open", lambda self: made.append(self) or real(self))
    settings = Settings(sound="off", voice_volume=0.3, tone_volume=0.7, volume=0.9)
    open_session(plan(RunRequest(routine=str(legs), settings=settings))).close()
    assert (made[0].volume, made[0].levels.voice, made[0].levels.tones) == (0.9, 0.3, 0.7)


@pytest.mark.parametrize(("reader", "voice"), [("yes", "off"), ("no", "full")])
def test_where_a_screen_reader_speaks_nothing_else_does_and_it_is_said(
    legs: Path, reader: str, voice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stretchplayer.runs import session as runs

    made: list[str] = []
    real = runs.Session
    monkeypatch.setattr(
        runs, "Session", lambda plan, *a, **more: made.append(plan.cues.voice) or real(plan, *a, **more)
    )
    settings = Settings(sound="off", voice="full", screen_reader=reader)  # type: ignore[arg-type]
    with closing(runs.open_session(plan(RunRequest(routine=str(legs), settings=settings)))) as session:
        assert made == [voice]
        assert (runs.READER in session.notices()) == (reader == "yes")


@pytest.mark.parametrize(
    ("changed", "speaks"),
    [
        ({}, True),
        ({"voice": "off"}, False),
        ({"sound": "off"}, False),
        ({"sound": "bell"}, False),
    ],
)
def test_words_are_heard_where_a_voice_and_an_output_carry_them(
    legs: Path, changed: dict[str, Any], speaks: bool
) -> None:
    made = plan(RunRequest(routine=str(legs), settings=Settings(volume=0.3, **changed)))
    assert made.speaks is speaks and made.settings.volume == 0.3
    assert replace(made.at_full_volume().settings, volume=0.3) == made.settings
    assert made.at_full_volume().settings.volume == 1.0
