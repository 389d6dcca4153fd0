"""The body's measures: how long each of the 19 segments is, and how far each joint bends.

Lengths are hundredths of stature, from Drillis and Contini, Body Segment Parameters (1966), as tabulated in Winter,
Biomechanics and Motor Control of Human Movement: thigh .245, shank .246, ankle height .039, foot .152, upper arm
.186, forearm .146, hand .108, shoulder height .818, hip height .530, chin .870, shoulder breadth .259, hip breadth
.191. The trunk between hip and shoulder (.288) is divided 28:33:39 into pelvis, lower and upper trunk.
"""

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
