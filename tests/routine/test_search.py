"""Finding by typing."""

from stretchplayer.routine.body_parts import LAY_NAMES
from stretchplayer.routine.search import Query, filtered, nearest, rank
from tests.each import each

NAMES = ["Warm-up for a run", "Run straight ahead", "Wall calf stretch", "Cool-down after a run", "Trunk turns"]


def texts(name: str) -> tuple[str, tuple[str, ...]]:
    return name, ()


@each(
    ("query", "first"),
    [
        ("run", "Run straight ahead"),
        ("warm up", "Warm-up for a run"),
        ("CALF", "Wall calf stretch"),
        ("runk", "Trunk turns"),
    ],
)
def test_the_best_answer_comes_first(query: str, first: str) -> None:
    assert filtered(query, NAMES, texts)[0] == first


def test_every_word_has_to_be_found() -> None:
    assert rank("run neck", "Warm-up for a run", ("calves",)) is None
    assert rank("run calv", "Warm-up for a run", ("calves",)) is not None


def test_a_name_weighs_more_than_a_tag() -> None:
    better, worse = rank("legs", "Evening legs"), rank("legs", "Evening", ("legs",))
    assert better is not None and worse is not None and better < worse


def test_nothing_typed_finds_everything_in_its_order() -> None:
    assert filtered("  ", NAMES, texts) == NAMES


@each(
    ("query", "name", "more"),
    [
        ("calfs", "Evening", ("calves",)),
        ("hamstirng", "Hamstring stretch", ()),
        ("etirements", "Étirements du soir", ()),
        ("Étirements", "etirements du soir", ()),
        ("back pain", "Easy on the back", ()),
        ("lower back", "Wind down", ("spine", "glutes")),
        ("knee", "Legs", ("quadriceps",)),
        ("quads", "Evening", ("quadriceps",)),
        ("calves", "At night", ("calf",)),
        *((word, "Evening", muscles) for word, muscles in LAY_NAMES.items()),
        ("desk", "Dask break", ()),
    ],
)
def test_slips_accents_and_lay_words_are_understood(query: str, name: str, more: tuple[str, ...]) -> None:
    assert rank(query, name, more) is not None


def test_two_slips_are_forgiven_in_a_long_word_only() -> None:
    assert rank("shuoldre", "Shoulder rolls") is not None
    assert rank("froeram", "Forearm stretch") is None


@each("query", ["neck", "xyzzy", "run"])
def test_what_is_meant_otherwise_is_not_found(query: str) -> None:
    assert rank(query, "Wall calf stretch", ("calves", "soleus")) is None


@each(
    ("query", "minutes", "fits"),
    [("5 min", 5, True), ("5 min", 9, False), ("neck 10 minutes", 10, True), ("quick", 4, True), ("quick", 12, False),
     ("long", 20, True), ("neck", 90, True)],
)  # fmt: skip
def test_a_length_is_searched_for_too(query: str, minutes: int, fits: bool) -> None:
    assert Query.of(query).fits(minutes * 60_000) == fits


def test_what_answers_some_of_it_is_near() -> None:
    assert nearest("calf xyzzy", NAMES, texts) == ["Wall calf stretch"]
    assert nearest("xyzzy", NAMES, texts) == []
