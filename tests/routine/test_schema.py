"""The schema is a schema, and agrees with the reader wherever a schema can."""

import json
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.routine.key_types import SIDES
from stretchplayer.routine.keys import TOP, VERBS
from stretchplayer.routine.move_reader import read_moves
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.schedule_reader import read_plan
from stretchplayer.routine.schema import routine_schema, schema_text
from stretchplayer.routine.terms import CATEGORIES
from tests.each import each
from tests.examples import TIMES
from tests.strategies import as_yaml, made_document, made_moves, made_plan

jsonschema = pytest.importorskip("jsonschema")

BEYOND_A_SCHEMA = {
    "duplicate-key",  # a JSON document has none
    "eased-not-relief",  # the verb and the category stand far apart
    "eased-not-top",
    "eased-twice",
    "too-many-steps",
    "too-long-text",  # counted after folding spaces
    "parts-differ",  # counts that stand far apart
    "rounds-outside",
    "one-sided",
    "max-with-metronome",
    "bare-verb",
    "unknown-step",
    "unknown-use",
    "use-cycle",
    "use-too-deep",
    "use-refused",
    "use-broken",
}
"""Rules that only the reader knows, besides YAML's own errors and a time beyond six hours."""


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = routine_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def test_every_key_has_its_help_and_an_example() -> None:
    schema = routine_schema()
    assert list(schema["properties"]) == list(TOP)
    for name, verb in VERBS.items():
        properties = schema["definitions"][name]["properties"]
        assert list(properties) == [name, *verb.keys]
        for key in verb.keys.values():
            assert properties[key.name]["description"].startswith(key.help)
            assert key.kind == "steps" or properties[key.name]["examples"]
    assert schema["properties"]["category"]["anyOf"][0]["enum"] == list(CATEGORIES)
    assert schema["definitions"]["stretch"]["properties"]["sides"]["enum"] == list(SIDES)


def test_the_good_files_validate(validator: Any, top: Path) -> None:
    import yaml

    for file in sorted((top / "tests" / "data" / "ok").glob("*.yaml")):
        document = yaml.load(file.read_bytes(), Loader=yaml.BaseLoader)
        assert not list(validator.iter_errors(document)), file.name


def test_schema_and_reader_agree(validator: Any) -> None:
    right = wrong = 0
    for seed in range(200 * TIMES):
        document = made_document(seed)
        reading = read_routine(as_yaml(document), "x.yaml", id="x")
        errors = {problem.slug for problem in reading.problems if problem.severity == "error"}
        valid = validator.is_valid(document)
        if not errors:
            assert valid, (seed, as_yaml(document), [e.message for e in validator.iter_errors(document)])
            right += 1
        elif not errors <= BEYOND_A_SCHEMA:
            assert not valid, (seed, errors, as_yaml(document))
            wrong += 1
    assert right > 40 and wrong > 40


BEYOND_ITS_SCHEMA = {
    "plan": {
        "day-twice",  # `Mon` and `Mon-Fri` are two keys
        "bad-date",  # 2026-02-30 looks like one
        "wrong-shape",  # `rest` within a day of several routines
        "duplicate-key",
        "step-outside-steps",
    },
    "moves": {
        "duplicate-key",
        "unknown-source",
        "every-without-reps",  # a dose is checked as a whole
        "two-lengths",
        "key-not-for-verb",  # nor that its keys fit the move's kind
        "parts-differ",
    },
}
"""As above, for plans and for moves."""


@each(
    ("schema", "made", "read"),
    [
        ("plan", made_plan, lambda text: read_plan(text, "x.yaml", id="x").problems),
        ("moves", made_moves, lambda text: read_moves(text, "x.yaml", own=True).problems),
    ],
)
def test_the_other_schemas_agree_with_their_readers(schema: str, made: Any, read: Any) -> None:
    definition = json.loads(schema_text(schema))
    jsonschema.Draft7Validator.check_schema(definition)
    checker = jsonschema.Draft7Validator(definition)
    right = wrong = 0
    missed: set[str] = set()
    for seed in range(250 * TIMES):
        document = made(seed)
        errors = {problem.slug for problem in read(as_yaml(document)) if problem.severity == "error"}
        valid = checker.is_valid(document)
        if not errors:
            assert valid, (seed, as_yaml(document), [e.message for e in checker.iter_errors(document)])
            right += 1
        elif valid:
            assert errors <= BEYOND_ITS_SCHEMA[schema], (seed, errors, as_yaml(document))
            missed |= errors
        else:
            wrong += 1
    assert right > 45 and wrong > 45, (right, wrong)


def test_shipped_plans_and_moves_validate(top: Path) -> None:
    import yaml

    for schema, patterns in (
        ("plan", ("assets/plans/*.yaml", "tests/data/ok-plans/*.yaml")),
        ("moves", ("assets/moves/*.yaml",)),
    ):
        checker = jsonschema.Draft7Validator(json.loads(schema_text(schema)))
        for file in (file for pattern in patterns for file in sorted(top.glob(pattern))):
            document = yaml.load(file.read_bytes(), Loader=yaml.BaseLoader)
            assert not [error.message for error in checker.iter_errors(document)], file.name


def test_a_message_is_about_the_step_at_hand(validator: Any) -> None:
    document = json.loads('{"steps": [{"stretch": "Calf", "hold": "1m30"}]}')
    (error,) = validator.iter_errors(document)
    assert list(error.absolute_path) == ["steps", 0, "hold"]


def test_examples_are_accepted() -> None:
    for name, verb in VERBS.items():
        for key in verb.keys.values():
            if key.kind == "steps":
                continue
            lines = [f"- {name}: {'legs' if name == 'use' else verb.example}"]
            lines += ["  steps: [Calf]"] if "steps" in verb.keys else []
            lines += ["  reps: 3"] if key.name in ("every", "tempo") else []
            lines += ["  distance: 1 km"] if key.name == "pace" else []
            example = "{hold: 45s, steps: {Calf: {hold: 20s}}}" if key.name == "with" else key.example
            lines.append(f"  {key.name}: {example}")
            text = "define: {legs: [Calf]}\nsteps:\n" + "".join(f"  {line}\n" for line in lines)
            text += "sources: {acsm-2021: {title: A}}\n"
            assert read_routine(text, "x.yaml", id="x").routine is not None, text
    for key in TOP.values():
        text = "" if key.name == "steps" else "steps: [Calf]\n"
        text += "category: relief\n" if key.name == "relieves" else ""
        text += f"{key.name}: {key.example}\n"
        assert read_routine(text, "x.yaml", id="x").routine is not None, text
