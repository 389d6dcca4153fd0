"""How damaged and hostile files of other programs are borne when they are imported.

100,000 damaged copies of a file of every kind, text and bytes: refused in a sentence, or a routine that reads back, is
written into the person's own folder and nowhere else. Then files made to fill the memory, each in a process of its own.
"""

import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from stretchplayer.exchange.draft import Refused
from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.finding import find
from stretchplayer.library.loader import load
from stretchplayer.library.places import personal_routines
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs.bring_in import Arrivals, arrivals, keep
from stretchplayer.runs.outgoing import outgoing
from stretchplayer.runs.request import RunRequest, plan
from tests.benchmarks.damage import DATA, Watch, hung
from tests.benchmarks.measure import Result
from tests.strategies import damage

_HIGHEST_MB = 150
_SLOWEST_S = 2.0
_WRITTEN = 50
_MB = 1024 * 1024


def _workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in (("Exercise", "Sets", "Reps", "Hold (s)", "Notes"), ("Squat", 3, "8-12", None, "slow"),
                ("Plank", 2, None, 45.5, "=1+1"), ("Calf stretch", None, None, 30, "each side")):  # fmt: skip
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_HEVY = "title,start_time,exercise_title,exercise_notes,weight_kg,reps,distance_km,duration_seconds,rpe\n"
_STRONG = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,RPE\n"


def seeds() -> dict[str, bytes]:
    """A good file of every kind that comes in."""
    found = {
        path.name: path.read_bytes() for path in sorted((DATA / "imports").iterdir()) if path.suffix != ".expected"
    }
    found["rich.yaml"] = (DATA / "ok/rich.yaml").read_bytes()
    found["other.yaml"] = b"title: Core\nexercises:\n  - name: Plank\n    duration: 30\n  - name: Lunge\n    reps: 12\n"
    loaded = load(find("ten-breaths").path, advice=False)
    made = plan(RunRequest(routine=loaded))
    found["own.json"] = outgoing("json", loaded, made).encode()
    found["own.csv"] = outgoing("csv", loaded, made).encode()
    found["utf-16.txt"] = found["german.txt"].decode().encode("utf-16")
    found["timero.json"] = json.dumps([{"__type__": "Routine", "name": "Morning", "exercises": [
        {"__type__": "DurationExercise", "name": "Plank", "duration": 60},
        {"__type__": "RepetitionExercise", "name": "Push-ups", "repetitions": 15}]}]).encode()  # fmt: skip
    found["sheet.xlsx"] = _workbook()
    found["hevy.csv"] = f'{_HEVY}Legs,"12 Aug 2024, 07:12",Squat,deep,40,8,,,7\n'.encode()
    found["strong.csv"] = f"{_STRONG}2024-08-12 07:12:00,Legs,28m,Squat,1,40,8,0,0,deep,7\n".encode()
    return found


def _broken(rng: random.Random, good: bytes, others: list[bytes]) -> bytes:
    """Damaged as text, or bytes flipped, cut, doubled, or grown together with a file of another kind."""
    if rng.random() < 0.5 and good[:2] != b"PK":
        return damage(rng, good.decode("utf-8", "replace")).encode("utf-8", "surrogatepass")
    data = bytearray(good)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data) + 1)
        match rng.randrange(5):
            case 0:
                data[at : at + 1] = rng.randbytes(1)
            case 1:
                del data[at : at + rng.randint(1, 40)]
            case 2:
                data[at:at] = data[at : at + rng.randint(1, 80)] * rng.choice((1, 2, 30))
            case 3:
                data[at:at] = rng.choice(
                    (b"\0", b"\xff\xfe", b"\x1b[2J", b"<!ENTITY", b"]" * 300, b"[" * 3000, b"9" * 400)
                )
            case _:
                other = rng.choice(others)
                data = data[:at] + bytearray(other[rng.randrange(len(other)) :])
    return bytes(data)


def _files() -> set[Path]:
    top = Path(os.environ["STRETCHPLAYER_HOME"]).parent
    return {path for path in top.rglob("*") if path.is_file()}


def damaged_imports(count: int = 100_000, seed: int = 7) -> Iterator[Result]:
    """Damaged files of every kind; some of what came over is also written, and looked for afterwards."""
    signal.signal(signal.SIGALRM, hung)
    moves, kinds = load_moves(), seeds()
    names, others = list(kinds), list(kinds.values())
    rng, watch, fates = random.Random(seed), Watch(), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STRETCHPLAYER_HOME"] = str(Path(folder) / "home")
        keep_at: list[Arrivals] = []
        for number in range(count):
            name = names[number % len(names)]
            data = _broken(rng, kinds[name], others)
            with watch.one(data.decode("latin-1")):
                try:
                    found = arrivals(data, None, moves)
                except Refused as refused:
                    watch.printed(harmless(str(refused), lines=True))
                    fates["refused"] += 1
                    continue
                fates["came over"] += 1
                accounts = [a for r in found.routines if r.draft for a in r.draft.accounts]
                watch.printed("\n".join(harmless(part) for a in accounts for part in (a.where, a.text, a.why)))
                if fates["came over"] % _WRITTEN == 0:
                    keep_at.append(Arrivals(found.routines[:3]))
        written = {path for coming in keep_at for path in keep(coming)}
        own = personal_routines()
        stray = [path for path in _files() - written if path.name != "last-import.json"]
        stray += [path for path in written if path.parent != own]
    yield from watch.results(f"damaged imports of {len(names)} kinds", _HIGHEST_MB)
    yield Result("refused", fates["refused"], None, "")
    yield Result("came over whole or in part", fates["came over"], None, "")
    yield Result(
        f"files outside the routines folder, of {len(written)} written", len(stray), 0, "", str(stray[:3])[:200]
    )


# --- files made to fill the memory ------------------------------------------------------------------------------------


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _book(name: str, part: bytes) -> bytes:
    """A good workbook with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(_workbook())) as archive:
        return _zip({**{inside: archive.read(inside) for inside in archive.namelist()}, name: part})


_LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">%s]>' % b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
)
_LAUGHING = _LAUGHS + b"<workout_file><name>&a9;</name></workout_file>"


def _sheet(rows: bytes, before: bytes = b"") -> bytes:
    """A workbook with this sheet."""
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = before + b'<worksheet xmlns="' + space + b'"><sheetData>' + rows + b"</sheetData></worksheet>"
    return _book("xl/worksheets/sheet1.xml", sheet)


def _strings(size: int) -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return _book(
        "xl/sharedStrings.xml", b'<sst xmlns="' + space + b'">' + b"<si><t>a</t></si>" * (size // 18) + b"</sst>"
    )


def _many(head: str, row: str, size: int = 8 * _MB - 1000) -> bytes:
    """A head and as many rows as go into a size; `{}` in a row is its number."""
    count = (size - len(head)) // (len(row) + 3 * row.count("{}"))
    return (head + ("".join(row.format(n) for n in range(count)) if "{}" in row else row * count)).encode()


_LAUGHING_CELL = b"<row><c t='str'><v>&a9;</v></c></row>"
BOMBS: dict[str, Callable[[], bytes]] = {
    "entities in a ride": lambda: _LAUGHING,
    "entities in a ride, UTF-16": lambda: _LAUGHING.decode().encode("utf-16"),
    "entities in a spreadsheet": lambda: _sheet(_LAUGHING_CELL, _LAUGHS),
    "entities in a spreadsheet, UTF-16": lambda: _book(
        "xl/worksheets/sheet1.xml", (_LAUGHS + _LAUGHING_CELL).decode().encode("utf-16")),
    "a spreadsheet of 200 MB": lambda: _sheet(bytes(200 * _MB)),
    "a spreadsheet whose sizes lie": lambda: _lying(_sheet(b"<row/>" * 30 * _MB)),
    "a spreadsheet of many strings": lambda: _strings(15 * _MB),
    "a spreadsheet of many strings, at the limit": lambda: _strings(49_000 * 18),
    "a spreadsheet of many rows": lambda: _sheet(b"<row/>" * (15 * _MB // 6)),
    "a spreadsheet of 680,000 rows": lambda: _sheet(b"<row/>" * (39 * _MB // 60)),
    "a spreadsheet of many rows, at the limit": lambda: _sheet(b"<row/>" * 99_000),
    "a spreadsheet of many cells, at the limit": lambda: _sheet(b"<row>" + b"<c/>" * 99_000 + b"</row>"),
    "a spreadsheet of many full rows": lambda: _sheet(
        (b"<row>" + b"<c t='str'><v>Squat 3x10</v></c>" * 3 + b"</row>") * 1900),
    "a zip in a zip": lambda: _zip({"a.zip": _zip({"b": bytes(100 * _MB)})}),
    "JSON nested deep": lambda: b"[" * (8 * _MB - 1),
    "JSON of empty lists": lambda: b"[" + b"[]," * (2 * _MB) + b"[]]",
    "JSON of empty lists, at the limit": lambda: b"[" + b"[]," * 149_000 + b"[]]",
    "JSON of many steps": lambda: b"[" + b'{"name":"a","reps":1},' * 300_000 + b'{"name":"a","reps":1}]',
    "JSON of many steps, at the limit": lambda: b"[" + b'{"name":"a","reps":1},' * 2490 + b'{"name":"a","reps":1}]',
    "JSON with a number of a million digits": lambda: b'[{"name":"a","reps":' + b"9" * _MB + b"}]",
    "YAML with anchors": lambda: b"a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b]\n- name: x\n",
    "YAML of 8 MB": lambda: _many("exercises:\n", "  - name: Plank\n    duration: 30\n"),
    "YAML, at the limit": lambda: _many("exercises:\n", "  - name: Plank\n    duration: 30\n", 64_000),
    "YAML of our own, 8 MB": lambda: _many("steps:\n", "  - Plank\n"),
    "YAML of our own, at the limit": lambda: _many("steps:\n", "  - Plank\n", 65_000),
    "CSV of empty cells": lambda: _many("name,time\n", ",,,,,,,,,,,,,,,,,,,,,,,,\n"),
    "CSV of one cell": lambda: b'name,time\n"' + b"a" * (8 * _MB - 100),
    "CSV, at the limit": lambda: _many("name,time\n", "Squat each side,3x 1 1/2 min\n", 58_000),
    "a log of one workout": lambda: _many(_HEVY, "Legs,2024-08-12 07:12,Squat,,40,8,,,\n"),
    "a log of many times": lambda: _many(_HEVY, "Legs,2024-{},Squat,,40,8,,,\n"),
    "a log of many workouts": lambda: _many(_HEVY, "W{},2024-08-12 07:12,Squat,,40,8,,,\n"),
    "a log, at the limit": lambda: _many(_HEVY, "W{},2024-08-12 07:12,Squat,,40,8,,,\n", 8_600),
    "a list of 8 MB": lambda: _many("", "Squat 3x10\n"),
    "a list, at the limit": lambda: _many("", "Übung 3x10 je Seite, Pause 30s\n", 60_000),
    "a list of one line": lambda: b"a 3x10 " * _MB,
    "a ride of 8 MB": lambda: b"<workout_file><workout>" + b"<Rest Duration='9'/>" * 400_000,
    "a ride, at the limit": lambda: (
        b"<workout_file><workout>" + b"<Rest Duration='9'/>" * 2490 + b"</workout></workout_file>"),
    "9 MB": lambda: bytes(9 * _MB),
}  # fmt: skip


def _lying(data: bytes) -> bytes:
    """An archive whose directory says that every part is small."""
    out, at = bytearray(data), 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        out[at + 24 : at + 28] = (1000).to_bytes(4, "little")
        at += 4
    return bytes(out)


_READ = """
import re, resource, sys, time
from stretchplayer.exchange.draft import Refused
from stretchplayer.library.catalogue import load_moves
from stretchplayer.runs.bring_in import arrivals
moves, data = load_moves(), sys.stdin.buffer.read()
begun = time.process_time()
try:
    fate = f"{len(arrivals(data, None, moves).routines)} routines"
except Refused as refused:
    fate = f"refused: {refused}"
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
try:
    # Linux counts the parent's memory in the number above.
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
except OSError:
    pass
print(time.process_time() - begun, peak, fate.splitlines()[0][:120])
"""


def bombs(only: str = "") -> Iterator[Result]:
    """Each file in a process of its own: seconds of the processor and megabytes at its highest."""
    for name, make in BOMBS.items():
        if only not in name:
            continue
        done = subprocess.run(
            [sys.executable, "-c", _READ], input=make(), capture_output=True, timeout=120, check=False
        )
        seconds, peak, fate = (*done.stdout.decode().split(" ", 2), "", "", "")[:3]
        if not fate:
            yield Result(f"{name}: broke", 1, 0, "", done.stderr.decode()[-300:])
            continue
        yield Result(f"{name}: seconds", float(seconds), _SLOWEST_S, "s", fate.strip())
        yield Result(f"{name}: memory at its highest", float(peak), _HIGHEST_MB, "MB")


RUNS = (damaged_imports, bombs)
