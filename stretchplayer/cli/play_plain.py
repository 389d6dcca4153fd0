"""`stretchplayer play` in plain lines: the terminal's lines and bell, and what comes before a routine and beside it."""

import argparse
from contextlib import closing, nullcontext
from dataclasses import replace
from queue import SimpleQueue
from threading import Thread
from typing import Self

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
    with closing(note_run(plan)) as recorder, _Lines(settings.carries_words) as write:
        session = open_session(plan, bell=say.bell(), recorder=recorder)

        def cramp() -> str | None:
            write.finish()
            return run_plain(waits=True, sounds=lambda: make_sounds(tonight(args.sound, args.volume, args.voice)))

        # Without keys and without sound nobody follows it, and the machine may sleep.
        followed = board.present or settings.sound != "off"
        awake = Awake(keep_display if followed else nullcontext)
        again = Plain(session, plan, board, write, relief=cramp, note=recorder.note, awake=awake).play()
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
        self._waiting: SimpleQueue[str | None] = SimpleQueue()
        self._thread: Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.finish(0.0 if kind else None)

    def __call__(self, line: str) -> None:
        if self._gone and not self._heard:
            raise BrokenPipeError
        if self._thread is None:
            self._waiting = SimpleQueue()
            self._thread = Thread(target=self._write, args=(self._waiting,), name="lines", daemon=True)
            self._thread.start()
        self._waiting.put(_broken(line) if self._on_terminal else line)

    def finish(self, seconds: float | None = None) -> None:
        """Wait until all is written, but for no terminal that is stopped, and no longer than so many seconds."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(_LAST_LINES_S if seconds is None and self._on_terminal else seconds)
            self._thread = None

    def _write(self, waiting: "SimpleQueue[str | None]") -> None:
        for line in iter(waiting.get, None):
            try:
                print(line, flush=True)
            except BrokenPipeError:
                self._gone = True
                say.drop_output()
            except (OSError, ValueError):
                pass  # the terminal has gone; whoever reads the keys finds out


def _broken(line: str) -> str:
    time, bracket, _ = line.partition("] ")
    lead = time + bracket if bracket and time.startswith("[") and len(time) <= 9 else ""
    return "\n".join(hanging(harmless(line.removeprefix(lead)), table.width(), lead))
