"""What concerns a body is its owner's alone, whatever stood there before and however open the machine is."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes of files as POSIX has them")

ROUTINE = "name: Short\ncountdown: 0s\nsteps:\n  - {stretch: Reach up, hold: 2s, sides: none}\n"
COMMANDS = (
    ("play", "short", "--plain", "--sound", "auto", "--speed", "10"),
    ("cramps", "add", "--note", "left calf"),
    ("health", "add", "thinners"),
    ("history",),
    ("list",),
    ("import", "list.txt"),
    ("cramps", "report", "-o", "report.html"),
    ("data", "export", "all.json"),
)


def opened(home: Path) -> None:
    """Folders that everybody may look into, as an earlier version or a person has made them."""
    for name in ("data/cramps", "data/drafts", "data/unwritten", "data/playing", "cache/voice", "cache/plans"):
        folder = home / name
        folder.mkdir(parents=True, exist_ok=True)
        for each in (folder, folder.parent):
            each.chmod(0o755)


@pytest.fixture
def nothing_masked() -> Iterator[None]:
    """Whatever is made is open to everybody, unless whoever makes it says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("nothing_masked")
def test_folders_and_files_are_closed_also_where_they_stood_open(
    home: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(home)
    monkeypatch.chdir(tmp_path)
    (home / "routines").mkdir()
    (home / "routines" / "short.yaml").write_text(ROUTINE)
    (tmp_path / "list.txt").write_text("Calf stretch 2 x 30 sec\n")
    for words in COMMANDS:
        said = run(*words)
        assert said.code == 0, (words, said)
    for top in (home / "data", home / "cache"):
        assert top.stat().st_mode & 0o777 == 0o700
        files = [path for path in top.rglob("*") if path.is_file()]
        assert files
        assert {str(p.relative_to(home)): oct(p.stat().st_mode & 0o777) for p in files if p.stat().st_mode & 0o77} == {}
        for path in files:
            assert path.parent.stat().st_mode & 0o777 == 0o700, path.parent
    assert (tmp_path / "all.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "report.html").stat().st_mode & 0o777 == 0o600
