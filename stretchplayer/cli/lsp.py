"""Mistakes, completion and help inside your own editor.

A language server over standard input and output: an editor such as VS Code, Neovim, Helix or Zed starts it. The README
shows what to write there.
"""

import argparse

from stretchplayer.audio.remedies import pip
from stretchplayer.cli import exits


def arguments(parser: argparse.ArgumentParser) -> None:
    pass  # it takes none


def run(args: argparse.Namespace) -> None:
    """Serve until the editor ends it."""
    try:
        from stretchplayer.cli.language_server import make
    except ImportError:
        help = f"{pip('stretchplayer[lsp]')} brings it."
        raise exits.Fault(exits.CANNOT, "the language server needs pygls, which is not installed", help) from None
    make().start_io()
