"""A person's own keys: used, or said why not; help in pain stays where it is."""

from stretchplayer.runs.request import RunRequest
from stretchplayer.settings.table import Settings
from stretchplayer.tui.app import StretchplayerApp, homes
from stretchplayer.tui.keymap import FIXED, known, looked_at
from stretchplayer.tui.pages import open_library
from stretchplayer.tui.screens.settings import SettingsScreen
from stretchplayer.words.other_keyboards import by_place, meant
from tests.each import each
from tests.tui.conftest import services_with


def test_every_binding_with_an_id_can_be_named() -> None:
    ids = known(homes())
    assert ids["player.pause"] == "space"
    assert not FIXED & set(ids)
    assert looked_at({"player.pause": "x", "library.play": "f9"}, homes()) == (
        {"player.pause": "x", "library.play": "f9"},
        {},
    )


@each(
    ("keys", "says"),
    [
        ({"player.puase": "x"}, "did you mean `player.pause`?"),
        ({"player.pause": "n"}, "taken by `player.next`"),
        ({"player.pause": "c"}, "taken by `app.relief`"),
        ({"app.relief": "x"}, "nothing is called `app.relief`"),
        ({"player.pause": "x", "player.next": "x"}, "taken by `player.pause`"),
        ({"evil\x1b[2J": "x"}, "nothing is called"),
    ],
)
def test_what_cannot_be_is_said_and_left_out(keys: dict[str, str], says: str) -> None:
    good, bad = looked_at(keys, homes())
    (said,) = (f"{one.message}; {one.help}" for one in bad.values())
    assert says in said
    assert "\x1b" not in said
    assert len(good) == len(keys) - 1


async def test_a_key_that_was_set_works_and_the_old_one_does_not() -> None:
    services = services_with(shelf=lambda: (), timers=False)
    request = RunRequest(settings=Settings(sound="off", keys={"library.settings": "f7"}))
    app = StretchplayerApp(open_library, request=request, services=services)
    async with app.run_test() as pilot:
        await pilot.press("f7")
        await pilot.pause()
        assert isinstance(app.screen, SettingsScreen)


@each(
    ("key", "good"),
    [
        ("x", True), ("ctrl+n", True), ("f9", True), ("shift+up", True), ("semicolon", True), ("ж", True),
        ("blah", False), ("Ctrl+N", False), ("f99", False), ("shift+n", False), ("", False), ("x, blah", False),
    ],
)  # fmt: skip
def test_a_key_that_no_terminal_sends_is_said(key: str, good: bool) -> None:
    keys, said = looked_at({"player.voice": key}, homes())
    assert bool(keys) == good and bool(said) != good, said
    assert good or "is not a key that a terminal can send" in said["player.voice"].message


@each(("typed", "latin"), [("с", "c"), ("т", "n"), ("Ш", "I"), ("ψ", "c"), ("ב", "c"), ("ؤ", "c"),
                                              ("c", None), ("é", None), ("", None)])  # fmt: skip
def test_letters_of_other_keyboards_are_keys_by_their_place(typed: str, latin: str | None) -> None:
    assert by_place(typed) == latin


@each(
    ("typed", "own", "key"),
    [("P", "", "p"), ("V", "V", "V"), ("З", "", "p"), ("v", "V", "v"), ("F2", "", "F2"), ("+", "", "+"), ("", "", "")],
)
def test_a_capital_is_its_letter_where_it_is_no_key_of_its_own(typed: str, own: str, key: str) -> None:
    assert meant(typed, tuple(own)) == key
