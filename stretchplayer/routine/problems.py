"""The door to problems: what one is, how many are printed, and text made safe to print."""

from stretchplayer.routine.diagnosis import Label, Problem, Severity, ordered
from stretchplayer.routine.harmless import harmless, quoted
from stretchplayer.routine.report import limited, render_github, render_json, render_text
from stretchplayer.words.wrapping import cells

__all__ = [
    "Label",
    "Problem",
    "Severity",
    "cells",
    "harmless",
    "limited",
    "ordered",
    "quoted",
    "render_github",
    "render_json",
    "render_text",
]
