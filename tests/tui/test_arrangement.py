"""The player screen's arrangement: everything inside, nothing over anything else, at every size."""

from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.library.loader import load
from stretchplayer.library.shelf import shelf
from stretchplayer.playback.player import Player
from stretchplayer.playback.shown import steps
from stretchplayer.tui import arrangement, display, letters, numerals
from stretchplayer.words.wrapping import wrap
from tests.each import each
from tests.tui.conftest import MOVES, Clock, timeline

PLAN = timeline()


def displays() -> list[display.Display]:
    """A display of every segment of the routine."""
    found = []
    for segment in PLAN.segments[:-1]:
        player = Player(PLAN, Clock())
        player.start()
        player.jump(segment.index)
        found.append(display.display_of(player, MOVES, steps(PLAN)))
    return found


DISPLAYS = displays()


@given(st.sampled_from(DISPLAYS), st.integers(36, 300), st.integers(9, 80), st.booleans(), st.booleans())
def test_parts_lie_inside_and_never_over_one_another(
    shown: display.Display, width: int, height: int, figure: bool, fill: bool
) -> None:
    boxes = arrangement.arrange(width, height, shown, figure=figure, fill=fill).boxes
    for box in boxes.values():
        assert box.x >= 0 and box.y >= 0 and box.width > 0 and box.height > 0
        assert box.x + box.width <= width
        assert box.y + box.height <= height
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        apart = a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
        assert apart, (one, other)


@given(st.sampled_from(DISPLAYS), st.integers(40, 300), st.integers(11, 80), st.booleans())
def test_what_must_be_there_is_there_whole(shown: display.Display, width: int, height: int, figure: bool) -> None:
    plan = arrangement.arrange(width, height, shown, figure=figure)
    boxes = plan.boxes
    assert {"ribbon", "title", "digits", "bar"} <= boxes.keys()
    assert ("side" in boxes) == bool(shown.side)
    for part, text in (("title", shown.title), ("side", shown.widest_side)):
        if form := plan.forms.get(part):
            lines = letters.wrap(letters.spell(text), boxes[part].width, form)
            assert lines and len(lines) * form.rows <= boxes[part].height
    assert ("next" in boxes) == bool(shown.next)
    title = boxes["title"]
    if "title" not in plan.forms:
        assert len(wrap(shown.title, title.width)) <= title.height
    if shown.next and "next" not in plan.forms and (width >= 60 or height >= 16):
        assert len(arrangement.next_lines(shown, boxes["next"].width)) <= boxes["next"].height
    assert numerals.fit(shown.longest, boxes["digits"].width, boxes["digits"].height)


@each("shown", DISPLAYS)
def test_more_room_makes_name_and_digits_larger(shown: display.Display) -> None:
    def sizes(width: int, height: int) -> tuple[float, int]:
        plan = arrangement.arrange(width, height, shown)
        box = plan.boxes["digits"]
        return plan.forms["title"].legibility, numerals.fit(shown.longest, box.width, box.height)

    steps = [sizes(100, height) for height in range(23, 60, 3)]
    assert all(later[0] >= earlier[0] for earlier, later in pairwise(steps))
    assert steps[-1][0] > steps[0][0] and steps[-1][1] > steps[0][1]


@each(("width", "height", "rows"), [(80, 24, 3), (100, 30, 4), (120, 40, 5)])
def test_the_name_of_every_step_of_every_shipped_routine_can_be_read_from_afar(
    width: int, height: int, rows: int
) -> None:
    small = []
    for shown, routine in every_step().items():
        for fill in (False, True):
            plan = arrangement.arrange(width, height - 1, shown, figure=True, fill=fill)
            form = plan.forms.get("title")
            if form is None or form.rows < rows:
                small.append((routine, shown.title, form))
            assert form is None or "side" not in plan.forms or plan.forms["side"].rows <= form.rows
    assert small == []


def test_on_the_lowest_screen_the_name_is_large_wherever_it_fits_over_the_digits() -> None:
    large = 0
    for shown in every_step():
        plan = arrangement.arrange(40, 11, shown)
        form = plan.forms.get("title")
        large += form is not None
        title, digits = plan.boxes["title"], plan.boxes["digits"]
        if form and title.y < digits.y:
            assert title.width == 38 and numerals.fit(shown.longest, digits.width, digits.height) > form.rows
    assert large > len(every_step()) * 0.4


@cache
def every_step() -> dict[display.Display, str]:
    """What is shown in every step of every shipped routine, once each, with a routine that it is in. The numbers that
    count are those at its beginning: nothing is placed by them."""
    found: dict[display.Display, str] = {}
    for entry in shelf():
        if entry.category == "relief" or not entry.playable:
            continue
        loaded = load(entry.path)
        assert loaded.timeline is not None
        player = Player(loaded.timeline, Clock())
        player.start()
        numbers = steps(loaded.timeline)
        for segment in loaded.timeline.segments:
            player.jump(segment.index)
            shown = display.display_of(player, loaded.moves, numbers)
            found.setdefault(replace(shown, left="10:00", step=1, steps=9), entry.id)
    return found


@each(("width", "height"), [(80, 23), (120, 39), (200, 60)])
def test_the_far_layout_has_the_largest_digits(width: int, height: int) -> None:
    for shown in DISPLAYS:
        near = arrangement.arrange(width, height, shown).boxes["digits"]
        far = arrangement.arrange(width, height, shown, fill=True).boxes["digits"]
        assert numerals.fit(shown.longest, far.width, far.height) >= numerals.fit(
            shown.longest, near.width, near.height
        )
        assert "how" not in arrangement.arrange(width, height, shown, fill=True).boxes


def test_a_figure_has_a_place_from_about_80_columns() -> None:
    assert "figure" in arrangement.arrange(80, 23, DISPLAYS[1], figure=True).boxes
    assert "figure" not in arrangement.arrange(60, 23, DISPLAYS[1], figure=True).boxes
    assert "figure" not in arrangement.arrange(80, 23, DISPLAYS[1]).boxes


@each(("width", "height", "rows"), [(80, 23, 17), (100, 29, 22), (120, 39, 26)])
def test_the_figure_is_tall_enough_for_a_person_to_be_understood(width: int, height: int, rows: int) -> None:
    for move in MOVES:
        shown = replace(DISPLAYS[1], title=move.name, how=move.how)
        box = arrangement.arrange(width, height, shown, figure=True).boxes["figure"]
        assert box.height >= rows, (move.name, box)


@each(("width", "height"), [(35, 20), (80, 8), (10, 3), (1, 1)])
def test_too_small_a_screen_still_says_what_matters(width: int, height: int) -> None:
    plan = arrangement.arrange(width, height, DISPLAYS[3])
    assert plan.small
    lines = arrangement.small_lines(DISPLAYS[3], 30)
    assert lines[0].startswith(DISPLAYS[3].digits)
    assert "room" in " ".join(lines)
