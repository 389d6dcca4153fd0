"""What a page shows at its moment, for techniques and visits that the storyboards do not have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.relief.danger import Meaning
from stretchplayer.relief.flow import Flow
from stretchplayer.relief.plan import Plan, Technique
from stretchplayer.relief.record import Before, Card, SignRecord
from stretchplayer.relief.rules import page_rules
from stretchplayer.relief.telling import Teller
from stretchplayer.relief.view import View, view
from stretchplayer.runs.relief_plans import fallback
from stretchplayer.words.moment import Moment
from tests.relief.helpers import WALL, Visit, again

#: Moments of visits, each kept in `views.txt` with all that a screen of any size may show of it, and what lines say.
VIEWS = Path(__file__).with_name("views.txt")


def own(*techniques: Technique, **fields: Any) -> dict[str, Any]:
    return {"plan_of": lambda muscle: Plan(muscle, "Mine", techniques, own=True, **fields)}


def late(word: str = "calf", **options: Any) -> Visit:
    return Visit(word, options).wait(605, step=55)


def marked(sign: str, word: str = "calf") -> Visit:
    """A visit in which a sign was marked after half a minute."""
    visit = Visit(word).wait(30)
    visit._take(visit.flow.mark(sign))
    return visit


STANDS = Technique("Stand", "stretch", ("STAND.",), ("Small.",), stands=True)
LATER = SignRecord("x", "T99", "Of a later version.", Moment(WALL)).looked_at(Moment(WALL))
HOLD = STANDS._replace(name="Hold", large=("HOLD.",), stands=False)
MOMENTS: dict[str, Callable[[], Visit]] = {
    "at once": Visit,
    "a left side, in bed, muted": lambda: Visit("calf", {"side": "left", "bed": True, "muted": True}),
    "both sides, nothing for the bed": lambda: Visit("stitch", {"side": "both", "bed": True}),
    "after six seconds": lambda: Visit("thigh", {"side": "right"}).until(6),
    "in the second breath": lambda: Visit("hand").until(18.5),
    "an unknown word": lambda: Visit("xyzzy"),
    "an unknown word, the second technique": lambda: Visit("xyzzy").press("space", "n", "n"),
    "q once": lambda: Visit().press("q"),
    "the gate": lambda: Visit().press("space"),
    "the gate in bed": lambda: Visit("calf", {"bed": True}).press("space"),
    "the gate of the neck": lambda: Visit("neck").press("space"),
    "rubbing": lambda: Visit().press("space", "n"),
    "the late gate": lambda: again(Visit().wait(599, step=60).close(), 5).press("7", "space"),
    "no answer": lambda: Visit().press("space", "space"),
    "no answer for the arm": lambda: Visit("hand").press("space", "space"),
    "the neck at once": lambda: Visit("neck"),
    "pregnant": lambda: Visit("calf", {"card": Card(pregnant=True)}),
    "an own one, the same in bed": lambda: Visit("calf", {"bed": True, **own(HOLD)}),
    "the neck, not cleared": lambda: Visit("neck").press("space", "space"),
    "the neck, cleared": lambda: Visit("neck").press("space", "n"),
    "back at the first": lambda: Visit("hamstring").press("space", "n", "n", "left"),
    "standing at night": lambda: Visit("stitch", {"night": True, **own(STANDS)}),
    "a light is on already": lambda: Visit(
        "stitch", {"night": True, **own(STANDS._replace(large=("Light on.", "UP.")))}
    ),
    "a stitch with fragile bones": lambda: Visit("stitch", {"card": Card(fragile=True)}),
    "an own stitch with fragile bones": lambda: Visit(
        "stitch", {"card": Card(fragile=True), **own(*fallback("stitch").techniques)}
    ),
    "fragile bones": lambda: Visit("shin", {"card": Card(fragile=True)}),
    "warmth in pregnancy": lambda: Visit("hand", {"card": Card(pregnant=True)}).press(*["space"] * 3),
    "five minutes": lambda: Visit().wait(300, step=60),
    "five minutes of a hand": lambda: Visit("hand").wait(300, step=60),
    "ten minutes": late,
    "ten minutes of a hand": lambda: late("hand"),
    "ten minutes, the second": lambda: late().press("space"),
    "ten minutes of an own one": lambda: late(**own(HOLD, *fallback("calf").techniques)),
    "ten minutes on the feet": lambda: late("stitch"),
    "the third of a night": lambda: Visit(options={"before": Before(tonight=2)}),
    "noted for the doctor": lambda: marked("D8", "hand"),
    "stop": lambda: marked("T1", "hand"),
    "stop, opened again": lambda: again(marked("T1", "hand").close(), 60),
    "stop of a pop, opened again": lambda: again(marked("T2").close(), 60),
    "stop after ten minutes": lambda: marked("T4"),
    "stop of the neck": lambda: marked("N7", "neck"),
    "may": lambda: marked("T1").press("p"),
    "may, of two": lambda: Visit("neck").press("space", "y", "p"),
    "may, of a later version": lambda: Visit(options={"before": Before(stops=(LATER,))}),
    "not yet": lambda: marked("T1").press("p", "n"),
    "still": lambda: Visit().wait(21, step=1).wait(360, step=360),
    "still, just noted for the doctor": lambda: marked("D8").wait(360, step=360),
    "still, late": lambda: late().wait(1300, step=100),
    "was it": lambda: Visit().wait(21).press("q", "q"),
    "a routine waits": lambda: Visit(options={"paused": True}).wait(21).press("enter", "n", "escape", "escape"),
    "eased": lambda: Visit().wait(61).press("n", "enter"),
    "eased, the gate open": lambda: Visit().press("enter"),
    "eased, no answer": lambda: Visit().press("space", "space", "enter"),
    "eased, half over": lambda: Visit().wait(61).press("n", "enter").wait(31),
    "eased, all said": lambda: Visit("hand").press("enter", "n", "l", "7", "z", "h"),
    "eased, a worst pain": lambda: Visit().press("enter", "n", "b", "+", "e"),
    "eased in heat within limits": lambda: Visit(options={"card": Card(limits=True)}).press("enter", "n", "h"),
    "eased within limits": lambda: Visit(options={"card": Card(limits=True)}).press("enter", "n"),
    "eased in bed": lambda: Visit(options={"bed": True}).press("enter", "n"),
    "a neck eased in bed": lambda: Visit("neck", {"bed": True}).press("enter", "n"),
    "a neck eased, not cleared": lambda: Visit("neck").press("enter").wait(21),
    "eased in bed without heat": lambda: Visit(options={"bed": True, "card": Card(no_heat=True)}).press("enter", "n"),
    "eased without heat": lambda: Visit("stitch", {"card": Card(no_heat=True)}).press("enter", "n"),
    "eased with an own plan": lambda: Visit(
        "calf", own(HOLD, about="By me.", aftercare=(STANDS, STANDS._replace(large=("THEN.",), lines=("And this.",))))
    ).press("enter", "n"),
    "eased with an own plan, half over": lambda: (
        Visit("calf", own(HOLD, aftercare=(HOLD._replace(small=("One.", "Two.")),))).press("enter", "n").wait(31)
    ),
    "eased with nothing to do after": lambda: Visit(
        "calf", {**own(HOLD), "fallback_of": lambda muscle: Plan(muscle, "Mine", (HOLD,))}
    ).press("enter", "n"),
    "a neck eased, not cleared, half over": lambda: Visit("neck").press("enter").wait(31),
    "eased late": lambda: late().press("enter", "n"),
    "eased late, the gate open": lambda: again(Visit().wait(599, step=60).close(), 5).press("7", "enter"),
    "eased, the third of a night": lambda: Visit(options={"before": Before(tonight=2)}).press("enter", "n"),
    "eased, a routine waits": lambda: Visit(options={"paused": True}).press("enter", "n"),
    "dimmed": lambda: Visit(options={"before": Before(tonight=2)}).press("enter", "n", "escape"),
    "dimmed, late": lambda: late().press("enter", "n", "escape").wait(700, step=100),
    "eased unseen": lambda: Visit().wait(21, step=1).wait(360, step=360).press("n"),
    "it came back": lambda: Visit().wait(61).press("n", "enter").wait(90).press("c").wait(5),
    "signs": lambda: Visit().press("w"),
    "signs with what the health card adds": lambda: Visit("calf", {"card": Card(thinners=True)}).press("w"),
    "more signs": lambda: Visit().press("w", "space"),
    "the sign of a word": lambda: Visit(options={"meaning": Meaning("calf", named=True, sign="N6")}),
    "a stitch, nobody at the keys": lambda: Visit("stitch", {"alone": True}).wait(46, step=2),
    "a calf, nobody at the keys": lambda: Visit("calf", {"alone": True}).wait(62, step=2),
    "a neck, nobody at the keys": lambda: Visit("neck", {"alone": True}).wait(62, step=2),
    "five minutes, nobody at the keys": lambda: Visit("calf", {"alone": True}).wait(300, step=60),
    "the sign of a word, nobody at the keys": lambda: Visit(
        options={"meaning": Meaning("calf", named=True, sign="N6"), "alone": True}
    ),
    "after forty-five seconds": lambda: Visit().until(46),
    "standing for six seconds": lambda: Visit().press("space", "space").wait(7),
    "why": lambda: Visit().press("i"),
    "sources": lambda: Visit().press("?"),
    "sources of a clot": lambda: marked("T1").press("?"),
    "sources of a pop": lambda: marked("T2").press("?"),
    "nothing behind": lambda: Visit("calf", own(HOLD)).press("?"),
}


def told(flow: Flow, page: View) -> list[str]:
    """All of a page that says anything, a field a line, and what is told in lines to whoever begins to read here."""
    lines = Teller(flow)
    rows = [f"{number} {sign}{' marked' if marked else ''}" for sign, number, _, _, marked in page.signs]
    page = page._replace(signs=(), headings={}, tapped=frozenset())
    said = {name: value for name, value in page._asdict().items() if value not in ((), None, {}, frozenset())}
    fields = [f"{name}: {value!r}" for name, value in said.items() if value is not False]
    return [*fields, *rows, *(f"> {line}" for line in (lines.head(), *lines.new()))]


def test_each_moment_as_it_is_kept(request: pytest.FixtureRequest) -> None:
    flows = {name: visit().flow for name, visit in MOMENTS.items()}
    shown = {name: view(flow) for name, flow in flows.items()}
    text = "".join(
        f"== {name}\n" + "".join(f"{line}\n" for line in told(flows[name], page)) for name, page in shown.items()
    )
    if request.config.getoption("--new-screens"):
        VIEWS.write_text(text, encoding="utf-8")
    assert text == VIEWS.read_text(encoding="utf-8")
    assert [shown[name].tapped for name in ("eased, all said", "eased, a worst pain", "eased")] == [
        {"l", "0-9", "z", "h"}, {"b", "0-9", "e"}, set(),
    ]  # fmt: skip


def test_small_lines_take_each_others_place_and_room_is_kept_for_the_longest() -> None:
    later = ((8_000, ("THEN.", "AND THEN.")), (20_000, ("LAST.",)))
    steps = (Technique("One", "stretch", ("ONE.",), ("FIRST.",), later=later),)
    visit = Visit(options={"plan_of": lambda muscle: Plan(muscle, "Mine", steps, own=True)})
    shown = {second: view(visit.until(second).flow) for second in (0, 7, 8, 19, 20, 30)}
    assert [page.lines for page in shown.values()] == [
        ("FIRST.",), ("FIRST.",), ("THEN.", "AND THEN."), ("THEN.", "AND THEN."), ("LAST.",), ("LAST.",),
    ]  # fmt: skip
    assert {page.longest for page in shown.values()} == {("THEN.", "AND THEN.")}


def test_what_eased_unseen_is_as_long_as_until_the_last_key() -> None:
    visit = Visit().wait(40).press("space").wait(21 * 60, step=5)
    assert visit.flow.page == "still"
    visit.press("n")
    assert visit.flow.page == "eased" and visit.flow.clock_ms == 41_000
    assert visit.record is not None and [bout.length_ms for bout in visit.record.bouts] == [41_000]


def test_the_page_for_a_phone_leaves_out_what_only_the_machine_does() -> None:
    rules = page_rules()
    assert rules["close-visit"] == [((), ("leave-as:left",), False), ((), ("turn-to:choice",), False)]
    assert rules["go"] == [
        ((), ("uncover-all",), True), (("long-visit", "!confirmed"), ("turn-to:was", "say:was_it"), False),
        ((), ("close-visit",), False),
    ]  # fmt: skip
