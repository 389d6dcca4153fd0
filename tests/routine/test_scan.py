"""The quick scanner against PyYAML's own: the same events at the same places, and the same mistakes."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stretchplayer.routine.scan import Events

PIECES = [
    *" \t\n-:#,[]{}?|>&*!%'\"a1~", "  ", "- ", ": ", ":a", "a: b", "a b", " #", "#c", "\n  ", "\n- ", "\n---", "\n...",
    "é", "a:,", "{a: b}", "[a, b c]", "a  b", "x: y z # c\n", "? a\n: b",
]  # fmt: skip


def told(mark: Any) -> tuple[int, int]:
    return mark.line, mark.column


def events(parser: Any) -> list[object]:
    """Each event with its places; the mistake last, if there is one."""
    seen: list[object] = []
    try:
        while (event := parser.get_event()) is not None:
            value = getattr(event, "value", None), getattr(event, "implicit", None), getattr(event, "anchor", None)
            seen.append((type(event).__name__, value, told(event.start_mark), told(event.end_mark)))
    except yaml.MarkedYAMLError as error:
        seen.append((type(error).__name__, error.problem, error.problem_mark and told(error.problem_mark)))
    return seen


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
@example("a:\n  b c\n  d # e\n- f")
@example("[a b, c:d, e: f, ?g, h?]")
def test_any_text_gives_the_same_events(text: str) -> None:
    assert events(Events(text)) == events(yaml.Loader(text))


@pytest.mark.parametrize("path", sorted(Path("routines").rglob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_files_give_the_same_events(path: Path) -> None:
    text = path.read_text()
    assert events(Events(text)) == events(yaml.Loader(text))
