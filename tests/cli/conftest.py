import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from stretchplayer.cli.main import main


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


def command() -> list[str]:
    """The installed command of this environment; without one, the module that it runs."""
    installed = Path(sys.executable).with_name("stretchplayer")
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "stretchplayer"]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in this process; nothing may end in a traceback or send a control character."""
    monkeypatch.setenv("COLUMNS", "80")

    def command(*arguments: str) -> Said:
        capsys.readouterr()
        code = main(arguments)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert not any(ord(char) < 32 and char != "\n" for char in out + err), (out, err)
        return Said(code, out, err)

    return command


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[[str], str]:
    """Writes a routine's file and gives its path."""

    def write(text: str) -> str:
        path = tmp_path / "sheet.yaml"
        path.write_text(text)
        return str(path)

    return write


@pytest.fixture
def unprivileged() -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """A block without root's right to read everything; run a command once before it, so that its imports are done."""

    @contextmanager
    def block() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)

    yield block
