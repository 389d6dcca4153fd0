"""Files written whole: whose they are, and what stays when something goes wrong."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchplayer.library.atomic import make_private, write_atomic
from stretchplayer.library.new_routine import write_new


@pytest.fixture(autouse=True)
def _mask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_new_files_are_the_persons_alone_unless_they_are_made_to_be_shared(tmp_path: Path) -> None:
    write_atomic(tmp_path / "mine", b"1")
    write_atomic(tmp_path / "sheet.html", b"1", private=False)
    write_new(tmp_path / "legs.yaml", "1")
    assert [mode(tmp_path / each) for each in ("mine", "sheet.html", "legs.yaml")] == [0o600, 0o644, 0o600]


def test_a_mode_and_a_link_stay(tmp_path: Path) -> None:
    target = tmp_path / "real"
    target.write_bytes(b"1")
    target.chmod(0o640)
    (tmp_path / "link").symlink_to(target)
    write_atomic(tmp_path / "link", b"2")
    assert (tmp_path / "link").is_symlink()
    assert (target.read_bytes(), mode(target)) == (b"2", 0o640)


def test_what_the_program_keeps_is_closed_also_where_it_was_open(home: Path) -> None:
    for folder in (home / "data" / "drafts", home / "cache" / "voice"):
        folder.mkdir(parents=True)
        file = folder / "a.json"
        file.write_bytes(b"1")
        for each in (file, folder, folder.parent, home):
            each.chmod(0o755)
        write_atomic(file, b"2")
        assert [mode(each) for each in (file, folder, folder.parent)] == [0o600, 0o700, 0o700]
        assert mode(home) == 0o755, "the person named this folder, and may have other things in it"


def test_settings_are_closed_and_a_routine_keeps_its_mode(home: Path) -> None:
    for path, left in ((home / "settings.yaml", 0o600), (home / "routines" / "legs.yaml", 0o644)):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"1")
        path.chmod(0o644)
        write_atomic(path, b"2")
        assert mode(path) == left


def test_every_folder_on_the_way_is_made_for_the_person_alone(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a" / "b" / "c", b"1")
    assert (mode(tmp_path / "a"), mode(tmp_path / "a" / "b")) == (0o700, 0o700)


def test_a_link_to_a_folder_is_not_closed(home: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o755)
    (home / "data").symlink_to(tmp_path / "elsewhere")
    make_private(home / "data")
    assert mode(tmp_path / "elsewhere") == 0o755


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        write_atomic(tmp_path / "folder", b"1")
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]
