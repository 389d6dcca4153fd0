"""Problems of keys, values and steps."""

TEXT = r"""
## not-a-routine
A routine is a mapping with at least `steps:` in it, and this file is a single text.
--- wrong
Neck tilt, calf stretch
--- right
steps:
  - Neck tilt
  - Calf stretch

## no-steps-key
The list of steps stands below `steps:`.
--- wrong
- Neck tilt
- Calf
--- right
steps:
  - Neck tilt
  - Calf

## no-steps
A routine, a `section`, a `repeat` and a list under `define:` have steps: a list, a step a line.
--- wrong
name: Legs
--- right
name: Legs
steps:
  - Calf

## empty-step
A dash with nothing after it.
--- wrong
steps:
  - Calf
  -
--- right
steps:
  - Calf

## step-outside-steps
This key belongs to a step, and steps stand below `steps:`.
--- wrong
stretch: Calf
hold: 30s
--- right
steps:
  - stretch: Calf
    hold: 30s

## unknown-verb
A step is a bare name, or a mapping that starts with one of the verbs `stretch`, `move`, `massage`, `breathe`, `do`,
`rest`, `say`, `section`, `repeat` and `use`. A time does not follow a name: it has its own key.
--- wrong
steps:
  - Neck tilt: 20s
--- right
steps:
  - stretch: Neck tilt
    hold: 20s

## no-verb
A step with keys has to say what it is.
--- wrong
steps:
  - hold: 30s
    sides: both
--- right
steps:
  - stretch: Calf
    hold: 30s
    sides: both

## two-verbs
A step is one thing. A rest after a move is a step of its own.
--- wrong
steps:
  - move: Leg swings
    for: 30s
    rest: 10s
--- right
steps:
  - move: Leg swings
    for: 30s
  - rest: 10s

## unknown-key
The format has no such key here. The message gives the nearest one, or all that are taken.
--- wrong
steps:
  - stretch: Calf
    hodl: 30s
--- right
steps:
  - stretch: Calf
    hold: 30s

## key-not-for-verb
The key exists, and goes with other verbs. A stretch is held, so its length is `hold`; the others go on `for` a time.
--- wrong
steps:
  - move: Leg swings
    hold: 20s
--- right
steps:
  - move: Leg swings
    for: 20s

## duplicate-key
A key stands twice in one mapping; one of the values would be lost.
--- wrong
steps:
  - stretch: Calf
    hold: 30s
    hold: 45s
--- right
steps:
  - stretch: Calf
    hold: 45s

## missing-key
This mapping can't do without the key: a source has a `title`, a move a `name` and a `kind`.
--- wrong
steps:
  - Calf
sources:
  acsm:
    url: https://example.org/page
--- right
steps:
  - Calf
sources:
  acsm:
    title: Stretching guidelines
    url: https://example.org/page

## missing-value
A key has nothing after its colon.
--- wrong
name:
steps:
  - Calf
--- right
name: Legs
steps:
  - Calf

## wrong-shape
A text stands where a list or mapping was expected, or the other way round.
--- wrong
steps:
  - stretch:
      name: Calf
      hold: 30s
--- right
steps:
  - stretch: Calf
    hold: 30s

## bad-time
Times are `30s`, `5m`, `1h 10m`, `1m 30s`, `90 sec`, `2 minutes`, `1.5m`, `1:30`, `1:05:00`, or a bare number of
seconds. A `+` at the end of a `hold` or `for` means at least so long, then until you go on.
--- wrong
steps:
  - stretch: Calf
    hold: 1m30
--- right
steps:
  - stretch: Calf
    hold: 1m 30s

## zero-dose
A dose of nothing. Gaps (`rest`, `pause`, `switch`), `countdown`, `keep` and `empty` may be `0s` or `none`; a dose, a
metronome and breathing in and out may not.
--- wrong
steps:
  - stretch: Calf
    hold: 0s
--- right
steps:
  - stretch: Calf
    hold: 30s

## open-not-here
Only what you do can wait for you: `hold` and `for`, also as a default. A gap has its length.
--- wrong
rest: 5s+
steps:
  - Calf
--- right
rest: 5s
steps:
  - stretch: Calf
    hold: 30s+

## bad-count
Counts are whole numbers from 1 to 999 in plain digits. A range goes into `says` of a source.
--- wrong
steps:
  - move: Glute bridge
    reps: 8-12
--- right
steps:
  - move: Glute bridge
    reps: 10

## bad-choice
The key takes one of a few words, written exactly so.
--- wrong
steps:
  - stretch: Calf
    sides: each
--- right
steps:
  - stretch: Calf
    sides: both

## bad-cue
Cues stand at `start`, `half`, `end`, or a time in or before the end of a bout, such as `10s in` and `10s left`.
--- wrong
steps:
  - stretch: Calf
    cues:
      middle: Breathe out
--- right
steps:
  - stretch: Calf
    cues:
      half: Breathe out

## bad-url
A source's `url` starts with `https://` or `http://` and has no spaces.
--- wrong
steps:
  - Calf
sources:
  acsm:
    title: Stretching guidelines
    url: www.example.org
--- right
steps:
  - Calf
sources:
  acsm:
    title: Stretching guidelines
    url: https://www.example.org

## bad-id
A move in a `moves/` folder has an id of small letters, digits and hyphens.

## too-long-text
A name may have 120 characters, a text 2,000: more can't be read while one moves.

## two-lengths
A step has one length: `hold` or `breaths`, `for` or `breaths`, `for` or `every`.
--- wrong
steps:
  - stretch: Calf
    hold: 30s
    breaths: 6
--- right
steps:
  - stretch: Calf
    breaths: 6

## every-without-reps
`every` is the time of one repetition; how many there are is `reps`.
--- wrong
steps:
  - move: Leg swings
    every: 2s
--- right
steps:
  - move: Leg swings
    reps: 10
    every: 2s

## relieves-not-relief
`relieves` says which cramps a routine helps, and goes with `category: relief`.
--- wrong
relieves: calf
steps:
  - Calf
--- right
category: relief
relieves: calf
steps:
  - Calf

## eased-not-relief
`repeat: until eased` goes round until a cramp has eased; other routines have a number of rounds or a time.
--- wrong
steps:
  - repeat: until eased
    steps:
      - Calf
--- right
steps:
  - repeat: 3
    steps:
      - Calf

## eased-not-top
`repeat: until eased` stands in the outermost `steps:`, not inside a section, another repeat or a used routine.
--- wrong
category: relief
relieves: calf
steps:
  - section: Now
    steps:
      - repeat: until eased
        steps:
          - Calf
--- right
category: relief
relieves: calf
steps:
  - repeat: until eased
    steps:
      - Calf

## eased-twice
A relief routine goes round until eased once; after it the rest follows.
--- wrong
category: relief
relieves: calf
steps:
  - repeat: until eased
    steps:
      - Calf
  - repeat: until eased
    steps:
      - Foot
--- right
category: relief
relieves: calf
steps:
  - repeat: until eased
    steps:
      - Calf
      - Foot
"""
