"""Has the natural voice say what every run says first: `python assets/make/first_words.py` writes assets/cues/words. It
takes a second to load, and who hears nothing for so long thinks that nothing happens."""

import sys
import wave
from pathlib import Path

from stretchplayer.audio.clips import RATE, to_bytes
from stretchplayer.audio.voice.engines import EngineOptions, found
from stretchplayer.audio.voice.pcm import shape
from stretchplayer.audio.voice.pcm_numpy import WITH_NUMPY
from stretchplayer.audio.voice.worker import engine_speaking
from stretchplayer.runs.voicing import FIRST_WORDS


def main(folder: Path) -> None:
    """Speak them as a run would."""
    engine = found(EngineOptions(engine="hibari"))[0]
    samples = shape(*engine_speaking(engine.arguments())(FIRST_WORDS), len(FIRST_WORDS), WITH_NUMPY)
    with wave.open(str(folder / "get-ready.wav"), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(to_bytes(samples))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "cues" / "words")
