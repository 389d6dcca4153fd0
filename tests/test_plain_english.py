"""No sentence that a person reads uses one of the words that stumble: say selected, saved, continue, fix, OK."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import nodes

BANNED = re.compile(
    r"\blit\b|\bnoted\b|\bgo(?:es|ing)? on\b|\bwent on\b|\bwrite on\b|\bmend(?:ed|s)?\b|: well\b(?! done)"
    r"|\bput (?:\w+ ){0,2}right\b|(?<!here )\bis no (?!longer\b|more\b|reason\b|better\b)"
    r"|\blet it go\b|\bat the longest\b|\bthat could stand\b|\bstands (?:here|there|at|in)\b",
    re.IGNORECASE,
)
SPOKEN = re.compile(r"We go on, without rubbing|Noted for your doctor|go on gently|say: Well done", re.IGNORECASE)
"""What a clinician has read as it is spoken in a cramp, and an example of what a routine may say."""
TEXTS = ("README.md", "CHANGELOG.md", "routines/**/*", "assets/**/*.md", "assets/moves/*", "assets/cues/*",
         "assets/languages/en*", "assets/*.yaml", ".github/*.md", "stretchplayer/README.md")  # fmt: skip


def sentences(module: list[ast.AST]) -> list[tuple[int, str]]:
    """Every text in a module that is not a docstring, with its line."""
    silent = {id(node.value) for node in module if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in module
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in silent
        and " " in node.value
    ]


def stumbles(text: str) -> bool:
    """Whether a text has one of those words."""
    return BANNED.search(SPOKEN.sub("", text)) is not None


@pytest.mark.xdist_group("house")
def test_no_sentence_stumbles() -> None:
    found = [
        f"{module}:{line}: {text}"
        for module, found in nodes().items()
        if module != "stretchplayer.relief.rules"  # conditions, and no sentences
        for line, text in sentences(found)
        if stumbles(text)
    ]
    assert found == []


def test_no_routine_move_page_or_guide_stumbles(top: Path) -> None:
    paths = {path for pattern in TEXTS for path in top.glob(pattern) if path.suffix in (".md", ".yaml", ".txt")}
    assert len(paths) > 100
    found = [
        f"{path.relative_to(top)}:{number}: {line}"
        for path in sorted(paths)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if stumbles(line)
    ]
    assert found == []
