"""The JSON Schema of a routine, made from the table of keys, for editors.

Draft 7, which YAML language servers know best. What a schema can't say (one list names it in the tests) is the
reader's alone: counting characters, looking names up, going round in circles.
"""

import json
from collections.abc import Mapping
from typing import Any

from stretchplayer.routine.key_types import KINDS, MOMENTS, Key, Verb
from stretchplayer.routine.keys import (
    DAY_KEYS,
    DOSE_KEYS,
    EXERCISE_KEYS,
    MOVE_KEYS,
    PLAN_KEYS,
    PROGRESS_KEYS,
    SOURCE_KEYS,
    TOP,
    VERBS,
    WITH_KEYS,
)
from stretchplayer.routine.moves import EMPTY, Moves
from stretchplayer.routine.schedule import WEEKDAYS
from stretchplayer.routine.values import plain_example

_H, _M, _S = ("h|hr|hrs|hour|hours", "m|min|mins|minute|minutes", "s|sec|secs|second|seconds")


def _any_case(units: str) -> str:
    """Units in any case, in the syntax that both ECMAScript and Python read."""
    return "|".join("".join(f"[{char}{char.upper()}]" for char in unit) for unit in units.split("|"))


def _time_pattern() -> str:
    number, last, under = "[0-9]+", "[0-9]+(?:\\.[0-9])?", "0*[0-5]?[0-9]"
    h, m, s = _any_case(_H), _any_case(_M), _any_case(_S)
    tail = f"0*[0-5]?[0-9](?:\\.[0-9])? ?(?:{s})"
    minutes = f"{under} ?(?:{m}) ?{tail}|{under}(?:\\.[0-9])? ?(?:{m})|{tail}"
    units = f"{last} ?(?:{h}|{m}|{s})|{number} ?(?:{m}) ?{tail}|{number} ?(?:{h}) ?(?:{minutes})"
    return f"{number}|{number}:[0-5][0-9]|{number}:[0-5][0-9]:[0-5][0-9]|{units}"


_TIME = _time_pattern()
_DOSE = f"^\\s*(?=.*[1-9])(?:{_TIME})"
_PATTERNS = {
    "length": f"{_DOSE}\\+?\\s*$",
    "span": f"{_DOSE}\\s*$",
    "gap": f"^\\s*(?:[nN][oO][nN][eE]|{_TIME})\\s*$",
    "count": "^\\s*0*[1-9][0-9]{0,2}\\s*$",
    "rounds": f"^\\s*(?:0*[1-9][0-9]{{0,2}}|until eased|for (?=.*[1-9])(?:{_TIME}))\\s*$",
}
_UNIT = "(?:m|km|mi|yd)"
_NUMBER = "[0-9]{1,6}(?:\\.[0-9]{1,3})?"
_COUNT = "0*[1-9][0-9]{0,2}"
_PATTERNS |= {
    "length": f"^\\s*(?=.*[1-9])(?:(?:{_TIME})\\+?|[0-9][0-9a-zA-Z.: ]* ?[-\u2013] ?[0-9][0-9a-zA-Z.: ]*)\\s*$",
    "reps": f"^\\s*(?:max|{_COUNT}(?: ?[-\u2013] ?{_COUNT})?)\\s*$",
    "breaths": f"^\\s*(?:in|out|{_COUNT}(?: ?[-\u2013] ?{_COUNT})?)\\s*$",
    "sets": f"^\\s*{_COUNT}(?: ?[-\u2013] ?{_COUNT})?\\s*$",
    "tempo": "^\\s*(?=.*[1-9xX])(?:[0-9]{1,2}|[xX])(?:-(?:[0-9]{1,2}|[xX])){2,3}\\s*$",
    "distance": f"^\\s*(?=.*[1-9]){_NUMBER}(?: ?{_UNIT})?(?: ?[-\u2013] ?{_NUMBER})? ?{_UNIT}\\s*$",
    "pace": f"^\\s*(?:{_TIME}) ?/ ?(?:{_NUMBER} ?)?{_UNIT}\\s*$",
    "load": "^(?!\\s*[0-9]+(?:[.,][0-9]+)?\\s*$)\\s*\\S(?:.{0,38}\\S)?\\s*$",
    "short": "^\\s*\\S(?:.{0,38}\\S)?\\s*$",
    "language": "^\\s*[a-zA-Z]{2,3}(?:-(?:[a-zA-Z]{2}|[0-9]{3}))?\\s*$",
}
_KINDS = {
    "length": "A time above zero such as `30s`, `1m 30s` or `1:30`; with `+` at its end it then waits for you.",
    "span": "A time above zero such as `4s`.",
    "gap": "A time such as `5s`, or `none`.",
    "count": "A whole number from 1 to 999.",
    "rounds": "A number of rounds, `for 20m`, or `until eased` in a relief routine.",
    "reps": "A whole number from 1 to 999, a range such as `8-12`, or `max`.",
    "breaths": "A whole number from 1 to 999, a range, or `in` or `out` for half a breath.",
    "sets": "A whole number from 1 to 999, or a range.",
    "tempo": "Seconds to lower, hold, lift and hold: `3-1-1-0`.",
    "distance": "A distance such as `400 m`, `2.5 km`, `1 mi` or `50 yd`.",
    "pace": "A time for each distance: `5:30/km`.",
    "load": "How heavy, with its unit: `15 kg`.",
    "short": "A few words, at most 40 characters.",
    "language": "A language: `de`, `pt-BR`.",
}
_WHOLE = frozenset(("length", "span", "gap", "count", "rounds", "reps", "breaths", "sets"))
_WORD: Mapping[str, Any] = {"type": ["string", "number", "boolean"], "pattern": "\\S"}
_DRAFT = "http://json-schema.org/draft-07/schema#"
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
    use = {"type": "object", "properties": _properties(DAY_KEYS), "additionalProperties": False}
    use["oneOf"] = [{"required": ["use"]}, {"required": ["alternate"]}]
    return _whole("plan", "A plan over weeks for Stretchplayer.", PLAN_KEYS, ["plan", "days"]) | {
        "definitions": {
            "day": {"anyOf": [dict(_WORD), use, {"type": "array", "items": {"anyOf": [dict(_WORD), use]}}]},
            **_definitions(moves),
        },
    }


def moves_schema(moves: Moves = EMPTY, figure: Mapping[str, Any] = _ANY_FIGURE) -> dict[str, Any]:
    """The schema of a file of moves, with the definitions of its figures; without them a figure is any mapping."""
    properties = _properties(MOVE_KEYS)
    about = {key: properties["figure"][key] for key in ("description", "examples") if key in properties["figure"]}
    properties["figure"] = {"allOf": [{"$ref": "#/definitions/figure"}], **about}
    move = {
        "type": "object",
        "description": "A move by its id: small letters, digits and hyphens.",
        "properties": properties,
        "required": [key.name for key in MOVE_KEYS.values() if key.required],
        "additionalProperties": False,
    }
    return {
        "$schema": _DRAFT,
        "title": "Stretchplayer moves",
        "description": "Your own moves for Stretchplayer, by their ids.",
        "type": "object",
        "propertyNames": {"pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$"},
        "additionalProperties": move,
        "definitions": {**_definitions(moves), **figure},
    }


def _whole(kind: str, about: str, table: Mapping[str, Key], required: list[str]) -> dict[str, Any]:
    return {
        "$schema": _DRAFT,
        "title": f"Stretchplayer {kind}",
        "description": about,
        "type": "object",
        "properties": _properties(table),
        "required": required,
        "additionalProperties": False,
    }


def _definitions(moves: Moves) -> dict[str, Any]:
    """The kinds of value, and the names that an editor offers behind each verb."""
    names = {kind: sorted(move.name for move in moves if move.kind == kind) for kind in KINDS}
    return {
        "word": dict(_WORD),
        **{kind: _number_or_text(kind) for kind in _PATTERNS},
        **{f"{kind} name": {"anyOf": [{"enum": found}, dict(_WORD)]} for kind, found in names.items() if found},
    }


def routine_schema(moves: Moves = EMPTY) -> dict[str, Any]:
    """The schema of a routine file."""
    kinds = {kind for kind in KINDS if any(move.kind == kind for move in moves)}
    return {
        "$schema": _DRAFT,
        "title": "Stretchplayer routine",
        "description": "A stretching, warm-up, cool-down or relief routine for Stretchplayer.",
        "type": "object",
        "properties": _properties(TOP),
        "required": ["steps"],
        "additionalProperties": False,
        "dependencies": {"relieves": {"properties": {"category": {"const": "relief"}}, "required": ["category"]}},
        "definitions": {
            "steps": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/step"}},
            "step": {
                "description": "A bare name, or a mapping with one verb.",
                "if": {"type": "object"},
                "then": {"$ref": "#/definitions/verbs"},
                "else": dict(_WORD),
            },
            "verbs": {
                "anyOf": [{"required": [name]} for name in VERBS],
                "properties": _all_step_properties(),
                "allOf": [_when(name) for name in VERBS],
            },
            **{name: _step(verb, name in kinds) for name, verb in VERBS.items()},
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
    return {"if": condition, "then": {"$ref": f"#/definitions/{name}"}}


def _step(verb: Verb, named: bool) -> dict[str, Any]:
    """A kind of step; `named` where the names of its moves are defined."""
    properties = _properties({verb.name: Key(verb.name, verb.kind, verb.help, verb.example), **verb.keys})
    if named:
        properties[verb.name]["allOf"] = [{"$ref": f"#/definitions/{verb.name} name"}]
    step: dict[str, Any] = {
        "type": "object",
        "description": verb.help,
        "properties": properties,
        "required": [verb.name, *(key.name for key in verb.keys.values() if key.required)],
        "additionalProperties": False,
    }
    pairs = [
        *(("hold", "breaths"), ("for", "breaths"), ("for", "every"), ("for", "tempo"), ("every", "tempo")),
        ("reps", "distance"),
    ]
    clashes = [{"required": list(pair)} for pair in pairs if set(pair) <= set(verb.keys)]
    if clashes:
        step["not"] = {"anyOf": clashes}
    if "every" in verb.keys:
        step["dependencies"] = {"every": ["reps"], "tempo": ["reps"]}
        if "pace" in verb.keys:
            step["dependencies"]["pace"] = ["distance"]
    return step


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
    if kind in _PATTERNS or kind in ("name", "text"):
        # Beside `$ref` draft 7 reads nothing, and the description is what an editor shows.
        one = {"$ref": f"#/definitions/{'word' if kind in ('name', 'text') else kind}"}
        return {"anyOf": [one, *_varied(key, one)]} if key.varied else {"allOf": [one]}
    if kind == "url":
        return {"type": "string", "pattern": "^https?://[^\\s/]\\S*$"}
    if kind == "category":
        return {
            "anyOf": [
                {"enum": list(key.options)},
                {"type": ["string", "integer"], "maxLength": 30, "pattern": "^[^\\sA-Z_]+$"},
            ]
        }
    if kind == "truth":
        return {"enum": [True, False, "yes", "no", "on", "off", "true", "false"]}
    if kind == "things":
        return _one_or_more(dict(_WORD))
    if kind == "with":
        return {"type": "object", "properties": _properties(WITH_KEYS), "additionalProperties": False}
    if kind == "changes":
        keys = {"type": "object", "properties": _properties(EXERCISE_KEYS), "additionalProperties": False}
        return {"type": "object", "additionalProperties": keys}
    if kind == "choice":
        return {"enum": list(key.options)}
    if kind == "choices":
        return _one_or_more({"enum": list(key.options)})
    if kind in ("names", "texts", "keys"):
        return _one_or_more(dict(_WORD))
    if kind == "cues":
        offered = {moment: dict(_WORD) for moment in (*MOMENTS, "10s in", "10s left")}
        names = {"pattern": _MOMENT}
        return {
            "type": "object",
            "properties": offered,
            "propertyNames": names,
            "additionalProperties": dict(_WORD),
        }
    if kind == "date":
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "errorMessage": "A date: `2026-11-30`."}
    if kind == "lasting":
        return {
            "type": "string",
            "pattern": "^\\s*[0-9]{1,3} ?(?:[wW][eE][eE][kK]|[dD][aA][yY])[sS]?\\s*$",
            "errorMessage": "How long the plan lasts: `6 weeks`, `10 days`.",
        }
    if kind == "turns":
        return {"type": "array", "minItems": 2}
    if kind == "days":
        day = {"$ref": "#/definitions/day"}
        offered = dict.fromkeys((*WEEKDAYS, "weekdays", "every day"), day)
        weekly = {"type": "object", "properties": offered, "additionalProperties": day, "minProperties": 1}
        return {"anyOf": [weekly, {"type": "array", "items": day, "minItems": 1}]}
    if kind == "progress":
        change = {"type": "object", "properties": _properties(PROGRESS_KEYS), "additionalProperties": False}
        when = {"pattern": "^(?:[wW][eE][eE][kK]|[dD][aA][yY]) 0*[1-9][0-9]{0,2}$"}
        return {"type": "object", "propertyNames": when, "additionalProperties": change}
    if kind == "dose":
        return {"type": "object", "properties": _properties(DOSE_KEYS), "additionalProperties": False}
    if kind == "drawing":
        return {"type": "object"}
    if kind == "define":
        return {"type": "object", "additionalProperties": {"$ref": "#/definitions/steps"}}
    if kind == "sources":
        source = {
            "type": "object",
            "properties": _properties(SOURCE_KEYS),
            "required": ["title"],
            "additionalProperties": False,
        }
        return {"type": "object", "additionalProperties": source}
    assert kind == "steps", kind
    return {"$ref": "#/definitions/steps"}


def _varied(key: Key, one: dict[str, Any]) -> list[dict[str, Any]]:
    """The other forms of a dose: by side, by set, by round."""
    each = {"type": "array", "items": one, "minItems": 1}
    forms: list[dict[str, Any]] = []
    if "side" in key.varied:
        sides = {"left": one, "right": one}
        forms.append(
            {"type": "object", "properties": sides, "required": ["left", "right"], "additionalProperties": False}
        )
    if "set" in key.varied:
        forms.append(each)
    if "rounds" in key.varied:
        rounds = {"rounds": each}
        forms.append({"type": "object", "properties": rounds, "required": ["rounds"], "additionalProperties": False})
    return forms


def _number_or_text(kind: str) -> dict[str, Any]:
    if kind not in _WHOLE:
        types = {"load": ["string", "boolean"], "short": ["string", "number", "boolean"]}.get(kind, "string")
        return {"type": types, "pattern": _PATTERNS[kind], "errorMessage": _KINDS[kind]}
    number: dict[str, Any] = {"type": "integer", "minimum": 0 if kind == "gap" else 1}
    if kind not in ("length", "span", "gap"):
        number["maximum"] = 999
    # The key's own description is what an editor shows; this is what it says of a wrong value.
    text = {"type": "string", "pattern": _PATTERNS[kind], "patternErrorMessage": _KINDS[kind]}
    return {"anyOf": [text, number], "errorMessage": _KINDS[kind]}


def _one_or_more(item: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [item, {"type": "array", "items": item}]}
