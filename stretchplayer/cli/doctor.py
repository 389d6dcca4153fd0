"""What works here, and what to do about what does not.

Tries everything that Stretchplayer uses of this machine: the terminal, each sound output (with a tone), each speech
engine, the folders, your settings. Exit code 4 if nothing would be heard.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from typing import Any

from stretchplayer.audio.clips import load_tones
from stretchplayer.audio.probe import Report, probe_engines, probe_outputs
from stretchplayer.cli import examine, say, table
from stretchplayer.cli.exits import CANNOT
from stretchplayer.library import places
from stretchplayer.library.new_routine import keep_schemas
from stretchplayer.runs.voicing import engine_options
from stretchplayer.settings.file import load_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="try the outputs without a tone and without the bell")
    parser.add_argument("--json", action="store_true", help="the findings for other programs")


def run(args: argparse.Namespace) -> int | None:
    """Look at everything in turn and say what was found; the exit code says whether anything would be heard."""
    keep_schemas()
    groups: dict[str, Callable[[], Iterator[Report]]] = {
        "Program": examine.program,
        "Terminal": examine.terminal,
        "Sound": lambda: _outputs(args.quiet),
        "Voice": lambda: probe_engines(engine_options(load_settings().settings)),
        "Folders": examine.folders,
        "Settings": examine.settings,
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
    quiet = examine.silenced()
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
    yield from probe_outputs(tone, say.bell if sys.stdout is not None and sys.stdout.isatty() else None)


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
    groups = {
        title.lower(): [
            {"name": report.name, "works": report.works, "detail": report.detail, "remedy": report.remedy}
            for report in reports
        ]
        for title, reports in found.items()
    }
    return {"heard": heard, "verdict": verdict, **groups}
