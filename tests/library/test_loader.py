import os
from pathlib import Path

import pytest

from stretchplayer.library.loader import Unreadable, load, load_data, read_file
from stretchplayer.library.plans import Wishes


def _write(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return str(path)


def test_a_routine_comes_with_its_timeline_and_moves(tmp_path: Path) -> None:
    loaded = load(_write(tmp_path / "legs.yaml", "steps:\n  - stretch: Mine\n    hold: 20s\n"))
    assert loaded.routine is not None and loaded.routine.id == "legs"
    assert loaded.timeline is not None and loaded.timeline.total_ms == 20_000
    assert loaded.errors == ()


def test_a_mistake_leaves_no_timeline(tmp_path: Path) -> None:
    loaded = load(_write(tmp_path / "legs.yaml", "steps:\n  - strech: Mine\n"))
    assert loaded.timeline is None
    assert [problem.slug for problem in loaded.errors] == ["unknown-verb"]


def test_what_only_the_timeline_knows_is_a_problem_at_its_line(tmp_path: Path) -> None:
    path = _write(tmp_path / "long.yaml", "steps:\n  - repeat: 999\n    steps:\n      - {move: Jog, for: 1m}\n")
    loaded = load(path)
    assert loaded.timeline is None
    (problem,) = loaded.errors
    assert (problem.slug, problem.line, problem.column, problem.end_column) == ("too-long", 2, 5, 16)


def test_get_ready_is_the_options_the_routines_or_the_settings(tmp_path: Path) -> None:
    plain = _write(tmp_path / "a.yaml", "steps: [Neck]\n")
    own = _write(tmp_path / "b.yaml", "countdown: 3s\nsteps: [Neck]\n")

    def ready(path: str, **given: int) -> int:
        timeline = load(path, wishes=Wishes(**given)).timeline
        assert timeline is not None
        return timeline.segments[0].duration_ms

    assert [ready(plain), ready(own)] == [5000, 3000]
    assert [ready(plain, default_countdown=9000), ready(own, default_countdown=9000)] == [9000, 3000]
    assert [ready(plain, countdown=0, default_countdown=9000), ready(own, countdown=7000)] == [0, 7000]


def test_other_routines_are_part_of_it(home: Path, tmp_path: Path) -> None:
    _write(home / "routines" / "calves.yaml", "steps: [{move: Jog, for: 10s}]\n")
    _write(tmp_path / "parts" / "arms.yaml", "steps: [{move: Arms, for: 7s}]\n")
    path = _write(
        tmp_path / "all.yaml", "rest: 0s\nsteps:\n  - use: calves\n  - use: parts/arms.yaml\n  - use: parts/arms\n"
    )
    loaded = load(path)
    assert loaded.errors == ()
    assert loaded.uses
    assert loaded.timeline is not None and loaded.timeline.total_ms == 24_000
    assert not load(_write(tmp_path / "b.yaml", "steps: [Neck]\n")).uses


def test_a_circle_is_told_and_not_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path / "a.yaml", "steps: [{use: b}]\n")
    _write(tmp_path / "b.yaml", "steps: [{use: ./a.yaml}]\n")
    monkeypatch.chdir(tmp_path)
    slugs = {problem.slug for problem in load("a.yaml").errors}
    assert "use-cycle" in slugs


@pytest.mark.parametrize("target", ["../secret.yaml", "link", "{absolute}"])
def test_use_never_leaves_the_folders_that_hold_routines(home: Path, tmp_path: Path, target: str) -> None:
    secret = _write(tmp_path / "secret.yaml", "name: TOP SECRET\nsteps: [Neck]\n")
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(secret)
    path = _write(folder / "a.yaml", f"steps:\n  - use: {target.format(absolute=secret)}\n")
    loaded = load(path)
    assert [problem.slug for problem in loaded.errors] == ["use-refused"]
    assert all("SECRET" not in text for text in loaded.texts.values())


def test_a_used_file_that_cannot_be_read_is_a_problem_at_its_use(home: Path, tmp_path: Path) -> None:
    _write(tmp_path / "broken.yaml", "steps: [{strech: a}]\n")
    loaded = load(_write(tmp_path / "a.yaml", "steps:\n  - use: broken\n"))
    assert ("use-broken", 2) in [(problem.slug, problem.line) for problem in loaded.errors]
    assert set(loaded.texts) == {str(tmp_path / "a.yaml"), os.path.realpath(tmp_path / "broken.yaml")}


def test_text_that_is_not_saved_yet_is_read_in_its_place(tmp_path: Path) -> None:
    _write(tmp_path / "part.yaml", "steps: [{move: Jog, for: 10s}]\n")
    loaded = load_data("steps: [{use: part}]\n", str(tmp_path / "new.yaml"))
    assert loaded.timeline is not None and loaded.timeline.total_ms == 10_000


class TestReadFile:
    def test_a_missing_file_is_missing(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            read_file(str(tmp_path / "no.yaml"))

    def test_a_folder_is_not_a_file(self, tmp_path: Path) -> None:
        with pytest.raises(Unreadable, match="folder"):
            read_file(str(tmp_path))

    def test_what_the_system_refuses_says_why(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        for path in (str(tmp_path / "file" / "below.yaml"), "a\0b", "x" * 5000):
            with pytest.raises((Unreadable, FileNotFoundError)):
                read_file(path)

    def test_without_permission_it_says_so(self, tmp_path: Path) -> None:
        path = _write(tmp_path / "secret.yaml", "steps: [Neck]\n")
        Path(path).chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("root may read everything")
        with pytest.raises(Unreadable, match="permitted"):
            read_file(path)
