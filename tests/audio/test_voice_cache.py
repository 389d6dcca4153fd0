"""The cache of phrases: keyed by what made them, bounded, and never the reason for a fault."""

import os
import shutil
import subprocess
import sys
from array import array
from pathlib import Path

import pytest

from stretchplayer.audio.voice.cache import Cache

SAMPLES = array("h", range(4410))


def test_keeps_and_measures(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "deep" / "voice")
    assert cache.get("engine", "text") is None and cache.length_ms("engine", "text") is None
    cache.put("engine", "text", SAMPLES)
    assert Cache(tmp_path / "deep" / "voice").get("engine", "text") == SAMPLES
    assert cache.length_ms("engine", "text") == 100
    assert cache.get("another engine", "text") is None
    assert cache.get("engine", "another text") is None


@pytest.mark.parametrize("damage", [lambda data: data[:-5], lambda _: b"", lambda data: data[:40] + b"?" + data[41:]])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damage: "object") -> None:
    cache = Cache(tmp_path)
    cache.put("engine", "text", SAMPLES)
    path = cache.path("engine", "text")
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert cache.get("engine", "text") is None
    assert not path.exists()


def test_drops_what_was_used_longest_ago(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=10 * 8_832)
    for number in range(8):
        cache.put("engine", str(number), SAMPLES)
        os.utime(cache.path("engine", str(number)), (number, number))
    cache.get("engine", "0")
    for number in range(8, 12):
        cache.put("engine", str(number), SAMPLES)
    left = {number for number in range(12) if cache.length_ms("engine", str(number)) is not None}
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 10 * 8_832
    assert 0 in left and 11 in left and 1 not in left


def test_a_disk_that_does_not_work_raises_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "voice")
    cache.put("engine", "text", SAMPLES)
    assert cache.get("engine", "text") is None


OTHER = """
import random, sys
from array import array
from pathlib import Path
from stretchplayer.audio.voice.cache import Cache
cache, chance = Cache(Path(sys.argv[1]), limit=12 * 8_832), random.Random(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for _ in range(150):
    number = chance.randrange(40)
    cache.put("engine", str(number), array("h", [number] * 4410))
    number = chance.randrange(40)
    kept = cache.get("engine", str(number))
    assert kept is None or kept == array("h", [number] * 4410), number
"""


def test_two_programs_keep_phrases_in_one_folder_at_once(tmp_path: Path) -> None:
    """Each puts, reads and drops what the other put, and neither ever has half a phrase, another one or a fault."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    command, top = [sys.executable, "-c", OTHER, str(tmp_path)], Path(__file__).parents[2]
    both = [subprocess.Popen([*command, seed], text=True, cwd=top, **pipes) for seed in "ab"]  # type: ignore[call-overload]
    for one in both:
        assert one.stdout is not None and one.stdin is not None
        assert one.stdout.readline() == "ready\n"
    for one in both:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    assert [one.communicate(timeout=60)[1] for one in both] == ["", ""]
    assert {path.suffix for path in tmp_path.iterdir()} == {".phrase"}


def test_a_folder_that_somebody_deletes_meanwhile_raises_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "voice")
    replace = Path.replace
    monkeypatch.setattr(Path, "replace", lambda path, to: (replace(path, to), shutil.rmtree(tmp_path / "voice"))[0])
    cache.put("engine", "text", SAMPLES)
    assert cache.get("engine", "text") is None
