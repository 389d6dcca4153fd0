"""What a file brings, before anything is written: the source beside the routine, and what became of each line."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widget import Widget

from stretchplayer import StretchplayerError
from stretchplayer.exchange.dropped import dropped
from stretchplayer.journal.store import UNUSABLE, reason
from stretchplayer.library.catalogue import load_moves
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs.bring_in import Arrivals, arrivals, keep, read_coming
from stretchplayer.runs.phone_sessions import PhoneSessions, bring_back, phone_lines
from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.widgets.sheet import Row, Sheet
from stretchplayer.words.times import clock

_MOST_LINES = 2_000
_DEEPEST = 12


class ImportPreviewScreen(HouseScreen[bool]):
    """Answers whether routines were written. What a phone gives back goes into the journal, once it was seen."""

    DEFAULT_CSS = """
    ImportPreviewScreen {
        #both { layout: vertical; height: 1fr; }
        #source { height: 1fr; }
        #coming { height: 2fr; }
        &.-beside #both { layout: horizontal; }
        &.-beside #source { width: 2fr; height: 1fr; }
        &.-beside #coming { width: 3fr; height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Import", key_display="enter", tooltip="Save the routine in your own folder"),
        Binding("tab", "other", "Other side", tooltip="Scroll the source or the routine"),
        Binding("escape,q", "dismiss(False)", "Back", key_display="esc", tooltip="Back; nothing is saved"),
    ]
    KEYS_FIRST = ("keep", "dismiss(False)")
    SIZE_CLASSES: ClassVar = {"-beside": (90, 0)}

    def __init__(self, coming: Arrivals, name: str, sessions: Sequence[PhoneSessions] = ()) -> None:
        super().__init__("Import", harmless(name))
        self.coming, self.sessions = coming, sessions
        self.source, self.routine = Sheet(id="source"), Sheet(id="coming")

    @classmethod
    def of_file(cls, name: str) -> "ImportPreviewScreen":
        """The screen for a file whose path was typed or dropped; raises what its reader has against it."""
        path = dropped(name)
        data = read_coming(path)
        if given := phone_lines(data):
            return cls(Arrivals((), data.decode("utf-8", "replace")), path.name, given)
        return cls(arrivals(data, path, load_moves()), path.name)

    def parts(self) -> Iterator[Widget]:
        with Container(id="both"):
            yield self.source
            yield self.routine

    def on_mount(self) -> None:
        lines = self.coming.source.splitlines()[:_MOST_LINES]
        width = len(str(len(lines)))
        self.source.fill([Row(f"{n:{width}}  {harmless(line)}") for n, line in enumerate(lines, 1)])
        self.routine.fill(list(self._rows()))
        self.routine.focus()

    def _rows(self) -> Iterator[Row]:
        for given in self.sessions:
            yield Row(harmless(given.routine), heading=True)
            for ended, seconds, _ in given.ended:
                yield Row(f"{ended:%a %d %b %H:%M}", clock(seconds * 1000))
        for remark in self.coming.remarks:
            yield Row(remark, prose=True)
        for routine in self.coming.routines:
            yield Row(harmless(routine.name), heading=True)
            draft = routine.draft
            if draft is not None:
                yield Row(draft.told(), prose=True)
                for account in draft.accounts:
                    if account.fate != "whole":
                        yield Row(harmless(f"{account.where}: {account.text}"), account.told)
                        yield Row(harmless(account.why), prose=True, faint=True)
            for line in routine.text.splitlines()[:_MOST_LINES]:
                indent = min(len(line) - len(line.lstrip()), _DEEPEST)
                yield Row(harmless(line.strip()), faint=line.startswith("#"), indent=indent)

    @on(Sheet.Chosen)
    def action_keep(self) -> None:
        if self.sessions:
            self._bring_back()
            return
        try:
            keep(self.coming)
        except OSError as error:
            self.notify(f"It can't be written: {error.strerror}", severity="error")
            return
        self.dismiss(True)

    def _bring_back(self) -> None:
        try:
            with closing(self.host.services.journal()) as store:
                for given in self.sessions:
                    self.notify(bring_back(store, given))
        except (StretchplayerError, *UNUSABLE) as fault:
            self.notify(harmless(f"It can't be saved: {reason(fault)}"), severity="error")
            return
        self.host.journal_changed()
        self.dismiss(False)

    def action_other(self) -> None:
        (self.source if self.routine.has_focus else self.routine).focus()
