"""`stretchplayer moves`: the catalogue of moves, and one of them with its figure."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from stretchplayer.cli import exits, say, table
from stretchplayer.cli.options import Subparsers
from stretchplayer.library.catalogue import load_catalogue
from stretchplayer.routine.evidence import label_of
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.model import Muscle, Source
from stretchplayer.routine.moves import Move, Moves, fold
from stretchplayer.routine.nearest import nearest
from stretchplayer.routine.terms import LABELS
from stretchplayer.words import doses
from stretchplayer.words.counts import counted

# What people call the parts of the body that the catalogue names.
_FAMILIES: Mapping[str, tuple[Muscle, ...]] = {
    "calf": ("calves", "gastrocnemius", "soleus"),
    "calves": ("calves", "gastrocnemius", "soleus"),
    "foot": ("feet",),
    "toes": ("feet",),
    "thigh": ("quadriceps", "hamstrings", "adductors"),
    "quads": ("quadriceps",),
    "groin": ("adductors",),
    "buttocks": ("glutes",),
    "bottom": ("glutes",),
    "hips": ("hips", "hip-flexors"),
    "hip": ("hips", "hip-flexors"),
    "back": ("spine", "upper-back"),
    "belly": ("abdomen", "obliques"),
    "core": ("abdomen", "obliques"),
    "abs": ("abdomen",),
    "side": ("obliques",),
    "arm": ("shoulders", "forearms"),
    "wrist": ("forearms",),
    "leg": ("quadriceps", "hamstrings", "adductors", "calves", "gastrocnemius", "soleus", "shins"),
    "legs": ("quadriceps", "hamstrings", "adductors", "calves", "gastrocnemius", "soleus", "shins"),
}


def add(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "moves", help="the catalogue of moves", description="The moves that the player knows, or one of them in full."
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="a move by id, name or alias, or a part that fits one")
    parser.add_argument("--muscle", metavar="MUSCLE", help="only those that work it, such as calf")
    parser.add_argument("--json", action="store_true", help="a JSON array for other programs")
    parser.add_argument("--animate", action="store_true", help="let the figure move; any key ends it")
    parser.add_argument("--still", action="store_true", help="the figure as a still picture (the default)")
    parser.add_argument("--side", choices=("left", "right"), default="right", help="the side that the figure works")
    parser.add_argument("--sheet", type=Path, metavar="FILE.png", help="write a contact sheet of the figures")
    parser.add_argument("--svg", type=Path, metavar="FILE.svg", help="write the figure as a picture that moves")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the moves, or show one."""
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
            moving = args.animate and not args.still
            _show(chosen[0], catalogue.sources, lambda: picture.show(chosen[0], args.side, moving=moving))
    elif args.json:
        say.out_json([record(move, catalogue.sources) for move in chosen])
    else:
        _list(chosen)
    return exits.WELL


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
    for form in (word, f"{word}s", word.removesuffix("s")):
        if form in _FAMILIES:
            return set(_FAMILIES[form])
        for muscle in known:
            if muscle == form:
                return {muscle}

    near = nearest(word, [*known, *_FAMILIES])
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

    total = table.width()
    columns = [table.Column("id", 22), table.Column("name"), table.Column("muscles", 24)]
    for kind in ("stretch", "move", "massage", "breathe", "do"):
        members = sorted((move for move in moves if move.kind == kind), key=lambda move: move.name.casefold())
        if members:
            say.out(table.bold(kind.capitalize()))
            for move in members:
                names = ", ".join(muscle.replace("-", " ") for muscle in move.muscles[:3])
                for line in table.row([move.id, move.name, names], columns, total - 2):
                    say.out("  " + line)
            say.out()
    say.aside(f"{counted(len(moves), 'move')}. stretchplayer moves NAME shows one.")


def _show(move: Move, sources: Mapping[str, Source], draw: Callable[[], None]) -> None:
    total = table.width()
    for line in table.wrap(move.name, total):
        say.out(table.bold(line))
    kind = f"{move.kind}, yours" if move.own else move.kind
    parts = [kind, ", ".join(muscle.replace("-", " ") for muscle in move.muscles)]
    _lines("; ".join(part for part in parts if part), total)
    if move.also:
        _lines(f"also called {', '.join(move.also)}", total)
    say.out()
    draw()
    for number, sentence in enumerate(move.how, start=1):
        _hanging(f"{number}.", sentence, total)
    if move.feel:
        _hanging("Feel:", move.feel, total)
    for sentence in move.avoid:
        _hanging("Mind:", sentence, total)
    say.out()
    _hanging("Dose:", f"{dose_text(move)}, {LABELS[label_of(move, sources)].lower()}.", total)
    for key in move.source:
        source = sources.get(key)
        if source is not None:
            _hanging("From:", source.title, total)
            if source.url:
                # In one piece, so that it can be copied.
                say.out(f"       {harmless(source.url)}")


def dose_text(move: Move) -> str:
    """The dose in words: `2 × 30s, each leg`, `10 times, 2s each`."""
    both = move.sides in ("both", "right then left", "alternate")
    return doses.dose(move.dose.amount) + (f", {doses.each_side(move.side_word)}" if both else "")


def _lines(text: str, total: int) -> None:

    for line in table.wrap(text, total):
        say.out(table.dim(line))


def _hanging(label: str, text: str, total: int) -> None:

    room = total - 7
    for i, line in enumerate(table.wrap(text, room)):
        say.out(f"{label if i == 0 else '':<6} {line}")
