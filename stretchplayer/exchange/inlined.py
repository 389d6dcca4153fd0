"""A routine made whole: what it uses from other files stands written in it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from stretchplayer.routine.model import Exercise, Item, Repeat, Routine, Section, Source, Used
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
    out: list[Item] = []
    for item in items:
        if isinstance(item, Used):
            out.append(_section(item, sources))
        elif isinstance(item, Section | Repeat):
            out.append(replace(item, items=_inlined(item.items, sources)))
        else:
            out.append(item)
    return tuple(out)


def _section(used: Used, sources: dict[str, Source]) -> Section:
    """What a used routine is: a section with its own defaults. Its sources join the others under keys of their own."""
    inside = used.routine
    renamed: dict[str, str] = {}
    for key, source in inside.sources.items():
        name, number = key, 2
        while name in sources and sources[name] != source:
            name, number = f"{key}-{number}", number + 1
        renamed[key], sources[name] = name, source
    items = _renamed(_inlined(inside.items, sources), renamed)
    return Section(inside.name, items, used.line, defaults=inside.defaults, note=used.note)


def _renamed(items: Iterable[Item], names: Mapping[str, str]) -> tuple[Item, ...]:
    out: list[Item] = []
    for item in items:
        if isinstance(item, Exercise):
            out.append(replace(item, source=tuple(names.get(key, key) for key in item.source)))
        elif isinstance(item, Section | Repeat):
            out.append(replace(item, items=_renamed(item.items, names)))
        else:
            out.append(item)
    return tuple(out)
