"""How relief speaks: nothing that must never be said, short lines, plain words, and a source behind every claim."""

import re
from itertools import pairwise

import pytest

from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.places import assets
from stretchplayer.relief import calls
from stretchplayer.relief.muscles import MUSCLES
from stretchplayer.relief.questions import QUESTIONS
from stretchplayer.relief.shipped import PLANS
from stretchplayer.relief.signs import GROUPS
from stretchplayer.relief.view import HEAT_SOURCE
from stretchplayer.relief.why import PARTS
from stretchplayer.routine.move_reader import read_sources
from tests.relief import texts

NEVER = re.compile(
    r"as hard as you can|\bbounc|\bforce|push through|neck circle|\bquinine|tonic water|ice on|stop your|stop taking"
    r"|hold your breath|harmless|nothing to worry|\bjust\b|\bsimply\b|\balways\b|\bcures?\b|guarantee|\btoxin"
    r"|lactic|\bknots?\b|you have an? |\bscore\b|\bstreak|well done|great job|paracetamol|ibuprofen|aspirin"
    r"|scrunch|towel curl|point your toes and|litres? of|glasses of",
    re.IGNORECASE,
)
#: Toes pointed, curled, or on tiptoe: said only to forbid it.
TOES = re.compile(r"(?<!no )tiptoe|point(?:ed|ing)? (?:or curl(?:ed|ing)? )?(?:your |the )?toes|curl(?:ed)? toes", re.I)
FORBIDDEN = re.compile(r"don't (?:curl or )?point (?:or curl )?your toes|don't point the toes", re.I)
RUBBED = re.compile(r"\brub\b[^.]*\b(behind the knee|vein|groin|belly|front of the neck)", re.I)


def test_what_must_never_be_said() -> None:
    for where, text in texts.everything():
        found = NEVER.search(text)
        assert found is None, f"{where}: {found and found[0]} in {text!r}"
        assert RUBBED.search(text) is None, f"{where}: {text!r}"
        assert TOES.search(FORBIDDEN.sub("", text)) is None, f"{where}: {text!r}"


@pytest.mark.parametrize(
    "text", ["It is harmless.", "You simply push.", "Point your toes.", "On tiptoe.", "Rub behind the knee.", "A cure."]
)
def test_the_guard_against_such_words_sees_them(text: str) -> None:
    assert NEVER.search(text) or TOES.search(FORBIDDEN.sub("", text)) or RUBBED.search(text)


def test_the_comments_of_relief_keep_to_the_same_words() -> None:
    for path in texts.ROUTINES:
        assert NEVER.search(path.read_text("utf-8")) is None, path.name


def test_no_step_of_calf_or_foot_points_the_toes() -> None:
    moves = load_moves()
    for muscle in ("calf", "foot"):
        for technique in texts.techniques(PLANS[muscle]):
            move = moves.find(technique.figure or technique.name)
            assert move is not None and not move.points_toes, technique.name


def test_every_step_is_a_move_of_the_catalogue() -> None:
    moves = load_moves()
    for plan in PLANS.values():
        for technique in texts.techniques(plan):
            assert moves.find(technique.name) is not None, technique.name


def test_at_most_twelve_words_a_line() -> None:
    for line in texts.pain_lines():
        assert len(line.split()) <= 12, line


def test_spoken_lines_are_short_sentences() -> None:
    for line in texts.spoken_lines():
        assert all(len(sentence.split()) <= 12 for sentence in re.split(r"(?<=[.?!]) ", line)), line


def test_everything_fits_forty_columns() -> None:
    for plan in PLANS.values():
        shown = [*plan.techniques, *(t.bed for t in plan.techniques if t.bed)]
        for line in (line for t in shown for line in (*t.large, *t.small)):
            assert len(line) <= 39, line
        assert all(len(t.large) <= 3 and len(t.small) <= 2 for t in shown)
        assert all(len(t.lines[0]) <= 39 for t in plan.aftercare)


def test_nothing_rubbed_for_shin_groin_and_stitch() -> None:
    for muscle in ("shin", "groin", "stitch"):
        assert all(t.kind != "massage" for t in texts.techniques(PLANS[muscle]))
        assert MUSCLES[muscle].group is None


def test_every_standing_step_begins_with_the_light() -> None:
    for plan in PLANS.values():
        for technique in plan.techniques:
            if technique.stands:
                assert technique.large[0] == "Light on. Hold the bed or wall."
                assert technique.spoken[0][1].startswith("Light on. Hold")
    standing = {t.name for plan in PLANS.values() for t in plan.techniques if t.stands}
    assert {
        "Stand and press the heel",
        "Walk and wiggle",
        "Stand flat on the sole",
        "Standing quad stretch",
    } <= standing


# ---- reading age ---------------------------------------------------------------------------------------------


def syllables(word: str) -> int:
    """A count that is good to about a tenth: groups of vowels, a silent last e left out."""
    word = re.sub(r"[^a-z]", "", word.lower())
    if len(word) <= 3:
        return 1
    word = re.sub(r"(?:[^laeiouy]es|[^laeiouyt]ed|[^laeiouy]e)$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def reading_age(text: str) -> float:
    """Flesch-Kincaid grade as an age: grade 6 is read at about eleven."""
    sentences = [s for s in re.split(r"[.?!:]+\s+", text) if re.search(r"[A-Za-z]", s)]
    words = [w for s in sentences for w in s.split() if re.search(r"[A-Za-z]", w)]
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return grade + 5


def test_the_measure_knows_easy_from_hard() -> None:
    assert reading_age("The cat sat on the mat. It was warm. ") < 8
    hard = "Gastrocnemius contraction necessitates immediate dorsiflexion of the talocrural articulation. "
    assert reading_age(hard) > 16


@pytest.mark.parametrize("muscle", sorted(PLANS))
def test_pain_screens_read_at_eleven_at_most(muscle: str) -> None:
    plan = PLANS[muscle]
    text = " ".join(line.rstrip(".") + ". " for t in texts.techniques(plan) for line in (*t.large, *t.small))
    assert reading_age(text) <= 11


def test_signs_questions_and_notices_read_at_eleven_at_most() -> None:
    signs = " ".join(f"{sign.text} {sign.do} " for group in GROUPS for sign in group.signs)
    asked = " ".join(f"{line} " for q in QUESTIONS.values() for line in (*q.stop, *q.rubbing, *q.end))
    assert reading_age(signs) <= 11
    assert reading_age(asked) <= 11
    assert reading_age(" ".join((*calls.FIVE, calls.TEN, ""))) <= 11


def test_the_page_on_cramps_reads_like_a_newspaper_for_the_young() -> None:
    assert reading_age(" ".join(texts.why_texts()) + " ") <= 13


# ---- sources -------------------------------------------------------------------------------------------------


def _keys() -> set[str]:
    keys = {*calls.FIVE_SOURCE, *calls.TEN_SOURCE, *calls.THIRD_SOURCE, *HEAT_SOURCE}
    for plan in PLANS.values():
        for technique in texts.techniques(plan):
            assert technique.source, f"{plan.muscle}: {technique.name} names no source"
            keys.update(technique.source)
    for muscle in MUSCLES.values():
        assert muscle.sign_source
        keys.update(muscle.sign_source)
    for questions in QUESTIONS.values():
        keys.update(questions.source)
    for group in GROUPS:
        for sign in group.signs:
            assert sign.source, sign.text
            keys.update(sign.source)
    for part in PARTS:
        for claim in part.claims:
            assert claim.source, claim.text
            keys.update(claim.source)
    return keys


def test_every_claim_resolves_to_a_title_and_a_link_or_is_our_own_judgement() -> None:
    path = assets() / "sources.yaml"
    known = read_sources(path.read_bytes(), str(path)).sources
    for key in sorted(_keys()):
        assert key in known, key
        assert known[key].title
        assert known[key].url or key == "own-judgement", key


def test_weak_evidence_is_called_weak() -> None:
    for muscle in ("foot", "shin", "stitch"):
        assert PLANS[muscle].about.startswith("Weak"), muscle
    assert "not for a cramp" in PLANS["neck"].about


# ---- the order of the warning signs --------------------------------------------------------------------------


def test_warning_signs_stand_in_their_fixed_order_with_their_action() -> None:
    assert [group.title for group in GROUPS] == [
        "Emergency: call now",
        "Today: doctor or urgent advice line",
        "Soon: tell your doctor",
    ]
    numbers = [sign.number for group in GROUPS for sign in group.signs]
    assert numbers == list(range(1, 21))
    assert [len(group.signs) for group in GROUPS] == [8, 4, 8]
    assert all(a < b for a, b in pairwise(numbers))
    firsts = [sign.text.split()[0] for group in GROUPS for sign in group.signs]
    assert firsts == [
        "Chest", "Jaw,", "Leg", "After", "Dark", "Collapse,", "Sudden", "Face", "One", "A", "Ten", "Poison,",
        "Several", "Numb", "A", "Calf", "Cramps", "Neck", "Frequent,", "New",
    ]  # fmt: skip
    assert all(sign.do for group in GROUPS for sign in group.signs)
    assert GROUPS[2].signs[-1].do == "Keep taking it. Ask."


def test_chest_pain_stands_on_the_first_screen_of_hand_stitch_and_neck() -> None:
    from tests.relief.helpers import Cramp

    for muscle in ("hand", "stitch", "neck"):
        for second in (0, 31, 65, 200):
            screen = " ".join(Cramp(muscle).until(second).screen())  # type: ignore[arg-type]
            assert "Chest" in screen or "Before rubbing" in screen
