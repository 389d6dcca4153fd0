"""No sentence that a person reads uses one of the words that stumble: say selected, saved, continue, fix, OK."""

import ast
import re
from pathlib import Path

import pytest

BANNED = re.compile(
    r"\blit\b|\bnoted\b|\bgo(?:es|ing)? on\b|\bwent on\b|\bput right\b|\bwrite on\b|\bmend(?:ed|s)?\b|: well\b"
    r"|\blet it go\b|\bat the longest\b|\bthat could stand\b|\bis no volume\b|\bstands (?:here|there|at|in)\b",
    re.IGNORECASE,
)
ROOMS = ("tui", "plain", "cli", "words", "settings", "runs")
"""Where sentences are written for a person."""


def sentences(path: Path) -> list[tuple[int, str]]:
    """Every text in a module that is no docstring, with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in silent
        and " " in node.value
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_stumbles(top: Path, room: str) -> None:
    found = [
        f"{path.relative_to(top)}:{line}: {text}"
        for path in sorted((top / "stretchplayer" / room).rglob("*.py"))
        for line, text in sentences(path)
        if BANNED.search(text)
    ]
    assert found == []
