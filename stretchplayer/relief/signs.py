"""Warning signs: which ones, in which order, and what to do about each. The order is fixed."""

from typing import NamedTuple


class Sign(NamedTuple):
    """One sign; `do` is its action in words."""

    number: int
    text: str
    do: str
    source: tuple[str, ...]


class SignGroup(NamedTuple):
    """Signs that ask for the same haste."""

    title: str
    signs: tuple[Sign, ...]


_NOW, _TODAY, _SOON = "Call now.", "Today.", "Tell your doctor."

GROUPS: tuple[SignGroup, ...] = (
    SignGroup(
        "Emergency: call now",
        (
            Sign(1, "Chest pain or tightness, or short of breath, or coughing blood.", _NOW,
                 ("uclh-dvt", "heart-attack")),
            Sign(2, "Jaw, neck, arm or shoulder pain with sweating or sickness.", _NOW, ("heart-attack",)),
            Sign(3, "Leg suddenly cold, pale or numb.", _NOW, ("limb-ischaemia",)),
            Sign(4, "After a blow or hard effort: swelling, numb, pain keeps rising.", _NOW,
                 ("compartment-syndrome",)),
            Sign(5, "Dark urine, weakness, or pain far beyond the effort.", _NOW, ("cdc-rhabdo",)),
            Sign(6, "Collapse, confusion or vomiting with cramps in sport or heat.", _NOW, ("miller-2022",)),
            Sign(7, "Sudden testicle pain, or a groin lump with vomiting.", _NOW, ("testicular-torsion",)),
            Sign(8, "Face droops, speech slurs, or one arm goes weak.", _NOW, ("stroke-signs",)),
        ),
    ),
    SignGroup(
        "Today: doctor or urgent advice line",
        (
            Sign(9, "One leg swollen, hot, red or darker, or hard veins.",
                 "Today. Don't rub. Don't stretch.", ("uclh-dvt",)),
            Sign(10, "A pop or a kick felt.", "Today. Don't stretch. Don't test it.", ("achilles-leaflet",)),
            Sign(11, "Ten minutes and no easing.", _TODAY,
                 ("nhs-leg-cramps-old", "nhs-leg-cramps", "nhs-inform-leg-cramps")),
            Sign(12, "Poison, metals, or a dirty wound.", _TODAY, ("nhs-leg-cramps-old",)),
        ),
    ),
    SignGroup(
        "Soon: tell your doctor",
        (
            Sign(13, "Several cramps in a night, or sleep is disturbed.", _SOON,
                 ("uptodate-night-cramps", "nhs-leg-cramps-old")),
            Sign(14, "Numb or swollen legs, or pins and needles.", _SOON, ("nhs-leg-cramps-old",)),
            Sign(15, "A muscle getting smaller or weaker.", _SOON, ("nhs-leg-cramps-old",)),
            Sign(16, "Calf pain on every walk that eases with rest.", _SOON, ("claudication",)),
            Sign(17, "Cramps in the upper back or belly.", _SOON, ("uptodate-night-cramps",)),
            Sign(18, "Neck pain with a numb or weak arm.", _SOON, ("aruk-neck",)),
            Sign(19, "Frequent, very painful, or not getting better.", _SOON,
                 ("mayo-cramps", "nhs-leg-cramps-old")),
            Sign(20, "New since a medicine.", "Keep taking it. Ask.", ("aafp-2012", "own-judgement")),
        ),
    ),
)  # fmt: skip
