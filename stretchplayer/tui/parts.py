"""What the screens use of the rest of the house, behind plain callables: the command line and the tests give others.

Every default imports what it needs only when it is called, so that the first frame waits for none of it.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, Protocol

from stretchplayer.playback.events import Event
from stretchplayer.playback.segments import Timeline
from stretchplayer.routine.moves import Moves
from stretchplayer.runs import clock

if TYPE_CHECKING:
    from datetime import date, datetime

    from stretchplayer.journal.store import Store
    from stretchplayer.library.loader import Loaded
    from stretchplayer.library.shelf import Entry
    from stretchplayer.playback.player import Player
    from stretchplayer.runs.session import Recorder
    from stretchplayer.settings.model import Settings
    from stretchplayer.tui.app import Play

Voice = Literal["full", "brief", "off"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asked for on the command line or keeps in the settings.

    `still` asks for pictures that do not move. `style` of the cues is chosen by the routine where it is `None`.
    `levels` are those of voice and tones, 0 to 1. `motion` off stops bars from gliding, too.
    """

    sound: str = "auto"
    volume: float = 1.0
    levels: tuple[float, float] = (1.0, 1.0)
    voice: Voice = "full"
    style: Literal["standard", "calm"] | None = None
    hands_free: bool = False
    speed: float = 1.0
    still: bool = False
    theme: Literal["dark", "light"] = "dark"
    keep_awake: bool = True
    suggestions: bool = True
    pain: bool = False
    keys: "Mapping[str, str]" = field(default_factory=dict)
    countdown: int | None = None

    def settled(self, settings: "Settings") -> "Options":
        """These options with what the person has set now in place of what was set before."""
        return replace(
            self,
            sound=settings.sound,
            volume=settings.volume,
            levels=(settings.voice_volume, settings.tone_volume),
            voice=settings.voice,
            style=None if settings.cues == "auto" else settings.cues,
            hands_free=settings.hands_free,
            still=settings.motion == "still",
            theme="dark" if settings.theme == "auto" else settings.theme,
            countdown=settings.countdown,
            suggestions=settings.suggestions,
            pain=settings.pain,
            keys=settings.keys,
        )


class Run(Protocol):
    """What the player screen asks of a session."""

    player: "Player"

    def start(self) -> tuple[Event, ...]: ...
    def wake(self) -> tuple[Event, ...]: ...
    def next_wake_ms(self) -> int | None: ...
    def pause(self) -> tuple[Event, ...]: ...
    def resume(self) -> tuple[Event, ...]: ...
    def toggle(self) -> tuple[Event, ...]: ...
    def next(self) -> tuple[Event, ...]: ...
    def back(self) -> tuple[Event, ...]: ...
    def restart(self) -> tuple[Event, ...]: ...
    def extend(self, ms: int) -> tuple[Event, ...]: ...
    def jump(self, index: int) -> tuple[Event, ...]: ...
    def go_on(self) -> tuple[Event, ...]: ...
    def leave(self) -> tuple[Event, ...]: ...
    def mute(self, muted: bool) -> None: ...
    def set_voice(self, mode: Voice) -> None: ...
    def set_volume(self, x: float) -> None: ...
    def set_levels(self, *, voice: float | None = None, tones: float | None = None) -> None: ...
    def notices(self) -> list[str]: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Outlets:
    """Where sound goes when there is no better output: the terminal's bell, and a flash of the screen."""

    bell: Callable[[], None]
    flash: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Order:
    """A run that is wanted: what, from which segment and position on, how it sounds, noted by whom."""

    timeline: Timeline
    moves: Moves
    options: Options
    outlets: Outlets
    start: int = 0
    offset_ms: int = 0
    recorder: "Recorder | None" = None


def _shelf() -> "Sequence[Entry]":
    from stretchplayer.library.shelf import shelf

    return shelf()


def _load(entry: "Entry") -> "Loaded":
    from stretchplayer.library.loader import load

    return load(entry)


def _moves() -> Moves:
    from stretchplayer.library.catalogue import load_moves

    return load_moves()


def _sources() -> dict[str, str]:
    from stretchplayer.library.catalogue import load_catalogue

    return {key: source.title for key, source in load_catalogue().sources.items()}


def _open_run(order: Order) -> Run:
    from stretchplayer.runs.opening import open_session

    options, outlets = order.options, order.outlets
    return open_session(
        order.timeline,
        order.moves,
        sound=options.sound,
        volume=options.volume,
        levels=options.levels,
        voice=options.voice,
        style=options.style,
        hands_free=options.hands_free,
        speed=options.speed,
        start=order.start,
        offset_ms=order.offset_ms,
        bell=outlets.bell,
        flash=outlets.flash,
        recorder=order.recorder,
    )


def _recorder(play: "Play") -> "Recorder | None":
    from stretchplayer.runs.record import note_run

    return note_run(play.timeline, play.moves, resumes=play.resumes, how=play.how)


def _journal() -> "Store":
    from stretchplayer.bedside.journal import open_journal

    return open_journal()


def _moment() -> "datetime":
    from datetime import datetime

    return datetime.now().astimezone()


def _today() -> "tuple[date, int]":
    """The local day, and the moment (UTC milliseconds) four weeks ago at which a balance begins."""
    from datetime import datetime, timedelta

    from stretchplayer.journal.summary import BALANCE_WEEKS

    now = datetime.now().astimezone()
    return now.date(), round((now - timedelta(weeks=BALANCE_WEEKS)).timestamp() * 1000)


def _awake() -> AbstractContextManager[object]:
    # wakepy takes 60 ms to import and asks D-Bus: never before the first frame, never in the screen's thread.
    from wakepy import keep

    return keep.presenting(on_fail="pass")


@dataclass(frozen=True, slots=True)
class Parts:
    """The outside of the screens. With `timers` off nothing wakes by itself: tests wake by hand."""

    now: Callable[[], int] = clock.now_ms
    shelf: "Callable[[], Sequence[Entry]]" = _shelf
    load: "Callable[[Entry], Loaded]" = _load
    moves: Callable[[], Moves] = _moves
    sources: Callable[[], dict[str, str]] = _sources
    open_run: Callable[[Order], Run] = _open_run
    awake: Callable[[], AbstractContextManager[object]] = _awake
    recorder: "Callable[[Play], Recorder | None]" = _recorder
    journal: "Callable[[], Store]" = _journal
    today: "Callable[[], tuple[date, int]]" = _today
    moment: "Callable[[], datetime]" = _moment
    timers: bool = True
