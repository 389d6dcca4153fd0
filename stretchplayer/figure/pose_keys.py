"""The keys of a pose: which numbers it holds, what they are at rest, and within what limits they may be written."""

from collections.abc import Mapping

from stretchplayer.figure.body import RANGES, SEGMENTS, SIDES
from stretchplayer.figure.pose import Aspect

LIMB_JOINTS = ("hip", "knee", "ankle", "toes", "shoulder", "elbow", "wrist")
TRUNK_JOINTS = ("lean", "spine-lower", "spine-upper", "neck", "head", "face")
SHORTENED = (*SEGMENTS, "shoulders", "hips")

_AT_REST: dict[str, float] = {"shoulder": 0.0, "elbow": 8.0}
_SIDE_LIMITS = {"spine-lower": "spine", "spine-upper": "spine"}
_FRONT_LIMITS = {
    "hip": "hip-out",
    "knee": "knee-in",
    "shoulder": "shoulder-out",
    "elbow": "elbow-turn",
    "wrist": "wrist-side",
    "spine-lower": "spine-side",
    "spine-upper": "spine-side",
    "neck": "neck-side",
    "head": "head-side",
}
# What is not a joint: a measure with its own limits.
MEASURES: dict[str, tuple[float, float, float]] = {
    "x": (0.0, -150.0, 150.0),  # the hips' centre
    "air": (0.0, 0.0, 40.0),  # how far the lowest point is above the floor
    "shoulders-out": (0.0, -5.0, 5.0),  # side view: forward; front and back: apart
    "shoulders-up": (0.0, -4.0, 6.0),
    "belly": (0.0, 0.0, 1.0),  # 1 is a full breath
    "nod": (0.0, -1.0, 1.0),  # front views: how far the face looks down (or, below 0, up)
    "near-fingers": (0.0, -80.0, 150.0),  # knuckles: bent is positive
    "far-fingers": (0.0, -80.0, 150.0),
    "near-spread": (0.0, 0.0, 1.0),  # 1 is a fan of fingers
    "far-spread": (0.0, 0.0, 1.0),
    "near-thumb": (38.0, -90.0, 90.0),  # close-ups: how far it stands off the hand, to its back or outer side
    "far-thumb": (38.0, -90.0, 90.0),
    "near-inward": (0.0, 0.0, 1.0),  # front views: 1 lets the knee of a reaching leg point to the other leg
    "far-inward": (0.0, 0.0, 1.0),
    "near-turnout": (12.0, -90.0, 90.0),  # front views: where the foot points, 0 at the viewer, 90 outward
    "far-turnout": (12.0, -90.0, 90.0),
}


def rest_values(trunk: Aspect, legs: Aspect) -> dict[str, float]:
    """A person at ease: the values of a pose in which nothing is written."""
    values = dict.fromkeys(TRUNK_JOINTS, 0.0)
    for side in SIDES:
        for joint in LIMB_JOINTS:
            values[f"{side}-{joint}"] = _AT_REST.get(joint, 0.0) if trunk == "side" else 0.0
        if trunk != "side":
            values[f"{side}-shoulder"] = 9.0
        if legs != "side":
            values[f"{side}-hip"] = 3.0
    values.update({key: measure[0] for key, measure in MEASURES.items()})
    values.update({f"short {name}": 1.0 for name in SHORTENED})
    return values


def limits(key: str, trunk: Aspect, legs: Aspect) -> tuple[float, float]:
    """The least and greatest number that may stand for `key`, for a body seen from there."""
    if key.startswith("short "):
        return 0.25, 1.0
    if key in MEASURES:
        return MEASURES[key][1:]
    joint = key.removeprefix("near-").removeprefix("far-")
    if joint == "lean":
        return -180.0, 180.0
    aspect = legs if joint in ("hip", "knee", "ankle", "toes") else trunk
    table = _SIDE_LIMITS if aspect == "side" else _FRONT_LIMITS
    return RANGES[table.get(joint, joint)]


FORESHORTENED = 0.995  # a limb shorter than this points out of the plane of the picture
_BONES = {
    "hip": ("thigh",), "knee": ("thigh", "shank"), "ankle": ("shank", "foot"), "shoulder": ("upper-arm",),
    "elbow": ("upper-arm", "forearm"), "wrist": ("forearm", "hand"), "toes": ("toes",),
}  # fmt: skip


def turned_away(values: Mapping[str, float], side: str, joint: str) -> bool:
    """Whether a joint's bones point out of the picture's plane: then the angle in the picture is not a joint's."""
    return any(values[f"short {side}-{bone}"] < FORESHORTENED for bone in _BONES.get(joint, ()))
