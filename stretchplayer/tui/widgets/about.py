"""What the editor says beside the text: how it stands, what the plan is, what is meant under the cursor."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from stretchplayer.authoring.completion import Completion
from stretchplayer.authoring.describing import describe, move_at
from stretchplayer.library.document import Look
from stretchplayer.routine.diagnosis import Problem
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.moves import Move, Moves
from stretchplayer.tui.widgets.facts import Fact
from stretchplayer.tui.widgets.sheet import Row
from stretchplayer.words import doses
from stretchplayer.words.counts import counted
from stretchplayer.words.times import countdown, total


def headline(look: Look, changed: bool, fresh: bool) -> str:
    """Total, mistakes, and whether it is saved."""
    parts: list[str] = []
    if look.timeline is not None:
        parts.append(total(look.timeline.estimate_ms, open=look.timeline.open))
    errors = sum(problem.severity == "error" for problem in look.problems)
    if errors:
        parts.append(counted(errors, "mistake"))
    parts.append("not saved" if changed else "new" if fresh else "saved")
    return " · ".join(parts)


def plan_facts(look: Look, index: int | None) -> list[Fact]:
    """The plan's length, and where in it the cursor stands."""
    timeline = look.timeline
    if timeline is None:
        return [Fact("No plan yet: fix the mistakes first.", "warning")] if look.problems else []
    length = total(timeline.estimate_ms, open=timeline.open)
    facts = [Fact(f"{length} · {counted(len({s.step for s in timeline.segments if s.is_bout}), 'step')}", "label")]
    if index:
        segment = timeline.segments[index]
        side = doses.side(segment)
        facts.append(Fact(f"At {countdown(segment.start_ms)}: {harmless(segment.name)}", "text"))
        facts.append(
            Fact(" · ".join(part for part in (doses.dose(segment.amount), side, *doses.place(segment)) if part), "soft")
        )
    return facts


def about_facts(
    lines: Sequence[str],
    line: int,
    column: int,
    moves: Moves,
    problem: Problem | None,
    offer: Completion | None,
    *,
    own_moves: bool = False,
    brief: bool = False,
) -> tuple[list[Fact], Move | None]:
    """What to say about the place of the cursor, and the move whose figure belongs there.

    The offer that is lit comes first, then a problem of the line, then the key and the move. `brief` is for a place of
    few lines: one sentence.
    """
    move = move_at(lines, line, moves, column)
    if offer is not None:
        offered = moves.find(offer.label) if offer.label[:1].isupper() else None
        if brief:
            return [
                Fact(harmless(f"{offer.label}: {_sentence(offer.about)}".removesuffix(": ")), "soft")
            ], offered or move
        said = [Fact(harmless(offer.label), "label")]
        return ([*said, Fact(harmless(offer.about), "soft")] if offer.about else said), offered or move
    facts: list[Fact] = []
    if problem is not None:
        help = f" — {problem.help}" if problem.help else ""
        facts.append(Fact(harmless(" ".join(f"{problem.message}{help}".split())), "warning"))
    found = describe(lines, line, column, own_moves=own_moves)
    if found is not None:
        facts.append(Fact(f"{found.name}: {_sentence(found.text) if brief else found.text}", "text"))
        facts.append(Fact(f"For example {found.example}", "soft"))
        if found.default:
            facts.append(Fact(f"Without it: {found.default}", "soft"))
    if move is not None and brief:
        facts += [Fact(harmless(move.name), "label"), *(Fact(harmless(how), "soft") for how in move.how[:1])]
    elif move is not None:
        facts.append(Fact(harmless(move.name), "label"))
        facts += [Fact(harmless(sentence), "soft") for sentence in move.how]
    return facts, move


def _sentence(text: str) -> str:
    return text.split(". ")[0].rstrip(".") + "." if text else ""


def problem_rows(problems: Iterable[Problem], file: str) -> list[Row]:
    """A row for each problem, errors and advice told apart by mark and colour."""
    rows: list[Row] = []
    for problem in problems:
        where = f"{problem.line}" if problem.file == file else f"{Path(problem.file).name} {problem.line}"
        help = f" — {problem.help}" if problem.help else ""
        wrong = problem.severity == "error"
        text = " ".join(f"{where}  {problem.message}{help}".split(None))
        mark, colour = ("✗", "warning") if wrong else ("!", "accent")
        rows.append(Row(harmless(text), mark=mark, colour=colour, about=problem))
    return rows or [Row("No mistakes", prose=True)]
