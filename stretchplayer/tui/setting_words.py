"""How the settings screen calls each setting and its values, and what holds where nothing was set."""

from stretchplayer.settings.table import Setting, Settings
from stretchplayer.words.counts import capital

LABELS = {
    "sound": "Sound comes from",
    "voice": "What is spoken",
    "cues": "Tones",
    "volume": "Volume",
    "voice-volume": "Voice level",
    "tone-volume": "Tone level",
    "boost": "Louder than the volume",
    "lower-music": "Lower music while speaking",
    "flash": "Flash the screen",
    "screen-reader": "A screen reader is used",
    "plain": "Lines of text, no screen",
    "pictures": "Figures are drawn in",
    "language": "Language",
    "voice-engine": "Speech engine",
    "voice-name": "Voice",
    "voice-rate": "Speaking pace",
    "piper-voice": "Piper voice file",
    "countdown": "Time to get ready",
    "resume-lead": "Ticks before a paused run continues",
    "hands-free": "Continue without a key",
    "first": "Side that is done first",
    "pain": "Ask about pain",
    "suggestions": "Suggest a routine",
    "theme": "Colours",
    "motion": "Figures",
    "day-ends": "A day ends at",
    "week-starts": "A week starts on",
    "morning-line": "Ask how the night was",
    "daily-ticks": "Three ticks a day for prevention",
    "emergency": "Emergency number",
    "advice-line": "Doctor or advice line",
    "rubbing": "Rubbing",
}
_VALUES = {
    ("sound", "auto"): "the best output there is",
    ("sound", "miniaudio"): "the system's sound",
    ("sound", "pipe"): "the system's player",
    ("sound", "simpleaudio"): "simpleaudio",
    ("sound", "bell"): "the terminal's bell",
    ("sound", "off"): "nothing: silent",
    ("voice", "full"): "everything",
    ("voice", "brief"): "name and side only",
    ("voice", "off"): "nothing",
    ("cues", "auto"): "as suits the routine",
    ("voice-engine", "auto"): "the best there is",
    ("boost", "0"): "no",
    ("boost", "3"): "by 3 decibels",
    ("boost", "6"): "by 6 decibels",
    ("flash", "without sound"): "where there is no sound",
    ("flash", "with sound"): "with every tone",
    ("screen-reader", "auto"): "where one is known to run",
    ("pictures", "auto"): "what the terminal can do best",
    ("pictures", "halves"): "half blocks",
    ("pictures", "quadrants"): "quarter blocks",
    ("pictures", "octants"): "eighths",
    ("first", "left"): "left",
    ("first", "right"): "right",
    ("theme", "auto"): "dark",
    ("motion", "full"): "moving",
    ("motion", "still"): "still",
    ("week-starts", "auto"): "as usual in your country",
    ("rubbing", "ask"): "ask before it is offered",
    ("rubbing", "never"): "never offer it",
}
_UNSET = {
    "countdown": "5 s",
    "first": "as the routine says, else left",
    "voice-name": "the engine's own",
    "piper-voice": "none",
    "emergency": "the one of your country",
    "advice-line": "none",
}


def label(setting: Setting) -> str:
    """What a setting is called."""
    return LABELS.get(setting.name, setting.label)


def value(setting: Setting, settings: Settings) -> str:
    """The value that holds, in words; a default is said as such."""
    held = getattr(settings, setting.attribute)
    if held is None:
        return f"{_UNSET.get(setting.name, 'none')} (not set)"
    if isinstance(held, bool):
        return "yes" if held else "no"
    if setting.name == "voice-rate":
        return f"{held} %"
    shown = setting.shown(settings)
    return _VALUES.get((setting.name, str(held)), capital(shown) if setting.name == "week-starts" else shown)
