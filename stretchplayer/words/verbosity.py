"""How much the voice says: all there is, name and side and the last count, or nothing."""

from typing import Literal, get_args

Voice = Literal["full", "brief", "off"]
SHOWN: dict[Voice, str] = {"full": "Voice: everything", "brief": "Voice: name and side only", "off": "Voice off"}
"""What is shown when it was changed."""
VOICES: tuple[Voice, ...] = get_args(Voice)


def next_voice(voice: Voice) -> Voice:
    """The one after this, as the key `v` goes through them."""
    return VOICES[(VOICES.index(voice) + 1) % len(VOICES)]
