"""From pixels to cells: the two colours that leave the least error, in blocks that the terminal draws."""

import unicodedata
from itertools import product

from stretchplayer.figure.cells import CHARACTERS, GRID, Blocks, blocks_for, cells
from stretchplayer.figure.film import Film
from stretchplayer.figure.palette import ROLE, Palette, colours, terminal_colours
from stretchplayer.figure.parse import parse_figure
from stretchplayer.tui.theme import DAY, NIGHT
from stretchplayer.tui.widgets.figure_view import figure_palette
from tests.each import each
from tests.figure.conftest import MARCH, SQUAT


@each("blocks", ["halves", "quadrants", "octants"])
def test_every_pattern_of_two_colours_is_drawn_as_it_is(blocks: Blocks) -> None:
    wide, tall = GRID[blocks]
    for bits in product((0, 1), repeat=wide * tall):
        ((cell,),) = cells(bytes(bits), 1, Palette(), blocks=blocks)
        character, ink, ground = cell
        pattern = CHARACTERS[blocks].index(character)
        shown = tuple(ink if pattern >> n & 1 else ground for n in range(wide * tall))
        # A single pixel in a corner of eight is a character that kitty 0.41 shows as a box.
        lone = blocks == "octants" and sum(bits) in (1, 7) and (bits.index(sum(bits) == 1) in (0, 1, 6, 7))
        assert character not in "\U0001cea8\U0001ceab\U0001cea3\U0001cea0"
        assert shown == ((sum(bits) == 7,) * 8 if lone else bits)


def test_the_blocks_are_those_of_unicode() -> None:
    assert len(set(CHARACTERS["octants"])) == 256 and len(set(CHARACTERS["quadrants"])) == 16
    assert CHARACTERS["octants"][254] == "\U0001cde5" and CHARACTERS["octants"][4] == "\U0001cd00"
    for bits, character in enumerate(CHARACTERS["quadrants"]):
        whole = sum(0b101 << (4 * (n // 2) + n % 2) for n in range(4) if bits >> n & 1)
        assert CHARACTERS["octants"][whole] == character, unicodedata.name(character)


def test_of_three_colours_the_two_with_the_least_error_are_kept() -> None:
    skin, far = ROLE["skin"], ROLE["far-skin"]
    ((cell,),) = cells(bytes((0, 0, skin, far)), 1, Palette(), blocks="quadrants")
    assert cell[0] == "▄" and cell[2] == 0 and cell[1] in (skin, far)


@each(
    ("environ", "blocks"),
    [
        ({}, "quadrants"),
        ({"TERM": "xterm-256color"}, "quadrants"),
        ({"TERM": "xterm-kitty"}, "quadrants"),
        ({"VTE_VERSION": "8200", "TMUX": "1"}, "quadrants"),
        ({"TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.1.3"}, "quadrants"),
        ({"TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.2.0"}, "octants"),
        ({"VTE_VERSION": "7603"}, "quadrants"),
        ({"VTE_VERSION": "8200"}, "octants"),
        ({"TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20240203-110809-5046fc22"}, "quadrants"),
    ],
)
def test_octants_only_where_the_terminal_is_known_to_draw_them(environ: dict[str, str], blocks: str) -> None:
    assert blocks_for("auto", environ) == blocks
    assert blocks_for("halves", environ) == "halves"


def luminance(colour: tuple[int, int, int]) -> float:
    parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@each(
    ("palette", "role"),
    product(
        [figure_palette(NIGHT), figure_palette(DAY), Palette()], ["hair", "shorts", "shoe", "skin", "top", "accent"]
    ),
)
def test_clothes_hair_and_skin_stand_out_from_every_ground(palette: Palette, role: str) -> None:
    every = colours(palette)
    one, two = sorted((luminance(every[ROLE[role]]), luminance(every[0])))
    least = 2.3 if role in ("skin", "accent") and luminance(every[0]) > 0.5 else 3.0
    assert (two + 0.05) / (one + 0.05) >= least


@each("depth", ["true", "256", "16"])
def test_the_floor_is_never_in_the_colour_of_clothes(depth: str) -> None:
    film = Film(parse_figure({"poses": [{}]}), 40, 20, depth=depth)  # type: ignore[arg-type]
    known = terminal_colours(film.palette, film.depth)
    clothes = {known[ROLE[role]] for role in ("shorts", "far-shorts", "top", "far-top")}
    for row in film.frame(0)[-2:]:
        for _, ink, ground in (row[0], row[3], row[-1]):
            assert not {known[ink], known[ground]} & clothes


def test_without_colour_the_start_does_not_lie_over_the_body() -> None:
    for figure in (MARCH, SQUAT):
        film = Film(parse_figure(figure), 40, 20, depth="none")
        assert not any(cell[0] == "." for row in film.still() for cell in row)
