"""What is on the screen at a moment of the flow: words and keys, not yet placed. Upper case is drawn as a headline."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from stretchplayer.relief import signs, texts
from stretchplayer.relief.flow import ONSETS, SIDES, Flow
from stretchplayer.relief.muscles import MUSCLES
from stretchplayer.relief.plan import Technique
from stretchplayer.words.moment import Moment
from stretchplayer.words.times import DAY_NAMES, clock

PageKind = Literal["help", "question", "stop", "ask", "eased", "dim", "choice", "signs", "behind", "why"]
#: When the breathing bar begins, so that the first moment has one thing on it only.
BREATH_FROM_MS = 6_000
BREATH_IN_MS, BREATH_OUT_MS = 4_000, 6_000

#: A key to press or click, and what stands beside it.
KeyWord = tuple[str, str]

ENTER: KeyWord = ("enter", "ENTER it has eased")
SPACE: KeyWord = ("space", "SPACE not yet")
SIGNS: KeyWord = ("w", "W warning signs")
WHY: KeyWord = ("i", "I why cramps")
YES: KeyWord = ("y", "Y yes")
NO: KeyWord = ("n", "N no")
QUIT: KeyWord = ("q", "Q quit")

_NONE: Mapping[str, str] = MappingProxyType({})


class View(NamedTuple):
    """One screen. `large` is the headline, `small` close under it, `lines` below, of which `longest` are the most that
    come while it is on show; `band` stands above them.

    `first` marks the first instruction. `keys` are rows of keys, `muscles` the rows that change the muscle, `sign` the
    muscle's own sign lines, `extra` what a larger screen has room for. `lit` are the muscles that the figure marks in
    place of its move's. `breath_ms` is the place within a breath of the
    pacing bar, `None` when it rests. `countdown_ms` stands right of the headline. `fields` are the large ones for mouse
    and touch, `tapped` the answers of the aftercare that were given, `foot` the keys that a larger screen names at its
    foot. `signs` are rows of the page of signs: id, number, short form, sentence, marked; `headings` are their groups'.
    """

    kind: PageKind
    title: str
    clock: str
    large: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    longest: tuple[str, ...] = ()
    band: tuple[str, ...] = ()
    sign: tuple[str, ...] = ()
    keys: tuple[tuple[KeyWord, ...], ...] = ()
    muscles: tuple[tuple[KeyWord, ...], ...] = ()
    extra: tuple[str, ...] = ()
    next: str | None = None
    figure: str | None = None
    lit: tuple[str, ...] = ()
    breath_ms: int | None = None
    countdown_ms: int | None = None
    fields: tuple[KeyWord, ...] = ()
    tapped: frozenset[str] = frozenset()
    foot: tuple[KeyWord, ...] = ()
    signs: tuple[tuple[str, str, str, str, bool], ...] = ()
    headings: Mapping[str, str] = _NONE
    first: bool = False


def clocks(flow: Flow) -> str:
    """The clock of the bout, with the time since the first where it came back: "2:10, 18 min since the first"."""
    first = flow.first_ms
    return clock(flow.clock_ms) + ("" if first is None else f", {first // 60_000} min since the first")


def title(flow: Flow) -> str:
    """The head of the screen: what hurts, on which side, and where."""
    parts = [flow.plan.title]
    if flow.record.side in ("left", "right"):
        parts.append(flow.record.side)
    if flow.bed and flow.has_bed:
        parts.append("in bed")
    return ", ".join(parts)


def view(flow: Flow) -> View:
    """What to show now."""
    over = flow.over[-1] if flow.over else None
    if over == "signs":
        return _signs(flow)
    if over in ("behind", "why"):
        return _reading(flow, over)
    shown = {
        "help": _help, "gate": _question, "rubbing": _question, "stop": _stop, "may": _may, "still": _still,
        "eased": _eased, "was": _was, "choice": _choice,
    }[flow.page](flow)  # fmt: skip
    if flow.page not in ("was", "choice"):
        shown = shown._replace(foot=_foot(flow))
    if over == "leaving":
        keys = (("enter", "ENTER stays,"), ("q", "Q leaves"))
        return shown._replace(keys=(keys,), muscles=(), fields=(("enter", "ENTER  STAY"), ("q", "Q  LEAVE")))
    return shown


_PAGES: tuple[KeyWord, ...] = (("v", "V prevention"), ("p", "P night plan"), ("o", "O health card"))


def _fields(*keys: KeyWord) -> tuple[KeyWord, ...]:
    """Keys as the large fields say them."""
    return tuple((key, label.replace(" ", "  ", 1).upper()) for key, label in keys)


def _foot(flow: Flow) -> tuple[KeyWord, ...]:
    bed = (
        (("b", "B on your feet" if flow.bed else "B in bed"),) if flow.has_bed and flow.page in ("help", "gate") else ()
    )
    sound = ("m", "M sound is off" if flow.muted else "M sound is on")
    return (*bed, sound, SIGNS, WHY, ("?", "? sources"), QUIT)


def _band(flow: Flow) -> tuple[str, ...]:
    if flow.noted_until is not None:
        return (texts.NOTED,)
    if flow.late:
        return flow.numbers.all(texts.ten_lines(flow.muscle))
    if flow.five_until is not None:
        return texts.FIVE
    return (texts.UNKNOWN_WORD,) if flow.unknown_word and flow.at_first else ()


def _small(flow: Flow, technique: Technique) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The small lines as they are at this moment of the technique, and the most that there will be of them."""
    every = [(0, technique.small), *technique.later]
    now = next(lines for at, lines in reversed(every) if flow.shown_ms >= at)
    longest = max((lines for _, lines in every), key=lambda lines: (len(lines), len(str(lines))))
    warm = (texts.PREGNANT_WARM,) if technique.warms and flow.card.pregnant else ()
    return (*warm, *now), (*warm, *longest)


def headline(flow: Flow) -> tuple[str, ...]:
    """The large words of the technique on show."""
    technique = flow.technique
    large = technique.large
    if flow.muscle.gentle and not flow.plan.own and not technique.stands and flow.gentlest:
        large = flow.muscle.gentle
    if technique.stands and flow.night and not large[0].startswith("Light on."):
        large = ("Light on.", *large)
    return large


def danger(flow: Flow) -> tuple[str, ...]:
    """The muscle's own sign lines, below the one that stays of a question that nobody answered."""
    sign, unanswered = flow.numbers.all(flow.muscle.sign), flow.unanswered
    asked = any("wollen" in line for line in sign)
    return (unanswered.stays, *sign) if unanswered and flow.muscle.limb != "neck" and not asked else sign


def _help(flow: Flow) -> View:
    technique, upcoming, first = flow.technique, flow.upcoming, flow.at_first
    urgent = flow.late or flow.five_until is not None
    unanswered, sign = flow.unanswered, danger(flow)
    small, longest = ((texts.GENTLY,), ()) if flow.gentlest else _small(flow, technique)
    return View(
        "help",
        title(flow),
        clocks(flow),
        large=headline(flow),
        lines=small,
        longest=longest,
        band=_band(flow),
        sign=() if flow.late or (urgent and flow.muscle.leg) else sign[-2:] if urgent else sign,
        keys=((ENTER, SIGNS if flow.late else SPACE),),
        muscles=_muscles(flow) if first and not urgent else (),
        extra=(*((texts.THIRD,) if flow.third else ()), *((unanswered.no_answer,) if unanswered else ())),
        next=None if upcoming is None or flow.late else f"Next: {upcoming.name}",
        figure=technique.figure,
        lit=marked(flow.muscle.limb, technique.kind),
        breath_ms=_breath(flow),
        fields=_fields(ENTER, SPACE),
        first=first,
    )


def marked(limb: str | None, kind: str) -> tuple[str, ...]:
    """The muscles that a figure of some kind of step marks instead of its own, or none: breathing is for the neck here,
    and not for the belly that moves with it."""
    return ("trapezius", "neck") if limb == "neck" and kind == "breathe" else ()


def _breath(flow: Flow) -> int | None:
    since = flow.shown_ms - (BREATH_FROM_MS if flow.round == 1 else 0)
    return since % (BREATH_IN_MS + BREATH_OUT_MS) if since >= 0 else None


def _muscles(flow: Flow) -> tuple[tuple[KeyWord, ...], ...]:
    others = [(m.digit, f"{m.digit} {m.short}") for m in MUSCLES.values() if m.id != flow.plan.muscle]
    return (tuple(others[:4]), (*others[4:], ("q", " Q quit")))


def _question(flow: Flow) -> View:
    gate = flow.gate if flow.page == "gate" else None
    keys: tuple[tuple[KeyWord, ...], ...] = ((("y", "Y yes, don't rub"), ("n", "N none of them")), (ENTER,))
    if gate is not None:
        keys = ((YES, NO), (("space", gate.silence),), (ENTER,))
    return View(
        "question",
        title(flow),
        clocks(flow),
        large=(flow.kept,),
        lines=texts.RUBBING if gate is None else gate.lines,
        band=texts.TEN_HEAD if flow.late else (),
        keys=keys,
        fields=_fields(YES, NO, ("space", "SPACE no answer")),
        figure=flow.technique.figure,
        lit=marked(flow.muscle.limb, flow.technique.kind),
    )


def _stop(flow: Flow) -> View:
    new = flow.stop_is_new
    keys: tuple[tuple[KeyWord, ...], ...] = (
        (("left", "LEFT pressed by mistake"), ("w", "W all signs")),
        (("p", "P a professional has looked at it"),),
    )
    fields = _fields(("left", "LEFT mistake"), ("p", "P it was looked at"))
    if flow.may_go_on:
        keys = ((("space", "SPACE go on gently meanwhile"),), *keys)
        fields = (*fields, *_fields(("space", "SPACE go on gently")))
    return View(
        "stop",
        "Stop" if new else f"Stop, since {since(flow.open_stops[0].when)}",
        clock(flow.clock_ms) if new else "",
        lines=flow.stop_rows,
        keys=keys,
        fields=fields,
    )


def since(when: Moment) -> str:
    """A moment by its local weekday and time: "Tuesday 3:12"."""
    local = when.local
    return f"{DAY_NAMES[local.weekday()]} {local.hour}:{local.minute:02}"


def _may(flow: Flow) -> View:
    marked = tuple(f"{signs.SIGNS[s.key].short}." for s in flow.open_stops if s.key in signs.SIGNS)
    when = tuple(f"Marked {since(s.when)}." for s in flow.open_stops[:1])
    answers = (YES, ("n", "N not yet"))
    return View(
        "ask",
        "Looked at",
        "",
        large=(texts.MAY,),
        lines=(*((texts.MAY_NOT,) if flow.may_not else ()), *marked, *when, "", *flow.numbers.all(texts.GET_WORSE)),
        keys=((*answers, QUIT),),
        fields=_fields(*answers),
    )


def _still(flow: Flow) -> View:
    answers = (YES, ("n", "N it has eased"))
    return View(
        "ask",
        title(flow),
        clocks(flow),
        large=(texts.STILL,),
        lines=() if flow.late else ("No key for a long time.",),
        band=_band(flow) if flow.late else (),
        sign=flow.numbers.all(flow.muscle.sign),
        keys=(answers,),
        fields=_fields(*answers),
    )


def _was(flow: Flow) -> View:
    lines = ("No answer: kept as not confirmed.",)
    keys = ((YES, NO), (SIGNS, WHY))
    return View("ask", title(flow), clocks(flow), (texts.WAS_IT,), lines=lines, keys=keys, fields=_fields(YES, NO))


def _choice(flow: Flow) -> View:
    ask, *lines = texts.CHOICE
    answers = (("enter", "ENTER end here"), ("g", "G go on gently"))
    keys = (answers, (SIGNS, WHY))
    return View("choice", "Your routine waits", "", (ask,), lines=tuple(lines), keys=keys, fields=_fields(*answers))


def after_lines(flow: Flow) -> tuple[str, ...]:
    """The rows of the aftercare between its two first lines and its keys."""
    late = texts.TEN_HEAD if flow.late else ()
    if flow.after_gate and flow.gate is not None:
        return (*flow.gate.lines, *late)
    if flow.heat:
        middle: tuple[str, ...] = texts.HEAT
        if flow.card.limits:
            middle = (middle[0], texts.LIMITS, "Worse, sick or confused? Press W.")
    elif flow.bed:
        middle = texts.IN_BED if flow.muscle.leg else ("Stay in bed.", *texts.IN_BED[1:])
        middle = middle if not flow.card.no_heat else middle[:1]
    else:
        sip = texts.LIMITS if flow.card.limits else texts.SIP
        walk = f"{texts.WALK} {sip}" if flow.muscle.leg or flow.muscle.on_feet else sip
        heat = () if flow.card.no_heat else (texts.PACK, texts.NUMB, texts.NO_HEAT_NO_COLD)
        middle = (walk, *heat)
    if late:
        return (*middle[-3:], *late)
    return (*middle, texts.THIRD if flow.third else flow.unanswered.stays if flow.unanswered else texts.SORE)


def after_extra(flow: Flow) -> tuple[str, ...]:
    """What there is to say beyond that, where there is room for it."""
    tight = "" if flow.bed or flow.card.no_heat else texts.IF_TIGHT
    raised = texts.RAISED if flow.muscle.leg else ""
    own = (line for technique in flow.aftercare[1:] for line in technique.lines if flow.plan.own)
    return tuple(filter(None, (tight, raised, texts.PHARMACIST, *own, flow.plan.about)))


def eased_after(flow: Flow) -> str:
    """How long it lasted: "Eased after 2:41", or "Eased" where nobody was there to say when."""
    return f"Eased after {clock(flow.clock_ms)}" if flow.record.bouts[-1].known else "Eased"


def _eased(flow: Flow) -> View:
    record, head = flow.record, eased_after(flow)
    back = "Cramp back? C" if flow.can_return else ""
    again: tuple[KeyWord, ...] = (("c", "C cramp back"),) if back else ()
    if flow.dimmed:
        late = texts.TEN_HEAD if flow.late else ()
        third = (texts.THIRD,) if flow.third else ()
        return View("dim", head, back, band=late, lines=third, keys=((QUIT, SIGNS),), fields=_fields(*again, QUIT))
    half = flow.aftercare[0] if flow.aftercare else None
    large, small = (half.large, half.small) if half else ((), ())
    if not flow.half_left_ms and small:
        # The hold is over: what came second is now the thing to do.
        large, small = small[:1], small[1:]
    tapped = {key for key, said in (*SIDES.items(), *ONSETS.items()) if said in (record.side, record.onset)}
    if flow.heat:
        tapped.add("h")
    if record.pain is not None:
        tapped.add("0-9")
    pain = "0-9 +" if record.pain is None else str(record.pain)
    keys: tuple[tuple[KeyWord, ...], ...] = (
        (("", "SIDE"), ("l", "L left"), ("r", "R right"), ("b", "B both"), ("", " PAIN"), ("0-9", pain)),
        (("", "BEGAN"), ("z", "Z asleep"), ("u", "U waking"), ("t", "T at rest")),
        (("", "     "), ("e", "E exercise"), ("a", "A after it "), ("h", "H in heat")),
        (("x", "X no cramp: forget it"), ("escape", "ESC done")),
    )
    return View(
        "eased",
        head,
        back,
        large=large,
        small=small,
        lines=after_lines(flow),
        countdown_ms=flow.half_left_ms,
        keys=((YES, NO), *keys) if flow.after_gate else keys,
        extra=after_extra(flow),
        figure=half.figure if half else None,
        lit=marked(flow.muscle.limb, half.kind) if half else (),
        tapped=frozenset(tapped),
        fields=_fields(*again, ("escape", "ESC done")),
        muscles=() if flow.paused or flow.gate_open else (_PAGES,),
    )


def _signs(flow: Flow) -> View:
    page = flow.sign_pages[flow.signs_page]
    number = len(flow.sign_pages)
    own = flow.signs_of is not None and page == signs.first_page(flow.signs_of, flow.card)
    name = MUSCLES[flow.signs_of].short if flow.signs_of and own else ""
    head = f"Signs: {name}" if name else f"Signs {flow.signs_page + 1}/{number}"
    rows = tuple(
        (sign, str(i), signs.SIGNS[sign].short, signs.SIGNS[sign].text, sign == flow.sign_at)
        for i, sign in enumerate(page, 1)
    )
    go_back = ("escape", "W or ESC: none of these, go back")
    if flow.sign_at is not None:
        go_back = ("enter", "ENTER none of these")
    return View(
        "signs",
        head,
        flow.numbers.put(signs.HEADINGS["N"]),
        signs=rows,
        headings={haste: flow.numbers.put(text) for haste, text in signs.HEADINGS.items()},
        keys=((("", "DIGIT: I have this one"), ("space", "SPACE more")), (go_back,)),
        fields=_fields(("enter", "ENTER none of these"), ("space", "SPACE more signs")),
    )


def _reading(flow: Flow, over: str) -> View:
    """A page to read and scroll; the front end brings its lines."""
    keys, now = (("escape", "ESC back"), SIGNS), clock(flow.clock_ms)
    if over == "why":
        return View("why", "Why cramps happen", now, keys=(keys,), fields=_fields(*keys))
    lines = clot_risks(flow) if flow.page == "stop" else (flow.plan.about,) if flow.plan.about else ()
    return View("behind", "Where this comes from", now, lines=lines, keys=(keys,), fields=_fields(*keys))


def clot_risks(flow: Flow) -> tuple[str, ...]:
    """What `?` adds on a Stop that may be a clot."""
    return signs.CLOT_RISKS if any(stop.key == "T1" for stop in flow.open_stops) else ()
