"""What leaves the program: pages with their pictures, and where they are put."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.exchange.incoming import read_file
from stretchplayer.exchange.inlined import inline
from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.loader import load, load_data
from stretchplayer.routine.moves import Moves
from stretchplayer.runs import outgoing
from stretchplayer.runs.outgoing import SUFFIXES, CannotExport, Pictures, all_of, write_page
from stretchplayer.runs.relief_pages import signs_of
from stretchplayer.runs.request import RunRequest, plan
from stretchplayer.settings.table import Settings
from tests.each import each

SHORT = "countdown: 0s\nsteps:\n  - {stretch: Wall calf stretch, hold: 20s}\n  - {stretch: Reach up, hold: 10s}\n"


def test_a_page_never_takes_the_place_of_another(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "routines").mkdir()
    file = home / "routines" / "short.yaml"
    file.write_text(SHORT)
    loaded = load(str(file))
    made = plan(RunRequest(routine=loaded))
    monkeypatch.setattr(outgoing, "outgoing", lambda form, *_, **__: f"the {form}")
    notices: list[str] = []
    first, second = (write_page(loaded, made, notices) for _ in range(2))
    downloads = Path.home() / "Downloads"
    assert (first, second) == (downloads / "short.html", downloads / "short-2.html")
    assert first.read_text() == second.read_text() == "the page"
    for path in (first, second):
        path.unlink()
    downloads.rmdir()
    monkeypatch.chdir(home)
    assert write_page(loaded, made, notices) == home / "short.html"


def test_a_figure_that_cannot_be_drawn_is_left_out_and_named_once() -> None:
    wrong = replace(next(move for move in load_moves() if move.figure), id="own", figure={"poses": [{"knee": "far"}]})
    notices: list[str] = []
    pictures = Pictures(Moves([wrong]), notices)
    assert pictures.still("own", "left") == pictures.still("own", "left") == pictures.still("none", None) == ""
    assert pictures.moving("none", None) == ("", False)
    assert len(notices) == 1 and notices[0].startswith("the figure of own is left out: ")


def test_a_page_that_is_full_has_no_more_pictures_and_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    moves, notices = load_moves(), list[str]()
    drawn = [move.id for move in moves if move.figure][:3]
    pictures = Pictures(moves, notices)
    assert pictures.moving(drawn[0], "left")[0]
    monkeypatch.setattr(outgoing, "_MOST", 0)
    assert pictures.moving(drawn[1], None) == pictures.moving(drawn[2], None) == ("", False)
    assert pictures.moving(drawn[0], "left")[0], "what is drawn already stays"
    assert notices == ["the page has no room for more pictures: some steps have none"]


def test_each_form_is_of_the_routine_as_it_plays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pictures, "_drawn", lambda _, id, side, moving: f"<svg {id} {side} {moving}/>")
    loaded = load_data(SHORT, "short.yaml", advice=False)
    made = plan(RunRequest(routine=loaded))
    out = {form: outgoing.outgoing(form, loaded, made) for form in SUFFIXES}
    assert out["yaml"] == SHORT, "as it was written"
    assert outgoing.outgoing("yaml", replace(loaded, texts={"a": "x", "b": "y"}), made) != SHORT
    for form, kind in (("json", "yaml"), ("csv", "yaml")):
        found = read_file(out[form].encode(), "x", made.moves)
        assert (found.kind, found.text) == (kind, inline(loaded.routine)), "and read back whole"
    assert out["markdown"].startswith("# short") and "Wall calf stretch" in out["markdown"]
    assert "<svg calf-straight left False/>" in out["html"] and "&lt;svg" not in out["html"]
    assert "calf-straight None True" in out["page"] and "Content-Security-Policy" in out["page"]
    today = datetime.now().astimezone()
    assert f"DTSTART:{today:%Y%m%dT}" in out["ics"] and "RRULE" not in out["ics"]
    assert "stretchplayer play short" in out["ics"].replace("\r\n ", "")
    when = (datetime(2026, 11, 30, 7, 30), (0, 2))  # noqa: DTZ001
    weekly = outgoing.outgoing("ics", loaded, made, when=when)
    assert "DTSTART:20261130T073000" in weekly and "BYDAY=MO,WE" in weekly
    assert f"DTSTAMP:{datetime.now(UTC):%Y%m%dT}" in weekly
    names = {"html": "short-sheet.html", "page": "short-player.html", "csv": "short.csv"}
    monkeypatch.setattr(outgoing, "outgoing", lambda form, *_, notices: notices.append(form) or f"the {form}")
    notices: list[str] = []
    assert all_of(tuple(names), loaded, made, notices) == {name: f"the {form}" for form, name in names.items()}
    assert notices == list(names)


def test_relief_leaves_as_a_sheet_only_with_its_signs_and_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pictures, "_drawn", lambda *_, **__: "")
    text = "category: relief\nrelieves: [calf]\nsteps: [{stretch: A, hold: 1m}, {massage: B, for: 1m}]\n"
    loaded = load_data(text, "own.yaml", advice=False)
    made = plan(RunRequest(routine=loaded))
    with pytest.raises(CannotExport) as refused:
        outgoing.outgoing("page", loaded, made)
    assert str(refused.value) == (
        "A cramp needs questions that this form can't ask. Make a sheet: export own --to html; "
        "or the page for a phone: export relief --to page."
    )
    sheet = outgoing.sheet_of(loaded, made)
    assert sheet.warnings == signs_of(Settings(), ("calf",))
    whole = outgoing.outgoing("markdown", loaded, made)
    assert "Then don't rub." in whole and "compare both legs" in whole
    assert outgoing.outgoing("yaml", loaded, made) == text


@each(
    ("asked", "length", "how", "said"),
    [
        ({}, 5_000, {"first": None, "fit": None}, ()),
        ({"settings": Settings(countdown=15_000)}, 15_000, {"first": None, "fit": None}, ()),
        ({"countdown": 9_000, "settings": Settings(countdown=15_000, first="right")}, 9_000,
         {"first": "right", "fit": None}, ()),
        ({"notices": ("Hello.",)}, 5_000, {"first": None, "fit": None}, ("Hello.",)),
    ],
)  # fmt: skip
def test_what_was_asked_for_is_in_the_plan(asked: Any, length: int, how: Any, said: Any) -> None:
    loaded = load_data(SHORT.replace("countdown: 0s\n", ""), "short.yaml", advice=False)
    made = plan(RunRequest(routine=loaded, **asked))
    assert (made.timeline.segments[0].duration_ms, made.timeline.total_ms) == (length, 55_000)
    assert (made.start, made.offset_ms, made.how, made.notices) == (0, 0, how, said)
    planned = replace(loaded, planned=("p.yaml", "2026-11-30", 1))
    assert plan(RunRequest(routine=planned, **asked)).how == {**how, "plan": planned.planned}
    fitted = plan(RunRequest(routine=loaded, fit_ms=120_000, **asked))
    assert fitted.timeline.total_ms > 90_000 and fitted.how == {**how, "fit": 120_000}
    assert fitted.notices[:-1] == said and "1m 45s is as long as it gets" in fitted.notices[-1]
