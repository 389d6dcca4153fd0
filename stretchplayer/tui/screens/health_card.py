"""The health card: what relief should know of a person. Kept apart, asked for nowhere, deleted alone."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from stretchplayer.journal.health import KINDS, MANY, CardEntry, HealthCard, read_card, typed_month, write_card
from stretchplayer.journal.records import SignRecord
from stretchplayer.journal.report import LOOKED_FOR
from stretchplayer.routine.harmless import harmless
from stretchplayer.tui.screens.form import Field, Values
from stretchplayer.tui.screens.record import Contents, RecordScreen
from stretchplayer.tui.widgets.sheet import Row

if TYPE_CHECKING:
    from stretchplayer.journal.store import Store

_ABOUT = (
    "Optional, and kept apart from the journal in a file of its own that only you can read. It changes what relief "
    "offers; no entry switches off a warning sign. `data delete health` deletes it alone."
)


class HealthCardScreen(RecordScreen):
    """The card."""

    TITLE = "Health card"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,e", "open", "Change", key_display="enter", tooltip="Add to the card, or change an entry"),
        Binding("d,delete", "delete", "Remove", key_display="d", tooltip="Remove the selected entry from the card"),
        Binding("u", "undo", "Undo", tooltip="Bring back what was removed last"),
    ]

    card = HealthCard()

    def read(self, store: "Store") -> Contents:
        return self._contents([sign for sign in store.signs() if sign.how == "seen"])

    def without_journal(self, fault: str) -> Contents:
        return self._contents(())

    def _contents(self, seen: Sequence[SignRecord]) -> Contents:
        """The card, and the warning signs that a professional has looked at."""
        self.card, today = read_card(), self.host.services.moment().date()
        rows = [Row(_ABOUT, prose=True)]
        if seen:
            rows.append(Row("After a warning sign that was looked at: may you stretch again?", heading=True))
        for sign in seen:
            told = f"{'yes' if sign.stretch_again else 'not yet'}, seen {sign.cleared.date if sign.cleared else ''}"
            mark = "✓" if sign.stretch_again else " "
            rows.append(Row(f"May stretch again: {harmless(sign.text)}", told, mark=mark, about=sign))
        for kind, name in KINDS.items():
            own = [entry for entry in self.card.entries if entry.kind == kind]
            if kind in MANY:
                rows.append(Row(f"{name}s", heading=True))
                rows += [Row(harmless(e.text), _told(e, today), about=(kind, e)) for e in own]
                rows.append(Row(f"Add a {name.lower()}", about=(kind, None)))
            else:
                entry = own[0] if own else None
                told = _told(entry, today) if entry else "–"
                rows.append(Row(name, told, mark="✓" if entry else " ", about=(kind, entry)))
        return Contents([*rows, Row(LOOKED_FOR, prose=True)])

    def action_open(self) -> None:
        match self.sheet.about:
            case SignRecord() as sign:
                self._may_stretch(sign, True)
            case (str(kind), CardEntry() | None as entry):
                self._change(kind, entry)

    def _change(self, kind: str, entry: CardEntry | None) -> None:
        if kind not in MANY and kind != "pregnant":
            self._save(self.card.with_entry(CardEntry(kind, self._today())))
            return
        since, changed = (entry.month or "", entry.changed or "") if entry else ("", "")
        fields = [Field("month", "Month due", since, read=typed_month, example="2027-03")]
        if kind in MANY:
            fields = [
                Field("text", "Name", entry.text if entry else "", example="a statin"),
                Field("month", "Since", since, read=typed_month, example="2026-01"),
                Field("changed", "Last changed", changed, read=typed_month, example="2026-10"),
            ]
        self.fill_in(KINDS[kind], fields, partial(self._filled, kind, entry))

    def _filled(self, kind: str, before: CardEntry | None, values: Values) -> None:
        text = values.get("text", "")[:80]
        if kind in MANY and not text:
            self.notify("It has no name; nothing was saved.", severity="warning")
            return
        card = self.card if before is None else self.card.without(kind, before.text)
        new = CardEntry(kind, self._today(), text, values["month"] or None, values.get("changed") or None)
        self._save(card.with_entry(new))

    def action_delete(self) -> None:
        match self.sheet.about:
            case SignRecord() as sign:
                self._may_stretch(sign, False)
            case (_, CardEntry() as entry):
                self.undos.append(partial(self._save, self.card))
                self._save(self.card.without(entry.kind, entry.text if entry.kind in MANY else ""))
                self.notify("Removed. U brings it back.")

    def _may_stretch(self, sign: SignRecord, again: bool) -> None:
        """Whether suggestions are back on after a sign."""
        self.write(lambda store: store.save(sign.looked_at(self.now, stretch_again=again)))

    def _save(self, card: HealthCard) -> None:
        try:
            write_card(card)
        except OSError as error:
            self.notify(f"It can't be saved: {error.strerror or error}", severity="error")
        self.reload()

    def _today(self) -> str:
        return self.host.services.moment().date().isoformat()


def _told(entry: CardEntry, today: "date") -> str:
    told = "still true? enter confirms" if entry.asked_again(today) else f"entered {entry.noted}"
    return ", ".join((*entry.dates, told))
