"""The same presses on the screen and in plain lines: after each the run is at the same place, and the same recorded."""

import random
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest

from stretchplayer.audio.speaker import Speaker
from stretchplayer.journal.recorder import Recorder, new_session
from stretchplayer.journal.records import Moment
from stretchplayer.plain.player import Plain
from stretchplayer.runs.request import RunPlan
from stretchplayer.runs.session import Session
from stretchplayer.settings.table import Settings
from stretchplayer.tui.pages import open_plan
from stretchplayer.tui.screens.finish import FinishScreen
from stretchplayer.tui.screens.pick import PickScreen
from tests.tui.conftest import make_bench, planned
from tests.tui.pilot import settle

Make = Callable[..., Any]
ROUTINE = """
rest: 6s
steps:
  - {stretch: Standing calf stretch, hold: 20-30s}
  - say: Well done
  - {move: Glute bridge, reps: 12}
  - {massage: Calf massage, for: 4s+, sides: left}
  - {rest: 9s}
  - {stretch: Neck, hold: 12s, optional: yes, ready: 4s}
  - {breathe: Slow belly breathing, breaths: 2}
"""
KEYS = (
    "n", "p", "r", "enter", "enter", "space", "space", "+", "+", "-", "-", "u", "u", "q", "m", "v", "right", "left",
    "=", "go to", "escape", "y", "5", "b", "x",
)  # fmt: skip
NAMES = {"+": "plus", "-": "minus", "=": "equals_sign"}
Press = tuple[int, str]


class Written:
    """What a recorder has written."""

    def __init__(self) -> None:
        self.records: dict[object, Any] = {}

    def write(self, record: Any) -> None:
        self.records[getattr(record, "index", "session")] = record

    def notices(self) -> list[str]:
        return []

    def close(self) -> None:
        pass


def recorder_of(made: RunPlan, written: Written) -> Recorder:
    session = replace(new_session(made.timeline, Moment(0), path="t.yaml"), id="s")
    return Recorder(written, session, made.timeline, moment=lambda: Moment(0))  # type: ignore[arg-type]


def place(session: Session, written: Written) -> tuple[object, ...]:
    """Where a run is, and what is recorded of it."""
    player = session.player
    return player.state, player.index, player.elapsed_ms, player.extra_ms, session.resuming, dict(written.records)


def in_lines(made: RunPlan, presses: list[Press]) -> tuple[list[tuple[object, ...]], list[str]]:
    """What is where after each press, and the lines."""
    places: list[tuple[object, ...]] = []
    written, lines = Written(), list[str]()

    class Keys:
        present, ms = True, 0

        def __init__(self) -> None:
            self.keys = self.typed()
            self.coming = next(self.keys)

        def typed(self) -> Iterator[Press | None]:
            for at, key in presses:
                if key.startswith("go to"):
                    for part in ("g", *key.split()[2], "enter"):
                        yield at, part
                else:
                    yield at, key
                places.append(place(session, written))
            yield None

        def __enter__(self) -> "Keys":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def wait(self, ms: int | None) -> list[str]:
            until = self.ms + (ms or 0)
            if self.coming is None:
                self.ms = until
                return [] if ms is None or self.ms < 3_000_000 else ["q", "y"]
            if ms is None or self.coming[0] <= until:
                self.ms, key = max(self.ms, self.coming[0]), self.coming[1]
                self.due = True
                return [key]
            self.ms = until
            return []

        def done(self) -> None:
            """The press was taken: on to the next."""
            self.coming = next(self.keys)

    keys = Keys()
    session = Session(
        made, Speaker("off"), tones={}, now=lambda: keys.ms, recorder=(recorder := recorder_of(made, written))
    )
    plain = Plain(session, made, keys, lines.append, note=recorder.note)  # type: ignore[arg-type]
    # The key that was given is over where the next one is waited for.
    waits, keys.due = keys.wait, False

    def wait(ms: int | None) -> list[str]:
        if keys.due:
            keys.due = False
            keys.done()
        return waits(ms)

    keys.wait = wait  # type: ignore[method-assign]
    plain.play()
    if keys.due:
        places.append(place(session, written))
    return places, lines


async def on_screen(made: RunPlan, presses: list[Press]) -> list[tuple[object, ...]]:
    """The same on the screen."""
    places: list[tuple[object, ...]] = []
    written = Written()
    sessions: list[Session] = []

    def open_run(made: RunPlan, bell: object, flash: object, recorder: Recorder) -> Session:
        sessions.append(Session(made, Speaker("off"), tones={}, now=it.clock, recorder=recorder))
        return sessions[-1]

    it = make_bench(
        open_plan(made), settings=made.settings, recorder=lambda made: recorder_of(made, written), open_run=open_run,
        awake=nullcontext,
    )  # fmt: skip
    async with it.app.run_test(size=(80, 24)):
        await settle(it.app)
        screen, begin = it.app.screen, it.clock.ms
        if not sessions:
            await settle(it.app)
        for at, key in presses:
            while it.clock.ms < begin + at:
                if screen.is_over:
                    it.clock.ms = begin + at
                    break
                it.clock.ms += min(begin + at - it.clock.ms, sessions[0].next_wake_ms() or 1000, 1000)
                screen.wake()
            if screen.is_over:
                await settle(it.app)
            if isinstance(it.app.screen, FinishScreen) and key.lower() not in ("u", "b", *"0123456789"):
                places.append(place(sessions[0], written))
                break
            if key.startswith("go to"):
                it.app.simulate_key("g")
                await settle(it.app)
                number = int(key.split()[2])
                if not isinstance(it.app.screen, PickScreen):
                    it.app.simulate_key(str(number))
                    it.app.simulate_key("enter")
                elif number <= len(made.timeline.steps):
                    it.app.screen.dismiss(str(made.timeline.steps[number - 1][0].index))
                else:
                    it.app.screen.dismiss()
            else:
                it.app.simulate_key(NAMES.get(key, key))
            await settle(it.app)
            if it.app._exit or screen not in it.app.screen_stack:
                break
            places.append(place(sessions[0], written))
    return places


async def test_the_same_presses_do_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stretchplayer.runs.controls.monotonic", lambda: 0.0)
    chance = random.Random(5)  # to the end, taken back, and to the end again
    made = planned(ROUTINE, settings=Settings(sound="off", resume_lead=2000))
    at, presses = 6000, [(6000, "x")]
    for n in range(40):
        at += chance.choice([200, 400, 900, 2500, 4000, 9000, 20_000])
        key = chance.choice(KEYS)
        if n % 2 and len(key) == 1 and key != "v":
            key = key.upper()  # with caps lock on; V is a key of its own
        presses.append((at, f"go to {chance.randint(1, 6)}" if key == "go to" else key))
    lines_at, lines = in_lines(made, presses)
    screen_at = await on_screen(made, presses)
    for n, (there, here) in enumerate(zip(lines_at, screen_at, strict=False)):
        assert there == here, (presses[n], there, here, lines[-9:])
    assert len(screen_at) >= len(lines_at) - 1 and [place[0] for place in screen_at].count("finished") == 2
