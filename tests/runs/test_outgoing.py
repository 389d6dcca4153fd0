"""What leaves the program: pages with their pictures, and where they are put."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.exchange.incoming import read_file
from stretchplayer.exchange.inlined import inline
from stretchplayer.exchange.phone_page import PageDay
from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.loader import load, load_data
from stretchplayer.library.schedules import load_plan
from stretchplayer.routine.moves import Moves
from stretchplayer.runs import outgoing
from stretchplayer.runs.outgoing import SUFFIXES, CannotExport, Pictures, all_of, write_page
from stretchplayer.runs.relief_pages import signs_of
from stretchplayer.runs.request import RunRequest, plan
from stretchplayer.settings.table import Settings
from stretchplayer.words.times import total
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
    settings = Settings(voice_volume=0.3, tone_volume=0.7, voice_rate="80")
    made = plan(RunRequest(routine=loaded, settings=settings))
    out = {form: outgoing.outgoing(form, loaded, made) for form in SUFFIXES}
    assert out["yaml"] == SHORT, "as it was written"
    assert outgoing.outgoing("yaml", replace(loaded, texts={"a": "x", "b": "y"}), made) != SHORT
    for form, kind in (("json", "yaml"), ("csv", "yaml")):
        found = read_file(out[form].encode(), "x", made.moves)
        assert (found.kind, found.text) == (kind, inline(loaded.routine)), "and read back whole"
    assert out["markdown"].startswith("# short") and "Wall calf stretch" in out["markdown"]
    assert "<svg calf-straight left False/>" in out["html"] and "&lt;svg" not in out["html"]
    assert "calf-straight None True" in out["page"] and "Content-Security-Policy" in out["page"]
    rules = json.loads(out["page"].split('id="plan">')[1].split("</script>")[0])["rules"]
    assert (rules["voice"], rules["tones"], rules["rate"]) == (0.3, 0.7, 0.8)
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


# ---- plans over weeks ------------------------------------------------------------------------------------------

PLAN = """
plan: Legs, two weeks
for: 2 weeks
start: 2026-11-30
about: By me.
days: {Mon: [one], Wed: [one, two], Fri: {use: two, optional: yes, note: Slowly}}
progress:
  week 2: {with: {hold: 40s}}
"""


def planned(folder: Path, text: str, settings: Settings, notices: list[str]) -> outgoing.WrittenPlan:
    """A plan of two routines, one of which waits, written out from the last of November."""
    for id, step in (("one", "stretch: Calf stretch, hold: 100s, source: book"), ("two", "move: March, reps: 5")):
        sources = "sources: {book: {title: A book, url: 'https://a.example'}}\n" if id == "one" else ""
        (folder / f"{id}.yaml").write_text(f"name: Part {id}\n{sources}steps:\n  - {{{step}}}\n")
    path = folder / "legs.yaml"
    path.write_text(text)
    return outgoing.written_out(load_plan(str(path)), date(2026, 11, 30), settings, notices)


def test_a_plan_is_written_out_day_by_day(tmp_path: Path) -> None:
    notices: list[str] = []
    written = planned(tmp_path, PLAN, Settings(countdown=7_000), notices)
    assert [(day.isoformat(), [(at, one.aside) for at, one in due]) for day, due in written.days] == [
        ("2026-11-30", [(0, "")]), ("2026-12-02", [(0, ""), (1, "")]), ("2026-12-04", [(1, "optional, Slowly")]),
        ("2026-12-07", [(2, "")]), ("2026-12-09", [(2, ""), (3, "")]), ("2026-12-11", [(3, "optional, Slowly")]),
    ]  # fmt: skip
    assert [made.timeline.id for _, made in written.routines] == ["one", "two", "one", "two"]
    assert [made.timeline.segments[0].duration_ms for _, made in written.routines] == [7_000] * 4
    assert written.loaded.plan is not None and notices == []
    entries = outgoing.plan_calendar(written, time(7, 30), datetime(2026, 11, 30, tzinfo=UTC)).replace("\r\n ", "")
    lines = (
        "UID:legs-2026-12-02-", "DURATION:PT3M", "DURATION:PT4M", "DTSTAMP:20261130T000000Z",
        "SUMMARY:Legs\\, two weeks: Part one\\, Part two", "DESCRIPTION:stretchplayer play --today legs",
    )  # fmt: skip
    for line in lines:
        assert line in entries, entries
    assert f"DTSTAMP:{datetime.now(UTC):%Y%m%dT}" in outgoing.plan_calendar(written, time(7, 30))


def test_a_plan_without_an_end_is_a_year_and_says_so(tmp_path: Path) -> None:
    notices: list[str] = []
    written = planned(tmp_path, "plan: Daily\ndays: {every day: [one]}\n", Settings(), notices)
    assert (len(written.days), notices) == (366, ["the plan has no end: a year of it is written out"])


@each(
    ("text", "said"),
    [
        ("plan: Wrong\ndays: {Mon: [}\n", "{path} has mistakes: stretchplayer check {path}"),
        ("plan: None\nfor: 1 week\ndays: {Mon: [nowhere]}\n", "nowhere can't be played: stretchplayer check {path}"),
        ("plan: Late\nfor: 1 week\ndays: {Mon: []}\n", "nothing is due on any day of it"),
    ],
)
def test_a_plan_that_cannot_leave_says_why(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(CannotExport) as refused:
        planned(tmp_path, text, Settings(), [])
    assert str(refused.value) == said.format(path=tmp_path / "legs.yaml")


def test_the_page_of_a_plan_has_its_days_and_says_how_long_all_of_them_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = planned(tmp_path, PLAN, Settings(), [])
    given: dict[str, Any] = {}

    def page_of(plans: Any, draw: Any, **options: Any) -> str:
        given.update(options, plans=plans)
        assert draw.__self__.notices is notices
        return "the page"

    monkeypatch.setattr(outgoing, "page_of", page_of)
    notices: list[str] = []
    record: Any = object()
    assert outgoing.plan_page(written, notices, record) == "the page"
    sheet = given.pop("sheet")(lambda *_: "")
    assert sheet.index("Calf stretch") < sheet.index("March") and sheet.count("March") == 2
    seconds = sum(written.routines[at][1].timeline.estimate_ms for _, due in written.days for at, _ in due)
    assert given == {
        "plans": [made for _, made in written.routines], "name": "Legs, two weeks", "about": "By me.", "record": record,
        "total": f"6 days, {total(seconds, open=True)} in all", "sources": [("A book", "https://a.example")],
        "days": [PageDay(day.isoformat(), tuple((at, one.aside) for at, one in due)) for day, due in written.days],
    }  # fmt: skip
    closed = planned(tmp_path, "plan: One\nfor: 1 week\ndays: {Mon: [one]}\n", Settings(), [])
    outgoing.plan_page(closed, notices)
    assert (given["total"], given["about"], given["record"]) == ("1 day, 3:25 in all", "", None)
