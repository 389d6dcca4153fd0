"""The mistakes of the figures in a file of moves, at their places; and the pose that is written at a place."""

from collections.abc import Iterator
from typing import Any

from stretchplayer.figure.faults import FigureFault
from stretchplayer.figure.parse import Shipped, like, parse_figure
from stretchplayer.routine.diagnosis import Findings, Problem
from stretchplayer.routine.nodes import Mapping, Node, Scalar, Sequence, Spot
from stretchplayer.routine.source import read_source
from stretchplayer.routine.values import plain_data


def figure_problems(text: bytes | str, file: str, shipped: Shipped) -> dict[str, Problem]:
    """What keeps the figures of a file of moves from being drawn, by the ids of the moves, each at its place with a
    remedy. Raises nothing.
    """
    findings = Findings(file)
    ids: list[str] = []
    for id, at, node in _figures(text):
        raw = plain_data(node)
        try:
            parse_figure(raw, shipped)
        except FigureFault as fault:
            place = ".".join(str(part + 1) if isinstance(part, int) else part for part in fault.path)
            where = f" at `{place}`" if place else ""
            ids.append(id)
            findings.error(
                "bad-figure", _spot(at, node, fault.path), f"the figure of `{id}`{where}: {fault.message}", fault.help
            )
    return dict(zip(ids, findings.problems, strict=True))


def figure_at(text: str, line: int, column: int) -> tuple[dict[str, Any], int | None] | None:
    """The figure that is written at a place (counted from 1) in a file of moves, as plain data, and the number of the
    pose there, counted from 0; `None` where the place is in the figure and in no pose.
    """
    for _, at, node in _figures(text):
        if not at.start.line <= line - 1 <= node.end.line:
            continue
        raw = plain_data(node)
        if not isinstance(raw, dict):
            return None
        for key, value in node.pairs:
            if key.text == "poses" and isinstance(value, Sequence):
                for count, pose in enumerate(value.items):
                    if _holds(pose, line - 1, column - 1):
                        return raw, count
        return raw, None
    return None


def drawing_at(text: str, line: int, column: int, shipped: Shipped) -> tuple[dict[str, Any], bool] | None:
    """The figure at a place, whole, and whether it is to stand still because the place is in one of its poses, which
    it then shows. `None` where there is no figure, or none that can be drawn yet.
    """
    found = figure_at(text, line, column)
    if found is None:
        return None
    raw, pose = found
    try:
        whole = dict(like(raw, shipped))
        if pose is not None:
            whole["still"] = pose + 1
        parse_figure(whole)
    except FigureFault:
        return None
    return whole, pose is not None


def nudge_at(text: str, line: int, column: int, by: float) -> tuple[int, int, str] | None:
    """What to write in place of the number of a figure under the cursor, which may be on its key: first and last
    column (from 1, the last one excluded) and the number changed by so much. `None` where there is none.
    """
    for _, _, node in _figures(text):
        for key, scalar in _scalars(node):
            if _touches(scalar, line - 1, column - 1) or (key is not None and _touches(key, line - 1, column - 1)):
                try:
                    number = float(scalar.text)
                except ValueError:
                    return None
                return scalar.start.column + 1, scalar.end.column + 1, f"{number + by:g}"
    return None


def _touches(scalar: Scalar, line: int, column: int) -> bool:
    return scalar.start.line == line and scalar.start.column <= column <= scalar.end.column


def _figures(text: bytes | str) -> Iterator[tuple[str, Scalar, Mapping]]:
    root = read_source(text, Findings("")).root
    if not isinstance(root, Mapping):
        return
    for id, move in root.pairs:
        if isinstance(move, Mapping):
            for key, value in move.pairs:
                if key.text == "figure" and isinstance(value, Mapping):
                    yield id.text, key, value


def _scalars(node: Node, key: Scalar | None = None) -> Iterator[tuple[Scalar | None, Scalar]]:
    """Every scalar value, with its key where it is the whole value of one."""
    if isinstance(node, Scalar):
        yield key, node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for name, value in node.pairs:
            yield from _scalars(value, name)


def _holds(node: Node, line: int, column: int) -> bool:
    start, end = (node.start.line, node.start.column), (node.end.line, node.end.column)
    return start <= (line, column) <= end or (start[0] <= line <= end[0] and start[0] != end[0])


def _spot(at: Scalar, node: Node, path: tuple[str | int, ...]) -> Spot:
    """The place that a key path leads to, as far down as it is written."""
    spot: Spot = at
    for part in path:
        if isinstance(part, int) and isinstance(node, Sequence) and part < len(node.items):
            node = node.items[part]
            spot = node if isinstance(node, Scalar) else _first(node)
        elif isinstance(part, str) and isinstance(node, Mapping):
            found = next(((key, value) for key, value in node.pairs if key.text == part), None)
            if found is None:
                break
            spot, node = found
        else:
            break
    return spot


def _first(node: Node) -> Spot:
    if isinstance(node, Mapping) and node.pairs:
        return node.pairs[0][0]
    return node
