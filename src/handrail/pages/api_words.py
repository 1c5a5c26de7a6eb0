"""The words that a program may send, with their meaning, for the page for programmers: read from the rules themselves.

A word that the rules know and nobody has said in plain words yet is shown by its name, never left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from handrail.directory.domain.code_groups import GROUP_HEADINGS, CodeGroup
from handrail.directory.domain.filters import GROUPS, FilterGroup, FilterOption
from handrail.directory.domain.open_places import Payer
from handrail.directory.filter_words import group_words, option_words
from handrail.directory.labels import code_labels, group_of, in_dictionary_order, label
from handrail.directory.open_places.words import AGE_BANDS, LEVELS, PAYERS, SEXES
from handrail.pages.choices import ABOUT, MEDICINES, WORDS
from handrail.pathways.domain.vocabulary import CARES, LANGUAGES, NEEDS, PAYMENTS, RULED_NEEDS, SUBSTANCES
from handrail.pathways.domain.vocabulary import MEDICINES as MEDICINES_TAKEN
from handrail.web.translation import mark, translate

WHOEVER_PAYS = mark("Whoever pays")
NOT_ON_THE_FORM = {
    "alcohol_or_benzos": mark("Alcohol or benzos every day: both are asked for"),
    "pregnant_group": mark("A group for pregnancy"),
}
ALWAYS_KEPT, WISHED = mark("always kept"), mark("a wish: let go if need be, and said")
NOT_LISTED, CODES_WITHOUT = mark("Nothing of this group is listed"), mark("%(codes)s, and not %(without)s")
PATHS, PLACES = mark("answered with paths"), mark("answered with places")


@dataclass(frozen=True)
class Word:
    """One word: what it means, and what becomes of it or which codes answer it."""

    name: str
    meaning: str
    note: str = ""


@dataclass(frozen=True)
class WordTable:
    """The words that one field takes."""

    field: str
    about: str
    words: tuple[Word, ...]


def path_words(language: str) -> tuple[WordTable, ...]:
    """The fields of a search for paths that take words, by the names they have there."""

    def say(text: str) -> str:
        return translate(text, language)

    needs = {name: WORDS.get(f"need:{name}") or NOT_ON_THE_FORM.get(name, name) for name in NEEDS}
    about, medicines = dict(ABOUT), dict(MEDICINES)
    return (
        WordTable(
            "need",
            say(mark("What matters")),
            tuple(
                Word(name, say(words), say(ALWAYS_KEPT if name in RULED_NEEDS else WISHED))
                for name, words in needs.items()
            ),
        ),
        table("payment", say(mark("Ways to pay")), ((name, say(WORDS[f"payment:{name}"])) for name in PAYMENTS)),
        table(
            "language",
            say(mark("Languages")),
            [
                ("english", say(mark("English"))),
                *((name, option_words("language", name, language)) for name in LANGUAGES),
            ],
        ),
        table("medicine", say(mark("Medicine taken now")), ((name, say(medicines[name])) for name in MEDICINES_TAKEN)),
        WordTable(
            "substance",
            say(mark("What is taken")),
            tuple(
                Word(name, say(about[CARES[name]]), say(PATHS if CARES[name] == "opioid" else PLACES))
                for name in SUBSTANCES
            ),
        ),
    )


def table(field: str, about: str, words: Iterable[tuple[str, str]]) -> WordTable:
    return WordTable(field, about, tuple(Word(name, meaning) for name, meaning in words))


def capacity_tables(language: str) -> tuple[WordTable, ...]:
    """The fields of a capacity that take words: for whom a place is open."""
    return tuple(
        table(
            field,
            translate(about, language),
            ((word.value, translate(words, language)) for word, words in said.items()),
        )
        for field, about, said in (
            ("level", mark("What kind of place is open"), LEVELS),
            ("sex", mark("For whom"), SEXES),
            ("age", mark("For which ages"), AGE_BANDS),
            ("payer", mark("Who may pay for it"), {Payer.ANY: WHOEVER_PAYS, **PAYERS}),
        )
    )


def filter_tables(language: str) -> tuple[WordTable, ...]:
    """The groups of `filters`, which are also those of `facets`."""
    return tuple(filter_table(group, language) for group in GROUPS)


def filter_table(group: FilterGroup, language: str) -> WordTable:
    words = (
        Word(option.name, option_words(group.name, option.name, language), codes_asked(option, language))
        for option in group.options
    )
    return WordTable(group.name, group_words(group.name, language), tuple(words))


def codes_asked(option: FilterOption, language: str) -> str:
    if not option.codes:
        return translate(NOT_LISTED, language)
    codes, without = " ".join(option.codes), " ".join(option.without)
    return translate(CODES_WITHOUT, language, codes=codes, without=without) if without else codes


def code_tables(language: str) -> tuple[WordTable, ...]:
    """Every service code that we have plain words for, under the headings of a facility's page."""
    return tuple(
        table(group.value, GROUP_HEADINGS[group][language == "es"], codes_under(group, language))
        for group in GROUP_HEADINGS
    )


def codes_under(group: CodeGroup, language: str) -> list[tuple[str, str]]:
    return [(code, label(code, language)) for code in in_dictionary_order(code_labels()) if group_of(code) == group]
