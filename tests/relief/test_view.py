"""What a page shows at its moment, for techniques and visits that the storyboards do not have."""

from stretchplayer.relief.plan import Plan, Technique
from stretchplayer.relief.rules import page_rules
from stretchplayer.relief.view import view
from tests.relief.helpers import Visit


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
        ((), ("uncover-all",), True), (("long-visit", "!confirmed", "!on:eased"), ("turn-to:was", "say:was_it"), False),
        ((), ("close-visit",), False),
    ]  # fmt: skip
