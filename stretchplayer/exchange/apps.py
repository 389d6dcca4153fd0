"""Routines of other timers, written from their published data models; all of them are JSON.

Just Another Workout Timer: a workout (`title`, `sets`, `version` 1 or 2) or a backup (`workouts`); a set is
`repetitions` of its `exercises`, each with `name` and `duration` in seconds.
OpenHIIT: timers with `activities`, `activeIntervals`, `restarts` and `timeSettings` in seconds.
Timero: a list of `Routine`s by `__type__`, with `DurationExercise` (seconds) and `RepetitionExercise`.
"""

import json
from collections.abc import Callable
from typing import Any

from stretchplayer.exchange.imported import Account, Imported, Refused
from stretchplayer.exchange.steps import counts, seconds, step, title, too_long
from stretchplayer.routine.model import Defaults, Exercise, Item, Length, Repeat, Rest, Routine
from stretchplayer.routine.moves import Moves, fold

_JAWT_VERSIONS = (1, 2)
_RESTS = frozenset(("rest", "pause", "break", "pausa", "repos"))


def read_app(text: str, id: str, moves: Moves) -> list[Imported]:
    """The routines of a file of one of the three programs; raises `Refused`, naming what it looked for."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(f"this is no JSON: {error}") from None
    for is_kind, read in _KINDS:
        if is_kind(data):
            found = data if isinstance(data, list) else data.get("workouts", [data])
            if not isinstance(found, list) or not found:
                raise Refused("there is no routine in it")
            return [
                read(one, id if len(found) == 1 else f"{id}-{number}", moves) for number, one in enumerate(found, 1)
            ]
    raise Refused(
        "this JSON is of no program that I know: Just Another Workout Timer has `sets`, OpenHIIT `timeSettings`, "
        "Timero `__type__`"
    )


def _first(data: Any) -> Any:
    return data[0] if isinstance(data, list) and data else data


def _is_jawt(data: Any) -> bool:
    return isinstance(data, dict) and (
        "sets" in data
        or (isinstance(data.get("workouts"), list) and all(isinstance(w, dict) for w in data["workouts"]))
    )


def _is_openhiit(data: Any) -> bool:
    one = _first(data)
    return isinstance(one, dict) and "timeSettings" in one


def _is_timero(data: Any) -> bool:
    one = _first(data)
    return isinstance(one, dict) and "__type__" in one


def _jawt(data: Any, id: str, moves: Moves) -> Imported:
    if not isinstance(data, dict) or not isinstance(data.get("sets"), list):
        raise Refused("a workout of Just Another Workout Timer has a list of `sets`")
    version = data.get("version", 1)
    if version not in _JAWT_VERSIONS:
        raise Refused(
            f"this workout has version {version!r}; versions 1 and 2 are known. Export it from an older release."
        )
    accounts: list[Account] = []
    items: list[Item] = []
    for number, one in enumerate(data["sets"], 1):
        place = f"sets[{number}]"
        exercises = one.get("exercises") if isinstance(one, dict) else None
        if not isinstance(exercises, list):
            accounts.append(Account(place, str(one)[:60], "left", "no exercises in it"))
            continue
        inside = [item for at, e in enumerate(exercises, 1) if (item := _timed(e, f"{place}[{at}]", accounts, moves))]
        if not inside:
            continue
        times = counts(one.get("repetitions"))
        if times is None:
            accounts.append(Account(place, f"repetitions {one.get('repetitions')!r}", "part", "played once"))
        name = title(one.get("name"), "") or None
        items.append(Repeat(tuple(inside), number, times=times or 1, name=name))
    unrepeated = [
        i for item in items for i in (item.items if isinstance(item, Repeat) and item.times == 1 else (item,))
    ]
    return Imported(_routine(data.get("title"), id, unrepeated), tuple(accounts))


def _came(place: str, shown: str, name: object) -> Account:
    """What came over, but for the end of a name that is too long."""
    why = too_long(name)
    return Account(place, shown, "part" if why else "whole", why)


def _timed(data: Any, place: str, accounts: list[Account], moves: Moves) -> Item | None:
    """An exercise of so many seconds; a rest is one by its name."""
    length = seconds(data.get("duration")) if isinstance(data, dict) else None
    name = title(data.get("name"), "") if isinstance(data, dict) else ""
    if length is None or not name:
        accounts.append(Account(place, str(data)[:60], "left", "no name and length in it"))
        return None
    accounts.append(_came(place, f"{name} {length.ms // 1000} s", data.get("name")))
    if fold(name) in _RESTS:
        return Rest(length.ms, 0)
    return step(name, moves, length=length, sides="none")


def _openhiit(data: Any, id: str, moves: Moves) -> Imported:
    times = data.get("timeSettings") if isinstance(data, dict) else None
    if isinstance(times, str):
        try:
            times = json.loads(times)
        except (ValueError, RecursionError):
            times = None
    if not isinstance(times, dict):
        raise Refused("a timer of OpenHIIT has `timeSettings`")
    accounts: list[Account] = []
    gap = {name: _gap(times, name, accounts) for name in ("restTime", "breakTime", "getReadyTime")}
    work = seconds(times.get("workTime"))
    rounds = _rounds(data, work, accounts, moves)
    items: list[Item] = []
    if warm := seconds(times.get("warmupTime")):
        items += [Exercise("move", "Warm-up", 0, length=warm), *([Rest(gap["restTime"], 0)] if gap["restTime"] else [])]
    restarts = counts(data.get("restarts")) or 0
    if rounds:
        between = gap["breakTime"] or gap["restTime"]
        items.append(Repeat(rounds, 0, times=restarts + 1, rest=between) if restarts else Repeat(rounds, 0, times=1))
    if cool := seconds(times.get("cooldownTime")):
        items += [Rest(0, 0), Exercise("move", "Cool-down", 0, length=cool)]
    flat = [i for item in items for i in (item.items if isinstance(item, Repeat) and item.times == 1 else (item,))]
    routine = _routine(data.get("name"), id, flat, countdown=gap["getReadyTime"], rest=gap["restTime"])
    return Imported(routine, tuple(accounts))


def _gap(times: dict[str, Any], name: str, accounts: list[Account]) -> int:
    value = times.get(name, 0)
    length = seconds(value)
    if length is None and value not in (0, None):
        accounts.append(Account(name, repr(value)[:60], "left", "no length"))
    return length.ms if length else 0


def _rounds(data: dict[str, Any], work: Length | None, accounts: list[Account], moves: Moves) -> tuple[Item, ...]:
    names = data.get("activities")
    names = names if isinstance(names, list) else []
    count = counts(data.get("activeIntervals")) or len(names)
    if work is None:
        accounts.append(Account("workTime", repr(data.get("timeSettings"))[:60], "left", "no length of work"))
        return ()
    out: list[Item] = []
    for number in range(min(count, 999)):
        name = title(names[number], "Work") if number < len(names) else "Work"
        accounts.append(_came(f"activities[{number + 1}]", name, names[number] if number < len(names) else ""))
        out.append(step(name, moves, length=work, sides="none"))
    for number, name in enumerate(names[count:], count + 1):
        accounts.append(Account(f"activities[{number}]", title(name, "?"), "left", "beyond `activeIntervals`"))
    return tuple(out)


def _timero(data: Any, id: str, moves: Moves) -> Imported:
    if not isinstance(data, dict) or data.get("__type__") != "Routine" or not isinstance(data.get("exercises"), list):
        kind = data.get("__type__") if isinstance(data, dict) else data
        raise Refused(f"this is of type {str(kind)[:60]!r}; a file of Timero holds `Routine`s with `exercises`")
    accounts: list[Account] = []
    items: list[Item] = []
    for number, one in enumerate(data["exercises"], 1):
        place = f"exercises[{number}]"
        kind = one.get("__type__") if isinstance(one, dict) else None
        if kind == "DurationExercise":
            item = _timed(one, place, accounts, moves)
            items += [item] if item else []
        elif kind == "RepetitionExercise" and (reps := counts(one.get("repetitions"))):
            name = title(one.get("name"), f"Exercise {number}")
            items.append(step(name, moves, reps=reps, sides="none"))
            accounts.append(_came(place, f"{name} x {reps}", one.get("name")))
        else:
            accounts.append(Account(place, str(one)[:60], "left", "of no known type, or without a count"))
    return Imported(_routine(data.get("name"), id, items), tuple(accounts))


def _routine(name: object, id: str, items: list[Item], *, countdown: int | None = None, rest: int = 0) -> Routine:
    # These programs play one thing right after the other: our own default gaps would lengthen them.
    defaults = Defaults(rest=rest, switch=0, pause=0)
    return Routine(id=id, name=title(name, id), items=tuple(items), defaults=defaults, countdown=countdown)


_KINDS: tuple[tuple[Callable[[Any], bool], Callable[[Any, str, Moves], Imported]], ...] = (
    (_is_jawt, _jawt),
    (_is_openhiit, _openhiit),
    (_is_timero, _timero),
)
