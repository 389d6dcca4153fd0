"""The page for a doctor: one page whatever the number of cramps, every number on it the obvious one, nothing judged."""

import csv
import io
import random
import re
import shutil
import statistics
import subprocess
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.journal.health import CardEntry, HealthCard
from stretchplayer.journal.night_plan import NightPlan, Rate, begin
from stretchplayer.journal.records import Bout, CrampRecord, Moment, NightRecord, SignRecord, TickRecord
from stretchplayer.journal.report import UNKNOWN_NIGHTS, WIDTH, ReportFacts, ReportPage, cut, make_page, worst
from stretchplayer.journal.report_forms import to_csv, to_html, to_markdown
from stretchplayer.journal.told import ONSETS
from stretchplayer.words.wrapping import cells
from tests.each import each
from tests.examples import examples

ZONE = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 22)
PRINTED = Moment.of(datetime(2026, 11, 22, 10, 0, tzinfo=ZONE))
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)


def at(days_ago: int, hour: int = 2, minute: int = 40) -> Moment:
    return Moment.of(datetime(2026, 11, 22, hour, minute, tzinfo=ZONE) - timedelta(days=days_ago))


def cramp(days_ago: int, hour: int = 2, **changes: object) -> CrampRecord:
    base = CrampRecord("c", at(days_ago, hour), ("calf",), "left", (Bout(0, 180_000, True),), 6)
    return replace(base, **changes)  # type: ignore[arg-type]


def page(*cramps: CrampRecord, name: str | None = None, **facts: object) -> ReportPage:
    return make_page(ReportFacts(cramps, **facts), PRINTED, name)  # type: ignore[arg-type]


def block(page: ReportPage, name: str) -> list[str]:
    return [" | ".join(line) for found in page.blocks if found.name == name for line in found.lines]


def plan(night: int = 12) -> NightPlan:
    weeks = (Rate(3, 7), Rate(2, 4), *[Rate(0, 0)] * 4)
    return NightPlan(begin("night-calf-hamstring", date(2026, 11, 9)), TODAY, night, 10, Rate(9, 21), weeks)


def much(count: int, seed: int = 1) -> ReportFacts:
    """As many cramps as asked for, and as much of everything else as there may be, in the widest letters."""
    chance = random.Random(seed)
    wide = "W" * 60
    muscles = ("calf", "foot", "hamstring", "thigh", "shin", "groin", "hand")
    cramps = [
        cramp(
            chance.randrange(400), chance.randrange(24), muscles=tuple(chance.sample(muscles, 2)), side=None,
            bouts=tuple(Bout(n * 900_000, chance.randrange(900_000), chance.random() < 0.5) for n in range(3)),
            pain=10, onset="after-exercise", came_with=(f"{wide}{n % 9}",), eased_on=f"{wide}{n % 7}",
            note=f"{wide}\n<b>", confirmed=n % 9 > 0,
        )
        for n in range(count)
    ]  # fmt: skip
    signs = [SignRecord(str(n), "T1", wide, at(n), wide, None, at(0), "doctor") for n in range(9 if count else 0)]
    nights = [NightRecord((TODAY - timedelta(days=n)).isoformat(), n % 3, PRINTED) for n in range(min(count, 90))]
    ticks = [TickRecord((TODAY - timedelta(days=n)).isoformat(), ("walked",)) for n in range(min(count, 30))]
    health = HealthCard(
        tuple(CardEntry("medicine", "2026-11-01", f"{wide}{n}", "2026-10", "2026-11") for n in range(14))
    )
    return ReportFacts(cramps, nights, signs, ticks, plan(), health if count else HealthCard(), {"sleep": True})


@each("count", [0, 1, 12, 13, 60, 600])
def test_it_has_sixty_two_lines_at_most_and_none_is_too_wide(count: int) -> None:
    made = make_page(much(count), PRINTED, "A very long name " * 9)
    assert made.lines <= 62
    for found in made.blocks:
        for line in found.lines:
            assert sum(map(cells, line)) <= WIDTH
            assert "\n" not in "".join(line)
    limits = {"Signs": 6, "In short": 9, "Where": 5, "When": 3, "With it": 3, "Asked today": 4,
              "Medicines": 6, "Night plan": 4, "Log": 16}  # fmt: skip
    assert all(len(found.lines) <= limits.get(found.name, 2) for found in made.blocks)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine to print with")
def test_a_browser_prints_it_on_one_page_whatever_the_number_of_cramps(tmp_path: Path) -> None:
    head, pages = "", []
    for count in (0, 1, 12, 60, 600):
        head, _, body = to_html(make_page(much(count), PRINTED, "N. N.")).partition("</style>")
        pages.append(f"<main style='break-before: page'>{body.replace('</html>', '')}</main>")
    # One start of the browser for all five; one page too many of any is one too many of the whole.
    (tmp_path / "page.html").write_text(f"{head}</style>{''.join(pages)}", encoding="utf-8")
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile",
        "--no-pdf-header-footer", f"--print-to-pdf={tmp_path}/page.pdf", f"file://{tmp_path}/page.html",
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    pdf = (tmp_path / "page.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 5
    assert re.search(rb"/MediaBox\s*\[0 0 59[45]\.?\d* 84[12]", pdf)


def test_the_blocks_come_in_their_order() -> None:
    made = make_page(much(600), PRINTED)
    assert [b.name for b in made.blocks] == [
        "", "Signs", "In short", "Where", "When", "With it", "Asked today", "Medicines",
        "Night plan", "Log", "",
    ]  # fmt: skip
    assert "Medicines" not in [b.name for b in page(cramp(1)).blocks]


def test_counts_of_four_and_twelve_weeks() -> None:
    some = (
        cramp(1),
        cramp(1, 4, pain=8, bouts=(Bout(0, 700_000), Bout(900_000, 0))),
        cramp(60, 15, pain=None, bouts=()),
        cramp(200),
        cramp(2, confirmed=False, pain=10),
        cramp(-1),  # written down on a clock that ran ahead
    )
    nights = [NightRecord(f"2026-11-{n}", c, PRINTED) for n, c in ((18, 0), (19, 3), (20, 1), (17, None))]
    assert block(page(*some, nights=nights), "In short") == [
        " | last 4 weeks | last 12 weeks",
        "Cramps; days with a cramp | 2; 1 | 3; 2",
        "Nights answered; cramp-free; 2 or more | 3; 1; 2 | 3; 1; 2",
        "Median bout | at least 7 min | at least 7 min",
        "Longest bout | at least 11 min | at least 11 min",
        "Bouts over ten minutes | 1 | 1",
        "Came back within minutes | 1 | 1",
        "Pain 0 to 10: median; worst | 7; 8 | 7; 8",
    ]


@each(("ms", "over"), [(599_999, "0"), (600_000, "0"), (600_001, "1")])
def test_over_ten_minutes_is_over_ten_minutes(ms: int, over: str) -> None:
    assert f"Bouts over ten minutes | {over} | {over}" in block(page(cramp(1, bouts=(Bout(0, ms, True),))), "In short")


@each(("hours", "nights"), [((21, 3), 0), ((22, 3), 1), ((23, 6), 1), ((23, 7), 0), ((1, 2), 1)])
def test_a_night_lasts_from_ten_to_seven(hours: tuple[int, int], nights: int) -> None:
    first = cramp(2 if hours[0] > 12 else 1, hours[0])
    row = block(page(first, cramp(1, hours[1])), "In short")[2]
    assert row == f"Nights answered; cramp-free; 2 or more | 0; 0; {nights} | 0; 0; {nights}"


def test_warning_signs_carry_when_where_and_what_became_of_them() -> None:
    sign = SignRecord("w", "T1", "One leg swollen", at(2, 3, 5), "left leg")
    seen = replace(sign, id="x", when=at(3, 3, 5), limb=None, cleared=at(1), how="seen")
    known = replace(seen, id="y", how="doctor", when=at(4, 3, 5))
    assert block(page(signs=[known, sign, seen]), "Signs") == [
        "2026-11-20 03:05, open. left leg: One leg swollen",
        "2026-11-19 03:05, seen 2026-11-21. One leg swollen",
        "2026-11-18 03:05, known to the doctor 2026-11-21. One leg swollen",
    ]
    many = block(page(signs=[replace(sign, when=at(n)) for n in range(8)]), "Signs")
    assert (len(many), many[5]) == (6, "and 3 earlier, first on 2026-11-15")
    assert block(page(), "Signs") == ["No warning sign was marked."]


def test_where_when_and_what_it_came_with() -> None:
    some = [
        cramp(n, muscles=(muscle,), side=side, onset=onset, came_with=(word,), eased_on=word)
        for n, (muscle, side, onset, word) in enumerate(
            (
                ("calf", "left", "asleep", "heat"), ("calf", "right", "asleep", "heat"),
                ("foot", None, None, "illness"),
                ("hand", "both", "rest", "a"), ("thigh", None, "waking", "b"), ("shin", "left", "exercise", "c"),
                ("groin", "left", "after-exercise", "heat"),
            )
        )
    ]  # fmt: skip
    made = page(*some)
    assert block(made, "Where") == [
        "calf: left 1, right 1, both 0, unknown 0", "foot: left 0, right 0, both 0, unknown 1",
        "groin: left 1, right 0, both 0, unknown 0", "hand: left 0, right 0, both 1, unknown 0",
        "others: left 1, right 0, both 0, unknown 1",
    ]  # fmt: skip
    assert block(made, "When") == [
        "Began asleep 2, waking 1, at rest 1, in exercise 1, after it 1, not said 1",
        "By the clock 00-06 h: 7, 06-12 h: 0, 12-18 h: 0, 18-24 h: 0",
    ]
    assert block(made, "With it") == [
        "Recorded with it: heat 3, a 1, b 1, others 2",
        "On the screen when it eased, no proof that it helped: heat 3, a 1, b 1, others 2",
    ]


def test_ticks_are_on_it_only_from_fourteen_days_on() -> None:
    ticks = [TickRecord(f"2026-11-{n:02}", ("walked", "drank")[: n % 3]) for n in range(1, 15)]
    assert len(block(page(ticks=ticks[1:]), "With it")) == 2
    line = "Ticked: walked or swam 10 of 14 days, drank as usual 5, hard day 0"
    assert block(page(ticks=ticks), "With it")[2] == line


def test_questions_are_answered_or_not_answered() -> None:
    lines = block(page(answers={"sleep": True, "numbness": False}), "Asked today")
    assert lines[0] == "Broken sleep: yes. Numbness or tingling: no"
    assert " ".join(lines).count("not answered") == 5


def test_medicines_are_on_it_only_if_they_are_put_there() -> None:
    card = HealthCard(
        (CardEntry("thinners", "2026-01-01"), CardEntry("medicine", "2026-01-01", "a statin", "2025-01", "2026-10"))
    )
    assert block(page(health=card), "Medicines") == [
        "Blood thinners, or a bleeding disorder",
        "a statin, since 2025-01, changed in the last 3 months",
    ]
    assert block(page(health=HealthCard()), "Medicines") == ["None entered."]
    assert "statin" not in to_html(page()) + to_markdown(page())


def test_the_plan_is_beside_the_cramps_without_a_claim() -> None:
    assert block(page(plan=plan()), "Night plan") == [
        "night-calf-hamstring, from 2026-11-09. Night 12 of 42. Done: 10.",
        "Before: 3.0 cramps a week (21 nights answered).",
        "During, week by week (nights answered): 3.0 (7), 3.5 (4), – (0), – (0), – (0), – (0)",
        "Side by side; this does not show that one caused the other.",
    ]


def test_up_to_twelve_cramps_are_a_line_each() -> None:
    back = cramp(1, bouts=(Bout(0, 61_000, True), Bout(600_000, 30_000)), note="after\nthe hills", onset="asleep")
    lines = block(page(back, cramp(3, side=None, pain=None, bouts=(Bout(0, 59_000),))), "Log")
    assert lines == [
        "2026-11-21 02:40 calf, left, 1 min, pain 6, asleep; 10 min since the first, after the…",
        "2026-11-19 02:40 calf, side unknown, length unknown, pain unknown",
    ]
    assert len(block(page(*[cramp(n) for n in range(12)]), "Log")) == 12


def test_more_cramps_are_gathered_by_week_with_the_longest_and_the_worst() -> None:
    some = [cramp(n, bouts=(Bout(0, n * 60_000, True),), pain=n % 10) for n in range(20)]
    lines = block(page(*some), "Log")
    assert len(lines) == 16
    assert lines[11] == "Week of 2026-11-16: 6 cramps on 6 nights, longest 5 min, worst pain 5"
    assert lines[0] == "Week of 2026-08-31: before this record began"
    early = block(page(*some, nights=[NightRecord("2026-10-14", 0, PRINTED)]), "Log")
    assert early[5:8] == [
        "Week of 2026-10-05: before this record began",
        "Week of 2026-10-12: 0 cramps on 0 nights",
        "Week of 2026-10-19: 0 cramps on 0 nights",
    ]
    assert [c.longest.length_ms // 60_000 for c in worst(some) if c.longest] == [19, 18, 9, 8]


@each(
    ("bouts", "words"),
    [
        ((), "length unknown"),
        ((Bout(0, 59_999),), "length unknown"),
        ((Bout(0, 60_000),), "at least 1 min"),
        ((Bout(0, 59_999, True),), "under a minute"),
        ((Bout(0, 60_000, True),), "1 min"),
        ((Bout(0, 179_999, True),), "2 min"),
    ],
)
def test_a_length_is_a_lower_limit_in_whole_minutes(bouts: tuple[Bout, ...], words: str) -> None:
    made = page(cramp(1, bouts=bouts))
    assert block(made, "Log") == [f"2026-11-21 02:40 calf, left, {words}, pain 6"]
    told = "unknown" if words == "length unknown" else words
    assert block(made, "In short")[3:5] == [f"Median bout | {told} | {told}", f"Longest bout | {told} | {told}"]


def test_an_open_end_that_could_lie_higher_makes_a_length_a_lower_limit() -> None:
    def lengths(*bouts: Bout) -> list[str]:
        return [line.split(" | ")[1] for line in block(page(cramp(1, bouts=bouts)), "In short")[3:5]]

    assert lengths(Bout(0, 120_000, True), Bout(0, 240_000)) == ["at least 3 min", "at least 4 min"]
    assert lengths(Bout(0, 240_000, True), Bout(0, 240_000, True), Bout(0, 120_000)) == ["4 min", "4 min"]
    assert lengths(Bout(0, 30_000, True), Bout(0, 30_000, True), Bout(0, 60_000)) == [
        "unknown", "at least 1 min",
    ]  # fmt: skip
    assert lengths(Bout(0, 60_000, True), Bout(0, 60_000)) == ["at least 1 min", "at least 1 min"]


@each(
    ("text", "room", "out"),
    [
        ("calf", 4, "calf"),
        ("calves", 4, "cal…"),
        ("a  b\nc", 9, "a b c"),
        ("to be", 4, "to…"),
        ("漢字漢", 6, "漢字漢"),
        ("漢字漢", 5, "漢字…"),
    ],
)
def test_what_is_cut_fits_exactly(text: str, room: int, out: str) -> None:
    assert cut(text, room) == out


def test_the_head_says_who_when_and_how_many_nights_were_answered() -> None:
    nights = [NightRecord((TODAY - timedelta(days=n)).isoformat(), 0, PRINTED) for n in (1, 2)]
    name = "N" * 24
    line, known = block(page(cramp(10), nights=nights, name=f"{name}N"), "")[:2]
    assert line == f"{name[:23]}…. Printed 2026-11-22. Period 2026-11-12 to 2026-11-22."
    assert known.startswith("Nights answered: 2 of 10. ")
    assert block(page(nights=nights, name=name), "")[0].startswith(f"{name}. Printed")
    assert block(page(nights=nights), "")[1].startswith("Nights answered: 2 of 2. ")
    today = [NightRecord(TODAY.isoformat(), 0, PRINTED)]
    assert block(page(nights=today), "")[1].startswith("Nights answered: 1 of 1. ")
    sign = SignRecord("w", "T1", "One leg swollen", at(30))
    assert "Period 2026-10-23 to" in block(page(signs=[sign]), "")[0]
    assert block(page(), "")[1] == UNKNOWN_NIGHTS


def test_where_begins_with_the_commonest_and_then_by_name() -> None:
    some = [cramp(n, muscles=muscles) for n, muscles in enumerate((("shin", "calf"), ("shin",), ("foot",)))]
    assert [line.partition(":")[0] for line in block(page(*some), "Where")] == ["shin", "calf", "foot"]
    assert block(page(), "Where") == ["Nothing recorded."]
    assert block(page(), "With it")[0] == "Recorded with it: nothing"


def test_names_are_cut_and_numbers_never() -> None:
    def told(line: int, **recorded: object) -> str:
        return block(page(*[cramp(n, **{k: v[n % len(v)] for k, v in recorded.items()}) for n in range(9)]), "With it")[
            line
        ]  # type: ignore[index,arg-type]

    long = [f"{'W' * 30}{n}" for n in range(4)]
    line = told(0, came_with=[(word,) for word in long])
    assert line == "Recorded with it: W 3, W 2, W 2, others 2".replace("W", f"{'W' * 15}…")
    assert cells(line) <= WIDTH < cells(line) + 3
    assert (
        told(1, eased_on=long).endswith(": WWW… 3, WWW… 2, WWW… 2, others 2") and cells(told(1, eased_on=long)) <= WIDTH
    )
    assert told(0, came_with=[("A" * 19,)]) == f"Recorded with it: {'A' * 17}… 9"
    assert told(0, came_with=[("A" * 18,)]) == f"Recorded with it: {'A' * 18} 9"
    assert told(0, came_with=[("b", "a")]) == "Recorded with it: a 9, b 9"


@each(
    ("count", "lines"),
    [
        (5, ["M0", "M1", "M2", "M3", "M4"]),
        (6, ["M0 | M1", "M2 | M3", "M4 | M5"]),
        (7, ["M0 | M1", "M2 | M3", "M4 | M5", "M6"]),
        (10, ["M0 | M1", "M2 | M3", "M4 | M5", "M6 | M7", "M8 | M9"]),
        (12, ["M0 | M1", "M2 | M3", "M4 | M5", "M6 | M7", "M8 | M9", "and 2 more"]),
    ],
)
def test_medicines_share_lines_when_there_are_many(count: int, lines: list[str]) -> None:
    card = HealthCard(tuple(CardEntry("medicine", "2026-01-01", f"M{n}") for n in range(count)))
    assert block(page(health=card), "Medicines") == lines


def test_the_end_of_a_medicines_name_gives_way_to_what_is_said_of_it() -> None:
    entry = CardEntry("medicine", "2026-01-01", "M" * 90, "2025-01", "2026-10")
    changed = ", changed in the last 3 months"
    assert block(page(health=HealthCard((entry,))), "Medicines") == [f"{'M' * 40}…, since 2025-01{changed}"]
    lines = block(page(health=HealthCard((entry, replace(entry, changed=None)) * 3)), "Medicines")
    assert lines[0] == f"{'M' * 12}…{changed} | {'M' * 27}…, since 2025-01"
    due = HealthCard((CardEntry("pregnant", "2026-01-01", month="2027-02"),))
    assert block(page(health=due), "Medicines") == ["Pregnant, due 2027-02"]


def test_the_title_is_a_line_of_the_page() -> None:
    made = page(cramp(1))
    assert made.lines == len([line for found in made.blocks for line in found.lines]) + 1


@each("form", [to_html, to_markdown])
def test_every_form_holds_everything_and_nothing_typed_becomes_a_mark(form: object) -> None:
    card = HealthCard((CardEntry("medicine", "2026-01-01", "<i>x</i>"),))
    out = form(page(cramp(1, note="woke <b>up</b> | *cold* [x](y)"), name="A. Person", health=card))  # type: ignore[operator]
    assert "A. Person" in out
    assert ("woke \\<b" if form is to_markdown else "woke &lt;b") in out
    assert "<i>" not in out
    if form is to_markdown:
        assert "\\[x\\](y)" in out and "\\*cold\\*" in out
    lowered = out.lower()
    assert not any(word in lowered for word in ("score", "diagnos", "harmless", "normal", "quinine", "<script", "http"))


def test_the_csv_is_the_whole_log_with_its_line_breaks_and_runs_no_formula() -> None:
    some = [cramp(n) for n in range(30)] + [cramp(1, note="=1+1\nsecond", confirmed=True), cramp(1, confirmed=False)]
    rows = list(csv.reader(io.StringIO(to_csv(page(*some)))))
    assert rows[0][:4] == ["date", "time", "muscles", "side"]
    assert len(rows) == 32
    assert rows[31][-1] == "'=1+1\nsecond"
    assert rows[1] == ["2026-11-22", "02:40", "calf", "left", "1", "3", "no", "6", "", "", "", ""]


def test_an_empty_record_still_makes_a_page() -> None:
    assert block(page(), "")[0] == "Printed 2026-11-22. Nothing was recorded yet."
    assert block(page(), "Log") == ["No cramp was recorded."]


@each(("count", "said"), [(1, "1 visit not confirmed as a cramp is"), (2, "2 visits not confirmed as cramps are")])
def test_what_was_not_confirmed_is_told_and_not_counted(count: int, said: str) -> None:
    made = page(*[cramp(1, confirmed=False)] * count)
    assert block(made, "")[-1] == f"{said} left out."
    assert block(made, "In short")[1] == "Cramps; days with a cramp | 0; 0 | 0; 0"


bouts = st.lists(st.builds(Bout, st.integers(0, 10**6), st.integers(0, 10**6), st.booleans()), max_size=3).map(tuple)
_WORDS = ("heat", "shoes", "drive", "rain", "run")
_TICKS = ("walked", "drank", "effort")
cramps = st.builds(
    lambda ago, hour, **more: cramp(ago, hour, **more),
    st.integers(0, 100), st.integers(0, 23), bouts=bouts, pain=st.none() | st.integers(0, 10), confirmed=st.booleans(),
    muscles=st.lists(st.sampled_from(("calf", "foot", "hand")), min_size=1, max_size=2, unique=True).map(tuple),
    side=st.sampled_from((None, "left", "right", "both")), onset=st.none() | st.sampled_from(list(ONSETS)),
    came_with=st.lists(st.sampled_from(_WORDS), max_size=3).map(tuple), eased_on=st.none() | st.sampled_from(_WORDS),
)  # fmt: skip


@examples(25)
@given(
    st.lists(cramps, max_size=12) | st.lists(cramps, min_size=20, max_size=30),
    st.dictionaries(st.integers(0, 100), st.integers(0, 4), max_size=20),
)
def test_every_number_on_the_page_is_the_obvious_one(some: list[CrampRecord], told: dict[int, int]) -> None:
    nights = [NightRecord((TODAY - timedelta(days=n)).isoformat(), count, PRINTED) for n, count in told.items()]
    made = page(*some, nights=nights)
    sure = [c for c in some if c.confirmed]

    def ago(c: CrampRecord) -> int:
        return (TODAY - c.began.local.date()).days

    def evening(c: CrampRecord) -> int | None:
        """How many days ago its night began; nothing by day."""
        hour = c.began.local.hour
        return ago(c) if hour >= 22 else ago(c) + 1 if hour < 7 else None

    for column, weeks in ((1, 4), (2, 12)):
        cells = [line[column] for b in made.blocks if b.name == "In short" for line in b.lines][1:]
        inside = [c for c in sure if ago(c) < weeks * 7]
        had = {n: max(told[n], sum(evening(c) == n for c in sure)) for n in told if n < weeks * 7}
        more = {n for n, count in had.items() if count > 1}
        more |= {n for n in map(evening, inside) if n is not None and sum(evening(c) == n for c in inside) > 1}
        assert cells[0] == f"{len(inside)}; {len({ago(c) for c in inside})}"
        assert cells[1] == f"{len(had)}; {list(had.values()).count(0)}; {len(more)}"
        lengths = [b for c in inside for b in c.bouts if b.known or b.length_ms >= 60_000]
        if lengths:
            longest = max(b.length_ms for b in lengths)
            least = any(b.length_ms == longest and not b.known for b in lengths)
            words = f"{longest // 60_000} min" if longest >= 60_000 else "under a minute"
            assert cells[3] == f"{'at least ' if least else ''}{words}"
            middle = statistics.median(b.length_ms for b in lengths)
            higher = any(b.length_ms >= middle and not b.known for b in lengths)
            words = f"{int(middle // 60_000)} min" if middle >= 60_000 else "unknown" if higher else "under a minute"
            assert cells[2] == f"{'at least ' if higher and middle >= 60_000 else ''}{words}"
        assert cells[4] == str(sum(b.length_ms > 600_000 for c in inside for b in c.bouts))
        assert cells[5] == str(sum(len(c.bouts) > 1 for c in inside))
        pains = [c.pain for c in inside if c.pain is not None]
        assert cells[6] == (f"{statistics.median(pains):g}; {max(pains)}" if pains else "unknown; unknown")
    for line in block(made, "Where"):
        muscle = line.partition(":")[0]
        if muscle in ("calf", "foot", "hand"):
            own = [c.side or "unknown" for c in sure if muscle in c.muscles]
            assert line.endswith(", ".join(f"{s} {own.count(s)}" for s in ("left", "right", "both", "unknown")))
    began = [c.onset for c in sure]
    assert block(made, "When")[0].endswith(f"after it {began.count('after-exercise')}, not said {began.count(None)}")
    hours = [c.began.local.hour for c in sure]
    blocks = ((0, 6, "00-06"), (6, 12, "06-12"), (12, 18, "12-18"), (18, 24, "18-24"))
    told_hours = ", ".join(f"{name} h: {sum(a <= h < b for h in hours)}" for a, b, name in blocks)
    assert block(made, "When")[1] == f"By the clock {told_hours}"
    if len(sure) > 12:
        for line in block(made, "Log")[:12]:
            first = date.fromisoformat(line[8:18])
            week = [n for n in range(200) if first <= TODAY - timedelta(days=n) < first + timedelta(days=7)]
            inside = [c for c in sure if (evening(c) if evening(c) is not None else ago(c)) in week]
            if "before this record" in line:
                assert not inside and not [n for n in told if n in week]
            else:
                evenings = {evening(c) for c in inside if evening(c) is not None}
                assert f": {len(inside)} cramp" in line and f" on {len(evenings)} night" in line
    else:
        assert len(block(made, "Log")) == max(1, len(sure))
    assert (f"{len(some) - len(sure)} visit" in block(made, "")[-1]) == (len(some) > len(sure))


@examples(25)
@given(
    st.lists(cramps, max_size=30),
    st.lists(st.lists(st.sampled_from(_TICKS), unique=True).map(tuple), max_size=20),
    st.lists(st.integers(0, 300), max_size=9, unique=True),
)
def test_what_came_with_it_and_how_many_signs_are_counted_the_obvious_way(
    some: list[CrampRecord], ticked: list[tuple[str, ...]], marked: list[int]
) -> None:
    ticks = [TickRecord((TODAY - timedelta(days=n)).isoformat(), each) for n, each in enumerate(ticked)]
    signs = [SignRecord(f"s{n}", "T1", "One leg swollen", at(n)) for n in marked]
    made = page(*some, ticks=ticks, signs=signs)
    sure = [c for c in some if c.confirmed]

    def told(words: list[str]) -> str:
        often = sorted((-words.count(word), word) for word in _WORDS if word in words)
        shown = [f"{word} {-count}" for count, word in often[:3]]
        others = sum(-count for count, _ in often[3:])
        return ", ".join(shown + [f"others {others}"] * bool(others)) or "nothing"

    lines = block(made, "With it")
    assert lines[0] == f"Recorded with it: {told([word for c in sure for word in c.came_with])}"
    assert lines[1].endswith(f": {told([c.eased_on for c in sure if c.eased_on])}")
    if len(ticks) >= 14:
        walked, drank, effort = (sum(word in each for each in ticked) for word in _TICKS)
        assert f" {walked} of {len(ticks)} days, drank as usual {drank}, hard day {effort}" in lines[2]
    else:
        assert len(lines) == 2
    if marked:
        assert len(block(made, "Signs")) == min(len(marked), 5) + (len(marked) > 5)
    if len(marked) > 5:
        assert block(made, "Signs")[-1] == f"and {len(marked) - 5} earlier, first on {at(max(marked)).date}"

    def length(c: CrampRecord) -> int:
        return max((b.length_ms for b in c.bouts), default=-1)

    def pain(c: CrampRecord) -> int:
        return -1 if c.pain is None else c.pain

    chosen = worst(sure)
    assert len(chosen) == min(4, len(sure))
    left = [c for c in sure if not any(c is one for one in chosen)]
    # Two are as long as any, and the others hurt as much as any that is left.
    assert all(length(c) <= sorted(map(length, chosen))[-min(2, len(chosen))] for c in left)
    assert all(pain(c) <= sorted(map(pain, chosen))[-min(2, len(chosen))] or len(chosen) < 4 for c in left)
