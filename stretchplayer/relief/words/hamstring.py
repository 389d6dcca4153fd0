"""The shipped relief routine hamstring-cramp.yaml as code.

Generated from `routines/relief/` by `python -m stretchplayer.bedside.printing`; a test proves it current.
"""

from stretchplayer.relief.plan import Plan, Technique

#: Checksum of the file's bytes.
MADE_FROM = 3198471433

PLAN = Plan(
    muscle="hamstring",
    title="Hamstring cramp",
    techniques=(
        Technique(
            name="Long-sitting reach",
            kind="stretch",
            large=("Straighten your knee slowly.", "Toes toward you."),
            small=("Sitting: lean forward a little.",),
            spoken=(
                (0, "Straighten your knee slowly. Toes toward you."),
                (6000, "Slowly. Hold it there."),
                (15000, "Long breath out."),
                (30000, "Keep holding."),
            ),
            later=((30000, ("Keep holding.", "It can take a minute or two.")),),
            figure="Long-sitting reach",
            source=("mayo-cramps", "aaos-cramps", "mount-sinai-cramps"),
        ),
        Technique(
            name="Thigh rub",
            kind="massage",
            large=("Knee still straight.", "Rub the hard part, gently."),
            small=("Slow strokes. Comfort decides how firm.", "Not behind the knee."),
            spoken=((0, "Knee still straight. Rub the hard part, gently."),),
            figure="Thigh rub",
            source=("aaos-cramps", "cleveland-leg-cramps"),
            keep="Keep your knee straight.",
        ),
        Technique(
            name="Stand and press the heel",
            kind="stretch",
            large=("Light on. Hold the bed or wall.", "Stand. Press your foot down."),
            small=("Knee straight, or a little bent.", "Not steady? Stay in bed: press B."),
            spoken=((0, "Light on. Hold the wall. Stand. Press your foot down."),),
            figure="Stand and press the heel",
            source=("cleveland-leg-cramps", "own-judgement"),
            stands=True,
            bed=Technique(
                name="Lying leg raise, knee straight",
                kind="stretch",
                large=("Lean back on a pillow.", "Straighten your knee. Lift the leg."),
                small=("Hold behind the thigh, or use a towel.",),
                spoken=((0, "Lean back. Straighten your knee. Lift the leg slowly."),),
                figure="Lying leg raise, knee straight",
                source=("first-aid-hamstring", "pregnancy-on-the-back"),
            ),
        ),
        Technique(
            name="Walk and wiggle",
            kind="do",
            large=("Light on. Hold the bed or wall.", "Walk slowly. Wiggle the leg."),
            small=("Small steps.",),
            spoken=((0, "Light on. Hold on. Walk slowly. Wiggle the leg."),),
            figure="Walk and wiggle",
            source=("cleveland-leg-cramps", "own-judgement"),
            stands=True,
        ),
        Technique(
            name="Warm towel or shower",
            kind="do",
            large=("Warm it, if you can.", "Or straighten the knee again."),
            small=("Warm towel, or a five-minute shower.", "Numb skin, diabetes, poor flow: no heat"),
            spoken=((0, "Warm it, if you can. Or straighten the knee again."),),
            figure="Warm towel or shower",
            source=("aaos-cramps-order", "uptodate-night-cramps", "safe-heat"),
        ),
    ),
    aftercare=(
        Technique(
            name="Long-sitting reach",
            kind="stretch",
            large=("Keep the stretch, half as hard.",),
            small=("Then let go slowly.", "Bend the knee a little at a time."),
            spoken=((0, "Keep the stretch, half as hard."),),
            figure="Long-sitting reach",
            source=("mount-sinai-cramps", "own-judgement"),
            lines=("Keep the stretch, half as hard.", "Then let go slowly.", "Bend the knee a little at a time."),
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
            small=("For soreness ask a pharmacist what suits you.",),
            spoken=((0, "Sore until tomorrow is usual. Legs raised, if that feels good."),),
            figure="Rest with the legs up",
            source=("nhs-leg-cramps-old", "cleveland-leg-cramps", "own-judgement"),
            lines=(
                "Sore until tomorrow is usual.",
                "Legs raised, if that feels good.",
                "For soreness ask a pharmacist what suits you.",
            ),
        ),
    ),
    about="Mayo Clinic, AAOS and Mount Sinai for the straight leg. Lying down: one weak page.",
)
