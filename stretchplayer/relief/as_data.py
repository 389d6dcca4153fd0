"""What relief knows as plain data, for a page in a browser that runs the same machine.

`relief_tables` is what such a page is generated from; nothing in it is known elsewhere. Times are milliseconds. Texts
hold `{emergency}`, `{line}` and `{a_line}` where numbers belong.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from stretchplayer.relief import flow, rules, signs, texts
from stretchplayer.relief.muscles import ALL, MUSCLES
from stretchplayer.relief.plan import SHOWN_MS, Plan, packed
from stretchplayer.relief.record import BACK_MS, NIGHT_FROM, NIGHT_UNTIL, TEN_MS, SignRecord
from stretchplayer.relief.rules import parted
from stretchplayer.words.moment import Moment

if TYPE_CHECKING:
    from stretchplayer.routine.terms import Relieves


def relief_tables(
    plan_of: "Callable[[Relieves], Plan]", why: Mapping[str, Any], numbers: texts.Numbers
) -> dict[str, Any]:
    """Ready for JSON. `plan_of` gives the plan of a muscle, `why` is the page on cramps, `numbers` are to be called."""

    def stop(muscle: "Relieves", *ids: str) -> dict[str, Any]:
        """What Stop shows and says of signs, marked just now or found again."""
        marked = tuple(SignRecord(id, id, signs.SIGNS[id].text, Moment(0)) for id in ids)
        new = numbers.all(flow.stop_lines(marked, MUSCLES[muscle]))
        return {
            name: {"rows": rows, "said": texts.sentences(rows)}
            for name, rows in (("new", new), ("again", flow.asked_again(new)))
        }

    steps = [parted(step) for rule in rules.page_rules().values() for _, steps, _ in rule for step in steps]
    words = {name.lower(): getattr(texts, name) for name in dir(texts) if _is_text(name)}
    return {
        # The pages of the journal lie on the machine, not in the phone.
        "keys": {
            page: {key: action for key, action in keys.items() if action != "page"} for page, keys in flow.KEYS.items()
        },
        "keys_over": {over: dict(keys) for over, keys in flow.OVER_KEYS.items()},
        "rules": rules.page_rules(),
        "derived": dict(rules.DERIVED), "flags": dict(rules.FLAGS), "sets": dict(rules.SETS),
        "dimmed": dict(rules.DIMMED), "bed_instead": rules.BED_INSTEAD, "left_out": rules.LEFT_OUT,
        "not_first": rules.NOT_FIRST, "not_by_itself": rules.NOT_BY_ITSELF,
        "times": {
            "guard": flow.GUARD_MS, "idle": flow.IDLE_MS, "jump": flow.JUMP_MS, "peek": flow.PEEK_MS,
            "was": flow.WAS_MS, "dim": flow.DIM_MS, "noted": flow.NOTED_MS, "shown": SHOWN_MS,
            "silence": texts.SILENCE_MS, "five": texts.FIVE_MS, "five_shown": texts.FIVE_SHOWN_MS, "ten": TEN_MS,
            "fifteen": texts.FIFTEEN_MS, "half": texts.HALF_MS, "back": BACK_MS, "warm_until_five": flow.WARM_MS,
        },
        "night": {"from": NIGHT_FROM, "until": NIGHT_UNTIL},
        "sides": dict(flow.SIDES),
        "onsets": dict(flow.ONSETS),
        "muscles": {
            muscle.id: {
                **{name: getattr(muscle, name) for name in muscle._fields},
                "ten": texts.ten_lines(muscle),
                "plan": packed(plan_of(muscle.id)),
                "pages": signs.pages(muscle.id),
            }
            for muscle in MUSCLES.values()
        },
        "gates": {limb: gate._asdict() for limb, gate in texts.GATES.items()},
        "signs": {
            sign.id: {name: getattr(sign, name) for name in ("text", "short", "action", "haste")}
            for sign in signs.SIGNS.values()
        },
        "sign_pages": signs.pages(None),
        "sign_headings": dict(signs.HEADINGS),
        "stop": {sign: stop("calf", sign) for sign in signs.SIGNS if sign[0] != "D"},
        "stop_arm": stop("hand", "T1"),
        "stop_neck": stop("neck", *texts.GATES["neck"].yes),
        "clot_risks": signs.CLOT_RISKS,
        "numbers": numbers._asdict(),
        "texts": words,
        "said": {
            name: words[name] if isinstance(words[name], str) else texts.sentences(words[name])
            for step, name, _ in steps if step == "say"
        },
        "why": why,
        "order": ALL,
    }  # fmt: skip


def _is_text(name: str) -> bool:
    value = getattr(texts, name)
    lines = isinstance(value, tuple) and all(isinstance(line, str) for line in value)
    return name.isupper() and (isinstance(value, str) or lines)
