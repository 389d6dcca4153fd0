"""The terminal's bell: one ring for each tone, in order."""

from collections.abc import Callable

from stretchplayer.audio.output import Absent
from stretchplayer.audio.outputs.marks import Marks


def bell_output(ring: Callable[[], None] | None) -> Marks:
    """Rings by calling `ring` on a thread of its own. Raises `Absent` where the front end has no bell."""
    if ring is None:
        raise Absent("There is no terminal whose bell could ring.")
    return Marks("bell", ring)
