import os
import pty
import signal
import sys
import termios
from collections.abc import Iterator
from threading import Timer
from types import SimpleNamespace

import pytest
from textual.keys import _character_to_key

from stretchplayer.plain.keyboard import Keyboard, PosixKeyboard, WindowsKeyboard, key_name, keyboard, split_keys
from tests.each import each

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    ours, theirs = pty.openpty()
    yield ours, theirs
    os.close(ours)
    os.close(theirs)


@each(
    ("sent", "keys"),
    [
        ("n", ["n"]),
        (" \r\n", ["space", "enter", "enter"]),
        ("\x1b[C\x1b[D", ["right", "left"]),
        ("\x1bOA\x1bOB\x1bOC\x1bOD\x1b[A\x1b[B", ["up", "down", "right", "left", "up", "down"]),
        ("\x1bOP\x1b[12~\x1b[[A\x1b[11~\x1bOQ\x1b[[B", ["f1", "f2", "f1", "f1", "f2", "f2"]),
        ("\t\x7f", ["tab", "backspace"]),
        ("\x1b", ["escape"]),
        ("\x1b[200~q", ["q"]),
        ("\x1b[1;5Cq", ["q"]),
        ("é\x00\x07?", ["é", "?"]),
        ("\x04", ["q"]),
        ("\x1b[", []),
        ("a[bOc", ["a", "[", "b", "O", "c"]),
        ("\x1ba\x1bX", ["escape", "a", "escape", "X"]),
        ("\x1b[[Aq\x1b[@q", ["f1", "q", "q"]),
        ("т ς\xa0", ["n", "space", "w"]),
        ("", []),
    ],
)
def test_what_a_terminal_sends_becomes_keys(sent: str, keys: list[str]) -> None:
    assert split_keys(sent) == keys


def test_a_key_is_called_as_on_the_screen() -> None:
    for character in map(chr, range(33, 127)):
        assert key_name(character) == _character_to_key(character)
    assert (key_name("space"), key_name("ctrl+n"), key_name("\ue000")) == ("space", "ctrl+n", "")


def test_a_terminal_is_read_key_by_key_and_given_back(terminal: tuple[int, int]) -> None:
    ours, theirs = terminal
    before = termios.tcgetattr(theirs)
    os.write(ours, b"e")
    with PosixKeyboard(theirs) as board:
        assert board.wait(2000) == ["e"], "pressed before anybody asked, and not lost"
        during = termios.tcgetattr(theirs)
        assert not during[3] & termios.ICANON and not during[3] & termios.ECHO
        assert during[3] & termios.ISIG
        assert board.wait(0) == []
        os.write(ours, b"n\x1b[C")
        assert board.wait(2000) == ["n", "right"]
        os.write(ours, "é".encode()[:1])
        assert board.wait(2000) == []
        os.write(ours, "é".encode()[1:])
        assert board.wait(2000) == ["é"]
    assert termios.tcgetattr(theirs) == before


def test_the_terminal_is_given_back_when_playing_breaks_off(terminal: tuple[int, int]) -> None:
    _, theirs = terminal
    before = termios.tcgetattr(theirs)
    with pytest.raises(KeyboardInterrupt), PosixKeyboard(theirs):
        raise KeyboardInterrupt
    assert termios.tcgetattr(theirs) == before


def test_coming_back_from_a_stop_takes_the_keys_again(terminal: tuple[int, int]) -> None:
    _, theirs = terminal
    before = termios.tcgetattr(theirs)
    with PosixKeyboard(theirs):
        termios.tcsetattr(theirs, termios.TCSANOW, before)
        os.kill(os.getpid(), signal.SIGCONT)
        assert not termios.tcgetattr(theirs)[3] & termios.ICANON
    assert termios.tcgetattr(theirs) == before


def test_a_terminal_that_goes_away_is_no_key_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    slept: list[float] = []
    board = PosixKeyboard(theirs)
    with board:
        os.close(ours)
        monkeypatch.setattr("time.sleep", slept.append)
        assert board.wait(0) == [] and slept == []
        assert board.wait(1500) == [] and slept == [1.5], "and is not asked again and again"
        board = PosixKeyboard(theirs)
        board._continued(signal.SIGCONT, None)
        assert board.wait(2500) == [] and slept == [1.5, 2.5], "nor where it went while this was stopped"
    os.close(theirs)


def test_a_key_is_waited_for_so_long_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float | None] = []
    monkeypatch.setattr("time.sleep", slept.append)
    for ms in (None, 1500, 0, -5):
        assert Keyboard().wait(ms) == []
    assert slept == [60, 1.5, 0, 0]
    slept.clear()
    monkeypatch.setattr("select.select", lambda *given: (slept.append(given[3]), (), ()))
    for ms in (None, 1500, 0, -5):
        assert PosixKeyboard(0).wait(ms) == []
    assert slept == [None, 1.5, 0, 0]


def test_who_was_told_of_a_stop_before_is_told_again_afterwards(terminal: tuple[int, int]) -> None:
    _, theirs = terminal
    told: list[int] = []
    earlier = signal.signal(signal.SIGCONT, lambda number, _: told.append(number))
    try:
        board = PosixKeyboard(theirs)
        board.__exit__()
        with board:
            os.kill(os.getpid(), signal.SIGCONT)
            assert told == []
        during = termios.tcgetattr(theirs)
        during[3] ^= termios.ECHO
        termios.tcsetattr(theirs, termios.TCSANOW, during)
        board.__exit__()
        assert termios.tcgetattr(theirs) == during, "given back once"
        os.kill(os.getpid(), signal.SIGCONT)
        assert told == [signal.SIGCONT]
    finally:
        signal.signal(signal.SIGCONT, earlier)


def test_a_pipe_is_no_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    read, write = os.pipe()
    with os.fdopen(read) as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert not keyboard().present
    os.close(write)


def test_no_standard_input_is_no_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    board = keyboard()
    assert not board.present
    assert board.wait(0) == []


def test_a_key_that_comes_in_two_parts_is_one_key(terminal: tuple[int, int]) -> None:
    ours, theirs = terminal
    with PosixKeyboard(theirs) as keys:
        os.write(ours, b"\x1b")
        later = Timer(0.005, os.write, (ours, b"[C"))
        later.start()
        assert keys.wait(1000) == ["right"]
        later.join()
        os.write(ours, b"\x1b")
        assert keys.wait(1000) == ["escape"]


def test_the_console_of_windows_gives_the_same_names(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = list("q\xe0K\x00;\xe0?\r \xe0M\xe0H\x00P\x00<")
    console = SimpleNamespace(kbhit=lambda: bool(typed), getwch=lambda: typed.pop(0))
    monkeypatch.setitem(sys.modules, "msvcrt", console)
    with WindowsKeyboard() as keys:
        assert keys.present
        assert keys.wait(0) == ["q", "left", "f1", "enter", "space", "right", "up", "down", "f2"]
        assert keys.wait(0) == []
        slept: list[float] = []
        times = iter([0.0, 0.0, 0.98, 1.0, 100.0, 159.9, 160.0, 200.0, 200.0, 201.0])
        monkeypatch.setattr("time.monotonic", lambda: next(times))
        monkeypatch.setattr("time.sleep", slept.append)
        assert keys.wait(1_000) == [] and slept == [0.05, pytest.approx(0.02)]
        assert keys.wait(None) == [] and slept[2:] == [0.05]
        typed.append("a")
        assert keys.wait(1_000) == ["a"] and slept[3:] == [], "a key is waited for no longer"
        typed.append("\x03")
        with pytest.raises(KeyboardInterrupt):
            keys.wait(None)


def test_which_keyboard_there_is(monkeypatch: pytest.MonkeyPatch, terminal: tuple[int, int]) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(fileno=lambda: terminal[1]))
    monkeypatch.setattr("os.tcgetpgrp", lambda _: os.getpgrp())
    assert isinstance(board := keyboard(), PosixKeyboard) and board.present
    monkeypatch.setattr("os.tcgetpgrp", lambda _: os.getpgrp() + 1)
    assert not keyboard().present, "a job behind `&` would be stopped by reading"
    monkeypatch.setattr("sys.platform", "win32")
    assert isinstance(keyboard(), WindowsKeyboard)


@each(
    ("came", "asked", "keys", "gone"),
    [
        ([b"a"], [2.0], ["a"], False),
        ([b"\xffq"], [2.0], ["q"], False),
        ([b"\x1b", b"[", b"C"], [2.0, 0.05, 0.05], ["right"], False),
        ([b"\x1b", b""], [2.0, 0.05], ["escape"], True),
        ([b"\x1b", None], [2.0, 0.05], ["escape"], True),
        ([None], [2.0], [], True),
    ],
)
def test_a_key_in_parts_is_waited_for_and_a_terminal_that_closes_within_it_gives_what_came(
    monkeypatch: pytest.MonkeyPatch, came: list[bytes | None], asked: list[float], keys: list[str], gone: bool
) -> None:
    waited: list[float] = []

    def read(*_: int) -> bytes:
        if (part := came.pop(0)) is None:
            raise OSError
        return part

    monkeypatch.setattr("select.select", lambda *given: waited.append(given[3]) or ([0], [], []))
    monkeypatch.setattr("os.read", read)
    monkeypatch.setattr("time.sleep", waited.append)
    board = PosixKeyboard(0)
    assert (board.wait(2000), waited) == (keys, asked)
    came.append(b"b")
    assert board.wait(3000) == ([] if gone else ["b"]) and waited == [*asked, 3.0]
