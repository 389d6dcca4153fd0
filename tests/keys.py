"""`python -m tests.keys [--triples N] [--seconds N] [SCREEN...]`: keys that come at once, on every screen.

Every pair of keys, and N random triples, each without a pause between, on each screen through Textual's pilot; then
random keys for N seconds into the real program in a real terminal. Nothing may fail: no handler lets an exception
through, no screen closes twice, nothing is left that cannot be left. Ends with 1 if anything did, and says after which
keys. The test run has a short form of it.
"""

import argparse
import asyncio
import itertools
import random
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from textual import events

from stretchplayer.tui.app import StretchplayerApp
from stretchplayer.tui.pages import OpenLibrary
from tests.benchmarks.start import command
from tests.benchmarks.terminal import Terminal
from tests.tui.conftest import Bench, make_bench, planned, settle

KEYS = (
    "enter", "escape", "space", "q", "g", "n", "p", "m", "s", "d", "e", "y", "r", "c", "f", "f2", "f5",
    "question_mark", "slash", "up", "down", "left", "right", "tab", "backspace", "ctrl+p", "ctrl+s", "ctrl+z", "V",
    "plus", "minus", "1", "x", "u", "i", "t", "h", "o", "a", "w", "pagedown", "home", "delete", "b", "v", "0",
)  # fmt: skip
_SENT = (
    *"\r\x1b qgnpmsdeyrcf?/Vxuithoaw+-1b0\t\x7f\x10\x13",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1bOQ",
    "\x1b[6~",
)
Chord = tuple[str, ...]


def at_once(app: StretchplayerApp, *keys: str) -> None:
    """Send keys as a double tap or a held key does: the second is there before the first was dealt with."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else " " if key == "space" else None))


def _page(name: str) -> Callable[[Bench, Path], None]:
    return lambda it, _: it.app.show(name)


def _play(it: Bench) -> None:
    it.app.open_plan(planned())


def _over_player(key: str) -> Callable[[Bench, Path], None]:
    def open_(it: Bench, _: Path) -> None:
        _play(it)
        at_once(it.app, key)

    return open_


def _finished(it: Bench, _: Path) -> None:
    _play(it)
    it.app.call_later(lambda: it.pass_ms(3_600_000))


def _import(it: Bench, folder: Path) -> None:
    (folder / "list.txt").write_text("Calf stretch 2 x 30 sec each side\nNeck tilt 20 sec\n")
    it.app.bring_in(lambda _: None, str(folder / "list.txt"))


def _edit(it: Bench, folder: Path) -> None:
    (folder / "own.yaml").write_text("name: Own\nsteps:\n  - Neck tilt\n")
    it.app.edit(str(folder / "own.yaml"), lambda _: None)


SCREENS: dict[str, Callable[[Bench, Path], None]] = {
    "library": lambda it, _: None,
    "player": lambda it, _: _play(it),
    "steps": _over_player("g"),
    "levels": _over_player("V"),
    "leave": _over_player("q"),
    "finish": _finished,
    "editor": _edit,
    "import": _import,
    "naming": lambda it, _: it.app.write_new(lambda _: None),
    "relief": lambda it, _: it.app.open_relief("calf"),
    "help": lambda it, _: it.app.action_help(),
    "palette": lambda it, _: it.app.action_command_palette(),
    **{name: _page(name) for name in ("moves", "history", "cramps", "plan", "prevention", "health", "why", "settings")},
}


async def hammered(screen: str, chords: Iterable[Chord]) -> list[str]:
    """Send each chord to a screen that was just opened over the library; what went wrong, with the chord."""
    faults: list[str] = []
    rest = iter(chords)
    with _home() as folder:
        chord: Chord | None = next(rest, None)
        while chord is not None:  # a new program wherever a chord has ended the one before
            it = make_bench(OpenLibrary())
            async with it.app.run_test(size=(80, 24)):
                await settle(it.app)
                while chord is not None and not it.app._exit:
                    SCREENS[screen](it, folder)
                    await settle(it.app)
                    at_once(it.app, *chord)
                    await settle(it.app)
                    if it.app._exception is not None:
                        faults.append(f"{screen}, {' '.join(chord)}: {it.app._exception!r}")
                        it.app._exception = None
                    chord = next(rest, None)
                    if it.app._exit:
                        break
                    await _home_again(it.app)
                    it.pass_ms(700)
    return faults


async def _home_again(app: StretchplayerApp) -> None:
    """Back to the library, whatever is open over it."""
    while len(app.screen_stack) > 1:
        app.pop_screen()
    await settle(app)


@contextmanager
def _home() -> Iterator[Path]:
    """A home of its own, so that nothing of a person is touched."""
    with tempfile.TemporaryDirectory() as name, mock.patch.dict("os.environ", STRETCHPLAYER_HOME=name):
        yield Path(name)


def in_a_terminal(seconds: float, seed: int) -> str | None:
    """Random keys in bursts into the real program; what went wrong, if anything did."""
    chance = random.Random(seed)
    with _home() as folder:
        for part in range(max(1, round(seconds / 10))):
            sent: list[str] = []
            with Terminal([*command(), "--plain"][:1] if part % 2 else [*command(), "play", "desk-break"]) as terminal:
                terminal.watch(2)
                for _ in range(60):
                    keys = "".join(chance.choice(_SENT) for _ in range(chance.randint(1, 4)))
                    sent.append(keys)
                    try:
                        terminal.press(keys)
                    except OSError:
                        break
                    terminal.watch(0.1)
                    if terminal._process.poll() is not None:
                        break
                if terminal._process.poll() is None:
                    terminal.signal(signal.SIGTERM)
                code = terminal.wait()
                log = folder / "cache" / "fault.log"
                if code not in (0, 130, 143) or log.exists() or b"Traceback" in terminal.log:
                    return f"exit code {code} after {sent!r}: {log.read_text()[-800:] if log.exists() else ''}"
    return None


def main(arguments: list[str]) -> int:
    """Try them all; 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.keys")
    parser.add_argument("--triples", type=int, default=500)
    parser.add_argument("--pairs", type=int, help="so many of them, at random; all without it")
    parser.add_argument("--seconds", type=float, default=60, help="in a real terminal")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("screen", nargs="*", choices=[*SCREENS, []], default=[])
    args = parser.parse_args(arguments)
    chance, failed = random.Random(args.seed), 0
    pairs: list[Chord] = list(itertools.product(KEYS, repeat=2))
    for screen in args.screen or SCREENS:
        chosen = chance.sample(pairs, args.pairs) if args.pairs else pairs
        chords = [*chosen, *(tuple(chance.choices(KEYS, k=3)) for _ in range(args.triples))]
        faults = asyncio.run(hammered(screen, chords))
        failed += len(faults)
        print(
            f"{'BROKE' if faults else 'ok   '} {screen}: {len(chords):,} pairs and triples", *faults[:5], sep="\n      "
        )
        sys.stdout.flush()
    if args.seconds and (fault := in_a_terminal(args.seconds, args.seed)):
        failed += 1
        print(f"BROKE in a terminal: {fault}")
    elif args.seconds:
        print(f"ok    in a terminal: {args.seconds:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
