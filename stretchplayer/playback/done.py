"""What *done* means: three quarters of the work that was planned."""

from typing import Literal

Outcome = Literal["done", "skipped", "left"]
"""How a step ended."""


def is_enough(worked_ms: int, work_ms: int) -> bool:
    """Whether that much of the planned work makes it done."""
    return worked_ms * 4 >= work_ms * 3
