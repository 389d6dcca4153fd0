"""How relief speaks: nothing that must never be said, short lines, sources that exist, one JSON that is current."""

import importlib.util
import json
import re
from pathlib import Path

from assets.make.moves import read_sources
from stretchplayer.library.catalogue import load_moves
from stretchplayer.library.places import assets
from stretchplayer.relief import signs, texts
from stretchplayer.relief.as_data import relief_tables
from stretchplayer.relief.muscles import ALL, MUSCLES
from stretchplayer.relief.plan import Technique, packed, unpacked
from stretchplayer.runs.relief_pages import shared_sources, why_lines, why_page
from stretchplayer.runs.relief_plans import fallback
from tests.each import each
from tests.relief.helpers import plans
from tests.relief.transcribing import FOLDER, transcript

ROUTINES = sorted((Path(assets()).parent / "routines" / "relief").glob("*.yaml"))
NEVER = re.compile(
    r"as hard as you can|\bbounc|\bforce|push through|neck circle|ice on|stop your|stop taking"
    r"|hold your breath|harmless|nothing to worry|\bjust (?:a|the|do)\b|\bsimply\b|\balways\b|\bcures?\b|guarantee"
    r"|\btoxins|lactic|\bknots?\b|you have an? |\bscore\b|\bstreak|well done|great job|paracetamol|ibuprofen|aspirin"
    r"|scrunch|towel curl|point your toes and|litres? of|glasses of|soft again|soften|breathe deep\.|out long\."
    r"|poor flow|not steady|a little bent|Q out|112 911 999|\bred\b(?!-)",
    re.IGNORECASE,
)
TOES = re.compile(r"(?<!no )tiptoe|point(?:ed|ing)? (?:or curl(?:ed|ing)? )?(?:your |the )?toes|curl(?:ed)? toes", re.I)
FORBIDDEN = re.compile(r"don't (?:curl or )?point (?:or curl )?your toes|Never pointed", re.I)
RUBBED = re.compile(r"\brub\b[^.]*\b(behind the knee|vein|groin|belly|front of the neck)", re.I)


def everything() -> list[tuple[str, str]]:
    """(where, text) of all that is shown or said while it hurts."""
    found = [(path.name, path.read_text("utf-8").replace("# pacing, our own judgement", "")) for path in ROUTINES]
    found += [(path.name, path.read_text("utf-8")) for path in FOLDER.glob("*.txt")]
    found += [(sign.id, f"{sign.short} {sign.text} {' '.join(sign.dont)}") for sign in signs.SIGNS.values()]
    said = [getattr(texts, name) for name in dir(texts) if name.isupper() and name != "GATES"]
    return [*found, ("texts", json.dumps([*said, *texts.GATES.values()], default=dict))]


def test_what_must_never_be_said() -> None:
    for where, text in everything():
        assert RUBBED.search(text) is None, where
        text = "\n".join(dict.fromkeys(text.splitlines()))  # most of a transcript stands there many times
        found = NEVER.search(text)
        assert found is None, f"{where}: {found and text[found.start() - 30 : found.end() + 30]!r}"
        toes = TOES.search(FORBIDDEN.sub("", text))
        assert toes is None, f"{where}: {toes}"


@each(
    "text", ["It is harmless.", "You simply push.", "Point your toes.", "On tiptoe.", "Rub behind the knee.", "A cure."]
)
def test_the_guard_against_such_words_sees_them(text: str) -> None:
    assert NEVER.search(text) or TOES.search(FORBIDDEN.sub("", text)) or RUBBED.search(text)


def _techniques() -> list[tuple[str, Technique]]:
    found = [(muscle, t) for muscle, plan in plans().items() for t in (*plan.techniques, *plan.aftercare)]
    return [*found, *((muscle, t.bed) for muscle, t in found if t.bed is not None)]


def test_lines_are_short_and_fit_forty_columns() -> None:
    for muscle, technique in _techniques():
        for line in () if technique.lines else (*technique.large, *technique.small):
            assert len(line) <= 39 and len(line.split()) <= 12, (muscle, line)
        for _, spoken in technique.spoken:
            assert all(len(part.split()) <= 12 for part in re.split(r"(?<=[.?!]) ", spoken)), spoken
    for sign in signs.SIGNS.values():
        assert len(sign.short) <= 37 and len(sign.text.split()) <= 24, sign.id


def test_standing_begins_with_the_light_or_a_hold() -> None:
    for muscle, technique in _techniques():
        if technique.stands and not MUSCLES[muscle].on_feet and not technique.lines:
            assert technique.large[0].startswith(("Light on.", "Hold a chair.", "Hold on."))
        if technique.warms:
            assert "Numb skin, diabetes, poor circulation?" in technique.small


def test_nothing_is_rubbed_for_shin_groin_and_stitch() -> None:
    for muscle in ("shin", "groin", "stitch"):
        assert not MUSCLES[muscle].rubs and all(t.kind != "massage" for m, t in _techniques() if m == muscle)  # type: ignore[index]


def test_every_source_is_in_the_list() -> None:
    path = assets() / "sources.yaml"
    known = read_sources(path.read_bytes(), str(path)).sources
    used = {key for claims in why_page().parts.values() for claim in claims for key in claim.source}
    used |= {key for sign in signs.SIGNS.values() for key in sign.source}
    used |= {key for muscle in MUSCLES.values() for key in muscle.sign_source}
    used |= {key for gate in texts.GATES.values() for key in gate.source}
    used |= {key for name in dir(texts) if name.endswith("SOURCE") for key in getattr(texts, name)}
    used |= {key for _, technique in _techniques() for key in technique.source}
    assert used <= known.keys(), used - known.keys()


def test_every_move_is_in_the_catalogue_and_none_points_the_toes() -> None:
    moves = load_moves()
    for muscle, technique in _techniques():
        move = moves.find(technique.figure or technique.name)
        assert move is not None, technique.name
        assert muscle not in ("calf", "foot") or not move.points_toes, technique.name


def test_the_travelling_plans_are_current() -> None:
    script = assets() / "make" / "relief.py"
    spec = importlib.util.spec_from_file_location("make_relief", script)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.file().read_text("utf-8") == module.made(), "run python assets/make/relief.py"


def test_a_plan_packs_and_unpacks() -> None:
    for plan in plans().values():
        assert unpacked(json.loads(json.dumps(packed(plan)))) == plan


@each("muscle", ALL)
def test_the_transcripts_are_current(muscle: str) -> None:
    kept = (FOLDER / f"{muscle}.txt").read_text("utf-8")
    assert kept == transcript(muscle), "run python -m tests.relief.transcribing and read what changed"  # type: ignore[arg-type]


def test_the_tables_are_plain_data_and_whole() -> None:
    tables = json.loads(json.dumps(relief_tables(fallback, {}, texts.Numbers())))
    assert tables["muscles"].keys() == set(ALL) and tables["signs"].keys() == set(signs.SIGNS)
    assert tables["keys"]["gate"]["y"] == "gate-yes" and "page" not in tables["keys"]["eased"].values()
    assert tables["stop"]["T1"]["new"]["rows"][0] == "GET IT CHECKED TODAY. DON'T WAIT."


def test_the_page_on_cramps_begins_and_ends_as_it_should() -> None:
    lines = list(why_lines(80))
    assert (
        lines[1].startswith("Not medical advice.") and lines[-1] == "All warning signs: stretchplayer relief, then W."
    )
    text = " ".join(lines)
    for words in ("bananas and avocados", "Magnesium tablets did not help older adults", "A slipped (herniated) disc",
                  "muscle relaxant", "Quinine", "six-week plan", texts.TEN):  # fmt: skip
        assert words in text
    claims = [claim for claims in why_page().parts.values() for claim in claims]
    assert len(claims) > 40 and {claim.strength for claim in claims} <= {
        "trials", "one small trial", "studies", "institutions", "mixed", "the account", "our own judgement",
    }  # fmt: skip
    assert all(len(line) <= 40 or line.strip().startswith("http") for line in why_lines(40))
    assert shared_sources()
