"""What stands on the screen at a moment of the flow: words and keys, not yet placed."""

from typing import Literal, NamedTuple

from stretchplayer.relief import calls
from stretchplayer.relief.flow import Flow
from stretchplayer.relief.muscles import other_keys
from stretchplayer.relief.note import CAME_WITH
from stretchplayer.relief.questions import STOP, STOP_TITLE
from stretchplayer.relief.taps import SIDES
from stretchplayer.words.times import clock

PageKind = Literal["help", "question", "stop", "still", "eased", "dim", "choice", "signs", "labels"]
#: When the breathing bar begins, so that the first moment has one thing on it only.
BREATH_FROM_MS = 6_000
BREATH_IN_MS, BREATH_OUT_MS = 4_000, 6_000

#: A key to press or click, and what stands beside it.
KeyWord = tuple[str, str]

ENTER: KeyWord = ("enter", "ENTER soft again")
SPACE: KeyWord = ("space", "SPACE not yet")
FIELDS: tuple[KeyWord, ...] = (("enter", "SOFT AGAIN"), ("space", "NOT YET"))
_BACK: tuple[KeyWord, ...] = (("c", "CRAMP BACK"), ("escape", "DONE"))
_YES_NO: tuple[KeyWord, ...] = (("y", "Y yes"), ("n", "N no"), ("space", "any key: no rubbing"))
BEHIND = "All of what stands behind this: press ?"
#: After a cramp that came with heat; the last line is sign 6.
_HEAT = ("Stop for today. Cool place.", "A salty drink.", "Confused or vomiting? Call {emergency}")
HEAT_SOURCE = ("heat-cramps", "miller-2022")


class View(NamedTuple):
    """One screen. `large` is shown in capitals, `small` close under it, `lines` below; `band` stands above them.

    `keys` are rows of keys, `muscles` the rows that change the muscle, `extra` what a larger screen has room for.
    `breath_ms` is the place within a breath of the pacing bar, `None` when it rests. `countdown_ms` stands
    right of the large words. `fields` are the large ones for mouse and touch, `taps` the answers of the aftercare,
    `tapped` those that were given, `foot` the keys that a larger screen names at its foot.
    """

    kind: PageKind
    title: str
    clock: str
    large: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    band: tuple[str, ...] = ()
    sign: str | None = None
    keys: tuple[tuple[KeyWord, ...], ...] = ()
    muscles: tuple[tuple[KeyWord, ...], ...] = ()
    extra: tuple[str, ...] = ()
    next: str | None = None
    figure: str | None = None
    breath_ms: int | None = None
    countdown_ms: int | None = None
    fields: tuple[KeyWord, ...] = ()
    taps: tuple[tuple[KeyWord, ...], ...] = ()
    tapped: frozenset[str] = frozenset()
    foot: tuple[KeyWord, ...] = ()


def title(flow: Flow) -> str:
    """The head of the screen: what hurts, on which side, and where."""
    parts = [flow.plan.title]
    if flow.note.side in ("left", "right"):
        parts.append(flow.note.side)
    if flow.bed and flow.has_bed:
        parts.append("in bed")
    return ", ".join(parts)


def view(flow: Flow) -> View:
    """What to show now."""
    if flow.over == "signs":
        return _signs(flow)
    if flow.over == "labels":
        return _labels(flow)
    shown = {
        "help": _help, "question 1": _question, "question 2": _question, "stop": _stop, "still": _still,
        "eased": _eased, "choice": _choice,
    }[flow.page](flow)  # fmt: skip
    return _leaving(shown) if flow.over == "leaving" else shown


def _foot(flow: Flow) -> tuple[KeyWord, ...]:
    bed = (("b", "B on your feet" if flow.bed else "B in bed"),) if flow.has_bed and flow.page != "eased" else ()
    sound = ("m", "M sound is off" if flow.muted else "M sound is on")
    return (*bed, sound, ("w", "W warning signs"), ("?", "? behind this"), ("q", "Q out"))


def _leaving(shown: View) -> View:
    return shown._replace(
        keys=((("enter", "ENTER stays,"), ("q", "Q leaves")),),
        muscles=(),
        fields=(("enter", "STAY"), ("q", "LEAVE")),
        taps=(),
    )


def _band(flow: Flow) -> tuple[str, ...]:
    if flow.late:
        return calls.ten_lines(flow.muscle, flow.numbers)
    return calls.FIVE if flow.five_until is not None else ()


def _small(flow: Flow) -> tuple[str, ...]:
    """The small lines as they stand at this moment of the technique."""
    lines = flow.technique.small
    for at, later in flow.technique.later:
        if flow.shown_ms >= at:
            lines = later
    return lines


def _help(flow: Flow) -> View:
    technique, band = flow.technique, _band(flow)
    upcoming = flow.upcoming
    keys: tuple[KeyWord, ...] = (ENTER, ("w", "W warning signs")) if flow.late else (ENTER, SPACE)
    return View(
        "help",
        title(flow),
        clock(flow.clock_ms),
        large=technique.large,
        lines=(calls.GENTLY,) if flow.gentlest else _small(flow),
        band=band,
        sign=None if band else flow.muscle.sign,
        keys=(keys,),
        muscles=_muscles(flow) if flow.at_first and not band else (),
        extra=(calls.THIRD,) if flow.third else (),
        next=None if upcoming is None or flow.late else f"Next: {upcoming.name}",
        figure=technique.figure,
        breath_ms=_breath(flow),
        fields=FIELDS,
        foot=_foot(flow),
    )


def _breath(flow: Flow) -> int | None:
    since = flow.shown_ms - (BREATH_FROM_MS if flow.round == 1 else 0)
    return since % (BREATH_IN_MS + BREATH_OUT_MS) if since >= 0 else None


def _muscles(flow: Flow) -> tuple[tuple[KeyWord, ...], ...]:
    first, second = other_keys(flow.plan.muscle)
    return (
        tuple((digit, f"{digit} {word}") for digit, word in first),
        (*((digit, f"{digit} {word}") for digit, word in second), ("q", "  Q out")),
    )


def _question(flow: Flow) -> View:
    asked = flow.questions.stop if flow.page == "question 1" else flow.questions.rubbing
    return View(
        "question",
        title(flow),
        clock(flow.clock_ms),
        large=(flow.kept,),
        lines=asked,
        keys=(_YES_NO, (ENTER,)),
        fields=(("y", "YES"), ("n", "NO"), ("space", "NO RUBBING")),
        foot=_foot(flow),
        figure=flow.technique.figure,
        band=_band(flow)[:2] if flow.late else (),
    )


def _stop(flow: Flow) -> View:
    put = flow.numbers.put
    return View(
        "stop",
        STOP_TITLE,
        clock(flow.clock_ms),
        large=(STOP,),
        lines=tuple(map(put, flow.questions.end)),
        band=tuple(map(put, flow.questions.end_calls)),
        keys=((("left", "LEFT pressed Y by mistake"), ("w", "W all signs")),),
        fields=(("left", "Y WAS A MISTAKE"), ("w", "ALL SIGNS")),
    )


def _still(flow: Flow) -> View:
    return View(
        "still",
        title(flow),
        clock(flow.clock_ms),
        large=("Still cramping?",),
        lines=("No key for a long time.",) if not flow.late else (),
        band=_band(flow) if flow.late else (),
        sign=flow.muscle.sign,
        keys=((("y", "Y yes"), ("n", "N it has eased")),),
        fields=(("y", "YES"), ("n", "IT HAS EASED")),
    )


def _eased(flow: Flow) -> View:
    known = flow.note.ended == "eased"
    head = f"Soft again after {clock(flow.note.length_ms)}" if known else "Soft again"
    back = "Cramp back? C" if flow.can_return else ""
    late = flow.note.length_ms >= calls.TEN_MS
    band = tuple(flow.numbers.put(line) for line in (calls.TEN, "Call your doctor or {line}.")) if late else ()
    if flow.dimmed:
        third = (calls.THIRD,) if flow.third else ()
        fields = (*(_BACK[:1] if back else ()), ("q", "OUT"))
        return View("dim", head, back, band=band, lines=third, keys=((("q", "Q out"),),), fields=fields)
    half = flow.aftercare[0] if flow.aftercare else None
    large, small = (half.large, half.small) if half else ((), ())
    if not flow.half_left_ms and small:
        # The hold is over: what came second is now the thing to do.
        large, small = small[:1], small[1:]
    rest = [technique.lines for technique in flow.aftercare[1:]]
    lines = [
        *(map(flow.numbers.put, _HEAT) if "heat" in flow.note.came_with else ()),
        *((calls.THIRD,) if flow.third else ()),
        *[lines[0] for lines in rest if lines][:3],
    ]
    more = tuple(line for part in rest for line in part if line not in lines)
    sides = {"left": ("l",), "right": ("r",), "both": ("l", "r", "b")}.get(flow.note.side or "", ())
    came = {word: key for key, word in CAME_WITH}
    tapped = {*(came[word] for word in flow.note.came_with), *sides}
    how_bad = " 0-9 how bad"
    if flow.note.severity is not None:
        tapped.add("+" if flow.note.severity == 10 else str(flow.note.severity))
        how_bad = f" how bad: {flow.note.severity}"
    return View(
        "eased",
        head,
        back,
        large=large,
        small=small,
        lines=tuple(lines),
        band=band,
        countdown_ms=flow.half_left_ms,
        keys=((("l", "L left"), ("r", "R right"), ("0-9", how_bad), ("escape", " ESC skip")),),
        extra=(*more, *((flow.plan.about,) if flow.plan.about else ()), BEHIND),
        figure=half.figure if half else None,
        taps=(
            tuple((key, f"{key.upper()} {word}") for key, word in SIDES.items()),
            tuple((key, key) for key in "0123456789+"),
            tuple((key, f"{key.upper()} {word}") for key, word in CAME_WITH),
        ),
        tapped=frozenset(tapped),
        fields=_BACK if back else _BACK[1:],
        foot=_foot(flow),
    )


def _choice(flow: Flow) -> View:
    return View(
        "choice",
        "Your routine waits",
        "",
        large=("End here?",),
        lines=("A muscle that cramped needs rest.", "If you go on: gently, and stop if it grips."),
        keys=((("enter", "ENTER end here"), ("g", "G go on gently")),),
        fields=(("enter", "END HERE"), ("g", "GO ON GENTLY")),
    )


def _signs(flow: Flow) -> View:
    # Twenty signs that the first frame need not wait for.
    from stretchplayer.relief.signs import GROUPS

    lines: list[str] = []
    for group in GROUPS:
        lines += [group.title.upper(), *(f"{sign.number}. {sign.text}\n{sign.do}" for sign in group.signs), ""]
    lines.append(flow.numbers.put("Emergency: {emergency}"))
    return View(
        "signs",
        "Warning signs",
        clock(flow.clock_ms),
        lines=tuple(lines),
        keys=((("escape", "ESC back"),),),
        fields=(("escape", "BACK"),),
    )


def _labels(flow: Flow) -> View:
    """What stands behind the technique on show; the front end adds titles for its keys."""
    technique = flow.aftercare[0] if flow.page == "eased" and flow.aftercare else flow.technique
    return View(
        "labels",
        "What stands behind this",
        clock(flow.clock_ms),
        large=(technique.name,),
        lines=(flow.plan.about,) if flow.plan.about else (),
        keys=((("escape", "ESC back"), ("w", "W warning signs")),),
        fields=(("escape", "BACK"),),
    )
