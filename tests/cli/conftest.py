from collections.abc import Callable
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
