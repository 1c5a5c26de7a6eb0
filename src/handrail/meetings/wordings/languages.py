"""The languages meetings are held in, by the codes of ISO 639."""

from collections.abc import Sequence

from handrail.web.translation import mark, translate

WORDS: dict[str, str] = {
    "en": mark("English"),
    "es": mark("Spanish"),
    "am": mark("Amharic"),
    "ar": mark("Arabic"),
    "ase": mark("American Sign Language"),
    "da": mark("Danish"),
    "de": mark("German"),
    "el": mark("Greek"),
    "fa": mark("Farsi"),
    "fi": mark("Finnish"),
    "fr": mark("French"),
    "he": mark("Hebrew"),
    "hi": mark("Hindi"),
    "ht": mark("Haitian Creole"),
    "hu": mark("Hungarian"),
    "it": mark("Italian"),
    "ja": mark("Japanese"),
    "ko": mark("Korean"),
    "lt": mark("Lithuanian"),
    "nl": mark("Dutch"),
    "no": mark("Norwegian"),
    "pa": mark("Punjabi"),
    "pl": mark("Polish"),
    "pt": mark("Portuguese"),
    "ru": mark("Russian"),
    "sv": mark("Swedish"),
    "tl": mark("Tagalog"),
    "tr": mark("Turkish"),
    "uk": mark("Ukrainian"),
    "vi": mark("Vietnamese"),
    "zh": mark("Chinese"),
}
IN_LANGUAGE, IN_LANGUAGES = mark("in %(tongue)s"), mark("in %(tongue)s and %(other)s")


def language_name(code: str, language: str) -> str:
    """A code that has no name here is said as it is."""
    return translate(WORDS[code], language) if code in WORDS else code


def languages_told(codes: Sequence[str], language: str) -> str:
    """Nothing where a reader of this page's language is at home, or where nobody said."""
    if not codes or language in codes:
        return ""
    names = [within(language_name(code, language), language) for code in codes]
    if len(names) == 1:
        return translate(IN_LANGUAGE, language, tongue=names[0])
    return translate(IN_LANGUAGES, language, tongue=", ".join(names[:-1]), other=names[-1])


def within(name: str, language: str) -> str:
    """Spanish writes the names of languages small."""
    return name[:1].lower() + name[1:] if language == "es" else name
