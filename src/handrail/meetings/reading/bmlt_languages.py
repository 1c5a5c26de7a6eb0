"""In which language a meeting is held: BMLT says "a language" (LANG), and only the local key tells which."""

import re
from collections.abc import Iterable

from handrail.kernel.text_folding import fold

WORDS = {
    "en": "en eng engl english ingles anglais engelska englisch",
    "es": "es esp spa sp span spn spanish espanol castellano espagnol spanisch",
    "fr": "fr fra fre french francais frances franzosisch",
    "de": "de deu ger german deutsch aleman allemand",
    "it": "it ita italian italiano",
    "pt": "pt por port ptbr pt-br portuguese portugues portugais",
    "nl": "nl nld ned dut dutch nederlands flemish",
    "da": "da dan dk danish dansk",
    "sv": "sv swe swedish svenska",
    "no": "no nor nb norwegian norsk",
    "fi": "fi fin finnish finlandais suomi finska",
    "is": "is isl icelandic",
    "ru": "ru rus russian russe russkij russisch русский",
    "uk": "uk ukr ua ukrainian українська",
    "pl": "pl pol polish polski polnisch",
    "cs": "cs cze ces cz czech",
    "sk": "sk slk slovak",
    "sl": "slv slovenian slovene",
    "hu": "hu hun hungarian magyar",
    "ro": "ro ron rum romanian",
    "bg": "bg bul bulgarian",
    "hr": "hr hrv croatian",
    "sr": "sr srp serbian",
    "bs": "bs bos bosnian",
    "hbs": "hbs sh serbo-croatian serbocroatian",
    "el": "el ell gr gre greek",
    "lt": "lt lit lithuanian",
    "lv": "lv lav latvian",
    "et": "et est estonian",
    "tr": "tr tur turkish",
    "ar": "ar ara arabic",
    "he": "he heb iw hebrew",
    "fa": "fa fas per far farsi persian persiskt persisch فارسی",
    "hi": "hi hin hindi",
    "pa": "pa pan pun punjabi panjabi",
    "bn": "bn ben bengali bangla",
    "ur": "ur urd urdu",
    "ne": "ne nep nepali",
    "ta": "ta tam tamil",
    "te": "te tel telugu",
    "ml": "ml mal malayalam",
    "mr": "mr mar marathi",
    "gu": "gu guj gujarati",
    "si": "si sin sinhala",
    "th": "th tha thai",
    "vi": "vi vie vietnamese",
    "id": "id ind indonesian",
    "ms": "ms msa may malay",
    "tl": "tl tgl tagalog filipino",
    "zh": "zh zho chi cn chinese mandarin",
    "yue": "yue can cantonese",
    "ja": "ja jpn jp japanese",
    "ko": "ko kor korean",
    "am": "am amh amharic",
    "sw": "sw swa swahili",
    "ht": "ht hat creole haitian",
    "hy": "hye arm armenian",
    "ka": "ka kat geo georgian",
    "ga": "ga gle irish gaelic",
    "cy": "cy cym welsh",
    "ca": "cat catalan",
    "eu": "eu eus basque",
    "mt": "mt mlt maltese",
    "mi": "mri maori",
    "af": "af afr afrikaans",
}
"""ISO 639 codes, and the keys and names that servers give them, folded. A key that means more than one is not here."""

CODES = {word: code for code, words in WORDS.items() for word in map(fold, words.split())}
BETWEEN = re.compile(r"[/,;&+()]|\b(?:and|or|y|et|und)\b")
BESIDE = re.compile(r"\b(?:in|speaking|spoken|language|meeting)\b")


def languages_of(*, key: str, names: Iterable[str]) -> tuple[str, ...]:
    """By the key; by the name that the server gives it where the key is nobody else's ("L/R": Lithuanian/Russian)."""
    for told in (key, *names):
        if codes := codes_in(told):
            return codes
    return ()


def codes_in(told: str) -> tuple[str, ...]:
    folded = fold(told)
    if folded in CODES:
        return (CODES[folded],)
    parts = (BESIDE.sub(" ", part).strip() for part in BETWEEN.split(folded))
    return tuple(dict.fromkeys(CODES[part] for part in parts if part in CODES))
