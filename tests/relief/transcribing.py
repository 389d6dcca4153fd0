"""Writes what relief shows and says, from the first frame to the aftercare, for a clinician to read and sign.

`python -m tests.relief.transcribing` writes `transcripts/*.txt`, one file for each place; a test proves them current.
"""

from collections.abc import Iterator
from pathlib import Path

from stretchplayer.relief.layout import lay_out
from stretchplayer.relief.muscles import ALL, MUSCLES
from stretchplayer.relief.telling import Teller, after_page, notice_lines, sign_lines
from stretchplayer.relief.view import View, view
from stretchplayer.routine.terms import Relieves
from stretchplayer.words.times import clock
from tests.relief.helpers import Visit, again, text_of

FOLDER = Path(__file__).with_name("transcripts")
ANSWERS = ("yes", "no", "silence")
#: How relief was opened, with the flow's own words for it.
WAYS: dict[str, dict[str, object]] = {
    "On the screen, by day": {},
    "Quiet": {"muted": True},
    "In bed": {"bed": True},
    "At night": {"night": True},
}
_EASED_AT = 330


def transcript(muscle: Relieves) -> str:
    """Everything about one place."""
    parts = [f"{MUSCLES[muscle].title}\n{'=' * len(MUSCLES[muscle].title)}"]
    for way, options in WAYS.items():
        for answer in ANSWERS if MUSCLES[muscle].limb else ("none",):
            asked = f", the red-flag question answered with {answer}" if answer != "none" else ""
            title = f"{way}{asked}"
            parts.append(f"{title}\n{'-' * len(title)}\n" + "\n".join(_on_screen(muscle, answer, dict(options))))
    for answer in ANSWERS if MUSCLES[muscle].limb else ("none",):
        asked = f", the red-flag question answered with {answer}" if answer != "none" else ""
        title = f"In plain lines{asked}"
        parts.append(f"{title}\n{'-' * len(title)}\n" + "\n".join(_in_lines(muscle, answer)))
    for night in (False, True):
        title = f"In plain lines without a keyboard, {'at night' if night else 'by day'}"
        parts.append(f"{title}\n{'-' * len(title)}\n" + "\n".join(_alone(muscle, night=night)))
    title = "Whatever is answered"
    parts.append(f"{title}\n{'-' * len(title)}\n" + "\n\n".join(map("\n".join, _always(muscle))))
    return "\n\n\n".join(parts) + "\n"


def _always(muscle: Relieves) -> Iterator[list[str]]:
    """Ten minutes, the warning signs, and the first page after a sign was marked an hour ago."""
    late = Visit(muscle).wait(601, step=1)
    yield ["After ten minutes:", *_rows(late)]
    yield ["Eased after that:", *_rows(late.press("enter"))]
    signs = Visit(muscle).press("w")
    for page in range(len(signs.flow.sign_pages)):
        yield [f"Warning signs, page {page + 1}:", *_rows(signs)]
        signs.press("space")
    yield ["One of them marked:", *_rows(signs.press("1"))]
    yield ["Opened again an hour later:", *_rows(again(signs, 3_600))]
    yield ["A professional has looked at it:", *_rows(signs.press("p"))]


def _rows(visit: Visit) -> list[str]:
    return [f"        {row}" for row in visit.screen() if row]


def _moments(visit: Visit, answer: str, step: int) -> Iterator[str]:
    """Let a cramp take its course, looked at every `step` seconds; what was pressed, each time something was."""
    gate = visit.flow.gate
    yield ""
    while visit.clock.ms - visit.opened < _EASED_AT * 1000 and visit.flow.page != "stop":
        if visit.flow.page == "gate" and gate is not None and answer != "silence" and visit.flow.shown_ms >= 2_000:
            visit.now("y" if answer == "yes" else "n")
            yield f"(pressed {'Y' if answer == 'yes' else 'N'})"
        elif visit.flow.page == "rubbing" and visit.flow.shown_ms >= 2_000:
            visit.now("n")
            yield "(pressed N: none of these)"
        else:
            visit.wait(step, step=step)
            yield ""
    if visit.flow.page != "stop":
        visit.press("enter")
        yield "(pressed Enter)"
        visit.wait(31)
        yield ""


def _on_screen(muscle: Relieves, answer: str, options: dict[str, object]) -> Iterator[str]:
    visit = Visit(muscle, options)
    shown: list[str] = []
    seen: View | None = None
    said = 0
    for pressed in _moments(visit, answer, 2):
        if pressed:
            yield f"        {pressed}"
        page = view(visit.flow)
        if seen != (seen := page._replace(clock="", countdown_ms=bool(page.countdown_ms), breath_ms=None)):
            rows = [row for row in text_of(lay_out(page, 40, 12)[0]) if row.strip()]
            now = [row.rstrip() for row in rows[1:]]
            still = [row.split("   0:")[0] for row in now]
            if still != shown:
                shown = still
                yield f"{clock(visit.flow.clock_ms):>6}  {rows[0].split('   ')[0].strip()}"
                yield from (f"        {row}" for row in now)
        if not visit.flow.muted:
            yield from (f"        voice: {text}" for _, text in visit.said[said:])
        said = len(visit.said)


def _in_lines(muscle: Relieves, answer: str) -> Iterator[str]:
    visit = Visit(muscle)
    teller = Teller(visit.flow)
    yield teller.head()
    for pressed in _moments(visit, answer, 1):
        if pressed:
            yield f"        {pressed}"
        yield from teller.new()


def _alone(muscle: Relieves, *, night: bool) -> Iterator[str]:
    from stretchplayer.relief.signs import first_page

    visit = Visit(muscle, {"alone": True, "night": night, "bed": night, "muted": True})
    flow = visit.flow
    teller = Teller(flow)
    yield teller.head()
    yield from teller.new()
    while flow.round == 1 and not flow.late and not flow.stays:
        visit.wait(1, step=1)
        if flow.round == 1:
            yield from teller.new()
    yield "If it does not ease:"
    yield from notice_lines(flow)
    yield from sign_lines(first_page(muscle), flow.numbers)
    yield "When it has eased:"
    yield from after_page(flow)


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(exist_ok=True)
    for muscle in ALL:
        (FOLDER / f"{muscle}.txt").write_text(transcript(muscle), encoding="utf-8")


if __name__ == "__main__":
    main()
