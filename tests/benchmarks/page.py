"""The page for a phone in headless Chromium: from opening to the first paint, and how large the largest pages are."""

import json
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stretchplayer.library import places
from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.finding import find
from stretchplayer.library.loader import load, load_data
from stretchplayer.runs.outgoing import outgoing
from stretchplayer.runs.phone import recorded, relief_page
from stretchplayer.runs.request import RunRequest, plan
from stretchplayer.settings.table import Settings
from tests.benchmarks.measure import Result
from tests.page.browser import Browser, browsers
from tests.page.test_relief import courses as random_courses
from tests.page.test_relief import walk_both
from tests.page.test_same import EVERYTHING, heard_course, heard_otherwise
from tests.page.test_same import courses as key_courses
from tests.page.test_same import walk_both as walk_players

_PAINTED = """
for (let n = 0; n < 100; n += 1) {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  if (paint) return paint.startTime;
  await new Promise((go) => setTimeout(go, 20));
}
return -1;
"""


def _page(id: str) -> str:
    loaded = load(find(id).path, advice=False)
    return outgoing("page", loaded, plan(RunRequest(routine=loaded)))


def first_paint(rounds: int = 7) -> Iterator[Result]:
    """The median of some openings, by the browser's own clock from the start of navigation."""
    pages = {"ten-breaths": _page("ten-breaths"), "full-body-stretch": _page("full-body-stretch")}
    pages["relief"] = relief_page(lambda id, muscles: "")
    with tempfile.TemporaryDirectory() as folder, contextmanager(browsers)() as browser:
        assert isinstance(browser, Browser)
        for name, text in pages.items():
            path = Path(folder) / f"{name}.html"
            path.write_text(text, encoding="utf-8")
            times = []
            for _ in range(rounds + 1):
                browser.open(path, fake_clock=False)
                times.append(browser.awaited(_PAINTED))
            detail = f"{len(text.encode()) // 1000} KB, {min(times):.0f} to {max(times[1:]):.0f} ms"
            yield Result(f"{name}: opening to first paint", statistics.median(times[1:]), 200, "ms", detail)


def sizes() -> Iterator[Result]:
    """Ten steps, the longest routine that is shipped, and one with every move that is drawn."""
    names = [move.name for move in load_moves() if move.figure is not None]
    for count, most in ((10, 400), (len(names), 1500)):
        text = "steps:\n" + "".join(f"  - {json.dumps(name)}\n" for name in names[:count])
        loaded = load_data(text, "all.yaml", advice=False)
        page = outgoing("page", loaded, plan(RunRequest(routine=loaded)))
        yield Result(f"page of {count} different moves", len(page.encode()) / 1000, most, "KB")
    yield Result("page of full-body-stretch-long", len(_page("full-body-stretch-long").encode()) / 1000, 1500, "KB")


def recorded_voice() -> Iterator[Result]:
    """Speech of our own engine in the page: as text in the file, for ten minutes of a routine of many words."""
    for id in ("full-body-stretch", "ramp-full-body", "desk-two-minutes"):
        loaded = load(find(id).path, advice=False)
        made = plan(RunRequest(routine=loaded))
        with recorded([made]) as record:
            page = outgoing("page", loaded, made, record=record)
        clips = json.loads(page.split('id="plan">')[1].split("</script>")[0])["clips"]
        size = sum(map(len, clips)) / 1_000_000
        minutes = made.timeline.total_ms / 600_000
        detail = f"{size:.2f} MB in {len(clips)} texts, the page {len(page.encode()) / 1_000_000:.2f} MB"
        yield Result(f"{id}: recorded voice for ten minutes", size / minutes, 1, "MB", detail)


def courses(count: int = 1_500) -> Iterator[Result]:
    """Visits to relief through the program and through the page, looked at after each key."""
    with tempfile.TemporaryDirectory() as folder, contextmanager(browsers)() as browser:
        assert isinstance(browser, Browser)
        path = Path(folder) / "relief.html"
        path.write_text(relief_page(lambda id, muscles: ""), encoding="utf-8")
        for seed in range(count // 100):
            walk_both(browser, path, random_courses(100, seed))
        yield Result("courses through relief that differ", 0, 0, "", f"of {count:,}")
        loaded = load_data(EVERYTHING, "all.yaml", advice=False)
        differ = len(heard_otherwise(browser, Path(folder), loaded, map(heard_course, range(count // 15))))
        # Words that a key cuts short within a moment of their beginning are cut by the program's buffer, or are not.
        yield Result("courses of keys that are heard otherwise", differ, count // 300, "", f"of {count // 15}")


def presses(count: int = 4) -> Iterator[Result]:
    """Every routine that ships, each through the player and through its page by so many courses of keys."""
    paths = sorted(places.shipped_routines().rglob("*.yaml"))
    walked = 0
    with tempfile.TemporaryDirectory() as folder, contextmanager(browsers)() as browser:
        assert isinstance(browser, Browser)
        for seed, path in enumerate(paths):
            loaded = load(str(path), advice=False)
            if loaded.timeline is not None and loaded.timeline.category != "relief":
                walk_players(browser, Path(folder), loaded, Settings(), key_courses(count, seed))
                walked += count
    yield Result("courses through routines that differ", 0, 0, "", f"of {walked:,}")


RUNS = (first_paint, sizes, recorded_voice, courses)
ON_REQUEST = (presses,)
