"""Everything else may be broken, one thing at a time and all at once: relief still guides."""

import contextlib
import os
import pty
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

from stretchplayer.journal import unwritten
from stretchplayer.journal.access import open_journal
from stretchplayer.library import places
from stretchplayer.relief.record import Bout, CrampRecord, SignRecord
from stretchplayer.relief.signs import SIGNS
from stretchplayer.runs.relief_book import Book
from stretchplayer.tui.screens.relief import ReliefApp, ReliefScreen
from stretchplayer.words.moment import Moment
from tests.relief.helpers import Clock
from tests.relief.test_plain import told

FIRST = "STRAIGHTEN YOUR LEG."


def no_settings(home: Path, patch: pytest.MonkeyPatch) -> None:
    (home / "settings.yaml").mkdir()


def broken_settings(home: Path, patch: pytest.MonkeyPatch) -> None:
    (home / "settings.yaml").write_bytes(b"\xff\xfe: [")


def broken_journal(home: Path, patch: pytest.MonkeyPatch) -> None:
    (home / "data").mkdir()
    (home / "data" / "journal.db").write_bytes(b"nothing" * 100)
    (home / "data" / "unwritten").write_text("a file where a folder should be")
    (home / "data" / "cramps").write_text("a file where a folder should be")


def broken_routines(home: Path, patch: pytest.MonkeyPatch) -> None:
    (home / "routines").mkdir()
    (home / "routines" / "mine.yaml").write_text("category: relief\nrelieves: [calf]\nsteps: [", "utf-8")
    (home / "routines" / "loop.yaml").symlink_to("loop.yaml")


def broken_catalogue(home: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("stretchplayer.library.catalogue.load_moves", _raises(ValueError("broken index")))


def no_shipped_files(home: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(places, "shipped_routines", lambda: home / "nowhere")
    patch.setattr(places, "assets", lambda: home / "nowhere")


def no_home(home: Path, patch: pytest.MonkeyPatch) -> None:
    (home / "file").write_text("no folder")
    patch.setenv("STRETCHPLAYER_HOME", str(home / "file" / "nobody"))
    patch.setenv("HOME", str(home / "file"))


def no_sound(home: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("stretchplayer.runs.relief_sound.make_sounds", _raises(OSError("no card")))


def full_disk(home: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("stretchplayer.journal.store.Store.__init__", _raises(OSError(28, "No space left on device")))
    patch.setattr("stretchplayer.journal.unwritten.keep", _raises(OSError(28, "No space left on device")))


def broken_travelling_plans(home: Path, patch: pytest.MonkeyPatch) -> None:
    from stretchplayer.runs import relief_plans

    patch.setattr(relief_plans, "_travelling", dict)


def hostile_settings(home: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("stretchplayer.settings.file.load_settings", _raises(RuntimeError("surprise")))


def _raises(error: Exception) -> Callable[..., None]:
    def raise_it(*_: object, **__: object) -> None:
        raise error

    return raise_it


#: What only the screen reads, and what lines read as well: they are quicker to look at.
OF_THE_SCREEN = [broken_catalogue, no_shipped_files, no_sound]
OF_BOTH = [
    no_settings, broken_settings, broken_journal, broken_routines, no_home, full_disk, hostile_settings,
    broken_travelling_plans,
]  # fmt: skip


async def _guides() -> None:
    """A whole cramp through Pilot: first instruction, questions, easing, a tap, and out."""
    clock = Clock()
    made: list[ReliefScreen] = []

    def screen() -> ReliefScreen:
        made.append(ReliefScreen(now=clock, timers=False))
        return made[0]

    app = ReliefApp(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        def shown() -> str:
            return "\n".join("".join(s.text for s in made[0].face.render_line(y)) for y in range(24))

        assert "SPACE  NOT YET" in shown()
        for keys, words in (
            (("space",), "Light on. Compare both legs."),
            (("n", "w"), "Chest pain"),
            (("escape", "question_mark"), "Where this comes from"),
            (("escape", "enter"), "SIDE"),
            (("l", "8"), "L left*"),
        ):
            for key in keys:
                clock.ms += 1_000
                await pilot.press(key)
            made[0].tick()
            assert words in shown(), words
        clock.ms += 1_000
        await pilot.press("escape")
        clock.ms += 1_000
        await pilot.press("escape")
    assert app.return_code in (0, None)


@pytest.mark.parametrize("breaks", OF_THE_SCREEN, ids=lambda f: f.__name__)
async def test_one_thing_broken(breaks: Callable[..., None], home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    breaks(home, monkeypatch)
    await _guides()


@pytest.mark.parametrize("breaks", OF_BOTH, ids=lambda f: f.__name__)
def test_one_thing_broken_in_lines(
    breaks: Callable[..., None], home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    breaks(home, monkeypatch)
    # The first enter belongs to the letter before it, as it is typed in lines.
    keys = {2.0: "space", 4.0: "n", 6.0: "n", 8.0: "enter", 9.0: "enter", 11.0: "l", 13.0: "q", 15.0: "q"}
    lines = "\n".join(told(capsys, keys, book=Book()))
    first = "Stretch it slowly" if breaks is broken_travelling_plans else "Straighten your leg."
    said = (first, "Compare both legs.", "Eased after", "Saved: left.")
    at = [lines.find(words) for words in said]
    assert -1 not in at and at == sorted(at), lines


async def test_everything_broken_at_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for breaks in (
        broken_journal, broken_routines, broken_catalogue, no_shipped_files, no_sound, full_disk, hostile_settings,
    ):  # fmt: skip
        breaks(home, monkeypatch)
    await _guides()


@pytest.fixture
def disk(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The person's home on a disk of its own, of half a megabyte."""
    folder = home / "disk"
    folder.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("only root may mount a disk, and not everywhere")
    monkeypatch.setenv("STRETCHPLAYER_HOME", str(folder))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def _remounted(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True)


def _filled(disk: Path) -> None:
    with contextlib.suppress(OSError), (disk / "full").open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 512)


@pytest.mark.parametrize("kept", [True, False], ids=["with a journal", "without"])
@pytest.mark.parametrize("disk_is", ["full", "read-only"])
async def test_a_stop_is_remembered_and_help_guides_where_nothing_can_be_written(
    disk: Path, disk_is: str, kept: bool
) -> None:
    began = Moment(time.time_ns() // 1_000_000 - 3_600_000)
    sign = SignRecord("6aapm0t1", "T1", SIGNS["T1"].text, began, "left calf")
    if kept:
        book = Book()
        book.keep(CrampRecord("6aapm0", began, ("foot",), bouts=(Bout(0, 60_000, True),), seen_ms=1))
        assert book.close() == []
    if disk_is == "full":
        _filled(disk)
    else:
        _remounted(disk, "ro")
    book = Book()
    book.mark(sign)
    book.close()
    before = Book().before()
    assert before.stops == (sign,) and before.last == ("foot" if kept else None)
    book.unmark(sign.id)
    book.close()
    assert Book().before().stops == ()
    if kept:
        await _guides()
    book.mark(sign)
    book.close()
    if disk_is == "full":
        (disk / "full").unlink()
    else:
        _remounted(disk, "rw")
    store = open_journal()
    assert store.signs() == [sign] and list(unwritten.waiting()) == []
    store.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into a read-only folder")
async def test_read_only_home(home: Path) -> None:
    home.chmod(0o500)
    try:
        await _guides()
    finally:
        home.chmod(0o700)


# ---- the command itself, in a terminal and without one -------------------------------------------------------


def _plain(home: Path, *args: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "stretchplayer", "relief", "--sound", "off", "--speed", "100", *args],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        env={**os.environ, "STRETCHPLAYER_HOME": str(home), "PYTHONPATH": str(places.assets().parent), **env},
        check=False,
    )


def test_a_locale_that_is_not_utf_8_gets_plain_lines(home: Path) -> None:
    done = _plain(home, LC_ALL="POSIX", LANG="POSIX", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0, done.stderr
    assert b"] Straighten your leg. Pull your toes toward you." in done.stdout
    assert b"No better after ten minutes: ask for medical help now." in done.stdout
    assert done.stdout.isascii()


def _terminal(size: tuple[int, int], wait_for: str, args: tuple[str, ...] = (), **env: str) -> list[str]:
    """What a real terminal shows once `wait_for` stands on it."""
    columns, rows = size
    screen = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(screen)
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update({"COLUMNS": str(columns), "LINES": str(rows), **env})
        os.execv(sys.executable, [sys.executable, "-m", "stretchplayer", "relief", "--sound", "off", *args])
    import fcntl
    import select
    import struct
    import termios

    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    until = time.monotonic() + 20
    try:
        while time.monotonic() < until and wait_for not in "\n".join(screen.display):
            if select.select([fd], [], [], 0.05)[0]:
                try:
                    stream.feed(os.read(fd, 65536))
                except OSError:
                    break
        return list(screen.display)
    finally:
        os.kill(pid, 15)
        for _ in range(200):
            if os.waitpid(pid, os.WNOHANG)[0]:
                break
            try:
                if select.select([fd], [], [], 0.02)[0]:
                    os.read(fd, 65536)
            except OSError:
                time.sleep(0.02)
        else:
            os.kill(pid, 9)
            os.waitpid(pid, 0)
        os.close(fd)


@pytest.mark.parametrize(
    ("size", "env"),
    [
        ((40, 12), {"TERM": "xterm-256color"}),
        ((80, 24), {"TERM": "linux"}),
        ((80, 24), {"TERM": "xterm-256color", "NO_COLOR": "1"}),
    ],
    ids=["40x12", "linux", "no-color"],
)
def test_in_a_real_terminal(size: tuple[int, int], env: dict[str, str], home: Path) -> None:
    path = str(places.assets().parent)
    shown = _terminal(size, "SPACE ", STRETCHPLAYER_HOME=str(home), PYTHONPATH=path, LC_ALL="C.UTF-8", **env)
    assert size != (40, 12) or any(FIRST in line for line in shown), shown
    assert any("SPACE" in line for line in shown)
