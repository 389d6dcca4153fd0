"""`show --cues`: what is heard when, as a table and as data."""

import json

import pytest

from stretchplayer.audio.voice.engines import found

SHORT = """\
name: Two holds
countdown: 5s
steps:
  - {stretch: Calf, hold: 30s, sides: both}
"""

REAL = [engine for engine in found() if engine.name == "espeak-ng-library"]


def test_the_cues_as_data_stand_beside_the_plan_they_belong_to(run, sheet) -> None:  # type: ignore[no-untyped-def]
    plan = json.loads(run("show", sheet(SHORT), "--cues", "--json", "--voice", "off").out)
    assert plan["voice"] is None
    cues = plan["cues"]
    assert all(list(cue) == ["at_ms", "segment", "tone", "text", "role", "length_ms"] for cue in cues)
    assert [cue["at_ms"] for cue in cues] == sorted(cue["at_ms"] for cue in cues)
    starts = [cue["at_ms"] for cue in cues if cue["tone"] == "start"]
    assert starts == [s["start_ms"] for s in plan["segments"] if s["kind"] == "stretch"]
    assert cues[-1]["tone"] == "finish" and cues[-1]["segment"] == len(plan["segments"])


@pytest.mark.skipif(not REAL, reason="espeakng-loader is not installed")
def test_the_table_has_the_moment_of_every_tone_and_phrase(run, sheet, monkeypatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("STRETCHPLAYER_HOME", str(tmp_path))
    said = run("show", sheet(SHORT), "--cues")
    assert said.code == 0 and said.err == ""
    assert all(len(line) <= 80 for line in said.out.splitlines())
    rows = [" ".join(line.split()) for line in said.out.splitlines()]
    assert rows[0] == "Two holds" and rows[1] == "At Tone Said Lasts"
    assert "0:05.000 start 0.41 s" in rows and "0:20.000 half 0.26 s" in rows
    assert any(row.startswith("0:00.") and "Calf. Left " in row for row in rows)
    assert "spoken by" in rows[-1] + rows[-2]
    brief = run("show", sheet(SHORT), "--cues", "--voice", "brief").out
    assert "Done." in said.out and "Done." not in brief and "Calf." in brief
