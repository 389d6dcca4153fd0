"""The command line's front door: it reads the arguments, hands over to one module per command, and ends well.

Each command is a module of this package with two functions: `arguments` describes what can be written behind it, and
`run` takes that, does the work and returns the exit code, if it is another than 0. The module's docstring is its help.
Only the module of the command asked for is imported: somebody may be in pain.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn, Protocol

from stretchplayer import StretchplayerError, __version__
from stretchplayer.cli import exits, say, signals
from stretchplayer.cli.options import Run, add_command, add_plain


class Command(Protocol):
    """What a module of a command has."""

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, args: argparse.Namespace) -> int | None: ...


# In the order of the help.
COMMANDS = (
    "play", "relief", "why", "list", "show", "today", "check", "explain", "moves", "new", "edit", "fmt", "import",
    "export", "share", "render", "schema", "lsp", "completion", "history", "cramps", "health", "remind", "data", "say",
    "voices", "tones", "doctor",
)  # fmt: skip
# Each has a module of its own name, but for what Python keeps for itself, and for what a screen is called already.
_MODULES = {"import": "importing", "say": "speak", "today": "due"}

_ABOUT = "A guided stretching and warm-up player for the terminal. Without a command it opens the library of routines."
_END = "Not medical advice. A pull is fine, pain is a stop. Nothing is ever sent anywhere."


class Parser(argparse.ArgumentParser):
    """Argparse, with faults that say what to write instead."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line and where the help is, and end with the code of wrong usage."""
        raise exits.Fault(exits.USAGE, message, f"{self.prog} --help shows what you can write here.")


def build(*commands: str) -> argparse.ArgumentParser:
    """The parser of these commands."""
    parser: argparse.ArgumentParser = Parser(prog="stretchplayer", description=_ABOUT, epilog=_END)
    parser.add_argument("--version", "-V", action="store_true", help="show the version")
    add_plain(parser, None)
    subparsers = parser.add_subparsers(metavar="COMMAND", title="commands")
    for name in commands:
        command = _module(name)
        command.arguments(add_command(subparsers, name, command, command.run))
    return parser


def _module(name: str) -> Command:
    module: Command = import_module(f"stretchplayer.cli.{_MODULES.get(name, name)}")
    return module


if TYPE_CHECKING:

    def _checked() -> tuple[Command, ...]:
        """Imported by name when it is asked for, each command is checked here all the same."""
        from stretchplayer.cli import (  # noqa: I001
            check, completion, cramps, data, doctor, due, edit, explain, export, fmt, health, history, importing, list,
            lsp, moves, new, play, relief, remind, render, schema, share, show, speak, tones, voices, why,
        )  # fmt: skip

        return (
            check, completion, cramps, data, doctor, due, edit, explain, export, fmt, health, history, importing, list,
            lsp, moves, new, play, relief, remind, render, schema, share, show, speak, tones, voices, why,
        )  # fmt: skip


def main(argv: Sequence[str]) -> int:
    """Run one command; every way out, good or bad, passes through here and has its exit code."""
    say.forgiving()
    with signals.listening():
        try:
            code = _dispatch(list(argv))
            if sys.stdout is not None:
                sys.stdout.flush()
        except StretchplayerError as fault:
            if details := fault.details():
                say.aside(details)
            say.fault(fault.message, fault.help)
            code = fault.code
        except KeyboardInterrupt:
            code = exits.INTERRUPTED
        except signals.Stopped as stopped:
            code = stopped.code
        except BrokenPipeError:
            # Whoever read our output has seen enough: no fault of theirs or ours.
            say.drop_output()
            code = exits.WELL
        except OSError as error:
            say.drop_output()
            say.fault(f"the system refused: {error.strerror or error}{f': {error.filename}' if error.filename else ''}")
            code = exits.CANNOT
        except Exception as error:
            code = _bug(error)
    return code


def _dispatch(argv: list[str]) -> int:
    if os.environ.get("_ARGCOMPLETE") == "1":
        # Not a person but their shell, which asks what could follow.
        from stretchplayer.cli import completing

        completing.answer(build, COMMANDS)
    first = argv[0] if argv else None
    if first is not None and not first.startswith("-") and first not in COMMANDS:
        raise _unknown(first)
    # The library opens without a command: it waits for none of them.
    named = () if set(argv) <= {"--plain", "--no-plain"} else (first,) if first in COMMANDS else COMMANDS
    try:
        args, more = build(*named).parse_known_args(argv)
    except SystemExit as end:  # --help
        return end.code if isinstance(end.code, int) else exits.WELL
    if more:
        command = f"stretchplayer {first}" if first in COMMANDS else "stretchplayer"
        message = f"{'this is' if len(more) == 1 else 'these are'} not understood here: {' '.join(more)}"
        raise exits.Fault(exits.USAGE, message, f"{command} --help shows what you can write here.")
    if args.version:
        say.out(f"stretchplayer {__version__}")
        return exits.WELL
    run: Run | None = vars(args).get("run")
    if run is None:
        from stretchplayer.cli.list import library

        run = library
    return run(args) or exits.WELL


def _unknown(word: str) -> exits.Fault:
    from difflib import get_close_matches

    near = get_close_matches(word, COMMANDS, n=1)
    if near:
        return exits.Fault(exits.USAGE, f"there is no command `{word}`", f"Did you mean `stretchplayer {near[0]}`?")
    help = f"To play a routine, write `stretchplayer play {word}`. The commands are: {', '.join(COMMANDS)}."
    return exits.Fault(exits.USAGE, f"there is no command `{word}`", help)


def _bug(error: Exception) -> int:
    """Say kindly that the program itself is wrong, and keep the details where they can be sent from."""
    from stretchplayer.library.faultlog import log_fault

    if os.environ.get("STRETCHPLAYER_TRACEBACK"):
        sys.excepthook(type(error), error, error.__traceback__)
        return exits.CANNOT
    log = log_fault(error)
    help = f"Where it happened is written in {log}" if log else "Set STRETCHPLAYER_TRACEBACK=1 to see where."
    say.fault(f"this is a mistake in Stretchplayer itself: {type(error).__name__}: {error}", help)
    return exits.CANNOT
