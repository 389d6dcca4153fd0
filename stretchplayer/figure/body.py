"""The body's measures: how long each of the 19 segments is, how far each joint bends, and which numbers a pose holds.

Lengths are hundredths of stature, from Drillis and Contini, Body Segment Parameters (1966), as tabulated in Winter,
Biomechanics and Motor Control of Human Movement: thigh .245, shank .246, ankle height .039, foot .152, upper arm
.186, forearm .146, hand .108, shoulder height .818, hip height .530, chin .870, shoulder breadth .259, hip breadth
.191. The trunk between hip and shoulder (.288) is divided 28:33:39 into pelvis, lower and upper trunk.
"""

from collections.abc import Mapping

from stretchplayer.figure.pose import Aspect

LENGTHS: dict[str, float] = {
    "pelvis": 8.0,
    "lower-trunk": 9.5,
    "upper-trunk": 11.3,
    "neck": 5.2,
    "head": 13.0,
    "upper-arm": 18.6,
    "forearm": 14.6,
    "hand": 10.8,
    "thigh": 24.5,
    "shank": 24.6,
    "foot": 10.7,  # heel to ball
    "toes": 4.5,
}
"""Segment to length. Limbs stand once; each has a near and a far one."""

TRUNK = ("pelvis", "lower-trunk", "upper-trunk", "neck", "head")
ARM = ("upper-arm", "forearm", "hand")
LEG = ("thigh", "shank", "foot", "toes")
SIDES = ("near", "far")
SEGMENTS: tuple[str, ...] = TRUNK + tuple(f"{side}-{part}" for side in SIDES for part in ARM + LEG)

ANKLE_HEIGHT = 3.9
HEEL_BEHIND = 3.8  # the heel's end behind the ankle, along the sole
BALL_AHEAD = LENGTHS["foot"] - HEEL_BEHIND
PALM = 5.0  # wrist to knuckles; the grip lies there
SHOULDER_HALF = 10.6  # between the joint centres, so less than half of the breadth over the deltoids
HIP_HALF = 5.0
NECK_FORWARD = 14.0  # a relaxed neck slopes forward, the head upright on it

RANGES: dict[str, tuple[float, float]] = {
    # AAOS, Joint Motion (1965), and Norkin and White, Measurement of Joint Motion: normal ranges in degrees, but
    # where a body's own weight or a hand carries the joint further, the range is that of the loaded or helped one.
    "hip": (-30, 130),  # helped: knee drawn to the chest
    "knee": (-5, 160),  # helped: heel to buttock
    "ankle": (-50, 40),  # standing knee-to-wall lunge, Bennell and others, Aust J Physiother 1998;44:175
    "toes": (-45, 80),
    "shoulder": (-60, 180),
    "elbow": (-5, 150),
    "wrist": (-80, 90),  # hands under the shoulders, bearing weight
    "spine": (-30, 45),  # each of the two trunk joints; together at most 80 forward, 50 back
    "neck": (-50, 50),
    "head": (-30, 30),
    # In front and back views: away from the middle is positive.
    "hip-out": (-30, 60),
    "knee-in": (-10, 150),
    "shoulder-out": (-50, 180),
    "elbow-turn": (-150, 150),  # the upper arm turns about its length, so the forearm folds either way
    "wrist-side": (-80, 80),
    "spine-side": (-30, 30),  # together 45 at most
    "neck-side": (-45, 45),
    "head-side": (-20, 20),
    "face": (-90, 90),
}
"""Joint to the least and greatest angle that a healthy person shows."""

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
