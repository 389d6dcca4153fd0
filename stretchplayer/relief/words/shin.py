"""The shipped relief routine shin-cramp.yaml as code.

Generated from `routines/relief/` by `python -m stretchplayer.bedside.printing`; a test proves it current.
"""

from stretchplayer.relief.plan import Plan, Technique

#: Checksum of the file's bytes.
MADE_FROM = 2890459892

PLAN = Plan(
    muscle="shin",
    title="Shin cramp",
    techniques=(
        Technique(
            name="Standing shin stretch",
            kind="stretch",
            large=("Light on. Hold the bed or wall.", "Top of the foot down, toes back.", "Press gently."),
            small=("Calf grips? Stop. Toes up.",),
            spoken=(
                (0, "Light on. Hold on. Top of the foot down, toes back. Press gently."),
                (15000, "Calf grips? Stop. Toes up."),
                (30000, "Keep it gentle."),
            ),
            later=((30000, ("Keep it gentle.", "Breathe out long.")),),
            figure="Standing shin stretch",
            source=("shin-stretch-pages", "own-judgement"),
            stands=True,
            bed=Technique(
                name="Kneeling shin stretch",
                kind="stretch",
                large=("Kneel, tops of the feet down.", "Press gently."),
                small=("Calf grips? Stop. Toes up.", "Knees sore? Sit, tuck the foot back."),
                spoken=(
                    (0, "Kneel on the bed. Tops of the feet down. Press gently."),
                    (15000, "Calf grips? Stop. Toes up."),
                    (30000, "Keep it gentle."),
                ),
                later=((30000, ("Keep it gentle.", "Breathe out long.")),),
                figure="Kneeling shin stretch",
                source=("shin-stretch-pages", "own-judgement"),
            ),
        ),
        Technique(
            name="Walk and wiggle",
            kind="do",
            large=("Light on. Hold the bed or wall.", "Walk slowly. Flat steps."),
            small=("Calf grips? Stop. Toes up.",),
            spoken=((0, "Light on. Hold on. Walk slowly, flat steps."),),
            figure="Walk and wiggle",
            source=("cleveland-leg-cramps", "own-judgement"),
            stands=True,
        ),
        Technique(
            name="Warm towel or shower",
            kind="do",
            large=("Warm it, if you can.", "Let the foot hang loose."),
            small=("Warm towel, or a five-minute shower.", "Numb skin, diabetes, poor flow: no heat"),
            spoken=((0, "Warm it, if you can. Let the foot hang loose."),),
            figure="Warm towel or shower",
            source=("aaos-cramps-order", "uptodate-night-cramps", "safe-heat"),
        ),
    ),
    aftercare=(
        Technique(
            name="Standing shin stretch",
            kind="stretch",
            large=("Keep the stretch, half as hard.",),
            small=("Hold on. Then let go slowly.", "Calf grips? Stop. Toes up."),
            spoken=((0, "Keep the stretch, half as hard."),),
            figure="Standing shin stretch",
            source=("shin-stretch-pages", "own-judgement"),
            lines=("Keep the stretch, half as hard.", "Hold on. Then let go slowly.", "Calf grips? Stop. Toes up."),
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
            large=("Sore until tomorrow is usual.", "For soreness ask a pharmacist what suits you."),
            spoken=((0, "Sore until tomorrow is usual. For soreness ask a pharmacist what suits you."),),
            figure="Rest with the legs up",
            source=("nhs-leg-cramps-old", "cleveland-leg-cramps", "own-judgement"),
            lines=("Sore until tomorrow is usual.", "For soreness ask a pharmacist what suits you."),
        ),
    ),
    about="Weak: two general pages. It can set off a calf cramp. No rubbing: our own judgement.",
)
