import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.cli.exits import Fault
from stretchplayer.cli.main import build
from stretchplayer.library import places
from stretchplayer.routine.problems import render_text
from stretchplayer.settings import text as reading_text
from stretchplayer.settings.file import load_settings, save
from stretchplayer.settings.table import GROUPS, KEYS, BadKey, NotSaved, Settings, SettingsReading, Sound
from stretchplayer.settings.text import changed, read_settings
from tests.each import each
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


@each(
    ("line", "value"),
    [
        ("plain: YES", True), ("plain: true", True), ("plain: on", True), ("suggestions: off", False),
        ("suggestions: False", False), ("plain: y", None),
        ("volume: 0", 0.0), ("volume: 7 %", 0.07), ("volume: 100", 1.0), ("volume: 101", None), ("volume: 0070", None),
        ("volume: 0.7", 0.7), ("volume: .5", 0.5), ("volume: 70.4 %", 0.7), ("volume: 1.1", None), ("volume: 1.", None),
        ("countdown: 10m", 600_000), ("countdown: 10m 1s", None), ("resume-lead: 11m", None),
        ("volume: -5", None), ("volume: ٣", None), ("volume: '%'", None), ("volume: 50%%", None),
        ("language: DE", "de"), ("language: pt-br", "pt-BR"), ("language: es-419", "es-419"),
        ("language: fil", "fil"), ("language: e", None), ("language: english", None), ("language: de-1", None),
        ("rubbing-since: 2026-11-22", "2026-11-22"), ("rubbing-since: 22.11.2026", None),
        ("rubbing-since: 2026-11-221", None),
        ("day-ends: 0:00", "0:00"), ("day-ends: 03:05", "3:05"), ("day-ends: 11:59", "11:59"),
        ("day-ends: 12:00", None),
        ("day-ends: 3:60", None), ("day-ends: 3:5", None), ("day-ends: 3", None),
        ("resume-lead: none", 0), ("countdown: 1m 30s", 90_000), ("countdown: long", None),
        ("emergency: " + "1" * 200, "1" * 200), ("emergency: " + "1" * 201, None),
        ("theme: Light", None), ("voice: brief", "brief"), ("Voice_Volume : 40", 0.4), ("voice volume: 40", 0.4),
    ],
)  # fmt: skip
def test_what_a_value_may_look_like(line: str, value: object) -> None:
    reading = read_settings(line.encode(), "settings.yaml")
    attribute = line.partition(":")[0].strip().casefold().replace("-", "_").replace(" ", "_")
    if value is None:
        assert [problem.slug for problem in reading.problems] == ["bad-value"] and reading.settings == Settings()
    else:
        assert (getattr(reading.settings, attribute), reading.problems) == (value, ())


@each("line", ["rubbing-since: ٢٠٢٦-١١-٢٢", "day-ends: ٣:٠٠", "language: es-٤١٩"])
def test_digits_are_those_of_the_keyboard(line: str) -> None:
    assert [problem.slug for problem in read_settings(line.encode(), "settings.yaml").problems] == ["bad-value"]


def test_words_that_are_empty_are_none_and_a_name_may_be_quoted() -> None:
    assert read_settings(b"emergency: ''", "s").settings.emergency is None
    assert read_settings(b"' Voice ': brief\nlanguage: PT-br", "s").settings == Settings(
        voice="brief", language="pt-BR"
    )


@each(("text", "slug"), [("- a", "wrong-shape"), ("keys: p", "wrong-shape"), ("keys: {back: [r]}", "wrong-shape")])
def test_what_is_of_the_wrong_shape_leaves_the_defaults(text: str, slug: str) -> None:
    reading = read_settings(text.encode(), "s")
    assert ([problem.slug for problem in reading.problems], reading.settings) == ([slug], Settings())


@each("line", ["voice: ~", "voice: null", "voice:", "keys: ~", "keys:", "~", "null", ""])
def test_written_and_left_empty_is_the_default(line: str) -> None:
    reading = read_settings(line.encode(), "settings.yaml")
    assert (reading.settings, reading.problems) == (Settings(), ())


@each(
    ("line", "message", "help"),
    [
        ("voice: breif", "`breif` is not one of the choices", "write one of full, brief, off"),
        ("voice: ''", "`` is not one of the choices", "write one of full, brief, off"),
        ("first: up", "`up` is not one of the choices", "write one of left, right"),
        ("volum: 50", "unknown setting `volum`", "did you mean `volume`?"),
        ("kesy: 50", "unknown setting `kesy`", "did you mean `keys`?"),
        ("zzz: 1", "unknown setting `zzz`", f"the keys are: {', '.join(KEYS)}, keys"),
        ("volume: 150", "`150` is not a volume", "write a number from 0 to 100, or a fraction such as 0.7"),
        ("sound: [a]", "`sound` takes one value, not several", "What sounds come out of."),
        ("plain: maybe", "`maybe` is neither yes nor no", "write yes or no"),
        ("language: german", "`german` is not a language", "write it like en, de or pt-BR"),
        ("day-ends: 13:00", "`13:00` is not a time at which a day can end",
         "write it like 4:00, between 0:00 and 11:59"),
        ("rubbing-since: today", "`today` is not a date", "write it like 2026-11-22"),
        ("countdown: soon", "`soon` is not a time", "write a time such as `30s`, `1m 30s`, `2 minutes` or `1:30`"),
        (f"emergency: {'1' * 201}", "this is longer than 200 characters", "shorten it"),
        ("keys: p", "`keys` takes lines of `what: key`", "for example `player.pause: p`"),
        ("keys: ''", "`keys` takes lines of `what: key`", "for example `player.pause: p`"),
        ("- a", "settings are lines of `key: value`", "for example `voice: brief`"),
        ("'~'", "settings are lines of `key: value`", "for example `voice: brief`"),
        ("keys: {back: [r]}", "`back` takes the name of a key", "such as `p`, `f3` or `ctrl+n`"),
        ("keys: {back: ' '}", "`back` takes the name of a key", "such as `p`, `f3` or `ctrl+n`"),
        ("voice: off\nVOICE: brief", "`VOICE` is written twice", "keep one"),
    ],
)  # fmt: skip
def test_a_mistake_says_what_to_write_instead(line: str, message: str, help: str) -> None:
    (problem,) = read_settings(line.encode(), "settings.yaml").problems
    assert (problem.message, problem.help) == (message, help)


def test_a_mistake_leads_to_what_was_written_first() -> None:
    for text, label in (("voice: off\nVoice: brief", "first written here"),):
        (problem,) = read_settings(text.encode(), "s").problems
        assert problem.label is not None and problem.label.text == label
        assert problem.label.line == problem.line - 1


def test_keys_are_kept_as_they_were_written() -> None:
    reading = read_settings(b"keys: {back: 'x,x', pause: ' p , f3 '}", "s")
    assert (reading.settings.keys, reading.problems) == ({"back": "x,x", "pause": "p , f3"}, ())


def test_mistakes_are_told_at_their_places_and_spoil_nothing_else() -> None:
    text = "voice: breif\nvolum: 50\nhands-free: yes\nvolume: 150\nsound: [a]\nhands-free: no\n"
    reading = read_settings(text.encode(), "settings.yaml")
    assert reading.settings == Settings(hands_free=True)
    assert [(p.slug, p.line, p.column) for p in reading.problems] == [
        ("bad-value", 1, 8),
        ("unknown-key", 2, 1),
        ("bad-value", 4, 9),
        ("wrong-shape", 5, 8),
        ("duplicate-key", 6, 1),
    ]
    assert "did you mean `volume`?" in render_text(reading.problems, {"settings.yaml": reading.text})


@each("data", [b"\xff\xfe", b"\0\1", b"- a\n- b\n", b"voice: brief\n  x: [\n", b"x" * 70_000, b'a: "'])
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
    judged: list[dict[str, str]] = []

    def judge(keys: Mapping[str, str]) -> dict[str, BadKey]:
        judged.append(dict(keys))
        return {"puase": BadKey("unknown-binding", "no", "did you mean `pause`?")}

    reading = read_settings(text, "settings.yaml", judge)
    assert [(p.slug, p.line, p.help) for p in reading.problems] == [
        ("unknown-binding", 2, "did you mean `pause`?"),
        ("wrong-shape", 5, "such as `p`, `f3` or `ctrl+n`"),
    ]
    assert judged == [{"puase": "p", "next": "n", "back": "n"}] == [reading.settings.keys]
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
    assert (shown["hands-free"], shown["emergency"]) == ("no", "the one of your country (not set)")


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
        with pytest.raises(NotSaved, match=r"^the settings cannot be read: Not a directory$"):
            save({"voice": "off"})
        monkeypatch.setenv("STRETCHPLAYER_HOME", str(home))

        def full(path: Path, data: bytes) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("stretchplayer.settings.file.write_atomic", full)
        with pytest.raises(NotSaved, match=r"^the settings cannot be written: No space left on device$"):
            save({"voice": "off"})
        save({"voice": None})

    @pytest.mark.parametrize(
        ("before", "values", "after"),
        [
            ("voice: off", {"voice": "brief"}, "voice: brief"),
            ("voice: off\n\n\n", {"plain": True}, "voice: off\nplain: yes\n"),
            ("", {"voice": "off", "volume": 0.29}, "voice: off\nvolume: 29\n"),
            ("voice: off  # hush\n", {"voice": None}, ""),
            ("emergency: >\n  1\n  2\nvoice: off\n", {"emergency": "3"}, "emergency: 3\nvoice: off\n"),
            ("emergency: |\n  1\n\nvoice: off\n", {"emergency": "3"}, "emergency: 3\nvoice: off\n"),
            ("voice: # none\nplain: no\n", {"voice": "off"}, "voice: off # none\nplain: no\n"),
            ("keys: # mine\n  back: p\n", {"keys": {"back": "x"}}, "keys:\n  back: x\n"),
            ("keys:\n  back: p\nplain: no\n", {"keys": {}}, "plain: no\n"),
            ("voice: off\r\nplain: no\r\n", {"keys": {"back": "x"}},
             "voice: off\r\nplain: no\r\nkeys:\r\n  back: x\r\n"),
            ("\ufeffvoice: off\n", {"voice": "full"}, "voice: full\n"),
            ("theme: drak\nvoice: off\n", {"voice": "brief"}, "theme: drak\nvoice: brief\n"),
            ("voice: off\n  \n", {"plain": True}, "voice: off\nplain: yes\n"),
            ("voice: 'off'   \nplain: no\n", {"voice": "brief"}, "voice: brief\nplain: no\n"),
            ("", {"emergency": "a\u200b"}, 'emergency: "a\\U0000200b"\n'),
            ("", {"emergency": "it's"}, "emergency: 'it''s'\n"),
            ("", {"emergency": "null"}, "emergency: 'null'\n"),
            ("", {"emergency": "nulls 1"}, "emergency: nulls 1\n"),
            ("", {"emergency": '"\\\u200b'}, 'emergency: "\\U00000022\\U0000005c\\U0000200b"\n'),
        ],
    )  # fmt: skip
    def test_one_place_changes_and_the_rest_stays(self, before: str, values: dict[str, object], after: str) -> None:
        assert changed(before.encode(), "s", values).decode() == after

    @pytest.mark.parametrize(
        ("before", "value"),
        [
            (b"voice: off\nvoice: brief\n", None),  # what was below would speak then
            (b"plain: yes\n...\n", "full"),  # all would be a mistake then, and so what is wanted
        ],
    )
    def test_what_is_not_as_wanted_or_has_a_new_mistake_is_not_written(self, before: bytes, value: object) -> None:
        with pytest.raises(NotSaved):
            changed(before, "s", {"voice": value})

    @pytest.mark.parametrize(
        ("before", "why"),
        [
            (b"\xff", "the settings are not UTF-8 text; fix them first"),
            (b"voice: [\n", "the settings have a mistake; fix it first"),
            (b"- a\n", "the settings have a mistake; fix it first"),
            (b"{plain: yes}\n", "`voice` is written in the settings in a way that only a person can change"),
            (b"plain: yes\n...\n", "`voice` is written in the settings in a way that only a person can change"),
            (b"  plain: yes\n", "`voice` is written in the settings in a way that only a person can change"),
        ],
    )  # fmt: skip
    def test_why_a_file_cannot_be_changed(self, before: bytes, why: str) -> None:
        with pytest.raises(NotSaved) as fault:
            changed(before, "s", {"voice": "brief"})
        assert str(fault.value) == why

    @given(
        st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=60)
    )
    def test_any_words_come_back_as_they_were(self, text: str) -> None:
        after = changed(b"# a\nvoice: off\n", "settings.yaml", {"emergency": text})
        reading = read_settings(after, "settings.yaml")
        assert (reading.settings, reading.problems) == (Settings(voice="off", emergency=text), ())


def test_what_the_screen_shows() -> None:
    shown = {key.name: key.shown(everything()) for key in KEYS.values()}
    names = ("volume", "hands-free", "countdown", "resume-lead", "boost", "voice-name")
    assert [shown[name] for name in names] == ["40 %", "yes", "45s", "0s", "by 6 decibels", "Anna"]
    assert KEYS["hands-free"].options == ("yes", "no") and KEYS["first"].options == ("left", "right")
    assert KEYS["emergency"].options == KEYS["volume"].options == ()


@each(("sound", "carries"), [("off", False), ("bell", False), ("auto", True), ("pipe", True)])
def test_a_bell_carries_no_words(sound: Sound, carries: bool) -> None:
    assert Settings(sound=sound).carries_words is carries


def test_options_take_the_place_of_settings_for_one_run() -> None:
    mine = Settings(sound="pipe", voice="brief", volume=0.5, first="left", hands_free=True, motion="full", plain=True)
    assert mine.with_options() == mine
    options = mine.with_options(sound="off", voice="full", volume=0.0, first="right", hands_free=False, still=True)
    assert options == Settings(sound="off", voice="full", volume=0.0, first="right", motion="still", plain=True)
    assert Settings(motion="still").with_options(still=False).motion == "full"


def test_what_changed_meanwhile_joins_the_options_of_this_run() -> None:
    run = Settings(volume=0.2, voice="off")
    assert run.with_changes(Settings(), Settings(theme="light", voice="brief")) == Settings(
        volume=0.2, voice="brief", theme="light"
    )
    assert run.with_changes(Settings(), Settings()) == run


def test_what_was_read_is_remembered_until_the_file_changes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, memory = home / "settings.yaml", home / "cache" / "settings.json"
    path.write_text("volume: 60%\nkeys:\n  pause: p\n")
    first = load_settings()
    assert first.settings == Settings(volume=0.6, keys={"pause": "p"}) and first.problems == ()
    data = json.loads(memory.read_text())
    assert data["values"] == {"volume": 0.6, "keys": {"pause": "p"}}, "a later version has defaults of its own"
    read: list[str] = []
    reader = reading_text.read_settings
    monkeypatch.setattr(reading_text, "read_settings", lambda data, file: read.append(file) or reader(data, file))
    assert load_settings() == first and read == []
    for at, other in enumerate((str(home / "else.yaml"), [1, 2], "volume,voice")):
        memory.write_text(json.dumps({**data, "mark": [*data["mark"][:at], other, *data["mark"][at + 1 :]]}))
        assert load_settings() == first and len(read) == at + 1, "of another file, content or version"
    for broken in ("{", "[]", "{}", '"mark"', json.dumps({**data, "values": 5}), json.dumps({**data, "values": {}})):
        memory.write_text(broken)
        assert load_settings() == first
    path.write_text("volume: loud\n")
    assert load_settings().problems and load_settings().settings == Settings()
    path.unlink()
    path.mkdir()
    (problem,) = load_settings().problems
    assert (problem.slug, problem.severity, problem.file) == ("unreadable", "error", str(path))
    assert problem.message == "the settings cannot be read: Is a directory; the defaults are used"


@each(
    ("command", "option", "name", "texts"),
    [
        ("play x", "--volume", "volume", "0 70 70% 0.7 .7 1 1.0 100 101 1.01 7x -1 loud"),
        ("render x -o y.wav", "--volume", "volume", "55% 0.555 150"),
        ("play x", "--countdown", "countdown", "0s none 5 45s 1:30 10m 11m 5s+ 1m30 long 1:5"),
        ("show x", "--first", "first", "left right Left both"),
        ("play x", "--voice", "voice", "full brief off loud Full"),
        ("play x", "--sound", "sound", f"{' '.join(KEYS['sound'].options)} loud Off"),
        ("say x", "--engine", "voice-engine", "auto flite nobody"),
        ("say x", "--rate", "voice-rate", "60 65 100 100%"),
        ("voices", "--language", "language", "en pt-br es-419 english e"),
        ("voices", "--name", "voice-name", f"Anna {'x' * 201}"),
    ],
)  # fmt: skip
def test_an_option_takes_what_the_setting_of_its_name_does(command: str, option: str, name: str, texts: str) -> None:
    parser = build(command.split()[0])
    for text in texts.split():
        reading = read_settings(f"{name}: {text}".encode(), "settings.yaml")
        try:
            given = vars(parser.parse_args([*command.split(), f"{option}={text}"]))
        except Fault as fault:
            assert reading.problems, text
            assert reading.problems[0].message in fault.message or "invalid choice" in fault.message
        else:
            value = getattr(reading.settings, KEYS[name].attribute)
            assert not reading.problems and given[option.removeprefix("--")] == value, text
