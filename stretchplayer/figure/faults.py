"""A mistake in a figure, at its place, with what to write instead; and how a figure writes numbers and places."""

from collections.abc import Iterable

from stretchplayer.figure.body import SIDES
from stretchplayer.figure.pose import FigureSpot
from stretchplayer.routine.nearest import nearest

Path = tuple[str | int, ...]
BODY_POINTS = ("hips", "waist", "chest", "shoulders", "head-base", "head", "crown", "belly", "breast", "back", "chin")
_LIMB_POINTS = (
    "shoulder", "elbow", "wrist", "knuckles", "hand", "finger-tip", "hip", "knee", "ankle", "sole", "heel", "ball",
    "foot", "toe-tip",
)  # fmt: skip
POINTS: frozenset[str] = frozenset((*BODY_POINTS, *(f"{side}-{name}" for side in SIDES for name in _LIMB_POINTS)))


class FigureFault(ValueError):
    """`path` is the key path from the figure down (`("poses", 1, "near-knee")`), `help` the remedy, if there is one."""

    def __init__(self, path: tuple[str | int, ...], message: str, help: str | None = None) -> None:
        self.path, self.message, self.help = path, message, help
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
        super().__init__(f"{place}: {message}" + (f" ({help})" if help else ""))


_FEW = 24


def accepted(word: str, known: Iterable[str]) -> str:
    """The remedy for an unknown word: the one that was probably meant, or what there is."""
    words = sorted(known)
    near = nearest(word, words)
    if near:
        return f"did you mean `{near}`?"
    return "accepted: " + ", ".join(words) if len(words) <= _FEW else "`stretchplayer explain figures` lists them"


def read_number(value: object, path: Path, within: tuple[float, float]) -> float:
    """A plain number within limits."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise FigureFault(path, "a number is wanted here")
    low, high = within
    if not low <= value <= high:
        raise FigureFault(path, f"{value:g} is out of range", f"{low:g} to {high:g}")
    return float(value)


def read_spot(value: object, path: Path) -> FigureSpot:
    """A place: `[x, y]`, the name of a point of the body, or `[name, dx, dy]`."""
    if isinstance(value, str):
        return FigureSpot(read_point(value, path))
    if isinstance(value, (list, tuple)):
        if len(value) == 2:
            return FigureSpot(None, (read_measure(value[0], path), read_measure(value[1], path)))
        if len(value) == 3 and isinstance(value[0], str):
            return FigureSpot(read_point(value[0], path), (read_measure(value[1], path), read_measure(value[2], path)))
    raise FigureFault(path, "a place is wanted here", "write `[x, y]`, `near-knee` or `[near-knee, dx, dy]`")


def read_point(name: str, path: Path) -> str:
    """The name of a point of the body."""
    if name not in POINTS:
        raise FigureFault(path, f"`{name}` is not a point of the body", accepted(name, POINTS))
    return name


def read_measure(value: object, path: Path) -> float:
    """A length or a coordinate, in hundredths of stature."""
    return read_number(value, path, (-200.0, 200.0))
