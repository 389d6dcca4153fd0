"""Whether there is a screen to draw on, and handing over to it."""

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stretchplayer.cli import say, signals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchplayer.settings.model import SettingsReading
    from stretchplayer.tui.app import Opening
    from stretchplayer.tui.parts import Options


def has_screen() -> bool:
    """Whether standard input and output are a terminal that a full screen can be drawn on."""
    for stream in (sys.stdin, sys.stdout):
        try:
            if stream is None or not stream.isatty():
                return False
        except (OSError, ValueError):
            return False
    return (
        say.unicode_out() and has_unicode_locale(os.environ) and os.environ.get("TERM", "") not in ("dumb", "unknown")
    )


def has_unicode_locale(environ: "Mapping[str, str]") -> bool:
    """Whether the locale is UTF-8; one that nobody has set counts as such, for terminals today are.

    Python itself sets LC_CTYPE to a UTF-8 one where LANG is C or POSIX; what the person set counts.
    """
    if sys.platform == "win32":
        return True
    named = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    if not environ.get("LC_ALL") and named in ("C.UTF-8", "C.utf8") and environ.get("LANG") in ("C", "POSIX"):
        return False
    return not named or "utf8" in named.lower().replace("-", "")


def options_of(reading: "SettingsReading", **given: object) -> "Options":
    """What the screens are to know: the settings, with what was written on the command line in their place."""
    from stretchplayer.tui.parts import Options

    options = Options().settled(reading.settings)
    kept: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    return replace(options, still=kept.pop("still", False) or options.still or bool(os.environ.get("NO_COLOR")), **kept)


def open_screen(opening: "Opening | None" = None, options: "Options | None" = None) -> int:
    """Run the screen until the person leaves; the exit code. Signals reach it as a wish, not as an exception."""
    from stretchplayer.tui.app import StretchplayerApp

    app = StretchplayerApp(opening, options=options)
    with signals.asked_by(app.stop):
        app.run()
    return app.return_code or 0
