import json
from pathlib import Path

import pytest

from assets.make.moves import Broken, build
from stretchplayer.library import places
from stretchplayer.library.catalogue import decode_move, encode_move, load_catalogue, load_moves
from stretchplayer.routine.moves import Dose, Move
from stretchplayer.routine.terms import Length

CALF = """\
calf:
  name: Calf
  kind: stretch
  muscles: [calves]
  sides: both
  dose: {hold: 30s, sets: 2}
  how: [Lean in.]
  source: [somebody]
"""
SOURCES = "somebody:\n  title: A page\n  url: https://example.org\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "moves").mkdir()
    (tmp_path / "figures").mkdir()
    (tmp_path / "moves" / "calf.yaml").write_text(CALF)
    (tmp_path / "sources.yaml").write_text(SOURCES)
    return tmp_path


def test_the_committed_index_is_current() -> None:
    index = (places.assets() / "moves.json").read_text(encoding="ascii")
    assert index == build(places.assets()), "run: python assets/make/moves.py"


def test_the_index_holds_moves_figures_and_sources(folder: Path) -> None:
    (folder / "figures" / "a.yaml").write_text("calf: {view: side, loop: 4s, poses: [{hip: [46, 40]}]}\n")
    data = json.loads(build(folder))
    (move,) = map(decode_move, data["moves"])
    assert (move.id, move.dose, move.sides) == ("calf", Dose(Length(30_000), sets=2), "both")
    assert move.figure == {"view": "side", "loop": "4s", "poses": [{"hip": [46, 40]}]}
    assert data["sources"] == {"somebody": {"title": "A page", "url": "https://example.org"}}


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        ("figures/a.yaml", "claf: {view: side}\n", "no move `claf`"),
        ("figures/a.yaml", "calf: {view: side}\n", "drawn twice"),
        ("moves/again.yaml", CALF, "there twice"),
        ("moves/more.yaml", CALF.replace("calf:", "shin:").replace("somebody", "nobody"), "`nobody`"),
        ("moves/bad.yaml", "shin: {name: Shin, kind: strech}\n", "bad.yaml:1:"),
        ("sources.yaml", "somebody: 3\n", "sources.yaml:1:"),
    ],
)
def test_what_contradicts_itself_makes_no_index(folder: Path, path: str, text: str, says: str) -> None:
    (folder / "figures" / "b.yaml").write_text("calf: {view: side}\n" if "twice" in says and "figures" in path else "")
    (folder / path).write_text(text)
    with pytest.raises(Broken) as broken:
        build(folder)
    assert says in str(broken.value)


def test_a_move_survives_the_way_through_the_index() -> None:
    full = Move(
        "a", "A", "stretch", ("b",), ("calves",), "both", "leg", Dose(Length(1000, True), 3, 2000, 4, 5), "published",
        ("How.",), "Feel.", ("Not so.",), ("acsm",), True, {"view": "side"},
    )  # fmt: skip
    for move in (full, Move("a", "A", "do")):
        assert decode_move(json.loads(json.dumps(encode_move(move)))) == move


def test_every_shipped_move_is_in_the_catalogue_and_none_is_the_persons_own() -> None:
    moves = load_moves()
    assert len(moves) > 100
    assert not any(move.own for move in moves)
    found = moves.find("Wall calf stretch", "stretch")
    assert found is None or "gastrocnemius" in found.muscles


def test_own_moves_stand_before_shipped_ones(home: Path) -> None:
    shipped = next(iter(load_moves()))
    (home / "moves" / "deep").mkdir(parents=True)
    (home / "moves" / "deep" / "mine.yaml").write_text(
        f"mine:\n  name: {shipped.name}\n  kind: {shipped.kind}\n  how: [So.]\n"
    )
    catalogue = load_catalogue()
    found = catalogue.moves.find(shipped.name, shipped.kind)
    assert found is not None and (found.id, found.own) == ("mine", True)
    assert catalogue.problems == ()


def test_a_mistake_in_own_moves_is_told_and_spoils_nothing_else(home: Path) -> None:
    (home / "moves").mkdir()
    (home / "moves" / "a.yaml").write_text("good: {name: Good, kind: do, how: [So.]}\nbad: {name: Bad, kind: dont}\n")
    (home / "moves" / "b.yaml").write_bytes(b"\xff\xfe\0")
    (home / "moves" / "c.yaml").symlink_to(home / "moves")
    catalogue = load_catalogue()
    assert catalogue.moves.get("good") is not None and catalogue.moves.get("bad") is None
    assert {Path(problem.file).name for problem in catalogue.problems} == {"a.yaml", "b.yaml"}
    assert str(home / "moves" / "a.yaml") in catalogue.texts


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[]", b'{"moves": [{}], "sources": {}}', b'{"moves": 3}'])
def test_lost_shipped_data_is_an_empty_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    monkeypatch.setattr(places, "assets", lambda: tmp_path)
    if content is not None:
        (tmp_path / "moves.json").write_bytes(content)
    assert len(load_moves()) == 0
