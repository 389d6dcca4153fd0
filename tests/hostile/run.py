"""One damaged file after the other through the command line, within its bounds."""

import contextlib
import io
import os
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import indent
from types import FrameType
from unittest import mock

from tests.strategies import damage

LIMIT_S = 2.0
LIMIT_MB = 150
_HANGS_S = 100  # by the clock, which a busy machine stretches; what it takes of the processor is bounded above
_ROOT = Path(__file__).parent.parent.parent
_DATA = _ROOT / "tests/data"
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069]")
_CODES = {0, 1, 2, 3, 4}
_OWN = "own-move"  # what the damaged figure is a picture of


@dataclass(frozen=True)
class Target:
    """What is attacked: the seeds, what the damaged file is called, and the commands that it is handed to, in which
    `{}` stands for its path."""

    seeds: Callable[[], list[bytes]]
    name: str
    commands: tuple[tuple[str, ...], ...]
    #: Where the file lies, below the person's folder; elsewhere beside it.
    home: str | None = None


@dataclass
class Outcome:
    """What many files came to; a fault is the copy that was kept and what it did."""

    count: int = 0
    slowest_s: float = 0.0
    peak_mb: float = 0.0
    codes: Counter[int] = field(default_factory=Counter)
    faults: list[tuple[Path, str]] = field(default_factory=list)


def _files(*patterns: str, most: int = 40) -> Callable[[], list[bytes]]:
    def read() -> list[bytes]:
        found = [path.read_bytes() for pattern in patterns for path in sorted(_ROOT.glob(pattern)) if path.is_file()]
        return [data for data in found if len(data) < 60_000][:: max(1, len(found) // most)]

    return read


def _own_figures() -> list[bytes]:
    """Each figure of ours as somebody's own move, with the name that the commands ask for."""
    found = [one for data in _files("assets/figures/*.yaml")() for one in re.split(r"\n(?=\S)", data.decode())]
    return [
        f"{_OWN}:\n  name: Own\n  kind: stretch\n  figure:\n{indent(body, '  ')}\n".encode()
        for head, _, body in (one.partition("\n") for one in found)
        if head.endswith(":")
    ]


def _zips() -> list[bytes]:
    out = []
    for inside in ("[Content_Types].xml", "xl/workbook.xml", "word/document.xml", "../escape.yaml"):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(inside, "steps: [Squat]\n" * 50)
        out.append(stream.getvalue())
    return out


def _settings() -> list[bytes]:
    return [
        b"voice: full\ncountdown: 10s\nfirst: right\nvolume: 80\nsound: auto\ntheme: dark\nkeys:\n  pause: p\n",
        b"{}\n",
    ]


def _journal() -> list[bytes]:
    """An export with a record of each kind and a file."""
    from stretchplayer.journal.records import CrampRecord, Moment, SessionRecord, SignRecord, StepRecord
    from stretchplayer.journal.store import Store, save_all
    from stretchplayer.journal.transfer import export

    began = Moment(1_790_000_000_000)
    session = SessionRecord("a1", began, "x", "X", "/x", "finished", 90_000, work_ms=90_000, worked_ms=70_000)
    records = (
        session,
        StepRecord("a1", 1, "Calf", None, "stretch", "left", 30_000, 40_000, "done", changed_ms=10_000),
        CrampRecord("b1", began, ("calf", "foot"), confirmed=False),
        SignRecord("c1", "T1", "One leg swollen.", began, "left leg"),
    )
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name) / "journal.db")
        try:
            save_all(store, records)
            return [export(store, {"routines/x.yaml": "steps: [Squat]\n"}, None).encode()]
        finally:
            store.close()


TARGETS: dict[str, Target] = {
    "routine": Target(
        _files("routines/*/*.yaml", "tests/data/ok/*.yaml"),
        "x.yaml",
        (("check", "{}"), ("show", "{}"), ("export", "{}", "--to", "page")),
    ),
    "plan": Target(
        _files("assets/plans/*.yaml", "tests/data/plans/*.yaml"),
        "own.yaml",
        (("check", "{}"), ("show", "{}"), ("export", "{}", "--to", "ics")),
        home="plans",
    ),
    "moves": Target(_files("assets/moves/*.yaml"), "own.yaml", (("check", "{}"),), home="moves"),
    "figure": Target(
        _own_figures,
        "own.yaml",
        (("check", "{}"), ("moves", _OWN), ("moves", _OWN, "--svg", "{}.svg")),
        home="moves",
    ),
    "settings": Target(_settings, "settings.yaml", (("check", "{}"), ("list",)), home=""),
    "journal": Target(_journal, "journal.json", (("data", "import", "{}"),)),
    "import": Target(_files("tests/data/imports/*[!d]"), "file.bin", (("import", "{}", "--dry-run"), ("import", "{}"))),
    "zip": Target(_zips, "file.zip", (("import", "{}"),)),
}


def attack(name: str, folder: Path, *, count: int, seed: int) -> Outcome:
    """Hand `count` damaged files of a target to its commands; files that break a bound are kept below the system's
    temporary folder."""
    target, rng, outcome = TARGETS[name], random.Random(f"{name} {seed}"), Outcome()
    seeds = target.seeds()
    home = folder / "home"
    base = _peak_mb()
    with watched(folder, home):
        for number in range(count):
            if number % 50 == 0:
                shutil.rmtree(home, ignore_errors=True)
                home.mkdir()
            place = folder if target.home is None else home / target.home
            place.mkdir(parents=True, exist_ok=True)
            path = place / target.name
            path.write_bytes(damaged(rng, seeds))
            _one(target.commands[number % len(target.commands)], path, folder, outcome)
            outcome.peak_mb = max(outcome.peak_mb, _peak_mb() - base)
    if outcome.peak_mb > LIMIT_MB:
        outcome.faults.append((Path("-"), f"used {outcome.peak_mb:.0f} MB"))
    return outcome


def damaged(rng: random.Random, seeds: list[bytes]) -> bytes:
    """A seed mutated by lines, by bytes, or by both."""
    data = rng.choice(seeds)
    if rng.random() < 0.6:
        text = damage(rng, data.decode("utf-8", "surrogateescape"))
        try:
            data = text.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            data = text.encode("utf-8", "surrogatepass")
    if rng.random() < 0.5 and data:
        out = bytearray(data)
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(out) + 1)
            match rng.randrange(5):
                case 0:
                    out[at:at] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 4)))
                case 1:
                    del out[at : at + rng.randint(1, 40)]
                case 2 if at < len(out):
                    out[at] ^= 1 << rng.randrange(8)
                case 3:
                    out[at:at] = out[at : at + rng.randint(1, 200)] * rng.randint(1, 4)
                case _:
                    out[at:at] = rng.choice(
                        [b"\x1b[31m", b"\xe2\x80\xae", b"\0", b"\xff\xfe", b"999999999", b"-1", b"{{{{", b"\t"]
                    )
        data = bytes(out)
    return data


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


class _Hung(BaseException):
    pass


def _hung(_number: int, _frame: FrameType | None) -> None:
    raise _Hung


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, _hung)
    signal.setitimer(signal.ITIMER_REAL, _HANGS_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


_watching: Path | None = None
#: What was written, changed or reached for outside the folder of an attack, by the command that runs.
outside: list[str] = []
#: What the interpreter tells of before it happens, and which of its arguments are paths that change.
_CHANGES = {
    "os.mkdir": 1, "os.remove": 1, "os.rmdir": 1, "os.rename": 2, "os.link": 2, "os.symlink": 2, "os.truncate": 1,
    "os.chmod": 1, "os.chown": 1, "os.utime": 1, "shutil.rmtree": 1, "sqlite3.connect": 1,
}  # fmt: skip
_REACHES_OUT = ("socket.connect", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork")


def _audit(event: str, given: tuple[object, ...]) -> None:
    if _watching is None:
        return
    if event in _REACHES_OUT:
        outside.append(f"{event} {given!r}"[:200])
    elif event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        _changed(given[0])
    else:
        for path in given[: _CHANGES.get(event, 0)]:
            _changed(path)


def _changed(path: object) -> None:
    if isinstance(path, (str, bytes)):
        real = os.path.realpath(os.fsdecode(path))
        allowed = (str(_watching), os.devnull)
        if not real.startswith(allowed) and "__pycache__" not in real:
            outside.append(real)


@contextlib.contextmanager
def watched(folder: Path, home: Path) -> Iterator[None]:
    """A home, a folder for temporary files and a place to be of its own, while the interpreter tells of each file that
    is opened to be written, each path that is changed and each program or address that is reached for."""
    global _watching
    if not _installed:
        sys.addaudithook(_audit)
        _installed.append(True)
    place, temporary = Path.cwd(), folder / "tmp"
    temporary.mkdir()
    env = {"STRETCHPLAYER_HOME": str(home), "HOME": str(folder / "person"), "TMPDIR": str(temporary)}
    with mock.patch.dict(os.environ, env), mock.patch.object(tempfile, "tempdir", str(temporary)):
        os.chdir(temporary)
        _watching = folder.resolve()
        try:
            yield
        finally:
            _watching = None
            os.chdir(place)


_installed: list[bool] = []


def _one(command: tuple[str, ...], path: Path, folder: Path, outcome: Outcome) -> None:
    from stretchplayer.cli.main import main

    argv = [word.replace("{}", str(path)) for word in command]
    outcome.count += 1
    outside.clear()
    temporary = folder / "tmp"
    beside = {p.name for p in folder.iterdir()}
    out, err, fault = io.StringIO(), io.StringIO(), ""
    begun = time.process_time()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            with _limited():
                code = main(argv)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except _Hung:
            code, fault = -1, f"still at it after {_HANGS_S} s"
        except BaseException:
            code, fault = -1, traceback.format_exc(limit=-2).strip().replace("\n", " ")
    took = time.process_time() - begun
    outcome.codes[code] += 1
    outcome.slowest_s = max(outcome.slowest_s, took)
    printed = out.getvalue() + err.getvalue()
    if not fault and code not in _CODES:
        fault = f"exit code {code}"
    if not fault and took > LIMIT_S:
        fault = f"took {took:.1f} s"
    if not fault and (match := _STEERING.search(printed)):
        fault = f"printed {match[0]!r}"
    if not fault and "Traceback" in printed:
        fault = "printed a traceback"
    if not fault and (new := {p.name for p in folder.iterdir()} - beside):
        fault = f"wrote {', '.join(sorted(new))} outside the person's folder"
    if not fault and outside:
        fault = f"reached outside the person's folder: {outside[0]}"
    if not fault and (left := [p.name for p in temporary.iterdir()]):
        fault = f"left {', '.join(left)} in the folder for temporary files or where it was started"
        for path_ in temporary.iterdir():
            shutil.rmtree(path_) if path_.is_dir() else path_.unlink()
    if fault:
        kept = Path("/tmp") / f"hostile-{argv[0]}-{outcome.count}-{path.name}"
        if path.exists():
            shutil.copy(path, kept)
        outcome.faults.append((kept, f"{' '.join(command)}: {fault}"))
