"""`stretchplayer completion`: the script by which a shell completes what is typed after `stretchplayer`."""

import argparse

from argcomplete.shell_integration import shellcode

from stretchplayer.cli import exits, say
from stretchplayer.cli.options import Subparsers

SHELLS = ("bash", "zsh", "fish")

_HOW = """\
To switch it on, add one line to the start-up file of your shell:

  bash   ~/.bashrc                     eval "$(stretchplayer completion bash)"
  zsh    ~/.zshrc, after compinit      eval "$(stretchplayer completion zsh)"
  fish   ~/.config/fish/config.fish    stretchplayer completion fish | source"""


def add(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "completion",
        help="completion of commands and names in your shell",
        description="Prints the script that completes commands, options, routines, moves, muscles and files.",
        epilog=_HOW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("shell", choices=SHELLS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the script."""
    say.out(shellcode(["stretchplayer"], shell=args.shell).strip("\n"))
    return exits.WELL
