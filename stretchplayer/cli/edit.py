"""Edit a routine.

Opens a routine, or a file of your own moves, in the editor. One that comes with the program is copied into your own
folder first.
"""

import argparse
import os
import shlex
import shutil
import subprocess
from pathlib import Path

from stretchplayer.cli import check, exits, say
from stretchplayer.cli.options import add_routine
from stretchplayer.cli.screen import has_screen, open_screen
from stretchplayer.library.document import EditedFile, open_document
from stretchplayer.library.finding import find
from stretchplayer.library.new_routine import write_new
from stretchplayer.tui.pages import open_editor


def arguments(parser: argparse.ArgumentParser) -> None:
    add_routine(parser)
    parser.add_argument("--external", action="store_true", help="open it with $VISUAL or $EDITOR instead")


def run(args: argparse.Namespace) -> int:
    sheet = open_document(find(args.routine).path)
    if args.external:
        return _external(sheet)
    if not has_screen():
        help = f"stretchplayer edit --external {args.routine} opens it with your own editor."
        raise exits.Fault(exits.CANNOT, "the editor needs a terminal that it can draw on", help)
    return open_screen(open_editor(sheet))


def _external(sheet: EditedFile) -> int:
    command = editor_command()
    if sheet.fresh:
        write_new(Path(sheet.path), sheet.text)
        say.out(f"Copied into your own folder: {sheet.path}")
        say.flush()
    # An absolute path begins with no dash, and without a shell no character in it means anything.
    path = os.path.abspath(sheet.path)  # noqa: PTH100
    try:
        ended = subprocess.run([*command, path], check=False)
    except FileNotFoundError:
        raise exits.Fault(exits.CANNOT, f"there is no program `{command[0]}`", _HELP) from None
    except OSError as error:
        raise exits.Fault(exits.CANNOT, f"`{command[0]}` cannot be run: {error.strerror or error}", _HELP) from None
    if ended.returncode:
        say.aside(f"stretchplayer: {command[0]} ended with {ended.returncode}")
    return check.report_one(path)


_HELP = "Set VISUAL or EDITOR to your editor, or leave --external out."


def editor_command() -> list[str]:
    """The person's editor and its arguments, as `code --wait`: quotes group words, nothing else is special.

    Raises Fault where there is none.
    """
    for name in ("VISUAL", "EDITOR"):
        written = os.environ.get(name, "").strip()
        if not written:
            continue
        if shutil.which(written):
            return [written]  # one program whose path has blanks in it
        try:
            words = shlex.split(written, posix=os.name != "nt")
        except ValueError:
            raise exits.Fault(exits.USAGE, f"{name} has an unclosed quote: {written}", _HELP) from None
        if words:
            return words
    for usual in ("sensible-editor", "nano", "vi", "notepad"):
        if shutil.which(usual):
            return [usual]
    raise exits.Fault(exits.CANNOT, "no editor is known", _HELP)
