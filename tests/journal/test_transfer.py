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
from stretchplayer.journal.transfer import BadExport, export, load, parse
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


def test_every_kind_of_record_and_a_persons_files_go_out_and_in(store: Store, tmp_path: Path) -> None:
    began = records.Moment(1_790_000_000_000, 120)
    kept = [
        records.SessionRecord("s", began, "night", "Nächtlich", "", "finished", 1),
        records.StepRecord("s", 1, "Calf", None, "stretch", None, 1, 1, "done"),
        records.CrampRecord("c", began, ("calf",)), records.SignRecord("w", "T1", "Swollen", began),
        records.NightRecord("2026-11-20", 2, began), records.PlanRecord("p", "night", "2026-11-20"),
        records.TickRecord("2026-11-20", ("walked",)),
    ]  # fmt: skip
    save_all(store, kept)  # type: ignore[arg-type]
    text = export(store, {"b.yaml": "b", "a.yaml": "a"})
    assert list(json.loads(text)) == [
        "cramps", "files", "format", "nights", "plans", "sessions", "signs", "steps", "ticks", "version",
    ]  # fmt: skip
    assert text.startswith('{\n "cramps": [\n  {\n   "began": {\n') and "Nächtlich" in text and text.endswith("\n}\n")
    read = parse(text)
    assert (list(read.records), read.files, read.health) == (kept, {"b.yaml": "b", "a.yaml": "a"}, None)
    assert load(Store(tmp_path / "other.db"), read) == 7
    assert parse(export(store, health={"version": 1, "entries": []})).health == {"version": 1, "entries": []}


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
