"""The page for a doctor: facts in plain words, no score, no diagnosis, no advice. Pure.

Days without an entry are unknown, not cramp-free, and a length whose end is unknown is "at least".
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from stretchplayer.journal.days import at_night, confirmed, evening_of
from stretchplayer.journal.health import KINDS, HealthCard
from stretchplayer.journal.records import CrampRecord, Moment, SessionRecord, SignRecord
from stretchplayer.journal.summary import cramps_per_week, nights_per_week
from stretchplayer.words.counts import counted

#: Asked when the report is made, never at night.
QUESTIONS: tuple[str, ...] = (
    "Is your sleep disturbed by cramps?",
    "Numbness, or pins and needles?",
    "Swelling?",
    "Weakness, or a muscle getting smaller?",
    "Calf pain on walking that eases at rest?",
    "Dark urine?",
    "Are you pregnant?",
)
#: When a cramp came, in the order of the page.
MOMENTS: Mapping[str, str] = {
    "asleep": "asleep",
    "waking": "within an hour of waking",
    "rest": "at rest",
    "exercise": "during exercise",
    "after-exercise": "after exercise",
}
#: Medicines and conditions that a doctor looks for; sources aafp-2012 and nice-cks-2012.
LOOKED_FOR = (
    "A doctor will look for: statins, diuretics, nifedipine, salbutamol, oestrogens, raloxifene, naproxen, "
    "teriparatide, IV iron; dialysis, liver disease, thyroid, vascular disease, spinal stenosis, Parkinson."
)
UNKNOWN_DAYS = "Days without an entry are unknown, not cramp-free."
SIDE_BY_SIDE = "Side by side; this does not show that one caused the other."
PLOT_WEEKS = 12
_MINUTE_MS = 60_000
LONG_MS = 10 * _MINUTE_MS

Answer = bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column heads; every row is as long as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """Two rows of numbers, week by week, drawn side by side."""

    weeks: tuple[date, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of the page with what stands under it."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    plot: Plot | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page, ready to be written out."""

    title: str
    parts: tuple[Part, ...]
    log: Table = field(default_factory=lambda: Table((), ()))


def make_page(
    cramps: Sequence[CrampRecord],
    sessions: Iterable[SessionRecord],
    health: HealthCard,
    signs: Sequence[SignRecord],
    answers: Mapping[str, Answer],
    *,
    printed: Moment,
    name: str | None = None,
    night_routines: frozenset[str] = frozenset(),
) -> Page:
    """The page in its fixed order. `answers` holds yes, no or no answer for each of `QUESTIONS`."""
    sessions, cramps = list(sessions), confirmed(cramps)
    parts = [
        _head(cramps, sessions, printed, name),
        *_signs(signs),
        _in_short(cramps, printed.date),
        _counted("Which muscle and side", Counter(f"{c.muscle}, {c.side or 'side unknown'}" for c in cramps)),
        _when(cramps),
        _counted("What it came with", Counter(w for c in cramps for w in c.came_with)),
        _counted(
            "What was on when it eased",
            Counter(c.eased_on for c in cramps if c.eased_on),
            "By what was on the screen, not proof that it helped.",
        ),
        *_long(cramps),
        _asked(answers),
        _medicines(health),
        _stretching(cramps, sessions, night_routines, printed.date),
    ]
    return Page("Cramp record kept by the patient with Stretchplayer", tuple(parts), _log(cramps))


def length_words(cramp: CrampRecord) -> str:
    """How long a cramp lasted, as far as it is known."""
    bout = cramp.longest
    if bout is None or (not bout.known and bout.length_ms < _MINUTE_MS):
        return "length unknown"
    return _minutes(bout.length_ms) if bout.known else f"at least {_minutes(bout.length_ms)}"


def _head(cramps: Sequence[CrampRecord], sessions: Sequence[SessionRecord], printed: Moment, name: str | None) -> Part:
    days = sorted({c.began.date for c in cramps} | {s.started.date for s in sessions})
    lines = [f"Name: {name}"] if name else []
    if days:
        lines.append(f"Period: {days[0]} to {days[-1]}. Something was recorded on {counted(len(days), 'day')}.")
    else:
        lines.append("Nothing was recorded yet.")
    return Part("Period", (*lines, f"Printed: {printed.date}.", UNKNOWN_DAYS))


def _signs(signs: Sequence[SignRecord]) -> list[Part]:
    ticked = sorted(signs, key=lambda s: s.when)
    if not ticked:
        return []
    rows = tuple((f"{s.when.date}", f"{s.when.local:%H:%M}", s.text) for s in ticked)
    return [Part("Warning signs ticked", (), Table(("date", "time", "sign"), rows))]


def _in_short(cramps: Sequence[CrampRecord], today: date) -> Part:
    spans = [[c for c in cramps if 0 <= (today - c.began.date).days < 7 * weeks] for weeks in (4, 12)]
    counts: tuple[tuple[str, Callable[[Sequence[CrampRecord]], str]], ...] = (
        ("cramps", lambda span: str(len(span))),
        ("days with a cramp", lambda span: str(len({c.began.date for c in span}))),
        ("nights with more than one", lambda span: str(_busy_nights(span))),
        ("median length", lambda span: _length(span, median)),
        ("longest", lambda span: _length(span, max)),
        ("median pain, 0 to 10", lambda span: _pain(span, median)),
        ("worst pain, 0 to 10", lambda span: _pain(span, max)),
        ("came back within minutes", lambda span: str(sum(c.came_back > 0 for c in span))),
        ("over ten minutes", lambda span: str(sum(_length_ms(c) > LONG_MS for c in span))),
    )
    rows = tuple((label, *(count(span) for span in spans)) for label, count in counts)
    return Part("In short", (), Table(("", "last 4 weeks", "last 12 weeks"), rows))


def _busy_nights(span: Sequence[CrampRecord]) -> int:
    """Nights with more than one cramp."""
    nights = Counter(evening_of(c.began) for c in span if at_night(c))
    return sum(n > 1 for n in nights.values())


def _length(span: Sequence[CrampRecord], pick: Callable[[list[int]], float]) -> str:
    known = [c.longest for c in span if c.longest]
    if not known:
        return "unknown"
    value = pick([bout.length_ms for bout in known])
    # One open end at or above the value could lie anywhere higher.
    least = any(not bout.known and bout.length_ms >= value for bout in known)
    return f"{'at least ' if least else ''}{_minutes(value)}"


def _pain(span: Sequence[CrampRecord], pick: Callable[[list[int]], float]) -> str:
    known = [c.pain for c in span if c.pain is not None]
    return f"{pick(known):g}" if known else "unknown"


def _minutes(ms: float) -> str:
    return f"{int(ms) // _MINUTE_MS} min" if ms >= _MINUTE_MS else "under a minute"


def _length_ms(cramp: CrampRecord) -> int:
    return cramp.longest.length_ms if cramp.longest else 0


def _counted(title: str, count: Counter[str], note: str | None = None) -> Part:
    lines = (note,) if note else ()
    if not count:
        return Part(title, (*lines, "Nothing noted."))
    return Part(title, lines, Table(("", "times"), tuple((what, str(n)) for what, n in count.most_common())))


def _when(cramps: Sequence[CrampRecord]) -> Part:
    moments = Counter(MOMENTS.get(c.onset or "", "unknown") for c in cramps)
    hours = Counter(c.began.local.hour // 6 for c in cramps)
    rows = [(what, str(n)) for what, n in moments.most_common()]
    rows += [(f"{block * 6:02}:00 to {block * 6 + 6:02}:00", str(hours[block])) for block in range(4)]
    return Part("When", (), Table(("", "times"), tuple(rows)))


def _long(cramps: Sequence[CrampRecord]) -> list[Part]:
    long = [c for c in cramps if _length_ms(c) > LONG_MS]
    if not long:
        return []
    rows = tuple((f"{c.began.date}", f"{c.began.local:%H:%M}", c.muscle, length_words(c)) for c in long)
    return [Part("Cramps over ten minutes", (), Table(("date", "time", "muscle", "length"), rows))]


def _asked(answers: Mapping[str, Answer]) -> Part:
    words = {True: "yes", False: "no", None: "not answered"}
    rows = tuple((question, words[answers.get(question)]) for question in QUESTIONS)
    return Part("Asked today", (), Table(("", "answer"), rows))


def _medicines(health: HealthCard) -> Part:
    rows = tuple(
        (
            KINDS[h.kind],
            h.text,
            f"since {h.month}" if h.month else "start unknown",
            f"changed {h.changed}" if h.changed else "",
        )
        for h in health.entries
    )
    lines = (LOOKED_FOR, "Please don't stop anything before you have asked.")
    if not rows:
        return Part("Medicines and conditions", ("None typed in.", *lines))
    return Part("Medicines and conditions", lines, Table(("", "as typed", "since", "last three months"), rows))


def _stretching(
    cramps: Sequence[CrampRecord], sessions: Sequence[SessionRecord], routines: frozenset[str], today: date
) -> Part:
    had = cramps_per_week(cramps, today, PLOT_WEEKS)
    nights = nights_per_week(sessions, routines, today, PLOT_WEEKS)
    series = (("cramps noted", tuple(n for _, n in had)), ("nights with the routine", tuple(n for _, n in nights)))
    return Part("Stretching done", (), plot=Plot(tuple(week for week, _ in had), series, SIDE_BY_SIDE))


def _log(cramps: Sequence[CrampRecord]) -> Table:
    rows = tuple(
        (
            f"{c.began.date}",
            f"{c.began.local:%H:%M}",
            c.muscle,
            c.side or "unknown",
            length_words(c),
            "unknown" if c.pain is None else str(c.pain),
            c.note or "",
        )
        for c in cramps
    )
    return Table(("date", "time", "muscle", "side", "length", "pain", "note"), rows)
