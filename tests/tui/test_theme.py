"""Both themes can be read: 7:1 for what is large, 4.5:1 for words; kinds differ without colour."""

from dataclasses import replace
from itertools import combinations
from math import dist
from typing import get_args

import pytest
from rich.color import Color, ColorSystem

from stretchplayer.figure.palette import terminal_colours
from stretchplayer.playback.segments import BOUTS, KIND_WORDS, SegmentKind
from stretchplayer.tui.theme import BY_DEPTH, DAY, NIGHT, PATTERNS, STATE_PATTERNS, ScreenPalette
from stretchplayer.tui.widgets.figure_view import figure_palette

PALETTES = {"dark": NIGHT, "light": DAY, **dict(zip(("dark 256", "light 256"), BY_DEPTH["256"], strict=True))}
every_palette = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)


def luminance(colour: str) -> float:
    """As the Web Content Accessibility Guidelines define it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@every_palette
def test_what_is_large_stands_seven_to_one(palette: ScreenPalette) -> None:
    for name, colour in {"text": palette.text, "accent": palette.accent, **palette.kinds}.items():
        assert contrast(colour, palette.background) >= 7, name


@every_palette
def test_words_stand_four_and_a_half_to_one_on_every_ground(palette: ScreenPalette) -> None:
    for ground in (palette.background, palette.surface, palette.raised, *palette.states.values()):
        for colour in (palette.text, palette.soft, palette.accent, palette.warning):
            assert contrast(colour, ground) >= 4.5
    for ground in palette.states.values():
        assert all(contrast(colour, ground) >= 4.5 for colour in palette.kinds.values())


@every_palette
def test_a_lit_row_can_be_read_in_every_colour(palette: ScreenPalette) -> None:
    for colour in (palette.accent, palette.warning, *palette.kinds.values()):
        assert contrast(palette.background, colour) >= 4.5


def test_every_kind_of_bout_has_a_pattern_of_its_own() -> None:
    patterns = [PATTERNS[kind] for kind in BOUTS]
    assert len(set(patterns)) == len(patterns)
    assert (
        PATTERNS.keys()
        == KIND_WORDS.keys()
        == NIGHT.kinds.keys()
        == DAY.kinds.keys()
        == KIND_WORDS.keys()
        == set(get_args(SegmentKind))
    )


SIGHTS = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What is left of red, green and blue in each kind of sight (Machado, Oliveira and Fernandes 2009)."""


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """A colour in CIE L*a*b*, as somebody with this sight has it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in SIGHTS[sight]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@every_palette
@pytest.mark.parametrize("sight", SIGHTS)
def test_states_are_told_apart_by_every_eye_and_without_colour(palette: ScreenPalette, sight: str) -> None:
    few = palette not in (NIGHT, DAY)
    for colours, least in ((palette.states, 4 if few else 7), (palette.bands, 13)):
        assert colours.keys() == STATE_PATTERNS.keys()
        for one, other in combinations(colours, 2):
            assert dist(seen(colours[one], sight), seen(colours[other], sight)) >= least, (one, other)
    assert len(set(STATE_PATTERNS.values())) == len(STATE_PATTERNS)


@pytest.mark.parametrize("palette", BY_DEPTH["256"], ids=["dark", "light"])
def test_in_256_colours_a_figure_lies_on_the_very_ground_around_it(palette: ScreenPalette) -> None:
    for ground in (palette.background, palette.surface, palette.raised, *palette.states.values()):
        number = Color.parse(ground).downgrade(ColorSystem.EIGHT_BIT).number
        figure = figure_palette(replace(palette, background=ground))
        assert terminal_colours(figure, "256")[0] == number


@pytest.mark.parametrize("palette", BY_DEPTH["standard"], ids=["dark", "light"])
def test_sixteen_colours_keep_words_bands_and_boxes_apart(palette: ScreenPalette) -> None:
    def shown(colour: str) -> int | None:
        return Color.parse(colour).downgrade(ColorSystem.STANDARD).number

    ground = shown(palette.background)
    assert ground not in {shown(c) for c in (palette.raised, palette.faint, palette.soft, palette.accent, palette.good)}
    assert ground not in {shown(colour) for colour in palette.kinds.values()}
    assert len({shown(colour) for colour in palette.bands.values()} - {ground}) == len(palette.bands)
    assert shown(palette.text) not in (ground, shown(palette.raised))
    assert terminal_colours(figure_palette(palette), "16")[0] == ground
