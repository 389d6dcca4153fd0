"""What a routine is called where only plain names are safe: in units, crontabs, property lists and calendars. Pure."""

import hashlib
import re


def entry_name(id: str) -> str:
    """The ASCII of an id, a hyphen and eight digits of its SHA-256: `night-5f3a9c01`, `2-0b1c2d3e` for `朝の体操-2`."""
    digest = hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", id.encode("ascii", "ignore").decode()).strip("-")
    return f"{plain[:80]}-{digest}" if plain else digest
