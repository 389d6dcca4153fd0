"""What a relief routine says, as relief shows it: techniques in order, each with its bed variant, and the aftercare.

A relief routine is a plain routine. Relief reads it so:

- The steps of `repeat: until eased` are the techniques, the steps after it the aftercare. Without such a repeat all
  steps are techniques.
- The first paragraph of a `note` is shown large, the second small. A note of one paragraph gives its first two lines
  (or its first sentence) to the large words. Without a note the step's name is large.
- `cues: start` is the voice's line, `Ns in` and `Ns left` are spoken at their moment, `half` is also shown, in place
  of the small lines, and the voice says its first sentence.
- `section: In bed` after a step holds what takes its place in bed.
- The steps of `section: Only with Space` never come by themselves.
- A `say` before the second technique, or before a `massage`, stays on show while the program asks its questions. Any
  other `say` opens the next step.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from stretchplayer.playback.dose import Scope, resolve
from stretchplayer.relief.muscles import MUSCLES
from stretchplayer.relief.plan import SHOWN_MS, Plan, Technique
from stretchplayer.relief.texts import WARM
from stretchplayer.routine.model import Exercise, Item, Repeat, Routine, Say, Section, Used
from stretchplayer.routine.moves import EMPTY, fold
from stretchplayer.routine.terms import Relieves

LIGHT = "Light on. Hold the bed or wall."
_WALKING = frozenset(("walk", "walking"))
_STANDING = _WALKING | {"stand", "standing", "lunge", "chair"}
_WARMING = frozenset(("warm", "warmth", "heat", "hot", "shower", "bath", "cold", "ice"))
_NO_LIGHT_NEEDED = ("Light on.", "Hold a chair.", "Hold on.")
_IN_BED, _WITH_SPACE = "in bed", "only with space"


def read_plan(routine: Routine, muscle: Relieves, *, own: bool = False) -> Plan | None:
    """What `routine` does for `muscle`; `None` when it holds nothing to do."""
    loop = next((item for item in routine.items if isinstance(item, Repeat) and item.until_eased), None)
    during = routine.items if loop is None else (loop,)
    after = () if loop is None else routine.items[routine.items.index(loop) + 1 :]
    scope = Scope().inside(routine.defaults)
    found = _techniques(during, scope, MUSCLES[muscle].on_feet)
    if not found:
        return None
    title = routine.name if routine.name != routine.id else MUSCLES[muscle].title
    keep = found[1][1] if len(found) > 1 else None
    techniques = tuple(technique for technique, _ in found)
    aftercare = tuple(technique for technique, _ in _techniques(after, scope, aftercare=True))
    return Plan(muscle, title, techniques, aftercare, routine.about or "", keep, routine.sources, own)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a line, each with its mark."""
    out: list[str] = []
    start = 0
    for i, char in enumerate(text):
        if char in ".?!" and (i + 1 == len(text) or text[i + 1] == " "):
            out.append(text[start : i + 1].strip())
            start = i + 1
    rest = text[start:].strip()
    return (*out, rest) if rest else tuple(out)


def _flat(items: Iterable[Item], scope: Scope) -> Iterator[tuple[Exercise | Say | Section, Scope]]:
    """Steps in playing order, once each, with the defaults in force; groups are transparent, but for those with a
    meaning of their own."""
    for item in items:
        if isinstance(item, Exercise | Say) or (
            isinstance(item, Section) and fold(item.name or "") in (_IN_BED, _WITH_SPACE)
        ):
            yield item, scope
        elif isinstance(item, Section | Repeat | Used):
            inside = item.routine if isinstance(item, Used) else item
            yield from _flat(inside.items, scope.inside(inside.defaults))


def _techniques(
    items: Iterable[Item], around: Scope, on_feet: bool = True, *, aftercare: bool = False
) -> list[tuple[Technique, str | None]]:
    """Steps as techniques in order, each with the line that was said before it."""
    found: list[tuple[Technique, str | None]] = []
    said: list[str] = []
    for item, scope in _flat(items, around):
        if isinstance(item, Say):
            said.append(item.text)
        elif isinstance(item, Section):
            inside = [technique for technique, _ in _techniques(item.items, scope.inside(item.defaults))]
            if fold(item.name or "") == _WITH_SPACE:
                found += [(technique._replace(asked=True), None) for technique in inside]
            elif found and inside:
                technique, kept = found[-1]
                found[-1] = (technique._replace(bed=inside[0]._replace(keep=technique.keep)), kept)
        else:
            held = said[-1] if said and (len(found) == 1 or item.kind == "massage") else None
            technique = _technique(item, scope, tuple(said if held is None else said[:-1]), on_feet)
            if item.kind == "massage":
                technique = technique._replace(keep=held)
            if aftercare:
                # Shown as a list, line by line, with no large words but those of the first.
                technique = technique._replace(lines=_lines(item.note or item.name))
            found.append((technique, held))
            said = []
    if found:
        technique, kept = found[-1]
        found[-1] = (technique._replace(small=(*technique.small, *said)), kept)
    return found


def _technique(step: Exercise, scope: Scope, said: tuple[str, ...], on_feet: bool) -> Technique:
    large, small = _words(step)
    words = set(fold(f"{step.name} {' '.join(large)}").replace(".", " ").replace(",", " ").split())
    # A stitch comes on the feet: only walking on is more than that.
    stands = large[0].startswith("Light on.") or bool((_WALKING if on_feet else _STANDING) & words)
    if stands and not on_feet and not large[0].startswith(_NO_LIGHT_NEEDED):
        # Standing up at night is the riskiest moment of the whole flow: no file may leave this line out.
        large = (LIGHT, *large)
    warms = step.kind == "do" and bool(_WARMING & words)
    if warms and not any("Numb skin" in line for line in small):
        small = (*small, *WARM[1:])
    small = (*said, *small)
    # Never under the pacing of all of them: the dose says how, the pacing when the next idea is offered.
    shown = max(SHOWN_MS, _dose_ms(step, scope))
    return Technique(
        name=step.name,
        kind=step.kind or "stretch",
        large=large,
        small=small,
        spoken=_spoken(step, large, shown),
        later=_later(step, shown),
        figure=step.figure or step.name,
        source=step.source,
        ms=shown,
        stands=stands,
        warms=warms,
    )


def _words(step: Exercise) -> tuple[tuple[str, ...], tuple[str, ...]]:
    parts = [lines for part in re.split(r"\n\s*\n", step.note or "") if (lines := _lines(part))]
    if not parts:
        return (step.name,), ()
    if len(parts) > 1:
        return parts[0][:3], (*parts[0][3:], *(line for part in parts[1:] for line in part))
    if len(parts[0]) > 1:
        return parts[0][:2], parts[0][2:]
    first, *rest = sentences(parts[0][0])
    return (first,), tuple(rest)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _dose_ms(step: Exercise, scope: Scope) -> int:
    """How long the dose of the step, or the `hold` around it, takes, both ways where it names two; 0 without any."""
    bouts = resolve(step, scope, EMPTY)
    order = bouts.order()
    doses = [bouts.dose(side, number, None).duration_ms for side, number in order]
    if not (step.length or step.reps or step.breaths or bouts.given.length) or not all(doses):
        return 0
    return sum(doses) + sum(bouts.pause if one == other else bouts.switch for (one, _), (other, _) in pairwise(order))


def _spoken(step: Exercise, large: tuple[str, ...], dose: int) -> tuple[tuple[int, str], ...]:
    spoken = [(0, " ".join(large))] if not any(cue.at == "start" for cue in step.cues) else []
    for cue in step.cues:
        at = {"start": 0, "in": cue.ms, "half": dose // 2, "left": dose - cue.ms, "end": dose}[cue.at]
        spoken.append((at, sentences(cue.text)[0] if cue.at == "half" else cue.text))
    return tuple(sorted((max(0, at), text) for at, text in spoken))


def _later(step: Exercise, dose: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((dose // 2, sentences(cue.text)) for cue in step.cues if cue.at == "half")
