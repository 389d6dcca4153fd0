"""The shipped relief routine hand-cramp.yaml as code.

Generated from `routines/relief/` by `python -m stretchplayer.bedside.printing`; a test proves it current.
"""

from stretchplayer.relief.plan import Plan, Technique

#: Checksum of the file's bytes.
MADE_FROM = 1427961087

PLAN = Plan(
    muscle="hand",
    title="Hand or forearm cramp",
    techniques=(
        Technique(
            name="Palm-up wrist stretch",
            kind="stretch",
            large=("Open your fingers.", "Other hand draws the palm back."),
            small=("Elbow straight, not locked.",),
            spoken=((0, "Open your fingers. Draw the palm back with the other hand."), (95000, "Ease off a little.")),
            figure="Palm-up wrist stretch",
            source=("orthoep-forearm", "own-judgement"),
            dose_ms=95000,
            ms=95000,
        ),
        Technique(
            name="Palm-down wrist stretch",
            kind="stretch",
            large=("Palm down. Bend the wrist.", "Other hand draws it toward you."),
            small=("Elbow straight, not locked.",),
            spoken=((0, "Palm down. The other hand bends the wrist toward you."),),
            figure="Palm-down wrist stretch",
            source=("orthoep-forearm", "own-judgement"),
            dose_ms=95000,
            ms=95000,
        ),
        Technique(
            name="Forearm rub",
            kind="massage",
            large=("Rest the arm, fingers open.", "Rub the hard part, gently."),
            small=("Slow strokes. Comfort decides how firm.",),
            spoken=((0, "Rest the arm, fingers open. Rub the hard part, gently."),),
            figure="Forearm rub",
            source=("aaos-cramps", "own-judgement"),
            keep="Keep your palm drawn back.",
        ),
        Technique(
            name="Fist and fan",
            kind="move",
            large=("Open and close the hand.", "Slowly. Spread the fingers wide."),
            small=("Fingers grip? Draw the palm back again.",),
            spoken=((0, "Open and close the hand, slowly."),),
            figure="Fist and fan",
            source=("own-judgement",),
        ),
        Technique(
            name="Warm towel or shower",
            kind="do",
            large=("Warm it, if you can.", "Or draw the palm back again."),
            small=("Warm towel, or warm water.", "Numb skin, diabetes, poor flow: no heat"),
            spoken=((0, "Warm it, if you can. Or draw the palm back again."),),
            figure="Warm towel or shower",
            source=("aaos-cramps-order", "safe-heat"),
        ),
    ),
    aftercare=(
        Technique(
            name="Palm-up wrist stretch",
            kind="stretch",
            large=("Keep the stretch, half as hard.",),
            small=("Then let go slowly.", "Rest the hand, palm up."),
            spoken=((0, "Keep the stretch, half as hard."),),
            figure="Palm-up wrist stretch",
            source=("merck-forearm", "own-judgement"),
            lines=("Keep the stretch, half as hard.", "Then let go slowly.", "Rest the hand, palm up."),
            dose_ms=30000,
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
            name="Fist and fan",
            kind="move",
            large=("Sore until tomorrow is usual.", "Grip lightly for a while. Sip water."),
            small=("For soreness ask a pharmacist what suits you.",),
            spoken=((0, "Sore until tomorrow is usual. Grip lightly for a while. Sip water."),),
            figure="Fist and fan",
            source=("nhs-leg-cramps-old", "own-judgement"),
            lines=(
                "Sore until tomorrow is usual.",
                "Grip lightly for a while. Sip water.",
                "For soreness ask a pharmacist what suits you.",
            ),
        ),
    ),
    about="An orthopaedic practice, for a stiff forearm. Rubbing, opening: our own judgement.",
)
