"""Every mistake in a file, where it is.

Every mistake in routines, at its place; also in your own moves and settings.yaml.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from difflib import unified_diff
from pathlib import Path

from stretchplayer import StretchplayerError
from stretchplayer.authoring.fixes import fixed
from stretchplayer.cli import exits, say
from stretchplayer.cli.show import unknown_names
from stretchplayer.library import places
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.catalogue import load_shipped
from stretchplayer.library.document import NotText, holds_moves, read_text
from stretchplayer.library.finding import find
from stretchplayer.library.folders import Stamp, is_shipped, same_id, stamp_of
from stretchplayer.library.loader import Unreadable, load_data, read_file
from stretchplayer.library.own_moves import read_own_moves
from stretchplayer.library.schedules import check_plan, exact_plan, load_plan
from stretchplayer.routine.diagnosis import Problem
from stretchplayer.routine.harmless import harmless, quoted
from stretchplayer.routine.problems import render_github, render_json, render_text
from stretchplayer.routine.schedule import is_plan
from stretchplayer.settings.table import BadKey
from stretchplayer.settings.text import read_settings
from stretchplayer.words.counts import counted
from stretchplayer.words.times import estimated, short

Stamps = dict[str, Stamp | None]

EVERY_S = 0.3
"""Seconds between two looks at the files: soon enough after a save, and nothing that a battery would feel."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a path, or the id of a routine")
    parser.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="for people, programs or workflows"
    )
    parser.add_argument("--strict", action="store_true", help="advice counts for the exit code, too")
    parser.add_argument(
        "--fix", action="store_true", help="apply every remedy that is the only one, and show what changed"
    )
    parser.add_argument("--watch", action="store_true", help="check again whenever a file changes; ctrl+c ends it")


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one file: its exit code, its problems with their texts, and what is said if it is well.

    `path` is the file that was looked at; `texts` holds the others that are part of it, too.
    """

    code: int
    problems: tuple[Problem, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    well: str | None = None
    path: str = ""


def run(args: argparse.Namespace) -> int:
    """Check the files; the worst of them decides the exit code. A watch that is ended has done its work."""
    if args.fix:
        for name in dict.fromkeys(args.files):
            _fix(name)
    if not args.watch:
        return _report(args)[0]
    rounds = 0

    def look() -> Stamps:
        nonlocal rounds
        if rounds and args.format == "text":
            say.out(f"\n{datetime.now().astimezone():%H:%M:%S}  changed\n")
        rounds += 1
        begun = stamps(args.files)
        _, results = _report(args)
        say.flush()
        read = stamps(path for result in results for path in (result.path, *result.texts) if path)
        return {path: begun.get(path, stamp) for path, stamp in read.items()}

    watch(look)
    return exits.WELL


def _fix(name: str) -> None:
    """Apply what has one remedy to a file, and print the difference."""
    result = check(name)
    path = result.path
    if not os.path.isfile(path) or is_shipped(path):  # noqa: PTH113
        return
    try:
        text, breaks = read_text(path)
    except NotText:
        return
    changed, count = fixed(text, result.problems, path)
    if count:
        for line in unified_diff(text.splitlines(), changed.splitlines(), path, path, lineterm="", n=0):
            say.out(harmless(line))
        write_atomic(Path(path), changed.replace("\n", breaks).encode(), private=False)


def report_one(path: str) -> int:
    """Check one file for a person, and answer with its exit code."""
    result = check(path)
    _print(result, first=True)
    return result.code


def _report(args: argparse.Namespace) -> tuple[int, list[Checked]]:
    results = [check(name) for name in dict.fromkeys(args.files)]
    problems = [problem for result in results for problem in result.problems]
    if args.format == "text":
        for i, result in enumerate(results):
            _print(result, first=i == 0)
    else:
        text = render_json(problems) if args.format == "json" else render_github(problems)
        if text:
            say.out(text)
    worst = (exits.WELL, exits.PROBLEMS, exits.NOT_FOUND, exits.CANNOT).index
    code = max((result.code for result in results), key=worst)
    return (exits.PROBLEMS if args.strict and problems and code == exits.WELL else code), results


def _print(result: Checked, *, first: bool) -> None:
    if result.code in (exits.NOT_FOUND, exits.CANNOT):
        for problem in result.problems:
            say.fault(f"{problem.file}: {problem.message}", problem.help)
        return
    if result.problems:
        say.out(("" if first else "\n") + render_text(result.problems, result.texts))
    if result.well is not None:
        say.out(("\n" if result.problems else "") + harmless(result.well))


def check(name: str) -> Checked:
    """Check one file, whichever of our kinds it is."""
    path = name
    if not os.path.lexists(name) and os.sep not in name:
        try:
            path = exact_plan(name) or find(name).path
        except StretchplayerError as fault:
            return Checked(exits.NOT_FOUND, (Problem("not-found", "error", fault.message, name, help=fault.help),))
    try:
        data = read_file(path)
    except FileNotFoundError:
        gone = (Problem("not-found", "error", "there is no such file", path),)
        return Checked(exits.NOT_FOUND, gone, path=path)
    except Unreadable as fault:
        message = f"it cannot be checked: {fault.why}"
        help = "Name the files in it." if os.path.isdir(path) else None  # noqa: PTH112
        return Checked(exits.CANNOT, (Problem("unreadable", "error", message, path, help=help),), path=path)
    found = check_settings(data, path) or _moves(data, path) or _plan(data, path) or _routine(data, path)
    return replace(found, problems=(*_same_id(path), *found.problems), path=path)


def _same_id(path: str) -> tuple[Problem, ...]:
    """That another file of the folder has the same id, so that only one of them is ever found by it."""
    files = same_id(path)
    if len(files) < 2:
        return ()
    here = os.path.basename(path)  # noqa: PTH119
    counts, *others = (os.path.basename(file) for file in files)  # noqa: PTH119
    if here == counts:
        message = f"{', '.join(map(quoted, others))} has the same id; this file counts"
    else:
        message = f"{quoted(counts)} has the same id and counts in place of this file"
    return (Problem("same-id", "advice", message, path, help="give one of them another name"),)


def _routine(data: bytes, path: str) -> Checked:
    loaded = load_data(data, path)
    if loaded.timeline is None:
        return Checked(exits.PROBLEMS, loaded.problems, loaded.texts)
    length = estimated(short(loaded.timeline.estimate_ms), open=loaded.timeline.open)
    well = f"{path}: OK; {counted(len(loaded.timeline.steps), 'step')}, {length}"
    unknown = unknown_names(loaded.timeline)
    if unknown:
        well += f"; not in the catalogue: {', '.join(unknown)}"
    return Checked(exits.WELL, loaded.problems, loaded.texts, well)


def _judged(path: str, problems: tuple[Problem, ...], text: str, about: str = "") -> Checked:
    """What came of a file by its problems; `about` is said of a good one."""
    if any(problem.severity == "error" for problem in problems):
        return Checked(exits.PROBLEMS, problems, {path: text})
    return Checked(exits.WELL, problems, {path: text}, f"{path}: OK{about}")


def _plan(data: bytes, path: str) -> Checked | None:
    """A plan over weeks, with every routine and everything that it will get there."""
    if b"plan" not in data or not is_plan(data.decode("utf-8", "replace")):
        return None
    loaded = load_plan(path, data)
    about = ""
    if plan := loaded.plan:
        weeks = counted(plan.weeks, "week") if plan.weeks else "until it is ended"
        about = f"; a plan, {weeks}, {counted(len({use.target for use in plan.uses()}), 'routine')}"
    return _judged(path, check_plan(loaded), loaded.text, about)


def _moves(data: bytes, path: str) -> Checked | None:
    """A file of moves, if it lies where moves do."""
    if not holds_moves(path):
        return None
    reading = read_own_moves(data, path, lambda: load_shipped()[0])
    return _judged(path, reading.problems, reading.text, f"; {counted(len(reading.moves), 'move')}")


def check_settings(data: bytes, path: str) -> Checked | None:
    """The person's settings, if that is what the path names."""
    if os.path.realpath(path) != os.path.realpath(places.settings_file()):
        return None
    reading = read_settings(data, path, _bad_keys)
    return _judged(path, reading.problems, reading.text)


def _bad_keys(keys: Mapping[str, str]) -> Mapping[str, BadKey]:
    if not keys:
        return {}
    # What a key can do belongs to the screens: imported only where somebody has set any.
    from stretchplayer.tui import app, keymap

    return keymap.looked_at(keys, app.homes())[1]


# Again whenever a file changes


def stamps(paths: Iterable[str]) -> Stamps:
    """What changes with each file's content; `None` for one that is not there."""
    found: Stamps = {}
    for path in paths:
        try:
            found[path] = stamp_of(os.stat(path))  # noqa: PTH116
        except (OSError, ValueError):
            found[path] = None
    return found


def watch(look: Callable[[], Stamps], sleep: Callable[[float], None] = time.sleep) -> None:
    """Call `look` now and whenever one of the files has changed that it answered with. Ctrl+c returns.

    It answers with the stamps that they had before they were read, so that no change is missed. An editor's save may
    come as several changes (a new file takes the old one's place): it is looked at once the stamps have stood still
    from one look to the next.
    """
    earlier: Stamps = {}
    try:
        while True:
            found = look()
            before = seen = {path: earlier.get(path, stamp) for path, stamp in found.items()}
            while True:
                sleep(EVERY_S)
                now = stamps(before)
                if now != before and now == seen:
                    earlier = now
                    break
                seen = now
    except KeyboardInterrupt:
        return
