"""The JSON Schema of a figure, made from the tables that its reader uses: editors offer and explain every key."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from stretchplayer.figure.body import MEASURES, SHORTENED, limits
from stretchplayer.figure.faults import POINTS
from stretchplayer.figure.muscle_patches import MUSCLES
from stretchplayer.figure.parse import MOST_POSES, sided
from stretchplayer.figure.parse_pose import KEYS as POSE_KEYS
from stretchplayer.figure.parse_pose import PAIRED, PLAIN, SEGMENT_PAIRS
from stretchplayer.figure.person import GROUPS
from stretchplayer.figure.pose import VIEWS, ZOOMS
from stretchplayer.figure.scenery import DEFAULTS

_FREE: dict[str, Any] = {"enum": ["free", False]}


def figure_definitions(guide: str) -> dict[str, Any]:
    """The definitions that the schema of a file of moves needs for `figure`: whatever they refuse, the reader refuses
    too. `guide` is the text of the guide to figures, whose two tables say what each key is.
    """
    before, _, after = guide.partition("\n## A pose\n")
    pose_keys = _pose(_meanings(after))
    pose = {"type": ["object", "null"], "properties": pose_keys, "additionalProperties": False}
    aspect = {"enum": ["side", "front", "back"]}
    arrow = {
        "type": ["object", "null"],
        "properties": {"from": _place(), "to": _place(), "bend": _number(-150, 150)},
        "required": ["from", "to"],
        "additionalProperties": False,
    }
    mirror = {"mirror": _number(-100, 100)}
    properties: dict[str, dict[str, Any]] = {
        "view": {"enum": list(VIEWS)},
        "trunk": aspect,
        "legs": aspect,
        "zoom": {"enum": list(ZOOMS)},
        "loop": {"type": ["number", "string"]},
        "ease": {"enum": ["smooth", "even"]},
        "highlight": _words(sided(MUSCLES)),
        "props": _props(),
        "arrow": arrow,
        "letter": {"anyOf": [_place(), {"type": "null"}]},
        "dot": {"enum": [*sorted(POINTS), None]},
        "contacts": _words(POINTS),
        "behind": _words(GROUPS),
        "before": _words(GROUPS),
        "hide": _words(GROUPS),
        "partner": {**pose, "properties": {**pose_keys, **mirror}},
        "floor": {"enum": [True, False, "yes", "no"]},
        "still": {"type": ["number", "null"], "minimum": 1, "maximum": MOST_POSES},
        "poses": {"type": "array", "minItems": 1, "maxItems": MOST_POSES, "items": _named("pose")},
        "like": {"type": "string"},
    }
    meanings = _meanings(before)
    figure = {
        "type": "object",
        "properties": {key: {**holds, "description": meanings.get(key, "")} for key, holds in properties.items()},
        "anyOf": [{"required": ["poses"]}, {"required": ["like"]}],
        "additionalProperties": False,
    }
    point, measure = {"enum": sorted(POINTS)}, _number(-200, 200)
    moved = {"type": "array", "minItems": 3, "maxItems": 3, "items": [point, measure, measure]}
    return {"figure": figure, "pose": pose, "place": {"anyOf": [point, _pair(measure), moved]}}


def _named(definition: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{definition}"}


def _meanings(guide: str) -> dict[str, str]:
    """What the table of a part of the guide says of each key; those in one row share what is said."""
    rows = re.findall(r"^\| (`[^|]+`) \| (.+) \|$", guide, re.MULTILINE)
    return {key: text for keys, text in rows for key in re.findall("`([^`]+)`", keys)}


def _pose(meanings: Mapping[str, str]) -> dict[str, Any]:
    plain = {key: key.removeprefix("near-").removeprefix("far-") for key in POSE_KEYS}
    return {key: {**_pose_key(key), "description": meanings.get(plain[key], "")} for key in POSE_KEYS}


def _pose_key(key: str) -> dict[str, Any]:
    plain = key.removeprefix("near-").removeprefix("far-")
    if plain in ("hand", "foot", "hands", "feet"):
        way = {"type": "array", "items": {"type": "number"}, "minItems": 3, "maxItems": 3}
        turned = {"type": "object", "properties": {"to": _place(), "turn": _number(-360, 360)}, "required": ["to"],
                  "additionalProperties": False}  # fmt: skip
        return {"anyOf": [_place(), way, turned, _FREE]}
    if key in PLAIN or plain in PAIRED:
        number = _number(*_widest(key if key in PLAIN else f"near-{plain}"))
        return number if key in PLAIN or key != plain else {"anyOf": [number, _pair(number)]}
    segments = {name: _number(0.25, 1) for name in (*SHORTENED, *SEGMENT_PAIRS)}
    turned_away = {name.replace("shank", "shin"): _number(0, 90) for name in segments}
    others: dict[str, dict[str, Any]] = {
        "spine": {"anyOf": [_number(-80, 80), _pair(_number(*_widest("spine-lower")))]},
        "shoulders": {"type": "array", "minItems": 2, "maxItems": 2,
                      "items": [_number(*MEASURES["shoulders-out"][1:]), _number(*MEASURES["shoulders-up"][1:])]},
        "short": {"type": ["object", "null"], "properties": segments, "additionalProperties": False},
        "turn": {"type": ["object", "null"], "additionalProperties": False,
                 "properties": {**{name: _number(0, 90) for name in segments}, **turned_away}},
        "at": {"anyOf": [_number(*MEASURES["x"][1:]), _pair(_number(-150, 150)), {"type": "null"}]},
        "sit": {"anyOf": [_number(-20, 90), {"type": "string"}, {"enum": [False, None]}]},
        "plant": {"anyOf": [{"enum": ["no", False, None]},
                            {"type": "array", "minItems": 2, "maxItems": 2,
                             "items": [{"enum": sorted(POINTS)}, _number(-200, 200)]}]},
        "swap": {"type": "integer", "minimum": 1, "maximum": MOST_POSES},
        "like": {"type": "integer", "minimum": 1, "maximum": MOST_POSES},
        "time": _number(0.05, 20),
        "stay": _number(0, 20),
    }  # fmt: skip
    return others[key]


def _widest(key: str) -> tuple[float, float]:
    """The limits of a number, whatever side the body is seen from; any angle for a limb out of the picture's plane."""
    if key in MEASURES:
        return MEASURES[key][1:]
    if key.startswith("near-"):
        return -180.0, 180.0
    both = (limits(key, "side", "side"), limits(key, "front", "front"))
    return min(low for low, _ in both), max(high for _, high in both)


def _number(low: float, high: float) -> dict[str, Any]:
    return {"type": "number", "minimum": low, "maximum": high}


def _pair(number: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": number, "minItems": 2, "maxItems": 2}


def _words(known: Iterable[str]) -> dict[str, Any]:
    word = {"enum": sorted(known)}
    return {"anyOf": [word, {"type": "array", "items": word}, {"type": "null"}]}


def _place() -> dict[str, Any]:
    return {"allOf": [_named("place")]}  # so that a description beside it is read


def _props() -> dict[str, Any]:
    each = {}
    for kind, measures in DEFAULTS.items():
        places = {"at": _place(), "from": _place(), "to": _place(), "shift": _place()}
        whole = {"type": "object", "properties": {**places, **{name: _number(-200, 200) for name in measures}},
                 "additionalProperties": False}  # fmt: skip
        each[kind] = {"anyOf": [whole, _number(-200, 200), {"enum": [True, None]}]}
    numbered = {f"^{kind}-?[2-9]+$": each[kind] for kind in DEFAULTS}
    names = {"type": "array", "items": {"type": "string", "pattern": f"^(?:{'|'.join(DEFAULTS)})(?:-?[2-9]+)?$"}}
    named = {"type": "object", "properties": each, "patternProperties": numbered, "additionalProperties": False}
    return {"anyOf": [named, names, {"type": "null"}]}
