"""Whether every pose of a figure can be taken by a person: hands and feet arrive, joints stay in their range."""

from stretchplayer.figure.body import LENGTHS, limits, turned_away
from stretchplayer.figure.faults import POINTS, FigureFault
from stretchplayer.figure.geometry import wrap
from stretchplayer.figure.pose import Figure, Pose
from stretchplayer.figure.solve import Body, solve

READING = 5.0  # degrees: so much do two readings of one joint with a goniometer differ (Norkin and White)
TOLERANCE = 1.0  # hundredths of stature, under 2 cm: less than a pixel of a figure
SPINE = (-50.0, 80.0)  # both trunk joints together, as measured for the whole thoracolumbar spine


def check(figure: Figure) -> None:
    """Raises FigureFault at the first pose that no one could take."""
    for index, pose in enumerate(figure.poses):
        path: tuple[str | int, ...] = ("poses", index)
        try:
            body = solve(pose, figure.trunk, figure.legs)
        except KeyError as error:
            raise FigureFault(path, f"{error.args[0]} is not placed yet when it is reached for") from error
        for limb, gap in body.misses.items():
            if gap > TOLERANCE:
                raise FigureFault((*path, limb), f"this is {gap:.1f} out of reach", _remedy(pose, limb, body))
        for joint, angle, (low, high) in strained(figure, pose, body):
            raise FigureFault(
                (*path, joint), f"the {joint} would bend to {angle:.0f}", f"a person's bends {low:.0f} to {high:.0f}"
            )
        shown = seen(figure)
        if figure.floor and figure.view != "top" and shown:
            name, (_, low) = min(((n, p) for n, p in body.points.items() if n in shown), key=lambda point: point[1][1])
            if low < -SUNK:
                raise FigureFault(
                    (*path, *_lowering(pose, name)),
                    f"the {name} is {-low:.0f} under the floor",
                    "raise the hips with `at: [x, height]`, or leave the height out: then the lowest point is on it",
                )


SUNK = 1.0  # a point may be so far under the floor: the skin around a joint, the edge of a mattress


_OF_ARM = ("elbow", "wrist", "knuckles", "hand", "finger-tip", "shoulder")


def seen(figure: Figure) -> frozenset[str]:
    """The points of the body that the picture shows: what is hidden, or outside a close-up, may be anywhere."""
    away = set(figure.hide)
    if figure.zoom in ("upper", "bust", "hand"):
        away |= {"near-leg", "far-leg"}
    if figure.zoom == "bust":
        away |= {"near-arm", "far-arm", "trunk"}
    if figure.zoom == "foot":
        away |= {"far-leg", "trunk", "head"}

    def shown(point: str) -> bool:
        side, _, name = point.partition("-")
        if side not in ("near", "far"):
            return not {"trunk", "head"} & away
        return f"{side}-{'arm' if name in _OF_ARM else 'leg'}" not in away

    return frozenset(point for point in POINTS if shown(point))


def _lowering(pose: Pose, point: str) -> tuple[str, ...]:
    """The key that most probably puts a point there."""
    limb = f"{point.partition('-')[0]}-foot"
    return (limb,) if limb in pose.reach else ("at",) if pose.height is not None else ()


def _remedy(pose: Pose, limb: str, body: Body) -> str:
    side, _, end = limb.partition("-")
    root, bones = ("shoulder", ("upper-arm", "forearm")) if end == "hand" else ("hip", ("thigh", "shank"))
    x, y = body.points[f"{side}-{root}"]
    length = sum(LENGTHS[bone] * pose.values[f"short {side}-{bone}"] for bone in bones)
    last = "wrist" if end == "hand" else "ankle"
    return f"the {side} {root} is at [{x:.0f}, {y:.0f}], and from there to the {last} are at most {length:.0f}"


def strained(figure: Figure, pose: Pose, body: Body) -> list[tuple[str, float, tuple[float, float]]]:
    """The joints beyond their range: name, angle and range. A limb that is foreshortened turns out of the picture's
    plane, where its angle in the picture is not a joint's; it is not judged.
    """
    found = []
    for joint, angle in body.angles.items():
        side, _, plain = joint.partition("-")
        if side in ("near", "far") and turned_away(pose.values, side, plain):
            continue
        low, high = limits(joint, figure.trunk, figure.legs)
        middle = (low + high) / 2
        angle = middle + wrap(angle - middle)  # 182 degrees of a shoulder are read as that, not as -178
        if not low - READING <= angle <= high + READING:
            found.append((joint, angle, (low, high)))
    total = pose.values["spine-lower"] + pose.values["spine-upper"]
    if figure.trunk == "side" and not SPINE[0] <= total <= SPINE[1]:
        found.append(("spine", total, SPINE))
    return found
