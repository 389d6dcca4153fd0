"""A routine on the page goes as it goes in the program: the same keys at the same moments lead to the same place, are
told in the same words, and end alike."""

import json
from collections.abc import Iterable
from itertools import accumulate, count, zip_longest
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest

from stretchplayer.library.loader import load_data
from stretchplayer.playback.cue import TONE_MS
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
from tests.runs.test_session import TONES, Speaker, Speech, clip

pytestmark = pytest.mark.xdist_group("browser")

EVERYTHING = """
name: All of it
countdown: 4s
rest: 6s
steps:
  - Standing side bend
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
const { Player, moment, clock, plan: { segments } } = stretchplayer;
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
      else if (key.startsWith("jump")) player.move(() => player.jump(Number(key.slice(5)) % segments.length, 0));
      else player.move(() => change ? player.change(change) : player[keys[key]]());
    }
    told();
  }
  return seen;
});
"""


#: An audio clock that is the page's, and takes down what is to sound on it: the recording of a text is the text.
AUDIO = """
globalThis.heard = [];
globalThis.AudioContext = class {
  sampleRate = 44100; destination = {};
  get currentTime() { return performance.now() / 1000; }
  resume() {}
  createBuffer(_, length) { return { name: `${Math.round(length / 44.1)}`, copyToChannel() {} }; }
  async decodeAudioData(bytes) { return { name: new TextDecoder().decode(bytes) }; }
  createBufferSource() {
    const one = { at: 0, name: "" };
    return {
      connect() {},
      set buffer(sound) { one.name = sound.name; },
      start(at) { one.at = Math.round(at * 1000) - 60; heard.push(one); },
      stop() { if (one.at + 60 > performance.now()) heard = heard.filter((other) => other !== one); },
    };
  }
};
"""
PRESS = """
for (const [ms, key] of arguments[0]) {
  moveOn(ms);
  if (key) document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}
return heard.filter((one) => one.at <= performance.now()).map((one) => [one.at, one.name]);
"""
MOVES = {"next": "n", "back": "p", "go-on": "Enter", "longer": "+", "shorter": "-", "restart": "r", "undo": "u"}
PRESSED = {**MOVES, "mute": "m"}
# What is announced in silence is named once more when it begins.
IN_SILENCE = [[400, "next"], [400, "next"], [200, "mute"], [4000, "mute"], *[[5000, ""]] * 2]


def courses(number: int, seed: int) -> list[list[list[Any]]]:
    """Steps of a wait and a key, from somewhere in the routine; a few waits are those of a phone that slept."""
    rng = Random(seed)
    waits = (0, 250, 1000, 2500, 3250, 5000, 5000, 5000)
    likely = (*KEYS, "next", "next", "go-on", "go-on", "longer")

    def step() -> list[Any]:
        key = rng.choice((*likely, f"jump {rng.randrange(200)}")) if rng.random() < 0.6 else ""
        return [60_000 if rng.random() < 0.02 else rng.choice(waits), key]

    return [[*([[0, "next"]] * rng.randrange(40)), *(step() for _ in range(60))] for _ in range(number)]


class Program:
    """The run of the program, as its screen shows it."""

    def __init__(self, made: RunPlan, *, heard: bool = False) -> None:
        self.clock = Clock(0)
        self.made, self.numbers = made, steps(made.timeline)
        self.speaker = Speaker(self.clock)
        voice: Any = Speech(self.clock) if heard else None
        beside: Any = (lambda job: job()) if heard else (lambda job: None)
        session = Session(made, self.speaker, tones=TONES, voice=voice, now=self.clock, beside=beside)
        self.controls = Controls(session, made)
        self.controls.start()

    @patch("stretchplayer.runs.controls.monotonic", count(9, 9).__next__)  # no key is held
    def walk(self, course: list[list[Any]], each_ms: int = 250) -> list[list[Any]]:
        seen = [self.look()]
        for ms, key in course:
            for _ in range(1 if ms > 5_000 else ms // each_ms):
                self.clock.tick(ms if ms > 5_000 else each_ms)
                self.controls.wake()
            if key in AT_THE_END if self.controls.player.state == "finished" else key and key != "last":
                if key == "last":
                    self.controls.undo(into_last=True)
                elif key.startswith("jump"):
                    self.controls.jump(int(key[5:]) % len(self.made.timeline.segments))
                else:
                    self.controls.press(key)
            seen.append(self.look())
        return seen

    @property
    def heard(self) -> list[tuple[int, str]]:
        """What was heard when; that the length of the run is said at its end is left out."""
        names = ((at, "The end." if name.startswith("The end.") else name) for at, name in self.speaker.heard)
        return sorted((at, name.removesuffix("-in").removesuffix("-out")) for at, name in names if at <= self.clock.ms)

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
            assert ours == other, (settings.hands_free, course[:step])
    assert browser.complaints() == []


@pytest.mark.parametrize(
    ("settings", "seeds"), [(Settings(), (9, 10)), (Settings(hands_free=True, resume_lead=None), (6,))]
)
def test_the_same_keys_lead_to_the_same_place(
    browser: Browser, tmp_path: Path, settings: Settings, seeds: tuple[int, ...]
) -> None:
    walks = [course for seed in seeds for course in courses(4, seed)]
    walk_both(browser, tmp_path, load_data(EVERYTHING, "all.yaml", advice=False), settings, walks)


def test_the_same_is_heard_at_the_same_moments(browser: Browser, tmp_path: Path) -> None:
    loaded = load_data(EVERYTHING, "all.yaml", advice=False)
    assert heard_otherwise(browser, tmp_path, loaded, [IN_SILENCE, *map(heard_course, (106, 107))]) == []


def heard_course(seed: int) -> list[list[Any]]:
    """A wait and a key, again and again, from somewhere in the routine."""
    rng = Random(seed)
    waits = [rng.choice((200, 1000, 2000, 3400, 5000, 5000)) for _ in range(16)]
    return [[400, "next"]] * rng.randrange(40) + [
        [ms, rng.choice((*MOVES, "longer", "shorter")) if rng.random() < 0.5 else ""] for ms in (*waits, 5000)
    ]


def heard_otherwise(browser: Browser, folder: Path, loaded: Any, courses: Iterable[list[list[Any]]]) -> list[Any]:
    """Of these courses those in which something else is heard on the page, or at another moment, with the first of
    both."""
    made = plan(RunRequest(routine=loaded))
    path = folder / "page.html"
    path.write_text(outgoing("page", loaded, made, record=lambda u: (u.text.encode(), 65 * len(u.text))), "utf-8")
    tones = {str(ms): tone for tone, ms in TONE_MS.items()}
    differ = []
    for course in courses:
        browser.open(path, before=AUDIO)
        browser.click("begin")
        browser.awaited("await Promise.resolve()")
        there = browser.run(PRESS, [[ms, PRESSED.get(key, "")] for ms, key in course])
        named = sorted((at, tones.get(name, "breath" if name.isdecimal() else name)) for at, name in there)
        with patch("stretchplayer.runs.sound.breath", lambda phase, ms: clip(f"breath-{phase}", ms)):
            program = Program(made, heard=True)
            program.walk(course, 200)
        # What would begin just then may be heard or not.
        keys_at = set(accumulate(ms for ms, _ in course))
        ours, theirs = (
            [one for one in heard if not any(at - 65 <= one[0] <= at for at in keys_at)]
            for heard in (program.heard, named)
        )
        pairs = zip_longest(ours, theirs, fillvalue=(0, ""))
        wrong = [(a, b) for a, b in pairs if a[1] != b[1] or abs(a[0] - b[0]) > 5]
        differ += [(course, wrong[0])] if wrong else []
    assert browser.complaints() == []
    return differ
