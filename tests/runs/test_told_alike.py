"""Each way of following a routine tells the same of it: the screen, plain lines, the page for a phone, and paper."""

import json
import re
from dataclasses import replace

from hypothesis import given

from stretchplayer.library.loader import load_data
from stretchplayer.plain.lines import Words
from stretchplayer.playback.events import Entered
from stretchplayer.playback.player import Player
from stretchplayer.playback.segments import Timeline
from stretchplayer.playback.shown import steps
from stretchplayer.playback.tally import Tally
from stretchplayer.routine.model import Routine
from stretchplayer.routine.writer import write_routine
from stretchplayer.runs.outgoing import outgoing
from stretchplayer.runs.request import RunRequest, plan
from stretchplayer.tui import shelfwords
from stretchplayer.tui.display import display_of
from tests.examples import examples
from tests.strategies import routines

TEXT = """
name: All of it
equipment: [chair, strap]
rest: 10s
steps:
  - section: Legs
    steps:
      - {stretch: Standing calf stretch, note: On the stairs., link: "https://example.org/calf", optional: yes}
  - {rest: 20s, note: Drink some water.}
  - {move: Squat, reps: 8-12, load: 15 kg, effort: RPE 7}
  - say: Nearly there.
  - {move: Run, distance: 400 m}
  - {stretch: Neck tilt, hold: 30-60s, ready: 8s}
"""


def test_what_is_told_of_a_step_is_the_same_everywhere() -> None:
    loaded = load_data(TEXT, "all.yaml", advice=False)
    made = plan(RunRequest(routine=loaded))
    timeline, moves = made.timeline, made.moves
    player = replayed(timeline)
    words, tally = Words(timeline, moves, keys=True, waits=True), Tally(timeline)
    screen, lines = {}, {}
    for segment in timeline.segments:
        player.jump(segment.index)
        lines[segment.index] = words.of(Entered(segment.index), player, tally) or ""
        screen[segment.index] = display_of(player, moves, steps(timeline))
    page = outgoing("page", loaded, made)
    found = re.search(r'<script type="application/json" id="plan">(.*?)</script>', page)
    assert found
    data = json.loads(found[1])
    shown = data["routines"][0]["segments"]
    sheet, plain = outgoing("markdown", loaded, made), "\n".join(lines.values())
    for segment in timeline.segments:
        if segment.kind == "say":
            continue
        one, there = screen[segment.index], shown[segment.index]
        guide = data["guides"][there["guide"]] if "guide" in there else {"how": [], "avoid": []}
        link = [there["link"]] if "link" in there else []
        assert list(one.how) == [*there.get("notes", []), *guide["how"], *guide["avoid"], *link], segment.name
        for line in one.how:
            assert line.rstrip(".") in plain
            assert line in sheet or line.rstrip(".") in sheet
        assert ("Optional" in one.counts) == ("Standing" in one.title)
        assert " · ".join(filter(None, (one.word, *one.counts))) == there["chip"]
        assert (one.title, one.side, one.label) == (there["name"], there.get("side", ""), there.get("label", ""))
        assert (one.next and f"Next: {one.next}", one.step) == (there.get("next", ""), there["step"])
        if segment.is_bout:
            assert ("Optional." in lines[segment.index]) == segment.optional
    assert "Legs. Standing calf stretch, left leg." in plain
    hints = {one.title: one.hint for index, one in screen.items() if timeline.segments[index].is_bout}
    assert hints["Squat"] == "8-12 times, 15 kg, RPE 7 · Press enter when you are done"
    assert hints["Run"] == "400 m · Press enter when you are done"
    assert "30s-1m" in hints.values()
    before = ("You need: chair, strap.", "Pain is a stop.")
    assert words.before() == before and data["routines"][0]["segments"][0]["hint"] == " ".join(before)
    assert display_of(replayed(timeline), moves, steps(timeline)).hint == " ".join(before)
    assert before[0] in sheet and [row.text for row in shelfwords.needs(timeline)] == [before[0]]


def replayed(timeline: Timeline) -> Player:
    """A player in its get-ready."""
    player = Player(timeline, lambda: 0)
    player.start()
    return player


@examples(10)
@given(routines())
def test_any_routine_can_be_told_in_every_way(routine: Routine) -> None:
    loaded = load_data(write_routine(replace(routine, category="stretch", relieves=())), "made.yaml", advice=False)
    if loaded.timeline is None or len(loaded.timeline.segments) > 200:
        return
    made = plan(RunRequest(routine=loaded))
    timeline, moves = made.timeline, made.moves
    player = replayed(timeline)
    words, tally, numbers = Words(timeline, moves, keys=True, waits=True), Tally(timeline), steps(timeline)
    for segment in timeline.segments:
        player.jump(segment.index)
        words.of(Entered(segment.index), player, tally)
        words.where(player)
        display_of(player, moves, numbers)
    shelfwords.steps(timeline, bouts=False)
    for form in ("markdown", "csv"):
        assert outgoing(form, loaded, made)
