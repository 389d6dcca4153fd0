"""What commands say of what they cannot use: a sentence with the place and the remedy, and nothing is lost."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchplayer.cli import exits, fmt, importing
from stretchplayer.journal.health import CardEntry, HealthCard, read_card, write_card
from stretchplayer.journal.records import CrampRecord, Moment
from stretchplayer.journal.store import Store
from stretchplayer.library import places
from tests.cli.conftest import Run

SHORT = "name: Short\ncountdown: 0s\nsteps:\n  - {stretch: Reach up, hold: 2s, sides: none}\n"
PLAN = "plan: Runner\nfor: 1 week\ndays: {every day: [short]}\n"
THINNERS, LIMITS = (HealthCard((CardEntry(kind, "2026-09-20"),)) for kind in ("thinners", "limits"))


@pytest.fixture
def own(home: Path) -> Callable[[str, str], str]:
    """Writes a file of the person's own and gives its path."""

    def write(name: str, text: str) -> str:
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Somebody sits there and types."""
    keys = io.StringIO("".join(f"{line}\n" for line in lines))
    monkeypatch.setattr(keys, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", keys)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("play", "desk-break", "--speed", "fast"), "`fast` is not a speed; write a number from 0.1 to 100"),
        (("play", "desk-break", "--speed", "101"), "`101` is not a speed"),
        (("play", "desk-break", "--volume", "."), "`.` is not a volume; write a number from 0 to 100"),
        (("play", "desk-break", "--volume", "1.2.3"), "`1.2.3` is not a volume"),
        (("play", "desk-break", "--from", "99"), "there is no step 99: Desk break has "),
        (("import",), "name a file to import"),
        (("new", "Bell\x07"), "a routine needs a name of letters"),
    ],
)
def test_what_is_written_wrong_on_the_command_line(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert (done.code, done.out) == (exits.USAGE, "") and said in done.err, done


def test_an_import_of_what_is_not_there(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty, many = tmp_path / "empty", tmp_path / "many"
    empty.mkdir()
    many.mkdir()
    assert (run("import", str(empty)).code, run("import", str(tmp_path / "none")).code) == (exits.NOT_FOUND,) * 2
    monkeypatch.setattr(importing, "_MOST_FILES", 1)
    for name in ("a.txt", "b.txt"):
        (many / name).write_text("?")
    done = run("import", str(many))
    assert done.code == exits.USAGE and "holds more than 1 files" in done.err
    monkeypatch.setattr(importing, "_MOST_FILES", 2)
    done = run("import", str(many))
    assert done.code == exits.PROBLEMS and "none of these files could be imported" in done.err


def test_an_import_that_is_only_tried_writes_nothing(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Calf stretch 2 x 30 sec\n")
    done = run("import", str(tmp_path / "list.txt"), "--dry-run")
    assert done.code == 0 and "stretch: Calf stretch" in done.out and not (home / "routines").exists()


def test_an_export_that_is_none(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    assert run("data", "import", str(file)).code == exits.NOT_FOUND
    assert run("data", "export", str(file)).code == 0
    whole = json.loads(file.read_text())
    file.write_text(json.dumps({**whole, "sessions": [{"id": "a"}]}))
    done = run("data", "import", str(file))
    assert done.code == exits.PROBLEMS and "Nothing was changed." in done.err
    file.write_text(json.dumps({**whole, "health": {"version": 1, "entries": [{"kind": "wings"}]}}))
    done = run("data", "import", str(file))
    assert done.code == 0 and "The health card in it can't be read and was left out" in done.err


def test_everything_is_deleted_only_by_the_word(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write_card(THINNERS)
    typed(monkeypatch, "yes")
    done = run("data", "delete", "health")
    assert done.code == 0 and "Nothing was deleted." in done.out and read_card().entries
    assert done.err == "Delete your health card? Type delete: "
    typed(monkeypatch, "delete")
    assert run("data", "delete", "health").code == 0 and not read_card().entries


def test_a_plan_with_mistakes_is_quoted_wherever_it_is_asked_for(run: Run, own: Callable[[str, str], str]) -> None:
    path = own("plans/runner.yaml", PLAN.replace("every day", "moonday"))
    for words in (("today", path), ("show", path), ("today", path, "--end"), ("export", path, "--to", "page")):
        done = run(*words)
        assert done.code == exits.PROBLEMS and (words[0] == "export" or "mistakes" in done.err), (words, done)
    assert "moonday" in run("today", path).err


def test_a_plan_leaves_as_a_page_or_a_calendar(run: Run, own: Callable[[str, str], str]) -> None:
    path = own("plans/runner.yaml", PLAN)
    done = run("export", path, "--to", "csv")
    assert done.code == exits.USAGE and "a plan can't leave as csv" in done.err
    done = run("export", path, "--to", "ics")
    assert done.code == exits.PROBLEMS and "short can't be played" in done.err, done
    own("routines/short.yaml", SHORT)
    done = run("export", own("plans/idle.yaml", "plan: Idle\nfor: 1 week\ndays: {every day: rest}\n"), "--to", "ics")
    assert done.code == exits.PROBLEMS and "nothing is due on any day of it" in done.err, done


def test_two_plans_stand_apart(run: Run, own: Callable[[str, str], str]) -> None:
    own("routines/short.yaml", SHORT)
    for name in ("one", "two"):
        own(f"plans/{name}.yaml", PLAN.replace("Runner", name.title()))
    out = run("today").out
    assert "One" in out and "\n\nTwo" in out, out


def test_a_cramp_is_corrected_and_questions_may_stay_open(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(places.data_dir() / "journal.db")
    store.save(CrampRecord("abcdefgh", Moment(1_790_000_000_000, 0), muscles=("calf",)))
    store.close()
    assert run("cramps", "edit", "abcdefgh", "--muscle", "foot", "--when", "2026-09-20 03:10").code == 0
    out = run("cramps").out
    assert "foot" in out and "calf" not in out and "03:10" in out, out


def test_what_may_prevent_cramps_names_what_it_rests_on(run: Run) -> None:
    plain = run("cramps", "prevention")
    assert plain.code == 0 and plain.out.count("\n- ") >= 3 and "\n    " in plain.out
    write_card(LIMITS)
    limited = run("cramps", "prevention")
    assert limited.code == 0 and limited.out != plain.out


def test_a_shipped_routine_is_not_written_to(
    run: Run, own: Callable[[str, str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fmt, "is_shipped", lambda path: True)
    written = SHORT.replace("name: Short", "name:   Short")
    path = own("routines/short.yaml", written)
    done = run("fmt", path)
    assert done.code == exits.USAGE and "comes with the program" in done.err
    assert Path(path).read_text() == written


def test_a_missing_language_server_names_its_remedy(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "stretchplayer.cli.language_server", None)
    done = run("lsp")
    assert done.code == exits.CANNOT and "needs pygls" in done.err and "stretchplayer[lsp]" in done.err
