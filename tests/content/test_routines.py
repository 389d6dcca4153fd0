"""The shipped routines, as a clinician and a coach would go over them before they leave the house."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from stretchplayer.playback.advice import advise
from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.playback.timeline import compile_routine
from stretchplayer.routine.model import Exercise, Item, Repeat, Rest, Routine, Say, Section
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.reader import Reading, read_routine
from stretchplayer.routine.terms import Source
from tests.each import each

ROUTINE_FILES = sorted((Path(__file__).parents[2] / "routines").glob("*/*.yaml"))
OWN = "own-judgement"

LENGTHS = {
    "ramp-full-body": "12:52",
    "football-table-level-1": "20:19",
    "run-warm-up": "10:36",
    "full-body-stretch": "13:50",
    "desk-break": "5:32",
    "cool-down-legs": "15:10",
    "night-calf-hamstring": "3:55",
    "morning-wake-up": "4:14",
    "football-match-day": "10:20",
    "lift-lower": "9:41",
    "lift-upper": "7:59",
    "cycle-warm-up": "8:31",
    "swim-warm-up": "7:57",
    "cool-down-run": "12:25",
    "cool-down-ride": "9:30",
    "cool-down-swim": "9:30",
    "cool-down-lift": "10:05",
    "desk-two-minutes": "2:02",
    "hands-and-wrists": "4:37",
    "neck-and-shoulders": "6:01",
    "travel-seat": "5:52",
    "evening-unwind": "8:52",
    "hips": "9:49",
    "calves-and-feet": "9:40",
    "easy-on-the-back": "6:29",
    "chair-for-older-adults": "14:06",
    "night-in-bed": "2:55",
    "roller-legs": "7:05",
    "ten-breaths": "1:40",
    "full-body-stretch-long": "23:10",
    "football-table-level-2": "20:31",
    "football-table-level-3": "21:46",
    "nhs-calf": "5:00",
    "pregnancy-legs": "8:25",
    "after-birth": "6:15",
    "plantar-heel": "8:45",
    "standing-job": "4:05",
    "after-sport-cramp": "7:55",
}
"""What each routine lasts, without its countdown: a change here is a change of dose or rest, and meant."""

FROM_THE_FLOOR = {
    "morning-wake-up", "evening-unwind", "night-in-bed", "roller-legs", "chair-for-older-adults", "after-birth",
}  # fmt: skip
"""Routines that give 15 s to get down, or to get the chair to the wall, before the first move."""

TWISTS_AND_LOADED_BENDS = {"seated-twist", "lying-twist", "trunk-turns", "thread-needle", "open-book", "lunge-rotation"}


@cache
def reading(file: Path) -> Reading:
    return read_routine(file.read_bytes(), file.name, id=file.stem)


def routine(file: Path) -> Routine:
    found = reading(file).routine
    assert found is not None, reading(file).problems
    return found


@cache
def timeline(file: Path, moves: Moves) -> Timeline:
    return compile_routine(routine(file), moves)


def file_of(id: str) -> Path:
    return next(f for f in ROUTINE_FILES if f.stem == id)


def steps(items: tuple[Item, ...]) -> list[Item]:
    """Every item, those inside sections and repeats after their group."""
    found: list[Item] = []
    for item in items:
        found.append(item)
        if isinstance(item, Section | Repeat):
            found += steps(item.items)
    return found


def exercises(file: Path) -> list[Exercise]:
    return [item for item in steps(routine(file).items) if isinstance(item, Exercise)]


def worked(file: Path, moves: Moves) -> set[str]:
    return {s.move for s in timeline(file, moves).segments if s.move}


each_routine = each("file", ROUTINE_FILES)
each_calm_routine = each("file", [f for f in ROUTINE_FILES if f.parent.name != "relief"])


@each_routine
def test_reads_without_problems_or_advice(file: Path, moves: Moves) -> None:
    assert reading(file).problems == ()
    assert advise(routine(file), timeline(file, moves), moves, reading(file).text) == ()


@each_routine
def test_stands_in_the_folder_of_its_category(file: Path) -> None:
    assert routine(file).category == file.parent.name


@each_routine
def test_every_name_is_a_move_of_the_catalogue(file: Path, moves: Moves) -> None:
    unknown = [step.name for step in exercises(file) if moves.find(step.name, step.kind) is None]
    assert unknown == []


@each_routine
def test_every_step_is_written_with_its_move_and_kind(file: Path, moves: Moves) -> None:
    """A coach who copies a step copies its full name, and a verb that fits it."""
    for step in exercises(file):
        move = moves.find(step.name, step.kind)
        assert move is not None and step.name == move.name, step.name
        assert step.kind == move.kind, step.name


@each_routine
def test_every_source_resolves(file: Path, sources: dict[str, Source]) -> None:
    known = sources.keys() | routine(file).sources.keys()
    missing = {key for step in exercises(file) for key in step.source} - known
    assert missing == set()


@each_calm_routine
def test_own_judgement_is_never_shown_as_a_published_dose(file: Path) -> None:
    assert [step.name for step in exercises(file) if OWN in step.source] == []


@each_routine
def test_no_step_shows_more_than_its_source_carries(file: Path, moves: Moves, sources: dict[str, Source]) -> None:
    """The rule once more, told another way: what a label claims is found again in the words of a source."""
    for segment in timeline(file, moves).segments:
        move = moves.get(segment.move or "")
        if segment.basis not in ("published", "range"):
            continue
        assert move is not None
        given = [
            entry
            for key in segment.source
            for table in ((sources[key].doses,) if segment.basis == "published" else (sources[key].ranges,))
            for name in (move.id, segment.kind)
            for entry in (table.get(name) if isinstance(table.get(name), list) else [table.get(name)])
            if entry
        ]
        assert any(all(carried(segment, amount, str(text)) for amount, text in entry.items()) for entry in given), (
            move.name,
            segment.source,
        )


def carried(segment: Segment, amount: str, text: str) -> bool:
    """Whether the numbers of a segment lie between those of a source; times in seconds."""
    low, high = (float(number) for number in (re.findall(r"[0-9.]+", text) * 2)[:2])
    unit = 60_000 if text.endswith("m") else 1000
    match amount:
        case "reps":
            return low <= (segment.reps or 0) <= high
        case "sets":
            return low <= (segment.sets or 0) <= high
        case "every":
            return low * unit <= (segment.every_ms or 0) <= high * unit
        case _:
            return low * unit <= segment.duration_ms <= high * unit and not segment.open


@each_routine
def test_nothing_is_shown_as_published_where_only_comfort_decides(file: Path, moves: Moves) -> None:
    for segment in timeline(file, moves).segments:
        if segment.kind == "breathe" or (segment.kind == "massage" and (segment.move or "").endswith("-rub")):
            assert segment.basis == "comfort"


BENDS_AND_TWISTS = {
    "childs-pose": "child's pose", "knees-to-chest": "both knees to chest", "knee-to-chest": "knee to chest",
    "lying-twist": "lying twist", "seated-twist": "seated twist", "chair-bow": "chair bow",
}  # fmt: skip


@each_calm_routine
def test_names_what_fragile_bones_leave_out(file: Path, moves: Moves) -> None:
    about = " ".join((routine(file).about or "").split())
    bends = worked(file, moves) & (BENDS_AND_TWISTS.keys() | {"ham-long-sit"})
    assert ("Fragile bones?" in about) == bool(bends), file.stem
    for move in bends - {"ham-long-sit"}:
        said = about.partition("Fragile bones? Leave out ")[2].partition(".")[0]
        assert BENDS_AND_TWISTS[move] in said, move


@each("id", ["lift-lower", "lift-upper", "cycle-warm-up", "swim-warm-up"])
def test_a_warm_up_without_its_last_phase_says_what_takes_its_place(id: str) -> None:
    assert "No Potentiate phase: " in (routine(file_of(id)).about or "")


@each(
    ("id", "said"),
    [
        ("full-body-stretch-long", "second-hand"),
        ("hips", "second-hand"),
        ("night-in-bed", "could not check"),
        ("nhs-calf", "second-hand"),
        ("plantar-heel", "second-hand"),
        ("football-table-level-3", "unchecked"),
        ("after-birth", "copies"),
        ("football-table-level-1", "not for children"),
        ("football-table-level-2", "not for children"),
        ("pregnancy-legs", "Ask your midwife or doctor first"),
        ("after-sport-cramp", "unless you must limit salt"),
    ],
)
def test_what_we_could_not_check_and_who_must_ask_is_said(id: str, said: str) -> None:
    assert said in " ".join((routine(file_of(id)).about or "").split())


def test_nobody_begins_after_birth_without_having_asked() -> None:
    first = routine(file_of("after-birth")).items[0]
    assert isinstance(first, Say)
    assert first.text == "Has your midwife or doctor said that you may exercise? If not, wait."


def test_nothing_is_done_on_the_back_in_pregnancy(moves: Moves) -> None:
    lying = {"belly-breathing", "pelvic-tilt", "heel-slide", "knee-rolls", "glute-bridge", "ham-strap", "legs-up"}
    assert worked(file_of("pregnancy-legs"), moves) & lying == set()
    assert {
        m for m in worked(file_of("pregnancy-legs"), moves) if (found := moves.get(m)) and found.points_toes
    } == set()


def test_all_routines_are_there() -> None:
    assert {f.stem for f in ROUTINE_FILES if f.parent.name != "relief"} == LENGTHS.keys()


@each(("id", "length"), LENGTHS.items())
def test_length(id: str, length: str, moves: Moves) -> None:
    minutes, seconds = length.split(":")
    assert timeline(file_of(id), moves).estimate_ms == (int(minutes) * 60 + int(seconds)) * 1000


@each_calm_routine
def test_begins_with_the_one_rule(file: Path) -> None:
    about = routine(file).about
    assert about is not None and about.startswith("A pull is fine. Pain is a stop. ")


@each_calm_routine
def test_countdown_is_long_where_one_gets_down_first(file: Path) -> None:
    assert routine(file).countdown == (15_000 if file.stem in FROM_THE_FLOOR else None)


@each_calm_routine
def test_names_a_source_or_says_that_comfort_decides(file: Path, sources: dict[str, Source]) -> None:
    found = routine(file)
    cited = set(found.sources) | {key for step in exercises(file) for key in step.source}
    assert cited or "by comfort" in (found.about or "").lower()


@each_calm_routine
def test_never_says_what_is_never_said(file: Path, never_said: re.Pattern[str]) -> None:
    found = routine(file)
    said = [found.name, found.about or "", *found.tags]
    for item in steps(found.items):
        said.append(item.note or "")
        if isinstance(item, Say):
            said.append(item.text)
        if isinstance(item, Exercise):
            said += [cue.text for cue in item.cues]
    for text in said:
        assert not never_said.search(text), text


@each_calm_routine
def test_lines_fit_a_page(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [n for n, line in enumerate(lines, 1) if len(line) > 120 or line != line.rstrip() or "\t" in line] == []


@pytest.mark.parametrize("file", [f for f in ROUTINE_FILES if f.parent.name == "warm-up"], ids=lambda f: f.stem)
def test_a_warm_up_holds_nothing_static(file: Path, moves: Moves) -> None:
    assert [s.name for s in timeline(file, moves).segments if s.kind == "stretch"] == []


@each_calm_routine
def test_only_the_published_count_of_the_nordic_lower_waits(file: Path, moves: Moves) -> None:
    waiting = [s.move for s in timeline(file, moves).segments if s.open]
    assert waiting == (["nordic"] if file.stem.startswith("football-table-level") else [])


@pytest.mark.parametrize("id", ["morning-wake-up", "swim-warm-up"])
def test_toes_are_not_pointed_where_it_sets_off_a_cramp(id: str, moves: Moves) -> None:
    assert {id for id in worked(file_of(id), moves) if (m := moves.get(id)) and m.points_toes} == set()


@each_routine
def test_toes_are_not_pointed_in_relief_of_calf_or_foot(file: Path, moves: Moves) -> None:
    if {"calf", "foot"} & set(routine(file).relieves):
        assert {id for id in worked(file, moves) if (m := moves.get(id)) and m.points_toes} == set()


def test_nothing_twists_or_bends_the_back_under_load_in_the_routine_for_older_adults(moves: Moves) -> None:
    assert worked(file_of("chair-for-older-adults"), moves) & TWISTS_AND_LOADED_BENDS == set()


def test_the_night_routine_keeps_the_trials_relaxation_between_all_holds(moves: Moves) -> None:
    segments = timeline(file_of("night-calf-hamstring"), moves).segments
    gaps = [s.duration_ms for s in segments if s.kind in ("pause", "switch")]
    assert gaps == [10_000] * 10
    first, last = (max(s.end_ms for s in segments if s.move == m) for m in ("calf-straight", "ham-heel-chair"))
    starts = [min(s.start_ms for s in segments if s.move == m) for m in ("calf-straight", "ham-heel-chair")]
    assert first - starts[0] <= 180_000 and last - starts[1] <= 180_000


def test_the_football_table_gives_its_result_whole() -> None:
    about = routine(file_of("football-table-level-1")).about or ""
    for fact in (
        "0.71",
        "0.49 to 1.03",
        "not significant",
        "0.68",
        "0.48 to 0.98",
        "13 to 17",
        "14 and up",
        "twice a week",
    ):
        assert fact in about


@pytest.mark.parametrize("id", [f"football-table-level-{n}" for n in (1, 2, 3)] + ["football-match-day"])
def test_the_football_runs_fill_the_published_parts(id: str, moves: Moves) -> None:
    runs = Counter[str]()
    for segment in timeline(file_of(id), moves).segments:
        if segment.is_bout and segment.reps == 2:
            runs[segment.section or ""] += segment.duration_ms
    assert runs == {"Part I, running": 480_000, "Part III, running": 120_000}


@pytest.mark.parametrize(
    "id", ["ramp-full-body", "run-warm-up", "lift-lower", "lift-upper", "cycle-warm-up", "swim-warm-up"]
)
def test_raise_lasts_five_minutes_without_a_gap(id: str, moves: Moves) -> None:
    raised = [s for s in timeline(file_of(id), moves).segments if s.section == "Raise" and s.is_bout]
    assert raised[-1].end_ms - raised[0].start_ms == sum(s.duration_ms for s in raised) == 300_000


def test_written_rests_stand_between_bouts_only() -> None:
    for file in ROUTINE_FILES:
        if file.parent.name != "relief":
            items = [item for item in steps(routine(file).items) if not isinstance(item, Section | Repeat)]
            assert not isinstance(items[0], Rest) and not isinstance(items[-1], Rest), file.stem
