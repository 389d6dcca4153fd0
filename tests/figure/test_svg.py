"""A figure on paper and on a page: the same shapes as on the screen, as a document of its own."""

import re
import xml.dom.minidom
from typing import Any

import pytest

from stretchplayer.figure.faults import FigureFault
from stretchplayer.figure.palette import role_colours
from stretchplayer.figure.pose import Figure
from stretchplayer.figure.svg import LARGEST, PAPER, moving_svg, still_svg

Written = dict[str, dict[str, Any]]


def widths(svg: str) -> list[int]:
    return [int(x) for x in re.findall(r'd="M(\d+) ', svg)]


def test_a_side_turns_the_picture_over_and_carries_its_letter(written: Written) -> None:
    right, left = (still_svg(written["wide-side-lean"], side) for side in ("right", "left"))  # type: ignore[arg-type]
    size = int(re.search(r'viewBox="0 0 (\d+)', right)[1])  # type: ignore[index]
    assert widths(left) == pytest.approx([size - x for x in widths(right)], abs=1)
    assert ">R</text>" in right and ">L</text>" in left and right.count("<path") > 20


def test_it_is_a_document_that_tells_what_it_shows(written: Written) -> None:
    svg = moving_svg(written["squat"], "right", "Squat & <rise>", "Sit back. Stand up.")
    root = xml.dom.minidom.parseString(svg).documentElement
    assert root is not None and root.getAttribute("xmlns") == "http://www.w3.org/2000/svg"
    assert root.getAttribute("role") == "img" and "Squat &amp; &lt;rise&gt;" in svg
    assert [child.nodeName for child in root.childNodes][:2] == ["title", "desc"]
    assert 'aria-hidden="true"' in still_svg(written["squat"], "right")


def test_the_start_is_one_silhouette_and_the_end_has_eyes_and_a_lit_muscle(written: Written) -> None:
    svg = still_svg(written["ham-long-sit"], "left")
    lit, hair = (f"#{r:02x}{g:02x}{b:02x}" for r, g, b in (PAPER.accent, PAPER.hair))
    assert lit in svg and re.search(rf'fill="{hair}"[^>]*>(?:<path[^>]*>)*<circle', svg)
    ghost = re.search(r'<g fill="#ece4dd"[^>]*>(.*?)</g>', still_svg(written["squat"], "left"))
    assert ghost is not None and "fill=" not in ghost[1].replace('fill="none"', "")
    assert len(role_colours(PAPER)) == len(set(role_colours(PAPER)))


def test_every_move_moves_in_a_small_file_and_stands_still_for_whoever_asks(
    written: Written, shipped: dict[str, Figure]
) -> None:
    for move, figure in list(written.items())[::6]:
        svg = moving_svg(figure, "right", move)
        assert len(svg.encode()) <= LARGEST, move
        if len(shipped[move].poses) > 1:
            frames = svg.count('class="f')
            assert 3 <= frames <= 8 and "prefers-reduced-motion:reduce" in svg, move
            loops = shipped[move].loop_ms is not None
            assert ('class="e"' in svg) == loops and (".e{visibility:hidden}" in svg) == loops, move
            assert f"!important}}{'.e' if loops else '.l'}{{visibility:visible}}" in svg, move
        xml.dom.minidom.parseString(svg)


def test_a_wrong_figure_is_a_fault_with_its_place() -> None:
    for draw in (still_svg, moving_svg):
        with pytest.raises(FigureFault):
            draw({"view": "sideways", "poses": [{}]}, None)
