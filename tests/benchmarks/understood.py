"""How well the voice is understood: what a recogniser hears of our own phrases.

Needs pocketsphinx, whose wheel holds an English model (`pip install pocketsphinx`), and is left out without it. It
knows as much as a listener does: which words the program's phrases are made of, and which follow one another, from all
shipped routines. A phrase with a word that its dictionary lacks is left out.
"""

import importlib.util
import math
import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.measure import Result

_ROOT = Path(__file__).parents[2]
_PHRASES = 128
_RATE = 16_000
_MOST_WRONG = 6.0  # percent
_WORD = re.compile(r"[a-z']+")


def understood() -> Iterator[Result]:
    """Words that are heard wrongly, of 128 phrases by each English voice that is here."""
    if importlib.util.find_spec("pocketsphinx") is None:
        yield Result("understood: skipped, for there is no recogniser (pip install pocketsphinx)", 0, None, "")
        return
    from stretchplayer.audio.voice.engines import found

    texts = _texts()
    with tempfile.TemporaryDirectory() as folder:
        recogniser = _Recogniser(texts, Path(folder))
        known = [text for text in texts if recogniser.knows(text)]
        asked = random.Random(1).sample(known, _PHRASES)
        for place, engine in enumerate(found()):
            wrong = words = 0
            for text, samples in _spoken(engine.arguments(), asked):
                said, heard = _words(text), recogniser.heard(samples)
                wrong += _distance(said, heard)
                words += len(said)
            # The first is the one that speaks by itself; what stands behind it is only told.
            limit = _MOST_WRONG if place == 0 else None
            detail = f"{wrong} of {words} words in {len(asked)} phrases"
            yield Result(f"understood: wrong of what {engine.name} says", 100 * wrong / words, limit, "%", detail)


def _texts() -> list[str]:
    """Every phrase of the shipped routines but relief's, each once."""
    from stretchplayer.library import catalogue, shelf
    from stretchplayer.library.languages import languages
    from stretchplayer.playback.cue import CueSettings, estimated_length
    from stretchplayer.playback.cues import plan

    moves, settings = catalogue.load_moves(), CueSettings(languages=languages("en"))
    texts: dict[str, None] = {}
    for path in sorted((_ROOT / "routines").glob("*/*.yaml")):
        timeline = shelf.load(str(path)).timeline
        if timeline is not None and timeline.category != "relief":
            texts.update(
                (cue.text, None) for cue in plan(timeline, settings, estimated_length, moves=moves) if cue.text
            )
    return [text for text in texts if len(_words(text)) > 1]


def _spoken(engine: dict[str, object], texts: Iterable[str]) -> "Iterator[tuple[str, bytes]]":
    """Each text with its samples at the recogniser's rate, with a little silence around them."""
    import numpy as np

    from stretchplayer.audio.clips import RATE
    from stretchplayer.audio.voice.pcm import shape
    from stretchplayer.audio.voice.worker import engine_speaking

    speak = engine_speaking(engine)
    for text in texts:
        clip = np.array(shape(*speak(text), len(text)), dtype=np.float64)
        count = round(len(clip) * _RATE / RATE)
        spectrum = np.fft.rfft(clip)[: count // 2 + 1]
        made = np.fft.irfft(spectrum, count) * (count / len(clip))
        quiet = np.random.default_rng(1).normal(0, 8, _RATE // 3)
        yield text, np.clip(np.r_[quiet, made, quiet], -32_768, 32_767).astype("<i2").tobytes()


class _Recogniser:
    """pocketsphinx with pairs of words from our own texts."""

    def __init__(self, texts: list[str], folder: Path) -> None:
        from pocketsphinx import Decoder, get_model_path

        self._dictionary = {
            line.split(None, 1)[0].partition("(")[0]
            for line in Path(get_model_path("en-us/cmudict-en-us.dict")).read_text(encoding="utf-8").splitlines()
        }
        pairs = folder / "pairs.lm"
        pairs.write_text(_pairs([_words(text) for text in texts if self.knows(text)]))
        self._decoder = Decoder(lm=str(pairs), loglevel="ERROR")

    def knows(self, text: str) -> bool:
        return all(word in self._dictionary for word in _words(text))

    def heard(self, samples: bytes) -> list[str]:
        self._decoder.start_utt()
        self._decoder.process_raw(samples, full_utt=True)
        self._decoder.end_utt()
        hypothesis = self._decoder.hyp()
        return _words(hypothesis.hypstr) if hypothesis else []


def _pairs(sentences: list[list[str]]) -> str:
    """A model of pairs of words in ARPA's form, smoothed by Witten and Bell: a pair never seen is still possible."""
    singles: Counter[str] = Counter()
    after: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        whole = ["<s>", *sentence, "</s>"]
        singles.update(whole[1:])
        for one, other in pairwise(whole):
            after[one][other] += 1
    total = sum(singles.values())
    rows, pairs = [], []
    for word in ("<s>", *singles):
        alone = math.log10(singles[word] / total) if singles[word] else -99.0
        follow = after[word]
        seen, kinds = sum(follow.values()), len(follow)
        rest = kinds / (seen + kinds) if seen else 1.0
        unseen = 1 - sum(singles[other] / total for other in follow)
        rows.append(f"{alone:.4f} {word} {math.log10(max(1e-9, rest / max(1e-9, unseen))):.4f}")
        pairs += [f"{math.log10(count / (seen + kinds)):.4f} {word} {other}" for other, count in follow.items()]
    counts = f"\\data\\\nngram 1={len(rows)}\nngram 2={len(pairs)}\n"
    return "\n".join((counts, "\\1-grams:", *rows, "", "\\2-grams:", *pairs, "", "\\end\\", ""))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'").replace("-", " "))


def _distance(one: list[str], other: list[str]) -> int:
    """Words that are missing, wrong or too many."""
    row = list(range(len(other) + 1))
    for at, word in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, candidate in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (word != candidate))
    return row[-1]


RUNS = (understood,)
