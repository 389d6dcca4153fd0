"""What is asked for, and what is played: one value and one planning function for every way in.

A `RunRequest` holds everything that may shape a run: which routine, the person's settings with what was written on the
command line in their place, and where to begin. `plan` makes a `RunPlan` of it. The command line, the library, a run
that is resumed, the editor's try-out, `render`, `export` and `show` all pass through here, so that a setting that one
of them honours and another ignores cannot be written down.

To give runs a new setting: a line in the table of `settings.table`, and its use in `plan` or in whatever plays the
plan, which carries the settings with it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from stretchplayer import StretchplayerError
from stretchplayer.playback.cue import CueSettings, default_style
from stretchplayer.playback.segments import Timeline
from stretchplayer.routine.moves import Moves
from stretchplayer.settings.table import Settings
from stretchplayer.words.counts import counted

if TYPE_CHECKING:
    from stretchplayer.journal.records import SessionRecord
    from stretchplayer.library.loader import Loaded
    from stretchplayer.library.plans import Placed, Wishes
    from stretchplayer.playback.tally import Tally

RESUME_COUNTDOWN_MS = 3_000
"""A run that is resumed begins after so long a get-ready."""


class HasMistakes(StretchplayerError):
    """The routine has errors; `loaded` tells which."""

    code = 1

    def __init__(self, path: str, loaded: "Loaded") -> None:
        count = len(loaded.errors)
        super().__init__(f"{path} has {counted(count, 'mistake')} and cannot be played")
        self.loaded = loaded

    def details(self) -> str:
        """Every mistake, at its place."""
        from stretchplayer.routine.problems import render_text

        return render_text(self.loaded.errors, self.loaded.texts)


class NoSuchStep(StretchplayerError):
    """The routine has fewer steps than the one to begin with."""

    code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """Everything that may shape a run. Times are in milliseconds.

    `routine` is the path of a file, or a routine that was read already, such as the editor's unsaved text. `settings`
    are those of the person with the command line's options in their place. `countdown` replaces the get-ready time
    that the routine writes. The run begins with the step `from_step` (from 1, as `show` numbers them) or at the step
    on `from_line` of the file (from 0); `resume` is a run that was broken off, which brings its own `first`, fit and
    position with it. `notices` are said when the run opens.
    """

    routine: "str | Loaded" = ""
    settings: Settings = field(default_factory=Settings)
    countdown: int | None = None
    fit_ms: int | None = None
    from_step: int | None = None
    from_line: int | None = None
    resume: "SessionRecord | None" = None
    speed: float = 1.0
    notices: tuple[str, ...] = ()

    def anew(self) -> "RunRequest":
        """The same routine from its start."""
        routine = _resumed(self.resume) if self.resume else self.routine
        return replace(self, routine=routine, from_step=None, from_line=None, resume=None, notices=())


@dataclass(frozen=True, slots=True)
class RunPlan:
    """A run that can be opened: what is played and heard, and from where on.

    `start` is the segment to begin with after the get-ready, `offset_ms` the position in it. `how` are the options
    that shaped the timeline: with them the same one can be made again.
    """

    request: RunRequest
    timeline: Timeline
    moves: Moves
    cues: CueSettings
    start: int = 0
    offset_ms: int = 0
    notices: tuple[str, ...] = ()
    how: Mapping[str, Any] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        return self.request.settings

    def at_full_volume(self) -> "RunPlan":
        """For a file: how loud all of it is, the phone decides; voice and tones keep their levels."""
        return replace(self, request=replace(self.request, settings=replace(self.settings, volume=1.0)))

    @property
    def speaks(self) -> bool:
        """Whether words are to be heard, as far as the settings go."""
        return self.cues.voice != "off" and self.settings.carries_words

    def tally(self) -> "Tally":
        """Counts this run: one that is resumed from where it was left on, with what it did before."""
        from stretchplayer.playback.tally import Earlier, Tally

        before = self.request.resume
        if before is None:
            return Tally(self.timeline)
        earlier = Earlier(
            before.done_ms, before.worked_ms,
            before.steps_done, before.steps_skipped, before.steps_extended, before.steps_cut,
        )  # fmt: skip
        return Tally(self.timeline, self.start, self.offset_ms, earlier)

    @property
    def is_relief(self) -> bool:
        """Whether it belongs to the cramp screen, with its questions and its clock, and to no player."""
        return self.timeline.category == "relief"


def plan(request: RunRequest) -> RunPlan:
    """What is played.

    Raises HasMistakes for a routine with errors, NoSuchStep, and `loader.Unreadable` for a file that is not there or
    cannot be read.
    """
    settings, resume = request.settings, request.resume
    kept = options_of(resume) if resume else {}
    # What shaped a run that is resumed shapes it again, whatever the settings say by now.
    first = kept.get("first", settings.first)
    fit_ms = kept.get("fit") if resume else request.fit_ms
    countdown = RESUME_COUNTDOWN_MS if resume else request.countdown
    routine = _resumed(resume) if resume else request.routine

    from stretchplayer.library.languages import languages
    from stretchplayer.library.plans import Wishes

    made = _made(routine, Wishes(first, countdown, settings.countdown))
    timeline, notices = made.timeline, request.notices
    if fit_ms is not None:
        from stretchplayer.playback.fit import fit

        fitted = fit(timeline, fit_ms)
        timeline, notices = fitted.timeline, notices if resume else (*notices, fitted.said)
    if resume:
        from stretchplayer.journal.resume import resume_at

        place = resume_at(resume, timeline)
        start, offset_ms = place.segment, place.offset_ms
        notices = (*notices, *place.said(timeline))
    else:
        start, offset_ms = _start(request, timeline), 0
    style = default_style(timeline) if settings.cues == "auto" else settings.cues
    cues = CueSettings(voice=settings.voice, style=style, languages=languages(settings.language))
    how: dict[str, Any] = {"first": first, "fit": fit_ms}
    if not isinstance(routine, str) and routine.planned is not None:
        how["plan"] = routine.planned
    return RunPlan(request, timeline, made.moves, cues, start, offset_ms, notices, how)


def _resumed(record: "SessionRecord") -> "str | Loaded":
    """The routine of a run that is resumed: with what its plan over weeks changes, as long as the plan still does."""
    kept = options_of(record).get("plan")
    if kept is None:
        return record.path
    from stretchplayer.runs.due import again

    routine = again(kept)
    if routine is not None and os.path.realpath(routine.path) == os.path.realpath(record.path):
        return routine
    return record.path


def _made(routine: "str | Loaded", wishes: "Wishes") -> "Placed":
    """A routine placed in time."""
    from stretchplayer.library import plans

    path = routine if isinstance(routine, str) else routine.path
    if isinstance(routine, str):
        known = plans.recall(routine, wishes)
        if known is not None:
            return known
    from stretchplayer.library.loader import load, place

    loaded = load(path, wishes=wishes, advice=False) if isinstance(routine, str) else place(routine, wishes)
    if loaded.timeline is None:
        raise HasMistakes(path, loaded)
    if isinstance(routine, str) and not loaded.uses:
        plans.keep(routine, wishes, loaded.timeline, loaded.moves)
    return plans.Placed(loaded.timeline, loaded.moves)


def _start(request: RunRequest, timeline: Timeline) -> int:
    """The segment to begin with; 0 for the beginning."""
    if request.from_line is not None:
        from stretchplayer.authoring.marks import segment_of

        at = segment_of(timeline, request.from_line)
        return 0 if at == next((s.index for s in timeline.segments if s.is_bout), 0) else at
    if request.from_step is None:
        return 0
    begins = timeline.steps
    if request.from_step > len(begins):
        count = counted(len(begins), "step")
        raise NoSuchStep(
            f"there is no step {request.from_step}: {timeline.name} has {count}",
            f"stretchplayer show {timeline.id} numbers them.",
        )
    return begins[request.from_step - 1][0].index


def options_of(record: "SessionRecord") -> dict[str, Any]:
    """The options that shaped the plan of a run; empty where they cannot be read."""
    import json

    try:
        how = json.loads(record.how)
    except ValueError:
        return {}
    return how if isinstance(how, dict) else {}
