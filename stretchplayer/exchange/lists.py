"""Lists as found in notes, on sheets and in Markdown: one step a line, headings over them, tables between. Pure."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from stretchplayer.exchange.draft import (
    RESTS,
    Entry,
    ImportDraft,
    Refused,
    blank,
    prose,
    step,
    title,
    too_long,
)
from stretchplayer.exchange.notation import (
    HOLD,
    LineReading,
    Quantity,
    length_text,
    plain_text,
    read_line,
    settle_times,
    time_text,
)
from stretchplayer.exchange.tables import is_separator, read_rows, split_row
from stretchplayer.routine.durations import TimeFault, parse_length
from stretchplayer.routine.moves import Moves, fold
from stretchplayer.words.counts import sentences

_LONGEST_NAME = 80
_LONGEST_LINE = 400
_BULLET = re.compile(r"^\s*(?:[-*+•·▪◦‣☐☑☒✓✔□■]\s|\[[ xX]?\]\s|\(?[0-9]{1,2}[a-h]?[.)]\s|[•·▪◦☐])")
#: `Min 3: 10 swings`, `Odd: 10 swings`, where each minute begins anew.
_TURN = re.compile(
    r"^[\W_]*(?:min(?:ute)?s?\.?\s?(?P<number>\d{1,2})|odd|even)(?:\smin(?:ute)?s?)?\s?[:.)-]\s*", re.IGNORECASE
)
_LABEL = re.compile(r"^\s*(?P<group>[A-Za-z])(?P<number>[1-9])\s*[.):]?\s+(?=\S)")
_SERIES = re.compile(
    r"^(?:(?P<series>\d{1,2})x\s+)?(?P<times>\d{1,2})x\s+(?P<name>[^\W\d_].*?)\s+"
    r"(?P<work>\d{1,3}):(?P<rest>\d{1,3})(?::(?P<after>\d{1,3})s?)?$",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lunes|martes|miércoles"
    r"|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunedì|martedì|mercoledì|giovedì"
    r"|venerdì|sabato|domenica|(?:segunda|terça|quarta|quinta|sexta)-feira|maandag|dinsdag|woensdag|donderdag|vrijdag"
    r"|zaterdag|zondag|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela"
    r"|(?:day|tag|día|jour|giorno|dia|dag|dzień) \w",
    re.IGNORECASE,
)
#: Words that only introduce rounds: nothing else is said by them.
_DIRECTIVE = re.compile(
    r"(?:do|perform|complete|repeat|for|time|of|the|following|all|circuit|exercises?|each|between|and|in|with|rounds?|through"
    r"|mache|machen|übungen|übung|wiederhole|der|die|den|haz|ejercicios?|faire|exercices?|fai|esercizi|fazer|exercícios"
    r"|doe|oefeningen|wykonaj|ćwiczeni[^\W\d_]{1,3}|[\W\d_])+",
    re.IGNORECASE,
)
#: What is said of all steps, and is none: `Hold each stretch for 30 s`, `Rest 90 s between sets`.
_FOR_ALL = re.compile(
    r"(?:hold|repeat|do|perform|complete) (?:each|every|all|these)\b"
    r"|(?:rest|pause|descanso|repos|pausa|rust|przerwa)\b.*\b(?:between|zwischen|entre|tra|fra|tussen|między)\b",
    re.IGNORECASE,
)
#: A heading may say in brackets how long all below it takes; a step takes less.
_LEAST_OF_A_SECTION_MS = 120_000
#: `Exercise 1: Clamshell`, which numbers a step.
_NUMBERED = re.compile(
    r"^(?:exercise|übung|ejercicio|exercice|esercizio|exercício|oefening|ćwiczenie)\s#?([0-9]{1,2})\s?[:.)-]\s",
    re.IGNORECASE,
)
#: What is left of a line that tells but how much of the step above: `Complete 2 sets`, `Frequency: daily`.
_OF_THE_STEP = re.compile(
    r"(?:frequency|perform|complete|do|duration|time|sides?|weight|load|sets|reps|häufigkeit|dauer|gewicht|seiten?"
    r"|frecuencia|duración|fréquence|durée|frequenza|durata|frequência|duração|[\W\d_])*",
    re.IGNORECASE,
)
#: A digit in a box, as phones number steps.
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3 ?")
#: `Circuit 3x`, `Circuit (x3)`: rounds of what is listed below.
_ROUNDS_ONLY = re.compile(r".*?(?:\d\s?x|\(x\s?\d{1,3}\)|\(\d{1,3}\s?x\))\s*", re.IGNORECASE)
_ROUNDS_AT_END = re.compile(
    r"[\s,(:-]*(?<![\w.,/])(?:(\d{1,3})\s?(?:x|×|rounds?|runden?|tours?|vueltas?|giri|rondas?|rondes?|rundy?)|x\s?(\d{1,3}))\)?$",
    re.IGNORECASE,
)
_BETWEEN_ROUNDS = re.compile(r"\b(?:rounds?|runden?|tours?|vueltas?|giri|rondas?|rondes?|rund\w*)\W*$", re.IGNORECASE)
_REPEAT = re.compile(r"(?:repeat|wiederhol|repet|repit|répét|ripet|herhaal|powtórz)", re.IGNORECASE)
#: What a messenger writes before each message when a chat is copied.
_CHAT = re.compile(
    r"^\s*\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp][Mm])?\]?\s*(?:-\s*)?"
)
_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<url>https?://[^\s)]+)\)|(?P<bare>https?://\S+)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`|~~)(?=\S)(.+?)(?<=\S)\1")
_REMARK = re.compile(r"\s*\(([^()]*)\)\s*$")


@dataclass(slots=True)
class _Group:
    """A heading and what stands under it."""

    name: str | None = None
    note: str = ""
    rounds: int | None = None
    rest: str | None = None
    between_rounds: str | None = None
    every_ms: tuple[int, int] | None = None
    turns: int = 0
    most: str | None = None
    account: int = -1
    entries: list[Entry] = field(default_factory=list)

    def rest_between(self, reading: LineReading) -> list[str]:
        """Take a rest as the one between the rounds; what of it could not be kept."""
        if reading.rest_ms is None:
            return []
        self.between_rounds = length_text(reading.rest_ms.low)
        return [f"a rest of up to {length_text(reading.rest_ms.high)}"] if reading.rest_ms.high else []

    def made(self) -> list[Entry]:
        inside = self.entries
        if self.every_ms and self.turns:
            inside = [_in_turn(inside, *self.every_ms, self.name, self.turns)]
            if not self.note:
                return inside
        if self.most and inside:
            words = ", ".join(filter(None, map(_words_of, inside)))
            return [{"move": self.name or "Rounds", "for": self.most, "reps": "max",
                     "note": prose(f"Rounds of {words}; count them. {self.note}".strip())}]  # fmt: skip
        if self.rounds and self.rounds > 1 and inside:
            repeat: Entry = {"repeat": str(self.rounds)}
            if self.name and not self.rest:
                repeat["name"] = self.name
            if self.between_rounds:
                repeat["rest"] = self.between_rounds
            inside = [{**repeat, "steps": inside}]
            if self.name and not self.rest and not self.note:
                return inside
        if (self.name is None and not self.rest) or not inside:
            return inside
        section: Entry = {"section": self.name or "Rounds"}
        if self.rest:
            section["rest"] = self.rest
        if self.note:
            section["note"] = self.note
        return [{**section, "steps": inside}]


@dataclass(slots=True)
class _Bare:
    """A step that said nothing of how much: lines below it may.

    Its entries are those of `inside` from `first` to `end`; `told` is the account of the last of those lines, and what
    it told of itself.
    """

    inside: list[Entry]
    first: int
    end: int
    reading: LineReading
    told: tuple[int, str] = (-1, "")


class _Reader:
    def __init__(self, text: str, name: str, moves: Moves, *, intervals: bool) -> None:
        # Blanks folded: how far a line is indented says nothing, and a run of them costs its square.
        folded = (" ".join(line.split()) for line in text.splitlines())
        self.lines = [_NUMBERED.sub(r"\1. ", _KEYCAP.sub(r"\1. ", line)) for line in folded]
        self.marked = sum(bool(_BULLET.match(line)) for line in self.lines) > 1 or any(map(is_separator, self.lines))
        self.heads = set[int]() if self.marked or intervals else _heads(self.lines)
        self.moves, self.intervals = moves, intervals
        self.draft = ImportDraft(name)
        self.named = False
        self.groups = [_Group()]
        self.languages: Counter[str] = Counter()
        # A label (`A1`, `A2`), the number of its sets, and the steps of its rounds.
        self.superset: tuple[str, str, list[Entry]] | None = None
        self.bare: _Bare | None = None

    def read(self) -> list[ImportDraft]:
        number = 0
        while number < len(self.lines):
            raw = self.lines[number]
            number += 1
            if raw.lstrip().startswith("|") and number < len(self.lines) and is_separator(self.lines[number]):
                number = self._table(number - 1)
            elif not blank(raw):
                self._line(number, raw)
        draft = self.draft
        for group in self.groups:
            if not group.entries and group.account >= 0:
                empty = draft.accounts[group.account]
                draft.accounts[group.account] = replace(empty, fate="left", why="a heading with nothing under it")
            elif group.account >= 0 and ((group.every_ms and group.turns > 1) or group.most):
                why = ("its steps in turn, each at the beginning of an interval" if group.every_ms
                       else "its steps are the note of one, whose rounds you count")  # fmt: skip
                draft.accounts[group.account] = replace(draft.accounts[group.account], fate="part", why=why)
        languages = [language for language in self.languages if language != "en"]
        if len(languages) == 1 and self.languages[languages[0]] >= self.languages["en"]:
            draft.top["language"] = languages[0]
        return self._days() or [self._whole()]

    def _whole(self) -> ImportDraft:
        self.draft.entries = [entry for group in self.groups for entry in group.made()]
        return self.draft

    def _days(self) -> list[ImportDraft]:
        """Two headings or more that name days make a routine each."""
        days = [group for group in self.groups if group.name and _DAY.match(group.name) and group.entries]
        if len(days) < 2 or len(days) != sum(bool(group.entries) for group in self.groups):
            return []
        drafts = []
        for day in days:
            name, day.name = f"{self.draft.name}, {day.name}", None
            drafts.append(ImportDraft(title(name), day.made(), self.draft.about, self.draft.top))
        drafts[0].accounts = self.draft.accounts
        return drafts

    # --- one line -----------------------------------------------------------------------------------------------------

    def _line(self, number: int, raw: str) -> None:
        shown = raw
        if len(shown) > _LONGEST_LINE:
            self.draft.say(number, shown, f"longer than {_LONGEST_LINE} characters", "left")
            return
        words, link = _unmarked(raw)
        if (chat := _CHAT.match(words)) and ":" in words[chat.end() :]:
            self._prose(number, shown, words[chat.end() :])
            return
        if match := _SERIES.match(plain_text(_BULLET.sub("", words, count=1))):
            self._series(number, shown, match)
            return
        label = _LABEL.match(plain_text(words))
        turn = _TURN.match(words) if self.groups[-1].every_ms else None
        words = words[turn.end() :] if turn else words
        reading = read_line(words[len(label[0]) :] if label else words)
        if turn and turn["number"] and int(turn["number"]) != self.groups[-1].turns + 1:
            reading.unsure.append(f"`{turn[0].strip()}` read as the next one")
        if link:
            reading.keys["link"] = link
        self.languages.update(reading.languages)
        hashes = re.match(r"\s*(#{1,6})\s", raw)
        bulleted = bool(_BULLET.match(raw))
        if self._completes(number, shown, words, reading):
            pass
        elif rounds := self._rounds_of_above(number, words, reading):
            lost = self.groups[-1].rest_between(reading)
            self.groups[-1].rounds, self.superset = rounds, None
            self.groups.append(_Group())
            self.draft.say(number, shown, "; ".join(["read as rounds of the steps above", *lost]))
        elif self._opens_rounds(number, words, reading):
            self._rounds(number, shown, words, reading)
        elif hashes or self._is_heading(number, words, reading, bulleted):
            self._heading(number, shown, words, reading, top=bool(hashes and len(hashes[1]) == 1))
        elif reading.rounds and not bulleted and _DIRECTIVE.fullmatch(reading.name or " "):
            self._directive(number, shown, words, reading)
        elif self._is_title(number, words, reading, bulleted):
            if reading.dosed and (remark := _REMARK.search(words)):
                words = words[: remark.start()]
                self.draft.about.append(remark[1])
            self.draft.name, self.named = title(words, self.draft.name), True
            self.draft.say(number, shown, too_long(words))
        elif reading.is_rest and _BETWEEN_ROUNDS.search(words) and (rounds_of := self._with_rounds):
            self.draft.say(number, shown, "; ".join(rounds_of.rest_between(reading)))
        elif _FOR_ALL.match(plain_text(_BULLET.sub("", words, count=1))):
            self._prose(number, shown, words)
        elif reading.is_rest:
            self._rest(number, shown, reading)
        elif not reading.dosed and (_is_prose(words, bulleted) or self._remarks(raw, words, reading, bulleted)):
            self._prose(number, shown, words)
        else:
            self._step(number, shown, reading, label[1].upper() if label else None)

    def _below(self, number: int) -> str:
        """The line below one that is numbered from 1; empty where there is none."""
        return self.lines[number] if number < len(self.lines) else ""

    @property
    def _begun(self) -> bool:
        """Whether anything came before."""
        return self.named or bool(self.draft.accounts)

    def _completes(self, number: int, shown: str, words: str, reading: LineReading) -> bool:
        """Whether a line without a name tells how much of the step above it, which said nothing itself; then it does.

        `Sets: 3` and below it `Reps: 10`: what one line leaves open is told at the last.
        """
        bare, group = self.bare, self.groups[-1]
        if bare is None or bare.inside is not group.entries or len(bare.inside) != bare.end:
            return False
        says = reading.keys or reading.often or reading.rest_ms
        if not says or reading.lost or reading.rounds or reading.every_ms or not _OF_THE_STEP.fullmatch(reading.name):
            return False
        if reading.keys.keys() & {"link", "tempo", "distance", "breaths", *bare.reading.keys}:
            return False
        if all({"length", "held", "every"} & each.keys.keys() for each in (reading, bare.reading)):
            return False
        if "length" in reading.keys and HOLD.search(words):
            reading.keys["held"] = reading.keys.pop("length")
        whole = bare.reading
        whole.keys |= reading.keys
        whole.rest_ms = whole.rest_ms or reading.rest_ms
        settled = replace(whole, keys=dict(whole.keys), note=None, unsure=[], lost=[])
        settle_times(settled)
        note = bare.inside[bare.first].get("note")
        entries, lost = step(title(whole.name), settled, self.moves)
        bare.inside[bare.first :] = entries
        bare.end = len(bare.inside)
        for kept in filter(None, (note, reading.note)):
            self._add_note(str(kept))
        at, own = bare.told
        if at >= 0:
            self.draft.accounts[at] = replace(self.draft.accounts[at], fate="part" if own else "whole", why=own)
        own = "; ".join(reading.unsure)
        bare.told = len(self.draft.accounts), own
        self.draft.say(number, shown, "; ".join(filter(None, [own, *lost, *settled.unsure])))
        return True

    @property
    def _with_rounds(self) -> _Group | None:
        """The group that goes round where the reader is: the last one, or the one above where that has not begun."""
        last = next((group for group in reversed(self.groups) if group.rounds or group.entries), None)
        return last if last and last.rounds else None

    def _rounds_of_above(self, number: int, words: str, reading: LineReading) -> int | None:
        """How many rounds a line makes of the steps above it: `Repeat 3 times` with nothing right below, or `3 rounds`
        with nothing below at all.
        """
        group, count = self.groups[-1], reading.rounds or reading.keys.get("reps")
        if not group.entries or group.rounds or reading.keys.keys() - {"reps"} or not str(count or "").isdigit():
            return None
        if not _DIRECTIVE.fullmatch(reading.name or " "):
            return None
        repeats = _REPEAT.match(plain_text(_BULLET.sub("", words, count=1)))
        below = [self._below(number)] if repeats else self.lines[number:]
        return int(str(count)) if (repeats or reading.rounds) and all(map(blank, below)) else None

    def _opens_rounds(self, number: int, words: str, reading: LineReading) -> bool:
        """Whether a line says how the steps below it go round: every minute, or as often as possible in a time."""
        most = reading.keys.get("reps") == "max" and "length" in reading.keys
        if not (reading.every_ms and not reading.dosed) and not most:
            return False
        below = self._below(number)
        listed = bool(_BULLET.match(below) or _TURN.match(below))
        return listed and not reading.is_rest and (
            words.rstrip().endswith(":") or not _BULLET.match(self.lines[number - 1]))  # fmt: skip

    def _rounds(self, number: int, shown: str, words: str, reading: LineReading) -> None:
        name = title(reading.name.lstrip("# ").rstrip(" :"))
        above = self.groups[-1]
        if not name and above.name and not above.entries:
            # `Finisher`, and below it `EMOM for 6 minutes`.
            name, self.groups[-1].account = above.name, -1
        kept = plain_text(_BULLET.sub("", words, count=1)).lstrip("# ").rstrip(" :")
        group = _Group(name or title(kept), prose(reading.note or ""), account=len(self.draft.accounts))
        group.every_ms, length = reading.every_ms, reading.keys.get("length")
        group.most = None if group.every_ms else str(length)
        self.groups.append(group)
        self.superset = None
        more = [f"{key} {value}" for key, value in reading.keys.items() if key not in ("reps", "length")]
        self.draft.say(number, shown, "; ".join([*reading.lost, *reading.unsure, *more]))

    def _remarks(self, raw: str, words: str, reading: LineReading, bulleted: bool) -> bool:
        """Whether a line is quoted, or stands among those of a list without their mark and ends like a sentence or
        says how often to do them."""
        return raw.lstrip().startswith("> ") or (
            not bulleted and self.marked and (reading.often or bool(re.search(r"\s\S+[.!?]\s*$", words)))
        )

    def _is_heading(self, number: int, words: str, reading: LineReading, bulleted: bool) -> bool:
        if self._rounds_below(number, words, reading, bulleted):
            return self._begun
        if number in self.heads:
            return True
        if bulleted or reading.is_rest or (reading.rounds and _DIRECTIVE.fullmatch(reading.name or " ")):
            return False
        heads = _takes_in_all(words, reading) or not (
            reading.dosed or reading.often or (_is_prose(words, bulleted) and not reading.rounds)
        )
        if heads and _BULLET.match(self._below(number)):
            return self.intervals or self._begun or self._heads_later(number)
        if words.rstrip().endswith(":"):
            return True
        follows = next((line for line in self.lines[number:] if not blank(line)), "")
        rounds_only = set(reading.keys) <= {"reps"} and _ROUNDS_ONLY.fullmatch(plain_text(words))
        if rounds_only and reading.keys:
            return bool(_BULLET.match(follows))
        apart = number < 2 or blank(self.lines[number - 2])
        return (self._begun or self.intervals) and heads and apart and bool(_BULLET.match(follows))

    def _rounds_below(self, number: int, words: str, reading: LineReading, bulleted: bool) -> bool:
        """Whether a line without a dose stands right over one that says how steps go round."""
        if bulleted or reading.dosed or reading.every_ms or reading.is_rest or _is_prose(words, bulleted):
            return False
        below = self._below(number)
        return len(below) <= _LONGEST_LINE and self._opens_rounds(number + 1, below, read_line(below))

    def _is_title(self, number: int, words: str, reading: LineReading, bulleted: bool) -> bool:
        if self._begun or bulleted:
            return False
        below = self._below(number)
        if self.marked and _REMARK.search(words):
            # `Desk break (5 minutes)` over a list: how long all of it takes.
            over = blank(below) or (_takes_in_all(words, reading) and bool(_BULLET.match(below)))
            return over and not read_line(_REMARK.sub("", words)).dosed
        if reading.dosed or reading.is_rest or len(words) > _LONGEST_NAME:
            return False
        if blank(below) or self._rounds_below(number, words, reading, bulleted):
            return True
        # Right over a list it is the name, unless others stand over lists too: then they all head sections.
        return (
            bool(_BULLET.match(below) or _FOR_ALL.match(plain_text(below)) or (self.marked and _is_prose(below, False)))
            and not self.intervals
            and not self._heads_later(number)
        )

    def _heads_later(self, number: int) -> bool:
        pairs = zip(self.lines[number:], self.lines[number + 1 :], strict=False)
        return any(not blank(one) and not _BULLET.match(one) and _BULLET.match(other) for one, other in pairs)

    def _heading(self, number: int, shown: str, words: str, reading: LineReading, *, top: bool) -> None:
        words = plain_text(words).lstrip("# ").rstrip(" :")
        note, rounds = "", reading.rounds
        if (rounds or set(reading.keys) == {"reps"}) and (match := _ROUNDS_AT_END.search(words)):
            rounds, words = int(match[1] or match[2]), words[: match.start()]
        while match := _REMARK.search(words):
            note, words = f"{match[1]} {note}".strip(), words[: match.start()]
        if rounds and reading.rest_ms and not read_line(note).name:
            note = ""
        name = title(words)
        self.superset = None
        over_a_list = number in self.heads or (
            not top and self._heads_later(number) and bool(_BULLET.match(self._below(number)))
        )
        if (
            not self.named
            and not any(group.entries for group in self.groups)
            and (top or not self.draft.accounts)
            and not over_a_list
            and not (self.intervals and not top)
        ):
            self.draft.name, self.named = name or self.draft.name, True
            self.groups[-1].rounds = rounds
            if note:
                self.draft.about.append(note)
        else:
            self.groups.append(_Group(name or None, prose(note), rounds, account=len(self.draft.accounts)))
        lost = self.groups[-1].rest_between(reading) if rounds else []
        self.draft.say(number, shown, "; ".join(filter(None, [*lost, too_long(words)])))

    def _directive(self, number: int, shown: str, words: str, reading: LineReading) -> None:
        if self.groups[-1].entries:
            self.groups.append(_Group(account=len(self.draft.accounts)))
        group = self.groups[-1]
        group.rounds = reading.rounds
        lost = group.rest_between(reading)
        if reading.rest_ms and re.search(
            r"exerc|übung|ejerc|eserc|oefen|ćwicz|moves?\b|stations?", words, re.IGNORECASE
        ):
            group.rest, group.between_rounds = group.between_rounds, None
        # What the line says besides is not a step, so nothing else would tell it.
        more = [f"{key} {value}" for key, value in reading.keys.items()] + re.findall(r"\d+", reading.name)
        self.draft.say(number, shown, "; ".join([*reading.lost, *lost, *more]))

    def _rest(self, number: int, shown: str, reading: LineReading) -> None:
        assert reading.rest_ms is not None
        text, exact = time_text(Quantity(reading.rest_ms.low))
        entries = self.groups[-1].entries
        if self.superset and entries and entries[-1].get("steps") is self.superset[2]:
            # Written last in the rounds, it plays after each of them, the last one too.
            self.superset[2].append({"rest": text})
            self.superset = None
        else:
            entries.append({"rest": text})
        high = reading.rest_ms.high
        why = f"a rest of up to {length_text(high)}" if high else "" if exact else f"rounded to {text}"
        self.draft.say(number, shown, why)

    def _prose(self, number: int, shown: str, words: str) -> None:
        words = prose(plain_text(_BULLET.sub("", words, count=1)))
        if not any(group.entries for group in self.groups):
            self.draft.about.append(words)
            self.draft.say(number, shown, "kept in the routine's description" if re.search(r"\d", words) else "")
        elif self._add_note(words):
            self.draft.say(number, shown, "kept as a note of the step above")
        else:
            self.draft.about.append(words)
            self.draft.say(number, shown, "kept in the routine's description")

    def _add_note(self, words: str) -> bool:
        entries = self.groups[-1].entries
        while entries and isinstance(inside := entries[-1].get("steps"), list):
            entries = inside
        for entry in reversed(entries):
            if "rest" in entry and len(entry) == 1:
                continue
            if "" in entry:
                from_catalogue = self.moves.find(str(entry[""]))
                name = str(entry.pop(""))
                entry[from_catalogue.kind if from_catalogue else "stretch"] = name
            entry["note"] = prose(sentences(str(entry["note"]), words) if "note" in entry else words)
            return True
        return False

    def _step(self, number: int, shown: str, reading: LineReading, label: str | None) -> None:
        name = title(reading.name)
        if not re.search(r"[^\W\d_]", name):
            name = ""
        if not name and (reading.every_ms or (reading.dosed and self.intervals)):
            name = self.groups[-1].name or "Interval"
        if not name:
            words = prose(plain_text(_BULLET.sub("", shown, count=1)))
            if self._add_note(words):
                self.draft.say(number, shown, "no name in it: kept as a note of the step above")
            else:
                self.draft.say(number, shown, "no name in it", "left")
            return
        if self.intervals:
            name = name[0].upper() + name[1:]
        if reading.every_ms and self.groups[-1].every_ms:
            self.groups.append(_Group())
        group = self.groups[-1]
        every = reading.every_ms or group.every_ms
        if fold(name) in RESTS and not reading.dosed:
            rest: Entry = {"rest": length_text(every[1])} if every else {"do": name}
            group.entries.append(rest)
            group.turns += 1
            self.draft.say(number, shown, "" if every or group.most else "a rest without a length: it waits for you")
            return
        entries, lost = step(name, reading, self.moves, bare=not every)
        if every:
            fitted, more = _fitted(entries[0], every[1])
            lost += more
            group.turns += 1
            entries = [_in_turn(fitted, *every, None, 1)] if reading.every_ms else [*fitted, *entries[1:]]
        lost += reading.unsure
        if cut := too_long(reading.name):
            lost.append(cut)
        self.bare = None
        if label:
            self._labelled(label, entries)
        else:
            self.superset = None
            self.groups[-1].entries += entries
            if not (reading.dosed or reading.keys or reading.rest_ms or every):
                inside = self.groups[-1].entries
                self.bare = _Bare(inside, len(inside) - len(entries), len(inside), reading)
        self.draft.say(number, shown, "; ".join(lost))

    def _labelled(self, label: str, entries: list[Entry]) -> None:
        """`A1`, `A2`: rounds of one set each, in turn, as long as the numbers of sets agree."""
        entry, *after = entries
        sets = str(entry.get("sets", "1"))
        inside_step = {key: value for key, value in entry.items() if key not in ("sets", "pause")}
        group = self.groups[-1].entries
        if not self.superset or self.superset[:2] != (label, sets):
            if not sets.isdigit() or int(sets) < 2:
                group += entries
                self.superset = None
                return
            self.superset = (label, sets, [])
            group.append({"repeat": sets, "steps": self.superset[2]})
        self.superset[2].append(inside_step)
        self.superset[2].extend([{"rest": entry["pause"]}] if "pause" in entry else after)

    def _series(self, number: int, shown: str, match: re.Match[str]) -> None:
        def seconds(name: str) -> str:
            return length_text(int(match[name]) * 1000)

        name = title(match["name"])
        if not all(int(match[part] or 1) for part in ("times", "work", "rest", "series")):
            self.draft.say(number, shown, "a number of nothing", "left")
            return
        # Each hang is a bout of movement whatever its name says: it is work, not a stretch.
        hang: Entry = {"move": name, "for": seconds("work"), "sets": match["times"], "pause": seconds("rest")}
        after: list[Entry] = [{"rest": seconds("after")}] if match["after"] and int(match["after"]) else []
        if int(match["series"] or 1) > 1:
            self.groups[-1].entries.append({"repeat": match["series"], "steps": [hang, *after]})
        else:
            self.groups[-1].entries += [hang, *after]
        why = f"read as {seconds('work')} of work, {seconds('rest')} between"
        if after:
            why += f", {seconds('after')} after"
        self.draft.say(number, shown, why)

    def _table(self, start: int) -> int:
        end = start
        while end < len(self.lines) and self.lines[end].lstrip().startswith("|"):
            end += 1
        rows = [
            (at + 1, [_unmarked(cell, boxes=True)[0] for cell in split_row(self.lines[at])])
            for at in range(start, end)
            if at != start + 1
        ]
        try:
            table = read_rows(rows, self.draft.name, self.moves)
        except Refused as refused:
            for at, row in rows:
                self.draft.say(at, " | ".join(row), str(refused), "left")
            return end
        self.languages.update({table.top["language"]: 1} if "language" in table.top else {})
        self.groups[-1].entries += table.entries
        self.draft.accounts += table.accounts
        return end


def read_list(text: str, name: str, moves: Moves, *, intervals: bool = False) -> list[ImportDraft]:
    """The routines of a list, with an account of every line that says anything.

    The first line without a dose that stands apart is the routine's name; later ones that end in a colon, begin with
    `#` or stand over a list head a section; a sentence becomes a note of the step above it. Headings that name days
    make a routine each. `intervals`: a step may be without a name, as in the workout texts of intervals.icu.
    """
    return _Reader(text, name, moves, intervals=intervals).read()


def looks_like_intervals(text: str) -> bool:
    """Whether most list lines begin with a length or a distance, as workout texts for intervals do."""
    items = [plain_text(line)[2:] for line in text.splitlines() if re.match(r"\s*-\s", line)]
    first = re.compile(
        r"(?:rpe ?\d+ )?(?:\d+h)?(?:\d+m|\d+s|\d+(?:\.\d+)?(?:km|mtr|mi))(?:\d+s?)?(?![^\W_])", re.IGNORECASE
    )
    return len(items) > 1 and sum(bool(first.match(item)) for item in items) * 2 > len(items)


def _words_of(entry: Entry) -> str:
    """A step in a few words, for a note."""
    name = next((str(entry[verb]) for verb in ("", "move", "stretch", "massage", "breathe", "do") if verb in entry), "")
    dose = next((f"{entry[key]}" for key in ("reps", "for", "hold", "breaths", "distance") if key in entry), "")
    sides = " each side" if entry.get("sides") == "both" else ""
    return f"{dose} {name}{sides}".strip()


def _fitted(entry: Entry, interval_ms: int) -> tuple[list[Entry], list[str]]:
    """A step that begins with an interval, with what is left of the interval as rest, and what could not be kept."""
    unfit = ("sets", "breaths", "every", "tempo")
    lost = [f"{key} {entry[key]}" for key in unfit if key in entry]
    entry = {key: value for key, value in entry.items() if key not in (*unfit, "pause")}
    key = "hold" if "stretch" in entry else "for"
    both = entry.get("sides") == "both"
    try:
        ms = parse_length(str(entry[key])).ms * (2 if both else 1) if key in entry else interval_ms
    except TimeFault:
        ms = interval_ms + 1
    if ms > interval_ms:
        lost.append(f"{key} {entry[key]}")
    if ms >= interval_ms:
        ms, entry[key] = interval_ms, length_text(interval_ms // (2 if both else 1))
    if both:
        entry["switch"] = "0s"
    fitted: list[Entry] = [entry]
    if ms < interval_ms:
        fitted.append({"rest": length_text(interval_ms - ms)})
    return fitted, lost


def _in_turn(turns: list[Entry], length_ms: int, interval_ms: int, name: str | None, count: int) -> Entry:
    """Steps that were fitted, so many intervals of them, as rounds until the length is over."""
    rounds = length_ms // interval_ms
    repeat: Entry = {"repeat": f"for {length_text(length_ms)}" if rounds % count else str(rounds // count)}
    return {**repeat, **({"name": name} if name else {}), "steps": turns}


def _heads(lines: list[str]) -> set[int]:
    """The numbers of the lines that head blocks without marks: two blocks or more, apart from each other, each with a
    first line without a dose over one with a dose.
    """
    firsts = [at for at, line in enumerate(lines) if not blank(line) and (at == 0 or blank(lines[at - 1]))]
    blocks = [at for at in firsts if at + 1 < len(lines) and not blank(lines[at + 1])]
    headed = [at for at in blocks if not _dosed(lines[at]) and _dosed(lines[at + 1]) and read_line(lines[at + 1]).name]
    return {at + 1 for at in headed} if len(headed) > 1 and headed == blocks else set()


def _dosed(line: str) -> bool:
    reading = read_line(line)
    return reading.dosed or reading.rest_ms is not None or bool(reading.rounds)


def _takes_in_all(words: str, reading: LineReading) -> bool:
    """Whether the only dose of a line is a time in brackets at its end, of some minutes: `Warm-up (5 min)`."""
    if reading.keys.keys() != {"length"} or not _REMARK.search(words) or read_line(_REMARK.sub("", words)).dosed:
        return False
    return parse_length(str(reading.keys["length"])).ms >= _LEAST_OF_A_SECTION_MS


def _is_prose(words: str, bulleted: bool) -> bool:
    plain = plain_text(words)
    if len(plain) > _LONGEST_NAME or (plain.endswith((".", "!", "?")) and len(plain.split()) > 4):
        return True
    return not bulleted and bool(re.match(r"[^\W\d_][^:]{1,20}:\s+\S", plain))


def _unmarked(raw: str, *, boxes: bool = False) -> tuple[str, str | None]:
    """A line without Markdown's marks, and the address of a link in it. `boxes` keeps a box to tick at its end."""
    link: str | None = None

    def linked(match: re.Match[str]) -> str:
        nonlocal link
        link = link or match["url"] or match["bare"]
        return match["text"] or ""

    if len(raw) > _LONGEST_LINE:
        return raw, None
    words = _LINK.sub(linked, re.sub(r"^\s*>\s?", "", raw))
    while (plain := _EMPHASIS.sub(r"\2", words)) != words:
        words = plain
    return words.rstrip() if boxes else re.sub(r"[☐☑☒✓✔□]\s*$", "", words).rstrip(), link
