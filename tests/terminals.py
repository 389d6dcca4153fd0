"""`python -m tests.terminals [CASE...]`: the program in terminals and locales of every kind, in real tmux and screen,
and with output that stops, breaks or disappears. Ends with 1 if anything was not as it should be.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from tests.benchmarks.start import command
from tests.benchmarks.terminal import Terminal

_ROUTINE = "name: Held\ncountdown: 0s\nsteps:\n  - {{move: March on the spot, reps: {reps}, every: 1s}}\n"
_TERMS = ("dumb", "unknown", "linux", "xterm", "xterm-256color", "screen", "screen-256color", "tmux-256color", "vt100")
_LOCALES = ("C", "POSIX", "C.UTF-8", "en_US.UTF-8", "de_DE.UTF-8", "de_DE.ISO-8859-1", "tr_TR.UTF-8", "ja_JP.UTF-8",
            "ja_JP.eucJP", "no_SUCH", "")  # fmt: skip


class Wrong(Exception):
    """What was not as it should be."""


@contextmanager
def _home(reps: int = 200) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name, mock.patch.dict(os.environ, STRETCHPLAYER_HOME=name):
        folder = Path(name) / "routines"
        folder.mkdir()
        (folder / "held.yaml").write_text(_ROUTINE.format(reps=reps))
        yield Path(name)


def _history() -> list[str]:
    done = subprocess.run(
        [*command(), "history", "--all", "--json"], capture_output=True, text=True, check=True, timeout=30
    )
    return [session["status"] for session in json.loads(done.stdout)]


def _calm(terminal: Terminal, home: Path) -> None:
    if b"Traceback" in terminal.log or (home / "cache" / "fault.log").exists():
        raise Wrong(terminal.text[-500:])


def _played(env: dict[str, str]) -> str:
    """Play in such a terminal and leave; the front end that came: screen or lines."""
    with _home() as home, Terminal([*command(), "play", "held", "--sound", "off"], env=env) as terminal:
        terminal.until(lambda text: "left" in text or "[0:0" in text)
        lines = "[0:0" in terminal.text
        terminal.watch(1.5)
        terminal.press("q" if lines else "\x03")
        if lines:
            terminal.watch(0.5)
            terminal.press("q")
        code = terminal.wait()
        _calm(terminal, home)
        if code not in (0, 130) or terminal.modes != terminal.before:
            raise Wrong(f"exit code {code}, modes {'as before' if terminal.modes == terminal.before else 'changed'}")
        if lines and b"\x1b[" in terminal.log:
            raise Wrong("lines that steer the terminal")
        return "lines" if lines else "screen"


def terms() -> Iterator[str]:
    """Each TERM: the full screen, or lines where it can do nothing; the terminal is given back."""
    for term in _TERMS:
        came = _played({"TERM": term})
        if came != ("lines" if term in ("dumb", "unknown") else "screen"):
            raise Wrong(f"TERM={term}: {came}")
        yield f"TERM={term}: {came}"


def locales() -> Iterator[str]:
    """Each LC_ALL: the screen in UTF-8, lines elsewhere, and never a fault."""
    for locale in _LOCALES:
        came = _played({"LC_ALL": locale, "LANG": locale or "C.UTF-8"})
        wanted = "screen" if "UTF-8" in (locale or "UTF-8") else "lines"
        if came != wanted:
            raise Wrong(f"LC_ALL={locale}: {came}")
        for words in (("list",), ("check", "held"), ("show", "held"), ("history",)):
            with _home():
                env = {**os.environ, "LC_ALL": locale}
                done = subprocess.run([*command(), *words], capture_output=True, env=env, timeout=30, check=False)
                if done.returncode or b"Traceback" in done.stderr:
                    raise Wrong(f"LC_ALL={locale} {words[0]}: {done.stderr[-300:]!r}")
        yield f"LC_ALL={locale or '(empty)'}: {came}"


def _wait_for(true: Callable[[], bool], seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise Wrong(what)
        time.sleep(0.1)


def _running(home: Path) -> list[int]:
    """The players that belong to this home."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            mine = f"STRETCHPLAYER_HOME={home}".encode() in (process / "environ").read_bytes()
            if mine and b"stretchplayer" in (process / "cmdline").read_bytes():
                found.append(int(process.name))
        except OSError:
            continue
    return found


def tmux() -> Iterator[str]:
    """Real tmux: drawn, stopped by copy mode and continued, and closed with its window."""
    play = " ".join([*command(), "play", "held", "--sound", "off"])
    with _home() as home:
        run = ["tmux", "-L", f"stretch{os.getpid()}", "-f", "/dev/null"]
        subprocess.run([*run, "new-session", "-d", "-x", "100", "-y", "32", play], check=True)
        try:

            def text() -> str:
                return subprocess.run([*run, "capture-pane", "-p"], capture_output=True, text=True, check=False).stdout

            _wait_for(lambda: "left" in text(), 20, "nothing was drawn in tmux")
            yield "tmux: drawn"
            subprocess.run([*run, "send-keys", "C-s"], check=True)
            time.sleep(2)
            subprocess.run([*run, "send-keys", "Space"], check=True)
            _wait_for(lambda: "Paused" in text(), 5, "a key after ctrl+s was not taken")
            yield "tmux: ctrl+s stops nothing"
            subprocess.run([*run, "send-keys", "Space"], check=True)
        finally:
            subprocess.run([*run, "kill-server"], check=False)
        _wait_for(lambda: not _running(home), 5, "the player outlived its window")
        if (home / "cache" / "fault.log").exists():
            raise Wrong((home / "cache" / "fault.log").read_text()[-300:])
        yield "tmux: ends with its window"


def screen() -> Iterator[str]:
    """Real screen: drawn, and closed with its window."""
    name = f"stretch{os.getpid()}"
    play = [*command(), "play", "held", "--sound", "off"]
    with _home() as home, Terminal(["screen", "-U", "-S", name, *play], env={"TERM": "xterm-256color"}) as terminal:
        try:
            terminal.until("left")
            yield "screen: drawn"
            terminal.press(" ")
            terminal.until("Paused")
            yield "screen: keys arrive"
        finally:
            subprocess.run(["screen", "-S", name, "-X", "quit"], check=False, stdout=subprocess.DEVNULL)
        _wait_for(lambda: not _running(home), 5, "the player outlived its window")
        yield "screen: ends with its window"


def stopped() -> Iterator[str]:
    """A terminal that takes nothing for as long as the whole routine lasts: it is finished all the same."""
    for more in ((), ("--plain",)):
        with _home(reps=20) as home:
            arguments = [*command(), "play", "held", "--sound", "off", *more]
            with Terminal(arguments, columns=160, rows=50) as terminal:
                terminal.until("[0:0" if more else "left")
                if more:
                    terminal.press("\x13")
                time.sleep(23)
                found = _history()
                if found != ["finished"]:
                    raise Wrong(f"after a stopped terminal {more}: {found}")
                if more:
                    terminal.press("\x11")
                terminal.watch(1)
                if "asleep" in terminal.text:
                    raise Wrong("the clock was blamed")
                _calm(terminal, home)
        yield f"a terminal that is stopped{' (lines)' if more else ''}: finished"


def closed() -> Iterator[str]:
    """A terminal that disappears: the player ends, and what was played can be continued."""
    for more in ((), ("--plain",)):
        with _home() as home:
            terminal = Terminal([*command(), "play", "held", "--sound", "off", *more])
            terminal.until("[0:0" if more else "left")
            terminal.watch(12)
            os.close(terminal._ours)
            os.close(terminal._theirs)
            code = terminal._process.wait(5)
            if code != 128 + signal.SIGHUP:
                raise Wrong(f"exit code {code}")
            if _history() != ["interrupted"]:
                raise Wrong(f"the record: {_history()}")
            if (home / "cache" / "fault.log").exists():
                raise Wrong("a fault")
        yield f"a terminal that disappears{' (lines)' if more else ''}: ended, recorded"


def pipes() -> Iterator[str]:
    """`| head -1`: nobody is blamed, and what can be heard goes on to its end."""
    with _home(reps=4):
        for sound, wanted in (("auto", ["finished"]), ("off", None)):
            line = " ".join([*command(), "play", "held", "--plain", "--sound", sound, "</dev/null", "|", "head", "-1"])
            done = subprocess.run(["bash", "-c", f"{line}; exit ${{PIPESTATUS[0]}}"], capture_output=True, text=True,
                                  timeout=60, check=False)  # fmt: skip
            if done.returncode or done.stderr:
                raise Wrong(f"{done.returncode} {done.stderr}")
            if wanted and _history() != wanted:
                raise Wrong(f"the record: {_history()}")
            yield f"play | head -1, sound {sound}: well"
        for words in ("history", "list", "show held", "moves"):
            done = subprocess.run(["bash", "-c", f"{' '.join(command())} {words} | head -1"], capture_output=True,
                                  text=True, timeout=60, check=False)  # fmt: skip
            if "can't" in done.stderr or "roken" in done.stderr:
                raise Wrong(f"{words}: {done.stderr}")
        yield "history, list, show, moves | head -1: well"


CASES = (terms, locales, tmux, screen, stopped, closed, pipes)


def main(names: list[str]) -> int:
    """Try the named cases, or all; 1 if one was wrong."""
    failed = 0
    for case in CASES:
        if names and case.__name__ not in names:
            continue
        if case.__name__ in ("tmux", "screen") and shutil.which(case.__name__) is None:
            print(f"  --  {case.__name__} is not installed")
            continue
        try:
            for line in case():
                print(f"ok    {line}", flush=True)
        except (Wrong, TimeoutError, subprocess.SubprocessError, OSError) as fault:
            failed += 1
            print(f"WRONG {case.__name__}: {fault}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
