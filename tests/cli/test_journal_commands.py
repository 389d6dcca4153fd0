"""History, cramps and data on the command line, with a real journal in a home of the test's own."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.cli.main import main
from stretchplayer.journal.records import Moment, SessionRecord, StepRecord
from stretchplayer.journal.store import Store, save_all


@pytest.fixture
def journal(home: Path) -> Path:
    """A journal with one finished session and one that was killed."""
    path = home / "data" / "journal.db"
    began = Moment.of(datetime.now().astimezone())
    done = SessionRecord(
        "a" * 32, began, "night", "Night\x1b[31m", "n.yaml", "finished", 235_000, done_ms=235_000, felt=4
    )
    killed = SessionRecord(
        "b" * 32, began, "legs", "Legs", "l.yaml", "playing", 600_000, done_ms=60_000, resumable=True
    )
    step = StepRecord(
        "a" * 32, 1, "Calf", "calf-straight", "stretch", "left", 10_000, 10_000, "done", ("gastrocnemius",)
    )
    store = Store(path)
    save_all(store, (done, killed, step))
    store.close()
    return path


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(argv)
    out = capsys.readouterr()
    return code, out.out, out.err


def data(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    code, out, err = run(capsys, *argv)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_history_lists_what_was_played(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "history")
    assert code == 0
    assert "felt 4 of 5" in out
    assert "Legs (interrupted)" in out
    assert "1 day in a row; 1 day at the longest." in out
    assert "\x1b" not in out
    assert "No stretch in the last 4 weeks: neck" in out


def test_history_as_data_has_just_the_promised_keys(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    night, legs = data(capsys, "history", "--json")
    assert list(night) == [
        "id", "started", "routine", "name", "status", "planned_ms", "done_ms", "position_ms", "steps_done",
        "steps_skipped", "steps_extended", "felt", "pain_before", "pain_after",
    ]  # fmt: skip
    assert (night["status"], legs["status"], legs["felt"]) == ("finished", "interrupted", None)
    assert data(capsys, "history", "--since", "2d", "--json") == [night, legs]
    code, out, _ = run(capsys, "history", "--csv")
    assert code == 0
    assert out.splitlines()[0].startswith("id,started,routine,")
    assert len(out.splitlines()) == 3


def test_an_empty_journal_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert data(capsys, "history", "--json") == []
    assert data(capsys, "cramps", "--json") == []
    assert run(capsys, "history")[0] == 0
    assert "not the same as none had" in run(capsys, "cramps")[1]


@pytest.mark.parametrize("span", ["soon", "30", "99999999d", "2026-13-01", "-1d"])
def test_a_span_that_is_none_is_refused(span: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "history", f"--since={span}")
    assert code == 2
    assert "2026-01-31" in err


def test_what_is_not_known_of_a_cramp_is_said_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "cramps", "add")
    assert run(capsys, "cramps")[1].rstrip().endswith("calf, side unknown, length unknown, pain unknown")
    assert "Something was recorded on 1 day." in run(capsys, "cramps", "report")[1]


def test_a_cramp_is_added_edited_and_deleted(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, "cramps", "add", "--muscle", "hammy", "--side", "left", "--severity", "6", "--minutes", "3+",
        "--when", "2026-11-20 02:40", "--moment", "asleep", "--with", "heat, exercise", "--returned",
        "--medicine", "a statin", "--note", "after the hills",
    )  # fmt: skip
    assert code == 0
    (cramp,) = data(capsys, "cramps", "--json")
    assert {k: cramp[k] for k in ("muscle", "side", "severity", "length_ms", "at_least", "returned")} == {
        "muscle": "hamstring", "side": "left", "severity": 6, "length_ms": 180_000, "at_least": True, "returned": 1,
    }  # fmt: skip
    assert cramp["began"].startswith("2026-11-20T02:40:00")
    assert cramp["came_with"] == ["heat", "exercise"]
    short = cramp["id"][:8]
    assert short in out
    assert run(capsys, "cramps", "edit", short, "--severity", "8", "--minutes", "4")[0] == 0
    (cramp,) = data(capsys, "cramps", "--json")
    assert (cramp["severity"], cramp["length_ms"], cramp["at_least"], cramp["side"]) == (8, 240_000, False, "left")
    assert run(capsys, "cramps", "delete", short)[0] == 0
    assert data(capsys, "cramps", "--json") == []
    assert run(capsys, "cramps", "delete", short)[0] == 3


@pytest.mark.parametrize(
    "words",
    [
        ("--severity", "11"), ("--minutes", "0"), ("--minutes", "long"),
        ("--when", "2999-01-01 00:00"), ("--when", "x"), ("--muscle", "blah"), ("--muscle", ""),
    ],
)  # fmt: skip
def test_a_cramp_that_cannot_be_is_refused(words: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "cramps", "add", *words)[0] == 2
    assert data(capsys, "cramps", "--json") == []


@pytest.mark.parametrize("ending", [".html", ".md", ".csv"])
def test_the_report_is_written_in_each_form(tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "cramps", "add", "--severity", "6", "--medicine", "a statin")
    page = tmp_path / f"page{ending}"
    assert run(capsys, "cramps", "report", "-o", str(page))[0] == 0
    text = page.read_text(encoding="utf-8")
    assert "calf" in text
    assert ("not answered" in text) == (ending != ".csv")
    assert run(capsys, "cramps", "report", "-o", str(tmp_path / "page.pdf"))[0] == 2


def test_medicines_are_forgotten_alone(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "cramps", "add", "--medicine", "a statin", "--pregnancy", "month five")
    assert run(capsys, "cramps", "forget", "medicines")[:2] == (0, "Deleted: 1 of medicines.\n")
    _, out, _ = run(capsys, "cramps", "report")
    assert "a statin" not in out
    assert "month five" in out
    assert len(data(capsys, "cramps", "--json")) == 1


@pytest.mark.parametrize("only", ["medicines", "pregnancy"])
def test_data_delete_can_take_one_part_alone(only: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "cramps", "add", "--medicine", "a statin", "--pregnancy", "month five")
    assert run(capsys, "data", "delete", "--only", only, "--yes")[0] == 0
    _, out, _ = run(capsys, "cramps", "report")
    assert ("a statin" in out) == (only != "medicines")
    assert ("month five" in out) == (only != "pregnancy")
    assert len(data(capsys, "cramps", "--json")) == 1


def test_everything_goes_out_and_comes_back(journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = journal.parents[1] / "routines" / "legs.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("steps: [Squat]\n", encoding="utf-8")
    out = tmp_path / "all.json"
    assert run(capsys, "data", "export", str(out))[0] == 0
    assert run(capsys, "data", "delete", "--yes")[0] == 0
    assert data(capsys, "history", "--json") == []
    own.write_text("steps: [Lunge]\n", encoding="utf-8")
    code, said, _ = run(capsys, "data", "import", str(out))
    assert code == 0
    assert "legs.yaml.before-import" in said
    assert own.read_text(encoding="utf-8") == "steps: [Squat]\n"
    assert own.with_name("legs.yaml.before-import").read_text(encoding="utf-8") == "steps: [Lunge]\n"
    again = tmp_path / "again.json"
    run(capsys, "data", "export", str(again))
    assert again.read_bytes() == out.read_bytes()


@pytest.mark.parametrize(
    "name",
    ["../evil.yaml", "routines/../../evil.yaml", "/etc/x.yaml", "routines/x.sh", "routines/.hidden.yaml", "x.yaml"],
)
def test_an_import_never_leaves_the_personal_folder(
    journal: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "all.json"
    run(capsys, "data", "export", str(out))
    document = json.loads(out.read_text(encoding="utf-8"))
    document["files"] = {name: "steps: [X]"}
    out.write_text(json.dumps(document), encoding="utf-8")
    before = sorted(journal.parents[1].rglob("*"))
    code, _, err = run(capsys, "data", "import", str(out))
    assert code == 1
    assert "no place for a personal file" in err
    assert sorted(journal.parents[1].rglob("*")) == before


def test_deleting_asks_first(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "data", "delete")[0] == 2
    assert len(data(capsys, "history", "--json")) == 2


def test_where_names_every_place(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "data", "where")
    assert out.count(str(home)) == 5


def test_a_journal_that_cannot_be_opened_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "data").write_text("in the way")
    code, _, err = run(capsys, "history")
    assert code == 4
    assert "can't be used" in err and f": {home / 'data'}\n" in err
    assert "Errno" not in err
    assert "Traceback" not in err
