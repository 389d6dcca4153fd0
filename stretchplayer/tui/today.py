"""What stands at the top of the library: runs that were broken off, and one suggestion with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from stretchplayer.routine.harmless import harmless
from stretchplayer.tui import shelfwords
from stretchplayer.tui.widgets.sheet import Row
from stretchplayer.words.counts import counted
from stretchplayer.words.times import countdown

if TYPE_CHECKING:
    from stretchplayer.journal.night_plan import NightPlan
    from stretchplayer.journal.nights import Question
    from stretchplayer.journal.records import SessionRecord, SignRecord
    from stretchplayer.journal.suggest import Suggestion
    from stretchplayer.library.shelf import Entry
    from stretchplayer.routine.schedule import PlannedRoutine
    from stretchplayer.runs.due import Followed

GO_ON, SUGGESTED, SIGN, PLAN, CARD = "go-on:", "suggested:", "sign:", "plan", "card"
DUE = "due:"
"""How the keys of these rows begin; the session's id, the routine's path, the sign's id, and the numbers of a plan and
of its routine follow; `plan` and `card` are the night plan and the health card."""
_CARD = "Optional, and kept apart: what relief should know, such as pregnancy, medicines or numb skin."
_BARS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Today:
    """What there is to offer; `path` is the suggested routine's file.

    An open warning `sign` comes before all of it, else the morning's `question`, else in the evening `tonight`: which
    night of the plan it is.
    """

    sign: "SignRecord | None" = None
    unfinished: "tuple[SessionRecord, ...]" = ()
    suggestion: "Suggestion | None" = None
    path: str = ""
    week: tuple[int, ...] = ()
    """Minutes of this week's days until today; empty where nothing was ever played."""
    streak: int = 0
    question: "Question | None" = None
    tonight: str = ""
    plan: "NightPlan | None" = None
    card: bool = False
    """Whether the health card is offered, in place of a suggestion."""
    medicine: str = ""
    """What to say about a medicine that was changed before the cramps of the night that is over."""
    followed: "tuple[Followed, ...]" = ()


class Offered(NamedTuple):
    """A routine that a row is about, as its file has it or as a plan has it today: under which name it is read, and the
    plan with its routine of today.
    """

    name: str
    entry: "Entry"
    due: "tuple[Followed, PlannedRoutine] | None" = None


def of_file(entry: "Entry | None") -> Offered | None:
    return Offered(entry.path, entry) if entry else None


def week_line(today: Today) -> str:
    """This week in one line: a bar for each day, the minutes, the days in a row."""
    if not today.week:
        return ""
    top = max(*today.week, 10)
    bars = "".join("·" if not m else _BARS[min(7, max(0, round(m / top * 7)))] for m in today.week)
    parts = [f"{bars.ljust(7, ' ')} {counted(sum(today.week), 'minute')} this week"]
    if today.streak > 1:
        parts.append(f"{today.streak} days in a row")
    return " · ".join(parts)


def rows(today: Today, entries: "Sequence[Entry]") -> list[Row]:
    """The rows of the list, under a heading of their own; none where there is nothing to offer."""
    found = [] if today.sign is None else [_sign(today.sign)]
    if today.question is not None:
        found.append(Row(today.question.text, prose=True))
    if today.medicine:
        found.append(Row(today.medicine, prose=True))
    if today.card:
        found += [Row("Health card", "", CARD, "▸", "accent"), Row(_CARD, prose=True)]
    by_id, by_path = {entry.id: entry for entry in entries}, {entry.path: entry for entry in entries}
    plan = of_file(by_id.get(today.plan.record.routine)) if today.plan else None
    if today.tonight:
        found.append(Row(today.tonight, "", PLAN, "▸", "accent", about=plan))
    for number, one in enumerate(today.followed):
        found += _of_plan(number, one, by_id)
    for record in today.unfinished:
        at, about = f"at {countdown(record.position_ms)}", of_file(by_path.get(record.path))
        found.append(Row(f"Continue: {record.name}", at, GO_ON + record.id, "▸", "accent", about=about))
    entry = by_path.get(today.path)
    if today.suggestion and entry:
        length = shelfwords.length(entry)
        if today.suggestion.plan:
            found.append(Row("Six-week night plan", length, PLAN, "▸", "accent", about=plan))
        else:
            found.append(Row(entry.name, length, SUGGESTED + entry.path, "▸", "accent", about=of_file(entry)))
        found.append(Row(today.suggestion.reason, prose=True))
    line = week_line(today)
    week = [Row(line, prose=True)] if line else []
    return [Row("Today", heading=True), *week, *found] if found or week else []


def _of_plan(number: int, one: "Followed", by_id: "Mapping[str, Entry]") -> list[Row]:
    """A plan over weeks with today's routines; a tick for what is done."""
    from stretchplayer.runs.due import heading, when_next

    rows = [Row(harmless(heading(one.today)), prose=True)]
    for at, item in enumerate(one.today.items):
        entry, key = by_id.get(item.due.id), f"{DUE}{number}:{at}"
        name = entry.name if entry else item.due.id
        about = Offered(key, entry, (one, item.due)) if entry else None
        aside = "done" if item.done else "optional" if item.due.optional else ""
        mark = "✓" if item.done else "▸"
        rows.append(Row(harmless(name), aside, key, mark, "accent", faint=item.done, about=about))
        if item.due.note and not item.done:
            rows.append(Row(harmless(item.due.note), prose=True))
    return rows if one.today.next_due else [*rows, Row(when_next([one]), prose=True)]


def _sign(sign: "SignRecord") -> Row:
    since = f"{sign.when.local:%A} {sign.when.local.hour}:{sign.when.local:%M}"
    return Row(f"Warning sign since {since}. Enter shows it.", "", SIGN + sign.id, "!")
