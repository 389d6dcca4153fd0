"""Completion of commands and names in your shell.

Prints the script that completes commands, options, routines, moves, muscles and files.
"""

import argparse

from argcomplete.shell_integration import shellcode

from stretchplayer.cli import say

SHELLS = ("bash", "zsh", "fish")

_HOW = """\
To switch it on, add one line to the start-up file of your shell:

  bash   ~/.bashrc                     eval "$(stretchplayer completion bash)"
  zsh    ~/.zshrc, after compinit      eval "$(stretchplayer completion zsh)"
  fish   ~/.config/fish/config.fish    stretchplayer completion fish | source"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog, parser.formatter_class = _HOW, argparse.RawDescriptionHelpFormatter
    parser.add_argument("shell", choices=SHELLS)


def run(args: argparse.Namespace) -> None:
    say.out(shellcode(["stretchplayer"], shell=args.shell).strip("\n"))
