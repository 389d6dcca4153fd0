"""What is asked before any rubbing. It belongs to the program: every `massage` step of relief stands behind it."""

from collections.abc import Mapping
from typing import NamedTuple

from stretchplayer.relief.muscles import Group

#: How long a question waits. Silence is not a no: it leaves rubbing out this time. Our own judgement.
SILENCE_MS = 20_000


class Questions(NamedTuple):
    """Two questions. A yes to `stop` ends everything, a yes to `rubbing` leaves rubbing out for good. `line` is the
    first one in a single line.

    `end` are the lines of the screen after a yes to `stop`; `{line}` and `{emergency}` stand for numbers to call.
    """

    stop: tuple[str, ...]
    line: str
    rubbing: tuple[str, ...]
    sign: str
    end: tuple[str, ...]
    end_calls: tuple[str, ...]
    source: tuple[str, ...]


_RUBBING = ("Pregnant? Blood thinners? Easy bruises?", "Fever? Broken or numb skin? Injury?")
_CLOT = ("This can be a blood clot.", "It needs checking today.", "Call your doctor or {line}.")
_CALLS = ("Chest pain? Short of breath?", "Coughing blood? Emergency: {emergency}")

QUESTIONS: Mapping[Group, Questions] = {
    "leg": Questions(
        ("Before rubbing: light on.", "Compare both legs.", "One swollen, hot, a different colour?"),
        "Before rubbing: light on, compare both legs. One swollen, hot, a different colour?",
        _RUBBING,
        "One leg swollen, hot, or a different colour",
        (*_CLOT, "Pregnant? Call your maternity unit."),
        _CALLS,
        ("uclh-dvt", "massage-precautions", "pregnancy-cramps"),
    ),
    "arm": Questions(
        ("Before rubbing: light on.", "Compare both arms.", "One swollen, hot, a different colour?"),
        "Before rubbing: light on, compare both arms. One swollen, hot, a different colour?",
        _RUBBING,
        "One arm swollen, hot, or a different colour",
        (*_CLOT, "Pregnant? Call your maternity unit."),
        _CALLS,
        ("uclh-dvt", "massage-precautions", "own-judgement"),
    ),
    "neck": Questions(
        ("Before rubbing:", "Chest, jaw or arm pain? Fever?", "A fall or a blow?"),
        "Before rubbing: chest, jaw or arm pain? Fever? A fall or a blow?",
        _RUBBING,
        "Chest, jaw or arm pain, fever, a fall or a blow",
        ("Fever, a fall or a blow?", "It needs checking today.", "Call your doctor or {line}."),
        ("Chest, jaw or arm pain?", "Emergency now: {emergency}"),
        ("heart-attack", "massage-precautions", "own-judgement"),
    ),
}
STOP_TITLE = "Stop here"
STOP = "Don't rub. Don't stretch."
NO_RUBBING = "No rubbing."
NO_ANSWER = f"No answer. {NO_RUBBING}"
