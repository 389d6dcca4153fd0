"""Hear a text as a routine would say it.

Speaks a text as a routine would, with the engine, voice and pace of your settings or those that you name here.
"""

import argparse
from dataclasses import replace
from typing import Any

from stretchplayer.cli import say
from stretchplayer.cli.options import setting
from stretchplayer.runs.aloud import Aloud
from stretchplayer.settings.file import load_settings
from stretchplayer.settings.table import KEYS


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="+", metavar="TEXT", help="what to say")
    add_voice(parser)


def add_voice(parser: argparse.ArgumentParser) -> None:
    """The options of what speaks; what is not written comes from the settings."""
    group = parser.add_argument_group("voice")
    group.add_argument("--engine", choices=KEYS["voice-engine"].options, help="the engine to try first")
    group.add_argument(
        "--name",
        type=setting("voice-name"),
        metavar="NAME",
        help="one of its voices, as `stretchplayer voices` lists them",
    )
    group.add_argument("--rate", choices=KEYS["voice-rate"].options, metavar="PERCENT", help="60 to 200")
    group.add_argument("--language", type=setting("language"), metavar="TAG", help="such as en, de or pt-BR")


def settings_of(args: argparse.Namespace) -> Any:
    """The person's settings with the options of the voice in their place."""
    settings = load_settings().settings
    return replace(
        settings,
        voice_engine=args.engine or settings.voice_engine,
        voice_name=args.name or (settings.voice_name if not args.engine else None),
        voice_rate=args.rate or settings.voice_rate,
        language=args.language or settings.language,
    )


def run(args: argparse.Namespace) -> None:
    """Speak. Raises Unheard where nothing can."""
    with Aloud(settings_of(args)) as aloud:
        engine = aloud.say(" ".join(args.text))
        for notice in aloud.notices():
            say.aside(notice)
    say.out(f"Spoken by {engine}.")
