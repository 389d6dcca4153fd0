"""A new routine of the person's own: its file, which never overwrites another, and the text that it begins with."""

import os
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from stretchplayer.figure.figure_schema import figure_definitions
from stretchplayer.library import places
from stretchplayer.library.atomic import make_private, write_atomic
from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.explanations import figure_guide
from stretchplayer.library.folders import shipped_files
from stretchplayer.routine.fetched import id_key, is_routine_file
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.schema import SCHEMAS, schema_text
from stretchplayer.routine.writer import quote_scalar

LONGEST_STEM = 80
MOST_BYTES = 200
"""Of a stem in UTF-8: file systems allow 255 bytes for a name."""


def stem_of(name: str) -> str:
    """The file stem for a name: in lower case, Latin letters without accents, other scripts as they are, a hyphen for
    each run of the rest; `routine` where nothing is left."""
    letters = unicodedata.normalize("NFD", name.replace("ß", "ss").lower())
    kept, latin = "", False
    for char in letters:
        if unicodedata.category(char)[0] == "M":
            kept += "" if latin else char
            continue
        latin = char.isascii() or "LATIN" in unicodedata.name(char, "")
        kept += char if char.isalnum() else "-"
    stem = unicodedata.normalize("NFC", re.sub("-+", "-", kept).strip("-"))[:LONGEST_STEM]
    while len(stem.encode()) > MOST_BYTES:
        stem = stem[:-1]
    return stem.strip("-") or "routine"


def shipped_with(stem: str) -> str | None:
    """The id of the shipped routine that a personal file of this stem would stand in for."""
    key = id_key(stem)
    return next((file.id for file in shipped_files() if id_key(file.id) == key), None)


def free_path(stem: str, folder: Path | None = None, also_taken: Iterable[str] = ()) -> Path:
    """Where a new routine goes: `stem.yaml` in a folder, the person's own unless another is named, numbered from 2 if a
    file there, or one of the ids that are `also_taken`, has that id.
    """
    folder = folder or places.personal_routines()
    found = folder.rglob("*") if folder.is_dir() else ()
    taken = {id_key(p.stem) for p in found if is_routine_file(p.name)} | set(map(id_key, also_taken))
    number, free = 2, stem
    while id_key(free) in taken:
        free, number = f"{stem}-{number}", number + 1
    return folder / f"{free}.yaml"


def write_new(path: Path, text: str) -> None:
    """Make the file, in folders made for it; raises FileExistsError where one stands there, and OSError."""
    make_private(path.parent)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)


def keep_schemas() -> None:
    """Put the schemas of routines, plans and moves into the person's own folder, where files name them by a relative
    path, in the comment by which YAML language servers find them. A folder that can't be written has none; only an
    editor misses it."""
    for name in SCHEMAS:
        file = places.config_dir() / "schema" / f"{name}.json"
        text = _schema(name, load_moves())
        try:
            if not file.is_file() or file.read_bytes() != text:
                write_atomic(file, text, durable=False, private=False)
        except OSError:
            return


@lru_cache(maxsize=len(SCHEMAS))
def _schema(name: str, moves: Moves) -> bytes:
    return schema_text(name, moves, figure_definitions(figure_guide())).encode()


def copy_of(path: str, text: str) -> tuple[Path, str]:
    """Where a copy of a shipped routine goes, and its text with its origin noted."""
    stem = Path(path).stem
    return free_path(stem), f"# A copy of the routine `{stem}` that comes with Stretchplayer.\n{text}"


def first_text(name: str, category: str, stem: str) -> str:
    """The first text of a routine that will be called `name` and lie in a file `stem`."""
    text = (places.assets() / "new" / f"{category}.yaml").read_text(encoding="utf-8")
    return renamed(text.replace("STEM", stem), name)


def renamed(text: str, name: str) -> str:
    """The text of a routine under another name, or with one."""
    named = f"name: {quote_scalar(name)}"
    text, found = re.subn(r"^name:.*$", lambda _: named, text, count=1, flags=re.MULTILINE)
    return text if found else f"{named}\n{text}"
