"""The product's words in the reader's language. English is the source; a missing translation shows the English."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

ENGLISH = "en"
CATALOGS = (ENGLISH, "es")
PSEUDO = "zz"  # a language nobody speaks: it marks every translated word, so that a test finds those that are not
LOCALE = Path(__file__).resolve().parents[1] / "locale"
OPEN_MARK, CLOSE_MARK = "\N{LEFT DOUBLE ANGLE BRACKET}", "\N{RIGHT DOUBLE ANGLE BRACKET}"


def translate(text: str, language: str, **params: object) -> str:
    """The text in this language. With params, `%(name)s` in it is filled in."""
    translated = _marked(text) if language == PSEUDO else catalog(language).gettext(text)
    return translated % params if params else translated


def translate_plural(one: str, many: str, count: int, language: str, **params: object) -> str:
    """English and Spanish both have one plural form, for every number but 1."""
    return translate(one if count == 1 else many, language, count=count, **params)


def mark(text: str) -> str:
    """Marks a text for extraction where it is written; it is translated where it is shown."""
    return text


@cache
def catalog(language: str) -> NullTranslations:
    if language == ENGLISH:
        return NullTranslations()
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as compiled:
        return GNUTranslations(compiled)


def _marked(text: str) -> str:
    return f"{OPEN_MARK}{text}{CLOSE_MARK}"
