"""What all screens share: a heading on top and the keys at the foot; a fault in one costs that one, each closes once,
and too little room is said kindly.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual._styles_cache import StylesCache
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget

from stretchplayer.routine.harmless import harmless
from stretchplayer.tui.guard import Guarded
from stretchplayer.tui.widgets.plate import Plate, paint
from stretchplayer.words.wrapping import wrap

if TYPE_CHECKING:
    from stretchplayer.journal.store import Store
    from stretchplayer.tui.host import Host
    from stretchplayer.tui.widgets.sheet import Sheet

Answer = TypeVar("Answer")
LEAST = (36, 10)
"""Columns and rows that a screen needs. Here and not with the player's boxes: relief must not wait for those."""
_ROOMY = 60
_BROAD = 76
_SHORT = {"Previous": "Prev", "Continue": "Play", "Help": ""}
"""Words where it is narrow."""
_Key = tuple[str, str, str]
"""A key as it is shown, its word, its action."""


class _Room(Plate):
    """The request for room, over everything."""

    DEFAULT_CSS = "_Room { overlay: screen; position: absolute; width: 100vw; height: 100vh; }"

    def draw(self, width: int, height: int) -> list[Strip]:
        wanted = f"A little more room, please: {LEAST[0]} columns and {LEAST[1]} rows. Here are {width} and {height}."
        style = paint(self.palette.text, self.ground)
        return [Strip([Segment(line, style)]) for line in wrap(wanted, width)]


class Heading(Plate):
    """A bold word, and softer ones after it as far as they fit whole."""

    BARE = True
    DEFAULT_CSS = "Heading { dock: top; height: 1; }"

    def __init__(self, text: str, aside: str = "") -> None:
        super().__init__()
        self.text = text
        self.aside = aside

    @property
    def ground(self) -> str:
        return self.palette.surface

    def show(self, aside: str) -> None:
        """Show other words after the bold one."""
        self.aside = aside
        self.changed()

    def draw(self, width: int, height: int) -> Iterator[Strip]:
        colours, ground = self.palette, self.ground
        parts = [Segment(f" {self.text}", paint(colours.text, ground, True))]
        if cell_len(self.text) + cell_len(self.aside) + 5 <= width:
            parts.append(Segment(f"   {self.aside}", paint(colours.soft, ground)))
        yield Strip(parts)


class HouseScreen(Guarded, Screen[Answer], Generic[Answer]):
    """A screen that needs at least `LEAST` columns and rows, and says so where there are fewer (`needs_room`).

    A key or a click that was on its way while the screen closed is dropped: it neither closes the next one nor acts on
    what is below.
    """

    sheet: "Sheet"
    needs_room = True
    WAY_OUT: ClassVar[tuple[str, ...]] = ("q", "escape")
    """The keys of which the first that is shown is the way out: the key bar names it at every width."""
    KEYS_FIRST: ClassVar[tuple[str, ...]] = ()
    """The actions that the key bar names before all others."""
    SIZE_CLASSES: ClassVar[Mapping[str, tuple[int, int]]] = {}
    """The classes that it has from so many columns and rows on."""

    def __init__(self, title: str | None = None, aside: str = "") -> None:
        """The `title` is the heading, else `TITLE` is; without either there is none."""
        super().__init__()
        if title is not None:
            self.title = title
        self.heading = Heading(self.title or "", aside)

    @property
    def host(self) -> "Host":
        """The application, as its screens see it."""
        return cast("Host", self.app)

    def compose(self) -> Iterator[Widget]:
        if self.title is not None:
            yield self.heading
        yield from self.parts()
        yield KeyBar()

    def parts(self) -> Iterable[Widget]:
        """What is between the heading and the keys: a list, where there is no more."""
        return (self.sheet,)

    # What the application and the key bar ask of every screen

    def halt(self) -> bool:
        """Something more important opens over this screen: let time stand still. Whether something plays here."""
        return False

    def take_up(self) -> None:
        """Continue after `halt`."""

    def holds_back(self, interrupted: bool) -> bool:
        """Asked before the program ends, by ctrl+c if `interrupted`: whether this screen sees to it instead."""
        return False

    def key_word(self, action: str) -> str | None:
        """The word for an action where it depends on the moment; empty where the bar need not name it."""
        return None

    def typing_keys(self) -> list[tuple[str, str, str]]:
        """Key, word and action of what the key bar shows, before the cramp key, while letters are typed; else empty."""
        return []

    # What several do

    def write_journal(
        self,
        change: "Callable[[Store], str | None]",
        then: "Callable[[], object] | None" = None,
        failed: str = "It can't be saved",
    ) -> None:
        """Change the journal, beside the screen, then do something on it. What the change answers is said, and what
        keeps it from being made.
        """

        def work() -> None:
            from stretchplayer.journal.store import UNUSABLE, reason

            try:
                with closing(self.host.services.journal()) as store:
                    said = change(store)
            except UNUSABLE as error:
                self.notify(harmless(f"{failed}: {reason(error)}"), severity="error")
                return
            if said:
                self.notify(said)
            if then is not None:
                self.app.call_later(then)

        self.run_worker(work, thread=True)

    # Closing

    def action_close(self) -> None:
        self.host.close_screen(self)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close this screen, and whatever is open over it, with an answer. A second time does nothing."""
        if not uncover(self):
            return AwaitComplete()
        done: AwaitComplete = super().dismiss(result)
        return done

    def on_unmount(self) -> None:
        # A table of Textual's that the whole program shares holds on to a thousand widgets' lines, with all that was
        # drawn in them: without this an evening of routines grows by half a megabyte with each.
        StylesCache.get_inner_outer.cache_clear()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            if self not in self.app.screen_stack:
                event.stop()
                return
            event.set_sender(self)
        await super().on_event(event)

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        fits = {name for name, (columns, rows) in self.SIZE_CLASSES.items() if width >= columns and height >= rows}
        # In one step, for each styles the whole screen anew.
        self.classes = (self.classes - self.SIZE_CLASSES.keys()) | fits
        small = width < LEAST[0] or height < LEAST[1]
        shown = self.query(_Room)
        if small and self.needs_room and not shown:
            self.mount(_Room())
        elif not small and shown:
            shown.remove()


def uncover(screen: "Screen[Any]") -> bool:
    """Close whatever is open over a screen, if that is still there."""
    app = screen.app
    if screen not in app.screen_stack:
        return False
    while app.screen is not screen:
        app.pop_screen()
    return True


def perform(screen: "Screen[Any]", action: str) -> None:
    """Do what a binding of a screen does, once nothing is over that screen any more."""
    nodes = (active.node for active in screen.active_bindings.values() if active.binding.action == action)
    screen.call_later(screen.app.run_action, action, next(nodes, screen))


class KeyBar(Plate):
    """Made from the bindings in force, like Textual's footer, but nothing in it is ever cut off in the middle."""

    BARE = True
    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; }"

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._fields: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.changed())

    @property
    def ground(self) -> str:
        return self.palette.surface

    def _keys(self) -> "tuple[list[_Key], list[_Key]]":
        """The keys by their worth, and those among them that are named whatever else finds room.

        The way out, the cramp key and help are, and where it is not too narrow the palette: what finds no room here is
        found there. A screen may name others where letters are typed.
        """
        screen = self.screen
        assert isinstance(screen, HouseScreen)
        if others := screen.typing_keys():
            return [*others, ("F2", "Cramp", "app.relief")], []
        active = screen.active_bindings
        found: dict[str, _Key] = {}
        for _, binding, enabled, _ in active.values():
            if binding.show and enabled and binding.action not in found:
                word = screen.key_word(binding.action)
                if word is None:
                    word = binding.description
                elif not word:
                    continue
                if self.size.width < _ROOMY:
                    word = _SHORT.get(word, word)
                found[binding.action] = (self.app.get_key_display(binding), word, binding.action)
        first = screen.KEYS_FIRST
        keys = sorted(found.values(), key=lambda key: first.index(key[2]) if key[2] in first else len(first))
        out = [active[key].binding.action for key in screen.WAY_OUT if key in active and active[key].binding.show]
        last = [*out[:1], "relief", *(["command_palette"] if self.size.width >= _BROAD else [])]
        always = [key for action in (*last, "help", "app.help") for key in keys if key[2] == action]
        return [key for key in keys if key not in always and key[2] != "command_palette"], always

    def draw(self, width: int, height: int) -> list[Strip]:
        colours, ground = self.palette, self.ground
        self._fields = []
        at = margin = 1 if width >= _ROOMY else 0
        parts: list[Segment] = [Segment(" " * margin, paint(ground, ground))]
        keys, always = self._keys()
        reserve = sum(2 + cell_len(f"{key} {word}".strip()) for key, word, _ in always)
        for key, word, action in keys + always:
            size = cell_len(f"{key} {word}".strip())
            if at + size + margin + (0 if (key, word, action) in always else reserve) > width:
                continue
            parts += [
                Segment(key, paint(colours.accent, ground, True)),
                Segment(f" {word}".rstrip() + "  ", paint(colours.soft, ground)),
            ]
            self._fields.append((at, at + size, action))
            at += size + 2
        return [Strip(parts)]

    async def on_click(self, event: events.Click) -> None:
        for start, end, action in self._fields:
            if start <= event.x < end:
                await self.screen.run_action(action)
                return


class HouseDialog(HouseScreen[Answer], ModalScreen[Answer], Generic[Answer]):
    """A question over the screen below, which is still seen around it."""

    needs_room = False
