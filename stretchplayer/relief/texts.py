"""The program's own sentences in relief: gates, questions, notices, Stop, aftercare. No routine file can change them.

Upper case marks what is drawn as a headline. `{emergency}` and `{line}` stand for the numbers to call, `{a_line}` for
the second with its article.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from stretchplayer.relief.muscles import Limb, Muscle

# ---- numbers -------------------------------------------------------------------------------------------------


class Numbers(NamedTuple):
    """Whom to call, from the settings; nothing is guessed from a country."""

    line: str = "urgent advice line"
    emergency: str = "112, 911 or 999"

    def put(self, text: str) -> str:
        """The text with the numbers in their places; in a line of capitals they are capitals too."""
        a_line = f"an {self.line}" if self.line == "urgent advice line" else self.line
        loud = text.replace("{emergency}", "").isupper()
        for name, value in (("{a_line}", a_line), ("{line}", self.line), ("{emergency}", self.emergency)):
            text = text.replace(name, value.upper() if loud else value)
        return text

    def all(self, lines: Iterable[str]) -> tuple[str, ...]:
        """Every line with its numbers."""
        return tuple(map(self.put, lines))


def sentences(lines: Iterable[str]) -> str:
    """Rows of a screen as one line for the voice and for plain lines: capitals become sentences, ends get a mark."""
    said: list[str] = []
    for line in filter(None, lines):
        within = bool(said) and said[-1].endswith(":")
        said.append(line if not line.isupper() else line.lower() if within else line.capitalize())
    words = " ".join(said)
    return _sentence_case(words if words.endswith((".", "?", "!")) else f"{words}.")


def _sentence_case(text: str) -> str:
    """Capitals after full stops, which `capitalize` took away; none after a colon, none within a sentence."""
    out: list[str] = []
    first = True
    for word in text.split(" "):
        out.append(word[:1].upper() + word[1:] if first else word)
        first = word.endswith((".", "?", "!"))
    return " ".join(out).replace(" Or a different", " or a different")


# ---- the gate and the rubbing question -----------------------------------------------------------------------


class Gate(NamedTuple):
    """The red-flag question of a limb. `lines` are its rows, `line` is the same in sentences.

    `asks_ms` is when it comes by itself, `yes` the signs that a yes marks, `silence` what no answer means, `stays` the
    line of it that stays after no answer. `alone` is said where nobody can answer.
    """

    limb: Limb
    lines: tuple[str, ...]
    line: str
    asks_ms: int
    yes: tuple[str, ...]
    silence: str
    no_answer: str
    stays: str
    alone: str
    source: tuple[str, ...]


def _clot_gate(limb: Limb) -> Gate:
    return Gate(
        limb,
        (f"Light on. Compare both {limb}s.", f"IS ONE {limb.upper()} SWOLLEN, HOT", "OR A DIFFERENT COLOUR?"),
        f"Light on. Compare both {limb}s. Is one {limb} swollen, hot or a different colour?",
        60_000,
        ("T1",),
        "No answer? We go on, without rubbing.",
        "No answer. No rubbing.",
        f"{limb.capitalize()} swollen, hot, other colour? Press W",
        f"Light on, compare both {limb}s. If one is swollen, hot or a different colour, stop here: "
        "don't rub or stretch, it needs checking today.",
        ("uclh-dvt", "clot-risks", "own-judgement"),
    )


GATES: Mapping[Limb, Gate] = {
    "leg": _clot_gate("leg"),
    "arm": _clot_gate("arm"),
    "neck": Gate(
        "neck",
        ("A FALL OR A BLOW? FEVER? BAD HEADACHE?", "DOES LIGHT HURT YOUR EYES?"),
        "A fall or a blow? Fever? Bad headache? Does light hurt your eyes?",
        30_000,
        ("N7", "N8"),
        "No answer? We don't move the neck.",
        "No answer. Don't move your neck.",
        "Unsure? Don't move your neck. Press W",
        "After a fall or a blow, or with fever, bad headache, or light hurting your eyes, don't move it: "
        "call {emergency}.",
        ("meningitis-signs", "spinal-injury", "own-judgement"),
    ),
}
#: How long a question waits. Silence is never a no. Our own judgement.
SILENCE_MS = 20_000

RUBBING = (
    "BEFORE RUBBING: ANY OF THESE?",
    "Pregnant? On blood thinners?",
    "Bruise easily? Fragile bones? Fever?",
    "Broken or numb skin? An injury there?",
)
RUBBING_SOURCE = ("massage-precautions", "pregnancy-cramps")
NO_RUBBING = "No rubbing."

# ---- the clock's notices -------------------------------------------------------------------------------------

FIVE_MS, FIFTEEN_MS = 5 * 60_000, 15 * 60_000
#: How long the five-minute notice stays.
FIVE_SHOWN_MS = 60_000
FIVE = (
    "FIVE MINUTES. LOOK AGAIN.",
    "Cramps can last up to ten minutes.",
    "Swollen, hot, cold, pale or numb?",
    "Press W.",
)
FIVE_SAID = sentences(FIVE[:2])
FIVE_SOURCE = ("nhs-leg-cramps-old", "uclh-dvt", "limb-ischaemia")
#: In these words everywhere: notice, signs, aftercare, `why`, sheet and voice.
TEN_HEAD = ("NO BETTER AFTER TEN MINUTES:", "ASK FOR MEDICAL HELP NOW.")
TEN = sentences(TEN_HEAD)
TEN_SOURCE = ("nhs-leg-cramps-old", "nhs-leg-cramps", "nhs-inform-leg-cramps", "nidirect-leg-cramps",
              "bmj-best-practice-cramps")  # fmt: skip
GENTLY = "Gently. Breathe out slowly."
THIRD = "Third cramp tonight. Tell your doctor."


def ten_lines(muscle: Muscle) -> tuple[str, ...]:
    """The ten-minute notice. It is published for leg cramps; for the others the limit is our own and says so."""
    if muscle.leg:
        return (*TEN_HEAD, "Your doctor or {a_line}.", "Cold, pale, numb, weak? Chest pain?", "Call {emergency} now.")
    weak = "Arm cold, pale, numb, weak? Chest pain?" if muscle.limb else "Faint? Breathless? Chest pain?"
    return (*TEN_HEAD, "Doctor or {line}. (Our own limit.)", weak, "Call {emergency} now.")


# ---- Stop ----------------------------------------------------------------------------------------------------

TODAY = "GET IT CHECKED TODAY. DON'T WAIT."
#: What heads Stop, by what its most urgent sign asks for.
HEADS: Mapping[str, tuple[str, ...]] = {
    "now": ("CALL {emergency} NOW.",),
    "department": ("GO TO AN EMERGENCY DEPARTMENT NOW.",),
    "help": ("MEDICAL HELP AT ONCE:", "Poison centre, advice line", "or call {emergency}."),
    "department-today": ("GO TO AN EMERGENCY DEPARTMENT TODAY.",),
    "today": (TODAY,),
    "meanwhile": TEN_HEAD,
}
CALL_LINE = "Call your doctor or {line}."
MATERNITY = "Pregnant? Call your maternity unit."
CLOT = ("This could be a blood clot.", "DON'T RUB. DON'T STRETCH. NO HEAT.")
WORSE = ("Chest pain? Breathless? Coughing blood?", "Call {emergency} now.")
WORSE_AGAIN = "Worse now?"
GET_WORSE = ("Getting worse?", "Call {emergency} now.")
STILL_LINES = ("Don't stretch. Don't rub. No heat.", "Sit or lie still. Unlock the door.")
MARKED = "You marked:"
MAY = "MAY YOU STRETCH AGAIN?"
MAY_NOT = "Not yet: no stretching for now."
NOTED = "Noted for your doctor."

# ---- when it eases -------------------------------------------------------------------------------------------

#: Our use of the 15 to 30 s of `healthwise-calf`, at the moment when a cramp often comes back.
HALF_MS = 30_000
WALK = "Walk a little, holding on."
SIP = "Sip water."
LIMITS = "Keep to your limits."
PACK = "Warm or cold: wrapped, 15 min at most."
NUMB = "Numb skin, diabetes, poor circulation?"
NO_HEAT_NO_COLD = "No heat, no cold."
SORE = "Soreness until tomorrow is normal."
IN_BED = ("Stay in bed. Sheets loose, toes up.", "No heat pad or hot bottle in bed.", NUMB, "No heat later either.")
HEAT = ("Stop for today. Rest somewhere cool.", "A salty drink. Worse, sick or confused?", "Press W.")
IF_TIGHT = "If tight, warm. If sore, cold."
RAISED = "Legs raised, if that is comfortable."
PHARMACIST = "For soreness ask a pharmacist what suits you."
HEAT_SOURCE = ("heat-cramps", "heat-exhaustion", "miller-2022")
AFTER_SOURCE = ("healthwise-calf", "cleveland-leg-cramps", "safe-heat", "cold-pack-pages", "aaos-cramps-order",
                "nhs-leg-cramps-old", "own-judgement")  # fmt: skip

WARM = ("A wrapped warm pack, or a warm shower.", NUMB, "No heat.")
PREGNANT_WARM = "Warm, never hot."

# ---- the other pages -----------------------------------------------------------------------------------------

WAS_IT = "Was it a cramp?"
STILL = "Still cramping?"
CHOICE = ("End here?", "A muscle that cramped needs rest.", "If you continue: gently, and stop if it grips.")
UNKNOWN_WORD = "I don't know that word. This is calf."
