"""Letters typed on a keyboard of another script: which key of a Latin keyboard each is, by its place."""

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
