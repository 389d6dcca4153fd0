"""Files written whole or not at all."""

import os
from pathlib import Path

from stretchplayer.library import places


def make_private(folder: Path) -> None:
    """Make a folder that the person alone may look into (0700), with those above it that are missing. Raises OSError.

    What the program writes for itself holds what concerns a body: its folders are closed also where they were open.
    """
    missing = []
    above = folder
    while not above.exists():
        missing.append(above)
        above = above.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    for each in (folder, *folder.parents):
        if not _is_of_the_program(each):
            break
        if not each.is_symlink() and each.stat().st_mode & 0o077:
            try:
                each.chmod(0o700)
            except OSError:
                pass  # somebody else's: nothing of ours is written there with more rights than 0600


def _is_of_the_program(path: Path) -> bool:
    """Whether the program itself made a folder or file: the journal, what can be made again, the settings."""
    folders = (places.data_dir(), places.cache_dir())
    return path == places.settings_file() or any(path == folder or folder in path.parents for folder in folders)


def write_atomic(path: Path, data: bytes, *, durable: bool = True, private: bool = True) -> None:
    """Put `data` in place of a file's content, or make the file, in one step; a reader sees the old or the new.

    A link stays a link and a mode stays as it was; new files are the person's alone (0600 in 0700 folders), or, not
    `private`, for whoever the person's files are usually for. What the program keeps for itself becomes the person's
    alone. With `durable` the data is on the disk before the name is. Raises OSError and leaves nothing behind.
    """
    import tempfile  # a start reads files and writes none

    target = Path(os.path.realpath(path))
    if private:
        make_private(target.parent)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        if target.exists() and not (private and _is_of_the_program(target)):
            temporary.chmod(target.stat().st_mode & 0o7777)
        elif not private:
            mask = os.umask(0)
            os.umask(mask)
            temporary.chmod(0o666 & ~mask)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
