"""Relief as one page for a phone: the program's own tables, and the script that runs them."""

from collections.abc import Callable, Sequence
from html import escape

from stretchplayer.exchange.phone_page import document
from stretchplayer.library import places
from stretchplayer.relief.as_data import relief_tables
from stretchplayer.relief.muscles import MUSCLES
from stretchplayer.relief.texts import Numbers
from stretchplayer.relief.view import marked
from stretchplayer.runs.relief_plans import Plans

#: Draws the figure of the move with a name as an SVG document, with other muscles marked than its own where some are
#: named; an empty string where it cannot.
Draw = Callable[[str, Sequence[str]], str]


def relief_page(draw: Draw, numbers: Numbers | None = None) -> str:
    """All nine muscles in one file. `numbers` are those of the settings."""
    plans = Plans()
    tables = relief_tables(plans.of)
    # A phone has no page of prevention, no night plan and no health card to leave for.
    tables["keys"]["eased"] = {key: does for key, does in tables["keys"]["eased"].items() if does != "page"}
    tables["numbers"] = (numbers or Numbers())._asdict()
    figures = {
        (f"{one.figure} {muscle.limb}" if muscles else one.figure): (one.figure, muscles)
        for muscle in MUSCLES.values()
        for technique in plans.of(muscle.id).techniques
        for one in (technique, technique.bed)
        if one and one.figure
        for muscles in (marked(muscle.limb, one.kind),)
    }
    tables["pictures"] = {name: picture for name, which in sorted(figures.items()) if (picture := draw(*which))}
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
