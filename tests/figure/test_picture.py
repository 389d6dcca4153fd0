"""The picture: sides, stills, depths of colour, what changes, and what stays within the canvas."""

from itertools import chain
from typing import Any

import pytest

from stretchplayer.figure.blend import FigureMoment, key_bodies
from stretchplayer.figure.body import LENGTHS, SIDES
from stretchplayer.figure.cells import Cells, changes
from stretchplayer.figure.drawing import area
from stretchplayer.figure.film import BUDGET, FRAME_MS, KEPT, Film
from stretchplayer.figure.geometry import distance
from stretchplayer.figure.palette import FAR, ROLE, Palette, colours, terminal_colours
from stretchplayer.figure.parse import parse_figure
from stretchplayer.figure.person import Person
from stretchplayer.figure.pose import Figure
from stretchplayer.figure.raster import pixels
from stretchplayer.figure.scene import Scene, Window, end_moment, scene, window
from tests.each import each
from tests.figure.conftest import MARCH, SIDE_BEND, SQUAT, Moments


def indices(cells: Cells) -> set[int]:
    return set(chain.from_iterable((ink, ground) for row in cells for _, ink, ground in row))


def test_the_left_is_the_mirror_image_of_the_right() -> None:
    figure = parse_figure(MARCH)
    right, left = (Film(figure, 96, 40, side=side, blocks="halves").still() for side in ("right", "left"))
    same = sum(a == b for one, two in zip(right, left, strict=True) for a, b in zip(one, reversed(two), strict=True))
    assert same / (96 * 40) > 0.9  # soft edges fall on other pixels here and there
    assert right != left


def test_a_right_leg_faces_right_and_a_left_one_left() -> None:
    figure = parse_figure({"poses": [{"near-foot": [20, 0], "far-foot": [0, 0]}]})
    view = window(figure, 64, 60)
    lit = ROLE["shoe"]
    for mirrored, half in ((False, slice(32, 64)), (True, slice(0, 32))):
        raw = pixels(scene(figure, end_moment(figure), view), view, Palette(), mirrored)
        low = [row[half] for row in (raw[at : at + 64] for at in range(64 * 52, 64 * 58, 64))]
        assert sum(row.count(lit) for row in low) > 6


def test_front_views_carry_the_letter_of_the_side_on_that_side() -> None:
    figure = parse_figure(SIDE_BEND)
    for side, letter in (("right", "R"), ("left", "L")):
        rows = Film(figure, 40, 20, side=side).still()  # type: ignore[arg-type]
        (place,) = [x for row in rows for x, cell in enumerate(row) if cell[0] == letter]
        assert (place >= 20) == (side == "right")
    assert not [cell for row in Film(figure, 40, 20).still() for cell in row if cell[0] in "LR"]


def test_from_above_the_right_lies_on_the_left_of_a_person_on_the_back() -> None:
    figure = parse_figure(
        {"view": "top", "letter": ["near-hand", 4, 0], "poses": [{"shoulder": [90, 0], "at": [0, 50]}]}
    )
    (place,) = [x for row in Film(figure, 40, 30, side="right").still() for x, cell in enumerate(row) if cell[0] == "R"]
    assert place < 20


def test_a_still_shows_the_end_with_its_start_as_an_outline() -> None:
    film = Film(parse_figure(SQUAT), 40, 20)
    still, end = film.still(), film.frame(1_500)
    assert still != end
    assert {cell for row in still[:4] for cell in row} != {(" ", 0, 0)} == {cell for row in end[:4] for cell in row}


def test_an_arrow_is_in_every_frame() -> None:
    film = Film(parse_figure({**SQUAT, "arrow": {"from": [30, 60], "to": [30, 30]}}), 40, 20)
    assert all(ROLE["arrow"] in indices(film.frame(ms)) for ms in (0, 800, 1_600))


@each(("muscle", "other"), [("near-gastrocnemius", "near-soleus"), ("hamstrings", "quadriceps")])
def test_muscles_are_lit_as_shapes_of_their_own(muscle: str, other: str) -> None:
    def lit(name: str) -> set[int]:
        figure = parse_figure({"highlight": [name], "poses": [{"shoulder": 90}]})
        view = window(figure, 64, 60)
        raw = pixels(scene(figure, end_moment(figure), view), view, Palette(), False)
        return {place for place, colour in enumerate(raw) if colour == ROLE["accent"]}

    one, two = lit(muscle), lit(other)
    assert len(one) > 5 and len(two) > 5 and not one & two


SOLE = {"view": "front", "zoom": "foot", "floor": False, "poses": [{"near-foot": [0, 20]}, {"spread": 1}]}


def test_a_foot_seen_from_the_front_close_up_shows_its_whole_length_toes_up_great_toe_to_the_middle() -> None:
    figure = parse_figure({**SOLE, "hide": ["far-leg", "near-arm", "far-arm", "trunk", "head"]})
    shut, fanned = (
        [s for s in scene(figure, FigureMoment(at, at, 0.0), window(figure, 64, 60)).shapes if s.kind == "area"]
        for at in (0, 1)
    )
    tall = [max(y for _, y in shape.points) - min(y for _, y in shape.points) for shape in shut]
    wide = [max(x for shape in shapes for x, _ in shape.points) - min(x for shape in shapes for x, _ in shape.points)
            for shapes in (shut, fanned)]  # fmt: skip
    highest = max((point for shape in shut for point in shape.points), key=lambda point: point[1])
    assert max(tall) > LENGTHS["foot"]
    assert wide[1] > wide[0] + 2
    assert highest[0] < 0, "the right one's great toe is on its left"


@each("props", [{"cushion": {"x": 30, "height": 9}}, {"wall-front": {"width": 60, "height": 90}}])
def test_cushion_and_wall_lie_where_they_are_put_and_behind_the_person(props: dict[str, dict[str, float]]) -> None:
    (measures,) = props.values()
    figure = parse_figure({"props": props, "poses": [{}]})
    shapes = scene(figure, end_moment(figure), window(figure, 64, 60)).shapes
    thing = next(index for index, shape in enumerate(shapes) if shape.kind == "area")
    assert max(y for _, y in shapes[thing].points) == pytest.approx(measures["height"])
    middle = sum(x for x, _ in shapes[thing].points) / len(shapes[thing].points)
    assert middle == pytest.approx(measures.get("x", 0.0))
    assert shapes[thing].role in (ROLE["far-prop"], ROLE["floor"])


def test_far_limbs_are_darker() -> None:
    palette = Palette()
    every = colours(palette)
    near, far = every[ROLE["skin"]], every[ROLE["far-skin"]]
    assert far == pytest.approx([part * FAR for part in near], abs=1)
    assert ROLE["far-skin"] in indices(Film(parse_figure(MARCH), 48, 24).frame(0))


def test_the_palette_is_small_and_known_at_every_depth() -> None:
    palette = Palette()
    every = colours(palette)
    assert len(every) < 64
    for depth, highest in (("256", 255), ("16", 15)):
        numbers = terminal_colours(palette, depth)  # type: ignore[arg-type]
        assert len(numbers) == len(every)
        assert all(isinstance(number, int) and 0 <= number <= highest for number in numbers)
    near, far, lit = (terminal_colours(palette, "16")[ROLE[role]] for role in ("skin", "far-skin", "accent"))
    assert len({near, far, lit}) == 3
    assert set(terminal_colours(palette, "none")) == {None}


def test_without_colour_the_lit_muscle_is_marked() -> None:
    cells = Film(parse_figure({**SQUAT, "highlight": ["quadriceps"]}), 48, 24, depth="none").still()
    characters = {cell[0] for row in cells for cell in row}
    assert "#" in characters and "█" in characters
    assert indices(cells) == {0}


def test_only_what_changed_is_told() -> None:
    film = Film(parse_figure(MARCH), 40, 20)
    first, second = film.frame(0), film.frame(500)
    again = [list(row) for row in first]
    for row, column, run in changes(first, second):
        assert run and again[row][column : column + len(run)] != list(run)
        again[row][column : column + len(run)] = run
    assert tuple(tuple(row) for row in again) == second
    assert list(changes(second, second)) == []


def test_a_held_pose_sends_nothing() -> None:
    film = Film(parse_figure(SIDE_BEND), 40, 20)
    end = film.frame(film.length_ms)
    assert film.frame(film.length_ms + 30_000) is end
    assert film.next_change_ms(film.length_ms) is None
    assert film.next_change_ms(0) == FRAME_MS


def test_a_loop_says_when_its_next_frame_is_due_and_keeps_only_so_many() -> None:
    film = Film(parse_figure({**MARCH, "loop": 30}), 16, 10)
    seen = 0
    ms = 0
    while seen < KEPT + 20:
        step = film.next_change_ms(ms)
        assert step is not None and 0 < step <= FRAME_MS
        film.frame(ms)
        ms += step
        seen += 1
    assert len(film._kept) <= KEPT
    assert film.frame(0) == film.frame(30_000)


def test_frames_of_one_round_are_drawn_once() -> None:
    film = Film(parse_figure(MARCH), 30, 16)
    assert film.frame(0) is film.frame(2_000)


def test_a_busy_figure_shows_fewer_frames_so_that_a_slow_line_keeps_up() -> None:
    film = Film(parse_figure({**MARCH, "loop": 4}), 20, 10)
    in_a_frame = BUDGET * FRAME_MS // 1000
    for sent, frames in ((0, 1), (in_a_frame, 1), (in_a_frame + 1, 2), (3 * in_a_frame, 3)):
        assert film.next_change_ms(0, sent) == frames * FRAME_MS


def test_the_canvas_has_the_size_it_was_asked_for() -> None:
    for columns, rows in ((64, 30), (20, 12), (31, 9)):
        cells = Film(parse_figure(SQUAT), columns, rows).still()
        assert len(cells) == rows and {len(row) for row in cells} == {columns}


def test_a_shape_is_painted_where_it_lies() -> None:
    view = Window(0, 0, 1.0, 8, 8)
    raw = pixels(Scene([area("skin", [(0, 0), (4, 0), (4, 4), (0, 4)])], [], None), view, Palette(), False)
    assert raw[7 * 8] == ROLE["skin"] and raw[7 * 8 + 7] == 0 and raw[0] == 0
    mirrored = pixels(Scene([area("skin", [(0, 0), (4, 0), (4, 4), (0, 4)])], [], None), view, Palette(), True)
    assert mirrored[7 * 8 + 7] == ROLE["skin"] and mirrored[7 * 8] == 0


@pytest.mark.parametrize("size", [(64, 60), (36, 36)])
def test_nothing_of_a_shipped_figure_leaves_the_canvas(
    shipped: dict[str, Figure], moments: Moments, size: tuple[int, int]
) -> None:
    for move, figure in shipped.items():
        if figure.zoom != "full":
            continue  # a close-up cuts on purpose
        view = window(figure, *size)
        for now, (_, body) in enumerate(moments[move]):
            hidden = {f"{side}-{limb}" for side in SIDES for limb in ("arm", "leg")} & set(figure.hide)
            for name, (x, y) in body.points.items():
                if hidden and name.partition("-")[0] in ("near", "far"):
                    continue
                across, up = (x - view.left) * view.scale, (y - view.bottom) * view.scale
                assert 0 <= across <= view.width and 0 <= up <= view.height, f"{move}: {name} at {now}"


@each(
    ("figure", "closed"),
    [
        ({"poses": [{}]}, False),
        ({"poses": [{"near-fingers": 90}]}, True),
        ({"poses": [{"near-hip": -8, "near-knee": 140, "near-hand": "near-ankle"}]}, True),
        ({"view": "front", "props": ["bar"], "poses": [{"at": [0, 62], "near-hand": [14, 125]}]}, True),
    ],
)
def test_a_hand_is_flat_or_closed_round_what_it_holds(figure: dict[str, Any], closed: bool) -> None:
    read = parse_figure(figure)
    body = key_bodies(read)[0]
    drawn = Person(read, body, read.poses[0].values).hand("near", "skin")
    tip = body.points["near-finger-tip"]
    reach = min(distance(tip, point) for shape in drawn for point in shape.points)
    assert (reach > 2.0) == closed


def test_a_trunk_that_is_turned_is_drawn_narrow_and_never_as_a_line() -> None:
    figure = parse_figure(SIDE_BEND)
    body = key_bodies(figure)[0]

    def width(short: float) -> float:
        values = {**figure.poses[0].values, "short shoulders": short, "short hips": 1.0}
        tops = [shape.points for shape in Person(figure, body, values).trunk() if shape.kind == "area"]
        return max(distance(a, b) for a in tops[2] for b in tops[2])

    whole = width(1.0)
    assert width(0.8) < whole
    assert width(0.62) == width(0.3) == width(0.0) < width(0.63) < width(0.8)
