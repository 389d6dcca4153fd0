"""The standard form never changes what is played, is its own standard form, and keeps every comment."""

import random
import re
from dataclasses import replace
from pathlib import Path

from hypothesis import given

from stretchplayer.authoring.standard_form import NoYaml, standard_form
from stretchplayer.library.catalogue import load_moves
from stretchplayer.playback.segments import Timeline
from stretchplayer.playback.timeline import Unplayable, compile_routine
from stretchplayer.routine.model import Routine
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.writer import write_routine
from tests.each import each
from tests.examples import TIMES, examples
from tests.strategies import damage, routines

MOVES = load_moves()
DATA = Path(__file__).resolve().parent.parent


def plan(text: str) -> Timeline | None:
    """The timeline of a text without its line numbers; `None` where it can't be played."""
    routine = read_routine(text, "made.yaml", id="made").routine
    if routine is None:
        return None
    try:
        timeline = compile_routine(routine, MOVES)
    except Unplayable:
        return None
    return replace(timeline, segments=tuple(replace(segment, line=0) for segment in timeline.segments))


def check(text: str) -> bool:
    """Whether the text could be played, and then is played the same in its standard form."""
    before = plan(text)
    if before is None:
        return False
    formed = standard_form(text)
    assert plan(formed) == before, (text, formed)
    assert standard_form(formed) == formed, (text, formed)
    return True


@examples(15)
@given(routine=routines())
def test_the_plan_of_a_written_routine_stays(routine: Routine) -> None:
    check(write_routine(routine))


def untidy(rng: random.Random, text: str) -> str:
    """The text as people lay it out: other indents, blanks, comments, quotes and forms of times."""
    lines = []
    for line in text.split("\n"):
        if rng.random() < 0.2:
            lines.append(rng.choice(("", "# a comment", "    # set in", "")))
        if line and not line.rstrip().endswith(("|", ">", ">-", "|-")) and rng.random() < 0.3:
            line += rng.choice(("   # why", "  ", " #x", ""))
        if rng.random() < 0.3:
            line = re.sub(
                r": (\d+)s$", lambda m: rng.choice((f": {m[1]}", f": 0:{int(m[1]):02}", f":   {m[1]} sec")), line
            )
        lines.append(line)
    return "\n".join(lines)


def texts(top: Path) -> list[str]:
    found = [*(top / "routines").rglob("*.yaml"), *(DATA / "data" / "ok").glob("*.yaml")]
    return [path.read_text(encoding="utf-8") for path in sorted(found)]


def test_the_plan_of_untidy_and_damaged_texts_stays(top: Path) -> None:
    rng = random.Random(11)
    sources = [text for text in texts(top) if len(text) < 3_000]
    played = 0
    for turn in range(50 * TIMES):
        text = untidy(rng, rng.choice(sources))
        if turn % 2:
            text = damage(rng, text)
        try:
            played += check(text)
        except NoYaml:
            # The reader forgives what the round-trip library does not; fmt then changes nothing and says so.
            continue
    assert played > 15


def test_every_comment_is_kept(top: Path) -> None:
    rng = random.Random(12)
    for text in texts(top)[:12]:
        mixed = untidy(rng, text)
        if plan(mixed) is None:
            continue
        comments = sorted(part.strip() for part in re.findall(r"(?:^|\s)#.*", mixed))
        formed = standard_form(mixed)
        assert sorted(part.strip() for part in re.findall(r"(?:^|\s)#.*", formed)) == comments


@each(
    "text",
    [
        "steps:\n  - a: b\n    # between\n  # after\n",
        "# only a comment\n",
        "",
        "steps: []  # none\n",
        "steps:\n  -   # empty\n",
        "? complex\n: value\n",
        "steps:\n  - say: 'it''s'\n  - say: \"tab\\there\"\n",
    ],
)
def test_odd_texts_are_their_own_standard_form_after_one_round(text: str) -> None:
    try:
        formed = standard_form(text)
    except NoYaml:
        return
    assert standard_form(formed) == formed
