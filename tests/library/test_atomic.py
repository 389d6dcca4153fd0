"""Files written whole: whose they are, and what stays when something goes wrong."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchplayer.library.atomic import write_atomic


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
    assert (mode(tmp_path / "mine"), mode(tmp_path / "sheet.html")) == (0o600, 0o644)


def test_a_mode_and_a_link_stay(tmp_path: Path) -> None:
    target = tmp_path / "real"
    target.write_bytes(b"1")
    target.chmod(0o640)
    (tmp_path / "link").symlink_to(target)
    write_atomic(tmp_path / "link", b"2")
    assert (tmp_path / "link").is_symlink()
    assert (target.read_bytes(), mode(target)) == (b"2", 0o640)


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        write_atomic(tmp_path / "folder", b"1")
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]
