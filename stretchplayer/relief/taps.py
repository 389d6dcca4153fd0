"""The quick answers after a cramp: one key each, written at once, and the same key again takes it back."""

from stretchplayer.relief.note import CAME_WITH, CrampNote, NoteSide

SIDES: dict[str, NoteSide] = {"l": "left", "r": "right", "b": "both"}
_LETTERS = dict(CAME_WITH)


def tap(note: CrampNote, key: str) -> CrampNote:
    """The note after `key`: a side, how bad the worst moment was (0 to 9, `+` is 10, arrows move), what it came with.

    Any other key leaves it as it is.
    """
    if key in SIDES:
        side = SIDES[key]
        return note._replace(side=None if note.side == side else side)
    if key in ("+", "plus") or (len(key) == 1 and key in "0123456789"):
        severity = 10 if key in ("+", "plus") else int(key)
        return note._replace(severity=None if note.severity == severity else severity)
    if key in ("up", "down"):
        if note.severity is None:
            return note._replace(severity=5)
        return note._replace(severity=min(10, max(0, note.severity + (1 if key == "up" else -1))))
    if key in _LETTERS:
        word, had = _LETTERS[key], note.came_with
        return note._replace(came_with=tuple(w for w in had if w != word) if word in had else (*had, word))
    return note
