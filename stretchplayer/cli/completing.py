"""Answers a shell that asks, in the environment variables of argcomplete, what can follow what is typed.

Nothing here is imported by a command that a person runs.
"""

import argparse
import os
import shlex
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn

import argcomplete
from argcomplete.completers import FilesCompleter

from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.explanations import explain, slugs
from stretchplayer.library.folders import paths_by_id
from stretchplayer.routine.fetched import is_routine_file
from stretchplayer.routine.key_types import MUSCLES, RELIEVES

Completer = Callable[..., Mapping[str, str] | Iterable[str]]


def answer(build: Callable[..., argparse.ArgumentParser], commands: Iterable[str]) -> NoReturn:
    """Write what fits to where the shell reads it, and end the process."""
    word = command_of(os.environ.get("COMP_LINE", ""))
    parser = build(*([word] if word is not None and word in commands else commands))
    teach(parser)
    argcomplete.autocomplete(parser, always_complete_options=False)
    # Where the shell gave nothing to complete, argcomplete comes back.
    os._exit(1)


def command_of(line: str) -> str | None:
    """The command in a line that is being typed, once something follows it."""
    try:
        words = shlex.split(line)
    except ValueError:
        words = line.split()
    followed = len(words) > 2 or line.endswith(" ")
    return words[1] if len(words) > 1 and followed else None


def teach(parser: argparse.ArgumentParser) -> None:
    """Tell each argument where its values come from."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                _teach_command(name, command)


def _teach_command(name: str, command: argparse.ArgumentParser) -> None:
    for action in command._actions:
        place = action.metavar if isinstance(action.metavar, str) else action.dest
        own = _VALUES.get((name, action.dest)) or _VALUES.get(place, _nothing)
        # What has choices and what is a file argcomplete completes by itself.
        if action.choices is None and (own is not _nothing or not (place.startswith("FILE") or place == "PATH")):
            action.completer = own  # type: ignore[attr-defined]  # argcomplete's own way


def _nothing(**_: Any) -> tuple[str, ...]:
    return ()


def _routines_and_files(prefix: str, **more: Any) -> Mapping[str, str]:
    found = {} if "/" in prefix else {id: _where(path) for id, path in paths_by_id().items()}
    files = FilesCompleter()(prefix=prefix, **more)
    return {**found, **{path: "" for path in files if path.endswith("/") or is_routine_file(path)}}


def _where(path: str) -> str:
    """The folder of a routine, which is its category for the shipped ones."""
    return os.path.basename(os.path.dirname(path))  # noqa: PTH119, PTH120


def _moves(**_: Any) -> Mapping[str, str]:
    return {move.id: move.name for move in load_moves()}


def _kinds(**_: Any) -> Mapping[str, str]:
    return {s: " ".join(found.text.split()).split(". ")[0] for s in slugs() if (found := explain(s))}


#: Where values come from: by command and argument, or by what the help calls the value.
_VALUES: Mapping[str | tuple[str, str], Completer] = {
    ("check", "files"): _routines_and_files,
    ("fmt", "files"): _routines_and_files,
    ("moves", "name"): _moves,
    ("relief", "muscle"): lambda **_: RELIEVES,
    "ROUTINE": _routines_and_files,
    "MUSCLE": lambda **_: MUSCLES,
    "KIND": _kinds,
}
