"""Routines of other timers, built after what their public sources write. Pure.

Just Another Workout Timer: a workout (`title`, `sets`, `version` 1 or 2) or a backup (`workouts`), which it writes as
Latin-1; a set is `repetitions` of its `exercises`, each with `name` and `duration` in seconds.
OpenHIIT: timers with `activities`, `activeIntervals` and `timeSettings` in seconds; `restarts`, in it or beside it, are
further rounds with `breakTime` (else `restTime`) between them.
Timero: `Routine`s by `__type__`, with `DurationExercise` (seconds) and `RepetitionExercise`.
Seconds: a timer with `intervals` of `duration` seconds and `numberOfSets`; one that is `indefinite` waits, one that is
`split` gives each side half of its time, `splitRest` seconds to change.
TimeR Machine: `timers` with `steps` of `length` milliseconds and `loop`; groups of steps loop too, one that halts
waits.

Whatever else such a file holds is reported: each reader marks what it takes, and the rest is told at its place.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeVar

from stretchplayer.exchange.draft import RESTS, Entry, ImportDraft, Refused, kind_of, title, too_long
from stretchplayer.exchange.notation import Quantity, length_text, time_text
from stretchplayer.exchange.tables import has_head, read_rows
from stretchplayer.routine.moves import Moves, fold

_JAWT_VERSIONS = (1, 2)
_DEEPEST = 8
_LONGEST_SHOWN = 200
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Part:
    """A value in a document, and its place in it. What something was made of is remembered in `taken`."""

    value: Any
    place: str
    taken: set[str]

    def __getitem__(self, key: str) -> "_Part":
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return _Part(value, f"{self.place}.{key}" if self.place else key, self.taken)

    def inside(self) -> "list[_Part]":
        """The values of a list; none of anything else."""
        values = self.value if isinstance(self.value, list) else ()
        return [_Part(value, f"{self.place}[{number}]", self.taken) for number, value in enumerate(values, 1)]

    def take(self, read: Callable[[Any], _T | None]) -> _T | None:
        """What `read` makes of the value; unless that is `None` the value is accounted for."""
        if (found := read(self.value)) is not None:
            self.taken.add(self.place)
        return found

    def named(self, otherwise: str = "") -> str:
        """The value as a name."""
        return self.take(lambda value: title(value) or None) or otherwise

    def yes(self) -> bool:
        """Whether the value is true; anything but true and false is not accounted for."""
        return self.take(lambda value: value if isinstance(value, bool) else None) or False

    def left(self) -> "Iterator[_Part]":
        """The values of which nothing was made."""
        if self.place in self.taken:
            return
        if isinstance(self.value, dict):
            for key in self.value:
                yield from self[str(key)].left() if isinstance(key, str) else ()
        elif isinstance(self.value, list):
            for one in self.inside():
                yield from one.left()
        elif self.value not in (None, ""):
            yield self


def _report_left(draft: ImportDraft, part: _Part) -> None:
    """Tell every value of which nothing was made, those of one key together, and count them as taken."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in part.left():
        shown = one.value if isinstance(one.value, str) else json.dumps(one.value)
        cut = f"{shown[:_LONGEST_SHOWN]}…" if len(shown) > _LONGEST_SHOWN else shown
        found.setdefault(re.sub(r"\[\d+\]", "[]", one.place), []).append((one.place, cut))
        part.taken.add(one.place)
    for key, values in found.items():
        if len(values) == 1:
            key, text = values[0]
        else:
            at: dict[str, list[str]] = {}
            for place, shown in values:
                at.setdefault(shown, []).append(".".join(re.findall(r"\[(\d+)\]", place)))
            text = "; ".join(f"{shown} at {', '.join(numbers)}" for shown, numbers in at.items())
        draft.say(key, text, "no part of a routine", "beside")


def read_app(data: Any, name: str, moves: Moves) -> list[ImportDraft]:
    """The routines in the JSON of one of the five programs, or any lists of entries with names; raises `Refused`."""
    for is_kind, routines, called, read in _KINDS:
        if is_kind(data):
            whole = _Part(data, "", set())
            found = routines(whole)
            if not found:
                raise Refused("there is no routine in it")
            drafts = []
            for number, one in enumerate(found, 1):
                draft = ImportDraft(one[called].named(name if len(found) == 1 else f"{name} {number}"))
                # A timer plays one thing right after the other: default gaps of ours would lengthen it.
                draft.top = {"rest": "0s", "switch": "0s", "pause": "0s"}
                read(draft, one, moves)
                _report_left(draft, one)
                drafts.append(draft)
            _report_left(drafts[0], whole)
            return drafts
    return read_entries(data, name, moves)


def read_entries(data: Any, name: str, moves: Moves) -> list[ImportDraft]:
    """A routine out of each list of mappings that have names and something beside them; raises `Refused`.

    Several such lists under one roof (a warm-up, a main part) are the sections of one routine.
    """
    whole = _Part(data, "", set())
    found = list(_entries_in(whole, whole, 0))
    if not found:
        raise Refused(
            "it is of no program that is known (Just Another Workout Timer, OpenHIIT, Timero, Seconds, TimeR Machine), "
            "and holds no list of steps with names"
        )
    drafts: list[ImportDraft] = []
    owners = list(dict.fromkeys(owner.place for owner, _ in found))
    for place in owners:
        owner, lists = next(o for o, _ in found if o.place == place), [e for o, e in found if o.place == place]
        called = owner["name"].named() or owner["title"].named()
        draft = ImportDraft(called or (name if len(owners) == 1 else f"{name} {len(drafts) + 1}"))
        for entries in lists:
            rows = _rows(entries, moves, draft)
            section = entries.place.rpartition(".")[2].replace("_", " ")
            draft.entries += [{"section": title(section, "Steps"), "steps": rows}] if len(lists) > 1 and rows else rows
        rounds = (owner[key] for key in ("rounds", "sets", "repeat", "repetitions", "circuits", "laps"))
        times = next((times for one in rounds if (times := one.take(_count))), 1)
        if times > 1 and draft.entries:
            draft.entries = [{"repeat": str(times), "steps": draft.entries}]
        for one in owner.left() if owner.place else ():
            draft.say(one.place, _shown(one.value), "not a part of the steps")
            whole.taken.add(one.place)
        drafts.append(draft)
    for one in whole.left():
        drafts[0].say(one.place, _shown(one.value), "not a part of the steps")
    return drafts


def _rows(entries: _Part, moves: Moves, draft: ImportDraft) -> list[Entry]:
    """The steps out of a list of mappings, read as the rows of a table; values with parts are left."""
    heads = list(dict.fromkeys(str(key) for entry in entries.value for key in entry))
    rows: list[tuple[int, list[str]]] = [(0, [head.replace("_", " ") for head in heads])]
    for number, entry in enumerate(entries.inside(), 1):
        plain = {head: entry[head].take(lambda value: None if isinstance(value, dict | list) else value)
                 for head in heads}  # fmt: skip
        rows.append((number, ["" if value is None else str(value) for value in plain.values()]))
    table = read_rows(rows, draft.name, moves)
    for account in table.accounts:
        where = account.where
        if entries.place:
            where = f"{entries.place}[{where}]" if where != "0" else entries.place
        draft.accounts.append(replace(account, where=where))
    draft.top |= table.top
    return table.entries


def _entries_in(part: _Part, owner: _Part, depth: int) -> Iterator[tuple[_Part, _Part]]:
    """Every list of entries with heads that are known, and the mapping that it is in."""
    if depth > _DEEPEST:
        return
    data = part.value
    if isinstance(data, list) and data and all(isinstance(one, dict) for one in data):
        heads = [str(key).replace("_", " ") for one in data[:50] for key in one]
        if has_head(list(dict.fromkeys(heads))):
            yield owner, part
            return
    inside = [part[key] for key in data if isinstance(key, str)] if isinstance(data, dict) else part.inside()
    for one in inside:
        yield from _entries_in(one, part if isinstance(data, dict) else owner, depth + 1)


def _seconds(number: object) -> Fraction | None:
    """A length in ms out of seconds, up to six hours; `None` for anything else."""
    if isinstance(number, bool) or not isinstance(number, int | float) or not 0.05 <= number <= 6 * 3600:
        return None
    return Fraction(str(number)) * 1000


def _millis(number: object) -> Fraction | None:
    plain = isinstance(number, int | float) and not isinstance(number, bool) and abs(number) < 1e9
    return _seconds(number / 1000) if plain else None  # type: ignore[operator]


def _count(number: object) -> int | None:
    return number if isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= 999 else None


def _rounded(ms: Fraction) -> str:
    """What is said of a length that the format cannot say exactly."""
    text, exact = time_text(Quantity(ms))
    return "" if exact else f"rounded to {text}"


def _gap(part: _Part) -> str:
    """A time between two steps: none where the file gives nothing, 0 or no length."""
    length = part.take(lambda value: Fraction(0) if value == 0 else _seconds(value))
    return length_text(length) if length else "0s"


def _each(part: _Part) -> list[_Part]:
    """The routines of a file that holds one or a list of them."""
    return part.inside() if isinstance(part.value, list) else [part]


def _first(data: Any) -> dict[str, Any]:
    one = data[0] if isinstance(data, list) and data else data
    return one if isinstance(one, dict) else {}


def _holds(data: dict[str, Any], key: str) -> bool:
    """Whether a document has a list of mappings."""
    return isinstance(data.get(key), list) and all(isinstance(one, dict) for one in data[key])


def _timed(draft: ImportDraft, part: _Part, length: Fraction | None, label: _Part, moves: Moves) -> Entry | None:
    """A step of so much time; a rest is one by its name."""
    name = label.named()
    if length is None or not name:
        draft.say(part.place, _shown(part.value), "no name and length in it", "left")
        return None
    text, lost = length_text(length), [_rounded(length)]
    if any(not char.isprintable() for char in label.value):
        lost.append("a letter of its name was already lost in the file")
    draft.say(part.place, f"{name} {text}", "; ".join(filter(None, [*lost, too_long(label.value)])))
    return {"rest": text} if fold(name) in RESTS else _step(name, text, moves)


def _step(name: str, length: str, moves: Moves, sides: str = "none") -> Entry:
    kind = kind_of(name, moves)
    return {kind: name, "hold" if kind == "stretch" else "for": length, "sides": sides}


def _waits(draft: ImportDraft, part: _Part, length: Fraction | None, label: _Part) -> str:
    """The length of a step that halts: it lasts at least so long, then until the person goes on."""
    draft.say(part.place, f"{label.named()}, until you continue", too_long(label.value))
    return f"{length_text(length) if length else '1s'}+"


def _shown(data: Any) -> str:
    return str(data)[:_LONGEST_SHOWN]


def _repeated(times: int, steps: list[Entry]) -> list[Entry]:
    return [{"repeat": str(times), "steps": steps}] if times > 1 and steps else steps


# --- Just Another Workout Timer ---------------------------------------------------------------------------------------


def _is_jawt(data: Any) -> bool:
    return isinstance(data, dict) and (("sets" in data and "title" in data) or _holds(data, "workouts"))


def _jawt(draft: ImportDraft, one: _Part, moves: Moves) -> None:
    if not isinstance(one["sets"].value, list):
        raise Refused("a workout of Just Another Workout Timer has a list of `sets`")
    version = one.value.get("version", 1)
    if version not in _JAWT_VERSIONS:
        raise Refused(
            f"this workout has version {_shown(version)}; versions 1 and 2 are known. Export it from an older release."
        )
    one["version"].take(lambda value: value)
    for group in one["sets"].inside():
        timed = (_timed(draft, e, e["duration"].take(_seconds), e["name"], moves) for e in group["exercises"].inside())
        inside = [entry for entry in timed if entry]
        if not inside:
            draft.say(group.place, _shown(group.value), "no exercises in it", "left")
            continue
        times = group["repetitions"].take(_count)
        if times is None:
            draft.say(group.place, f"repetitions {_shown(group['repetitions'].value)}", "played once")
        name = group["name"].named()
        if times and times > 1:
            draft.entries.append({"repeat": str(times), **({"name": name} if name else {}), "steps": inside})
        else:
            draft.entries += [{"section": name, "steps": inside}] if name else inside


# --- OpenHIIT ---------------------------------------------------------------------------------------------------------


def _openhiit(draft: ImportDraft, one: _Part, moves: Moves) -> None:
    times = one["timeSettings"]
    if isinstance(times.value, str):
        try:
            times = replace(times, value=json.loads(times.value))
        except (ValueError, RecursionError):
            pass
    if not isinstance(times.value, dict):
        raise Refused("a timer of OpenHIIT has `timeSettings`")
    rest, between, ready = (_gap(times[key]) for key in ("restTime", "breakTime", "getReadyTime"))
    draft.top["rest"] = rest
    if ready != "0s":
        draft.top = {"countdown": ready, **draft.top}
    if warm := times["warmupTime"].take(_seconds):
        draft.entries += [{"move": "Warm-up", "for": length_text(warm), "sides": "none"}, {"rest": "0s"}]
    rounds = _rounds(draft, one, times["workTime"], moves)
    restarts = times["restarts"].take(_count) or one["restarts"].take(_count) or 0
    if restarts and rounds:
        draft.entries.append({"repeat": str(restarts + 1), "rest": between if between != "0s" else rest,
                              "steps": rounds})  # fmt: skip
    else:
        draft.entries += rounds
    if cool := times["cooldownTime"].take(_seconds):
        draft.entries += [{"rest": "0s"}, {"move": "Cool-down", "for": length_text(cool), "sides": "none"}]


def _rounds(draft: ImportDraft, one: _Part, time: _Part, moves: Moves) -> list[Entry]:
    names = one["activities"].inside()
    count = one["activeIntervals"].take(_count) or min(len(names), 999)
    work = time.take(_seconds)
    if work is None:
        draft.say(time.place, _shown(time.value), "no length of work", "left")
        return []
    out: list[Entry] = []
    length = length_text(work)
    for number in range(count):
        activity = names[number] if number < len(names) else None
        name = activity.named("Work") if activity else "Work"
        draft.say(f"activities[{number + 1}]", f"{name} {length}", too_long(activity.value) if activity else "")
        # Each interval is work here, whatever it is called.
        out.append({"do": name, "for": length} if fold(name) in RESTS else _step(name, length, moves))
    for number, activity in enumerate(names[count:], count + 1):
        draft.say(f"activities[{number}]", activity.named("?"), "beyond `activeIntervals`", "left")
    return out


# --- Timero -----------------------------------------------------------------------------------------------------------


def _timero(draft: ImportDraft, one: _Part, moves: Moves) -> None:
    kind = one["__type__"]
    if kind.value != "Routine" or not isinstance(one["exercises"].value, list):
        raise Refused(f"this is of type {_shown(kind.value)}; a file of Timero holds `Routine`s with `exercises`")
    kind.take(lambda value: value)
    for number, e in enumerate(one["exercises"].inside(), 1):
        kind = e["__type__"]
        if kind.value == "DurationExercise":
            if entry := _timed(draft, e, e["duration"].take(_seconds), e["name"], moves):
                draft.entries.append(entry)
        elif kind.value == "RepetitionExercise" and (reps := e["repetitions"].take(_count)):
            called = e["name"].named(f"Exercise {number}")
            draft.entries.append({kind_of(called, moves, counted=True): called, "reps": str(reps), "sides": "none"})
            draft.say(e.place, f"{called} x {reps}", too_long(e["name"].value))
        else:
            draft.say(e.place, _shown(e.value), "of no known type, or without a count", "left")
            continue
        kind.take(lambda value: value)


# --- Seconds ----------------------------------------------------------------------------------------------------------


def _is_seconds(data: Any) -> bool:
    return isinstance(_first(data).get("intervals"), list) and "numberOfSets" in _first(data)


def _seconds_timer(draft: ImportDraft, one: _Part, moves: Moves) -> None:
    if not isinstance(one["intervals"].value, list):
        raise Refused("a timer of Seconds has a list of `intervals`")
    inside: list[Entry] = []
    for number, interval in enumerate(one["intervals"].inside(), 1):
        label = interval["name"]
        length = interval["duration"].take(_seconds)
        waits, split, rest, half = (interval[key].yes() for key in ("indefinite", "split", "rest", "halfwayAlert"))
        change = _gap(interval["splitRest"]) if split or interval["splitRest"].value == 0 else ""
        if waits and title(label.value):
            interval["duration"].take(lambda value: value if value == 0 else None)
            inside.append(_step(label.named(), _waits(draft, interval, length, label), moves))
        elif split and length and label.named():
            side = length / 2
            inside.append({**_step(label.named(), length_text(side), moves, "both"), "switch": change})
            why = f"{_rounded(side)} a side" if _rounded(side) else ""
            draft.say(interval.place, f"{label.named()} {length_text(length)}, split into sides", why)
        elif entry := _timed(draft, interval, length, label, moves):
            # What is marked as a rest and has another name keeps it, but for a warm-up, which the program marks, too.
            if rest and "rest" not in entry and number > 1 and length:
                entry = {"do": label.named(), "for": length_text(length)}
            inside.append(entry)
        else:
            continue
        if half and "rest" not in inside[-1]:
            inside[-1]["cues"] = {"half": "Halfway"}
        elif half:
            draft.say(interval["halfwayAlert"].place, "halfwayAlert: true", "a rest says no half", "beside")
    draft.entries = _repeated(one["numberOfSets"].take(_count) or 1, inside)


# --- TimeR Machine ----------------------------------------------------------------------------------------------------


def _is_timer_machine(data: Any) -> bool:
    return isinstance(data, dict) and _holds(data, "timers") and all("steps" in timer for timer in data["timers"])


def _timer_machine(draft: ImportDraft, one: _Part, moves: Moves) -> None:
    start, end = one["startStep"], one["endStep"]
    if length := start["length"].take(_millis):
        draft.top = {"countdown": length_text(length), **draft.top}
        draft.say(start.place, f"{start['label'].named()} {length_text(length)}", "the countdown has no name")
    draft.entries = _repeated(one["loop"].take(_count) or 1, _machine_steps(draft, one["steps"], moves, 0))
    if title(end["label"].value):
        if length := end["length"].take(_millis):
            draft.entries += filter(None, [_timed(draft, end, length, end["label"], moves)])
        else:
            draft.entries.append({"say": end["label"].named()})
            draft.say(end.place, end["label"].named())


def _machine_steps(draft: ImportDraft, steps: _Part, moves: Moves, depth: int) -> list[Entry]:
    out: list[Entry] = []
    for one in steps.inside():
        if isinstance(one["steps"].value, list) and depth < _DEEPEST:
            if inside := _machine_steps(draft, one["steps"], moves, depth + 1):
                group: Entry = {"repeat": str(one["loop"].take(_count) or 1)}
                if name := one["name"].named():
                    group["name"] = name
                out.append({**group, "steps": inside})
            continue
        label, length = one["label"], one["length"].take(_millis)
        does = {kind: b for b in one["behaviour"].inside() if isinstance(kind := b["type"].value, str)}
        if "HALT" in does and title(label.value):
            does["HALT"]["type"].named()
            one["length"].take(lambda value: value if value == 0 else None)
            out.append({"do": label.named(), "for": _waits(draft, one, length, label)})
        elif entry := _timed(draft, one, length, label, moves):
            if one["type"].value == "NOTIFIER" and "rest" not in entry and length:
                one["type"].named()
                entry = {"do": label.named(), "for": length_text(length)}
            if "VOICE" in does:
                # Without words of its own it says the name, as ours does.
                does["VOICE"]["type"].named()
                if "rest" not in entry and (words := does["VOICE"]["content"].named()):
                    entry["cues"] = {"start": words}
            out.append(entry)
    return out


#: What a program's file is known by, the routines in it, what holds a routine's name, and what reads one.
_KINDS: tuple[
    tuple[
        Callable[[Any], bool], Callable[[_Part], list[_Part]], str, Callable[[ImportDraft, _Part, Moves], None]
    ], ...
] = (
    (_is_seconds, _each, "name", _seconds_timer),
    (_is_timer_machine, lambda whole: whole["timers"].inside(), "name", _timer_machine),
    (lambda data: "timeSettings" in _first(data), _each, "name", _openhiit),
    (lambda data: "__type__" in _first(data), _each, "name", _timero),
    (_is_jawt, lambda whole: whole["workouts"].inside() if "workouts" in whole.value else [whole], "title", _jawt),
)  # fmt: skip
