"""Big letters: a small bitmap font of our own, five pixels high, two pixels to a cell in half blocks.

Three rows of cells make one line of words that can be read from across a room.
"""

import unicodedata

HEIGHT = 5
ROWS = 3  # rows of cells for one line of letters, the sixth pixel row being the gap below

_GLYPHS = {
    "A": " ## |#  #|####|#  #|#  #",
    "B": "### |#  #|### |#  #|### ",
    "C": " ###|#   |#   |#   | ###",
    "D": "### |#  #|#  #|#  #|### ",
    "E": "####|#   |### |#   |####",
    "F": "####|#   |### |#   |#   ",
    "G": " ###|#   |# ##|#  #| ###",
    "H": "#  #|#  #|####|#  #|#  #",
    "I": "###| # | # | # |###",
    "J": "  ##|   #|   #|#  #| ## ",
    "K": "#  #|# # |##  |# # |#  #",
    "L": "#   |#   |#   |#   |####",
    "M": "#   #|## ##|# # #|#   #|#   #",
    "N": "#   #|##  #|# # #|#  ##|#   #",
    "O": " ## |#  #|#  #|#  #| ## ",
    "P": "### |#  #|### |#   |#   ",
    "Q": " ## |#  #|#  #|# # | # #",
    "R": "### |#  #|### |# # |#  #",
    "S": " ###|#   | ## |   #|### ",
    "T": "#####|  #  |  #  |  #  |  #  ",
    "U": "#  #|#  #|#  #|#  #| ## ",
    "V": "#   #|#   #| # # | # # |  #  ",
    "W": "#   #|#   #|# # #|## ##|#   #",
    "X": "#   #| # # |  #  | # # |#   #",
    "Y": "#   #| # # |  #  |  #  |  #  ",
    "Z": "####|  # | #  |#   |####",
    "0": " ## |#  #|#  #|#  #| ## ",
    "1": " # |## | # | # |###",
    "2": "### |   #| ## |#   |####",
    "3": "### |   #| ## |   #|### ",
    "4": "#  #|#  #|####|   #|   #",
    "5": "####|#   |### |   #|### ",
    "6": " ## |#   |### |#  #| ## ",
    "7": "####|   #|  # | #  | #  ",
    "8": " ## |#  #| ## |#  #| ## ",
    "9": " ## |#  #| ###|   #| ## ",
    "'": "#|#| | | ",
    ",": " | | |#|#",
    ".": " | | | |#",
    "-": "   |   |###|   |   ",
    "(": " #|# |# |# | #",
    ")": "# | #| #| #|# ",
    "/": "   #|  # | #  |#   |#   ",
    "&": " #  |# # | #  |# ##| ###",
    ":": " |#| |#| ",
    "+": "   | # |###| # |   ",
    "!": "#|#|#| |#",
    "?": "### |   #| ## |    | #  ",
    " ": "  |  |  |  |  ",
}
#: By the pixels lit: 1 upper left, 2 upper right, 4 lower left, 8 lower right.
_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_BITMAPS = {char: tuple(rows.split("|")) for char, rows in _GLYPHS.items()}


def spell(text: str) -> str | None:
    """`text` as the font can write it, in capitals without accents; `None` where it lacks a letter."""
    bare = unicodedata.normalize("NFKD", text.upper().replace("\u2019", "'").replace("\u2013", "-"))
    word = "".join(c for c in bare if not unicodedata.combining(c))
    return word if word and all(c in _BITMAPS for c in word) else None


def width(text: str, scale: int = 1) -> int:
    """Cells across that spelt `text` takes on one line."""
    return sum(len(_BITMAPS[c][0]) + 1 for c in text) * scale - scale if text else 0


def rows(scale: int = 1) -> int:
    """Rows of cells for one line of letters at a scale, without the gap below it."""
    return (HEIGHT * scale + 1) // 2


def wrap(text: str, columns: int, scale: int = 1) -> list[str] | None:
    """Words of spelt `text` in lines at most `columns` cells wide; `None` where a word is wider than that."""
    lines: list[str] = []
    for word in text.split():
        if width(word, scale) > columns:
            return None
        if lines and width(f"{lines[-1]} {word}", scale) <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _pixels(text: str, scale: int) -> list[str]:
    """Pixel rows of one line: a space is empty, anything else lit."""
    plain = [" ".join(_BITMAPS[c][y] for c in text) for y in range(HEIGHT)]
    return ["".join(c * scale for c in row) for row in plain for _ in range(scale)]


def halves(pixels: list[str]) -> list[str]:
    """Pixel rows as rows of half blocks, two pixel rows to one."""
    if len(pixels) % 2:
        pixels = [*pixels, " " * len(pixels[0])]
    blocks = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    return [
        "".join(blocks[a != " ", b != " "] for a, b in zip(upper, lower, strict=True))
        for upper, lower in zip(pixels[::2], pixels[1::2], strict=True)
    ]


def quarters(pixels: list[str]) -> list[str]:
    """Pixel rows as rows of quadrants, two by two pixels to a cell."""
    pixels = [row + " " * (len(row) % 2) for row in pixels]
    pixels = [*pixels, " " * len(pixels[0])] if len(pixels) % 2 else pixels
    return [
        "".join(
            _QUADRANTS[sum(bit << i for i, bit in enumerate((a != " ", b != " ", c != " ", d != " ")))]
            for a, b, c, d in zip(upper[::2], upper[1::2], lower[::2], lower[1::2], strict=True)
        )
        for upper, lower in zip(pixels[::2], pixels[1::2], strict=True)
    ]


def draw(text: str, scale: int = 1, *, narrow: bool = False) -> list[str]:
    """One line of spelt `text` in rows of half blocks, or of quadrants, which are half as wide."""
    if not text:
        return []
    return quarters(_pixels(text, scale)) if narrow else halves(_pixels(text, scale))
