"""Where a run that was broken off goes on: in the same plan, and in one that has changed since."""

from dataclasses import replace

from stretchplayer.journal.records import Moment, SessionRecord
from stretchplayer.journal.resume import ResumePlace, place_of, plan_key, resume_at
from stretchplayer.library.loader import load_data
from stretchplayer.playback.segments import Timeline
from tests.each import each

STEPS = """
countdown: 5s
rest: 10s
steps:
  - {stretch: Reach, hold: 20s}
  - {stretch: Bow, hold: 30s, sides: both, sets: 2, switch: 4s, pause: 6s}
  - repeat: 2
    steps:
      - {move: Hop, for: 15s}
  - {stretch: Bow, hold: 40s, sides: left}
"""


def timeline(text: str = STEPS) -> Timeline:
    found = load_data(f"name: Legs\n{text}", "legs.yaml", advice=False).timeline
    assert found is not None
    return found


def record(plan: Timeline, segment: int, into_ms: int = 7_000, **changes: object) -> SessionRecord:
    """A run of `plan` that was broken off in a segment."""
    at = plan.segments[segment]
    kept = SessionRecord(
        "s", Moment(0), "legs", "Legs", "/legs.yaml", "aborted",
        plan.estimate_ms, key=plan_key(plan), segment=segment, into_ms=into_ms, at=place_of(at),
        position_ms=at.start_ms + into_ms - plan.segments[0].duration_ms,
    )  # fmt: skip
    return replace(kept, **changes)  # type: ignore[arg-type]


def where(plan: Timeline, name: str, side: str | None = None, set: int | None = None, round: int | None = None) -> int:
    """The first segment of that name, side, set and round."""
    wanted = (("side", side), ("set", set), ("round", round))
    return next(
        s.index
        for s in plan.segments
        if s.name == name and all(value is None or getattr(s, field) == value for field, value in wanted)
    )


def test_a_place_is_its_name_side_set_and_round() -> None:
    segments = timeline().segments
    assert [place_of(segments[at]) for at in (2, 3, 9, 13)] == [
        ("Rest", "", "", ""), ("Bow", "left", "1", ""), ("Bow", "right", "2", ""), ("Hop", "", "1", "2"),
    ]  # fmt: skip


def test_what_was_played_is_known_by_its_bouts_and_gaps_only() -> None:
    key = plan_key(timeline())
    assert plan_key(timeline(STEPS.replace("countdown: 5s", "countdown: 9s"))) == key and len(key) == 16
    for old, new in (("stretch: Reach, hold", "move: Reach, for"), ("Reach", "Reach up"), ("hold: 20s", "hold: 21s"),
                     ("sides: left", "sides: right"), ("rest: 10s", "rest: 11s")):  # fmt: skip
        assert plan_key(timeline(STEPS.replace(old, new))) != key, new


def test_the_same_plan_goes_on_at_the_same_place() -> None:
    plan = timeline()
    for segment in (1, 2, len(plan.segments) - 1):
        place = resume_at(record(plan, segment), plan)
        assert place == ResumePlace(segment, 7_000)
        assert place.said(plan) == ()


def test_a_place_that_is_none_goes_by_the_time() -> None:
    plan = timeline()
    for segment in (0, len(plan.segments), -1):
        odd = replace(record(plan, 3), segment=segment, at=(), position_ms=21_500)
        place = resume_at(odd, plan)
        assert place == ResumePlace(2, 1_500, changed=True)
    for ms, segment in ((19_999, 1), (20_000, 2)):  # the first bout ends with its twentieth second
        assert resume_at(replace(record(plan, 3), segment=0, at=(), position_ms=ms), plan).segment == segment
    after = resume_at(replace(record(plan, 3), segment=0, at=(), position_ms=9_999_999), plan)
    assert after.segment == len(plan.segments) - 1 and after.offset_ms > 0


def test_the_first_versions_records_go_by_the_length() -> None:
    plan = timeline()
    old = record(plan, 3, key="")
    assert not resume_at(old, plan).changed
    assert resume_at(replace(old, planned_ms=old.planned_ms + 1), plan).changed
    # The key decides where there is one, whatever the length is.
    assert not resume_at(record(plan, 3, planned_ms=1), plan).changed
    assert resume_at(record(plan, 3, key="0" * 16), plan).changed


@each(
    ("before", "after"),
    [
        (("Bow", "right", 2, None), ("Bow", "right", 2, None)),
        (("Hop", None, 1, 2), ("Hop", None, 1, 2)),
        (("Reach", None, 1, None), ("Reach", None, 1, None)),
    ],
)
def test_a_changed_plan_goes_on_at_the_same_bout(
    before: tuple[str, str | None, int, int | None], after: tuple[str, str | None, int, int | None]
) -> None:
    plan, changed = timeline(), timeline(STEPS.replace("countdown: 5s", "countdown: 1s").replace("10s", "25s"))
    place = resume_at(record(plan, where(plan, *before)), changed)
    assert place == ResumePlace(where(changed, *after), 7_000, changed=True)


def test_what_is_likest_goes_before_what_is_nearest() -> None:
    plan = timeline()
    last = len(plan.segments) - 1
    # The left side of the last step is where the run was; the third set of the right side is gone.
    assert plan.segments[last].side == "left"
    fewer = timeline(STEPS.replace("sets: 2, ", ""))
    was = where(plan, "Bow", "right", 2)
    assert resume_at(record(plan, was), fewer).segment == where(fewer, "Bow", "right")
    # Two that are equally like: the one nearest to where the run was.
    twice = timeline(STEPS + "  - {stretch: Bow, hold: 40s, sides: left}\n  - {stretch: Bow, hold: 40s, sides: left}\n")
    assert resume_at(record(plan, last), twice).segment == last
    # Where the side is gone too, by the name; and without any like it, by the time.
    one = timeline("countdown: 5s\nrest: 10s\nsteps:\n  - {stretch: Reach, hold: 20s}\n  - {stretch: Bow, hold: 30s}\n")
    assert resume_at(record(plan, was, position_ms=1_000), one).segment == where(one, "Bow")
    none = timeline("countdown: 5s\nrest: 10s\nsteps: [{stretch: Toe, hold: 20s}, {stretch: Nose, hold: 90s}]")
    place = resume_at(record(plan, was, position_ms=31_000), none)
    assert place == ResumePlace(where(none, "Nose"), 1_000, changed=True)


def test_a_bout_that_became_shorter_is_not_over_at_once() -> None:
    plan = timeline()
    shorter = timeline(STEPS.replace("hold: 40s", "hold: 5s"))
    last = len(plan.segments) - 1
    assert resume_at(record(plan, last, into_ms=30_000), shorter) == ResumePlace(last, 4_999, changed=True)
    assert resume_at(record(plan, last, into_ms=3_000), shorter).offset_ms == 3_000


def test_it_says_where_it_goes_on() -> None:
    plan = timeline()
    right = ResumePlace(where(plan, "Bow", "right"), 0, changed=True)
    assert right.said(plan) == ("Legs has changed since. It continues at step 2, Bow, right.",)
    hop = ResumePlace(where(plan, "Hop", round=2), 0, changed=True)
    assert hop.said(plan) == ("Legs has changed since. It continues at step 4, Hop.",)
    ready = ResumePlace(0, 0, changed=True)
    assert ready.said(plan)[0].startswith("Legs has changed since. It continues at step 1, ")


def test_a_key_is_of_what_is_played_and_of_nothing_else() -> None:
    plan = timeline()
    assert len(plan_key(plan)) == 16
    assert plan_key(timeline(STEPS.replace("countdown: 5s", "countdown: 9s"))) == plan_key(plan)
    for old, new in (("hold: 20s", "hold: 21s"), ("Reach", "Stoop"), ("sides: left", "sides: right"), ("10s", "11s")):
        assert plan_key(timeline(STEPS.replace(old, new))) != plan_key(plan), (old, new)
