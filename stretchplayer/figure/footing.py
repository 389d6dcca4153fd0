"""Where the ankle is when a foot is put down."""

from stretchplayer.figure.body import ANKLE_HEIGHT, BALL_AHEAD, HEEL_BEHIND
from stretchplayer.figure.geometry import Point, along

# Beyond these tilts a foot stands against something, and turns about neither heel nor ball.
STEEPEST, PIVOT = -85.0, 60.0


def ankle_over(target: Point, tilt: float) -> Point:
    """Where the ankle is when the foot is put down there, the toes `tilt` degrees above the heel: a heel rises about
    the ball, toes about the heel. A steeper foot stands against something, its sole at the target.
    """
    x, y = target
    if not STEEPEST <= tilt <= PIVOT:
        return along(target, tilt + 90.0, ANKLE_HEIGHT)
    shift = BALL_AHEAD if tilt < 0 else -HEEL_BEHIND
    sole = along((x + shift, y), tilt, -shift)
    return along(sole, tilt + 90.0, ANKLE_HEIGHT)


def ankle_from_front(target: Point, tilt: float) -> Point:
    """The same, seen from the front: a raised heel only lifts the ankle."""
    lift = along((0.0, 0.0), -tilt, BALL_AHEAD)[1] if tilt < 0 else 0.0
    return target[0], target[1] + ANKLE_HEIGHT + lift
