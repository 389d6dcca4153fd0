"""Relief on a phone runs the program's tables: the same keys at the same moments lead to the same pages."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest

from stretchplayer.cli.main import main
from stretchplayer.figure.parse import marking
from stretchplayer.library.catalogue import load_moves
from stretchplayer.relief.danger import Meaning
from stretchplayer.relief.flow import KEYS, OVER_KEYS, PAGES, Before, Effect, Flow
from stretchplayer.relief.muscles import MUSCLES
from stretchplayer.relief.record import SignRecord
from stretchplayer.relief.signs import SIGNS
from stretchplayer.relief.telling import Teller
from stretchplayer.relief.texts import Numbers
from stretchplayer.relief.view import marked, view
from stretchplayer.runs.phone import relief_page
from stretchplayer.runs.relief_plans import Plans
from stretchplayer.words.moment import Moment
from tests.page.browser import Browser
from tests.relief.helpers import WALL, Visit

pytestmark = pytest.mark.xdist_group("browser")

_KEYS = [*sorted({key for table in (*KEYS.values(), *OVER_KEYS.values()) for key in table} - {"*", "m", "g"}), "k"]
_LIKELY = ["space", "enter", "y", "n", "left", "w", "b", "c", "escape", "q", "p"]
_WALL, _DAY = 1_700_000_000_000, 86_400_000
_WAITS = (750, 900, 2_000, 10_500, 20_100, 31_000, 60_500)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("relief") / "relief.html"
    path.write_text(relief_page(lambda id, muscles: ""), encoding="utf-8")
    return path


def courses(count: int, seed: int = 18) -> list[dict[str, Any]]:
    """Visits: a muscle, night or day, in some a sign that was marked the day before, and steps of a wait and a key."""
    rng = Random(seed)
    marked = [[key, limb] for key in SIGNS if key[0] != "D" for limb in ("left calf", "right hand", "")]
    return [
        {
            "muscle": rng.choice(sorted(MUSCLES)),
            "night": rng.random() < 0.3,
            "stops": [rng.choice(marked)] if rng.random() < 0.2 else [],
            "steps": [
                [rng.choice(_WAITS), rng.choice(_LIKELY if rng.random() < 0.7 else _KEYS) if rng.random() < 0.8 else ""]
                for _ in range(24)
            ],
        }
        for _ in range(count)
    ]


def told(flow: Flow, effects: Sequence[Effect]) -> list[Any]:
    """What a page is made of, what is said by now, and every line of it."""
    now = view(flow)
    said = [flow.numbers.put(one.text).removesuffix(" y or n.") for one in effects if one.kind == "speak"]
    lines = (now.next, *now.band, *now.large, *now.small, *now.lines, *now.sign, *now.extra)
    page = "closed" if flow.page == "choice" else flow.page
    marked = sorted(stop.key for stop in flow.open_stops)
    return [
        page,
        flow.over[-1] if flow.over else None,
        flow.plan.muscle,
        flow.bed,
        flow.technique.name,
        marked,
        flow.late,
        now.title,
        said,
        [line for line in lines if line],
    ]


def walk(course: dict[str, Any]) -> list[list[Any]]:
    """A course through the program's machine, looked at after each step; it ends where relief closes."""
    with patch.dict(KEYS, eased={key: does for key, does in KEYS["eased"].items() if does != "page"}):
        return _walked(course)


def _walked(course: dict[str, Any]) -> list[list[Any]]:
    now = [0]
    when = Moment.of(datetime.fromtimestamp((_WALL - _DAY) / 1000).astimezone())
    stops = tuple(SignRecord(key, key, SIGNS[key].text, when, limb or None) for key, limb in course["stops"])
    meaning, before = Meaning(course["muscle"], named=True), Before(stops=stops)
    flow = Flow(
        Plans().of, lambda: now[0], meaning=meaning, wall_ms=_WALL, before=before, night=course["night"],
        offset_min=when.offset_min,
    )  # fmt: skip
    seen = [told(flow, flow.start())]
    for wait, key in course["steps"]:
        effects: list[Effect] = []
        for _ in range(wait // 250):
            now[0] += 250
            effects += flow.wake()
        if key:
            effects += flow.press(key)
        # The pages that the aftercare opens lie on the machine: on the phone their keys do nothing.
        if any(effect.kind == "closed" and effect.text not in PAGES.values() for effect in effects):
            return [*seen, ["closed"]]
        seen.append(told(flow, effects))
    return seen


_WALK = """
const {Relief, tables, view, put} = stretchplayer;
const words = (r) => {
  const v = view(r);
  return [v.next, ...v.band, ...v.large, ...v.lines, ...v.sign].map((line) => put(tables, line ?? ""));
};
const told = (r) => [r.page, r.over[r.over.length - 1] ?? null, r.muscleId, r.bed, r.technique.name,
  r.openStops.map((s) => s.sign).sort(), r.late, view(r).title, r.say.splice(0).map((text) => put(tables, text)),
  words(r)];
return given[0].map((course) => {
  const stops = course.stops.map(([sign, limb]) => ({ sign, limb, at: given[1] }));
  let now = 0; const r = new Relief(tables, () => now, { ...course, stops, wall: given[2] });
  const seen = [told(r)];
  for (const [wait, key] of course.steps) {
    for (let n = 0; n < Math.floor(wait / 250); n += 1) { now += 250; if (!r.closed) r.wake(); }
    if (key && !r.closed) r.press(key);
    if (r.closed) { seen.push(["closed"]); break; }
    seen.push(told(r));
  }
  return seen;
});
"""


def test_the_same_keys_lead_to_the_same_pages(browser: Browser, page: Path) -> None:
    walk_both(browser, page, courses(10))


def walk_both(browser: Browser, page: Path, visits: list[dict[str, Any]]) -> None:
    """The visits through the program and through the page; `python -m tests.benchmarks courses` walks more of them."""
    browser.open(page)
    for course, theirs in zip(visits, browser.awaited(_WALK, visits, _WALL - _DAY, _WALL), strict=True):
        ours = walk(course)
        for step, (one, other) in enumerate(zip(ours, theirs, strict=False)):
            assert one[:-1] == other[:-1], (
                one[:-1],
                other[:-1],
                course["muscle"],
                course["night"],
                course["steps"][:step],
            )
            assert set(one[-1]) <= set(other[-1]), "the page shows all that the screen does, and has room for more"
        assert len(ours) == len(theirs)
    assert browser.complaints() == []


#: A muscle, and keys a second apart or seconds to wait, for each page and what an answer makes of it.
PAGES_SINGLY: tuple[tuple[Any, ...], ...] = (
    ("calf", 16), ("hand", 16), ("stitch", 16), ("neck", 16), ("stitch", "space", 7),
    ("calf", "space"), ("hand", "space"), ("neck", "space"), ("calf", "space", 28), ("hand", "space", "space", 7),
    ("neck", "space", "space", 7), ("groin", "space", "space", 7), ("calf", "space", "n"), ("neck", "space", "n", 70),
    ("calf", "space", "n", "n", 7), ("calf", "space", "n", "y", 7), ("calf", "space", "y"), ("neck", "space", "y"),
    ("calf", "w", "6"), ("calf", "w", "8"), ("calf", "space", "y", "p"), ("neck", "space", "y", "p"),
    ("calf", "space", "y", "p", "n"), ("calf", 1201), ("neck", 1201), ("calf", 25, "q", "q"), ("calf", 308),
    ("calf", 608), ("hand", "space", "n", 608), ("calf", "enter"), ("calf", "enter", "n"), ("groin", "enter", 31),
)  # fmt: skip
_OPENED = """
const { Relief, tables, view, put } = stretchplayer;
return given[0].map(([muscle, ...steps]) => {
  let now = 0; const r = new Relief(tables, () => now, { muscle, wall: given[1] });
  for (const step of steps) {
    for (let n = 0; n < (Number.isInteger(step) ? step : 1); n += 1) { now += 1_000; r.wake(); }
    if (!Number.isInteger(step)) r.press(step);
  }
  const v = view(r);
  const words = [...v.band, ...v.large, ...v.lines, ...v.sign].filter(Boolean);
  return [v.title, words.map((line) => put(tables, line)), v.buttons.map(([key]) => key)];
});
"""


def in_order(some: Sequence[str], every: Sequence[str]) -> bool:
    """Whether some things stand among others in the same order."""
    rest = iter(every)
    return not [one for one in some if one not in rest]


def test_each_page_says_the_same_in_the_same_order_and_offers_the_same_keys(browser: Browser, page: Path) -> None:
    """On the screen, in plain lines and on the phone."""
    browser.open(page)
    opened = browser.awaited(_OPENED, PAGES_SINGLY, WALL)
    for (muscle, *steps), (title, words, buttons) in zip(PAGES_SINGLY, opened, strict=True):
        visit = Visit(muscle, {"plan_of": Plans().of})
        teller = Teller(visit.flow)
        told, since, there = [teller.head(), *teller.new()], 0, "help"
        for step in steps:
            for second in range(step if isinstance(step, int) else 1):
                visit.wait(1, step=1)
                if isinstance(step, str) and not second:
                    told += teller.new()
                    visit.now(step)
                if visit.flow.page != there:
                    since, there = len(told), visit.flow.page
                told += teller.new()
        flow, now = visit.flow, view(visit.flow)
        shown = [line for line in (*now.band, *now.large, *now.small, *now.lines, *now.sign) if line]
        keys = {key for row in now.keys for key, _ in row if key} - {"q"}
        silence = [label for row in now.keys for key, label in row if key == "space" and flow.page == "gate"]
        # The phone shows it in the order of the screen, with room for more, and has its keys as buttons.
        assert title == now.title and in_order(shown, words), (muscle, steps, shown, words)
        assert set(silence) <= set(words) and set(now.extra) <= set(words)
        assert keys - {"0-9"} <= set(buttons), (muscle, steps, keys, buttons)
        # In lines a technique has the words of the voice, and "Next" is left out; a page is told when it opens.
        here = told if flow.page == "help" else told[since:]
        said = ". ".join(phrases(line.partition("] ")[2] or line for line in here))
        wanted = shown[len(now.band) + len(now.large) :] if flow.page == "help" else shown
        if muscle == "neck" and flow.page == "help":
            wanted = [line for line in wanted if line not in now.sign]  # in sentences there
        for phrase in phrases([*now.band, *wanted, *silence, *now.extra]):
            assert phrase in said, (muscle, steps, phrase, said)
        if steps[-1] != "n" and flow.page not in ("help", "gate"):
            assert re.search(".*".join(map(re.escape, phrases(shown))), said), (muscle, steps, said)
        text = " ".join((told[0], *here)).casefold()
        offered = {*keys, *(key for row in now.muscles for key, _ in row), *(key for key, _ in now.foot)}
        for key in offered if steps == [16] else keys - {"w"}:
            named = {"0-9": "0 to 9", "escape": "q"}.get(key, key)
            assert re.search(rf"(?<![\w']){re.escape(named)}(?![\w'])", text), (muscle, steps, key, text)
    assert browser.complaints() == []


def phrases(lines: Iterable[str]) -> list[str]:
    """What is said, a phrase each, in small letters."""
    parts = re.split(r"[.?!;:]\s*|\n", "\n".join(lines).casefold().replace("(our own limit.)", "(our own limit)"))
    return [part.strip() for part in parts if part.strip()]


def test_the_first_instruction_stands_at_once_and_nothing_is_asked(browser: Browser, page: Path) -> None:
    browser.open(page, width=320, height=568)
    browser.requests()
    text = browser.text("lines").lower()
    assert "straighten your leg." in text and "pull your toes toward you." in text
    assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
    assert browser.run("return getComputedStyle(document.documentElement).backgroundColor") == "rgb(12, 10, 8)"
    assert browser.requests() == []


def test_the_gate_stop_and_numbers_to_tap(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run("localStorage.clear()")
    browser.open(page)
    browser.pass_time(1_000)
    browser.key(" ")
    assert "compare both legs" in browser.text("lines").lower()
    browser.pass_time(1_000)
    browser.key("y")
    assert browser.text("title") == "Stop"
    assert browser.run("return [...document.querySelectorAll('#lines a')].map((a) => a.href)") == [
        "tel:112",
        "tel:911",
        "tel:999",
    ]
    # Opened again it is Stop that stands first, until somebody clears it.
    browser.open(page)
    assert browser.text("title") == "Stop"
    browser.pass_time(1_000)
    browser.key("ArrowLeft")
    browser.pass_time(1_000)
    assert browser.text("title") == "Calf cramp"
    browser.open(page)
    assert browser.text("title") == "Calf cramp"
    browser.run("localStorage.clear()")


def test_only_a_number_to_call_is_tapped_and_no_text_names_a_key(browser: Browser, page: Path) -> None:
    browser.open(page)
    tapped = "return [...new Set([...document.querySelectorAll('#lines a')].map((a) => a.textContent))]"
    browser.pass_time(1_000)
    browser.key("i")
    assert "10,000 others" in browser.text("lines") and browser.run(tapped) == []
    browser.pass_time(1_000)
    browser.key("Escape")
    seen = ""
    for keys in ("9", " ", " ", "7", "1", " ", " "):
        browser.pass_time(1_000)
        browser.key(keys)
        seen += browser.text("lines") + browser.text("said")
    assert browser.run(tapped) == [] and "SEE WARNING SIGNS" in seen and "tap In bed" in seen
    assert not re.search(r"press (w|b|left)\b", seen, re.IGNORECASE)


def test_a_phone_on_its_side_shows_the_whole_instruction_above_its_keys(browser: Browser, page: Path) -> None:
    browser.open(page, width=844, height=390)
    assert browser.run(
        "const bottom = (id) => document.querySelector(id).getBoundingClientRect();"
        "return bottom('#lines').bottom <= bottom('#keys').top && bottom('#keys').bottom <= innerHeight"
    )


def test_every_page_shows_a_number_or_a_key_to_the_signs(browser: Browser, page: Path) -> None:
    browser.open(page)
    lost = browser.awaited(
        _WALK.replace("const told = (r) =>", "const told = (r) => { const v = stretchplayer.view(r);"
        "const words = stretchplayer.put(tables, JSON.stringify(v));"
        "return /112/.test(words) || v.buttons.some(([key]) => key === 'w') || r.over.length > 0 ? 0 : r.page; };"
        "const unused = (r) =>"), courses(12), _WALL - _DAY, _WALL
    )  # fmt: skip
    assert {one for seen in lost for one in seen if not isinstance(one, list)} == {0}


def test_numbers_of_the_settings_stand_in_the_page() -> None:
    assert "144" in relief_page(lambda id, muscles: "", Numbers(emergency="144"))


def test_every_technique_that_is_drawn_in_the_program_is_drawn_in_the_page(tmp_path: Path) -> None:
    moves, plans = load_moves(), Plans()
    assert main(["export", "relief", "--to", "page", "-o", str(tmp_path / "relief.html")]) == 0
    text = (tmp_path / "relief.html").read_text(encoding="utf-8")
    assert len(text) < 1_500_000
    for muscle in MUSCLES.values():
        for one in plans.of(muscle.id).techniques:
            move = moves.find(one.figure) if one.figure else None
            name = f"{one.figure} {muscle.limb}" if marked(muscle.limb, one.kind) else one.figure
            assert not (move and move.figure) or f'"{name}":"\\u003csvg' in text, (muscle.id, name)


def test_a_neck_that_breathes_marks_the_neck_and_not_the_belly() -> None:
    drawn = {}

    def draw(name: str, muscles: Sequence[str]) -> str:
        drawn[name] = muscles
        return ""

    relief_page(draw)
    assert tuple(drawn["Slow breathing, seated"]) == ("trapezius", "neck")
    figure = load_moves().find("Slow breathing, seated").figure
    assert marking(figure, ("neck",)) == {**figure, "highlight": ["neck"], "arrow": None}
