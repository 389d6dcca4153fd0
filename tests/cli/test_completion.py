"""Completion in real shells, and that nobody else pays for it."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from argcomplete import CompletionFinder
from argcomplete.lexers import split_line

from stretchplayer.cli import completing
from stretchplayer.cli.completing import command_of
from stretchplayer.cli.main import COMMANDS, build
from tests.each import each

Ask = Callable[[str], list[str]]


@pytest.fixture
def command(tmp_path: Path, top: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `stretchplayer` on the path that runs this working tree."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "stretchplayer"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{top}" exec "{sys.executable}" -m stretchplayer "$@"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    work = tmp_path / "work"
    (work / "a folder").mkdir(parents=True)
    (work / "legs.yaml").write_text("steps: [Neck tilt]\n")
    (work / "ARMS.YML").write_text("steps: [Neck tilt]\n")
    (work / "sheet.txt").write_text("Neck tilt\n")
    monkeypatch.chdir(work)
    return script


def script_of(shell: str) -> str:
    """What `stretchplayer completion` prints, in a process of its own as a shell's start-up file asks for it."""
    done = subprocess.run(
        ["stretchplayer", "completion", shell], capture_output=True, text=True, check=True, timeout=30
    )
    return done.stdout


def need(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed here")


def bash(lines: list[str]) -> list[set[str]]:
    """What bash offers for each line: its own registered function, called as bash calls it."""
    asking = f"""
{script_of("bash")}
complete -p stretchplayer >&2
while IFS= read -r COMP_LINE; do
  COMP_POINT=${{#COMP_LINE}} COMP_TYPE=9
  read -ra COMP_WORDS <<< "$COMP_LINE"
  [[ "$COMP_LINE" == *" " ]] && COMP_WORDS+=("")
  COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)) COMPREPLY=()
  _python_argcomplete stretchplayer "${{COMP_WORDS[-1]}}" "" < /dev/null
  echo "${{COMPREPLY[@]}}"
done
"""
    given = "".join(f"{line}\n" for line in lines)
    done = subprocess.run(
        ["bash", "--norc", "-c", asking], input=given, capture_output=True, text=True, check=True, timeout=60
    )
    assert "-F _python_argcomplete stretchplayer" in done.stderr
    return [set(row.split()) for row in done.stdout.splitlines()]


def fish(lines: list[str]) -> list[set[str]]:
    """What fish offers for each line."""
    asking = script_of("fish") + "".join(f"\ncomplete -C '{line}'; echo '='" for line in lines)
    done = subprocess.run(["fish", "--no-config", "-c", asking], capture_output=True, text=True, check=True, timeout=60)
    parts = done.stdout.split("=\n")[:-1]
    return [{row.split("\t")[0].strip() for row in part.splitlines()} for part in parts]


ASKED = [
    ("stretchplayer ex", {"explain", "export"}),
    ("stretchplayer play morning-w", {"morning-wake-up"}),
    ("stretchplayer play --hand", {"--hands-free"}),
    ("stretchplayer export x --to mark", {"markdown"}),
    ("stretchplayer check legs", {"legs.yaml"}),
    ("stretchplayer fmt AR", {"ARMS.YML"}),
    ("stretchplayer import sh", {"sheet.txt"}),
    ("stretchplayer ", set(COMMANDS)),
]


def test_bash_completes(command: Path) -> None:
    need("bash")
    assert bash([line for line, _ in ASKED[:3]]) == [offers for _, offers in ASKED[:3]]


def test_what_a_shell_asks_for_is_answered(command: Path) -> None:
    """In this process what each shell is told in one of its own."""
    parser = build(*COMMANDS)
    completing.teach(parser)
    finder = CompletionFinder(parser, always_complete_options=False)
    for line, offers in ASKED:
        quoted, prefix, _, words, colon = split_line(line)
        assert {one.strip() for one in finder._get_completions(words, prefix, quoted, colon)} == offers, line


def test_fish_completes(command: Path) -> None:
    need("fish")
    assert fish([line for line, _ in ASKED[:3]]) == [offers for _, offers in ASKED[:3]]


def test_zsh_completes_at_the_keyboard(command: Path, tmp_path: Path) -> None:
    """Zsh completes only where somebody types: in a pseudo-terminal, with the tab key."""
    need("zsh")
    assert "morning-wake-up" in typed_in("zsh", tmp_path, "stretchplayer show morning-w\t", "morning-wake-up")
    assert "hamstrings" in typed_in("zsh", tmp_path, "stretchplayer moves --muscle hams\t", "hamstrings")


def test_bash_completes_at_the_keyboard(command: Path, tmp_path: Path) -> None:
    need("bash")
    assert "morning-wake-up" in typed_in("bash", tmp_path, "stretchplayer show morning-w\t", "morning-wake-up")


def typed_in(shell: str, folder: Path, keys: str, wanted: str) -> str:
    """What a shell shows once keys are typed, until `wanted` stands there."""
    import pty
    import select
    import time

    start = folder / f"start.{shell}"
    zsh = "autoload -Uz compinit && compinit -u -D\n" if shell == "zsh" else ""
    start.write_text(f"{zsh}{script_of(shell)}\nPS1='ready> '\n")
    arguments = ["zsh", "-f", "-i"] if shell == "zsh" else ["bash", "--rcfile", str(start), "-i"]
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="dumb" if shell == "bash" else "vt100", COLUMNS="120")
        os.execvp(arguments[0], arguments)
    shown = ""

    def until(text: str) -> None:
        nonlocal shown
        end = time.monotonic() + 50
        while text not in shown and time.monotonic() < end:
            if select.select([terminal], [], [], 0.05)[0]:
                shown += os.read(terminal, 65536).decode(errors="replace")

    try:
        if shell == "zsh":
            os.write(terminal, f"source {start}\n".encode())
        until("ready> ")
        shown = ""
        os.write(terminal, keys.encode())
        until(wanted)
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(terminal)
    return shown


@each(
    ("line", "command"),
    [("stretchplayer ", None), ("stretchplayer pl", None), ("stretchplayer play ", "play"),
     ("stretchplayer play mor", "play"), ("stretchplayer play 'a", "play"), ("", None)],
)  # fmt: skip
def test_only_the_command_at_hand_is_imported(line: str, command: str | None) -> None:
    assert command_of(line) == command


def test_a_start_without_a_shell_imports_nothing_of_it(top: Path) -> None:
    code = "import sys; from stretchplayer.cli.main import main; main(['list']); print('argcomplete' in sys.modules)"
    there = {**os.environ, "PYTHONPATH": str(top)}
    asking = [sys.executable, "-c", code]
    done = subprocess.run(asking, capture_output=True, text=True, check=True, timeout=60, env=there)
    assert done.stdout.splitlines()[-1] == "False"


def test_each_argument_is_offered_what_it_takes(home: Path, command: Path) -> None:
    """In this process what a shell is told in one of its own, which is ended before anything else can see it."""
    (home / "routines").mkdir()
    (home / "routines" / "evening.yaml").write_text("steps: [Neck tilt]\n")
    parser = build(*COMMANDS)
    completing.teach(parser)

    def offered(verb: str, place: str, prefix: str = "") -> set[str] | None:
        (verbs,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
        actions = verbs.choices[verb]._actions
        (action,) = (one for one in actions if place in (one.metavar, one.dest, *one.option_strings))
        completer = getattr(action, "completer", None)
        return None if completer is None else set(completer(prefix=prefix, parsed_args=None))

    assert {"evening", "desk-break", "legs.yaml"} <= (offered("play", "ROUTINE") or set())
    assert offered("play", "ROUTINE", "a folder/") == set()
    assert "legs.yaml" in (offered("check", "files") or ())
    assert {"squat", "neck-tilt", "wall-slides"} <= (offered("moves", "name") or set())
    assert {"calf", "hand"} <= (offered("relief", "MUSCLE") or set())
    assert "hamstrings" in (offered("moves", "--muscle") or ())
    assert {"bad-time", "unknown-verb"} <= (offered("explain", "KIND") or set())
    assert offered("play", "--countdown") == set()


def test_a_shell_that_gave_nothing_to_complete_ends_with_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMP_LINE", "stretchplayer play 'un")
    monkeypatch.delenv("_ARGCOMPLETE", raising=False)
    asked: list[str] = []

    def build_for(*words: str) -> argparse.ArgumentParser:
        asked.extend(words)
        return build(*COMMANDS)

    def end(code: int) -> NoReturn:
        raise SystemExit(code)

    monkeypatch.setattr("os._exit", end)
    with pytest.raises(SystemExit) as ended:
        completing.answer(build_for, COMMANDS)
    assert ended.value.code == 1 and asked == ["play"]
