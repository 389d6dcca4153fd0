"""One browser for all tests of the pages: starting it costs more than the tests do."""

from collections.abc import Iterator

import pytest

from tests.page.browser import Browser, browsers


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    yield from browsers()
