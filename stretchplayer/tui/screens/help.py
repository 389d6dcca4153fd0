"""Every key of a screen, made from its bindings."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from stretchplayer.playback.instructions import PAIN
from stretchplayer.tui.house import HouseScreen, perform
from stretchplayer.tui.widgets.sheet import Row, Sheet

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

_EVERYWHERE = ("relief", "help", "command_palette", "theme", "quit", "interrupt")
_HIDDEN = {
    "ctrl+c": "Stop now",
    "ctrl+q": "Leave Stretchplayer",
    "f2": "Help with a cramp, also where letters are typed",
}


def help_rows(app: "App[Any]", screen: "Screen[Any]") -> list[Row]:
    """One row an action: its keys, and what it does; what holds on every screen comes last."""
    keys: dict[str, list[str]] = {}
    says: dict[str, str] = {}
    for key, active in screen.active_bindings.items():
        binding = active.binding
        if not (binding.tooltip or key in _HIDDEN):
            continue
        names = keys.setdefault(binding.action, [])
        shown = binding.key_display if binding.key_display and not names else _name(app, key)
        if shown not in names:
            names.append(shown)
        says.setdefault(binding.action, _HIDDEN.get(key) or binding.tooltip)
    own = [action for action in keys if action not in _EVERYWHERE]
    return [Row(says[a], " or ".join(keys[a][:3]), a) for a in (*own, *(a for a in _EVERYWHERE if a in keys))]


def _name(app: "App[Any]", key: str) -> str:
    """A key as it is called, `ctrl+c` rather than `^c`."""
    return key if key.startswith("ctrl+") else app.get_key_display(Binding(key, ""))


class HelpScreen(HouseScreen[None]):
    """What each key does on the screen it was opened from. Enter does it."""

    DEFAULT_CSS = "HelpScreen #help { max-width: 76; margin: 0 1; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "choose", "Do it", key_display="enter", tooltip="Do what the selected key does"),
        Binding("escape,q,question_mark", "close", "Back", key_display="esc", tooltip="Back to where you were"),
    ]

    def __init__(self, about: "Screen[Any]") -> None:
        super().__init__("Keys", f"A pull is fine. {PAIN} Not medical advice.")
        self.about = about
        self.sheet = Sheet(id="help")

    def on_mount(self) -> None:
        self.sheet.fill(help_rows(self.app, self.about))
        self.sheet.focus()

    @on(Sheet.Chosen)
    def _chosen(self, message: Sheet.Chosen) -> None:
        action = self.sheet.rows[message.index].key
        self.dismiss()
        # This page is on top until it has closed: the action belongs to the screen below.
        perform(self.about, action)

    def action_choose(self) -> None:
        self.sheet.choose()
