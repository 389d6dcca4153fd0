"""The page for a doctor written out: HTML to print, Markdown to send, CSV of the log. Pure."""

import csv
import io
from collections.abc import Callable
from html import escape

from stretchplayer.journal.report import Page, Part, Plot, Table
from stretchplayer.routine.harmless import no_formula

_STYLE = """
@page { size: A4; margin: 14mm }
body { font: 10.5pt/1.35 system-ui, sans-serif; color: #111; max-width: 48rem; margin: 1rem auto; padding: 0 1rem }
h1 { font-size: 15pt; margin: 0 0 .3rem } h2 { font-size: 11pt; margin: .8rem 0 .15rem }
p { margin: .1rem 0 } table { border-collapse: collapse; margin: .15rem 0 }
th, td { text-align: left; padding: .05rem .8rem .05rem 0; vertical-align: top } th { font-weight: 600 }
tr + tr td { border-top: 1px solid #ddd } svg { display: block; margin: .3rem 0 } section { break-inside: avoid }
"""


def to_html(page: Page) -> str:
    """One self-contained page without scripts or links."""
    parts = "\n".join(_html_part(part) for part in page.parts)
    log = f"<section><h2>Log</h2>{_html_table(page.log)}</section>" if page.log.rows else ""
    return (
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{escape(page.title)}</title>'
        f"<style>{_STYLE}</style>\n<h1>{escape(page.title)}</h1>\n{parts}\n{log}\n</html>\n"
    )


def to_markdown(page: Page) -> str:
    """The same in Markdown; the plot becomes its two rows of numbers."""
    out = [f"# {page.title}", ""]
    for part in page.parts:
        out += [f"## {part.title}", ""]
        out += [line + "\n" for line in map(_markdown_safe, part.lines)]
        for table in (part.table, part.plot and _plot_table(part.plot)):
            if table:
                out += [*_markdown_table(table), ""]
        if part.plot:
            out += [part.plot.caption, ""]
    if page.log.rows:
        out += ["## Log", "", *_markdown_table(page.log), ""]
    return "\n".join(out)


def to_csv(page: Page) -> str:
    """The log, one cramp a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(page.log.head)
    writer.writerows([no_formula(cell) for cell in row] for row in page.log.rows)
    return out.getvalue()


FORMS: dict[str, Callable[[Page], str]] = {".html": to_html, ".md": to_markdown, ".csv": to_csv}


def _html_part(part: Part) -> str:
    body = "".join(f"<p>{escape(line)}</p>" for line in part.lines)
    if part.table:
        body += _html_table(part.table)
    if part.plot:
        body += _html_table(_plot_table(part.plot)) + _svg(part.plot) + f"<p>{escape(part.plot.caption)}</p>"
    return f"<section><h2>{escape(part.title)}</h2>{body}</section>"


def _html_table(table: Table) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table.head)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return f"<table><tr>{head}</tr>{rows}</table>"


def _plot_table(plot: Plot) -> Table:
    return Table(
        ("week of", *(f"{week:%d %b}" for week in plot.weeks)),
        tuple((name, *map(str, values)) for name, values in plot.series),
    )


def _svg(plot: Plot) -> str:
    """Two bars a week, told apart by filling as well as by grey."""
    most = max((v for _, values in plot.series for v in values), default=0) or 1
    bars = []
    for row, (_, values) in enumerate(plot.series):
        for week, value in enumerate(values):
            height = round(50 * value / most, 1)
            style = 'fill="#333"' if row == 0 else 'fill="none" stroke="#333"'
            bars.append(
                f'<rect x="{week * 40 + row * 14 + 2}" y="{54 - height}" width="12" height="{height}" {style}/>'
            )
    width = 40 * len(plot.weeks)
    names = " and ".join(name for name, _ in plot.series)
    return (
        f'<svg width="{width}" height="56" viewBox="0 0 {width} 56" role="img" aria-label="{escape(names)} by week">'
        f'<path d="M0 54.5H{width}" stroke="#333"/>{"".join(bars)}</svg>'
    )


def _markdown_table(table: Table) -> list[str]:
    def row(cells: tuple[str, ...]) -> str:
        return "| " + " | ".join(map(_markdown_safe, cells)) + " |"

    return [row(table.head), "|" + "---|" * len(table.head), *map(row, table.rows)]


def _markdown_safe(text: str) -> str:
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())
