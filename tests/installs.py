"""`python -m tests.installs [--way WAY] [PYTHON...]`: the program installed in every way that people have, and removed.

Each PYTHON is an interpreter (`python3.13`, a path; this one by default). The wheel is built once; each installation is
made in a folder whose name holds blanks and umlauts, used as a person uses it, checked by `pip check`, and removed
again: only the person's own files may be left. Ways: `pip`, `uv`, `pipx`; `lowest` takes the lowest version of each
direct dependency that pyproject allows, `extras` every optional one at its latest. Needs the package index, and a
minute for each. Run it as an ordinary user: what works for root only is found then.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_TOP = Path(__file__).parents[1]
_ROUTINE = "name: Kurz\ncountdown: 0s\nsteps:\n  - {stretch: Calf stretch, hold: 2s, sides: both}\n"


class Broken(Exception):
    """What did not work, with what was said."""


@dataclass(frozen=True)
class Place:
    """Where one installation lives: its folder, the interpreter it is made with, and the wheel."""

    folder: Path
    python: str
    wheel: Path

    @property
    def home(self) -> Path:
        return self.folder / "Zuhause von Jörg"

    @property
    def venv(self) -> Path:
        return self.folder / "Umgebung für Übungen"

    def run(self, *words: str | Path, **more: str) -> str:
        env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
        env |= {"HOME": str(self.home), "STRETCHPLAYER_HOME": str(self.home / "stretch player"), **more}
        done = subprocess.run(
            [str(word) for word in words], cwd=self.folder, env=env, capture_output=True, text=True, timeout=600,
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        if done.returncode:
            raise Broken(f"{' '.join(map(str, words))}: {done.returncode}: {(done.stderr or done.stdout)[-600:]}")
        return done.stdout


def _pip(place: Place) -> tuple[Path, Callable[[], str]]:
    place.run(place.python, "-m", "venv", place.venv)
    python = place.venv / "bin/python"
    place.run(python, "-m", "pip", "install", "-q", place.wheel)
    place.run(python, "-m", "pip", "check")
    return place.venv / "bin/stretchplayer", lambda: place.run(python, "-m", "pip", "uninstall", "-qy", "stretchplayer")


def _uv_pip(place: Place, wanted: str, *options: str) -> tuple[Path, Callable[[], str]]:
    place.run("uv", "venv", "-q", "--python", place.python, place.venv)
    env = {"VIRTUAL_ENV": str(place.venv)}
    place.run("uv", "pip", "install", "-q", *options, wanted, **env)
    place.run("uv", "pip", "check", "-q", **env)
    return place.venv / "bin/stretchplayer", lambda: place.run("uv", "pip", "uninstall", "-q", "stretchplayer", **env)


def _lowest(place: Place) -> tuple[Path, Callable[[], str]]:
    return _uv_pip(place, str(place.wheel), "--resolution", "lowest-direct")


def _extras(place: Place) -> tuple[Path, Callable[[], str]]:
    return _uv_pip(place, f"{place.wheel}[voice,render,xlsx]", "--upgrade")


def _uv_tool(place: Place) -> tuple[Path, Callable[[], str]]:
    env = {"UV_TOOL_DIR": str(place.venv), "UV_TOOL_BIN_DIR": str(place.venv / "bin")}
    place.run("uv", "tool", "install", "-q", "--python", place.python, place.wheel, **env)
    return place.venv / "bin/stretchplayer", lambda: place.run("uv", "tool", "uninstall", "-q", "stretchplayer", **env)


def _pipx(place: Place) -> tuple[Path, Callable[[], str]]:
    env = {"PIPX_HOME": str(place.venv), "PIPX_BIN_DIR": str(place.venv / "bin")}
    pipx = ("uvx", "--python", place.python, "-q", "pipx")
    place.run(*pipx, "install", "--python", place.python, place.wheel, **env)
    return place.venv / "bin/stretchplayer", lambda: place.run(*pipx, "uninstall", "stretchplayer", **env)


WAYS = {"pip": _pip, "uv": _uv_tool, "pipx": _pipx, "lowest": _lowest, "extras": _extras}


def _used(place: Place, command: Path) -> None:
    """As a person uses it: looks, checks, plays, keeps a record."""
    if not place.run(command, "--version").startswith("stretchplayer "):
        raise Broken("--version says something else")
    routine = place.home / "stretch player/routines/kürzer.yaml"
    routine.parent.mkdir(parents=True, exist_ok=True)
    routine.write_text(_ROUTINE, encoding="utf-8")
    if len(json.loads(place.run(command, "list", "--json"))) < 30:
        raise Broken("list shows too few routines")
    place.run(command, "check", routine)
    place.run(command, "show", "kürzer")
    place.run(command, "play", "kürzer", "--plain", "--sound", "off")
    place.run(command, "render", routine, "-o", place.home / "kürzer.wav")
    place.run(command, "export", routine, "--to", "page", "-o", place.home / "kürzer.html")
    if not json.loads(place.run(command, "history", "--json")):
        raise Broken("the run is not in the journal")


def _left(place: Place) -> list[Path]:
    """What an uninstall has left of the program."""
    return [path for path in place.venv.rglob("*") if "stretchplayer" in path.name and path.suffix != ".lock"]


def attempt(way: str, python: str, wheel: Path) -> None:
    """Install, use, remove. Raises Broken."""
    with tempfile.TemporaryDirectory(prefix="Installation mit Lücken ") as name:
        place = Place(Path(name), python, wheel)
        place.home.mkdir()
        command, remove = WAYS[way](place)
        _used(place, command)
        kept = sorted(path for path in place.home.rglob("*") if path.is_file() and ".cache/uv" not in path.as_posix())
        remove()
        if left := _left(place):
            raise Broken(f"left behind: {', '.join(str(path) for path in left[:5])}")
        if gone := [path for path in kept if "stretch player" in str(path) and not path.exists()]:
            raise Broken(f"the person's own files are gone: {gone}")


def build(folder: Path) -> Path:
    """The wheel of this tree."""
    source = folder / "source"
    shutil.copytree(_TOP, source, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(words, cwd=source, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def main(arguments: list[str]) -> int:
    """Try each way with each Python; 1 if one did not work."""
    parser = argparse.ArgumentParser(prog="python -m tests.installs")
    parser.add_argument("--way", action="append", choices=WAYS)
    parser.add_argument("--wheel", type=Path, help="one that is built already")
    parser.add_argument("python", nargs="*", default=[sys.executable])
    args = parser.parse_args(arguments)
    broken = 0
    with tempfile.TemporaryDirectory() as name:
        wheel = args.wheel or build(Path(name))
        for python in args.python:
            for way in args.way or WAYS:
                try:
                    attempt(way, python, wheel)
                except (Broken, OSError, subprocess.TimeoutExpired) as fault:
                    broken += 1
                    print(f"BROKE {way} with {python}: {fault}", flush=True)
                else:
                    print(f"ok    {way} with {python}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
