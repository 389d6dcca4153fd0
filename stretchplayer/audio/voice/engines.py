"""Which speech engines are on this machine, in the order in which they are tried. Looks only; starts nothing."""

import importlib.util
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What a person may set. `language` is a tag such as `en-us`, `rate` a factor of the usual pace, `piper_voice`
    the .onnx file of a Piper voice."""

    language: str = "en-us"
    rate: float = 1.0
    piper_voice: Path | None = None


@dataclass(frozen=True, slots=True)
class Engine:
    """A speech engine that seems to be here. `program` is the command or file behind it; `limit_s` how long it may
    take for one phrase, `start_s` until it is ready."""

    name: str
    program: str
    options: EngineOptions = EngineOptions()
    limit_s: float = 6.0
    start_s: float = 6.0

    @property
    def fingerprint(self) -> str:
        """Changes when the engine, its voice or its options do, so that old phrases are not taken for its own."""
        voice = self.options.piper_voice if self.name.startswith("piper") else None
        marks = [_mark(Path(self.program)), _mark(voice) if voice else ""]
        return "|".join([self.name, *marks, self.options.language, f"{self.options.rate:.2f}"])

    def arguments(self) -> dict[str, object]:
        """Everything its process has to know, as JSON."""
        options = {**asdict(self.options), "piper_voice": str(self.options.piper_voice or "")}
        return {"name": self.name, "program": self.program, "limit_s": self.limit_s, **options}


def _mark(path: Path) -> str:
    try:
        state = path.stat()
    except OSError:
        return str(path)
    return f"{path.name}:{state.st_size}:{state.st_mtime_ns}"


def _piper(options: EngineOptions) -> Engine | None:
    if options.piper_voice is None or not options.piper_voice.is_file():
        return None
    # Reading a voice of 60 MB takes seconds on a slow machine.
    if (package := _package("piper")) is not None:
        return Engine("piper-package", package, options, limit_s=20.0, start_s=30.0)
    if (program := shutil.which("piper")) is not None:
        return Engine("piper", program, options, limit_s=30.0)
    return None


def _say(options: EngineOptions) -> Engine | None:
    program = shutil.which("say") if sys.platform == "darwin" else None
    return Engine("say", program, options, limit_s=10.0) if program else None


def _sapi(options: EngineOptions) -> Engine | None:
    program = shutil.which("powershell") if sys.platform == "win32" else None
    return Engine("sapi", program, options, limit_s=15.0) if program else None


def _espeak_library(options: EngineOptions) -> Engine | None:
    package = _package("espeakng_loader")
    return Engine("espeak-ng-library", package, options) if package else None


def _package(name: str) -> str | None:
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    return spec.origin if spec is not None else None


def _on_path(name: str, *programs: str) -> Callable[[EngineOptions], Engine | None]:
    def look(options: EngineOptions) -> Engine | None:
        for program in programs:
            if (place := shutil.which(program)) is not None:
                return Engine(name, place, options)
        return None

    return look


_IN_ORDER: tuple[Callable[[EngineOptions], Engine | None], ...] = (
    _piper,
    _say,
    _sapi,
    _espeak_library,
    _on_path("espeak-ng", "espeak-ng", "espeak"),
    _on_path("rhvoice", "RHVoice-test"),
    _on_path("flite", "flite"),
    _on_path("pico2wave", "pico2wave"),
)

# What each engine is called in a sentence.
SPOKEN = {
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


def found(options: EngineOptions | None = None) -> tuple[Engine, ...]:
    """The engines that seem to be here, best first. Whether one works only speaking shows."""
    chosen = options or EngineOptions()
    return tuple(engine for look in _IN_ORDER if (engine := look(chosen)) is not None)
