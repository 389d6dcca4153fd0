"""Tables: CSV, TSV, spreadsheets and Markdown. A row a step, the columns found by their heads. Pure."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from stretchplayer.exchange.draft import RESTS, Entry, ImportDraft, Refused, blank, least, prose, step, title, too_long
from stretchplayer.exchange.notation import HOLD, LineReading, plain_text, read_line, seconds_text
from stretchplayer.exchange.vocabulary import HEADS
from stretchplayer.routine.moves import Moves, fold
from stretchplayer.words.counts import counted

#: A row with the number of its line.
Row = tuple[int, Sequence[str]]

_BOXES = re.compile(r"[\s☐☑☒□■✓✔◻]+|(?:\[[ xX]?\]\s*)+")
#: The columns of which no cell is read, and why.
_UNREAD = {
    "number": "running numbers: the order says as much",
    "done": "boxes to tick: the player keeps its own record",
}
_DOSES = ("sets", "reps", "time", "minutes", "distance")
#: Names that mean a rest in a list and may be a movement in a table.
_CHANGES = {"switch", "change"}
_BY_ITS_FIRST_WORD = ("time", "rest", "load", "distance", "sets", "reps")
_UNITS = re.compile(r"s|secs?|seconds?|sek\w*|m|mins?|minut\w+|km|kg|meters?|metres?|in|per|each|number|of")
_SUMS = re.compile(r"(?:grand )?total|sum|summe|gesamt|suma|totale|totaal|razem|somme", re.IGNORECASE)
#: A head may have so many rows above it: a title, a date.
_ABOVE = 4
#: Rows of one workout in a log, and different workouts in it.
_MOST_SETS, _MOST_WORKOUTS = 500, 200
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?:\s?-\s?\d+(?:[.,]\d+)?)?")
_SIDES = {
    "both": "both", "each": "both", "l/r": "both", "l+r": "both", "left and right": "both", "beide": "both",
    "2": "both",
    "ambos": "both", "left": "left", "l": "left", "links": "left", "right": "right", "r": "right", "rechts": "right",
    "none": "none", "1": "none", "alternate": "alternate", "alternating": "alternate",
    "right then left": "right then left",
}  # fmt: skip


def csv_rows(text: str) -> Iterator[Row]:
    """The rows of CSV with commas, semicolons, tabs or bars between the cells; raises `Refused`."""
    head = next((line for line in io.StringIO(text) if line.strip()), "")
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=head.count))
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise Refused(f"this is not readable CSV: {error}") from None


def csv_head(text: str) -> Sequence[str]:
    """The row of CSV that names columns, the first with anything in it or one soon below; else the first."""
    first: Sequence[str] = []
    try:
        filled = (row for _, row in csv_rows(text) if any(cell.strip() for cell in row))
        for _, row in zip(range(_ABOVE + 1), filled, strict=False):
            if has_head(row) or is_log(row):
                return row
            first = first or row
    except Refused:
        pass
    return first


def has_head(row: Sequence[str]) -> bool:
    """Whether a row names columns: one of them the names of the steps, and another one that is known."""
    found = _columns(row)
    return "name" in found and len(found) > 1


def split_row(line: str) -> list[str]:
    """The cells of a line of a Markdown table."""
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def is_separator(line: str) -> bool:
    """Whether a line divides the head of a Markdown table from its rows."""
    return bool(re.fullmatch(r"[\s|:-]*-[\s|:-]*", line)) and "|" in line


def read_rows(rows: Iterable[Row], name: str, moves: Moves) -> ImportDraft:
    """A routine out of rows, the first of them the head; raises `Refused` where no column holds the names."""
    filled = [(number, row) for number, row in rows if any(cell.strip() for cell in row)]
    if not filled:
        raise Refused("there is nothing in it")
    begins = next((n for n, (_, row) in enumerate(filled[: _ABOVE + 1]) if has_head(row)), 0)
    above, filled = filled[:begins], filled[begins:]
    number, head = filled[0]
    found = _columns(head)
    if "name" not in found:
        raise Refused(f"no column is called {', '.join(HEADS['name'][:5])}; the first row must name the columns")
    draft, languages = ImportDraft(name), Counter[str]()
    for line, row in above:
        words = " ".join(cell.strip() for cell in row if cell.strip())
        if draft.name == name and draft.about == []:
            draft.name = title(words, name)
        else:
            draft.about.append(prose(words))
        draft.say(line, words, too_long(words))
    known = {at for at, _ in found.values()}
    for at, cell in enumerate(head):
        if at not in known and cell.strip() and any(at < len(row) and row[at].strip() for _, row in filled[1:]):
            draft.say(number, f"column {cell.strip()}", "no such column is known; its cells are listed below")
        taken = next((what for what, (column, _) in found.items() if column == at), "")
        if taken and (odd := _odd_words(taken, cell)):
            draft.say(number, f"column {cell.strip()}", f"read as {taken}, without {odd}")
    for what, why in _UNREAD.items():
        if what in found:
            draft.say(number, f"column {head[found[what][0]].strip()}", why, "left")
    group = draft.entries
    for number, row in filled[1:]:
        cells = {what: (row[at].strip() if at < len(row) else "", unit) for what, (at, unit) in found.items()}
        section = prose(plain_text(cells.get("section", ("", ""))[0])).strip(" :")
        if section and section != (draft.entries[-1].get("section") if draft.entries else None):
            group = []
            draft.entries.append({"section": title(re.sub(r"^\d+[.)]\s*", "", section)), "steps": group})
        rest = [row[at].strip() for at in range(len(row)) if at not in known and not blank(row[at])]
        _row(draft, group, number, cells, rest, languages, moves)
    draft.entries = [entry for entry in draft.entries if entry.get("steps") != []]
    if len(languages) == 1 and "en" not in languages:
        draft.top["language"] = next(iter(languages))
    return draft


def _columns(head: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Which column holds what, and the unit that its head names: `s`, `m` or none."""
    plain = ("no" if cell.strip() == "#" else re.sub(r"[^\w ]", " ", plain_text(cell)) for cell in head)
    folded = [" ".join(fold(cell).split()) for cell in plain]
    found: dict[str, tuple[int, str]] = {}

    def take(what: str, at: int) -> None:
        if what not in found and at not in {taken for taken, _ in found.values()}:
            found[what] = (at, _unit(what, folded[at]))

    for what, heads in HEADS.items():
        for word in heads:
            if word in folded:
                take(what, folded.index(word))
    for at, cell in enumerate(folded):
        words = [word for word in cell.split() if word not in ("x", "and", "und", "y", "et", "e", "en", "i")]
        kinds = [next((what for what in _DOSES if word in HEADS[what]), "") for word in words]
        if "dose" not in found and "sets" in kinds and len(kinds) > 1 and all(kinds):
            found["dose"] = (at, "")
    for at, cell in enumerate(folded):
        if near := next((w for w in _BY_ITS_FIRST_WORD if cell.split(" ")[0] in HEADS[w]), None):
            take(near, at)
    return found


def _odd_words(what: str, head: str) -> str:
    """The words of a head that no rule reads."""
    words = " ".join(fold(re.sub(r"[^\w ]", " ", plain_text(head))).split())
    if what == "dose" or words in HEADS[what]:
        return ""
    return " ".join(word for word in words.split()[1:] if not _UNITS.fullmatch(word))


def _unit(what: str, head: str) -> str:
    """The unit of the bare numbers in a column: `min`, `km`, `hold` for seconds that are held, or none."""
    if what == "minutes" or re.search(r"\bmin", head):
        return "min"
    if what == "distance":
        return "km" if "km" in head.split() else ""
    return "hold" if what == "time" and head.split(" ")[0] in ("hold", "halten", "haltezeit") else ""


def _row(
    draft: ImportDraft,
    group: list[Entry],
    number: int,
    cells: dict[str, tuple[str, str]],
    unknown: list[str],
    languages: Counter[str],
    moves: Moves,
) -> None:
    shown = ", ".join(value for value, _ in cells.values() if value and not blank(value))
    name_cell = cells["name"][0]
    inside = read_line(name_cell)
    one_side = inside.keys.get("sides") in ("left", "right") and len(inside.keys) == 1
    name = title(inside.name if one_side else plain_text(name_cell))
    if _SUMS.fullmatch(name):
        draft.say(number, " ".join([shown, *unknown]), "a sum: the player counts itself", "left")
        return
    if not name:
        if not blank(shown) or unknown:
            draft.say(number, shown or ", ".join(unknown), "no name in it", "left")
        return
    reading = LineReading(name=name)
    if one_side:
        reading.keys["sides"] = inside.keys["sides"]
        reading.unsure.append(f"one side of its own: {inside.keys['sides']}")
    held, held_in = cells.get("time", ("", ""))
    for what in ("dose", *_DOSES, "rest", "load", "effort", "tempo", "sides", "link"):
        value, unit = cells.get(what, ("", ""))
        if what == "dose" and value.isdigit() and not blank(held):
            # In a column of both, a number beside a time is one of sets.
            what = "sets"
        if value and (not blank(value) or what == "sets"):
            _take(reading, what, value, unit, languages)
    kind, value = (cells.get(key, ("", ""))[0] for key in ("type", "value"))
    if value:
        _typed(reading, kind, value, languages)
    elif kind and not blank(kind):
        reading.lost.append(kind)
    _noted(reading, cells.get("note", ("", ""))[0])
    # A hold beside a count is how long each repetition lasts.
    if "reps" in reading.keys and "length" in reading.keys and (held_in == "hold" or HOLD.search(held)):
        reading.keys["every"] = reading.keys.pop("length")
    reading.lost += unknown
    if fold(name) in RESTS - _CHANGES and "length" in reading.keys:
        length = reading.keys["length"]
        group.append({"rest": least(length)})
        reading.lost += [f"a rest of {length}"] * (least(length) != length)
    else:
        entries, lost = step(name, reading, moves)
        reading.lost = lost
        group += entries
    lost = [*dict.fromkeys(reading.lost), *reading.unsure, too_long(name_cell)]
    draft.say(number, shown, "; ".join(filter(None, lost)))


def _take(reading: LineReading, what: str, value: str, unit: str, languages: Counter[str]) -> None:
    """Add one cell; what of it is not understood goes to `lost`."""
    plain = plain_text(value)
    if what == "link":
        if re.fullmatch(r"https?://\S+", plain):
            reading.keys["link"] = plain
        else:
            reading.lost.append(value)
    elif what == "sides":
        found = read_line(f"x, {plain}")
        if sides := _SIDES.get(fold(plain)) or found.keys.get("sides"):
            reading.keys["sides"] = sides
        if not sides or (fold(plain) not in _SIDES and (found.name != "x" or len(found.keys) > 1 or found.note)):
            reading.lost.append(f"sides {value}")
    elif what == "sets" and _BOXES.fullmatch(value):
        boxes = len(re.findall(r"[☐☑☒□■✓✔◻]|\[[ xX]?\]", value))
        if boxes:
            reading.keys["sets"] = str(boxes)
    elif what in ("load", "effort", "tempo"):
        number = _NUMBER.fullmatch(plain)
        if what == "tempo" and re.fullmatch(r"\d[\dx]{3}", plain, re.IGNORECASE):
            plain = "-".join(plain)
        if what == "tempo" and not re.fullmatch(r"\d{1,2}(?:-(?:\d{1,2}|x)){2,3}", plain, re.IGNORECASE):
            reading.lost.append(f"tempo {value}")
        else:
            shaped = {"load": f"{plain} kg", "effort": f"RPE {plain}"}
            reading.keys[what] = (shaped.get(what, plain) if number else plain)[:40]
    else:
        _dosed(reading, what, plain, unit, languages)


def _dosed(reading: LineReading, what: str, plain: str, unit: str, languages: Counter[str]) -> None:
    """A cell with a dose in it, read as the line of a list would be, with the word that its column stands for."""
    if what == "distance":
        # A lone `m` in a column of distances is a metre.
        plain = re.sub(r"(?<=\d)\s?m\b", " mtr", plain)
    bare = _NUMBER.match(plain)
    tail = plain[bare.end() :] if bare else ""
    counted = bare and not re.match(r"\s?[^\W\d_/(]|[:'\"]|/\d", tail.replace("each", "").replace("per", ""))
    seconds = "min" if unit == "min" else "s"
    word = {"reps": "reps", "sets": "sets", "time": seconds, "minutes": "min", "rest": seconds}
    word["distance"] = unit or "mtr"
    text = f"{bare[0]} {word[what]}{tail}" if bare and counted and what in word else plain
    found = read_line(f"rest {text}" if what == "rest" else text)
    languages.update(found.languages if not counted else {})
    rest = found.rest_ms
    for key, value in found.keys.items():
        if key in reading.keys and reading.keys[key] != value:
            found.lost.append(f"{what} {plain}")
        else:
            reading.keys[key] = value
    reading.rest_ms = reading.rest_ms or rest
    if found.note:
        reading.note = f"{reading.note} {found.note}" if reading.note else found.note
    if found.name and not blank(found.name):
        found.lost.append(found.name)
    if not found.keys and not rest and not found.lost:
        found.lost.append(f"{what} {plain}")
    reading.lost += found.lost
    reading.unsure += found.unsure


def _typed(reading: LineReading, kind: str, value: str, languages: Counter[str]) -> None:
    """A value whose own column says what it is."""
    column = next((what for what in ("time", "reps", "sets", "distance", "rest") if fold(kind) in HEADS[what]), None)
    if column is None:
        reading.lost.append(f"{kind} {value}".strip())
    else:
        _take(reading, column, value, "", languages)


def _noted(reading: LineReading, note: str) -> None:
    """A note; one that is a dose and nothing else, `each leg` or `2-1-2-1 tempo`, is taken as that."""
    if blank(note):
        return
    found = read_line(note)
    fits = found.keys and found.keys.keys() <= {"sides", "tempo", "effort", "load"} - reading.keys.keys()
    if fits and not found.name and not found.lost:
        reading.keys |= found.keys
    else:
        words = prose(plain_text(note))
        reading.note = f"{reading.note} {words}" if reading.note else words


# --- logs -------------------------------------------------------------------------------------------------------------

#: The heads of each column of a log, folded, with the unit that they give. Strong writes weights without one.
_LOGS: tuple[dict[str, dict[str, str]], ...] = (
    {"workout": {"title": ""}, "start": {"start time": ""}, "exercise": {"exercise title": ""}, "reps": {"reps": ""},
     "seconds": {"duration seconds": ""}, "weight": {"weight kg": "kg", "weight lbs": "lb"},
     "distance": {"distance km": "km", "distance miles": "mi"}, "rpe": {"rpe": ""}, "note": {"exercise notes": ""}},
    {"workout": {"workout name": ""}, "start": {"date": ""}, "exercise": {"exercise name": ""}, "reps": {"reps": ""},
     "seconds": {"seconds": ""}, "weight": {"weight": "", "weight kg": "kg", "weight lbs": "lb"},
     "distance": {"distance": "", "distance meters": "m", "distance km": "km"}, "rpe": {"rpe": ""},
     "note": {"notes": ""}},
)  # fmt: skip


def is_log(head: Sequence[str]) -> bool:
    """Whether the head is that of a training log of Hevy or Strong."""
    return _log_of(head) is not None


def _log_of(head: Sequence[str]) -> dict[str, tuple[int, str]] | None:
    """Where each column is, and in which unit."""
    folded = [" ".join(fold(re.sub(r"[^\w ]|_", " ", cell)).split()) for cell in head]
    for columns in _LOGS:
        found = {what: name for what, names in columns.items() for name in names if name in folded}
        if {"workout", "start", "exercise", "reps", "seconds"} <= found.keys():
            return {what: (folded.index(name), columns[what][name]) for what, name in found.items()}
    return None


@dataclass(slots=True)
class _Workout:
    """One workout of a log: how often each time of it was seen, with its first line, and the rows of the newest."""

    times: dict[str, tuple[int, int]] = field(default_factory=dict)
    newest: str = ""
    rows: list[Row] = field(default_factory=list)

    def add(self, start: str, number: int, row: Sequence[str]) -> None:
        """A further row."""
        line, count = self.times.get(start, (number, 0))
        self.times[start] = (line, count + 1)
        if not self.rows or (start != self.newest and _moment(start, line) > _moment(self.newest, self.rows[0][0])):
            self.newest, self.rows = start, []
        if start == self.newest:
            self.rows.append((number, row))
        if len(self.rows) > _MOST_SETS:
            raise Refused(f"one workout of it has more than {_MOST_SETS:,} rows")


def read_log(rows: Iterable[Row], moves: Moves) -> list[ImportDraft]:
    """The newest of each workout in a log, its sets as lists and its weights as `load`; the older ones are counted.

    Ten years of rows are read one after the other, and only those of the newest are kept.
    """
    filled = (one for one in rows if any(cell.strip() for cell in one[1]))
    line, head = next(filled, (0, []))
    columns = _log_of(head)
    if columns is None:
        raise Refused("this is the log of neither Hevy nor Strong")
    at = {what: column for what, (column, _) in columns.items()}
    workouts: dict[str, _Workout] = {}
    for number, row in filled:
        padded = [*row, *[""] * (max(at.values()) + 1 - len(row))]
        workout = title(padded[at["workout"]], "Workout")
        workouts.setdefault(workout, _Workout()).add(padded[at["start"]].strip(), number, padded)
        if len(workouts) > _MOST_WORKOUTS:
            raise Refused(f"it holds more than {_MOST_WORKOUTS} different workouts")
    drafts = []
    for name, log in workouts.items():
        draft = ImportDraft(name, about=[f"After the log of {prose(log.newest)}"] if log.newest else [])
        older = {start: seen for start, seen in log.times.items() if start != log.newest}
        if older:
            rows_in = counted(sum(count for _, count in older.values()), "row")
            shown = f"{name}, {', '.join(list(older)[:3])}{' ...' if len(older) > 3 else ''}"
            why = f"{counted(len(older), 'older log')} of the same workout, {rows_in}"
            draft.say(min(line for line, _ in older.values()), shown, why, "left")
        exercises: dict[str, list[Row]] = {}
        for number, row in log.rows:
            exercises.setdefault(title(row[at["exercise"]]), []).append((number, row))
        for exercise, sets in exercises.items():
            _logged(draft, exercise, sets, columns, moves)
        _report_columns(draft, line, head, log.rows, at)
        drafts.append(draft)
    return drafts


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _moment(start: str, line: int) -> tuple[str, int]:
    """A key that orders `12 Aug 2024, 07:12` and `2024-08-12 07:12:00` by time; others by their line in the file."""
    if match := re.match(r"(\d{1,2}) (\w{3})\w* (\d{4}),? (\d\d:\d\d)", start):
        month = _MONTHS.index(match[2].lower()) + 1 if match[2].lower() in _MONTHS else 0
        return f"{match[3]}-{month:02}-{int(match[1]):02} {match[4]}", 0
    return (start, 0) if re.match(r"\d{4}-\d\d-\d\d", start) else ("", line)


def _report_columns(draft: ImportDraft, line: int, head: Sequence[str], rows: list[Row], at: dict[str, int]) -> None:
    """Tell what the columns hold that no rule reads: of each its values, with the lines of those that differ."""
    for column in range(max(len(row) for _, row in rows)):
        cells = {number: row[column].strip() for number, row in rows if column < len(row) and row[column].strip()}
        if column not in at.values() and cells:
            values: dict[str, list[int]] = {}
            for number, cell in cells.items():
                values.setdefault(cell, []).append(number)
            told = [f"{value} in line {', '.join(map(str, lines))}" if len(values) > 1 else value
                    for value, lines in values.items()]  # fmt: skip
            name = head[column].strip() if column < len(head) else f"column {column + 1}"
            draft.say(line, f"{name}: {'; '.join(told)}", "no part of a routine", "beside")


def _logged(draft: ImportDraft, name: str, sets: list[Row], columns: dict[str, tuple[int, str]], moves: Moves) -> None:
    """One exercise of a log: its sets, and of each column what could not be said of them."""
    first = sets[0][0]
    cells = {what: [row[column].strip() for _, row in sets] for what, (column, _) in columns.items()}
    units = {what: unit for what, (_, unit) in columns.items()}
    shown = f"{name}: " + "; ".join(" ".join(filter(None, values)) for values in zip(
        *(cells[what] for what in ("reps", "seconds", "weight", "distance", "rpe") if what in cells),
        strict=True))  # fmt: skip
    if not name:
        draft.say(first, shown, "no name in it", "left")
        return
    # The first of these that holds anything is the dose; what the others hold is told.
    doses = {
        "length": [seconds_text(cell) for cell in cells["seconds"]],
        "reps": [_whole(cell) for cell in cells["reps"]],
        "distance": [_far(cell, units["distance"]) for cell in cells.get("distance", ())],
    }
    key = next((key for key, values in doses.items() if any(values)), None)
    if key is None:
        draft.say(first, shown, "no set with a count or a time", "left")
        return
    values = [value for value in doses[key] if value]
    reading, even = LineReading(name=name), len(set(values)) == 1
    reading.keys[key] = values[0] if even else values
    if even:
        reading.keys["sets"] = str(len(values))
    lost = []
    for other, column in (("length", "seconds"), ("reps", "reps"), ("distance", "distance")):
        written = cells.get(column, [])
        if any(map(_says, written)) and (other != key or len(values) < len(sets)):
            lost.append(f"{column} {', '.join(cell or 'none' for cell in written)}")
    weights = cells.get("weight", [])
    loads = [f"{float(cell):g} {units['weight'] or 'kg'}" if _NUMBERS.fullmatch(cell) else "" for cell in weights]
    if any(map(_says, weights)):
        if all(loads) and (len(set(loads)) == 1 or len(values) == len(sets)):
            reading.keys["load"] = loads[0] if len(set(loads)) == 1 else loads
        else:
            lost.append(f"weights {', '.join(cell or 'none' for cell in weights)}")
        lost += ["weights without a unit, taken as kg"] * ("load" in reading.keys and not units["weight"])
    lost += ["a distance without a unit, taken as km"] * (key == "distance" and not units["distance"])
    efforts = [rpe for rpe in cells.get("rpe", ()) if rpe]
    if len(set(efforts)) == 1:
        reading.keys["effort"] = f"RPE {efforts[0]}"[:40]
    elif efforts:
        lost.append(f"RPE {', '.join(efforts)}")
    notes = list(dict.fromkeys(note for note in cells.get("note", ()) if note))
    reading.note = prose(" ".join(notes)) or None
    entries, more = step(name, reading, moves)
    draft.entries += entries
    draft.say(first, shown, "; ".join([*lost, *more]))


_NUMBERS = re.compile(r"\d{1,4}(?:\.\d{1,2})?")


def _says(cell: str) -> bool:
    """Whether a cell holds more than a nought."""
    return bool(cell.strip("0."))


def _whole(cell: str) -> str:
    """A count; empty for anything else."""
    return str(int(float(cell))) if re.fullmatch(r"\d{1,3}(?:\.0+)?", cell) and float(cell) else ""


def _far(cell: str, unit: str) -> str:
    """A distance; empty for anything else."""
    return f"{float(cell):g} {unit or 'km'}" if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})?|[1-9]\d{3,4}", cell) and 0 < float(
        cell) * (1 if unit == "m" else 1000) <= 200_000 else ""  # fmt: skip
