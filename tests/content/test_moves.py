"""The shipped moves: each told whole, in short words, with the warnings that belong to it."""

import re

import pytest

from stretchplayer.routine.evidence import label_of
from stretchplayer.routine.moves import Move, Moves, fold
from stretchplayer.routine.terms import Source
from tests.each import each

OWN = "own-judgement"

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
    plank-march side-plank-dips single-leg-throw lateral-jump plank-leg-lift side-plank-leg-lift single-leg-test
    single-leg-squat box-jump pelvic-floor heel-slide calf-lean ankle-up shin-seated
    belly-breathing seated-breathing press-and-bend arm-up-lean walk-wiggle legs-up warm-pack cold-pack sip-water
"""
MOVE_IDS = frozenset(IDS.split())
"""Ids stay once they are shipped: journals and people's own routines hold them."""

NEVER_A_MOVE = re.compile(
    r"neck (circle|roll)s?\b|crack|windmill|toe touch|hurdler|plough|plow\b|shoulder ?stand|\bwheel\b|sit-?ups?\b"
    r"|double leg|duck walk|frog|dead ?hang|sleeper|eyes (shut|closed)|breath ?hold|partner stretch|toe curl"
    r"|towel scrunch|tiptoe",
    re.IGNORECASE,
)
"""What no move may be called, not even by an alias."""

each_move = each("id", sorted(MOVE_IDS))


def the(id: str, moves: Moves) -> Move:
    move = moves.get(id)
    assert move is not None, id
    return move


def test_all_moves_are_there(moves: Moves) -> None:
    assert {m.id for m in moves} == MOVE_IDS


def test_every_name_and_alias_means_one_move(moves: Moves) -> None:
    owners: dict[str, set[str]] = {}
    for move in moves:
        for name in (move.name, move.id, *move.also):
            owners.setdefault(fold(name), set()).add(move.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@each_move
def test_a_move_is_told_whole(id: str, moves: Moves) -> None:
    move = the(id, moves)
    assert 2 <= len(move.how) <= 4
    assert move.feel and move.avoid and move.also and move.source
    assert move.muscles or move.kind == "do"


@each_move
def test_sentences_are_short_and_end(id: str, moves: Moves) -> None:
    move = the(id, moves)
    for text in (*move.how, move.feel or "", *move.avoid):
        assert text[-1] in ".?" and text[0].isupper(), text
        for sentence in re.split(r"[.?!;:]\s+", text):
            assert len(sentence.split()) <= 20, sentence
    assert sum(len(text.split()) for text in move.how) <= 45
    assert all(len(text) <= 100 for text in (*move.how, *move.avoid))


@each_move
def test_a_name_can_be_spoken(id: str, moves: Moves) -> None:
    move = the(id, moves)
    assert len(move.name) <= 40 and not re.search(r"[()/&\d]", move.name)
    assert len({fold(a) for a in (move.name, *move.also)}) == 1 + len(move.also)


@each_move
def test_sides_and_side_word_go_together(id: str, moves: Moves) -> None:
    move = the(id, moves)
    assert (move.sides, move.side_word is not None) in (("both", True), ("none", False))


@each_move
def test_a_moves_sources_resolve(id: str, moves: Moves, sources: dict[str, Source]) -> None:
    assert set(the(id, moves).source) <= sources.keys()


@each_move
def test_the_dose_of_a_move_is_what_its_sources_carry(id: str, moves: Moves, sources: dict[str, Source]) -> None:
    move = the(id, moves)
    basis = label_of(move, sources)
    assert (basis in ("published", "range")) == (move.dose_basis == "published")
    if basis == "comfort" and move.kind == "stretch" and move.dose.length is not None:
        assert any("Weak." in (sources[key].says or "") for key in move.source)


@each_move
def test_rubbing_by_hand_has_no_dose(id: str, moves: Moves) -> None:
    move = the(id, moves)
    if move.kind == "massage" and id.endswith("-rub"):
        assert move.dose_basis == "comfort" and move.dose.length is None and move.dose.reps is None
        assert any("Leave it out" in text for text in move.avoid)


@each_move
def test_no_move_that_is_never_shipped(id: str, moves: Moves, never_said: re.Pattern[str]) -> None:
    move = the(id, moves)
    for text in (move.name, *move.also, *move.how):
        assert not NEVER_A_MOVE.search(text), text
    for text in (move.name, *move.also, *move.how, move.feel or ""):
        assert not never_said.search(text), text


@pytest.mark.parametrize(
    "id",
    [
        "heel-raises",
        "squat-heel-raise",
        "vertical-jump",
        "shin-toe-drag",
        "shin-kneel",
        "shin-seated",
        "childs-pose",
        "sphinx",
    ],
)
def test_moves_that_point_the_foot_are_marked(id: str, moves: Moves) -> None:
    assert the(id, moves).points_toes


@each(
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
def test_the_warnings_that_a_clinician_would_look_for(id: str, word: str, moves: Moves) -> None:
    assert any(word in text for text in the(id, moves).avoid)
