"""Which technique of a plan comes first, next and before, by what may be shown; and a plan as it travels."""

import json

from stretchplayer.relief.plan import Allowed, Plan, Technique, guides, packed, unpacked
from tests.each import each

RUB = Technique("Rub", "massage", ("Rub.",))
WALL = Technique("Wall", "stretch", ("Stand.",), stands=True, ms=45_000, keep="Lean.")
PALM = Technique("Palm", "stretch", ("Palm down.",), asked=True)
PULL = Technique(
    "Pull", "stretch", ("Pull.", "Hold."), ("Slowly.",), ((0, "Pull."), (6000, "Slowly.")), ((30_000, ("Hold on.",)),),
    "pull", ("own-judgement",), bed=Technique("Press", "stretch", ("Press.",), source=("own-judgement",)),
)  # fmt: skip
PLAN = Plan("calf", "Calf", (RUB, WALL, PALM, PULL), (WALL,), "About.", "Keep.")
ALL = Allowed(in_bed=False, late=False, rubs=True, moves=True, warms=True, stands_by_itself=True)
BED, NO_RUBBING = ALL._replace(in_bed=True), ALL._replace(rubs=False)


def test_help_begins_with_neither_rubbing_nor_what_comes_only_when_asked_for() -> None:
    assert ALL.first(PLAN) == 1 and BED.first(PLAN) == 3
    assert ALL.first(PLAN._replace(techniques=(PALM, RUB, PULL))) == 2
    assert NO_RUBBING.first(PLAN._replace(techniques=(PALM, RUB))) == 0, "where nothing is gentle, the first of all"


@each(
    ("allowed", "at", "asked", "found"),
    [
        (ALL, 1, False, (3, False)),
        (ALL, 1, True, (2, False)),
        (ALL, 3, False, (0, True)),
        (NO_RUBBING, 3, False, (1, True)),
        (BED, 3, True, (0, True)),
        (BED._replace(rubs=False), 3, False, None),
        (BED._replace(rubs=False), 3, True, (2, True)),
        (ALL._replace(stands_by_itself=False), 0, False, (3, False)),
        (ALL._replace(stands_by_itself=False), 0, True, (1, False)),
    ],
)
def test_the_next_one(allowed: Allowed, at: int, asked: bool, found: tuple[int, bool] | None) -> None:
    assert allowed.after(PLAN, at, asked=asked) == found


@each(("allowed", "at", "found"), [(ALL, 3, 2), (ALL, 2, 1), (BED, 2, 0), (ALL, 0, None), (NO_RUBBING, 1, None)])
def test_the_one_before(allowed: Allowed, at: int, found: int | None) -> None:
    assert allowed.before(PLAN, at) == found


def test_in_bed_something_else_is_done_or_nothing() -> None:
    assert (ALL.at(PLAN, 3), BED.at(PLAN, 3), BED.at(PLAN, 1)) == (PULL, PULL.bed, None)


WARM, STILL = Technique("Warm", "other", ("Warm.",), warms=True), Technique("Breathe", "breathe", ("Breathe.",))
CHAIR = WALL._replace(bed=PULL.bed)


@each(
    ("technique", "changes", "shown"),
    [
        (WALL, {}, WALL), (WALL, {"in_bed": True}, None), (WALL, {"late": True}, None), (CHAIR, {}, CHAIR),
        (CHAIR, {"in_bed": True}, CHAIR.bed), (CHAIR, {"late": True}, CHAIR.bed), (PULL, {"late": True}, PULL),
        (PALM, {"late": True}, PALM), (WARM, {}, WARM), (WARM, {"in_bed": True}, None), (WARM, {"warms": False}, None),
        (WARM, {"moves": False}, WARM), (WARM, {"rubs": False}, WARM), (PALM, {"in_bed": True}, PALM),
        (PALM, {"warms": False}, PALM), (PALM, {"rubs": False}, PALM), (PALM, {"moves": False}, None),
        (STILL, {"moves": False}, STILL), (RUB, {}, RUB), (RUB, {"rubs": False}, None),
    ],
)  # fmt: skip
def test_what_may_be_shown_of_each_kind(
    technique: Technique, changes: dict[str, bool], shown: Technique | None
) -> None:
    assert ALL._replace(**changes).at(PLAN._replace(techniques=(technique,)), 0) == shown


@each(
    ("technique", "lying", "standing"),
    [
        (PULL, True, True),
        (WALL, False, True),
        (WALL._replace(bed=PULL.bed), True, True),
        (RUB, False, False),
        (PALM, False, False),
        (PULL._replace(warms=True), False, False),
    ],
)
def test_a_plan_guides_where_something_can_be_shown_to_anyone(
    technique: Technique, lying: bool, standing: bool
) -> None:
    plan = PLAN._replace(techniques=(RUB, technique))
    assert (guides(plan, on_feet=False), guides(plan, on_feet=True)) == (lying, standing)


def test_a_plan_travels_whole_and_says_nothing_that_goes_without_saying() -> None:
    data = json.loads(json.dumps(packed(PLAN)))
    assert unpacked(data) == PLAN
    assert data["techniques"][0] == {"name": "Rub", "kind": "massage", "large": ["Rub."]}
