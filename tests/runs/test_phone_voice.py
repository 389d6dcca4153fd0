"""Speech recorded for a page: small, in order, and refused with its remedy where nothing speaks or compresses."""

import io
import sys
from array import array
from types import SimpleNamespace

import pytest

from stretchplayer.audio.clips import Clip
from stretchplayer.library.loader import load_data
from stretchplayer.playback.cue import Utterance
from stretchplayer.runs import phone
from stretchplayer.runs.request import RunPlan, RunRequest, plan

ROUTINE = "name: A\nlanguage: en\nsteps:\n  - {stretch: Calf, hold: 20s}\n  - {move: Squats, reps: 9}\n"


class Speech:
    """A voice that speaks a second of a hum, and cannot say one word."""

    engine: object = "hum"

    def prepare(self, texts: list[str]) -> None:
        self.text = texts[-1]

    def wait(self, seconds: float) -> None:
        self.waited = seconds

    def clip(self, text: str) -> Clip | None:
        return None if text == "Shibboleth" else Clip(text, array("h", [0, 900, 0, -900] * 11_025))


@pytest.fixture
def speech(monkeypatch: pytest.MonkeyPatch) -> Speech:
    speech = Speech()
    closed: list[bool] = []
    asked: list[str] = []

    def of(language: str = "") -> Speech:
        asked.append(language)
        return speech

    voices = SimpleNamespace(of=of, close=lambda: closed.append(True))
    monkeypatch.setattr(phone, "open_voice", lambda _, language: voices)
    speech.closed, speech.asked = closed, asked  # type: ignore[attr-defined]
    return speech


def planned(text: str = ROUTINE) -> RunPlan:
    return plan(RunRequest(routine=load_data(text, "a.yaml", advice=False)))


def test_a_text_is_an_mp3_with_its_length(speech: Speech) -> None:
    soundfile = pytest.importorskip("soundfile")
    with phone.recorded(planned()) as record:
        data, ms = record(Utterance("Left leg.")) or (b"", 0)
        assert record(Utterance("Shibboleth", "de")) is None
        assert speech.closed == []  # type: ignore[attr-defined]
    assert speech.closed == [True]  # type: ignore[attr-defined]
    assert speech.asked[-2:] == ["en", "de"]  # type: ignore[attr-defined]
    assert ms == 1000 and len(data) < 10_000
    heard = soundfile.info(io.BytesIO(data))
    assert heard.format == "MP3" and heard.channels == 1
    assert 0.9 < heard.frames / heard.samplerate < 1.2


def test_each_language_of_a_page_has_its_own_recording() -> None:
    text = """
name: A
language: en
steps:
  - {stretch: Calf, hold: 20s}
  - section: B
    language: de
    steps: [{stretch: Calf, hold: 20s}]
"""
    said: list[Utterance] = []

    def record(utterance: Utterance) -> tuple[bytes, int]:
        said.append(utterance)
        return utterance.text.encode(), 900

    page = phone._Page(lambda *_: ("", False), record, "en")
    spoken = [(cue.lang or "en", page.clips[cue.clip].decode()) for cue in page.routine(planned(text)).cues if cue.text]
    assert ("en", "First: Calf. Twenty seconds.") in spoken
    assert ("de", "Als Nächstes: noch einmal.") in spoken, "what leads to another language is said in it"
    assert {(one.language, one.text) for one in said} >= set(spoken)
    assert len(said) == len(set(said)) == len(page.clips)


def test_what_speaks_much_is_recorded_smaller() -> None:
    said = "Stand tall and breathe out slowly while you lean into the wall with both of your hands on it. " * 3
    steps = "".join(f"  - {{say: '{number} {said}'}}\n  - {{stretch: Calf, hold: 10s}}\n" for number in range(9))
    quiet = phone._rate(planned("name: A\nsteps: [{stretch: Calf, hold: 20m}]\n"))
    loud = phone._rate(planned(f"name: A\nsteps:\n{steps}"))
    assert quiet == phone._RATES[0] and loud == phone._RATES[-1]


def test_without_a_coder_or_a_voice_the_browsers_own_speaks(speech: Speech, monkeypatch: pytest.MonkeyPatch) -> None:
    speech.engine = None
    with pytest.raises(phone.CannotRecord, match="no voice speaks here"), phone.recorded(planned()):
        pass
    assert speech.closed == [True]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "soundfile", None)
    with pytest.raises(phone.CannotRecord, match="extra `render`"), phone.recorded(planned()):
        pass
