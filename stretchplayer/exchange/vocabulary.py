"""The words that doses are written with, in the languages of the program and in Arabic. Pure.

Each entry is a regular expression for whole words, matched without regard to case. A word that only one language has
tells the language of a list; a word that several share tells nothing.
"""

from typing import Literal

#: seconds, minutes, hours; sets, repetitions, breaths, rounds; a rest; one side, the other, each of both; as many as
#: you can; a day or a week, and each of them
Term = Literal[
    "second", "minute", "hour", "set", "rep", "breath", "round", "rest", "left", "right", "each", "part", "max",
    "between", "hold", "day",
]  # fmt: skip

WORDS: dict[str, dict[Term, str]] = {
    "en": {
        "second": "seconds?|secs?|s", "minute": "minutes?|mins?|m", "hour": "hours?|hrs?|h",
        "set": "sets?", "rep": "reps?|repetitions?|times", "breath": "breaths?", "round": "rounds?|circuits?|laps?",
        "rest": "rest|recover|recovery|pause|break", "left": "left|l", "right": "right|r",
        "each": "per|(?:on |with )?(?:each|every)|both|either|alternate|alternating",
        "part": "sides?|legs?|arms?|foot|feet|hands?|directions?|ways?",
        "max": "amrap|max|maximum|as many as you can|as many as possible|to failure",
        "between": "between|after|then|repeat|relax|with", "hold": "holds?(?: for)?|for|of|at",
        "day": "days?|daily|weeks?|weekly|months?",
    },
    "de": {
        "second": "sekunden?|sek", "minute": "minuten?", "hour": "stunden?|std",
        "set": "s[äa]tzen?|satz|serien?", "rep": "wdh|wiederholungen|wiederholung|mal",
        "breath": "atemz[üu]gen?|atemzug",
        "round": "runden?", "rest": "pausen?", "left": "links|linke[rs]?", "right": "rechts|rechte[rs]?",
        "each": "je|pro|jeweils|jede|beide|abwechselnd",
        "part": "seiten?|beine?|arme?|füße|fuß|hände?|hand|richtungen?|richtung",
        "max": "maximal|so viele wie möglich", "between": "zwischen|dazwischen|danach|dann|mit",
        "hold": "halten|für|von|à",
        "day": "tage?|tagen|täglich|wochen?|wöchentlich",
    },
    "es": {
        "second": "segundos?|segs?", "minute": "minutos?", "hour": "horas?",
        "set": "series?", "rep": "repeticiones|repetici[óo]n|veces|vez", "breath": "respiraciones|respiraci[óo]n",
        "round": "rondas?|vueltas?", "rest": "descansos?|descansar", "left": "izquierd[ao]s?", "right": "derech[ao]s?",
        "each": "cada|por|ambos|ambas", "part": "lados?|piernas?|brazos?|pies?|manos?", "max": "máximo|m[áa]x",
        "between": "entre|después|luego|con", "hold": "mantener|mantén|durante|de",
        "day": "días?|dia|diari[ao]s?|semanas?|semanal(?:es)?",
    },
    "fr": {
        "second": "secondes?", "minute": "minutes?", "hour": "heures?",
        "set": "séries?|series?", "rep": "répétitions?|repetitions?|fois", "breath": "respirations?", "round": "tours?",
        "rest": "repos|récupération|récup", "left": "gauche", "right": "droite?",
        "each": "par|chaque|de chaque", "part": "côtés?|cotes?|jambes?|bras|pieds?|mains?", "max": "maximum",
        "between": "entre|puis|ensuite|avec", "hold": "tenir|tenez|maintien|maintenir|pendant|de",
        "day": "jours?|journée|quotidien(?:ne)?|semaines?",
    },
    "it": {
        "second": "secondi|secondo", "minute": "minuti|minuto", "hour": "ore|ora",
        "set": "serie", "rep": "ripetizioni|ripetizione|volte|volta", "breath": "respiri|respiro", "round": "giri|giro",
        "rest": "riposo|recupero|pausa", "left": "sinistr[ao]", "right": "destr[ao]",
        "each": "ogni|ciascun|per|entrambi", "part": "lato|lati|gamba|gambe|braccio|braccia|piede|piedi|mano|mani",
        "max": "massimo", "between": "tra|poi|con", "hold": "tenere|mantenere|per|da|di",
        "day": "giorn[oi]|giornalmente|settiman[ae]",
    },
    "pt": {
        "second": "segundos?|segs?", "minute": "minutos?", "hour": "horas?",
        "set": "séries?|series?", "rep": "repetições|repetição|vezes|vez", "breath": "respirações|respiração",
        "round": "voltas?|rondas?", "rest": "descanso|pausa", "left": "esquerd[ao]s?", "right": "direit[ao]s?",
        "each": "cada|por|ambos", "part": "lados?|pernas?|braços?|pés?|mãos?", "max": "máximo",
        "between": "entre|depois|com", "hold": "segurar|manter|durante|de",
        "day": "dias?|diári[ao]|semanas?|semanal",
    },
    "nl": {
        "second": "seconden|seconde", "minute": "minuten|minuut", "hour": "uren|uur",
        "set": "sets?|reeksen|reeks", "rep": "herhalingen|herhaling|keer|maal", "breath": "ademhalingen|ademhaling",
        "round": "rondes?", "rest": "rust|pauze", "left": "links|linker", "right": "rechts|rechter",
        "each": "per|elke?|iedere?|beide", "part": "kant(?:en)?|zijden?|zijde|benen|been|armen|arm|voet|hand",
        "max": "maximaal",
        "between": "tussen|daarna|dan|met", "hold": "vasthouden|gedurende|van",
        "day": "dag|dagen|daags|dagelijks|week|weken|wekelijks",
    },
    "pl": {
        "second": "sekund[aęy]?", "minute": "minut[aęy]?", "hour": "godzin[aęy]?|godz",
        "set": "serie|serii|seria", "rep": "powtórze[nń]i?[aeu]?|powtórzeń|powt|razy|raz",
        "breath": "oddech(?:y|ów|u)?",
        "round": "rundy?|rund|obwod[uyó]w?", "rest": "przerwa|przerwy|odpoczynek", "left": "lew[aąyeo]",
        "right": "praw[aąyeo]",
        "each": "na|każd[aąeyą]|na każd[aąeyą]|obie", "part": "stron[aęyi]|nog[aęi]|nóg|ręk[aęi]|rąk|stop[aęy]",
        "max": "maks|maksymalnie",
        "between": "między|potem", "hold": "trzymaj|przez|po",
        "day": "dzień|dni|dziennie|codziennie|tydzień|tygodniu|tygodni|tygodniowo",
    },
    "ar": {
        "second": "ثانية|ثوان|ثواني|ثوانٍ", "minute": "دقيقة|دقائق|دقيقتان|دقيقتين", "hour": "ساعة|ساعات",
        "set": "مجموعات|مجموعة", "rep": "مرات|مرة|تكرارات|تكرار", "breath": "أنفاس|نفس", "round": "جولات|جولة",
        "rest": "راحة|استراحة", "left": "يسار|اليسار|اليسرى|الأيسر", "right": "يمين|اليمين|اليمنى|الأيمن",
        "each": "لكل|كل", "part": "جانب|جهة|ساق|رجل|ذراع|يد|قدم", "max": "أقصى عدد", "between": "بين|ثم",
        "hold": "لمدة", "day": "يوم|يوميا|يوميًا|أسبوع|أسبوعيا|أسبوعيًا",
    },
}  # fmt: skip

#: The heads of a table's columns, folded; a head may also be one of them with a unit in brackets.
HEADS: dict[str, tuple[str, ...]] = {
    "name": (
        "name", "exercise", "stretch", "step", "move", "activity", "drill", "exercise name", "exercise title",
        "übung", "dehnung", "bewegung", "ejercicio", "estiramiento", "exercice", "étirement", "esercizio", "stiramento",
        "exercício", "alongamento", "oefening", "ćwiczenie", "rozciąganie", "title", "titel", "nombre", "nom", "nome",
        "naam", "nazwa",
    ),
    "dose": ("dose", "sets time", "sets reps", "time reps", "reps time", "prescription", "dosage", "dosis",
        "dosierung", "dosi", "dawka"),
    "time": (
        "time", "hold", "duration", "length", "for", "work", "seconds", "secs", "sec", "hold s", "duration s",
        "duration seconds", "hold sec", "zeit", "dauer", "halten", "haltezeit", "sekunden", "tiempo", "duración",
        "segundos",
        "temps", "durée", "secondes", "tempo s", "durata", "secondi", "duração", "duur", "tijd", "seconden", "czas",
        "sekundy",
    ),
    "minutes": ("minutes", "mins", "min", "minuten", "minutos", "minuti", "minuty"),
    "reps": (
        "reps", "repetitions", "count", "rep", "wdh", "wiederholungen", "repeticiones", "répétitions", "ripetizioni",
        "repetições", "herhalingen", "powtórzenia",
    ),
    "sets": ("sets", "set", "rounds", "sätze", "serien", "series", "séries", "serie", "reeksen", "satz"),
    "sides": ("sides", "side", "seite", "seiten", "lado", "lados", "côté", "côtés", "lato", "lati", "kant", "zijde",
        "strona"),
    "rest": ("rest", "rest after", "rest s", "break", "pause", "pausen", "descanso", "repos", "riposo", "recupero",
        "rust", "przerwa"),
    "load": ("load", "weight", "weight kg", "kg", "resistance", "gewicht", "last", "peso", "carga", "poids", "charge",
        "carico", "ciężar"),
    "effort": ("effort", "rpe", "intensity", "zone", "intensität", "intensidad", "intensité", "intensità",
        "intensidade"),
    "tempo": ("tempo",),
    "distance": ("distance", "distance m", "distance km", "distanz", "strecke", "distancia", "distanza", "distância",
        "afstand", "dystans"),
    "link": ("link", "url", "video", "address"),
    "section": ("section", "block", "part", "phase", "group", "day", "abschnitt", "bloque", "bloc", "blocco", "bloco",
        "blok", "tag"),
    "note": (
        "note", "notes", "comment", "comments", "description", "how", "instructions", "cues", "notizen", "notiz",
        "hinweis", "frequency", "how often", "häufigkeit", "frecuencia", "fréquence", "frequenza", "frequência",
        "hinweise", "beschreibung", "notas", "nota", "descripción", "remarques", "remarque", "consigne", "description",
        "istruzioni", "descrizione", "descrição", "opmerking", "opmerkingen", "uwagi", "opis",
    ),
    "type": ("type", "art", "tipo"),
    "value": ("value", "amount", "wert", "valor", "valeur", "valore", "waarde", "wartość"),
    "number": ("no", "nr", "num", "pos"),
    "done": ("done", "check", "erledigt", "hecho", "fait", "fatto", "feito", "gedaan", "zrobione"),
}  # fmt: skip
