import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from stretchplayer import __version__
from stretchplayer.cli.main import COMMANDS, build, main
from stretchplayer.settings.table import KEYS
from tests.cli.conftest import command

# A routine that plays for minutes, so that a signal always comes in the middle.
LONG = "countdown: 0s\nsteps:\n  - {stretch: Neck, hold: 5m}\n"


def _run(*arguments: str, env: dict[str, str] | None = None, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*command(), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **(env or {})},
        check=False,
        **options,  # type: ignore[call-overload]
    )


class TestVersion:
    def test_it_is_one_line(self) -> None:
        done = _run("--version")
        assert (done.returncode, done.stdout, done.stderr) == (0, f"stretchplayer {__version__}\n", "")

    def test_it_is_answered_before_anything_is_imported(self) -> None:
        code = (
            "import sys; sys.argv = ['stretchplayer', '--version']\n"
            "before = set(sys.modules)\n"
            "from stretchplayer.__main__ import run\n"
            "run()\n"
            "print(sorted(m for m in set(sys.modules) - before if not m.startswith('stretchplayer')))\n"
            "print('stretchplayer.cli' in sys.modules)"
        )
        out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        assert out.splitlines()[1:] == ["[]", "False"]

    def test_it_is_also_an_option_among_others(self, run) -> None:  # type: ignore[no-untyped-def]
        assert run("--plain", "--version").out == f"stretchplayer {__version__}\n"


class TestUsage:
    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_command_has_help(self, run, name: str) -> None:  # type: ignore[no-untyped-def]
        said = run(name, "--help")
        assert said.code == 0
        assert said.out.startswith(f"usage: stretchplayer {name}")

    def test_each_command_says_in_small_letters_what_it_is_for(self) -> None:
        parser = build(*COMMANDS)
        (verbs,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
        for verb in verbs._choices_actions:
            assert verb.help and verb.help[0].islower() and not verb.help.endswith("."), verb.dest
            assert verbs.choices[verb.dest].description, verb.dest
            # What a setting can turn on for good, an option turns off for once.
            for option in verbs.choices[verb.dest]._actions:
                switch = KEYS.get(option.dest.replace("_", "-"))
                no = f"--no-{option.dest.replace('_', '-')}"
                assert switch is None or switch.options != ("yes", "no") or no in option.option_strings

    def test_the_help_lists_every_command(self, run) -> None:  # type: ignore[no-untyped-def]
        said = run("--help")
        assert said.code == 0
        for name in COMMANDS:
            assert f"\n    {name} " in said.out

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["plya"], "Did you mean `stretchplayer play`?"),
            (["morning-wake-up"], "stretchplayer play morning-wake-up"),
            (["play"], "which routine?"),
            (["play", "hips", "--fit", "1m30"], "write `1m 30s`"),
            (["play", "hips", "--fit", "0s"], "`0s` is too short"),
            (["play", "hips", "--fit", "10m+"], "without the plus"),
            (["play", "hips", "--from", "0"], "not a whole number from 1 up"),
            (["play", "hips", "--from", "99"], "there is no step 99"),
            (["play", "hips", "--countdown", "soon"], "`soon`"),
            (["play", "hips", "--sound", "loud"], "miniaudio"),
            (["play", "hips", "--volume", "120"], "0 to 100"),
            (["play", "hips", "--speed", "0"], "0.1 to 100"),
            (["play", "hips", "--speed", "nan"], "0.1 to 100"),
            (["play", "hips", "--first", "up"], "left"),
            (["play", "hips", "--voice", "loud"], "brief"),
            (["list", "--nonsense"], "--nonsense"),
            (["check"], "FILE"),
            (["moves", "--muscle", "clf"], "Did you mean `calf`?"),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else "",
    )
    def test_wrong_usage_says_what_to_write_instead(self, run, arguments: list[str], says: str) -> None:  # type: ignore[no-untyped-def]
        said = run(*arguments)
        assert said.code == 2
        assert says in said.err
        assert said.out == ""

    def test_one_command_imports_no_other(self) -> None:
        code = (
            "import sys\nfrom stretchplayer.cli.main import build\nbuild('check').parse_args(['check', 'x'])\n"
            "print(sorted(m for m in sys.modules if m.startswith('stretchplayer.cli.')))"
        )
        out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        assert "stretchplayer.cli.check" in out
        assert "stretchplayer.cli.play" not in out and "stretchplayer.cli.moves" not in out

    @pytest.mark.parametrize(
        ("text", "volume"), [("70", 0.7), ("70%", 0.7), ("0.7", 0.7), ("0", 0), ("1.0", 1), ("100", 1)]
    )
    def test_volume_is_percent_or_a_fraction(self, text: str, volume: float) -> None:
        assert build("play").parse_args(["play", "x", "--volume", text]).volume == pytest.approx(volume)


class TestNotFound:
    @pytest.mark.parametrize(
        "arguments", [("play", "nowhere"), ("show", "no/where.yaml"), ("check", "no/where.yaml"), ("moves", "qqq")]
    )
    def test_what_is_not_there_is_three(self, run, arguments: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
        said = run(*arguments)
        assert said.code == 3
        assert said.err.startswith("stretchplayer: ")

    def test_what_fits_several_names_them(self, run) -> None:  # type: ignore[no-untyped-def]
        said = run("show", "cool-down")
        assert said.code == 2
        assert "cool-down-legs" in said.err

    def test_a_folder_is_no_routine(self, run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
        for name in ("play", "show", "check"):
            said = run(name, str(tmp_path))
            assert said.code == 4
            assert "folder" in said.err


class TestEnds:
    def test_a_mistake_of_ours_is_told_kindly_and_kept(self, run, monkeypatch, home: Path) -> None:  # type: ignore[no-untyped-def]
        def broken(_: object) -> int:
            raise RuntimeError("something \x1b[31m odd")

        monkeypatch.setattr("stretchplayer.cli.list.run", broken)
        said = run("list")
        assert said.code == 4
        assert "mistake in Stretchplayer itself" in said.err
        assert "RuntimeError" in (home / "cache" / "fault.log").read_text()

    def test_a_reader_that_has_seen_enough_is_no_fault(self) -> None:
        process = subprocess.Popen(
            [*command(), "list", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == ""
        process.stderr.close()

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
    def test_a_full_disk_is_told(self) -> None:
        with open("/dev/full", "w") as full:  # noqa: PTH123
            done = subprocess.run(
                [*command(), "list"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
            )
        assert done.returncode == 4
        assert "No space left" in done.stderr and "Traceback" not in done.stderr

    def test_a_signal_ends_a_run_without_a_terminal_with_its_code(self, tmp_path: Path) -> None:
        path = tmp_path / "long.yaml"
        path.write_text(LONG)
        process = subprocess.Popen(
            [*command(), "play", str(path), "--plain", "--sound", "off"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            while "Neck. 5m" not in process.stdout.readline():
                assert process.poll() is None
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
        finally:
            process.kill()
        assert process.returncode == 130
        assert "Traceback" not in err

    def test_a_signal_ignored_from_outside_stays_ignored(self, tmp_path: Path) -> None:
        code = (
            "import signal, sys, time\n"
            "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
            "from stretchplayer.cli import signals\n"
            "with signals.listening():\n"
            "    signal.raise_signal(signal.SIGHUP)\n"
            "    print('still here')\n"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, done.stdout) == (0, "still here\n")


def test_a_run_that_asks_to_be_told_is_told_once() -> None:
    from stretchplayer.cli import signals

    asked: list[int] = []
    with signals.listening():
        with signals.asked_by(asked.append):
            signal.raise_signal(signal.SIGTERM)
            assert asked == [signal.SIGTERM]
            with pytest.raises(signals.Stopped) as stopped:
                signal.raise_signal(signal.SIGTERM)
        assert stopped.value.code == 143
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_latin_terminal_gets_question_marks_rather_than_an_error() -> None:
    done = subprocess.run(
        [*command(), "show", "night-calf-hamstring"],
        capture_output=True,
        timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.isascii() and b"3 x 10s" in done.stdout


def test_an_argument_too_many_points_to_the_help_of_its_command() -> None:
    done = _run("play", "a", "b")
    assert done.returncode == 2
    assert done.stderr == (
        "stretchplayer: this is not understood here: b\n  stretchplayer play --help shows what you can write here.\n"
    )


def test_a_library_that_is_left_behind_does_not_write_over_the_prompt(tmp_path: Path) -> None:
    # An opening that is not waited for any more keeps descriptor 2 quiet until it ends.
    program = (
        "import os, time\n"
        "from stretchplayer.audio.limits import TookTooLong, within\n"
        "from stretchplayer.audio.stderr import loud, quiet\n"
        "from stretchplayer.cli import main\n"
        "def look_for_a_device():\n"
        "    quiet()\n"
        "    time.sleep(0.2)\n"
        "    os.write(2, b'no such card\\n')\n"
        "    loud()\n"
        "try:\n"
        "    within(0.01, look_for_a_device)\n"
        "except TookTooLong:\n"
        "    main.say.fault('left at once')\n"
        "time.sleep(0.4)\n"
    )
    env = {**os.environ, "STRETCHPLAYER_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, env=env)
    assert (done.returncode, done.stderr) == (0, "stretchplayer: left at once\n")


def test_the_command_line_runs_without_standard_streams() -> None:
    code = (
        "import sys; sys.stdout = sys.stderr = sys.stdin = None\n"
        "from stretchplayer.cli.main import main\n"
        "raise SystemExit(main(['list']))"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


def test_time_is_not_wasted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong option is answered without reading the shelf."""
    monkeypatch.setattr("stretchplayer.cli.list.shelf", lambda: time.sleep(60))
    assert main(["list", "--nonsense"]) == 2


def test_why_cramps_happen_fits_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["why"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Not medical advice." in lines[1]
    assert all(len(line) <= 60 or line.strip().startswith("http") for line in lines)


def test_without_a_screen_the_list_stands_in_for_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr()
    assert "desk-break" in said.out and "stretchplayer play NAME plays one" in said.err
