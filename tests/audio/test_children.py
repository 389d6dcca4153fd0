"""The processes that a player starts: none outlives it, and none that fails is missed in silence."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchplayer.audio.voice.voices import Voice
from tests.audio.sink import SoundServer
from tests.audio.test_ducking import bus as bus  # a fixture
from tests.audio.test_ducking import until
from tests.audio.test_voice import SPEAKING, fake, needs_sh, real, script
from tests.benchmarks.terminal import Terminal
from tests.cli.conftest import command

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="looks for processes where Linux lists them"
)
LIMIT_S = 2.0
ROUTINE = "name: Held\ncountdown: 0s\nsteps:\n  - {stretch: Reach up, hold: 4m, sides: none}\n"


def descendants(pid: int) -> set[int]:
    """The processes that a process has started, and theirs, as far as they still have their parents."""
    found: set[int] = set()
    for each in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, each.read_text().split()):
            found |= {child} | descendants(child)
    return found


def alive(pids: set[int]) -> set[str]:
    """Those that still run, by the words they were started with."""
    left = set()
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            if state not in "ZX":
                left.add(f"{pid} {Path(f'/proc/{pid}/cmdline').read_text()}")
        except OSError:
            continue
    return left


@pytest.fixture
def playing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> Iterator[list[str]]:
    """A command that plays with a voice that hangs in a process of its own, and a folder for temporary files."""
    tools = tmp_path / "bin"
    tools.mkdir()
    script(tools, "flite", "sleep 60 & wait")
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (home / "routines").mkdir()
    (home / "routines" / "held.yaml").write_text(ROUTINE)
    (home / "settings.yaml").write_text("voice-engine: flite\nlower-music: yes\n")
    yield [*command(), "play", "held"]


@pytest.mark.sound
@pytest.mark.parametrize("output", ["pipe", "simpleaudio"])
def test_after_kill_9_nothing_that_the_player_started_is_left(
    playing: list[str], output: str, sink: SoundServer, bus: None, tmp_path: Path
) -> None:
    if output == "simpleaudio":
        pytest.importorskip("simpleaudio")
    with Terminal([*playing, "--sound", output]) as terminal:
        terminal.until("left")
        sound = ["simpleaudio_"] if output == "simpleaudio" else ["pw-cat", "pacat", "aplay"]
        awaited = ["voice.worker"], ["sleep"], sound, ["ducking"]
        children: dict[int, set[str]] = {}

        def all_seen() -> bool:
            """Each was there, be it for a moment: a voice that hangs is given up before a slow machine has the rest."""
            terminal.read(0.05)
            for pid in descendants(terminal.pid):
                children.setdefault(pid, set()).update(alive({pid}))
            seen = " ".join(set().union(*children.values()))
            return all(any(head in seen for head in heads) for heads in awaited)

        try:
            until(all_seen, 20)
        except AssertionError:
            raise AssertionError(f"{children} {terminal.text}") from None
        left = {*children, *descendants(terminal.pid)}
        terminal.signal(signal.SIGKILL)
        until(lambda: not alive(left), LIMIT_S)
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.sound
def test_a_player_that_is_left_leaves_nothing_either(playing: list[str], sink: SoundServer, tmp_path: Path) -> None:
    with Terminal([*playing, "--sound", "pipe"]) as terminal:
        terminal.until("left")
        until(lambda: not terminal.read(0.05) and "voice.worker" in " ".join(alive(descendants(terminal.pid))))
        children = descendants(terminal.pid)
        terminal.press("\x03")
        assert terminal.wait() == 130
        until(lambda: not alive(children), LIMIT_S)
    assert list((tmp_path / "tmp").iterdir()) == []


@real
@needs_sh
@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGKILL], ids=["stopped", "killed"])
def test_a_voice_that_was_stopped_or_killed_costs_a_notice(tmp_path: Path, number: signal.Signals) -> None:
    voice = Voice(tmp_path / "cache", engines=[fake(tmp_path, "sleep 60", limit_s=1), *SPEAKING])
    voice.prepare(["Right leg."])
    until(lambda: voice._process is not None)
    assert voice._process is not None
    os.kill(voice._process._process.pid, number)
    assert voice.wait(30)
    assert voice.clip("Right leg.") is not None
    (notice,) = voice.notices()
    assert notice.startswith("The voice of espeak-ng ") and "speaks now" in notice
    voice.close()
