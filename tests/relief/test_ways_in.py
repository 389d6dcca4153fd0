"""One engine: every way in leads to relief, what cannot ask refuses, and an open sign comes before any routine."""

from pathlib import Path

import pytest

from stretchplayer.cli import exits
from stretchplayer.cli.main import main
from stretchplayer.journal.access import open_journal
from stretchplayer.journal.records import Moment, SignRecord
from stretchplayer.library import finding
from stretchplayer.runs.relief_plans import plan_for

OWN = """\
name: My calf
category: relief
relieves: [calf]
steps:
  - repeat: until eased
    steps:
      - stretch: Toe pull, leg straight
        hold: 1m+
        note: |
          My own first line.
          My own second line.
      - massage: Calf rub
        for: 1m+
"""


@pytest.fixture
def own(home: Path) -> Path:
    (home / "routines").mkdir()
    path = home / "routines" / "my-calf.yaml"
    path.write_text(OWN, "utf-8")
    return path


def _said(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str]:
    code = main([*argv])
    out = capsys.readouterr()
    return code, out.out + out.err


@pytest.mark.parametrize("way", ["calf-cramp", "my-calf", "path"])
def test_play_hands_a_relief_routine_to_relief(own: Path, capsys: pytest.CaptureFixture[str], way: str) -> None:
    routine = str(own) if way == "path" else way
    code, said = _said(capsys, "play", routine, "--plain", "--sound", "off", "--speed", "100")
    assert code == 0
    assert "Light on, compare both legs." in said and "If it does not ease:" in said and "Rub" not in said
    assert ("My own first line." in said) == (way != "calf-cramp")


def test_a_screen_for_once_whatever_the_settings_say(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "settings.yaml").write_text("plain: yes\n")

    def leave(screen: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("stretchplayer.cli.relief.has_screen", lambda: True)
    monkeypatch.setattr("stretchplayer.tui.screens.relief.ReliefApp", leave)
    assert main(["relief", "--no-plain"]) == exits.INTERRUPTED


def test_relief_prefers_a_persons_own_and_gates_it(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = _said(capsys, "relief", "calf", "--plain", "--sound", "off", "--speed", "100")
    assert code == 0 and "My own first line." in said and "Light on, compare both legs." in said


def test_a_broken_own_routine_costs_that_routine_only(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own.write_text(OWN.replace("hold: 1m+", "hold: ["), "utf-8")
    code, said = _said(capsys, "relief", "calf", "--plain", "--sound", "off", "--speed", "100")
    assert code == 0 and "Straighten your leg." in said


def test_render_and_calendar_refuse_and_the_sheet_asks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = _said(capsys, "render", "calf-cramp", "-o", str(tmp_path / "x.wav"))
    assert code != 0 and "cramp needs questions that a sound file can't ask" in said and "export calf-cramp" in said
    code, said = _said(capsys, "export", "calf-cramp", "--to", "ics")
    assert code != 0 and "Make a sheet" in said
    code, said = _said(capsys, "export", "calf-cramp", "--to", "markdown")
    assert code == 0
    signs, gate = said.index("Chest pain or tightness"), said.index("Light on, compare both legs.")
    asked, rub = said.index("Before rubbing: any of these?"), said.index("**Calf rub**")
    assert signs < said.index("**Toe pull, leg straight**") < gate < asked < rub


def test_show_has_the_signs_above_the_steps(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = _said(capsys, "show", "stiff-neck")
    assert code == 0 and said.index("Neck pain after a fall or a blow.") < said.index("Slow breathing, seated")


def _open_sign() -> None:
    store = open_journal()
    store.save(SignRecord("abcdefgh", "T1", "One leg swollen", Moment(1_790_000_000_000), "left calf"))
    store.close()


def test_nothing_goes_round_an_open_stop(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _open_sign()
    for argv in (["play", "desk-break"], ["play", "calf-cramp"], ["play", str(own)], ["relief"], ["relief", "neck"]):
        code, said = _said(capsys, *argv, "--plain", "--sound", "off", "--speed", "100")
        assert code == 0 and "Get it checked today. Don't wait." in said, argv
        assert "Straighten" not in said and "Sit." not in said and "roll" not in said.casefold(), argv


def test_an_own_plan_is_its_own_and_a_shipped_one_is_not(own: Path) -> None:
    mine, shipped = plan_for(str(own)), plan_for(finding.find("calf-cramp").path)
    assert mine is not None and mine.own and mine.techniques[0].large[0] == "My own first line."
    assert shipped is not None and not shipped.own


def test_a_routine_with_mistakes_or_for_no_muscle_is_no_plan(own: Path) -> None:
    other = own.with_name("other.yaml")
    other.write_text("steps: [stretch: A]\n", "utf-8")
    assert plan_for(str(other)) is None
    own.write_text(OWN.replace("hold: 1m+", "hold: ["), "utf-8")
    assert plan_for(str(own)) is None
