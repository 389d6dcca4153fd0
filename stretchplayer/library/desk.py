"""A file on the desk: opened for writing, saved in one step with the last version kept beside it."""

import os
from dataclasses import dataclass
from pathlib import Path

from stretchplayer.library import drafts, own, places
from stretchplayer.library.atomic import write_atomic
from stretchplayer.library.catalogue import Catalogue
from stretchplayer.library.loader import Loaded, load_data, read_file
from stretchplayer.playback.segments import Timeline
from stretchplayer.routine.decode import decode
from stretchplayer.routine.diagnosis import Findings, Problem
from stretchplayer.routine.source import LARGEST


class NotText(Exception):
    """A file that no text editor should open: why."""


@dataclass(slots=True)
class Sheet:
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
        """Whether it lies where a person's own moves do."""
        return os.path.realpath(self.path).startswith(os.path.realpath(places.personal_moves()) + os.sep)


@dataclass(frozen=True, slots=True)
class Look:
    """What a text comes to: its problems, and its plan where it can be played."""

    problems: tuple[Problem, ...]
    loaded: Loaded | None = None

    @property
    def timeline(self) -> Timeline | None:
        return self.loaded.timeline if self.loaded else None


def look_over(sheet: Sheet, text: str, catalogue: Catalogue) -> Look:
    """Check a text that is not saved yet. Raises nothing; safe in any thread."""
    if sheet.holds_moves:
        from stretchplayer.routine.move_reader import read_moves

        return Look(read_moves(text, sheet.path, own=True).problems)
    loaded = load_data(text, sheet.path, catalogue=catalogue)
    return Look(loaded.problems, loaded)


def open_sheet(path: str) -> Sheet:
    """Open a routine or a file of moves for writing; a shipped routine is opened as a copy of one's own.

    The copy becomes a file when it is saved. Raises FileNotFoundError, `loader.Unreadable`, and NotText for what is no
    text or longer than a routine may be.
    """
    text, breaks = _text(path)
    if own.is_shipped(path):
        copy, text = own.copy_of(path, text)
        return _with_draft(Sheet(str(copy), text, fresh=True, copied=True))
    return _with_draft(Sheet(path, text, breaks=breaks))


def new_sheet(path: str, text: str) -> Sheet:
    """A file that is not written yet."""
    return _with_draft(Sheet(path, text, fresh=True))


def _with_draft(sheet: Sheet) -> Sheet:
    draft = drafts.found(sheet.path)
    if draft is not None and draft.text != sheet.text:
        sheet.draft = draft.text
    return sheet


def _text(path: str) -> tuple[str, str]:
    findings = Findings(path)
    data = read_file(path)
    if len(data) > LARGEST:
        raise NotText(f"it is larger than {LARGEST // 1024} KB; no routine is")
    text = decode(data, findings)
    if text is None or findings.problems:
        # Bytes that are no UTF-8 would be lost with the first save.
        raise NotText(findings.problems[0].message)
    return text, "\r\n" if b"\r\n" in data else "\n"


def save(sheet: Sheet, text: str) -> bool:
    """Put a text in place of the file, its last version beside it as `NAME.yaml~`.

    Answers whether another program had changed the file since it was read; that version is the one kept. Raises
    OSError and leaves everything as it was; FileExistsError where a new file's name was taken meanwhile.
    """
    path = Path(sheet.path)
    data = text.replace("\n", sheet.breaks).encode("utf-8", "replace")
    if sheet.fresh:
        own.write_new(path, text)
        changed = False
    else:
        changed = _back_up(path, sheet)
        write_atomic(path, data)
    sheet.text, sheet.fresh, sheet.copied = text, False, False
    drafts.forget(sheet.path)
    return changed


def _back_up(path: Path, sheet: Sheet) -> bool:
    try:
        before = path.read_bytes()
    except FileNotFoundError:
        return False
    backup = Path(f"{os.path.realpath(path)}~")
    write_atomic(backup, before)
    return before != sheet.text.replace("\n", sheet.breaks).encode("utf-8", "replace")
