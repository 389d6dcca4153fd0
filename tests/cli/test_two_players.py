"""Two programs of one person at once: neither disturbs what the other plays, records, keeps or has unsaved."""

import json
import signal
import subprocess
from pathlib import Path

import pytest

from tests.benchmarks.terminal import Terminal
from tests.cli.conftest import command

ROUTINE = "name: {name}\ncountdown: 0s\nsteps:\n  - {{stretch: Reach up, hold: {hold}, sides: none}}\n"


@pytest.fixture
def routines(home: Path) -> Path:
    folder = home / "routines"
    folder.mkdir()
    (folder / "short.yaml").write_text(ROUTINE.format(name="Short", hold="2s"))
    (folder / "long.yaml").write_text(ROUTINE.format(name="Long", hold="9m"))
    return folder


def history() -> dict[str, str]:
    done = subprocess.run([*command(), "history", "--json"], capture_output=True, text=True, timeout=60, check=True)
    return {session["routine"]: session["status"] for session in json.loads(done.stdout)}


def test_one_plays_to_its_end_while_the_other_is_killed_and_left(routines: Path) -> None:
    play = [*command(), "play", "--sound", "off"]
    with (
        Terminal([*play, "long"]) as killed,
        Terminal([*play, "long"]) as left,
        Terminal([*play, "short"]) as ends,
    ):
        for each in (killed, left, ends):
            each.until("left")
        killed.signal(signal.SIGKILL)
        left.press("\x03")
        assert left.wait() == 130
        ends.until("How did it feel")
        assert "journal" not in ends.text and "not recorded" not in ends.text
        ends.press("q")
        assert ends.wait() == 0, ends.text
    found = history()
    assert found["short"] == "finished" and found.get("long") != "finished"


def test_two_editors_that_are_killed_keep_what_each_has_unsaved(routines: Path, home: Path) -> None:
    edit = [*command(), "edit"]
    with (
        Terminal([*edit, str(routines / "short.yaml")]) as one,
        Terminal([*edit, str(routines / "long.yaml")]) as other,
    ):
        for each, text in ((one, "Short"), (other, "Long")):
            each.until(text)
            each.press(f"# {text} unsaved")
            each.until(f"{text} unsaved")
        for _ in range(600):
            drafts = [json.loads(path.read_text()) for path in (home / "data" / "drafts").glob("*.json")]
            if sum("unsaved" in draft["text"] for draft in drafts) == 2:
                break
            one.watch(0.05)
            other.watch(0.05)
        one.signal(signal.SIGKILL)
        other.signal(signal.SIGKILL)
    kept = {Path(draft["path"]).stem: draft["text"] for draft in drafts}
    assert "Short unsaved" in kept["short"] and "Long unsaved" in kept["long"]
    assert "unsaved" not in (routines / "short.yaml").read_text() + (routines / "long.yaml").read_text()
    with Terminal([*edit, str(routines / "short.yaml")]) as again:
        again.until("Unsaved work from last time")
        again.press("\r")
        again.until("# Short unsaved")
        again.press("\x13")
        again.until("Saved")
        again.press("\x1b")
        assert again.wait() == 0
    assert (routines / "short.yaml").read_text() == kept["short"]
