"""Everything out and in again, and what is wrong stays out."""

import contextlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stretchplayer.journal import records
from stretchplayer.journal.store import Store, save_all
from stretchplayer.journal.transfer import BadExport, export, load, parse, write_records
from tests.each import each
from tests.examples import TIMES, examples
from tests.journal.kills import is_sound

text = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
moments = st.builds(records.Moment, st.integers(0, 4_102_444_800_000), st.integers(-720, 840))
maybe = lambda s: st.none() | s  # noqa: E731
sessions = st.builds(
    records.SessionRecord,
    id=text, started=moments, routine=text, name=text, path=text,
    status=st.sampled_from(("playing", "finished", "left", "interrupted")), planned_ms=st.integers(0, 10**8),
    done_ms=st.integers(0, 10**8), felt=maybe(st.integers(1, 5)), pain_before=maybe(st.integers(0, 10)),
    resumable=st.booleans(), by_hand=st.booleans(), speed=st.floats(0.1, 100), at=st.lists(text, max_size=4).map(tuple),
)  # fmt: skip
signs = st.builds(
    records.SignRecord, id=text, key=text, text=text, when=moments, limb=maybe(text), cleared=maybe(moments),
    how=maybe(st.sampled_from(("seen", "doctor"))), stretch_again=maybe(st.booleans()),
)  # fmt: skip
bouts = st.lists(st.builds(records.Bout, st.integers(0, 10**8), st.integers(0, 10**8), st.booleans()), max_size=3)
cramps = st.builds(
    records.CrampRecord,
    id=text, began=moments, muscles=st.lists(text, max_size=2).map(tuple),
    side=maybe(st.sampled_from(("left", "right", "both"))), bouts=bouts.map(tuple), pain=maybe(st.integers(0, 10)),
    onset=maybe(st.sampled_from(("asleep", "rest"))), came_with=st.lists(text, max_size=3).map(tuple),
    gate=st.lists(st.tuples(text, st.sampled_from(("no", "yes", "silence"))), max_size=3).map(tuple),
    confirmed=st.booleans(), note=maybe(text),
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "journal.db")


@settings(max_examples=10 * TIMES, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(sessions, max_size=4), st.lists(cramps | signs, max_size=5))
def test_importing_an_export_gives_an_identical_export(
    tmp_path_factory: pytest.TempPathFactory, some: list[Any], more: list[Any]
) -> None:
    first = Store(tmp_path_factory.mktemp("a") / "journal.db")
    save_all(first, (*some, *more))
    steps = [records.StepRecord(s.id, 1, "n", None, "move", None, 1, 1, "done") for s in first.sessions()]
    save_all(first, steps)
    out = export(first)
    second = Store(tmp_path_factory.mktemp("b") / "journal.db")
    load(second, parse(out))
    assert export(second) == out
    first.close()
    second.close()


def example(store: Store) -> dict[str, Any]:
    began = records.Moment(1_790_000_000_000, 60)
    save_all(
        store,
        (
            records.SessionRecord("s", began, "r", "R", "", "finished", 1),
            records.StepRecord("s", 1, "n", None, "move", None, 1, 1, "done", ("neck",)),
            records.CrampRecord("c", began, ("calf",), bouts=(records.Bout(0, 1),)),
            records.SignRecord("w", "k", "t", began),
            records.NightRecord("2026-11-20", 1, began),
            records.PlanRecord("p", "r", "2026-11-20"),
            records.TickRecord("2026-11-20", ("walked",)),
        ),
    )
    document: dict[str, Any] = json.loads(export(store))
    return document


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(p for key, inner in items for p in paths(inner, (*at, key)))]


junk = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just([]) | st.just({})


def test_a_mutated_import_never_damages_what_is_there(store: Store) -> None:
    document = example(store)
    before = export(store)
    places = paths(document)

    @examples(40)
    @given(st.sampled_from(places[1:]), junk, st.sampled_from(("set", "drop")))
    def mutate(place: tuple[Any, ...], value: Any, how: str) -> None:
        changed = json.loads(json.dumps(document))
        inner = changed
        for key in place[:-1]:
            inner = inner[key]
        if how == "set":
            inner[place[-1]] = value
        else:
            del inner[place[-1]]
        try:
            load(store, parse(json.dumps(changed)))
        except BadExport:
            assert export(store) == before
        else:
            assert is_sound(store)
            store.wipe()
            load(store, parse(before))

    mutate()


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not an export"),
        ('{"format": "stretchplayer", "version": 3}', "version 3"),
        ('{"format": "stretchplayer", "version": 1}', '"sessions" should be a list'),
    ],
)
def test_what_is_no_export_is_refused_by_name(store: Store, document: str, says: str) -> None:
    with pytest.raises(BadExport, match=says):
        load(store, parse(document))


BEGAN = records.Moment(1_790_000_000_000, 120)
KEPT = [
    records.SessionRecord("s", BEGAN, "night", "Nächtlich", "", "finished", 1),
    records.StepRecord("s", 1, "Calf", None, "stretch", None, 1, 1, "done"),
    records.CrampRecord("c", BEGAN, ("calf",)), records.SignRecord("w", "T1", "Swollen", BEGAN),
    records.NightRecord("2026-11-20", 2, BEGAN), records.PlanRecord("p", "night", "2026-11-20"),
    records.TickRecord("2026-11-20", ("walked",)),
]  # fmt: skip


def test_every_kind_of_record_and_a_persons_files_go_out_and_in(store: Store, tmp_path: Path) -> None:
    save_all(store, KEPT)  # type: ignore[arg-type]
    text = export(store, {"b.yaml": "b", "a.yaml": "a"})
    assert list(json.loads(text)) == [
        "cramps", "files", "format", "nights", "plans", "sessions", "signs", "steps", "ticks", "version",
    ]  # fmt: skip
    assert text.startswith('{\n "cramps": [\n  {\n   "began": {\n') and "Nächtlich" in text and text.endswith("\n}\n")
    read = parse(text)
    assert (list(read.records), read.files, read.health) == (KEPT, {"b.yaml": "b", "a.yaml": "a"}, None)
    assert load(Store(tmp_path / "other.db"), read) == 7
    assert parse(export(store, health={"version": 1, "entries": []})).health == {"version": 1, "entries": []}


def made(part: str, **changes: Any) -> dict[str, Any]:
    """An export whose first record of a part is changed so; in an export that has no such part it is an entry of it."""
    document: dict[str, Any] = {"format": "stretchplayer", "version": 2, "files": {}, **write_records(KEPT)}
    document = json.loads(json.dumps(document))
    if part in document and part != "files":
        document[part][0].update(changes)
    else:
        document.update(changes)
    return document


RANGE = "should be a whole number in range."
STATUS = "sessions[0].status should be one of playing, finished, left, interrupted."
SPEED = "sessions[0].speed should be a number above 0."


@each(
    ("document", "why"),
    [
        (made("", format="other"), 'This is not an export of Stretchplayer: it lacks "format": "stretchplayer".'),
        (made("", version=3), "This export has version 3; this program reads version 2."),
        (made("", files=[]), '"files" should be an object.'),
        (made("", files={"a": 1}), "files.a should be text."),
        (made("", files={"a": "\ud800"}), "files.a holds broken text."),
        (made("", nights={}), '"nights" should be a list.'),
        (made("", nights=[7]), "nights[0] should be an object."),
        (made("sessions", zeal=1, abc=2), "sessions[0] has an unknown entry 'abc'."),
        (made("", plans=[{"id": "p", "first": "2026-11-20", "ended": None}]), "plans[0] lacks 'pauses'."),
        *((made("sessions", status=value), STATUS) for value in ("gone", ["left"], 7)),
        (made("cramps", side="up"), "cramps[0].side should be one of left, right, both."),
        (made("cramps", muscles="calf"), "cramps[0].muscles should be a list."),
        (made("cramps", muscles=["calf", 7]), "cramps[0].muscles[1] should be text."),
        (made("cramps", gate=[["leg"]]), "cramps[0].gate[0] should have 2 entries."),
        (made("cramps", gate=[["leg", "maybe"]]), "cramps[0].gate[0][1] should be one of yes, no, silence."),
        *((made("sessions", planned_ms=value), f"sessions[0].planned_ms {RANGE}")
          for value in (True, 1.5, "7", None, 2**53 + 1, -(2**53) - 1)),
        *((made("sessions", speed=value), SPEED) for value in (True, "1", 0, 1_000_001)),
        (made("cramps", confirmed=1), "cramps[0].confirmed should be true or false."),
        (made("sessions", name=7), "sessions[0].name should be text."),
        *((made("sessions", started={"utc_ms": value, "offset_min": 0}), f"sessions[0].started.utc_ms {RANGE}")
          for value in (-1, 253_000_000_000_000)),
        *((made("sessions", started={"utc_ms": 0, "offset_min": value}), f"sessions[0].started.offset_min {RANGE}")
          for value in (1440, -1440)),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused_with_its_place(document: dict[str, Any], why: str) -> None:
    with pytest.raises(BadExport) as refused:
        parse(json.dumps(document))
    assert str(refused.value) == why


def test_the_outermost_values_are_read() -> None:
    for value in (2**53, -(2**53)):
        assert parse(json.dumps(made("sessions", planned_ms=value))).records[0].planned_ms == value
    for ms, offset in ((0, 1439), (252_999_999_999_999, -1439)):
        document = made("sessions", speed=1_000_000, started={"utc_ms": ms, "offset_min": offset})
        session = parse(json.dumps(document)).records[0]
        assert (session.started, session.speed) == (records.Moment(ms, offset), 1_000_000.0)
        assert isinstance(session.speed, float)


def test_what_the_journal_cannot_hold_is_refused(store: Store) -> None:
    with pytest.raises(BadExport, match=r"^A value is out of its range: .*felt"):
        load(store, parse(json.dumps(made("sessions", felt=9))))
    assert store.sessions() == []


FIRST: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data" / "journal-1.json").read_text(encoding="utf-8"))


@each(
    ("document", "why"),
    [
        ({**FIRST, "sessions": {}}, '"sessions" should be a list.'),
        ({**FIRST, "steps": {}}, '"steps" should be a list.'),
        ({**FIRST, "cramps": {}}, '"cramps" should be a list.'),
        ({**FIRST, "sessions": [{}]}, "A record lacks something, or holds what it can't: 'id'"),
        *(({**FIRST, "sessions": [{**FIRST["sessions"][0], **wrong}], "steps": []}, "A record lacks something")
          for wrong in ({"id": 7}, {"started": None}, {"done_ms": float("inf")}, {"done_ms": float("nan")})),
    ],
)  # fmt: skip
def test_what_is_wrong_in_an_export_of_the_first_version_is_refused(document: dict[str, Any], why: str) -> None:
    with pytest.raises(BadExport) as refused:
        parse(json.dumps(document))
    assert str(refused.value).startswith(why)


def test_what_the_first_version_kept_of_health_is_a_card_of_it() -> None:
    assert parse(json.dumps({**FIRST, "health": [{"kind": "x"}]})).health == {"version": 1, "rows": [{"kind": "x"}]}
    assert parse(json.dumps({**FIRST, "health": []})).health is None


def test_a_step_without_its_session_is_refused(store: Store) -> None:
    document = example(store)
    document["sessions"] = []
    with pytest.raises(BadExport, match="belongs to session"):
        load(store, parse(json.dumps(document)))


def test_an_export_of_the_first_version_is_read_like_its_journal(store: Store, tmp_path: Path) -> None:
    data = Path(__file__).parents[1] / "data"
    load(store, parse((data / "journal-1.json").read_text(encoding="utf-8")))
    path = tmp_path / "first" / "journal.db"
    path.parent.mkdir()
    with sqlite3.connect(path) as db:
        db.executescript((data / "journal-1.sql").read_text(encoding="utf-8"))
    db.close()
    assert export(Store(path)) == export(store)


def test_a_mutated_export_of_the_first_version_is_refused_or_read(store: Store) -> None:
    document = json.loads((Path(__file__).parents[1] / "data" / "journal-1.json").read_text(encoding="utf-8"))
    places = [place for place in paths(document) if place]

    @examples(25)
    @given(st.sampled_from(places), junk, st.sampled_from(("set", "drop")))
    def mutate(place: tuple[Any, ...], value: Any, how: str) -> None:
        changed = json.loads(json.dumps(document))
        inner = changed
        for key in place[:-1]:
            inner = inner[key]
        if how == "set":
            inner[place[-1]] = value
        else:
            del inner[place[-1]]
        with contextlib.suppress(BadExport):
            load(store, parse(json.dumps(changed)))
        assert is_sound(store)

    mutate()
