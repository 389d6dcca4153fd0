"""`stretchplayer play` in plain lines: the terminal's lines and bell, and what comes before a routine and beside it."""

import argparse
from contextlib import nullcontext
from dataclasses import replace
from math import inf
from queue import Queue
from threading import Thread
from time import monotonic, sleep

from stretchplayer.cli import say, table
from stretchplayer.plain.keyboard import keyboard
from stretchplayer.plain.player import Plain
from stretchplayer.plain.relief import run_plain, stop_first
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs.awake import Awake, keep_display
from stretchplayer.runs.recording import note_run
from stretchplayer.runs.relief_book import stops_routines
from stretchplayer.runs.relief_sound import make_sounds, tonight
from stretchplayer.runs.request import RunPlan
from stretchplayer.runs.session import open_session
from stretchplayer.words.wrapping import hanging

_LAST_LINES_S = 2.0


def play_plain(plan: RunPlan, args: argparse.Namespace) -> None:
    """Play what was planned in lines, and from its end what is asked for."""
    board = keyboard()
    if stops_routines() and not stop_first(board):
        return
    settings = plan.settings
    if not board.present and not settings.hands_free:
        # Nobody could say that a step is done.
        plan = replace(plan, request=replace(plan.request, settings=replace(settings, hands_free=True)))
    recorder = note_run(plan)
    session = open_session(plan, bell=say.bell(), recorder=recorder)
    write = _Lines(settings.carries_words)

    def cramp() -> str | None:
        write.finish()
        return run_plain(waits=True, sounds=lambda: make_sounds(tonight(args.sound, args.volume, args.voice)))

    # Without keys and without sound nobody follows it, and the machine may sleep.
    followed = board.present or settings.sound != "off"
    awake = Awake(keep_display if followed else nullcontext)
    again = Plain(session, plan, board, write, relief=cramp, note=recorder.note, awake=awake).play()
    write.finish()
    if again:
        play_plain(again, args)


class _Lines:
    """Writes each line at once, from a thread of its own: no terminal that is stopped (ctrl+s) and no pipe that nobody
    reads stops a cue. On a terminal a long line is broken at spaces, and goes on under its text.

    Where nobody reads any more (`| head -1`) a run that is `heard` goes on without lines; any other ends by a
    BrokenPipeError.
    """

    def __init__(self, heard: bool) -> None:
        self._heard = heard
        self._gone = False
        self._on_terminal = say.on_terminal()
        self._waiting: Queue[str] = Queue()
        Thread(target=self._write, name="lines", daemon=True).start()

    def __call__(self, line: str) -> None:
        if self._gone and not self._heard:
            raise BrokenPipeError
        self._waiting.put(_broken(line) if self._on_terminal else line)

    def finish(self) -> None:
        """Wait until all is written, but for no terminal that is stopped."""
        until = monotonic() + (_LAST_LINES_S if self._on_terminal else inf)
        while self._waiting.unfinished_tasks and monotonic() < until:
            sleep(0.01)

    def _write(self) -> None:
        while True:
            line = self._waiting.get()
            try:
                print(line, flush=True)
            except BrokenPipeError:
                self._gone = True
                say.drop_output()
            except (OSError, ValueError):
                pass  # the terminal has gone; whoever reads the keys finds out
            self._waiting.task_done()


def _broken(line: str) -> str:
    time, bracket, _ = line.partition("] ")
    lead = time + bracket if bracket and time.startswith("[") and len(time) <= 9 else ""
    return "\n".join(hanging(harmless(line.removeprefix(lead)), table.width(), lead))
