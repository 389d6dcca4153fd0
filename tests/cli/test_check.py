import json
import os
from pathlib import Path

import pytest

from stretchplayer.cli import doctor
from stretchplayer.library import places
from stretchplayer.library.document import look_over
from stretchplayer.library.shelf import shelf
from stretchplayer.settings.file import load_settings
from stretchplayer.tui.app import homes
from stretchplayer.tui.keymap import looked_at
from stretchplayer.tui.shelfwords import about

GOOD = "steps:\n  - {stretch: Wall calf stretch, hold: 30s}\n  - {move: Wobble, reps: 4}\n"
BAD = "steps:\n  - strech: A\n  - {stretch: B, hold: 1m30}\n"


def test_a_good_file_has_one_line_with_steps_total_and_unknown_names(run, sheet) -> None:  # type: ignore[no-untyped-def]
    path = sheet(GOOD)
    said = run("check", path)
    assert said.code == 0
    assert said.out.splitlines()[-1] == f"{path}: OK; 2 steps, about 1m 17s; not in the catalogue: Wobble"


def test_every_mistake_is_told_at_its_place(run, sheet) -> None:  # type: ignore[no-untyped-def]
    path = sheet(BAD)
    said = run("check", path)
    assert said.code == 1
    assert f"{path}:2:5: error[unknown-verb]" in said.out
    assert f"{path}:3:24: error[" in said.out
    assert "    ^^^^^^ did you mean `stretch`?" in said.out
    assert said.err == ""


def test_json_for_programs(run, sheet) -> None:  # type: ignore[no-untyped-def]
    said = run("check", "--format", "json", sheet(BAD))
    assert said.code == 1
    problems = json.loads(said.out)
    assert [p["line"] for p in problems] == [2, 3]
    assert set(problems[0]) == {
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "severity",
        "slug",
        "message",
        "help",
    }
    assert json.loads(run("check", "--format", "json", "ten-breaths").out) == []


def test_annotations_for_workflows(run, sheet) -> None:  # type: ignore[no-untyped-def]
    path = sheet(BAD)
    said = run("check", "--format", "github", path)
    assert said.code == 1
    assert said.out.splitlines()[0].startswith(f"::error file={path},line=2,")


def test_the_worst_file_decides_the_exit_code(run, sheet, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    bad = sheet(BAD)
    assert run("check", "ten-breaths", bad).code == 1
    assert run("check", bad, str(tmp_path / "missing.yaml")).code == 3
    said = run("check", str(tmp_path / "missing.yaml"), str(tmp_path), bad, "ten-breaths")
    assert said.code == 4
    assert "there is no file" in said.err and "is a folder" in said.err
    assert "unknown-verb" in said.out and "ten-breaths.yaml: OK" in said.out
    problems = json.loads(run("check", "--format", "json", str(tmp_path / "missing.yaml"), str(tmp_path)).out)
    assert [p["slug"] for p in problems] == ["not-found", "unreadable"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", 1),
        (b"\0\x01\x02", 1),
        (b"\xff\xfe", 1),
        (b"name: x\n", 1),
        (b"steps: []\n", 1),
        (b"steps: [\n", 1),
        (b"a" * 70_000, 1),
    ],
    ids=["empty", "binary", "utf-16", "no steps key", "no steps", "broken", "too large"],
)
def test_bad_input_is_told_and_nothing_breaks(run, tmp_path: Path, content: bytes, code: int) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    said = run("check", str(path))
    assert said.code == code
    assert f"{path}:" in said.out and "error[" in said.out
    assert run("show", str(path)).code == code
    assert run("play", str(path), "--plain").code == code


def test_a_file_that_may_not_be_read_is_the_machines_fault(run, sheet, unprivileged) -> None:  # type: ignore[no-untyped-def]
    path = sheet(GOOD)
    commands = (("check", path), ("show", path), ("play", path, "--plain", "--fit", "5s"))
    for command in commands[:2]:
        assert run(*command).code == 0
    os.chmod(path, 0)  # noqa: PTH101
    for command in commands:
        with unprivileged():
            said = run(*command)
        assert said.code == 4
        assert "permitted" in said.err


def test_escapes_of_a_file_never_reach_the_terminal(run, sheet) -> None:  # type: ignore[no-untyped-def]
    said = run("check", sheet('steps:\n  - "\x1b]0;evil\x07": 3\n  - "\\e[31m": 4\n'))
    assert said.code == 1 and "evil" in said.out


def test_a_hostile_file_name_never_reaches_the_terminal(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a\x1b[31mb\n.yaml"
    path.write_text(BAD)
    assert run("check", str(path)).code == 1
    assert run("show", str(path)).code == 1
    assert run("check", str(path) + "x").code == 3


def test_own_moves_and_settings_are_checked_as_what_they_are(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    (home / "moves").mkdir()
    moves = home / "moves" / "mine.yaml"
    moves.write_text("mine: {name: Mine, kind: strech}\n")
    assert "strech" in run("check", str(moves)).out
    moves.write_text("mine: {name: Mine, kind: stretch, how: [So.]}\n")
    assert run("check", str(moves)).out == f"{moves}: OK; 1 move\n"
    (home / "settings.yaml").write_text("voice: loud\n")
    said = run("check", str(home / "settings.yaml"))
    assert said.code == 1 and "settings.yaml:1:8: error[bad-value]" in said.out
    (home / "settings.yaml").write_text("voice: brief\n")
    assert run("check", str(home / "settings.yaml")).code == 0


def test_a_key_is_judged_by_check_and_doctor_as_by_the_screens(home, run) -> None:  # type: ignore[no-untyped-def]
    file = home / "settings.yaml"
    # The last two are never on one screen.
    file.write_text("keys:\n  player.pause: n\n  player.voice: f99\n  player.next: f7\n  library.settings: f7\n")
    said = run("check", str(file)).out
    told = [f"{report.name}: {report.detail}" for report in doctor._settings()]
    _, bad = looked_at(load_settings().settings.keys, homes())
    assert list(bad) == ["player.pause", "player.voice"]
    for line, one in zip((2, 3), bad.values(), strict=True):
        assert f"{file}:{line}:3: error[{one.slug}]: {one.message}" in said
        assert f"settings.yaml, line {line}: {one.message}." in told
    assert said.count("error[") == len(told) == len(bad)


def test_fix_applies_what_has_one_remedy_and_shows_it(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "legs.yaml"
    path.write_text("steps:\n  - strech: Calf\n    hold: 1m30\n  - stretch: Calf\n    hold: 1:5\n")
    said = run("check", "--fix", str(path))
    assert "-  - strech: Calf" in said.out and "+  - stretch: Calf" in said.out
    assert said.code == 1 and "1:5" in said.out
    assert path.read_text() == "steps:\n  - stretch: Calf\n    hold: 1m 30s\n  - stretch: Calf\n    hold: 1:5\n"


def test_a_file_keeps_the_ends_of_its_lines(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "legs.yaml"
    path.write_bytes(b"steps:\r\n- strech: Calf\r\n")
    run("check", "--fix", str(path))
    assert path.read_bytes() == b"steps:\r\n- stretch: Calf\r\n"
    run("fmt", str(path))
    assert path.read_bytes() == b"steps:\r\n  - stretch: Calf\r\n"


def test_what_changes_a_file_keeps_its_last_version(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path, kept = tmp_path / "legs.yaml", tmp_path / "legs.yaml~"
    for command, text in (("check", "steps:\n  - strech: Calf\n"), ("fmt", "steps:\n- Calf\n")):
        path.write_text(text)
        for _ in range(2):  # a second time there is nothing to change: what is kept is not lost
            assert run(command, *(["--fix"] if command == "check" else []), str(path)).code == 0
        assert path.read_text() != text == kept.read_text()


def test_fmt_says_of_what_is_no_routine_that_it_has_no_standard_form(run) -> None:  # type: ignore[no-untyped-def]
    week, moves = places.personal_routines().parent / "week.yaml", places.personal_moves() / "mine.yaml"
    for path, text, what in (
        (week, "plan: Week\ndays: {Mon: [desk-break]}\n", "a plan"),
        (moves, "hop: {name: Hop, kind: move}\n", "a file of moves"),
        (places.settings_file(), "voice:   brief\n", "your settings"),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        said = run("fmt", str(path))
        assert said.code == 2 and f"holds {what}; only routines have a standard form" in said.err
        assert path.read_text() == text and not said.out


def test_two_files_with_one_id_are_told_of_everywhere(run) -> None:  # type: ignore[no-untyped-def]
    folder = places.personal_routines()
    folder.mkdir(parents=True)
    for name in ("legs.yaml", "legs.yml"):
        (folder / name).write_text("steps: [Calf]\n")
    entry = next(entry for entry in shelf() if entry.id == "legs")
    told = "`legs.yml` has the same id; this file counts"
    for said in (run("check", entry.path).out, run("list").out, str(list(doctor._folders()))):
        assert told in said
    assert entry.beside == told and look_over(entry.path, "steps: [Calf]\n").problems[0].message == told
    assert any(told in fact.text for fact in about(entry))
    (folder / "legs.yml").unlink()
    assert not next(entry for entry in shelf() if entry.id == "legs").beside  # it is not remembered


def test_two_files_with_one_id_name_each_other(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for name in ("legs.yaml", "legs.yml", "Legs.YAML"):
        (tmp_path / name).write_text("steps: [Calf]\n")
    counts = run("check", str(tmp_path / "Legs.YAML")).out
    assert "advice[same-id]: `legs.yaml`, `legs.yml` have the same id; this file counts" in counts
    assert (
        "`Legs.YAML` has the same id and counts in place of this file" in run("check", str(tmp_path / "legs.yml")).out
    )
