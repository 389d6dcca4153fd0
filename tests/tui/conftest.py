"""Screens on a clock that stands still until a test moves it: no timers, no sound, no files but those of the test."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest
from textual.strip import Strip

from stretchplayer.library.loader import Loaded, place
from stretchplayer.playback.player import Player
from stretchplayer.playback.segments import Timeline
from stretchplayer.playback.tally import Tally
from stretchplayer.routine.moves import Dose, Move, Moves
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.terms import Length, Source
from stretchplayer.runs.request import RunPlan, RunRequest, plan
from stretchplayer.settings.table import Settings
from stretchplayer.tui.app import StretchplayerApp
from stretchplayer.tui.pages import Opening, open_plan
from stretchplayer.tui.screens.player import PlayerScreen
from stretchplayer.tui.services import Services
from stretchplayer.tui.widgets.stage import Stage

EVENING = """
name: Evening legs
category: cool-down
about: After a run. Stop if anything hurts sharply.
rest: 15s
steps:
  - section: Warm
    steps:
      - move: March on the spot
        reps: 10
        every: 2s
  - stretch: Standing calf stretch
    hold: 30s
    sets: 2
    sides: both
    source: [trial, page]
  - move: Glute bridge
    reps: 12
  - massage: Calf massage
    for: 1m+
    sides: left
  - breathe: Slow belly breathing
    breaths: 3
  - say: Well done
sources:
  trial:
    title: A trial of calf stretches
    says: Two holds of 30 s.
"""

MOVES = Moves(
    (
        Move(
            "standing-calf-stretch", "Standing calf stretch", "stretch",
            muscles=("gastrocnemius",), sides="both", side_word="leg",
            dose=Dose(length=Length(30_000), sets=2), dose_basis="published",
            how=("Hands on a wall, one foot well back.", "Back heel down and knee straight.",
                 "Lean in until the calf pulls."),
            feel="A pull high in the back of the lower leg.",
            avoid=("Do not bounce.", "Stop at sharp pain."), source=("trial", "page"),
            figure={"view": "side", "poses": [{"lean": 0}, {"lean": 30}]},
        ),
        Move("march", "March on the spot", "move", dose_basis="practice", muscles=("hip-flexors",),
             how=("Lift the knees easily.", "Let the arms swing.")),
        Move("glute-bridge", "Glute bridge", "move", muscles=("glutes",),
             how=("Lie on your back, feet flat.", "Lift the hips.")),
        Move("calf-massage", "Calf massage", "massage", muscles=("calves",), side_word="leg",
             how=("Slow circles with a ball or your thumbs.",)),
        Move("belly-breathing", "Slow belly breathing", "breathe", how=("One hand on the belly.",)),
    ),
    {"page": Source("page", doses={"standing-calf-stretch": {"hold": "30s", "sets": 2}})},
)  # fmt: skip


def planned(text: str = EVENING, moves: Moves = MOVES, **asked: object) -> RunPlan:
    """The plan of a routine written in the test; `asked` are fields of the request."""
    reading = read_routine(text, "evening.yaml", id="evening")
    assert reading.routine is not None, reading.problems
    loaded = place(Loaded("evening.yaml", reading.routine, None, (), moves, text))
    return plan(RunRequest(routine=loaded, **asked))  # type: ignore[arg-type]


def timeline(text: str = EVENING, moves: Moves = MOVES) -> Timeline:
    """The timeline of a routine written in the test."""
    return planned(text, moves).timeline


@dataclass
class Clock:
    """Milliseconds that only a test moves."""

    ms: int = 1_000_000

    def __call__(self) -> int:
        return self.ms


@dataclass
class SilentRun:
    """A real player behind what the screen asks of a session; what it is told about sound is remembered."""

    player: Player
    bell: Callable[[], None]
    flash: Callable[[], None]
    said: list[str] = field(default_factory=list)
    sound: list[object] = field(default_factory=list)
    closed: int = 0
    resuming: bool = False

    def __post_init__(self) -> None:
        self.tally = Tally(self.player.timeline, self.player.timeline.first if self.player.timeline.first > 1 else 0)

    def __getattr__(self, name: str) -> Callable[..., object]:
        def counted(*given: int) -> object:
            answer = getattr(self.player, name)(*given)
            if isinstance(answer, tuple):
                self.tally.count(answer)
            return answer

        return counted

    def mute(self, muted: bool) -> None:
        self.sound.append(("mute", muted))

    def set_voice(self, mode: str) -> None:
        self.sound.append(("voice", mode))

    def set_level(self, what: str, x: float) -> None:
        self.sound.append((what, x))

    def notices(self) -> list[str]:
        said, self.said = self.said, []
        return said

    def close(self) -> None:
        self.closed += 1


@dataclass
class Bench:
    """An application on a clock of its own, and the run that its player screen opened last."""

    clock: Clock
    app: StretchplayerApp
    runs: list[SilentRun]

    @property
    def run(self) -> SilentRun:
        return self.runs[-1]

    @property
    def player(self) -> Player:
        return self.run.player

    def pass_ms(self, ms: int) -> None:
        """Let time pass in looks of at most a second, as the screen's own wake-ups would come."""
        while ms > 0 and isinstance(self.app.screen, PlayerScreen) and not self.app.screen.is_over:
            step = min(ms, 1000)
            self.clock.ms += step
            ms -= step
            self.app.screen.wake()

    def text(self) -> str:
        """What stands on the screen."""
        return screen_text(self.app)


def screen_text(app: StretchplayerApp) -> str:
    """The screen as plain lines."""
    lines = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
    return "\n".join(lines)


def part_of(stage: Stage, part: str) -> list[Strip]:
    """The lines of a part of the player's stage as they are shown."""
    return stage._parts[part].strips


def services_with(**others: object) -> Services:
    """The services of the screens, some of them replaced."""
    services = Services()
    vars(services).update(others)
    return services


@contextmanager
def _nothing():
    yield None


def make_bench(opening: Opening | None = None, *, text: str = EVENING, start: int = 0, **given: object) -> Bench:
    """An application: on the player with `text`, or on another opening; other parts by name."""
    clock = Clock()
    runs: list[SilentRun] = []

    def open_run(plan: RunPlan, bell: Callable[[], None], flash: Callable[[], None], recorder: object) -> SilentRun:
        player = Player(plan.timeline, clock, start=plan.start, hands_free=plan.settings.hands_free)
        runs.append(SilentRun(player, bell, flash))
        return runs[-1]

    request = RunRequest(settings=given.pop("settings", Settings()))
    values = {"shelf": list, "moves": lambda: MOVES, "awake": _nothing, **given}
    fakes = {"now": clock, "open_run": open_run, "timers": False, "recorder": lambda plan: None}
    services = services_with(**{**fakes, **values})
    if opening is None:
        opening = open_plan(replace(planned(text, settings=request.settings), start=start))
    app = StretchplayerApp(opening, request=request, services=services)
    return Bench(clock, app, runs)


@pytest.fixture(autouse=True)
def true_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same colours wherever the test runs."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture
def bench() -> Callable[..., Bench]:
    """Makes an application; see `make_bench`."""
    return make_bench
