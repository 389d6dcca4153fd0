"""The catalogue of moves.

The moves that the player knows, or one of them in full.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from stretchplayer.cli import exits, say, table
from stretchplayer.library.catalogue import load_catalogue
from stretchplayer.routine.body_parts import LAY_NAMES, Muscle
from stretchplayer.routine.evidence import label_of
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.moves import Move, Moves, fold
from stretchplayer.routine.nearest import nearest
from stretchplayer.routine.terms import LABELS, Source
from stretchplayer.words import counts


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="a move by id, name or alias, or a part that fits one")
    parser.add_argument("--muscle", metavar="MUSCLE", help="only those that work it, such as calf")
    parser.add_argument("--json", action="store_true", help="a JSON array for other programs")
    parser.add_argument("--animate", action="store_true", help="let the figure move; any key ends it")
    parser.add_argument("--still", action="store_true", help="the figure as a still picture (the default)")
    parser.add_argument("--side", choices=("left", "right"), default="right", help="the side that the figure works")
    parser.add_argument("--sheet", type=Path, metavar="FILE.png", help="write a contact sheet of the figures")
    parser.add_argument("--svg", type=Path, metavar="FILE.svg", help="write the figure as a picture that moves")


def run(args: argparse.Namespace) -> None:
    catalogue = load_catalogue()
    if catalogue.problems:
        files = sorted({problem.file for problem in catalogue.problems})
        say.fault("some of your own moves have mistakes", "\n".join(f"stretchplayer check {file}" for file in files))
    chosen = [find(args.name, catalogue.moves)] if args.name is not None else list(catalogue.moves)
    if args.muscle is not None:
        wanted = muscles(args.muscle)
        chosen = [move for move in chosen if not wanted.isdisjoint(move.muscles)]
    if args.svg is not None and args.name is None and args.sheet is None:
        raise exits.Fault(exits.USAGE, "`--svg` is for one move", "stretchplayer moves squat --svg squat.svg")
    if args.sheet is not None or args.svg is not None or (chosen and args.name is not None and not args.json):
        from stretchplayer.cli import picture  # half of the time of a list would go into what draws

        if args.sheet is not None:
            picture.write_sheet(chosen, args.sheet)
        elif args.svg is not None:
            picture.write_svg(chosen[0], args.side, args.svg)
        else:
            move, moving = chosen[0], args.animate and not args.still
            _head(move)
            picture.show(move, args.side, moving=moving)
            _show(move, catalogue.moves.sources)
    elif args.json:
        say.out_json([record(move, catalogue.moves.sources) for move in chosen])
    else:
        _list(chosen)


def find(text: str, moves: Moves) -> Move:
    """The one move that `text` means. Raises Fault."""
    found = moves.get(text) or moves.find(text)
    if found is not None:
        return found
    word = fold(text)
    fits = [m for m in moves if word and any(word in fold(name) for name in (m.id, m.name, *m.also))]
    if len(fits) == 1:
        return fits[0]
    if fits:
        shown = [f"{m.id}: {m.name}" for m in fits[:10]] + ([f"and {len(fits) - 10} more"] if len(fits) > 10 else [])
        raise exits.Fault(
            exits.USAGE, f"`{text}` fits {len(fits)} moves; write more of the name you mean", "\n".join(shown)
        )
    near = moves.near(text) if len(text) <= 80 else None
    help = f"Did you mean `{near}`?" if near else "stretchplayer moves lists them all."
    raise exits.Fault(exits.NOT_FOUND, f"no move is called `{text}`", help)


def muscles(text: str) -> set[Muscle]:
    """The muscles that a word means. Raises Fault."""
    known: tuple[Muscle, ...] = get_args(Muscle)
    word = fold(text).replace(" ", "-")
    means: dict[str, tuple[Muscle, ...]] = {**{muscle: (muscle,) for muscle in known}, **LAY_NAMES}
    for form in (word, f"{word}s", word.removesuffix("s")):
        if form in means:
            return set(means[form])
    near = nearest(word, [*known, *LAY_NAMES])
    help = f"Did you mean `{near}`?" if near else f"The muscles are: {', '.join(known)}."
    raise exits.Fault(exits.USAGE, f"no muscle is called `{text}`", help)


def record(move: Move, sources: Mapping[str, Source]) -> dict[str, Any]:
    """A move as data. Times are in milliseconds; `figure` tells whether there is one."""
    dose = move.dose
    return {
        "id": move.id,
        "name": move.name,
        "also": list(move.also),
        "kind": move.kind,
        "muscles": list(move.muscles),
        "sides": move.sides,
        "side_word": move.side_word,
        "dose": {
            "length_ms": dose.length.ms if dose.length else None,
            "open": bool(dose.length and dose.length.open),
            "reps": dose.reps,
            "every_ms": dose.every,
            "breaths": dose.breaths,
            "sets": dose.sets,
        },
        "dose_basis": label_of(move, sources),
        "how": list(move.how),
        "feel": move.feel,
        "avoid": list(move.avoid),
        "source": list(move.source),
        "points_toes": move.points_toes,
        "figure": move.figure is not None,
        "own": move.own,
    }


def _list(moves: Sequence[Move]) -> None:
    columns = [table.Column("id", 22), table.Column("name"), table.Column("muscles", 24)]
    for kind in ("stretch", "move", "massage", "breathe", "do"):
        members = sorted((move for move in moves if move.kind == kind), key=lambda move: move.name.casefold())
        if members:
            say.out(table.bold(kind.capitalize()))
            for move in members:
                table.out_row([move.id, move.name, counts.muscles(move.muscles[:3])], columns, 2)
            say.out()
    say.aside(f"{counts.counted(len(moves), 'move')}. stretchplayer moves NAME shows one.")


def _head(move: Move) -> None:
    table.out(move.name, style=table.bold)
    parts = [f"{move.kind}, yours" if move.own else move.kind, counts.muscles(move.muscles)]
    table.out("; ".join(filter(None, parts)), style=table.dim)
    if move.also:
        table.out(f"also called {', '.join(move.also)}", style=table.dim)
    say.out()


def _show(move: Move, sources: Mapping[str, Source]) -> None:
    """What stands below its figure."""

    def labelled(label: str, text: str) -> None:
        table.out(text, lead=f"{label:<7}")

    for number, sentence in enumerate(move.how, start=1):
        labelled(f"{number}.", sentence)
    if move.feel:
        labelled("Feel:", move.feel)
    for sentence in move.avoid:
        labelled("Mind:", sentence)
    say.out()
    labelled("Dose:", f"{move.dose_in_words or 'as you like'}, {LABELS[label_of(move, sources)].lower()}.")
    for key in move.source:
        source = sources.get(key)
        if source is not None:
            labelled("From:", source.title)
            if source.url:
                # In one piece, so that it can be copied.
                say.out(f"       {harmless(source.url)}")
