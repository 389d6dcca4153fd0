"""Where everything lives: what is shipped with the program, and what belongs to the person.

`STRETCHPLAYER_HOME` names one folder for everything personal; without it each system's own folders are used.
No folder is made here: who writes, makes.
"""

import contextlib
import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

APP = "stretchplayer"
_PACKAGE = Path(__file__).resolve().parent.parent

# Where a machine has no home at all: nothing can be read or written below it, and nothing lands in the
# current folder by mistake.
_NOWHERE = Path(os.devnull) / APP


def package() -> Path:
    """The folder of the program's own modules."""
    return _PACKAGE


def _shipped() -> Path:
    """The folder of `routines/` and `assets/`: inside an installed package, beside it in a clone."""
    inside = _PACKAGE / "_shipped"
    return inside if inside.is_dir() else _PACKAGE.parent


def shipped_routines() -> Path:
    """The folder of the routines that come with the program, one folder in it per category."""
    return _shipped() / "routines"


def assets() -> Path:
    """The folder of moves, cues and sources that come with the program."""
    return _shipped() / "assets"


def _home() -> Path | None:
    named = os.environ.get("STRETCHPLAYER_HOME", "").strip()
    return Path(os.path.abspath(os.path.expanduser(named))) if named else None  # noqa: PTH100, PTH111 - never raises


def _system(kind: str) -> Path:
    """The system's folder of a kind (`config`, `cache`, `data`)."""
    if sys.platform.startswith("linux"):
        # The same answer as platformdirs gives, without its import: start-up waits for this.
        variable, under_home = {
            "config": ("XDG_CONFIG_HOME", ".config"),
            "cache": ("XDG_CACHE_HOME", ".cache"),
            "data": ("XDG_DATA_HOME", ".local/share"),
        }[kind]
        named = os.environ.get(variable, "").strip()
        base = Path(named) if named.startswith("/") else Path(os.path.expanduser("~")) / under_home  # noqa: PTH111
        folder = base / APP
    else:
        import platformdirs

        folder = Path(getattr(platformdirs, f"user_{kind}_dir")(APP, appauthor=False))
    return folder if folder.is_absolute() else _NOWHERE


def config_dir() -> Path:
    """The folder of `settings.yaml`, `routines/` and `moves/`: what a person writes."""
    return _home() or _system("config")


def cache_dir() -> Path:
    """The folder of what can be made again at any time."""
    home = _home()
    return home / "cache" if home else _system("cache")


def data_dir() -> Path:
    """The folder of the journal: what the program writes for the person."""
    home = _home()
    return home / "data" if home else _system("data")


def spare_folders() -> Iterator[Path]:
    """Where the journal's records may wait when it cannot be written, the best place first: the person's own folders,
    then what the machine has for passing things on. Another person's folder is passed over."""
    yield from (data_dir(), config_dir(), cache_dir())
    # Another home is another person's, or a test's: its signs are not ours.
    user = os.getuid() if hasattr(os, "getuid") else 0
    name = f"stretchplayer-{user}-{zlib.crc32(str(data_dir()).encode()):08x}"
    # Those of `tempfile`, which writes a file to choose one: here the first that can be written is chosen by writing.
    shared = [os.environ.get(each, "") for each in ("XDG_RUNTIME_DIR", "TMPDIR", "TEMP", "TMP")]
    for above in dict.fromkeys(Path(each) for each in (*shared, "/tmp", "/var/tmp") if each):
        folder = above / name
        with contextlib.suppress(OSError):
            if above.is_dir() and (not os.path.lexists(folder) or folder.lstat().st_uid == user):
                yield folder


def journal_file() -> Path:
    """The database of sessions and cramps."""
    return data_dir() / "journal.db"


def personal_routines() -> Path:
    """The folder of a person's own routines."""
    return config_dir() / "routines"


def personal_plans() -> Path:
    """The folder of a person's own plans over weeks."""
    return config_dir() / "plans"


def personal_moves() -> Path:
    """The folder of a person's own moves."""
    return config_dir() / "moves"


def settings_file() -> Path:
    """A person's settings."""
    return config_dir() / "settings.yaml"


def silence_file() -> Path:
    """It is there where the person turned sound off in a night with a cramp."""
    return data_dir() / "cramps" / "no-sound-at-night"
