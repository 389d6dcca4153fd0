"""The files of the shelf: which routines there are, and what a `use:` in one of them may reach.

A routine is a `.yaml` or `.yml` file anywhere below the shipped or the personal folder; its id is its stem. A personal
file stands in for the shipped one of the same id.
"""

import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from stat import S_ISREG
from typing import NamedTuple
from unicodedata import normalize

from stretchplayer import __version__
from stretchplayer.library import places
from stretchplayer.routine.fetched import Fetched, UseRefused, id_key, is_routine_file

MOST_FILES = 10_000
"""A folder with more routines than this was not meant as one."""
_DEEPEST = 5
READ_LIMIT = 64 * 1024 + 1
"""One byte more than a routine may have: enough for the reader to see that there is too much."""

_ROOMS = ("routine", "words", "playback", "library")

Stamp = tuple[int, int, int, int]
Ids = Callable[[], Mapping[str, str]]


class File(NamedTuple):
    """One file of the shelf; `stamp` changes when its content may have changed. `counts` tells that it is the one of
    several in its folder with its id that is found by it.
    """

    path: str
    id: str
    own: bool
    stamp: Stamp
    counts: bool = False


def stamp_of(status: os.stat_result) -> Stamp:
    """What of a file's status changes with its content: times, size and identity."""
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


@lru_cache(maxsize=1)
def program_stamp() -> str:
    """Changes with each version, and with each edit while somebody is working on the program."""
    seen: list[object] = [__version__]
    for room in _ROOMS:
        with os.scandir(places.package() / room) as scan:
            seen += sorted((entry.name, stamp_of(entry.stat())[:1]) for entry in scan if entry.name.endswith(".py"))
    return f"{__version__} {hash_of(repr(seen))}"


def hash_of(text: str) -> str:
    """A short mark of a text: enough to notice a change, for nobody profits from making two alike."""
    data = text.encode("utf-8", "surrogateescape")
    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}"


def files() -> list[File]:
    """Every routine file, the person's own first, each folder in order of name. One that can't be read is empty."""
    own = list(walk(str(places.personal_routines()), own=True))
    taken = {id_key(file.id) for file in own}
    return own + [file for file in shipped_files() if id_key(file.id) not in taken]


def shipped_files() -> list[File]:
    """Every routine that comes with the program."""
    return list(walk(str(places.shipped_routines()), own=False))


def is_shipped(path: str) -> bool:
    """Whether a routine came with the program and must not be changed in place."""
    return os.path.realpath(path).startswith(os.path.realpath(places.shipped_routines()) + os.sep)


def same_id(path: str) -> list[str]:
    """The files of a folder that have one id with this one, itself among them, the one that counts first: `.yaml`
    before `.yml`, then the first by code points."""
    folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100
    key = id_key(stem(name))
    try:
        names = os.listdir(folder)  # noqa: PTH208
    except (OSError, ValueError):  # or no name that a folder can have
        return [path]
    same = [n for n in names if is_routine_file(n) and id_key(stem(n)) == key]
    return [os.path.join(folder, n) for n in sorted(same, key=_preferred)]  # noqa: PTH118


def _preferred(name: str) -> tuple[bool, str]:
    return not name.lower().endswith(".yaml"), name


def paths_by_id() -> Mapping[str, str]:
    """The path of each routine by its id, the person's own first."""
    found: dict[str, str] = {}
    for file in files():
        found.setdefault(file.id, file.path)
    return found


def yaml_files(folder: str) -> list[str]:
    """The paths of the YAML files in a folder and below it, in order of name."""
    return [path for path, _ in islice(_regular(folder), MOST_FILES)]


def walk(folder: str, own: bool) -> Iterator[File]:
    """The files in a folder and below it, in order of name; of several in one with one id only that which counts."""
    alike: dict[tuple[str, str], list[tuple[str, os.stat_result]]] = {}
    for path, status in islice(_regular(folder), MOST_FILES):
        alike.setdefault((os.path.dirname(path), id_key(stem(path))), []).append((path, status))  # noqa: PTH120
    for several in alike.values():
        path, status = min(several, key=lambda one: _preferred(os.path.basename(one[0])))  # noqa: PTH119
        yield File(path, stem(path), own, stamp_of(status), len(several) > 1)


def stem(path: str) -> str:
    """The id of the routine in a file."""
    return normalize("NFC", os.path.splitext(os.path.basename(path))[0]) or "routine"  # noqa: PTH119, PTH122


def _regular(folder: str, depth: int = 0) -> Iterator[tuple[str, os.stat_result]]:
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            # A link to a folder may lead round in a circle; a link to a file is the person's own wish.
            if entry.is_dir(follow_symlinks=False):
                if depth < _DEEPEST:
                    yield from _regular(entry.path, depth + 1)
            elif is_routine_file(entry.name):
                status = entry.stat()
                if S_ISREG(status.st_mode):
                    yield entry.path, status
        except OSError:
            continue


def read_limited(path: str, limit: int = READ_LIMIT) -> bytes:
    """The first bytes of a file, up to one more than a routine may have; a pipe is read until it ends. OSError."""
    with open(path, "rb") as stream:  # noqa: PTH123
        return stream.read(limit)


class UseReach:
    """What `use:` may reach from one routine: the shelf by id, and files by relative path inside its folders.

    The folders are the shipped and the personal one and that of the routine itself. A path that leaves them, by `..`,
    by a link or by being absolute, is refused. Called, it gives what is reached, each file under one name.
    """

    def __init__(self, path: str, ids: Ids | None = None) -> None:
        """`path` is that of the routine that is being read; `ids` tells the shelf's paths by id when asked."""
        self._path = path
        self._ids = ids or paths_by_id
        self.asked = False
        """Whether any other routine was wanted."""

    def __call__(self, target: str, from_file: str) -> Fetched | None:
        self.asked = True
        real = self.find(target, os.path.dirname(os.path.realpath(from_file)))  # noqa: PTH120
        if real is None:
            return None
        try:
            return Fetched(read_limited(real), self._path if real == os.path.realpath(self._path) else real, stem(real))
        except OSError as error:
            raise UseRefused(f"it cannot be read: {error.strerror or error}") from error

    def find(self, target: str, folder: str) -> str | None:
        """The real path of what `target` names in a routine of `folder`, or `None` where there is nothing.

        Raises UseRefused for what may not be reached.
        """
        if os.path.isabs(target):  # noqa: PTH117
            raise UseRefused("a path to another routine is relative", "write it from this file's folder, or give an id")
        ids = self._ids()
        key = id_key(target)
        named = ids.get(target) or next((path for id, path in ids.items() if id_key(id) == key), None)
        candidates = [named] if named else []
        if is_routine_file(target):
            exact = os.path.join(folder, target)  # noqa: PTH118
            ending = target[target.rindex(".") :].lower()
            candidates += [exact, *(path for path in same_id(exact) if path.lower().endswith(ending))]
        elif target and not named:
            candidates += same_id(os.path.join(folder, f"{target}.yaml"))  # noqa: PTH118
        for candidate in candidates:
            try:
                real = os.path.realpath(candidate)
            except (OSError, ValueError):
                continue  # no name that a file can have
            if is_routine_file(real) and os.path.isfile(real):  # noqa: PTH113
                if self._inside(real):
                    return real
                raise UseRefused(
                    "it lies outside the folders that hold routines", f"copy it to {places.personal_routines()}"
                )
        return None

    def _inside(self, real: str) -> bool:
        own = os.path.dirname(os.path.abspath(self._path))  # noqa: PTH100, PTH120
        roots = map(os.path.realpath, (str(places.shipped_routines()), str(places.personal_routines()), own))
        return any(real.startswith(root.rstrip(os.sep) + os.sep) for root in roots)
