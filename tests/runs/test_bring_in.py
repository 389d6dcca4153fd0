"""What comes in: files into a person's own folder, sessions from a phone, and a phrase that is heard by itself."""

from array import array
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stretchplayer.audio.clips import Clip
from stretchplayer.exchange.draft import Refused
from stretchplayer.exchange.incoming import Incoming, read_file
from stretchplayer.journal.records import Moment, SessionRecord
from stretchplayer.library import imports
from stretchplayer.library.places import personal_routines
from stretchplayer.routine.moves import EMPTY, Moves
from stretchplayer.runs import aloud, bring_in
from stretchplayer.runs.bring_in import Arrival, Arrivals, arrivals, keep, read_coming
from stretchplayer.runs.phone_sessions import PhoneSessions, add_to_journal, phone_lines
from stretchplayer.settings.table import Settings

OURS = "name: Mine  # own\nsteps: [{stretch: A, hold: 20s}]\n"
LIST = "- Squats 3x10\n- Plank 30s\n"


def test_a_routine_of_ours_comes_in_as_it_stands_and_is_called_as_its_file(tmp_path: Path) -> None:
    for path, called in (
        (None, "Mine"),
        (tmp_path / "a.yaml", "a"),
        (tmp_path / "b.YML", "b"),
        (Path("c.txt"), "Mine"),
    ):
        if path is not None and path.suffix != ".txt":
            path.write_text(OURS)
        found = arrivals(OURS.encode(), path, EMPTY)
        assert found == Arrivals((Arrival(called, OURS),), OURS)
        (named,) = arrivals(OURS.encode(), path, EMPTY, name="Legs").routines
        assert named.name == "Legs" and "name: Legs" in named.text and "# own" not in named.text
    with pytest.raises(Refused, match=r"^it has errors:\n(?s:.*)[^\n]\Z"):
        arrivals(b"name: Mine\nsteps: [{strech: A}]\n", None, EMPTY)
    with pytest.raises(Refused, match=r"^it is larger than 8 MB; no routine is$"):
        arrivals(b" " * 8_000_001 * 2, None, EMPTY)


def test_what_another_program_wrote_names_its_origin() -> None:
    for path, name, called, origin in (
        (Path("my-legs.txt"), None, "my-legs", "my-legs.txt"), (None, None, "Imported routine", "standard input"),
        (Path("a\x07.txt"), "Legs", "Legs", "standard input"),
    ):  # fmt: skip
        found = arrivals(LIST.encode(), path, EMPTY, name=name)
        (one,) = found.routines
        assert (one.name, found.source) == (called, LIST) and f"Imported from {origin}." in one.text
        assert one.draft is not None and len(one.draft.entries) == 2
    assert arrivals(LIST.encode("utf-16"), None, EMPTY).source == LIST
    (other,) = arrivals(b"- {name: Squats, reps: 10}\n- {name: Plank, duration: 30}\n", None, EMPTY).routines
    assert other.draft is not None and len(other.draft.entries) == 2, "of YAML that another program wrote"


def test_it_is_kept_beside_what_is_there_and_in_its_place_only_if_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    remembered: list[Any] = []
    monkeypatch.setattr(imports, "remember", lambda written, replaced: remembered.append((written, replaced)))
    mine, shipped = (Arrivals((Arrival(name, OURS),)) for name in ("Mine", "Morning wake-up"))
    folder = personal_routines()
    paths = [path.name for coming in (mine, mine, shipped, shipped) for path in keep(coming)]
    assert paths == ["mine.yaml", "mine-2.yaml", "morning-wake-up-2.yaml", "morning-wake-up-3.yaml"]
    assert remembered[0] == ([folder / "mine.yaml"], set())
    (folder / "mine.yaml").write_text("as it was")
    assert keep(mine, replacing=True) == [folder / "mine.yaml"]
    assert remembered[-1] == ([folder / "mine.yaml"], {folder / "mine.yaml"})
    assert imports.kept_beside(folder / "mine.yaml").read_text() == "as it was"
    assert keep(shipped, replacing=True) == [folder / "morning-wake-up.yaml"] and remembered[-1][1] == set()


def test_what_a_phone_gives_back_becomes_sessions_once() -> None:
    text = (
        b"\n stretchplayer-done legs 2026-11-27T21:30 100s felt 4 pain_after 10 path 3, 2026-11-28T21:30 21600s felt 6,"
        b" 2026-11-29T21:30 21601s \n"
    )
    first, second = (datetime(2026, 11, day, 21, 30).astimezone() for day in (27, 28))
    given = PhoneSessions("legs", ((first, 100, {"felt": 4, "pain_after": 10}), (second, 21_600, {})))
    assert phone_lines(text) == [given]
    gone = text.replace(b"-done", b"-gone")
    for other in (text + b"else\n", b"stretchplayer-done\n", b"else", b"", b"\xff" + text, b"\xff", gone):
        assert phone_lines(other) == []
    began = Moment.of(first).utc_ms - 100_000
    saved: list[SessionRecord] = []
    known = SessionRecord("s", Moment(began), "legs", "Legs", "legs.yaml", "finished", 1)
    store: Any = SimpleNamespace(sessions=lambda: [known] if saved else [], save=saved.append)
    added, had = add_to_journal(store, given, name="Legs", path="legs.yaml", planned_ms=120_000)
    assert (added, had) == (saved[:2], 0)
    one = added[0]
    assert (one.started, one.planned_ms, one.done_ms) == (Moment(began, Moment.of(first).offset_min), 120_000, 100_000)
    assert (one.routine, one.name, one.path) == ("legs", "Legs", "legs.yaml")
    assert (one.felt, one.pain_after, added[1].felt) == (4, 10, None)
    abroad = PhoneSessions("legs", ((first.replace(tzinfo=timezone(timedelta(hours=2))), 100, {}),))
    assert add_to_journal(store, abroad, name="L", path="l", planned_ms=1)[0][0].started.offset_min == 120
    again, had = add_to_journal(store, given, name="Legs", path="legs.yaml", planned_ms=120_000)
    assert had == 1 and [record.started for record in again] == [added[1].started]


def test_a_phrase_is_spoken_and_its_voice_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Any] = []
    speech = SimpleNamespace(
        prepare=lambda texts: done.append(texts), wait=lambda s: done.append(s), notices=lambda: ["No", "voice."],
        clip=lambda text: Clip(text, array("h", [0] * 4410)), engine=SimpleNamespace(name="flite", voice="slt"),
    )  # fmt: skip
    voices = SimpleNamespace(of=lambda _: speech, close=lambda: done.append("voices"), notices=lambda: ["A"])
    speaker = SimpleNamespace(
        open=lambda: done.append("open"), close=lambda: done.append("speaker"), heard=True, notices=lambda: ["B"],
        play=lambda phrase, ms: done.append((phrase[0].name, phrase[0].voice, phrase[0].at_ms, ms)),
    )  # fmt: skip
    monkeypatch.setattr(aloud, "log_to", done.append)
    monkeypatch.setattr(aloud, "open_voice", lambda settings: voices)
    monkeypatch.setattr(aloud, "make_speaker", lambda settings: done.append(settings) or speaker)
    monkeypatch.setattr(aloud.time, "sleep", done.append)
    settings = Settings(sound="pipe", volume=0.5, voice_volume=0.4, tone_volume=0.3)
    with aloud.Aloud(settings) as it:
        assert done == [home / "cache" / "sound.log", settings, "open"]
        assert it.say("Breathe.") == "flite, slt"
        assert done[3:] == [["Breathe."], 12.0, ("Breathe.", True, 0, 150), 0.4]
        speech.engine.voice = ""
        assert it.say("Breathe.") == "flite" and it.notices() == ["B", "A"]
        it.tone("tick")
        assert done[-2][1] is False
        for missing in ({"clip": lambda text: None}, {"engine": None}):
            with pytest.MonkeyPatch.context() as patch:
                for name, value in missing.items():
                    patch.setattr(speech, name, value)
                with pytest.raises(aloud.Unheard, match=r"^No voice\.$"):
                    it.say("Breathe.")
        monkeypatch.setattr(speech, "notices", list)
        monkeypatch.setattr(speech, "engine", None)
        with pytest.raises(aloud.Unheard, match=r"^No speech engine here can say this\.$"):
            it.say("Breathe.")
        monkeypatch.setattr(aloud, "breath", lambda way, ms: done.append((way, ms)) or Clip("b", array("h", [0] * 441)))
        for name, breathed in (("breath-in", ("in", 3_000)), ("breath-out", ("out", 4_000))):
            it.tone(name)
            assert done[-3] == breathed and done[-2][0] == "b"
        with pytest.raises(aloud.Unheard, match=r"^The tones of this installation are missing; reinstall it\.$"):
            it.tone("gong of nowhere")
        # Until the output is heard it is waited for, but not for ever, and not for one that is there and silent.
        times = iter([0.0, 12.0, 12.1])
        monkeypatch.setattr(aloud.time, "monotonic", lambda: next(times))
        for heard, output, tries in (([False, False, True], None, 2), ([False] * 9, None, 2), ([False] * 9, "pipe", 0)):
            turns = iter(heard)
            sounds = type("Sounds", (), {"heard": property(lambda self, turns=turns: next(turns)), "output": output})()
            sounds.play = lambda phrase, ms: done.append("played")
            monkeypatch.setattr(it, "_speaker", sounds)
            times, slept = iter([0.0, 12.0, 12.0] if heard[-1] else [0.0, 12.0, 12.1]), done.count(0.02)
            if heard[-1]:
                it.tone("tick")
                assert done[-2] == "played"
            else:
                with pytest.raises(
                    aloud.Unheard, match=r"^No sound device was found\. `stretchplayer doctor` says more"
                ):
                    it.tone("tick")
            assert done.count(0.02) - slept == (tries if heard[-1] else max(0, tries - 1))
        monkeypatch.setattr(it, "_speaker", speaker)
    assert done[-2:] == ["voices", "speaker"]
    for sound in ("off", "bell"):
        aloud.Aloud(Settings(sound=sound, volume=0, voice_volume=0, tone_volume=0))  # type: ignore[arg-type]
        assert [made for made in done if isinstance(made, Settings)][-1] == Settings()


def test_several_routines_of_a_file_are_named_and_what_cannot_be_played_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Any] = []

    def found(data: bytes, called: str, moves: Moves, kind: Any) -> Incoming:
        asked.append((called, kind))
        drafts = [draft for text in (LIST, LIST) for draft in read_file(text.encode(), "Day", moves).drafts]
        return Incoming("csv", drafts[: int(data[:1])], remarks=["Half of it."])

    monkeypatch.setattr(bring_in, "read_file", found)
    two = arrivals(b"2\xff" + b"x" * 64_000, Path("plan.csv"), EMPTY, name="Legs", kind="csv")
    assert asked == [("Legs", "csv")] and two.remarks == ("Half of it.",)
    assert two.source == "2\ufffd" + "x" * 63_998, "no more of what is no text than can be looked at"
    assert [one.name for one in two.routines] == ["Legs, Day", "Legs, Day"]
    assert all(f"name: {one.name}" in one.text and not one.is_plan for one in two.routines)
    assert [one.name for one in arrivals(b"1", None, EMPTY).routines] == ["Day"] and asked[-1] == (
        "Imported routine",
        None,
    )
    monkeypatch.setattr(bring_in, "write", lambda draft, head: "steps: [{strech: A}]\n")
    with pytest.raises(
        Refused, match=r"^Day cannot be played as it came over:\n(?s:.*)imported\.yaml(?s:.*)strech(?s:.*)\S\Z"
    ):
        arrivals(b"1", None, EMPTY)


def test_a_plan_over_weeks_comes_in_as_one_unless_it_leans_on_a_file(tmp_path: Path) -> None:
    text = "plan: Legs\nfor: 1 week\ndays: {Mon: [desk-break]}\n"
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    for at, name, called in (
        (None, None, "Legs"),
        (path, None, "mine"),
        (Path("a.txt"), None, "Legs"),
        (path, "My", "My"),
    ):
        (one,) = arrivals(text.encode(), at, EMPTY, name=name).routines
        assert (one.name, one.text, one.is_plan, one.draft) == (called, text, True, None)
    apart = text.replace("desk-break", "./own.yaml")
    (tmp_path / "own.yaml").write_text(OURS)
    for target in ("./own.yaml", "own.yaml", "./own"):
        with pytest.raises(Refused) as refused:
            arrivals(apart.replace("./own.yaml", target).encode(), path, EMPTY)
        assert str(refused.value) == (
            f"it is a plan that names a routine by its path, `{target}`, which lies elsewhere then: import that "
            "routine, and write its id in the plan"
        )
    for at, said in ((None, "standard input"), (Path("a.txt"), "a.txt")):
        with pytest.raises(Refused, match=said):
            arrivals(b"name: Mine\nsteps: [{strech: A}]\n", at, EMPTY)
    path.write_bytes(b"x" * 9_000_000)
    assert len(read_coming(path)) == 8 * 1024 * 1024 + 1
