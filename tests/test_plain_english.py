"""No sentence that a person reads uses one of the words that stumble: say selected, saved, continue, fix, OK."""

import ast
import re
from pathlib import Path

BANNED = re.compile(
    r"\blit\b|\bnoted\b|\bgo(?:es|ing)? on\b|\bwent on\b|\bput right\b|\bwrite on\b|\bmend(?:ed|s)?\b|: well\b(?! done)"
    r"|\blet it go\b|\bat the longest\b|\bthat could stand\b|\bis no volume\b|\bstands (?:here|there|at|in)\b",
    re.IGNORECASE,
)
SPOKEN = re.compile(r"\bgo(?:es|ing)? on\b|\bnoted\b", re.IGNORECASE)
"""What relief says in a cramp, in words short enough to be spoken: there, and only there, these are plain English."""


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


def test_no_sentence_stumbles(top: Path) -> None:
    found = [
        f"{path.relative_to(top)}:{line}: {text}"
        for path in sorted((top / "stretchplayer").rglob("*.py"))
        for line, text in sentences(path)
        if BANNED.search(SPOKEN.sub("", text) if path.parent.name == "relief" else text)
    ]
    assert found == []


def test_no_page_of_explain_stumbles(top: Path) -> None:
    found = [
        f"{path.name}: {line}"
        for path in sorted((top / "assets" / "explain").glob("*.md"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if BANNED.search(line) and "say: Well done" not in line
    ]
    assert found == []
