"""The speaker against real sound servers that die and hang."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from stretchplayer.audio.clips import RATE, load_tones
from stretchplayer.audio.mixer import Sound
from stretchplayer.audio.speaker import Speaker
from tests.audio.sink import SoundServer, find
from tests.audio.test_speaker import until

pytestmark = [pytest.mark.sound, pytest.mark.realtime]

ROOT = Path(__file__).parents[2]
TONES = load_tones(ROOT / "assets" / "cues")


def test_phrases_are_heard_in_order_and_as_far_apart_as_asked(sink: SoundServer) -> None:
    one = Speaker("auto")
    one.open()
    until(lambda: one.output)
    time.sleep(0.3)

    def heard_right() -> bool:
        begin = sink.here
        for name, delay in (("start", 100), ("half", 600), ("end", 1000)):
            one.play((Sound(name, TONES[name], 0),), delay)
        sink.wait_for(begin + 44_100 * 2)
        heard = sink.heard(begin)
        at = [find(heard, np.array(TONES[name].samples) / 32768) for name in ("start", "half", "end")]
        gaps = [(later[0] - at[0][0]) / 44.1 for later in at[1:]]
        return min(likeness for _, likeness in at) > 0.95 and gaps == pytest.approx([500, 900], abs=40)

    assert any(heard_right() for _ in range(5))
    assert one.output == "miniaudio" and one.notices() == []
    one.close()


def switched(server: SoundServer) -> None:
    """Somebody plugs in headphones: the default sink is another one."""
    server.run("pactl", "load-module", "module-null-sink", "sink_name=other", f"rate={RATE}", "channels=1")
    server.run("pactl", "set-default-sink", "other")
    server.record("other")


def suspended(server: SoundServer) -> None:
    server.run("pactl", "suspend-sink", "test", "1")
    time.sleep(0.9)
    server.run("pactl", "suspend-sink", "test", "0")


def restarted(server: SoundServer) -> None:
    server.process.kill()
    server.process.wait()
    server.start()
    server.record()


def removed(server: SoundServer) -> None:
    """The headset's battery is empty, and after a while it is charged."""
    server.run("pactl", "unload-module", "module-null-sink")
    time.sleep(0.9)
    server.run("pactl", "load-module", "module-null-sink", "sink_name=test", f"rate={RATE}", "channels=1")
    server.run("pactl", "set-default-sink", "test")
    server.record()


def test_sound_is_back_within_2_s_after_the_output_is(fragile_sink: SoundServer) -> None:
    tick = np.array(TONES["tick"].samples) / 32768
    fragile_sink.record()
    took: dict[str, float] = {}
    for happens in (suspended, removed, restarted, switched):
        one = Speaker("auto", bell=lambda: None)
        one.open()
        until(lambda one=one: one.output == "miniaudio")  # type: ignore[misc]
        time.sleep(0.2)
        happens(fragile_sink)
        back, begin = time.monotonic(), fragile_sink.recorded
        while happens.__name__ not in took and time.monotonic() - back < 5:
            one.play((Sound("tick", TONES["tick"], 0),))
            time.sleep(0.15)
            heard = fragile_sink.heard(begin)
            if len(heard) > 2 * len(tick) and find(heard, tick)[1] > 0.9:
                took[happens.__name__] = time.monotonic() - back
        until(lambda one=one: one.output == "miniaudio")  # type: ignore[misc]
        time.sleep(0.4)
        assert one.output == "miniaudio", "taken back for good"
        one.close()
    # To be heard and recorded takes up to 0.3 s more.
    assert len(took) == 4 and max(took.values()) < 2.3, took


OTHER = """
import sys, time
from pathlib import Path
from stretchplayer.audio.clips import load_tones
from stretchplayer.audio.mixer import Sound
from stretchplayer.audio.speaker import Speaker
tone = load_tones(Path("assets/cues"))["start"]
one = Speaker("auto")
one.open()
while one.output != "miniaudio":
    time.sleep(0.01)
print("open", flush=True)
for _ in sys.stdin:
    one.play((Sound("start", tone, 0),), 100)
"""


def test_two_players_are_heard_and_one_that_is_killed_takes_nothing_from_the_other(sink: SoundServer) -> None:
    one = Speaker("auto")
    one.open()
    until(lambda: one.output == "miniaudio")
    command = [sys.executable, "-c", OTHER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as other:
        assert other.stdin is not None and other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        time.sleep(0.3)
        begin = sink.here
        other.stdin.write(b"\n")
        other.stdin.flush()
        one.play((Sound("end", TONES["end"], 0),), 900)
        sink.wait_for(begin + 44_100 * 2)
        other.kill()
        one.play((Sound("half", TONES["half"], 0),), 200)
        sink.wait_for(begin + 44_100 * 3)
    heard = sink.heard(begin)
    likeness = {name: find(heard, np.array(TONES[name].samples) / 32768)[1] for name in ("start", "end", "half")}
    assert min(likeness.values()) > 0.95, likeness
    assert one.output == "miniaudio" and one.notices() == []
    one.close()


def test_a_server_that_is_gone_costs_one_notice_and_the_bell_takes_over(fragile_sink: SoundServer) -> None:
    rung: list[float] = []
    one = Speaker("auto", bell=lambda: rung.append(time.monotonic()))
    fragile_sink.record()
    one.open()
    until(lambda: one.output == "miniaudio")
    time.sleep(0.3)
    fragile_sink.process.kill()
    killed = time.monotonic()
    one.play(tuple(Sound("tick", TONES["tick"], ms) for ms in (0, 1800)))
    until(lambda: one.output == "bell", 5)
    assert time.monotonic() - killed < 3
    until(lambda: len(rung) == 1, 4)
    notices = one.notices()
    assert len(notices) == 1 and "stopped working" in notices[0] and "bell" in notices[0]
    one.close()


HUNG = """
import os, signal, sys, time
from stretchplayer.audio.speaker import Speaker
one = Speaker("auto", bell=lambda: None)
one.open()
while one.output is None:
    time.sleep(0.01)
assert one.output == "miniaudio", one.output
time.sleep(0.3)
os.kill(int(sys.argv[1]), signal.SIGSTOP)
begin = time.monotonic()
one.stop()
assert time.monotonic() - begin < 0.05
while one.output != "bell":
    time.sleep(0.01)
assert len(one.notices()) == 1
begin = time.monotonic()
one.close()
print(f"{time.monotonic() - begin:.3f} {time.monotonic():.3f}", flush=True)
"""


def test_a_hung_server_is_noticed_and_never_delays_the_exit(fragile_sink: SoundServer) -> None:
    fragile_sink.record()
    process = subprocess.run(
        [sys.executable, "-c", HUNG, str(fragile_sink.process.pid)],
        capture_output=True,
        text=True,
        timeout=20,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    ended = time.monotonic()
    fragile_sink.process.send_signal(signal.SIGCONT)
    assert process.returncode == 0, process.stderr
    close_s, printed = map(float, process.stdout.split())
    assert close_s < 0.5
    # The interpreter's own end must not wait for the device either.
    assert ended - printed < 0.5


def test_a_machine_without_sound_is_told_so_in_one_short_sentence(nowhere: None) -> None:
    one = Speaker("auto", bell=lambda: None)
    one.open()
    until(lambda: one.output == "bell", 8)
    assert one.notices() == [
        "No sound device was found: the terminal's bell marks the cues. `stretchplayer doctor` says more."
    ]
    one.close()


def test_asked_for_a_bell_that_is_not_there(nowhere: None) -> None:
    one = Speaker("bell")
    one.open()
    until(lambda: one.output == "flash")
    assert one.notices() == ["There is no terminal whose bell could ring: the cues are to be seen only."]
    one.close()
