"""The cramp record: by week beside prevention nights, by time of day, by muscle, by what they came with."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from stretchplayer.journal.summary import NIGHT_ROUTINES
from stretchplayer.tui import plots
from stretchplayer.tui.records import WEEKS, Cramps, read_cramps
from stretchplayer.tui.screens.record import RecordScreen
from stretchplayer.tui.theme import Palette
from stretchplayer.tui.widgets.chart import Page
from stretchplayer.tui.widgets.question import Answer
from stretchplayer.tui.widgets.sheet import Row

_NONE = "No cramp is noted. That is not the same as none had."
_REPORT = "`stretchplayer cramps report -o page.html` makes one page of it for a doctor."


class CrampsScreen(RecordScreen):
    """The cramp record."""

    TITLE_WORD: ClassVar[str] = "Cramps"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "delete", "Delete", key_display="⌫", tooltip="Delete the cramp that is lit"),
    ]

    def read(self) -> Cramps:
        services = self.host.services
        today, _ = services.today()
        return read_cramps(services.journal, today, NIGHT_ROUTINES)

    def action_delete(self) -> None:
        """Ask, then delete the cramp that is lit."""
        at = self.sheet.lit
        row = self.sheet.rows[at] if 0 <= at < len(self.sheet.rows) else None
        if row is None or not row.key:
            return
        answers = (Answer("n", "Keep it", "keep", safe=True), Answer("y", "Delete it", "delete"))

        def answered(answer: str | None) -> None:
            if answer == "delete":
                self.run_worker(partial(self._delete, row.key), thread=True)

        self.host.ask("Delete this cramp?", " ".join(row.text.split()), answers, answered)

    def _delete(self, id: str) -> None:
        from stretchplayer.journal.opening import forget

        try:
            store = self.host.services.journal()
            try:
                forget(store, id)
            finally:
                store.close()
        except Exception as error:
            self.app.call_from_thread(self.notify, f"It can't be deleted: {error}", severity="error")
            return
        self.app.call_from_thread(self.reload)

    def aside(self, data: Cramps) -> str:
        count = len(data.cramps)
        return f"{count} noted. Days without an entry are unknown." if count else ""

    def pages(self, data: Cramps) -> Sequence[Page]:
        if data.fault:
            return [Page("Cramps", data.fault, lambda width, height, colours: ())]

        def weeks(width: int, height: int, colours: Palette) -> Sequence[str]:
            labels = [f"{week:%d %b}" for week, _ in data.per_week]
            series = [[n for _, n in data.per_week], [n for _, n in data.nights]]
            return plots.bars(labels, series, width, max(5, height))

        def counted(count: Counter[str]) -> object:
            def draw(width: int, height: int, colours: Palette) -> Sequence[str]:
                most = count.most_common(max(1, height))
                return plots.rows([(name, n, str(n)) for name, n in most], width) or ["Nothing noted."]

            return draw

        hours = Counter({f"{b * 6:02} to {b * 6 + 6:02} h": 0 for b in range(4)})
        hours.update(f"{c.began.local.hour // 6 * 6:02} to {c.began.local.hour // 6 * 6 + 6:02} h" for c in data.cramps)
        places = Counter(f"{c.muscle}, {c.side or 'side unknown'}" for c in data.cramps)
        came_with = Counter(word for c in data.cramps for word in c.came_with)
        beside = f"{plots.FULL} cramps noted   {plots.LIGHT} nights with the routine. Side by side; no claim of cause."
        return [
            Page(f"The last {WEEKS} weeks", beside, weeks),
            Page("Time of day", "", counted(hours)),  # type: ignore[arg-type]
            Page("Muscle and side", "", counted(places)),  # type: ignore[arg-type]
            Page("What they came with", "", counted(came_with)),  # type: ignore[arg-type]
        ]

    def rows(self, data: Cramps) -> Sequence[Row]:
        from stretchplayer.journal.report import length_words

        if not data.cramps:
            return [Row(data.fault or _NONE, prose=True)]
        rows = [Row(_REPORT, prose=True), Row("Latest first", heading=True)]
        for cramp in reversed(data.cramps):
            pain = "" if cramp.pain is None else f" · pain {cramp.pain}"
            where = f"{cramp.muscle}, {cramp.side}" if cramp.side else cramp.muscle
            rows.append(Row(f"{cramp.began.local:%a %d %b %H:%M}  {where}", f"{length_words(cramp)}{pain}", cramp.id))
        return rows
