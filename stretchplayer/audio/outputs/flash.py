"""Silence, with a visible flash for each tone where the front end can show one."""

from collections.abc import Callable

from stretchplayer.audio.outputs.marks import Marks


def flash_output(flash: Callable[[], None] | None) -> Marks:
    """Calls `flash` on a thread of its own; always available, because silence is."""
    return Marks("flash", flash or _nothing)


def _nothing() -> None: ...
