"""Rendering: what is in the file is what the plan says, and the file is there whole or not at all."""

import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from stretchplayer.audio.clips import RATE, load_tones, read_wav
from stretchplayer.audio.mixer import Sound
from stretchplayer.audio.render import FORMATS, Chapter, RenderFault, Tags, render

ROOT = Path(__file__).parents[2]
TONES = load_tones(ROOT / "assets" / "cues")
CHAPTERS = [Chapter(0, "Get ready"), Chapter(1500, "Wall calf\x1b[31m stretch\n= ; Wadenstütze"), Chapter(3001, "")]

TAGS = Tags("Morning", "Stretchplayer", "Stretching", "Pain is a stop.")


def tone(name: str, gain: float = 1.0) -> Sound:
    return Sound(name, TONES[name], 0, gain)


PLAN = [
    (0, tone("start")),
    (1000, tone("tick")),
    (1203, tone("metronome")),
    (2001, tone("end")),
    (2150, tone("advice", 0.5)),
    (3333, tone("finish")),
]


def values(path: Path) -> NDArray[np.float64]:
    return np.array(read_wav(path), dtype=np.float64) / 32768


def test_every_sound_is_where_the_plan_says(tmp_path: Path) -> None:
    out = tmp_path / "guide.wav"
    render(PLAN, out, total_ms=5000, chapters=CHAPTERS, tags=TAGS)
    made = values(out)
    assert len(made) == 5 * RATE
    for at_ms, sound in PLAN:
        wanted = np.array(TONES[sound.name].samples, dtype=np.float64) / 32768
        place = round(at_ms * RATE / 1000)
        near = made[max(0, place - 40) : place + 40 + len(wanted)]
        found = int(np.argmax(np.correlate(near, wanted, "valid"))) + max(0, place - 40)
        assert abs(found - place) <= 1, sound.name
    assert np.abs(made).max() < 1
    assert not np.any(made[round(0.45 * RATE) : RATE])
    assert list(tmp_path.iterdir()) == [out], "nothing else is left behind"


def test_the_mixer_is_that_of_live_playing(tmp_path: Path) -> None:
    from stretchplayer.audio.mixer import mix

    render([(0, tone("start")), (150, tone("rest"))], tmp_path / "a.wav", total_ms=700, level=lambda _: 0.5)
    live = mix((Sound("start", TONES["start"], 0), Sound("rest", TONES["rest"], 150)), lambda _: 0.5)
    assert read_wav(tmp_path / "a.wav") == live.samples[: round(0.7 * RATE)]


def test_wav_chapters(tmp_path: Path) -> None:
    out = tmp_path / "guide.wav"
    render(PLAN, out, total_ms=4000, chapters=CHAPTERS, tags=TAGS)
    chunks = {}
    data = out.read_bytes()
    assert struct.unpack_from("<I", data, 4)[0] == len(data) - 8
    at = 12
    while at < len(data):
        name, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        chunks[name + data[at + 8 : at + 12] if name == b"LIST" else name] = data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    points = [struct.unpack_from("<II4sIII", chunks[b"cue "], 4 + 24 * number) for number in range(3)]
    assert [point[5] for point in points] == [0, 66150, 132344]
    assert "Wall calf [31m stretch = ; Wadenstütze\0".encode() in chunks[b"LISTadtl"]
    info = chunks[b"LISTINFO"]
    assert all(tag in info for tag in (b"INAM\x08\0\0\0Morning\0", b"IART", b"Pain is a stop.\0"))


@pytest.mark.parametrize("ending", [".flac", ".ogg"])
def test_flac_and_ogg_hold_the_sound_and_the_chapters(tmp_path: Path, ending: str) -> None:
    soundfile = pytest.importorskip("soundfile", reason="the extra `render` is not installed")
    out = tmp_path / f"guide{ending}"
    render(PLAN, out, total_ms=5000, chapters=CHAPTERS, tags=TAGS)
    render(PLAN, tmp_path / "guide.wav", total_ms=5000)
    made, rate = soundfile.read(str(out))
    wanted = values(tmp_path / "guide.wav")
    assert rate == RATE and len(made) == len(wanted)
    if ending == ".flac":
        assert np.array_equal(made, wanted)
    else:
        assert np.corrcoef(made, wanted)[0, 1] > 0.98
    data = out.read_bytes()
    for line in ("TITLE=Morning", "CHAPTER002=00:00:01.500", "CHAPTER002NAME=Wall calf [31m stretch = ; Wadenstütze"):
        raw = line.encode()
        assert struct.pack("<I", len(raw)) + raw in data
    with soundfile.SoundFile(str(out)) as file:
        assert file.title == "Morning", "another reader understands the comments too"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["guide.wav", out.name])


def test_hundreds_of_chapters_fit_or_are_left_out(tmp_path: Path) -> None:
    soundfile = pytest.importorskip("soundfile", reason="the extra `render` is not installed")
    for count in (200, 1500):
        chapters = [Chapter(number, f"Step {number} " + "x" * 60) for number in range(count)]
        render(PLAN, tmp_path / "many.ogg", total_ms=4000, chapters=chapters)
        assert soundfile.info(str(tmp_path / "many.ogg")).frames == 4 * RATE
        assert (b"CHAPTER200NAME" in (tmp_path / "many.ogg").read_bytes()) == (count == 200)


@pytest.mark.parametrize("ending", [".mp3", ".opus"])
def test_what_a_phone_plays_holds_the_sound_at_its_time_the_tags_and_the_chapters(tmp_path: Path, ending: str) -> None:
    soundfile = pytest.importorskip("soundfile", reason="the extra `render` is not installed")
    out = tmp_path / f"guide{ending}"
    render(PLAN, out, total_ms=5000, chapters=CHAPTERS, tags=TAGS)
    render(PLAN, tmp_path / "guide.wav", total_ms=5000)
    made, rate = soundfile.read(str(out))
    wanted = np.interp(np.arange(0, 5, 1 / rate), np.arange(5 * RATE) / RATE, values(tmp_path / "guide.wav"))
    size = 1 << 19
    product = np.fft.irfft(np.fft.rfft(made, size) * np.conj(np.fft.rfft(wanted, size)), size)
    shift = int(np.argmax(product))
    # A coder may put some silence before the first sample; a cue is where it belongs all the same.
    assert min(shift, size - shift) / rate < 0.03
    assert product.max() / np.sqrt((made @ made) * (wanted @ wanted)) > 0.98
    data = out.read_bytes()
    if ending == ".opus":
        assert b"OpusTags" in data and "CHAPTER002NAME=Wall calf [31m stretch = ; Wadenstütze".encode() in data
        assert b"ARTIST=Stretchplayer" in data and b"COMMENT=Pain is a stop." in data
    else:
        assert data[:5] == b"ID3\x03\x00" and data.count(b"CHAP") == 3
        size = int.from_bytes(bytes([0]) + data[6:10], "big")
        frames, at = {}, 10
        end = 10 + (data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9])
        while at < end:
            name, length = data[at : at + 4].decode(), int.from_bytes(data[at + 4 : at + 8], "big")
            frames.setdefault(name, []).append(data[at + 10 : at + 10 + length])
            at += 10 + length
        assert at == end and list(frames) == ["TIT2", "TPE1", "TCON", "COMM", "CTOC", "CHAP"]
        assert frames["TIT2"][0][1:].decode("utf-16") == "Morning"
        assert frames["CTOC"][0] == b"toc\0\x03\x03c0\0c1\0c2\0"
        assert frames["CHAP"][1].startswith(b"c1\0" + struct.pack(">II", 1500, 3001))
        assert "Wall calf [31m stretch = ; Wadenstütze".encode("utf-16-le") in frames["CHAP"][1]


def broken_off(plan: list[tuple[int, Sound]], fault: BaseException) -> Iterator[tuple[int, Sound]]:
    yield from plan
    raise fault


@pytest.mark.parametrize("ending", [".wav", ".flac", ".mp3"])
@pytest.mark.parametrize("fault", [KeyboardInterrupt(), SystemExit(143), ValueError("a bug")])
def test_no_half_file_and_the_old_one_stays(tmp_path: Path, ending: str, fault: BaseException) -> None:
    if ending != ".wav":
        pytest.importorskip("soundfile", reason="the extra `render` is not installed")
    out = tmp_path / f"guide{ending}"
    out.write_text("the old one")
    with pytest.raises(type(fault)):
        render(broken_off(PLAN, fault), out, total_ms=60_000)
    assert out.read_text() == "the old one"
    assert {path.name for path in tmp_path.iterdir()} == {out.name}


FULL = """
import resource, signal, sys
from pathlib import Path
from stretchplayer.audio.render import render, RenderFault
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
from stretchplayer.audio.mixer import Sound
from stretchplayer.audio.clips import Clip
from array import array
import random
noise = Clip("noise", array("h", [random.randrange(-9000, 9000) for _ in range(44100)]))
for path in map(Path, sys.argv[1:]):
    try:
        render([(at, Sound("noise", noise, 0)) for at in range(0, 60_000, 1000)], path, total_ms=60_000)
    except RenderFault as fault:
        print(fault)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a full disk is played with a limit on file sizes")
def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    written = (".wav", ".flac", ".ogg", ".mp3") if find_spec("soundfile") else (".wav",)
    done = subprocess.run(
        [sys.executable, "-c", FULL, *(str(tmp_path / f"guide{ending}") for ending in written)],
        capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0 and done.stderr == ""
    said = done.stdout.splitlines()
    assert len(said) == len(written)
    assert all("disk is full" in line or "not all samples were written" in line for line in said)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_is_said_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RenderFault, match="does not say which kind of file"):
        render(PLAN, tmp_path / "guide.aiff", total_ms=1000)
    with pytest.raises(RenderFault, match="no such folder"):
        render(PLAN, tmp_path / "nowhere" / "guide.wav", total_ms=1000)
    (tmp_path / "folder.wav").mkdir()
    with pytest.raises(RenderFault, match="a folder of this name"):
        render(PLAN, tmp_path / "folder.wav", total_ms=1000)
    monkeypatch.setitem(sys.modules, "soundfile", None)
    for ending in FORMATS[1:]:
        with pytest.raises(RenderFault, match="pip install soundfile, or choose"):
            render(PLAN, tmp_path / f"guide{ending}", total_ms=1000)
    with pytest.raises(RenderFault, match="at most 13 hours"):
        render(PLAN, tmp_path / "guide.wav", total_ms=15 * 3_600_000)
    assert FORMATS == (".wav", ".flac", ".ogg", ".opus", ".mp3")


def test_progress_and_sounds_that_run_beyond_the_end(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    render([(2500, tone("finish"))], tmp_path / "a.wav", total_ms=2600, progress=lambda *step: steps.append(step))
    assert steps == [(1000, 2600), (2000, 2600), (2600, 2600)]
    assert len(values(tmp_path / "a.wav")) == round(2.6 * RATE)


BOUNDED = """
import sys
from pathlib import Path
from array import array
from stretchplayer.audio.clips import Clip
from stretchplayer.audio.mixer import Sound
from stretchplayer.audio.render import render
def plan():
    for at in range(0, 300_000, 10_000):
        yield at, Sound("speech", Clip("speech", array("h", range(-1000, 1000)) * 60), 0, 0.9, voice=True)
render(plan(), Path(sys.argv[1]), total_ms=300_000)
# Of this program alone: what getrusage says includes the one that started it.
print(int(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured in Linux's unit")
def test_memory_does_not_grow_with_the_routine(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BOUNDED, str(tmp_path / "long.wav")],
        capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60,
    )  # fmt: skip
    # 7 MB of clips went through and a file of 26 MB came out.
    assert int(done.stdout) < 40, done.stderr
