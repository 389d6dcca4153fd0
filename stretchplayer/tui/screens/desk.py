"""A file on the desk of a screen: what is unsaved is kept, saving keeps what was before, leaving asks."""

from typing import TYPE_CHECKING

from stretchplayer.library import document
from stretchplayer.routine.harmless import harmless
from stretchplayer.tui.screens.ask import Answer, AskScreen
from stretchplayer.tui.screens.house import HouseScreen
from stretchplayer.tui.widgets.about import headline
from stretchplayer.tui.widgets.heading import Heading
from stretchplayer.tui.widgets.writing import Writing

if TYPE_CHECKING:
    from stretchplayer.tui.app import StretchplayerApp


class DeskScreen(HouseScreen[bool]):
    """Base of the editor: its file, its draft and its ways out. Answers with whether it was saved at least once."""

    def __init__(self, host: "StretchplayerApp", sheet: document.EditedFile) -> None:
        super().__init__()
        self.host = host
        self.sheet = sheet
        self.look = document.Look(())
        self.saved_once = False
        self.version = 0
        self.seen = -1
        self.heading = Heading(harmless(sheet.id))
        self.writing = Writing(sheet.text, id="writing")
        self._base = document.digest(sheet.text)
        self._gone = False

    def check(self) -> None:
        """Look the text over."""
        raise NotImplementedError

    # What is unsaved

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return self.sheet.copied or self.writing.text != self.sheet.text

    def headline(self) -> None:
        """Total, mistakes, and whether it is saved, at the top."""
        self.heading.show(harmless(self.sheet.id), headline(self.look, self.changed, self.sheet.fresh))

    def offer_draft(self) -> None:
        """Offer back what an earlier editor could not save."""
        if self.sheet.draft is not None:
            title = "Unsaved work from last time is here."
            says = "It was kept when the editor ended without saving."
            answers = (
                Answer("enter", "Go on with it", "take"),
                Answer("d", "Throw it away", "drop"),
                Answer("esc", "Leave it for later", "later"),
            )
            self.app.push_screen(AskScreen(title, says, answers), self._draft_answer)

    def _draft_answer(self, answer: str | None) -> None:
        draft = self.sheet.draft
        if answer == "take" and draft is not None:
            self.writing.load_text(draft)
            self.call_after_refresh(self.check)
        elif answer == "drop":
            document.forget_draft(self.sheet.path)
            self.sheet.draft = None
        else:
            # What is kept stays what it is until something else is typed.
            return
        self.sheet.draft = None

    def on_unmount(self) -> None:
        # Also a signal and ctrl+c pass through here.
        if not self._gone:
            self._keep_draft()

    # Saving and leaving

    def action_save(self) -> bool:
        """Save in one step; what was there before stays as NAME.yaml~."""
        text = self.writing.text
        copied = self.sheet.copied
        try:
            others = document.save(self.sheet, text)
        except FileExistsError:
            self.notify(harmless(f"{self.sheet.path} is there already; nothing was overwritten."), severity="error")
            return False
        except OSError as error:
            self.notify(harmless(f"It can't be saved: {error.strerror or error}"), severity="error", timeout=8)
            return False
        self.saved_once = True
        self._base = document.digest(text)
        self.headline()
        if others:
            self.notify(
                "Another program had changed the file. Its version is kept beside it, with ~ at the end.", timeout=8
            )
        elif copied:
            self.notify(harmless(f"Saved as your own: {self.sheet.path}"), timeout=5)
        else:
            self.notify("Saved", timeout=1.5)
        return True

    def keep_draft_beside(self) -> None:
        """Keep what is unsaved, without holding up who types."""
        self.run_worker(self._keep_draft, thread=True, group="draft")

    def _keep_draft(self) -> None:
        text = self.writing.text
        try:
            if text != self.sheet.text:
                document.keep_draft(self.sheet.path, text, self._base)
            elif self.sheet.draft is None:
                document.forget_draft(self.sheet.path)
        except OSError:
            # A disk that takes nothing will be told of when it is saved.
            pass

    def action_back(self) -> None:
        """Leave; where work would be lost, ask."""
        if self.writing.text != self.sheet.text:
            answers = (Answer("s", "Save and leave", "save"), Answer("d", "Leave without saving", "discard"),
                       Answer("esc", "Stay", "stay"))  # fmt: skip
            self.app.push_screen(
                AskScreen(f"Save {harmless(self.sheet.id)}?", "It has unsaved changes.", answers), self._leave
            )
        else:
            self._leave("discard")

    def _leave(self, answer: str | None) -> None:
        if answer == "save" and not self.action_save():
            return
        if answer in ("save", "discard"):
            self._gone = True
            if self.sheet.draft is None:
                document.forget_draft(self.sheet.path)
            self.host.close_screen(self, self.saved_once)

    def quitting(self) -> bool:
        """Quitting asks where work would be lost. True: that is all."""
        if self.writing.text == self.sheet.text:
            return False
        self.action_back()
        return True

    def interrupted(self) -> bool:
        """Ctrl+c copies what is selected, as everywhere one writes; else it asks as esc does. True: that is all."""
        if self.writing.selected_text:
            self.writing.action_copy()
        else:
            self.action_back()
        return True
