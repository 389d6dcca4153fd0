"""What each key does on each page, kept in `keys.txt`: keys that do the same stand together."""

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchplayer.relief.flow import KEYS, OVER_KEYS, Flow
from tests.relief.helpers import Visit
from tests.relief.test_view import late, marked

KEPT = Path(__file__).with_name("keys.txt")
PAGES: dict[str, Callable[[], Visit]] = {
    "help": lambda: Visit().wait(2),
    "gate": lambda: Visit().press("space"),
    "rubbing": lambda: Visit().press("space", "n"),
    "stop": lambda: marked("T1"),
    "stop, gently meanwhile": lambda: late().press("w", "8"),
    "may": lambda: marked("T1").press("p"),
    "still": lambda: Visit().press("space", "space").wait(21, step=1).wait(360, step=360),
    "eased, the gate open": lambda: Visit().press("enter"),
    "eased": lambda: Visit().press("enter", "n", "l", "7", "z", "h"),
    "eased, after a minute": lambda: Visit().press("enter", "n").wait(61, step=1),
    "eased, done with": lambda: Visit().press("enter", "n", "escape"),
    "eased, a routine waits": lambda: Visit(options={"paused": True}).press("enter", "n"),
    "was": lambda: Visit().wait(21).press("q", "q"),
    "choice": lambda: Visit(options={"paused": True}).wait(21).press("enter", "n", "escape", "escape"),
    "signs": lambda: Visit().press("w", "space"),
    "why": lambda: Visit().press("i"),
    "behind": lambda: Visit().press("?"),
    "leaving": lambda: Visit().wait(21).press("q"),
}


def copied(flow: Flow) -> Flow:
    """A flow of its own at the same moment."""
    other = copy.copy(flow)
    for name, value in vars(flow).items():
        if isinstance(value, (list, dict, set)):
            setattr(other, name, value.copy())
    return other


def shown(flow: Flow) -> list[str]:
    """What a person would notice of a moment, and what is kept of it."""
    record = flow.record
    return [
        " under ".join((*flow.over[::-1], flow.page)), f"signs {flow.signs_page + 1}", flow.muscle.id,
        f"{flow.technique.name}{', to stay' if flow.stays else ''}", "in bed" if flow.bed else "not in bed",
        "dimmed" if flow.dimmed else "bright", "silent" if flow.muted else "aloud",
        f"{record.side} {record.pain} {record.onset} {' '.join(record.came_with)}",
        " ".join(f"{limb} {answer}" for limb, answer in record.gate),
    ]  # fmt: skip


def outcome(flow: Flow, key: str) -> str:
    flow = copied(flow)
    before = shown(flow)
    effects = flow.press(key)
    changed = [after for after, then in zip(shown(flow), before, strict=True) if after != then]
    done = (f"{effect.kind} {effect.text}".strip() for effect in effects)
    return ", ".join((*changed, *done)) or "nothing"


def test_what_each_key_does_on_each_page(request: pytest.FixtureRequest) -> None:
    keys = sorted(
        {key for table in (*KEYS.values(), *OVER_KEYS.values()) for key in table} - {"*"} | {"space", "k", "Z"}
    )
    text = ""
    for page, visit in PAGES.items():
        flow = visit().wait(1, step=1).flow
        found: dict[str, list[str]] = {}
        for key in keys:
            found.setdefault(outcome(flow, key), []).append(key)
        text += f"== {page}\n" + "".join(f"{' '.join(same)}: {does}\n" for does, same in found.items())
    if request.config.getoption("--new-screens"):
        KEPT.write_text(text, encoding="utf-8")
    assert text == KEPT.read_text(encoding="utf-8")
