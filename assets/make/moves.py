"""The generated index of the catalogue: `python assets/make/moves.py` writes `assets/moves.json`.

It merges the words of `assets/moves/*.yaml`, the drawings of `assets/figures/*.yaml` and the shared sources, so that
start-up reads one file without a YAML parser. With `--check` nothing is written and the exit code says whether the
index is current.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from stretchplayer.library import places
from stretchplayer.library.catalogue import INDEX, encode_move
from stretchplayer.library.folders import yaml_files
from stretchplayer.routine.diagnosis import Problem
from stretchplayer.routine.move_reader import read_moves, read_sources
from stretchplayer.routine.moves import Move


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


def _figures(folder: Path) -> Iterable[tuple[str, Mapping[str, Any], str]]:
    """The drawings, each by the id of its move; only the generator reads them as YAML values."""
    import yaml

    for path in yaml_files(str(folder)):
        entries = yaml.safe_load(Path(path).read_text(encoding="utf-8")) or {}
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
