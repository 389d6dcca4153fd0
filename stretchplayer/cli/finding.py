"""Routines named on the command line, found and planned: what a run waits for before it can begin, and nothing else."""

from stretchplayer.cli import say
from stretchplayer.library import finding as library
from stretchplayer.library.folders import File
from stretchplayer.runs import request as runs
from stretchplayer.runs.request import HasMistakes, RunPlan, RunRequest


def find_file(text: str) -> File:
    """The file of the one routine that `text` means. Raises NotFound and Ambiguous."""
    return library.find(text)


def plan(request: RunRequest) -> RunPlan:
    """What is asked for, planned. Raises what `runs.request.plan` raises; mistakes are printed first."""
    try:
        return runs.plan(request)
    except HasMistakes as fault:
        print_mistakes(fault)
        raise


def print_mistakes(fault: HasMistakes) -> None:
    """Every mistake of a routine that cannot be played."""
    from stretchplayer.routine.problems import render_text

    say.aside(render_text(fault.loaded.errors, fault.loaded.texts))
