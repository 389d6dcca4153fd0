"""A mapping, as YAML or JSON gives it, to a figure. Whatever cannot be drawn is a FigureFault at its place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from stretchplayer.figure.check import check
from stretchplayer.figure.faults import POINTS, FigureFault, Path, accepted, read_number, read_spot
from stretchplayer.figure.muscle_patches import MUSCLES
from stretchplayer.figure.parse_pose import parse_pose
from stretchplayer.figure.person import GROUPS
from stretchplayer.figure.pose import VIEWS, ZOOMS, Arrow, Aspect, Ease, Figure, FigureSpot, Pose, Prop, View, Zoom
from stretchplayer.figure.scenery import DEFAULTS

KEYS = (
    "view", "trunk", "legs", "zoom", "loop", "ease", "highlight", "props", "arrow", "letter", "dot", "contacts",
    "behind", "before", "hide", "partner", "floor", "still", "poses",
)  # fmt: skip
_ASPECT: dict[View, Aspect] = {"side": "side", "lying": "side", "front": "front", "back": "back", "top": "front"}
MOST_POSES = 24


Shipped = Callable[[str], Mapping[str, Any] | None]
"""The figure of a move by its id or name."""


def marking(figure: Mapping[str, Any], muscles: Sequence[str]) -> dict[str, Any]:
    """The same figure with other muscles marked; an arrow would be about its own."""
    return {**figure, "highlight": list(muscles), "arrow": None}


def like(raw: Mapping[str, Any], shipped: Shipped) -> Mapping[str, Any]:
    """A figure with its `like:` filled in: all of the other one, and in its place what is written here. Poses are
    matched by their number: each takes over what it does not write, and further ones follow. Raises FigureFault.
    """
    if not isinstance(raw, Mapping) or "like" not in raw:
        return raw
    found = shipped(str(raw["like"]))
    if found is None:
        raise FigureFault(("like",), f"no move called `{raw['like']}` has a figure", "`stretchplayer moves` lists them")
    merged: dict[str, Any] = {**found, **{key: value for key, value in raw.items() if key not in ("like", "poses")}}
    given = raw.get("poses")
    if given is not None and not isinstance(given, list):
        raise FigureFault(("poses",), "a figure has a list of one or more poses")
    poses = [dict(pose or {}) for pose in found.get("poses", ())]
    for number, pose in enumerate(given or ()):
        if pose is not None and not isinstance(pose, Mapping):
            raise FigureFault(("poses", number), "a pose is a mapping", "write `{hip: 40, knee: 60}`")
        if number < len(poses):
            poses[number].update(pose or {})
        else:
            poses.append(dict(pose or {}))
    return {**merged, "poses": poses}


def parse_figure(raw: Mapping[str, Any], shipped: Shipped | None = None) -> Figure:
    """The figure that a mapping describes. Raises FigureFault with the key path and a remedy."""
    if not isinstance(raw, Mapping):
        raise FigureFault((), "a figure is a mapping", "write `view:` and `poses:`")
    if shipped is not None:
        raw = like(raw, shipped)
    for key in raw:
        if key not in KEYS:
            raise FigureFault((str(key),), "unknown key of a figure", accepted(str(key), KEYS))
    view = cast(View, _choice(raw.get("view", "side"), ("view",), VIEWS))
    zoom = cast(Zoom, _choice(raw.get("zoom", "full"), ("zoom",), ZOOMS))
    aspects = ("side", "front", "back")
    trunk = cast(Aspect, _choice(raw.get("trunk", _ASPECT[view]), ("trunk",), aspects))
    legs = cast(Aspect, _choice(raw.get("legs", _ASPECT[view]), ("legs",), aspects))
    props = _props(raw.get("props"))
    seats = {prop.kind: prop.values["height"] for prop in props if "height" in prop.values}
    poses = _poses(raw.get("poses"), trunk, legs, seats)
    loop = _loop(raw.get("loop"))
    still, ghost = _still(raw.get("still"), len(poses), loop is not None)
    partner, mirror = raw.get("partner"), None
    if isinstance(partner, Mapping) and list(partner) == ["mirror"]:
        mirror, partner = read_number(partner["mirror"], ("partner", "mirror"), (-100.0, 100.0)), None
    figure = Figure(
        view=view,
        trunk=trunk,
        legs=legs,
        zoom=zoom,
        poses=poses,
        loop_ms=loop,
        ease=cast(Ease, _choice(raw.get("ease", "smooth"), ("ease",), ("smooth", "even"))),
        highlight=_words(raw.get("highlight"), ("highlight",), sided(MUSCLES)),
        props=props,
        arrow=_arrow(raw.get("arrow")),
        letter=None if raw.get("letter") is None else read_spot(raw["letter"], ("letter",)),
        dot=None if raw.get("dot") is None else _choice(raw["dot"], ("dot",), POINTS),
        contacts=_words(raw.get("contacts"), ("contacts",), POINTS),
        behind=_words(raw.get("behind"), ("behind",), GROUPS),
        before=_words(raw.get("before"), ("before",), GROUPS),
        hide=_words(raw.get("hide"), ("hide",), GROUPS),
        partner=None if partner is None else parse_pose(partner, ("partner",), [], trunk, legs, seats),
        mirror=mirror,
        floor=_flag(raw.get("floor", True), ("floor",)),
        still=still,
        ghost=ghost,
    )
    check(figure)
    return figure


def _choice(value: object, path: Path, known: tuple[str, ...] | frozenset[str]) -> str:
    if not isinstance(value, str) or value not in known:
        raise FigureFault(path, f"`{value}` is not known here", accepted(str(value), known))
    return value


def _flag(value: object, path: Path) -> bool:
    if not isinstance(value, bool) and value not in ("yes", "no"):
        raise FigureFault(path, "this is `yes` or `no`")
    return value is True or value == "yes"


def _words(value: object, path: Path, known: tuple[str, ...] | frozenset[str]) -> tuple[str, ...]:
    if value is None:
        return ()
    given = value if isinstance(value, (list, tuple)) else [value]
    return tuple(_choice(word, (*path, index), known) for index, word in enumerate(given))


def sided(names: frozenset[str]) -> frozenset[str]:
    """The names, and each of them for one side."""
    return names | {f"{side}-{name}" for side in ("near", "far") for name in names}


def _loop(value: object) -> int | None:
    """A length in milliseconds: `4s`, `1.5s`, or a number of seconds. `None` is a hold."""
    if value is None:
        return None
    text = str(value).strip().removesuffix("s").strip()
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.3 <= seconds <= 30:
        raise FigureFault(("loop",), "the length of one round is 0.3 to 30 seconds", "write `loop: 4s`")
    return round(seconds * 1000)


def _still(value: object, count: int, loops: bool) -> tuple[int, int]:
    """The pose a still shows and the one behind it: of a hold its end and its start; of a longer loop the first pose
    and the next.
    """
    shown = 0 if loops and count > 2 else count - 1
    if value is not None:
        shown = int(read_number(value, ("still",), (1, count))) - 1
    if not loops or count < 3:
        return shown, 0 if shown else count - 1
    return shown, (shown + 1) % count


def _props(value: object) -> tuple[Prop, ...]:
    if value is None:
        return ()
    if isinstance(value, (list, tuple)):
        value = dict.fromkeys(value)
    if not isinstance(value, Mapping):
        raise FigureFault(("props",), "props are a mapping or a list of names", "write `props: {wall: 40}`")
    return tuple(_prop(str(name), given) for name, given in value.items())


def _prop(name: str, given: object) -> Prop:
    path: Path = ("props", name)
    kind = name.rstrip("23456789").rstrip("-") if name not in DEFAULTS else name
    if kind not in DEFAULTS:
        raise FigureFault(path, f"`{name}` is not a prop", accepted(name, DEFAULTS))
    values = dict(DEFAULTS[kind])
    ends: dict[str, FigureSpot] = {}
    if given is None or given is True:
        pass
    elif isinstance(given, Mapping):
        for key, item in given.items():
            if key in ("at", "from", "to"):
                ends["to" if key == "to" else "on"] = read_spot(item, (*path, key))
            elif key == "shift":
                continue
            elif key not in values:
                known = (*values, *(("from", "to") if kind == "strap" else ("at", "shift")))
                raise FigureFault((*path, str(key)), "unknown measure of this prop", accepted(str(key), known))
            else:
                values[key] = read_number(item, (*path, key), (-200.0, 200.0))
        if "shift" in given:
            if "on" not in ends:
                raise FigureFault((*path, "shift"), "`shift` goes with `at`")
            ends["on"] = FigureSpot(ends["on"].name, read_spot(given["shift"], (*path, "shift")).shift)
    else:
        values["x"] = read_number(given, path, (-200.0, 200.0))
    if kind == "strap" and ("on" not in ends or "to" not in ends):
        raise FigureFault(path, "a strap has two ends", "write `strap: {from: near-hand, to: near-ball}`")
    return Prop(kind, values, ends.get("on"), ends.get("to"))


def _arrow(value: object) -> Arrow | None:
    if value is None:
        return None
    path: Path = ("arrow",)
    if not isinstance(value, Mapping) or "from" not in value or "to" not in value:
        help = "write `arrow: {from: [0, 50], to: near-knee}`"
        raise FigureFault(path, "an arrow goes from a place to a place", help)
    for key in value:
        if key not in ("from", "to", "bend"):
            raise FigureFault((*path, str(key)), "unknown key of an arrow", accepted(str(key), ("from", "to", "bend")))
    bend = read_number(value.get("bend", 0), (*path, "bend"), (-150.0, 150.0))
    return Arrow(read_spot(value["from"], (*path, "from")), read_spot(value["to"], (*path, "to")), bend)


def _poses(value: object, trunk: Aspect, legs: Aspect, seats: Mapping[str, float]) -> tuple[Pose, ...]:
    if not isinstance(value, (list, tuple)) or not value:
        raise FigureFault(("poses",), "a figure has a list of one or more poses")
    if len(value) > MOST_POSES:
        raise FigureFault(("poses",), f"a figure has at most {MOST_POSES} poses")
    poses: list[Pose] = []
    for index, given in enumerate(value):
        poses.append(parse_pose(given, ("poses", index), poses, trunk, legs, seats))
    return tuple(poses)
