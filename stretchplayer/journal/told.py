"""What a record says, in words: for lists on the screen and on the command line. Pure."""

from collections.abc import Mapping

from stretchplayer.journal.records import Bout, CrampRecord, Onset, SessionRecord, StepRecord
from stretchplayer.journal.summary import is_done, is_trial
from stretchplayer.relief.texts import GATES
from stretchplayer.routine.harmless import harmless
from stretchplayer.words.counts import counted
from stretchplayer.words.times import short

#: When a cramp began, in the order of the page for a doctor.
ONSETS: Mapping[Onset, str] = {
    "asleep": "asleep",
    "waking": "waking",
    "rest": "at rest",
    "exercise": "in exercise",
    "after-exercise": "after it",
}
MINUTE_MS = 60_000
NO_SESSIONS = "Nothing here yet. What you play is recorded by itself, on this machine only."


def how_far(session: SessionRecord) -> str:
    """What became of a session; nothing where all of it was done."""
    if is_trial(session):
        return f"a trial at {session.speed:g} times the speed"
    if session.by_hand:
        return "entered by hand" if is_done(session) else "entered by hand, not done"
    if session.status in ("playing", "interrupted"):
        status = "interrupted"
    elif session.status == "left":
        status = "left early, done" if is_done(session) else "left early"
    else:
        status = "" if is_done(session) else "mostly skipped"
    steps = f"{session.steps_done} of {counted(session.steps, 'step')}" if session.steps_done < session.steps else ""
    return ", ".join(part for part in (status, steps) if part)


def told_session(session: SessionRecord) -> str:
    """A session in one line: id, when, how much, what, and how far."""
    done = lasted(session)
    felt, how = how_felt(session), how_far(session)
    return (
        f"{session.id}  {session.started.local:%Y-%m-%d %H:%M}  {done:>18}  "
        f"{harmless(session.name)}{f' ({how})' if how else ''}{f'  {felt}' if felt else ''}"
    )


def how_felt(session: SessionRecord) -> str:
    """`felt 4 of 5`; nothing where that was not said."""
    return f"felt {session.felt} of 5" if session.felt else ""


def lasted(of: SessionRecord | StepRecord) -> str:
    """How long something really took, in whole seconds, beside the plan: `2m 2s of 8m`."""
    return f"{short(of.done_ms // 1000 * 1000)} of {short(of.planned_ms)}"


def told_step(step: StepRecord) -> str:
    """A bout in one line: what, which side, how long it really took beside the plan, and what was added or cut."""
    side = f", {step.side}" if step.side else ""
    parts = [lasted(step)]
    if step.outcome != "done":
        parts.append("skipped" if step.outcome == "skipped" else "left")
    if step.changed_ms:
        parts.append(f"{short(abs(step.changed_ms))} {'added' if step.changed_ms > 0 else 'cut'}")
    return harmless(f"{step.name}{side}: {', '.join(parts)}")


def length_words(cramp: CrampRecord) -> str:
    """How long the longest bout of a cramp lasted, as far as it is known."""
    return _bout_words(cramp.longest)


def _bout_words(bout: Bout | None) -> str:
    if bout is None or (not bout.known and bout.length_ms < MINUTE_MS):
        return "length unknown"
    return whole_minutes(bout.length_ms) if bout.known else f"at least {whole_minutes(bout.length_ms)}"


def whole_minutes(ms: float) -> str:
    """Rounded down to whole minutes."""
    return f"{int(ms) // MINUTE_MS} min" if ms >= MINUTE_MS else "under a minute"


def cramp_marks(cramp: CrampRecord) -> list[str]:
    """What a list says of a cramp behind its length and pain."""
    return [*(["came back"] if cramp.came_back else []), *([] if cramp.confirmed else ["not confirmed"])]


def told_cramp(cramp: CrampRecord) -> list[str]:
    """All that is recorded of a cramp but when it began, a line for each thing."""
    pain = "unknown" if cramp.pain is None else f"{cramp.pain} of 10"
    lines = [f"{' and '.join(cramp.muscles)}, {cramp.side or 'side unknown'}, pain {pain}"]
    for number, bout in enumerate(cramp.bouts, 1):
        after = f", {short(bout.after_ms // 1000 * 1000)} after the first began" if bout.after_ms else ""
        lines.append(f"Bout {number}: {_bout_words(bout)}{after}")
    if cramp.onset:
        lines.append(f"Began {ONSETS[cramp.onset]}")
    if cramp.came_with:
        lines.append(f"With it: {', '.join(cramp.came_with)}")
    if cramp.techniques:
        lines.append(f"Shown: {', '.join(cramp.techniques)}")
    if cramp.eased_on:
        lines.append(f"On the screen when it eased: {cramp.eased_on}")
    lines += [f"{gate.line} {said}" for limb, said in cramp.gate for gate in GATES.values() if gate.limb == limb]
    if cramp.note:
        lines += cramp.note.splitlines()
    if not cramp.confirmed:
        lines.append("Not confirmed: it counts nowhere until you say that it was a cramp.")
    return [harmless(line) for line in lines]
