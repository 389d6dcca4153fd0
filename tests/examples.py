"""How many examples a property is tried on: few in the suite, more where somebody asks.

`EXAMPLES=20 pytest --hypothesis-profile=fresh tests/ROOM` tries twenty times as many, and others than the suite does.
"""

import os

from hypothesis import settings

#: How many times as many as in the suite.
TIMES = int(os.environ.get("EXAMPLES", "1"))


def examples(count: int) -> settings:
    return settings(max_examples=count * TIMES)
