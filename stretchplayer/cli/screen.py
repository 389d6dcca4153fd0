"""Whether there is a screen to draw on, and handing over to it."""

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from stretchplayer.cli import say, signals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchplayer.runs.relief_run import Relief
    from stretchplayer.runs.request import RunRequest
    from stretchplayer.tui.pages import Opening


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


def open_screen(opening: "Opening | None" = None, request: "RunRequest | None" = None) -> int:
    """Run the screen until the person leaves; the exit code. Signals reach it as a wish, not as an exception.

    `request` is what each run begins with: the settings, with what was written on the command line in their place.
    """
    # Relief asks this module only whether there is a screen, and its first instruction waits for no more.
    from stretchplayer.runs.request import RunRequest
    from stretchplayer.settings.file import load_settings
    from stretchplayer.tui.app import StretchplayerApp

    request = request or RunRequest(settings=load_settings().settings)
    if os.environ.get("NO_COLOR"):
        request = replace(request, settings=request.settings.with_options(still=True))

    def in_lines(relief: "Relief") -> None:
        from stretchplayer.plain.relief import go_on_plain

        go_on_plain(relief)

    app = StretchplayerApp(opening, request=request, in_lines=in_lines)
    with signals.asked_by(app.stop):
        app.run()
    if app.failure is not None:
        # The terminal is the shell's again, and what was played is in the journal: say what happened.
        raise app.failure
    return app.return_code or 0
