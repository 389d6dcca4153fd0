"""The page on cramps as lines of text, its sources numbered at the end."""

from collections.abc import Iterator

from stretchplayer.bedside.labels import shared_sources
from stretchplayer.relief.page import wrap
from stretchplayer.relief.why import FIRST, LAST, PARTS, TITLE


def why_lines(width: int = 80) -> Iterator[str]:
    """The whole page, wrapped to `width` cells; a source that cannot be looked up is named by its key."""
    numbers: dict[str, int] = {}
    yield TITLE
    yield from _wrapped(FIRST, width)
    for part in PARTS:
        yield ""
        yield part.title.upper()
        for claim in part.claims:
            marks = "".join(f"[{numbers.setdefault(key, len(numbers) + 1)}]" for key in claim.source)
            yield from _wrapped(f"{claim.text} ({claim.strength}) {marks}", width, "- ")
    yield ""
    yield LAST
    yield ""
    yield "SOURCES"
    known = shared_sources()
    for key, number in numbers.items():
        source = known.get(key)
        yield from _wrapped(f"{source.title if source else key}", width, f"[{number}] ")
        if source and source.url:
            yield f"{' ' * len(f'[{number}] ')}{source.url}"


def _wrapped(text: str, width: int, lead: str = "") -> Iterator[str]:
    for i, line in enumerate(wrap(text, max(20, width - len(lead)), words=99)):
        yield f"{lead if i == 0 else ' ' * len(lead)}{line}"
