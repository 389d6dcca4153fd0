"""Arrangements for low screens: digits beside the words, and the far layout. Pure."""

from stretchplayer.tui import numerals
from stretchplayer.tui.boxes import (
    FIGURE_COLUMNS,
    Arrangement,
    Box,
    heading_lines,
    hint_lines,
    next_lines,
    spelt_rows,
)
from stretchplayer.tui.face import Face
from stretchplayer.words.wrapping import bullets, wrap


def far(height: int, margin: int, inner: int, face: Face) -> Arrangement:
    """The far layout of a low screen: the digits, one line of words above them, ribbon and bar."""
    title = wrap(face.title, inner - (len(face.side) + 4 if face.side else 0))[:2]
    wide = inner - (len(face.side) + 4 if face.side else 0)
    hint = hint_lines(face, inner)[:1]
    head = 1 + len(title)
    boxes = {
        "ribbon": Box(margin, 0, inner, 1),
        "title": Box(margin, 1, wide, len(title)),
        "digits": Box(margin, head, inner, height - head - 1 - len(hint)),
        "bar": Box(margin, height - 1 - len(hint), inner, 1),
    }
    if hint:
        boxes["hint"] = Box(margin, height - 1, inner, 1)
    if face.side:
        boxes["side"] = Box(margin + wide + 1, 1, inner - wide - 1, 1)
    return Arrangement(boxes)


def _words(face: Face, width: int) -> dict[str, int]:
    """Rows that the words at the right of the digits take, from top to bottom."""
    return {
        "heading": len(heading_lines(face, width)),
        "title": len(wrap(face.title, width)),
        "side": 1 if face.side else 0,
        "hint": len(hint_lines(face, width)),
    }


def beside(width: int, height: int, margin: int, inner: int, face: Face, *, figure: bool) -> Arrangement:
    """For low screens: the digits at the left, the words at their right."""
    plan = Arrangement()
    foot = next_lines(face, inner)
    head = 2
    room = height - head - 1 - len(foot)
    if room < 4 and len(foot) > 1:
        foot, room = foot[:1], room + len(foot) - 1
    picture = 0
    if figure and width >= FIGURE_COLUMNS and room >= 8:
        picture = min(int(inner * 0.34), int(room * 2.2))
    column = inner - (picture + 2 if picture else 0)
    for tall in range(min(room, 9), 2, -1):
        wide = numerals.width(face.longest, tall)
        beside = column - wide - 2
        if beside >= 16 and wide <= column * 0.6:
            rows = _words(face, beside)
            if sum(rows.values()) <= room:
                break
    else:
        tall = 3
        wide = numerals.width(face.longest, tall)
        beside = max(8, column - wide - 2)
        rows = _words(face, beside)
        for part in ("heading", "hint"):
            rows[part] = max(0, min(rows[part], rows[part] + room - sum(rows.values())))
    plan.boxes["top"] = Box(margin, 0, inner, 1)
    plan.boxes["ribbon"] = Box(margin, 1, inner, 1)
    x, y = margin + wide + 2, head
    for part, tall_ in rows.items():
        if tall_:
            plan.boxes[part] = Box(x, y, beside, tall_)
        y += tall_
    # Larger letters for the side where the rows are there anyway.
    if face.side and room - (y - head) >= 3 and spelt_rows(face.side, beside, 1, 1):
        plan.side_scale = 1
        moved = plan.boxes["side"]
        plan.boxes["side"] = Box(moved.x, moved.y, moved.width, 3)
        if rows["hint"]:
            plan.boxes["hint"] = Box(x, moved.y + 3, beside, rows["hint"])
        y += 2
    block = max(tall, y - head)
    plan.boxes["digits"] = Box(margin, head, wide, tall)
    plan.boxes["bar"] = Box(margin, head + block, column, 1)
    spare = height - head - block - 1 - len(foot)
    lines = bullets(face.how, column, spare)
    if lines:
        plan.boxes["how"] = Box(margin, head + block + 1, column, len(lines))
    if foot:
        plan.boxes["next"] = Box(margin, height - len(foot), inner, len(foot))
    if picture:
        plan.boxes["figure"] = Box(margin + column + 2, head, picture, room)
    return plan
