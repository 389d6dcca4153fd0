"""A person's settings: what they are, how `settings.yaml` is read, and where the parts that changed are kept.

Every mistake is reported at its place like those of a routine; a value that cannot be read leaves its default, and a
file that cannot be read leaves all of them. Such a file is never written to.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from stretchplayer.routine.diagnosis import Problem

Sound = Literal["auto", "miniaudio", "pipe", "simpleaudio", "bell", "off"]
Voice = Literal["full", "brief", "off"]
CueStyle = Literal["auto", "standard", "calm"]
Theme = Literal["auto", "dark", "light"]
Motion = Literal["full", "still"]
Rubbing = Literal["ask", "never"]
WeekStart = Literal["auto", "monday", "saturday", "sunday"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has set; the defaults are those of somebody who has set nothing.

    Levels go from 0 to 1, times are in milliseconds. `countdown` stands in where a routine writes none. Cues are calm
    by themselves (`auto`) in cool-downs and relief. A day ends at `day_ends`, after midnight.
    """

    sound: Sound = "auto"
    voice: Voice = "full"
    cues: CueStyle = "auto"
    volume: float = 1.0
    voice_volume: float = 1.0
    tone_volume: float = 1.0
    countdown: int | None = None
    hands_free: bool = False
    first: Literal["left", "right"] | None = None
    theme: Theme = "auto"
    motion: Motion = "full"
    emergency: str | None = None
    advice_line: str | None = None
    rubbing: Rubbing = "ask"
    rubbing_since: str | None = None
    suggestions: bool = True
    pain: bool = False
    day_ends: str = "4:00"
    week_starts: WeekStart = "auto"
    morning_line: bool = True
    daily_ticks: bool = False
    piper_voice: str | None = None
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def with_options(
        self,
        *,
        sound: Sound | None = None,
        voice: Voice | None = None,
        volume: float | None = None,
        first: Literal["left", "right"] | None = None,
        hands_free: bool | None = None,
        still: bool | None = None,
    ) -> "Settings":
        """These settings for one run, with what was written on the command line in their place."""
        return replace(
            self,
            sound=sound or self.sound,
            voice=voice or self.voice,
            volume=self.volume if volume is None else volume,
            first=first or self.first,
            hands_free=self.hands_free or bool(hands_free),
            motion="still" if still else self.motion,
        )

    def with_changes(self, before: "Settings", now: "Settings") -> "Settings":
        """These settings with what changed from `before` to `now`; the options of this run hold where nothing did."""
        changed = {
            each.name: getattr(now, each.name)
            for each in fields(Settings)
            if getattr(before, each.name) != getattr(now, each.name)
        }
        return replace(self, **changed)


class SettingsReading(NamedTuple):
    """Settings as far as they could be read, with the problems and the text they stand in."""

    settings: Settings
    problems: "tuple[Problem, ...]" = ()
    text: str = ""
    file: str = ""


class Refused(Exception):
    """A value that cannot be read: why, and what to write instead."""

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


def _gap(raw: str) -> int:
    # Reading times compiles a score of patterns; most people set none.
    from stretchplayer.routine.durations import TimeFault, parse_gap

    try:
        return parse_gap(raw)
    except TimeFault as fault:
        raise Refused(fault.message, fault.help) from None


def _choice(*options: str) -> Callable[[str], str]:
    def read(raw: str) -> str:
        if raw in options:
            return raw
        raise Refused(f"`{raw}` is no choice here", f"write one of {', '.join(options)}")

    return read


def _yes(raw: str) -> bool:
    word = raw.casefold()
    if word in ("yes", "true", "on"):
        return True
    if word in ("no", "false", "off"):
        return False
    raise Refused(f"`{raw}` is neither yes nor no", "write yes or no")


def _percent(raw: str) -> float:
    digits = raw.removesuffix("%").rstrip()
    if digits.isascii() and digits.isdigit() and len(digits) <= 3 and int(digits) <= 100:
        return int(digits) / 100
    raise Refused(f"`{raw}` is no volume", "write a whole number from 0 to 100")


def _words(raw: str) -> str | None:
    if len(raw) > 200:
        raise Refused("this is longer than 200 characters", "shorten it")
    return raw or None


def _day_end(raw: str) -> str:
    match = re.fullmatch(r"(\d{1,2}):([0-5]\d)", raw, re.ASCII)
    if match and int(match[1]) < 12:
        return f"{int(match[1])}:{match[2]}"
    raise Refused(f"`{raw}` is no time at which a day can end", "write it like 4:00, between 0:00 and 11:59")


def _date(raw: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", raw, re.ASCII):
        return raw
    raise Refused(f"`{raw}` is no date", "write it like 2026-11-22")


class Key(NamedTuple):
    """One key of `settings.yaml`: what it means, how its value is read, and the words it can be, if they are few."""

    name: str
    about: str
    read: Callable[[str], Any]
    options: tuple[str, ...] = ()

    @property
    def attribute(self) -> str:
        return self.name.replace("-", "_")


def _one_of(name: str, about: str, *options: str) -> Key:
    return Key(name, about, _choice(*options), options)


def _switch(name: str, about: str) -> Key:
    return Key(name, about, _yes, ("yes", "no"))


KEYS: Mapping[str, Key] = {
    key.name: key
    for key in (
        _one_of("sound", "What sounds come out of.", "auto", "miniaudio", "pipe", "simpleaudio", "bell", "off"),
        _one_of("voice", "How much is spoken.", "full", "brief", "off"),
        _one_of("cues", "Which tones sound; auto is calm in cool-downs and relief.", "auto", "standard", "calm"),
        Key("volume", "The volume of everything, 0 to 100.", _percent),
        Key("voice-volume", "The level of the voice within that, 0 to 100.", _percent),
        Key("tone-volume", "The level of the tones within that, 0 to 100.", _percent),
        Key("countdown", "Get-ready time where a routine writes none.", _gap),
        _switch("hands-free", "Bouts that wait go on by themselves after their estimate."),
        _one_of("first", "The side that is done first.", "left", "right"),
        _one_of("theme", "The colours of the screen.", "auto", "dark", "light"),
        _one_of("motion", "Whether figures move.", "full", "still"),
        Key("emergency", "The number to call in an emergency.", _words),
        Key("advice-line", "The number of your doctor or urgent advice line.", _words),
        _one_of("rubbing", "Whether cramp relief asks before it offers rubbing.", "ask", "never"),
        Key("rubbing-since", "The day on which rubbing was ruled out.", _date),
        _switch("suggestions", "Whether the first screen suggests a routine for today."),
        _switch("pain", "Whether a session asks for pain before and after, 0 to 10."),
        Key("day-ends", "The time of night at which a day ends and the next begins, such as 4:00.", _day_end),
        _one_of(
            "week-starts",
            "The day that begins a week; auto: as in the locale.",
            "auto",
            "monday",
            "saturday",
            "sunday",
        ),
        _switch("morning-line", "Whether the library asks in the morning how the night was, once you record cramps."),
        _switch("daily-ticks", "Whether the prevention page has three ticks a day."),
        Key("piper-voice", "The voice file (.onnx) that Piper speaks with.", _words),
    )
}

# A file of nothing but such lines needs no YAML parser, and start-up need not wait for the import of one.
_SIMPLE_LINE = re.compile(r"(?:([a-z-]+): +([A-Za-z0-9][A-Za-z0-9%. -]*?))?[ ]*(?:(?:^|(?<= ))#[ -~]*)?", re.ASCII)


def load_settings(bindings: Collection[str] | None = None) -> SettingsReading:
    """The person's settings. `bindings` are the ids that `keys:` may name; without them its ids are not looked at."""
    from stretchplayer.library import places
    from stretchplayer.library.folders import read_limited

    path = str(places.settings_file())
    try:
        data = read_limited(path)
    except FileNotFoundError:
        return SettingsReading(Settings(), file=path)
    except OSError as error:
        from stretchplayer.routine.diagnosis import Problem

        message = f"the settings cannot be read: {error.strerror or error}; the defaults are used"
        return SettingsReading(Settings(), (Problem("unreadable", "error", message, path),), file=path)
    return read_settings(data, path, bindings)


def read_settings(data: bytes, file: str, bindings: Collection[str] | None = None) -> SettingsReading:
    """Settings out of the content of a file; nothing is raised."""
    simple = _read_simple(data)
    if simple is not None:
        return SettingsReading(simple, (), data.decode("ascii"), file)
    from stretchplayer.settings.reading import read_yaml

    values, problems, text = read_yaml(data, file, KEYS, bindings)
    return SettingsReading(made_of(values), problems, text, file)


def made_of(values: Iterable[tuple[str, Any]]) -> Settings:
    """Settings with these values by attribute, the rest at their defaults."""
    return replace(Settings(), **dict(values))


def _read_simple(data: bytes) -> Settings | None:
    """Settings out of plain `key: value` lines; `None` where the file holds anything else, or any mistake."""
    if len(data) > 4096 or not data.isascii():
        return None
    values: dict[str, Any] = {}
    for line in data.decode("ascii").split("\n"):
        match = _SIMPLE_LINE.fullmatch(line)
        if match is None:
            return None
        name, raw = match.groups()
        if name is None:
            continue
        key = KEYS.get(name)
        if key is None or key.attribute in values:
            return None
        try:
            values[key.attribute] = key.read(raw)
        except Refused:
            return None
    return made_of(values.items())
