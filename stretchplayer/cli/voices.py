"""What can speak here, and how it sounds.

Lists the voices for a language, best first; the first that works speaks. `voice-engine`, `voice-name` and `voice-rate`
in the settings choose another.
"""

import argparse
from dataclasses import replace
from typing import Any

from stretchplayer.audio.probe import how_to_speak, list_voices
from stretchplayer.cli import exits, say, table
from stretchplayer.cli.speak import add_voice, settings_of
from stretchplayer.runs.aloud import Aloud, Unheard
from stretchplayer.runs.voicing import engine_options

_SAMPLE = {
    "en": "Wall calf stretch. Left leg. Thirty seconds.",
    "de": "Wadendehnung an der Wand. Linkes Bein. Dreißig Sekunden.",
    "es": "Estiramiento de gemelos. Pierna izquierda. Treinta segundos.",
    "fr": "Étirement du mollet. Jambe gauche. Trente secondes.",
    "it": "Allungamento del polpaccio. Gamba sinistra. Trenta secondi.",
    "nl": "Kuitrek tegen de muur. Linkerbeen. Dertig seconden.",
    "pl": "Rozciąganie łydki. Lewa noga. Trzydzieści sekund.",
    "pt": "Alongamento da panturrilha. Perna esquerda. Trinta segundos.",
}
_COLUMNS = (table.Column("Engine", 10), table.Column("Voice", 26), table.Column("What to do"))


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--play", action="store_true", help="have each voice say a sentence")
    add_voice(parser)


def run(args: argparse.Namespace) -> None:
    """List them, and let them be heard. Raises Fault where there is none."""
    settings = settings_of(args)
    found = list(list_voices(engine_options(settings)))
    if args.engine not in (None, "auto"):
        found = [voice for voice in found if voice.choice == args.engine]
    if not found:
        raise exits.Fault(exits.CANNOT, f"nothing here speaks `{settings.language}`", how_to_speak())
    table.out_head(_COLUMNS)
    for voice in found:
        table.out_row([voice.choice, voice.name or "its own", voice.get], _COLUMNS)
        if args.play and not voice.get:
            say.flush()
            _play(settings, voice.choice, voice.name)


def _play(settings: Any, engine: str, name: str) -> None:
    sample = _SAMPLE.get(settings.language.partition("-")[0], _SAMPLE["en"])
    with Aloud(replace(settings, voice_engine=engine, voice_name=name or None)) as aloud:
        try:
            spoken = aloud.say(sample)
        except Unheard as fault:
            say.aside(str(fault))
            return
        # An engine that only seems to be here has the next one speak in its place.
        for notice in aloud.notices():
            say.aside(f"{notice} ({spoken})")
