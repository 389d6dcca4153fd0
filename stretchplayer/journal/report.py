"""The page for a doctor: one A4 page however many cramps, in plain words. Pure.

ReportFacts only: no score, no diagnosis, no advice.

Every block has its share of lines and gathers what does not fit into it. What was not confirmed counts nowhere. Nights
without an answer are unknown, not cramp-free, and a length whose end is unknown is "at least".
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from stretchplayer.journal.days import STANDARD, Days, at_night, confirmed, evening_of
from stretchplayer.journal.health import KINDS, CardEntry, HealthCard
from stretchplayer.journal.night_plan import SIDE_BY_SIDE, NightPlan
from stretchplayer.journal.nights import Night, answered
from stretchplayer.journal.records import (
    Bout,
    CrampRecord,
    Moment,
    NightRecord,
    SignRecord,
    TickRecord,
)
from stretchplayer.routine.harmless import harmless
from stretchplayer.words.counts import counted
from stretchplayer.words.wrapping import cells

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
#: When a cramp began, in the order of the page.
ONSETS: Mapping[str, str] = {
    "asleep": "asleep",
    "waking": "waking",
    "rest": "at rest",
    "exercise": "in exercise",
    "after-exercise": "after it",
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
_MINUTE_MS = 60_000
LONG_MS = 10 * _MINUTE_MS
_SIGNS, _MUSCLES, _KINDS, _MEDICINES, _EVERY, _WEEKS, _WORST = 5, 4, 3, 10, 12, 12, 4
_ROOMS = {1: (WIDTH,), 2: (WIDTH // 2,) * 2, 3: (WIDTH // 2, WIDTH // 4, WIDTH // 4)}
_NOTE = 40
_LEAST_TICKS = 14

Answer = bool | None


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


def make_page(facts: ReportFacts, printed: Moment, name: str | None = None) -> ReportPage:
    """The page in its fixed order."""
    cramps = confirmed(facts.cramps)
    nights = answered(cramps, facts.nights)
    blocks = (
        Block("", _head(facts, cramps, nights, printed.date, name)),
        Block("Signs", _signs(facts.signs)),
        Block("In short", _in_short(cramps, nights, printed.date)),
        Block("Where", _where(cramps)),
        Block("When", _when(cramps)),
        Block("With it", _with_it(cramps, facts.ticks)),
        Block("Asked today", _asked(facts.answers)),
        Block("Medicines", _medicines(facts.health, printed.date)),
        Block("Night plan", _plan(facts.plan)),
        Block("Log", _log(cramps, nights, printed.date, facts.days)),
        Block("", _foot(facts.cramps)),
    )
    return ReportPage(
        TITLE, tuple(Block(b.name, tuple(map(_fitted, b.lines))) for b in blocks if b.lines), _full_log(cramps)
    )


def length_words(cramp: CrampRecord) -> str:
    """How long the longest bout of a cramp lasted, as far as it is known."""
    return bout_words(cramp.longest)


def bout_words(bout: Bout | None) -> str:
    """How long a bout lasted, as far as it is known."""
    if bout is None or (not bout.known and bout.length_ms < _MINUTE_MS):
        return "length unknown"
    return _minutes(bout.length_ms) if bout.known else f"at least {_minutes(bout.length_ms)}"


def _minutes(ms: float) -> str:
    """Rounded down to whole minutes."""
    return f"{int(ms) // _MINUTE_MS} min" if ms >= _MINUTE_MS else "under a minute"


def _text(*lines: str) -> tuple[tuple[str, ...], ...]:
    return tuple((line,) for line in lines)


def _fitted(line: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cut(cell, room) for cell, room in zip(line, _ROOMS[len(line)], strict=True))


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
) -> tuple[tuple[str, ...], ...]:
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
    return _text(f"{who}Printed {today}. {period}", known + UNKNOWN_NIGHTS)


def _signs(signs: Sequence[SignRecord]) -> tuple[tuple[str, ...], ...]:
    if not signs:
        return _text("No warning sign was marked.")
    newest = sorted(signs, key=lambda s: s.when, reverse=True)
    lines = []
    for sign in newest[:_SIGNS]:
        state = "open"
        if sign.cleared is not None:
            state = f"{'known to the doctor' if sign.how == 'doctor' else 'seen'} {sign.cleared.date}"
        limb = f"{sign.limb}: " if sign.limb else ""
        lines.append(f"{sign.when.local:%Y-%m-%d %H:%M}, {state}. {limb}{sign.text}")
    if rest := newest[_SIGNS:]:
        lines.append(f"and {len(rest)} earlier, first on {rest[-1].when.date}")
    return _text(*lines)


def _in_short(cramps: Sequence[CrampRecord], nights: Sequence[Night], today: date) -> tuple[tuple[str, ...], ...]:
    def inside(day: date, weeks: int) -> bool:
        return 0 <= (today - day).days < 7 * weeks

    spans = [
        ([c for c in cramps if inside(c.began.date, weeks)], [n for n in nights if inside(n.evening, weeks)])
        for weeks in (4, 12)
    ]
    rows: tuple[tuple[str, Callable[[list[CrampRecord], list[Night]], str]], ...] = (
        ("Cramps; days with a cramp", lambda c, n: f"{len(c)}; {len({x.began.date for x in c})}"),
        (
            "Nights answered; cramp-free; 2 or more",
            lambda c, n: f"{len(n)}; {sum(x.cramps == 0 for x in n)}; {_busy(c, n)}",
        ),
        ("Median bout", lambda c, n: _length(c, median)),
        ("Longest bout", lambda c, n: _length(c, max)),
        ("Bouts over ten minutes", lambda c, n: str(sum(b.length_ms > LONG_MS for x in c for b in x.bouts))),
        ("Came back within minutes", lambda c, n: str(sum(x.came_back > 0 for x in c))),
        ("Pain 0 to 10: median; worst", lambda c, n: f"{_pain(c, median)}; {_pain(c, max)}"),
    )
    head = ("", "last 4 weeks", "last 12 weeks")
    return (head, *((label, *(row(*span) for span in spans)) for label, row in rows))


def _busy(cramps: Sequence[CrampRecord], nights: Sequence[Night]) -> int:
    """Nights with more than one cramp, as recorded or as answered."""
    had = Counter(evening_of(c.began) for c in cramps if at_night(c))
    for night in nights:
        had[night.evening] = max(had[night.evening], night.cramps or 0)
    return sum(n > 1 for n in had.values())


def _length(cramps: Sequence[CrampRecord], pick: Callable[[list[int]], float]) -> str:
    known = [bout for c in cramps for bout in c.bouts if bout.known or bout.length_ms >= _MINUTE_MS]
    if not known:
        return "unknown"
    value = pick([bout.length_ms for bout in known])
    # One open end at or above the value could lie anywhere higher.
    least = any(not bout.known and bout.length_ms >= value for bout in known)
    if least and value < _MINUTE_MS:
        return "unknown"
    return f"{'at least ' if least else ''}{_minutes(value)}"


def _pain(cramps: Sequence[CrampRecord], pick: Callable[[list[int]], float]) -> str:
    known = [c.pain for c in cramps if c.pain is not None]
    return f"{pick(known):g}" if known else "unknown"


def _where(cramps: Sequence[CrampRecord]) -> tuple[tuple[str, ...], ...]:
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

    lines = [line(muscle, [muscle]) for muscle in order[:_MUSCLES]]
    if rest := order[_MUSCLES:]:
        lines.append(line("others", rest))
    return _text(*lines) if lines else _text("Nothing recorded.")


def _when(cramps: Sequence[CrampRecord]) -> tuple[tuple[str, ...], ...]:
    onsets = Counter(c.onset for c in cramps)
    hours = Counter(c.began.local.hour // 6 for c in cramps)
    began = [f"{words} {onsets[onset]}" for onset, words in ONSETS.items()]  # type: ignore[index]
    clock = [f"{b * 6:02}-{b * 6 + 6:02} h: {hours[b]}" for b in range(4)]
    return _text(f"Began {', '.join(began)}, not said {onsets[None]}", f"By the clock {', '.join(clock)}")


def _with_it(cramps: Sequence[CrampRecord], ticks: Sequence[TickRecord]) -> tuple[tuple[str, ...], ...]:
    lines = [
        _most("Recorded with it: ", Counter(word for c in cramps for word in c.came_with)),
        _most(
            "On the screen when it eased, no proof that it helped: ", Counter(c.eased_on for c in cramps if c.eased_on)
        ),
    ]
    if len(ticks) >= _LEAST_TICKS:
        of = len(ticks)
        each = {name: sum(name in day.ticks for day in ticks) for name in ("walked", "drank", "effort")}
        lines.append(
            f"Ticked: walked or swam {each['walked']} of {of} days, drank as usual {each['drank']}, "
            f"hard day {each['effort']}"
        )
    return _text(*lines)


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


def _asked(answers: Mapping[str, Answer]) -> tuple[tuple[str, ...], ...]:
    words = {True: "yes", False: "no", None: "not answered"}
    parts = [f"{text}: {words[answers.get(key)]}" for key, text in QUESTIONS.items()]
    return _text(*(". ".join(parts[at : at + 2]) for at in range(0, len(parts), 2)))


def _medicines(health: HealthCard | None, today: date) -> tuple[tuple[str, ...], ...]:
    if health is None:
        return ()
    entries = health.entries
    if len(entries) <= _MEDICINES // 2:
        return _text(*(_entry(entry, today, WIDTH) for entry in entries)) or _text("None entered.")
    shown = [_entry(entry, today, WIDTH // 2) for entry in entries[:_MEDICINES]]
    lines = [tuple(shown[at : at + 2]) for at in range(0, len(shown), 2)]
    if len(entries) > _MEDICINES:
        lines.append((f"and {len(entries) - _MEDICINES} more",))
    return tuple(lines)


def _entry(entry: CardEntry, today: date, room: int) -> str:
    """An entry in so many cells: what gives way is the name's end."""
    said = ""
    if entry.month:
        said = f", {'due' if entry.kind == 'pregnant' else 'since'} {entry.month}"
    if entry.changed_lately(today):
        said = f"{said if room >= WIDTH else ''}, changed in the last 3 months"
    return cut(entry.text or KINDS[entry.kind], room - cells(said)) + said


def _plan(plan: NightPlan | None) -> tuple[tuple[str, ...], ...]:
    if plan is None:
        return ()
    weeks = ", ".join(f"{rate.told()} ({rate.answered})" for rate in plan.weeks)
    return _text(
        f"{plan.record.routine}, from {plan.record.first}. {plan.title()}",
        plan.told_before(),
        f"During, week by week (nights answered): {weeks}",
        SIDE_BY_SIDE,
    )


def _log(
    cramps: Sequence[CrampRecord], nights: Sequence[Night], today: date, days: Days
) -> tuple[tuple[str, ...], ...]:
    if len(cramps) <= _EVERY:
        return _text(*map(_log_line, cramps)) or _text("No cramp was recorded.")
    lines = []
    begun = min([days.of_cramp(c) for c in cramps] + [night.evening for night in nights])
    for first in days.weeks(today, _WEEKS):
        if first < days.week(begun):
            lines.append(f"Week of {first}: before this record began")
            continue
        inside = [c for c in cramps if days.week(days.of_cramp(c)) == first]
        evenings = {evening_of(c.began) for c in inside if at_night(c)}
        lines.append(
            f"Week of {first}: {counted(len(inside), 'cramp')} on {counted(len(evenings), 'night')}"
            + (f", longest {_length(inside, max)}, worst pain {_pain(inside, max)}" if inside else "")
        )
    return _text(*lines, *map(_log_line, worst(cramps)))


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
        parts.append(f"{_minutes(last.after_ms + last.length_ms)} since the first")
    if cramp.note:
        parts.append(cramp.note)
    return ", ".join(parts)


def _foot(cramps: Iterable[CrampRecord]) -> tuple[tuple[str, ...], ...]:
    left_out = sum(not c.confirmed for c in cramps)
    lines = ["Lengths are lower limits, rounded down."]
    if left_out:
        visits = "visit not confirmed as a cramp is" if left_out == 1 else "visits not confirmed as cramps are"
        lines.append(f"{left_out} {visits} left out.")
    return _text(*lines)


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
                "" if longest is None else str(longest.length_ms // _MINUTE_MS),
                "" if longest is None else "no" if longest.known else "yes",
                "" if cramp.pain is None else str(cramp.pain),
                ONSETS.get(cramp.onset or "", ""),
                ", ".join(cramp.came_with),
                cramp.eased_on or "",
                cramp.note or "",
            )
        )
    return tuple(rows)
