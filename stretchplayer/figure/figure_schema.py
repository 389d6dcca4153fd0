"""The JSON Schema of a figure, made from the tables that its reader uses: editors offer and explain every key."""

from collections.abc import Iterable
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

_POSE_ABOUT = {
    "lean": "How far the pelvis leans forward, in degrees; 90 is face down, -90 on the back: `40`.",
    "neck": "How far the neck bows, or leans to the near side: `20`.",
    "head": "How far the head bows, or leans to the near side: `10`.",
    "face": "How far the head turns to the near side, seen from the front: `60`.",
    "nod": "1 looks down, -1 up, seen from the front: `0.5`.",
    "belly": "1 is a full breath: `1`.",
    "air": "How far the body is above the floor: `5`.",
    "hip": "How far the thigh is bent forward, or out in front views: `40` for both, `[40, 10]` near and far.",
    "knee": "How far the knee is bent: `90`.",
    "ankle": "How far the toes point up: `-20` points them.",
    "toes": "How far the toes bend up: `30`.",
    "shoulder": "How far the arm is forward and up, or out in front views; 180 is overhead: `90`.",
    "elbow": "How far the elbow is bent: `90`.",
    "wrist": "How far the hand bends back: `60`.",
    "fingers": "How far the fingers curl: `60`.",
    "spread": "How far fingers or toes are spread, 0 to 1: `1`.",
    "thumb": "How far the thumb is away from the hand: `40`.",
    "inward": "1 lets the knee of a reaching leg point to the other leg: `1`.",
    "turnout": "How far the foot points outward, seen from the front: `30`.",
    "hand": "Where the hand goes: `[20, 60]`, `near-knee`, `{to: near-foot, turn: 90}`, `free`.",
    "foot": "Where the foot is put down: `[20, 0]`, `[20, 0, -30]` on its ball, `free`.",
    "hands": "Where both hands go: `[20, 60]`.",
    "feet": "Where both feet are put down: `[0, 0]`.",
    "spine": "How far the trunk is rounded, in all or lower and upper part: `30` or `[20, 10]`.",
    "shoulders": "How far the shoulders are out (or forward) and up: `[0, 4]`.",
    "short": "How much of its length a limb shows that points toward the viewer: `{near-thigh: 0.4}`.",
    "turn": "By how many degrees a limb is turned out of the picture's plane: `{near-shin: 70}`.",
    "at": "Where the hips are: `0`, or `[0, 20]` with their height.",
    "sit": "The prop, or the height, to sit on: `chair`.",
    "plant": "A point of the body and the x where it stays: `[near-knee, 0]`.",
    "swap": "The number of a pose that this one is with near and far exchanged: `1`.",
    "like": "The number of a pose that this one begins from: `1`.",
    "time": "The share of the way to the next pose: `2` doubles it.",
    "stay": "The share of resting in this pose: `0.5`.",
}
"""Key of a pose, without `near-` and `far-`, to what it means, with an example in backquotes."""

_FREE: dict[str, Any] = {"enum": ["free", False]}


def figure_definitions() -> dict[str, Any]:
    """The definitions that the schema of a file of moves needs for `figure`: whatever they refuse, the reader refuses
    too.
    """
    pose = {"type": ["object", "null"], "properties": _pose(), "additionalProperties": False}
    aspect = {"enum": ["side", "front", "back"]}
    arrow = {
        "type": ["object", "null"],
        "properties": {"from": _place(), "to": _place(), "bend": _number(-150, 150)},
        "required": ["from", "to"],
        "additionalProperties": False,
    }
    partner = {"type": ["object", "null"], "properties": {**_pose(), "mirror": _number(-100, 100)},
               "additionalProperties": False}  # fmt: skip
    poses = {"type": "array", "minItems": 1, "maxItems": MOST_POSES, "items": _named("pose")}
    # Each key with what it holds and what it means, with an example in backquotes.
    properties: dict[str, tuple[dict[str, Any], str]] = {
        "view": ({"enum": list(VIEWS)}, "From where one looks: `side`, `lying`, `front`, `back`, `top`."),
        "trunk": (aspect, "Where the trunk alone is seen from another way than `view` says: `front`."),
        "legs": (aspect, "Where the legs alone are seen from another way than `view` says: `side`."),
        "zoom": ({"enum": list(ZOOMS)},
                 "How much of the person is in the picture: `full`, `upper`, `lower`, `bust`, `foot`, `hand`."),
        "loop": ({"type": ["number", "string"]},
                 "The length of one round of a movement: `4s`. Without it the figure is a hold."),
        "ease": ({"enum": ["smooth", "even"]}, "`smooth`, or `even` for a steady gait."),
        "highlight": (_words(sided(MUSCLES)),
                      "The muscles highlighted, with `near-` or `far-` before them for one side: `[near-hamstrings]`."),
        "props": (_props(),
                  "Things around the person, by name, with an x or with measures: `{wall: 40, mat: }`."),
        "arrow": (arrow, "The direction of movement or pull: `{from: [0, 50], to: near-knee, bend: 20}`."),
        "letter": ({"anyOf": [_place(), {"type": "null"}]},
                   "The place of the L or R in front, back and top views: `[near-knee, 0, 8]`."),
        "dot": ({"enum": [*sorted(POINTS), None]}, "A dot on a point, for a bent or straight knee: `near-knee`."),
        "contacts": (_words(POINTS), "Marks where hands touch: `[near-hand]`."),
        "behind": (_words(GROUPS), "What is painted first: `[near-arm]`."),
        "before": (_words(GROUPS), "What is painted last: `[far-arm]`."),
        "hide": (_words(GROUPS), "What is not painted: `[far-leg]`."),
        "partner": (partner, "A second person in grey: a pose, or `{mirror: 22}`."),
        "floor": ({"enum": [True, False, "yes", "no"]}, "`no` leaves the line of the floor out."),
        "still": ({"type": ["number", "null"], "minimum": 1, "maximum": MOST_POSES},
                  "Which pose, counted from 1, a still picture shows: `2`."),
        "poses": (poses,
                  "A list of poses; each takes over from the one before what it does not write: `[{}, {hip: 40}]`."),
        "like": ({"type": "string"}, "A move whose figure this one begins from: `childs-pose`."),
    }  # fmt: skip
    figure = {
        "type": "object",
        "properties": {key: {**holds, "description": means} for key, (holds, means) in properties.items()},
        "anyOf": [{"required": ["poses"]}, {"required": ["like"]}],
        "additionalProperties": False,
    }
    point, measure = {"enum": sorted(POINTS)}, _number(-200, 200)
    moved = {"type": "array", "minItems": 3, "maxItems": 3, "items": [point, measure, measure]}
    return {"figure": figure, "pose": pose, "place": {"anyOf": [point, _pair(measure), moved]}}


def _named(definition: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{definition}"}


def _pose() -> dict[str, Any]:
    return {key: {**_pose_key(key), "description": _POSE_ABOUT[key.removeprefix("near-").removeprefix("far-")]}
            for key in POSE_KEYS}  # fmt: skip


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
