"""The shipped relief routine foot-cramp.yaml as code.

Generated from `routines/relief/` by `python -m stretchplayer.bedside.printing`; a test proves it current.
"""

from stretchplayer.relief.plan import Plan, Technique

#: Checksum of the file's bytes.
MADE_FROM = 3215940719

PLAN = Plan(
    muscle="foot",
    title="Foot cramp",
    techniques=(
        Technique(
            name="Toes back by hand",
            kind="stretch",
            large=("Pull your toes back to your shin.", "Use your hand. Hold."),
            small=("Slowly. Hold until it softens.", "Can't reach? Stand flat on the sole."),
            spoken=((0, "Pull your toes back to your shin. Hold."), (30000, "Keep holding.")),
            later=((30000, ("Keep holding.", "Breathe out long.")),),
            figure="Toes back by hand",
            source=("foot-clinic-cramps", "healthfully-foot"),
        ),
        Technique(
            name="Stand flat on the sole",
            kind="stretch",
            large=("Light on. Hold the bed or wall.", "Stand flat. Weight on the sole."),
            small=("Heel and toes down.", "Shoe and sock off."),
            spoken=((0, "Light on. Hold on. Stand flat on the foot."),),
            figure="Stand flat on the sole",
            source=("foot-clinic-cramps", "own-judgement"),
            stands=True,
            bed=Technique(
                name="Foot flat to the wall",
                kind="stretch",
                large=("Sole flat to the wall or footboard.", "Toes back. Press gently."),
                small=("Lean back on your hands.",),
                spoken=((0, "Press the sole flat to the wall. Toes back."),),
                figure="Foot flat to the wall",
                source=("own-judgement",),
            ),
        ),
        Technique(
            name="Walk and wiggle",
            kind="do",
            large=("Light on. Hold the bed or wall.", "Walk slowly. Flat steps."),
            small=("Don't curl or point your toes.",),
            spoken=((0, "Light on. Hold on. Walk slowly, flat steps."),),
            figure="Walk and wiggle",
            source=("foot-clinic-cramps", "varsityscope-cramps", "own-judgement"),
            stands=True,
        ),
        Technique(
            name="Sole rub",
            kind="massage",
            large=("Toes back.", "Rub the sole with your thumb."),
            small=("Comfort decides how firm.",),
            spoken=((0, "Toes back. Rub the sole, gently."),),
            figure="Sole rub",
            source=("foot-clinic-cramps", "aaos-cramps"),
            keep="Sit. Keep your toes back.",
        ),
        Technique(
            name="Warm towel or shower",
            kind="do",
            large=("Warm it, if you can.", "Or pull the toes back again."),
            small=("Warm towel, or a five-minute shower.", "Numb skin, diabetes, poor flow: no heat"),
            spoken=((0, "Warm it, or pull the toes back again."),),
            figure="Warm towel or shower",
            source=("aaos-cramps-order", "uptodate-night-cramps", "safe-heat"),
        ),
    ),
    aftercare=(
        Technique(
            name="Toes back by hand",
            kind="stretch",
            large=("Keep the stretch, half as hard.",),
            small=("Then let go slowly.", "Don't point or curl your toes."),
            spoken=((0, "Keep the stretch, half as hard."),),
            figure="Toes back by hand",
            source=("healthfully-foot", "varsityscope-cramps", "own-judgement"),
            lines=("Keep the stretch, half as hard.", "Then let go slowly.", "Don't point or curl your toes."),
            dose_ms=30000,
        ),
        Technique(
            name="Walk and wiggle",
            kind="do",
            large=("Walk a little, if steady.",),
            small=("Sip water.",),
            spoken=((0, "Walk a little, if steady."),),
            figure="Walk and wiggle",
            source=("foot-clinic-cramps", "own-judgement"),
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
            large=("Sore until tomorrow is usual.", "Sheets loose. Toes up or to the side."),
            small=("For soreness ask a pharmacist what suits you.",),
            spoken=((0, "Sore until tomorrow is usual. Sheets loose. Toes up or to the side."),),
            figure="Rest with the legs up",
            source=("nhs-leg-cramps-old", "cleveland-leg-cramps", "uptodate-night-cramps", "own-judgement"),
            lines=(
                "Sore until tomorrow is usual.",
                "Sheets loose. Toes up or to the side.",
                "For soreness ask a pharmacist what suits you.",
            ),
        ),
    ),
    about="Weak: foot clinic, health and video pages. No hospital page or trial was found.",
)
