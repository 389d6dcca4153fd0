import json
import os
import shutil
from pathlib import Path

import pytest

from stretchplayer.library import places, shelf
from stretchplayer.library.shelf import Entry, decode, encode

LEGS = """\
name: Legs after work
category: cool-down
about: Slowly.
tags: [legs]
steps:
  - stretch: A stretch that nobody knows
    hold: 20s
    sides: both
  - move: Wriggle about
"""


@pytest.fixture
def own(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A personal shelf, with nothing shipped beside it, so that each test reads little."""
    folder = home / "routines"
    folder.mkdir()
    monkeypatch.setattr(places, "shipped_routines", lambda: home / "nothing")
    (folder / "legs.yaml").write_text(LEGS)
    return folder


def _read_nothing(*_: object) -> list[Entry]:
    raise AssertionError("a file was read although the cache knows it")


def test_an_entry_says_what_the_shelf_shows(own: Path) -> None:
    (entry,) = shelf.shelf()
    assert (entry.id, entry.name, entry.category, entry.own) == ("legs", "Legs after work", "cool-down", True)
    assert (entry.about, entry.tags, entry.steps, entry.open) == ("Slowly.", ("legs",), 2, True)
    assert entry.total_ms == 20_000 + 5_000 + 20_000
    assert entry.estimate_ms is not None and entry.estimate_ms > entry.total_ms
    assert entry.path == str(own / "legs.yaml") and entry.playable


def test_shipped_routines_are_there_and_say_what_they_work() -> None:
    entries = shelf.shelf()
    assert {"warm-up", "stretch", "cool-down", "relief"} <= {entry.category for entry in entries}
    assert all(entry.playable and not entry.own for entry in entries)
    night = next(entry for entry in entries if entry.id == "night-calf-hamstring")
    assert {"hamstrings"} < set(night.muscles)


def test_a_broken_routine_is_listed_with_its_problem_and_the_others_work(own: Path) -> None:
    (own / "broken.yaml").write_text("steps:\n  - strech: Neck\n")
    (own / "binary.yaml").write_bytes(b"\0\1\2")
    by_id = {entry.id: entry for entry in shelf.shelf()}
    assert by_id["legs"].playable
    for id in ("broken", "binary"):
        assert not by_id[id].playable
        assert by_id[id].problems[0].severity == "error"
    assert by_id["broken"].problems[0].line == 2


def test_what_has_not_changed_is_not_read_again(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own / "broken.yaml").write_text("steps:\n  - strech: Neck\n")
    first = shelf.shelf()
    monkeypatch.setattr(shelf, "read_entries", _read_nothing)
    assert shelf.shelf() == first


def test_what_has_changed_is_read_again(own: Path) -> None:
    shelf.shelf()
    (own / "legs.yaml").write_text(LEGS.replace("after work", "at night"))
    assert [entry.name for entry in shelf.shelf()] == ["Legs at night"]
    (own / "arms.yaml").write_text("steps: [Arm circles]\n")
    assert {entry.id for entry in shelf.shelf()} == {"arms", "legs"}
    (own / "legs.yaml").unlink()
    assert [entry.id for entry in shelf.shelf()] == ["arms"]
    assert str(own / "legs.yaml") not in (places.cache_dir() / "shelf.json").read_text()


def test_a_routine_made_of_others_changes_with_them(own: Path) -> None:
    (own / "week.yaml").write_text("steps:\n  - use: legs\n")
    (own / "later.yaml").write_text("steps:\n  - use: not-there-yet\n")
    before = {entry.id: entry for entry in shelf.shelf()}
    assert before["week"].total_ms == before["legs"].total_ms
    assert not before["later"].playable
    (own / "legs.yaml").write_text(LEGS.replace("20s", "40s"))
    (own / "not-there-yet.yaml").write_text("steps: [{move: Jog, for: 10s}]\n")
    after = {entry.id: entry for entry in shelf.shelf()}
    assert after["week"].total_ms == after["legs"].total_ms == 85_000
    assert after["later"].total_ms == 10_000


def test_own_moves_change_what_is_computed_from_them(own: Path, home: Path) -> None:
    before = shelf.shelf()[0].total_ms
    (home / "moves").mkdir()
    (home / "moves" / "mine.yaml").write_text(
        "mine:\n  name: Wriggle about\n  kind: move\n  dose: {for: 2m}\n  how: [March.]\n"
    )
    after = shelf.shelf()[0].total_ms
    assert before is not None and after == before + 120_000


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b'{"key": 1}', b"[" * 100_000], ids=range(7))
def test_a_broken_cache_costs_nothing(own: Path, content: bytes) -> None:
    first = shelf.shelf()
    (places.cache_dir() / "shelf.json").write_bytes(content)
    assert shelf.shelf() == first


@pytest.mark.parametrize("entry", [1, None, {}, {"id": 3}, {"problems": 1}, {"problems": [1]}])
def test_a_cache_with_a_broken_entry_costs_that_entry(own: Path, entry: object) -> None:
    first = shelf.shelf()
    path = places.cache_dir() / "shelf.json"
    data = json.loads(path.read_bytes())
    for kept in data["entries"].values():
        kept[1] = {**kept[1], **entry} if isinstance(entry, dict) and entry else entry
    path.write_text(json.dumps(data))
    assert shelf.shelf() == first


def test_a_cache_that_cannot_be_written_costs_nothing(own: Path) -> None:
    shutil.rmtree(places.cache_dir())
    places.cache_dir().write_text("a file stands where the folder should be")
    assert [entry.id for entry in shelf.shelf()] == ["legs"]


def test_entries_survive_the_way_through_json(own: Path) -> None:
    (own / "twice.yaml").write_text("name: a\nname: b\nsteps: [Neck]\n")
    for entry in shelf.shelf():
        assert decode(json.loads(json.dumps(encode(entry)))) == entry


def test_no_routine_that_cannot_be_read_hides_the_others(own: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (own / "secret.yaml").write_text(LEGS)
    (own / "secret.yaml").chmod(0)
    by_id = {entry.id: entry for entry in shelf.shelf()}
    assert by_id["legs"].playable
    assert by_id["secret"].problems[0].slug == "unreadable"
