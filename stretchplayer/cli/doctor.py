"""What works here, and what to do about what does not.

Tries everything that Stretchplayer uses of this machine: the terminal, each sound output (with a tone), each speech
engine, the folders, your settings. Exit code 4 if nothing would be heard.
"""

import argparse
import os
import platform
import re
import select
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

from stretchplayer import __version__
from stretchplayer.audio.clips import load_tones
from stretchplayer.audio.probe import Report, probe_engines, probe_outputs
from stretchplayer.audio.remedies import pip
from stretchplayer.cli import say, table
from stretchplayer.cli.check import check
from stretchplayer.cli.exits import CANNOT
from stretchplayer.cli.picture import depth_of
from stretchplayer.cli.screen import has_unicode_locale
from stretchplayer.library import places
from stretchplayer.library.folders import files
from stretchplayer.library.loader import same_id_advice
from stretchplayer.library.new_routine import keep_schemas
from stretchplayer.runs.voicing import engine_options
from stretchplayer.settings.file import load_settings
from stretchplayer.words.counts import capital

if sys.platform != "win32":
    import termios
    import tty

_ANSWER = re.compile(rb"\x1b\[\d+;(\d+)R")
_PATIENCE_S = 0.4  # a terminal answers at once, one behind a slow line within this
_LEAST = (40, 12)  # columns and rows: below this the screen asks for room
_PACKAGES = ("textual", "pyyaml", "pillow", "miniaudio", "wakepy", "ruamel.yaml", "plotext")
_EXTRAS = {
    "hibari-tts": "a natural English voice",
    "espeakng-loader": "speaks many languages with nothing else installed",
    "simpleaudio" if sys.version_info < (3, 12) else "simpleaudio-patched": "another sound output",
    "pygls": "mistakes and completion in your own editor",
    "soundfile": "writes .flac, .ogg, .opus and .mp3 files",
}
_LOCALE = "Set LANG to a UTF-8 locale, for example LANG=C.UTF-8."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="try the outputs without a tone and without the bell")
    parser.add_argument("--json", action="store_true", help="the findings for other programs")


def run(args: argparse.Namespace) -> int | None:
    """Look at everything in turn and say what was found; the exit code says whether anything would be heard."""
    keep_schemas()
    groups: dict[str, Callable[[], Iterator[Report]]] = {
        "Program": _program,
        "Terminal": _terminal,
        "Sound": lambda: _outputs(args.quiet),
        "Voice": lambda: probe_engines(engine_options(load_settings().settings)),
        "Folders": _folders,
        "Settings": _settings,
    }
    found: dict[str, list[Report]] = {}
    for title, look in groups.items():
        if not args.json:
            say.out(table.bold(title))
            say.flush()
        found[title] = []
        remedy: str | None = None
        for report in look():
            found[title].append(report)
            if not args.json:
                _print(report, remedy)
            remedy = report.remedy
    quiet = _silenced()
    heard = any(report.works for report in found["Sound"]) and quiet is None
    verdict = f"You have set {quiet}: nothing is heard until you change it." if quiet else _verdict(found, heard)
    if args.json:
        say.out_json(_record(found, heard, verdict))
    else:
        say.out()
        table.out(verdict, style=table.bold)
    return None if heard else CANNOT


def _outputs(quiet: bool) -> Iterator[Report]:
    tone = None if quiet else load_tones(places.assets() / "cues").get("start")
    yield from probe_outputs(tone, say.bell())


def _verdict(found: dict[str, list[Report]], heard: bool) -> str:
    """What all of it means for a person who wants to play a routine."""
    sound = [report.name for report in found["Sound"] if report.works]
    speaks = next((report.name for report in found["Voice"] if report.works), None)
    if not heard:
        return "Nothing would be heard here. Routines play all the same: the screen shows everything."
    if sound == ["bell"]:
        return "The terminal's bell marks the cues; nothing is spoken."
    voice = f"spoken by {speaks}" if speaks else "without a voice"
    return f"Routines sound through {sound[0]}, {voice}."


def _print(report: Report, said: str | None) -> None:
    good, bad = ("✓", "✗") if say.unicode_out() else ("ok", "--")
    table.out(f"{report.name}: {report.detail}", lead=f"{good if report.works else bad:>3} ")
    # Two outputs that fail alike are mended alike: said once.
    if report.remedy and report.remedy != said:
        table.out(report.remedy, 6, table.dim)
    say.flush()


def _record(found: dict[str, list[Report]], heard: bool, verdict: str) -> dict[str, Any]:
    """The findings as data: `works`, `detail` and `remedy` (or `None`) of each thing by group."""
    groups = {title.lower(): list(map(asdict, reports)) for title, reports in found.items()}
    return {"heard": heard, "verdict": verdict, **groups}


# What is looked at


def _program() -> Iterator[Report]:
    """This program, Python, and the packages it stands on."""
    here = f"{__version__} on Python {platform.python_version()}, {platform.platform(terse=True)}."
    yield Report("Stretchplayer", True, here)
    versions = {name: _version(name) for name in _PACKAGES}
    missing = [name for name, version in versions.items() if version is None]
    here = ", ".join(f"{name} {version}" for name, version in versions.items() if version)
    if missing:
        lost = f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing."
        yield Report("packages", False, f"{here}. {lost}" if here else lost, pip(" ".join(missing)))
    else:
        yield Report("packages", True, f"{here}.")
    extras = [f"{name} {_version(name) or 'not installed'} ({what})" for name, what in _EXTRAS.items()]
    yield Report("extras", True, f"{'; '.join(extras)}.")


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _terminal() -> Iterator[Report]:
    """How large it is, how many colours it has, and whether it draws what the screen is made of."""
    if not say.on_terminal():
        remedy = "Run it in a terminal; in a pipe it plays plain lines."
        yield Report("screen", False, "Standard output is not a terminal.", remedy)
    else:
        yield _size()
        yield _colours()
    if say.unicode_out() and has_unicode_locale(os.environ):
        yield _width()
    else:
        yield Report("characters", False, "The locale is not UTF-8, so routines play as plain lines.", _LOCALE)


def _size() -> Report:
    columns, rows = shutil.get_terminal_size((0, 0))
    detail = f"{columns} columns, {rows} rows, TERM={os.environ.get('TERM', '') or 'not set'}."
    if columns < _LEAST[0] or rows < _LEAST[1]:
        return Report("size", False, detail, f"The screen needs {_LEAST[0]} columns and {_LEAST[1]} rows.")
    return Report("size", True, detail)


def _colours() -> Report:
    # A terminal that nobody names may still say by COLORTERM what it has.
    depth = depth_of({"TERM": "ansi", **os.environ}, terminal=True)
    if os.environ.get("NO_COLOR"):
        return Report("colours", True, "None, as NO_COLOR asks.")
    if depth == "true":
        return Report("colours", True, "16 million.")
    if depth == "256":
        detail = "256: figures are a little coarser. COLORTERM=truecolor tells that it has them all."
        return Report("colours", True, detail)
    remedy = "Another terminal, or COLORTERM=truecolor."
    return Report("colours", False, "16 or fewer: figures are hard to make out.", remedy)


def _width() -> Report:
    """How wide the terminal draws what the screen is made of; only the terminal knows, so it is asked."""
    block, wide = cells_of("▀█▄"), cells_of("日本")
    if block is None or wide is None or not block or not wide:
        return Report("characters", True, "UTF-8; the terminal did not say how wide it draws them.")
    if block != 3:
        detail = f"UTF-8, but a block takes {block / 3:.1f} columns where it should take one."
        remedy = "Tell the terminal to draw characters of ambiguous width narrow."
        return Report("characters", False, detail, remedy)
    if wide != 4:
        detail = f"UTF-8, but a wide character takes {wide / 2:.1f} columns in place of two."
        remedy = "Names in Chinese or Japanese may be a little out of line here."
        return Report("characters", False, detail, remedy)
    return Report("characters", True, "UTF-8, each as wide as it should be.")


def cells_of(text: str) -> int | None:
    """How many columns `text` takes on this terminal, by where its cursor stands then; `None` where it does not say.

    Leaves nothing on the screen. `text` has to be printable and short enough for one line.
    """
    try:
        keys = sys.stdin.fileno()
        if not (os.isatty(keys) and os.isatty(sys.stdout.fileno())) or os.tcgetpgrp(keys) != os.getpgrp():
            return None
        before = termios.tcgetattr(keys)
    except (ImportError, AttributeError, OSError, ValueError):
        return None
    try:
        tty.setcbreak(keys, termios.TCSANOW)
        sys.stdout.write(f"\r{text}\x1b[6n")
        sys.stdout.flush()
        column = _answer(keys)
        sys.stdout.write("\r\x1b[K")
        sys.stdout.flush()
    except OSError:
        return None
    finally:
        # What was typed or answered too late is thrown away with it, or it would land at the shell's prompt.
        termios.tcsetattr(keys, termios.TCSAFLUSH, before)
    return None if column is None else column - 1


def _answer(keys: int) -> int | None:
    end = time.monotonic() + _PATIENCE_S
    said = b""
    while (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([keys], [], [], left)
        if not ready:
            break
        said += os.read(keys, 64)
        if found := _ANSWER.search(said):
            return int(found[1])
    return None


def _folders() -> Iterator[Report]:
    """What comes with the program is there; what belongs to the person can be written."""
    shipped = places.shipped_routines()
    count = sum(1 for _ in shipped.glob("*/*.yaml")) if shipped.is_dir() else 0
    if count and (places.assets() / "cues").is_dir():
        yield Report("shipped", True, f"{count} routines in {shipped}.")
    else:
        yield Report("shipped", False, f"The routines or sounds are missing in {shipped}.", "Reinstall it.")
    for name, path in (
        ("settings", places.config_dir()),
        ("own routines", places.personal_routines()),
        ("own plans", places.personal_plans()),
        ("own moves", places.personal_moves()),
        ("journal", places.data_dir()),
        ("cache", places.cache_dir()),
    ):
        yield _folder(name, path)
    for problem in (problem for file in files() if file.counts for problem in same_id_advice(file.path)):
        yield Report("own routines", False, f"{problem.file}: {problem.message}.", f"{capital(problem.help or '')}.")


def _folder(name: str, path: Path) -> Report:
    """Whether something can be written there: tried in the folder, or in the nearest one that is there already."""
    here = path
    try:
        made = path.exists()
        while not here.exists() and here != here.parent:
            here = here.parent
        with tempfile.NamedTemporaryFile(dir=here):
            pass
    except OSError as fault:
        remedy = "Make it writable, or name another folder with STRETCHPLAYER_HOME."
        return Report(name, False, f"{path} cannot be written to ({fault.strerror or fault}).", remedy)
    return Report(name, True, f"{path}{'' if made else ' (made when it is needed)'}")


def _settings() -> Iterator[Report]:
    """Each mistake in the settings, at its place."""
    path = str(places.settings_file())
    written = os.path.lexists(path)
    problems = check(path).problems if written else ()
    for problem in problems:
        place = f", line {problem.line}" if problem.line else ""
        yield Report(f"settings.yaml{place}", False, f"{problem.message}.", problem.help)
    if why := _silenced():
        remedy = "Change it in the settings; `--sound auto --volume 100` does it for one run."
        yield Report("silence", False, f"You have set {why}, so nothing is heard.", remedy)
    if not problems:
        detail = "No mistakes." if written else "Nothing is set; everything has its default."
        yield Report("settings.yaml", True, detail)


def _silenced() -> str | None:
    """The setting that keeps everything silent, as it is written; `None` without one."""
    set_ = load_settings().settings
    if set_.sound == "off":
        return "sound: off"
    if not set_.volume:
        return "volume: 0"
    return "voice-volume: 0 and tone-volume: 0" if not (set_.voice_volume or set_.tone_volume) else None
