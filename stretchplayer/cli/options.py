"""Options that several commands share, and how their values are read: each wrong value says what to write instead."""

import argparse
from collections.abc import Callable
from typing import Any, NoReturn, TypeAlias

from stretchplayer.words.counts import small
from stretchplayer.words.verbosity import VOICES

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run: TypeAlias = Callable[[argparse.Namespace], int | None]
"""Does what a command is for; the exit code, if it is another than 0."""

OUTPUTS = ("auto", "miniaudio", "pipe", "simpleaudio", "bell", "off")


def add_command(commands: Commands, name: str, documented: object, run: Run) -> argparse.ArgumentParser:
    """A command or an action of one, with its parser. The first line of a docstring is its help, the rest says more."""
    help, _, about = (documented.__doc__ or "").strip().partition("\n\n")
    parser = commands.add_parser(name, help=small(help.removesuffix(".")), description=" ".join(about.split()) or None)
    parser.set_defaults(run=run)
    return parser


def add_action(actions: Commands, run: Run, *, by_id: bool = False) -> argparse.ArgumentParser:
    """One of the things that a command can do: the function's name is the word to write, its docstring the help."""
    parser = add_command(actions, run.__name__.removeprefix("_"), run, run)
    if by_id:
        parser.add_argument("id", help="its id as listed, or the beginning of it")
    return parser


def time_value(text: str) -> int:
    """A length of time in milliseconds, in any form that a routine may use; nothing open and nothing empty."""
    # Only for an option that was written: no command waits for the routine's terms in order to describe itself.
    from stretchplayer.routine.durations import TimeFault, parse_time

    try:
        length = parse_time(text)
    except TimeFault as fault:
        _refuse(fault.message, fault.help)
    if length.open:
        _refuse(f"`{text}` is an open time", f"write it without the plus: {text.rstrip().removesuffix('+')}")
    if length.ms == 0:
        _refuse(f"`{text}` is too short", "write a time like 10m or 1h 5m")
    return length.ms


def number_value(text: str) -> int:
    """A count from 1, in plain digits."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) >= 1):
        _refuse(f"`{text}` is not a whole number from 1 up", None)
    return int(text)


def setting(name: str) -> Callable[[str], Any]:
    """What reads the option of a setting: the file takes the same texts, and says the same of others."""

    def read(text: str) -> Any:
        # As above: only for an option that was written.
        from stretchplayer.settings.table import KEYS, BadValue

        try:
            return KEYS[name].kind.read(text.strip())
        except BadValue as fault:
            _refuse(fault.message, fault.help)

    return read


def speed_value(text: str) -> float:
    """How many times faster than real time: 0.1 to 100."""
    digits = text.strip().removesuffix("x")
    try:
        value = float(digits) if digits.isascii() else 0.0
    except ValueError:
        value = 0.0
    if not 0.1 <= value <= 100:
        _refuse(f"`{text}` is not a speed", "write a number from 0.1 to 100; 1 is real time")
    return value


def _refuse(message: str, help: str | None) -> NoReturn:
    raise argparse.ArgumentTypeError(f"{message}; {help}" if help else message)


def add_switch(parser: argparse.ArgumentParser, name: str, help: str, default: Any = None) -> None:
    """`--name` and `--no-name`, for a setting that is yes or no: what is written holds, whatever the settings say."""
    parser.add_argument(f"--{name}", action=argparse.BooleanOptionalAction, default=default, help=help)


def add_plain(parser: argparse.ArgumentParser, default: Any = argparse.SUPPRESS) -> None:
    """`--plain`, before a command or behind it: where it is not written behind it, what stood before it holds."""
    add_switch(parser, "plain", "lines of text in place of the screen", default)


def add_routine(parser: argparse.ArgumentParser, more: str = "", **how: Any) -> None:
    """The routine that a command is about; `more` is what else its help says."""
    help = f"an id, a part of an id or name that fits only one, or a path{more}"
    parser.add_argument("routine", metavar="ROUTINE", help=help, **how)


def add_plan(parser: argparse.ArgumentParser) -> None:
    """The options that shape a plan; what is not written comes from the settings."""
    parser.add_argument("--fit", type=time_value, metavar="TIME", help="scale doses to a wanted length, such as 10m")
    parser.add_argument(
        "--countdown", type=setting("countdown"), metavar="TIME", help="time to get ready, such as 5s or none"
    )
    parser.add_argument("--first", choices=("left", "right"), help="the side that is done first")


def add_sound(parser: argparse.ArgumentParser) -> None:
    """The options of what is heard; what is not written comes from the settings."""
    group = parser.add_argument_group("sound")
    group.add_argument("--sound", choices=OUTPUTS, help="where sound comes out (auto: the first output that works)")
    group.add_argument("--voice", choices=VOICES, help="full: names, sides and how-to; brief: name and side; off")
    group.add_argument("--volume", type=setting("volume"), metavar="PERCENT", help="0 to 100")


def add_speed(parser: argparse.ArgumentParser) -> None:
    """`--speed`, for trying something out faster than it is meant."""
    parser.add_argument(
        "--speed", type=speed_value, default=1.0, metavar="X", help="how many times real time, for trying things out"
    )
