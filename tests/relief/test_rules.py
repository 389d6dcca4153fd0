"""The tables of what relief does: every word in them is known on both sides, and none on either side is idle."""

import re
from pathlib import Path

from stretchplayer.relief.as_data import relief_tables
from stretchplayer.relief.flow import KEYS, OVER_KEYS, TIMES, Flow
from stretchplayer.relief.rules import (
    BED_INSTEAD,
    DERIVED,
    DIMMED,
    FLAGS,
    LEFT_OUT,
    MACHINE_CONDITIONS,
    MACHINE_STEPS,
    NOT_BY_ITSELF,
    NOT_FIRST,
    RULES,
    SETS,
    parted,
)  # fmt: skip
from stretchplayer.relief.texts import Numbers
from stretchplayer.runs.relief_plans import Plans

SCRIPT = (Path(__file__).parent.parent.parent / "assets/page/relief.js").read_text(encoding="utf-8")
STEPS = {parted(step)[0] for rules in RULES.values() for rule in rules for step in rule.steps}
DERIVED_FROM = {parted(one)[0] for lines in DERIVED.values() for line in lines for one in line.split()}
ASKED = {parted(one)[0] for rules in RULES.values() for rule in rules for one in rule.when} | DERIVED_FROM
OF_TECHNIQUES = {
    parted(one)[0] for lines in (BED_INSTEAD, LEFT_OUT, NOT_FIRST, NOT_BY_ITSELF) for line in lines
    for one in line.split()
}  # fmt: skip


def test_every_action_of_a_key_has_its_rules() -> None:
    actions = {action for table in (*KEYS.values(), *OVER_KEYS.values()) for action in table.values()}
    assert actions <= RULES.keys()
    assert DIMMED.keys() <= actions
    assert set(DIMMED.values()) <= RULES.keys() | SETS.keys()


def test_the_machine_knows_each_word_once_and_none_is_idle() -> None:
    assert STEPS - RULES.keys() - SETS.keys() == Flow.steps.keys()
    assert not RULES.keys() & (Flow.steps.keys() | SETS.keys())
    assert ASKED - DERIVED.keys() - FLAGS.keys() == Flow.conditions.keys()
    assert SETS.keys() <= STEPS | set(DIMMED.values()) and FLAGS.keys() <= ASKED | OF_TECHNIQUES
    assert MACHINE_CONDITIONS - {"unsteady-at-night"} <= ASKED and STEPS >= MACHINE_STEPS


def test_arguments_name_what_there_is() -> None:
    times = {parted(one)[1] for rules in RULES.values() for rule in rules for one in rule.when
             if parted(one)[0] in ("waited", "pain", "told")}  # fmt: skip
    assert times == TIMES.keys()
    pages = {parted(one)[1] for rules in RULES.values() for rule in rules for one in rule.steps
             if parted(one)[0] == "turn-to"}  # fmt: skip
    assert pages <= KEYS.keys()


def _words(table: str) -> set[str]:
    """The names of the functions in one of the script's tables."""
    body = SCRIPT.split(f"const {table} = {{")[1].split("\n};")[0]
    return set(re.findall(r"^  \"?([a-z-]+)\"?\(", body, re.MULTILINE))


def test_the_page_knows_each_word_that_it_is_given_and_no_other() -> None:
    tables = relief_tables(Plans().of, {}, Numbers())
    rules = [rule for rules in tables["rules"].values() for rule in rules]
    steps = {parted(step)[0] for _, steps, _ in rules for step in steps}
    asked = {parted(one)[0] for when, _, _ in rules for one in when} | DERIVED_FROM | OF_TECHNIQUES
    assert _words("DO") == steps - tables["rules"].keys() - SETS.keys()
    assert _words("IS") == asked - DERIVED.keys() - FLAGS.keys()
