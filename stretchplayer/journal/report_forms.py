"""The page for a doctor written out: HTML that prints on one A4 page, Markdown to send, CSV of the log."""

import csv
import io
from collections.abc import Callable
from html import escape
from pathlib import Path

from stretchplayer.journal.report import Block, ReportPage
from stretchplayer.library.atomic import write_atomic
from stretchplayer.routine.harmless import no_formula, no_markdown

# Each line of the page is one line of the paper: nothing wraps, and what is too wide for the paper is cut there.
_STYLE = """
@page { size: A4 portrait; margin: 15mm }
* { margin: 0; padding: 0; box-sizing: border-box }
body { font: 9.5pt/4.2mm Helvetica, Arial, "Liberation Sans", sans-serif; color: #000; background: #fff;
  width: 180mm; margin: 0 auto }
h1 { font-size: 11pt; line-height: 4.2mm; height: 4.2mm }
section { display: grid; grid-template-columns: 21mm 159mm; box-shadow: 0 -.2mm 0 #999; break-inside: avoid }
h2 { font-size: 7.5pt; line-height: 4.2mm; font-weight: bold; max-height: 8.4mm; overflow: hidden }
div { overflow: hidden } p { height: 4.2mm; white-space: nowrap; overflow: hidden; display: flex }
p span { flex: 1 1 0; overflow: hidden } p.three span:first-child { flex-grow: 2 }
@media screen { body { padding: 15mm 0 } }
"""


def to_html(page: ReportPage) -> str:
    """One self-contained page without scripts or links."""
    blocks = "\n".join(_html(block) for block in page.blocks)
    return (
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{escape(page.title)}</title>'
        f"<style>{_STYLE}</style>\n<h1>{escape(page.title)}</h1>\n{blocks}\n</html>\n"
    )


def to_markdown(page: ReportPage) -> str:
    """The same in Markdown; what stands in columns becomes a table."""
    out = [f"# {page.title}", ""]
    for block in page.blocks:
        if block.name:
            out += [f"## {block.name}", ""]
        columns = [line for line in block.lines if len(line) == 3]
        if columns:
            head, *rows = columns
            out += [_row(head), "|" + "---|" * len(head), *map(_row, rows), ""]
        out += [f"- {no_markdown('; '.join(line))}" for line in block.lines if len(line) < 3]
        out += [""] if len(columns) < len(block.lines) else []
    return "\n".join(out)


def to_csv(page: ReportPage) -> str:
    """The log, one cramp a row; a line break in a note stays one."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([no_formula(cell) for cell in row] for row in page.log)
    return out.getvalue()


FORMS: dict[str, Callable[[ReportPage], str]] = {".html": to_html, ".md": to_markdown, ".csv": to_csv}


def _html(block: Block) -> str:
    lines = "".join(
        f"<p{' class=three' if len(line) == 3 else ''}>{''.join(f'<span>{escape(cell)}</span>' for cell in line)}</p>"
        for line in block.lines
    )
    return f"<section><h2>{escape(block.name)}</h2><div>{lines}</div></section>"


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(no_markdown, cells)) + " |"


def write_report(page: ReportPage, path: Path) -> Path | None:
    """Write the page in the form that the ending of `path` says; beside it the whole log as CSV, if there is any.

    Answers with the path of the latter. Raises OSError.
    """
    form = path.suffix.lower()
    write_atomic(path, FORMS[form](page).encode())
    if form == ".csv" or len(page.log) < 2:
        return None
    beside = path.with_suffix(".csv")
    write_atomic(beside, to_csv(page).encode())
    return beside
