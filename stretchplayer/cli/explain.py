"""What a kind of problem means, and recipes such as tabata.

What a kind of problem means, with a wrong and a right example, or how to write a tabata, an emom, a superset and the
like; without a name, all of them.
"""

import argparse

from stretchplayer.cli import exits, say, table
from stretchplayer.library.explanations import explain, figure_guide, near_slug, slugs
from stretchplayer.routine.harmless import harmless


def arguments(parser: argparse.ArgumentParser) -> None:
    help = "the word in brackets of a report, or a recipe; `figures` for the guide to drawing them"
    parser.add_argument("slug", nargs="?", metavar="KIND", help=help)


def run(args: argparse.Namespace) -> None:
    if args.slug is None:
        _every()
    elif args.slug.strip().casefold() in ("figure", "figures"):
        say.out(figure_guide().rstrip())
    else:
        _one(args.slug)


def _one(written: str) -> None:
    # People copy the brackets with it.
    slug = written.strip().removeprefix("error").removeprefix("advice").strip("[]").casefold()
    found = explain(slug)
    if found is None:
        near = near_slug(slug)
        help = f"Did you mean `{near}`?" if near else "stretchplayer explain lists them all."
        raise exits.Fault(exits.NOT_FOUND, f"no kind of problem and no recipe is called `{written}`", help)
    say.out(table.bold(found.slug))
    for paragraph in found.text.split("\n\n"):
        table.out(" ".join(paragraph.split()))
    for title, example in found.examples:
        say.out(f"\n{table.bold(f'{title}:')}\n")
        for line in example.rstrip("\n").split("\n"):
            say.out(f"    {harmless(line.replace(chr(9), '→'))}".rstrip())


def _every() -> None:
    names = slugs()
    columns = [table.Column("kind", max(map(len, names), default=0)), table.Column("what it means")]
    for slug in names:
        found = explain(slug)
        first = " ".join(found.text.split()).split(". ")[0].rstrip(".") + "." if found else ""
        table.out_row((slug, first), columns)
