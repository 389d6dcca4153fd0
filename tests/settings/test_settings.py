from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.library import places
from stretchplayer.routine.problems import render_text
from stretchplayer.settings.file import NotSaved, load_settings, save
from stretchplayer.settings.table import GROUPS, KEYS, Settings, SettingsReading
from stretchplayer.settings.text import changed, read_settings
from tests.settings.table import SETTINGS, everything

FULL = """\
sound: bell  # the laptop has no speaker
voice: brief
cues: calm
volume: 70
voice-volume: 80%
tone-volume: 0
countdown: 15s
hands-free: yes
first: right
theme: light
motion: still
emergency: 112
advice-line: 116 117
rubbing: never
rubbing-since: 2026-11-22
suggestions: no
pain: on
piper-voice: /voices/amy.onnx
keys:
  pause: p
  next: n,right
"""


def test_nothing_written_means_the_defaults() -> None:
    assert load_settings() == SettingsReading(Settings(), file=str(places.settings_file()))
    for text in ("", "# only a comment\n", "\n\n", "voice:\n", "keys:\n", "---\n"):
        reading = read_settings(text.encode(), "settings.yaml")
        assert (reading.settings, reading.problems) == (Settings(), ()), text


def test_every_setting_is_in_the_table_and_is_read() -> None:
    assert SETTINGS.keys() == KEYS.keys()
    assert {key.attribute for key in KEYS.values()} | {"keys"} == {field.name for field in fields(Settings)}
    written = "\n".join(f"{key}: {text}" for key, (text, _) in SETTINGS.items())
    reading = read_settings(written.encode(), "settings.yaml")
    assert (reading.settings, reading.problems) == (everything(), ())
    for key in KEYS.values():
        assert getattr(everything(), key.attribute) != getattr(Settings(), key.attribute), key.name


@pytest.mark.parametrize("name", SETTINGS)
def test_what_is_saved_is_read_again(name: str, home: Path) -> None:
    _, value = SETTINGS[name]
    attribute = KEYS[name].attribute
    save({attribute: value})
    assert load_settings().settings == Settings(**{attribute: value})
    save({attribute: None})
    assert (home / "settings.yaml").read_text() == ""


def test_other_ways_of_writing_a_value_are_read() -> None:
    reading = read_settings(FULL.encode(), "settings.yaml")
    assert reading.problems == ()
    assert reading.settings.countdown == 15_000
    assert (reading.settings.volume, reading.settings.voice_volume, reading.settings.tone_volume) == (0.7, 0.8, 0.0)
    assert (reading.settings.pain, reading.settings.emergency) == (True, "112")
    assert reading.settings.keys == {"pause": "p", "next": "n,right"}


def test_mistakes_are_told_at_their_places_and_spoil_nothing_else() -> None:
    text = "voice: breif\nvolum: 50\nhands-free: yes\nvolume: 150\nsound: [a]\nhands-free: no\n"
    reading = read_settings(text.encode(), "settings.yaml")
    assert reading.settings == Settings(hands_free=True)
    assert [(p.slug, p.line, p.column) for p in reading.problems] == [
        ("bad-value", 1, 8),
        ("unknown-key", 2, 1),
        ("bad-value", 4, 9),
        ("wrong-type", 5, 8),
        ("duplicate-key", 6, 1),
    ]
    assert "did you mean `volume`?" in render_text(reading.problems, {"settings.yaml": reading.text})


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"\0\1", b"- a\n- b\n", b"voice: brief\n  x: [\n", b"x" * 70_000, b'a: "']
)
def test_a_broken_file_is_reported_and_the_defaults_are_used(data: bytes) -> None:
    reading = read_settings(data, "settings.yaml")
    assert reading.settings == Settings()
    assert reading.problems


def test_a_settings_file_that_is_a_folder_is_reported(home: Path) -> None:
    (home / "settings.yaml").mkdir()
    reading = load_settings()
    assert reading.settings == Settings()
    (problem,) = reading.problems
    assert problem.slug == "unreadable" and "Errno" not in problem.message
    assert reading.file == problem.file == str(places.settings_file())


def test_keys_are_looked_at_where_the_bindings_are_known() -> None:
    text = b"keys:\n  puase: p\n  next: n\n  back: n\n  restart: [r]\n"
    reading = read_settings(text, "settings.yaml", bindings=("pause", "next", "back", "restart"))
    assert [(p.slug, p.line) for p in reading.problems] == [
        ("unknown-binding", 2),
        ("key-clash", 4),
        ("wrong-type", 5),
    ]
    assert read_settings(b"keys:\n  puase: p\n", "settings.yaml").problems == ()


class TestMemory:
    """What was read is remembered until the file changes."""

    @pytest.fixture
    def path(self, home: Path) -> Path:
        path = home / "settings.yaml"
        path.write_text(FULL)
        return path

    def test_what_is_remembered_is_what_was_read(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        first = load_settings()
        monkeypatch.setattr("stretchplayer.settings.text.read_settings", None)
        assert load_settings() == first == read_settings(FULL.encode(), str(path))

    def test_a_change_is_read(self, path: Path) -> None:
        load_settings()
        path.write_text("voice: off\n")
        assert load_settings().settings == Settings(voice="off")
        path.unlink()
        assert load_settings().settings == Settings()

    def test_mistakes_are_never_remembered(self, path: Path) -> None:
        path.write_text("voice: of\n")
        assert load_settings() == load_settings()
        assert load_settings().problems

    @pytest.mark.parametrize("text", ["", "{", "[]", '{"mark": []}', '{"mark": 1, "values": []}'])
    def test_a_broken_memory_costs_nothing_but_time(self, path: Path, home: Path, text: str) -> None:
        first = load_settings()
        memory = home / "cache" / "settings.json"
        assert memory.stat().st_mode & 0o777 == 0o600
        memory.write_text(text)
        assert load_settings() == first
        memory.unlink()
        memory.mkdir()
        assert load_settings() == first


def test_the_screen_has_every_group() -> None:
    assert {key.group for key in KEYS.values()} == {*GROUPS, None}
    assert [key.name for key in KEYS.values() if key.group is None] == ["rubbing-since"]
    shown = {key.name: key.shown(Settings(volume=0.7, countdown=90_000, first="left")) for key in KEYS.values()}
    assert (shown["volume"], shown["countdown"], shown["first"]) == ("70 %", "1m 30s", "left")
    assert (shown["hands-free"], shown["emergency"]) == ("no", "–")


class TestSave:
    def test_the_file_is_made_for_the_person_alone(self, home: Path) -> None:
        save({"volume": 0.7})
        path = home / "settings.yaml"
        assert path.read_text() == "volume: 70\n"
        assert path.stat().st_mode & 0o777 == 0o600
        assert load_settings().settings == Settings(volume=0.7)

    def test_comments_and_order_stay(self, home: Path) -> None:
        path = home / "settings.yaml"
        path.write_text("# mine\nvoice: brief   # not so much\n\nvolume: 70\nkeys:\n  pause: p\n")
        save({"voice": "off"})
        save({"hands_free": True})
        assert path.read_text() == (
            "# mine\nvoice: off   # not so much\n\nvolume: 70\nkeys:\n  pause: p\nhands-free: yes\n"
        )

    def test_none_takes_the_line_out(self, home: Path) -> None:
        path = home / "settings.yaml"
        path.write_text("first: left\nvoice: brief\n")
        save({"first": None})
        assert path.read_text() == "voice: brief\n"

    def test_keys_are_kept_as_a_block(self, home: Path) -> None:
        path = home / "settings.yaml"
        path.write_text("keys:\n  pause: p\n  next: n\nvoice: brief\n")
        save({"keys": {"pause": "f3", "help": "?"}})
        assert path.read_text() == "keys:\n  pause: f3\n  help: '?'\nvoice: brief\n"
        assert load_settings().settings.keys == {"pause": "f3", "help": "?"}

    def test_what_was_written_another_way_is_found(self, home: Path) -> None:
        path = home / "settings.yaml"
        path.write_text("hands_free: no\r\nvoice: brief\r\n", newline="")
        save({"hands_free": True})
        assert path.read_bytes() == b"hands-free: yes\r\nvoice: brief\r\n"

    @pytest.mark.parametrize("text", ["voice: [\n", "voice: brief\n\tx", "- a\n", "{voice: brief}\n"])
    def test_a_file_that_cannot_be_changed_safely_is_left_alone(self, home: Path, text: str) -> None:
        path = home / "settings.yaml"
        path.write_text(text)
        with pytest.raises(NotSaved):
            save({"voice": "off"})
        assert path.read_text() == text
        assert {each.name for each in home.iterdir()} == {"cache", "settings.yaml"}

    def test_a_link_stays_a_link(self, home: Path, tmp_path: Path) -> None:
        real = tmp_path / "dotfiles.yaml"
        real.write_text("voice: brief\n")
        real.chmod(0o644)
        (home / "settings.yaml").symlink_to(real)
        save({"voice": "full"})
        assert (home / "settings.yaml").is_symlink()
        assert real.read_text() == "voice: full\n"
        assert real.stat().st_mode & 0o777 == 0o644

    def test_where_nothing_can_be_written_it_says_so(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (home / "file").write_text("")
        monkeypatch.setenv("STRETCHPLAYER_HOME", str(home / "file" / "below"))
        with pytest.raises(NotSaved):
            save({"voice": "off"})

    @given(
        st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=60)
    )
    def test_any_words_come_back_as_they_were(self, text: str) -> None:
        after = changed(b"# a\nvoice: off\n", "settings.yaml", {"emergency": text})
        reading = read_settings(after, "settings.yaml")
        assert (reading.settings, reading.problems) == (Settings(voice="off", emergency=text), ())
