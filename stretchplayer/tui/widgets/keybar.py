"""The keys at the foot of a screen: as many as fit whole, the most useful first; each can be clicked."""

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip

from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.widgets.plate import Plate, paint

if TYPE_CHECKING:
    pass

_ROOMY = 60
_BROAD = 76
_SHORT = {"Previous": "Prev", "Continue": "Play", "Help": ""}
"""Words where it is narrow."""
_Key = tuple[str, str, str]
"""A key as it is shown, its word, its action."""


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
