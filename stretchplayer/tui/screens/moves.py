"""The browser of moves: search, filter by muscle, and everything that is known of a move, with its figure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from stretchplayer.playback.segments import KIND_WORDS
from stretchplayer.routine import search
from stretchplayer.routine.body_parts import PARTS
from stretchplayer.routine.evidence import label_of
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.moves import EMPTY, Move, Moves
from stretchplayer.routine.terms import LABELS, Source
from stretchplayer.tui.screens.browse import BrowseScreen
from stretchplayer.tui.screens.pick import PickScreen
from stretchplayer.tui.theme import PATTERNS
from stretchplayer.tui.widgets.facts import Fact, Facts
from stretchplayer.tui.widgets.figure_view import FigureView
from stretchplayer.tui.widgets.sheet import Row
from stretchplayer.words.counts import muscles

if TYPE_CHECKING:
    from stretchplayer.routine.terms import Side


def dose(move: Move, sources: Mapping[str, Source]) -> str:
    """How much of a move, and what stands behind it: `2 × 30s, each leg, published dose`."""
    said = move.dose_in_words
    return f"{said}, {LABELS[label_of(move, sources)].lower()}" if said else ""


def facts(move: Move, sources: Mapping[str, Source], *, narrow: bool = False) -> list[Fact]:
    """What there is to say of a move but what to avoid.

    Where it is `narrow` how it is done comes first: little more may be on the screen.
    """
    meta = [KIND_WORDS[move.kind].lower(), dose(move, sources)]
    what = [Fact(" · ".join(part for part in meta if part).capitalize(), "label")]
    if move.muscles:
        what.append(Fact(f"Works {muscles(move.muscles)}", "soft"))
    how = [Fact(f"· {line}") for line in move.how]
    if move.feel:
        how += [Fact("", "gap"), Fact(f"Feel: {move.feel}")]
    first, then = (how, what) if narrow else (what, how)
    found = [Fact(move.name, "title"), *first, Fact("", "gap"), *then]
    if move.also:
        found += [Fact("", "gap"), Fact(f"Also called {', '.join(move.also)}", "soft")]
    if move.source:
        found += [Fact("", "gap"), Fact("Sources", "label")]
        titles = (sources[key].title if key in sources else key for key in move.source)
        found += [Fact(f"· {title}", "soft") for title in titles]
    return found


def in_short(move: Move) -> list[Fact]:
    """What a narrow screen says below the list: how it begins, and what to avoid."""
    return [
        *(Fact(line, "soft") for line in move.how[:1]),
        *(Fact(line, "warning") for line in move.avoid[:1]),
        *(Fact(line, "soft") for line in move.how[1:]),
    ]


class MovesScreen(BrowseScreen):
    """Every move of the catalogue and the person's own."""

    DEFAULT_CSS = """
    MovesScreen {
        #facts { height: 1fr; scrollbar-size-vertical: 1; }
        #avoid { height: auto; }
        #picture { display: none; }
        &.-wide #browse { layout: grid; grid-size: 2 2; grid-columns: 3fr 5fr; grid-rows: 1fr 1fr; }
        &.-wide #list { row-span: 2; }
        &.-wide #details { row-span: 2; }
        &.-wide.-pictured #list { row-span: 1; }
        &.-wide.-pictured #picture { display: block; }
        &.-beside.-pictured #browse { grid-size: 3 1; grid-columns: 4fr 5fr 5fr; grid-rows: 1fr; }
        &.-beside #details { row-span: 1; }
        &.-opened #browse { layout: vertical; }
        &.-opened.-airy.-pictured #picture { display: block; height: 8; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "muscle", "Muscle", tooltip="Only the moves for one muscle", id="moves.muscle"),
        Binding("s", "side", "Side", tooltip="The figure for the other side", id="moves.side"),
        Binding("enter", "open", "Details", show=False, key_display="enter", tooltip="Look more closely"),
        Binding("q", "close", "Back", tooltip="Back to where you were", id="moves.leave"),
    ]
    # There the figure has all rows beside the words: a person who stands is twice as tall.
    SIZE_CLASSES: ClassVar = BrowseScreen.SIZE_CLASSES | {"-beside": (100, 0)}
    TITLE = "Moves"
    PROMPT = "Name, muscle, kind"

    def __init__(self, at: str = "") -> None:
        """`at` is the id of the move to begin on, or the part of the body whose moves are wanted."""
        super().__init__()
        self.moves: Moves = EMPTY
        self.muscle = at if at in PARTS else ""
        """The muscle, or part of the body, that the list is narrowed to; empty for all."""
        self.side: Side = "left"
        self._first = at
        self._facts = Facts(id="text")
        self._avoid = Facts(id="avoid")
        self.glance.most = 4
        self._scroll = VerticalScroll(id="facts")
        self.figure = FigureView(id="picture", films=self.host.films, still=self.host.still)

    def compose_details(self) -> Iterator[Widget]:
        with self._scroll:
            yield self._facts
        yield self._avoid

    def compose_beside(self) -> Iterator[Widget]:
        yield self.figure

    def on_mount(self) -> None:
        self.sheet.fill([Row("Looking for moves …", heading=True)])
        self.call_after_refresh(lambda: self.run_worker(self._read, thread=True, group="moves"))

    def _read(self) -> None:
        self.call_later(self._known, self.host.services.moves())

    def _known(self, moves: Moves) -> None:
        self.moves = moves
        self.refill(self._first)

    def rows_for(self, query: str) -> list[Row]:
        picked = set(PARTS.get(self.muscle, (self.muscle,)))
        wanted = [move for move in self.moves if not self.muscle or picked & set(move.muscles)]
        name = f"the {self.muscle}" if self.muscle in PARTS else muscles((self.muscle,))
        self.heading.show(f"{len(wanted)} for {name} · m changes it" if self.muscle else f"{len(wanted)}")
        known = sorted(wanted, key=lambda move: move.name.casefold())
        found = search.filtered(query, known, lambda one: one.searched)
        if not found:
            return [Row(f"Nothing for “{harmless(query.strip())}”", heading=True)]
        return [Row(m.name, "yours" if m.own else "", m.id, PATTERNS[m.kind], m.kind, about=m) for m in found]

    def show_details(self) -> None:
        move = lit if isinstance(lit := self.sheet.about, Move) else None
        drawn = move is not None and move.figure is not None
        self.set_class(drawn, "-pictured")
        self.figure.show(move, self.side if move is not None and move.sides != "none" else None)
        narrow = not self.has_class("-wide")
        self._facts.show(facts(move, self.moves.sources, narrow=narrow) if move else ())
        self._scroll.scroll_home(animate=False)
        self._avoid.show([Fact(line, "warning") for line in move.avoid] if move else ())
        self.glance.show(in_short(move) if move else ())

    # What the keys do

    def action_side(self) -> None:
        self.side = "right" if self.side == "left" else "left"
        self.show_details()

    def action_muscle(self) -> None:
        counts = Counter(muscle for move in self.moves for muscle in move.muscles)
        rows = [Row("Every muscle", str(len(self.moves)), "-")]
        rows += [Row(muscles((m,)).capitalize(), str(counts[m]), m) for m in sorted(counts)]
        self.app.push_screen(PickScreen("Muscle", "", rows, self.muscle), self._filter)

    def _filter(self, muscle: str | None) -> None:
        if muscle is not None:
            self.muscle = "" if muscle == "-" else muscle
            self.refill()
