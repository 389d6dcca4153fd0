"""A file opened for writing: saved in one step, with the last version and what is unsaved kept beside it."""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from stretchplayer import StretchplayerError
from stretchplayer.library import places
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.catalogue import Catalogue, load_shipped
from stretchplayer.library.folders import is_shipped
from stretchplayer.library.loader import Loaded, load_data, read_file, same_id_advice
from stretchplayer.library.new_routine import copy_of, write_new
from stretchplayer.library.own_moves import read_own_moves
from stretchplayer.library.schedules import check_plan, load_plan
from stretchplayer.playback.segments import Timeline
from stretchplayer.routine.diagnosis import Findings, Problem
from stretchplayer.routine.schedule import Schedule, is_plan
from stretchplayer.routine.source import text_of
from stretchplayer.words.counts import counted

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
        return kind_of(self.path) == "moves"


Kind = Literal["settings", "moves", "plan", "routine"]


def kind_of(path: str, data: bytes | str = "") -> Kind:
    """What a file is: the settings and moves by where they lie, a plan by what it holds, anything else a routine."""
    real = os.path.realpath(path)
    if real == os.path.realpath(places.settings_file()):
        return "settings"
    folders = (places.personal_moves(), places.assets() / "moves")
    if any(real.startswith(os.path.realpath(folder) + os.sep) for folder in folders):
        return "moves"
    text = data if isinstance(data, str) else data.decode("utf-8", "replace") if b"plan" in data else ""
    return "plan" if is_plan(text) else "routine"


@dataclass(frozen=True, slots=True)
class Look:
    """What a text comes to: its problems with the texts that they are in, by file, and what it is in words; the
    routine, or the plan over weeks, where it is one.
    """

    problems: tuple[Problem, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    loaded: Loaded | None = None
    plan: Schedule | None = None

    @property
    def timeline(self) -> Timeline | None:
        return self.loaded.timeline if self.loaded else None


def look_over(path: str, data: bytes | str, catalogue: Catalogue | None = None) -> Look:
    """Check the content of a routine, a plan or a file of moves, also one that is not saved yet. Raises nothing; safe
    in any thread.
    """
    kind = kind_of(path, data)
    if kind == "moves":
        reading = read_own_moves(data, path, load_shipped)
        return Look(reading.problems, {path: reading.text}, counted(len(reading.moves), "move"))
    same = same_id_advice(path)
    if kind == "plan":
        planned = load_plan(path, data)
        about = ""
        if plan := planned.plan:
            weeks = counted(plan.weeks, "week") if plan.weeks else "until it is ended"
            about = f"a plan, {weeks}, {counted(len({use.target for use in plan.every_due}), 'routine')}"
        return Look((*same, *check_plan(planned, catalogue)), {path: planned.text}, about, plan=planned.plan)
    loaded = load_data(data, path, catalogue=catalogue)
    return Look((*same, *loaded.problems), loaded.texts, "", loaded)


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
    text = text_of(data, findings)
    if text is None or findings.problems:
        # Bytes that are not UTF-8 would be lost with the first save.
        raise NotText(path, findings.problems[0].message)
    return text, "\r\n" if b"\r\n" in data else "\n"


def save(document: EditedFile, text: str) -> bool:
    """Put a text in place of the file, its last version beside it as `NAME.yaml~`.

    Answers whether another program had changed the file since it was read; that version is the one kept. Raises
    OSError and leaves everything as it was; FileExistsError where a new file's name was taken meanwhile.
    """
    changed = False
    if document.fresh:
        write_new(Path(document.path), text)
    else:
        before = write_over(document.path, text, document.breaks)
        changed = before is not None and before != _encoded(document.text, document.breaks)
    document.text, document.fresh, document.copied = text, False, False
    forget_draft(document.path)
    return changed


def write_over(path: str, text: str, breaks: str) -> bytes | None:
    """Put a text in place of a person's file, its last version beside it as `NAME.yaml~`; that version, where there
    was one. Raises OSError and leaves everything as it was.
    """
    data = _encoded(text, breaks)
    try:
        before = Path(path).read_bytes()
    except FileNotFoundError:
        before = None
    if before is not None and before != data:
        write_atomic(Path(f"{os.path.realpath(path)}~"), before)
    write_atomic(Path(path), data)
    return before


def _encoded(text: str, breaks: str) -> bytes:
    return text.replace("\n", breaks).encode("utf-8", "replace")


# What is unsaved: nothing typed is lost in a crash.


def keep_draft(path: str, text: str) -> None:
    """Keep a text for a file. Raises OSError."""
    data = json.dumps({"path": os.path.realpath(path), "text": text})
    # A crash of the program is what this is for; one of the machine may cost the last second.
    write_atomic(_draft_file(path), data.encode(), durable=False)


def draft_of(path: str) -> str | None:
    """The unsaved text for a file, if there is one that can be read."""
    return drafts().get(os.path.realpath(path))


def drafts() -> dict[str, str]:
    """All unsaved texts that can be read, by the real path of their file."""
    found: dict[str, str] = {}
    for file in sorted(_draft_file("").parent.glob("*.json")):
        with suppress(OSError, ValueError, KeyError, TypeError), file.open("rb") as stream:
            data = json.loads(stream.read(_LARGEST_DRAFT))
            found[str(data["path"])] = str(data["text"])
    return found


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
