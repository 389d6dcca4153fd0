import os
from pathlib import Path
from unicodedata import normalize

import pytest

from stretchplayer.library import places
from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.finding import find
from stretchplayer.library.folders import READ_LIMIT, UseReach, files, read_limited, yaml_files
from stretchplayer.library.new_routine import free_path
from stretchplayer.library.personal_files import collect
from stretchplayer.library.schedules import exact_plan
from stretchplayer.routine.fetched import UseRefused
from stretchplayer.routine.schedule import PlannedRoutine
from stretchplayer.runs.bring_in import Refused, arrivals


@pytest.fixture
def own(home: Path) -> Path:
    folder = home / "routines"
    folder.mkdir()
    return folder


def _write(path: Path, text: str = "steps: [Child's pose]\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_every_yaml_file_below_the_folders_is_on_the_shelf(own: Path) -> None:
    _write(own / "legs.yaml")
    _write(own / "after work" / "back.yml")
    _write(own / "notes.txt")
    _write(own / ".hidden.yaml")
    _write(own / ".trash" / "old.yaml")
    mine = [(file.id, file.path) for file in files() if file.own]
    assert mine == [("back", str(own / "after work" / "back.yml")), ("legs", str(own / "legs.yaml"))]


def test_a_personal_file_stands_in_for_the_shipped_one_of_its_id(own: Path) -> None:
    shipped = next(file for file in files() if not file.own)
    mine = _write(own / f"{shipped.id}.yaml")
    found = [file for file in files() if file.id == shipped.id]
    assert [file.path for file in found] == [str(mine)]


def test_a_folder_that_is_missing_or_a_file_is_an_empty_shelf(home: Path) -> None:
    (home / "routines").write_text("not a folder")
    assert [file for file in files() if file.own] == []
    assert yaml_files(str(home / "nowhere")) == []


def test_links_in_a_circle_and_pipes_are_passed_by(own: Path) -> None:
    _write(own / "a.yaml")
    (own / "round").symlink_to(own)
    (own / "gone.yaml").symlink_to(own / "nowhere.yaml")
    os.mkfifo(own / "pipe.yaml")
    assert [file.id for file in files() if file.own] == ["a"]


def test_a_changed_file_has_another_stamp(own: Path) -> None:
    path = _write(own / "a.yaml")
    before = files()[0].stamp
    assert files()[0].stamp == before
    path.write_text("steps: [Neck tilt, Child's pose]\n")
    assert files()[0].stamp != before


def test_no_more_is_read_than_a_routine_may_have(tmp_path: Path) -> None:
    big = tmp_path / "big.yaml"
    big.write_bytes(b"x" * 10 * READ_LIMIT)
    assert len(read_limited(str(big))) == READ_LIMIT


def _reached(reach: UseReach, target: str, folder: Path) -> str | None:
    try:
        return reach.find(target, str(folder))
    except UseRefused:
        return None


class TestReach:
    def test_an_id_is_found_on_the_shelf_the_persons_own_first(self, own: Path, tmp_path: Path) -> None:
        shipped = next(file for file in files() if not file.own)
        reach = UseReach(str(tmp_path / "a.yaml"))
        assert reach.find(shipped.id, str(tmp_path)) == os.path.realpath(shipped.path)
        mine = _write(own / f"{shipped.id}.yaml")
        assert UseReach(str(tmp_path / "a.yaml")).find(shipped.id, str(tmp_path)) == os.path.realpath(mine)

    def test_a_relative_path_is_found_beside_the_routine(self, tmp_path: Path) -> None:
        beside = _write(tmp_path / "parts" / "calf.yaml")
        reach = UseReach(str(tmp_path / "a.yaml"))
        for target in ("parts/calf.yaml", "./parts/calf.yaml", "parts/../parts/calf.yaml", "parts/calf"):
            assert reach.find(target, str(tmp_path)) == os.path.realpath(beside), target
        assert reach.find("calf", str(tmp_path / "parts")) == os.path.realpath(beside)

    def test_a_path_may_go_up_as_long_as_it_stays_on_the_shelf(self, own: Path, tmp_path: Path) -> None:
        top = _write(own / "top.yaml")
        (own / "deep").mkdir()
        assert UseReach(str(own / "deep" / "a.yaml")).find("../top.yaml", str(own / "deep")) == os.path.realpath(top)

    def test_nothing_outside_the_folders_is_reached(self, own: Path, tmp_path: Path) -> None:
        secret = _write(tmp_path / "secret.yaml")
        _write(own / "inner" / "a.yaml")
        (own / "link.yaml").symlink_to(secret)
        (own / "way").symlink_to(tmp_path)
        reach = UseReach(str(own / "a.yaml"))
        up = os.path.relpath(secret, own)
        for target in (up, str(secret), "link", "link.yaml", "way/secret.yaml", "way/secret", "../settings.yaml"):
            assert _reached(reach, target, own) is None, target

    @pytest.mark.parametrize("target", ["", ".", "..", "/", "a\0b", "//etc/passwd", "~/x.yaml", "a" * 5000, "\ud800"])
    def test_no_target_raises(self, own: Path, target: str) -> None:
        assert _reached(UseReach(str(own / "a.yaml")), target, own) is None

    def test_only_routines_are_reached(self, own: Path) -> None:
        _write(own / "diary.txt")
        (own / "folder.yaml").mkdir()
        os.mkfifo(own / "pipe.yaml")
        reach = UseReach(str(own / "a.yaml"))
        for target in ("diary.txt", "diary", "folder.yaml", "folder", "pipe.yaml"):
            assert _reached(reach, target, own) is None, target

    def test_a_folder_with_a_like_beginning_is_another_one(self, tmp_path: Path) -> None:
        (tmp_path / "sheets").mkdir()
        _write(tmp_path / "sheets-private" / "x.yaml")
        with pytest.raises(UseRefused, match="outside"):
            UseReach(str(tmp_path / "sheets" / "a.yaml")).find("../sheets-private/x.yaml", str(tmp_path / "sheets"))


@pytest.mark.parametrize("ending", [".yaml", ".YAML", ".yml", ".YML"])
def test_every_way_to_a_routine_takes_every_ending(
    ending: str, own: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"K\u00fcrzer{ending}"
    path, plan = _write(own / name), home / "plans" / f"week{ending}"
    plan.parent.mkdir()
    plan.write_text(f"plan: Week\ndays: {{Mon: ../routines/{name}}}\n")
    reach = UseReach(str(own / "a.yaml"), ids=dict)
    for target in (f"./{name}", normalize("NFD", name), name.lower(), "K\u00fcrzer", "ku\u0308rzer"):
        assert reach.find(target, str(own)) == os.path.realpath(path), target
    assert [file.path for file in files() if file.own] == [str(path)]
    assert free_path("k\u00fcrzer").name == "k\u00fcrzer-2.yaml"
    assert set(collect()[0]) == {f"routines/{name}", f"plans/week{ending}"}
    assert PlannedRoutine(f"./{name}").id == "K\u00fcrzer"
    monkeypatch.chdir(plan.parent)
    assert exact_plan(plan.name) == plan.name and find(plan.name).path == plan.name
    with pytest.raises(Refused, match="names a routine by its path"):
        arrivals(plan.read_bytes(), plan, load_moves())


def test_the_shipped_folder_is_where_places_says() -> None:
    assert all(file.path.startswith(str(places.shipped_routines())) for file in files() if not file.own)


def test_folders_are_looked_into_five_deep(own: Path) -> None:
    _write(own / "1/2/3/4/5/near.yaml")
    _write(own / "1/2/3/4/5/6/far.yaml")
    assert [file.id for file in files() if file.own] == ["near"]
