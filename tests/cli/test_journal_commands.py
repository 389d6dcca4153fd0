"""History, cramps and data on the command line, with a real journal in a home of the test's own."""

import json
import os
import re
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.cli import journals, table
from stretchplayer.cli.main import main
from stretchplayer.journal import unwritten
from stretchplayer.journal.days import Days
from stretchplayer.journal.health import CardEntry, HealthCard, write_card
from stretchplayer.journal.played import Played
from stretchplayer.journal.records import CrampRecord, Moment, PlanRecord, SessionRecord, SignRecord, StepRecord, new_id
from stretchplayer.journal.store import Store, save_all
from stretchplayer.library import document, places, schedules
from stretchplayer.runs import relief_run
from stretchplayer.settings.file import save as save_settings


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
    assert "1 day in a row; 1 day at most." in out
    assert "\x1b" not in out
    assert "No stretch in the last 4 weeks: neck" in out


def test_history_as_data_has_just_the_promised_keys(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    night, legs = data(capsys, "history", "--json")
    assert list(night) == [
        "id", "started", "routine", "name", "status", "done", "trial", "planned_ms", "work_ms", "worked_ms", "done_ms",
        "position_ms", "steps", "steps_done", "steps_skipped", "steps_extended", "steps_cut", "speed", "by_hand",
        "felt", "pain_before", "pain_after",
    ]  # fmt: skip
    assert (night["status"], legs["status"], legs["felt"]) == ("finished", "interrupted", None)
    assert data(capsys, "history", "--since", "2d", "--json") == [night, legs]
    code, out, _ = run(capsys, "history", "--csv")
    assert code == 0
    assert out.splitlines()[0].startswith("id,started,routine,")
    assert len(out.splitlines()) == 3


def test_a_session_is_added_shown_corrected_and_deleted(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "history", "add", "ten-breaths", "--when", "2026-11-20 21:10", "--felt", "4")
    assert code == 0
    (one,) = data(capsys, "history", "--json")
    assert (one["routine"], one["done"], one["by_hand"], one["felt"]) == ("ten-breaths", True, True, 4)
    assert one["started"].startswith("2026-11-20T21:10")
    assert one["id"] in out and "entered by hand" in out
    short = one["id"][:4]
    run(capsys, "history", "edit", short, "--minutes", "0.2", "--when", "2026-11-21 21:10")
    (one,) = data(capsys, "history", "--all", "--json")
    assert (one["done_ms"], one["done"], one["started"][:10]) == (12_000, False, "2026-11-21")
    run(capsys, "history", "edit", short, "--done", "yes")
    assert data(capsys, "history", "--json")[0]["done"] is True
    assert run(capsys, "history", "show", short)[0] == 0
    assert run(capsys, "history", "delete", short)[0] == 0
    assert data(capsys, "history", "--all", "--json") == []
    assert run(capsys, "history", "delete", short)[0] == 3
    assert run(capsys, "history", "add", "no-such-routine")[0] == 3
    assert run(capsys, "history", "add", "ten-breaths", "--minutes", "x")[0] == 2
    assert "entered by hand, not done" in run(capsys, "history", "add", "ten-breaths", "--minutes", "0.2")[1]
    (one,) = data(capsys, "history", "--all", "--json")
    assert (one["done_ms"], one["done"]) == (12_000, False), "as its page and `history edit` have it"
    run(capsys, "history", "delete", one["id"])
    code, _, err = run(capsys, "history", "add", "calf-cramp")
    assert code == 2 and "`stretchplayer cramps add` records a cramp" in err
    assert data(capsys, "history", "--json", "--all") == []


def test_a_session_says_what_was_done_step_by_step(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    began = Moment.of(datetime.now().astimezone())
    store = Store(home / "data" / "journal.db")
    base = SessionRecord(
        "cc345678", began, "x", "X", "/x", "finished", 90_000, work_ms=90_000, worked_ms=70_000, done_ms=95_000
    )
    step = StepRecord("cc345678", 1, "Calf", None, "stretch", "left", 30_000, 40_000, "done", changed_ms=10_000)
    save_all(
        store,
        (
            replace(base, steps=3, steps_done=2),
            step,
            replace(step, index=2, side="right", done_ms=5_000, outcome="skipped", changed_ms=0),
            replace(step, index=3, side=None, done_ms=25_000, changed_ms=-5_000),
            replace(base, id="dd345678", speed=60.0),
            replace(base, id="ee345678", worked_ms=20_000),
            replace(base, id="ff345678", status="left"),
            replace(base, id="gg345678", status="left", worked_ms=60_000),
            replace(base, id="hh345678", worked_ms=5_000, done_ms=5_000),
        ),
    )
    out = run(capsys, "history", "show", "cc")[1].splitlines()
    assert "X (2 of 3 steps)" in out[0]
    assert out[1:] == [
        "  Calf, left: 40s of 30s, 10s added",
        "  Calf, right: 5s of 30s, skipped",
        "  Calf: 25s of 30s, 5s cut",
    ]
    text = run(capsys, "history", "--all")[1]
    for words in (
        "X (a trial at 60 times the speed)",
        "X (mostly skipped)",
        "X (left early, done)",
        "X (left early)\n",
        "hh345678",
    ):
        assert words in text
    text = run(capsys, "history")[1]
    assert "hh345678" not in text
    assert "1 session under a minute or a tenth not shown; --all shows them." in text
    assert "This week: 6m 20s, 2 sessions done." in text


def test_whoever_reads_only_the_first_line_hears_nothing_of_a_broken_pipe(home: Path) -> None:
    store = Store(home / "data" / "journal.db")
    began = Moment.of(datetime.now().astimezone())
    sessions = [SessionRecord(new_id(), began, "x", "X" * 80, "/x", "finished", 9, done_ms=9) for _ in range(2000)]
    save_all(store, sessions)
    command = [sys.executable, "-m", "stretchplayer", "history", "--all"]
    env = {**os.environ, "STRETCHPLAYER_HOME": str(home)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    assert process.stdout and process.stderr
    assert process.stdout.readline()
    process.stdout.close()
    assert (process.stderr.read(), process.wait(20)) == (b"", 0)
    process.stderr.close()


def test_the_day_and_the_week_go_by_the_settings(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert journals.days() == Days(240, 6)
    (home / "settings.yaml").write_text("day-ends: 2:30\nweek-starts: saturday\n")
    assert journals.days() == Days(150, 5)
    monkeypatch.setenv("LC_ALL", "C")
    (home / "settings.yaml").write_text("day-ends: 14:00\n")
    assert journals.days() == Days(240, 0)
    assert "not a time at which a day can end" in run(capsys, "check", str(home / "settings.yaml"))[1]


def test_an_empty_journal_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert data(capsys, "history", "--json") == []
    assert data(capsys, "cramps", "--json") == []
    assert run(capsys, "history")[0] == 0
    assert "not the same as none had" in run(capsys, "cramps")[1]


def test_a_span_narrows_the_list_and_not_what_is_summed_up(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now = datetime.now().astimezone()
    for days in (1, 2, 3):
        began = Moment.of(now - timedelta(days=days))
        record = SessionRecord(new_id(), began, "r", "Legs", "r.yaml", "finished", 600_000, done_ms=600_400)
        with closing(Store(home / "data" / "journal.db")) as store:
            save_all(store, (record, CrampRecord(new_id(), began, ("calf",))))
    everything, sum_ = run(capsys, "history")[1].split("\n\n")
    assert everything.count("10m of 10m  Legs") == 3 and "3 days in a row; 3 days at most." in sum_
    assert run(capsys, "history", "--since", "0d")[1].split("\n\n") == ["No session in that time.", sum_]
    assert run(capsys, "cramps", "--since", "0d")[1].startswith("No cramp is recorded in that time.")


@pytest.mark.parametrize("span", ["soon", "30", "99999999d", "2026-13-01", "-1d"])
def test_a_span_that_is_none_is_refused(span: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "history", f"--since={span}")
    assert code == 2
    assert "2026-01-31" in err


def test_what_is_not_known_of_a_cramp_is_said_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "cramps", "add")
    assert run(capsys, "cramps")[1].rstrip().endswith("calf, side unknown, length unknown, pain unknown")
    assert "length unknown, pain unknown" in run(capsys, "cramps", "report")[1]


def test_cramps_and_signs_are_listed_the_latest_first_like_the_history(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(home / "data" / "journal.db")
    for day in (1, 3, 2):
        began = Moment.of(datetime(2026, 11, day, 3, tzinfo=UTC))
        store.save(CrampRecord(f"c{day}", began, ("calf",)))
        store.save(SignRecord(f"s{day}", "T1", "One leg swollen", began))
    out = run(capsys, "cramps")[1].splitlines()
    assert [line.split()[0] for line in out] == ["s3", "s2", "s1", "c3", "c2", "c1"]
    assert [one["id"] for one in data(capsys, "cramps", "--json")] == ["c1", "c2", "c3"]


def test_a_cramp_is_added_edited_and_deleted(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, "cramps", "add", "--muscle", "hammy", "--side", "left", "--severity", "6", "--minutes", "3+",
        "--when", "2026-11-20 02:40", "--moment", "asleep", "--with", "heat, exercise", "--returned",
        "--note", "after the hills",
    )  # fmt: skip
    assert code == 0
    (cramp,) = data(capsys, "cramps", "--json")
    assert {k: cramp[k] for k in ("muscles", "side", "pain", "length_ms", "at_least", "came_back")} == {
        "muscles": ["hamstring"], "side": "left", "pain": 6, "length_ms": 180_000, "at_least": True, "came_back": 1,
    }  # fmt: skip
    assert cramp["began"].startswith("2026-11-20T02:40:00")
    assert cramp["came_with"] == ["heat", "exercise"]
    short = cramp["id"][:5]
    assert cramp["id"] in out
    assert cramp["id"] in run(capsys, "cramps")[1]
    assert run(capsys, "cramps", "edit", short, "--severity", "8", "--minutes", "4")[0] == 0
    (cramp,) = data(capsys, "cramps", "--json")
    assert (cramp["pain"], cramp["length_ms"], cramp["at_least"], cramp["side"]) == (8, 240_000, False, "left")
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
    page = tmp_path / f"page{ending}"
    run(capsys, "cramps", "report", "-o", str(page))
    assert list(tmp_path.glob("page*")) == [page], "there is no log yet"
    run(capsys, "cramps", "add", "--severity", "6")
    assert run(capsys, "cramps", "report", "-o", str(page))[0] == 0
    assert (tmp_path / "page.csv").exists()
    text = page.read_text(encoding="utf-8")
    assert "calf" in text
    assert ("not answered" in text) == (ending != ".csv")
    assert run(capsys, "cramps", "report", "-o", str(tmp_path / "page.pdf"))[0] == 2


def test_the_health_card_is_kept_apart_and_deleted_alone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "empty" in run(capsys, "health")[1]
    assert run(capsys, "health", "add", "medicine", "Zanzibarin", "--month", "2026-01", "--changed", "2026-10")[0] == 0
    assert run(capsys, "health", "add", "pregnant", "--month", "2027-03")[0] == 0
    assert run(capsys, "health", "add", "medicine")[0] == 2
    assert run(capsys, "health", "add", "thinners", "x")[0] == 2
    assert run(capsys, "health", "add", "pregnant", "--month", "March")[0] == 2
    run(capsys, "cramps", "add")
    store = Store(home / "data" / "journal.db")
    store.save(SignRecord("w", "T1", "Swollen", journals.now(), cleared=journals.now(), how="seen"))
    out = run(capsys, "health")[1]
    assert "Swollen: no stretching yet (`stretchplayer cramps sign w --stretch-again`)" in out
    assert "Medicine, Zanzibarin, since 2026-01, changed 2026-10" in out
    assert "Pregnant, due 2027-03" in out
    card = home / "data" / "health.json"
    assert stat.S_IMODE(card.stat().st_mode) == 0o600
    for argv in (("history", "--json"), ("cramps", "--json"), ("cramps",), ("data", "export")):
        assert "Zanzibarin" not in run(capsys, *argv)[1]
    assert "Zanzibarin" in run(capsys, "data", "export", "--with", "health")[1]
    assert run(capsys, "health", "remove", "pregnant")[0] == 0
    assert run(capsys, "health", "remove", "pregnant")[0] == 3
    assert run(capsys, "data", "delete", "health", "--yes")[0] == 0
    assert not card.exists()
    assert len(data(capsys, "cramps", "--json")) == 1


def test_an_export_says_what_it_contains(journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "health", "add", "thinners")
    out = run(capsys, "data", "export", str(tmp_path / "a.json"))[1]
    assert "It holds 2 sessions, 0 cramps, 0 warning signs, 0 nights and 0 files of yours" in out
    assert "Your health card is not in it" in out
    out = run(capsys, "data", "export", str(tmp_path / "b.json"), "--with", "health")[1]
    assert "your health card (1 entry)" in out
    run(capsys, "data", "delete", "--yes")
    assert "Your health card was read back" in run(capsys, "data", "import", str(tmp_path / "b.json"))[1]
    assert "Blood thinners" in run(capsys, "health")[1]


def test_deleting_everything_leaves_nothing_of_a_body_behind(
    journal: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "cramps", "add", "--note", "Zanzibarin")
    run(capsys, "health", "add", "medicine", "Zanzibarin")
    for path in (
        home / "data" / "unwritten" / "x.json",
        home / "data" / "journal.v1.backup.db",
        home / "data" / "drafts" / "x.json",
        home / "data" / "plans.json",
        home / "data" / "last-import.json",
        home / "cache" / "voice" / "x.wav",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}" if path.suffix == ".json" else "Zanzibarin")
    out = run(capsys, "data", "delete", "--yes")[1]
    assert "the health card, what waited to be saved" in out and "and the caches" in out
    assert not (home / "cache").exists() and not (home / "data").exists()
    assert not [p for p in home.rglob("*") if p.is_file() and (b"Zanzibarin" in p.read_bytes() or p.suffix == ".json")]


def test_deleting_everything_takes_back_what_the_system_reminds_of(
    journal: Path, system: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units = system / "config" / "systemd" / "user"
    run(capsys, "remind", "every day 21:30", "night-calf", "--yes")
    assert len(list(units.iterdir())) == 2
    (system / "refuses").touch()
    code, _, err = run(capsys, "data", "delete", "--yes")
    assert code == 4 and "The reminders stay: " in err and "`stretchplayer remind --remove`" in err
    (system / "refuses").unlink()
    code, out, _ = run(capsys, "data", "delete", "--yes")
    assert code == 0 and "Removed: 1 reminder of the system's." in out
    assert not list(units.iterdir())
    assert "disable --now stretchplayer-night-calf" in (system / "called").read_text()


def test_a_sign_that_relief_kept_elsewhere_is_listed_and_deleted_with_the_rest(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = SignRecord("zz345678", "T1", "One leg swollen.", Moment(1_790_000_000_000), "left leg")
    assert unwritten.keep_sign(mark)
    assert [records for _, records in unwritten.waiting()] == [[mark]]
    assert "zz345678" in run(capsys, "cramps")[1]
    assert unwritten.keep_sign(mark)
    run(capsys, "data", "delete", "--yes")
    assert list(unwritten.waiting()) == []
    assert not any(folder.is_dir() for folder in places.spare_folders() if folder != home)
    assert "zz345678" not in run(capsys, "cramps")[1]


def test_a_night_is_answered_changed_and_taken_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert all(len(line) <= 80 for line in run(capsys, "cramps", "night")[1].splitlines())
    monkeypatch.setenv("COLUMNS", "120")
    assert "unknown" in run(capsys, "cramps", "night")[1]
    assert "no cramp." in run(capsys, "cramps", "night", "0")[1]
    assert "2 cramps in all, 0 recorded." in run(capsys, "cramps", "night", "2")[1]
    assert "unknown" in run(capsys, "cramps", "night", "--of", "yesterday")[1]
    assert "1 cramp in all" in run(capsys, "cramps", "night", "1", "--of", "yesterday")[1]
    assert "unknown" in run(capsys, "cramps", "night", "--forget")[1]
    assert run(capsys, "cramps", "night", "99")[0] == 2
    assert run(capsys, "cramps", "night", "2", "--forget")[0] == 2, "which of the two?"
    assert "unknown" in run(capsys, "cramps", "night")[1]


def test_a_sign_is_listed_cleared_and_taken_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    began = Moment.of(datetime.now().astimezone())
    store = Store(home / "data" / "journal.db")
    save_all(store, (SignRecord("aa345678", "T1", "One leg swollen", began, "left leg"),))
    assert "warning sign T1, left leg: One leg swollen (open)" in run(capsys, "cramps")[1]
    assert run(capsys, "cramps", "sign", "aa3", "--doctor-knows")[0] == 2 and len(store.open_signs()) == 1
    run(capsys, "cramps", "sign", "aa3", "--seen")
    assert "cleared" in run(capsys, "cramps")[1]
    assert len(store.open_signs()) == 1
    run(capsys, "cramps", "sign", "aa3", "--stretch-again")
    assert store.open_signs() == []
    run(capsys, "cramps", "sign", "aa3", "--seen")
    assert len(store.open_signs()) == 1, "not allowed yet"
    assert run(capsys, "cramps", "sign", "aa3", "--by-mistake")[0] == 0
    assert store.signs() == []
    code, _, err = run(capsys, "cramps", "sign", "aa3", "--seen")
    assert code == 3 and "no single warning sign has an id" in err


def test_what_was_not_confirmed_is_marked_and_can_be(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    began = Moment.of(datetime.now().astimezone())
    store = Store(home / "data" / "journal.db")
    store.save(CrampRecord("bb345678", began, ("calf", "foot"), confirmed=False))
    assert "calf and foot, side unknown, length unknown, pain unknown, not confirmed" in run(capsys, "cramps")[1]
    told = "Corrected: bb345678.\nIt counts once it is confirmed: stretchplayer cramps confirm bb345678\n"
    assert run(capsys, "cramps", "edit", "bb3", "--pain", "3")[1] == told
    run(capsys, "cramps", "confirm", "bb3")
    assert "not confirmed" not in run(capsys, "cramps")[1]


def test_everything_goes_out_and_comes_back(journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = journal.parents[1] / "routines" / "legs.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("steps: [Squat]\n", encoding="utf-8")
    week = own.parents[1] / "plans" / "week.yaml"
    week.parent.mkdir()
    week.write_text("plan: Week\ndays: {Mon: [legs]}\n", encoding="utf-8")
    out = tmp_path / "all.json"
    assert run(capsys, "data", "export", str(out))[0] == 0
    assert run(capsys, "data", "delete", "--yes")[0] == 0
    assert data(capsys, "history", "--json") == []
    own.write_text("steps: [Lunge]\n", encoding="utf-8")
    week.unlink()
    code, said, _ = run(capsys, "data", "import", str(out))
    assert code == 0
    assert "legs.yaml.before-import" in said and week.read_text(encoding="utf-8").startswith("plan: Week")
    assert own.read_text(encoding="utf-8") == "steps: [Squat]\n"
    assert own.with_name("legs.yaml.before-import").read_text(encoding="utf-8") == "steps: [Lunge]\n"
    again = tmp_path / "again.json"
    run(capsys, "data", "export", str(again))
    assert again.read_bytes() == out.read_bytes()


_NOT_CARRIED = {
    r"cache/.*|schema/.*": "made again at any time",
    r"data/journal\.db.*|data/unwritten/.*": "its records go out and come back",
    r"data/health\.json": "only with `--with health`",
    r"data/drafts/.*": "named by where the file lies; what they hold comes back",
    r"data/playing/.*": "a run that is being played now",
    r"data/last-import\.json": "undoes an import where it was made",
    r".*~": "the last version of a file that is there",
}


def test_all_that_a_home_holds_comes_back_in_another(
    home: Path, journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "new", "Deep legs")
    (home / "routines" / "deep-legs.yaml").rename(home / "routines" / "Deep.YML")
    for name, text in (
        ("plans/week.yaml", "plan: Week\ndays: {Mon: legs}\n"),
        ("moves/mine.yaml", "mine: {kind: move}\n"),
    ):
        (home / name).parent.mkdir()
        (home / name).write_text(text)
    save_settings({"volume": 0.5})
    with (home / "settings.yaml").open("a") as settings:
        settings.write("keys:\n  pause: p\n")
    edited, elsewhere = home / "routines" / "Deep.YML", tmp_path / "other.yaml"
    document.save(document.open_document(str(edited)), "steps: [Squat]\n")
    document.keep_draft(str(edited), "steps: [Squat, Lunge]\n")
    document.keep_draft(str(elsewhere), "steps: [Neck tilt]\n")
    (tmp_path / "list.txt").write_text("Squats 10x\n")
    run(capsys, "import", str(tmp_path / "list.txt"))
    schedules.begin("week", date(2026, 11, 2))
    relief_run.keep_sound(False)
    write_card(HealthCard((CardEntry("numb", "2026-11-01"),)))
    playing = Played(home / "data", "c" * 32)
    unwritten.keep_sign(SignRecord("w2345678", "T1", "One leg swollen", Moment(1_790_000_000_000)))

    named = re.compile(r'(data|config)_dir\(\) / "([^"]+)"')
    written = {found for file in places.package().rglob("*.py") for found in named.findall(file.read_text("utf-8"))}
    missing = [name for area, name in written if not (home / ("data" if area == "data" else "") / name).exists()]
    assert not missing, "a kind of file that this home lacks: make one above"
    there = {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}

    first, second = tmp_path / "first.json", tmp_path / "second.json"
    code, said, err = run(capsys, "data", "export", str(first), "--with", "health")
    assert (code, err) == (0, "") and "9 files of yours" in said
    monkeypatch.setenv("STRETCHPLAYER_HOME", str(tmp_path / "new"))
    assert run(capsys, "data", "import", str(first))[0] == 0
    for name, data in there.items():
        if not any(re.fullmatch(pattern, name) for pattern in _NOT_CARRIED):
            assert (tmp_path / "new" / name).read_bytes() == data, name
    assert run(capsys, "data", "export", str(second), "--with", "health")[0] == 0
    assert second.read_bytes() == first.read_bytes() and b"One leg swollen" in second.read_bytes()
    assert schedules.started("week") == date(2026, 11, 2) and relief_run.sound_off()
    assert document.draft_of(str(places.personal_routines() / "Deep.YML")) == "steps: [Squat, Lunge]\n"
    assert document.draft_of(str(elsewhere)) == "steps: [Neck tilt]\n"
    # What goes on here is not undone by what comes in.
    document.keep_draft(str(elsewhere), "steps: [Lunge]\n")
    schedules.begin("other", date(2026, 11, 9))
    assert run(capsys, "data", "import", str(first))[0] == 0
    assert schedules.started("other") == date(2026, 11, 9) and schedules.started("week") == date(2026, 11, 2)
    assert document.draft_of(str(elsewhere)) == "steps: [Lunge]\n"
    playing.over()


def test_what_no_export_can_hold_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = home / "routines"
    folder.mkdir()
    (folder / "big.yaml").write_text("#" * 70_000)
    (folder / "latin.yaml").write_bytes(b"name: K\xfcrzer")
    (folder / "a:b.yaml").write_text("steps: [Squat]\n")
    (folder / os.fsdecode(b"\xff.yaml")).write_text("steps: [Squat]\n")
    code, out, err = run(capsys, "data", "export")
    assert code == 0 and json.loads(out)["files"] == {}
    assert [line.partition(": ")[2] for line in err.splitlines()] == [
        "routines/a:b.yaml (no other system may take its name; give it another).",
        "routines/big.yaml (larger than a routine may be).",
        "routines/latin.yaml (not UTF-8).",
        "routines/\ufffd.yaml (no other system may take its name; give it another).",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml",
        "drafts/a\0b",
        "data/journal.db",
        "routines/../x.yaml",
        "routines/../../evil.yaml",
        "/etc/x.yaml",
        "routines/x.sh",
        "routines/.hidden.yaml",
        "x.yaml",
    ],
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
    assert "not a place for a personal file" in err
    assert sorted(journal.parents[1].rglob("*")) == before


def test_deleting_asks_first(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "data", "delete")[0] == 2
    assert len(data(capsys, "history", "--json")) == 2


def test_where_names_every_place(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "data", "where")
    assert out.count(str(home)) == 7


def test_a_journal_that_cannot_be_opened_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "data").write_text("in the way")
    code, _, err = run(capsys, "history")
    assert code == 4
    assert "can't be used" in err and f": {home / 'data'}\n" in err
    assert "Errno" not in err
    assert "Traceback" not in err


def test_the_night_plan_is_begun_shown_ticked_paused_and_stopped(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 11, 22, 20, tzinfo=UTC)
    monkeypatch.setattr(journals, "now", lambda: Moment.of(now))
    out = run(capsys, "cramps", "plan")[1]
    assert "The certainty is low." in out and "Note seven mornings first? 0 recorded." in out
    assert data(capsys, "cramps", "plan", "--json") is None
    for does in ("did", "pause", "continue", "stop"):
        assert run(capsys, "cramps", "plan", does)[0] == 3
    out = run(capsys, "cramps", "plan", "begin", "night-in-bed")[1]
    assert "42 nights" in out and "remind" in out
    code, _, err = run(capsys, "cramps", "plan", "begin")
    assert code == 4 and "Night 1 of 42" in err
    assert run(capsys, "cramps", "plan", "did")[1] == "Night 1 of 42. Done: 1.\n"
    assert run(capsys, "cramps", "plan", "did")[0] == 4
    out = run(capsys, "cramps", "plan")[1]
    assert out.startswith("Night 1 of 42. Done: 1.") and "week 6" in out and "does not show that one caused" in out
    assert "waits" in run(capsys, "cramps", "plan", "pause")[1]
    now += timedelta(days=2)
    shown = data(capsys, "cramps", "plan", "--json")
    assert (shown["night"], shown["waits"], shown["first"]) == (1, True, "2026-11-22")
    assert run(capsys, "cramps", "plan", "continue")[1] == "Night 2 of 42. Done: 1.\n"
    run(capsys, "cramps", "night", "3")
    assert data(capsys, "cramps", "plan", "--json")["weeks"][0] == {
        "cramps": 0, "nights_answered": 0, "cramps_a_week": None,
    }  # fmt: skip
    now += timedelta(days=1)
    run(capsys, "cramps", "night", "3")
    assert data(capsys, "cramps", "plan", "--json")["weeks"][0]["cramps_a_week"] == 21
    now += timedelta(days=60)
    out = run(capsys, "cramps", "plan")[1]
    assert out.startswith("Night 42 of 42. Done: 1.") and "Six more weeks" in out
    run(capsys, "cramps", "plan", "begin")
    assert data(capsys, "cramps", "plan", "--json")["routine"] == "night-in-bed", "six more weeks of the same"
    assert run(capsys, "cramps", "plan", "stop")[1].startswith("Ended. Night 1 of 42.")
    assert "The last plan ended on 2027-01-24." in run(capsys, "cramps", "plan")[1]


def test_no_plan_begins_while_a_sign_is_open_or_in_pregnancy(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(home / "data" / "journal.db")
    store.save(SignRecord("s", "T1", "One leg swollen", journals.now()))
    assert run(capsys, "cramps", "plan", "begin")[0] == 4
    assert "No stretching before it is cleared" in run(capsys, "cramps", "plan")[1]
    store.delete(SignRecord, "s")
    write_card(HealthCard((CardEntry("pregnant", journals.now().date.isoformat()),)))
    code, _, err = run(capsys, "cramps", "plan", "begin")
    assert code == 4 and "midwife" in err and "midwife" in run(capsys, "cramps", "plan")[1]
    assert store.plans() == []
    write_card(HealthCard((CardEntry("unsteady", journals.now().date.isoformat()),)))
    assert "night-in-bed, 42 nights" in run(capsys, "cramps", "plan", "begin")[1]


def test_an_id_that_names_nothing_is_told_with_the_list_it_should_be_in(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command, listed in (("history", "history --all"), ("cramps", "cramps")):
        assert main([command, "delete", "f" * 8]) == 3
        assert f"`stretchplayer {listed}` lists them." in capsys.readouterr().err


def test_a_text_with_a_margin_is_no_wider_than_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    table.out("one two three four five six seven eight nine ten eleven", 6)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 and all(line.startswith(" " * 6) and len(line) <= 40 for line in lines)


def test_six_more_weeks_are_in_bed_for_whoever_is_unsteady_by_now(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(home / "data" / "journal.db")
    store.save(PlanRecord("p", "nhs-calf", "2026-01-01"))
    run(capsys, "health", "add", "unsteady")
    assert "Started tonight: night-in-bed, 42 nights." in run(capsys, "cramps", "plan", "begin")[1]
