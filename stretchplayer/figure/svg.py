"""A figure as SVG: a still for paper, or one that moves by itself, for a page; each a document of its own.

A moving one is a flip-book of a few frames turned by CSS, so that nothing has to be interpolated by whoever shows it;
it stands still where a person wants less motion. It is kept under `LARGEST` bytes.
"""

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby, pairwise, takewhile
from typing import Any

from stretchplayer.figure.blend import MOVE_IN_MS, FigureMoment, moment
from stretchplayer.figure.drawing import Shape
from stretchplayer.figure.geometry import Point
from stretchplayer.figure.palette import ROLE, Palette, role_colours
from stretchplayer.figure.parse import parse_figure
from stretchplayer.figure.pose import Figure, is_mirrored
from stretchplayer.figure.scene import Scene, end_moment, nominal, scene, window
from stretchplayer.routine.terms import Side

SIZE = 100
LARGEST = 25_000
_MOST_FRAMES, _LEAST_FRAMES = 8, 5
_GRID = 3  # coordinates are thirds of a unit: whole numbers are short
_STRAIGHT = 0.7  # a point so near to the line between its neighbours is left out
#: Colours that a printer and a photocopier keep apart.
PAPER = Palette(
    background=(255, 255, 255),
    skin=(226, 190, 164),
    hair=(92, 70, 58),
    top=(120, 158, 172),
    shorts=(92, 108, 138),
    shoe=(58, 62, 72),
    accent=(214, 72, 40),
    prop=(176, 180, 186),
    floor=(150, 154, 160),
    arrow=(40, 40, 40),
    partner=(196, 198, 202),
)
_COLOURS = tuple("#{:02x}{:02x}{:02x}".format(*colour) for colour in role_colours(PAPER))


def still_svg(figure: Mapping[str, Any], side: Side | None) -> str:
    """The end pose of a move's figure, its start behind it as one silhouette. Raises FigureFault for one that can't be
    drawn.
    """
    drawn = parse_figure(figure)
    picture = _Picture(drawn, side)
    return picture.document("".join(picture.frame(end_moment(drawn), still=True)))


def moving_svg(figure: Mapping[str, Any], side: Side | None, title: str = "", description: str = "") -> str:
    """A move's figure that moves: a hold comes in once and stands, a movement goes round. Raises FigureFault."""
    drawn = parse_figure(figure)
    picture = _Picture(drawn, side)
    last = picture.frame(end_moment(drawn))
    if len(drawn.poses) == 1:
        return picture.document("".join(last), title, description)
    loops = drawn.loop_ms is not None
    length = drawn.loop_ms or MOVE_IN_MS
    text = ""
    for light, least in ((False, _LEAST_FRAMES), (True, 2)):
        picture.light, count = light, _MOST_FRAMES
        while count >= least:
            moments = [moment(drawn, length * n // (count if loops else count - 1)) for n in range(count)]
            still = picture.frame(end_moment(drawn))
            text = picture.document(_flip_book(picture, moments, still, length / 1000, loops), title, description)
            size = len(text.encode())
            if size <= LARGEST:
                return text
            count = min(count - 1, count * LARGEST // size)  # more than so many can't fit
    return text


def _flip_book(picture: "_Picture", moments: list[FigureMoment], still: list[str], seconds: float, loops: bool) -> str:
    count = len(moments)
    books = [picture.frame(now) for now in moments]
    every = [*books, still]
    # What stands still, the ground before everything and the arrow after it, is written once.
    first = _common(every)
    last = _common([book[first:][::-1] for book in every])
    before, after = "".join(still[:first]), "".join(still[len(still) - last :])
    books = [book[first : len(book) - last] for book in books]
    slot = seconds / count
    # Who wants less motion sees the pose that a still picture shows: the last frame of a hold is that one already.
    aside = f'<g class="e">{"".join(still[first : len(still) - last])}</g>' if loops else ""
    style = (
        f".f{{visibility:hidden;animation:s 1s step-end infinite}}{'.e{visibility:hidden}' if loops else ''}"
        f"@keyframes s{{0%{{visibility:visible}}{100 / count:.3f}%{{visibility:hidden}}}}"
        "@keyframes t{from,to{visibility:visible}}"
        f"@media (prefers-reduced-motion:reduce){{.f{{animation:none!important}}{'.e' if loops else '.l'}"
        "{visibility:visible}}"
    )
    body = ""
    for number, book in enumerate(books):
        ends = number == count - 1
        play = f"animation:t {slot:.3f}s {number * slot:.3f}s{' forwards' if ends else ''}"
        if loops:
            play = f"animation-duration:{seconds:g}s;animation-delay:{number * slot - seconds:.3f}s"
        body += f'<g class="{"f l" if ends else "f"}" style="{play}">{"".join(book)}</g>'
    return f"<style>{style}</style>{before}{body}{aside}{after}"


def _common(books: list[list[str]]) -> int:
    """How many parts all of them begin with."""
    return sum(1 for _ in takewhile(lambda parts: len(set(parts)) == 1, zip(*books, strict=False)))


class _Picture:
    """The window of one figure, and its shapes in it."""

    def __init__(self, figure: Figure, side: Side | None) -> None:
        self.figure, self.side = figure, side
        self.view = window(figure, SIZE, SIZE)
        self.mirrored = is_mirrored(figure, side)
        self.light = False  # without the fine lines between limbs, where many frames would weigh too much
        self._unit = self.view.scale * _GRID
        self._across = -self._unit if self.mirrored else self._unit

    def document(self, body: str, title: str = "", description: str = "") -> str:
        words = (("title", title), ("desc", description))
        told = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in words if text)
        size = SIZE * _GRID
        hidden = "" if told else ' aria-hidden="true"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img"{hidden}>'
            f'{told}<g stroke-linejoin="round" stroke-width="1.6">{body}</g></svg>'
        )

    def frame(self, now: FigureMoment, still: bool = False) -> list[str]:
        """The parts of one moment, from back to front."""
        picture: Scene = scene(self.figure, now, self.view, still=still, fine=True)
        parts = [self._ghost(picture.ghost), *self._shapes(picture.shapes), self._letter(picture)]
        return [part for part in parts if part]

    def _letter(self, picture: Scene) -> str:
        if not self.side or not picture.letter:
            return ""
        ((x, y),) = self._places([picture.letter])
        return (
            f'<text x="{x}" y="{y}" font-size="{11 * _GRID}" font-weight="bold" text-anchor="middle">'
            f"{self.side[0].upper()}</text>"
        )

    def _ghost(self, shapes: Iterable[Shape]) -> str:
        """Where the body begins, as one pale silhouette: no joint of it shows."""
        parts = "".join(self._shape(shape) for shape in shapes if shape.role != ROLE["background"])
        pale = "#ece4dd"
        return f'<g fill="{pale}" stroke="{pale}" stroke-width="2">{parts}</g>' if parts else ""

    def _shapes(self, shapes: Iterable[Shape]) -> list[str]:
        """Runs of one colour share a group; a hair of stroke in the same colour closes the seams between shapes."""
        shown = (shape for shape in shapes if not (self.light and shape.role == ROLE["background"]))
        runs = [(_COLOURS[role], "".join(map(self._shape, run))) for role, run in groupby(shown, lambda one: one.role)]
        return [f'<g fill="{paint}" stroke="{paint}">{run}</g>' for paint, run in runs]

    def _places(self, points: list[Point]) -> list[tuple[int, int]]:
        left, top = self.view.left, self.view.bottom + SIZE / self.view.scale
        start, across, up = SIZE * _GRID if self.mirrored else 0, self._across, self._unit
        return [(round(start + (x - left) * across), round((top - y) * up)) for x, y in points]

    def _shape(self, shape: Shape) -> str:
        places = self._places(shape.points)
        if shape.kind == "disc":
            return f'<circle cx="{places[0][0]}" cy="{places[0][1]}" r="{shape.size * self._unit:.0f}"/>'
        steps = _simple(places)
        (x, y), way = steps[0], "".join(_pair(one, two) for one, two in pairwise(steps))
        path = f"M{x} {y}l{way.lstrip()}" if way else f"M{x} {y}h1"
        if shape.kind == "area":
            return f'<path d="{path}z"/>'
        pixel = nominal(self.view) * _GRID
        width = -shape.size * pixel if shape.size < 0 else shape.size * self._unit
        return f'<path d="{path}" fill="none" stroke-width="{width:.0f}"/>'


def _simple(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A line without the points that hardly bend it."""
    kept = [places[0]]
    for here, after in pairwise(places[1:]):
        x, y = kept[-1]
        dx, dy, ex, ey = after[0] - x, after[1] - y, here[0] - x, here[1] - y
        long = dx * dx + dy * dy
        if (dx * ey - dy * ex) ** 2 > _STRAIGHT**2 * long if long else here != (x, y):
            kept.append(here)
    return [*kept, places[-1]] if len(places) > 1 else kept


def _pair(one: tuple[int, int], two: tuple[int, int]) -> str:
    """A step between two places, with no more between its numbers than they need."""
    x, y = two[0] - one[0], two[1] - one[1]
    return f"{'' if x < 0 else ' '}{x}{'' if y < 0 else ' '}{y}"
