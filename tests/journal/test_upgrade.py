"""Rows of the first version, each brought to what it is today."""

from typing import Any

from stretchplayer.journal.records import Bout, CrampRecord, Moment, SessionRecord, SignRecord, StepRecord, new_id
from stretchplayer.journal.upgrade import upgraded
from tests.each import each

SESSION = {
    "id": "s", "started": {"utc_ms": 1_000, "offset_min": 60}, "routine": "r", "name": "R", "path": "/r",
    "status": "left", "planned_ms": 100_000, "done_ms": 50_000, "position_ms": 4, "segment": 5, "into_ms": 6,
    "steps_done": 2, "steps_skipped": 1, "steps_extended": 3, "felt": 4, "pain_before": 7, "pain_after": 8,
    "updated_ms": 61_000, "how": "{}", "resumable": 1,
}  # fmt: skip
STEP = {
    "session": "s", "index": 1, "name": "Calf", "move": "calf-straight", "kind": "stretch", "side": "left",
    "planned_ms": 30_000, "done_ms": 40_000, "outcome": "done", "muscles": ["soleus"],
}  # fmt: skip
STEPS = [STEP, {**STEP, "index": 2, "planned_ms": 20_000, "done_ms": 10_000}]
CRAMP = {
    "id": "c", "began": {"utc_ms": 1_000, "offset_min": 60}, "muscle": "calf", "side": "left", "length_ms": 60_000,
    "ended": "eased", "at_least": 0, "returned": 0, "severity": 6, "moment": "asleep", "came_with": ["heat"],
    "techniques": ["pull", "rub"], "eased_on": "rub", "seen_ms": 9, "note": "steep", "signs": [],
}  # fmt: skip


def test_a_run_and_its_steps() -> None:
    session, step, _ = upgraded([SESSION], STEPS, [])
    assert session == SessionRecord(
        new_id("s"), Moment(1_000, 60), "r", "R", "/r", "left", 100_000, "", 100_000, 40_000, 50_000, 4, 5, 6,
        steps_done=2, steps_skipped=1, steps_extended=3, felt=4, pain_before=7, pain_after=8, updated_ms=61_000,
        resumable=True, how="{}",
    )  # fmt: skip
    assert step == StepRecord(
        new_id("s"), 1, "Calf", "calf-straight", "stretch", "left", 30_000, 40_000, "done", ("soleus",)
    )


@each(
    ("changes", "steps", "told"),
    [
        ({}, [], (100_000, 50_000, 50_000, 0, 1.0)),
        ({}, STEPS, (100_000, 40_000, 50_000, 0, 1.0)),
        ({"status": "finished"}, STEPS, (50_000, 40_000, 50_000, 3, 1.0)),
        ({"status": "finished"}, [], (100_000, 50_000, 50_000, 3, 1.0)),
        ({"updated_ms": 11_000, "done_ms": 17_500}, [], (100_000, 17_500, 17_500, 0, 1.0)),
        ({"updated_ms": 11_000, "done_ms": 17_501}, [], (100_000, 8_750, 8_750, 0, 2.0)),
        ({"updated_ms": 11_000, "done_ms": 40_000}, STEPS, (100_000, 10_000, 10_000, 0, 4.0)),
        ({"updated_ms": 0}, [], (100_000, 50_000, 50_000, 0, 1.0)),
    ],
)
def test_how_much_was_done_and_how_fast(changes: dict[str, Any], steps: list[Any], told: tuple[float, ...]) -> None:
    session, *_ = upgraded([{**SESSION, **changes}], steps, [])
    assert isinstance(session, SessionRecord)
    assert (session.work_ms, session.worked_ms, session.done_ms, session.steps, session.speed) == told


def test_a_cramp_and_its_signs() -> None:
    signs = [{"key": "T1", "text": "Swollen", "when": {"utc_ms": at, "offset_min": 60}} for at in (3_000, 4_000)]
    assert list(upgraded([], [], [{**CRAMP, "signs": signs}])) == [
        CrampRecord(
            new_id("c"), Moment(1_000, 60), ("calf",), "left", (Bout(0, 60_000, True),), 6, "asleep", ("heat",),
            ("pull", "rub"), "rub", note="steep", seen_ms=9,
        ),
        SignRecord(new_id("c/0"), "T1", "Swollen", Moment(3_000, 60), cramp=new_id("c")),
        SignRecord(new_id("c/1"), "T1", "Swollen", Moment(4_000, 60), cramp=new_id("c")),
    ]  # fmt: skip


@each(
    ("changes", "bouts"),
    [
        ({"at_least": 1}, (Bout(0, 60_000),)),
        ({"ended": "left"}, (Bout(0, 60_000),)),
        ({"length_ms": None}, ()),
        ({"length_ms": None, "returned": 2}, (Bout(), Bout())),
        ({"returned": 2}, (Bout(0, 60_000, True), Bout(60_000), Bout(60_000))),
    ],
)
def test_bouts_as_far_as_they_were_kept(changes: dict[str, Any], bouts: tuple[Bout, ...]) -> None:
    (cramp,) = upgraded([], [], [{**CRAMP, **changes}])
    assert isinstance(cramp, CrampRecord)
    assert cramp.bouts == bouts


@each(
    ("changes", "confirmed"),
    [
        ({}, False),
        ({"ended": "eased"}, True),
        ({"side": "both"}, True),
        ({"severity": 1}, True),
        ({"seen_ms": 0}, True),
    ],
)
def test_a_cramp_counts_where_anything_was_said_of_it(changes: dict[str, Any], confirmed: bool) -> None:
    look = {**CRAMP, "ended": "left", "side": None, "severity": 0, "moment": "nap"}
    (cramp,) = upgraded([], [], [{**look, **changes}])
    assert isinstance(cramp, CrampRecord)
    assert (cramp.confirmed, cramp.onset) == (confirmed, None)
