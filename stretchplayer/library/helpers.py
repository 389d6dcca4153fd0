"""Entries of the shelf read by another process: the same program, given paths and answering with plain data."""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Sequence

from stretchplayer.library import places
from stretchplayer.library.folders import File
from stretchplayer.library.shelf import Entry, decode, encode, read_here

_LIMIT_S = 60


class Helper:
    """One process that reads some files. Whatever goes wrong with it, the answer is `None` and the work is ours."""

    def __init__(self, wanted: Sequence[File]) -> None:
        self._wanted = wanted
        self._process: subprocess.Popen[bytes] | None = None
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(places.package().parent), *_paths()])}
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "stretchplayer.library.helpers"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
            if self._process.stdin:
                self._process.stdin.write(json.dumps([tuple(file) for file in wanted]).encode())
                self._process.stdin.close()
                self._process.stdin = None
        except (OSError, ValueError):
            self.close()

    def answer(self) -> list[Entry] | None:
        """The entries, in the order of the files."""
        if self._process is None:
            return None
        try:
            out, _ = self._process.communicate(timeout=_LIMIT_S)
            entries = [decode(data) for data in json.loads(out)]
        except (subprocess.TimeoutExpired, OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return entries if [e.path for e in entries] == [file.path for file in self._wanted] else None

    def close(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is not None:
            if process.poll() is None:
                process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    stream.close()


def _paths() -> list[str]:
    return [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]


def main() -> None:
    """Read the files named on standard input and write their entries to standard output."""
    gc.disable()  # this process is over before there is anything worth collecting
    wanted = [File(path, id, own, tuple(stamp)) for path, id, own, stamp in json.load(sys.stdin)]
    json.dump([encode(entry) for entry in read_here(wanted)], sys.stdout)


if __name__ == "__main__":
    main()
