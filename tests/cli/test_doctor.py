"""`stretchplayer doctor`: every finding is true of the machine it was made on."""

import fcntl
import json
import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from stretchplayer.audio.voice.engines import found
from stretchplayer.cli import doctor
from tests.audio.conftest import fragile_sink, nowhere
from tests.audio.sink import SoundServer

__all__ = ["fragile_sink", "nowhere"]

GROUPS = ["program", "terminal", "sound", "voice", "folders", "settings"]


@pytest.mark.sound
@pytest.mark.realtime
def test_a_machine_without_sound_is_helped_and_ends_with_4(run, nowhere: None, home: Path) -> None:  # type: ignore[no-untyped-def]
    (home / "settings.yaml").write_text("volume: loud\n")
    said = run("doctor", "--quiet")
    assert said.code == 4
    assert all(len(line) <= 80 for line in said.out.splitlines())
    text = " ".join(said.out.split())
    assert "Nothing would be heard here." in text
    assert "Is there a sound card or a headset" in text and "`--sound bell`" in text
    assert text.count("Is there a sound card") == 1
    assert "✗ settings.yaml, line 1: `loud` is not a volume." in text
    assert "✗ screen: Standard output is not a terminal." in text
    assert f"settings: {home}" in text


@pytest.mark.sound
@pytest.mark.realtime
def test_as_data(run, nowhere: None) -> None:  # type: ignore[no-untyped-def]
    said = run("doctor", "--quiet", "--json")
    found_ = json.loads(said.out)
    assert said.code == 4 and list(found_) == ["heard", "verdict", *GROUPS]
    assert found_["heard"] is False
    assert all(list(one) == ["name", "works", "detail", "remedy"] for group in GROUPS for one in found_[group])
    assert [one["name"] for one in found_["sound"]] == ["miniaudio", "pipe", "simpleaudio", "bell"]
    assert not any(one["works"] for one in found_["sound"])
    assert f"Python {sys.version_info[0]}.{sys.version_info[1]}" in found_["program"][0]["detail"]
    engines = {one["name"]: one["works"] for one in found_["voice"]}
    assert engines and all(engines.values()) == bool(found())


@pytest.mark.sound
@pytest.mark.realtime
def test_where_sound_works_it_says_through_what(  # type: ignore[no-untyped-def]
    run, fragile_sink: SoundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchplayer.cli.doctor.probe_engines", lambda *_: iter(()))
    said = run("doctor", "--quiet", "--json")
    found_ = json.loads(said.out)
    assert said.code == 0 and found_["heard"] is True
    assert found_["verdict"].startswith("Routines sound through miniaudio")


@pytest.mark.parametrize("line", ["sound: off", "volume: 0"])
def test_silence_that_was_asked_for_is_silence(  # type: ignore[no-untyped-def]
    run, monkeypatch: pytest.MonkeyPatch, home: Path, line: str
) -> None:
    from stretchplayer.audio.probe import Report

    works = [Report("miniaudio", True, "A device is open.")]
    monkeypatch.setattr("stretchplayer.cli.doctor.probe_outputs", lambda *_: iter(works))
    monkeypatch.setattr("stretchplayer.cli.doctor.probe_engines", lambda *_: iter(()))
    assert run("doctor", "--quiet").code == 0
    (home / "settings.yaml").write_text(f"{line}\n")
    said = run("doctor", "--quiet")
    assert said.code == 4 and f"You have set {line}" in said.out


def test_folders_that_cannot_be_written_are_found(  # type: ignore[no-untyped-def]
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, unprivileged
) -> None:
    from stretchplayer.cli import doctor

    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    monkeypatch.setenv("STRETCHPLAYER_HOME", str(locked))
    list(doctor._folders())
    with unprivileged():
        reports = {report.name: report for report in doctor._folders()}
    for name in ("settings", "own routines", "own moves", "journal", "cache"):
        assert not reports[name].works and "STRETCHPLAYER_HOME" in (reports[name].remedy or ""), name
    assert not list(locked.iterdir())


TERMINAL = """
import sys
from stretchplayer.cli import doctor
from stretchplayer.cli.doctor import cells_of
print("width", cells_of(sys.argv[1]))
for report in doctor._terminal():
    print("found", report.name, report.works, report.detail)
"""


@pytest.mark.parametrize(("factor", "works"), [(1, True), (2, False), (0, True)])
def test_the_terminal_is_asked_how_wide_it_draws(factor: int, works: bool, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-c", TERMINAL, "▀█▄"], stdin=theirs, stdout=theirs, stderr=subprocess.PIPE,
        start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        env={**os.environ, "LANG": "C.UTF-8", "TERM": "xterm-256color", "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    os.close(theirs)
    said = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        said += part
        if part.endswith(b"\x1b[6n"):
            text = part.removesuffix(b"\x1b[6n").rpartition(b"\r")[2].decode()
            cells = len(text) * (factor and 2 if text == "日本" else factor)
            os.write(ours, b"\x1b[1;%dR" % (cells + 1))
    program.wait(10)
    lines = said.decode().replace("\r", "\n").splitlines()
    assert f"width {3 * factor}" in " ".join(lines), said
    characters = next(line for line in lines if "found characters" in line)
    assert f"characters {works}" in characters, lines
    assert any("found colours True 256" in line for line in lines)


def test_what_is_missing_is_named_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = {"textual": "8.2", "pyyaml": None}
    monkeypatch.setattr(doctor, "_PACKAGES", tuple(versions))
    monkeypatch.setattr(doctor, "_version", versions.get)
    (packages,) = (report for report in doctor._program() if report.name == "packages")
    assert not packages.works and packages.detail == "textual 8.2. pyyaml is missing."
    assert "pyyaml" in (packages.remedy or "")


@pytest.mark.parametrize(
    ("environment", "works", "said"),
    [
        ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, True, "None, as NO_COLOR asks."),
        ({"COLORTERM": "truecolor"}, True, "16 million."),
        ({"TERM": "xterm-256color"}, True, "256: figures are a little coarser."),
        ({"TERM": "linux"}, False, "16 or fewer: figures are hard to make out."),
    ],
)
def test_colours_are_what_the_terminal_says(
    environment: dict[str, str], works: bool, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "COLORTERM", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    report = doctor._colours()
    assert report.works is works and report.detail.startswith(said)


def test_a_terminal_that_is_too_small_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "12")
    for columns, works in ("39", False), ("40", True):
        monkeypatch.setenv("COLUMNS", columns)
        assert doctor._size().works == works
