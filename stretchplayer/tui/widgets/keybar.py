"""The keys at the foot of a screen: as many as fit whole, the most useful first; each can be clicked."""

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip

from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.widgets.plate import Plate, paint

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.screen import Screen

_ROOMY = 60


class KeyBar(Plate):
    """Made from the bindings in force, like Textual's footer, but nothing in it is ever cut off in the middle."""

    BARE = True
    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; }"

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._fields: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, screen: "Screen[object]") -> None:
        self.changed()

    @property
    def ground(self) -> str:
        return self.palette.surface

    def _keys(self) -> "list[tuple[str, str, str]]":
        """Key as it is shown, its word, its action; a screen may name others where letters are typed."""
        screen = self.screen
        assert isinstance(screen, HouseScreen)
        if others := screen.typing_keys():
            return others
        found: dict[str, tuple[str, str, str]] = {}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.show and enabled and binding.action not in found:
                found[binding.action] = (self._display(binding), self._word(binding), binding.action)
        first = screen.KEYS_FIRST
        return sorted(found.values(), key=lambda key: first.index(key[2]) if key[2] in first else len(first))

    def _display(self, binding: "Binding") -> str:
        return self.app.get_key_display(binding)

    def _word(self, binding: "Binding") -> str:
        screen = self.screen
        assert isinstance(screen, HouseScreen)
        return screen.key_word(binding.action) or binding.description

    def draw(self, width: int, height: int) -> list[Strip]:
        colours, ground = self.palette, self.ground
        self._fields = []
        parts: list[Segment] = [Segment(" ", paint(ground, ground))]
        at = 1
        keys = self._keys()
        # Help is the way to every key that finds no room here; a cramp does not wait for it.
        always = ("help", "relief") if width >= _ROOMY else ("help",)
        last = [k for k in keys if k[2].split(".")[-1] in always]
        reserve = sum(cell_len(k) + cell_len(w) + 3 for k, w, _ in last)
        for key, word, action in [k for k in keys if k not in last] + last:
            size = cell_len(key) + 1 + cell_len(word)
            if at + size + 1 + (0 if (key, word, action) in last else reserve) > width:
                continue
            parts += [
                Segment(key, paint(colours.accent, ground, True)),
                Segment(f" {word}  ", paint(colours.soft, ground)),
            ]
            self._fields.append((at, at + size, action))
            at += size + 2
        return [Strip(parts)]

    async def on_click(self, event: events.Click) -> None:
        for start, end, action in self._fields:
            if start <= event.x < end:
                await self.screen.run_action(action)
                return
