"""A routine as one HTML file that plays on a phone: plan, cues, pictures, texts and player in it. Pure.

Nothing of it is fetched: the Content-Security-Policy in the page allows the script and the style sheet that stand in
it, by their hashes, and pictures and sound as data, and nothing else. An author's texts are data for the script, which
puts them into the page as text and never as markup.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from html import escape
from typing import Any

from stretchplayer.playback.events import SLEPT
from stretchplayer.playback.shown import BREATH_WORDS, EVERY_STEP, MOST_WORKED, WORKED

_RTL = frozenset(("ar", "fa", "he", "ur", "yi"))

#: What the player's own controls and states are called; in braces is what the script puts in.
WORDS: Mapping[str, str] = {
    "pause": "Pause", "on": "Continue", "again": "Again", "done": "Done", "end": "The end",
    "paused": "Paused", "slept": SLEPT, **BREATH_WORDS, "week": "Week", "today": "Today",
    "worked": WORKED, "all": EVERY_STEP,
    "place": "{n} of {count} · {left} left", "breath": "Breath {n} of {count} · {left} left", "rep": "{n} of {hint}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageSegment:
    """One bout or gap as the page shows it; times are in milliseconds.

    `ms` is the length, of one that is `open` the least, and `estimate` what to plan with; `most` is the upper bound of
    a range. `work` is how much of it counts for whether the routine was done. `step` counts from 1. `hint` is the dose
    as far as a countdown leaves it out, with `reps` that are counted each `every` so many ms; `waiting` is what it says
    when it waits, and `over` what the key is called that ends it. `figure` is an index of the pictures and `guide` of
    the guides, or -1. `turned`: the picture is mirrored; `hand` is the letter of the side in it. `muscles` are those
    that it works. `cues`, `named`,
    `fresh` and `then` are what is heard: where its name was told before, where it was not, if that is something else,
    for whoever came by a key, if that is something else, and once it waits. `then` are indices of the page's cues, the
    others changes of them by length: from how many ms on, the cues that are heard from there on, and as -1 - n the
    cues n that are not.
    """

    kind: str
    name: str
    ms: int
    estimate: int
    step: int
    bout: bool
    work: int = 0
    open: bool = False
    most: int = 0
    reps: int = 0
    every: int = 0
    side: str = ""
    chip: str = ""
    label: str = ""
    hint: str = ""
    waiting: str = ""
    over: str = ""
    next: str = ""
    guide: int = -1
    notes: tuple[str, ...] = ()
    link: str = ""
    figure: int = -1
    turned: bool = False
    hand: str = ""
    muscles: tuple[str, ...] = ()
    breath: tuple[int, int, int, int] | None = None
    cues: tuple[tuple[int, ...], ...] = ()
    named: tuple[tuple[int, ...], ...] = ()
    fresh: tuple[tuple[int, ...], ...] = ()
    then: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PageGuide:
    """How a move is done, and what to avoid."""

    how: tuple[str, ...]
    avoid: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageCue:
    """What is heard `at` ms into a segment: a tone, a text for the browser's voice, or a recorded clip. A tone of its
    own length has none.

    `shift` is the part of the segment's length from which its moment is counted: 1 is its end. What is `brief` gives
    way to what is said of a key. `names` is the bout that it announces, by its index on the page.
    """

    at: int
    length: int = 0
    tone: str | None = None
    text: str | None = None
    lang: str | None = None
    clip: int | None = None
    shift: float = 0
    brief: bool = False
    names: int | None = None


@dataclass(frozen=True, slots=True)
class PageRoutine:
    """What is played in one go. `closing` is heard at its end if it is done in the time that was planned,
    `closing_done` if it is done in another, `closing_end` if it is not; `told` is what is said of keys, by what they
    do. All are indices of the page's cues. `said` are the writer's last words, `after` is what is good to do then;
    `asks` and `asked` are the questions before and at the end. `steps` is the list to go to one of them, each with the
    index of its segment, name and dose, and what stands above it."""

    id: str
    name: str
    total: str
    segments: Sequence[PageSegment]
    closing: tuple[int, ...] = ()
    closing_done: tuple[int, ...] = ()
    closing_end: tuple[int, ...] = ()
    told: Mapping[str, int] = field(default_factory=dict)
    said: str = ""
    after: str = ""
    asks: Sequence[Mapping[str, Any]] = ()
    asked: Sequence[Mapping[str, Any]] = ()
    steps: Sequence[tuple[int, str, str, str]] = ()


@dataclass(frozen=True, slots=True)
class PageDay:
    """A day of a plan: its date (ISO), and by their index the routines that are due, each with a word on it."""

    date: str
    items: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class PhonePage:
    """Everything that goes into the file. `figures` are SVG documents, `clips` compressed sound, `sheet` is HTML.

    A page of a plan has its `days`; else there is one routine. `rules` are the times of the program's player, and what
    the person has set for it; `keys` what each key does while it plays, and from its end.
    """

    name: str
    language: str
    total: str
    about: str
    routines: Sequence[PageRoutine]
    tones: Mapping[str, Any]
    cues: Sequence[PageCue] = ()
    rules: Mapping[str, Any] = field(default_factory=dict)
    keys: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})
    days: Sequence[PageDay] = ()
    guides: Sequence[PageGuide] = ()
    figures: Sequence[str] = ()
    clips: Sequence[bytes] = ()
    sources: Sequence[tuple[str, str]] = ()
    sheet: str = ""
    style: str = ""
    script: str = ""
    words: Mapping[str, str] = field(default_factory=lambda: WORDS)


def make_page(page: PhonePage) -> str:
    """The whole file as text."""
    data = {
        "lang": page.language,
        "routines": _plain(page.routines),
        "days": _plain(page.days),
        "guides": _plain(page.guides),
        "tones": page.tones,
        "cues": _plain(page.cues),
        "rules": {**page.rules, "worked": MOST_WORKED},
        "keys": [dict(keys) for keys in page.keys],
        "figures": list(page.figures),
        "clips": [base64.b64encode(clip).decode() for clip in page.clips],
        "words": dict(page.words),
    }
    return document(
        title=page.name,
        language=page.language,
        body=_body(page),
        data=("plan", data),
        style=page.style,
        script=page.script,
    )


def document(
    *, title: str, language: str, body: str, data: tuple[str, Any], style: str, script: str, root_class: str = ""
) -> str:
    """One self-contained HTML file: `data` is an id and what stands under it as JSON for the script."""
    style, script = style.strip(), script.strip()
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src 'sha256-{_hash(script)}'",
            f"style-src 'sha256-{_hash(style)}'",
            "img-src data:",
            "media-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    direction = "rtl" if language.split("-")[0] in _RTL else "ltr"
    root = f' class="{root_class}"' if root_class else ""
    # `<` can end a script element in the middle of a text: in JSON its escape means the same.
    packed = json.dumps(data[1], ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return (
        f'<!doctype html>\n<html lang="{escape(language)}" dir="{direction}"{root}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n"
        f'<script type="application/json" id="{data[0]}">{packed}</script>\n'
        f'<script type="module">{script}</script>\n</body>\n</html>\n'
    )


def _body(page: PhonePage) -> str:
    buttons = (
        ("play", "Pause", "", ' class="main"'), ("jump", "Go to", "Go to a step", ""), ("back", "Back", "", ""),
        ("less", "−10\u00a0s", "Ten seconds less", ' dir="ltr"'),
        ("more", "+10\u00a0s", "Ten seconds more", ' dir="ltr"'),
        ("next", "Next", "", ""), ("last", "Last step", "", " hidden"), ("undo", "Undo", "", ""),
    )  # fmt: skip
    # The words of the controls are English, and a screen reader is to read them so.
    english = "" if page.language.split("-")[0] == "en" else ' lang="en"'
    keys = "".join(_button(*button) for button in buttons)
    sources = "".join(f"<li>{_linked(title, url)}</li>" for title, url in page.sources)
    about = f"<p>{escape(page.about)}</p>" if page.about else ""
    days = '<nav class="wide days" id="days" aria-label="Days"></nav>' if page.days else ""
    leave = '<button id="leave" type="button">All days</button>' if page.days else ""
    return f"""<header><h1>{escape(page.name)}</h1><p id="place">{escape(page.total)}</p></header>
{days}
<main class="two" id="player"{" hidden" if page.days else ""}>
<div class="ribbon wide" id="ribbon" aria-hidden="true"></div>
<div><p><span class="chip" id="chip"></span></p><h2 class="name" id="name" dir="auto"></h2>
<p class="side" id="side" dir="auto"></p>
<div class="digits" id="digits" role="timer" aria-live="off"></div>
<p class="hint" id="hint" dir="auto"></p>
<div class="breath" id="breath" hidden><b id="breath-bar"></b></div>
<p class="next" id="then" dir="auto"></p>
<section id="asked" aria-label="How it was"{english} hidden><p id="asks"></p>
<div class="answers" id="answers"></div></section></div>
<div><div class="figure"><img id="picture" alt="" hidden><b id="hand" aria-hidden="true"></b>
</div><ul class="how" id="how" dir="auto"></ul></div>
<nav class="start wide" id="start" aria-label="Start"{english}>
<button id="begin" type="button" class="main">Start</button></nav>
<nav class="wide" id="controls" aria-label="Player"{english} hidden>{keys}</nav>
<dialog id="steps" aria-label="Go to a step"><div id="list"></div>
<button id="stay" type="button"{english}>Stay here</button></dialog>
<div class="wide"><p id="said" class="said" aria-live="polite"></p>
<details><summary{english}>About this routine</summary>{about}<p{english}>
<button id="again" type="button">This step again</button>
<button id="sound" type="button" aria-pressed="true">Sound</button>{leave}</p><ul>{sources}</ul>
<p{english}>Not medical advice. A pull is fine. Pain is a stop.</p></details>
</div>
</main>
<footer{english}><details id="history" hidden><summary>Done on this phone</summary><p id="dates"></p>
<p>Copy this into <code>stretchplayer import -</code> to add these sessions to your journal:</p>
<output class="copy" id="copy"></output></details></footer>
<section class="sheet" aria-hidden="true">{page.sheet}</section>"""


def _button(id: str, text: str, label: str, kind: str) -> str:
    named = f' aria-label="{label}"' if label else ""
    return f'<button id="{id}" type="button"{kind}{named}>{text}</button>'


def _linked(title: str, url: str) -> str:
    if url.startswith(("https://", "http://")):
        return f'<a href="{escape(url)}" rel="noreferrer noopener">{escape(title)}</a>'
    return escape(title)


def _plain(value: Any) -> Any:
    """A value as JSON has it: dataclasses as objects without what is as usual, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(v) for f in fields(value) if (v := getattr(value, f.name)) != f.default}
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


class Shared(dict[Any, int]):
    """Things that stand in the page once each, by their index."""

    def at(self, value: Any) -> int:
        """The index of a value; -1 for nothing."""
        return self.setdefault(value, len(self)) if value else -1
