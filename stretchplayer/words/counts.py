"""Counts for the eye: a number with its noun in the right form, lists of names, and text in sentences."""

from collections.abc import Iterable


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 step`, `2 steps`, `0 steps`; `many` where the plural is more than an s: `2 switches`."""
    return f"{number:,} {plural(number, one, many)}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """The noun alone, in the form that the number asks for."""
    return one if number == 1 else many or f"{one}s"


def decimal(thousandths: int) -> str:
    """Thousandths as a number with as many places as it needs: `400`, `1.5`."""
    return f"{thousandths / 1000:.3f}".rstrip("0").rstrip(".")


def muscles(names: Iterable[str]) -> str:
    """Muscles as one reads them: `hip flexors, calves`."""
    return ", ".join(name.replace("-", " ") for name in names)


def capital(text: str) -> str:
    """The first letter large, all others as they are."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The first letter small, all others as they are."""
    return text[:1].lower() + text[1:]


def sentences(*parts: str | None) -> str:
    """Parts as sentences, each with its full stop: `Figure four. Left leg. Thirty seconds.`"""
    whole = (part.strip() for part in parts if part)
    return " ".join(part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in whole if part)
