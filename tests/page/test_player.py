"""A routine as one page, played in a real browser: its clock is the test's, and its network is watched."""

import json
import time as clock
import wave
from array import array
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.audio.breath import breath
from stretchplayer.cli.main import main
from stretchplayer.exchange.phone_page import PageGuide, PageRoutine, PageSegment, PhonePage, make_page
from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.loader import load, load_data
from stretchplayer.library.schedules import load_plan
from stretchplayer.playback.events import SLEPT, Ended
from stretchplayer.playback.tally import Tally, ending
from stretchplayer.runs.outgoing import Pictures, WrittenPlan, outgoing, plan_calendar, plan_page, written_out
from stretchplayer.runs.request import RunPlan, RunRequest, plan
from stretchplayer.settings.table import Settings
from stretchplayer.tui.pages import open_plan
from stretchplayer.tui.screens.finish import FinishScreen
from stretchplayer.tui.shelfwords import steps
from tests.page.browser import Browser
from tests.tui.conftest import make_bench
from tests.tui.pilot import settle
from tests.tui.test_player import Notes

pytestmark = pytest.mark.xdist_group("browser")

TEXT = """
name: Evening legs
language: en
countdown: 5s
rest: 10s
steps:
  - {stretch: Calf stretch, hold: 20s, sides: both, note: "Slowly </script><b>x</b>"}
  - {breathe: Slow breathing, breaths: 2}
  - {move: Squats, reps: 10}
  - {move: Plank, for: 20s}
"""


def planned(text: str) -> tuple[Any, RunPlan]:
    loaded = load_data(text, "legs.yaml", advice=False)
    return loaded, plan(RunRequest(routine=loaded))


@pytest.fixture(scope="module")
def legs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "legs.html"
    path.write_text(outgoing("page", *planned(TEXT)), encoding="utf-8")
    return path


def test_a_routine_plays_to_its_end(browser: Browser, legs: Path) -> None:
    browser.open(legs)
    browser.requests()
    assert (browser.text("name"), browser.text("side"), browser.text("digits")) == ("Calf stretch", "Left leg", "5")
    browser.click("begin")
    browser.pass_time(5_500)
    assert browser.text("chip") == "Stretch"
    assert (browser.text("digits"), browser.text("then")) == ("20", "Next: Right leg, after 5s")
    assert "</script><b>x</b>" in browser.text("how")
    browser.pass_time(20_000)
    assert browser.text("chip") == "Change sides, then"
    browser.pass_time(5_000)
    assert browser.text("side") == "Right leg"
    browser.pass_time(20_000)
    assert (browser.text("chip"), browser.text("name")) == ("Rest, then", "Slow breathing")
    browser.pass_time(10_000)
    assert (browser.text("chip"), browser.text("side"), browser.text("digits")) == ("Breathe", "Breathe in", "4")
    assert browser.text("hint") == "Breath 1 of 2 · 0:20 left"
    browser.pass_time(4_000)
    assert (browser.text("side"), browser.text("digits")) == ("Breathe out", "6")
    browser.pass_time(16_000 + 10_000 + 1_000)
    assert (browser.text("name"), browser.text("digits")) == ("Squats", "×10")
    assert (browser.text("hint"), browser.text("play")) == ("Press Done when you are done", "Done")
    browser.pass_time(60_000 // 100)
    browser.key("Enter")
    browser.pass_time(10_000 + 20_500)
    assert (browser.text("name"), browser.text("digits")) == ("Evening legs", "1:57")
    line = browser.text("copy")
    assert line.startswith("stretchplayer-done ") and line.count("T") == 1
    assert browser.complaints() == []
    assert browser.requests() == []


AT_THE_END = """
name: Squats
category: warm-up
rest: 0s
steps:
  - {section: Legs, steps: [{move: Squat, for: 20s}, {stretch: Standing calf stretch, hold: 20s, sides: both}]}
  - {do: Shake, for: 8s}
  - say: That was it.
"""


async def test_the_end_tells_what_the_screens_finish_does_and_asks_how_it_felt(
    browser: Browser, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, line = home / "routines/squats.yaml", tmp_path / "line.txt"
    path.parent.mkdir()
    path.write_text(AT_THE_END)
    made = plan(RunRequest(routine=str(path), settings=Settings(pain=True)))
    page = tmp_path / "page.html"
    page.write_text(outgoing("page", load(str(path), advice=False), made), encoding="utf-8")
    browser.open(page)
    browser.run("localStorage.clear()")
    browser.open(page)
    assert browser.text("asks") == "Pain now, before you start? Press 0 (none) to 9, + for 10."
    browser.run("document.querySelectorAll('#answers button')[3].click()")
    assert browser.text("asks") == "3 of 10, saved."
    browser.click("begin")
    browser.pass_time(90_000)
    it = make_bench(open_plan(made), settings=made.settings, recorder=lambda made: Notes())
    async with it.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        it.pass_ms(90_000)
        await settle(it.app)
        finish = it.app.screen
        assert isinstance(finish, FinishScreen)

        def both_tell(lines: bool = True) -> None:
            shown = finish._page.shown
            told = [*shown.lines, shown.next] if lines else []
            page = browser.run("return [...document.querySelectorAll('#how li')].map((li) => li.textContent)")
            assert not lines or sorted(told) == sorted([browser.text("hint"), *page])
            assert browser.text("asks") == shown.question
            assert all(text in browser.text("said") for text in (*told, shown.question))

        both_tell()
        for key in ("7", "4", "+"):
            await pilot.press(key)
            browser.key(key)
            both_tell(lines=key == "7")
    line.write_text(browser.text("copy"), encoding="utf-8")
    assert main(["import", str(line)]) == 0
    capsys.readouterr()
    assert main(["history", "--json"]) == 0
    (kept,) = json.loads(capsys.readouterr().out)
    assert (kept["pain_before"], kept["felt"], kept["pain_after"]) == (3, 4, 10)
    # Taken back it is not done, and asked anew once it is.
    browser.key("b")
    assert not browser.run("return document.getElementById('asked').offsetHeight")
    browser.pass_time(20_000)
    assert browser.text("asks").startswith("How did it feel?") and browser.text("copy").count("felt") == 0
    browser.run("document.querySelector('#answers button:nth-child(2)').click()")
    assert browser.text("asks").startswith("2 of 5, saved. Easier next time") and "felt 2" in browser.text("copy")
    assert browser.complaints() == []
    browser.run("localStorage.clear()")


def test_a_step_is_gone_to_from_a_list_and_a_capital_is_its_letter(browser: Browser, tmp_path: Path) -> None:
    loaded, made = planned(AT_THE_END)
    page = tmp_path / "page.html"
    page.write_text(outgoing("page", loaded, made), encoding="utf-8")
    browser.open(page)
    browser.click("begin")
    browser.pass_time(27_000)
    browser.click("jump")
    rows = browser.run("return [...document.querySelectorAll('#list > *')].map((row) => row.innerText.split('\\n'))")
    assert [row for row in rows if len(row) == 1] == [["Legs"]]
    listed = steps(made.timeline)
    assert [" ".join(row) for row in rows] == [" ".join(filter(None, (row.text, row.aside))) for row in listed]
    here = "return document.activeElement.textContent"
    assert browser.run(here).startswith("Standing calf stretch, left leg")
    browser.key("n")  # what is behind the list stands
    assert browser.text("side") == "Left leg"
    browser.run("document.querySelectorAll('#list button')[3].click()")
    assert (browser.text("name"), browser.run("return document.getElementById('steps').open")) == ("Shake", False)
    browser.key("U")
    assert browser.text("side") == "Left leg"
    browser.key("G")
    browser.click("stay")
    assert not browser.run("return document.getElementById('steps').open")
    browser.pass_time(80_000)
    browser.key("g")  # nothing to go to once it is over
    assert not browser.run("return document.getElementById('steps').open")
    assert browser.complaints() == []


STEPS = """
countdown: 0s
rest: 0s
steps:
  - {stretch: A, hold: 40s, sides: none}
  - {stretch: B, hold: 40s, sides: none}
  - {move: C, for: 20s, optional: yes}
  - {move: D, reps: 10}
"""


@pytest.mark.parametrize(
    ("parts", "ends_it", "kept"),
    [
        ((0, 0, 0), False, 0),
        ((40, 40, 0), True, 1),
        ((40, 20, 0), False, 0),  # an optional step is no debt and makes up for none
        ((40, 20, 20), True, 1),  # 60 seconds of 80, and the one that waits, whole
        ((100, 0, 20), False, 0),  # nor does more than planned of another
    ],
)
def test_what_was_skipped_is_neither_done_nor_kept(
    browser: Browser, tmp_path: Path, parts: tuple[int, ...], ends_it: bool, kept: int
) -> None:
    path = tmp_path / "steps.html"
    loaded, made = planned(STEPS)
    path.write_text(outgoing("page", loaded, made), encoding="utf-8")
    browser.open(path)
    browser.run("localStorage.clear()")
    browser.open(path)
    browser.click("begin")
    for name, seconds in zip("ABC", parts, strict=True):
        assert browser.text("name") == name
        for _ in range(max(0, seconds - 40) // 10 + (seconds > 40)):
            browser.click("more")
        browser.pass_time(seconds * 1000)
        if browser.text("name") == name:
            browser.click("next")
    for _ in range(60 if ends_it else 0):
        browser.pass_time(1_000)
    browser.click("play" if ends_it else "next")
    browser.pass_time(400)
    tally = Tally(made.timeline)
    bouts = [s for s in made.timeline.segments if s.is_bout]
    tally.count([Ended(s.index, "skipped", part * 1000) for s, part in zip(bouts, parts, strict=False)])
    tally.count([Ended(bouts[-1].index, "done" if ends_it else "skipped", 0)])
    assert browser.text("chip") == ending(tally).word == ("Done" if kept else "The end")
    assert browser.text("copy").count("T") == browser.run("return localStorage.length") == kept
    assert browser.complaints() == []
    browser.run("localStorage.clear()")


def test_it_pauses_where_it_was_when_the_phone_slept(browser: Browser, legs: Path) -> None:
    browser.open(legs)
    browser.click("begin")
    browser.pass_time(10_000)
    before = browser.text("digits")
    browser.sleep(3_600_000)
    assert (browser.text("chip"), browser.text("hint")) == ("Stretch", SLEPT)
    assert browser.text("digits") == before
    browser.key(" ")
    assert browser.text("hint") == "Paused"
    browser.pass_time(4_000)
    assert (browser.text("hint"), browser.text("digits")) == ("", str(int(before) - 2))


def test_every_control(browser: Browser, legs: Path) -> None:
    browser.open(legs)
    browser.key(" ")
    browser.pass_time(6_000)
    browser.click("more")
    assert browser.text("digits") == "29"
    for _ in range(9):
        browser.click("less")
    browser.pass_time(600)
    # Less never ends a step by itself at once.
    assert (browser.text("chip"), browser.text("digits")) == ("Stretch", "3")
    browser.click("play")
    browser.pass_time(4_000)
    assert (browser.text("hint"), browser.text("play")) == ("Paused", "Continue")
    browser.click("play")
    assert browser.text("play") == "Pause"
    browser.pass_time(2_500)
    browser.click("next")
    assert (browser.text("chip"), browser.text("side")) == ("Change sides, then", "Right leg")
    browser.key("n")
    browser.pass_time(4_000)
    browser.key("ArrowLeft")
    assert (browser.text("side"), browser.text("digits")) == ("Right leg", "20")
    browser.pass_time(1_000)
    browser.key("p")
    assert (browser.text("side"), browser.text("digits")) == ("Left leg", "20")
    browser.key("u")
    assert (browser.text("side"), browser.text("digits")) == ("Right leg", "19")
    browser.click("again")
    assert browser.text("digits") == "20"
    browser.key("m")
    assert browser.run("return document.getElementById('sound').getAttribute('aria-pressed')") == "false"
    assert browser.complaints() == []


def test_the_tones_are_those_of_the_program(browser: Browser, legs: Path) -> None:
    """The browser's own synthesis against the files that the program plays, which are made from the same design."""
    browser.open(legs)
    for name in ("start", "tick", "finish"):
        with wave.open(str(Path(__file__).parent.parent.parent / f"assets/cues/{name}.wav")) as file:
            ours = [value / 32_767 for value in array("h", file.readframes(file.getnframes()))]
        theirs = browser.run(
            "return Array.from(stretchplayer.samples(stretchplayer.plan.tones[arguments[0]], 44100))", name
        )
        assert abs(len(ours) - len(theirs)) <= 1
        assert max(abs(a - b) for a, b in zip(ours, theirs, strict=False)) < 0.02
    breathed = "stretchplayer.glide(true, 400, 44100, stretchplayer.plan.rules.breath)"
    loudest = browser.run(f"return {breathed}.reduce((one, other) => Math.max(one, other))")
    assert loudest == pytest.approx(max(breath("in", 400).samples) / 32_767, rel=0.02)


@pytest.mark.parametrize(
    ("size", "dark"), [((320, 568), False), ((390, 844), True), ((1280, 800), True), ((1920, 1080), False)]
)
def test_it_is_accessible_and_fits(browser: Browser, legs: Path, size: tuple[int, int], dark: bool) -> None:
    axe = pytest.importorskip("axe_core_python")
    browser.open(legs, width=size[0], height=size[1], dark=dark)
    script = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    browser.driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    browser.click("begin")
    browser.pass_time(6_000)
    for then in ("", "jump") if size[0] > 320 else ("", "jump", "stay", "end"):
        if then == "end":
            browser.run("""
              const play = document.getElementById("play");
              for (let n = 0; n < 60; n += 1) { moveOn(4_000); if (play.textContent === "Done") play.click(); }
            """)
            assert browser.text("asks").startswith("How did it feel?")
        elif then:
            browser.click(then)
        assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
        small = browser.run(
            "return [...document.querySelectorAll('button,summary')].filter((b) => b.offsetParent"
            " && (b.offsetHeight < 44 || b.offsetWidth < 44)).map((b) => b.id || b.textContent)"
        )
        assert small == []
        found = browser.awaited(
            "if (!globalThis.axe) (0, eval)(given[0]); const r = await axe.run(); "
            "const bad = r.violations.filter((v) => ['serious', 'critical'].includes(v.impact));"
            "return bad.map((v) => v.id + ': ' + v.help);",
            script,
        )
        assert found == []


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "\u202eevil",
    "a" * 300,
    "{{7*7}}",
    "</title><h1>x",
]


def test_hostile_words_are_text(browser: Browser, tmp_path: Path) -> None:
    segments = [
        PageSegment("stretch", word, 5_000, 5_000, n, True, guide=n, notes=(word,), next=word)
        for n, word in enumerate(HOSTILE)
    ]
    guides = [PageGuide((word,), (word,)) for word in HOSTILE]
    path = tmp_path / "hostile.html"
    assets = Path(__file__).parent.parent.parent / "assets/page"
    sources = [(HOSTILE[1], "javascript:alert(1)")]
    routine = PageRoutine("x", HOSTILE[0], "1:00", segments, said=HOSTILE[0])
    page = PhonePage(HOSTILE[0], "en", "1:00", HOSTILE[5], [routine], {}, guides=guides, sources=sources,
                style=(assets / "page.css").read_text(),
                script=(assets / "run.js").read_text() + (assets / "player.js").read_text())  # fmt: skip
    path.write_text(make_page(page), encoding="utf-8")
    browser.open(path)
    browser.click("begin")
    for word in HOSTILE:
        assert browser.text("name") == word
        browser.click("next")
    assert browser.run("return document.querySelectorAll('img[src=x], main script, h1 ~ h1').length") == 0
    assert browser.run("return [...document.links].map((a) => a.protocol)") == []
    assert browser.complaints() == []


def test_right_to_left() -> None:
    loaded, made = planned(TEXT.replace("language: en", "language: ar"))
    text = outgoing("page", loaded, made)
    assert 'dir="rtl"' in text
    assert len(text.encode()) < 400_000


def held(page: str) -> Any:
    """The data that a page holds."""
    return json.loads(page.split('id="plan">')[1].split("</script>")[0])


def test_ten_steps_are_small() -> None:
    drawn = [move.name for move in load_moves() if move.figure is not None][:10]
    page = outgoing("page", *planned("steps:\n" + "".join(f"  - {json.dumps(name)}\n" for name in drawn)))
    assert len(held(page)["figures"]) == 10
    assert len(page.encode()) <= 400_000


def test_of_more_figures_than_there_is_room_for_some_stand_still() -> None:
    _, made = planned(TEXT)
    pictures = Pictures(made.moves, [], [made])
    one, _ = pictures.moving("knee-to-chest", "left")
    pictures.room = 0
    other, _ = pictures.moving("march", None)
    assert "@keyframes" in one and other and "@keyframes" not in other


PLAN = """
plan: Legs, two weeks
for: 2 weeks
start: 2026-11-30
days: {Mon: [one], Wed: {alternate: [one, two]}, Fri: {use: two, optional: yes, note: Slowly}}
progress:
  week 2: {with: {hold: 40s}}
"""


@pytest.fixture
def legs_plan(tmp_path: Path) -> WrittenPlan:
    for id, hold in (("one", "20s"), ("two", "10s")):
        (tmp_path / f"{id}.yaml").write_text(
            f"name: Part {id}\nhold: {hold}\nsteps:\n  - {{stretch: Calf stretch, sides: left}}\n"
        )
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN)
    return written_out(load_plan(str(path)), date(2026, 11, 30), Settings(), [])


def test_a_plan_is_one_page_with_its_days(browser: Browser, tmp_path: Path, legs_plan: WrittenPlan) -> None:
    path = tmp_path / "plan.html"
    path.write_text(plan_page(legs_plan, []), encoding="utf-8")
    data = held(path.read_text(encoding="utf-8"))
    assert [(day["date"], day["items"]) for day in data["days"]] == [
        ("2026-11-30", [[0, ""]]), ("2026-12-02", [[0, ""]]), ("2026-12-04", [[1, "optional, Slowly"]]),
        ("2026-12-07", [[2, ""]]), ("2026-12-09", [[3, ""]]), ("2026-12-11", [[3, "optional, Slowly"]]),
    ]  # fmt: skip
    assert [one["segments"][1]["ms"] for one in data["routines"]] == [20_000, 10_000, 40_000, 40_000]
    browser.open(path)
    browser.run("localStorage.clear()")
    browser.open(path)
    day = "[...document.querySelectorAll('.days .day')]"
    assert browser.run(f"return {day}[2].textContent") == "Part two, 0:10 (optional, Slowly)"
    assert not browser.run("return document.getElementById('player').offsetHeight")
    browser.run(f"{day}[2].click()")
    assert (browser.text("name"), browser.text("digits")) == ("Calf stretch", "5")
    browser.key(" ")
    browser.pass_time(16_000)
    assert browser.text("chip") == "Done"
    assert browser.text("copy").startswith("stretchplayer-done two ")
    browser.click("leave")
    assert browser.run("return document.getElementById('days').offsetHeight") > 100
    browser.run(f"{day}[0].click()")
    assert (browser.text("name"), browser.text("digits")) == ("Calf stretch", "5")
    assert browser.complaints() == []
    browser.run("localStorage.clear()")


def test_what_was_done_of_a_plan_comes_back_by_import(
    browser: Browser, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        path = home / f"routines/{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"name: Part {name}\nsteps:\n  - {{stretch: Calf stretch, hold: 10s, sides: left}}\n")
    (home / "plans").mkdir()
    # The day of a plan ends at four in the morning.
    day = (datetime.now(UTC).astimezone() - timedelta(hours=4)).date()
    (home / "plans/twice.yaml").write_text(f"plan: Twice\nfor: 2 days\nstart: {day}\ndays: [[one, two], rest]\n")
    page, line = tmp_path / "plan.html", tmp_path / "line.txt"
    assert main(["export", "twice", "--to", "page", "-o", str(page)]) == 0
    browser.open(page)
    browser.run("localStorage.clear()")
    browser.open(page)
    for n in range(2):
        browser.run(f"document.querySelectorAll('.days .day')[{n}].click()")
        browser.key(" ")
        browser.pass_time(16_000)
        browser.click("leave")
    assert browser.run("return [...document.querySelectorAll('.days .day')].map((d) => d.textContent[0])") == ["✓"] * 2
    line.write_text(browser.text("copy"), encoding="utf-8")
    capsys.readouterr()
    assert main(["import", str(line)]) == 0
    assert capsys.readouterr().out.count("1 session added") == 2
    # Both routines of the day are done: there is nothing left to play.
    assert main(["play", "--today", "twice"]) == 0
    assert "Calf stretch" not in capsys.readouterr().out
    browser.run("localStorage.clear()")


def test_labels_are_in_the_language_of_the_routine(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "legs.html"
    text = TEXT.replace("language: en", "language: de") + "  - rest: 5s\n  - {move: Knie, reps: 3, load: 5 kg}\n"
    text += "  - {massage: Fuß, for: 8s+}\n  - {stretch: Hals, hold: 20-40s}\n  - {move: Lunge, reps: 3, every: 2s}\n"
    path.write_text(outgoing("page", *planned(text)), encoding="utf-8")
    browser.open(path)
    assert browser.run("return document.documentElement.lang") == "de"
    browser.key(" ")
    seen = set(
        browser.run("""
      const by = (id) => document.getElementById(id);
      const seen = new Set();
      for (let n = 0; n < 120; n += 1) {
        for (const id of ["chip", "side", "then", "hint"]) seen.add(by(id).textContent);
        if (["Done", "Continue"].includes(by("play").textContent)) by("play").click();
        moveOn(2_000);
      }
      return [...seen];
    """)
    )
    assert {"Mach dich bereit", "Pause", "Halten", "Atme ein", "Atme aus", "1/2 · 0:20"} <= seen
    # Beside a countdown stands what that leaves out of a dose.
    assert {"Weiter, wenn du bereit bist", "5 kg · Weiter, wenn du bereit bist", "Linkes Bein"} <= seen
    assert {"Mindestens acht Sekunden", "Zwanzig bis vierzig Sekunden", "1 · drei Mal"} <= seen
    assert "zwanzig Sekunden" not in seen
    assert {"Als Nächstes: Calf stretch, rechtes Bein"} <= seen
    assert not seen & {"Get ready", "Stretch", "Hold", "Rest", "Breathe in", "Move", "Press Done when you are done"}
    # What its keys are called is English, and says so to a screen reader.
    assert browser.run("return document.getElementById('play').closest('[lang]').lang") == "en"


def test_a_plan_is_a_calendar_with_an_entry_a_day(legs_plan: WrittenPlan) -> None:
    lines = plan_calendar(legs_plan, time(7, 30), datetime(2026, 11, 30, tzinfo=UTC)).replace("\r\n ", "").split("\r\n")
    assert [line[8:] for line in lines if line.startswith("DTSTART")] == [
        f"{day}T073000" for day in ("20261130", "20261202", "20261204", "20261207", "20261209", "20261211")
    ]
    assert len({line for line in lines if line.startswith("UID")}) == 6
    assert "SUMMARY:Legs\\, two weeks: Part two (optional\\, Slowly)" in lines
    assert "DESCRIPTION:stretchplayer play --today plan" in lines
    assert (lines.count("BEGIN:VEVENT"), lines[0], lines[-2]) == (6, "BEGIN:VCALENDAR", "END:VCALENDAR")


def test_a_figure_moves_and_stands_still_where_less_motion_is_wanted(browser: Browser, legs: Path) -> None:
    browser.open(legs)
    assert "animation" in browser.run("return decodeURIComponent(document.getElementById('picture').src)")
    assert "@media all" not in browser.run("return decodeURIComponent(document.getElementById('picture').src)")
    cdp = browser.driver.execute_cdp_cmd
    cdp("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]})
    # The page is told with the browser's next frame.
    told_by = clock.monotonic() + 60
    while "@media all" not in browser.run("return decodeURIComponent(document.getElementById('picture').src)"):
        assert clock.monotonic() < told_by


def test_a_hold_is_seen_on_paper_and_without_motion(browser: Browser, tmp_path: Path) -> None:
    """Its last frame is what is left where nothing may move; drawn and counted by the browser itself."""
    svg, _ = Pictures(load_moves(), []).moving("calf-straight", None)
    assert "@keyframes" in svg
    path = tmp_path / "still.svg"
    path.write_text(svg.replace("@media (prefers-reduced-motion:reduce)", "@media all"), encoding="utf-8")
    browser.open(path, fake_clock=False)
    seen = "return [...document.querySelectorAll('.f')].map((f) => getComputedStyle(f).visibility)"
    assert browser.run(seen)[-1] == "visible"
    assert set(browser.run(seen)[:-1]) == {"hidden"}


def test_media_keys_and_the_screen_kept_on(browser: Browser, legs: Path) -> None:
    script = """
      globalThis.keys = {}; globalThis.locks = 0;
      navigator.mediaSession.setActionHandler = (name, act) => { keys[name] = act; };
      Object.defineProperty(navigator, "wakeLock", {value: {request: async () => {
        locks += 1; return {release: async () => { locks -= 1; }}; }}});
    """
    browser.open(legs, before=script)
    browser.click("begin")
    browser.pass_time(6_000)
    assert browser.awaited("return [locks, navigator.mediaSession.playbackState]") == [1, "playing"]
    browser.run("keys.nexttrack()")
    assert browser.text("chip") == "Change sides, then"
    browser.run("keys.pause()")
    assert browser.awaited("return [locks, navigator.mediaSession.playbackState]") == [0, "paused"]
    browser.run("keys.play()")
    browser.pass_time(2_500)
    browser.run("keys.previoustrack()")
    assert (browser.text("chip"), browser.text("side")) == ("Stretch", "Left leg")
    assert browser.run("return navigator.mediaSession.metadata.title") == "Calf stretch"
    assert browser.complaints() == []


def test_paper_shows_the_sheet(browser: Browser, legs: Path) -> None:
    browser.open(legs)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert browser.run("return document.querySelector('.sheet').offsetHeight") > 100
        assert browser.run("return document.querySelector('main').offsetHeight") == 0
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
