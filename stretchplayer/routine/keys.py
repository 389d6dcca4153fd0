"""The one table of the format: every verb and key with its kind of value, help, example and default.

The reader, the JSON Schema, completion and the reference in `routines/README.md` all follow it. It is long because
it is a table.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from stretchplayer.routine.key_types import (
    DOSE_BASES,
    KINDS,
    MUSCLES,
    RELIEVES,
    SIDE_WORDS,
    SIDES,
    VARIED,
    Key,
    Verb,
    table,
)
from stretchplayer.routine.terms import CATEGORIES

NOTE = Key(
    "note", "text", "How to do it; shown, and read aloud if the listener wants that.", "Heel down, knee straight"
)

HOLD = Key(
    "hold",
    "length",
    "Length of one hold, per side. `30s+` waits after it; `30-60s` is a range, held for 30s.",
    "30s",
    "the dose of the catalogue, or 30s",
    field="length",
    varied=VARIED,
)
FOR = Key(
    "for",
    "length",
    "Length of one bout, per side. `1m+` waits after it; `1-2m` is a range, planned at 1m.",
    "1m",
    "the dose of the catalogue; without one it waits for you",
    field="length",
    varied=VARIED,
)
REPS = Key(
    "reps",
    "reps",
    (
        "How many repetitions, per side, or `max`: as many as you can. With `every` or `tempo` they tick, with `for` "
        "they are the target within that time, with neither the step waits for you."
    ),
    "12",
    varied=VARIED,
)
EVERY = Key("every", "span", "Time for one repetition: a metronome ticks, and the bout lasts reps times this.", "2s")
TEMPO = Key(
    "tempo",
    "tempo",
    "In place of `every`: seconds to lower, hold, lift and hold. Each second ticks; `X`, as fast as you can, counts 1.",
    "3-1-1-0",
)
DISTANCE = Key(
    "distance",
    "distance",
    "How far, in m, km, mi or yd. It waits for you; with `for` it is the target within that time.",
    "400 m",
    varied=VARIED,
)
PACE = Key("pace", "pace", "How fast, to plan the distance: a time for each distance.", "5:30/km", "6:00/km")
BREATHS = Key(
    "breaths",
    "breaths",
    "Length of the bout in breaths, or half a one: `in` or `out`.",
    "6",
    "6 for `breathe` without any dose",
    varied=VARIED,
)
IN = Key("in", "span", "Time to breathe in.", "4s", "4s", field="inhale")
KEEP = Key("keep", "gap", "Time to keep the air in.", "1s", "0s")
OUT = Key("out", "span", "Time to breathe out.", "6s", "6s", field="exhale")
EMPTY = Key("empty", "gap", "Time to stay empty before the next breath.", "1s", "0s")
SETS = Key("sets", "sets", "How many holds or bouts, per side.", "2", "1", varied=frozenset(("side",)))
SIDE = Key(
    "sides",
    "choice",
    ("Which sides, in which order: `both` does all sets left and then all right, `alternate` changes after every set."),
    "both",
    "what the catalogue says, or `none`",
    SIDES,
)
PAUSE = Key("pause", "gap", "Between two bouts of this step on the same side.", "10s", "5s")
SWITCH = Key("switch", "gap", "Between two bouts of this step on different sides.", "5s", "5s")
READY = Key("ready", "gap", "Time to get into position before the first bout of the step.", "10s", "0s")
LOAD = Key(
    "load",
    "load",
    "How heavy, in your own words; shown and spoken, never computed with.",
    "15 kg",
    varied=VARIED,
)
EFFORT = Key("effort", "short", "How hard, in your own words; shown and spoken, never computed with.", "RPE 7")
EQUIPMENT = Key(
    "equipment",
    "things",
    "What is needed for it. `none` if what the catalogue names is not needed.",
    "[towel, chair]",
    "what the catalogue says",
)
LINK = Key("link", "url", "A web address, such as that of a video; shown, never opened.", "https://example.org/video")
OPTIONAL = Key("optional", "truth", "Whether skipping it leaves nothing unfinished.", "yes", "no")
LANGUAGE = Key(
    "language",
    "language",
    "What is spoken here: the voice, its numbers and phrases. It translates nothing.",
    "de",
    "what holds outside, else the one of your settings",
)
CUES = Key(
    "cues",
    "cues",
    ("Words to say at a moment of each bout: `start`, `half`, `end`, `10s in` or `10s left`."),
    "{half: Breathe out and sink}",
)
FIGURE = Key(
    "figure",
    "name",
    "The move of the catalogue whose figure to show.",
    "Standing calf stretch",
    "the move with the step's name",
)
SOURCE = Key(
    "source",
    "keys",
    ("Where the dose comes from: a key of `sources`, or a list of keys. Without one it is by comfort, and says so."),
    "acsm-2021",
)
_COMMON = (*(SETS, SIDE, PAUSE, SWITCH, READY, LOAD, EFFORT, NOTE, CUES, FIGURE, EQUIPMENT, LINK, OPTIONAL, SOURCE),)
_COUNTED = (FOR, REPS, EVERY, TEMPO)
_BREATH = (IN, KEEP, OUT, EMPTY)

_DEFAULTS = (
    Key("hold", "length", "Length of a hold for every stretch inside that has none.", "30s"),
    Key("rest", "gap", "Between two steps inside; never before the first or after the last.", "5s", "0s"),
    Key("switch", "gap", "To change sides, for every step inside.", "5s", "5s"),
    Key("pause", "gap", "Between two bouts on the same side, for every step inside.", "5s", "5s"),
    Key("ready", "gap", "Time to get into position before each step inside.", "5s", "0s"),
    *(replace(key, help=f"{key.help.removesuffix('.')}, for every step inside.") for key in _BREATH),
)
_ROUND_NAME = Key("name", "name", "What the rounds are called.", "Hip circuit")
_ROUND_HELP = "Between two rounds. It does not count for the steps inside."
_ROUND_REST = Key("rest", "gap", _ROUND_HELP, "30s", "the rest that holds outside")
_INNER_DEFAULTS = tuple(replace(key, default="what holds outside") for key in _DEFAULTS)
_ROUND_DEFAULTS = tuple(_ROUND_REST if key.name == "rest" else key for key in _INNER_DEFAULTS)
STEPS = Key(
    "steps",
    "steps",
    "The steps, in the order in which they are done.",
    "[Neck tilt, Standing calf stretch]",
    required=True,
)

WITH = Key(
    "with",
    "with",
    (
        "What it changes there: the defaults of a section, `sets` and `sides` for every step that writes none, and "
        "under `steps` keys for the steps of a name."
    ),
    "{hold: 45s, steps: {Wall squat: {reps: 12}}}",
)

_VERBS = (
    Verb(
        "stretch",
        "name",
        "A static hold that lengthens a muscle.",
        "Standing calf stretch",
        table(HOLD, BREATHS, *_BREATH, *_COMMON),
    ),
    Verb(
        "move",
        "name",
        "Movement or effort, counted or timed; planks and balances too.",
        "March on the spot",
        table(*_COUNTED, DISTANCE, PACE, *_COMMON),
    ),
    Verb("massage", "name", "Rubbing, rolling, pressing.", "Calf", table(*_COUNTED, *_COMMON)),
    Verb("breathe", "name", "Paced breathing.", "Slow belly breathing", table(FOR, BREATHS, *_BREATH, *_COMMON)),
    Verb(
        "do",
        "name",
        "Anything else worth time or a tick: drink, warm compress, walk it off.",
        "Drink a glass of water",
        table(*_COUNTED, DISTANCE, PACE, *_COMMON),
    ),
    Verb("rest", "gap", "A rest of that length in place of the default one.", "20s", table(NOTE, CUES)),
    Verb("say", "text", "Spoken and shown; takes no time of its own.", "Well done", table(NOTE)),
    Verb(
        "section",
        "name",
        "Groups steps under a name, and may set defaults for them.",
        "Warm",
        table(STEPS, *_INNER_DEFAULTS, LANGUAGE, NOTE, LINK, OPTIONAL),
    ),
    Verb(
        "repeat",
        "rounds",
        "Runs its steps again: a number of rounds, `for 20m`, or, for relief, `until eased`.",
        "3",
        table(_ROUND_NAME, *_ROUND_DEFAULTS, STEPS, NOTE, LINK, OPTIONAL),
    ),
    Verb(
        "use",
        "name",
        "The steps defined under `define` here, or another routine by its id or relative path.",
        "calf-release",
        table(WITH, NOTE, LINK, OPTIONAL),
    ),
)
VERBS: Mapping[str, Verb] = MappingProxyType({verb.name: verb for verb in _VERBS})
VERB_KEYS = table(*(Key(verb.name, verb.kind, verb.help, verb.example) for verb in VERBS.values()))
"""The key that names each kind of step."""

TOP: Mapping[str, Key] = table(
    Key("name", "name", "What the routine is called.", "Evening legs", "the name of the file"),
    LANGUAGE,
    Key(
        "category",
        "category",
        "Where the library lists it; any other word, such as `desk`, is a shelf of your own.",
        "cool-down",
        "yours",
        CATEGORIES,
    ),
    Key("about", "text", "A sentence or two for whom it is and when.", "After a run. Stop if anything hurts sharply."),
    Key("tags", "names", "Words to find it by.", "[legs, running]"),
    Key("equipment", "things", "What is needed, besides what its steps and the catalogue name.", "[mat]"),
    LINK,
    Key("relieves", "choices", "Which cramps it helps, with `category: relief`.", "[calf, foot]", options=RELIEVES),
    Key("countdown", "gap", "Time to get ready before the first step.", "5s", "5s"),
    *_DEFAULTS,
    Key("accept", "names", "Names that the catalogue need not know: no advice about them.", "[Bow, Half lift]"),
    Key("define", "define", "Lists of steps by name, for `use`.", "{calf-release: [{massage: Calf, for: 1m}]}"),
    STEPS,
    Key(
        "sources",
        "sources",
        "Where doses come from: a key each, with `title`, `url` and `says`.",
        "{acsm-2021: {title: Stretching guidelines}}",
    ),
)

SOURCE_KEYS: Mapping[str, Key] = table(
    Key("title", "name", "What it is: author, title, publisher.", "Stretching guidelines update", required=True),
    Key("url", "url", "Where it can be read.", "https://example.org/page"),
    Key("says", "text", "The published dose, in your own words.", "Hold 10 to 30 s; older adults 30 to 60 s."),
)

DOSE_KEYS: Mapping[str, Key] = table(
    *(replace(key, varied=frozenset()) for key in (HOLD, FOR, REPS, EVERY, BREATHS, SETS)),
)

MOVE_KEYS: Mapping[str, Key] = table(
    Key("name", "name", "What the move is called on the screen.", "Standing calf stretch", required=True),
    Key("also", "names", "Other names that find it.", "[wall calf stretch, gastrocnemius stretch]"),
    Key(
        "language",
        "language",
        "The language of its texts; the voice reads no text of another one.",
        "en",
        "the one of your settings",
    ),
    Key("kind", "choice", "The verb it goes with.", "stretch", options=KINDS, required=True),
    Key("muscles", "choices", "What it works, the most important first.", "[gastrocnemius]", options=MUSCLES),
    Key("sides", "choice", "The sides it is done for when a step says nothing.", "both", "none", SIDES),
    Key(
        "side_word",
        "choice",
        'What the voice calls a side: "Left leg", or with `to`, "To the left".',
        "leg",
        "side",
        SIDE_WORDS,
    ),
    Key("dose", "dose", "How much, per side, when a step says nothing.", "{hold: 30s, sets: 2}"),
    Key(
        "dose_basis",
        "choice",
        ("Where the dose comes from: `published`, `practice` (drills nobody dosed) or `comfort` (rubbing)."),
        "published",
        "comfort",
        DOSE_BASES,
    ),
    Key("equipment", "things", "What is needed for it.", "[wall]"),
    Key("how", "texts", "How to do it, a sentence each.", "[Hands on a wall., Lean in until the calf pulls.]"),
    Key("feel", "text", "What it should feel like.", "A pull high in the back of the lower leg."),
    Key("avoid", "texts", "What not to do, and when to stop.", "[Do not bounce., Stop at sharp pain.]"),
    Key("source", "keys", "Keys of sources for the dose and the technique.", "[acsm-2021]"),
    Key("points_toes", "truth", "Whether it points the toes, which can set off a calf or foot cramp.", "yes", "no"),
    Key(
        "figure",
        "drawing",
        "Its drawing: `view`, `poses` and the like, or `like:` a move; `stretchplayer explain figures` tells all.",
        "{view: side, poses: [{hip: [40, 0], knee: [60, 10]}]}",
    ),
)

EXERCISE_KEYS: Mapping[str, Key] = MappingProxyType(
    {key.name: key for verb in VERBS.values() if verb.is_exercise for key in verb.keys.values()}
)
"""Every key that a step done by body or hand may take."""
WITH_KEYS: Mapping[str, Key] = table(
    *(replace(key, default="that of the list") for key in _DEFAULTS),
    replace(SETS, varied=frozenset(), help="How many sets, for every step that writes none."),
    replace(SIDE, help="Which sides, for every step that writes none.", default="that of each step"),
    Key("steps", "changes", "Keys for every step of a name.", "{Wall squat: {reps: 12}}"),
)
_PLAN_HELP = "What the plan is called; this key makes a file a plan."
_FOR_HELP = "How many weeks or days it lasts, at most 366 days."
_PLAN_WITH = replace(WITH, field="overrides")
PLAN_KEYS: Mapping[str, Key] = table(
    Key("plan", "name", _PLAN_HELP, "Runner's week", field="name", required=True),
    Key("about", "text", "A sentence or two for whom it is.", "For three runs a week."),
    Key("tags", "names", "Words to find it by.", "[running]"),
    LINK,
    Key("start", "date", "The day on which it begins.", "2026-11-30", "the day on which it is first played"),
    Key("for", "lasting", _FOR_HELP, "6 weeks", "until you end it", field="length"),
    replace(_PLAN_WITH, help="What it changes in every routine below."),
    Key(
        "days",
        "days",
        "What is done on which day of the week, or a list: a cycle of days from the start.",
        "{Mon-Fri: evening-legs}",
        required=True,
    ),
    Key(
        "progress",
        "progress",
        "What changes from a week or day on, counted from the start.",
        "{week 3: {with: {hold: 45s}}}",
    ),
)
DAY_KEYS: Mapping[str, Key] = table(
    Key("use", "name", "The routine of the day, by its id or a path from this file.", "evening-legs", field="target"),
    Key("alternate", "turns", "Routines that take turns, by the calendar.", "[legs-a, legs-b]"),
    replace(_PLAN_WITH, help="What it changes in that routine; it beats the plan's."),
    Key("note", "text", "Shown with the day.", "Easy pace."),
    OPTIONAL,
)
PROGRESS_KEYS: Mapping[str, Key] = table(
    replace(_PLAN_WITH, help="What changes from here on; it adds to what was changed before, key by key."),
    replace(PLAN_KEYS["days"], help="The days from here on, in place of those before.", required=False),
    Key("note", "text", "Shown when it begins.", "Longer holds from here on."),
)
STEP_KEYS: frozenset[str] = frozenset(key for verb in VERBS.values() for key in verb.keys)
"""Every key that some verb takes."""
TABLES: Mapping[str, Mapping[str, Key]] = MappingProxyType(
    {
        "top": TOP,
        "source": SOURCE_KEYS,
        "move": MOVE_KEYS,
        "dose": DOSE_KEYS,
        "with": WITH_KEYS,
        "change": EXERCISE_KEYS,
        "plan": PLAN_KEYS,
        "day": DAY_KEYS,
        "from": PROGRESS_KEYS,
    }
)
"""The keys of each kind of mapping; those of a step are its verb's."""
