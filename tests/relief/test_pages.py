"""What relief rests on, page by page, and what heads it on paper."""

from types import SimpleNamespace
from typing import Any

import pytest

from stretchplayer.relief import texts
from stretchplayer.relief.signs import SIGNS, first_page
from stretchplayer.relief.telling import NECK_SIGN, sign_lines
from stretchplayer.relief.texts import GATES, Numbers
from stretchplayer.routine.model import Source
from stretchplayer.runs import relief_pages
from stretchplayer.runs.relief_pages import above_step, behind, signs_of, trials, why_page
from stretchplayer.settings.table import Settings
from tests.each import each


def flow(page: str, **more: Any) -> Any:
    """A flow on a page, with a technique that rests on `t`, aftercare on `a`, a gate on `g` and a muscle on `m`."""
    usual = {
        "open_stops": (), "aftercare": [SimpleNamespace(source=("a",))], "heat": False, "late": False,
        "five_until": None, "gate": SimpleNamespace(source=("g",)), "technique": SimpleNamespace(source=("t",)),
        "muscle": SimpleNamespace(sign_source=("m",)), "plan": SimpleNamespace(sources={}),
    }  # fmt: skip
    return SimpleNamespace(page=page, **{**usual, **more})


def marks(*keys: str) -> Any:
    return [SimpleNamespace(key=key) for key in keys]


@each(
    ("page", "more", "keys"),
    [
        ("help", {}, ("t", "m")),
        ("help", {"five_until": 0}, (*texts.FIVE_SOURCE, "t", "m")),
        ("help", {"five_until": 0, "late": True}, (*texts.TEN_SOURCE, "t", "m")),
        ("gate", {}, ("g",)),
        ("gate", {"gate": None}, ("t", "m")),
        ("rubbing", {}, texts.RUBBING_SOURCE),
        ("eased", {}, ("a", *texts.AFTER_SOURCE)),
        ("eased", {"heat": True}, ("a", *texts.AFTER_SOURCE, *texts.HEAT_SOURCE)),
        ("stop", {"open_stops": marks("N1", "of another version")}, SIGNS["N1"].source),
        ("may", {"open_stops": marks("N1", "T1")}, (*SIGNS["N1"].source, *SIGNS["T1"].source)),
    ],
)
def test_each_page_rests_on_what_it_shows(page: str, more: Any, keys: tuple[str, ...]) -> None:
    assert relief_pages._shown(flow(page, **more)) == tuple(dict.fromkeys(keys))


def test_the_risks_of_a_clot_rest_on_a_source_of_their_sign() -> None:
    assert SIGNS["T1"].source == ("uclh-dvt", "clot-risks")


def test_a_source_is_told_with_what_it_says_and_one_that_is_unknown_by_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = {"t": Source("Shared"), "m": Source("Muscles", says="Stretch.")}
    monkeypatch.setattr(relief_pages, "shared_sources", lambda: shared)
    assert behind(flow("help")) == ("Shared.", "", "Muscles.", "Stretch.", "")
    own = SimpleNamespace(sources={"t": Source("Own")})
    assert behind(flow("help", plan=own))[0] == "Own."
    assert behind(flow("gate")) == ("g",)
    assert behind(flow("gate", gate=SimpleNamespace(source=()))) == ("No source is named: by comfort.",)


def test_trials_are_told_with_their_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = why_page().parts["Stretching against cramps"]
    keys = list(dict.fromkeys(key for claim in claims for key in claim.source))
    monkeypatch.setattr(relief_pages, "shared_sources", lambda: {keys[0]: Source("Known")})
    assert list(trials()) == [*(f"{claim.text} ({claim.strength})" for claim in claims), "Known", *keys[1:]]


def test_signs_head_a_routine_on_paper() -> None:
    settings = Settings(emergency="999", advice_line="116 117")
    numbers = Numbers("116 117", "999")
    calf, neck = (tuple(sign_lines(first_page(muscle), numbers, numbered=False)) for muscle in ("calf", "neck"))
    assert signs_of(settings, ()) == () and signs_of(settings, ("calf", "neck")) == calf
    assert signs_of(settings, ("neck",)) == (*neck, NECK_SIGN.removesuffix(" Press W."))


def test_the_gate_is_asked_once_above_the_second_step_and_rubbing_above_each() -> None:
    def step(kind: str = "stretch", section: str | None = None) -> Any:
        return SimpleNamespace(kind=kind, section=section)

    numbers = Numbers()
    gate = numbers.put(GATES["leg"].alone)
    rubbing = f"{texts.sentences(texts.RUBBING)} Then don't rub."
    above = above_step(Settings(), ("calf",))
    asked = [above(step(), 0), above(step(section="In Bed"), 1), above(step("massage", "Then"), 2), above(step(), 3)]
    assert asked == ["", "", f"{gate} {rubbing}", ""]
    assert above(step("massage"), 4) == rubbing
    assert [above_step(Settings(), muscles)(step(), 1) for muscles in ((), ("stitch",))] == ["", ""]
