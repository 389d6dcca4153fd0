"""A routine made whole: what it uses from other files stands written in it. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from stretchplayer.routine.model import Exercise, Item, Repeat, Routine, Section, Used
from stretchplayer.routine.terms import Source
from stretchplayer.routine.writer import write_routine


def inline(routine: Routine, text: str | None = None) -> str:
    """The routine as text that leans on no other file and reads back to the same timeline.

    `text`, what it was read from, is given back as it stands, comments and all, where there is nothing to write in.
    """
    if not _uses(routine.items):
        return text if text is not None else write_routine(routine)
    sources = dict(routine.sources)
    items = _inlined(routine.items, sources)
    return write_routine(replace(routine, items=items, sources=sources))


def _uses(items: Iterable[Item]) -> bool:
    return any(isinstance(item, Used) or _uses(getattr(item, "items", ())) for item in items)


def _inlined(items: Iterable[Item], sources: dict[str, Source]) -> tuple[Item, ...]:
    return _changed(items, lambda item: _section(item, sources) if isinstance(item, Used) else item)


def _changed(items: Iterable[Item], change: Callable[[Item], Item]) -> tuple[Item, ...]:
    """The items with what `change` makes of each that holds no others."""
    return tuple(
        replace(item, items=_changed(item.items, change)) if isinstance(item, Section | Repeat) else change(item)
        for item in items
    )


def _section(used: Used, sources: dict[str, Source]) -> Section:
    """What a used routine is: a section with its own defaults. Its sources join the others under keys of their own."""
    inside = used.routine
    renamed: dict[str, str] = {}
    for key, source in inside.sources.items():
        name, number = key, 2
        while name in sources and sources[name] != source:
            name, number = f"{key}-{number}", number + 1
        renamed[key], sources[name] = name, source

    def with_sources(item: Item) -> Item:
        if not isinstance(item, Exercise):
            return item
        return replace(item, source=tuple(renamed.get(key, key) for key in item.source))

    items = _changed(_inlined(inside.items, sources), with_sources)
    return Section(
        inside.name,
        items,
        used.line,
        defaults=inside.defaults,
        note=used.note,
        language=inside.language,
        link=used.link,
        optional=used.optional,
    )
