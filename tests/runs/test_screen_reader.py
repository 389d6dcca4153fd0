"""Whether a screen reader is taken to speak."""

from pathlib import Path

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
