"""The shipped relief routine groin-cramp.yaml as code.

Generated from `routines/relief/` by `python -m stretchplayer.bedside.printing`; a test proves it current.
"""

from stretchplayer.relief.plan import Plan, Technique

#: Checksum of the file's bytes.
MADE_FROM = 1619259189

PLAN = Plan(
    muscle="groin",
    title="Groin cramp",
    techniques=(
        Technique(
            name="Wide side lean",
            kind="stretch",
            large=("Light on. Hold the bed or wall.", "Stand wide. Bend the good knee.", "Keep the sore leg straight."),
            small=("In bed: soles together, knees apart.",),
            spoken=(
                (0, "Light on. Hold on. Stand wide. Bend the good knee. Keep the sore leg straight."),
                (15000, "Long breath out."),
                (30000, "Keep holding."),
            ),
            later=((30000, ("Keep holding.", "It can take a minute or two.")),),
            figure="Wide side lean",
            source=("mount-sinai-cramps", "own-judgement"),
            stands=True,
            bed=Technique(
                name="Butterfly",
                kind="stretch",
                large=("Soles together, knees apart.", "Let the knees sink."),
                small=("Sit up. Hold until it softens.",),
                spoken=(
                    (0, "Sit up. Soles together, knees apart."),
                    (15000, "Long breath out."),
                    (30000, "Keep holding."),
                ),
                later=((30000, ("Keep holding.", "It can take a minute or two.")),),
                figure="Butterfly",
                source=("nhs-stretch-after-exercise",),
            ),
        ),
        Technique(
            name="Walk and wiggle",
            kind="do",
            large=("Light on. Hold the bed or wall.", "Walk slowly. Small steps."),
            small=("Hold on to something.",),
            spoken=((0, "Light on. Hold on. Walk slowly, small steps."),),
            figure="Walk and wiggle",
            source=("cleveland-leg-cramps", "own-judgement"),
            stands=True,
        ),
        Technique(
            name="Warm towel or shower",
            kind="do",
            large=("Warm it, if you can.", "Or open the legs again."),
            small=("Warm towel, or a five-minute shower.", "Numb skin, diabetes, poor flow: no heat"),
            spoken=((0, "Warm it, if you can. Or open the legs again."),),
            figure="Warm towel or shower",
            source=("aaos-cramps-order", "uptodate-night-cramps", "safe-heat"),
        ),
    ),
    aftercare=(
        Technique(
            name="Butterfly",
            kind="stretch",
            large=("Keep the stretch, half as hard.",),
            small=("Then let go slowly.", "Bring the legs in a little at a time."),
            spoken=((0, "Keep the stretch, half as hard."),),
            figure="Butterfly",
            source=("mount-sinai-cramps", "own-judgement"),
            lines=("Keep the stretch, half as hard.", "Then let go slowly.", "Bring the legs in a little at a time."),
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
            source=("nhs-leg-cramps-old", "own-judgement"),
            lines=("Sore until tomorrow is usual.", "For soreness ask a pharmacist what suits you."),
        ),
    ),
    about="Mount Sinai and NHS for the positions. Rubbing is left out, our own judgement.",
)
