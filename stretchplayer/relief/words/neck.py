"""The shipped relief routine stiff-neck.yaml as code.

Generated from `routines/relief/` by `python -m stretchplayer.bedside.printing`; a test proves it current.
"""

from stretchplayer.relief.plan import Plan, Technique

#: Checksum of the file's bytes.
MADE_FROM = 3394223471

PLAN = Plan(
    muscle="neck",
    title="Neck or shoulder",
    techniques=(
        Technique(
            name="Slow breathing, seated",
            kind="breathe",
            large=("Sit. Drop your shoulders.", "Breathe out long."),
            small=("Then tilt slowly: small, no pulling.",),
            spoken=((0, "Sit. Drop your shoulders. Breathe out long."), (30000, "Keep your shoulders down.")),
            later=((30000, ("Keep your shoulders down.",)),),
            figure="Slow breathing, seated",
            source=("own-judgement",),
            dose_ms=60000,
        ),
        Technique(
            name="Neck side tilt",
            kind="stretch",
            large=("Tilt your head slowly to one side.", "Five seconds. Then the other side."),
            small=("Small, no pulling. Five times each way.",),
            spoken=((0, "Tilt slowly to one side. Five seconds. Then the other side."),),
            figure="Neck side tilt",
            source=("aruk-neck",),
            dose_ms=59000,
        ),
        Technique(
            name="Neck turn",
            kind="stretch",
            large=("Turn your head slowly to one side.", "Five seconds. Then the other side."),
            small=("Small, no pulling. Five times each way.",),
            spoken=((0, "Turn slowly to one side. Five seconds. Then the other side."),),
            figure="Neck turn",
            source=("aruk-neck",),
            dose_ms=59000,
        ),
        Technique(
            name="Shoulder rub",
            kind="massage",
            large=("Shoulders still down.", "Rub the top of the shoulder."),
            small=("Gently. The shoulder, not the neck.",),
            spoken=((0, "Shoulders still down. Rub the top of the shoulder, gently."),),
            figure="Shoulder rub",
            source=("own-judgement",),
            keep="Keep your shoulders down.",
        ),
        Technique(
            name="Warm towel or shower",
            kind="do",
            large=("Warm it, if you can.", "Shoulders down. Breathe out long."),
            small=("Warm towel, or a warm shower.", "Numb skin, diabetes, poor flow: no heat"),
            spoken=((0, "Warm it, if you can. Shoulders down."),),
            figure="Warm towel or shower",
            source=("safe-heat",),
        ),
    ),
    aftercare=(
        Technique(
            name="Slow breathing, seated",
            kind="breathe",
            large=("Shoulders low, breathe out long.",),
            small=("Then move your head a little.", "No circles. No pulling."),
            spoken=((0, "Shoulders low, breathe out long."),),
            figure="Slow breathing, seated",
            source=("own-judgement",),
            lines=("Shoulders low, breathe out long.", "Then move your head a little.", "No circles. No pulling."),
            dose_ms=30000,
        ),
        Technique(
            name="Neck side tilt",
            kind="stretch",
            large=("Tilt and turn a few times a day.",),
            spoken=((0, "Tilt and turn a few times a day."),),
            figure="Neck side tilt",
            source=("aruk-neck",),
            lines=("Tilt and turn a few times a day.",),
            dose_ms=59000,
        ),
        Technique(
            name="Warm towel or shower",
            kind="do",
            large=("Warm, wrapped: 15 min at most.", "Numb or weak arm? See a doctor."),
            spoken=((0, "Warm, wrapped: 15 min at most. Numb or weak arm? See a doctor."),),
            figure="Warm towel or shower",
            source=("safe-heat", "aruk-neck"),
            lines=("Warm, wrapped: 15 min at most.", "Numb or weak arm? See a doctor."),
        ),
    ),
    about="For a stiff neck, not for a cramp: Arthritis Research UK. Rubbing: our own judgement.",
)
