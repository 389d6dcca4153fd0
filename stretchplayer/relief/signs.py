"""Warning signs: which ones, how urgent, what to do about each, and which stand on a muscle's first page.

Ids never change: records hold them.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from stretchplayer.relief.muscles import LEG_AND_FOOT, MUSCLES
from stretchplayer.relief.record import Card
from stretchplayer.relief.texts import STILL_LINES, TEN

Haste = Literal["N", "T", "D"]

#: `now`: the emergency number; `department`: an emergency department now; `help`: any of several numbers, at once;
#: `department-today` and `today`; `meanwhile`: today, and relief may go on gently; `tell`: it is noted, relief goes on.
Action = Literal["now", "department", "help", "department-today", "today", "meanwhile", "tell"]


class Sign(NamedTuple):
    """One sign. `short` fits one row of 40 columns, `text` is the whole sentence.

    `dont` is what not to do and what else to do, in the rows of Stop; without it, what is said for its group.
    """

    id: str
    short: str
    text: str
    action: Action
    source: tuple[str, ...]
    dont: tuple[str, ...] = ()

    @property
    def haste(self) -> Haste:
        """Its group."""
        return self.id[0]  # type: ignore[return-value]


#: The groups' headings on the page of signs; the first one's is the number itself, in the page's heading.
HEADINGS: Mapping[Haste, str] = {
    "N": "Call {emergency} now",
    "T": "TODAY: doctor or {line}",
    "D": "TELL YOUR DOCTOR (saved, help continues)",
}

_SIGNS: tuple[Sign, ...] = (
    Sign("N1", "Chest pain, breathless, coughs blood",
         "Chest pain or tightness, short of breath, or coughing blood.", "now", ("uclh-dvt", "heart-attack")),
    Sign("N2", "Jaw, arm or back pain with sweating",
         "Pain in the jaw, neck, arm, shoulder or back with sweating or sickness.", "now", ("heart-attack",)),
    Sign("N3", "Face droops, speech slurs, arm weak",
         "Face drooping, speech slurred, or one arm weak.", "now", ("stroke-signs",)),
    Sign("N4", "Leg suddenly cold, pale or numb",
         "A leg or arm suddenly cold, pale, numb or impossible to move.", "now", ("limb-ischaemia",)),
    Sign("N5", "Swollen, numb, pain keeps rising",
         "Tight and swollen or numb, pain far worse than you'd expect and rising: after a blow, hard effort, or in "
         "plaster.", "now", ("compartment-syndrome", "compartment-nhs")),
    Sign("N6", "Numb groin, can't pee, both legs weak",
         "Numb between the legs, new trouble with bladder or bowels, or both legs weak.", "department",
         ("cauda-equina",), ("Don't drive yourself.", *STILL_LINES)),
    Sign("N7", "Stiff neck with fever or bad headache",
         "Stiff neck with fever, bad headache, rash, drowsiness, or light hurting your eyes.", "now",
         ("meningitis-signs",), ("Don't move your neck.", *STILL_LINES)),
    Sign("N8", "Neck pain after a fall or a blow",
         "Neck pain after a fall or a blow.", "now", ("spinal-injury",),
         ("Don't move your neck. Stay still.", STILL_LINES[0])),
    Sign("N9", "Jaw locked, throat tight, or a fit",
         "Jaw stiff or locked, throat tight, spasms spreading, or a fit.", "now",
         ("low-calcium", "nidirect-leg-cramps")),
    Sign("N10", "Dark urine, or muscles weak and sore",
         "Urine dark as cola, or muscles very painful and weak, at rest too: above all on a statin or after hard "
         "effort.", "department", ("cdc-rhabdo", "statins-muscles")),
    Sign("N11", "Collapse, confusion or vomiting",
         "Cramps with collapse, confusion, a fit or vomiting, or still unwell after 30 minutes' rest somewhere cool.",
         "now", ("miller-2022", "heat-exhaustion")),
    Sign("N12", "Testicle pain, or lump and vomiting",
         "Sudden severe pain in a testicle, or a painful groin lump with vomiting.", "department",
         ("testicular-torsion", "torsion-hours")),
    Sign("N13", "Poison, toxic metal or a dirty wound",
         "After poison, toxic metal or a dirty wound.", "help", ("nidirect-leg-cramps", "nhs-leg-cramps-old")),
    Sign("N14", "Fainting or an irregular heartbeat",
         "Cramps with fainting or an irregular heartbeat, above all after vomiting, diarrhoea or with water tablets.",
         "now", ("low-potassium",)),
    Sign("N15", "Sudden severe belly or back pain",
         "Sudden severe pain in the belly or back that stays when you rest.", "now", ("own-judgement",)),
    Sign("T1", "One leg swollen, hot, other colour",
         "One leg or arm swollen, hot or a different colour, or with hard, sore veins.", "today",
         ("uclh-dvt", "clot-risks")),
    Sign("T2", "A pop or a kick felt", "You felt a pop, a snap or a kick.", "department-today",
         ("achilles-leaflet", "achilles-bupa"), ("Don't stretch. Don't test it.", "Keep weight off it.")),
    Sign("T3", "Worse with toes up, won't let go",
         "A minute of gentle stretch makes it worse, not better.", "today",
         ("clot-risks", "compartment-nhs", "own-judgement"), ("Stop stretching. No rubbing.",)),
    Sign("T4", "No better after ten minutes",
         TEN, "meanwhile",
         ("nhs-leg-cramps-old", "nhs-leg-cramps", "nhs-inform-leg-cramps", "bmj-best-practice-cramps")),
    Sign("T5", "On a statin: muscles sore or weak",
         "On a statin: muscle pain, tenderness or weakness you can't explain.", "today", ("statins-muscles",),
         ("Ask before the next dose.",)),
    Sign("T6", "Hands and feet cramp, mouth tingles",
         "Hands and feet cramping together, or tingling round the mouth.", "today",
         ("low-calcium", "own-judgement"), ("Ask for a blood test today.",)),
    Sign("T7", "Cramps all over, vomiting, weakness",
         "Cramps in many places with vomiting, diarrhoea or weakness.", "today", ("low-potassium", "own-judgement"),
         ("Ask today.",)),
    Sign("T8", "Night foot pain, eased by dangling",
         "Foot pain at night that eases when the leg hangs down, or a sore that won't heal.", "today",
         ("limb-threatening-ischaemia",), ("Ask today. No heat, no cold.",)),
    Sign("T9", "Pregnant: belly cramps or bleeding",
         "Pregnant or just given birth: belly cramps, bleeding, or one swollen leg.", "today",
         ("pregnancy-cramps", "pregnancy-exercise"), ("Call your maternity unit.",)),
    Sign("T10", "On blood thinners: growing bruise",
         "On blood thinners: a bruise or swelling that grows.", "today", ("massage-precautions", "own-judgement"),
         ("No rubbing. Ask today.",)),
    Sign("T11", "Neck pain with a weak arm or hand",
         "Neck pain with a weak or clumsy arm or hand.", "today", ("aruk-neck", "neck-weak-arm"),
         ("Don't move your neck. Ask today.",)),
    Sign("D1", "Several cramps a night, broken sleep",
         "Several cramps in a night, or broken sleep.", "tell", ("uptodate-night-cramps", "nhs-leg-cramps-old")),
    Sign("D2", "Both legs numb, swollen or tingling",
         "Both legs numb, swollen or tingling.", "tell", ("nhs-leg-cramps-old",)),
    Sign("D3", "A muscle getting smaller or weaker",
         "A muscle getting smaller or weaker, or twitching for weeks.", "tell", ("nhs-leg-cramps-old",
                                                                                 "own-judgement")),
    Sign("D4", "Calf pain on walks, eased by rest",
         "Calf pain on every walk that eases with rest.", "tell", ("claudication", "limb-threatening-ischaemia")),
    Sign("D5", "Cramps in the upper back or belly",
         "Cramps in the upper back or belly.", "tell", ("uptodate-night-cramps",)),
    Sign("D6", "Neck pain, pins and needles in an arm",
         "Neck pain with pins and needles in an arm.", "tell", ("aruk-neck", "neck-weak-arm")),
    Sign("D7", "Frequent, very painful, no better",
         "Frequent, very painful, or not getting better.", "tell", ("mayo-cramps", "nhs-leg-cramps-old")),
    Sign("D8", "Began after a new medicine?",
         "Began after a new medicine? Keep taking it; ask. (A statin: T5.)", "tell", ("aafp-2012", "own-judgement")),
    Sign("D9", "Diabetes, kidney, liver or thyroid",
         "Cramps with diabetes, kidney, liver or thyroid disease.", "tell", ("aafp-2012", "nhs-muscle-cramps-causes")),
)  # fmt: skip

SIGNS: Mapping[str, Sign] = {sign.id: sign for sign in _SIGNS}

#: At most so many rows on a page, at every size; a sign takes one, and so does a group's heading.
A_PAGE = 9
#: What makes a clot more likely, behind `?` on Stop.
CLOT_RISKS = (
    "What makes a clot more likely:",
    "surgery, a hospital stay or bed rest lately",
    "a leg in plaster",
    "a journey of over three hours",
    "cancer or its treatment",
    "the pill or HRT",
    "pregnancy, or a birth in the last six weeks",
    "an earlier clot",
    "over 60",
    "None of these? Still have it checked.",
)


def first_page(muscle: str, card: Card | None = None) -> tuple[str, ...]:
    """A muscle's own signs, by haste, with what the health card adds; the rest of the card's is left to page two."""
    own = list(MUSCLES[muscle].signs)  # type: ignore[index]
    for sign, fits in _of_card(muscle, card):
        if not fits or sign in own:
            continue
        if rows_of(_by_haste([*own, sign])) > A_PAGE:
            if "T3" not in own:
                break
            own.remove("T3")
        own.append(sign)
    return _by_haste(own)


def pages(muscle: str | None, card: Card | None = None) -> tuple[tuple[str, ...], ...]:
    """The page of signs, page by page: a muscle's own first, then the rest in the general order."""
    first = first_page(muscle, card) if muscle else ()
    # What the card adds and the first page had no room for heads the second.
    told = _by_haste(sign for sign, _ in _of_card(muscle, card) if sign not in first) if muscle else ()
    found: list[tuple[str, ...]] = [first] if first else []
    page: list[str] = []
    for sign in (*told, *(sign for sign in SIGNS if sign not in first and sign not in told)):
        if page and rows_of([*page, sign]) > A_PAGE:
            found.append(tuple(page))
            page = []
        page.append(sign)
    return (*found, tuple(page)) if page else tuple(found)


def _of_card(muscle: str, card: Card | None) -> list[tuple[str, bool]]:
    """The signs that the health card adds, each with whether it belongs on the first page of this muscle."""
    card, leg = card or Card(), muscle in LEG_AND_FOOT
    added = (
        (card.statin, "T5", leg or muscle == "hand"),
        (card.water_tablets, "N14", True),
        (card.no_heat, "T8", leg),
        (card.thinners, "T10", True),
        (card.pregnant or card.after_birth, "T9", True),
    )
    return [(sign, fits) for on, sign, fits in added if on]


def _by_haste(signs: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(signs, key=lambda sign: "NTD".index(sign[0])))


def rows_of(page: Sequence[str]) -> int:
    """How many rows a page of signs takes at 40 columns, its headings counted (the first group's is the page's)."""
    groups = ["N", *(sign[0] for sign in page)]
    return len(page) + sum(here != before for before, here in pairwise(groups))
