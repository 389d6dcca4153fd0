"""Bring a routine to its standard form.

Lays a file out in the standard form and fixes what can mean only one thing. Comments, order, quotes and the plan stay
as they are, and the last version of the file is kept beside it as NAME~.
"""

import argparse
from dataclasses import replace

from stretchplayer.authoring.fixes import fixed
from stretchplayer.authoring.standard_form import NoYaml, standard_form
from stretchplayer.cli import exits, say
from stretchplayer.library.document import kind_of, read_text, write_over
from stretchplayer.library.finding import find
from stretchplayer.library.folders import is_shipped
from stretchplayer.library.loader import Loaded, load, load_data
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.problems import render_text


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a path, or the id of a routine of yours")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if a file would change")


def run(args: argparse.Namespace) -> int:
    """Format the files; the worst of them decides the exit code."""
    return max(_format(name, check=args.check) for name in dict.fromkeys(args.files))


def _format(name: str, *, check: bool) -> int:
    path = find(name).path
    before = load(path, advice=False)
    if (kind := kind_of(path, before.text)) != "routine":
        what = {"settings": "your settings", "moves": "a file of moves", "plan": "a plan"}[kind]
        help = f"stretchplayer check {name} tells its mistakes."
        raise exits.Fault(exits.USAGE, f"{path} holds {what}; only routines have a standard form", help)
    if any(problem.slug.startswith("yaml") or problem.slug in _UNSAFE for problem in before.errors):
        return _problems(before)
    try:
        text = standard_form(fixed(before.text, before.errors, path)[0])
    except NoYaml:
        return _problems(before)
    after = load_data(text, path, advice=False)
    if not _same(before, after):
        raise exits.Fault(exits.PROBLEMS, f"{path}: the standard form would change what it plays; left as it is")
    if text == before.text:
        return exits.WELL if before.timeline else _problems(before)
    if check:
        say.out(f"{harmless(path)}: not in standard form")
        return exits.PROBLEMS
    if is_shipped(path):
        raise exits.Fault(exits.USAGE, f"{path} comes with the program", "stretchplayer edit makes a copy of your own.")
    write_over(path, text, read_text(path)[1])
    say.out(f"{harmless(path)}: brought to standard form")
    return exits.WELL if after.timeline else _problems(after)


# What the reader refuses before it looks at any key: nothing in such a file is laid out anew.
_UNSAFE = frozenset(("not-utf8", "binary-file", "too-large", "too-deep", "forbidden-character", "odd-space"))


def _problems(loaded: Loaded) -> int:
    say.aside(render_text(loaded.errors, loaded.texts))
    return exits.PROBLEMS


def _same(before: Loaded, after: Loaded) -> bool:
    """Whether the plan is the same but for its line numbers, or, where there was none, no mistake came in."""
    one, other = before.timeline, after.timeline
    if one is None or other is None:
        return one is None and len(after.errors) <= len(before.errors)
    here, there = ([replace(segment, line=0) for segment in timeline.segments] for timeline in (one, other))
    return here == there and one.name == other.name
