"""What is said of a routine: on the shelf, and step by step."""

from typing import TYPE_CHECKING

from stretchplayer.playback.instructions import needed
from stretchplayer.playback.segments import KIND_WORDS, SegmentKind, Timeline
from stretchplayer.playback.shown import listed
from stretchplayer.routine.harmless import harmless
from stretchplayer.tui.theme import PATTERNS
from stretchplayer.tui.widgets.facts import Fact
from stretchplayer.tui.widgets.sheet import Row
from stretchplayer.words.counts import capital, counted, muscles
from stretchplayer.words.times import minutes, total

if TYPE_CHECKING:
    from stretchplayer.library.loader import Loaded
    from stretchplayer.library.shelf import Entry


def length(entry: "Entry") -> str:
    """How long a routine takes; a mark where it has mistakes."""
    return "!" if entry.estimate_ms is None else total(entry.estimate_ms, open=entry.open)


def about(entry: "Entry", fit: int = 0) -> list[Fact]:
    """What is above the steps: name, length, what it works; or what is wrong with it. `fit`: the minutes there are."""
    facts = [Fact(entry.name, "title")]
    if entry.beside:
        facts.append(Fact(harmless(f"{capital(entry.beside)}."), "warning"))
    if not entry.playable:
        errors = [p for p in entry.problems if p.severity == "error"]
        facts += [Fact("This routine can't be played yet:", "soft")]
        facts += [Fact(problem(entry, n), "warning") for n in range(min(5, len(errors)))]
        facts += [Fact(f"Fix it in {harmless(entry.path)}", "soft")]
        return facts
    length = minutes(entry.estimate_ms or 0) + (f", fitted to {fit}" if fit else "")
    meta = [length, counted(entry.steps, "step")]
    if entry.open:
        meta.append("waits for you in places")
    facts.append(Fact(" · ".join([*([entry.kind] if entry.kind else []), *meta]), "label"))
    if entry.muscles:
        facts.append(Fact(f"Works {muscles(entry.muscles)}", "soft"))
    return facts


def glance(entry: "Entry") -> list[Fact]:
    """The same in three lines, for narrow screens."""
    if not entry.playable:
        return [Fact(problem(entry), "warning")]
    works = f"Works {muscles(entry.muscles[:4])}" if entry.muscles else ""
    return [Fact(part, "soft") for part in (works, entry.about or "") if part]


def needs(timeline: Timeline) -> list[Row]:
    """What stands above the steps: what has to be at hand."""
    return [Row(words, prose=True)] if (words := needed(timeline)) else []


def more(loaded: "Loaded") -> list[Row]:
    """What stands below the steps: what the routine says of itself, and where its doses come from."""
    routine = loaded.routine
    if routine is None:
        return []
    rows: list[Row] = []
    if routine.about:
        rows += [Row("About", heading=True), Row(" ".join(routine.about.split()), prose=True)]
    if routine.sources:
        rows.append(Row("Sources", heading=True))
        for source in routine.sources.values():
            rows += [Row(part, prose=True) for part in (source.title, source.says, source.url) if part]
    return rows


def problem(entry: "Entry", number: int = 0) -> str:
    """One of the errors that keep a routine from being played, with its line and its remedy."""
    errors = [p for p in entry.problems if p.severity == "error"]
    if number >= len(errors):
        return "It can't be read."
    problem = errors[number]
    help_ = f" {problem.help[:1].upper()}{problem.help[1:]}." if problem.help else ""
    return harmless(f"Line {problem.line}: {problem.message}.{help_}".replace("?.", "?"))


def legend(kind: SegmentKind) -> str:
    """Pattern and word of a kind, held together where the line breaks."""
    return f"{PATTERNS[kind]} {KIND_WORDS[kind].lower()}  ".replace(" ", "\u00a0")


def steps(timeline: Timeline, *, bouts: bool = True) -> list[Row]:
    """One row per bout, or per written step with `bouts` off; sections and rounds as headings. Keys are segments."""
    found: list[Row] = []
    group = ""
    for segment, name, dose, around in listed(timeline, bouts=bouts):
        if around != group and around:
            found.append(Row(around, heading=True))
        group = around
        found.append(Row(name, dose, str(segment.index), PATTERNS[segment.kind], segment.kind))
    return found
