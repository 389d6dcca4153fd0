"""The shipped relief routine thigh-cramp.yaml as code.

Generated from `routines/relief/` by `python -m stretchplayer.bedside.printing`; a test proves it current.
"""

from stretchplayer.relief.plan import Plan, Technique

#: Checksum of the file's bytes.
MADE_FROM = 2218883031

PLAN = Plan(
    muscle="thigh",
    title="Thigh cramp",
    techniques=(
        Technique(
            name="Standing quad stretch",
            kind="stretch",
            large=(
                "Light on. Hold the bed or wall.",
                "Bend your knee. Heel to your buttock.",
                "Pull with your hand, not the leg.",
            ),
            small=("Hold a chair, or lie on your side.",),
            spoken=(
                (0, "Light on. Hold on. Bend your knee. Pull your heel up with your hand."),
                (6000, "Slowly. Hold it there."),
                (15000, "Long breath out."),
                (30000, "Keep holding."),
            ),
            later=((30000, ("Keep holding.", "It can take a minute or two.")),),
            figure="Standing quad stretch",
            source=("mayo-cramps", "aaos-cramps", "own-judgement"),
            stands=True,
            bed=Technique(
                name="Side-lying quad stretch",
                kind="stretch",
                large=("Lie on the good side.", "Bend your knee. Heel to your buttock."),
                small=("Pull with your hand, not the leg.", "Can't reach? Loop a towel round it."),
                spoken=(
                    (0, "Lie on the good side. Pull your heel to your buttock."),
                    (6000, "Slowly. Hold it there."),
                    (15000, "Long breath out."),
                    (30000, "Keep holding."),
                ),
                later=((30000, ("Keep holding.", "It can take a minute or two.")),),
                figure="Side-lying quad stretch",
                source=("aaos-cramps", "own-judgement"),
            ),
        ),
        Technique(
            name="Thigh rub",
            kind="massage",
            large=("Sit. Knee still bent.", "Rub the hard part, gently."),
            small=("Slow strokes. Comfort decides how firm.",),
            spoken=((0, "Sit. Knee still bent. Rub the hard part, gently."),),
            figure="Thigh rub",
            source=("aaos-cramps", "cleveland-leg-cramps"),
            keep="Sit. Keep your knee bent.",
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
            large=("Warm it, if you can.", "Or bend the knee again."),
            small=("Warm towel, or a five-minute shower.", "Numb skin, diabetes, poor flow: no heat"),
            spoken=((0, "Warm it, if you can. Or bend the knee again."),),
            figure="Warm towel or shower",
            source=("aaos-cramps-order", "uptodate-night-cramps", "safe-heat"),
        ),
    ),
    aftercare=(
        Technique(
            name="Side-lying quad stretch",
            kind="stretch",
            large=("Keep the stretch, half as hard.",),
            small=("Then let go slowly.", "Let your hand lower the foot."),
            spoken=((0, "Keep the stretch, half as hard."),),
            figure="Side-lying quad stretch",
            source=("aaos-cramps", "own-judgement"),
            lines=("Keep the stretch, half as hard.", "Then let go slowly.", "Let your hand lower the foot."),
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
    about="Mayo Clinic and AAOS for the stretch. Lying on the side is our own judgement.",
)
