"""Structured rides and runs: the ZWO files of Zwift, read without entities or external references. Pure."""

import re
from fractions import Fraction
from xml.etree import ElementTree

from stretchplayer.exchange.draft import Entry, ImportDraft, Refused, prose, title
from stretchplayer.exchange.notation import Quantity, time_text

_STEADY = {"warmup": "Warm-up", "cooldown": "Cool-down", "steadystate": "Steady", "ramp": "Ramp",
    "freeride": "Free ride",
           "maxeffort": "Max effort", "rest": "Easy"}  # fmt: skip
_KNOWN = {
    "Duration", "PowerLow", "PowerHigh", "Power", "Repeat", "OnDuration", "OffDuration", "OnPower", "OffPower",
    "Cadence",
    "CadenceResting", "pace", "FlatRoad",
}  # fmt: skip


def read_zwo(text: str, name: str) -> ImportDraft:
    """The workout in a ZWO file; powers become `effort` in per cent of the threshold, timed texts cues.

    Raises `Refused` for XML that declares entities, since those can grow without bound, and for anything broken.
    """
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise Refused("it declares entities, which no workout needs")
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError, RecursionError):
        raise Refused("this is not readable XML") from None
    draft = ImportDraft(title(root.findtext("name"), name), top={"rest": "0s", "pause": "0s", "switch": "0s"})
    if about := prose(root.findtext("description")):
        draft.about.append(about)
    workout = root.find("workout")
    for number, element in enumerate(workout if workout is not None else (), 1):
        _element(draft, number, element)
    return draft


def _element(draft: ImportDraft, number: int, element: ElementTree.Element) -> None:
    kind, place = element.tag.lower(), f"workout[{number}]"
    shown = f"{element.tag} {' '.join(f'{key}={value}' for key, value in element.attrib.items())}"[:100]
    lost = [f"{key}={element.attrib[key]}" for key in element.attrib if key not in _KNOWN]
    lost += [f"{key}={element.attrib[key]}" for key in ("Cadence", "CadenceResting", "pace") if key in element.attrib]
    if kind == "intervalst":
        on, off = _length(element, "OnDuration"), _length(element, "OffDuration")
        times = element.get("Repeat", "1")
        if not on or not re.fullmatch(r"[1-9]\d{0,2}", times):
            draft.say(place, shown, "no length in it", "left")
            return
        inside = [_step("Hard", on, _power(element, "OnPower"))]
        if off:
            inside.append(_step("Easy", off, _power(element, "OffPower")))
        draft.entries.append({"repeat": times, "steps": inside})
    elif kind in _STEADY and (length := _length(element, "Duration")):
        low, high = _power(element, "PowerLow"), _power(element, "PowerHigh")
        power = f"{low}-{high}" if low and high and low != high else _power(element, "Power") or low or high
        entry = _step(_STEADY[kind], length, power)
        cues = {}
        for event in element.iter():
            if event.tag.lower() == "textevent" and (message := prose(event.get("message"))):
                offset = event.get("timeoffset", "0")
                moment = (
                    time_text(Quantity(Fraction(int(offset) * 1000)))[0]
                    if re.fullmatch(r"[1-9]\d{0,4}", offset)
                    else ""
                )
                cues[f"{moment} in" if moment else "start"] = message
        if cues:
            entry["cues"] = cues
        draft.entries.append(entry)
    else:
        draft.say(place, shown, "of no known kind, or without a length", "left")
        return
    draft.say(place, shown, f"not taken over: {', '.join(lost)}" if lost else "")


def _step(name: str, length: Quantity, power: str) -> Entry:
    entry: Entry = {"move": name, "for": time_text(length)[0], "sides": "none"}
    if power:
        entry["effort"] = f"{power} % of threshold"
    return entry


def _length(element: ElementTree.Element, key: str) -> Quantity | None:
    value = element.get(key, "")
    if not re.fullmatch(r"\d{1,6}(?:\.\d+)?", value) or not 0 < float(value) <= 6 * 3600:
        return None
    return Quantity(Fraction(value) * 1000)


def _power(element: ElementTree.Element, key: str) -> str:
    """Power in per cent, rounded; the file gives fractions of the threshold."""
    value = element.get(key, "")
    return str(round(float(value) * 100)) if re.fullmatch(r"\d{1,2}(?:\.\d+)?", value) else ""
