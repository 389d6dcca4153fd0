"""The JSON Schema of a routine, made from the table of keys, for editors.

Draft 7, which YAML language servers know best. What a schema can't say (one list names it in the tests) is the
reader's alone: counting characters, looking names up, going round in circles.
"""

import json
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from stretchplayer.routine.durations import HOURS, MINUTES, SECONDS
from stretchplayer.routine.key_types import KINDS, Key, Verb
from stretchplayer.routine.keys import (
    DAY_KEYS,
    DOSE_KEYS,
    EXERCISE_KEYS,
    MOVE_KEYS,
    PLAN_KEYS,
    PROGRESS_KEYS,
    SOURCE_KEYS,
    TOP,
    VERB_KEYS,
    VERBS,
    WITH_KEYS,
)
from stretchplayer.routine.moves import EMPTY, Moves
from stretchplayer.routine.schedule import WEEKDAYS
from stretchplayer.routine.values import clashes, plain_example
from stretchplayer.words.times import DAY_NAMES


def _any_case(units: str) -> str:
    """Units in any case, in the syntax that both ECMAScript and Python read."""
    return "|".join("".join(f"[{char}{char.upper()}]" for char in unit) for unit in units.split("|"))


def _time_pattern() -> str:
    number, last, under = "[0-9]+", "[0-9]+(?:\\.[0-9])?", "0*[0-5]?[0-9]"
    h, m, s = map(_any_case, (HOURS, MINUTES, SECONDS))
    tail = f"0*[0-5]?[0-9](?:\\.[0-9])? ?(?:{s})"
    minutes = f"{under} ?(?:{m}) ?{tail}|{under}(?:\\.[0-9])? ?(?:{m})|{tail}"
    units = f"{last} ?(?:{h}|{m}|{s})|{number} ?(?:{m}) ?{tail}|{number} ?(?:{h}) ?(?:{minutes})"
    return f"{number}|{number}:[0-5][0-9]|{number}:[0-5][0-9]:[0-5][0-9]|{units}"


_TIME = _time_pattern()
_UNIT = "(?:m|km|mi|yd)"
_NUMBER = "[0-9]{1,6}(?:\\.[0-9]{1,3})?"
_COUNT = "0*[1-9][0-9]{0,2}"
_COUNTS = f"{_COUNT}(?: ?[-\u2013] ?{_COUNT})?"
_PART_OF_RANGE = "[0-9][0-9a-zA-Z.: ]*"
_TEXTS = {
    "length": (
        f"^\\s*(?=.*[1-9])(?:(?:{_TIME})\\+?|{_PART_OF_RANGE} ?[-\u2013] ?{_PART_OF_RANGE})\\s*$",
        "A time above zero such as `30s`, `1m 30s` or `1:30`; with `+` at its end it then waits for you.",
    ),
    "span": (f"^\\s*(?=.*[1-9])(?:{_TIME})\\s*$", "A time above zero such as `4s`."),
    "gap": (f"^\\s*(?:[nN][oO][nN][eE]|{_TIME})\\s*$", "A time such as `5s`, or `none`."),
    "count": (f"^\\s*{_COUNT}\\s*$", "A whole number from 1 to 999."),
    "rounds": (
        f"^\\s*(?:{_COUNT}|until eased|for (?=.*[1-9])(?:{_TIME}))\\s*$",
        "A number of rounds, `for 20m`, or `until eased` in a relief routine.",
    ),
    "reps": (f"^\\s*(?:max|{_COUNTS})\\s*$", "A whole number from 1 to 999, a range such as `8-12`, or `max`."),
    "breaths": (
        f"^\\s*(?:in|out|{_COUNTS})\\s*$",
        "A whole number from 1 to 999, a range, or `in` or `out` for half a breath.",
    ),
    "sets": (f"^\\s*{_COUNTS}\\s*$", "A whole number from 1 to 999, or a range."),
    "tempo": (
        "^\\s*(?=.*[1-9xX])(?:[0-9]{1,2}|[xX])(?:-(?:[0-9]{1,2}|[xX])){2,3}\\s*$",
        "Seconds to lower, hold, lift and hold: `3-1-1-0`.",
    ),
    "distance": (
        f"^\\s*(?=.*[1-9]){_NUMBER}(?: ?{_UNIT})?(?: ?[-\u2013] ?{_NUMBER})? ?{_UNIT}\\s*$",
        "A distance such as `400 m`, `2.5 km`, `1 mi` or `50 yd`.",
    ),
    "pace": (f"^\\s*(?:{_TIME}) ?/ ?(?:{_NUMBER} ?)?{_UNIT}\\s*$", "A time for each distance: `5:30/km`."),
    "load": (
        "^(?!\\s*[0-9]+(?:[.,][0-9]+)?\\s*$)\\s*\\S(?:.{0,38}\\S)?\\s*$",
        "How heavy, with its unit: `15 kg`.",
    ),
    "short": ("^\\s*\\S(?:.{0,38}\\S)?\\s*$", "A few words, at most 40 characters."),
    "language": ("^\\s*[a-zA-Z]{2,3}(?:-(?:[a-zA-Z]{2}|[0-9]{3}))?\\s*$", "A language: `de`, `pt-BR`."),
}
"""What a text of each kind looks like, and what is said of one that looks otherwise."""
_WHOLE = frozenset(("length", "span", "gap", "count", "rounds", "reps", "breaths", "sets"))
_WORD: dict[str, Any] = {"type": ["string", "number", "boolean"], "pattern": "\\S"}
_DRAFT = "http://json-schema.org/draft-07/schema#"
_MOMENTS = {
    "start": "Said when a bout begins.",
    "half": "Said at half of a bout.",
    "end": "Said when a bout ends.",
    "10s in": "Said 10 seconds into a bout; any time will do.",
    "10s left": "Said when 10 seconds are left; any time will do.",
}
_DAY = "|".join(
    f"{_any_case(day[:3])}{''.join(f'(?:{_any_case(char)}' for char in day[3:])}{')?' * (len(day) - 3)}"
    for day in map(str.casefold, DAY_NAMES)
)
_ONE = f"(?:{_DAY}){_any_case('s')}?"
_SEVERAL = "|".join(map(_any_case, ("every day", "daily", "weekdays", "weekday", "weekends", "weekend")))
_PART = f"\\s*(?:{_SEVERAL}|{_ONE}(?:\\s*[-\u2013]\\s*{_ONE})?)\\s*"
_DAYS = f"^{_PART}(?:,{_PART})*$"
_MOMENT = f"^(?:start|half|end|(?=.*[1-9])(?:{_TIME}) (?:in|left))$"

_ANY_FIGURE: Mapping[str, Any] = {"figure": {"type": "object"}}
SCHEMAS = ("routine", "plan", "moves")
"""The kinds of file that have a schema."""


def schema_text(kind: str = "routine", moves: Moves = EMPTY, figure: Mapping[str, Any] = _ANY_FIGURE) -> str:
    """A schema as text; with `moves` an editor offers their names behind the verbs. `figure` are the definitions of
    `figure:` in a file of moves, which another room knows.
    """
    if kind == "moves":
        made = moves_schema(moves, figure)
    else:
        made = (plan_schema if kind == "plan" else routine_schema)(moves)
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def plan_schema(moves: Moves = EMPTY) -> dict[str, Any]:
    """The schema of a plan over weeks."""
    one = "A day says `use` or `alternate`, one of them."
    use = _object(DAY_KEYS, "A day") | {
        "if": {"required": ["use"]},
        "then": {"properties": {"alternate": _never(one)}},
        "else": {"required": ["alternate"], "errorMessage": one},
    }
    part = _ref("part")
    return _file("plan", "A plan over weeks for Stretchplayer.", PLAN_KEYS) | {
        "definitions": {
            "part": {"if": {"type": "object"}, "then": use, "else": _WORD},
            "day": {"if": {"type": "array"}, "then": {"items": part}, "else": part},
            "from": _object(PROGRESS_KEYS, "A week"),
            "with": _object(WITH_KEYS, "`with`"),
            **_definitions(moves),
        },
    }


def moves_schema(moves: Moves = EMPTY, figure: Mapping[str, Any] = _ANY_FIGURE) -> dict[str, Any]:
    """The schema of a file of moves, with the definitions of its figures; without them a figure is any mapping."""
    about = "A move by its id: small letters, digits and hyphens."
    move = {"type": "object", "description": about} | _object(MOVE_KEYS, "A move")
    drawing = move["properties"]["figure"]
    drawing = {key: drawing[key] for key in ("description", "examples") if key in drawing}
    move["properties"]["figure"] = {"allOf": [_ref("figure")], **drawing}
    return _head("moves", "Your own moves for Stretchplayer, by their ids.") | {
        "type": "object",
        "propertyNames": {
            "pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$",
            "errorMessage": "The id of a move: small letters, digits and hyphens, such as `door-lean`.",
        },
        "additionalProperties": move,
        "definitions": {**_definitions(moves), **figure},
    }


def _head(kind: str, about: str) -> dict[str, Any]:
    return {"$schema": _DRAFT, "title": f"Stretchplayer {kind}", "description": about}


def _file(kind: str, about: str, table: Mapping[str, Key]) -> dict[str, Any]:
    return _head(kind, about) | _object(table, f"A {kind}")


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{name}"}


def _taken(owner: str, table: Mapping[str, Key]) -> str:
    """What is said of a key that is missing or that does not belong there."""
    needed = [f"`{key.name}`" for key in table.values() if key.required]
    names = ", ".join(table)
    needs = f"needs {' and '.join(needed)}, and " if needed else ""
    return f"{owner} {needs}takes only these keys: {names}."


def _definitions(moves: Moves) -> dict[str, Any]:
    """The kinds of value, and the names that an editor offers behind each verb."""
    names = {kind: sorted(move.name for move in moves if move.kind == kind) for kind in KINDS}
    return {
        "word": _WORD,
        **{kind: _number_or_text(kind) for kind in _TEXTS},
        **{f"{kind} name": {"anyOf": [{"enum": found}, _WORD]} for kind, found in names.items() if found},
    }


def routine_schema(moves: Moves = EMPTY) -> dict[str, Any]:
    """The schema of a routine file."""
    kinds = {kind for kind in KINDS if any(move.kind == kind for move in moves)}
    about = "A stretching, warm-up, cool-down or relief routine for Stretchplayer."
    return _file("routine", about, TOP) | {
        "if": {"required": ["relieves"]},
        "then": {
            "properties": {"category": {"const": "relief", "errorMessage": _RELIEF}},
            "required": ["category"],
            "errorMessage": _RELIEF,
        },
        "definitions": {
            "steps": {"type": "array", "minItems": 1, "items": _ref("step")},
            "step": {
                "description": "A bare name, or a mapping with one verb.",
                "if": {"type": "object"},
                "then": _ref("verbs"),
                "else": _WORD,
            },
            "verbs": {
                "if": {"anyOf": [{"required": [name]} for name in VERBS]},
                "then": {"allOf": [_when(name) for name in VERBS]},
                "else": {"properties": _all_step_properties(), **_never(_NO_VERB)},
            },
            **{name: _step(verb, name in kinds) for name, verb in VERBS.items()},
            "with": _object(WITH_KEYS, "`with`"),
            **_definitions(moves),
        },
    }


def _all_step_properties() -> dict[str, Any]:
    """The verbs with their help, for the completion of a step that has none yet."""
    return {verb.name: {"description": verb.help, "examples": [plain_example(verb.example)]} for verb in VERBS.values()}


def _when(name: str) -> dict[str, Any]:
    """`if` the step has this verb `then` it is checked as that kind; inside a group `rest` is a key, not a verb."""
    condition: dict[str, Any] = {"required": [name]}
    if name == "rest":
        condition["not"] = {"anyOf": [{"required": ["section"]}, {"required": ["repeat"]}]}
    return {"if": condition, "then": _ref(name)}


def _step(verb: Verb, named: bool) -> dict[str, Any]:
    """A kind of step; `named` where the names of its moves are defined."""
    properties = _properties({verb.name: VERB_KEYS[verb.name], **verb.keys})
    if named:
        properties[verb.name]["allOf"] = [_ref(f"{verb.name} name")]
    step = _object(verb.keys, f"`{verb.name}`")
    step |= {"description": verb.help, "properties": properties, "required": [verb.name, *step["required"]]}
    rules = [_both(one, other) for one, other in _CLASHES if {one, other} <= set(verb.keys)]
    rules += [_needs(one, other) for one, other in _NEEDS if one in verb.keys]
    return step | ({"allOf": rules} if rules else {})


_AMOUNTS = ("hold", "for", "breaths", "every", "tempo", "reps", "distance")
_CLASHES = [pair for pair in combinations(_AMOUNTS, 2) if clashes(pair)]
_NEEDS = (("every", "reps"), ("tempo", "reps"), ("pace", "distance"))
_RELIEF = "`relieves` is for `category: relief`."
_NO_VERB = f"A step is a name, or has one of these: {', '.join(VERBS)}."


def _never(why: str) -> dict[str, Any]:
    """What nothing fits, with the reason: an editor shows it in place of its own words."""
    return {"type": "null", "errorMessage": why}


def _both(one: str, other: str) -> dict[str, Any]:
    why = f"`{one}` and `{other}` can't stand in one step: take one of them out."
    return {"if": {"required": [one, other]}, "then": _never(why)}


def _needs(one: str, other: str) -> dict[str, Any]:
    return {"if": {"required": [one]}, "then": {"required": [other], "errorMessage": f"`{one}` needs `{other}`."}}


def _object(table: Mapping[str, Key], owner: str) -> dict[str, Any]:
    """A mapping with the keys of a table and no others."""
    return {
        "type": "object",
        "properties": _properties(table),
        "required": [key.name for key in table.values() if key.required],
        "additionalProperties": False,
        "errorMessage": _taken(owner, table),
    }


def _properties(keys: Mapping[str, Key]) -> dict[str, Any]:
    return {name: _property(key) for name, key in keys.items()}


def _property(key: Key) -> dict[str, Any]:
    help = key.help if key.default is None else f"{key.help} Default: {key.default}."
    schema: dict[str, Any] = {"description": help}
    if key.kind not in ("steps", "define", "sources"):
        schema["examples"] = [plain_example(key.example)]
    return schema | _value(key)


def _value(key: Key) -> dict[str, Any]:
    kind = key.kind
    match kind:
        case "name" | "text":
            one = _ref("word")
        case _ if kind in _TEXTS:
            one = _ref(kind)
        case "category":
            shelf = "a shelf of your own: at most 30 small letters, digits and hyphens."
            why = f"One of {', '.join(key.options)}, or {shelf}"
            own = {"type": ["string", "integer"], "maxLength": 30, "pattern": "^[^\\sA-Z_]+$", "errorMessage": why}
            return {"anyOf": [{"enum": list(key.options), "errorMessage": why}, own]}
        case "choice":
            return {"enum": list(key.options)}
        case "choices":
            return _one_or_more({"enum": list(key.options)})
        case "changes":
            return {"type": "object", "additionalProperties": _object(EXERCISE_KEYS, "A step here")}
        case "dose":
            return _object(DOSE_KEYS, "A dose")
        case "sources":
            return {"type": "object", "additionalProperties": _object(SOURCE_KEYS, "A source")}
        case _:
            return _BY_KIND[kind]
    # Beside `$ref` draft 7 reads nothing, and the description is what an editor shows.
    return _varied(key, one) if key.varied else {"allOf": [one]}


def _varied(key: Key, one: dict[str, Any]) -> dict[str, Any]:
    """A dose in each of its forms: plain, by side, by set, by round. An `if` tells them apart, so that one mistake is
    one error."""
    each = {"type": "array", "items": one, "minItems": 1}
    by_side: dict[str, Any] = {
        "properties": {
            "left": {"description": "Left, where the two sides differ.", "allOf": [one]},
            "right": {"description": "Right, where the two sides differ.", "allOf": [one]},
        },
        "required": ["left", "right"],
        "additionalProperties": False,
        "errorMessage": f"Both sides have a value: `{{left: {key.example}, right: {key.example}}}`.",
    }
    by_round = {
        "properties": {"rounds": {"description": "A value for each round of the `repeat` around it.", **each}},
        "additionalProperties": False,
        "errorMessage": f"A list with a value for each round: `{{rounds: [{key.example}, {key.example}]}}`.",
    }
    forms = {"if": {"required": ["rounds"]}, "then": by_round, "else": by_side} if "rounds" in key.varied else by_side
    plain = {"if": {"type": "object"}, "then": forms, "else": one}
    return {"if": {"type": "array"}, "then": each, "else": plain} if "set" in key.varied else plain


def _number_or_text(kind: str) -> dict[str, Any]:
    pattern, said = _TEXTS[kind]
    if kind not in _WHOLE:
        types = {"load": ["string", "boolean"], "short": ["string", "number", "boolean"]}.get(kind, "string")
        return {"type": types, "pattern": pattern, "errorMessage": said}
    number: dict[str, Any] = {"type": "integer", "minimum": 0 if kind == "gap" else 1}
    if kind not in ("length", "span", "gap"):
        number["maximum"] = 999
    # The key's own description is what an editor shows; this is what it says of a wrong value.
    text = {"type": "string", "pattern": pattern, "patternErrorMessage": said}
    return {"anyOf": [text, number], "errorMessage": said}


def _one_or_more(item: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [item, {"type": "array", "items": item}]}


_PROGRESS = _ref("from")
_WEEKLY = {
    "type": "object",
    "properties": dict.fromkeys((*WEEKDAYS, "weekdays", "every day"), _ref("day")),
    "patternProperties": {_DAYS: _ref("day")},
    "additionalProperties": False,
    "minProperties": 1,
    "errorMessage": "Days are `Mon`, `Tue, Thu`, `Mon-Fri`, `weekdays` or `every day`; or write a list.",
}
_BY_KIND: Mapping[str, dict[str, Any]] = {
    "url": {
        "type": "string",
        "pattern": "^https?://[^\\s/]\\S*$",
        "errorMessage": "A web address, such as `https://example.org/page`.",
    },
    "truth": {"enum": [True, False, "yes", "no", "on", "off", "true", "false"]},
    **dict.fromkeys(("names", "texts", "keys", "things"), _one_or_more(_WORD)),
    "with": {"allOf": [_ref("with")]},
    "cues": {
        "type": "object",
        "properties": {moment: {"description": said, **_WORD} for moment, said in _MOMENTS.items()},
        "patternProperties": {_MOMENT: _WORD},
        "additionalProperties": False,
        "errorMessage": "Moments are `start`, `half`, `end`, `10s in` and `10s left`, each with the words to say.",
    },
    "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "errorMessage": "A date: `2026-11-30`."},
    "lasting": {
        "type": "string",
        "pattern": "^\\s*0*[1-9][0-9]{0,2} ?(?:[wW][eE][eE][kK]|[dD][aA][yY])[sS]?\\s*$",
        "errorMessage": "How long the plan lasts: `6 weeks`, `10 days`.",
    },
    "turns": {
        "type": "array",
        "minItems": 2,
        "items": _ref("part"),
        "errorMessage": "Two routines or more that take turns: `[legs-a, legs-b]`.",
    },
    "days": {"if": {"type": "array"}, "then": {"items": _ref("day"), "minItems": 1}, "else": _WEEKLY},
    "progress": {
        "type": "object",
        "propertyNames": {
            "pattern": "^(?:[wW][eE][eE][kK]|[dD][aA][yY]) 0*[1-9][0-9]{0,2}$",
            "errorMessage": "When it begins: `week 3` or `day 10`.",
        },
        "properties": dict.fromkeys(("week 2", "week 3", "week 5"), _PROGRESS),
        "additionalProperties": _PROGRESS,
    },
    "drawing": {"type": "object"},
    "define": {"type": "object", "additionalProperties": _ref("steps")},
    "steps": _ref("steps"),
}
"""The kinds of value that are the same for every key."""
