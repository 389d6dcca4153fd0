"""The languages that the voice has phrases for, from the generated `assets/languages.json`."""

import json
from functools import lru_cache

from stretchplayer.library import places
from stretchplayer.words.language import Language, Languages, read


def languages(default: str) -> Languages:
    """Every language that there are phrases for, read when it is first spoken. A text that names none is `default`."""
    return Languages(default, _language)


@lru_cache(maxsize=32)
def _language(tag: str) -> Language | None:
    code, _, region = tag.partition("-")
    data = json.loads((places.assets() / "languages.json").read_bytes()).get(code)
    return read(tag, data, region.upper()) if data else None
