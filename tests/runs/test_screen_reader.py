"""Whether a screen reader is taken to speak."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from stretchplayer.runs import screen_reader as reader


def process(folder: Path, number: int, name: str) -> None:
    (folder / str(number)).mkdir()
    (folder / str(number) / "comm").write_text(f"{name}\n")


@pytest.mark.skipif("sys.platform != 'linux'")
def test_a_reader_is_known_by_its_process_or_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_PROCESSES", tmp_path)
    monkeypatch.setattr(reader, "_SPEAKUP", tmp_path / "speakup")
    process(tmp_path, 12, "bash")
    (tmp_path / "13").mkdir()  # one that has just ended
    assert not reader.reader_speaks("auto") and reader.reader_speaks("yes")
    process(tmp_path, 14, "orca")
    assert reader.reader_speaks("auto") and not reader.reader_speaks("no")
    (tmp_path / "14" / "comm").write_bytes(b"\xff")
    assert reader.reader_speaks("auto") is False
    (tmp_path / "speakup").mkdir()
    assert reader.reader_speaks("auto")
    monkeypatch.setattr(reader, "_PROCESSES", SimpleNamespace(glob=lambda _: [tmp_path / "none"]))
    monkeypatch.setattr(reader, "_SPEAKUP", tmp_path / "none")
    assert reader.reader_speaks("auto") is False


def test_windows_and_macos_are_asked_in_their_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def answer(code: int) -> Callable[..., object]:
        return lambda command, **how: asked.append((command, how)) or SimpleNamespace(returncode=code)

    monkeypatch.setattr("sys.platform", "darwin")
    for code, speaks in ((0, True), (1, False)):
        monkeypatch.setattr("subprocess.run", answer(code))
        assert reader.reader_speaks("auto") is speaks
    assert asked == [(["pgrep", "-qx", "VoiceOver"], {"timeout": 1, "check": False})] * 2
    for fault in (subprocess.TimeoutExpired("pgrep", 1), FileNotFoundError()):
        monkeypatch.setattr("subprocess.run", Mock(side_effect=fault))
        assert reader.reader_speaks("auto") is False
    speaks: list[int] = [1]

    def user(what: int, size: int, into: Any, flags: int) -> None:
        asked.append((what, size, flags))
        into._obj.value = speaks.pop() if speaks else into._obj.value

    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(
        "ctypes.windll", SimpleNamespace(user32=SimpleNamespace(SystemParametersInfoW=user)), raising=False
    )
    assert reader.reader_speaks("auto") is True and asked[-1] == (0x46, 0, 0)
    assert reader.reader_speaks("auto") is False, "where the system says nothing"
