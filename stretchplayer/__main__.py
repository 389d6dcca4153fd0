"""The command `stretchplayer`, also as `python -m stretchplayer`."""

import sys

from stretchplayer import STARTING, __version__


def run() -> int:
    """Run the command line and return its exit code.

    The version is answered before anything else is imported, so that it costs no more than the interpreter.
    """
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(f"stretchplayer {__version__}")  # noqa: T201 - the front end that this one answer needs
        return 0
    import gc

    # Starting makes a hundred thousand objects that all stay: looking among them for rubbish on the way costs a tenth
    # of the time until the first frame. A screen looks more often once it is drawn.
    gc.set_threshold(STARTING, 20, 50)
    try:
        from stretchplayer.cli.main import main
    except KeyboardInterrupt:
        return 130
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run())
