"""`stretchplayer render`: the file is what the plan of cues says, or there is none and the reason is clear."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from stretchplayer.audio.clips import RATE, frames, load_tones, read_wav
from stretchplayer.audio.voice.engines import found
from tests.benchmarks.terminal import Terminal
from tests.cli.conftest import command

ROUTINE = """\
name: Two holds
countdown: 5s
rest: 4s
steps:
  - {stretch: Calf, hold: 10s, sides: both}
  - {stretch: Open one, hold: 5s+, sides: left}
"""
TONES = load_tones(Path(__file__).parents[2] / "assets" / "cues")
REAL = [engine for engine in found() if engine.name == "espeak-ng-library"]


def test_every_tone_of_the_plan_is_in_the_file(run, sheet, home: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (home / "settings.yaml").write_text("voice-volume: 30\n")  # tones are as loud as they were
    path, out = sheet(ROUTINE), tmp_path / "guide.wav"
    said = run("render", path, "-o", str(out), "--voice", "off")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"Written: {out} (") and "2 chapters, tones only" in said.out
    assert "Steps that wait for you last their estimate." in said.out
    cues = json.loads(run("show", path, "--cues", "--json", "--voice", "off").out)["cues"]
    made = np.array(read_wav(out), dtype=np.float64)
    for cue in cues:
        wanted = np.array(TONES[cue["tone"]].samples, dtype=np.float64)
        at = frames(1000 + cue["at_ms"])  # a file begins with a second of silence
        assert np.abs(made[at : at + len(wanted)] - wanted).max() <= 1, cue


def test_a_cramp_needs_questions_that_a_sound_file_cannot_ask(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("render", "calf-cramp", "-o", str(tmp_path / "calf.wav"))
    assert (said.code, said.out) == (2, "")
    assert "export calf-cramp --to html" in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not REAL, reason="espeakng-loader is not installed")
def test_it_is_spoken_and_the_options_shape_it(run, sheet, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / "guide.wav"
    options = ("--voice", "brief", "--first", "right", "--countdown", "8s", "--fit", "45s", "--volume", "50")
    said = run("render", sheet(ROUTINE), "-o", str(out), *options)
    assert said.code == 0 and "spoken by espeak-ng" in said.out
    assert said.err.startswith("Fitted to 4")  # what --fit reached
    samples = np.abs(np.array(read_wav(out), dtype=np.float64))
    loud = np.flatnonzero(samples > 100) / RATE
    # A second of silence, then the title at once; half the volume is a quarter of the amplitude.
    assert 1 <= loud[0] < 1.1 and np.any((loud > 1.5) & (loud < 5))
    assert 500 < samples.max() < 32_767 / 4


@pytest.mark.parametrize(
    ("file", "code", "says"),
    [
        ("guide", 2, "end in .wav, .flac, .ogg, .opus or .mp3"),
        ("guide.aiff", 2, "which kind of file"),
        ("nowhere/guide.wav", 4, "no such folder"),
        ("guide.mp3", 4, "-m pip install soundfile, or choose .wav"),
        ("guide.flac", 4, "-m pip install soundfile, or choose .wav"),
    ],
)
def test_what_cannot_be_written_is_said_before_anything_is_spoken(  # type: ignore[no-untyped-def]
    run, sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, code: int, says: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "soundfile", None)
    monkeypatch.setattr("stretchplayer.cli.guides.made", lambda *_: pytest.fail("it was spoken all the same"))
    said = run("render", sheet(ROUTINE), "-o", str(tmp_path / file))
    assert said.code == code and says in said.err and said.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.yaml"]


def test_a_folder_that_cannot_be_written_to(run, sheet, tmp_path: Path, unprivileged) -> None:  # type: ignore[no-untyped-def]
    path = sheet(ROUTINE)
    Path(path).chmod(0o644)
    locked = tmp_path / "locked"
    locked.mkdir()
    run("render", path, "-o", str(tmp_path / "a.wav"), "--voice", "off")
    locked.chmod(0o555)
    with unprivileged():
        said = run("render", path, "-o", str(locked / "guide.wav"), "--voice", "off")
    assert said.code == 4 and "cannot be written to; choose another with -o" in said.err


def test_what_is_no_routine_is_no_file(run, sheet, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("render", "no-such-thing", "-o", str(tmp_path / "a.wav")).code == 3
    assert run("render", sheet("steps:\n  - strech: A\n"), "-o", str(tmp_path / "a.wav")).code == 1
    assert run("render", "desk-two").code == 2
    assert not list(tmp_path.glob("*.wav"))


LONG = "countdown: 0s\nsteps:\n  - {repeat: 200, steps: [{move: Tap, reps: 60, every: 1s}]}\n"
TWO_MINUTES = LONG.replace("200", "2")


@pytest.mark.skipif(os.name != "posix", reason="signals are sent")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_broken_off_it_leaves_nothing(sheet, tmp_path: Path, number: signal.Signals, code: int) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "out"
    folder.mkdir()
    process = subprocess.Popen(
        [*command(), "render", sheet(LONG), "-o", str(folder / "a.wav"), "--voice", "off"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    end = time.monotonic() + 60
    while not list(folder.iterdir()) and time.monotonic() < end:
        time.sleep(0.005)
    assert [path.name for path in folder.iterdir()] != ["a.wav"], "it was over before it could be broken off"
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (code, "", "")
    assert not list(folder.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_terminal_sees_how_far_it_is_and_then_a_clean_line(sheet, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    arguments = [*command(), "render", sheet(TWO_MINUTES), "-o", str(tmp_path / "a.wav"), "--voice", "off"]
    with Terminal(arguments, columns=200) as terminal:
        assert terminal.wait() == 0
        shown = re.findall(r"file   \[#*\.*\] +(\d+) %", terminal.log.decode())
        assert len(shown) > 20 and shown == sorted(shown, key=int)
        lines = [line for line in terminal.text.splitlines() if line]
        assert len(lines) == 1 and lines[0].startswith("Written: ")
