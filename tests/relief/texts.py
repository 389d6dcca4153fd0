"""Every text that relief can show or say: from the routines, from the code, from the plain lines and the page."""

import ast
from collections.abc import Iterator
from pathlib import Path

import stretchplayer
from stretchplayer.bedside.why_page import why_lines
from stretchplayer.relief import calls
from stretchplayer.relief.calls import Numbers
from stretchplayer.relief.muscles import MUSCLES
from stretchplayer.relief.questions import QUESTIONS, STOP, STOP_TITLE
from stretchplayer.relief.shipped import PLANS
from stretchplayer.relief.signs import GROUPS
from stretchplayer.relief.technique import Plan, Technique
from stretchplayer.relief.why import PARTS

PACKAGE = Path(stretchplayer.__file__).parent
ROUTINES = sorted((PACKAGE.parent / "routines" / "relief").glob("*.yaml"))
CODE = sorted(
    [
        *(PACKAGE / "relief").rglob("*.py"),
        *(PACKAGE / "bedside").glob("*.py"),
        *(PACKAGE / "tui").glob("*/relief*.py"),
        PACKAGE / "plain/relief.py",
        PACKAGE / "cli" / "relief.py",
        PACKAGE / "cli" / "why.py",
    ]
)


def techniques(plan: Plan) -> Iterator[Technique]:
    """Every technique of a plan, bed variants and aftercare included."""
    for technique in (*plan.techniques, *plan.aftercare):
        yield technique
        if technique.bed is not None:
            yield technique.bed


def pain_lines() -> Iterator[str]:
    """Every line shown while it hurts, as it is written."""
    put = Numbers().put
    for plan in PLANS.values():
        for technique in techniques(plan):
            yield from (*technique.large, *technique.small, *technique.lines)
            yield from (line for _, lines in technique.later for line in lines)
            if technique.keep:
                yield technique.keep
    for muscle in MUSCLES.values():
        yield muscle.sign
        yield from calls.ten_lines(muscle, Numbers())
    for questions in QUESTIONS.values():
        yield from (*questions.stop, *questions.rubbing, questions.sign)
        yield from map(put, (*questions.end, *questions.end_calls))
    yield from (STOP, STOP_TITLE, *calls.FIVE, calls.TEN, calls.GENTLY, calls.THIRD)
    for group in GROUPS:
        yield group.title
        yield from (sign.text for sign in group.signs)
        yield from (sign.do for sign in group.signs)


def spoken_lines() -> Iterator[str]:
    """Every line of the voice."""
    for plan in PLANS.values():
        for technique in techniques(plan):
            yield from (text for _, text in technique.spoken)


def why_texts() -> Iterator[str]:
    """Every statement of the page on cramps."""
    yield from (claim.text for part in PARTS for claim in part.claims)


def everything() -> Iterator[tuple[str, str]]:
    """(where, text) of all of it: routine files whole, and every string in relief's code but its docstrings."""
    for path in ROUTINES:
        yield path.name, path.read_text("utf-8")
    for path in CODE:
        for text in _strings(path):
            yield f"{path.parent.name}/{path.name}", text
    for line in why_lines():
        yield "why", line


def _strings(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value
