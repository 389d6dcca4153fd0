"""How the package is built, measured from its source: `python -m tests.house` prints it, `tests/test_house.py` limits
it.

Every import counts, those inside functions and those for types only, too: a circle is a circle however it is hidden.
"""

import ast
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

PACKAGE = "stretchplayer"
TOP = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class House:
    """The modules by their dotted names, what each imports, and what was found in them."""

    trees: dict[str, ast.Module]
    imports: dict[str, set[str]]
    local: list[str] = field(default_factory=list)
    """`module:line` of each import inside a function."""
    classes: dict[str, list[tuple[str, list[str]]]] = field(default_factory=dict)
    """Each class name, with the modules that define it and the names of its bases there; inner ones aside."""


@cache
def nodes() -> dict[str, list[ast.AST]]:
    """Everything that stands in each module, in no order: to walk through all of them takes a second."""
    return {name: list(ast.walk(tree)) for name, tree in house().trees.items()}


@cache
def house() -> House:
    """The package as it is on the disk."""
    trees = {_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted((TOP / PACKAGE).rglob("*.py"))}
    built = House(trees, {})
    for name, tree in trees.items():
        found = list(_imports(tree.body))
        built.imports[name] = {other for node, _ in found for other in _imported(node, trees)} - {name}
        built.local.extend(f"{name}:{node.lineno}" for node, inside in found if inside)
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                bases = [ast.unparse(base).partition("[")[0] for base in node.bases]
                built.classes.setdefault(node.name, []).append((name, bases))
    return built


def _name(path: Path) -> str:
    parts = path.relative_to(TOP).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(body: Iterable[ast.AST], inside: bool = False) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    """The imports among statements and all those within them, and whether they are inside a function."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node, inside
        deeper = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for part in ("body", "orelse", "finalbody", "handlers", "cases"):
            yield from _imports(getattr(node, part, ()), deeper)


def _imported(node: ast.Import | ast.ImportFrom, known: dict[str, ast.Module]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in known)
    elif node.module and node.module.partition(".")[0] == PACKAGE:
        for alias in node.names:
            whole = f"{node.module}.{alias.name}"
            if whole in known:
                yield whole
            elif node.module in known:
                yield node.module


def circles() -> list[set[str]]:
    """The groups of modules that can reach each other, the largest first."""
    graph = house().imports
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[set[str]] = []

    def visit(module: str) -> None:
        index[module] = low[module] = len(index)
        stack.append(module)
        for other in graph[module]:
            if other not in index:
                visit(other)
                low[module] = min(low[module], low[other])
            elif other in stack:
                low[module] = min(low[module], index[other])
        if low[module] == index[module]:
            at = stack.index(module)
            group = set(stack[at:])
            del stack[at:]
            if len(group) > 1:
                found.append(group)

    sys.setrecursionlimit(10_000)
    for module in graph:
        if module not in index:
            visit(module)
    return sorted(found, key=len, reverse=True)


def duplicate_classes() -> set[str]:
    """The names of classes that are two things; those with an underscore are nobody else's concern."""
    return {name for name, places in house().classes.items() if len(places) > 1 and not name.startswith("_")}


def duplicate_modules() -> set[str]:
    """The names that two modules have. In the front ends a module has the name of the thing that it shows."""
    fronts = tuple(f"{PACKAGE}.{room}." for room in ("cli", "plain", "tui.screens"))
    names = Counter(name.rpartition(".")[2] for name in house().trees if not name.startswith(fronts))
    return {name for name, count in names.items() if count > 1}


def split_classes() -> set[str]:
    """Classes with one single subclass, in another module: a page break, and no idea of their own."""
    children: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for name, places in house().classes.items():
        for module, bases in places:
            for base in bases:
                children[base.rpartition(".")[2]].add((name, module))
    found = set()
    for name, places in house().classes.items():
        module, bases = places[0]
        below = {where for _, where in children[name] if where == module or module in house().imports[where]}
        if len(children[name]) == 1 and below and below != {module} and not {"Protocol", "Exception"} & set(bases):
            found.add(name)
    return found


def single_importers() -> dict[str, str]:
    """The modules that exactly one other imports, with that one; a package's front is not among them."""
    importers: defaultdict[str, set[str]] = defaultdict(set)
    for name, imported in house().imports.items():
        for other in imported:
            importers[other].add(name)
    return {name: next(iter(by)) for name, by in sorted(importers.items()) if len(by) == 1}


def lines() -> int:
    """Lines of the package."""
    return sum(path.read_text(encoding="utf-8").count("\n") for path in (TOP / PACKAGE).rglob("*.py"))


def main() -> None:
    """Print what there is to know."""
    say = sys.stdout.write
    say(f"{lines()} lines in {len(house().trees)} modules\n")
    for group in circles():
        say(f"circle of {len(group)}: {', '.join(sorted(group))}\n")
    most = Counter(place.partition(":")[0] for place in house().local).most_common(15)
    say(f"{len(house().local)} imports inside functions: {', '.join(f'{name} {count}' for name, count in most)}\n")
    say(f"class names that are two things: {', '.join(sorted(duplicate_classes())) or 'none'}\n")
    say(f"module names that are two things: {', '.join(sorted(duplicate_modules())) or 'none'}\n")
    say(f"classes split over modules: {', '.join(sorted(split_classes())) or 'none'}\n")
    single = single_importers()
    say(f"{len(single)} modules with one importer:\n")
    for name, by in single.items():
        say(f"  {name} <- {by}\n")


if __name__ == "__main__":
    main()
