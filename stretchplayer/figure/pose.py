"""What a figure is: poses of one body, the things around it, and how it moves from pose to pose.

Poses are written for the worked limb on the person's right: `near` is the worked side. In side views the person then
faces right, in front and back views near is on the picture's right. The drawing of the left is its mirror image.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from stretchplayer.figure.geometry import Point
from stretchplayer.routine.terms import Side

Aspect = Literal["side", "front", "back"]
View = Literal["side", "front", "back", "lying", "top"]
Zoom = Literal["full", "upper", "lower", "bust", "foot", "hand"]
Ease = Literal["smooth", "even"]
VIEWS: tuple[View, ...] = ("side", "front", "back", "lying", "top")
ZOOMS: tuple[Zoom, ...] = ("full", "upper", "lower", "bust", "foot", "hand")


@dataclass(frozen=True, slots=True)
class FigureSpot:
    """A place: a point of the body (by name) moved by `shift`, or `shift` itself when `name` is `None`."""

    name: str | None
    shift: Point = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a hand or a foot goes. `turn`, in degrees: where the fingers point, or how far the toes are tilted up."""

    spot: FigureSpot
    turn: float | None = None


@dataclass(frozen=True, slots=True)
class Pose:
    """Joint angles and measures by key (see `body`), and what the hands and feet reach for.

    `height` is that of the hips' centre, `None` where the body's lowest point decides. `weight` is the share of the
    loop that the way to the next pose takes, `stay` the share spent standing in this one. `plant` is a point of the
    body and the x where it stays, whatever the hips do.
    """

    values: Mapping[str, float]
    reach: Mapping[str, Reach]
    height: float | None = None
    weight: float = 1.0
    stay: float = 0.0
    plant: tuple[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture. Its measures by key; `on` is the point of the body that it goes with."""

    kind: str
    values: Mapping[str, float]
    on: FigureSpot | None = None
    to: FigureSpot | None = None


@dataclass(frozen=True, slots=True)
class Arrow:
    """The direction of movement or pull; `bend` (degrees) curves it, positive to the left of its way."""

    start: FigureSpot
    end: FigureSpot
    bend: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A whole drawing, known by its identity. `loop_ms` is how long one round takes, `None` for a hold."""

    view: View
    trunk: Aspect
    legs: Aspect
    zoom: Zoom
    poses: tuple[Pose, ...]
    loop_ms: int | None = None
    ease: Ease = "smooth"
    highlight: tuple[str, ...] = ()
    props: tuple[Prop, ...] = ()
    arrow: Arrow | None = None
    letter: FigureSpot | None = None
    dot: str | None = None
    contacts: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    partner: Pose | None = None
    mirror: float | None = None  # the x of the mirror in which a partner does the same
    floor: bool = True
    still: int = 0  # the pose that a still picture shows, counted from 0
    ghost: int = 0  # the pose behind it, as an outline


def is_mirrored(figure: Figure, side: Side | None) -> bool:
    """Whether the picture is turned over for this side.

    Poses are written for the right. From the side the person then faces right with the right limb near; from the
    front, as in a mirror, and from behind, right is on the right. From above a person on their back has their right on
    the picture's left.
    """
    return (side == "left") != (figure.view == "top")
