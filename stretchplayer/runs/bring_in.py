"""A file on its way into a person's own folder: looked at first, written when they say so.

One function reads and one writes, for the command line and the screen.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from stretchplayer.exchange.draft import ImportDraft, Refused, title, write
from stretchplayer.exchange.incoming import LARGEST, Kind, read_file
from stretchplayer.exchange.inlined import inline
from stretchplayer.library import imports, loader
from stretchplayer.library.catalogue import Catalogue
from stretchplayer.library.document import look_over
from stretchplayer.library.folders import paths_by_id
from stretchplayer.library.new_routine import free_path, stem_of, write_new
from stretchplayer.library.places import personal_plans, personal_routines
from stretchplayer.library.schedules import plan_files
from stretchplayer.routine.fetched import is_routine_file
from stretchplayer.routine.moves import Moves
from stretchplayer.routine.problems import render_text


@dataclass(frozen=True, slots=True)
class Arrival:
    """One routine, or plan over weeks, that comes in: its text in the format, and the accounts of what it came from;
    ours has none.
    """

    name: str
    text: str
    draft: ImportDraft | None = None
    is_plan: bool = False


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What one file brings. `source` is the file as text, `remarks` what is to be said of the whole of it."""

    routines: tuple[Arrival, ...]
    source: str = ""
    remarks: tuple[str, ...] = ()


def read_coming(path: Path) -> bytes:
    """What a file holds; of one that is too large no more than shows that it is. Raises as `loader.read_file` does."""
    return loader.read_file(str(path), LARGEST + 1)


def arrivals(
    data: bytes, path: Path | None, moves: Moves, *, name: str | None = None, kind: Kind | None = None
) -> Arrivals:
    """The routines in a file; `path` is where it lies, `None` for standard input.

    Raises `Refused` with a sentence for what cannot be read or not be played; of our own format it quotes the errors.
    """
    # The catalogue is read once for all files of a folder, and for all routines of a file.
    known = Catalogue(moves)
    called = title(name, title(path.stem if path else "", "Imported routine"))
    found = read_file(data, called, moves, kind)
    source = found.text or data[:64_000].decode("utf-8", "replace")
    if not found.drafts:
        return Arrivals((_own(found.text, path, name, known),), source, tuple(found.remarks))
    origin = path.name if path and path.name.isprintable() else "standard input"
    out = []
    for draft in found.drafts:
        if name:
            draft.name = name if len(found.drafts) == 1 else f"{name}, {draft.name}"
        text = write(draft, f"Imported from {origin}.")
        loaded = loader.load_data(text, "imported.yaml", catalogue=known, advice=False)
        if loaded.timeline is None:
            errors = render_text(loaded.errors, loaded.texts)
            raise Refused(f"{draft.name} cannot be played as it came over:\n{errors}")
        out.append(Arrival(draft.name, text, draft))
    return Arrivals(tuple(out), source, tuple(found.remarks))


def _own(text: str, path: Path | None, name: str | None, known: Catalogue) -> Arrival:
    """A routine of our own format as it stands; with what it uses written into it if it leans on other files."""
    stem = path.stem if path is not None and is_routine_file(path.name) else ""
    look = look_over(str(path) if stem else path.name if path else "standard input", text, known)
    errors = [problem for problem in look.problems if problem.severity == "error"]
    if errors:
        raise Refused(f"it has errors:\n{render_text(errors, look.texts)}")
    if look.plan is not None:
        if apart := next(
            (use.target for use in look.plan.every_due if is_routine_file(use.target) or "/" in use.target), None
        ):
            message = f"it is a plan that names a routine by its path, `{apart}`, which lies elsewhere then: "
            raise Refused(f"{message}import that routine, and write its id in the plan")
        return Arrival(name or stem or look.plan.name, text, is_plan=True)
    assert look.loaded is not None and look.loaded.routine is not None
    routine = replace(look.loaded.routine, name=name) if name else look.loaded.routine
    return Arrival(name or stem or routine.name, inline(routine, None if name else text))


def keep(coming: Arrivals, *, replacing: bool = False) -> list[Path]:
    """Write the routines into the person's own folder and remember them for `undo`.

    A name that a routine of the program has is numbered, so that none is hidden without a word; `replacing` takes the
    name, also from a routine of the person's own. Raises OSError.
    """
    written, replaced = [], set()
    for routine in coming.routines:
        stem = stem_of(routine.name)
        path = _place(stem, replacing, is_plan=routine.is_plan)
        if replacing and path.exists():
            path.replace(imports.kept_beside(path))
            replaced.add(path)
        write_new(path, routine.text)
        written.append(path)
    imports.remember(written, replaced)
    return written


def _place(stem: str, replacing: bool, *, is_plan: bool) -> Path:
    folder = personal_plans() if is_plan else personal_routines()
    if replacing:
        return folder / f"{stem}.yaml"
    return free_path(stem, folder, plan_files() if is_plan else paths_by_id())
