"""`stretchplayer edit --external`: the person's own editor, without a shell between; and files kept whole."""

import json
import os
import sys
from pathlib import Path

import pytest

from stretchplayer.cli.edit import editor_command
from stretchplayer.cli.exits import Fault
from stretchplayer.library import document
from stretchplayer.library.finding import find

LEGS = "steps:\n  - stretch: Wall calf stretch, knee straight\n"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that notes its arguments, in a folder with a blank in its name."""
    folder = tmp_path / "my tools"
    folder.mkdir()
    script = folder / "edi tor"
    noted = tmp_path / "noted.json"
    script.write_text(
        f"#!{sys.executable}\nimport json, sys\njson.dump(sys.argv[1:], open({str(noted)!r}, 'w'))\n"
        "open(sys.argv[-1], 'a').write('  - strech: X\\n') if 'spoil' in sys.argv else None\n"
    )
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))
    return noted


@pytest.mark.parametrize(
    "name", ["legs.yaml", "my 'own' \"legs\" $(rm -rf x).yaml", "-rf.yaml", "--help.yaml", "a;b&c.yaml"]
)
def test_any_path_reaches_the_editor_whole(run, editor: Path, tmp_path: Path, monkeypatch, name: str) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(LEGS)
    said = run("edit", "--external", "--", name)
    assert json.loads(editor.read_text()) == [str(tmp_path / name)]
    assert said.code == 0
    assert ": OK; 2 steps" in said.out or ": OK; 1 step" in said.out


def test_the_editor_may_have_arguments_and_what_it_spoils_is_told(
    run, editor: Path, tmp_path: Path, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "legs.yaml"
    path.write_text(LEGS)
    program = os.environ["EDITOR"]
    monkeypatch.setenv("VISUAL", f'"{program}" --wait spoil "two words"')
    said = run("edit", "--external", str(path))
    assert json.loads(editor.read_text()) == ["--wait", "spoil", "two words", str(path)]
    assert said.code == 1
    assert "error[unknown-verb]" in said.out


def test_a_shipped_routine_is_copied_first_with_its_origin(run, editor: Path, home: Path) -> None:  # type: ignore[no-untyped-def]
    shipped = Path(find("ten-breaths").path)
    before = shipped.read_bytes()
    said = run("edit", "--external", "ten-breaths")
    copy = home / "routines" / "ten-breaths.yaml"
    assert said.code == 0
    assert f"Copied into your own folder: {copy}" in said.out
    assert json.loads(editor.read_text()) == [str(copy)]
    assert copy.read_text().startswith("# A copy of the routine `ten-breaths` that comes with Stretchplayer.\n")
    assert shipped.read_bytes() == before
    assert run("edit", "--external", "ten-breaths").code == 0
    assert [path.name for path in copy.parent.iterdir()] == ["ten-breaths.yaml"], "the copy is edited from now on"


def test_an_editor_that_is_not_there_is_said(run, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "legs.yaml"
    path.write_text(LEGS)
    monkeypatch.setenv("VISUAL", "no-such-editor --wait")
    said = run("edit", "--external", str(path))
    assert said.code == 4
    assert "there is no program `no-such-editor`" in said.err and "VISUAL or EDITOR" in said.err
    monkeypatch.setenv("VISUAL", "vi 'unclosed")
    assert run("edit", "--external", str(path)).code == 2
    monkeypatch.delenv("VISUAL")
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Fault, match="no editor is known"):
        editor_command()


@pytest.mark.parametrize(
    ("name", "content", "code", "says"),
    [
        ("picture.yaml", b"\0\1\2", 1, "not a text file"),
        ("latin.yaml", "about: Füße\n".encode("latin-1"), 1, "UTF-8"),
        ("huge.yaml", b"#" * 70_000, 1, "the file is larger than 64 KB"),
        ("missing.yaml", None, 3, "there is no"),
    ],
)
def test_what_no_editor_should_open_is_refused(run, tmp_path: Path, name: str, content, code: int, says: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    said = run("edit", str(path))
    assert said.code == code
    assert says in said.err
    if content is not None:
        assert path.read_bytes() == content


def test_without_a_terminal_the_way_out_is_named(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "legs.yaml"
    path.write_text(LEGS)
    said = run("edit", str(path))
    assert said.code == 4
    assert "edit --external" in said.err


def test_line_ends_and_links_stay_as_they_are(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_bytes(LEGS.replace("\n", "\r\n").encode())
    real.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(real)
    sheet = document.open_document(str(link))
    assert sheet.text == LEGS
    assert document.save(sheet, LEGS + "  - Calf\n") is False
    assert real.read_bytes() == (LEGS + "  - Calf\n").replace("\n", "\r\n").encode()
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "real.yaml~").read_bytes() == LEGS.replace("\n", "\r\n").encode()


def test_a_failed_save_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "legs.yaml"
    path.write_text(LEGS)
    sheet = document.open_document(str(path))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(document, "write_atomic", full)
    with pytest.raises(OSError, match="No space"):
        document.save(sheet, "x")
    assert path.read_text() == LEGS
    assert sheet.text == LEGS
    new = document.new_document(str(path), LEGS)
    with pytest.raises(FileExistsError):
        document.save(new, "y")
    assert path.read_text() == LEGS


def test_a_draft_is_its_own_files_and_private(home: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "legs.yaml")
    document.keep_draft(path, "a\udcffb")
    assert document.draft_of(path) == "a\udcffb"
    document.keep_draft(path, "unsaved")
    assert document.draft_of(path) == "unsaved"
    assert document.draft_of(str(tmp_path / "other.yaml")) is None
    (kept,) = (home / "data" / "drafts").iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    kept.write_text("{broken")
    assert document.draft_of(path) is None
    document.forget_draft(path)
    document.forget_draft(path)
    assert not kept.exists()
