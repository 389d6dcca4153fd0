"""simpleaudio where it must not be loaded, and its fork where it may be."""

import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from stretchplayer.audio.output import Absent
from stretchplayer.audio.outputs.simpleaudio_ import WHY_NOT, usable

ROOT = Path(__file__).parents[2]
INTERPRETERS = Path.home() / ".pyenv" / "versions"

# A package of that name which says that it was imported, in this process or in a worker.
DECOY = "import os, pathlib\npathlib.Path(os.environ['IMPORTED']).write_text('yes')\n"

PROGRAM = """
import sys, time
if len(sys.argv) > 1:
    sys.version_info = (3, 12, 0, "final", 0)
from importlib import metadata
def version(name):
    raise metadata.PackageNotFoundError(name)
metadata.version = version
from stretchplayer.audio.speaker import Speaker
one = Speaker("simpleaudio", bell=lambda: None)
one._chain = tuple(each for each in one._chain if each[0] not in ("miniaudio", "pipe"))
one.open()
while one.output is None:
    time.sleep(0.01)
print(one.output, *one.notices())
one.close()
"""


def test_only_the_fork_is_loaded_from_python_3_12_on(monkeypatch: pytest.MonkeyPatch) -> None:
    here: set[str] = {"simpleaudio"}

    def version(name: str) -> str:
        if name not in here:
            raise metadata.PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr("importlib.util.find_spec", lambda _: object())
    monkeypatch.setattr(metadata, "version", version)
    usable((3, 11))
    with pytest.raises(Absent) as caught:
        usable((3, 12))
    assert str(caught.value) == WHY_NOT
    here.add("simpleaudio-patched")
    usable((3, 12))
    usable((3, 13))


def newer() -> list[str]:
    """Interpreters from 3.12 on that are here and start."""
    found = [sys.executable] if sys.version_info >= (3, 12) else []
    places = [shutil.which(f"python3.{minor}") for minor in (12, 13, 14)]
    places += map(str, INTERPRETERS.glob("3.1[2-9]*/bin/python3"))
    return found + [
        place
        for place in places
        if place and subprocess.run([place, "-c", "pass"], capture_output=True).returncode == 0
    ]


@pytest.mark.parametrize("where", ["newer", "pretended"])
def test_the_one_that_crashes_is_never_imported_and_the_notice_says_why(tmp_path: Path, where: str) -> None:
    (tmp_path / "simpleaudio.py").write_text(DECOY)
    commands = [[sys.executable, "-c", PROGRAM, "pretend"]]
    if where == "newer":
        commands = [[python, "-c", PROGRAM] for python in newer()]
    if not commands:
        pytest.skip("no Python from 3.12 on is here")
    for command in commands:
        done = subprocess.run(
            command,
            capture_output=True, text=True, cwd=ROOT, timeout=20,
            env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}", "IMPORTED": str(tmp_path / "imported")},
        )  # fmt: skip
        assert done.stdout == f"bell {WHY_NOT.rstrip('.')}: the terminal's bell marks the cues.\n", done.stderr
        assert not (tmp_path / "imported").exists()


def test_absent_it_is_said_to_be_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(Absent, match="simpleaudio is not installed"):
        usable((3, 11))
