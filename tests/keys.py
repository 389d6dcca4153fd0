"""`python -m tests.keys [--triples N] [--seconds N] [--part 1/5] [SCREEN...]`: keys that come at once, on every screen.

Every pair of keys, and N random triples, each without a pause between, on each screen through Textual's pilot, and keys
that come while the screen is still being opened; then random keys for N seconds into the real program in a real
terminal. Nothing may fail: no handler lets an exception through, no screen closes twice, nothing is left that cannot be
left. Ends with 1 if anything did, and says after which keys. The test run has a short form of it.
"""

import argparse
import asyncio
import itertools
import random
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from stretchplayer.tui.app import StretchplayerApp
from stretchplayer.tui.pages import open_library
from tests.benchmarks.start import command
from tests.benchmarks.terminal import Terminal
from tests.tui.conftest import Bench, make_bench, planned
from tests.tui.pilot import settle

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


def _asked_to_leave(it: Bench, _: Path) -> None:
    _play(it)
    it.app.call_later(lambda: (it.pass_ms(8_000), at_once(it.app, "q")))


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
    "leave": _asked_to_leave,
    "finish": _finished,
    "editor": _edit,
    "import": _import,
    "a line": lambda it, _: it.app.write_new(lambda _: None),
    "relief": lambda it, _: it.app.open_relief("calf"),
    "help": lambda it, _: it.app.action_help(),
    "palette": lambda it, _: it.app.action_command_palette(),
    **{name: _page(name) for name in ("moves", "history", "cramps", "plan", "prevention", "health", "why", "settings")},
}


@contextmanager
def _drawn(drawn: bool) -> Iterator[None]:
    """Drawing takes half of the time and answers to no key: two programs in three do without it."""
    with ExitStack() as stack:
        if not drawn:
            stack.enter_context(mock.patch.object(Screen, "_compositor_refresh", lambda _: None))
        yield


#: Chords that leave a screen open meet it as the ones before left it, up to so many: opening it takes most of the time.
_KEPT = 8


async def hammered(screen: str, chords: Iterable[Chord], *, early: bool = False) -> list[str]:
    """Send each chord to a screen that was opened over the library; what went wrong, with the chord. The keys that
    are `early` come while it is still being put together, before it has read anything."""
    faults: list[str] = []
    rest = iter(chords)
    with _home() as folder:
        chord: Chord | None = next(rest, None)
        for number in itertools.count():  # a new program wherever a chord has ended the one before
            if chord is None:
                break
            it = make_bench(open_library)
            with _drawn(drawn := number % 3 == 0):
                async with it.app.run_test(size=(40, 12) if drawn else (80, 24)):
                    await settle(it.app)
                    opened: list[Screen[Any]] = []
                    tried = 0
                    while chord is not None and not it.app._exit:
                        if early or tried == _KEPT or it.app.screen_stack != opened or not opened:
                            await _home_again(it.app)
                            SCREENS[screen](it, folder)
                            if not early:
                                await settle(it.app)
                            opened, tried = list(it.app.screen_stack), 0
                        tried += 1
                        at_once(it.app, *chord)
                        await settle(it.app)
                        if it.app._exception is not None:
                            faults.append(f"{screen}, {' '.join(chord)}{' at once' * early}: {it.app._exception!r}")
                            it.app._exception = None
                        chord = next(rest, None)
                        if it.app._exit:
                            break
                        it.pass_ms(700)
    return faults


async def heard(screen: str) -> tuple[str, ...]:
    """The keys that anything on a screen that was just opened answers to: all where a handler looks at each."""
    with _home() as folder:
        it = make_bench(open_library)
        async with it.app.run_test(size=(80, 24)):
            await settle(it.app)
            SCREENS[screen](it, folder)
            await settle(it.app)
            asked = [it.app.focused, *it.app.focused.ancestors] if it.app.focused else [it.app.screen, it.app]
            bases = (App, Screen, Widget, MessagePump, DOMNode)
            kinds = {kind for node in asked for kind in type(node).__mro__}.difference(bases)
            if isinstance(it.app.focused, (Input, TextArea)):
                return tuple(key for key in KEYS if len(key) > 1 or key in "qn1")  # a letter is a letter
            if any(name in vars(kind) for kind in kinds for name in ("on_key", "_on_key")):
                return KEYS
            return tuple(key for key in KEYS if key in it.app.screen.active_bindings)


def pairs(first: Iterable[str]) -> list[Chord]:
    """Every key after each of these. A key that nothing answers to leaves the screen as it was: once is enough."""
    chosen = set(first)
    silent = [(key,) for key in KEYS if key not in chosen]
    return [*silent, *itertools.product([key for key in KEYS if key in chosen], KEYS)]


async def _home_again(app: StretchplayerApp) -> None:
    """Back to the library, whatever is open over it."""
    while len(app.screen_stack) > 1:
        app.pop_screen()
    await settle(app)


@contextmanager
def _home() -> Iterator[Path]:
    """A home of its own, so that nothing of a person is touched."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name,
        mock.patch.dict("os.environ", STRETCHPLAYER_HOME=name, HOME=name),
    ):
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
    parser.add_argument("--part", default="1/1", help="only this part of them, as in 2/5")
    parser.add_argument("--seconds", type=float, default=60, help="in a real terminal")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("screen", nargs="*", choices=[*SCREENS, []], default=[])
    args = parser.parse_args(arguments)
    chance, failed = random.Random(args.seed), 0
    part, parts = map(int, args.part.split("/"))
    for screen in args.screen or SCREENS:
        every = pairs(asyncio.run(heard(screen)))
        chords = chance.sample(every, min(len(every), args.pairs)) if args.pairs is not None else every
        chords = [*chords, *(tuple(chance.choices(KEYS, k=3)) for _ in range(args.triples))]
        soon = [*((key,) for key in KEYS), *(tuple(chance.choices(KEYS, k=2)) for _ in range(args.triples // 5))]
        mine, early = chords[part - 1 :: parts], soon[part - 1 :: parts]
        faults = asyncio.run(hammered(screen, mine)) + asyncio.run(hammered(screen, early, early=True))
        failed += len(faults)
        said = f"{screen}: {len(mine):,} pairs and triples, {len(early):,} keys before it was ready"
        print(f"{'BROKE' if faults else 'ok   '} {said}", *faults[:5], sep="\n      ")
        sys.stdout.flush()
    if args.seconds and (fault := in_a_terminal(args.seconds, args.seed)):
        failed += 1
        print(f"BROKE in a terminal: {fault}")
    elif args.seconds:
        print(f"ok    in a terminal: {args.seconds:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
