"""What a person can set: one table, with one entry for each setting.

To add a setting, write its entry in `Settings`, under the heading of the settings screen that it belongs to:

    week_start: WeekStart = entry("monday", "Screen", "A week begins on", "The day on which a week begins.")

Its annotation is the type, its name with hyphens the key in `settings.yaml`, the first argument the default, the third
its name on the screen, and the fourth what the screen and a mistake's help say of it; `None` in place of the heading
keeps it off the screen. What is neither one word of a few nor yes or no says how it is written, and what the screen
shows otherwise than the file has it, in which words. Reading, writing, `check`, the options of its name and the
settings screen follow from that entry. What shapes a run reaches every way in through `runs.request`; the table in
`tests/settings/table.py` asks for a value to try it with.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar, get_args

from stretchplayer import StretchplayerError
from stretchplayer.words.times import short
from stretchplayer.words.verbosity import Voice

if TYPE_CHECKING:
    from stretchplayer.routine.diagnosis import Problem

Sound = Literal["auto", "miniaudio", "pipe", "simpleaudio", "bell", "off"]
VoiceEngine = Literal[
    "auto", "hibari", "piper", "say", "sapi", "rhvoice", "espeak-ng", "flite", "pico2wave"
]  # fmt: skip
Boost = Literal["0", "3", "6"]
Flash = Literal["without sound", "with sound"]
ScreenReader = Literal["auto", "yes", "no"]
VoiceRate = Literal["60", "70", "80", "90", "100", "110", "120", "130", "140", "150", "160", "180", "200"]
CueStyle = Literal["auto", "standard", "calm"]
FirstSide = Literal["left", "right"]
Theme = Literal["auto", "dark", "light"]
StateColour = Literal["ground", "band", "off"]
Motion = Literal["full", "still"]
Pictures = Literal["auto", "halves", "quadrants", "octants"]
Rubbing = Literal["ask", "never"]
WeekStart = Literal["auto", "monday", "saturday", "sunday"]
Group = Literal["Sound", "Playing", "Screen", "Journal", "In a cramp"]
GROUPS: tuple[Group, ...] = get_args(Group)
"""The headings of the settings screen, in its order."""

LONGEST_MS = 600_000
"""No time of the settings is longer: ten minutes to get ready are meant as something else."""
_LONGEST = 200
_Value = TypeVar("_Value")


class BadValue(StretchplayerError):
    """A value that cannot be read: why, and what to write instead."""

    def __str__(self) -> str:
        return f"{self.message}; {self.help}" if self.help else self.message


class NotSaved(Exception):
    """Why a setting could not be saved; the file is as it was."""


class BadKey(NamedTuple):
    """What keeps a key from being used: the kind of problem, what is wrong, and what to write instead."""

    slug: str
    message: str
    help: str | None = None


KeyJudge = Callable[[Mapping[str, str]], Mapping[str, BadKey]]
"""Which of the keys that a person has set, by the id of what they do, cannot be used. The screens know."""


class Kind(NamedTuple):
    """How a value is read from its text (raises BadValue), written to the file, and shown on the screen."""

    read: Callable[[str], Any]
    write: Callable[[Any], str] = str
    show: Callable[[Any], str] | None = None


def _switch(raw: str) -> bool:
    word = raw.casefold()
    if word in ("yes", "true", "on"):
        return True
    if word in ("no", "false", "off"):
        return False
    raise BadValue(f"`{raw}` is neither yes nor no", "write yes or no")


def _percent(raw: str) -> float:
    number = raw.removesuffix("%").rstrip()
    if re.fullmatch(r"\d{1,3}|\d{0,3}\.\d{1,4}", number, re.ASCII):
        value = float(number) if "." in number and number == raw else float(number) / 100
        if value <= 1:
            return round(value, 2)
    raise BadValue(f"`{raw}` is not a volume", "write a number from 0 to 100, or a fraction such as 0.7")


def _gap(raw: str) -> int:
    # Reading times compiles a score of patterns; most people set none.
    from stretchplayer.routine.durations import TimeFault, parse_gap

    try:
        ms = parse_gap(raw)
    except TimeFault as fault:
        raise BadValue(fault.message, fault.help) from None
    if ms > LONGEST_MS:
        raise BadValue(f"`{raw}` is too long", f"write a time up to {short(LONGEST_MS)}")
    return ms


def _words(raw: str) -> str | None:
    if len(raw) > _LONGEST:
        raise BadValue(f"this is longer than {_LONGEST} characters", "shorten it")
    return raw or None


def _tag(raw: str) -> str:
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z]{2}|-\d{3})?", raw, re.ASCII):
        plain, _, region = raw.partition("-")
        return f"{plain.lower()}-{region.upper()}" if region else plain.lower()
    raise BadValue(f"`{raw}` is not a language", "write it like en, de or pt-BR")


def _day(raw: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", raw, re.ASCII):
        return raw
    raise BadValue(f"`{raw}` is not a date", "write it like 2026-11-22")


def _hour(raw: str) -> str:
    match = re.fullmatch(r"(\d{1,2}):([0-5]\d)", raw, re.ASCII)
    if match and int(match[1]) < 12:
        return f"{int(match[1])}:{match[2]}"
    raise BadValue(f"`{raw}` is not a time at which a day can end", "write it like 4:00, between 0:00 and 11:59")


# Each way of writing a value.
SWITCH = Kind(_switch, lambda on: "yes" if on else "no")
PERCENT = Kind(_percent, lambda x: f"{round(x * 100)}", lambda x: f"{round(x * 100)} %")  # held as 0 to 1
DURATION = Kind(_gap, short)  # milliseconds, written as `45s` or `none`
WORDS = Kind(_words)
TAG = Kind(_tag)
DAY = Kind(_day)
HOUR = Kind(_hour)


def entry(
    default: _Value,
    group: Group | None,
    label: str,
    about: str,
    kind: Kind | None = None,
    *,
    words: Mapping[str, str] = MappingProxyType({}),
    unset: str = "none",
) -> _Value:
    """An entry of the table. Without a `kind` it is yes or no, or one of the words of its annotation, a `Literal`.

    `words` are what the screen shows for what the file holds, `unset` what it shows for no value.
    """
    more = {"group": group, "label": label, "about": about, "kind": kind, "words": words, "unset": unset}
    return field(default=default, metadata=more)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has set; the defaults are those of somebody who has set nothing.

    Levels go from 0 to 1, times are in milliseconds. `keys` are keys by the id of what they do.
    """

    # fmt: off
    sound: Sound = entry(
        "auto", "Sound", "Sound comes from", "What sounds come out of.",
        words={
            "auto": "the best output available", "miniaudio": "the system's sound", "pipe": "the system's player",
            "bell": "the terminal's bell", "off": "nothing: silent",
        },
    )
    voice: Voice = entry(
        "full", "Sound", "What is spoken", "How much is spoken.",
        words={"full": "everything", "brief": "name and side only", "off": "nothing"},
    )
    cues: CueStyle = entry(
        "auto", "Sound", "Tones", "Which tones sound; auto is calm in cool-downs and relief.",
        words={"auto": "as suits the routine"},
    )
    volume: float = entry(1.0, "Sound", "Volume", "The volume of everything, 0 to 100.", PERCENT)
    voice_volume: float = entry(1.0, "Sound", "Voice level", "The level of the voice within that, 0 to 100.", PERCENT)
    tone_volume: float = entry(1.0, "Sound", "Tone level", "The level of the tones within that, 0 to 100.", PERCENT)
    boost: Boost = entry(
        "0", "Sound", "Louder than the volume", "Makes everything louder, in decibels, where the volume is at its end.",
        words={"0": "no", "3": "by 3 decibels", "6": "by 6 decibels"},
    )
    lower_music: bool = entry(
        True, "Sound", "Lower music while speaking",
        "Whether music players are quieter while the voice speaks (Linux).",
    )
    flash: Flash = entry(
        "without sound", "Sound", "Flash the screen", "When the screen flashes for each tone.",
        words={"without sound": "where there is no sound", "with sound": "with every tone"},
    )
    screen_reader: ScreenReader = entry(
        "auto", "Sound", "A screen reader is used",
        "Whether a screen reader speaks, so that nothing else does; auto: where one is known to run.",
        words={"auto": "where one is known to run"},
    )
    language: str = entry(
        "en", "Sound", "Language", "The language that is spoken where a routine names none, such as de or pt-BR.", TAG
    )
    voice_engine: VoiceEngine = entry(
        "auto", "Sound", "Speech engine", "The speech engine that is tried first.",
        words={"auto": "the best available"},
    )
    voice_name: str | None = entry(
        None, "Sound", "Voice", "One of its voices; `stretchplayer voices` lists them.", WORDS,
        unset="the engine's own",
    )
    voice_rate: VoiceRate = entry(
        "100", "Sound", "Speaking pace", "How fast it speaks, in percent of an unhurried pace.",
        words={rate: f"{rate} %" for rate in get_args(VoiceRate)},
    )
    piper_voice: str | None = entry(
        None, "Sound", "Piper voice file", "The voice file (.onnx) that Piper speaks with.", WORDS
    )

    countdown: int | None = entry(
        None, "Playing", "Time to get ready", "Get-ready time where a routine writes none.", DURATION, unset="5s"
    )
    resume_lead: int | None = entry(
        2000, "Playing", "Ticks before a paused run continues", "Time with ticks before a paused run continues.",
        DURATION,
    )
    hands_free: bool = entry(
        False, "Playing", "Continue without a key", "Bouts that wait continue by themselves after their estimate."
    )
    first: FirstSide | None = entry(
        None, "Playing", "Side that is done first", "The side that is done first.",
        unset="as the routine says, else left",
    )
    pain: bool = entry(False, "Playing", "Ask about pain", "Whether a session asks for pain before and after, 0 to 10.")
    suggestions: bool = entry(
        True, "Playing", "Suggest a routine", "Whether the first screen suggests a routine for today."
    )

    plain: bool = entry(
        False, "Screen", "Lines of text, no screen",
        "Plain lines in place of the screen, for a screen reader or a log.",
    )
    theme: Theme = entry("auto", "Screen", "Colours", "The colours of the screen.", words={"auto": "dark"})
    state_colour: StateColour = entry(
        "ground", "Screen", "Work and rest are shown by",
        "Where the player shows work, rest and waiting by colour: all over, as a band, or nowhere.",
        words={
            "ground": "the colour of the whole background", "band": "a broad band at both sides", "off": "words only",
        },
    )
    motion: Motion = entry("full", "Screen", "Figures", "Whether figures move.", words={"full": "moving"})
    pictures: Pictures = entry(
        "auto", "Screen", "Figures are drawn in", "How fine figures are drawn: two, four or eight dots a letter.",
        words={
            "auto": "what the terminal can do best", "halves": "half blocks", "quadrants": "quarter blocks",
            "octants": "eighths",
        },
    )

    day_ends: str = entry(
        "4:00", "Journal", "A day ends at", "The time of night at which a day ends and the next begins, such as 4:00.",
        HOUR,
    )
    week_starts: WeekStart = entry(
        "auto", "Journal", "A week starts on", "The day that begins a week; auto: as in the locale.",
        words={"auto": "as usual in your country", "monday": "Monday", "saturday": "Saturday", "sunday": "Sunday"},
    )
    morning_line: bool = entry(
        True, "Journal", "Ask how the night was",
        "Whether the library asks in the morning how the night was, once you record cramps.",
    )
    daily_ticks: bool = entry(
        False, "Journal", "Three ticks a day", "Whether the prevention page has three ticks a day."
    )

    emergency: str | None = entry(
        None, "In a cramp", "Emergency number", "The number to call in an emergency.", WORDS,
        unset="the one of your country",
    )
    advice_line: str | None = entry(
        None, "In a cramp", "Doctor or advice line", "The number of your doctor or urgent advice line.", WORDS
    )
    rubbing: Rubbing = entry(
        "ask", "In a cramp", "Rubbing", "Whether cramp relief asks before it offers rubbing.",
        words={"ask": "ask before it is offered", "never": "never offer it"},
    )
    rubbing_since: str | None = entry(None, None, "", "The day on which rubbing was ruled out.", DAY)
    # fmt: on

    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def carries_words(self) -> bool:
        """Whether words may be heard: a bell speaks none, and anything else may turn out to carry them."""
        return self.sound not in ("off", "bell")

    def with_options(self, *, still: bool | None = None, **written: Any) -> "Settings":
        """These settings for one run, with what was written on the command line in their place: of a setting by its
        name, `None` is what was not written."""
        motion: Motion | None = None if still is None else "still" if still else "full"
        asked = {**written, "motion": motion}
        return replace(self, **{name: value for name, value in asked.items() if value is not None})

    def with_changes(self, before: "Settings", now: "Settings") -> "Settings":
        """These settings with what changed from `before` to `now`; the options of this run hold where nothing did."""
        changed = {
            each.name: getattr(now, each.name)
            for each in fields(Settings)
            if getattr(before, each.name) != getattr(now, each.name)
        }
        return replace(self, **changed)


class SettingsReading(NamedTuple):
    """Settings as far as they could be read, with the problems and the text they are in."""

    settings: Settings
    problems: "tuple[Problem, ...]" = ()
    text: str = ""
    file: str = ""


class Setting(NamedTuple):
    """One setting as the file and the screen have it. `options` are the words that its value can be, if few."""

    name: str
    attribute: str
    group: Group | None
    label: str
    about: str
    kind: Kind
    words: Mapping[str, str]
    unset: str
    options: tuple[str, ...] = ()

    def written(self, settings: Settings) -> str:
        """Its value as the file has it; empty where there is none."""
        value = getattr(settings, self.attribute)
        return "" if value is None else self.kind.write(value)

    def shown(self, settings: Settings) -> str:
        """Its value as the screen shows it; that it has none is said as such."""
        value = getattr(settings, self.attribute)
        if value is None:
            return f"{self.unset} (not set)"
        return self.words.get(self.kind.write(value)) or (self.kind.show or self.kind.write)(value)


def _one_of(options: tuple[str, ...]) -> Kind:
    def read(raw: str) -> str:
        if raw in options:
            return raw
        raise BadValue(f"`{raw}` is not one of the choices", f"write one of {', '.join(options)}")

    return Kind(read)


def _literals(annotation: Any) -> Iterator[str]:
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _literals(part)


def _keys() -> Iterator[Setting]:
    for each in fields(Settings):
        if not each.metadata:
            continue
        switch = each.type is bool
        options = ("yes", "no") if switch else tuple(_literals(each.type))
        more = {**each.metadata, "kind": each.metadata["kind"] or (SWITCH if switch else _one_of(options))}
        yield Setting(each.name.replace("_", "-"), each.name, options=options, **more)


KEYS: Mapping[str, Setting] = {key.name: key for key in _keys()}
"""Every setting by its key in the file; `keys:` itself is a mapping, and none of them."""
