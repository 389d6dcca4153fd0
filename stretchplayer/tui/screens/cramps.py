"""The cramp record: by week beside prevention nights, by time of day, muscle and what they came with; and the log."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from stretchplayer.journal import typed
from stretchplayer.journal.correct import corrected_cramp, delete_record
from stretchplayer.journal.days import confirmed
from stretchplayer.journal.records import CrampRecord, CrampSide, SignRecord, new_id
from stretchplayer.journal.summary import cramps_per_week, nights_per_week
from stretchplayer.journal.told import ONSETS, cramp_marks, length_words, told_cramp
from stretchplayer.relief.danger import places
from stretchplayer.relief.muscles import DEFAULT
from stretchplayer.routine.harmless import harmless
from stretchplayer.tui.host import page_key
from stretchplayer.tui.screens.ask import Answer, AskScreen
from stretchplayer.tui.screens.form import Field, Values
from stretchplayer.tui.screens.record import RECORD_KEYS, WEEKS, Contents, RecordScreen
from stretchplayer.tui.theme import ScreenPalette
from stretchplayer.tui.widgets.chart import FULL, LIGHT, ChartPage, bar_rows, bars
from stretchplayer.tui.widgets.sheet import Row

if TYPE_CHECKING:
    from stretchplayer.journal.records import SessionRecord
    from stretchplayer.journal.store import Store, Written

_NONE = "No cramp is recorded. That is not the same as none had. A adds one."
_TEN = tuple(map(str, range(11)))
_SIDES: tuple[CrampSide, ...] = ("left", "right", "both")


class CrampsScreen(RecordScreen):
    """The cramp record."""

    TITLE = "Cramps"
    BINDINGS: ClassVar[list[BindingType]] = [
        *RECORD_KEYS,
        Binding("p", "report", "Doctor's page", tooltip="One page about your cramps, to print for a doctor"),
        page_key("n", "plan", show=True),
        page_key("v", "prevention"),
    ]

    def read(self, store: "Store") -> Contents:
        cramps = store.cramps()
        told = f"{len(cramps)} recorded. Nights without an answer are unknown." if cramps else ""
        return Contents(_rows(cramps, store.signs()), self._pages(cramps, store.sessions()), told)

    def _pages(self, cramps: list[CrampRecord], sessions: "list[SessionRecord]") -> Sequence[ChartPage]:
        """Cramps by week beside the nights on which a prevention routine was played, and what they have in common."""
        sure, days, today = confirmed(cramps), self.days, self.days.of(self.now)
        per_week = cramps_per_week(cramps, today, WEEKS, days)
        nights = nights_per_week(sessions, today, WEEKS, days)

        def weeks(width: int, height: int, colours: ScreenPalette) -> Sequence[str]:
            labels = [f"{week:%d %b}" for week, _ in per_week]
            series = [[n for _, n in per_week], [n for _, n in nights]]
            return bars(labels, series, width, max(5, height))

        def counts(count: Counter[str]) -> Callable[[int, int, ScreenPalette], Sequence[str]]:
            def draw(width: int, height: int, colours: ScreenPalette) -> Sequence[str]:
                most = count.most_common(max(1, height))
                return bar_rows([(name, n, str(n)) for name, n in most], width) or ["Nothing recorded."]

            return draw

        hours = Counter({f"{b * 6:02} to {b * 6 + 6:02} h": 0 for b in range(4)})
        hours.update(f"{c.began.local.hour // 6 * 6:02} to {c.began.local.hour // 6 * 6 + 6:02} h" for c in sure)
        places = Counter(f"{muscle}, {c.side or 'side unknown'}" for c in sure for muscle in c.muscles)
        came_with = Counter(word for c in sure for word in c.came_with)
        beside = f"{FULL} cramps   {LIGHT} evenings with the routine. Side by side; no claim of cause."
        return [
            ChartPage(f"The last {WEEKS} weeks", beside, weeks),
            ChartPage("Time of day", "", counts(hours)),
            ChartPage("Muscle and side", "", counts(places)),
            ChartPage("What they came with", "", counts(came_with)),
        ]

    # Keys

    def action_open(self) -> None:
        match self.sheet.about:
            case CrampRecord() as cramp:
                self.show_text(f"{cramp.muscle} cramp, {cramp.began.local:%a %d %b %H:%M}", told_cramp(cramp))
            case SignRecord() as sign:
                self._clear(sign)

    def action_edit(self) -> None:
        match self.sheet.about:
            case CrampRecord() as cramp:
                self.fill_in("Correct this cramp", self._fields(cramp), partial(self._edited, cramp))
            case SignRecord() as sign:
                self._clear(sign)

    def action_add(self) -> None:
        new = CrampRecord(new_id(), self.now, (DEFAULT,))
        self.fill_in("Add a cramp", self._fields(new), partial(self._edited, new))

    def deleted(self, store: "Store", about: object) -> "Sequence[Written]":
        # A warning sign goes by its own question alone.
        return delete_record(store, about) if isinstance(about, CrampRecord) else ()

    def _fields(self, cramp: CrampRecord) -> list[Field]:
        now = self.host.services.moment()
        longest = cramp.longest
        length = "" if longest is None else f"{longest.length_ms // 60_000 or ''}{'' if longest.known else '+'}"
        length = length.removeprefix("+")
        began = f"{cramp.began.local:%Y-%m-%d %H:%M}"
        sure = "yes" if cramp.confirmed else "not confirmed"
        return [
            Field("when", "When", began, read=lambda text: typed.when(text, now), example="02:40"),
            Field("muscle", "Muscles", ", ".join(cramp.muscles), read=places, example="calf, or calf, foot"),
            Field("side", "Side", cramp.side or "", _SIDES),
            Field("pain", "Pain at its worst, 0 to 10", "" if cramp.pain is None else str(cramp.pain), _TEN),
            Field("minutes", "Minutes; 3+ is at least 3", length, read=typed.cramp_length, example="3+"),
            Field("onset", "It began", cramp.onset or "", tuple(ONSETS)),
            Field("with", "Came with", ", ".join(cramp.came_with), example="heat, illness, new medicine, long sitting"),
            Field("back", "Came back within minutes", "yes" if cramp.came_back else "no", ("no", "yes")),
            Field("note", "Note", cramp.note or "", example="after the hills"),
            Field("confirmed", "It was a cramp", sure, ("yes", "not confirmed")),
        ]

    def _edited(self, cramp: CrampRecord, values: Values) -> None:
        before = {field.name: field.value for field in self._fields(cramp)}
        # What was not touched stays as it was, to the second.
        typed_anew = {name for name in ("when", "minutes") if values[name] not in ("", before[name])}
        now = self.host.services.moment()
        changed = corrected_cramp(
            cramp,
            muscles=places(values["muscle"]) if values["muscle"] else cramp.muscles,
            began=typed.when(values["when"], now) if "when" in typed_anew else cramp.began,
            length=typed.cramp_length(values["minutes"]) if "minutes" in typed_anew else None,
            back=values["back"] == "yes",
            side=next((each for each in _SIDES if each == values["side"]), None),
            pain=int(values["pain"]) if values["pain"] else None,
            onset=next((each for each in ONSETS if each == values["onset"]), None),
            came_with=typed.words(values["with"]),
            note=values["note"] or None,
            confirmed=values["confirmed"] == "yes",
        )
        self.write(lambda store: store.save(changed))

    def _clear(self, sign: SignRecord) -> None:
        """What became of a warning sign. Escape leaves it as it is."""
        cleared = [Answer("k", "My doctor knows", "seen")]
        if not sign.for_doctor:
            cleared = [
                Answer("p", "A professional has looked at it", "seen"),
                Answer("s", "They say I may stretch again", "stretch"),
            ]
        stay = Answer("n", "Leave it as it is", "stay", safe=True)
        answers = (stay, *cleared, Answer("x", "Pressed by mistake", "mistake"))

        def answered(answer: str | None) -> None:
            if answer == "mistake":
                self.write(lambda store: self.can_be_undone(delete_record(store, sign)))
            elif answer in ("seen", "stretch"):
                seen = sign.looked_at(self.now, stretch_again=answer == "stretch")
                self.write(lambda store: store.save(seen))

        self.app.push_screen(AskScreen("Warning sign", harmless(sign.text), answers), answered)


def _rows(cramps: list[CrampRecord], signs: list[SignRecord]) -> list[Row]:
    rows = [Row("Warning signs", heading=True)] if signs else []
    for sign in reversed(signs):
        state = "open" if sign.cleared is None else f"cleared {sign.cleared.date}"
        rows.append(Row(f"{sign.when.local:%a %d %b %H:%M}  {harmless(sign.text)}", state, about=sign))
    if not cramps:
        return [*rows, Row(_NONE, prose=True)]
    rows.append(Row("Latest first", heading=True))
    for cramp in reversed(cramps):
        pain = [] if cramp.pain is None else [f"pain {cramp.pain}"]
        aside = " · ".join((length_words(cramp), *pain, *cramp_marks(cramp)))
        where = f"{' and '.join(cramp.muscles)}{f', {cramp.side}' if cramp.side else ''}"
        text = f"{cramp.began.local:%a %d %b %H:%M}  {where}"
        rows.append(Row(text, aside, faint=not cramp.confirmed, about=cramp))
    return rows
