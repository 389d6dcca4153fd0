import os
import re
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import active_count

import pytest

from stretchplayer.cli.screen import has_unicode_locale
from stretchplayer.plain.keyboard import Keyboard
from tests.benchmarks.terminal import Terminal
from tests.cli.conftest import command
from tests.each import each

UP = "Get up slowly, and walk a few steps."

SHORT = """\
name: Short
countdown: 1s
rest: 2s
steps:
  - {stretch: One, hold: 4s, sides: both, switch: 1s}
  - {move: Two, reps: 3, every: 1s}
  - {stretch: Three, hold: 3s+}
"""
FAST = ("--plain", "--sound", "off", "--speed", "100")


def _times(out: str) -> list[str]:
    return [line.partition("]")[2].strip() for line in out.splitlines() if line.startswith("[")]


def test_without_a_keyboard_it_plays_through_and_nothing_is_asked(run, sheet) -> None:  # type: ignore[no-untyped-def]
    said = run("play", sheet(SHORT), *FAST)
    assert said.code == 0
    assert said.out.splitlines()[0] == "Short: 3 steps, 19s."
    assert _times(said.out) == [
        "Get ready, 1s. First: One, left side, 4s.",
        "One, left side. 4s.",
        "Change sides, 1s. Right side.",
        "One, right side. 4s.",
        "Rest, 2s. Next: Two, 3 times, 3s.",
        "Two. 3 times, 3s.",
        "Rest, 2s. Next: Three, 3s.",
        "Three. 3s.",
        f"Done. 19s. {UP}",
    ]


def test_its_end_plays_it_again_from_its_start(run, sheet, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    keys = iter("rx")

    class Someone(Keyboard):
        present = True

        def wait(self, ms: int | None) -> list[str]:
            return super().wait(ms) if ms is not None else [next(keys)]

    monkeypatch.setattr("stretchplayer.cli.play_plain.keyboard", Someone)
    said = run("play", sheet("steps: [{do: A, for: 1s}, {do: B, for: 1s}]"), *FAST, "--from", "2")
    assert [line for line in _times(said.out) if line.startswith(("A.", "B.", "Done", "The"))] == [
        "B. 1s.", f"The end. 1s: 1 of 2 steps, 1 skipped. {UP}", "A. 1s.", "B. 1s.", f"Done. 2s. {UP}",
    ]  # fmt: skip


def test_no_run_leaves_a_thread_behind(run, sheet, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    path, threads = sheet("countdown: none\nsteps: [{stretch: One, hold: 1s}]\n"), active_count()
    for _ in range(10):
        assert run("play", path, *FAST).code == 0
    monkeypatch.setattr("stretchplayer.cli.play_plain.open_session", lambda *_, **__: 1 / 0)
    assert run("play", path, *FAST).code == 4 and active_count() == threads


def test_from_begins_at_the_step_that_show_numbers(run, sheet) -> None:  # type: ignore[no-untyped-def]
    said = run("play", sheet(SHORT), *FAST, "--from", "2", "--countdown", "none")
    lines = _times(said.out)
    assert lines[0] == "Two. 3 times, 3s."
    assert "One" not in said.out


def test_first_right_and_countdown_are_taken(run, sheet) -> None:  # type: ignore[no-untyped-def]
    said = run("play", sheet(SHORT), *FAST, "--first", "right", "--countdown", "3s")
    lines = _times(said.out)
    assert lines[0] == "Get ready, 3s. First: One, right side, 4s."
    assert lines[3] == "One, left side. 4s."


def test_what_is_not_written_comes_from_the_settings(run, sheet, home: Path) -> None:  # type: ignore[no-untyped-def]
    (home / "settings.yaml").write_text("first: right\ncountdown: 4s\nvoice: loud\n")
    said = run("play", sheet(SHORT.replace("countdown: 1s\n", "")), *FAST)
    assert _times(said.out)[0] == "Get ready, 4s. First: One, right side, 4s."
    assert f"Your settings have 1 mistake: stretchplayer check {home / 'settings.yaml'}" in said.out


def test_fit_says_what_was_reached(run) -> None:  # type: ignore[no-untyped-def]
    said = run("play", "full-body-stretch", *FAST, "--fit", "10m", "--from", "13", "--countdown", "none")
    assert said.code == 0
    assert re.search(r"1?\dm", said.out.splitlines()[1])


def test_a_routine_with_mistakes_is_not_played(run, sheet) -> None:  # type: ignore[no-untyped-def]
    said = run("play", sheet("steps:\n  - strech: A\n"), *FAST)
    assert said.code == 1
    assert "error[unknown-verb]" in said.err and said.out == ""


@pytest.mark.parametrize("output", ["auto", "miniaudio", "simpleaudio", "bell", "off"])
def test_every_output_plays_or_gives_way(run, sheet, output: str) -> None:  # type: ignore[no-untyped-def]
    said = run(
        "play",
        sheet("countdown: 0s\nsteps: [{stretch: One, hold: 2s}]\n"),
        "--plain",
        "--speed",
        "20",
        "--sound",
        output,
        *(() if output == "auto" else ("--voice", "off")),
    )
    assert said.code == 0
    assert _times(said.out)[-1] == f"Done. 2s. {UP}"


def test_output_that_is_no_terminal_means_plain(sheet: Callable[[str], str]) -> None:
    done = subprocess.run(
        [*command(), "play", sheet(SHORT), "--sound", "off", "--speed", "100"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert "Done. 19s." in done.stdout and "\x1b" not in done.stdout


@each(
    ("environ", "yes"),
    [
        ({}, True),
        ({"LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "de_DE.utf8"}, True),
        ({"LC_CTYPE": "UTF-8"}, True),
        ({"LANG": "C.UTF-8"}, True),
        ({"LC_CTYPE": "C.UTF-8"}, True),
        ({"LANG": "en_GB.ISO-8859-1"}, False),
        ({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, False),
        ({"LC_ALL": "POSIX"}, False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),
    ],
)
def test_a_locale_that_is_not_utf8_has_no_screen(environ: dict[str, str], yes: bool) -> None:
    assert has_unicode_locale(environ) is yes


class TestTerminal:
    """The plain front end in a real pseudo-terminal, through the command itself."""

    def test_it_is_played_with_keys_and_the_terminal_is_given_back(self, sheet: Callable[[str], str]) -> None:
        path = sheet("countdown: 0s\nsteps:\n  - {stretch: One, hold: 5m}\n  - {stretch: Two, hold: 3s+}\n  - Three\n")
        with Terminal([*command(), "play", path, "--plain", "--sound", "off", "--speed", "10"]) as terminal:
            terminal.until("One. 5m.")
            terminal.press(" ")
            terminal.until("Paused. Space continues.")
            terminal.press(" ")
            terminal.until("On with One")
            terminal.press("n")
            terminal.until("Two. At least 3s, then enter.")
            terminal.until("Two: stay as long as you like. Enter continues.")
            terminal.press("\r")
            terminal.until("Three. 30s.")
            terminal.press("u")
            terminal.until(lambda text: text.count("Two. At least 3s") == 2)
            terminal.press("q")
            terminal.until("Leave sheet?")
            terminal.press("q")
            assert terminal.wait() == 0
            assert terminal.modes == terminal.before

    @pytest.mark.parametrize(
        ("number", "code"),
        [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
        ids=["INT", "TERM", "HUP"],
    )
    def test_a_signal_gives_the_terminal_back(
        self, sheet: Callable[[str], str], number: signal.Signals, code: int
    ) -> None:
        path = sheet("countdown: 0s\nsteps:\n  - {stretch: One, hold: 5m}\n")
        with Terminal([*command(), "play", path, "--plain", "--sound", "off"]) as terminal:
            terminal.until("One. 5m.")
            assert terminal.modes != terminal.before
            terminal.signal(number)
            assert terminal.wait() == code
            assert terminal.modes == terminal.before

    def test_a_cramp_is_helped_at_once_and_the_routine_waits(self, sheet: Callable[[str], str]) -> None:
        path = sheet("countdown: 0s\nsteps:\n  - {stretch: One, hold: 5m}\n")
        with Terminal([*command(), "play", path, "--plain", "--sound", "off"]) as terminal:
            terminal.until("One. 5m.")
            terminal.press("c")
            terminal.until("Straighten your leg.")
            terminal.watch(1)
            terminal.press("q")
            terminal.watch(1)
            terminal.press("q")
            terminal.until("Your routine waits. End here? A muscle that cramped needs rest.")
            terminal.watch(1)
            terminal.press("g")
            terminal.until("Back to sheet.")
            assert terminal.modes != terminal.before
            terminal.until("On with One")
            terminal.press("\x03")
            assert terminal.wait() == 130
            assert terminal.modes == terminal.before

    def test_a_locale_without_utf8_means_plain_lines_on_a_terminal_too_broken_between_words(
        self, sheet: Callable[[str], str]
    ) -> None:
        note = "Lean forward very slowly until you feel it in the back of the leg and then stay there"
        path = sheet(f"countdown: 0s\nsteps:\n  - {{stretch: One, hold: 1s, note: {note}}}\n")
        locale = {"LC_ALL": "C", "LANG": "C"}
        with Terminal([*command(), "play", path, "--sound", "off"], env=locale, columns=60) as terminal:
            terminal.until("How did it feel?")
            assert "[0:00] One. 1s." in terminal.text
            assert "\n       " in terminal.text
            terminal.press("\r")
            assert terminal.wait() == 0


def test_nothing_is_left_behind(sheet: Callable[[str], str], home: Path, tmp_path: Path) -> None:
    """A run writes into the personal folders only, and nothing of it is open to others."""
    path = sheet(SHORT)
    subprocess.run(
        [*command(), "play", path, *FAST], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=60, check=True
    )
    assert [one.name for one in tmp_path.iterdir()] == [os.path.basename(path)]  # noqa: PTH119
    for one in home.rglob("*"):
        assert not one.stat().st_mode & 0o022, one
