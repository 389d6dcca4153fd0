"""A routine on its way in: steps in the words of the format, and an account of everything that they came from. Pure.

A draft is written as text in the routine format, and the format's own reader judges it: an importer knows notations,
the reader knows what may stand where.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from stretchplayer import StretchplayerError
from stretchplayer.exchange.notation import LineReading, length_text, plain_text
from stretchplayer.routine.moves import Moves, fold
from stretchplayer.routine.terms import Kind
from stretchplayer.routine.values import LONGEST_NAME, LONGEST_TEXT
from stretchplayer.routine.writer import quote_scalar
from stretchplayer.words.counts import counted, sentences

#: `whole`: understood; `part`: came over, but something of it did not or is a guess; `left`: nothing of it came over;
#: `beside`: no line or entry, but something else in the file (a colour, a number of its own) that no routine has.
Fate = Literal["whole", "part", "left", "beside"]
#: One step, rest, section or repeat: its keys in the order of writing. `steps` holds the steps inside.
Entry = dict[str, object]

#: A log of ten years has so many older workouts.
_MOST_ACCOUNTS = 2500
#: Names that mean a rest, folded.
RESTS = frozenset(
    ("rest", "pause", "break", "pausa", "repos", "riposo", "descanso", "rust", "przerwa", "switch", "change")
)
_WORDS: tuple[tuple[Kind, str], ...] = (
    ("massage", r"massag|\broll(?:er|ing)?\b(?![ -]?(?:up|down|over|back))|\brub\b|release|masaż"),
    ("breathe", r"breath|atmen|atmung|respir|adem|oddech"),
    (
        "stretch",
        r"stretch|\bpose\b|child's|pigeon|butterfly|cobra|fold|\bhang\b|dehnung|dehnen|estiramiento|étirement|stiramento"
        r"|allungamento|alongamento|\brek|rozciąg",
    ),
)

_TEXTS = frozenset((
    "stretch", "move", "massage", "breathe", "do", "section", "name", "note", "load", "effort", "link", "say",
))  # fmt: skip


class Refused(StretchplayerError):
    """The file is of no kind that can be read, or too little of it could be; nothing came over."""


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one line or entry. `where` is a line number from 1 or the place in a document."""

    where: str
    text: str
    fate: Fate
    why: str = ""

    @property
    def told(self) -> str:
        """What became of it, in two words."""
        return {"whole": "whole", "part": "in part", "left": "not", "beside": "left out"}[self.fate]


@dataclass(slots=True)
class ImportDraft:
    """One routine that comes in, with the accounts in the order of the source."""

    name: str
    entries: list[Entry] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    top: dict[str, str] = field(default_factory=dict)
    accounts: list[Account] = field(default_factory=list)

    def count(self, fate: Fate) -> int:
        """How many lines or entries had this fate."""
        return sum(account.fate == fate for account in self.accounts)

    def told(self) -> str:
        """How many lines or entries came over, in a sentence."""
        beside = self.count("beside")
        more = f" {counted(beside, 'other thing')} in it left out." if beside else ""
        return f"{self.count('whole')} came over, {self.count('part')} in part, {self.count('left')} not.{more}"

    def say(self, where: object, text: str, why: str = "", fate: Fate | None = None) -> None:
        """Account for a line: whole without a reason, in part with one. Raises `Refused` when there are too many."""
        if len(self.accounts) >= _MOST_ACCOUNTS:
            raise Refused(f"it has more than {_MOST_ACCOUNTS:,} lines or entries; no routine is that long")
        self.accounts.append(Account(str(where), text, fate or ("part" if why else "whole"), why))


def steps_in(entries: Iterable[Entry]) -> int:
    """How many steps there are, groups opened."""
    return sum(steps_in(inside) if isinstance(inside := entry.get("steps"), list) else 1 for entry in entries)


def kind_of(name: str, moves: Moves, *, counted: bool = False) -> Kind:
    """The verb for a name: the catalogue's, else what its words tell, else a movement.

    `counted`: it comes with repetitions or a distance, which only movements, rubbing and doing have.
    """
    move = moves.find(name)
    words = (kind for kind, pattern in _WORDS if re.search(pattern, name, re.IGNORECASE))
    kind: Kind = move.kind if move else next(words, "move")
    return "move" if counted and kind in ("stretch", "breathe") else kind


def title(text: object, otherwise: str = "") -> str:
    """A name on one line without control characters, never empty, of at most the length that a routine takes."""
    return _line(text)[:LONGEST_NAME].strip() or otherwise


def prose(text: object) -> str:
    """A note on one line."""
    return _line(text)[:LONGEST_TEXT].strip()


def too_long(text: object) -> str:
    """What to account for where a name has to be cut; empty where it has not."""
    return f"its name is cut after {LONGEST_NAME} characters" if len(_line(text)) > LONGEST_NAME else ""


def _line(text: object) -> str:
    words = " ".join(str(text).split()) if isinstance(text, str) else ""
    return "".join(char for char in words if char.isprintable() or char in "\u200c\u200d")


def least(length: object) -> str:
    """The lower end of a range of times, for what takes a time that is known before; one time as it is."""
    return re.sub(r"([\d.]+)-[\d.]+(\w+)", r"\1\2", str(length))


def step(name: str, reading: LineReading, moves: Moves, *, bare: bool = True) -> tuple[list[Entry], list[str]]:
    """The entries for one step with what was read of it, and what of it could not be said in the format.

    A rest that comes with several sets stands between them; with one it stands after the step. Without any dose a step
    is a bare name (`bare`), so that the catalogue's dose holds.
    """
    keys, lost = dict(reading.keys), list(reading.lost)
    counted = bool({"reps", "distance"} & keys.keys())
    kind = kind_of(name, moves, counted=counted)
    if reading.rounds and keys.setdefault("sets", str(reading.rounds)) != str(reading.rounds):
        lost.append(f"{reading.rounds} rounds")
    if "distance" in keys and "reps" in keys:
        lost.append(f"{keys.pop('reps')} reps beside a distance")
    if "breaths" in keys and keys.keys() & {"length", "reps", "distance", "every"}:
        lost.append(f"{keys.pop('breaths')} breaths beside another dose")
    if "breaths" in keys and kind not in ("stretch", "breathe"):
        kind = "breathe"
    if "every" in keys and (keys.get("reps", "max") == "max" or "length" in keys):
        lost.append(f"{keys.pop('every')} each")
    elif "every" in keys and (shortest := least(keys["every"])) != keys["every"]:
        lost.append(f"{keys['every']} each")
        keys["every"] = shortest
    if "tempo" in keys and ("reps" not in keys or keys.keys() & {"length", "every"} or keys.get("reps") == "max"):
        lost.append(f"tempo {keys.pop('tempo')}")
    if "sets" in keys and not {"length", "reps", "breaths", "distance"} & keys.keys() and moves.find(name) is None:
        lost.append(f"{keys.pop('sets')} sets without a dose")
    if keys.get("sides") == "alternate" and "sets" not in keys:
        keys.pop("sides")
    entry: Entry = {kind: name}
    if length := keys.pop("length", None):
        entry["hold" if kind == "stretch" else "for"] = length
    entry |= {
        key: keys[key] for key in ("reps", "tempo", "every", "distance", "breaths", "sets", "sides") if key in keys
    }
    after: list[Entry] = []
    if reading.rest_ms:
        text = length_text(reading.rest_ms.low)
        if "sets" in keys and keys["sets"] != "1":
            entry["pause"] = text
        else:
            after.append({"rest": text})
        if reading.rest_ms.high:
            lost.append(f"a rest of up to {length_text(reading.rest_ms.high)}")
    entry |= {key: keys[key] for key in ("load", "effort", "link") if key in keys}
    if reading.note:
        entry["note"] = prose(reading.note)
    if len(entry) == 1 and bare:
        entry = {"do" if fold(name) in RESTS else "": name}
    return [entry, *after], lost


# --- writing ----------------------------------------------------------------------------------------------------------


def write(draft: ImportDraft, comment: str) -> str:
    """The draft as text in the routine format, below a comment line."""
    lines = [f"# {comment}", f"name: {quote_scalar(draft.name)}"]
    lines += [f"{key}: {quote_scalar(value)}" for key, value in draft.top.items() if key == "language"]
    if draft.about:
        lines.append(f"about: {quote_scalar(prose(sentences(*draft.about)))}")
    lines += [f"{key}: {value}" for key, value in draft.top.items() if key != "language"]
    lines.append("steps:")
    lines += [f"  {line}" for line in _list(draft.entries)]
    return "\n".join(lines) + "\n"


def _list(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        for number, line in enumerate(_entry(entry)):
            yield f"{'- ' if number == 0 else '  '}{line}"


def _entry(entry: Entry) -> Iterator[str]:
    for key, value in entry.items():
        if key == "":
            yield quote_scalar(str(value))
        elif key == "steps":
            assert isinstance(value, list)
            yield "steps:"
            yield from (f"  {line}" for line in _list(value))
        elif key == "cues":
            assert isinstance(value, dict)
            yield "cues:"
            yield from (f"  {moment}: {quote_scalar(str(words))}" for moment, words in value.items())
        elif isinstance(value, dict):
            yield f"{key}: {{{', '.join(f'{side}: {part}' for side, part in value.items())}}}"
        elif isinstance(value, list):
            yield f"{key}: [{', '.join(str(part) for part in value)}]"
        else:
            yield f"{key}: {quote_scalar(str(value)) if key in _TEXTS else value}"


def blank(text: str) -> bool:
    """Whether a line says nothing: empty, or marks alone."""
    return not re.search(r"\w", plain_text(text))
