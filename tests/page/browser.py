"""A real browser for the pages: headless Chromium on a page from a file, its clock in the test's hands."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

#: Time in the page stands still until the test moves it on, and each timer looks when it does.
_CLOCK = """
(() => {
  let now = 0; const begun = Date.now(); const timers = new Map(); let last = 0;
  performance.now = () => now; Date.now = () => begun + now;
  globalThis.setInterval = (act, ms) => { timers.set(++last, {act, ms, due: now + ms}); return last; };
  globalThis.clearInterval = (id) => timers.delete(id);
  globalThis.moveOn = (ms, jump) => {
    const end = now + ms;
    if (jump) now = end;
    for (;;) {
      const next = [...timers.values()].filter((t) => t.due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      now = Math.max(now, next.due); next.due = jump ? end + next.ms : now + next.ms; next.act();
    }
    now = end;
  };
})();
"""


class Browser:
    """One tab, with what a test asks of it in words."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(
        self,
        path: Path,
        *,
        fake_clock: bool = True,
        width: int = 390,
        height: int = 844,
        dark: bool = False,
        before: str = "",
    ) -> None:
        """Load a file in a window of a size in CSS pixels; `before` is a script that runs ahead of the page's own."""
        cdp = self.driver.execute_cdp_cmd
        cdp(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700},
        )
        cdp(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]},
        )
        source = (_CLOCK if fake_clock else "") + before
        script = cdp("Page.addScriptToEvaluateOnNewDocument", {"source": source})["identifier"]
        self.driver.get(path.as_uri())
        cdp("Page.removeScriptToEvaluateOnNewDocument", {"identifier": script})

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def awaited(self, script: str, *arguments: Any) -> Any:
        """The value of an async function's body."""
        code = (
            "const done = arguments[arguments.length - 1];"
            f"(async (...given) => {{ {script} }})(...arguments).then(done, (e) => done('error: ' + e));"
        )
        return self.driver.execute_async_script(code, *arguments)

    def text(self, id: str) -> str:
        return str(self.run("return document.getElementById(arguments[0]).textContent", id))

    def click(self, id: str) -> None:
        self.run("document.getElementById(arguments[0]).click()", id)

    def key(self, key: str) -> None:
        self.run("document.dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0], bubbles: true}))", key)

    def pass_time(self, ms: int) -> None:
        """Move the page's clock on, its timers ringing on the way."""
        self.run("moveOn(arguments[0])", ms)

    def sleep(self, ms: int) -> None:
        """The phone sleeps: the clock jumps and no timer rang."""
        self.run("moveOn(arguments[0], true)", ms)

    def picture(self, path: Path) -> None:
        self.driver.save_screenshot(str(path))

    def complaints(self) -> list[str]:
        """What the page has complained of to the console, errors and refused loads."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]

    def requests(self) -> list[str]:
        """The addresses that the page has asked for since the last call, its own file and inline data aside."""
        asked = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                if not url.startswith(("data:", "file:", "blob:")):
                    asked.append(url)
        return asked


def browsers() -> Iterator[Browser]:
    """The body of the fixture; skips with its reason where there is no Chromium with its driver."""
    selenium = pytest.importorskip("selenium.webdriver")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    chromedriver = shutil.which("chromedriver")
    if not chromium or not chromedriver:
        pytest.skip("no Chromium with its driver on this machine")
    options = selenium.ChromeOptions()
    options.binary_location = chromium
    for flag in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--mute-audio",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
        "--autoplay-policy=no-user-gesture-required",
    ):  # fmt: skip
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = selenium.Chrome(options=options, service=selenium.ChromeService(chromedriver))
    driver.set_script_timeout(30)
    try:
        yield Browser(driver)
    finally:
        driver.quit()
