"""What may make cramps fewer, line by line with what each rests on; and the three things worth ticking. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from stretchplayer.journal.records import TickRecord


@dataclass(frozen=True, slots=True)
class Advice:
    """One line, what it rests on, and whether somebody who was told to limit fluids or salts is to leave it out."""

    text: str
    basis: str
    limited: bool = False


LINES: tuple[Advice, ...] = (
    Advice(
        "Drink as usual, more in heat and sport. Told to limit fluids? Keep to that.",
        "Heart-failure advice limits fluids to 1.5 to 2 litres a day. Studies of drinking and cramps disagree; how "
        "much is our own judgement.",
        True,
    ),
    Advice(
        "After heavy sweat: something salty, unless you must limit salt.",
        "Heat-cramp guidance: stop, rest, a cool place, a drink with salt. In two small studies of provoked cramps "
        "a salt drink helped where water did not.",
        True,
    ),
    Advice(
        "Potassium: bananas, avocados. Calcium: dairy. Magnesium: nuts, seeds, legumes. Not proven to stop cramps.",
        "Food lists of health services; magnesium tablets made no difference in older adults (Cochrane).",
        True,
    ),
    Advice(
        "Kidney disease, heart failure, water tablets: ask before eating more of them. No salt substitute.",
        "Kidney and heart-failure advice: potassium may have to be limited, and salt substitutes are potassium.",
    ),
    Advice(
        "Walk or swim most days. A short walk or ride before bed.",
        "Cleveland Clinic and a copy of UpToDate name a short walk or ride before bed; the rest is experience.",
    ),
    Advice(
        "Get up from sitting, sit down from standing, about once an hour.",
        "Advice for standing and sitting jobs; once an hour is our own judgement.",
    ),
    Advice(
        "Warm up by moving. Build up gradually, a little each week.",
        "Guidelines on warming up; the pace of building up is our own judgement.",
    ),
    Advice(
        "Shoes that support. Loose covers. Toes up or to the side in bed.",
        "Cleveland Clinic, and a copy of UpToDate.",
    ),
    Advice(
        "Calf and hamstring before sleep: the six-week plan.",
        "One trial of 80 people over 55 (Hallegraeff 2012). A larger one saw no effect (Coppin 2005).",
    ),
    Advice(
        "Ask about medicines: statins, water tablets, inhalers, hormones. Keep taking them; ask.",
        "Lists of causes of the NHS, AAFP and NICE. Unexplained muscle pain or cramps on a statin: call your doctor or "
        "advice line straight away.",
    ),
    Advice("Often, very painful or no better? Tell your doctor.", "Mayo Clinic and older NHS pages."),
)


LIMITED = "Keep to your limits with fluids, salt and potassium."


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing worth ticking: its key, its name in the journal, a word for it, and what it says."""

    key: str
    name: str
    word: str
    line: str


TICKS: tuple[Tick, ...] = (
    Tick("w", "walked", "Walked", "walked or swam"),
    Tick("d", "drank", "Drank", "drank as usual for me"),
    Tick("e", "effort", "Hard day", "hard day: unusual effort, heat, or hours on my feet"),
)


def lines_for(limits: bool) -> list[Advice]:
    """The lines for somebody; food, drink and salt are left out where `limits` were set by a doctor."""
    return [line for line in LINES if not (limits and line.limited)]


def toggled(day: TickRecord, name: str) -> TickRecord:
    """A day with something ticked, or not any longer."""
    rest = tuple(tick for tick in day.ticks if tick != name)
    return replace(day, ticks=rest if name in day.ticks else (*rest, name))


def week_of(days: Iterable[TickRecord], today: date) -> dict[str, int]:
    """On how many of the last seven days each thing was ticked."""
    last = {(today - timedelta(days=n)).isoformat() for n in range(7)}
    inside = [day for day in days if day.id in last]
    return {tick.name: sum(tick.name in day.ticks for day in inside) for tick in TICKS}
