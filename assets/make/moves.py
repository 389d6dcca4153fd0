"""The generated index of the catalogue: `python assets/make/moves.py` writes `assets/moves.json`.

It merges the words of `assets/moves/*.yaml`, the drawings of `assets/figures/*.yaml` and the shared sources, so that
start-up reads one file without a YAML parser. With `--check` nothing is written and the exit code says whether the
index is current.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from stretchplayer.library import places
from stretchplayer.library.catalogue import INDEX, encode_move
from stretchplayer.library.folders import yaml_files
from stretchplayer.routine.diagnosis import Findings, Problem, ordered
from stretchplayer.routine.durations import TimeFault
from stretchplayer.routine.evidence import bounds
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.key_types import Key, table
from stretchplayer.routine.keys import SOURCE_KEYS
from stretchplayer.routine.move_reader import entries_of, read_moves
from stretchplayer.routine.moves import Move
from stretchplayer.routine.source import read_source
from stretchplayer.routine.terms import Source
from stretchplayer.routine.values import Values

AMOUNTS = ("hold", "for", "reps", "every", "breaths", "sets")
"""What the dose of a source may give."""
SHARED_SOURCE_KEYS: Mapping[str, Key] = table(
    *SOURCE_KEYS.values(),
    Key("doses", "drawing", "The doses that it gives, by move.", "{calf-straight: {hold: 15-30s, sets: 2-4}}"),
    Key("ranges", "drawing", "The ranges that it gives, by kind or move.", "{stretch: {hold: 10-60s}}"),
)
"""A source of `assets/sources.yaml` also says what it carries; the label of a dose is computed from that."""


@dataclass(frozen=True, slots=True)
class SourcesReading:
    """The sources of a file that could be read, by key, every problem of the file, and its text for reports."""

    sources: Mapping[str, Source]
    problems: tuple[Problem, ...]
    text: str = ""


class Broken(Exception):
    """The catalogue's files contradict themselves or each other: one line per problem."""


def build(folder: Path) -> str:
    """The index of the catalogue in `folder`, as JSON with one move and one source a line. Raises Broken."""
    faults: list[str] = []
    moves: dict[str, Move] = {}
    for path in yaml_files(str(folder / "moves")):
        reading = read_moves(Path(path).read_bytes(), path, own=False)
        faults += _errors(reading.problems)
        for move in reading.moves:
            if move.id in moves:
                faults.append(f"{path}: the move `{move.id}` is there twice")
            moves[move.id] = move
    sources = read_sources((folder / "sources.yaml").read_bytes(), str(folder / "sources.yaml"))
    faults += _errors(sources.problems)
    for id, figure, path in _figures(folder / "figures"):
        if id not in moves:
            faults.append(f"{path}: there is no move `{id}` to draw")
        elif moves[id].figure is not None:
            faults.append(f"{path}: the move `{id}` is drawn twice")
        else:
            moves[id] = replace(moves[id], figure=figure)
    faults += [
        f"the move `{move.id}` names the source `{key}`, which is not in sources.yaml"
        for move in moves.values()
        for key in move.source
        if key not in sources.sources
    ]
    if faults:
        raise Broken("\n".join(faults))
    lines = [_line(encode_move(moves[id])) for id in sorted(moves)]
    known = [
        f"{json.dumps(key)}: {_line({name: value for name, value in asdict(source).items() if value})}"
        for key, source in sorted(sources.sources.items())
    ]
    return '{"moves": [\n' + ",\n".join(lines) + '\n], "sources": {\n' + ",\n".join(known) + "\n}}\n"


def read_sources(data: bytes | str, file: str) -> SourcesReading:
    """Reads a file of sources by key, each with what it carries. Raises nothing."""
    findings = Findings(file)
    source = read_source(data, findings)
    values = Values(findings, source.text)
    sources: dict[str, Source] = {}
    for at, node in entries_of(source.root, source.whole, values, "sources by key"):
        found = values.known(node, SHARED_SOURCE_KEYS, f"the source {quoted(at.text)}")
        found = {name: value for name, value in found.items() if value is not None}
        for key in ("doses", "ranges"):
            fault = fault_of(found[key]) if key in found else None
            if fault is not None:
                findings.error("bad-time", at, f"`{key}` of {quoted(at.text)} can't be read: {fault}")
                del found[key]
        if found.get("title"):
            sources[at.text] = Source(**found)
    findings.settle(source.whole)
    return SourcesReading(MappingProxyType(sources), ordered(findings.problems), source.text)


def fault_of(given: Any) -> str | None:
    """What is wrong with the `doses:` or `ranges:` of a source, in one sentence."""
    if not isinstance(given, Mapping):
        return "it takes moves with their doses"
    for name, entries in given.items():
        for entry in entries if isinstance(entries, list) else [entries]:
            if not isinstance(entry, Mapping) or not entry:
                return f"`{name}` takes amounts such as `hold: 10-30s`"
            for amount, text in entry.items():
                if amount not in AMOUNTS:
                    return f"`{name}` has no amount `{amount}`; it takes {', '.join(AMOUNTS)}"
                try:
                    bounds(amount, str(text))
                except TimeFault as fault:
                    return f"`{name}`: {fault.message}"
    return None


def _figures(folder: Path) -> Iterable[tuple[str, Mapping[str, Any], str]]:
    """The drawings, each by the id of its move; only the generator reads them as YAML values."""
    import yaml

    quick = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in yaml_files(str(folder)):
        entries = yaml.load(Path(path).read_text(encoding="utf-8"), quick) or {}
        for id, figure in entries.items():
            yield id, figure, path


def _errors(problems: Iterable[Problem]) -> list[str]:
    return [f"{p.file}:{p.line}:{p.column}: {p.message}" for p in problems if p.severity == "error"]


def _line(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def main(arguments: list[str]) -> int:
    """Write the index, or with `--check` say whether it is current."""
    path = places.assets() / INDEX
    try:
        text = build(places.assets())
    except Broken as broken:
        sys.stderr.write(f"{broken}\n")
        return 1
    if arguments == ["--check"]:
        current = path.is_file() and path.read_text(encoding="ascii") == text
        sys.stderr.write("" if current else f"{path} is not current: python assets/make/moves.py writes it\n")
        return 0 if current else 1
    path.write_text(text, encoding="ascii", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
