"""What a kind of problem means, with a wrong and a right example: for `stretchplayer explain`."""

import re
from dataclasses import dataclass

from stretchplayer.routine.nearest import nearest


@dataclass(frozen=True, slots=True)
class Explanation:
    """`text` in paragraphs; `wrong` and `right` are whole routines, or `None` where a routine can't show it."""

    slug: str
    text: str
    wrong: str | None
    right: str | None


def explain(slug: str) -> Explanation | None:
    """The explanation of a problem's slug; `None` where there is no such slug."""
    return explanations().get(slug)


def near_slug(slug: str) -> str | None:
    """The slug that a misspelt one most probably means."""
    return nearest(slug, explanations())


def explanations() -> dict[str, Explanation]:
    """All of them by slug, in the order in which the texts stand."""
    # Only `explain` needs the texts.
    from stretchplayer.routine.explained import steps, whole, yaml

    return {found.slug: found for text in (yaml.TEXT, steps.TEXT, whole.TEXT) for found in _parse(text)}


def _parse(text: str) -> list[Explanation]:
    parts = re.split(r"^## (\S+)\n", text, flags=re.MULTILINE)[1:]
    return [_one(slug, body) for slug, body in zip(parts[::2], parts[1::2], strict=True)]


def _one(slug: str, body: str) -> Explanation:
    words, _, examples = body.partition("\n--- wrong\n")
    wrong, _, right = examples.partition("\n--- right\n")
    if not examples:
        return Explanation(slug, words.strip(), None, None)
    return Explanation(slug, words.strip(), wrong.rstrip("\n") + "\n", right.rstrip("\n") + "\n")


def explain_text(found: Explanation) -> str:
    """The explanation as it is printed: the text, then the examples, each indented."""
    parts = [f"{found.slug}: {' '.join(found.text.split())}"]
    for title, example in (("Wrong", found.wrong), ("Right", found.right)):
        if example is not None:
            shown = "\n".join(f"    {line}" for line in example.rstrip().replace("\t", "→").split("\n"))
            parts.append(f"{title}:\n\n{shown}")
    return "\n\n".join(parts) + "\n"
