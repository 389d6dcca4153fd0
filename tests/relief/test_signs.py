"""Which signs a page holds, in which order, and what the health card adds."""

from itertools import product

from stretchplayer.relief.muscles import ALL
from stretchplayer.relief.record import Card
from stretchplayer.relief.signs import A_PAGE, SIGNS, first_page, pages, rows_of
from stretchplayer.routine.terms import Relieves
from tests.each import each
from tests.relief.helpers import Visit

EVERYTHING = Card(*[True] * len(Card._fields))


@each(
    ("muscle", "card", "first", "next"),
    [
        # Where there is room, in its group; a limb's own sign is on the first page of no other place.
        ("hamstring", Card(statin=True), "N1 N4 N6 N10 T1 T2 T4 T5", ""),
        ("hamstring", Card(water_tablets=True), "N1 N4 N6 N10 N14 T1 T2 T4", ""),
        ("stitch", Card(statin=True), "N1 N2 N11 N15 T9 T4", "T5"),
        ("shin", Card(no_heat=True), "N1 N4 N5 T1 T4 T8", ""),
        ("groin", Card(no_heat=True, thinners=True), "N1 N4 N6 N12 T1 T4 T8 T10", ""),
        ("stitch", Card(no_heat=True), "N1 N2 N11 N15 T9 T4", "T8"),
        ("thigh", Card(thinners=True), "N1 N4 N5 N10 T1 T2 T4 T10", ""),
        ("thigh", Card(pregnant=True), "N1 N4 N5 N10 T1 T2 T4 T9", ""),
        ("thigh", Card(after_birth=True), "N1 N4 N5 N10 T1 T2 T4 T9", ""),
        # What is there already is there once.
        ("stitch", Card(pregnant=True), "N1 N2 N11 N15 T9 T4", ""),
        ("foot", Card(no_heat=True), "N1 N4 N10 T1 T3 T6 T8 T4", ""),
        # A full page gives up T3 for one of the card's, and the others head page two.
        ("calf", Card(water_tablets=True), "N1 N4 N5 N10 N14 T1 T2 T4", ""),
        ("calf", Card(statin=True, water_tablets=True), "N1 N4 N5 N10 T1 T2 T4 T5", "N14"),
        ("hand", Card(statin=True), "N1 N2 N3 N4 N9 T1 T6 T4", "T5"),
        ("hand", Card(after_birth=True), "N1 N2 N3 N4 N9 T1 T6 T4", "T9"),
        ("neck", Card(water_tablets=True, thinners=True), "N8 N7 N1 N2 N3 T11 D6", "N14 T10"),
        ("calf", EVERYTHING, "N1 N4 N5 N10 T1 T2 T4 T5", "N14 T8 T10 T9"),
    ],
)
def test_what_the_card_adds(muscle: Relieves, card: Card, first: str, next: str) -> None:
    assert first_page(muscle, card) == tuple(first.split())
    rest = [sign for page in pages(muscle, card)[1:] for sign in page]
    added = next.split()
    assert rest[: len(added)] == added
    assert rest[len(added) :] == [sign for sign in SIGNS if sign not in (*first.split(), *added)]


@each(("muscle", "card"), product([None, *ALL], [None, Card(pregnant=True, statin=True), EVERYTHING]))
def test_every_sign_is_on_one_page_and_every_page_fits(muscle: Relieves | None, card: Card | None) -> None:
    found = pages(muscle, card)
    on_a_page = [sign for page in found for sign in page]
    assert sorted(on_a_page) == sorted(SIGNS)
    assert all(page and rows_of(page) <= A_PAGE for page in found)
    assert muscle is not None or on_a_page == list(SIGNS)


def test_a_heading_takes_a_row() -> None:
    assert [rows_of(page.split()) for page in ("N1", "N1 T1", "T1 T2", "D1", "N1 T1 D1", "")] == [1, 3, 3, 2, 5, 0]


def test_the_way_back_is_on_a_full_page() -> None:
    visit = Visit("neck", {"card": EVERYTHING}).press("w")
    assert visit.screen()[-2:] == ["DIGIT: I have this one      SPACE more", "W or ESC: none of these, go back"]


def test_on_paper_signs_have_headings_and_no_numbers_to_type() -> None:
    from stretchplayer.runs.relief_pages import signs_of
    from stretchplayer.settings.table import Settings

    lines = signs_of(Settings(), ("calf",))
    assert [line for line in lines if line in {sign.text for sign in SIGNS.values()}] == [
        SIGNS[id].text for id in first_page("calf")
    ]
    assert len(lines) > len(first_page("calf")) and not any(line[0].isdigit() for line in lines)
