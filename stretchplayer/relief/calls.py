"""Whom to call, and the notices of five and ten minutes on the cramp clock."""

from typing import NamedTuple

from stretchplayer.relief.muscles import Muscle

FIVE_MS = 5 * 60_000
TEN_MS = 10 * 60_000
#: The ten-minute notice is spoken once more here, then never again: our own judgement.
FIFTEEN_MS = 15 * 60_000
#: How long the five-minute notice stands.
FIVE_SHOWN_MS = 60_000
THIRD = "Third cramp tonight. Tell your doctor."
THIRD_SOURCE = ("uptodate-night-cramps", "own-judgement")

FIVE = (
    "Five minutes.",
    "Cramps can last seconds to ten minutes.",
    "Look again: swollen, hot, cold, pale,",
    "numb? Press W.",
)
FIVE_SOURCE = ("nhs-leg-cramps-old", "uclh-dvt", "limb-ischaemia")
TEN = "Ten minutes. Ask for medical help now."
#: Published for leg cramps; the sources disagree about how urgent it is, hence "ask for medical help".
TEN_SOURCE = ("nhs-leg-cramps-old", "nhs-leg-cramps", "nhs-inform-leg-cramps", "nidirect-leg-cramps", "limb-ischaemia")
GENTLY = "Gently. Breathe out long."


class Numbers(NamedTuple):
    """Whom to call, from the settings; nothing is guessed from a country."""

    line: str = "urgent advice line"
    emergency: str = "112 911 999"

    def put(self, text: str) -> str:
        """The text with the numbers in their places."""
        return text.replace("{line}", self.line).replace("{emergency}", self.emergency)


def ten_lines(muscle: Muscle, numbers: Numbers) -> tuple[str, ...]:
    """The ten-minute notice. For hand, stitch and neck the limit is our own extension, and says so."""
    if muscle.leg:
        asks = ("Cold, pale, numb or weak leg?", "Chest pain? Emergency: {emergency}")
    elif muscle.group == "arm":
        asks = ("Cold or numb arm, or chest pain?", "Emergency: {emergency} (our own limit)")
    else:
        asks = ("Chest pain, or a numb, weak arm?", "Emergency: {emergency} (our own limit)")
    return tuple(numbers.put(line) for line in (TEN, "Call your doctor or {line}.", *asks))


def spoken(lines: tuple[str, ...]) -> str:
    """Lines of a screen as sentences for the voice; a line that goes on in the next one is left joined."""
    words = " ".join(lines)
    return words if words.endswith((".", "?")) else f"{words}."
