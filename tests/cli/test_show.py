import json

from stretchplayer.library.loader import load
from stretchplayer.tui.shelfwords import steps
from stretchplayer.words import doses

RICH = """\
name: Evening legs
category: cool-down
rest: 5s
steps:
  - section: Warm
    steps:
      - {move: March on the spot, for: 1m}
      - {move: Swings nobody knows, reps: 10, every: 2s, sides: both}
  - section: Stretch
    steps:
      - {stretch: Wall calf stretch, hold: 45s, sides: right then left, sets: 2, pause: 10s, note: Heel down}
      - rest: 20s
      - {stretch: Open one, hold: 30s+, sides: left}
  - repeat: 2
    name: hip circuit
    rest: 30s
    steps:
      - {move: Glute bridge, reps: 12}
      - {breathe: Belly, breaths: 2}
  - say: Well done
"""


def test_json_is_the_whole_plan(run, sheet) -> None:  # type: ignore[no-untyped-def]
    path = sheet(RICH)
    said = run("show", path, "--json")
    assert said.code == 0
    plan = json.loads(said.out)
    exported = json.loads(run("export", path, "--to", "json").out)
    assert {"file", *exported} == {"stretchplayer", "routine", *plan}  # the same, but where it was written
    assert (plan["id"], plan["name"], plan["category"], plan["file"]) == ("sheet", "Evening legs", "cool-down", path)
    segments = plan["segments"]
    assert [{**segment, "line": None} for segment in segments] == [{**s, "line": None} for s in exported["segments"]]
    assert [segment["index"] for segment in segments] == list(range(len(segments)))
    ready = segments[0]
    assert (ready["kind"], ready["start_ms"], ready["duration_ms"]) == ("ready", 0, 5000)
    at = 0
    for segment in segments:
        assert segment["start_ms"] == at
        at += segment["duration_ms"]
    body = {"stretch", "move", "massage", "breathe", "do"}
    assert plan["total_ms"] == sum(s["duration_ms"] for s in segments[1:])
    assert plan["work_ms"] == sum(s["duration_ms"] for s in segments if s["kind"] in body)
    assert plan["open"] is True and plan["estimate_ms"] > plan["total_ms"]
    calf = [s for s in segments if s["note"] == "Heel down"]
    assert [(s["side"], s["set"], s["sets"]) for s in calf] == [
        ("right", 1, 2),
        ("right", 2, 2),
        ("left", 1, 2),
        ("left", 2, 2),
    ]
    assert calf[0]["section"] == "Stretch" and calf[0]["line"] == 11
    bridge = [s for s in segments if s["name"] == "Glute bridge"]
    assert [(s["round"], s["rounds"], s["reps"], s["open"]) for s in bridge] == [(1, 2, 12, True), (2, 2, 12, True)]
    assert segments[-1]["kind"] == "say" and segments[-1]["duration_ms"] == 0


def test_the_table_says_it_all_in_eighty_columns(run, sheet) -> None:  # type: ignore[no-untyped-def]
    said = run("show", sheet(RICH))
    assert said.code == 0
    # The last line is a command, in one piece whatever path it holds.
    assert all(len(line) <= 80 for line in said.out.splitlines()[:-1])
    rows = [" ".join(line.split()) for line in said.out.splitlines()]
    assert rows[0] == "Evening legs cool-down"
    for row in (
        "# At Step Dose Sides",
        "0:00 Get ready 5s",
        "Warm",
        "1 0:05 March on the spot 1m",
        "2 1:10 Swings nobody knows 10 times, 20s left, right",
        "3 2:00 Wall calf stretch 2 × 45s right, left",
        "5:25 Rest 20s",
        "4 5:45 Open one at least 30s left side",
        "Hip circuit, round 1 of 2",
        "5 6:20 Glute bridge 12 times, waits",
        "6 6:25 Belly 2 breaths, 20s",
        "Hip circuit, round 2 of 2",
        "“Well done”",
    ):
        assert row in rows, said.out
    assert "Not in the catalogue: Swings nobody knows, Open one" in said.out


def test_the_last_line_names_the_routine_as_play_will_find_it(run, sheet) -> None:  # type: ignore[no-untyped-def]
    path = sheet("steps: [Neck tilt]\n")
    for named, called in ((path, path), ("morning", "morning-wake-up")):
        last = run("show", named).out.splitlines()[-1]
        assert last == f"stretchplayer play {called} --from N begins with step N."
        assert run("show", called).code == 0


def test_every_shipped_plan_fits_and_its_steps_are_numbered_in_order(run) -> None:  # type: ignore[no-untyped-def]
    for id in ("football-table-level-1", "night-calf-hamstring", "calf-cramp"):
        said = run("show", id)
        assert said.code == 0
        assert all(len(line) <= 80 for line in said.out.splitlines()), said.out
        numbers = [int(line[:4]) for line in said.out.splitlines() if line[:4].strip().isdigit()]
        assert numbers == list(range(1, len(numbers) + 1))


def test_what_cannot_be_played_is_not_shown(run, sheet) -> None:  # type: ignore[no-untyped-def]
    said = run("show", sheet("steps:\n  - strech: A\n"))
    assert said.code == 1
    assert said.out == ""
    assert "error[unknown-verb]" in said.err and "sheet.yaml has 1 mistake" in said.err


def test_nothing_fitting_suggests(run) -> None:  # type: ignore[no-untyped-def]
    said = run("show", "mornig-wake-up")
    assert said.code == 3
    assert "Did you mean `morning-wake-up`?" in said.err


def test_rounds_have_their_name_and_steps_what_waits_and_what_is_optional_everywhere(run, sheet) -> None:  # type: ignore[no-untyped-def]
    path = sheet(
        "steps:\n  - repeat: 2\n    name: hip circuit\n    steps: [{move: Sit, reps: 8, optional: yes}]\n"
        "  - repeat: 2\n    name: odd\n    steps: [{stretch: C, hold: {rounds: [5s, 9s]}}]\n"
    )
    loaded = load(path)
    assert loaded.timeline is not None
    names = ["Hip circuit, round 1 of 2", "Hip circuit, round 2 of 2"]
    rows = steps(loaded.timeline, bouts=False)
    shown = [" ".join(line.split()) for line in run("show", path).out.splitlines()]
    assert names == [row.text for row in rows if row.heading][:2] == [line for line in shown if line in names]
    assert rows[1].aside == "8 times, waits, optional" and "8 times, waits, optional" in " ".join(shown)
    assert [doses.place(s) for s in loaded.timeline.segments if s.name == "Sit"] == [(n, "Optional") for n in names]
    page = run("export", path, "--to", "markdown").out.splitlines()
    assert "- **Hip circuit, 2 rounds**" in page and "## Odd" in page
    assert "<h2>Odd</h2>" in run("export", path, "--to", "html").out
