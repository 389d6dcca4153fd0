"""The page "Why cramps happen, and what helps": honest about how strong the evidence is, and with sources.

It answers a common account of cramps point by point, in its order; where that account says more than is known, this
says less.
"""

from typing import Literal, NamedTuple

from stretchplayer.relief.texts import TEN

Strength = Literal[
    "trials", "one small trial", "studies", "institutions", "mixed", "the account", "our own judgement"
]  # fmt: skip

TITLE = "Why cramps happen, and what helps"
FIRST = "Not medical advice. No clinician has reviewed this page yet."
LAST = "All warning signs: stretchplayer relief, then W."


class Claim(NamedTuple):
    """One statement, how strong what it rests on is, and the keys of its sources."""

    text: str
    strength: Strength
    source: tuple[str, ...] = ()


class Part(NamedTuple):
    """The answer to one point of the account."""

    title: str
    claims: tuple[Claim, ...]


_OWN = ("own-judgement",)

PARTS: tuple[Part, ...] = (
    Part("What a cramp is", (
        Claim("A cramp is a muscle that tightens by itself, suddenly and painfully. Twitching can come first: in sport "
              "it often settles when you ease off.", "studies", ("miller-2022",)),
        Claim("Tightness can come first too.", "the account"),
        Claim("Ease off and stretch gently then.", "our own judgement", _OWN),
    )),
    Part("How common", (
        Claim("Up to 60 in 100 adults have had night leg cramps.", "institutions", ("aafp-2012",)),
        Claim("More common with age, in late pregnancy, at night, and in or after sport.", "institutions",
              ("nhs-leg-cramps-old",)),
    )),
    Part("Causes", (
        Claim("Nobody knows for sure. At night it is probably a tired muscle and its nerve, more than a lack of salts.",
              "institutions", ("aafp-2012",)),
    )),
    Part("Dehydration", (
        Claim("Mixed. Of 210 Ironman athletes, those with cramps had lost no more water or salt.", "mixed",
              ("schwellnus-2011",)),
        Claim("In the records of over 10,000 others, dehydration went with cramps (1.63 times the odds) while sodium "
              "and potassium were not lower.", "studies", ("ironman-2024",)),
        Claim("In ten men who sweated hard, plain water made a calf easier to cramp, a salty rehydration drink harder: "
              "small, in a laboratory.", "studies", ("rehydration-2021",)),
    )),
    Part("Potassium, calcium, magnesium", (
        Claim("Low levels can cause cramps and spasms, mostly through illness or medicines; a doctor can test it.",
              "institutions", ("low-calcium", "low-potassium")),
        Claim("Magnesium tablets did not help older adults.", "trials", ("magnesium-2020",)),
    )),
    Part("Tired muscles", (
        Claim("In races, going faster than usual and having cramped before went with cramps.", "studies",
              ("schwellnus-2011",)),
        Claim("Warm up, and build up gradually, a little each week.", "the account", _OWN),
    )),
    Part("Circulation, sitting and standing, weight", (
        Claim("Blood vessel disease is among the causes a doctor looks for.", "institutions",
              ("aafp-2012", "nhs-muscle-cramps-causes")),
        Claim("Get up often; standing long is named as a trigger.", "institutions", ("nhs-muscle-cramps-causes",)),
        Claim("Cramps go with metabolic syndrome, overweight among it; no trial seen shows that losing weight stops "
              "them.", "studies", ("gholizadeh-2017",)),
    )),
    Part("A pressed nerve", (
        Claim("A slipped (herniated) disc or a narrow spine can press a nerve and bring cramps: a professional should "
              "look.", "institutions", ("aafp-2012", "nhs-muscle-cramps-causes")),
        Claim("Numb between the legs, trouble with bladder or bowels, or both legs weak: emergency department now.",
              "institutions", ("cauda-equina",)),
    )),
    Part("Drinking", (
        Claim("Drink as usual, more in heat and sport; after heavy sweat something salty.", "mixed",
              ("heat-cramps", "rehydration-2021")),
        Claim("Told to limit fluids (heart, kidney)? Keep to that.", "institutions", ("heart-failure-limits",)),
    )),
    Part("Foods", (
        Claim("Potassium from bananas and avocados; calcium from dairy; magnesium from nuts, seeds and legumes. A "
              "balanced diet is sensible; no trial seen shows that it stops cramps.", "the account",
              ("mineral-foods",)),
        Claim("Kidney disease: ask first; bananas and avocados are on the list to limit.", "institutions",
              ("kidney-potassium",)),
        Claim("Heart failure or water tablets: ask too; no salt substitute, it is potassium.", "institutions",
              ("heart-failure-limits",)),
    )),
    Part("Warming up and stretching before activity", (
        Claim("Warm up by moving. Long holds beforehand cost a little strength: under 60 s a muscle, then move.",
              "trials", ("behm-2016",)),
        Claim("Experts agree that stretching makes you more supple, not that it prevents injury or speeds recovery.",
              "institutions", ("stretching-consensus-2025",)),
    )),
    Part("Stretching against cramps", (
        Claim("Calf and hamstring before sleep: one trial of 80 people over 55 had 1.2 fewer cramps a night and less "
              "pain after six weeks.", "one small trial", ("hallegraeff-2012",)),
        Claim("A larger trial of calf stretching in people taking quinine saw no effect.", "trials", ("coppin-2005",)),
        Claim("A third, of 24 women, calls it useful, though pain did not differ between its groups.",
              "one small trial", ("gholizadeh-2017",)),
        Claim("Cochrane: may lessen the pain; low certainty.", "trials", ("cochrane-cramps-2021",)),
    )),
    Part("Walking and swimming", (
        Claim("Walking or swimming is good for legs and circulation; no trial seen shows that it stops cramps.",
              "the account"),
        Claim("A short walk or ride before bed, loose covers and shoes that support are advised.", "institutions",
              ("cleveland-leg-cramps", "uptodate-night-cramps")),
    )),
    Part("Massage and warmth", (
        Claim("Stretching is what most hospitals advise during a cramp.", "institutions",
              ("mayo-cramps", "aaos-cramps", "cleveland-leg-cramps")),
        Claim("Massage, a warm compress or a warm bath are advised too; nobody has studied how much.", "institutions",
              ("aaos-cramps", "cleveland-leg-cramps")),
        Claim("Wrapped, 15 minutes, never in bed, never on numb skin.", "institutions", ("safe-heat",)),
        Claim("No rubbing in pregnancy, with blood thinners, or when one leg is swollen, hot or a different colour.",
              "institutions", ("uclh-dvt", "massage-precautions")),
    )),
    Part("Muscle relaxants and calcium channel blockers", (
        Claim("A doctor's matter. Small, poor trials of calcium channel blockers and of carisoprodol, a muscle "
              "relaxant; perhaps a short-term help.", "mixed", ("aafp-2012", "aafp-2017")),
        Claim("Yet nifedipine and other calcium channel blockers are also listed as causes.", "institutions",
              ("nhs-muscle-cramps-causes",)),
    )),
    Part("Other medicines", (
        Claim("Statins and diuretics (water tablets) are among the medicines to ask about. Began after a new medicine? "
              "Keep taking it; ask.", "institutions", ("nhs-muscle-cramps-causes", "own-judgement")),
        Claim("On a statin with sore, weak muscles or dark urine: ask today, before the next dose.", "institutions",
              ("statins-muscles",)),
    )),
    Part("Remedies people name", (
        Claim("Quinine, also in tonic water: not for cramps unless your doctor decides; it can harm the blood.",
              "institutions", ("quinine-warning", "quinine-tonic")),
        Claim("Vitamin K2: one trial, 199 people aged 65 and over in China, 8 weeks: about 1 cramp a week against 3.6; "
              "nobody on warfarin-type tablets, water tablets or dialysis was let in; not repeated yet; never with "
              "warfarin, ask first.", "one small trial", ("vitamin-k2-2024",)),
        Claim("Pickle juice: sips eased cramps a little in 74 people with liver cirrhosis; not tried in others, and "
              "salty.", "one small trial", ("pickle-juice-2022",)),
    )),
    Part("Everyone differs", (
        Claim("It differs from person to person, and what works for one may not work for another.", "the account"),
        Claim("So change one thing at a time and note your nights.", "our own judgement", _OWN),
    )),
    Part("When to see a professional", (
        Claim("When they are frequent or severe: several in a night or broken sleep, very painful, or not getting "
              "better; both legs numb, swollen or tingling; a muscle getting smaller or weaker.", "institutions",
              ("uptodate-night-cramps", "nhs-leg-cramps-old", "mayo-cramps")),
        Claim(TEN, "institutions", ("nhs-leg-cramps", "nhs-inform-leg-cramps", "bmj-best-practice-cramps")),
    )),
    Part("Many small things together", (
        Claim("No single thing is proven to stop cramps. A little of each, for weeks: stretching, moving, drinking as "
              "suits you, the doctor where needed.", "the account"),
        Claim("That is what the six-week plan is for.", "our own judgement", _OWN),
    )),
)  # fmt: skip
