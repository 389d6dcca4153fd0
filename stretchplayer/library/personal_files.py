"""A person's own files as one bundle, by their path below the personal folder: settings, routines, plans and moves,
what is unsaved in the editor (`drafts/`), and what the program keeps for the person beside the journal (`data/`)."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from stretchplayer.library import document, places, schedules
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.folders import READ_LIMIT, read_limited, yaml_files

_PART = r"[^/\\\x00-\x1f\x7f:\ud800-\udfff]{1,255}"
_NAME = re.compile(
    rf"settings\.yaml|data/plans\.json|data/cramps/no-sound-at-night|drafts/[^\x00\ud800-\udfff]+"
    rf"|(?:routines|plans|moves)/(?:(?!\.){_PART}/){{0,5}}(?!\.){_PART}\.(?i:ya?ml)"
)
_DRAFTS = "drafts/"


class BadName(ValueError):
    """A file of the bundle would land where it does not belong."""


def collect() -> tuple[dict[str, str], dict[str, str]]:
    """The texts of all personal files, and why those are left out that no bundle can hold."""
    out: dict[str, str] = {}
    left: dict[str, str] = {}
    for name, path in _found():
        try:
            data = read_limited(str(path))
            text = data.decode("utf-8")
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            left[name] = getattr(error, "strerror", None) or "not UTF-8"
            continue
        if len(data) >= READ_LIMIT:
            left[name] = "larger than a routine may be"
        elif not _NAME.fullmatch(name):
            left[name] = "no other system may take its name; give it another"
        else:
            out[name] = text
    drafts = {f"{_DRAFTS}{_below_home(path)}": text for path, text in document.drafts().items()}
    return out | {name: text for name, text in drafts.items() if _NAME.fullmatch(name)}, left


def _found() -> Iterator[tuple[str, Path]]:
    yield "settings.yaml", places.settings_file()
    for folder in (places.personal_routines(), places.personal_plans(), places.personal_moves()):
        for path in map(Path, yaml_files(str(folder))):
            yield path.relative_to(places.config_dir()).as_posix(), path
    for kept in (schedules.course_file(), places.silence_file()):
        yield f"data/{kept.relative_to(places.data_dir()).as_posix()}", kept


def _below_home(path: str) -> str:
    """The path of a file in the personal folder from there, so that it means the same in another home."""
    home, file = places.config_dir().resolve(), Path(path)
    return file.relative_to(home).as_posix() if file.is_relative_to(home) else path


def check_names(files: Mapping[str, str]) -> None:
    """Raise `BadName` where a name would leave the personal folder or is not a file of ours."""
    for name in files:
        if not _NAME.fullmatch(name):
            raise BadName(f"`{name}` is not a place for a personal file")


def restore(files: Mapping[str, str]) -> list[str]:
    """Write the files; one that stands there with another text is kept beside as `NAME.before-import`. What is unsaved
    here stays so, and of plans over weeks those that the bundle does not have go on.

    Returns the names of those that differed. Raises `BadName` before anything is written, and `OSError`.
    """
    check_names(files)
    differed: list[str] = []
    for name, text in files.items():
        if name.startswith(_DRAFTS):
            unsaved = str(places.config_dir() / name.removeprefix(_DRAFTS))
            if document.draft_of(unsaved) is None:
                document.keep_draft(unsaved, text)
            continue
        area, _, rest = name.partition("/")
        path = places.data_dir() / rest if area == "data" else places.config_dir() / name
        data = text.encode()
        if path == schedules.course_file():
            data = schedules.joined_course(data)
        elif path.exists():
            if path.read_bytes() == data:
                continue
            differed.append(name)
            path.replace(path.with_name(path.name + ".before-import"))
        write_atomic(path, data)
    return differed
