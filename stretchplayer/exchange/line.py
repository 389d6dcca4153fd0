"""One line of a list as people write it: a name, and around it doses, sides and counts in any order."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from stretchplayer.routine.durations import TimeFault, parse_time
from stretchplayer.routine.model import Length, Sides

_BULLET = re.compile(r"^\s*(?:[-*•·–—▪◦☐✓]|\[[ xX]?\]|\(?[0-9]{1,2}[.)](?=\s))\s*")
_CLOCK = r"[0-9]{1,2}:[0-5][0-9](?::[0-5][0-9])?"
_UNIT = (
    r"[0-9]+(?:\.[0-9])?\s?(?:hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z])\.?"
    r"(?:\s?[0-9]{1,2}\s?(?:minutes?|mins?|m|seconds?|secs?|s)(?![a-z])\.?)?"
)
_TIME = rf"(?:{_CLOCK}|{_UNIT})"
_COUNT = r"[0-9]{1,3}"
_EACH = r"(?:\s*(?:/|per|each|every|on each|on every|e\.?a\.?)\s*(?:side|leg|arm|foot|hand|direction|way)s?|\s*e/s)"
_BOTH = r"(?:both (?:sides|legs|arms|feet|hands)|(?:left|l) (?:and|&|then|\+) (?:right|r)|l/r)"


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says. `rest` marks a line that is a rest, and `rest_after` one that follows the step."""

    name: str
    length: Length | None = None
    reps: int | None = None
    breaths: int | None = None
    sets: int | None = None
    sides: Sides | None = None
    note: str | None = None
    is_rest: bool = False
    rest_after: Length | None = None
    leftover: str = ""

    @property
    def dosed(self) -> bool:
        """Whether it says how long or how often."""
        return bool(self.length or self.reps or self.breaths)


#: Adds what matched to a line, or declines.
_Take = Callable[[Line, re.Match[str]], Line | None]


def read_line(text: str) -> Line:
    """Take a line apart. Never raises; numbers that no rule takes stand in `leftover`."""
    rest, note = _note(_BULLET.sub("", text, count=1).strip())
    line = Line("", note=note)
    for pattern, take in _RULES:
        while match := pattern.search(rest):
            taken = take(line, match)
            if taken is None:
                break
            line = taken
            rest = f"{rest[: match.start()]} ~ {rest[match.end() :]}"
    name = _name(rest)
    leftover = " ".join(re.findall(r"[0-9]+\S*", name)) if not line.dosed else ""
    if not name and line.rest_after and not line.dosed:
        return replace(line, name="Rest", length=line.rest_after, rest_after=None, is_rest=True)
    if re.fullmatch(r"(?:rest|pause|break|relax)", name, re.IGNORECASE) and line.length:
        return replace(line, name=name, is_rest=True)
    return replace(line, name=name, leftover=leftover)


def _note(text: str) -> tuple[str, str | None]:
    """A dash with blanks, or a remark in brackets that holds no dose, begins a note."""
    if (match := re.search(r"\s\(([^()]*[A-Za-z]{3}[^()]*)\)\s*$", text)) and not _DOSE.search(match[1]):
        return text[: match.start()], match[1].strip()
    parts = re.split(r"\s+[–—-]\s+", text)
    if len(parts) > 1 and not _DOSE.search(parts[-1]) and len(parts[-1].split()) > 1:
        return text[: text.rindex(parts[-1])].rstrip(" –—-"), parts[-1].strip()
    return text, None


def _name(rest: str) -> str:
    rest = re.sub(r"^\s*hold\s+(?=\S+\s+\S)", "", rest, flags=re.IGNORECASE)
    rest = re.sub(r"\b(?:hold(?: for)?|for|of|x|at|with)\s*(?=[~,;:.)\]-]|$)", " ", rest, flags=re.IGNORECASE)
    rest = re.sub(r"[(\[]\s*~?[\s~,;]*[)\]]", " ", rest)
    rest = re.sub(r"\s*[~,;|=@\t]+\s*", " ", rest)
    return " ".join(rest.split()).strip(" :.-–—,;")


def _length(text: str) -> Length | None:
    try:
        length = parse_time(re.sub(r"(?<=[a-z])\.", "", text.strip(), flags=re.IGNORECASE))
    except TimeFault:
        return None
    return length if length.ms else None


def _rest_after(line: Line, match: re.Match[str]) -> Line | None:
    length = _length(match["time"])
    return replace(line, rest_after=length) if length and not line.rest_after else None


def _sets_of_time(line: Line, match: re.Match[str]) -> Line | None:
    length = _length(match["time"])
    if not length or line.length or int(match["sets"]) == 0:
        return None
    return replace(line, length=length, sets=int(match["sets"]))


def _sets_of_reps(line: Line, match: re.Match[str]) -> Line | None:
    if line.reps or not int(match["sets"]) or not int(match["reps"]):
        return None
    return replace(line, sets=int(match["sets"]), reps=int(match["reps"]))


def _number(field: str) -> _Take:
    def take(line: Line, match: re.Match[str]) -> Line | None:
        if getattr(line, field) or not int(match["n"]):
            return None
        found: dict[str, Any] = {field: int(match["n"])}
        return replace(line, **found)

    return take


def _times(line: Line, match: re.Match[str]) -> Line | None:
    """`30 s x 2` is two holds, `squats x 10` ten repetitions."""
    field = "sets" if line.length and "rep" not in match[0].lower() else "reps"
    return _number(field)(line, match)


def _leading(line: Line, match: re.Match[str]) -> Line | None:
    """`10 arm circles`: a number before a name counts only where nothing else did."""
    return None if line.dosed else _number("reps")(line, match)


def _time(line: Line, match: re.Match[str]) -> Line | None:
    length = _length(match["time"])
    return replace(line, length=length) if length and not line.length else None


def _sides(sides: Sides) -> _Take:
    def take(line: Line, match: re.Match[str]) -> Line | None:
        return None if line.sides else replace(line, sides=sides)

    return take


def _rule(pattern: str, take: _Take) -> tuple[re.Pattern[str], _Take]:
    return re.compile(pattern, re.IGNORECASE), take


_DOSE = re.compile(rf"{_TIME}|[0-9]\s*(?:x|×|reps?|sets?|breaths?)|{_BOTH}|{_EACH}", re.IGNORECASE)
_RULES = (
    _rule(rf"\b(?:then\s+)?rest(?:ing)?(?:\s+(?:for|of))?\s*:?\s*(?P<time>{_TIME})", _rest_after),
    _rule(rf"\b(?P<sets>{_COUNT})\s*(?:x|×|sets?\s+of|sets?\s*x)\s*(?P<time>{_TIME})", _sets_of_time),
    _rule(rf"(?P<time>{_TIME})\s*(?:x|×)\s*(?P<sets>{_COUNT})\b(?:\s*sets?\b)?", _sets_of_time),
    _rule(rf"\b(?P<n>{_COUNT})\s*(?:slow |deep |long )*breaths?\b", _number("breaths")),
    _rule(
        rf"\b(?P<sets>{_COUNT})\s*(?:x|×|sets?\s+of|sets?\s*x)\s*(?P<reps>{_COUNT})\b(?:\s*(?:reps?|times)\b)?",
        _sets_of_reps,
    ),
    _rule(rf"\b(?P<n>{_COUNT})\s*(?:sets?|rounds?)\b", _number("sets")),
    _rule(rf"(?P<time>{_TIME})", _time),
    _rule(rf"\b(?P<n>{_COUNT})\s*(?:reps?|repetitions?|times|x|×)(?![a-z0-9])", _times),
    _rule(rf"(?<![a-z0-9])(?:x|×)\s*(?P<n>{_COUNT})\b", _times),
    _rule(r"^\s*(?P<n>[0-9]{1,2}) (?=[a-z]{3})", _leading),
    _rule(_BOTH, _sides("both")),
    _rule(_EACH, _sides("both")),
    _rule(r"\balternat(?:e|ing)(?:\s+(?:sides|legs|arms))?\b", _sides("alternate")),
    _rule(r"[,(:-]\s*left(?:\s+(?:side|leg|arm))?\)?\s*(?=$|[~,)])|\bleft (?:side|leg|arm)\b", _sides("left")),
    _rule(r"[,(:-]\s*right(?:\s+(?:side|leg|arm))?\)?\s*(?=$|[~,)])|\bright (?:side|leg|arm)\b", _sides("right")),
)
