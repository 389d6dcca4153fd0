"""Every language is whole, its numbers are right, and its phrases take the parts that the program gives them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from stretchplayer.library.languages import languages
from stretchplayer.words.doses import Amount
from stretchplayer.words.language import PLURAL_FORMS, Language, read
from stretchplayer.words.readout import aloud
from tests.each import each

CODES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt")
PARTS = {
    "minutes-seconds": {"minutes"}, "hours-minutes": {"hours", "minutes"}, "half-minutes": set(),
    "point": {"whole", "part"}, "at-least": {"time"}, "range": {"low", "high"}, "within": {"dose", "time"},
    "tempo": {"parts"}, "first": {"what"}, "rest-for": {"time"}, "next": {"what"}, "set": {"n"}, "round": {"n"},
    "feel": {"what"}, "left": {"time"}, "more": {"n"}, "longer": {"time"}, "shorter": {"time"},
    "times": {"a", "b"}, "per": {"a", "b"}, "percent": {"n"}, "mixed": {"n", "fraction"}, "mixed-half": {"n"},
    "rpe": {"n"},
}  # fmt: skip
ALSO = {"minutes-seconds": {"n", "seconds"}, "half-minutes": {"n", "minutes"}}
NOUNS = {
    "second", "minute", "hour", "time", "breath", "millimetre", "centimetre", "metre", "kilometre", "yard", "mile",
    "gram", "kilogram", "pound",
}  # fmt: skip


def language(code: str) -> Language:
    found = languages(code).of(code)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def files(top: Path) -> dict[str, dict]:
    paths = sorted((top / "assets" / "languages").glob("*.yaml"))
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for path in paths
    }


def test_the_generated_file_is_current(top: Path) -> None:
    made = subprocess.run([sys.executable, top / "assets" / "make" / "languages.py", "--check"], check=False)
    assert made.returncode == 0, "run python assets/make/languages.py"


def test_the_eight_languages_ship(files: dict[str, dict], top: Path) -> None:
    assert tuple(sorted(files)) == CODES
    assert set(json.loads((top / "assets" / "languages.json").read_text(encoding="utf-8"))) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_each_is_whole(files: dict[str, dict], code: str) -> None:
    data = files[code]
    forms = PLURAL_FORMS[data["plural"]]
    made = read(code, data)
    assert len(made.numbers) == len(set(made.numbers)) == 100 and all(made.numbers)
    assert len(made.hundreds) == len(made.hundreds_f) == 9
    assert set(made.nouns) == NOUNS
    assert all(len(noun.forms) >= forms for noun in made.nouns.values())
    assert len(made.fractions) == 9 and all(len(noun.forms) == forms for noun in made.fractions)
    assert {"s", "m", "min", "h", "lb"} <= set(made.written)
    assert set(made.phrases) == set(files["en"]["phrases"])
    for phrase, text in made.phrases.items():
        parts = set(re.findall(r"\{(\w+)\}", text))
        assert PARTS.get(phrase, set()) <= parts | ALSO.get(phrase, set()), (phrase, text)
        assert parts <= PARTS.get(phrase, set()) | ALSO.get(phrase, set()), (phrase, text)
        assert text == text.strip() and not text.endswith(".") and text


@each("code", CODES)
def test_numbers_are_those_of_a_library_of_numbers(code: str) -> None:
    from num2words import num2words

    spoken = language(code)
    library = "pt_BR" if code == "pt" else code
    for number in range(1000):
        ours = spoken.number(number)
        theirs = (
            num2words(number, lang=library).replace("quatre-vingts-", "quatre-vingt-").replace("dicotto", "diciotto")
        )
        if code == "it":  # both are written: centoottanta and centottanta, centotré and centotre
            ours, theirs = (text.replace("oo", "o").replace("tré", "tre") for text in (ours, theirs))
        assert ours == theirs, number


@each(
    ("code", "number", "noun", "said"),
    [
        ("en", 1, "minute", "one minute"), ("en", 231, "second", "two hundred and thirty-one seconds"),
        ("de", 1, "minute", "eine Minute"), ("de", 1, "breath", "ein Atemzug"), ("de", 21, "time", "einundzwanzig Mal"),
        ("es", 21, "time", "veintiuna veces"), ("es", 21, "minute", "veintiún minutos"),
        ("es", 201, "time", "doscientas una veces"), ("es", 101, "second", "ciento un segundos"),
        ("fr", 0, "second", "zéro seconde"), ("fr", 21, "minute", "vingt et une minutes"),
        ("fr", 231, "second", "deux cent trente et une secondes"), ("fr", 200, "metre", "deux cents mètres"),
        ("it", 1, "time", "una volta"), ("it", 1, "minute", "un minuto"), ("it", 108, "second", "centotto secondi"),
        ("pt", 22, "time", "vinte e duas vezes"), ("pt", 102, "second", "cento e dois segundos"),
        ("pt", 202, "breath", "duzentas e duas respirações"), ("nl", 1, "hour", "één uur"),
        ("pl", 1, "second", "jedna sekunda"), ("pl", 2, "second", "dwie sekundy"), ("pl", 5, "second", "pięć sekund"),
        ("pl", 12, "breath", "dwanaście oddechów"), ("pl", 22, "minute", "dwadzieścia dwie minuty"),
        ("pl", 112, "second", "sto dwanaście sekund"), ("pl", 2, "time", "dwa razy"),
    ],
)  # fmt: skip
def test_numbers_agree_with_what_they_count(code: str, number: int, noun: str, said: str) -> None:
    assert language(code).counted(number, noun) == said


@each(
    ("code", "ms", "said"),
    [
        ("en", 29_600, "thirty seconds"), ("en", 90_000, "one minute thirty"),
        ("en", 3_960_000, "one hour six minutes"),
        ("en", 7_200_000, "two hours"), ("es", 90_000, "un minuto y treinta segundos"), ("de", 60_000, "eine Minute"),
        ("pl", 61_000, "jedna minuta jedna sekunda"), ("it", 90_000, "un minuto e trenta"),
    ],
)  # fmt: skip
def test_times(code: str, ms: int, said: str) -> None:
    assert language(code).time(ms) == said


@each(
    ("code", "ms", "said"),
    [
        ("en", 45_000, "forty-five seconds"), ("en", 125_000, "two minutes"), ("en", 175_000, "three minutes"),
        ("en", 95_000, "one and a half minutes"), ("en", 330_000, "five and a half minutes"),
        ("en", 772_000, "thirteen minutes"), ("en", 4_000_000, "one hour seven minutes"),
        ("de", 330_000, "fünfeinhalb Minuten"), ("fr", 330_000, "cinq minutes et demie"),
        ("de", 90_000, "eineinhalb Minuten"), ("nl", 90_000, "anderhalve minuut"),
        ("es", 90_000, "un minuto y medio"), ("pl", 150_000, "dwie i pół minuty"),
    ],
)  # fmt: skip
def test_a_whole_run_is_as_long_as_one_says(code: str, ms: int, said: str) -> None:
    assert language(code).total(ms) == said


@each(
    ("amount", "said"),
    [
        (Amount(30_000), "thirty seconds"), (Amount(30_000, open=True), "at least thirty seconds"),
        (Amount(30_000, reps=1, every_ms=2), "once"), (Amount(30_000, reps=2, every_ms=2), "twice"),
        (Amount(60_000, reps=12), "twelve times in one minute"), (Amount(open=True), ""),
        (Amount(open=True, reps=8, reps_most=12), "eight to twelve times"),
        (Amount(30_000, breaths=3), "three breaths"),
        (Amount(4000, half_breath="in"), "one breath in"),
        (Amount(720_000, as_many=True), "as many as you can in twelve minutes"),
        (Amount(30_000, most_ms=60_000), "thirty to sixty seconds"),
        (Amount(60_000, most_ms=120_000), "one to two minutes"),
        (Amount(45_000, most_ms=180_000), "forty-five seconds to three minutes"),
        (Amount(open=True, distance=(2500, "km")), "two point five kilometres"),
        (Amount(open=True, distance=(400_000, "m"), distance_most=800_000), "four hundred to eight hundred metres"),
    ],
)  # fmt: skip
def test_doses(amount: Amount, said: str) -> None:
    assert language("en").dose(amount) == said


def test_every_dose_can_be_said_in_every_language() -> None:
    amounts = [
        Amount(90_000, open=True), Amount(30_000, most_ms=60_000), Amount(reps=1), Amount(reps=2),
        Amount(reps=8, reps_most=12),
        Amount(60_000, reps=5), Amount(breaths=2, breaths_most=5), Amount(as_many=True), Amount(half_breath="out"),
        Amount(distance=(1_500, "mi")), Amount(distance=(50_000, "yd"), distance_most=99_000),
    ]  # fmt: skip
    for code in CODES:
        spoken = language(code)
        for amount in amounts:
            assert spoken.dose(amount) and not re.search(r"[\d{}]", spoken.dose(amount)), (code, amount)
        assert spoken.tempo("3-1-X-0")
        assert {spoken.side(side, word) for side in ("left", "right") for word in ("leg", "arm", "side", "to", None)}


def test_a_region_has_its_own_numbers_and_an_unknown_language_no_phrases() -> None:
    known = languages("pt-PT")
    assert known.of("pt-PT").number(16) == "dezasseis" and known.of("pt").number(16) == "dezesseis"
    assert known.of(None) is known.of("pt-PT")
    assert known.of("ja") is None
    assert languages("de-AT").of("de-AT").name == "Deutsch"


READ = [
    ("1m", "one minute"), ("30 secs", "thirty seconds"), ("1m30s", "one minute thirty"),
    ("1h 10m", "one hour ten minutes"),
    ("2x30s", "two times thirty seconds"), ("3x10", "three times ten"), ("3 × 45 s", "three times forty-five seconds"),
    ("10-30 s", "ten to thirty seconds"), ("10–30 s/side", "ten to thirty seconds each side"),
    ("10/side", "ten each side"),
    ("8-12 reps", "eight to twelve reps"), ("1/3", "a third"), ("2/3", "two thirds"), ("½", "a half"),
    ("1 1/2", "one and a half"), ("2 3/4", "two and three quarters"), ("90/90", "ninety ninety"),
    ("4-7-8", "four seven eight"), ("7/3", "seven three"), ("5 cm", "five centimetres"), ("1 km", "one kilometre"),
    ("15 kg", "fifteen kilograms"), ("10 lb", "ten pounds"), ("80 %", "eighty percent"), ("80%", "eighty percent"),
    ("RPE 7", "R P E seven"), ("RPE 6-7", "R P E six to seven"), ("5:30/km", "five minutes thirty per kilometre"),
    ("1:45/100 m", "one minute forty-five per one hundred metres"), ("100 m", "one hundred metres"),
    ("60 m", "sixty metres"), ("59 m", "fifty-nine m"), ("100m", "one hundred minutes"),
    ("1.5 km", "one point five kilometres"),
    ("1,5 km", "one point five kilometres"),
    ("Squat 🏋️‍♀️ low", "Squat low"), ("スクワット Squat", "Squat"), ("スクワット", ""),
    ("Knee & hip", "Knee and hip"), ("Room 3b, plan 2m1", "Room 3b, plan 2m1"), ("2021", "2021"), ("1,000", "1,000"),
    ("Toes up\nRub gently, \nslowly.\n\nThen rest\n", "Toes up. Rub gently, slowly. Then rest"),
    ("A five-minute walk", "A five-minute walk"), ("Heel down.", "Heel down."), ("", ""),
    ("Close both hands", "cloze both hands"), ("Keep close to the wall", "Keep close to the wall"),
    ("Café, naïve, Übung", "Café, naïve, Übung"), ("Up to 10-15 min", "Up to ten to fifteen minutes"),
]  # fmt: skip


@each(("written", "read_"), READ)
def test_written_text_is_read_as_a_person_would(written: str, read_: str) -> None:
    assert aloud(written, language("en")) == read_
    assert aloud(read_, language("en")) == read_, "reading twice changes nothing"


@each(
    ("code", "written", "read_"),
    [
        ("de", "2x30s, 30 Sek, 1,5 km", "zwei mal dreißig Sekunden, dreißig Sekunden, eins Komma fünf Kilometer"),
        ("de", "10-30 s je Seite, 1/4", "zehn bis dreißig Sekunden je Seite, ein Viertel"),
        ("es", "3x10, 2 min, 1 1/2", "tres por diez, dos minutos, uno y medio"),
        ("pl", "10-30 s, 1-2 min", "od dziesięciu do trzydziestu sekund, od jednej do dwóch minut"),
        ("it", "1-2 min, 1h", "da uno a due minuti, un' ora"), ("de", "1-2 min", "eine bis zwei Minuten"),
        ("fr", "8-12 et 80 %", "huit à douze et quatre-vingts pour cent"),
        ("it", "10/lato e 5 kg", "dieci per lato e cinque chili"), ("nl", "4-7-8 en 1 u", "vier zeven acht en één uur"),
        ("pl", "2/3, 5 sek, 22 min", "dwie trzecie, pięć sekund, dwadzieścia dwie minuty"),
        ("pt", "1m30s, 2/5", "um minuto e trinta, dois quintos"),
    ],
)  # fmt: skip
def test_other_languages_read_their_own_way(code: str, written: str, read_: str) -> None:
    assert aloud(written, language(code)) == read_


def test_without_phrases_a_text_stays_as_its_writer_wrote_it() -> None:
    assert aloud("朝の体操 💪\n30秒", None) == "朝の体操. 30秒"


def test_what_a_key_has_done_is_said() -> None:
    said = language("en").state
    assert (said("paused"), said("back"), said("muted"), said("unmuted")) == (
        "Paused.", "The sound is back.", "Sound off.", "Sound on.",
    )  # fmt: skip
    assert (said("on", 9000), said("on", 999), said("on")) == ("On. Nine seconds left.", "On.", "On.")
    assert (said("longer", 10_000), said("shorter", -10_000)) == ("Ten seconds more.", "Ten seconds less.")
