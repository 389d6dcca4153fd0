"""miniaudio: one stream for the whole run, fed by a generator, on whose sample clock every phrase is placed."""

import sys
import threading
import time
from array import array
from collections.abc import Generator
from typing import Any

from stretchplayer.audio.clips import RATE, Samples
from stretchplayer.audio.mixer import Stream
from stretchplayer.audio.output import Absent, Unavailable
from stretchplayer.audio.outputs.pulse import NO_CARD, OPENING, OPENING_S, only_dummy, pulse_latency
from stretchplayer.audio.remedies import pip
from stretchplayer.audio.stderr import loud, quiet

# Four periods make the buffer of 40 ms that decides how long muting takes.
_PERIOD_MS = 10
_PERIODS = 4
# miniaudio caps the server's buffer at what it asks for, and with a cap of 40 ms PulseAudio starves (measured: a third
# of the callbacks came); 50 ms without a cap runs evenly and is silent after 40.
_PULSE_MS = 50
_LEAD = RATE * _PERIOD_MS * _PERIODS // 1000
_LOST_AFTER_S = 0.5
_WAKING_S = 3.0  # a sleeping device may take its whole buffer at once and then need this long to run
_FIRST_CALLBACK_S = 1.0
_SETTLING = 8  # callbacks: a device fills its whole buffer at once when it starts
_SLIP = RATE // 25  # frames: beyond this the stream has really jumped, below it callbacks are only uneven

# Named, and never NULL: a null device "plays" where nobody hears it.
_BACKENDS = {
    "linux": ("PULSEAUDIO", "ALSA", "JACK"),
    "darwin": ("COREAUDIO",),
    "win32": ("WASAPI", "DSOUND", "WINMM"),
}
_ELSEWHERE = ("SNDIO", "AUDIO4", "OSS")


class StreamClock:
    """Which frame of a stream is the one for a given moment, learned from when its callbacks come."""

    def __init__(self) -> None:
        self.filled = 0
        self.callbacks = 0
        self._origin = 0.0  # the moment of frame 0, in frames of the wall clock

    def callback(self, now_s: float, count: int) -> None:
        """The device asks for `count` frames."""
        seen = now_s * RATE - self.filled
        slip = seen - self._origin
        if self.callbacks < _SETTLING or abs(slip) > _SLIP:
            self._origin = seen
        else:
            self._origin += slip / 32
        self.filled += count
        self.callbacks += 1

    def frame(self, moment_s: float) -> int:
        """The frame to be heard at `moment_s`, a whole buffer later so that there is always time to place it."""
        return round(moment_s * RATE - self._origin) + _LEAD


class MiniaudioOutput:
    """The default output. Raises `Absent` where it is not installed, and `Unavailable` where no device can be opened
    or none asks for samples."""

    name = "miniaudio"

    def __init__(self) -> None:
        self._clock = StreamClock()
        # A server that is held up for a moment moves the whole stream; what has not begun need not be late with it.
        self._stream = Stream(self._clock.frame)
        self.play, self.stop = self._stream.play, self._stream.stop
        self._first = threading.Event()
        self._polled = self._alive = time.monotonic()
        self._counted = 0
        quiet()
        try:
            self.backend, self._device = self._open()
        except BaseException:
            loud()
            raise

    def _open(self) -> tuple[str, Any]:
        try:
            import miniaudio  # 110 ms, which no start should wait for
        except (ImportError, OSError) as fault:
            raise Absent(f"miniaudio is not installed or cannot be loaded ({fault}).", pip("miniaudio")) from fault
        self._library = miniaudio.lib
        names = _BACKENDS.get(sys.platform, _ELSEWHERE)
        said = []
        if "PULSEAUDIO" in names and only_dummy():
            # ALSA's default would lead to the same server.
            raise Unavailable(NO_CARD)
        for name in names:
            # One at a time: given a list, miniaudio settles for the first whose library loads, card or no card.
            try:
                return name, self._start(miniaudio, miniaudio.Backend[name])
            except (miniaudio.MiniaudioError, KeyError, Unavailable) as fault:
                said.append(f"{name}: {_reason(fault)}")
        raise Unavailable(f"No sound device could be opened ({'; '.join(said)}).")

    def _start(self, miniaudio: Any, backend: Any) -> Any:
        if not OPENING.acquire(timeout=OPENING_S):
            raise Unavailable("it is still being opened: the sound server hangs")
        # In two steps: where the second fails, what the first has opened is still to be closed.
        device = miniaudio.PlaybackDevice.__new__(miniaudio.PlaybackDevice)
        try:
            try:
                with pulse_latency(_PULSE_MS):
                    device.__init__(
                        output_format=miniaudio.SampleFormat.SIGNED16,
                        nchannels=1,
                        sample_rate=RATE,
                        buffersize_msec=_PERIOD_MS,
                        callback_periods=_PERIODS,
                        backends=[backend],
                        app_name="Stretchplayer",
                    )
            finally:
                OPENING.release()
            if device.backend == "Null":
                raise Unavailable("nothing but a null device")
            self._first.clear()
            feed = self._feed()
            next(feed)
            device.start(feed)
            if not self._first.wait(_FIRST_CALLBACK_S):
                raise Unavailable("the device opens but never asks for sound")
        except BaseException:
            _close(device, miniaudio.lib)
            raise
        return device

    def _feed(self) -> Generator[Samples, int, None]:
        """What the device's own thread draws samples from; whatever happens here must not raise there."""
        count = yield array("h")
        while True:
            self._clock.callback(time.monotonic(), count)
            block = self._stream.read(count)
            self._first.set()
            count = yield block

    @property
    def lost(self) -> bool:
        """No callback for 500 ms. A poll long after the last one starts the count anew: then this process slept."""
        now = time.monotonic()
        count = self._clock.callbacks
        if count != self._counted or now - self._polled > _LOST_AFTER_S / 2:
            self._counted, self._alive = count, now
        self._polled = now
        return now - self._alive >= (_LOST_AFTER_S if count > _SETTLING else _WAKING_S)

    @property
    def answers(self) -> bool:
        """A device fills its whole buffer at once, asleep or not; only one that is heard goes on asking."""
        return self._clock.callbacks > _SETTLING and not self.lost

    def close(self) -> None:
        _close(self._device, self._library)
        loud()

    def abandon(self) -> None:
        """Never touch the device again: its server hangs, and even forgetting it would wait for the server."""
        import ctypes

        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._device))


def _close(device: Any, library: Any) -> None:
    """Close a device, also one that could not be opened, and its connection to the server, which the package forgets:
    five descriptors each time."""
    device.close()
    context, device._context = getattr(device, "_context", None), None
    if context is not None:
        # Where another opening hangs, this one is still closed.
        alone = OPENING.acquire(timeout=OPENING_S)
        try:
            library.ma_context_uninit(context)
        finally:
            if alone:
                OPENING.release()


def _reason(fault: Exception) -> str:
    return str(fault.args[0]) if fault.args else type(fault).__name__
