"""Help with a cramp, right away.

Guides through a cramp: calf, foot, hamstring, thigh, shin, groin, hand, side stitch or neck.
"""

import argparse
import gc
from typing import TYPE_CHECKING, Any

from stretchplayer.cli import say, signals
from stretchplayer.cli.options import add_plain, add_sound, add_speed
from stretchplayer.cli.screen import has_screen, open_screen
from stretchplayer.library import places
from stretchplayer.runs.relief_plans import plan_for

if TYPE_CHECKING:
    from stretchplayer.library.loader import Loaded


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "muscle",
        nargs="*",
        metavar="MUSCLE",
        help="what hurts; a warning sign opens the page of signs; else the one eased last, else calf",
    )
    parser.add_argument("--side", choices=("left", "right"), help="the side that hurts, for the note")
    parser.add_argument("--bed", action="store_true", help="stay in bed: lying and seated variants")
    parser.add_argument("--quiet", action="store_true", help="no sound, and dim")
    add_plain(parser)
    add_speed(parser)
    add_sound(parser)


def run(args: argparse.Namespace) -> int:
    return guide(args, " ".join(args.muscle) or None, side=args.side, bed=args.bed, quiet=args.quiet)


def guide(args: argparse.Namespace, word: str | None = None, *, own: "str | Loaded | None" = None, **asked: Any) -> int:
    """Guide through what a word means, or through a relief routine that was asked for by itself; the exit code."""
    asked |= {"speed": args.speed, "sounds": lambda: _sounds(args)}
    if own is not None:
        asked["own"] = plan_for(own)
    app = None
    if has_screen() and not (_always_plain() if args.plain is None else args.plain):
        # What is made before the first instruction stays: to look for garbage in it costs 4 % of the way there. The
        # screen takes this back as soon as it stands.
        gc.disable()
        try:
            from stretchplayer.tui.screens.relief import ReliefApp, ReliefScreen

            app = ReliefApp(lambda: ReliefScreen(word, **asked))
            with signals.asked_by(app.stop):
                app.run()
        finally:
            gc.enable()
        for line in app.said:
            say.aside(line)
    if app is None or app.failure is not None:
        # There is no screen, or it failed: then the help goes on in lines from the same moment on.
        from stretchplayer.plain.relief import go_on_plain, run_plain

        if app is not None and app.left_to is not None:
            return go_on_plain(app.left_to, speed=args.speed)
        run_plain(word, **asked)
        return 0
    if app.left_for is not None:
        from stretchplayer.tui.pages import open_page

        return open_screen(open_page(app.left_for))
    return app.return_code or 0


def _always_plain() -> bool:
    """Whether the settings want lines in place of a screen. They are read for that only where they name it: the first
    instruction waits for nothing else of them, and broken ones cost only themselves."""
    try:
        if b"plain" not in places.settings_file().read_bytes():
            return False
        from stretchplayer.settings.file import load_settings

        return load_settings().settings.plain
    except Exception:
        return False


def _sounds(args: argparse.Namespace) -> Any:
    # Reads the settings and the sound libraries: never before the first words are on the screen.
    from stretchplayer.runs.relief_sound import make_sounds, tonight

    return make_sounds(tonight(args.sound, args.volume, args.voice))
