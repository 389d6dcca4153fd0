"""Figures printed into the terminal, still or moving until a key is pressed, or written as files."""

import io
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from stretchplayer.cli import exits, say, table
from stretchplayer.figure.cells import Cells, blocks_for
from stretchplayer.figure.faults import FigureFault
from stretchplayer.figure.film import Film
from stretchplayer.figure.palette import RGB, Depth, Palette, terminal_colours
from stretchplayer.figure.parse import parse_figure
from stretchplayer.figure.raster import sheet
from stretchplayer.figure.svg import moving_svg
from stretchplayer.library.atomic import write_atomic
from stretchplayer.plain.keyboard import Keyboard, keyboard
from stretchplayer.routine.moves import Move
from stretchplayer.routine.terms import Side
from stretchplayer.words.counts import counted

COLUMNS, ROWS = 46, 21


def show(move: Move, side: Side, *, moving: bool) -> None:
    """Print the figure of a move, if it has one that can be drawn; moving, where that is wanted and can be."""
    shown = film(move.figure, side if move.sides != "none" else None, table.width()) if move.figure else None
    if shown is not None and moving and may_move(os.environ):
        animate(shown, keyboard())
    elif shown is not None:
        # Its end, with its start as an outline.
        say.out("\n".join(_lines(shown, shown.still())))


def write_svg(move: Move, side: Side, path: Path) -> None:
    """Write the figure of a move as a picture that moves. Raises Fault."""
    if move.figure is None:
        raise exits.Fault(exits.NOT_FOUND, f"`{move.name}` has no figure")
    try:
        text = moving_svg(move.figure, side, move.name, " ".join(move.how))
    except FigureFault as fault:
        raise exits.Fault(exits.PROBLEMS, f"the figure of `{move.id}` cannot be drawn: {fault}") from fault
    write_atomic(path, text.encode(), private=False)
    say.out(f"{path}: {move.name}, {len(text.encode()) // 1000 + 1} KB")


def write_sheet(moves: Sequence[Move], path: Path) -> None:
    """Write a contact sheet of the figures of these moves. Raises Fault where none can be drawn."""
    figures = {}
    for move in moves:
        if move.figure is not None:
            try:
                figures[move.name] = parse_figure(move.figure)
            except FigureFault as fault:
                say.fault(f"the figure of `{move.id}` cannot be drawn: {fault}")
    if not figures:
        raise exits.Fault(exits.NOT_FOUND, "none of these moves has a figure")
    stream = io.BytesIO()
    sheet(figures).save(stream, format="PNG")
    write_atomic(path, stream.getvalue(), private=False)
    count = len(figures)
    say.out(f"{path}: {counted(count, 'figure')}, {counted(len(moves) - count, 'move')} without one")


def depth_of(environ: Mapping[str, str], terminal: bool) -> Depth:
    """How many colours the terminal says that it has."""
    term = environ.get("TERM", "")
    if environ.get("NO_COLOR") or not terminal or term in ("", "dumb"):
        return "none"
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or sys.platform == "win32":
        return "true"
    return "256" if "256" in term or "kitty" in term or "alacritty" in term else "16"


def may_move(environ: Mapping[str, str]) -> bool:
    """Whether the person lets pictures move, here and now."""
    still = environ.get("NO_COLOR") or environ.get("TEXTUAL_ANIMATIONS") == "none"
    return say.on_terminal() and say.unicode_out() and not still and environ.get("TERM", "") not in ("", "dumb")


def film(figure: Mapping[str, Any], side: Side | None, columns: int) -> Film | None:
    """The frames of a figure for this terminal; `None` where it cannot be drawn."""
    if not say.unicode_out():
        return None
    columns = min(COLUMNS, columns)
    try:
        return Film(
            parse_figure(figure),
            columns,
            max(8, ROWS * columns // COLUMNS),
            _palette(),
            side=side,
            depth=depth_of(os.environ, say.on_terminal()),
            blocks=blocks_for("auto", os.environ if say.on_terminal() else {}),
        )
    except FigureFault:
        return None


def _palette() -> Palette:
    """Soft edges blend into what is behind them: dark, unless the terminal says that it is light."""
    light = os.environ.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
    return Palette(background=(255, 255, 255)) if light else Palette()


def animate(film: Film, keys: Keyboard) -> None:
    """Show the figure moving: a hold moves in once and stands, a movement goes round until a key is pressed."""
    write = sys.stdout.write
    rows = 0
    write("\x1b[?25l")
    try:
        with keys:
            ms = 0
            while True:
                lines = list(_lines(film, film.frame(ms)))
                write((f"\x1b[{rows}F" if rows else "") + "".join(f"{line}\x1b[K\n" for line in lines))
                sys.stdout.flush()
                rows = len(lines)
                wait = film.next_change_ms(ms)
                if wait is None or keys.wait(wait):
                    return
                ms += wait
    finally:
        write("\x1b[0m\x1b[?25h")
        sys.stdout.flush()


def _lines(film: Film, picture: Cells) -> Iterator[str]:
    known = terminal_colours(film.palette, film.depth)
    for row in picture:
        line, before = [], (0, 0)
        for char, front, back in row:
            if (front, back) != before:
                line.append(_colour(known, front, back))
                before = (front, back)
            line.append(char)
        text = "".join(line)
        yield text + "\x1b[0m" if before != (0, 0) and film.depth != "none" else text.rstrip()


def _colour(known: tuple[int | RGB | None, ...], front: int, back: int) -> str:
    parts = [_part(known[front] if front else None, 38), _part(known[back] if back else None, 48)]
    return f"\x1b[{';'.join(parts)}m" if any(colour is not None for colour in known) else ""


def _part(colour: int | RGB | None, base: int) -> str:
    """One colour as a terminal takes it; none is the terminal's own."""
    if colour is None:
        return str(base + 1)
    if isinstance(colour, tuple):
        return f"{base};2;{colour[0]};{colour[1]};{colour[2]}"
    if colour < 16:
        return str(base - 8 + colour if colour < 8 else base + 52 + colour - 8)
    return f"{base};5;{colour}"
