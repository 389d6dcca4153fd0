"""The page "Why cramps happen, and what helps": short, honest about how strong the evidence is, and with sources.

It answers a common account of cramps point by point; where that account says more than is known, this says less.
"""

from dataclasses import dataclass
from typing import Literal

Strength = Literal["one small trial", "trials", "studies", "institutions", "mixed", "our own judgement"]

TITLE = "Why cramps happen, and what helps"
FIRST = "Not medical advice. No clinician has looked over this page yet."


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement, how strong what stands behind it is, and the keys of its sources."""

    text: str
    strength: Strength
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Statements under one heading."""

    title: str
    claims: tuple[Claim, ...]


PARTS: tuple[Part, ...] = (
    Part(
        "Why they happen",
        (
            Claim(
                "Nobody knows for sure. At night it is probably a tired muscle and its nerve, more than a "
                "lack of salts.",
                "institutions",
                ("aafp-2012",),
            ),
            Claim(
                "Overexertion: in a race, those who went faster than they were used to, "
                "and those who had cramped before, cramped more.",
                "studies",
                ("schwellnus-2011",),
            ),
            Claim(
                "Dehydration: mixed. Of 210 Ironman athletes those with cramps had lost no more water or salt.",
                "mixed",
                ("schwellnus-2011", "miller-2022"),
            ),
            Claim(
                "In heat it is different: stop, rest in a cool place and take a salty drink.",
                "institutions",
                ("heat-cramps",),
            ),
            Claim(
                "Poor circulation and a pressed nerve (a narrow spine) are among the causes that a doctor looks for. "
                "So are pregnancy, kidney, liver and thyroid disease, and some medicines.",
                "institutions",
                ("aafp-2012", "uptodate-night-cramps"),
            ),
        ),
    ),
    Part(
        "What may prevent them",
        (
            Claim(
                "Stretch calf and hamstring before sleep. In one small trial people over 55 had 1.2 fewer cramps a "
                "night after six weeks, and less pain. Another trial saw no effect. The certainty is low.",
                "one small trial",
                ("hallegraeff-2012", "cochrane-cramps-2021", "aafp-2017"),
            ),
            Claim(
                "Drink as usual, and more in heat. Were you told to limit fluids? Keep to that.",
                "our own judgement",
                ("own-judgement",),
            ),
            Claim(
                "Eat a balanced diet: it is sensible, but no trial we saw shows that it stops cramps. Potassium and "
                "calcium come with fruit, dairy and nuts. Magnesium did not help older adults.",
                "trials",
                ("magnesium-2020", "own-judgement"),
            ),
            Claim(
                "Kidney disease? Ask first. Bananas and avocado are on the list of foods to limit. Heart disease or "
                "water tablets: ask too.",
                "institutions",
                ("kidney-potassium", "own-judgement"),
            ),
            Claim(
                "Warm up by moving. A long hold before sport costs a little strength: stay under 60 seconds a muscle, "
                "then move. Stretching was not shown to prevent injury or soreness.",
                "trials",
                ("behm-2016", "pope-2000", "herbert-2011"),
            ),
            Claim(
                "Move often and gently: a short walk or ride before bed, loose covers, shoes that support the foot.",
                "institutions",
                ("cleveland-leg-cramps", "uptodate-night-cramps"),
            ),
        ),
    ),
    Part(
        "What helps during one",
        (
            Claim(
                "Stretch the muscle gently and hold until it softens. This is what most hospitals advise.",
                "institutions",
                ("mayo-cramps", "aaos-cramps", "cleveland-leg-cramps", "miller-2022"),
            ),
            Claim(
                "Massage and warmth are advised too. Nobody has studied how much. No rubbing in pregnancy, with blood "
                "thinners, or when one leg is swollen or hot.",
                "institutions",
                ("aaos-cramps", "cleveland-leg-cramps", "nhs-leg-cramps-old", "massage-precautions", "uclh-dvt"),
            ),
            Claim(
                "Warmth for 10 to 15 minutes, wrapped, and not in bed while falling asleep. None on numb skin, or with "
                "poor circulation.",
                "institutions",
                ("safe-heat",),
            ),
        ),
    ),
    Part(
        "Medicines",
        (
            Claim(
                "A doctor's matter. Muscle relaxants or calcium channel blockers are given at times. Yet calcium "
                "channel blockers, such as nifedipine, are also on lists of medicines linked with cramps.",
                "institutions",
                ("nhs-muscle-cramps-causes",),
            ),
            Claim(
                "An older cramp tablet is no longer advised as a routine, because it can harm the blood.",
                "institutions",
                ("aafp-2017",),
            ),
            Claim(
                "Cramps that are new since a medicine: keep taking it, and ask your doctor or pharmacist.",
                "our own judgement",
                ("own-judgement",),
            ),
        ),
    ),
    Part(
        "When to see a doctor",
        (
            Claim(
                "Several cramps in a night, broken sleep, very painful cramps, or no improvement.",
                "institutions",
                ("uptodate-night-cramps", "nhs-leg-cramps-old", "mayo-cramps"),
            ),
            Claim(
                "Numb or swollen legs, a muscle getting weaker or smaller, calf pain on every walk.",
                "institutions",
                ("nhs-leg-cramps-old", "claudication"),
            ),
            Claim(
                "A cramp that lasts over ten minutes: ask for medical help. One leg swollen, hot or darker: today.",
                "institutions",
                ("nhs-leg-cramps", "nhs-inform-leg-cramps", "uclh-dvt"),
            ),
        ),
    ),
)
LAST = "All warning signs: stretchplayer relief, then W."
