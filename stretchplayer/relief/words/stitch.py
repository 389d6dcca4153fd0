"""The shipped relief routine side-stitch.yaml as code.

Generated from `routines/relief/` by `python -m stretchplayer.bedside.printing`; a test proves it current.
"""

from stretchplayer.relief.plan import Plan, Technique

#: Checksum of the file's bytes.
MADE_FROM = 1733029993

PLAN = Plan(
    muscle="stitch",
    title="Side stitch",
    techniques=(
        Technique(
            name="Press, breathe and bend",
            kind="breathe",
            large=("Slow down or stop.", "Breathe deep. Press it. Bend forward."),
            small=("Hold on to something.",),
            spoken=(
                (0, "Slow down or stop. Breathe deep. Press it. Bend forward."),
                (15000, "Long breath out."),
                (30000, "Keep breathing."),
            ),
            later=((30000, ("Keep breathing.", "Long and slow.")),),
            figure="Press, breathe and bend",
            source=("healthline-stitch", "own-judgement"),
            dose_ms=60000,
        ),
        Technique(
            name="Arm up and lean",
            kind="stretch",
            large=("Other arm up.", "Lean gently to the sore side."),
            small=("Hold on to something. Keep breathing.",),
            spoken=((0, "Other arm up. Lean gently to the sore side."),),
            figure="Arm up and lean",
            source=("healthline-stitch",),
            dose_ms=30000,
        ),
        Technique(
            name="Easy walk",
            kind="move",
            large=("Walk easily.", "Breathe out long."),
            small=("Still there? Press it and bend again.",),
            spoken=((0, "Walk easily. Breathe out long."),),
            figure="Easy walk",
            source=("healthline-stitch", "own-judgement"),
            dose_ms=60000,
        ),
    ),
    aftercare=(
        Technique(
            name="Press, breathe and bend",
            kind="breathe",
            large=("Keep breathing, long and slow.",),
            small=("Then stand up slowly.", "Let your arms hang loose."),
            spoken=((0, "Keep breathing, long and slow."),),
            figure="Press, breathe and bend",
            source=("own-judgement",),
            lines=("Keep breathing, long and slow.", "Then stand up slowly.", "Let your arms hang loose."),
            dose_ms=30000,
        ),
        Technique(
            name="Easy walk",
            kind="move",
            large=("Walk a little. Sip water.", "Start again slowly, if at all."),
            spoken=((0, "Walk a little. Sip water. Start again slowly, if at all."),),
            figure="Easy walk",
            source=("healthline-stitch", "own-judgement"),
            lines=("Walk a little. Sip water.", "Start again slowly, if at all."),
            dose_ms=60000,
        ),
    ),
    about="Weak. One health page describes this. Nothing is rubbed here.",
)
