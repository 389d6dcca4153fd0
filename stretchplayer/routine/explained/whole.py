"""Problems of a routine as a whole: what it uses, how long it gets, and advice."""

TEXT = r"""
## unknown-use
`use` names a list under `define:` in this file, or another routine by its id or by a path from this file.
--- wrong
define:
  calf-release:
    - massage: Calf
steps:
  - use: calf-relese
--- right
define:
  calf-release:
    - massage: Calf
steps:
  - use: calf-release

## use-cycle
What is used comes back to where it is used from, and would never end.
--- wrong
define:
  legs:
    - Calf
    - use: legs
steps:
  - use: legs
--- right
define:
  legs:
    - Calf
steps:
  - use: legs

## use-too-deep
Lists and routines may use one another eight deep.

## use-refused
The routine exists and is not followed: it lies outside the folders that hold routines, or can't be read.

## use-broken
The used routine has mistakes of its own. They are reported too, at their places in that file.

## unused-define
Nothing uses this list.
--- wrong
define:
  calf-release:
    - massage: Calf
steps:
  - Calf
--- right
define:
  calf-release:
    - massage: Calf
steps:
  - use: calf-release

## too-many-steps
With every `use` followed, the routine comes to more than 2,000 steps. Rounds are cheaper with `repeat:`.

## too-long
A run may have 2,000 segments and last 6 hours.
--- wrong
steps:
  - repeat: 100
    steps:
      - move: Easy walk
        for: 1h
--- right
steps:
  - repeat: 3
    steps:
      - move: Easy walk
        for: 1h

## waits-in-timed-repeat
Inside `repeat: for 20m` nothing can wait for you: it could not end in time.
--- wrong
steps:
  - repeat: for 5m
    steps:
      - move: Glute bridge
        reps: 12
--- right
steps:
  - repeat: for 5m
    steps:
      - move: Glute bridge
        reps: 12
        every: 3s

## round-without-length
A round of `repeat: for 20m` has to take some time.
--- wrong
steps:
  - repeat: for 5m
    steps:
      - say: Go on
--- right
steps:
  - repeat: for 5m
    steps:
      - move: March on the spot
        for: 1m

## nothing-fits
The time of a `repeat: for …` is too short for any of its steps.

## until-eased-place
`repeat: until eased` stands in the outermost `steps:` of a relief routine.

## no-effect
The key is allowed and does nothing here.
--- wrong
steps:
  - stretch: Neck tilt
    hold: 30s
    in: 4s
--- right
steps:
  - stretch: Neck tilt
    breaths: 3
    in: 4s

## unknown-move
The catalogue has no move of this name: it plays without how-to, figure and sides. Perhaps it is misspelt; or write it
into your own `moves/` folder.
--- wrong
steps:
  - Nekc tilt
--- right
steps:
  - Neck tilt

## unknown-figure
`figure` names a move of the catalogue whose drawing to show.
--- wrong
steps:
  - stretch: Neck tilt
    figure: Nekc tilt
--- right
steps:
  - stretch: Neck tilt
    figure: Neck tilt

## unknown-source
The key stands neither under `sources:` here nor among the shared ones.
--- wrong
steps:
  - stretch: Neck tilt
    source: a-book
--- right
steps:
  - stretch: Neck tilt
    source: a-book
sources:
  a-book:
    title: A book

## kind-differs
The catalogue knows this move under another verb. That is allowed, and changes its dose and its colour.
--- wrong
steps:
  - move: Neck tilt
    for: 30s
--- right
steps:
  - stretch: Neck tilt
    hold: 30s

## time-in-name
Names are never read for times or counts: write them as keys.
--- wrong
steps:
  - Neck tilt 30s
--- right
steps:
  - stretch: Neck tilt
    hold: 30s

## short-hold
The guidelines ask for holds of 10 to 30 seconds, and the catalogue's dose for this stretch is longer.
--- wrong
steps:
  - stretch: Neck tilt
    hold: 5s
--- right
steps:
  - stretch: Neck tilt
    hold: 15s

## long-hold-warm-up
More than 60 s of static hold for one muscle right before exercise costs strength and speed; shorter holds, with
movement after them, hardly do.
--- wrong
category: warm-up
steps:
  - stretch: Neck tilt
    hold: 90s
  - move: March on the spot
    for: 1m
--- right
category: warm-up
steps:
  - stretch: Neck tilt
    hold: 20s
  - move: March on the spot
    for: 1m

## no-move-after-hold
After static holds a warm-up goes on with movement: that undoes the little that holding costs.
--- wrong
category: warm-up
steps:
  - move: March on the spot
    for: 1m
  - stretch: Neck tilt
    hold: 20s
--- right
category: warm-up
steps:
  - stretch: Neck tilt
    hold: 20s
  - move: March on the spot
    for: 1m

## points-toes
The move points the toes, and a pointed foot is what sets off a cramp in calf or foot.
--- wrong
category: relief
relieves: calf
steps:
  - Toe points
--- right
category: relief
relieves: calf
steps:
  - Neck tilt

## massage-source
Nobody has published a dose of massage by hand; rolling has some. A massage goes by comfort.
--- wrong
steps:
  - massage: Neck rub
    for: 1m
    source: a-book
sources:
  a-book:
    title: A book
--- right
steps:
  - massage: Neck rub
    for: 1m

## relief-without-relieves
The relief screen leads to routines by the muscle that cramps; this one names none.
--- wrong
category: relief
steps:
  - Neck tilt
--- right
category: relief
relieves: neck
steps:
  - Neck tilt
"""
