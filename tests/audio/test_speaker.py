"""The speaker with outputs made for the test: order, delays, moving on, muting, and that nothing blocks."""

import subprocess
import sys
import threading
import time
from array import array
from collections.abc import Callable

import pytest

from stretchplayer.audio.clips import Clip
from stretchplayer.audio.mixer import Mixed, Sound
from stretchplayer.audio.output import Absent, Unavailable
from stretchplayer.audio.outputs import miniaudio_
from stretchplayer.audio.speaker import Speaker, _Ahead

pytestmark = pytest.mark.realtime

TONE = Clip("tone", array("h", [10_000] * 441))


class Recorded:
    """An output that notes what it is told."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.played: list[tuple[Mixed, float]] = []
        self.stops = 0
        self.lost = False
        self.answers = True
        self.closed = threading.Event()

    def play(self, mixed: Mixed, delay_ms: float) -> None:
        self.played.append((mixed, delay_ms))

    def stop(self) -> None:
        self.stops += 1

    def close(self) -> None:
        self.closed.set()

    def abandon(self) -> None: ...


def until(true: Callable[[], object], seconds: float = 3.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


def speaker(*chain: tuple[str, Callable[[], object]]) -> Speaker:
    made = Speaker(chain=chain)  # type: ignore[arg-type]
    made.open()
    return made


def phrase(*at: int, voice: bool = False) -> tuple[Sound, ...]:
    return tuple(Sound("tick", TONE, ms, voice=voice) for ms in at)


def test_a_phrase_ends_with_the_last_of_its_sounds() -> None:
    second = Clip("second", array("h", [0] * 44_100))
    sounds = (Sound("name", second, 500, voice=True), Sound("tick", TONE, 900), Sound("mark", None, 100))
    assert _Ahead(sounds, 10.0, 0).end_s == 11.5
    assert _Ahead((), 10.0, 0).end_s == 10.0


def test_takes_the_first_that_works_and_says_why_not_the_others() -> None:
    def broken() -> Recorded:
        raise Unavailable("No sound device could be opened.")

    first = Recorded("bell")
    one = speaker(("miniaudio", broken), ("bell", lambda: first), ("flash", lambda: Recorded("flash")))
    until(lambda: one.output)
    assert one.output == "bell"
    assert one.notices() == [
        "No sound device was found: the terminal's bell marks the cues. `stretchplayer doctor` says more."
    ]
    assert one.notices() == []
    one.close()


def test_an_output_that_is_not_installed_is_mentioned_only_to_who_asked_for_it() -> None:
    def absent() -> Recorded:
        raise Absent("simpleaudio is not installed.")

    for choice, said in (
        ("auto", []),
        ("simpleaudio", ["simpleaudio is not installed: sound now comes through miniaudio."]),
    ):
        chain = (("simpleaudio", absent), ("miniaudio", lambda: Recorded("miniaudio")))
        one = Speaker(choice, chain=chain)  # type: ignore[arg-type]
        one.open()
        until(lambda one=one: one.output)  # type: ignore[misc]
        assert one.notices() == said
        one.close()


def test_a_phrase_from_before_the_output_was_open_is_played_with_what_is_left_of_its_delay() -> None:
    output = Recorded("miniaudio")
    release = threading.Event()

    def slow() -> Recorded:
        release.wait()
        return output

    one = speaker(("miniaudio", slow))
    one.play(phrase(0), 400)
    one.play(phrase(0), 0)
    one.play(phrase(0, voice=True), 0)
    time.sleep(0.2)
    release.set()
    until(lambda: len(output.played) >= 2)
    time.sleep(0.05)
    delays = sorted(delay for _, delay in output.played)
    # The tone that is 200 ms late is stale, the name is not.
    assert len(delays) == 2
    assert -300 < delays[0] < -150 and 100 < delays[1] < 250
    one.close()


def test_moves_on_in_the_middle_with_one_notice_and_what_has_not_sounded() -> None:
    first, second = Recorded("miniaudio"), Recorded("bell")
    one = speaker(("miniaudio", lambda: first), ("bell", lambda: second))
    one.play(phrase(0, 1500), 0)
    until(lambda: first.played)
    time.sleep(0.15)
    first.lost = True
    until(lambda: second.played)
    assert [mark for mark, _ in second.played[0][0].marks] == ["tick"]
    assert second.played[0][0].marks[0][1] == 1500
    assert first.closed.is_set()
    assert one.notices() == ["Sound through miniaudio stopped working: the terminal's bell marks the cues."]
    one.play(phrase(0))
    until(lambda: len(second.played) == 2)
    one.close()


def test_stop_and_mute_forget_and_later_phrases_play() -> None:
    output = Recorded("miniaudio")
    one = speaker(("miniaudio", lambda: output))
    until(lambda: one.output)
    one.muted = True
    one.stop()
    assert output.stops == 1
    one.play(phrase(0))
    one.muted = False
    one.play(phrase(0), 50)
    until(lambda: output.played)
    time.sleep(0.05)
    assert len(output.played) == 1
    one.close()
    assert output.closed.is_set()


def test_two_hundred_commands_leave_no_stray_phrase() -> None:
    output = Recorded("miniaudio")
    one = speaker(("miniaudio", lambda: output))
    until(lambda: one.output)
    for _ in range(200):
        one.play(phrase(0), 900)
        one.stop()
    one.play(phrase(0), 10)
    until(lambda: output.played and output.played[-1][1] < 500)
    # Whatever was handed on before was silenced by a stop that came after it.
    assert output.stops == 200
    assert sum(delay < 500 for _, delay in output.played) == 1
    one.close()


def test_levels_and_volume_count_from_the_next_phrase() -> None:
    output = Recorded("miniaudio")
    one = speaker(("miniaudio", lambda: output))
    one.volume = 0.5
    one.levels.tones = 0.0
    one.play((Sound("tick", TONE, 0), Sound("word", TONE, 100, voice=True)))
    until(lambda: output.played)
    samples = output.played[0][0].samples
    assert not any(samples[:441]) and max(samples) == 2500, "half the volume is a quarter of the amplitude"
    one.close()


@pytest.mark.parametrize("where", ["open", "close"])
def test_a_hanging_library_never_holds_up_the_way_out(where: str) -> None:
    forever = threading.Event()
    hung = Recorded("miniaudio")
    if where == "close":
        hung.close = lambda: forever.wait() and None  # type: ignore[assignment,method-assign]

    def opener() -> Recorded:
        if where == "open":
            forever.wait()
        return hung

    one = speaker(("miniaudio", opener), ("flash", lambda: Recorded("flash")))
    time.sleep(0.1)
    begin = time.monotonic()
    for _ in range(50):
        one.play(phrase(0))
        one.stop()
    assert time.monotonic() - begin < 0.1
    one.close()
    assert time.monotonic() - begin < 0.5
    forever.set()


def test_opening_again_goes_back_to_the_first_choice() -> None:
    works = [False]
    first = Recorded("miniaudio")

    def sometimes() -> Recorded:
        if not works[0]:
            raise Unavailable("No sound device could be opened.")
        return first

    second = Recorded("bell")
    one = speaker(("miniaudio", sometimes), ("bell", lambda: second))
    until(lambda: one.output == "bell")
    works[0] = True
    one.open()
    until(lambda: one.output == "miniaudio")
    assert second.closed.is_set()
    one.close()


def test_bell_and_flash_keep_the_order_and_leave_breaths_out() -> None:
    rung: list[float] = []
    one = Speaker("bell", bell=lambda: rung.append(time.monotonic()))
    one.open()
    begin = time.monotonic()
    one.play(
        (Sound("tick", None, 0), Sound("breath-in", None, 50), Sound("start", None, 200), Sound("end", None, 100)), 20
    )
    until(lambda: len(rung) == 3)
    assert [round((moment - begin) * 10) for moment in rung] == pytest.approx([0, 1, 2], abs=1)
    one.close()
    silent = Speaker("off")
    silent.open()
    until(lambda: silent.output == "flash")
    silent.play((Sound("tick", None, 0),))
    assert silent.notices() == []
    silent.close()


def test_a_flash_with_sound_and_a_boost_that_never_clips() -> None:
    output = Recorded("miniaudio")
    flashed: list[float] = []
    one = Speaker(
        chain=(("miniaudio", lambda: output),),
        flash=lambda: flashed.append(time.monotonic()),
        flash_too=True,
        boost_db=6,
    )
    one.open()
    loud = Clip("loud", array("h", [30_000, 3_000, -30_000] * 147))
    one.play((Sound("tick", loud, 0), Sound("word", loud, 100, voice=True)))
    until(lambda: output.played and flashed)
    samples = output.played[0][0].samples
    assert samples[1] == 5985, "twice as much where there is room for it"
    assert 30_000 < samples[0] < 32_767 and samples[2] == -samples[0], "bent, and not cut off"
    time.sleep(0.15)
    assert len(flashed) == 1, "a flash for each tone, and none for words"
    one.close()


SAMPLES_APART = """
import ctypes
from array import array
from stretchplayer.audio.speaker import Speaker
class Info(ctypes.Structure):
    _fields_ = [(str(at), ctypes.c_size_t) for at in range(10)]
library = ctypes.CDLL(None)
library.mallinfo2.restype = Info
speaker = Speaker(chain=())
speaker.open()
speaker.close()
speaker._thread.join()
array("h", bytes(8_000_000))  # once such a block is freed, glibc puts smaller ones among everything else
before = getattr(library.mallinfo2(), "3")
clips = [array("h", bytes(200_000)) for _ in range(8)]
print(getattr(library.mallinfo2(), "3") - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="where another allocator keeps samples is its own affair")
def test_samples_lie_apart_and_leave_no_holes_when_they_are_forgotten() -> None:
    done = subprocess.run([sys.executable, "-c", SAMPLES_APART], capture_output=True, text=True)
    if "mallinfo2" in done.stderr:
        pytest.skip("needs glibc 2.33")
    assert int(done.stdout) == 8, done.stderr


def test_a_device_that_is_still_being_opened_is_not_opened_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("miniaudio")
    monkeypatch.setattr(miniaudio_, "only_dummy", lambda: False)
    monkeypatch.setattr(miniaudio_, "OPENING_S", 0.01)
    with miniaudio_.OPENING, pytest.raises(Unavailable, match="is still being opened"):
        miniaudio_.MiniaudioOutput()
    assert miniaudio_.OPENING.acquire(blocking=False)
    miniaudio_.OPENING.release()
