import json
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.library import places
from stretchplayer.library.catalogue import load_catalogue
from stretchplayer.library.document import look_over, open_document
from stretchplayer.library.shelf import shelf
from stretchplayer.tui import shelfwords
from stretchplayer.tui.widgets.about import headline, plan_facts
from tests.each import each


@pytest.fixture
def own(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(places, "shipped_routines", lambda: home / "nothing")
    folder = home / "routines"
    folder.mkdir()
    return folder


def test_json_tells_every_routine(run, own: Path) -> None:  # type: ignore[no-untyped-def]
    (own / "legs.yaml").write_text(
        "name: Legs\ncategory: stretch\nsteps:\n  - {stretch: A, hold: 20s}\n  - {move: B, reps: 4}\n"
    )
    (own / "bad.yaml").write_text("name: Bad\nsteps:\n  - strech: A\n")
    said = run("list", "--json")
    assert said.code == 0
    by_id = {entry["id"]: entry for entry in json.loads(said.out)}
    legs = by_id["legs"]
    assert list(legs) == ["id", "name", "category", "total_ms", "estimate_ms", "open", "path", "problems"]
    assert (legs["name"], legs["category"], legs["total_ms"], legs["open"]) == ("Legs", "stretch", 20_000, True)
    assert legs["estimate_ms"] == 32_000
    assert legs["path"] == str(own / "legs.yaml")
    bad = by_id["bad"]
    assert (bad["total_ms"], bad["estimate_ms"]) == (None, None)
    assert [(p["slug"], p["line"], p["severity"]) for p in bad["problems"]] == [("unknown-verb", 3, "error")]


def test_every_way_to_see_a_routine_says_the_same_of_its_length(run, own: Path) -> None:  # type: ignore[no-untyped-def]
    path = own / "legs.yaml"
    path.write_text(
        "name: Legs\nsteps:\n  - {stretch: A, hold: 20s+}\n  - {breathe: B, breaths: 5, in: 2.5s, out: 4.4s}\n"
    )
    document = open_document(str(path))
    seen = look_over(document.path, document.text, load_catalogue())
    in_lists = [
        run("list").out,
        run("export", "legs", "--to", "page").out,
        shelfwords.length(shelf()[0]),
        headline(seen, False, False),
        str(plan_facts(seen, None)),
    ]
    in_sentences = [run("show", "legs").out, run("check", str(path)).out]
    assert all("~0:55" in said for said in in_lists) and all("bout 54.5s" in said for said in in_sentences)
    assert "about 0:55 in all" in run("export", "legs", "--to", "markdown").out


def test_the_table_shows_the_broken_one_with_its_problem_and_what_to_do(run, own: Path) -> None:  # type: ignore[no-untyped-def]
    (own / "legs.yaml").write_text("steps:\n  - {stretch: A, hold: 20s}\n")
    (own / "bad.yaml").write_text("steps:\n  - strech: A\n  - strech: B\n")
    said = run("list")
    assert said.code == 0
    assert "Yours" in said.out and "legs" in said.out and "0:20" in said.out
    assert "cannot be played: line 2: unknown kind of step `strech`, and 1 more" in said.out
    assert f"check{own / 'bad.yaml'}" in "".join(said.out.split())


def test_every_shipped_routine_is_listed_by_category(run) -> None:  # type: ignore[no-untyped-def]
    said = run("list")
    headings = [line for line in said.out.splitlines() if line and not line.startswith(" ")]
    assert headings == ["Warm-up", "Stretch", "Cool-down", "Relief"]
    assert "morning-wake-up" in said.out
    assert all(len(line) <= 80 for line in said.out.splitlines())


def test_an_empty_shelf_says_so(run, own: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("list")
    assert (said.code, said.out) == (0, "")
    assert "no routines" in said.err
    assert run("list", "--json").out == "[]\n"


@each(
    ("argv", "screen", "setting", "opens"),
    [
        ((), True, "", True), (("--plain",), True, "", False), ((), False, "", False),
        ((), True, "plain: yes\n", False), (("--no-plain",), True, "plain: yes\n", True),
    ],
)  # fmt: skip
def test_without_a_command_the_library_opens_where_there_is_a_screen_and_it_is_wanted(
    argv: Any, screen: bool, setting: str, opens: bool, run: Any, own: Path, home: Path
) -> None:
    (home / "settings.yaml").write_text(setting)
    opened: list[bool] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("stretchplayer.cli.list.has_screen", lambda: screen)
        patch.setattr("stretchplayer.cli.list.open_screen", lambda: opened.append(True))
        said = run(*argv)
    assert said.code == 0 and opened == [True] * opens
    hint = "stretchplayer play NAME plays one; stretchplayer --help lists the commands.\n"
    assert said.err == "" if opens else said.err.endswith(hint)
