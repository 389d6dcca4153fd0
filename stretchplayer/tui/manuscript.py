"""The file that the editor writes: what is unsaved is kept as a draft, and saving keeps what was there before."""

from dataclasses import dataclass

from stretchplayer.library import document
from stretchplayer.routine.harmless import harmless


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving: whether it is saved, and the sentence that says so, for how many seconds."""

    done: bool
    said: str
    seconds: float


class Manuscript:
    """One file under the editor. `text` is always what the editor holds now; whoever calls brings it along."""

    def __init__(self, file: document.EditedFile) -> None:
        self.file = file
        self.saved_once = False
        self._closed = False

    def is_changed(self, text: str) -> bool:
        """Whether there is anything to save."""
        return self.file.copied or self.would_be_lost(text)

    def would_be_lost(self, text: str) -> bool:
        """Whether closing now would lose what was written."""
        return text != self.file.text

    def save(self, text: str) -> Saved:
        """Save in one step; what was there before stays as NAME.yaml~."""
        copied = self.file.copied
        try:
            others = document.save(self.file, text)
        except FileExistsError:
            return Saved(False, harmless(f"{self.file.path} is there already; nothing was overwritten."), 5)
        except OSError as error:
            return Saved(False, harmless(f"It can't be saved: {error.strerror or error}"), 8)
        self.saved_once = True
        if others:
            return Saved(
                True, "Another program had changed the file. Its version is kept beside it, with ~ at the end.", 8
            )
        if copied:
            return Saved(True, harmless(f"Saved as your own: {self.file.path}"), 5)
        return Saved(True, "Saved", 1.5)

    def keep_draft(self, text: str) -> None:
        """Keep what is unsaved for the next time, until this file is closed."""
        if self._closed:
            return
        try:
            if self.would_be_lost(text):
                document.keep_draft(self.file.path, text)
            elif self.file.draft is None:
                document.forget_draft(self.file.path)
        except OSError:
            pass  # a disk that takes nothing will be told of when it is saved

    def take_draft(self) -> str:
        """What an earlier editor could not save; from now on it is this editor's own text."""
        draft, self.file.draft = self.file.draft or "", None
        return draft

    def drop_draft(self) -> None:
        """Throw away what an earlier editor could not save."""
        document.forget_draft(self.file.path)
        self.file.draft = None

    def close(self) -> None:
        """Nothing of this is needed any more; a draft that nobody decided about stays."""
        self._closed = True
        if self.file.draft is None:
            document.forget_draft(self.file.path)
