"""Relief as lines: one for each instruction, nothing redrawn. For screen readers, pipes and small terminals. Pure."""

from collections.abc import Iterable, Iterator
from itertools import chain

from stretchplayer.relief import signs, texts
from stretchplayer.relief.flow import Flow
from stretchplayer.relief.view import after_extra, after_lines, clocks, danger, eased_after, headline, title, view
from stretchplayer.words.counts import sentences

#: When the small lines follow the first words, and when the other keys are named.
SMALL_MS, KEYS_MS = 6_000, 15_000
KEYS = "Enter: it has eased. Space and Enter: not yet. w: warning signs."
EASED_KEYS = (
    "l, r, b: side. 0 to 9, + for 10: pain. Began: z asleep, u waking, t at rest, e exercise, a after it. h: in heat. "
    "c: it is back. x: no cramp, forget it. v: what may make cramps fewer. p: night plan. o: health card. q: quit."
)
STOP_KEYS = "Left or backspace: pressed by mistake. p: a professional has looked at it. w: all signs. q: quit."
SIGN_KEYS = "A number and Enter: I have this one. Enter alone: none of these, go back."
#: What is said once in a run, as signs are; everything else comes with each technique.
_ONCE = frozenset(("five", "ten", "unknown", "keys"))


class Teller:
    """Says what is new about a flow. Where nobody can press a key none is named."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._turn = -1
        self._over: tuple[str, ...] = ()
        self._gate: object = None
        self._noted: int | None = None
        self._told: set[object] = set()
        self._after: tuple[str, ...] = ()

    def head(self) -> str:
        """The first line."""
        flow = self._flow
        name = "Warning signs" if flow.over and flow.over[-1] == "signs" else title(flow)
        return f"{name}." if flow.alone else f"{name}. {KEYS}"

    def new(self) -> list[str]:
        """The lines that the moment brings, each with the cramp clock before it."""
        return [f"[{clocks(self._flow)}] {line}" for line in self._lines()]

    def _lines(self) -> Iterator[str]:
        flow = self._flow
        # After a long page has been read out, what to do is said once more.
        read_out = bool(self._over) and flow.page == "help"
        if flow.over != self._over:
            before, self._over = self._over, flow.over
            top = flow.over[-1] if flow.over else None
            if top == "signs" and len(flow.over) > len(before):
                if self._flow.alone:
                    yield from sign_lines(flow.sign_pages[flow.signs_page], flow.numbers)
                    return
                yield from sign_lines(flow_numbers(flow), flow.numbers)
                if flow.sign_at is not None:
                    yield f"You may mean number {flow_numbers(flow).index(flow.sign_at) + 1}."
                yield SIGN_KEYS
            elif top == "leaving":
                yield "Enter stays, q leaves."
        if flow.over:
            return
        if flow.noted_until not in (None, self._noted):
            yield texts.NOTED
        self._noted = flow.noted_until
        fresh = flow.turn != self._turn or read_out
        if fresh:
            self._turn = flow.turn
            self._told = {told for told in self._told if told in _ONCE or isinstance(told, tuple)}
        if flow.page == "help":
            yield from self._help(fresh)
        elif flow.page == "eased":
            yield from self._eased(fresh)
        elif fresh:
            yield from self._once()
        elif flow.may_not and self._first("not yet"):
            yield texts.MAY_NOT

    def _first(self, what: object) -> bool:
        new = what not in self._told
        self._told.add(what)
        return new

    def _help(self, fresh: bool) -> Iterator[str]:
        flow = self._flow
        technique = flow.technique
        if flow.unknown_word and self._first("unknown"):
            yield texts.UNKNOWN_WORD if flow.alone else f"{texts.UNKNOWN_WORD} 1-9 another."
        if flow.alone and flow.unanswered and self._gate != flow.unanswered.limb:
            self._gate = flow.unanswered.limb
            yield flow.numbers.put(flow.unanswered.alone)
        if flow.late and self._first("ten"):
            yield ten_line(flow)
        elif flow.five_until is not None and not flow.late and self._first("five"):
            yield without_keys(flow, texts.sentences(texts.FIVE))
        if fresh:
            said = next((text for at, text in technique.spoken if at == 0), "") or texts.sentences(technique.large)
            if flow.gentlest or (technique.stands and flow.night and not said.startswith("Light on")):
                said = texts.sentences(headline(flow))
            unanswered = flow.gate if flow.no_answer or flow.unanswered else None
            no_answer = unanswered.no_answer if unanswered else texts.NO_RUBBING
            left_out = f"{no_answer} " if flow.no_answer or flow.left_out_now else ""
            yield f"{left_out if not flow.alone else ''}{said}"
            # As early as on the screen, where it stands all the time; what may be a heart attack is said each time.
            if self._first((flow.muscle.id, *danger(flow))) or not flow.muscle.leg:
                yield self._sign()
        if flow.shown_ms >= SMALL_MS and technique.small and self._first("small"):
            small = " ".join(technique.small if not flow.gentlest else (texts.GENTLY,))
            if technique.warms and flow.card.pregnant:
                small = f"{texts.PREGNANT_WARM} {small}"
            yield without_keys(flow, small)
        if not flow.alone and flow.shown_ms >= KEYS_MS and self._first("keys"):
            now = view(flow)
            others = (key for key in (*chain(*now.muscles), *now.foot) if key[0] not in ("w", "q"))
            yield f"{'; '.join((*map(named, others), 'q quit'))}."
        for at, lines in technique.later:
            if flow.shown_ms >= at and not flow.gentlest and self._first(at):
                yield without_keys(flow, " ".join(lines))

    def _sign(self) -> str:
        neck = (NECK_SIGN, self._flow.numbers.put("Chest, jaw or arm pain? Call {emergency} now."))
        return without_keys(self._flow, sentences(*(neck if self._flow.muscle.id == "neck" else danger(self._flow))))

    def _once(self) -> Iterator[str]:
        """Pages that stay as they are."""
        flow, now = self._flow, view(self._flow)
        if flow.page == "gate" and flow.gate is not None:
            yield f"{flow.gate.line} y or n"
            yield f"{flow.kept} {flow.gate.silence}"
        elif flow.page == "stop":
            if not flow.stop_is_new:
                yield f"{now.title}."
            yield texts.sentences(now.lines)
            on = "Space: go on gently meanwhile. " if flow.may_go_on else ""
            yield f"{on}{STOP_KEYS}"
        else:
            title = "" if now.clock else f"{now.title}."
            said = texts.sentences((*now.band, *now.large, *now.lines, *now.sign))
            answers = (named(key) for row in now.keys for key in row if key[0] in ("y", "n", "enter", "g", "i"))
            yield without_keys(flow, sentences(title, said, "; ".join(answers)))

    def _eased(self, fresh: bool) -> Iterator[str]:
        flow = self._flow
        if fresh:
            yield f"{eased_after(flow)}."
            yield from after_page(flow)
            if flow.after_gate:
                yield "y or n"
            yield EASED_KEYS
        lines, before = after_lines(flow), self._after
        self._after = lines
        if not fresh and lines != before:  # such as that it was in heat
            yield without_keys(flow, texts.sentences(line for line in lines if line not in before))
        if not flow.half_left_ms and flow.aftercare and flow.aftercare[0].small and self._first("let go"):
            yield flow.aftercare[0].small[0]


def named(key: tuple[str, str]) -> str:
    """A key and what it does, as it is typed: `y yes, don't rub`."""
    return f"{key[0]} {key[1].strip().partition(' ')[2]}"


#: The neck's own danger line, where there is room for sentences.
NECK_SIGN = "After a fall or a blow, or with fever, bad headache, or light hurting your eyes? Don't move it. Press W."


def ten_line(flow: Flow) -> str:
    """The ten-minute notice in one line."""
    return texts.sentences((texts.TEN, *flow.numbers.all(texts.ten_lines(flow.muscle))[2:]))


def without_keys(flow: Flow, text: str) -> str:
    """A line for plain lines: keys are typed small, and where there is no keyboard none is named."""
    if not flow.alone:
        return text.replace("Press W", "Press w").replace("press B", "press b")
    for key, instead in ((" Press W.", " See the warning signs."), (" Press W", " See the warning signs"),
                         (": press B", ""), (" They curl? Press LEFT.", "")):  # fmt: skip
        text = text.replace(key, instead)
    return text


def after_page(flow: Flow) -> Iterator[str]:
    """The aftercare, line by line."""
    if flow.aftercare:
        half = flow.aftercare[0]
        yield " ".join((*half.large, f"{texts.HALF_MS // 1_000} seconds.", *half.small))
    yield without_keys(flow, texts.sentences(after_lines(flow)))
    yield from after_extra(flow)


def notice_lines(flow: Flow) -> Iterator[str]:
    """Both time notices, for somebody whose clock nobody watches."""
    yield texts.sentences(texts.FIVE[:3])
    yield ten_line(flow)


def flow_numbers(flow: Flow) -> tuple[str, ...]:
    """The signs in the order of their running numbers, all pages one after the other."""
    return tuple(sign for page in flow.sign_pages for sign in page)


def sign_lines(ids: Iterable[str], numbers: texts.Numbers, *, numbered: bool = True) -> Iterator[str]:
    """These signs by haste, under headings with the person's own telephone `numbers`; counted through where someone is
    to answer with one."""
    haste = ""
    for number, id in enumerate(ids, 1):
        if id[0] != haste:
            haste = id[0]
            yield texts.sentences((numbers.put(signs.HEADINGS[haste]),))  # type: ignore[index]
        yield f"{number}. {signs.SIGNS[id].text}" if numbered else signs.SIGNS[id].text
