"""What a file is, by its content and never by its name, and the routines in it. Reads bytes, no files."""

import datetime
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Literal

import yaml

from stretchplayer.exchange.apps import read_app, read_entries
from stretchplayer.exchange.data import is_own_csv, is_own_json, routine_in_csv, routine_in_json
from stretchplayer.exchange.draft import ImportDraft, Refused, steps_in
from stretchplayer.exchange.lists import looks_like_intervals, read_list
from stretchplayer.exchange.tables import Row, csv_head, csv_rows, has_head, is_log, read_log, read_rows
from stretchplayer.exchange.workouts import read_zwo
from stretchplayer.routine.moves import Moves

Kind = Literal["xlsx", "zwo", "json", "yaml", "csv", "intervals", "text"]

#: The largest file, in bytes: the log of ten years of training, or a long plan with every field of it.
LARGEST = 8 * 1024 * 1024
#: What a spreadsheet may unpack to, and the largest file of another program, in bytes; the longest list.
_UNPACKED = 4 * 1024 * 1024
_LARGEST_OTHER = 1024 * 1024
_LONGEST_LIST = 64 * 1024
_MOST_LINES = 2000
#: Rows and columns of a sheet, empty ones counted too; values in JSON.
_MOST_ROWS, _MOST_COLUMNS = 10_000, 100
_MOST_VALUES = 300_000
#: Elements of XML in a spreadsheet: 2,000 rows of 20 columns have fewer.
_MOST_ELEMENTS = 100_000
_DEEPEST = 30

_COPY = "Copy its text into a file with one step a line, and import that."
_TYPE = "Type its steps into a file, one a line, and import that."
_DONE = "It holds what was done, not steps to do."
#: Bytes and where they stand, what such a file is, and what to do instead.
_BINARY: tuple[tuple[int, tuple[bytes, ...], str, str], ...] = (
    (0, (b"%PDF",), "a PDF", _COPY),
    (0, (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "a picture", _TYPE),
    (0, (b"RIFF",), "a picture or a sound", _TYPE),
    (0, (b"\xd0\xcf\x11\xe0",), "an old Word or Excel file", "Save it as text or CSV, and import that."),
    (0, (b"{\\rtf",), "rich text", "Save it as plain text, and import that."),
    (0, (b"\x1f\x8b",), "a compressed file", "Unpack it, and import what is inside."),
    (8, (b".FIT",), "a FIT recording", _DONE),
    (4, (b"ftypheic", b"ftypmif1", b"ftypavif"), "a picture", _TYPE),
)
_TEXTS: tuple[tuple[str, str, str], ...] = (
    (r"\s*(?:<!doctype html|<html\b|<head\b|<body\b)", "a web page", _COPY),
    (r"\s*BEGIN:VCALENDAR", "a calendar",
        "It holds dates, not steps: make the routine, then `stretchplayer export ROUTINE --to ics`."),
    (r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<TrainingCenterDatabase\b", "a TCX recording", _DONE),
    (r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<gpx\b", "a GPX track", "It holds a way, not steps to do."),
    (r"\s*(?:<\?xml[^>]*>\s*)?<svg\b", "a picture", _TYPE),
)  # fmt: skip


@dataclass(slots=True)
class Incoming:
    """What a file is and what comes in from it. Of our own format it is the `text` itself, as it stands."""

    kind: Kind
    drafts: list[ImportDraft] = field(default_factory=list)
    text: str = ""
    remarks: list[str] = field(default_factory=list)


def read_file(data: bytes, name: str, moves: Moves, kind: Kind | None = None) -> Incoming:
    """The routines in a file. `name` is the routine's where the file has none; `kind` overrules what it looks like.

    Raises `Refused`, saying what the file is and what to do instead, for kinds that hold no steps, for files of which
    less than half could be read, and for anything broken.
    """
    if len(data) > LARGEST:
        raise Refused("it is larger than 8 MB; no routine is")
    _refuse_binary(data)
    if data[:4] == b"PK\x03\x04":
        drafts, told = _spreadsheet(data, name, moves)
        return _checked(Incoming("xlsx", drafts, remarks=told))
    text, remarks = _decode(data)
    for pattern, what, instead in _TEXTS:
        if kind is None and re.match(pattern, text[:2000], re.IGNORECASE | re.DOTALL):
            raise Refused(f"this is {what}. {instead}")
    found = Incoming(kind or kind_of_text(text), text=text, remarks=remarks)
    match found.kind:
        case "zwo":
            _refuse_large(text)
            found.drafts = [read_zwo(text, name)]
        case "json":
            document = _json(text)
            if is_own_json(document):
                return _own(found, routine_in_json(document, moves))
            _refuse_large(text)
            found.drafts = read_app(document, name, moves)
        case "yaml":
            _refuse_large(text)
            if is_own(text):
                return found
            found.drafts = read_entries(_other_yaml(text), name, moves)
        case "csv":
            head = csv_head(text)
            if is_own_csv(head):
                return _own(found, routine_in_csv([list(row) for _, row in csv_rows(text)], name, moves))
            log = is_log(head)
            if not log:
                _refuse_long(text)
            found.drafts = read_log(csv_rows(text), moves) if log else [read_rows(csv_rows(text), name, moves)]
        case "xlsx":
            raise Refused("this is not a spreadsheet")
        case "intervals" | "text":
            _refuse_long(text)
            found.drafts = read_list(text, name, moves, intervals=found.kind == "intervals")
    return _checked(found)


def _own(found: Incoming, routine: str | ImportDraft) -> Incoming:
    """What this program wrote: the routine as it was, or the steps that its rows are by now."""
    if isinstance(routine, str):
        return Incoming("yaml", text=routine, remarks=found.remarks)
    told = "Its rows are no longer those of the routine in it (they were changed, or fitted): each came in as it is."
    found.drafts, found.remarks = [routine], [*found.remarks, told]
    return _checked(found)


def _refuse_large(text: str) -> None:
    if len(text) > _LARGEST_OTHER:
        raise Refused("it is larger than 1 MB; no routine is")


def _refuse_long(text: str) -> None:
    if len(text) > _LONGEST_LIST or text.count("\n") > _MOST_LINES:
        raise Refused("as a list it has more than 64 KB or 2,000 lines; no routine is that long")


def kind_of_text(text: str) -> Kind:
    """What a text is, by what is in it."""
    start = text.lstrip()
    if re.match(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<workout_file\b", start, re.DOTALL):
        return "zwo"
    if re.match(r'\{\s*["}]|\[\s*(?:[{\["]|-?\d+\s*,|\]\s*\Z)', start):
        return "json"
    if start.startswith("<"):
        raise Refused("this is XML of a kind that holds no steps. " + _COPY)
    if is_own_csv(text.partition("\n")[0].strip().split(",")):
        return "csv"
    if not start.startswith("|") and (has_head(head := csv_head(text)) or is_log(head)):
        return "csv"
    if is_own(text) or _is_yaml(text):
        return "yaml"
    _refuse_long(text)
    return "intervals" if looks_like_intervals(text) else "text"


def is_own(text: str) -> bool:
    """Whether a text is a routine or a plan of our own."""
    return bool(re.search(r"^(?:steps|plan)\s*:", text, re.MULTILINE))


def _json(text: str) -> Any:
    """The document. Its values are counted first: eight megabytes of empty lists fill the memory of a small machine."""
    if sum(map(text.count, ",[{")) > _MOST_VALUES:
        raise Refused("it holds more than any routine needs")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Refused(f"this is not readable JSON: {error.msg}, at line {error.lineno}") from None
    except (ValueError, RecursionError):
        raise Refused("this is not readable JSON: it is nested too deeply, or a number in it is too long") from None


def _is_yaml(text: str) -> bool:
    """Lines of keys, some of them in a list: the files of other timers."""
    lines = [line for line in text[:_LONGEST_LIST].splitlines() if line.strip() and not line.lstrip().startswith("#")]
    keyed = sum(bool(re.match(r"\s*(?:- )?[A-Za-z_][\w -]*:(?:\s|$)", line)) for line in lines)
    nested = any(re.match(r"\s*- [A-Za-z_]\w*:\s", line) for line in lines)
    return nested and len(lines) > 2 and keyed * 5 >= len(lines) * 4


def _other_yaml(text: str) -> Any:
    if len(text) > _LONGEST_LIST or re.search(r"(?:^|[\s\[{,:-])[&*!][\w!]", text):
        raise Refused("this YAML is larger than 64 KB, or uses anchors or tags, which no routine needs")
    # Brackets within brackets cost the reader of YAML the square of their depth.
    if max(accumulate((char in "[{") - (char in "]}") for char in text), default=0) > _DEEPEST:
        raise Refused("this YAML is nested deeper than any routine")
    try:
        return yaml.load(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError):
        raise Refused("this is not readable YAML") from None


def _refuse_binary(data: bytes) -> None:
    for at, magic, what, instead in _BINARY:
        if data.startswith(magic, at):
            raise Refused(f"this is {what}. {instead}")
    if data[:4] != b"PK\x03\x04" and data[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\0" in data:
        raise Refused("this is not text")


def _decode(data: bytes) -> tuple[str, list[str]]:
    """UTF-8, UTF-16 with its mark, or else Latin-1, and that is reported."""
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16"), []
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return data.decode("latin-1"), ["It is not UTF-8 and was read as Latin-1: look at accents and special letters."]


def _checked(found: Incoming) -> Incoming:
    """Refuse a file of which less than half could be read, or that has nothing to play."""
    accounts = [account for draft in found.drafts for account in draft.accounts if account.fate != "beside"]
    left = [account for account in accounts if account.fate == "left"]
    if len(left) * 2 > len(accounts) or not any(steps_in(draft.entries) for draft in found.drafts):
        first = f" First at {left[0].where}: {left[0].why}." if left else ""
        read = len(accounts) - len(left)
        raise Refused(f"too little of it could be read: {read} of {len(accounts)} lines or entries.{first}")
    found.drafts = [draft for draft in found.drafts if draft.entries]
    return found


def _spreadsheet(data: bytes, name: str, moves: Moves) -> tuple[list[ImportDraft], list[str]]:
    """A routine from each sheet of a spreadsheet that has a head row, and what to say of the others."""
    _refuse_archive(data)
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise Refused("this is a spreadsheet. Save it as CSV, or install the extra `xlsx`.") from None
    drafts: list[ImportDraft] = []
    remarks: list[str] = []
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = _rows(sheet.iter_rows(values_only=True))
            head = rows[0][1] if rows else []
            called = name if len(book.worksheets) == 1 else f"{name}, {sheet.title}"
            if is_log(head):
                drafts += read_log(rows, moves)
            elif has_head(head):
                drafts.append(read_rows(rows, called, moves))
            elif rows:
                remarks.append(f"The sheet {sheet.title} was not read: its first row names no columns.")
    except Refused:
        raise
    except Exception as error:
        raise Refused(f"this spreadsheet cannot be read ({type(error).__name__})") from None
    if not drafts:
        raise Refused("no sheet of it has a first row that names the columns")
    return drafts, remarks


def _refuse_archive(data: bytes) -> None:
    """Refuse an archive that is not a spreadsheet, or is made to fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if any(inside.startswith("word/") for inside in names):
                raise Refused(f"this is a Word file. {_COPY}")
            if "xl/workbook.xml" not in names:
                raise Refused("this is an archive. Unpack it, and import what is inside.")
            if sum(info.file_size for info in archive.infolist()) > _UNPACKED or len(names) > 1000:
                raise Refused("it unpacks to more than any routine needs")
            elements = 0
            for inside in names:
                part = archive.read(inside) if inside.endswith((".xml", ".rels")) else b""
                # Entities can grow without bound; spreadsheets have none, and are never UTF-16.
                if b"<!DOCTYPE" in part or b"<!ENTITY" in part or part[:2] in (b"\xff\xfe", b"\xfe\xff"):
                    raise Refused("it declares entities, which no spreadsheet needs")
                # The library reads all rows of a sheet to learn its size, empty ones too.
                elements += part.count(b"<") - part.count(b"</")
                if elements > _MOST_ELEMENTS:
                    raise Refused("it holds more cells than any routine needs")
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, RuntimeError, zlib.error):
        raise Refused("this is a damaged archive") from None


def _rows(given: Iterable[Sequence[object]]) -> list[Row]:
    """The rows with anything in them, by their numbers."""
    rows: list[Row] = []
    for number, row in enumerate(given, 1):
        if number > _MOST_ROWS or len(rows) > _MOST_LINES:
            raise Refused(f"a sheet of it has more than {_MOST_LINES:,} rows; no routine is that long")
        cells = [_cell(value) for value in row]
        if any(cells[_MOST_COLUMNS:]):
            raise Refused(f"a sheet of it has more than {_MOST_COLUMNS} columns")
        if any(cell.strip() for cell in cells):
            rows.append((number, cells[:_MOST_COLUMNS]))
    return rows


def _cell(value: object) -> str:
    """A value of a cell as text; times of day and lengths as clocks."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.time):
        # Typed as 1:00 and shown as such: people mean minutes and seconds.
        minutes, seconds = (
            (value.hour * 60 + value.minute, value.second) if value.second else (value.hour, value.minute)
        )
        return f"{minutes}:{seconds:02}"
    if isinstance(value, datetime.timedelta):
        return f"{int(value.total_seconds())} s"
    return str(value)
