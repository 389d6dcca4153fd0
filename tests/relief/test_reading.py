"""A routine in text as relief shows it: which step becomes which technique, in which words, for how long."""

from dataclasses import replace
from typing import Any

from stretchplayer.relief.plan import Plan, Technique
from stretchplayer.relief.reading import read_plan, sentences
from stretchplayer.routine.fetched import Fetched
from stretchplayer.routine.reader import read_routine
from stretchplayer.routine.terms import Relieves
from tests.each import each

WARM = ("Numb skin, diabetes, poor circulation?", "No heat.")


def routine(steps: str, head: str = "") -> Any:
    text = f"name: Mine\ncategory: relief\nrelieves: [calf]\n{head}steps:\n{steps}"
    other = b"name: Other\nsteps: [{section: In bed, steps: [stretch: Theirs in bed]}, stretch: Theirs]"
    read = read_routine(
        text.encode(), "mine.yaml", id="mine", fetch=lambda _, __: Fetched(other, "other.yaml", "other")
    )
    assert read.routine is not None, read.problems
    return read.routine


def read(steps: str, muscle: Relieves = "calf", head: str = "", **options: bool) -> Plan:
    plan = read_plan(routine(steps, head), muscle, **options)
    assert plan is not None
    return plan


def one(step: str, muscle: Relieves = "calf", head: str = "") -> Technique:
    """The technique that a single step becomes."""
    (technique,) = read(f"  - {step}\n", muscle, head).techniques
    return technique


WHOLE = """\
  - say: Sit first.
  - repeat: until eased
    steps:
      - say: Hold on to something.
      - stretch: One
        note: "First words.\\nAnd more.\\n\\nSmall words."
      - say: Not too hard.
      - say: Nor too long.
      - say: Keep at it.
      - massage: Two
      - section: In bed
        steps:
          - move: Two in bed
          - move: Another in bed
      - say: Breathe.
      - say: Toes up.
      - massage: Three
      - section: anything else
        steps:
          - repeat: 3
            steps:
              - say: Slowly.
              - stretch: Four
      - section: ONLY WITH SPACE
        steps: [stretch: Five]
      - say: That is all.
  - stretch: Ease
    note: "Half as hard.\\n\\nLet go."
  - section: At the end
    steps:
      - do: Drink
        note: "Sip.\\n\\n  Slowly.  \\nNot cold."
      - do: Rest
"""


def test_steps_are_techniques_with_what_was_said_before_them() -> None:
    plan = read(WHOLE, own=True)
    one, two, three, four, five = plan.techniques
    assert [(t.name, t.kind, t.large, t.small, t.keep, t.asked) for t in plan.techniques] == [
        ("One", "stretch", ("First words.", "And more."), ("Hold on to something.", "Small words."), None, False),
        ("Two", "massage", ("Two",), ("Not too hard.", "Nor too long."), "Keep at it.", False),
        ("Three", "massage", ("Three",), ("Breathe.",), "Toes up.", False),
        ("Four", "stretch", ("Four",), ("Slowly.",), None, False),
        ("Five", "stretch", ("Five",), ("That is all.",), None, True),
    ]
    assert two.bed is not None and (two.bed.name, two.bed.keep, two.bed.kind) == ("Two in bed", "Keep at it.", "move")
    assert not any(t.bed for t in (one, three, four, five))
    assert [(t.name, t.large, t.small, t.lines) for t in plan.aftercare] == [
        ("Ease", ("Half as hard.",), ("Let go.",), ("Half as hard.", "Let go.")),
        ("Drink", ("Sip.",), ("Slowly.", "Not cold."), ("Sip.", "Slowly.", "Not cold.")),
        ("Rest", ("Rest",), (), ("Rest",)),
    ]
    assert (plan.muscle, plan.title, plan.about, plan.keep, plan.own) == ("calf", "Mine", "", "Keep at it.", True)
    assert all(t.lines == () for t in plan.techniques)


def test_without_a_loop_every_step_helps_and_there_is_no_aftercare() -> None:
    plan = read("  - repeat: 2\n    steps:\n      - stretch: One\n  - stretch: Two\n", head="about: By me.\n")
    assert [t.name for t in plan.techniques] == ["One", "Two"] and plan.aftercare == ()
    assert (plan.keep, plan.about, plan.own) == (None, "By me.", False)
    assert read_plan(routine("  - repeat: until eased\n    steps: [say: Wait.]\n  - stretch: Two\n"), "calf") is None


def test_what_is_said_before_the_second_stays_on_show_during_the_gate_and_is_no_word_for_rubbing() -> None:
    plan = read("  - stretch: One\n  - say: Keep at it.\n  - stretch: Two\n  - say: More.\n  - stretch: Three\n")
    assert plan.keep == "Keep at it." and [t.keep for t in plan.techniques] == [None] * 3
    assert [t.small for t in plan.techniques] == [(), (), ("More.",)]
    assert read("  - stretch: One\n  - say: Keep at it.\n  - rest: 10s\n  - stretch: Two\n").keep == "Keep at it."


BED = """\
  - section: In bed
    steps: [stretch: Before all]
  - stretch: One
  - repeat: 2
    name: In bed
    steps: [move: Two]
  - section: In bed
    steps: [say: Only words.]
  - use: other
  - section: in bed
    steps: [move: Three in bed]
"""


def test_what_is_done_in_bed_belongs_to_the_step_before_it_in_used_routines_too() -> None:
    defined = "define:\n  bed: [{section: In bed, steps: [move: One in bed]}]\n"
    (technique,) = read("  - stretch: One\n  - {use: bed, with: {hold: 40s}}\n", head=defined).techniques
    assert technique.bed is not None and technique.bed.name == "One in bed"
    techniques = read(BED).techniques
    assert [(t.name, t.bed and t.bed.name) for t in techniques] == [
        ("One", None), ("Two", "Theirs in bed"), ("Theirs", "Three in bed"),
    ]  # fmt: skip


def test_a_routine_without_a_name_is_headed_by_the_place() -> None:
    text = "sources:\n  mine: {title: A book}\n"
    mine = replace(routine("  - stretch: One\n", text), name="mine")
    plan = read_plan(mine, "hand")
    assert plan is not None and plan.title == "Hand or forearm cramp"
    assert [source.title for source in plan.sources.values()] == ["A book"]


@each(
    ("note", "large", "small"),
    [
        ("Pull. Hold. Breathe.", ("Pull.",), ("Hold.", "Breathe.")),
        ("Pull", ("Pull",), ()),
        ("Pull.\\nHold.\\nBreathe.", ("Pull.", "Hold."), ("Breathe.",)),
        ("A.\\nB.\\nC.\\nD.\\n\\nE. F.\\n\\nG.", ("A.", "B.", "C."), ("D.", "E. F.", "G.")),
        ("Pull.\\nHold. Breathe.", ("Pull.", "Hold. Breathe."), ()),
        ("  \\nA.\\nB.", ("A.", "B."), ()),
        ("\\n\\n  A.  \\n   \\n B.\\n\\n", ("A.",), ("B.",)),
    ],
)
def test_the_first_paragraph_is_large(note: str, large: tuple[str, ...], small: tuple[str, ...]) -> None:
    technique = one(f'{{stretch: One, note: "{note}"}}')
    assert (technique.large, technique.small) == (large, small)


@each(
    ("text", "parts"),
    [
        ("", ()), ("One", ("One",)), ("One. Two", ("One.", "Two")), ("One.Two? Three!", ("One.Two?", "Three!")),
        ("X it", ("X it",)),
        ("At 1.5 m.  Then.", ("At 1.5 m.", "Then.")), (" One. ", ("One.",)),
    ],
)  # fmt: skip
def test_sentences_end_at_a_mark_before_a_space(text: str, parts: tuple[str, ...]) -> None:
    assert sentences(text) == parts


@each(
    ("step", "muscle", "stands", "large"),
    [
        ("{stretch: Pull}", "calf", False, "Pull"),
        ("{stretch: Stand tall}", "calf", True, "Light on. Hold the bed or wall."),
        ("{stretch: Pull, note: Take a chair.}", "calf", True, "Light on. Hold the bed or wall."),
        ('{stretch: Pull, note: "Hold, standing, on."}', "calf", True, "Light on. Hold the bed or wall."),
        ('{stretch: Pull, note: "Pull.\\n\\nThen walk."}', "calf", False, "Pull."),
        ("{stretch: Pull, note: Stand.}", "calf", True, "Light on. Hold the bed or wall."),
        ('{stretch: Pull, note: "Now stand\\nand hold."}', "calf", True, "Light on. Hold the bed or wall."),
        ("{stretch: Walk}", "calf", True, "Light on. Hold the bed or wall."),
        ('{stretch: Walk, note: "Light on. Walk."}', "calf", True, "Light on."),
        ('{stretch: Pull, note: "Light on. Pull."}', "calf", True, "Light on."),
        ('{stretch: Lunge, note: "Hold a chair. Lunge."}', "calf", True, "Hold a chair."),
        ('{stretch: Lunge, note: "Hold on. Lunge."}', "calf", True, "Hold on."),
        ("{stretch: Stand tall}", "stitch", False, "Stand tall"),
        ("{stretch: Walking}", "stitch", True, "Walking"),
    ],
)
def test_nobody_stands_up_without_light_and_a_hold(step: str, muscle: Relieves, stands: bool, large: str) -> None:
    technique = one(step, muscle)
    assert (technique.stands, technique.large[0]) == (stands, large)
    if large == "Light on. Hold the bed or wall.":
        assert technique.large[1:] and technique.spoken[0] == (0, " ".join(technique.large))


def test_an_aftercare_is_for_whoever_is_on_their_feet_again() -> None:
    loop = "  - repeat: until eased\n    steps: [stretch: One]\n"
    assert [t.stands for t in read(f"{loop}  - do: Stand\n  - do: Walk\n").aftercare] == [False, True]


@each(
    ("step", "warms", "small"),
    [
        ("{do: Warm pack}", True, WARM),
        ('{do: Pack, note: "Cold, if you like."}', True, WARM),
        ('{do: Pack, note: "Warm it.\\n\\nNumb skin? No heat."}', True, ("Numb skin? No heat.",)),
        ('{do: Pack, note: "Warm it.\\n\\nGently."}', True, ("Gently.", *WARM)),
        ('{do: Pack, note: "Press it.\\n\\nWarm or cold."}', False, ("Warm or cold.",)),
        ("{stretch: Warm}", False, ()),
        ("{do: Rest}", False, ()),
    ],
)
def test_warmth_comes_with_its_warning(step: str, warms: bool, small: tuple[str, ...]) -> None:
    technique = one(step)
    assert (technique.warms, technique.small) == (warms, small)


@each(
    ("step", "seconds"),
    [
        ("{stretch: One}", 60),
        ("{stretch: One, hold: 30s}", 60),
        ("{stretch: One, sides: both, sets: 3}", 60),
        ("{move: One, reps: 10, sets: 30}", 60),
        ("{stretch: One, hold: 90s}", 90),
        ("{stretch: One, hold: 40s, sides: both}", 85),
        ("{stretch: One, hold: 40s, sides: both, switch: 20s}", 100),
        ("{stretch: One, hold: 40s, sides: both, pause: 10s}", 85),
        ("{stretch: One, hold: 40s, sets: 2, pause: 0s}", 80),
        ("{move: One, for: 40s, sides: alternate, switch: 1s}", 81),
        ("{move: One, for: 70s}", 70),
        ("{move: One, reps: 40, tempo: 1-0-1-0}", 80),
        ("{stretch: One, breaths: 20}", 200),
    ],
)
def test_a_technique_stays_for_its_dose_and_never_less_than_a_minute(step: str, seconds: int) -> None:
    assert one(step).ms == seconds * 1000


def test_what_holds_for_all_steps_around_holds_for_a_technique() -> None:
    steps = """\
  - repeat: until eased
    hold: 100s
    steps:
      - stretch: One
      - stretch: Two
        hold: 70s
      - section: Deep
        hold: 3m
        pause: 20s
        steps: [{stretch: Three, sets: 2}, move: Four, {section: In bed, steps: [stretch: Four in bed]}]
      - {use: bed, with: {hold: 5m}}
  - stretch: After
"""
    plan = read(steps, head="hold: 80s\ndefine:\n  bed: [stretch: Five]\n")
    assert [t.ms // 1000 for t in plan.techniques] == [100, 70, 380, 60, 300]
    assert plan.techniques[3].bed is not None and plan.techniques[3].bed.ms == 180_000
    assert [t.ms // 1000 for t in plan.aftercare] == [80]


CUES = """\
stretch: One
    hold: 100s
    note: "Large.\\n\\nSmall."
    cues:
      60s left: Sixty left.
      half: Half. It goes on.
      end: The end.
      10s in: Ten in.
      200s left: Long before.
"""


def test_cues_are_spoken_at_their_moment_and_half_is_shown() -> None:
    technique = one(CUES)
    assert technique.spoken == (
        (0, "Large."), (0, "Long before."), (10_000, "Ten in."), (40_000, "Sixty left."), (50_000, "Half."),
        (100_000, "The end."),
    )  # fmt: skip
    assert technique.later == ((50_000, ("Half.", "It goes on.")),)
    assert one("{stretch: One, cues: {10s in: Now. Then.}}").spoken[1] == (10_000, "Now. Then.")
    technique = one("{stretch: One, note: Pull., cues: {start: Pull. Hold., half: Half.}}")
    assert (technique.spoken, technique.later) == (((0, "Pull. Hold."), (30_000, "Half.")), ((30_000, ("Half.",)),))
    assert one("{stretch: One, cues: {10s in: Now.}}").later == ()


def test_what_else_a_step_says_comes_along() -> None:
    technique = one("{stretch: One, figure: Butterfly, source: own-judgement}")
    assert (technique.figure, technique.source) == ("Butterfly", ("own-judgement",))
    assert one("{stretch: One}").figure == "One" and one("Just this").kind == "stretch"
