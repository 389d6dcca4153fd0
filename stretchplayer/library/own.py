"""A person's own routines: the name of a new file, and a file that never overwrites another."""

import os
import re
import unicodedata
from pathlib import Path

from stretchplayer.library import places
from stretchplayer.library.folders import SUFFIXES

LONGEST_STEM = 80


def stem_of(name: str) -> str:
    """The file stem for a name: small letters and digits, everything else a hyphen; `routine` where nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:LONGEST_STEM].strip("-")
    return stem or "routine"


def free_path(stem: str) -> Path:
    """Where a new routine goes: `stem.yaml` in the personal folder, numbered from 2 if that is taken."""
    folder = places.personal_routines()
    taken = {p.stem for p in folder.rglob("*") if p.suffix in SUFFIXES} if folder.is_dir() else set()
    number, free = 2, stem
    while free in taken:
        free, number = f"{stem}-{number}", number + 1
    return folder / f"{free}.yaml"


def write_new(path: Path, text: str) -> None:
    """Make the file, in folders made for it; raises FileExistsError where one stands there, and OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)


def modeline(schema: Path) -> str:
    """The comment by which YAML language servers find the schema."""
    return f"# yaml-language-server: $schema={schema.as_uri()}"


def is_shipped(path: str) -> bool:
    """Whether a routine came with the program and must not be changed in place."""
    return os.path.realpath(path).startswith(os.path.realpath(places.shipped_routines()) + os.sep)


def copy_of(path: str, text: str) -> tuple[Path, str]:
    """Where a copy of a shipped routine goes, and its text with its origin noted."""
    stem = Path(path).stem
    return free_path(stem), f"# A copy of the routine `{stem}` that comes with Stretchplayer.\n{text}"
