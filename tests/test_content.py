"""The shipped words: moves, sources and routines, as a clinician would go over them before they leave the house."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from stretchplayer.playback.segments import Timeline
from stretchplayer.playback.timeline import compile_routine
from stretchplayer.routine.advice import advise
from stretchplayer.routine.model import Exercise, Item, Repeat, Rest, Routine, Say, Section, Source
from stretchplayer.routine.move_reader import read_moves, read_sources
from stretchplayer.routine.moves import Move, Moves, fold
from stretchplayer.routine.reader import Reading, read_routine

ROOT = Path(__file__).parents[1]
MOVE_FILES = sorted((ROOT / "assets" / "moves").glob("*.yaml"))
ROUTINE_FILES = sorted((ROOT / "routines").glob("*/*.yaml"))
OWN = "own-judgement"

LENGTHS = {
    "ramp-full-body": "12:52",
    "football-table-level-1": "20:22",
    "run-warm-up": "10:36",
    "full-body-stretch": "13:50",
    "desk-break": "5:32",
    "cool-down-legs": "15:10",
    "night-calf-hamstring": "3:55",
    "morning-wake-up": "4:14",
    "football-match-day": "10:20",
    "lift-lower": "9:26",
    "lift-upper": "7:59",
    "cycle-warm-up": "8:31",
    "swim-warm-up": "7:57",
    "cool-down-run": "12:25",
    "cool-down-ride": "9:20",
    "cool-down-swim": "9:30",
    "cool-down-lift": "10:05",
    "desk-two-minutes": "2:02",
    "hands-and-wrists": "4:37",
    "neck-and-shoulders": "6:01",
    "travel-seat": "5:52",
    "evening-unwind": "8:52",
    "hips": "9:49",
    "calves-and-feet": "9:40",
    "easy-on-the-back": "6:24",
    "chair-for-older-adults": "14:12",
    "night-in-bed": "2:55",
    "roller-legs": "7:05",
    "ten-breaths": "2:00",
    "full-body-stretch-long": "23:10",
}
"""What each routine lasts, without its countdown: a change here is a change of dose or rest, and meant."""

IDS = """
    march easy-walk jog step-jacks side-steps heel-flicks high-knees skips strides
    run-straight run-hip-out run-hip-in run-circle run-jump run-quick run-across run-bound run-cut
    plank side-plank nordic single-leg-stand squat-heel-raise vertical-jump
    neck-tilt neck-turn chin-tuck chin-to-chest nose-to-armpit
    shoulder-rolls shrug-drop arm-circles hug-open cross-body-arm overhead-triceps wall-slides blade-squeeze
    doorway-chest clasp-behind upper-back-reach chair-lean-back chair-bow thread-needle open-book
    side-bend-standing side-bend-seated wrist-back wrist-down fist-fan palm-on-table
    cat-cow seated-cat-cow childs-pose sphinx seated-twist trunk-turns knee-rolls lying-twist knees-to-chest
    pelvic-tilt bird-dog figure-four-lying figure-four-seated knee-to-chest half-kneel-hip standing-hip
    lunge-rotation glute-bridge hip-hinge hip-abduction clam wide-side-lean butterfly side-lunges leg-swings-side
    quad-standing quad-side-lying quad-prone-strap squat sit-to-stand walking-lunge
    ham-strap ham-heel-chair ham-chair ham-long-sit ham-lying-straighten leg-swings-front hamstring-sweeps inchworm
    calf-straight calf-bent calf-pull calf-strap foot-to-wall stand-press knee-to-wall heel-raises toe-raises
    shin-toe-drag shin-kneel toes-back sole-towel stand-flat toe-spread
    calf-rub thigh-rub sole-rub forearm-rub shoulder-rub sole-ball calf-roller thigh-roller ham-roller
    belly-breathing seated-breathing press-and-bend arm-up-lean walk-wiggle legs-up warm-pack cold-pack sip-water
"""
MOVE_IDS = frozenset(IDS.split())
"""Ids stay once they are shipped: journals and people's own routines hold them."""

FROM_THE_FLOOR = {"morning-wake-up", "evening-unwind", "night-in-bed", "roller-legs", "chair-for-older-adults"}
"""Routines that give 15 s to get down, or to get the chair to the wall, before the first move."""

NEVER_A_MOVE = re.compile(
    r"neck (circle|roll)s?\b|crack|windmill|toe touch|hurdler|plough|plow\b|shoulder ?stand|\bwheel\b|sit-?ups?\b"
    r"|double leg|duck walk|frog|dead ?hang|sleeper|eyes (shut|closed)|breath ?hold|partner stretch|toe curl"
    r"|towel scrunch|tiptoe",
    re.IGNORECASE,
)
"""What no move may be called, not even by an alias."""

NEVER_SAID = re.compile(
    r"as hard as you can|no pain|bounc|\bforc|push through|quinine|tonic|magnesium|painkiller|\bharmless|worry"
    r"|\bjust\b|\bsimply\b|\balways\b|\bcure|guarantee|toxin|lactic|\bknots?\b|hold your breath|\bstreak|\bscore"
    r"|prevents? (injur|sore|cramp)|reduces? sore|FIFA|well done",
    re.IGNORECASE,
)
"""What is never said to the person as something to do or to believe; `avoid` names such things to warn of them."""

TWISTS_AND_LOADED_BENDS = {"seated-twist", "lying-twist", "trunk-turns", "thread-needle", "open-book", "lunge-rotation"}


@cache
def moves() -> Moves:
    found: list[Move] = []
    for file in MOVE_FILES:
        reading = read_moves(file.read_bytes(), file.name, own=False)
        assert not reading.problems, reading.problems
        found += reading.moves
    assert len({m.id for m in found}) == len(found), "an id stands in two files"
    return Moves(found)


@cache
def sources() -> dict[str, Source]:
    reading = read_sources((ROOT / "assets" / "sources.yaml").read_bytes(), "sources.yaml")
    assert not reading.problems, reading.problems
    return dict(reading.sources)


@cache
def reading(file: Path) -> Reading:
    return read_routine(file.read_bytes(), file.name, id=file.stem)


def routine(file: Path) -> Routine:
    found = reading(file).routine
    assert found is not None, reading(file).problems
    return found


@cache
def timeline(file: Path) -> Timeline:
    return compile_routine(routine(file), moves())


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


def worked(file: Path) -> set[str]:
    return {s.move for s in timeline(file).segments if s.move}


each_routine = pytest.mark.parametrize("file", ROUTINE_FILES, ids=lambda f: f.stem)
each_calm_routine = pytest.mark.parametrize(
    "file", [f for f in ROUTINE_FILES if f.parent.name != "relief"], ids=lambda f: f.stem
)
each_move = pytest.mark.parametrize("id", sorted(MOVE_IDS))


# ---- Routines ----------------------------------------------------------------------------------------------------


@each_routine
def test_reads_without_problems_or_advice(file: Path) -> None:
    assert reading(file).problems == ()
    assert advise(routine(file), moves(), reading(file).text) == ()


@each_routine
def test_stands_in_the_folder_of_its_category(file: Path) -> None:
    assert routine(file).category == file.parent.name


@each_routine
def test_every_name_is_a_move_of_the_catalogue(file: Path) -> None:
    unknown = [step.name for step in exercises(file) if moves().find(step.name, step.kind) is None]
    assert unknown == []


@each_routine
def test_every_step_is_written_with_its_move_and_kind(file: Path) -> None:
    """A coach who copies a step copies its full name, and a verb that fits it."""
    for step in exercises(file):
        move = moves().find(step.name, step.kind)
        assert move is not None and step.name == move.name, step.name
        assert step.kind == move.kind, step.name


@each_routine
def test_every_source_resolves(file: Path) -> None:
    known = sources().keys() | routine(file).sources.keys()
    missing = {key for step in exercises(file) for key in step.source} - known
    assert missing == set()


@each_calm_routine
def test_own_judgement_is_never_shown_as_a_published_dose(file: Path) -> None:
    assert [step.name for step in exercises(file) if OWN in step.source] == []


@each_calm_routine
def test_a_drill_that_nobody_dosed_is_not_called_published(file: Path) -> None:
    for segment in timeline(file).segments:
        move = moves().get(segment.move or "")
        if move and segment.published:
            assert move.dose_basis != "practice", move.name


def test_all_routines_are_there() -> None:
    assert {f.stem for f in ROUTINE_FILES if f.parent.name != "relief"} == LENGTHS.keys()


@pytest.mark.parametrize(("id", "length"), LENGTHS.items())
def test_length(id: str, length: str) -> None:
    minutes, seconds = length.split(":")
    assert timeline(file_of(id)).estimate_ms == (int(minutes) * 60 + int(seconds)) * 1000


@each_calm_routine
def test_begins_with_the_one_rule(file: Path) -> None:
    about = routine(file).about
    assert about is not None and about.startswith("A pull is fine. Pain is a stop. ")


@each_calm_routine
def test_countdown_is_long_where_one_gets_down_first(file: Path) -> None:
    assert routine(file).countdown == (15_000 if file.stem in FROM_THE_FLOOR else None)


@each_calm_routine
def test_names_a_source_or_says_that_comfort_decides(file: Path) -> None:
    found = routine(file)
    cited = set(found.sources) | {key for step in exercises(file) for key in step.source}
    assert cited or "by comfort" in (found.about or "").lower()


@each_calm_routine
def test_never_says_what_is_never_said(file: Path) -> None:
    found = routine(file)
    said = [found.name, found.about or "", *found.tags]
    for item in steps(found.items):
        said.append(item.note or "")
        if isinstance(item, Say):
            said.append(item.text)
        if isinstance(item, Exercise):
            said += [cue.text for cue in item.cues]
    for text in said:
        assert not NEVER_SAID.search(text), text


@each_calm_routine
def test_lines_fit_a_page(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [n for n, line in enumerate(lines, 1) if len(line) > 120 or line != line.rstrip() or "\t" in line] == []


@pytest.mark.parametrize("file", [f for f in ROUTINE_FILES if f.parent.name == "warm-up"], ids=lambda f: f.stem)
class TestWarmUp:
    def test_holds_nothing_static(self, file: Path) -> None:
        assert [s.name for s in timeline(file).segments if s.kind == "stretch"] == []

    def test_waits_only_for_a_published_count(self, file: Path) -> None:
        for segment in timeline(file).segments:
            if segment.open or (segment.is_bout and segment.duration_ms == 0):
                assert segment.reps is not None and segment.published, segment.name


@pytest.mark.parametrize("id", ["morning-wake-up", "swim-warm-up"])
def test_toes_are_not_pointed_where_it_sets_off_a_cramp(id: str) -> None:
    assert {id for id in worked(file_of(id)) if (m := moves().get(id)) and m.points_toes} == set()


@each_routine
def test_toes_are_not_pointed_in_relief_of_calf_or_foot(file: Path) -> None:
    if {"calf", "foot"} & set(routine(file).relieves):
        assert {id for id in worked(file) if (m := moves().get(id)) and m.points_toes} == set()


def test_nothing_twists_or_bends_the_back_under_load_in_the_routine_for_older_adults() -> None:
    assert worked(file_of("chair-for-older-adults")) & TWISTS_AND_LOADED_BENDS == set()


def test_the_night_routine_keeps_the_trials_relaxation_between_all_holds() -> None:
    segments = timeline(file_of("night-calf-hamstring")).segments
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


@pytest.mark.parametrize("id", ["football-table-level-1", "football-match-day"])
def test_the_football_runs_fill_the_published_parts(id: str) -> None:
    runs = Counter[str]()
    for segment in timeline(file_of(id)).segments:
        if segment.is_bout and segment.reps == 2:
            runs[segment.section or ""] += segment.duration_ms
    assert runs == {"Part I, running": 480_000, "Part III, running": 120_000}


@pytest.mark.parametrize(
    "id", ["ramp-full-body", "run-warm-up", "lift-lower", "lift-upper", "cycle-warm-up", "swim-warm-up"]
)
def test_raise_lasts_five_minutes_without_a_gap(id: str) -> None:
    raised = [s for s in timeline(file_of(id)).segments if s.section == "Raise" and s.is_bout]
    assert raised[-1].end_ms - raised[0].start_ms == sum(s.duration_ms for s in raised) == 300_000


def test_written_rests_stand_between_bouts_only() -> None:
    for file in ROUTINE_FILES:
        if file.parent.name != "relief":
            items = [item for item in steps(routine(file).items) if not isinstance(item, Section | Repeat)]
            assert not isinstance(items[0], Rest) and not isinstance(items[-1], Rest), file.stem


# ---- Moves -------------------------------------------------------------------------------------------------------


def the(id: str) -> Move:
    move = moves().get(id)
    assert move is not None, id
    return move


def test_all_moves_are_there() -> None:
    assert {m.id for m in moves()} == MOVE_IDS


def test_every_name_and_alias_means_one_move() -> None:
    owners: dict[str, set[str]] = {}
    for move in moves():
        for name in (move.name, move.id, *move.also):
            owners.setdefault(fold(name), set()).add(move.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@each_move
def test_a_move_is_told_whole(id: str) -> None:
    move = the(id)
    assert 2 <= len(move.how) <= 4
    assert move.feel and move.avoid and move.also and move.source
    assert move.muscles or move.kind == "do"


@each_move
def test_sentences_are_short_and_end(id: str) -> None:
    move = the(id)
    for text in (*move.how, move.feel or "", *move.avoid):
        assert text[-1] in ".?" and text[0].isupper(), text
        for sentence in re.split(r"[.?!;:]\s+", text):
            assert len(sentence.split()) <= 20, sentence
    assert sum(len(text.split()) for text in move.how) <= 45
    assert all(len(text) <= 100 for text in (*move.how, *move.avoid))


@each_move
def test_a_name_can_be_spoken(id: str) -> None:
    move = the(id)
    assert len(move.name) <= 40 and not re.search(r"[()/&\d]", move.name)
    assert len({fold(a) for a in (move.name, *move.also)}) == 1 + len(move.also)


@each_move
def test_sides_and_side_word_go_together(id: str) -> None:
    move = the(id)
    assert (move.sides, move.side_word is not None) in (("both", True), ("none", False))


@each_move
def test_a_moves_sources_resolve(id: str) -> None:
    assert set(the(id).source) <= sources().keys()


@each_move
def test_a_published_dose_has_a_number_and_a_source(id: str) -> None:
    move = the(id)
    if move.dose_basis == "published":
        assert move.dose.length or move.dose.reps
        assert any(re.search(r"\d", sources()[key].says or "") for key in move.source if key != OWN)
    else:
        assert move.kind != "stretch" or move.dose.length is None


@each_move
def test_rubbing_by_hand_has_no_dose(id: str) -> None:
    move = the(id)
    if move.kind == "massage" and id.endswith("-rub"):
        assert move.dose_basis == "comfort" and move.dose.length is None and move.dose.reps is None
        assert any("Leave it out" in text for text in move.avoid)


@each_move
def test_no_move_that_is_never_shipped(id: str) -> None:
    move = the(id)
    for text in (move.name, *move.also, *move.how):
        assert not NEVER_A_MOVE.search(text), text
    for text in (move.name, *move.also, *move.how, move.feel or ""):
        assert not NEVER_SAID.search(text), text


@pytest.mark.parametrize(
    "id",
    ["heel-raises", "squat-heel-raise", "vertical-jump", "shin-toe-drag", "shin-kneel", "childs-pose", "sphinx"],
)
def test_moves_that_point_the_foot_are_marked(id: str) -> None:
    assert the(id).points_toes


@pytest.mark.parametrize(
    ("id", "word"),
    [
        ("childs-pose", "Fragile bones"),
        ("knees-to-chest", "Fragile bones"),
        ("knee-to-chest", "Fragile bones"),
        ("lying-twist", "Fragile bones"),
        ("seated-twist", "Fragile bones"),
        ("figure-four-seated", "New hip"),
        ("figure-four-lying", "New hip"),
        ("neck-tilt", "ask a doctor"),
        ("neck-turn", "ask a doctor"),
        ("calf-rub", "Not behind the knee"),
        ("calf-roller", "Not behind the knee"),
        ("shoulder-rub", "Never the front or the side of the neck"),
        ("stand-press", "tiptoe"),
        ("warm-pack", "Never while falling asleep"),
        ("cold-pack", "Never on bare skin"),
        ("arm-up-lean", "Chest pain"),
        ("calf-pull", "pop"),
    ],
)
def test_the_warnings_that_a_clinician_would_look_for(id: str, word: str) -> None:
    assert any(word in text for text in the(id).avoid)


# ---- Sources -----------------------------------------------------------------------------------------------------


def test_every_source_has_a_title_a_finding_and_an_address() -> None:
    for key, source in sources().items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key), key
        assert source.title and source.says, key
        assert (source.url is None) == (key == OWN), key
        assert source.url is None or re.match(r"https?://[\w.-]+\.[a-z]+(/|$)", source.url), key


def test_titles_fit_a_line() -> None:
    assert [key for key, source in sources().items() if len(source.title) > 120] == []


def test_one_page_is_one_source() -> None:
    pages = Counter(source.url for source in sources().values() if source.url)
    assert [url for url, times in pages.items() if times > 1] == []
