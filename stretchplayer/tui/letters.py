"""Big letters: a small bitmap font of our own, in quadrant blocks, as wide and as high as there is room for.

A glyph is five pixels high, and one more above it holds an accent and parts the lines. Condensed, with one pixel to
half a cell, a letter takes about three cells and can be read from across a room.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from stretchplayer.words.wrapping import cells
from stretchplayer.words.wrapping import wrap as wrap_words

_FONT = """
A    B    C    D    E    F    G    H    I   J    K    L    M     N     O    P    Q    R    S
 ##  ###   ### ###  #### ####  ### #  # ###   ## #  # #    #   # #   #  ##  ###   ##  ###   ###
#  # #  # #    #  # #    #    #    #  #  #     # # #  #    ## ## ##  # #  # #  # #  # #  # #
#### ###  #    #  # ###  ###  # ## ####  #     # ##   #    # # # # # # #  # ###  #  # ###   ##
#  # #  # #    #  # #    #    #  # #  #  #  #  # # #  #    #   # #  ## #  # #    # #  # #     #
#  # ###   ### ###  #### #     ### #  # ###  ##  #  # #### #   # #   #  ##  #     # # #  # ###

T     U    V     W     X     Y     Z    0    1   2    3    4    5    6    7    8    9    ' , . -
##### #  # #   # #   # #   # #   # ####  ##   #  ###  ###  #  # ####  ##  ####  ##   ##  #
  #   #  # #   # #   #  # #   # #    #  #  # ##     #    # #  # #    #       # #  # #  # #
  #   #  #  # #  # # #   #     #    #   #  #  #   ##   ##  #### ###  ###    #   ##   ###       ###
  #   #  #  # #  ## ##  # #    #   #    #  #  #  #       #    #    # #  #  #   #  #    #   #
  #    ##    #   #   # #   #   #   ####  ##  ### #### ###     # ###   ##   #    ##   ##    # #

(  )  /    &    : +   ! ?    Æ      Œ      Ø     Ł    Đ     Þ    Ŋ    Ə    ʼ %    ×   =   "   ; °
 # #     #  #         # ###   #####  #####  ###   #    ###  #    #  # ###  # #  #         # #   ##
#   #   #  # #  #  #  #    # # #    # #    #  ##  #    #  # ###  ## #    # #   #  # # ### # # # ##
#   #  #    #     ### #  ##  #####  # ###  # # # ##   ### # #  # # ## ####    #    #
#   # #    # ## #  #         # #    # #    ##  #  #    #  # ###  #  # #  #   #  # # # ###     #
 # #  #     ###       #  #   # ####  ##### ###    ###  ###  #      #   ##       #             #

· Б    Г    Д     Є    Ж     И     Л     П    Ф     Ц     Ч    Ш     Щ      Ъ     Ы     Ь    Э
  #### ####  ###   ### # # # #   #  #### ####  ###  #  #  #  # # # # # # #  ##    #   # #    ###
  #    #     # #  #    # # # #  ##  #  # #  # # # # #  #  #  # # # # # # #   #    #   # #       #
# ###  #     # #  ###   ###  # # #  #  # #  # # # # #  #   ### # # # # # #   ###  ##  # ###   ###
  #  # #    ##### #    # # # ##  #  #  # #  #  ###  #####    # # # # ######  #  # # # # #  #    #
  ###  #    #   #  ### # # # #   # #   # #  #   #       #    # #####      #  ###  ##  # ###  ###

Ю      Я    Δ     Θ     Λ     Ξ    Σ    Ψ     Ω
#  ##   ###   #    ###    #   #### #### # # #  ###
# #  # #  #  # #  #   #  # #        #   # # # #   #
###  #  ###  # #  # # #  # #   ##    #   ###  #   #
# #  #  # # #   # #   # #   #       #     #    # #
#  ##  #  # #####  ###  #   # #### ####   #   ## ##
"""
"""Letters as they look; the name of each is above its first column, and it is as wide as the next one leaves room for.
"""


def _bitmaps() -> dict[str, tuple[str, ...]]:
    """The five rows of each letter."""
    found: dict[str, tuple[str, ...]] = {" ": ("  ",) * 5}
    for band in _FONT.strip("\n").split("\n\n"):
        names, *rows = band.split("\n")
        end = max(map(len, rows)) + 1
        for start in reversed([column for column, name in enumerate(names) if name != " "]):
            found[names[start]] = tuple(row[start : end - 1].ljust(end - 1 - start) for row in rows)
            end = start
    return found


_BITMAPS = _bitmaps()
_ACCENTS = {
    "\u0300": "##  ", "\u0301": "  ##", "\u0302": " ## ", "\u0303": "####", "\u0304": "####", "\u0306": "#  #",
    "\u0307": " ## ", "\u0308": "#  #", "\u030a": " ## ", "\u030b": " # #", "\u030c": "#  #", "\u0309": "  # ",
}  # fmt: skip
"""The row above a letter for each combining mark; marks below have no room and leave their letter as it is."""
_OTHER_WAYS = {"\u2019": "'", "\u2018": "'", "\u2013": "-", "\u2014": "-", "Ð": "Đ", "Ħ": "H", "Ŧ": "T", "ĸ": "K",
               "\u00a0": " ", "\u2011": "-", "\u201c": '"', "\u201d": '"', "\u2026": "...", "Ґ": "Г", "З": "3",
               **dict(zip("АВЕКМНОРСТУХІЈЅ" "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧΓΠΦ", "ABEKMHOPCTYXIJS" "ABEZHIKMNOPTYXГПФ",
                          strict=True))}  # fmt: skip
"""Letters of the same shape: Cyrillic and Greek capitals look like Latin ones, or like each other."""
_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"


class Form(NamedTuple):
    """How large letters stand: rows of cells for one line, and half cells for one pixel across."""

    rows: int
    x: int = 1

    @property
    def pixels(self) -> int:
        """Rows of pixels for a letter, without the one above it."""
        return 2 * self.rows - 1

    @property
    def legibility(self) -> float:
        """What the eye has at a distance: the height, as far as width and weight of the strokes keep up with it."""
        return min(2.0 * self.rows, 2.75 * self.x / 0.45) * (1.0 if self.x == 1 else 1.3)


CONDENSED = Form(3)
NORMAL = Form(3, 2)
#: Forms that are neither much taller nor much wider than letters are, the most legible first.
FORMS = tuple(
    sorted(
        (form for form in (Form(rows, x) for rows in range(3, 13) for x in range(1, 7))
         if 0.27 <= 2.75 * form.x / (2 * form.rows) <= 1.4),
        key=lambda form: (-form.legibility, -form.rows, form.x),
    )
)  # fmt: skip


def spell(text: str) -> str | None:
    """`text` as the font writes it, in capitals; `None` where it lacks a letter, as for other scripts."""
    # Before the accents come off, and after: `Ё` is not a Latin letter, what is left of it is.
    apart = unicodedata.normalize("NFKD", "".join(_OTHER_WAYS.get(c, c) for c in text.upper()))
    word = "".join(_OTHER_WAYS.get(c, c) for c in apart)
    known = all(c in _BITMAPS or unicodedata.combining(c) for c in word)
    return word if word and known and not unicodedata.combining(word[0]) else None


_SEPARATE = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "HEBREW", "GEORGIAN", "ARMENIAN", "CHEROKEE", "ETHIOPIC",
             "LATIN", "CYRILLIC", "GREEK")  # fmt: skip
"""How the names of letters begin that can be set apart; those of other scripts join or combine."""


@lru_cache(maxsize=256)
def plain(text: str, columns: int) -> tuple[str, ...]:
    """Lines of a text that the font cannot write: with a blank between its letters, so that it is as wide as can be.

    Terminals have no larger letters of their own that every one of them would draw. Letters that join stay together.
    """
    together = any(
        unicodedata.combining(c) or (c.isalpha() and not unicodedata.name(c, "").startswith(_SEPARATE)) for c in text
    )
    apart = text if together or spell(text) else " ".join("\u00a0".join(word) for word in text.split())
    fits = cells(max(apart.split(" "), key=cells, default="")) <= columns
    return tuple(line.replace("\u00a0", " ") for line in wrap_words(apart if fits else text, columns))


def _glyphs(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each letter's row above it and its bitmap."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for char in text:
        if not unicodedata.combining(char):
            found.append(("", _BITMAPS[char]))
        elif found and char in _ACCENTS:
            found[-1] = (_ACCENTS[char], found[-1][1])
    return found


def width(text: str, form: Form = NORMAL) -> int:
    """Cells across that spelt `text` takes on one line."""
    return -(-_across(text) * form.x // 2)


@lru_cache(maxsize=1024)
def _across(text: str) -> int:
    return max(0, sum(len(bitmap[0]) + 1 for _, bitmap in _glyphs(text)) - 1)


def wrap(text: str, columns: int, form: Form = NORMAL) -> list[str] | None:
    """Words of spelt `text` in lines at most `columns` cells wide; `None` where a word is wider than that."""
    lines: list[str] = []
    for word in text.split():
        if width(word, form) > columns:
            return None
        if lines and width(f"{lines[-1]} {word}", form) <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=256)
def largest(text: str, columns: int, rows: int, most: Form, least: Form = CONDENSED) -> tuple[Form, int] | None:
    """The most legible form up to `most` in which `text` fits into `columns` and `rows`, with the rows it takes."""
    word = spell(text)
    if word is None:
        return None
    fitting = [
        (form, len(lines) * form.rows)
        for form in FORMS
        if least.rows <= form.rows <= most.rows and form.x <= most.x and (lines := wrap(word, columns, form))
        if len(lines) * form.rows <= rows
    ]
    return max(fitting, key=lambda one: (one[0].legibility, one[0]), default=None)


def _stretched(form: Form) -> list[int]:
    """Which row of the bitmap each row of pixels shows: bars stay thin, what is between them grows."""
    bar = max(1, round(form.pixels / 7))
    legs = form.pixels - 3 * bar
    counts = (bar, -(-legs // 2), bar, legs // 2, bar)
    return [row for row, count in enumerate(counts) for _ in range(count)]


def _pixels(text: str, form: Form) -> list[str]:
    """Rows of pixels of one line, the row for accents on top: a space is empty, anything else is drawn."""
    found = _glyphs(text)
    above = " ".join(accent.center(len(bitmap[0]))[: len(bitmap[0])] for accent, bitmap in found)
    rows = [above, *(" ".join(bitmap[y] for _, bitmap in found) for y in _stretched(form))]
    return ["".join(c * form.x for c in row) for row in rows]


def quadrants(pixels: list[str]) -> list[str]:
    """Rows of pixels as rows of quadrant blocks, two by two to a cell."""
    across = max(map(len, pixels))
    across += across % 2
    padded = [row.ljust(across) for row in pixels]
    if len(padded) % 2:
        padded.append(" " * across)
    return [
        "".join(
            _QUADRANTS[
                (upper[x] != " ") + 2 * (upper[x + 1] != " ") + 4 * (lower[x] != " ") + 8 * (lower[x + 1] != " ")
            ]
            for x in range(0, across, 2)
        )
        for upper, lower in zip(padded[::2], padded[1::2], strict=True)
    ]


def halves(pixels: list[str]) -> list[str]:
    """Rows of pixels as rows of half blocks, one above the other in a cell."""
    return quadrants(["".join(c * 2 for c in row) for row in pixels])


def draw(text: str, form: Form = NORMAL) -> list[str]:
    """One line of spelt `text` in rows of quadrant blocks."""
    return quadrants(_pixels(text, form)) if text else []


@lru_cache(maxsize=64)
def lines(text: str, columns: int, form: Form) -> tuple[str, ...]:
    """All rows of `text` in big letters; none where the font lacks one of them or a word is too wide."""
    return tuple(row for line in wrap(spell(text) or "", columns, form) or () for row in draw(line, form))
