"""Which key is meant by a letter that is no key: one of another script, by its place, or a capital."""

from collections.abc import Container

_LATIN = "qwertyuiopasdfghjklzxcvbnm"
_KEYBOARDS = (
    "йцукенгшщзфывапролдячсмить",  # Russian; the Ukrainian and Belarusian letters lie where these do
    "\0\0ερτυθιοπασδφγηξκλζχψωβνμ",  # Greek
    "/'קראטוןםפשדגכעיחלךזסבהנמצ",  # Hebrew
    "ضصثقفغعهخحشسيبلاتنمئءؤرلىة",  # Arabic
)
_PLACES = {
    typed: latin for keyboard in _KEYBOARDS for typed, latin in zip(keyboard, _LATIN, strict=True) if typed.isalpha()
} | {"і": "s", "ў": "o", "ς": "w"}


def by_place(character: str | None) -> str | None:
    """The Latin letter on the key that typed `character`; `None` where that is not a letter of these scripts."""
    if not character or len(character) != 1:
        return None
    latin = _PLACES.get(character.lower())
    return latin.upper() if latin and character != character.lower() else latin


def meant(key: str, own: Container[str]) -> str:
    """The key that is meant: the Latin letter in the place of another, and the small one of a capital that is none of
    its `own` keys."""
    key = by_place(key) or key
    return key if key in own or len(key) != 1 else key.lower()
