"""What a record says in words, word for word."""

from datetime import UTC, datetime

from stretchplayer.journal.records import Bout, CrampRecord, Moment, SessionRecord, StepRecord
from stretchplayer.journal.told import how_far, told_cramp, told_session, told_step
from tests.each import each

WHEN = Moment.of(datetime(2026, 11, 22, 8, 5, tzinfo=UTC))


def session(done_s: int = 600, status: str = "finished", name: str = "Legs", **more: object) -> SessionRecord:
    base = {"work_ms": 600_000, "worked_ms": done_s * 1000, "done_ms": done_s * 1000, "steps": 6, "steps_done": 6}
    return SessionRecord("s4", WHEN, "r", name, "", status, 600_000, **{**base, **more})  # type: ignore[arg-type]


@each(
    ("record", "words"),
    [
        (session(), ""),
        (session(steps_done=5), "5 of 6 steps"),
        (session(60), "mostly skipped"),
        (session(60, steps=1, steps_done=0), "mostly skipped, 0 of 1 step"),
        (session(status="left"), "left early, done"),
        (session(60, "left", steps_done=2), "left early, 2 of 6 steps"),
        (session(status="playing"), "interrupted"),
        (session(status="interrupted", steps_done=3), "interrupted, 3 of 6 steps"),
        (session(by_hand=True, steps_done=0), "entered by hand"),
        (session(0, "left", by_hand=True), "entered by hand, not done"),
        (session(speed=2.5, by_hand=True), "a trial at 2.5 times the speed"),
    ],
)
def test_how_far_it_went(record: SessionRecord, words: str) -> None:
    assert how_far(record) == words
    spent = "10m of 10m" if record.done_ms == 600_000 else "1m of 10m" if record.done_ms else "0s of 10m"
    assert told_session(record) == f"s4  2026-11-22 08:05  {spent:>18}  Legs{f' ({words})' if words else ''}"


def test_how_it_felt_is_at_the_end_and_a_name_does_nothing() -> None:
    assert told_session(session(felt=4, name="\x1b")).endswith("10m of 10m  ␛  felt 4 of 5")


@each(
    ("changes", "words"),
    [
        ({}, "Calf: 30s of 30s"),
        ({"side": "left"}, "Calf, left: 30s of 30s"),
        ({"done_ms": 30_960}, "Calf: 30s of 30s"),
        ({"outcome": "skipped", "done_ms": 0}, "Calf: 0s of 30s, skipped"),
        ({"outcome": "left", "done_ms": 10_000}, "Calf: 10s of 30s, left"),
        ({"changed_ms": 15_000}, "Calf: 30s of 30s, 15s added"),
        ({"changed_ms": -15_000, "outcome": "left"}, "Calf: 30s of 30s, left, 15s cut"),
    ],
)
def test_a_bout_in_a_line(changes: dict[str, object], words: str) -> None:
    fields = {"side": None, "done_ms": 30_000, "outcome": "done", "changed_ms": 0, **changes}
    step = StepRecord("s", 1, "Calf", None, "stretch", planned_ms=30_000, **fields)  # type: ignore[arg-type]
    assert told_step(step) == words


def test_all_of_a_cramp() -> None:
    bouts = (Bout(0, 61_000, True), Bout(600_999, 30_000))
    cramp = CrampRecord(
        "c7", WHEN, ("calf", "foot"), "left", bouts, 6, "rest", ("heat", "shoes"), ("Pull", "Walk"), "Walk",
        (("leg", "no"), ("neck", "silence")), False, "woke\nup", 0,
    )  # fmt: skip
    assert told_cramp(cramp) == [
        "calf and foot, left, pain 6 of 10",
        "Bout 1: 1 min",
        "Bout 2: length unknown, 10m after the first began",
        "Began at rest",
        "With it: heat, shoes",
        "Shown: Pull, Walk",
        "On the screen when it eased: Walk",
        *[line for line in told_cramp(cramp) if line.endswith((" no", " silence"))],
        "woke",
        "up",
        "Not confirmed: it counts nowhere until you say that it was a cramp.",
    ]
    assert sum(line.endswith((" no", " silence")) for line in told_cramp(cramp)) == 2
    bare = CrampRecord("c7", WHEN, ("calf",))
    assert told_cramp(bare) == ["calf, side unknown, pain unknown"]
