"""Beginning, formatting, importing and exporting routines on the command line."""

import io
import json
import zipfile
from contextlib import nullcontext
from pathlib import Path

import pytest

from stretchplayer import StretchplayerError
from stretchplayer.cli.main import main
from stretchplayer.library.loader import load
from stretchplayer.library.new_routine import stem_of
from tests.each import each


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(argv)
    out = capsys.readouterr()
    return code, out.out, out.err


@each(
    ("name", "stem"),
    [
        ("Evening legs", "evening-legs"),
        ("Für Füße!", "fur-fusse"),
        ("../../etc/passwd", "etc-passwd"),
        ("日本", "日本"),
        ("朝の体操 2", "朝の体操-2"),
        ("Rücken\u0308 Š", "rucken-s"),
        ("!!!", "routine"),
        ("体" * 90, "体" * 66),
    ],
)
def test_a_name_becomes_a_file_name(name: str, stem: str) -> None:
    assert stem_of(name) == stem


@pytest.mark.parametrize("category", ["warm-up", "stretch", "cool-down", "relief"])
def test_a_new_routine_is_valid_and_without_advice(
    home: Path, category: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "new", "Evening: legs # 'two'", "--category", category)
    path = home / "routines" / "evening-legs-two.yaml"
    assert code == 0
    assert str(path) in out
    loaded = load(str(path))
    assert loaded.problems == ()
    assert loaded.routine is not None
    assert (loaded.routine.name, loaded.routine.category) == ("Evening: legs # 'two'", category)
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../schema/routine.json")


def test_a_new_routine_never_overwrites(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "new", "Legs")
    first = (home / "routines" / "legs.yaml").read_bytes()
    assert str(home / "routines" / "legs-2.yaml") in run(capsys, "new", "Legs", "--category", "cool-down")[1]
    assert (home / "routines" / "legs.yaml").read_bytes() == first


def test_a_copy_plays_the_same_and_names_its_origin(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "new", "My morning", "--from", "morning-wake-up")[0] == 0
    mine = load(str(home / "routines" / "my-morning.yaml"))
    assert mine.timeline is not None
    assert mine.timeline.name == "My morning"
    assert "copy of the routine `morning-wake-up`" in mine.text
    _, out, _ = run(capsys, "show", "morning-wake-up", "--json")
    assert mine.timeline.total_ms == json.loads(out)["total_ms"]
    assert run(capsys, "new", "X", "--from", "no-such-thing")[0] == 3


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "schema")
    assert code == 0
    assert "steps" in json.loads(out)["properties"]


def test_fmt_mends_a_file_and_keeps_its_comments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "legs.yaml"
    path.write_text("steps:\n- Neck tilt: 20s   # soft\n-   stretch: Calf\n    hold: 1:30\n", encoding="utf-8")
    assert run(capsys, "fmt", "--check", str(path))[0] == 1
    assert "- Neck" in path.read_text(encoding="utf-8")
    assert run(capsys, "fmt", str(path))[0] == 0
    text = path.read_text(encoding="utf-8")
    assert "  - stretch: Neck tilt\n    hold: 20s" in text
    assert "# soft" in text
    assert "hold: 1m 30s" in text
    assert run(capsys, "fmt", "--check", str(path))[0] == 0
    assert run(capsys, "fmt", str(path))[0] == 0
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "text", ["steps: [", "steps:\n\t- x\n", "a: &x 1\nb: *x\n", "steps:\n  - A\n  - A: B\n    C: D\n"]
)
def test_fmt_leaves_a_file_that_cannot_be_played_and_says_why(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "legs.yaml"
    path.write_text(text, encoding="utf-8")
    code, _, err = run(capsys, "fmt", str(path))
    assert code == 1
    assert "error[" in err
    assert path.read_text(encoding="utf-8") == text


def test_a_list_is_imported_and_accounted_for(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = tmp_path / "Physio sheet.txt"
    sheet.write_text("Evening legs\n\n- Calf stretch 30s each side\n- 90/90 hip\n- 7\n", encoding="utf-8")
    code, out, _ = run(capsys, "import", str(sheet))
    assert code == 0
    assert "3 came over, 1 in part, 0 not." in out
    assert "no name in it" in out
    loaded = load(str(home / "routines" / "evening-legs.yaml"))
    assert loaded.timeline is not None
    assert [s.side for s in loaded.timeline.segments if s.is_bout][:2] == ["left", "right"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.json", '{"sets": [], "version": 9}', 1),
        ("x.json", "{", 1),
        ("x.csv", "1,2\n3,4\n", 1),
        ("x.txt", "\n\n", 1),
        ("x.txt", "\xff", 1),
    ],
)
def test_what_cannot_be_imported_is_refused_and_writes_nothing(
    tmp_path: Path, home: Path, name: str, content: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode("latin-1"))
    got, _, err = run(capsys, "import", str(path))
    assert got == code
    assert err
    assert not (home / "routines").exists()
    assert run(capsys, "import", str(tmp_path / "missing"))[0] == 3


def test_an_import_can_be_undone_unless_it_was_changed(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sheets").mkdir()
    for name in ("one", "two"):
        (tmp_path / "sheets" / f"{name}.txt").write_text("Plank 30s\nSquat 10 reps\n")
    (tmp_path / "sheets" / "page.html").write_text("<!doctype html><p>Squat")
    code, out, err = run(capsys, "import", str(tmp_path / "sheets"))
    # A file of another kind is said, and does not stop the rest.
    assert (code, out.count("Written:"), "a web page" in err) == (1, 2, True)
    written = sorted((home / "routines").iterdir())
    written[0].write_text("changed")
    code, out, _ = run(capsys, "import", "--undo")
    assert (code, [p.exists() for p in written]) == (0, [True, False])
    assert "changed since" in out
    assert run(capsys, "import", "--undo")[0] == 3


def test_standard_input_is_imported(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"Wade 2 x 30 Sek. je Seite\n"))
    monkeypatch.setattr("sys.stdin", stdin)
    assert run(capsys, "import", "-", "--name", "Waden")[0] == 0
    text = (home / "routines/waden.yaml").read_text()
    assert "language: de" in text and "hold: 30s" in text.replace("for: 30s", "hold: 30s") and "sides: both" in text


def test_what_was_done_on_a_phone_comes_into_the_journal_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = tmp_path / "done.txt"
    line.write_text("stretchplayer-done ten-breaths 2026-11-27T21:30 100s, 2026-11-28T21:31 100s, 2026-99-99T00:00 1s")
    code, out, _ = run(capsys, "import", str(line))
    assert (code, "2 sessions added" in out) == (0, True)
    code, out, _ = run(capsys, "import", str(line))
    assert (code, "2 were there already" in out) == (0, True)
    assert run(capsys, "history", "--json")[1].count('"ten-breaths"') >= 2
    line.write_text("stretchplayer-done no-such-routine 2026-11-27T21:30 100s")
    assert run(capsys, "import", str(line))[0] == 3


def test_a_routine_of_ours_is_copied_whole_and_one_with_errors_is_not(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "inner.yaml").write_text("steps:\n  - Squat\n")
    (tmp_path / "outer.yaml").write_text("# mine\nsteps:\n  - Plank\n  - use: ./inner\n")
    (tmp_path / "bad.yaml").write_text("steps:\n  - strech: Calf\n")
    assert run(capsys, "import", str(tmp_path / "inner.yaml"))[0] == 0
    assert (home / "routines/inner.yaml").read_text() == "steps:\n  - Squat\n"
    assert run(capsys, "import", str(tmp_path / "outer.yaml"))[0] == 0
    assert "use:" not in (home / "routines/outer.yaml").read_text()
    code, _, err = run(capsys, "import", str(tmp_path / "bad.yaml"))
    assert code == 1 and "strech" in err
    assert not (home / "routines/bad.yaml").exists()


def test_what_is_shared_plays_for_somebody_who_has_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _ = run(capsys, "share", "ten-breaths", "--no-sound")
    assert code == 0 and "It holds the routine as it plays here, and nothing of your journal or health card." in out
    assert sorted(p.name for p in (tmp_path / "ten-breaths").iterdir()) == [
        "README.txt", "ten-breaths-player.html", "ten-breaths-sheet.html", "ten-breaths.yaml",
    ]  # fmt: skip
    assert run(capsys, "share", "ten-breaths", "--no-sound", "-o", "out.zip")[0] == 0
    assert zipfile.is_zipfile(tmp_path / "out.zip")
    assert run(capsys, "share", "ten-breaths", "--no-sound")[0] == 2


@pytest.mark.parametrize(("kind", "here"), [("mp3", True), ("wav", False)])
def test_shared_sound_goes_into_a_mail_where_it_can_be_compressed(
    kind: str, here: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(path: Path) -> None:
        if not here:
            raise StretchplayerError("no library")

    monkeypatch.setattr("stretchplayer.cli.share.check", check)
    monkeypatch.setattr("stretchplayer.cli.share.write_sound", lambda plan, path: path.write_bytes(b"sound"))
    assert run(capsys, "share", "ten-breaths", "-o", str(tmp_path / "out"))[0] == 0
    assert (tmp_path / f"out/ten-breaths.{kind}").read_bytes() == b"sound"
    assert f"ten-breaths.{kind}: all of it" in (tmp_path / "out/README.txt").read_text()


@pytest.mark.parametrize(("form", "holds"), [
    ("markdown", "# Morning wake-up"), ("json", '"total_ms"'), ("csv", "start_ms,duration_ms"), ("ics", "BEGIN:VEVENT"),
    ("html", "<!doctype html>"), ("page", "Content-Security-Policy"), ("yaml", "name: Morning wake-up"),
])  # fmt: skip
def test_a_routine_is_exported(tmp_path: Path, form: str, holds: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert run(capsys, "export", "morning-wake-up", "--to", form, "-o", str(out))[0] == 0
    assert holds in out.read_text(encoding="utf-8")
    code, printed, _ = run(capsys, "export", "morning-wake-up", "--to", form)
    assert code == 0
    assert holds in printed


def test_only_a_page_that_is_to_have_a_recorded_voice_gets_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stretchplayer.cli.export.recorded", lambda plan: nullcontext("voice"))
    monkeypatch.setattr(
        "stretchplayer.cli.export.outgoing", lambda form, loaded, plan, when, record, notices: f"{form}: {record}"
    )
    for form, voice, made in (
        ("page", (), None), ("page", ("--voice", "browser"), None), ("page", ("--voice", "recorded"), "voice"),
        ("html", ("--voice", "recorded"), None),
    ):  # fmt: skip
        code, out, _ = run(capsys, "export", "ten-breaths", "--to", form, *voice)
        assert (code, out.strip()) == (0, f"{form}: {made}")


def test_a_calendar_entry_takes_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "export", "night-in-bed", "--to", "ics", "--when", "every Mon, Wed 22:15")
    assert "RRULE:FREQ=WEEKLY;BYDAY=MO,WE" in out
    assert run(capsys, "export", "night-in-bed", "--to", "ics", "--when", "sometimes")[0] == 2


def test_new_stands_in_for_no_shipped_routine_unasked(run) -> None:  # type: ignore[no-untyped-def]
    said = run("new", "Calf cramp")
    assert said.code == 2 and "comes with the program" in said.err
    assert run("new", "Calf cramp", "--replace").code == 0


def test_a_name_is_found_in_any_form_of_its_accents(run, home) -> None:  # type: ignore[no-untyped-def]
    from stretchplayer.library import places

    folder = places.personal_routines()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "u\u0308bung.YAML").write_text("steps: [Calf]")
    assert run("check", "\u00fcbung").code == 0
    assert run("show", "\u00dcBUNG").code == 0
