"""One browser for all tests of the pages: starting it costs more than the tests do."""

from collections.abc import Iterator

import pytest

from tests.page.browser import Browser, browsers


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    yield from browsers()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A page that nobody looks at any more plays on, and takes something of the processor until all tests are done."""
    browser = getattr(item, "funcargs", {}).get("browser")
    yield
    # After the last test there is no browser any more.
    if browser is not None and nextitem is not None and "browser" not in getattr(nextitem, "fixturenames", ()):
        browser.driver.get("about:blank")
