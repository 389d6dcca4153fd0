"""A run of relief, which nothing may hold up or break: what cannot be read or written costs that thing only."""

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stretchplayer.journal import unwritten
from stretchplayer.library import folders, places
from stretchplayer.relief.danger import Meaning, meaning
from stretchplayer.relief.flow import Effect
from stretchplayer.relief.muscles import ALL, MUSCLES
from stretchplayer.relief.record import Before, Card, CrampRecord, SignRecord
from stretchplayer.relief.signs import SIGNS
from stretchplayer.relief.texts import Numbers
from stretchplayer.routine import reader
from stretchplayer.runs import relief_book, relief_plans, relief_run
from stretchplayer.runs.relief_book import Book, open_marks
from stretchplayer.runs.relief_pages import _shown, behind, trials
from stretchplayer.runs.relief_plans import Plans, fallback
from stretchplayer.runs.relief_run import Relief
from stretchplayer.runs.relief_sound import Sounds, _voice, make_sounds
from stretchplayer.settings.file import load_settings
from stretchplayer.settings.table import Settings
from stretchplayer.words.moment import Moment
from tests.each import each
from tests.relief import test_screen as kept
from tests.relief.helpers import Clock
from tests.relief.test_sound import Voice, made, soon

MARK = SignRecord("abc", "T1", SIGNS["T1"].text, Moment(1_790_000_000_000), "left calf")
OWN = """\
name: My calf
category: relief
relieves: [calf]
steps:
  - repeat: until eased
    steps:
      - use: first-words
      - {stretch: Wall lean, hold: 1m+}
"""
USED = "name: First words\nsteps: [{stretch: Toe pull, hold: 30s}]\n"


def broken(*_: Any, **__: Any) -> Any:
    raise RuntimeError("broken")


def own(home: Path, **files: str) -> Plans:
    (home / "routines").mkdir()
    for name, text in files.items():
        (home / "routines" / f"{name.replace('_', '-')}.yaml").write_text(text)
    plans = Plans()
    assert plans.look(60)
    return plans


def test_a_book_that_fails_in_every_way_costs_the_record_only() -> None:
    book = kept.Book()
    for name in ("before", "keep", "mark", "close"):
        setattr(book, name, broken)
    clock, sounds = Clock(), kept.Sounds()
    relief = Relief(clock, book, word="calf", night=False)
    relief.start()
    relief.settle(sounds)
    clock.ms += 70_000
    assert not relief.wake() and sounds.said
    relief.press("w")
    relief.mark("T1")
    assert relief.flow.page == "stop" and relief.close() == ["No sound [here]."] and sounds.closed
    assert Relief(clock, book, night=False).close() == [], "without a word, a record and any sound"


def test_a_sign_that_was_taken_back_leaves_the_record() -> None:
    clock, book = Clock(), kept.Book(Before(stops=(MARK,)))
    book.mark(MARK)
    relief = Relief(clock, book, word="calf", night=False)
    relief.start()
    relief.settle()
    clock.ms += 2_000
    relief.press("left")
    assert book.marks == {} and relief.flow.page == "help"


def test_sound_turned_off_at_night_stays_off_in_the_next() -> None:
    for first in (True, False):
        clock, sounds = Clock(), kept.Sounds()
        relief = Relief(clock, kept.Book(), word="calf", night=True)
        relief.start()
        relief.settle(sounds)
        assert sounds.muted is not first
        clock.ms += 2_000
        if first:
            relief.press("m")
            assert sounds.muted and relief_run.sound_off()


def test_where_nothing_can_be_kept_it_holds_for_this_time(home: Path) -> None:
    (home / "data").mkdir(exist_ok=True)
    (home / "data" / "cramps").write_text("a file where a folder should be")
    relief_run.keep_sound(False)
    assert not relief_run.sound_off()


def test_a_card_that_cannot_be_understood_changes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "data").mkdir(exist_ok=True)
    (home / "data" / "health.json").write_text("{}")
    monkeypatch.setattr("stretchplayer.journal.health.read_card", broken)
    assert relief_run._card() == Card()


def test_what_waits_in_files_is_part_of_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    cramp = CrampRecord("abcdef", Moment(1_790_000_000_000), ("calf",), confirmed=True)
    monkeypatch.setattr(relief_book, "_waiting", lambda: iter((cramp, MARK)))
    found, signs = Book()._kept()
    assert (found, signs) == ([cramp], [MARK])
    monkeypatch.setattr(relief_book, "_waiting", broken)
    assert open_marks() == ()


def test_files_that_cannot_be_read_wait_and_stop_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "data" / "unwritten").mkdir(parents=True)
    monkeypatch.setattr(unwritten, "waiting", broken)
    assert list(relief_book._waiting()) == []


def test_a_sign_that_can_be_kept_nowhere_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relief_book, "_SURE_S", 0)
    monkeypatch.setattr(unwritten, "keep_sign", lambda stop: False)
    book = Book()
    book._writer = type("Writer", (), {name: lambda *_: None for name in ("write", "ask")})()  # type: ignore[assignment]
    book.mark(MARK)
    book._writer = None
    assert book.close() == ["The sign could not be kept: nothing can be written here."]


def test_an_own_routine_may_use_another_one(home: Path) -> None:
    plan = own(home, my_calf=OWN, first_words=USED).of("calf")
    assert plan.own and [technique.name for technique in plan.techniques] == ["Toe pull", "Wall lean"]


def test_only_what_is_meant_for_relief_and_small_enough_takes_a_muscles_place(home: Path) -> None:
    files = {
        "calf": ("category: relief", "category: stretch"), "foot": ("category: relief\n", ""),
        "shin": ("name:", "# a\n" * 16_384 + "name:"), "hand": ("name:", "# a\n" * 16_000 + "name:"),
    }  # fmt: skip
    text = OWN.replace("      - use: first-words\n", "")
    plans = own(home, **{m: text.replace("[calf]", f"[{m}]").replace(*change) for m, change in files.items()})
    assert [plans.of(muscle).own for muscle in ("calf", "foot", "shin", "hand")] == [False, False, False, True]


def test_an_own_routine_that_uses_what_is_not_there_is_passed_over(home: Path) -> None:
    assert not own(home, my_calf=OWN).of("calf").own


def test_a_reader_that_fails_leaves_the_shipped_plan(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stretchplayer.routine.reader.read_routine", broken)
    assert own(home, my_calf=OWN, first_words=USED).of("calf") == fallback("calf")
    monkeypatch.setattr(relief_plans, "_read", broken)
    plans = Plans()
    assert plans.look(60) and plans.of("calf") == fallback("calf")


def test_what_cannot_be_read_costs_that_routine_only(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calf = "name: {}\ncategory: relief\nrelieves: [calf]\nsteps: [{{stretch: Lean, hold: 1m+}}]\n".format
    routines = {
        "a_large": calf("Large") + "#" * 70_000, "b_confuses": calf("Confuses"),
        "c_does_nothing": calf("Nothing").replace("stretch: Lean, hold: 1m+", "say: Lean"), "d_mine": calf("Mine"),
    }  # fmt: skip
    real, files = reader.read_routine, folders.yaml_files
    monkeypatch.setattr(folders, "yaml_files", lambda folder: [f"{folder}/gone.yaml", *files(folder)])
    monkeypatch.setattr(
        reader, "read_routine", lambda data, path, **more: (broken if "confuses" in path else real)(data, path, **more)
    )
    assert own(home, **routines).of("calf").title == "Mine"


def test_the_first_frame_waits_for_no_more_than_its_share(home: Path) -> None:
    own(home, **{f"r{n}": USED for n in range(3)})
    plans = Plans()
    assert not plans.look(0) and plans.look(60)


def test_a_shipped_file_that_somebody_changed_counts_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(places.shipped_routines() / "relief", tmp_path / "relief")
    monkeypatch.setattr(places, "shipped_routines", lambda: tmp_path)
    file = tmp_path / "relief" / relief_plans._travelling()["calf"]["file"]
    assert Plans().of("calf") == fallback("calf")
    text = file.read_text()
    file.write_text(text.replace("Straighten your leg.", "Stretch your leg out."))
    changed = Plans().of("calf")
    assert "Stretch your leg out." in changed.techniques[0].large and not changed.own
    assert Plans().of("foot").muscle == "foot"
    file.write_text(text.replace("relieves: [calf]", "relieves: [foot, calf]"))
    assert Plans().of("calf").muscle == "calf"
    file.write_text("steps: [")
    assert Plans().of("calf") == fallback("calf")
    monkeypatch.setattr(relief_plans, "_travelling", dict)
    for muscle in ALL:
        (last,) = (plan := Plans().of(muscle)).techniques
        assert (plan.muscle, plan.title, plan.own) == (muscle, MUSCLES[muscle].title, False)
        breathes = muscle in ("neck", "stitch")
        assert (last.name, last.kind) == (("Breathe", "breathe") if breathes else ("Stretch and hold", "stretch"))
        assert last.large == (
            ("Sit. Drop your shoulders.", "Breathe out slowly.") if breathes
            else ("Stretch it slowly, until it pulls.", "Hold until it eases.")
        )  # fmt: skip
        assert last.spoken == ((0, " ".join(last.large)),)


def test_every_page_names_what_it_rests_on() -> None:
    clock = Clock()
    relief = Relief(clock, kept.Book(), word="calf", night=False)
    relief.start()
    seen = []
    for key in ("", "enter", "n"):
        clock.ms += 30_000
        if key:
            relief.press(key)
        seen.append(_shown(relief.flow))
    assert all(seen) and len(set(seen)) >= 2
    stopped = Relief(clock, kept.Book(Before(stops=(MARK,))), word="calf", night=False)
    assert stopped.flow.page == "stop" and _shown(stopped.flow) != seen[0] and len(behind(stopped.flow)) > 3
    lines = list(trials())
    assert len(lines) > 3 and any("Cochrane" in line for line in lines)


def test_what_is_wanted_decides_what_speaks() -> None:
    assert make_sounds(Settings(sound="off")) is None
    for voice, terse in (("brief", True), ("full", False)):
        sounds = make_sounds(Settings(voice=voice))
        assert isinstance(sounds, Sounds) and sounds.terse is terse
    assert _voice(Settings(voice="off")) is None
    assert _voice(Settings(screen_reader="yes")) is None, "it reads what the voice would say"


def test_a_line_that_cannot_be_said_is_told_and_the_next_one_is_said() -> None:
    voice = Voice()
    clip, fails = voice.clip, [True]
    voice.clip = lambda text: broken() if fails.pop() else clip(text)  # type: ignore[method-assign]
    sounds, speaker = made(voice=voice)
    sounds.open()
    sounds.say("Straighten your leg.")
    assert soon(lambda: sounds._failed) == ["A line could not be said (broken)."]
    fails.append(False)
    sounds.say("Pull your toes toward you.")
    assert soon(lambda: speaker.played)
    sounds.close()


def asked(monkeypatch: pytest.MonkeyPatch, book: kept.Book, **options: Any) -> dict[str, Any]:
    """What the flow of such a run is made with, an hour before midnight, two hours east of Greenwich."""
    made: dict[str, Any] = {}
    when = SimpleNamespace(tm_hour=23, tm_gmtoff=7200)
    monkeypatch.setattr(relief_run, "Flow", lambda *_, **given: made.update(given))
    monkeypatch.setattr(relief_run, "time", SimpleNamespace(localtime=lambda: when, time_ns=lambda: 5_000_000_000))
    Relief(Clock(), book, **options)
    return made


def test_all_that_shapes_the_help_reaches_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Before(last="foot")
    monkeypatch.setattr(relief_run, "_card", lambda: Card(thinners=True))
    assert asked(monkeypatch, kept.Book(before), side="left", paused=True, quiet=True, stop_only=True) == {
        "fallback_of": fallback, "meaning": Meaning("foot"), "wall_ms": 5_000, "offset_min": 120, "before": before,
        "card": Card(thinners=True), "night": True, "bed": False, "side": "left", "paused": True, "muted": True,
        "alone": False, "stop_only": True,
    }  # fmt: skip
    for bed, alone, night, is_bed in (
        (True, False, False, True), (False, True, True, True), (False, True, False, False), (False, False, True, False),
        (False, True, None, True),
    ):  # fmt: skip
        made = asked(monkeypatch, kept.Book(), bed=bed, alone=alone, night=night)
        assert (made["bed"], made["alone"], made["night"]) == (is_bed, alone, night is not False)
    for last in ("neck", None):
        assert asked(monkeypatch, kept.Book(Before(last=last)))["meaning"] == Meaning()
    assert asked(monkeypatch, kept.Book(before), word="neck")["meaning"] == meaning("neck") != Meaning()
    assert asked(monkeypatch, kept.Book(before), word=" ")["meaning"] == Meaning("foot")
    plan = fallback("hand")
    relief = Relief(Clock(), kept.Book(before), own=plan)
    assert relief.plans.of("hand") is plan
    assert asked(monkeypatch, kept.Book(before), own=plan)["meaning"] == Meaning("hand", named=True)


class Asked(kept.Sounds):
    """Sounds that remember what was asked of them, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[Any, ...]] = []

    def open(self, texts: Any = ()) -> None:
        self.asked.append(("open", tuple(texts)))

    def say(self, text: str, *, advice: bool = False) -> None:
        self.asked.append(("say", text, advice))

    def hush(self) -> None:
        self.asked.append(("hush",))

    def mute(self, muted: bool) -> None:
        self.asked.append(("mute", muted))


def settled(sounds: Asked | None, **options: Any) -> Relief:
    relief = Relief(Clock(), kept.Book(), word="calf", **{"night": False, **options})
    relief.start()
    relief._first += [Effect("speak", "Look.", advice=True)]
    relief.settle(sounds)  # type: ignore[arg-type]
    return relief


def test_settings_and_voice_come_after_the_first_frame(home: Path) -> None:
    (home / "settings.yaml").write_text("emergency: '999'\nadvice-line: 116 117\nrubbing: never\n")
    sounds = Asked()
    sounds.terse = True
    flow = settled(sounds).flow
    assert (flow.numbers, flow.rubbing, flow.terse, flow.muted) == (Numbers("116 117", "999"), False, True, False)
    muted, opened, *said = sounds.asked
    assert (muted, opened[0], said[-1]) == (("mute", False), "open", ("say", "Look.", True))
    assert [text for _, text, _ in said[:-1]] == [flow.plan.techniques[0].spoken[0][1]], "what was due meanwhile"
    (home / "settings.yaml").unlink()
    relief = settled(Asked())
    assert relief.flow.rubbing is True
    relief.settle(again := Asked())  # type: ignore[arg-type]
    assert [asked[0] for asked in again.asked] == ["mute", "open"], "nothing is said twice"
    quiet = Asked()
    assert settled(quiet, quiet=True).flow.muted and quiet.asked == [] and settled(None).flow.muted
    relief_run.keep_sound(False)
    assert not settled(Asked()).flow.muted and settled(night := Asked(), night=True).flow.muted
    assert night.asked[0] == ("mute", True)


def test_own_routines_that_were_not_seen_in_time_are_looked_for_after_the_first_frame() -> None:
    relief, looked = Relief(Clock(), kept.Book()), []
    relief.plans.look = looked.append  # type: ignore[method-assign, assignment]
    relief.settle()
    assert looked == []
    relief._seen_all = False
    relief.settle()
    assert looked == [1.0]


def test_the_voice_has_soon_needed_lines_first_and_every_muscles_beginning_at_the_end() -> None:
    relief = Relief(Clock(), kept.Book(), word="calf", night=False)
    lines, flow = list(relief.lines()), relief.flow
    spoken = [text for technique in flow.plan.techniques for _, text in technique.spoken]
    assert flow.gate is not None and len(set(spoken)) > 4
    after = " ".join(flow.aftercare[0].large)
    expected = [*spoken[:4], flow.gate.line, *spoken[4:], after]
    expected += [relief.plans.of(muscle).techniques[0].spoken[0][1] for muscle in ALL]
    assert lines == list(dict.fromkeys(expected))
    stitch = Relief(Clock(), kept.Book(), word="stitch", night=False)
    assert stitch.flow.gate is None and stitch.lines()


def test_a_sign_of_life_a_minute_is_kept() -> None:
    clock, alive = Clock(), []
    relief = Relief(clock, kept.Book(), word="calf", night=False)
    relief.flow.alive = lambda: alive.append(clock.ms) or ()  # type: ignore[method-assign, func-returns-value]
    began = clock.ms
    for second in (59, 60, 61, 119, 120):
        clock.ms = began + second * 1000
        assert relief.wake() is False
    assert alive == [began + 60_000, began + 120_000]


@each(
    ("effect", "night", "does"),
    [
        (Effect("speak", "Breathe.", advice=True), False, ("say", "Breathe.", True)),
        (Effect("hush"), False, ("hush",)),
        (Effect("sound", on=False), False, ("mute", True)),
        (Effect("sound", on=True), True, ("mute", False)),
        (Effect("keep"), False, None),
        (Effect("mark"), False, None),
        (Effect("closed", "left"), False, None),
    ],
)
def test_what_the_help_asks_for_is_carried_out(effect: Effect, night: bool, does: Any) -> None:
    sounds = Asked()
    relief = Relief(Clock(), kept.Book(), word="calf", night=night)
    relief._do(effect)
    assert not relief_run.sound_off(), "without any sound"
    assert relief._carry_out((effect,)) is (effect.kind == "closed")
    relief.sounds = sounds  # type: ignore[assignment]
    relief._do(effect)
    assert sounds.asked == ([does] if does else [])
    assert relief.closed == (effect.text if effect.kind == "closed" else None)


def test_what_the_help_keeps_and_takes_back_is_in_the_book() -> None:
    book = kept.Book()
    relief = Relief(Clock(), book, word="calf", night=False)
    cramp = CrampRecord("abcdef", Moment(1_790_000_000_000), ("calf",))
    relief._do(Effect("keep", record=cramp))
    relief._do(Effect("mark", stop=MARK))
    assert (book.kept, book.marks) == ({"abcdef": cramp}, {"abc": MARK})
    relief._do(Effect("forget", "abcdef"))
    assert (book.kept, book.marks) == ({}, {"abc": MARK})
    relief._do(Effect("unmark", "abc"))
    assert book.marks == {} and relief.closed is None
    relief.flow.close = lambda: (Effect("closed", "left"),)  # type: ignore[method-assign]
    assert relief.close() == [] and relief.closed == "left"


def test_what_is_not_to_be_said_or_done_again_is_remembered(home: Path) -> None:
    sounds = Asked()
    relief = Relief(Clock(), kept.Book(), word="calf", night=True)
    relief.sounds = sounds  # type: ignore[assignment]
    relief.flow.muted = True
    relief._do(Effect("speak", "Breathe."))
    assert sounds.asked == []
    relief._do(Effect("sound", on=False))
    assert relief_run.sound_off()
    relief._do(Effect("no-rubbing"))
    saved = load_settings().settings
    assert saved.rubbing == "never" and saved.rubbing_since is not None
    relief.press("w")
    assert relief.flow.over or relief.flow.page
    assert relief.close() == sounds.notices()
    assert relief.book.closed  # type: ignore[attr-defined]
