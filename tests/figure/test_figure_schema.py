"""The schema of figures agrees with their reader: every key is there, and nothing is refused that can be drawn."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.figure.faults import FigureFault
from stretchplayer.figure.figure_schema import figure_definitions
from stretchplayer.figure.parse import KEYS, parse_figure
from stretchplayer.figure.parse_pose import KEYS as POSE_KEYS
from stretchplayer.figure.scenery import DEFAULTS
from stretchplayer.library.explanations import figure_guide
from stretchplayer.routine.schema import moves_schema
from tests.each import each

jsonschema = pytest.importorskip("jsonschema")
DEFINITIONS = figure_definitions(figure_guide())
SCHEMA = moves_schema(figure=DEFINITIONS)
VALIDATOR = jsonschema.Draft7Validator({**DEFINITIONS["figure"], "definitions": DEFINITIONS})


def drawn(figure: dict[str, Any]) -> bool:
    try:
        parse_figure(figure)
    except FigureFault:
        return False
    return True


def test_it_is_a_schema_with_every_key_explained() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    figure, pose = SCHEMA["definitions"]["figure"]["properties"], SCHEMA["definitions"]["pose"]["properties"]
    assert set(figure) == {*KEYS, "like"} and set(pose) == set(POSE_KEYS)
    assert all("`" in key["description"] for table in (figure, pose) for key in table.values())
    assert set(figure["props"]["anyOf"][0]["properties"]) == set(DEFAULTS)
    move = SCHEMA["additionalProperties"]["properties"]["figure"]
    assert move["allOf"] == [{"$ref": "#/definitions/figure"}] and move["description"]


def test_shipped_figures_are_valid(written: dict[str, dict[str, Any]]) -> None:
    for name, figure in written.items():
        assert not list(VALIDATOR.iter_errors(figure)), name


@each(
    "figure",
    [
        {"poses": [{"torso": 78}]},
        {"poses": [{}], "vew": "side"},
        {"poses": [{}], "view": "sideways"},
        {"poses": []},
        {},
        {"poses": [{"lean": 200}]},
        {"poses": [{"lean": "forward"}]},
        {"poses": [{"near-hand": "near-nose"}]},
        {"poses": [{"short": {"near-thigh": 2}}]},
        {"poses": [{"turn": {"near-thigh": 91}}]},
        {"poses": [{"at": [0, 1, 2]}]},
        {"poses": [{"near-hand": 0}]},
        {"poses": [{"plant": 0}]},
        {"poses": [{"shoulders": 4}]},
        {"poses": [{"swap": 0}]},
        {"poses": [{}], "props": {"sofa": 3}},
        {"poses": [{}], "props": {"wall": {"depth": 3}}},
        {"poses": [{}], "arrow": {"from": [0, 0]}},
        {"poses": [{}], "highlight": ["near-nose"]},
        {"poses": [{}], "still": 0},
        {"poses": [{}], "floor": "maybe"},
    ],
)
def test_what_neither_draws(figure: dict[str, Any]) -> None:
    assert not drawn(figure) and list(VALIDATOR.iter_errors(figure))


NUMBERS = st.one_of(st.integers(-200, 200), st.sampled_from((0, 0.3, 1, 5)))
PLACES = st.one_of(st.sampled_from(("near-knee", "head", "near-nose")), st.lists(NUMBERS, min_size=2, max_size=3))
VALUES = st.one_of(
    NUMBERS, PLACES, st.sampled_from((False, None, "free", "no", "chair")),
    st.dictionaries(st.sampled_from(("near-thigh", "shin", "to", "turn")), st.one_of(NUMBERS, PLACES), max_size=2),
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(POSE_KEYS), VALUES, max_size=2), st.sampled_from(("side", "front")))
def test_what_can_be_drawn_is_never_refused(pose: dict[str, Any], view: str) -> None:
    figure = {"view": view, "floor": False, "poses": [{}, pose]}
    if drawn(figure):
        assert not list(VALIDATOR.iter_errors(figure))
