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
"""

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from stretchplayer.exchange.draft import Entry, ImportDraft, Refused, kind_of, title, too_long
from stretchplayer.exchange.notation import Quantity, time_text
from stretchplayer.exchange.tables import has_head, read_rows
from stretchplayer.routine.moves import Moves, fold

_JAWT_VERSIONS = (1, 2)
_RESTS = frozenset(
    ("rest", "pause", "break", "pausa", "repos", "riposo", "descanso", "rust", "przerwa", "switch", "change")
)
_DEEPEST = 8


def read_app(data: Any, name: str, moves: Moves) -> list[ImportDraft]:
    """The routines in the JSON of one of the five programs, or any list of entries with names; raises `Refused`."""
    for is_kind, routines, read in _KINDS:
        if is_kind(data):
            found = routines(data)
            if not found:
                raise Refused("there is no routine in it")
            names = [name if len(found) == 1 else f"{name} {number}" for number in range(1, len(found) + 1)]
            return [read(one, called, moves) for one, called in zip(found, names, strict=True)]
    return [read_entries(data, name, moves)]


def read_entries(data: Any, name: str, moves: Moves) -> ImportDraft:
    """A routine out of the first list of mappings that have names and something beside them; raises `Refused`."""
    found = _entries_in(data, 0)
    if found is None:
        raise Refused(
            "it is of no program that is known (Just Another Workout Timer, OpenHIIT, Timero, Seconds, TimeR Machine), "
            "and holds no list of steps with names"
        )
    owner, entries = found
    heads = list(dict.fromkeys(str(key) for entry in entries for key in entry))
    rows = [(0, [str(head).replace("_", " ") for head in heads])]
    rows += [
        (n, ["" if isinstance(v := e.get(h), dict | list) or v is None else str(v) for h in heads])
        for n, e in enumerate(entries, 1)
    ]
    called = next((title(owner[key]) for key in ("name", "title") if isinstance(owner.get(key), str)), "")
    draft = read_rows(rows, called or name, moves)
    for key, value in owner.items():
        times = _count(value) if str(key) in ("rounds", "sets", "repeat", "repetitions", "circuits", "laps") else None
        if times and draft.entries:
            draft.entries = [{"repeat": str(times), "steps": draft.entries}] if times > 1 else draft.entries
        elif value is not entries and key not in ("name", "title") and value not in (None, "", [], {}):
            draft.say(key, f"{key}: {_shown(value)}", "not a part of the steps", "part")
    for number, entry in enumerate(entries, 1):
        for key, value in entry.items():
            if isinstance(value, dict | list) and value:
                draft.say(
                    number,
                    f"{key}: {json.dumps(value, ensure_ascii=False, default=str)[:60]}",
                    "a value with parts",
                    "left",
                )
    return draft


def _entries_in(
    data: Any, depth: int, owner: dict[str, Any] | None = None
) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    if depth > _DEEPEST:
        return None
    if isinstance(data, list) and data and all(isinstance(one, dict) for one in data):
        heads = [str(key).replace("_", " ") for one in data[:50] for key in one]
        if has_head(list(dict.fromkeys(heads))):
            return owner or {}, data
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    named = data if isinstance(data, dict) else owner
    return next((found for one in inside if (found := _entries_in(one, depth + 1, named))), None)


def _seconds(number: object) -> Quantity | None:
    """A length out of seconds, up to six hours; `None` for anything else."""
    if isinstance(number, bool) or not isinstance(number, int | float) or not 0.05 <= number <= 6 * 3600:
        return None
    return Quantity(Fraction(str(number)) * 1000)


def _count(number: object) -> int | None:
    return number if isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= 999 else None


def _text(value: Quantity) -> str:
    return time_text(value)[0]


def _dicts(data: Any) -> list[Any]:
    """The routines of a file that holds one or a list of them."""
    return data if isinstance(data, list) else [data]


def _first(data: Any) -> dict[str, Any]:
    one = data[0] if isinstance(data, list) and data else data
    return one if isinstance(one, dict) else {}


def _draft(data: dict[str, Any], key: str, name: str) -> ImportDraft:
    """A routine of a timer that plays one thing right after the other: default gaps of ours would lengthen it."""
    return ImportDraft(title(data.get(key), name), top={"rest": "0s", "switch": "0s", "pause": "0s"})


def _timed(
    draft: ImportDraft,
    data: Any,
    place: str,
    length: Quantity | None,
    label: object,
    moves: Moves,
) -> Entry | None:
    """A step of so much time; a rest is one by its name."""
    name = title(label)
    if length is None or not name:
        draft.say(place, _shown(data), "no name and length in it", "left")
        return None
    _, exact = time_text(length)
    lost = [] if exact else [f"rounded to {_text(length)}"]
    if isinstance(label, str) and any(not char.isprintable() for char in label):
        lost.append("a letter of its name was already lost in the file")
    draft.say(place, f"{name} {_text(length)}", "; ".join(filter(None, [*lost, too_long(label)])))
    if fold(name) in _RESTS:
        return {"rest": _text(length)}
    kind = kind_of(name, moves)
    return {kind: name, "hold" if kind == "stretch" else "for": _text(length), "sides": "none"}


def _shown(data: Any) -> str:
    return str(data)[:60]


def _unread(draft: ImportDraft, data: dict[str, Any], place: str, known: set[str]) -> None:
    """Keys that say something and that no rule here reads are reported."""
    for key in data.keys() - known:
        if data[key] not in (None, "", 0, False, [], {}):
            draft.say(f"{place}{key}", f"{key}: {_shown(data[key])}", "not a part of a routine", "left")


# --- Just Another Workout Timer ---------------------------------------------------------------------------------------


def _is_jawt(data: Any) -> bool:
    return isinstance(data, dict) and (
        ("sets" in data and "title" in data)
        or (isinstance(data.get("workouts"), list) and all(isinstance(w, dict) for w in data["workouts"]))
    )


def _jawt(data: Any, name: str, moves: Moves) -> ImportDraft:
    if not isinstance(data, dict) or not isinstance(data.get("sets"), list):
        raise Refused("a workout of Just Another Workout Timer has a list of `sets`")
    version = data.get("version", 1)
    if version not in _JAWT_VERSIONS:
        raise Refused(
            f"this workout has version {_shown(version)}; versions 1 and 2 are known. Export it from an older release."
        )
    draft = _draft(data, "title", name)
    for number, one in enumerate(data["sets"], 1):
        place = f"sets[{number}]"
        exercises = one.get("exercises") if isinstance(one, dict) else None
        if not isinstance(exercises, list):
            draft.say(place, _shown(one), "no exercises in it", "left")
            continue
        inside = []
        for at, e in enumerate(exercises, 1):
            e = e if isinstance(e, dict) else {"": e}
            if entry := _timed(draft, e, f"{place}[{at}]", _seconds(e.get("duration")), e.get("name"), moves):
                inside.append(entry)
            _unread(draft, e, f"{place}[{at}].", {"", "name", "duration", "id"})
        times = _count(one.get("repetitions"))
        if times is None:
            draft.say(place, f"repetitions {_shown(one.get('repetitions'))}", "played once")
        if inside:
            name = title(one.get("name"))
            group: Entry = {"repeat": str(times)} if times and times > 1 else {"section": name}
            if times and times > 1 and name:
                group["name"] = name
            draft.entries += [{**group, "steps": inside}] if name or (times and times > 1) else inside
    _unread(draft, data, "", {"title", "sets", "version", "position", "id"})
    return draft


# --- OpenHIIT ---------------------------------------------------------------------------------------------------------


def _openhiit(data: Any, name: str, moves: Moves) -> ImportDraft:
    data = data if isinstance(data, dict) else {}
    times = data.get("timeSettings")
    if isinstance(times, str):
        try:
            times = json.loads(times)
        except (ValueError, RecursionError):
            times = None
    if not isinstance(times, dict):
        raise Refused("a timer of OpenHIIT has `timeSettings`")
    draft = _draft(data, "name", name)
    gap = {key: _gap(draft, times, key) for key in ("restTime", "breakTime", "getReadyTime")}
    draft.top["rest"] = gap["restTime"]
    if gap["getReadyTime"] != "0s":
        draft.top = {"countdown": gap["getReadyTime"], **draft.top}
    if warm := _seconds(times.get("warmupTime")):
        draft.entries += [{"move": "Warm-up", "for": _text(warm), "sides": "none"}, {"rest": "0s"}]
    rounds = _rounds(draft, data, _seconds(times.get("workTime")), moves)
    restarts = _count(times.get("restarts")) or _count(data.get("restarts")) or 0
    if restarts and rounds:
        between = gap["breakTime"] if gap["breakTime"] != "0s" else gap["restTime"]
        draft.entries.append({"repeat": str(restarts + 1), "rest": between, "steps": rounds})
    else:
        draft.entries += rounds
    if cool := _seconds(times.get("cooldownTime")):
        draft.entries += [{"rest": "0s"}, {"move": "Cool-down", "for": _text(cool), "sides": "none"}]
    return draft


def _gap(draft: ImportDraft, times: dict[str, Any], name: str) -> str:
    value = times.get(name, 0)
    length = _seconds(value)
    if length is None and value not in (0, None):
        draft.say(name, _shown(value), "no length", "left")
    return _text(length) if length else "0s"


def _rounds(draft: ImportDraft, data: dict[str, Any], work: Quantity | None, moves: Moves) -> list[Entry]:
    names = data.get("activities")
    names = names if isinstance(names, list) else []
    count = _count(data.get("activeIntervals")) or min(len(names), 999)
    if work is None:
        draft.say("workTime", _shown(data.get("timeSettings")), "no length of work", "left")
        return []
    out: list[Entry] = []
    for number in range(count):
        name = names[number] if number < len(names) else "Work"
        if entry := _timed(draft, name, f"activities[{number + 1}]", work, title(name, "Work"), moves):
            # Each interval is work here, whatever it is called.
            out.append(entry if "rest" not in entry else {"do": title(name, "Work"), "for": _text(work)})
    for number, name in enumerate(names[count:], count + 1):
        draft.say(f"activities[{number}]", title(name, "?"), "beyond `activeIntervals`", "left")
    return out


# --- Timero -----------------------------------------------------------------------------------------------------------


def _timero(data: Any, name: str, moves: Moves) -> ImportDraft:
    if not isinstance(data, dict) or data.get("__type__") != "Routine" or not isinstance(data.get("exercises"), list):
        kind = data.get("__type__") if isinstance(data, dict) else data
        raise Refused(f"this is of type {_shown(kind)}; a file of Timero holds `Routine`s with `exercises`")
    draft = _draft(data, "name", name)
    for number, one in enumerate(data["exercises"], 1):
        place = f"exercises[{number}]"
        one = one if isinstance(one, dict) else {"": one}
        label = one.get("name")
        if one.get("__type__") == "DurationExercise":
            if entry := _timed(draft, one, place, _seconds(one.get("duration")), label, moves):
                draft.entries.append(entry)
        elif one.get("__type__") == "RepetitionExercise" and (reps := _count(one.get("repetitions"))):
            called = title(label, f"Exercise {number}")
            draft.entries.append({kind_of(called, moves, counted=True): called, "reps": str(reps), "sides": "none"})
            draft.say(place, f"{called} x {reps}", too_long(label))
        else:
            draft.say(place, _shown(one), "of no known type, or without a count", "left")
    return draft


# --- Seconds ----------------------------------------------------------------------------------------------------------


def _is_seconds(data: Any) -> bool:
    return (
        "intervals" in _first(data) and isinstance(_first(data)["intervals"], list) and "numberOfSets" in _first(data)
    )


def _seconds_timer(data: Any, name: str, moves: Moves) -> ImportDraft:
    if not isinstance(data, dict) or not isinstance(data.get("intervals"), list):
        raise Refused("a timer of Seconds has a list of `intervals`")
    draft = _draft(data, "name", name)
    inside: list[Entry] = []
    for number, one in enumerate(data["intervals"], 1):
        one = one if isinstance(one, dict) else {"": one}
        place, label = f"intervals[{number}]", one.get("name")
        length = _seconds(one.get("duration"))
        if one.get("indefinite") is True and title(label):
            kind = kind_of(title(label), moves)
            key = "hold" if kind == "stretch" else "for"
            inside.append({kind: title(label), key: f"{_text(length) if length else '1s'}+", "sides": "none"})
            draft.say(place, f"{title(label)}, until you continue", too_long(label))
        elif one.get("split") is True and length and title(label):
            half = Quantity(length.low / 2)
            change = _seconds(one.get("splitRest"))
            kind = kind_of(title(label), moves)
            key = "hold" if kind == "stretch" else "for"
            split: Entry = {
                kind: title(label),
                key: _text(half),
                "sides": "both",
                "switch": _text(change) if change else "0s",
            }
            inside.append(split)
            exact = time_text(half)[1]
            draft.say(
                place,
                f"{title(label)} {_text(length)}, split into sides",
                "" if exact else f"rounded to {_text(half)} a side",
            )
        elif entry := _timed(draft, one, place, length, label, moves):
            if one.get("rest") is True and "rest" not in entry and number > 1:
                entry = {"do": title(label), "for": _text(length) if length else "1s"}
            inside.append(entry)
        if one.get("halfwayAlert") is True and inside and "rest" not in inside[-1]:
            inside[-1]["cues"] = {"half": "Halfway"}
    sets = _count(data.get("numberOfSets")) or 1
    draft.entries = [{"repeat": str(sets), "steps": inside}] if sets > 1 and inside else inside
    return draft


# --- TimeR Machine ----------------------------------------------------------------------------------------------------


def _is_timer_machine(data: Any) -> bool:
    return (
        isinstance(data, dict)
        and isinstance(data.get("timers"), list)
        and all(isinstance(t, dict) and "steps" in t for t in data["timers"])
    )


def _timer_machine(data: Any, name: str, moves: Moves) -> ImportDraft:
    draft = _draft(data, "name", name)
    start = data.get("startStep")
    if isinstance(start, dict) and (length := _millis(start.get("length"))):
        draft.top = {"countdown": _text(length), **draft.top}
        draft.say("startStep", f"{title(start.get('label'))} {_text(length)}")
    inside = _machine_steps(draft, data.get("steps"), "steps", moves, 0)
    loop = _count(data.get("loop")) or 1
    draft.entries = [{"repeat": str(loop), "steps": inside}] if loop > 1 and inside else inside
    end = data.get("endStep")
    if isinstance(end, dict) and title(end.get("label")):
        if length := _millis(end.get("length")):
            draft.entries += filter(None, [_timed(draft, end, "endStep", length, end.get("label"), moves)])
        else:
            draft.entries.append({"say": title(end.get("label"))})
            draft.say("endStep", title(end.get("label")))
    return draft


def _millis(number: object) -> Quantity | None:
    return _seconds(number / 1000) if isinstance(number, int | float) and not isinstance(number, bool) else None


def _machine_steps(draft: ImportDraft, steps: Any, where: str, moves: Moves, depth: int) -> list[Entry]:
    out: list[Entry] = []
    for number, one in enumerate(steps if isinstance(steps, list) else (), 1):
        place = f"{where}[{number}]"
        one = one if isinstance(one, dict) else {"": one}
        if isinstance(one.get("steps"), list) and depth < _DEEPEST:
            inside = _machine_steps(draft, one["steps"], f"{place}.steps", moves, depth + 1)
            group: Entry = {"repeat": str(_count(one.get("loop")) or 1)}
            if title(one.get("name")):
                group["name"] = title(one.get("name"))
            out += [{**group, "steps": inside}] if inside else []
            continue
        label, length = one.get("label"), _millis(one.get("length"))
        behaviours = one.get("behaviour")
        halts = isinstance(behaviours, list) and any(
            isinstance(b, dict) and b.get("type") == "HALT" for b in behaviours
        )
        if halts and title(label):
            out.append({"do": title(label), "for": f"{_text(length) if length else '1s'}+"})
            draft.say(place, f"{title(label)}, until you continue", too_long(label))
        elif entry := _timed(draft, one, place, length, label, moves):
            if one.get("type") == "NOTIFIER" and "rest" not in entry:
                entry = {"do": title(label), "for": _text(length) if length else "1s"}
            if (words := _spoken(one)) and "rest" not in entry:
                entry["cues"] = {"start": words}
            out.append(entry)
    return out


def _behaviours(step: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """What a step does of a kind."""
    found = step.get("behaviour")
    return [b for b in found if isinstance(b, dict) and b.get("type") == kind] if isinstance(found, list) else []


def _spoken(step: dict[str, Any]) -> str:
    """What a step has its voice say besides its own name."""
    return next((title(b.get("content")) for b in _behaviours(step, "VOICE") if title(b.get("content"))), "")


_Reader = Callable[[Any, str, Moves], ImportDraft]
_KINDS: tuple[tuple[Callable[[Any], bool], Callable[[Any], list[Any]], _Reader], ...] = (
    (_is_seconds, _dicts, _seconds_timer),
    (_is_timer_machine, lambda data: data["timers"], _timer_machine),
    (lambda data: "timeSettings" in _first(data), _dicts, _openhiit),
    (lambda data: "__type__" in _first(data), _dicts, _timero),
    (_is_jawt, lambda data: data.get("workouts", [data]), _jawt),
)
