"""The languages that the voice has phrases for, from the generated `assets/languages.json`."""

import json
from functools import lru_cache

from stretchplayer.library import places
from stretchplayer.words.language import Language, Languages, read


def languages(default: str, *others: str) -> Languages:
    """The language of a run and those that parts of it are written in, as far as there are phrases for them."""
    found = ((tag, _language(tag)) for tag in (default, *others))
    return Languages(default, {tag: language for tag, language in found if language})


@lru_cache(maxsize=32)
def _language(tag: str) -> Language | None:
    code, _, region = tag.partition("-")
    data = json.loads((places.assets() / "languages.json").read_bytes()).get(code)
    return read(tag, data, region.upper()) if data else None
