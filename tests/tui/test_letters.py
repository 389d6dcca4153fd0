"""Big letters and numerals: whatever they draw is as wide and as high as they said."""

from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.tui import letters, numerals
from stretchplayer.tui.letters import Form
from tests.each import each

FORMS = st.builds(Form, st.integers(3, 12), st.integers(1, 6))


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 '(),.-/", min_size=1, max_size=20), FORMS)
def test_letters_are_as_wide_and_as_high_as_they_said(text: str, form: Form) -> None:
    rows = letters.draw(text, form)
    assert {len(row) for row in rows} == {letters.width(text, form)}
    assert len(rows) == form.rows


def test_condensed_letters_take_about_three_cells() -> None:
    text = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert letters.width(text, letters.CONDENSED) <= 3 * len(text)


def test_the_whole_latin_alphabet_can_be_spelt_and_accents_are_seen() -> None:
    latin = [chr(n) for n in (*range(0xC0, 0x180),) if chr(n).isalpha()]
    assert [c for c in latin if letters.spell(c) is None] == []
    for plain, accented in ("EÉ", "EÈ", "OÖ", "AÅ", "NÑ", "SŠ", "OØ", "LŁ"):
        assert letters.draw(letters.spell(plain)) != letters.draw(letters.spell(accented))


@given(st.sampled_from(["Neck", "Half-kneeling hip flexor stretch", "Étirement"]), st.integers(20, 200),
       st.integers(3, 30))  # fmt: skip
def test_the_largest_form_fits_and_a_bigger_place_is_used(text: str, columns: int, rows: int) -> None:
    most = Form(12, 6)
    found = letters.largest(text, columns, rows, most)
    if found is None:
        return
    form, taken = found
    lines = letters.wrap(letters.spell(text), columns, form)
    assert lines and taken == len(lines) * form.rows <= rows
    more = letters.largest(text, columns + 20, rows + 3, most)
    assert more and more[0].legibility >= form.legibility


def test_every_letter_and_digit_has_a_shape_of_its_own() -> None:
    shapes = {char: tuple(letters.draw(char)) for char in "ABCDEFGHIJKLMNPQRSTUVWXYZ12345678"}
    assert len(set(shapes.values())) == len(shapes)


@each(
    ("text", "spelt"),
    [
        ("Left leg", "LEFT LEG"),
        ("Child’s pose", "CHILD'S POSE"),
        ("Über", "U\u0308BER"),
        ("Straße", "STRASSE"),
        ("伸ばす", None),
        ("Йога", "И\u0306OГA"),
        ("Διάταση", "ΔIA\u0301TAΣH"),
        ("", None),
    ],
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


@each("rows", [3, 5, 6, 9, 14, 25, 40])
def test_numerals_differ_at_every_size(rows: int) -> None:
    assert len({tuple(numerals.draw(char, rows)) for char in "0123456789"}) == 10


@each("rows", [7, 12, 21, 33])
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


def test_cyrillic_and_greek_can_be_spelt_and_every_letter_has_a_shape_of_its_own() -> None:
    for alphabet in ("АБВГДЕЖИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"):
        spelt = [letters.spell(char) for char in alphabet]
        assert None not in spelt
        shapes = {tuple(letters.draw(char)) for char in spelt if char}
        assert len(shapes) == len(alphabet)


@each(
    ("text", "columns", "lines"),
    [
        ("股関節", 40, ("股 関 節",)),
        ("מתיחה", 40, ("מ ת י ח ה",)),
        ("股関節 伸ばす", 12, ("股 関 節", "伸 ば す")),
        ("股関節のストレッチ", 10, ("股関節のス", "トレッチ")),  # too wide set apart: in plain words, and none lost
        ("تمدد العضلات", 40, ("تمدد العضلات",)),  # its letters join
        ("हाथ", 40, ("हाथ",)),
    ],
)
def test_what_the_font_lacks_is_set_apart_where_its_letters_do_not_join(
    text: str, columns: int, lines: tuple[str, ...]
) -> None:
    assert letters.plain(text, columns) == lines
