"""The page on cramps as lines of text, its sources numbered at the end."""

from collections.abc import Iterator

from stretchplayer.bedside.labels import shared_sources
from stretchplayer.relief.why import FIRST, LAST, PARTS, TITLE
from stretchplayer.words.wrapping import hanging


def why_lines(width: int = 80) -> Iterator[str]:
    """The whole page, wrapped to `width` cells; a source that cannot be looked up is named by its key."""
    numbers: dict[str, int] = {}
    yield TITLE
    yield from hanging(FIRST, width)
    for part in PARTS:
        yield ""
        yield part.title.upper()
        for claim in part.claims:
            marks = "".join(f"[{numbers.setdefault(key, len(numbers) + 1)}]" for key in claim.source)
            yield from hanging(f"{claim.text} ({claim.strength}) {marks}", width, "- ")
    yield ""
    yield LAST
    yield ""
    yield "SOURCES"
    known = shared_sources()
    for key, number in numbers.items():
        source = known.get(key)
        yield from hanging(f"{source.title if source else key}", width, f"[{number}] ")
        if source and source.url:
            yield f"{' ' * len(f'[{number}] ')}{source.url}"
