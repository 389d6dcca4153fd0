"""Keys as a person has set them: which bindings there are by id, and what cannot be.

Textual passes over unknown ids in silence, so they are looked at here. Imported only where keys were set.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from textual.binding import Binding, BindingType
from textual.keys import Keys, _character_to_key

from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.nearest import nearest
from stretchplayer.settings.table import BadKey

Home = tuple[str, Sequence[BindingType]]
"""Where bindings are in force, by the name of its class, and the bindings."""
APP = "StretchplayerApp"
LISTS = "BrowseScreen"
#: Help in pain stays where everybody finds it, whatever else is changed.
FIXED = frozenset(("app.relief", "app.relief-anywhere", "app.interrupt"))


def known(homes: Sequence[Home]) -> dict[str, str]:
    """Every binding that can be set: its id, and the keys it has by itself."""
    return {binding.id: binding.key for _, binding in _all(homes) if binding.id and binding.id not in FIXED}


def looked_at(keys: Mapping[str, str], homes: Sequence[Home]) -> tuple[dict[str, str], dict[str, BadKey]]:
    """The keys that can be used, and what is wrong with each other one, by its id: nothing is called so, no terminal
    can send it, or it would do two things on one screen."""
    bindings = known(homes)
    good: dict[str, str] = {}
    bad: dict[str, BadKey] = {}
    for id, key in keys.items():
        if id not in bindings:
            near = nearest(id, bindings)
            bad[id] = BadKey("unknown-binding", f"nothing is called {quoted(id)}", _meant(near))
        elif wrong := [one for one in _parts(key) if not is_key(one)]:
            named = quoted(wrong[0]) if wrong[0] else "nothing"
            bad[id] = BadKey("bad-value", f"{named} for `{id}` is not a key that a terminal can send", _hint(wrong[0]))
        elif clash := _clash(id, key, {**bindings, **good}, homes):
            bad[id] = BadKey("key-clash", f"{quoted(key)} for `{id}` is taken by `{clash}`", "choose another")
        else:
            good[id] = key
    return good, bad


@cache
def _names() -> frozenset[str]:
    """What the terminal library calls the keys that it can send."""
    letters = [chr(n) for n in range(33, 127)]
    named = map(_character_to_key, letters)
    return frozenset((*(key.value for key in Keys), *letters, *named)) - {"<any>", "<bracketed-paste>", "escape"}


def is_key(name: str) -> bool:
    """Whether a terminal can send a key of this name."""
    return name in _names() or (len(name) == 1 and name.isprintable() and not name.isspace())


def _hint(wrong: str) -> str | None:
    """The name that was meant, where it can be guessed."""
    return _meant(nearest(wrong.lower().replace(" ", "").replace("-", "+"), _names()))


def _meant(near: str | None) -> str | None:
    return f"did you mean `{near}`?" if near else None


def _parts(key: str) -> list[str]:
    return [part.strip() for part in key.split(",")] if key != "," else ["comma"]


def _clash(id: str, key: str, now: Mapping[str, str], homes: Sequence[Home]) -> str | None:
    """What else has one of these keys where this binding is in force."""
    wanted = set(_parts(key))
    here = {home for home, binding in _all(homes) if binding.id == id}
    for home, binding in _all(homes):
        # The application's own keys are in force on every screen.
        together = home in here or {APP, LISTS} & {home, *here}
        if not together or binding.id == id:
            continue
        keys = now.get(binding.id, binding.key) if binding.id else binding.key
        if wanted & {part.strip() for part in keys.split(",")}:
            return binding.id or binding.description.lower()
    return None


def _all(homes: Sequence[Home]) -> list[tuple[str, Binding]]:
    return [(name, binding) for name, bindings in homes for binding in bindings if isinstance(binding, Binding)]
