"""Pages of relief that need the list of sources: where a technique comes from, and why cramps happen."""

from collections.abc import Iterator, Mapping

from stretchplayer.library import places
from stretchplayer.relief.flow import Flow
from stretchplayer.relief.why import FIRST, LAST, PARTS, TITLE
from stretchplayer.routine.model import Source
from stretchplayer.words.wrapping import hanging


def behind(flow: Flow) -> tuple[str, ...]:
    """One line for each source of what is on show, with what it says; never empty, never raises."""
    shared = shared_sources()
    lines: list[str] = []
    for key in _shown(flow):
        source = flow.plan.sources.get(key) or shared.get(key)
        if source is None:
            lines.append(key)
        else:
            lines += [f"{source.title}.", *([source.says] if source.says else []), ""]
    if not lines:
        return ("No source is named: by comfort.",)
    return tuple(lines)


def shared_sources() -> Mapping[str, Source]:
    """The shared list by key; empty where it cannot be read."""
    try:
        from stretchplayer.routine.move_reader import read_sources

        path = places.assets() / "sources.yaml"
        return read_sources(path.read_bytes(), str(path)).sources
    except Exception:  # sources are a help; a broken list of them is none
        return {}


def _shown(flow: Flow) -> tuple[str, ...]:
    """The keys of the sources of what is on show."""
    from stretchplayer.relief import signs, texts

    if flow.page in ("stop", "may"):
        marked = [signs.SIGNS[stop.sign].source for stop in flow.open_stops if stop.sign in signs.SIGNS]
        return tuple(dict.fromkeys(key for source in marked for key in source))
    if flow.page == "eased":
        keys = [key for technique in flow.aftercare for key in technique.source]
        return tuple(dict.fromkeys((*keys, *texts.AFTER_SOURCE, *(texts.HEAT_SOURCE if flow.record.heat else ()))))
    if flow.page == "gate" and flow.gate is not None:
        return flow.gate.source
    if flow.page == "rubbing":
        return texts.RUBBING_SOURCE
    late = texts.TEN_SOURCE if flow.late else texts.FIVE_SOURCE if flow.five_until is not None else ()
    return tuple(dict.fromkeys((*late, *flow.technique.source, *flow.muscle.sign_source)))


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
            yield from hanging(f"{claim.text} ({claim.strength}) {marks}".rstrip(), width, "- ")
    yield ""
    yield "SOURCES"
    known = shared_sources()
    for key, number in numbers.items():
        source = known.get(key)
        yield from hanging(f"{source.title if source else key}", width, f"[{number}] ")
        if source and source.url:
            yield f"{' ' * len(f'[{number}] ')}{source.url}"
    yield ""
    yield LAST
