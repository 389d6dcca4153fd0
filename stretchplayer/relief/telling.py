"""Relief as lines: one for each instruction, nothing redrawn. For screen readers, pipes and small terminals. Pure."""

from collections.abc import Iterator

from stretchplayer.relief import calls
from stretchplayer.relief.flow import Flow
from stretchplayer.relief.note import CAME_WITH
from stretchplayer.relief.questions import NO_ANSWER, NO_RUBBING, STOP
from stretchplayer.relief.signs import GROUPS
from stretchplayer.relief.state import HALF_MS
from stretchplayer.relief.view import BEHIND, title, view
from stretchplayer.words.times import clock

#: When the small lines and the line of signs follow the first words.
SMALL_MS, SIGN_MS = 6_000, 45_000
KEYS = "Enter: soft again. Space and Enter: another way. w: warning signs."
EASED_KEYS = "l, r, b: side. 0 to 9, + for 10: how bad. c: it is back. q: out."
CAME_KEYS = f"Came with: {', '.join(f'{key} {word}' for key, word in CAME_WITH)}."


#: What is said once in a run; everything else comes with each technique.
_ONCE = frozenset(("five", "ten", "sign"))


class Teller:
    """Says what is new about a flow. `alone` when nobody can press a key: then no keys are named."""

    def __init__(self, flow: Flow, *, alone: bool = False) -> None:
        self._flow = flow
        self._alone = alone
        self._turn = -1
        self._over: str | None = None
        self._told: set[object] = set()

    def head(self) -> str:
        """The first line."""
        return f"{title(self._flow)}." if self._alone else f"{title(self._flow)}. {KEYS}"

    def new(self) -> list[str]:
        """The lines that the moment brings, each with the cramp clock before it."""
        flow = self._flow
        return [f"[{clock(flow.clock_ms)}] {line}" for line in self._lines()]

    def _lines(self) -> Iterator[str]:
        flow = self._flow
        # After a long page has been read out, what to do is said once more.
        read_out = self._over in ("signs", "labels") and flow.page == "help"
        if flow.over != self._over:
            self._over = flow.over
            if flow.over == "signs":
                yield from sign_lines(flow)
            elif flow.over == "leaving":
                yield "Enter stays, q leaves."
        fresh = flow.turn != self._turn or (read_out and flow.over is None)
        if fresh:
            self._turn = flow.turn
            self._told = {told for told in self._told if told in _ONCE}
        if flow.page == "help":
            yield from self._help(fresh)
        elif flow.page == "eased":
            yield from self._eased(fresh)
        elif fresh:
            yield from self._once()

    def _first(self, what: object) -> bool:
        new = what not in self._told
        self._told.add(what)
        return new

    def _help(self, fresh: bool) -> Iterator[str]:
        flow = self._flow
        technique = flow.technique
        if flow.late and self._first("ten"):
            yield calls.spoken(calls.ten_lines(flow.muscle, flow.numbers))
        elif flow.five_until is not None and not flow.late and self._first("five"):
            yield calls.spoken(calls.FIVE)
        if fresh:
            said = next((text for at, text in technique.spoken if at == 0), calls.spoken(technique.large))
            left_out = f"{NO_ANSWER} " if flow.no_answer else f"{NO_RUBBING} " if flow.left_out_now else ""
            yield f"{left_out}{said}"
            if flow.muscle.group in ("arm", "neck") or not flow.muscle.leg:
                yield self._sign()
        if flow.shown_ms >= SMALL_MS and technique.small and self._first("small"):
            small = " ".join(technique.small if not flow.gentlest else (calls.GENTLY,))
            yield small.replace(": press B", "") if self._alone else small
        for at, lines in technique.later:
            if flow.shown_ms >= at and not flow.gentlest and self._first(at):
                yield " ".join(lines)
        if flow.muscle.leg and flow.shown_ms >= SIGN_MS and self._first("sign"):
            yield self._sign()

    def _sign(self) -> str:
        sign = self._flow.muscle.sign.replace("Press W", "Press w")
        if self._alone:
            sign = sign.replace(" Press w", " Read the warning signs")
        return f"{sign}."

    def _once(self) -> Iterator[str]:
        """Pages that stand as they are."""
        flow = self._flow
        put = flow.numbers.put
        if flow.page == "question 1":
            yield f"{flow.questions.line} y or n"
        elif flow.page == "question 2":
            yield f"{' '.join(flow.questions.rubbing)} y or n"
        elif flow.page == "stop":
            yield calls.spoken((STOP, *map(put, (*flow.questions.end, *flow.questions.end_calls))))
            yield "Left: pressed y by mistake. w: all signs. q: out."
        elif flow.page == "still":
            yield "Still cramping? y yes, n it has eased"
        elif flow.page == "choice":
            yield "Enter: end here. g: go on gently."

    def _eased(self, fresh: bool) -> Iterator[str]:
        flow = self._flow
        if fresh:
            yield from eased_lines(flow)
            yield f"{EASED_KEYS} {CAME_KEYS}"
        if not flow.half_left_ms and flow.aftercare and flow.aftercare[0].small and self._first("let go"):
            yield flow.aftercare[0].small[0]


def eased_lines(flow: Flow) -> Iterator[str]:
    """The page of the aftercare, line by line."""
    shown = view(flow)
    yield f"{shown.title}."
    if shown.band:
        yield calls.spoken(shown.band)
    yield from half_lines(flow)
    yield from shown.lines
    yield from (line for line in shown.extra if line != BEHIND)


def half_lines(flow: Flow) -> Iterator[str]:
    """The half-strength hold in one line."""
    if flow.aftercare:
        half = flow.aftercare[0]
        yield " ".join((*half.large, f"{min(half.dose_ms or HALF_MS, HALF_MS) // 1_000} seconds.", *half.small))


def after_lines(flow: Flow) -> Iterator[str]:
    """The aftercare for somebody who cannot say that it has eased."""
    yield from half_lines(flow)
    for technique in flow.aftercare[1:]:
        yield from technique.lines


def notice_lines(flow: Flow) -> Iterator[str]:
    """Both time notices, for somebody whose clock nobody watches."""
    yield calls.spoken(calls.FIVE).replace("Press W", "Read the signs below")
    yield calls.spoken(calls.ten_lines(flow.muscle, flow.numbers))


def sign_lines(flow: Flow) -> Iterator[str]:
    """The warning signs, in their order, each with what to do."""
    for group in GROUPS:
        yield f"{group.title}."
        for sign in group.signs:
            yield f"{sign.number}. {sign.text} {sign.do}"
    yield flow.numbers.put("Emergency: {emergency}.")
