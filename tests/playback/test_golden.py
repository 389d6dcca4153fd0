"""All that is heard of twelve routines, word for word, with a full voice and a brief one.

After a change on purpose `python -m tests.playback.test_golden` writes the files anew; read them aloud once.
"""

from pathlib import Path

import pytest

from stretchplayer.library import catalogue, shelf
from stretchplayer.library.languages import languages
from stretchplayer.playback.cue import CueSettings, Utterance, default_style
from stretchplayer.playback.cues import plan
from stretchplayer.words.verbosity import Voice

HERE = Path(__file__).parent
TOP = HERE.parents[1]
ROUTINES = (
    "stretch/desk-break", "stretch/desk-two-minutes", "stretch/calves-and-feet", "stretch/night-calf-hamstring",
    "stretch/full-body-stretch", "stretch/neck-and-shoulders", "stretch/chair-for-older-adults",
    "stretch/roller-legs", "cool-down/cool-down-run", "cool-down/ten-breaths", "warm-up/run-warm-up",
    "warm-up/ramp-full-body",
)  # fmt: skip


def length_of(utterance: Utterance) -> int:
    """About what a natural voice takes."""
    return 250 + 62 * len(utterance.text)


def heard(routine: str, voice: Voice) -> str:
    """What is said, a line for each phrase behind its second, under a line for each segment."""
    loaded = shelf.load(str(TOP / "routines" / f"{routine}.yaml"))
    assert loaded.timeline is not None
    made = loaded.timeline.closed()
    settings = CueSettings(voice=voice, style=default_style(made), languages=languages("en"))
    lines: list[str] = []
    last = -1
    for cue in plan(made, settings, length_of, moves=catalogue.load_moves()):
        if cue.text is None:
            continue
        if cue.segment != last:
            last = cue.segment
            lines.append(_heading(made.segments[last]) if last < len(made.segments) else "the end")
        lines.append(f"  {cue.at_ms / 1000:6.2f}  {cue.text}")
    return "\n".join(lines) + "\n"


def _heading(segment) -> str:
    return (
        f"{segment.kind} {segment.duration_ms / 1000:g}s: {segment.name}{f', {segment.side}' if segment.side else ''}"
    )


def _file(routine: str, voice: Voice) -> Path:
    return HERE / "golden" / f"{Path(routine).name}.{voice}.txt"


@pytest.mark.parametrize("voice", ["full", "brief"])
@pytest.mark.parametrize("routine", ROUTINES)
def test_what_is_heard(routine: str, voice: Voice) -> None:
    assert heard(routine, voice) == _file(routine, voice).read_text(encoding="utf-8")


if __name__ == "__main__":
    for each in ROUTINES:
        for mode in ("full", "brief"):
            _file(each, mode).write_text(heard(each, mode), encoding="utf-8")
