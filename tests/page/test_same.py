"""A routine on the page goes as it goes in the program: the same keys at the same moments lead to the same place, are
told in the same words, and end alike."""

import json
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest

from stretchplayer.library.loader import load_data
from stretchplayer.playback.shown import steps
from stretchplayer.playback.tally import ending
from stretchplayer.runs.controls import Controls
from stretchplayer.runs.outgoing import outgoing
from stretchplayer.runs.request import RunPlan, RunRequest, plan
from stretchplayer.runs.session import Session
from stretchplayer.settings.table import Settings
from stretchplayer.tui.display import display_of
from tests.page.browser import Browser
from tests.playback.made import Clock
from tests.runs.test_session import TONES, Speaker

pytestmark = pytest.mark.xdist_group("browser")

EVERYTHING = """
name: All of it
countdown: 4s
rest: 6s
steps:
  - section: Legs
    steps:
      - {stretch: Standing calf stretch, sets: 2, pause: 3s, note: On the stairs., optional: yes}
      - say: Nearly there.
  - {rest: 20s, note: Drink some water.}
  - {move: Squat, reps: 8-12, load: 15 kg, effort: RPE 7}
  - {move: Run, distance: 400 m}
  - {move: Glute bridge, reps: 6, every: 2s, load: 20 kg}
  - {move: Lunge, reps: 4, tempo: 2-0-1-0}
  - {stretch: Neck tilt, hold: 30-60s, ready: 8s, sides: alternate, sets: 2}
  - {massage: Foot, for: 8s+, link: "https://example.org"}
  - {breathe: Box, breaths: 3, in: 3s, keep: 2s, out: 4s, empty: 1s}
  - {stretch: Half, breaths: 2}
  - repeat: 2
    steps: [{move: Plank, for: 65s}, {do: Walk about}]
  - {rest: 5s}
  - say: That was it.
"""
AT_THE_END = ("undo", "last")
KEYS = ("undo", "last", "next", "back", "restart", "longer", "shorter", "pause", "go-on")
SCRIPT = """
const { Player, moment, clock } = stretchplayer;
const keys = { next: "next", back: "back", restart: "restart", "go-on": "enter" };
return given[1].map((course) => {
  let now = 0; const player = new Player({...stretchplayer.plan, rules: given[0]}, () => now); const seen = [];
  const told = () => {
    const one = player.segment; const at = moment(player);
    const here = [player.left, at.digits, at.side, at.hint, player.changed ? "" : one.label ?? ""];
    seen.push([player.index, player.state, player.elapsed, player.extra, player.resumesAt !== null,
      player.places.length > 0,
      ...(player.finished ? [player.done, player.played, player.ending] : here)]);
  };
  player.start(); told();
  for (const [ms, key] of course) {
    if (ms > 5_000) { now += ms; player.look(); }
    else for (let n = 0; n < ms; n += 250) { now += 250; player.look(); }
    if (player.finished ? key === "undo" || key === "last" : key && key !== "last") {
      const change = { longer: 10_000, shorter: -10_000 }[key];
      if (key === "pause") player.toggle();
      else if (key === "undo" || key === "last") player[key]();
      else player.move(() => change ? player.change(change) : player[keys[key]]());
    }
    told();
  }
  return seen;
});
"""


def courses(number: int, seed: int) -> list[list[list[Any]]]:
    """Steps of a wait and a key, from somewhere in the routine; a few waits are those of a phone that slept."""
    rng = Random(seed)
    waits = (0, 250, 1000, 2500, 3250, 5000, 5000, 5000)
    likely = (*KEYS, "next", "next", "go-on", "go-on", "longer")

    def step() -> list[Any]:
        return [60_000 if rng.random() < 0.02 else rng.choice(waits), rng.choice(likely) if rng.random() < 0.6 else ""]

    return [[*([[0, "next"]] * rng.randrange(40)), *(step() for _ in range(60))] for _ in range(number)]


class Program:
    """The run of the program, as its screen shows it."""

    def __init__(self, made: RunPlan) -> None:
        self.clock = Clock(0)
        self.made, self.numbers = made, steps(made.timeline)
        session = Session(made, Speaker(self.clock), tones=TONES, now=self.clock)
        self.controls = Controls(session, made, clock=count(9, 9).__next__)  # no key is held
        self.controls.start()

    def walk(self, course: list[list[Any]]) -> list[list[Any]]:
        seen = [self.look()]
        for ms, key in course:
            for _ in range(1 if ms > 5_000 else ms // 250):
                self.clock.tick(ms if ms > 5_000 else 250)
                self.controls.wake()
            if key in AT_THE_END if self.controls.player.state == "finished" else key and key != "last":
                if key == "last":
                    self.controls.undo(into_last=True)
                else:
                    self.controls.press(key)
            seen.append(self.look())
        return seen

    def look(self) -> list[Any]:
        player, session = self.controls.player, self.controls.session
        where = [player.index, player.state, player.elapsed_ms, player.extra_ms, session.resuming]
        where.append(self.controls.can_undo)
        if player.state == "finished":
            ended = ending(session.tally)
            return [*where, session.tally.is_done, ended.played_ms, list(ended.details)]
        shown = display_of(player, self.made.moves, self.numbers)
        hint = shown.hint.replace("Paused. Press space to continue.", "Paused").replace("Press enter", "Press")
        return [*where, player.left_ms, shown.digits, shown.side, hint, shown.label]


def walk_both(browser: Browser, folder: Path, loaded: Any, settings: Settings, walks: list[Any]) -> None:
    made = plan(RunRequest(routine=loaded, settings=settings))
    path = folder / "page.html"
    text = outgoing("page", loaded, made)
    path.write_text(text, encoding="utf-8")
    browser.open(path)
    rules = json.loads(text.split('id="plan">')[1].split("</script>")[0])["rules"]
    for course, theirs in zip(walks, browser.awaited(SCRIPT, rules, walks), strict=True):
        for step, (ours, other) in enumerate(zip(Program(made).walk(course), theirs, strict=True)):
            for word in ("Done", "Continue"):
                other = [part.replace(f"Press {word}", "Press") if isinstance(part, str) else part for part in other]
            assert ours == other, (ours, other, settings.hands_free, course[:step])
    assert browser.complaints() == []


@pytest.mark.parametrize(
    "settings", [Settings(), Settings(hands_free=True, resume_lead=None)], ids=["waits", "hands-free"]
)
def test_the_same_keys_lead_to_the_same_place(browser: Browser, tmp_path: Path, settings: Settings) -> None:
    walk_both(browser, tmp_path, load_data(EVERYTHING, "all.yaml", advice=False), settings, courses(12, 7))
