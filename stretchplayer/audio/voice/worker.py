"""The process in which one speech engine runs: `python -m stretchplayer.audio.voice.worker`.

Reads frames: `O` the engine's options as JSON (first), then `T` a text. Writes: `R` ready, `A` the finished clip as
16 bit samples at 44.1 kHz, `E` could not (the reason). Shaping happens here too, beside the player and not in it.
"""

import json
import os
import sys
from typing import IO, Any

from stretchplayer.audio.clips import to_bytes
from stretchplayer.audio.voice.commands import Speak, command
from stretchplayer.audio.voice.pcm import shape
from stretchplayer.audio.workers import receive, send


def main() -> None:
    commands, answers = sys.stdin.buffer, _own_output()
    if hasattr(os, "nice"):
        os.nice(5)  # phrases are made ahead of time; the sound that plays now comes first
    first = receive(commands)
    if first is None:
        return
    try:
        speak = _engine(json.loads(first[2]))
    except Exception as fault:  # whatever an engine raises while it loads, the next one is tried
        send(answers, b"E", _said(fault))
        return
    send(answers, b"R")
    while (frame := receive(commands)) is not None:
        text = frame[2].decode()
        try:
            samples, rate = speak(text)
            answer = to_bytes(shape(samples, rate, len(text)))
        except Exception as fault:  # as above
            send(answers, b"E", _said(fault))
        else:
            send(answers, b"A", answer)


def _own_output() -> IO[bytes]:
    """The pipe to the parent, with nothing else on it: engines write to standard output what they please."""
    sys.stdout.flush()
    answers = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.close(null)
    return answers


def _engine(engine: dict[str, Any]) -> Speak:
    match engine["name"]:
        case "espeak-ng-library":
            from stretchplayer.audio.voice.espeak import Espeak  # each engine's code only where it runs

            return Espeak(engine)
        case "piper-package":
            from stretchplayer.audio.voice.piper import piper

            return piper(engine)
        case name:
            return command(name, engine)


def _said(fault: Exception) -> bytes:
    return (str(fault) or type(fault).__name__).encode()[:500]


if __name__ == "__main__":
    main()
