"""Big letters and numerals: whatever they draw is as wide and as high as they said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.tui import letters, numerals


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 '(),.-/", min_size=1, max_size=20), st.integers(1, 3))
def test_letters_are_as_wide_as_they_said(text: str, scale: int) -> None:
    rows = letters.draw(text, scale)
    assert {len(row) for row in rows} == {letters.width(text, scale)}
    assert len(rows) == letters.rows(scale)
    assert set("".join(rows)) <= set(" ▀▄█")


def test_every_letter_and_digit_has_a_shape_of_its_own() -> None:
    shapes = {char: tuple(letters.draw(char)) for char in "ABCDEFGHIJKLMNPQRSTUVWXYZ12345678"}
    assert len(set(shapes.values())) == len(shapes)


@pytest.mark.parametrize(
    ("text", "spelt"),
    [("Left leg", "LEFT LEG"), ("Child’s pose", "CHILD'S POSE"), ("Über", "UBER"), ("伸ばす", None), ("", None)],
)
def test_spells_what_it_has_letters_for(text: str, spelt: str | None) -> None:
    assert letters.spell(text) == spelt


@given(st.lists(st.sampled_from(["CALF", "STRETCH", "A", "STANDING"]), min_size=1, max_size=6), st.integers(20, 80))
def test_wrapped_letters_fit_and_lose_no_word(words: list[str], columns: int) -> None:
    lines = letters.wrap(" ".join(words), columns)
    if lines is None:
        assert any(letters.width(word) > columns for word in words)
    else:
        assert all(letters.width(line) <= columns for line in lines)
        assert " ".join(lines).split() == words


@given(st.text(alphabet="0123456789:", min_size=1, max_size=5), st.integers(3, 30))
def test_numerals_are_as_large_as_they_said(text: str, rows: int) -> None:
    drawn = numerals.draw(text, rows)
    assert len(drawn) == rows
    assert {len(row) for row in drawn} == {numerals.width(text, rows)}


@pytest.mark.parametrize("rows", [3, 5, 6, 9, 14, 25, 40])
def test_numerals_differ_at_every_size(rows: int) -> None:
    assert len({tuple(numerals.draw(char, rows)) for char in "0123456789"}) == 10


@pytest.mark.parametrize("rows", [7, 12, 21, 33])
def test_round_numerals_are_symmetrical(rows: int) -> None:
    for char in "08":
        for line in numerals.draw(char, rows):
            assert line == line[::-1]


@given(st.text(alphabet="0123456789:", min_size=1, max_size=7), st.integers(10, 200), st.integers(3, 30))
def test_fit_takes_the_largest_size_that_fits(text: str, columns: int, rows: int) -> None:
    found = numerals.fit(text, columns, rows)
    if found:
        assert numerals.width(text, found) <= columns
        assert found == rows or numerals.width(text, found + 1) > columns
    else:
        assert numerals.width(text, 3) > columns
