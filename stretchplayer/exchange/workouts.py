"""Structured rides and runs: the ZWO files of Zwift, read without entities or external references. Pure."""

import re
from collections.abc import Iterator
from decimal import Decimal
from xml.etree import ElementTree

from stretchplayer.exchange.draft import Entry, ImportDraft, Refused, prose, title, too_long
from stretchplayer.exchange.notation import length_text, seconds_text

_STEADY = {"warmup": "Warm-up", "cooldown": "Cool-down", "steadystate": "Steady", "ramp": "Ramp",
    "freeride": "Free ride",
           "maxeffort": "Max effort", "rest": "Easy"}  # fmt: skip
_OFFSET = re.compile(r"[1-9]\d{0,4}")


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
    if cut := too_long(root.findtext("name")):
        draft.say("name", root.findtext("name", ""), cut)
    read = [root.find(tag) for tag in ("name", "description")]
    loose = [root.text, *root.attrib.values(), *(element.tail for element in root)]
    if workout is not None:
        loose += [workout.text, *workout.attrib.values(), *(element.tail for element in workout)]
    told = [(element.tag, " ".join(_words(element, element in read))) for element in root if element is not workout]
    for tag, text in [*told, (root.tag, " ".join(" ".join(filter(None, loose)).split()))]:
        if text:
            draft.say(tag, text, "no part of a routine", "beside")
    return draft


def _words(element: ElementTree.Element, read: bool = False) -> Iterator[str]:
    """Every value in an element; `read`: but for its own text."""
    if not read and element.text and element.text.strip():
        yield " ".join(element.text.split())
    yield from (f"{key}={value}" for key, value in element.attrib.items())
    for child in element:
        yield " ".join([child.tag, *_words(child)])
        if child.tail and child.tail.strip():
            yield " ".join(child.tail.split())


def _element(draft: ImportDraft, number: int, element: ElementTree.Element) -> None:
    """One block of the workout. An attribute that is read is taken out of those that are told in the end."""
    kind, place = element.tag.lower(), f"workout[{number}]"
    given = dict(element.attrib)
    shown = " ".join([element.tag, *_words(element)])
    lost: list[str] = []
    if kind == "intervalst":
        on, off = _length(given, "OnDuration"), _length(given, "OffDuration")
        times = given.pop("Repeat", "1")
        if not on or not re.fullmatch(r"[1-9]\d{0,2}", times):
            draft.say(place, shown, "no length in it", "left")
            return
        inside = [_step("Hard", on, _power(given, "OnPower"))]
        if off:
            inside.append(_step("Easy", off, _power(given, "OffPower")))
        draft.entries.append({"repeat": times, "steps": inside})
        lost += [" ".join([child.tag, *_words(child)]) for child in element]
    elif kind in _STEADY and (length := _length(given, "Duration")):
        low, high = _power(given, "PowerLow"), _power(given, "PowerHigh")
        both = f"{low}-{high}" if low and high and low != high else ""
        entry = _step(_STEADY[kind], length, both or _power(given, "Power") or low or high)
        cues: dict[str, str] = {}
        for event in element:
            words, at = dict(event.attrib), event.get("timeoffset", "0")
            message = prose(words.pop("message", ""))
            moment = f"{length_text(int(at) * 1000)} in" if _OFFSET.fullmatch(at) else "start"
            if event.tag.lower() != "textevent" or not message or moment in cues or len(event):
                lost.append(" ".join([event.tag, *_words(event)]))
                continue
            cues[moment] = message
            if moment != "start" or at == "0":
                words.pop("timeoffset", None)
            lost += [f"{key}={value}" for key, value in words.items()]
        if cues:
            entry["cues"] = cues
        draft.entries.append(entry)
    else:
        draft.say(place, shown, "of no known kind, or without a length", "left")
        return
    lost = [f"{key}={value}" for key, value in given.items()] + lost
    draft.say(place, shown, f"not taken over: {', '.join(lost)}" if lost else "")


def _step(name: str, length: str, power: str) -> Entry:
    entry: Entry = {"move": name, "for": length, "sides": "none"}
    if power:
        entry["effort"] = f"{power} % of threshold"
    return entry


def _length(given: dict[str, str], key: str) -> str:
    """A length in seconds, taken out of what is given; empty for anything else."""
    if text := seconds_text(given.get(key, "")):
        del given[key]
    return text


def _power(given: dict[str, str], key: str) -> str:
    """Power in per cent; the file gives fractions of the threshold. Taken out of what is given."""
    if not re.fullmatch(r"\d{1,2}(?:\.\d{1,6})?", given.get(key, "")):
        return ""
    per_cent = f"{Decimal(given.pop(key)) * 100:f}"
    return per_cent.rstrip("0").rstrip(".") if "." in per_cent else per_cent
