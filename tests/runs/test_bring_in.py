"""What comes in: files into a person's own folder, sessions from a phone, and a phrase that is heard by itself."""

from array import array
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stretchplayer.audio.clips import Clip
from stretchplayer.exchange.draft import Refused
from stretchplayer.journal.records import Moment, SessionRecord
from stretchplayer.library import imports
from stretchplayer.library.places import personal_routines
from stretchplayer.routine.moves import EMPTY
from stretchplayer.runs import aloud
from stretchplayer.runs.bring_in import Arrival, Arrivals, arrivals, keep
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
    text = b"\n stretchplayer-done legs 2026-11-27T21:30 100s, 2026-11-28T21:30 21600s, 2026-11-29T21:30 21601s \n"
    first, second = (datetime(2026, 11, day, 21, 30).astimezone() for day in (27, 28))
    given = PhoneSessions("legs", ((first, 100), (second, 21_600)))
    assert phone_lines(text) == [given]
    for other in (text + b"else\n", b"stretchplayer-done\n", b"else", b""):
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
    assert done[-2:] == ["voices", "speaker"]
    for sound in ("off", "bell"):
        aloud.Aloud(Settings(sound=sound, volume=0, voice_volume=0, tone_volume=0))  # type: ignore[arg-type]
        assert [made for made in done if isinstance(made, Settings)][-1] == Settings()
