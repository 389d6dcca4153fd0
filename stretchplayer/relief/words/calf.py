"""The shipped relief routine calf-cramp.yaml as code.

Generated from `routines/relief/` by `python -m stretchplayer.bedside.printing`; a test proves it current.
"""

from stretchplayer.relief.plan import Plan, Technique

#: Checksum of the file's bytes.
MADE_FROM = 4053373796

PLAN = Plan(
    muscle="calf",
    title="Calf cramp",
    techniques=(
        Technique(
            name="Toe pull, leg straight",
            kind="stretch",
            large=("Straighten your leg.", "Pull your toes toward you."),
            small=("Slowly. Hold until it softens.", "Can't reach? Loop a towel round it."),
            spoken=(
                (0, "Straighten your leg. Pull your toes toward you."),
                (6000, "Slowly. Hold it there."),
                (15000, "Long breath out."),
                (30000, "Keep holding."),
            ),
            later=((30000, ("Keep holding.", "It can take a minute or two.")),),
            figure="Toe pull, leg straight",
            source=("mayo-cramps", "aaos-cramps", "cleveland-leg-cramps", "miller-2022"),
        ),
        Technique(
            name="Calf rub",
            kind="massage",
            large=("Toes still up.", "Rub the hard part, gently."),
            small=("Slow strokes. Comfort decides how firm.", "Not behind the knee."),
            spoken=((0, "Toes still up. Rub the hard part, gently."),),
            figure="Calf rub",
            source=("aaos-cramps", "cleveland-leg-cramps"),
            keep="Keep your toes up.",
        ),
        Technique(
            name="Stand and press the heel",
            kind="stretch",
            large=("Light on. Hold the bed or wall.", "Stand. Press your heel down."),
            small=("Knee straight, or a little bent.", "Not steady? Stay in bed: press B."),
            spoken=((0, "Light on. Hold the wall. Stand. Press your heel down."),),
            figure="Stand and press the heel",
            source=("cleveland-leg-cramps", "mayo-cramps", "nhs-leg-cramps", "own-judgement"),
            stands=True,
            bed=Technique(
                name="Foot flat to the wall",
                kind="stretch",
                large=("Foot flat against the wall.", "Straighten your knee slowly."),
                small=("Lean back on your hands.",),
                spoken=((0, "Foot flat against the wall. Straighten your knee slowly."),),
                figure="Foot flat to the wall",
                source=("varsityscope-cramps",),
            ),
        ),
        Technique(
            name="Walk and wiggle",
            kind="do",
            large=("Light on. Hold the bed or wall.", "Walk slowly. Wiggle the leg."),
            small=("Hold on to something.", "Flat feet. No tiptoe."),
            spoken=((0, "Light on. Hold on. Walk slowly. Wiggle the leg."),),
            figure="Walk and wiggle",
            source=("cleveland-leg-cramps", "varsityscope-cramps", "own-judgement"),
            stands=True,
        ),
        Technique(
            name="Warm towel or shower",
            kind="do",
            large=("Warm it, if you can.", "Or pull the toes again."),
            small=("Warm towel, or a five-minute shower.", "Numb skin, diabetes, poor flow: no heat"),
            spoken=((0, "Warm it, if you can. Or pull the toes again."),),
            figure="Warm towel or shower",
            source=("aaos-cramps-order", "cleveland-leg-cramps", "uptodate-night-cramps", "safe-heat"),
        ),
    ),
    aftercare=(
        Technique(
            name="Toe pull, leg straight",
            kind="stretch",
            large=("Keep the stretch, half as hard.",),
            small=("Then let go slowly. Heel leads.", "Don't point your toes."),
            spoken=((0, "Keep the stretch, half as hard."),),
            figure="Toe pull, leg straight",
            source=("healthwise-calf", "varsityscope-cramps", "own-judgement"),
            lines=("Keep the stretch, half as hard.", "Then let go slowly. Heel leads.", "Don't point your toes."),
            dose_ms=30000,
        ),
        Technique(
            name="Walk and wiggle",
            kind="do",
            large=("Walk a little, if steady.",),
            small=("Sip water.",),
            spoken=((0, "Walk a little, if steady."),),
            figure="Walk and wiggle",
            source=("cleveland-leg-cramps", "own-judgement"),
            lines=("Walk a little, if steady. Sip water.",),
        ),
        Technique(
            name="Warm towel or shower",
            kind="do",
            large=("Warm or wrapped cold: 15 min at most.", "If tight, warm. If sore, cold."),
            spoken=((0, "Warm or wrapped cold: 15 min at most. If tight, warm. If sore, cold."),),
            figure="Warm towel or shower",
            source=("safe-heat", "cold-pack-pages", "aaos-cramps-order"),
            lines=("Warm or wrapped cold: 15 min at most.", "If tight, warm. If sore, cold."),
        ),
        Technique(
            name="Rest with the legs up",
            kind="do",
            large=("Sore until tomorrow is usual.", "Legs raised, if that feels good."),
            small=("Sheets loose. Toes up or to the side.", "For soreness ask a pharmacist what suits you."),
            spoken=((0, "Sore until tomorrow is usual. Legs raised, if that feels good."),),
            figure="Rest with the legs up",
            source=("nhs-leg-cramps-old", "cleveland-leg-cramps", "uptodate-night-cramps", "own-judgement"),
            lines=(
                "Sore until tomorrow is usual.",
                "Legs raised, if that feels good.",
                "Sheets loose. Toes up or to the side.",
                "For soreness ask a pharmacist what suits you.",
            ),
        ),
    ),
    about="Pages of Mayo Clinic, AAOS, Cleveland Clinic and NHS. The bed variant: one leaflet, weak.",
)
