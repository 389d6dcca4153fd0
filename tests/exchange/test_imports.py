"""Lists, tables and other programs' files: what comes over, what does not, and that no number is ever read wrongly."""

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.exchange.apps import read_app
from stretchplayer.exchange.draft import Entry, ImportDraft, Refused, write
from stretchplayer.exchange.incoming import read_file
from stretchplayer.exchange.lists import read_list
from stretchplayer.exchange.notation import Quantity, plain_text, read_line
from stretchplayer.exchange.vocabulary import WORDS
from stretchplayer.library import imports
from stretchplayer.library.catalogue import load_moves
from stretchplayer.routine.moves import EMPTY
from stretchplayer.routine.reader import read_routine
from stretchplayer.runs.bring_in import arrivals, keep
from tests.each import each
from tests.examples import examples

IMPORTS = Path(__file__).parent.parent / "data/imports"


def shown(draft: ImportDraft) -> str:
    """A draft as it is written, and below it what is reported."""
    lines = [f"# {a.where}: {a.text} ({a.fate}: {a.why})" for a in draft.accounts if a.fate != "whole"]
    return write(draft, draft.name) + "".join(f"{line}\n" for line in lines)


@each("path", sorted(p for p in IMPORTS.iterdir() if p.suffix != ".expected"))
def test_a_file_as_people_and_programs_make_it(path: Path) -> None:
    """Each file beside its `.expected`: the routine and the report, read once by a person."""
    found = read_file(path.read_bytes(), path.stem, load_moves())
    text = "".join(f"# {remark}\n" for remark in found.remarks) + "---\n".join(map(shown, found.drafts))
    expected = path.with_name(path.name + ".expected")
    assert text == expected.read_text(encoding="utf-8")
    for draft in found.drafts:
        reading = read_routine(write(draft, "x"), "x.yaml", id="x")
        assert not [p for p in reading.problems if p.severity == "error"], reading.problems


# --- doses ------------------------------------------------------------------------------------------------------------

UNITS = {
    "en": ("seconds", "min", "breaths", "each side", "rest"), "de": ("Sek.", "Minuten", "Atemzüge", "je Seite",
        "Pause"),
    "es": ("segundos", "minutos", "respiraciones", "por lado", "descanso"),
    "fr": ("secondes", "minutes", "respirations", "par côté", "repos"),
    "it": ("secondi", "minuti", "respiri", "per lato", "riposo"),
    "pt": ("segundos", "minutos", "respirações", "por lado", "descanso"),
    "nl": ("seconden", "minuten", "ademhalingen", "per kant", "rust"),
    "pl": ("sekund", "minuty", "oddechów", "na stronę", "przerwa"),
}  # fmt: skip
REPS = {"en": "reps", "de": "Wdh.", "es": "repeticiones", "fr": "répétitions", "it": "ripetizioni", "pt": "repetições",
        "nl": "herhalingen", "pl": "powtórzeń"}  # fmt: skip
LANGUAGES = st.sampled_from(sorted(UNITS))


def tenths(text: object) -> int:
    """A time of the format in tenths of a second."""
    total = Fraction(0)
    for number, unit in re.findall(r"([\d.]+)([hms])", str(text)):
        total += Fraction(number) * {"h": 3600, "m": 60, "s": 1}[unit]
    return round(total * 10)


@given(LANGUAGES, st.integers(1, 3000), st.sampled_from([".", ","]), st.booleans())
def test_a_decimal_time_is_one_number(language: str, hundredths: int, point: str, minutes: bool) -> None:
    second, minute, *_ = UNITS[language]
    text = f"{hundredths // 100}{point}{hundredths % 100:02}"
    found = read_line(f"- Lunge {text} {minute if minutes else second}")
    assert found.name == "Lunge"
    exact = Fraction(hundredths, 100) * (60 if minutes else 1)
    assert abs(tenths(found.keys["length"]) - exact * 10) <= Fraction(1, 2) or tenths(found.keys["length"]) == 1
    assert bool(found.unsure) == ((exact * 10).denominator != 1)


@given(
    LANGUAGES,
    st.integers(1, 20),
    st.integers(1, 99),
    st.sampled_from(["x", "×", " x ", " × "]),
    st.booleans(),
    st.booleans(),
)
def test_sets_sides_and_rests_in_eight_languages(
    language: str, sets: int, number: int, times: str, timed: bool, sided: bool
) -> None:
    second, _, _, each, rest = UNITS[language]
    unit = second if timed else REPS[language]
    line = f"Lunge {sets}{times}{number} {unit}{' ' + each if sided else ''}, {rest} 15 {second}"
    found = read_line(line)
    assert found.name == "Lunge", line
    assert found.keys["sets"] == str(sets)
    assert (tenths(found.keys["length"]) == number * 10) if timed else (found.keys["reps"] == str(number))
    assert found.keys.get("sides") == ("both" if sided else None)
    assert found.rest_ms is not None and found.rest_ms.low == 15_000
    assert not found.lost


@given(LANGUAGES, st.integers(1, 300), st.integers(1, 300), st.sampled_from(["-", " - ", "–"]))
def test_a_range_stays_a_range_or_is_reported(language: str, low: int, high: int, dash: str) -> None:
    found = read_line(f"Lunge {low}{dash}{high} {UNITS[language][0]}")
    if low < high:
        assert found.keys["length"] == (
            f"{low // 60}-{high // 60}m" if low % 60 == high % 60 == 0 else f"{low}-{high}s"
        )
        assert found.name == "Lunge"
    else:
        assert "length" not in found.keys
        assert str(low) in found.name and str(high) in found.name


@given(
    st.integers(0, 59),
    st.integers(0, 59),
    st.sampled_from(["{0}:{1:02}", "{0}m{1}s", "{0} min {1} s", "{0}'{1}\"", "{0}m{1:02}"]),
)
def test_a_time_of_two_parts_is_one_time(minutes: int, seconds: int, form: str) -> None:
    found = read_line(f"Lunge {form.format(minutes, seconds)}")
    if minutes * 60 + seconds == 0 or "length" not in found.keys:
        assert minutes == 0 or form == "{0}m{1:02}"
        return
    assert tenths(found.keys["length"]) == (minutes * 60 + seconds) * 10
    assert found.name == "Lunge"


@each(
    ("line", "name", "keys"),
    [
        ("Calf 1 1/2 min", "Calf", {"length": "1m 30s"}),
        ("Calf ½ min", "Calf", {"length": "30s"}),
        ("Calf 3/4 min", "Calf", {"length": "45s"}),
        ("Lunge 1,234 s", "Lunge 1,234 s", {}),
        ("Lunge 1.2.3", "Lunge 1.2.3", {}),
        ("90/90 hip 30s", "90/90 hip", {"length": "30s"}),
        ("4-7-8 breathing", "4-7-8 breathing", {}),
        ("Run 400 m", "Run", {"distance": "400 m"}),
        ("Run 2,5 km", "Run", {"distance": "2.5 km"}),
        ("Squat 3x10 @ 20 kg RPE 8", "Squat", {"sets": "3", "reps": "10", "load": "20 kg", "effort": "RPE 8"}),
        ("Press 2-1-2-1 tempo 8 reps", "Press", {"reps": "8", "tempo": "2-1-2-1"}),
        ("Bird dog 5/5", "Bird dog", {"reps": "5", "sides": "both"}),
        ("Bird dog 5/8", "Bird dog 5/8", {}),
        (
            "Twist: right 20s, left 40s",
            "Twist",
            {"length": {"left": "40s", "right": "20s"}, "sides": "right then left"},
        ),
        ("Squats as many as you can in 2 min", "Squats in", {"reps": "max", "length": "2m"}),
        ("Push-ups max", "Push-ups", {"reps": "max"}),
        ("Push-ups 3 × max", "Push-ups", {"reps": "max", "sets": "3"}),
        ("Planche 3 fois 20 s", "Planche", {"length": "20s", "sets": "3"}),
        ("Tabata: squats 20/10 x 8", "squats", {"length": "20s", "sets": "8"}),
        ("Squats 7/3 x 8", "Squats 7/3", {"reps": "8"}),
        ("Heupbuiger 45 sec. links en rechts", "Heupbuiger", {"length": "45s", "sides": "both"}),
        ("Shoulder rolls, 10 each direction", "Shoulder rolls", {"reps": "10", "sides": "both"}),
        ("20-second plank", "plank", {"length": "20s"}),
        ("Sprint 30m", "Sprint", {"distance": "30 m"}),
        ("4 x 30 m sprints", "sprints", {"distance": "30 m", "sets": "4"}),
        ("Run 400m", "Run", {"distance": "400 m"}),
        ("Walk 20 metres", "Walk", {"distance": "20 m"}),
        ("Plank 2m", "Plank", {"length": "2m"}),
        ("Walk 90m", "Walk", {"length": "1h 30m"}),
        ("Bridge, 5 slow breaths", "Bridge", {"breaths": "5"}),
        ("Hip hinge 10 reps 2x/day", "Hip hinge", {"reps": "10"}),
        ("Squats 3x/week", "Squats", {}),
        ("Chin tuck 5 reps every 2 hours", "Chin tuck", {"reps": "5"}),
        ("Plank 3 x 30 s, 5 days a week", "Plank", {"length": "30s", "sets": "3"}),
        ("Kniebeuge 3 Sätze 10 Wdh 2x pro Woche", "Kniebeuge", {"reps": "10", "sets": "3"}),
        ("Squat 3 séries de 10, 2 fois par jour", "Squat", {"reps": "10", "sets": "3"}),
        ("Daily stretch 30s", "Daily stretch", {"length": "30s"}),
        ("Leg raise: 3 x 12 (hold 3 sec)", "Leg raise", {"sets": "3", "reps": "12", "every": "3s"}),
        ("Quad sets: squeeze 5 seconds, 10 reps", "Quad sets: squeeze", {"reps": "10", "every": "5s"}),
        ("Squats 10 reps in 30 s", "Squats in", {"length": "30s", "reps": "10"}),
        ("Calf: hold for 30 s. Repeat 3 times", "Calf", {"length": "30s", "sets": "3"}),
        ("Curl, hold 5 s, relax, x 10", "Curl", {"length": "5s", "sets": "10"}),
        ("Step ups 10 (L) 10 (R)", "Step ups", {"reps": "10", "sides": "both"}),
        ("Balance 30s L, 20s R", "Balance", {"length": {"left": "30s", "right": "20s"}, "sides": "both"}),
        ("Clam 2x15 ea", "Clam", {"sets": "2", "reps": "15", "sides": "both"}),
        ("Pallof press 3x10ea", "Pallof press", {"sets": "3", "reps": "10", "sides": "both"}),
        ("Lunge 10/10", "Lunge", {"reps": "10", "sides": "both"}),
        ("Bridge 12 (3 sec hold)", "Bridge", {"reps": "12", "every": "3s"}),
        ("Squat 3x5 tempo 30X1", "Squat", {"sets": "3", "reps": "5", "tempo": "3-0-X-1"}),
        ("Calf raise 15 reps, 2 seconds up, 3 seconds down", "Calf raise", {"reps": "15", "tempo": "3-0-2-0"}),
        ("B. Calf raise 30s", "Calf raise", {"length": "30s"}),
        ("3a. Dips 10 reps", "Dips", {"reps": "10"}),
        ("C) Couch stretch 2 min", "Couch stretch", {"length": "2m"}),
        ("Bike 10 min easy (level 3)", "Bike easy (level 3)", {"length": "10m"}),
        ("Squats, sets: 3, reps: 10", "Squats", {"sets": "3", "reps": "10"}),
        ("Sets: 3 Reps: 10 Hold: 5 sec", "", {"sets": "3", "reps": "10", "every": "5s"}),
        ("Squats [3*10]", "Squats", {"sets": "3", "reps": "10"}),
        ("Hip flexor 60s ea side", "Hip flexor", {"length": "1m", "sides": "both"}),
        ("Row 500 m x 4", "Row", {"distance": "500 m", "sets": "4"}),
        ("Pont 12 reps, maintien 20 s", "Pont", {"reps": "12", "every": "20s"}),
        ("Ice 10 min after exercise", "Ice after exercise", {"length": "10m"}),
        ("Run 5 km @ 5:30/km", "Run", {"distance": "5 km", "effort": "5:30/km"}),
        ("Lunges 3 x 9, 60s rest between sets", "Lunges", {"sets": "3", "reps": "9"}),
        ("Lunges 3 x 9, rest 60s between exercises", "Lunges", {"sets": "3", "reps": "9"}),
        ("Calf raises 20 (2 sec hold at top)", "Calf raises at top", {"reps": "20", "every": "2s"}),
        ("Rotation x10 ea. side", "Rotation", {"reps": "10", "sides": "both"}),
        ("Toe walks 2 x 10 m", "Toe walks", {"distance": "10 m", "sets": "2"}),
        ("Walk 2 hours", "Walk", {"length": "2h"}),
        ("Mountain climbers alternating 20 reps", "Mountain climbers", {"reps": "20", "sides": "alternate"}),
    ],
)
def test_a_notation(line: str, name: str, keys: dict[str, object]) -> None:
    found = read_line(line)
    assert (found.name, found.keys) == (name, keys)


def test_work_and_rest_as_coaches_write_them() -> None:
    run = read_line("Run 8 x 400 m r90s")
    assert (run.name, run.keys, run.rest_ms) == ("Run", {"sets": "8", "distance": "400 m"}, Quantity(Fraction(90_000)))
    for line in ("Bike 1 min on / 30 s off x 8", "Bike 8 x 1 min w/ 30 s rest", "Bike 8 x 1 min, 30 s de descanso",
                 "Bike 8 x 1 min avec 30 s de repos", "Bike 8 x 1 min con 30 s di recupero"):  # fmt: skip
        bike = read_line(line)
        assert (bike.name, bike.keys, bike.rest_ms) == (
            "Bike", {"length": "1m", "sets": "8"}, Quantity(Fraction(30_000))), line  # fmt: skip
    run = read_line("Run 6x400 m, 90s jog recovery")
    assert (run.name, run.keys, run.rest_ms) == ("Run", {"sets": "6", "distance": "400 m"}, Quantity(Fraction(90_000)))
    assert read_line("Squats 3 x 10, 90s").unsure == ["1m 30s read as the time of each set"]
    assert read_line("Climbers 30/30").lost == ["30/30"] and read_line("Twist: L 20s, R 20s").rest_ms is None


@given(st.text(alphabet="0123456789.,/-:x× smin'\"½", max_size=14))
def test_no_number_is_ever_split(dose: str) -> None:
    """Whatever a dose looks like: each of its numbers is taken whole, or stays whole in the name."""
    found = read_line(f"Lunge {dose} end")
    for number in re.findall(r"\d+(?:[.,/:]\d+)+", found.name):
        assert number in plain_text(dose), (dose, found)
    assert not re.search(r"(?<![\d.,/:-])0\d*(?:h|m|s)\b", str(found.keys.get("length", "1s")).replace("0.", "1."))


# --- accounts ---------------------------------------------------------------------------------------------------------

_NOTATION = re.compile(
    "|".join(f"(?:{pattern})" for words in WORDS.values() for pattern in words.values()), re.IGNORECASE
)


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    "Lunge",
                    "Squat",
                    "hip",
                    "30s",
                    "3x10",
                    "2",
                    "8-12",
                    "1,5",
                    "min",
                    "rest",
                    "20s",
                    "(rest",
                    "15s)",
                    "each",
                    "side",
                    "left",
                    "45s",
                    "hold",
                    "|",
                    ",",
                    ":",
                    "xyz",
                    "7/8",
                ]
            ),
            min_size=1,
            max_size=7,
        ).map(" ".join),
        max_size=6,
    )
)
@examples(30)
def test_each_piece_of_a_list_is_in_the_plan_or_in_the_report(lines: list[str]) -> None:
    text = "\n".join(lines)
    (draft,) = read_list(text, "x", EMPTY)
    plan = write(draft, "x")
    reported = {a.where: f"{a.text} {a.why}" for a in draft.accounts if a.fate != "whole"}
    assert {a.where for a in draft.accounts} == {str(n) for n, line in enumerate(lines, 1) if re.search(r"\w", line)}
    for number, line in enumerate(lines, 1):
        for piece in re.findall(r"[^\W\d_]{2,}", line):
            if not _NOTATION.fullmatch(piece):
                assert piece in plan or piece in reported.get(str(number), ""), (piece, plan, reported)
        doses = sum(map(len, re.findall(r"\d", line)))
        assert not doses or re.search(r"\d", plan) or str(number) in reported


@pytest.mark.parametrize("path", sorted(p for p in IMPORTS.iterdir() if p.suffix in (".txt", ".csv", ".md", ".zwo")),
                         ids=lambda p: p.name)  # fmt: skip
@pytest.mark.parametrize(("odd", "shown"), [("Qx7", "(?i)Qx7"), ("83", "83|1m 23s|1h 23m|8[.]3")])
def test_a_word_anywhere_in_a_file_is_in_the_plan_or_in_the_report(path: Path, odd: str, shown: str) -> None:
    """A word that nobody knows, or a number, put behind each sixth word of a file in turn."""
    text, xml = path.read_text(encoding="utf-8"), path.suffix == ".zwo"
    words = list(re.finditer(r"(?<![</\w?])[^\W_]+(?!\w*[=>?])" if xml else r"[^\W_]+", text))
    first = text.index("\n") if xml or path.suffix == ".csv" else 0
    for word in (word for word in words[len(path.name) % 6 :: 6] if word.start() >= first):
        changed = f"{text[: word.end()]}{'' if xml else ' '}{odd}{'' if xml else ' '}{text[word.end() :]}"
        try:
            drafts = read_file(changed.encode(), "x", EMPTY).drafts
        except Refused:
            continue
        told = [write(draft, "x") for draft in drafts]
        told += [f"{a.text} {a.why}" for draft in drafts for a in draft.accounts if a.fate != "whole"]
        assert re.search(shown, "\n".join(told)), changed


def test_how_often_is_a_note_and_no_dose() -> None:
    text = "Knee\n\nDo these exercises 3 times a day\n\n- Calf stretch 30 s, 3 x per day\n- Neck tilt 20 s (daily)\n"
    (draft,) = read_list(text, "n", EMPTY)
    assert draft.entries == [
        {"stretch": "Calf stretch", "hold": "30s", "note": "3 x per day"},
        {"move": "Neck tilt", "for": "20s", "note": "daily"},
    ]
    assert draft.about == ["Do these exercises 3 times a day"]
    (over_a_table,) = read_list(
        "# Knee\nWeek 1, daily\n\n| Exercise | Time |\n|---|---|\n| Plank | 30s |\n", "n", EMPTY
    )
    assert (over_a_table.about, over_a_table.entries) == (["Week 1, daily"], [{"move": "Plank", "for": "30s"}])
    assert "`3 x per day` kept as a note" in [account.why for account in draft.accounts]


def test_a_line_without_a_name_is_kept_beside_the_step_above() -> None:
    (draft,) = read_list("- Lunge 30s\n- left 20s, right 30s\n", "x", EMPTY)
    assert draft.entries == [{"move": "Lunge", "for": "30s", "note": "left 20s, right 30s"}]
    assert [(a.where, a.fate) for a in draft.accounts] == [("1", "whole"), ("2", "part")]


def test_a_file_of_which_too_little_could_be_read_is_refused() -> None:
    with pytest.raises(Refused, match="too little of it could be read: 0 of 3"):
        read_file(b"1\n2\n3 4\n", "x", EMPTY)


@each(
    ("data", "says"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"<!DOCTYPE html><html><ul><li>Squat 3x10</ul>", "a web page"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "a calendar"),
        (b'<?xml version="1.0"?>\n<gpx><trk/></gpx>', "a GPX track"),
        (b'<?xml version="1.0"?><TrainingCenterDatabase/>', "a TCX recording"),
        (b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT", "a FIT recording"),
        (b"<opml><body/></opml>", "XML of a kind"),
        (b"Squat\0\0\1", "not text"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old Word"),
        (b'<workout_file><!DOCTYPE x [<!ENTITY a "b">]></workout_file>', "declares entities"),
        (b"steps", "too little"),
    ],
)
def test_what_holds_no_steps_is_refused_by_name(data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_file(data, "x", EMPTY)


def test_a_word_file_and_a_bomb_are_refused(tmp_path: Path) -> None:
    import zipfile

    word, bomb = tmp_path / "a.docx", tmp_path / "b.xlsx"
    with zipfile.ZipFile(word, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (17 * 1024 * 1024))
    with pytest.raises(Refused, match="Word"):
        read_file(word.read_bytes(), "x", EMPTY)
    with pytest.raises(Refused, match="more than any routine"):
        read_file(bomb.read_bytes(), "x", EMPTY)


def test_a_spreadsheet_gives_values_and_never_formulas(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (("Übung", "Sätze", "Halten (s)", "Notiz"), ("Wade", 2, 30, "=1+1"), ("Hüfte", None, 45.5, None)):
        book.active.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    (draft,) = read_file(path.read_bytes(), "Beine", EMPTY).drafts
    assert draft.entries == [{"move": "Wade", "for": "30s", "sets": "2"}, {"move": "Hüfte", "for": "45.5s"}]


def test_utf_16_is_read_and_latin_1_is_told() -> None:
    assert read_file("Wade 30s\nHüfte 20s".encode("utf-16"), "x", EMPTY).remarks == []
    found = read_file("Wade 30s\nHüfte 20s".encode("latin-1"), "x", EMPTY)
    assert "Latin-1" in found.remarks[0]
    assert "Hüfte" in write(found.drafts[0], "x")


def test_a_plan_over_weeks_comes_in_beside_the_persons_own(home: Path, tmp_path: Path) -> None:
    text = "plan: My week\ndays: {Mon: [desk-break]}  # by id\n"
    for number in ("", "-2"):
        found = arrivals(text.encode(), tmp_path / "week.yaml", load_moves())
        assert keep(found) == [home / "plans" / f"week{number}.yaml"]
        assert (home / "plans" / f"week{number}.yaml").read_text() == text
    assert imports.undo()[0] == [home / "plans" / "week-2.yaml"]
    for bad, why in (("[nobody-knows]", "it has errors:"), ("[./desk.yaml]", "it has errors:")):
        with pytest.raises(Refused, match=why):
            arrivals(text.replace("[desk-break]", bad).encode(), tmp_path / "week.yaml", load_moves())
    (tmp_path / "desk.yaml").write_text("steps: [Calf]\n")
    with pytest.raises(Refused, match=r"names a routine by its path, `desk\.yaml`"):
        arrivals(text.replace("desk-break", "desk.yaml").encode(), tmp_path / "week.yaml", load_moves())


def test_undo_brings_back_what_an_import_took_the_place_of(home: Path) -> None:
    own = home / "routines/legs.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("name: Legs\nsteps: [Squat]\n")
    keep(arrivals(b"- Lunge 30s\n- Plank 20s\n", Path("legs.txt"), EMPTY), replacing=True)
    assert "Lunge" in own.read_text(encoding="utf-8")
    assert imports.undo() == ([own], [])
    assert own.read_text(encoding="utf-8") == "name: Legs\nsteps: [Squat]\n"
    keep(arrivals(b"- Lunge 30s\n- Plank 20s\n", Path("arms.txt"), EMPTY))
    (home / "routines/arms.yaml").write_text("changed since")
    assert imports.undo() == ([], [home / "routines/arms.yaml"])


# --- other programs ---------------------------------------------------------------------------------------------------

# Made after what the programs' own public sources write: blockbasti/just_another_workout_timer, lib/utils/workout.dart;
# a-mabe/OpenHIIT, lib/core/models; timer-machine/timer-machine-android, data/datas. Timero and Seconds after exports.
JAWT = {"title": "Core", "version": 2, "position": 0, "sets": [
    {"id": "a", "name": "Circuit", "repetitions": 3, "exercises": [
        {"id": "b", "name": "Plank", "duration": 30}, {"id": "c", "name": "Rest", "duration": 10}]},
    {"id": "d", "repetitions": 1, "exercises": [{"id": "e", "name": "Neck stretch", "duration": 20}]}]}  # fmt: skip
OPENHIIT = {"id": "x", "name": "Intervals", "activeIntervals": 2, "activities": ["Squat", "Lunge", "Lost"],
            "timeSettings": {"workTime": 20, "restTime": 10, "breakTime": 60, "warmupTime": 30, "cooldownTime": 40,
                             "getReadyTime": 10, "restarts": 1}}  # fmt: skip
TIMERO = [{"__type__": "Routine", "name": "Morning", "exercises": [
    {"__type__": "DurationExercise", "name": "Plank", "duration": 60},
    {"__type__": "RepetitionExercise", "name": "Push-ups", "repetitions": 15}]},
    {"__type__": "Routine", "name": "Evening", "exercises": [
        {"__type__": "DurationExercise", "name": "Hip stretch", "duration": 30}]}]  # fmt: skip


def total(draft: ImportDraft) -> int:
    """The length of what came over, in seconds, as the format computes it."""
    from stretchplayer.playback.timeline import compile_routine

    routine = read_routine(write(draft, "x"), "x.yaml", id="x").routine
    assert routine is not None
    return compile_routine(routine, EMPTY).total_ms // 1000


def test_just_another_workout_timer_keeps_its_exact_length() -> None:
    for document in (JAWT, {"workouts": [JAWT]}):
        (draft,) = read_app(document, "core", EMPTY)
        assert (draft.name, total(draft)) == ("Core", 3 * 40 + 20)


@each("beside", [True, False])
def test_openhiit_keeps_its_restarts_wherever_it_wrote_them(beside: bool) -> None:
    times = dict(OPENHIIT["timeSettings"])  # type: ignore[call-overload]
    document: dict[str, Any] = {**OPENHIIT, "timeSettings": times}
    if beside:
        document["restarts"] = times.pop("restarts")
    (draft,) = read_app([document], "hiit", EMPTY)
    assert total(draft) == 30 + (20 + 10 + 20) + 60 + (20 + 10 + 20) + 40
    assert [a.text for a in draft.accounts if a.fate == "left"] == ["Lost"]


def _places(value: Any, place: tuple[Any, ...] = ()) -> Any:
    """The place of each value in a document that has no parts, and a new key in each mapping."""
    if isinstance(value, dict):
        yield (*place, "new")
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield from _places(one, (*place, key))
    if not isinstance(value, dict | list):
        yield place


OTHER = {"level": 3, "more": [1, {"c": "d"}], "workout": {"name": "Run", "rounds": 2,
         "warm": [{"name": "Jog", "duration": 60, "a": {"b": 1}}], "main": [{"name": "Squat", "reps": 9}]}}  # fmt: skip


@each(("odd", "shown"), [("Qx7", "Qx7"), (7351, "7351|7[.]4s|2h 2m 31s|1h 1m 15[.]5s"),
                                            (0.04217, "0[.]04217")])  # fmt: skip
def test_each_value_of_another_timer_is_in_the_plan_or_in_the_report(odd: Any, shown: str) -> None:
    """Whatever stands in any place of a file: a name that is cut, a number of nothing, a key that nobody knows."""
    for document in (JAWT, OPENHIIT, TIMERO, OTHER, *SEEDS):
        for place in _places(document):
            at = copy = json.loads(json.dumps(document))
            for key in place[:-1]:
                at = at[key]
            at[place[-1]] = odd
            try:
                drafts = read_app(copy, "x", EMPTY)
            except Refused:
                continue
            told = [write(draft, "x") for draft in drafts]
            told += [f"{a.where} {a.text} {a.why}" for draft in drafts for a in draft.accounts if a.fate != "whole"]
            assert re.search(shown, "\n".join(told)), (place, told)


def test_timero_brings_all_its_routines() -> None:
    morning, evening = read_app(TIMERO, "timero", EMPTY)
    assert (morning.name, evening.name, total(evening)) == ("Morning", "Evening", 30)


def test_yaml_of_another_timer_is_read_by_its_keys() -> None:
    text = (
        "title: Core\nexercises:\n  - name: Plank\n    duration: 30\n    colour: red\n  - name: Lunge\n    reps: 12\n"
    )
    found = read_file(text.encode(), "x", EMPTY)
    assert found.kind == "yaml"
    assert found.drafts[0].name == "Core"
    assert found.drafts[0].entries == [{"move": "Plank", "for": "30s"}, {"move": "Lunge", "reps": "12"}]
    assert "red" in " ".join(a.why for a in found.drafts[0].accounts)


def entries(text: str) -> list[Entry]:
    """The steps of a file, and that nothing of it is left without a word."""
    (draft,) = read_file(text.encode(), "x", EMPTY).drafts
    return draft.entries


def test_rounds_beside_the_steps_of_another_timer_are_rounds() -> None:
    text = "workout:\n  rounds: 3\n  level: hard\n  exercises:\n    - name: Plank\n      duration: 45\n"
    assert entries(text) == [{"repeat": "3", "steps": [{"move": "Plank", "for": "45s"}]}]
    (draft,) = read_file(text.encode(), "x", EMPTY).drafts
    assert [(a.where, a.text, a.fate) for a in draft.accounts if a.fate != "whole"] == [
        ("workout.level", "hard", "part")
    ]


def _minute(name: str, reps: int) -> Entry:
    return {"move": name, "reps": str(reps), "for": "1m"}


@each(
    ("text", "steps"),
    [
        ("EMOM 10 min:\n- 5 Burpees\n- 9 Swings\n",
         [{"repeat": "5", "name": "EMOM 10 min", "steps": [_minute("Burpees", 5), _minute("Swings", 9)]}]),
        ("# Fit\n## EMOM 5\n1. 5 Burpees\n2. 9 Swings\n",
         [{"repeat": "for 5m", "name": "EMOM 5", "steps": [_minute("Burpees", 5), _minute("Swings", 9)]}]),
        ("9 min EMOM\nMin 1: 20 s Plank\nMinute 2 - 9 Swings\nMin 3: rest\n",
         [{"repeat": "3", "name": "9 min EMOM", "steps": [
             {"move": "Plank", "for": "20s"}, {"rest": "40s"}, _minute("Swings", 9), {"rest": "1m"}]}]),
        ("- Plank 30s\n- E2MOM 6 min: 5 Lunges each side\n- Every 90 s for 6 min: 3 Jumps\n",
         [{"move": "Plank", "for": "30s"},
          {"repeat": "3", "steps": [
              {"move": "Lunges", "reps": "5", "sides": "both", "for": "1m", "switch": "0s"}]},
          {"repeat": "4", "steps": [{"move": "Jumps", "reps": "3", "for": "1m 30s"}]}]),
        ("EMOM 2 min:\n- 9 Swings, hold 3 s\n", [
            {"repeat": "2", "name": "EMOM 2 min", "steps": [_minute("Swings", 9)]}]),
        ("EMOM 10:\n- Rest 1 min\n", [{"section": "EMOM 10", "steps": [{"rest": "1m"}]}]),
        ("EMOM 1 min:\n- 9 Swings tempo 3010\n", [
            {"repeat": "1", "name": "EMOM 1 min", "steps": [_minute("Swings", 9)]}]),
        ("- Neck: hold 20-30 seconds, 2 reps\n- Push-ups max, hold 3 s\n- Sled 4 reps 20 metres\n", [
            {"move": "Neck", "reps": "2", "every": "20s"}, {"move": "Push-ups", "reps": "max"},
            {"move": "Sled", "distance": "20 m"}]),
        ("- Squats\n- Perform 40 s\n- Reps: 9, hold: 20 s\n", [
            {"move": "Squats", "for": "40s", "note": "Reps: 9, hold: 20 s"}]),
        ("AMRAP 12 min:\n- 5 Dips\n- 9 Squats\n",
         [{"move": "AMRAP 12 min", "for": "12m", "reps": "max", "note": "Rounds of 5 Dips, 9 Squats; count them."}]),
    ],
)  # fmt: skip
def test_what_begins_anew_every_minute_takes_turns(text: str, steps: list[Entry]) -> None:
    """Steps in intervals that each begin with one, and rounds that are counted: their times are in the plan."""
    (draft,) = read_list(text, "x", EMPTY)
    assert draft.entries == steps
    assert not [p for p in read_routine(write(draft, "x"), "x.yaml", id="x").problems if p.severity == "error"]


def test_rounds_of_one_step_are_its_sets() -> None:
    (draft,) = read_list("- Plank 30s, 3 rounds\n- Squats 2x9, 3 rounds\n", "x", EMPTY)
    assert draft.entries == [{"move": "Plank", "for": "30s", "sets": "3"}, {"move": "Squats", "reps": "9", "sets": "2"}]
    assert [account.why for account in draft.accounts] == ["", "3 rounds"]


def test_a_rest_without_a_length_waits() -> None:
    assert entries("- Squats 3x10\n- Rest\n- Plank 30s\n")[1] == {"do": "Rest"}


def test_what_stands_above_the_head_of_a_table_is_its_name_and_a_sum_is_no_step() -> None:
    (draft,) = read_file(b"My plan,,\nExercise,Sets x Reps,Rest\nSquat,3x8/leg,90s\nTotal,,8 min\n", "x", EMPTY).drafts
    assert draft.name == "My plan"
    assert draft.entries == [{"move": "Squat", "reps": "8", "sets": "3", "sides": "both", "pause": "1m 30s"}]
    assert [(a.where, a.fate) for a in draft.accounts] == [("1", "whole"), ("3", "whole"), ("4", "left")]


def test_a_cell_is_read_by_its_own_unit_and_by_the_cells_beside_it() -> None:
    table = (
        "| No. | Exercise | Sets x Reps | Time | Rest | Tempo |\n|---|---|---|---|---|---|\n"
        "| 1 | Push-up | 3x8 | | 2' | |\n"
        '| 2 | Quad set | 3 x 10 | 5s hold | 90" | |\n| 3 | Wall sit | 3 | 20-30 sec | 1 min | |\n'
        "| 4 | Squat | 3x5 | | | 30X1 |\n| 5 | Lunge | 10/10 | | | |\n"
    )
    (draft,) = read_list(table, "x", EMPTY)
    assert draft.entries == [
        {"move": "Push-up", "reps": "8", "sets": "3", "pause": "2m"},
        {"move": "Quad set", "reps": "10", "every": "5s", "sets": "3", "pause": "1m 30s"},
        {"move": "Wall sit", "for": "20-30s", "sets": "3", "pause": "1m"},
        {"move": "Squat", "reps": "5", "tempo": "3-0-X-1", "sets": "3"},
        {"move": "Lunge", "reps": "10", "sides": "both"},
    ]
    assert [account.why for account in draft.accounts if account.fate != "whole"] == [
        "running numbers: the order says as much"
    ]


def test_a_rest_in_a_table_is_one_whatever_it_says_of_its_length() -> None:
    (draft,) = read_list("| Exercise | Time |\n|---|---|\n| Plank | 30s |\n| Rest | 30-60s |\n| Rest | |\n", "x", EMPTY)
    assert draft.entries == [{"move": "Plank", "for": "30s"}, {"rest": "30s"}, {"do": "Rest"}]
    assert [account.why for account in draft.accounts] == ["", "a rest of 30-60s", ""]


def test_a_chat_is_read_without_its_times() -> None:
    text = "[12.11.26, 18:03] Anna: Your exercises\n- Squats 3x12\n- Plank 30s\nEvery other day!\n"
    assert entries(text) == [{"move": "Squats", "reps": "12", "sets": "3"}, {"move": "Plank", "for": "30s",
                                                                            "note": "Every other day!"}]  # fmt: skip


def test_how_long_all_of_it_takes_is_no_step() -> None:
    (draft,) = read_file(b"**Desk break** (5 minutes)\n\n- Chin tucks 10x\n- Walk 2 mins\n", "x", EMPTY).drafts
    assert (draft.name, draft.about, len(draft.entries)) == ("Desk break", ["5 minutes"], 2)
    (draft,) = read_list("Desk break (5 minutes)\n- Chin tucks 10x\n- Walk 2 mins\n", "x", EMPTY)
    assert (draft.name, draft.about, len(draft.entries)) == ("Desk break", ["5 minutes"], 2)


def test_a_heading_may_say_how_long_or_how_often_all_below_it_is() -> None:
    text = (
        "Warm-up (5 min)\n- March, 1 min\nMain set: 4 rounds\n- Squats x 12\n- Plank 40 s\nCool-down\n- Sleep 2 min\n"
    )
    assert entries(text) == [
        {"section": "Warm-up", "note": "5 min", "steps": [{"move": "March", "for": "1m"}]},
        {
            "repeat": "4",
            "name": "Main set",
            "steps": [{"move": "Squats", "reps": "12"}, {"move": "Plank", "for": "40s"}],
        },
        {"section": "Cool-down", "steps": [{"move": "Sleep", "for": "2m"}]},
    ]
    assert entries("Calf stretch (30 s)\n- Keep the heel down\n")[0] == {"stretch": "Calf stretch", "hold": "30s"}


def test_rounds_are_read_however_a_heading_says_them() -> None:
    rounds = [{"move": "Squats", "reps": "9"}, {"move": "Plank", "for": "30s"}]
    for head in ("Legs (x3)", "Legs (3x)", "Legs (3 rounds)", "Legs x3:", "Legs: 3 rounds"):
        text = f"Knee\n\n{head}\n- Squats x 9\n- Plank 30s\nRest 1 min between rounds\n"
        assert entries(text) == [{"repeat": "3", "name": "Legs", "rest": "1m", "steps": rounds}], head
    (draft,) = read_list("Knee\n\nPair 1 (3 rounds, 60s rest):\n- Squats x 9\n\nPair B – 2x\n- Plank 30s\n", "n", EMPTY)
    assert draft.entries == [
        {"repeat": "3", "name": "Pair 1", "rest": "1m", "steps": rounds[:1]},
        {"repeat": "2", "name": "Pair B", "steps": rounds[1:]},
    ]
    (draft,) = read_list("# Legs (3x)\n\n- Squats x 9\n", "n", EMPTY)
    assert (draft.name, draft.entries) == ("Legs", [{"repeat": "3", "steps": rounds[:1]}])
    assert entries("1️⃣ Squats 9 reps\n2️⃣ Plank 30s\n") == rounds
    assert entries("3 rounds for time:\nSquats 9x\nPlank 30s\n") == [{"repeat": "3", "steps": rounds}]


def test_rounds_may_be_said_below_what_they_are_of() -> None:
    for below in ("Repeat for 3 rounds", "Repeat 3 times", "- Repeat x3", "3 rounds", "Repeat the circuit 3 times"):
        (draft,) = read_list(f"Legs\n\n- Squats x 9\n- Plank 30s\n{below}\n", "n", EMPTY)
        inside = [{"move": "Squats", "reps": "9"}, {"move": "Plank", "for": "30s"}]
        assert draft.entries == [{"repeat": "3", "steps": inside}], below
        assert draft.accounts[-1].why == "read as rounds of the steps above"
    after = entries("- Squats x 9\nRepeat 3 times\n\nRest 1 min between rounds\n- Plank 30s\n")
    rounds = {"repeat": "3", "rest": "1m", "steps": [{"move": "Squats", "reps": "9"}]}
    assert after == [rounds, {"move": "Plank", "for": "30s"}]
    (draft,) = read_list("3 rounds, rest 1-2 min between rounds\n- Plank 30s\n- Squats x 9\n", "n", EMPTY)
    assert (draft.entries[0]["rest"], draft.accounts[0].why) == ("1m", "a rest of up to 2m")
    later = "- Squats x 9\n\n3 rounds\n\n- Plank 30s\n"
    assert entries(later) == [
        {"move": "Squats", "reps": "9"},
        {"repeat": "3", "steps": [{"move": "Plank", "for": "30s"}]},
    ]


def test_what_a_step_takes_may_stand_on_lines_of_its_own() -> None:
    text = (
        "HOME PROGRAM\nPatient: J. Doe\n\nExercise 1: Hamstring stretch\nSets: 3   Reps: 1   Hold: 30 seconds\n"
        "Lie on your back with a strap around your foot.\n\nExercise 2: Clamshell\nSets: 3\nReps: 15\n"
        "Frequency: Daily\nKeep your hips stacked.\n"
    )
    (draft,) = read_list(text, "n", EMPTY)
    assert (draft.name, draft.about) == ("HOME PROGRAM", ["Patient: J. Doe"])
    assert draft.entries == [
        {"move": "Hamstring stretch", "reps": "1", "every": "30s", "sets": "3",
         "note": "Lie on your back with a strap around your foot."},
        {"move": "Clamshell", "reps": "15", "sets": "3", "note": "Daily. Keep your hips stacked."},
    ]  # fmt: skip
    assert [account.why for account in draft.accounts if account.where in ("9", "10")] == ["", ""]
    printed = (
        "Heel slide\nSlide your heel toward you, then back.\nRepeat 10 Times\nHold 5 Seconds\nComplete 2 Sets\n\n"
        "Bridge\nSets: 2\n"
    )
    (draft,) = read_list(printed, "n", EMPTY)
    assert draft.entries == [
        {
            "move": "Heel slide",
            "reps": "10",
            "every": "5s",
            "sets": "2",
            "note": "Slide your heel toward you, then back.",
        },
        {"": "Bridge"},
    ]
    assert [account.why for account in draft.accounts] == [
        "", "kept as a note of the step above", "", "", "5s read as the time of each repetition", "",
        "2 sets without a dose",
    ]  # fmt: skip


def test_lines_over_blocks_without_marks_head_them() -> None:
    text = "Warm-up\nJog 5 min\nRoll up x6\n\nMain set\nSquats: 10\nPlank 30s\n"
    (draft,) = read_list(text, "n", EMPTY)
    assert draft.entries == [
        {"section": "Warm-up", "steps": [{"move": "Jog", "for": "5m"}, {"move": "Roll up", "reps": "6"}]},
        {"section": "Main set", "steps": [{"move": "Squats", "reps": "10"}, {"move": "Plank", "for": "30s"}]},
    ]
    assert [account.why for account in draft.accounts if account.fate != "whole"] == ["`10` read as repetitions"]


def test_what_holds_for_all_steps_is_no_step() -> None:
    text = (
        "Knee\nDo each exercise 3 times. Rest 30 s between exercises.\n\n- Calf stretch 30 s\n- Squat x 10\n"
        "- Rest 90s between sets\nHold each stretch for 20-30 seconds\n"
    )
    (draft,) = read_list(text, "n", EMPTY)
    assert (draft.name, draft.about) == ("Knee", ["Do each exercise 3 times. Rest 30 s between exercises."])
    assert draft.entries == [
        {"stretch": "Calf stretch", "hold": "30s"},
        {"move": "Squat", "reps": "10",
         "note": "Rest 90s between sets. Hold each stretch for 20-30 seconds."},
    ]  # fmt: skip
    assert [account.fate for account in draft.accounts] == ["whole", "part", "whole", "whole", "part", "part"]


def test_of_ten_years_only_the_newest_is_read_and_the_others_are_counted() -> None:
    head = "title,start_time,exercise_title,weight_kg,reps,duration_seconds\n"
    text = head + "".join(f'Legs,"{n % 28 + 1:02} Nov {2016 + n // 28}, 18:00",Squat,{n},8,\n' for n in range(280))
    (draft,) = read_file(text.encode(), "x", EMPTY).drafts
    assert draft.entries == [{"move": "Squat", "reps": "8", "sets": "1", "load": "279 kg"}]
    assert [a.why for a in draft.accounts if a.fate == "left"] == ["279 older logs of the same workout, 279 rows"]


@each("text", ["[" + "[]," * 300_000 + "[]]", "a: " + "[" * 300, "title: x\n- name: " + "{a: " * 60])
def test_what_only_fills_the_memory_is_refused_before_it_is_read(text: str) -> None:
    with pytest.raises(Refused, match=r"more than any routine|nested deeper|too little|readable"):
        read_file(text.encode(), "x", EMPTY)


@each("marks", ["]" * 300 + "\x80", "9" * 200 + "s) " * 40, " ." * 180 + "ż", "ćwiczenia" * 35 + "!"])
def test_a_line_of_many_marks_takes_no_longer(marks: str) -> None:
    """Each of these once cost as many steps as there are ways to cut it into pieces; the time limit would tell."""
    (draft,) = read_list(f"- Squat x 8\nDo 3 rounds, {marks[:380]} rest 45 s\n- Plank 30s\n", "x", EMPTY)
    assert len(draft.accounts) == 3


def test_our_own_format_is_known_by_its_steps() -> None:
    assert read_file(b"name: Legs\nsteps:\n  - Squat\n", "x", EMPTY).drafts == []


def mutate(value: Any, draw: Any) -> Any:
    junk = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.just([]) | st.just({})
    if isinstance(value, dict):
        return {k: mutate(v, draw) for k, v in value.items() if draw(st.integers(0, 19))}
    if isinstance(value, list):
        return [mutate(v, draw) for v in value]
    return value if draw(st.integers(0, 5)) else draw(junk)


SEEDS = [json.loads((IMPORTS / name).read_bytes().decode("latin-1")) for name in
         ("seconds.seconds", "timer-machine.json", "openhiit.json", "jawt-export-as-app-writes.json")]  # fmt: skip


@given(st.data())
@examples(30)
def test_a_damaged_file_is_refused_or_gives_a_valid_routine(data: st.DataObject) -> None:
    document = mutate(data.draw(st.sampled_from([JAWT, OPENHIIT, TIMERO, *SEEDS])), data.draw)
    _reads_or_refuses(json.dumps(document).encode())


@given(
    st.binary(max_size=60) | st.text(alphabet='name,time;"\n0123sx each\t|#-*:', max_size=200).map(str.encode),
    st.sampled_from(sorted(IMPORTS.iterdir())),
)
@examples(30)
def test_damaged_text_is_refused_or_gives_a_valid_routine(damage: bytes, seed: Path) -> None:
    good = seed.read_bytes()
    at = len(damage) * 7 % max(1, len(good))
    _reads_or_refuses(good[:at] + damage + good[at:])


def _reads_or_refuses(data: bytes) -> None:
    try:
        found = read_file(data, "x", EMPTY)
    except Refused:
        return
    for draft in found.drafts:
        text = write(draft, "x")
        problems = read_routine(text, "x.yaml", id="x").problems
        assert not [p for p in problems if p.severity == "error" and p.slug != "too-large"], (text, problems)


def test_steps_in_turn_share_rounds_while_their_sets_agree() -> None:
    """`A1`, `A2`: one that is done less often begins rounds of its own, and a pause stands in the rounds as a rest."""
    (draft,) = read_list("A1 Squat 3x10\nA2 Lunge 2x8\nA3 Plank 2x30 s, rest 20 s\n", "Legs", EMPTY)
    turns: list[Entry] = [{"move": "Lunge", "reps": "8"}, {"move": "Plank", "for": "30s"}, {"rest": "20s"}]
    assert draft.entries == [
        {"repeat": "3", "steps": [{"move": "Squat", "reps": "10"}]},
        {"repeat": "2", "steps": turns},
    ]


def test_sets_of_breaths_beside_repetitions_are_not_both_taken() -> None:
    found = read_line("Cat cow left 10 right 12, 3 x 5 breaths")
    assert "sets" not in found.keys and found.lost == ["3"]
