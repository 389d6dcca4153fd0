"""The health card reaches relief, and a card that cannot be read is none."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from stretchplayer.journal.health import CardEntry, HealthCard, card_file, write_card
from stretchplayer.relief.record import Card
from stretchplayer.runs.relief_run import Relief, _card
from tests.relief.helpers import Clock
from tests.relief.test_screen import Book


def test_what_is_on_the_card_changes_relief(home: Path) -> None:
    today = datetime.now().astimezone().date().isoformat()
    kinds = ("thinners", "numb", "unsteady")
    write_card(HealthCard(tuple(CardEntry(kind, today) for kind in kinds)))
    card = Relief(Clock(), Book()).flow.card
    assert card == Card(thinners=True, no_heat=True, unsteady=True)


def test_each_thing_on_the_card_changes_its_own(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card_file().parent.mkdir(parents=True, exist_ok=True)
    card_file().write_text("{}")
    flags = ("pregnant", "after-birth", "thinners", "numb", "fragile", "unsteady", "limits", "statin", "water-tablets")
    for flag in flags:
        found = SimpleNamespace(flags=lambda _, flag=flag: {flag})
        monkeypatch.setattr("stretchplayer.journal.health.read_card", lambda found=found: found)
        changed = {"numb": "no_heat"}.get(flag, flag.replace("-", "_"))
        assert _card() == Card(**{changed: True}), flag


def test_no_card_or_a_broken_one_is_none(home: Path) -> None:
    assert Relief(Clock(), Book()).flow.card == Card()
    card_file().parent.mkdir(parents=True, exist_ok=True)
    card_file().write_text("{", "utf-8")
    assert Relief(Clock(), Book()).flow.card == Card()
