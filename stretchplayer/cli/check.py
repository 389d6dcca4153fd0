"""Every mistake in a file, where it is.

Every mistake in routines, at its place; also in your own moves and settings.yaml.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from difflib import unified_diff

from stretchplayer import StretchplayerError
from stretchplayer.authoring.fixes import fixed
from stretchplayer.cli import exits, say
from stretchplayer.cli.show import unknown_names
from stretchplayer.library.document import Look, NotText, kind_of, look_over, read_text, write_over
from stretchplayer.library.finding import find
from stretchplayer.library.folders import Stamp, is_shipped, stamp_of
from stretchplayer.library.loader import Loaded, read_file
from stretchplayer.library.schedules import exact_plan
from stretchplayer.routine.diagnosis import Problem
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.problems import render_github, render_json, render_text
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
    fix = "apply what has only one remedy, show it, and keep the last version of the file as NAME~"
    parser.add_argument("--fix", action="store_true", help=fix)
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
        write_over(path, changed, breaks)


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
            say.fault(problem.message, problem.help)
        return
    if result.problems:
        say.out(("" if first else "\n") + render_text(result.problems, result.texts))
    if result.well is not None:
        say.out(("\n" if result.problems else "") + harmless(result.well))


def check(name: str) -> Checked:
    """Check one file, whichever of our kinds it is."""
    path = name
    try:
        if not os.path.lexists(name) and os.sep not in name:
            path = exact_plan(name) or find(name).path
        data = read_file(path)
    except StretchplayerError as fault:
        code = exits.CANNOT if fault.code == exits.CANNOT else exits.NOT_FOUND
        slug = "unreadable" if code == exits.CANNOT else "not-found"
        help = "Name the files in it." if os.path.isdir(path) else fault.help  # noqa: PTH112
        return Checked(code, (Problem(slug, "error", fault.message, path, help=help),), path=path)
    look = check_settings(data, path) or look_over(path, data)
    if any(problem.severity == "error" for problem in look.problems):
        return Checked(exits.PROBLEMS, look.problems, look.texts, path=path)
    about = _of_routine(look.loaded) if look.loaded else look.about
    return Checked(exits.WELL, look.problems, look.texts, f"{path}: OK{about and '; '}{about}", path)


def _of_routine(loaded: Loaded) -> str:
    assert loaded.timeline is not None
    length = estimated(short(loaded.timeline.estimate_ms), open=loaded.timeline.open)
    about = f"{counted(len(loaded.timeline.steps), 'step')}, {length}"
    unknown = unknown_names(loaded.timeline)
    return f"{about}; not in the catalogue: {', '.join(unknown)}" if unknown else about


def check_settings(data: bytes, path: str) -> Look | None:
    """The person's settings, if that is what the path names."""
    if kind_of(path) != "settings":
        return None
    reading = read_settings(data, path, _bad_keys)
    return Look(reading.problems, {path: reading.text})


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
