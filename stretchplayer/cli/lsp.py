"""`stretchplayer lsp`: the language server, for editors that speak the protocol."""

import argparse

from stretchplayer.audio.remedies import pip
from stretchplayer.cli import exits
from stretchplayer.cli.options import Subparsers


def add(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "lsp",
        help="mistakes, completion and help inside your own editor",
        description="A language server over standard input and output: an editor such as VS Code, Neovim, Helix or Zed "
        "starts it. The README shows what to write there.",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve until the editor ends it."""
    try:
        from stretchplayer.cli.language_server import make
    except ImportError:
        help = f"{pip('stretchplayer[lsp]')} brings it."
        raise exits.Fault(exits.CANNOT, "the language server needs pygls, which is not installed", help) from None
    make().start_io()
    return exits.WELL
