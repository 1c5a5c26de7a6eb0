"""Words that wound, and what we say in their place.

Source: NIDA, "Words Matter", and AP style. Names of bodies and quotes need an override that says why. A pattern is
matched on whole words, without regard to case.
"""

import re
from collections.abc import Iterable
from unicodedata import normalize

INVISIBLE = "[\u00ad\u200b\u200c\u200d\u2060\ufeff]"
AVOIDED: dict[str, dict[str, str]] = {
    "en": {
        r"addicts?": "person with opioid use disorder",
        r"junkies|junkie": "person who uses drugs",
        r"drug users?|abusers?|(?:heroin|opioid|substance) users?": "person who uses drugs",
        r"drug abuse|substance abuse|opioid abuse": "drug use, use disorder",
        r"drug habit|heroin habit": "use, use disorder",
        r"(?:stay|staying|get|getting|be|been|being|is|are|am|was|were) clean": "in recovery, not using",
        r"(?:clean|dirty) (?:urine|tests?|people|persons?|time)": "negative or positive test",
        r"(?:substitution|replacement) (?:therapy|treatment|medicine)": "medicine for opioid use disorder",
        r"opioid substitution|opioid replacement": "medicine for opioid use disorder",
        r"medication[- ]assisted": "medicine for opioid use disorder",
        r"relapse[sd]?|relapsing": "lapse, return to use",
        r"fell off the wagon|falls? off the wagon": "lapse, return to use",
        r"addicted bab(?:y|ies)|born addicted": "baby exposed to opioids",
        r"bad batch": "overdose, poisoning",
        r"non-?compliant|failed treatment": "treatment did not meet the need",
        r"enabling|enablers?|tough love|rock bottom": "support with boundaries",
        r"commit(?:s|ted|ting)? suicide": "die by suicide",
        r"drugs? of choice": "drug used most",
        r"inmates?|convicts?": "person in or leaving prison",
    },
    "es": {
        r"adict[oa]s?": "persona con trastorno por consumo de opioides",
        r"drogadict[oa]s?|toxic[oó]man[oa]s?|yonquis?": "persona que consume drogas",
        r"heroin[oó]man[oa]s?": "persona que consume heroína",
        r"consumidor(?:es|as?)? de drogas|usuari[oa]s? de drogas": "persona que consume drogas",
        r"abuso de (?:drogas|sustancias|opioides)": "consumo, trastorno por consumo",
        r"(?:estar|est[aá]n?|estoy|mantenerse|seguir) limpi[oa]s?": "en recuperación, sin consumir",
        r"(?:orina|prueba) (?:limpia|sucia)": "prueba negativa o positiva",
        r"(?:terapia|tratamiento) (?:de|con) (?:sustituci[oó]n|reemplazo)": "medicina para el trastorno por opioides",
        r"tratamiento sustitutivo|sustitutivos? opioides?": "medicina para el trastorno por opioides",
        r"tratamiento asistido con medicamentos": "medicina para el trastorno por opioides",
        r"reca[ií]das?|reca(?:er|e|en|y[oó])": "volver a consumir",
        r"beb[eé]s? adict[oa]s?": "bebé expuesto a opioides",
        r"tocar fondo|mano dura|amor duro": "apoyo con límites",
        r"comet(?:er|e|en|i[oó]) (?:un )?suicidio": "morir por suicidio",
        r"droga de elecci[oó]n": "droga que más se consume",
        r"reclus[oa]s?|pres[oa]s?|convict[oa]s?": "persona en la cárcel",
    },
}


def avoided_words(texts: Iterable[str], language: str, *, allowed: Iterable[str] = ()) -> list[str]:
    """Which of them stand there as written, each once, without those that an override allows."""
    let_through = {word.casefold() for word in allowed}
    found = (match.group().casefold() for text in texts for match in PATTERNS[language].finditer(as_read(text)))
    return [word for word in dict.fromkeys(found) if word not in let_through]


def as_read(text: str) -> str:
    """Pasted text breaks words softly, joins them with other spaces and parts accents from letters: nobody sees it."""
    return " ".join(re.sub(INVISIBLE, "", normalize("NFC", text)).split())


def say_instead(word: str, language: str) -> str:
    return next(better for pattern, better in AVOIDED[language].items() if re.fullmatch(pattern, word, re.IGNORECASE))


PATTERNS = {language: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for language, words in AVOIDED.items()}
