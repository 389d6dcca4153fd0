"""Pages of relief that need the list of sources: where a technique comes from, and why cramps happen."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from stretchplayer.library import places
from stretchplayer.library.catalogue import load_shipped
from stretchplayer.relief import texts
from stretchplayer.relief.flow import Flow
from stretchplayer.relief.muscles import MUSCLES
from stretchplayer.relief.signs import SIGNS, first_page
from stretchplayer.relief.telling import NECK_SIGN, sign_lines
from stretchplayer.routine.terms import Source
from stretchplayer.runs.relief_run import numbers_of
from stretchplayer.words.wrapping import hanging

if TYPE_CHECKING:
    from stretchplayer.playback.segments import Segment
    from stretchplayer.routine.terms import Relieves
    from stretchplayer.settings.table import Settings

_CLAIM = re.compile(r"^- (.+) \(([a-z ]+)\)(?: \[(.+)\])?$", re.MULTILINE)


class Claim(NamedTuple):
    """One statement, how strong what it rests on is, and the keys of its sources."""

    text: str
    strength: str
    source: tuple[str, ...]


class WhyPage(NamedTuple):
    """The page on cramps: between two lines the claims by the point that they answer."""

    title: str = ""
    first: str = ""
    last: str = ""
    parts: Mapping[str, Sequence[Claim]] = {}


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
    return load_shipped().sources


def _shown(flow: Flow) -> tuple[str, ...]:
    """The keys of the sources of what is on show."""
    if flow.page in ("stop", "may"):
        marked = [SIGNS[stop.key].source for stop in flow.open_stops if stop.key in SIGNS]
        return tuple(dict.fromkeys(key for source in marked for key in source))
    if flow.page == "eased":
        keys = [key for technique in flow.aftercare for key in technique.source]
        return tuple(dict.fromkeys((*keys, *texts.AFTER_SOURCE, *(texts.HEAT_SOURCE if flow.heat else ()))))
    if flow.page == "gate" and flow.gate is not None:
        return flow.gate.source
    if flow.page == "rubbing":
        return texts.RUBBING_SOURCE
    late = texts.TEN_SOURCE if flow.late else texts.FIVE_SOURCE if flow.five_until is not None else ()
    return tuple(dict.fromkeys((*late, *flow.technique.source, *flow.muscle.sign_source)))


def why_page() -> WhyPage:
    """Why cramps happen, and what helps; never raises."""
    try:
        page = (places.assets() / "why.md").read_text(encoding="utf-8")
    except OSError:  # a damaged installation loses the page, and no help
        return WhyPage()
    head, *parts, last = re.split("\n## |\n---\n", page.replace("\n  ", " "))
    title, first, *_ = head.removeprefix("# ").split("\n\n")
    return WhyPage(title, first, last.strip(), dict(map(_part, parts)))


def _part(text: str) -> tuple[str, list[Claim]]:
    claims = (
        Claim(said, strength, tuple(filter(None, keys.split(", ")))) for said, strength, keys in _CLAIM.findall(text)
    )
    return text.partition("\n")[0], list(claims)


def why_lines(width: int = 80) -> Iterator[str]:
    """The whole page, wrapped to `width` cells; a source that cannot be looked up is named by its key."""
    numbers: dict[str, int] = {}
    page = why_page()
    yield page.title
    yield from hanging(page.first, width)
    for point, claims in page.parts.items():
        yield ""
        yield from hanging(point.upper(), width)
        for claim in claims:
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
    yield from hanging(page.last, width)


def trials() -> Iterator[str]:
    """What is known about stretching against cramps, a line each, then the sources."""
    claims = why_page().parts.get("Stretching against cramps", ())
    yield from (f"{claim.text} ({claim.strength})" for claim in claims)
    known = shared_sources()
    for key in dict.fromkeys(key for claim in claims for key in claim.source):
        yield known[key].title if key in known else key


# ---- on paper --------------------------------------------------------------------------------------------------


def signs_of(settings: "Settings", muscles: "Sequence[Relieves]") -> tuple[str, ...]:
    """The warning signs that head a relief routine on paper: its first muscle's own, by haste, with the numbers."""
    ids = first_page(muscles[0]) if muscles else ()
    rows = list(sign_lines(ids, numbers_of(settings), numbered=False))
    if muscles and muscles[0] == "neck":
        rows.append(NECK_SIGN.replace(" Press W.", ""))
    return tuple(rows)


def above_step(settings: "Settings", muscles: "Sequence[Relieves]") -> "Callable[[Segment, int], str]":
    """What must stand above a step on paper: the gate above the second technique, question 2 above any rubbing."""
    numbers = numbers_of(settings)
    limb = MUSCLES[muscles[0]].limb if muscles else None
    waiting = [texts.GATES[limb].alone] if limb is not None else []

    def above(segment: "Segment", number: int) -> str:
        words = []
        if number and waiting and (segment.section or "").casefold() != "in bed":
            words.append(numbers.put(waiting.pop()))
        if segment.kind == "massage":
            words.append(f"{texts.sentences(texts.RUBBING)} Then don't rub.")
        return " ".join(words)

    return above
