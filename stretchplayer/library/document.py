"""A file opened for writing: saved in one step, with the last version and what is unsaved kept beside it."""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from stretchplayer import StretchplayerError
from stretchplayer.library import places
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.catalogue import Catalogue, load_shipped
from stretchplayer.library.folders import is_shipped
from stretchplayer.library.loader import Loaded, load_data, read_file
from stretchplayer.library.new_routine import copy_of, write_new
from stretchplayer.library.own_moves import read_own_moves
from stretchplayer.library.schedules import check_plan, load_plan
from stretchplayer.playback.segments import Timeline
from stretchplayer.routine.decode import decode
from stretchplayer.routine.diagnosis import Findings, Problem
from stretchplayer.routine.schedule import is_plan
from stretchplayer.routine.source import LARGEST

_LARGEST_DRAFT = 1024 * 1024


class NotText(StretchplayerError):
    """A file that no text editor should open: why."""

    code = 1

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"`{path}` cannot be edited: {why}")


@dataclass(slots=True)
class EditedFile:
    """An opened file: where it is, its text as it was read or last saved, and unsaved text of an earlier time.

    `fresh` tells that there is no file yet; `copied` that it begins as a copy of a shipped routine; `breaks` is how
    its lines end.
    """

    path: str
    text: str
    draft: str | None = None
    fresh: bool = False
    copied: bool = False
    breaks: str = "\n"

    @property
    def id(self) -> str:
        return Path(self.path).stem

    @property
    def holds_moves(self) -> bool:
        """Whether it lies where moves do."""
        return holds_moves(self.path)


def holds_moves(path: str) -> bool:
    """Whether a file lies where moves do, a person's own or the shipped ones."""
    real = os.path.realpath(path)
    folders = (places.personal_moves(), places.assets() / "moves")
    return any(real.startswith(os.path.realpath(folder) + os.sep) for folder in folders)


@dataclass(frozen=True, slots=True)
class Look:
    """What a text comes to: its problems, and its plan where it can be played."""

    problems: tuple[Problem, ...]
    loaded: Loaded | None = None

    @property
    def timeline(self) -> Timeline | None:
        return self.loaded.timeline if self.loaded else None


def look_over(document: EditedFile, text: str, catalogue: Catalogue) -> Look:
    """Check a text that is not saved yet. Raises nothing; safe in any thread."""
    if document.holds_moves:
        return Look(read_own_moves(text, document.path, lambda: load_shipped()[0]).problems)
    if is_plan(text):
        return Look(check_plan(load_plan(document.path, text), catalogue))
    loaded = load_data(text, document.path, catalogue=catalogue)
    return Look(loaded.problems, loaded)


def open_document(path: str) -> EditedFile:
    """Open a routine or a file of moves for writing; a shipped routine is opened as a copy of one's own.

    The copy becomes a file when it is saved. Raises `loader.Unreadable`, and NotText for what is no
    text or longer than a routine may be.
    """
    text, breaks = read_text(path)
    if is_shipped(path):
        copy, text = copy_of(path, text)
        return _with_draft(EditedFile(str(copy), text, fresh=True, copied=True))
    return _with_draft(EditedFile(path, text, breaks=breaks))


def new_document(path: str, text: str) -> EditedFile:
    """A file that is not written yet."""
    return _with_draft(EditedFile(path, text, fresh=True))


def _with_draft(document: EditedFile) -> EditedFile:
    draft = draft_of(document.path)
    document.draft = draft if draft != document.text else None
    return document


def read_text(path: str) -> tuple[str, str]:
    """The text of a file with plain newlines, and how its lines end. Raises as `open_document` does."""
    findings = Findings(path)
    data = read_file(path)
    if len(data) > LARGEST:
        raise NotText(path, f"it is larger than {LARGEST // 1024} KB; no routine is")
    text = decode(data, findings)
    if text is None or findings.problems:
        # Bytes that are not UTF-8 would be lost with the first save.
        raise NotText(path, findings.problems[0].message)
    return text, "\r\n" if b"\r\n" in data else "\n"


def save(document: EditedFile, text: str) -> bool:
    """Put a text in place of the file, its last version beside it as `NAME.yaml~`.

    Answers whether another program had changed the file since it was read; that version is the one kept. Raises
    OSError and leaves everything as it was; FileExistsError where a new file's name was taken meanwhile.
    """
    path = Path(document.path)
    data = text.replace("\n", document.breaks).encode("utf-8", "replace")
    if document.fresh:
        write_new(path, text)
        changed = False
    else:
        changed = _back_up(path, document)
        write_atomic(path, data)
    document.text, document.fresh, document.copied = text, False, False
    forget_draft(document.path)
    return changed


def _back_up(path: Path, document: EditedFile) -> bool:
    try:
        before = path.read_bytes()
    except FileNotFoundError:
        return False
    backup = Path(f"{os.path.realpath(path)}~")
    write_atomic(backup, before)
    return before != document.text.replace("\n", document.breaks).encode("utf-8", "replace")


# What is unsaved: nothing typed is lost in a crash.


def keep_draft(path: str, text: str) -> None:
    """Keep a text for a file. Raises OSError."""
    data = json.dumps({"path": os.path.realpath(path), "text": text})
    # A crash of the program is what this is for; one of the machine may cost the last second.
    write_atomic(_draft_file(path), data.encode(), durable=False)


def draft_of(path: str) -> str | None:
    """The unsaved text for a file, if there is one that can be read."""
    try:
        with _draft_file(path).open("rb") as stream:
            data = json.loads(stream.read(_LARGEST_DRAFT))
        if data["path"] != os.path.realpath(path):
            return None
        return str(data["text"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget_draft(path: str) -> None:
    """There is nothing unsaved any more."""
    try:
        _draft_file(path).unlink(missing_ok=True)
    except OSError:
        # It will be offered once more; that harms nobody.
        pass


def _draft_file(path: str) -> Path:
    name = hashlib.sha256(os.path.realpath(path).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return places.data_dir() / "drafts" / f"{name}.json"
