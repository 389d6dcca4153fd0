"""What a kind of problem means, and the recipes: a Markdown page for each in `assets/explain/`, read when asked for."""

import re
from dataclasses import dataclass
from pathlib import Path

from stretchplayer.library import places
from stretchplayer.routine.nearest import nearest

_EXAMPLE = re.compile(r"^([A-Z][^\n]*):\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Explanation:
    """`text` in paragraphs; `examples` are whole routines with their headings: `Wrong` and `Right`, or `Recipe`."""

    slug: str
    text: str
    examples: tuple[tuple[str, str], ...] = ()


def explain(slug: str) -> Explanation | None:
    """The page of a problem's slug or of a recipe; `None` where there is none."""
    # No path out of the folder can be written in these letters.
    if not re.fullmatch(r"[a-z0-9-]{1,60}", slug):
        return None
    try:
        return parse(slug, (_folder() / f"{slug}.md").read_text(encoding="utf-8"))
    except OSError:
        return None


def slugs() -> tuple[str, ...]:
    """The names of all pages, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in _folder().glob("*.md")))


def near_slug(slug: str) -> str | None:
    """The page that a misspelt name most probably means."""
    return nearest(slug, slugs())


def parse(slug: str, page: str) -> Explanation:
    """A page: its title, its text, and each example as a block of YAML below a line that ends with a colon."""
    text = re.sub(r"\A# [^\n]*\n", "", _EXAMPLE.sub("", page)).strip()
    return Explanation(slug, text, tuple(_EXAMPLE.findall(page)))


def figure_guide() -> str:
    """The guide to drawing figures; empty where it is lost."""
    try:
        return (places.assets() / "figures" / "README.md").read_text(encoding="utf-8")
    except OSError:
        return ""


def _folder() -> Path:
    return places.assets() / "explain"
