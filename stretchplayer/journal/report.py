"""The page for a doctor: one A4 page however many cramps, in plain words. Pure but for `report_facts`, which asks the
journal.

ReportFacts only: no score, no diagnosis, no advice.

Every block has its share of lines and gathers what does not fit into it. What was not confirmed counts nowhere. Nights
without an answer are unknown, not cramp-free, and a length whose end is unknown is "at least".
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from stretchplayer.journal.days import STANDARD, Days, confirmed
from stretchplayer.journal.health import KINDS, CardEntry, HealthCard
from stretchplayer.journal.night_plan import SIDE_BY_SIDE, NightPlan, last_plan
from stretchplayer.journal.nights import Night, answered
from stretchplayer.journal.records import CrampRecord, Moment, NightRecord, SignRecord, TickRecord
from stretchplayer.journal.told import MINUTE_MS, ONSETS, length_words, whole_minutes
from stretchplayer.relief.record import at_night
from stretchplayer.routine.harmless import harmless
from stretchplayer.words.counts import counted
from stretchplayer.words.wrapping import cells

if TYPE_CHECKING:
    from stretchplayer.journal.store import Store

#: Asked when the report is made, never at night.
QUESTIONS: Mapping[str, str] = {
    "sleep": "Broken sleep",
    "numbness": "Numbness or tingling",
    "swelling": "Swelling",
    "weakness": "Weakness or a smaller muscle",
    "walking": "Calf pain on walking that eases with rest",
    "urine": "Dark urine",
    "pregnancy": "Pregnancy",
}
#: Medicines and conditions that a doctor looks for: shown where block 8 is chosen, never on the page.
LOOKED_FOR = (
    "A doctor will look for: statins, diuretics, nifedipine, salbutamol, oestrogens, raloxifene, naproxen, "
    "teriparatide, IV iron; dialysis, liver disease, thyroid, vascular disease, spinal stenosis, Parkinson. "
    "Began after a new medicine? Keep taking it; ask."
)
TITLE = "Cramp record kept by the patient with Stretchplayer"
UNKNOWN_NIGHTS = "Nights without an answer are unknown, not cramp-free."
WIDTH = 86
"""Cells in a line: in a wide font of 9.5 pt they just fit beside the names of the blocks."""
LONG_MS = 10 * MINUTE_MS
_SIGNS, _MUSCLES, _KINDS, _MEDICINES, _EVERY, _WEEKS, _WORST = 5, 4, 3, 10, 12, 12, 4
_ROOMS = {1: (WIDTH,), 2: (WIDTH // 2,) * 2, 3: (WIDTH // 2, WIDTH // 4, WIDTH // 4)}
_NOTE = 40
_LEAST_TICKS = 14

Answer = bool | None
Line = str | tuple[str, ...]
"""A line of the page as it is said; one of several cells stands in columns."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the page: its name, and its lines. A line of several cells stands in columns."""

    name: str
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The whole page, and the log that lies beside it: a row a cramp under its heads."""

    title: str
    blocks: tuple[Block, ...]
    log: tuple[tuple[str, ...], ...] = ()

    @property
    def lines(self) -> int:
        """How many lines it takes, the title's among them."""
        return 1 + sum(len(block.lines) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the page is made of. `health` is `None` where the person keeps the health card off it."""

    cramps: Sequence[CrampRecord] = ()
    nights: Sequence[NightRecord] = ()
    signs: Sequence[SignRecord] = ()
    ticks: Sequence[TickRecord] = ()
    plan: NightPlan | None = None
    health: HealthCard | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    days: Days = STANDARD


def report_facts(
    store: "Store", now: Moment, days: Days, health: HealthCard | None, answers: Mapping[str, Answer]
) -> ReportFacts:
    """All that the journal has for the page."""
    plan = last_plan(store, now, days)
    return ReportFacts(store.cramps(), store.nights(), store.signs(), store.ticks(), plan, health, answers, days)


def make_page(facts: ReportFacts, printed: Moment, name: str | None = None) -> ReportPage:
    """The page in its fixed order."""
    cramps = confirmed(facts.cramps)
    nights = answered(cramps, facts.nights)
    blocks = (
        ("", _head(facts, cramps, nights, printed.date, name)),
        ("Signs", _signs(facts.signs)),
        ("In short", _in_short(cramps, nights, printed.date)),
        ("Where", _where(cramps)),
        ("When", _when(cramps)),
        ("With it", _with_it(cramps, facts.ticks)),
        ("Asked today", _asked(facts.answers)),
        ("Medicines", _medicines(facts.health, printed.date)),
        ("Night plan", _plan(facts.plan)),
        ("Log", _log(cramps, nights, printed.date, facts.days)),
        ("", _foot(facts.cramps)),
    )
    fitted = tuple(Block(name, tuple(map(_fitted, lines))) for name, lines in blocks if lines)
    return ReportPage(TITLE, fitted, _full_log(cramps))


def _fitted(line: Line) -> tuple[str, ...]:
    row = (line,) if isinstance(line, str) else line
    return tuple(cut(cell, room) for cell, room in zip(row, _ROOMS[len(row)], strict=True))


def cut(text: str, room: int) -> str:
    """A text on one line in so many cells, safe to print, `…` at its end where something is missing."""
    text = harmless(" ".join(text.split()))
    if cells(text) <= room:
        return text
    while cells(text) > room - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _head(
    facts: ReportFacts, cramps: Sequence[CrampRecord], nights: Sequence[Night], today: date, name: str | None
) -> list[Line]:
    days = [c.began.date for c in cramps] + [n.evening for n in nights] + [s.when.date for s in facts.signs]
    known = ""
    if not days:
        period = "Nothing was recorded yet."
    else:
        first = min(days)
        inside = (today - first).days
        period = f"Period {first} to {today}."
        known = f"Nights answered: {len(nights)} of {max(inside, len(nights))}. "
    who = f"{cut(name, 24)}. " if name else ""
    return [f"{who}Printed {today}. {period}", known + UNKNOWN_NIGHTS]


def _signs(signs: Sequence[SignRecord]) -> list[Line]:
    if not signs:
        return ["No warning sign was marked."]
    newest = sorted(signs, key=lambda s: s.when, reverse=True)
    lines: list[Line] = []
    for sign in newest[:_SIGNS]:
        state = "open"
        if sign.cleared is not None:
            state = f"{'known to the doctor' if sign.how == 'doctor' else 'seen'} {sign.cleared.date}"
        limb = f"{sign.limb}: " if sign.limb else ""
        lines.append(f"{sign.when.local:%Y-%m-%d %H:%M}, {state}. {limb}{sign.text}")
    if rest := newest[_SIGNS:]:
        lines.append(f"and {len(rest)} earlier, first on {rest[-1].when.date}")
    return lines


def _in_short(cramps: Sequence[CrampRecord], nights: Sequence[Night], today: date) -> list[Line]:
    def column(weeks: int) -> tuple[str, ...]:
        c = [cramp for cramp in cramps if 0 <= (today - cramp.began.date).days < 7 * weeks]
        n = [night for night in nights if 0 <= (today - night.evening).days < 7 * weeks]
        return (
            f"last {weeks} weeks",
            f"{len(c)}; {len({x.began.date for x in c})}",
            f"{len(n)}; {sum(x.cramps == 0 for x in n)}; {_busy(c, n)}",
            _length(c, median),
            _length(c, max),
            str(sum(bout.length_ms > LONG_MS for x in c for bout in x.bouts)),
            str(sum(x.came_back > 0 for x in c)),
            f"{_pain(c, median)}; {_pain(c, max)}",
        )

    labels = (
        "", "Cramps; days with a cramp", "Nights answered; cramp-free; 2 or more", "Median bout", "Longest bout",
        "Bouts over ten minutes", "Came back within minutes", "Pain 0 to 10: median; worst",
    )  # fmt: skip
    return [*zip(labels, column(4), column(12), strict=True)]


def _busy(cramps: Sequence[CrampRecord], nights: Sequence[Night]) -> int:
    """Nights with more than one cramp, as recorded or as answered."""
    had = Counter(c.began.evening for c in cramps if at_night(c))
    for night in nights:
        had[night.evening] = max(had[night.evening], night.cramps or 0)
    return sum(n > 1 for n in had.values())


def _length(cramps: Sequence[CrampRecord], pick: Callable[[list[int]], float]) -> str:
    known = [bout for c in cramps for bout in c.bouts if bout.known or bout.length_ms >= MINUTE_MS]
    if not known:
        return "unknown"
    value = pick([bout.length_ms for bout in known])
    # One open end at or above the value could lie anywhere higher.
    least = any(not bout.known and bout.length_ms >= value for bout in known)
    if least and value < MINUTE_MS:
        return "unknown"
    return f"{'at least ' if least else ''}{whole_minutes(value)}"


def _pain(cramps: Sequence[CrampRecord], pick: Callable[[list[int]], float]) -> str:
    known = [c.pain for c in cramps if c.pain is not None]
    return f"{pick(known):g}" if known else "unknown"


def _where(cramps: Sequence[CrampRecord]) -> list[Line]:
    count: Counter[str] = Counter()
    sides: Counter[tuple[str, str]] = Counter()
    for cramp in cramps:
        for muscle in cramp.muscles:
            count[muscle] += 1
            sides[muscle, cramp.side or "unknown"] += 1
    order = sorted(count, key=lambda muscle: (-count[muscle], muscle))

    def line(name: str, muscles: Sequence[str]) -> str:
        each = ", ".join(
            f"{side} {sum(sides[m, side] for m in muscles)}" for side in ("left", "right", "both", "unknown")
        )
        return f"{name}: {each}"

    rest = order[_MUSCLES:]
    lines: list[Line] = [line(muscle, [muscle]) for muscle in order[:_MUSCLES]]
    return [*lines, *([line("others", rest)] if rest else [])] or ["Nothing recorded."]


def _when(cramps: Sequence[CrampRecord]) -> list[Line]:
    onsets = Counter(c.onset for c in cramps)
    hours = Counter(c.began.local.hour // 6 for c in cramps)
    began = [f"{words} {onsets[onset]}" for onset, words in ONSETS.items()]
    clock = [f"{b * 6:02}-{b * 6 + 6:02} h: {hours[b]}" for b in range(4)]
    return [f"Began {', '.join(began)}, not said {onsets[None]}", f"By the clock {', '.join(clock)}"]


def _with_it(cramps: Sequence[CrampRecord], ticks: Sequence[TickRecord]) -> list[Line]:
    eased = Counter(c.eased_on for c in cramps if c.eased_on)
    lines: list[Line] = [
        _most("Recorded with it: ", Counter(word for c in cramps for word in c.came_with)),
        _most("On the screen when it eased, no proof that it helped: ", eased),
    ]
    if len(ticks) >= _LEAST_TICKS:
        walked, drank, effort = (sum(name in day.ticks for day in ticks) for name in ("walked", "drank", "effort"))
        lines.append(f"Ticked: walked or swam {walked} of {len(ticks)} days, drank as usual {drank}, hard day {effort}")
    return lines


def _most(before: str, count: Counter[str]) -> str:
    """The commonest three with their numbers, and the others together: names are cut and never a number."""
    order = sorted(count, key=lambda word: (-count[word], word))
    rest = [f"others {sum(count[word] for word in order[_KINDS:])}"] if order[_KINDS:] else []
    line = before + "nothing"
    for room in range(18, 1, -1):
        line = before + (", ".join([f"{cut(word, room)} {count[word]}" for word in order[:_KINDS]] + rest) or "nothing")
        if cells(line) <= WIDTH:
            break
    return line


def _asked(answers: Mapping[str, Answer]) -> list[Line]:
    words = {True: "yes", False: "no", None: "not answered"}
    parts = [f"{text}: {words[answers.get(key)]}" for key, text in QUESTIONS.items()]
    return [". ".join(parts[at : at + 2]) for at in range(0, len(parts), 2)]


def _medicines(health: HealthCard | None, today: date) -> list[Line]:
    if health is None:
        return []
    entries = health.entries
    if len(entries) <= _MEDICINES // 2:
        return [_entry(entry, today, WIDTH) for entry in entries] or ["None entered."]
    shown = [_entry(entry, today, WIDTH // 2) for entry in entries[:_MEDICINES]]
    more = [f"and {len(entries) - _MEDICINES} more"] if len(entries) > _MEDICINES else []
    return [*(tuple(shown[at : at + 2]) for at in range(0, len(shown), 2)), *more]


def _entry(entry: CardEntry, today: date, room: int) -> str:
    """An entry in so many cells: what gives way is the name's end."""
    said = ""
    if entry.month:
        said = f", {'due' if entry.kind == 'pregnant' else 'since'} {entry.month}"
    if entry.kind != "pregnant" and entry.changed_since(today):
        said = f"{said if room >= WIDTH else ''}, changed in the last 3 months"
    return cut(entry.text or KINDS[entry.kind], room - cells(said)) + said


def _plan(plan: NightPlan | None) -> list[Line]:
    if plan is None:
        return []
    weeks = ", ".join(f"{rate.told()} ({rate.answered})" for rate in plan.weeks)
    return [
        f"{plan.record.routine}, from {plan.record.first}. {plan.title()}",
        plan.told_before(),
        f"During, week by week (nights answered): {weeks}",
        SIDE_BY_SIDE,
    ]


def _log(cramps: Sequence[CrampRecord], nights: Sequence[Night], today: date, days: Days) -> list[Line]:
    if len(cramps) <= _EVERY:
        return [*map(_log_line, cramps)] or ["No cramp was recorded."]
    lines: list[Line] = []
    begun = min([days.of_cramp(c) for c in cramps] + [night.evening for night in nights])
    for first in days.weeks(today, _WEEKS):
        if first < days.week(begun):
            lines.append(f"Week of {first}: before this record began")
            continue
        inside = [c for c in cramps if days.week(days.of_cramp(c)) == first]
        evenings = {c.began.evening for c in inside if at_night(c)}
        lines.append(
            f"Week of {first}: {counted(len(inside), 'cramp')} on {counted(len(evenings), 'night')}"
            + (f", longest {_length(inside, max)}, worst pain {_pain(inside, max)}" if inside else "")
        )
    return [*lines, *map(_log_line, worst(cramps))]


def worst(cramps: Sequence[CrampRecord]) -> list[CrampRecord]:
    """The two longest and the two most painful of the others, in order of time."""
    by_length = sorted(cramps, key=lambda c: (c.longest.length_ms if c.longest else -1, c.began), reverse=True)
    found = by_length[: _WORST // 2]
    by_pain = sorted(by_length[_WORST // 2 :], key=lambda c: (-1 if c.pain is None else c.pain, c.began), reverse=True)
    return sorted((*found, *by_pain[: _WORST - len(found)]), key=lambda c: c.began)


def _log_line(cramp: CrampRecord) -> str:
    side = cramp.side or "side unknown"
    pain = "pain unknown" if cramp.pain is None else f"pain {cramp.pain}"
    parts = [" and ".join(cramp.muscles), side, length_words(cramp), pain]
    if cramp.onset:
        parts.append(ONSETS[cramp.onset])
    note = cut(_note(cramp), _NOTE)
    return f"{cramp.began.local:%Y-%m-%d %H:%M} {', '.join(parts)}{f'; {note}' if note else ''}"


def _note(cramp: CrampRecord) -> str:
    """What was typed, and how long it was from the first bout to the end of the last."""
    parts = []
    if cramp.came_back:
        last = cramp.bouts[-1]
        parts.append(f"{whole_minutes(last.after_ms + last.length_ms)} since the first")
    if cramp.note:
        parts.append(cramp.note)
    return ", ".join(parts)


def _foot(cramps: Iterable[CrampRecord]) -> list[Line]:
    left_out = sum(not c.confirmed for c in cramps)
    visits = "visit not confirmed as a cramp is" if left_out == 1 else "visits not confirmed as cramps are"
    return ["Lengths are lower limits, rounded down.", *([f"{left_out} {visits} left out."] if left_out else [])]


_HEADS = (
    "date", "time", "muscles", "side", "bouts", "longest", "at least", "pain", "began", "came with", "eased on", "note",
)  # fmt: skip


def _full_log(cramps: Sequence[CrampRecord]) -> tuple[tuple[str, ...], ...]:
    rows = [_HEADS]
    for cramp in cramps:
        longest = cramp.longest
        rows.append(
            (
                f"{cramp.began.date}",
                f"{cramp.began.local:%H:%M}",
                ", ".join(cramp.muscles),
                cramp.side or "",
                str(len(cramp.bouts)),
                "" if longest is None else str(longest.length_ms // MINUTE_MS),
                "" if longest is None else "no" if longest.known else "yes",
                "" if cramp.pain is None else str(cramp.pain),
                ONSETS[cramp.onset] if cramp.onset else "",
                ", ".join(cramp.came_with),
                cramp.eased_on or "",
                cramp.note or "",
            )
        )
    return tuple(rows)
