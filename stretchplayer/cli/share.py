"""A routine for someone without Stretchplayer: page, sheet, file and sound in a folder or a zip.

Writes a folder, or a zip where OUTPUT ends in .zip, with the page that plays the routine on any phone or computer, a
sheet to print, the routine itself, and its sound as a file.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from stretchplayer import StretchplayerError
from stretchplayer.audio.render import check
from stretchplayer.cli import exits, loading, say
from stretchplayer.cli.options import add_routine
from stretchplayer.cli.render import write_sound
from stretchplayer.library import finding
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs import request as runs
from stretchplayer.runs.outgoing import HOLDS, all_of
from stretchplayer.runs.request import RunPlan
from stretchplayer.settings.file import load_settings

_WHAT = {
    "-player.html": "open it on a phone or a computer: it plays, without a network",
    "-sheet.html": "to print",
    ".mp3": "all of it to listen to",
    ".wav": "all of it to listen to",
    ".yaml": "for the program Stretchplayer: stretchplayer import FILE",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    add_routine(parser)
    parser.add_argument("-o", "--output", type=Path, help="a folder or a .zip; default: the routine's id")
    parser.add_argument("--no-sound", action="store_true", help="leave the sound file out")


def run(args: argparse.Namespace) -> None:
    """Write the folder or the zip, whole or not at all."""
    loaded = loading.load(finding.find(args.routine).path)
    plan = runs.plan(runs.RunRequest(routine=loaded, settings=load_settings().settings))
    output: Path = args.output or Path(plan.timeline.id)
    if output.exists():
        raise exits.Fault(exits.USAGE, f"{output} exists already", "Name another place with -o.")
    notices = list(plan.notices)
    texts = all_of(("yaml", "html") if plan.is_relief else ("page", "html", "yaml"), loaded, plan, notices)
    with tempfile.TemporaryDirectory(prefix="stretchplayer-share-") as made:
        folder = Path(made) / output.stem
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        if not args.no_sound and not plan.is_relief:
            _sound(plan, folder, notices)
        readme = _readme(plan.timeline.name, sorted(path.name for path in folder.iterdir()), plan.is_relief)
        (folder / "README.txt").write_text(readme, encoding="utf-8")
        _put(folder, output)
    for notice in notices:
        say.aside(harmless(notice))
    say.out(f"Written: {harmless(str(output))}")
    say.out(HOLDS)


def _sound(plan: RunPlan, folder: Path, notices: list[str]) -> None:
    """The sound file, as `render` writes it; without it the rest is still worth having.

    As MP3 where that can be written: every phone plays it, and it goes into a mail, which a WAV does not.
    """
    path = folder / f"{plan.timeline.id}.mp3"
    try:
        check(path)
    except StretchplayerError:
        path = path.with_suffix(".wav")
    try:
        write_sound(plan.at_full_volume(), path)
    except StretchplayerError as fault:
        notices.append(f"without a sound file: {fault.message}")


def _put(folder: Path, output: Path) -> None:
    if output.suffix.lower() == ".zip":
        made = shutil.make_archive(str(folder.parent / "shared"), "zip", folder.parent, folder.name)
        shutil.copyfile(made, output)
    else:
        shutil.copytree(folder, output)


def _readme(name: str, files: list[str], relief: bool) -> str:
    lines = [f"{file}: {next((words for end, words in _WHAT.items() if file.endswith(end)), '')}" for file in files]
    caution = "A cramp with a swollen, hot or discoloured limb needs a doctor first.\n" if relief else ""
    return f"{name}\n\n{caution}" + "\n".join(lines) + "\n\nNot medical advice. A pull is fine. Pain is a stop.\n"
