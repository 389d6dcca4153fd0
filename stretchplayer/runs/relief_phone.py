"""Relief as one page for a phone: the program's own tables, and the script that runs them."""

from collections.abc import Callable
from html import escape

from stretchplayer.exchange.phone_page import document
from stretchplayer.library import places
from stretchplayer.relief.as_data import relief_tables
from stretchplayer.relief.muscles import MUSCLES
from stretchplayer.relief.texts import Numbers
from stretchplayer.runs.relief_plans import Plans

#: Draws the figure of a move as an SVG document, or an empty string.
Draw = Callable[[str], str]


def relief_page(draw: Draw, numbers: Numbers | None = None) -> str:
    """All nine muscles in one file. `numbers` are those of the settings."""
    plans = Plans()
    tables = relief_tables(plans.of)
    # A phone has no page of prevention, no night plan and no health card to leave for.
    tables["keys"]["eased"] = {key: does for key, does in tables["keys"]["eased"].items() if does != "page"}
    tables["numbers"] = (numbers or Numbers())._asdict()
    shown = [one for muscle in MUSCLES for one in plans.of(muscle).techniques]
    figures = {one.figure for technique in shown for one in (technique, technique.bed) if one and one.figure}
    tables["pictures"] = {id: picture for id in sorted(figures) if (picture := draw(id))}
    emergency = escape(tables["numbers"]["emergency"])
    body = f"""<header><h1 id="title">Cramp</h1><p id="clock" role="timer" aria-live="off"></p></header>
<main class="two"><div><div class="lines" id="lines" aria-live="off"></div></div>
<div class="figure"><img id="picture" alt="" hidden></div>
<nav class="wide" id="keys" aria-label="Answers"></nav>
<div class="wide"><p id="said" class="said" aria-live="assertive"></p>
<div id="others"><p>Another muscle:</p><div class="muscles" id="muscles"></div></div>
<p>Not medical advice. Chest pain, or short of breath? Call {emergency} now.</p></div></main>
<noscript><main><p class="big">Straighten your leg. Pull your toes toward you.</p>
<p>One leg swollen, hot or a different colour? Stop: it needs checking today.</p></main></noscript>"""
    assets = places.assets() / "page"
    return document(
        title="Cramp relief",
        language="en",
        body=body,
        data=("relief", tables),
        style=(assets / "page.css").read_text(encoding="utf-8"),
        script=(assets / "relief.js").read_text(encoding="utf-8"),
        root_class="relief",
    )
