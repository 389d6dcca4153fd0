"""What stands behind a technique, as lines: the titles of its sources, from the routine or the shared list."""

from collections.abc import Mapping

from stretchplayer.library import places
from stretchplayer.relief.flow import Flow
from stretchplayer.routine.model import Source


def behind(flow: Flow) -> tuple[str, ...]:
    """One line for each source of what is on show, with what it says; never empty, never raises."""
    shared = shared_sources()
    lines: list[str] = []
    for key in _shown(flow):
        source = flow.plan.sources.get(key) or shared.get(key)
        if source is None:
            lines.append(key)
        else:
            lines += [f"{source.title}.", *([source.says] if source.says else []), ""]
    if not lines:
        return ("No source is named: by comfort.",)
    return tuple(lines)


def shared_sources() -> Mapping[str, Source]:
    """The shared list by key; empty where it cannot be read."""
    try:
        from stretchplayer.routine.move_reader import read_sources

        path = places.assets() / "sources.yaml"
        return read_sources(path.read_bytes(), str(path)).sources
    except Exception:  # labels are a help; a broken list of sources is none
        return {}


def _shown(flow: Flow) -> tuple[str, ...]:
    """The keys of the sources behind what is on show."""
    if flow.page == "eased":
        return tuple(dict.fromkeys(key for technique in flow.aftercare for key in technique.source))
    return tuple(dict.fromkeys((*flow.technique.source, *flow.muscle.sign_source)))
