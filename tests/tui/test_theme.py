"""Both themes can be read: 7:1 for what is large, 4.5:1 for words; kinds differ without colour."""

import pytest

from stretchplayer.playback.segments import BOUTS
from stretchplayer.tui.theme import DAY, KIND_WORDS, NIGHT, PATTERNS, ScreenPalette


def luminance(colour: str) -> float:
    """As the Web Content Accessibility Guidelines define it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [NIGHT, DAY], ids=["dark", "light"])
def test_what_is_large_stands_seven_to_one(palette: ScreenPalette) -> None:
    for name, colour in {"text": palette.text, "accent": palette.accent, **palette.kinds}.items():
        assert contrast(colour, palette.background) >= 7, name


@pytest.mark.parametrize("palette", [NIGHT, DAY], ids=["dark", "light"])
def test_words_stand_four_and_a_half_to_one_on_every_ground(palette: ScreenPalette) -> None:
    for ground in (palette.background, palette.surface, palette.raised):
        for colour in (palette.text, palette.soft, palette.accent, palette.warning):
            assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("palette", [NIGHT, DAY], ids=["dark", "light"])
def test_a_lit_row_can_be_read_in_every_colour(palette: ScreenPalette) -> None:
    for colour in (palette.accent, palette.warning, *palette.kinds.values()):
        assert contrast(palette.background, colour) >= 4.5


def test_every_kind_of_bout_has_a_pattern_of_its_own() -> None:
    patterns = [PATTERNS[kind] for kind in BOUTS]
    assert len(set(patterns)) == len(patterns)
    assert PATTERNS.keys() == KIND_WORDS.keys() == NIGHT.kinds.keys() == DAY.kinds.keys()
