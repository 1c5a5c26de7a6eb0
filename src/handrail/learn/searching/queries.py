"""Health pages that answer what somebody typed, in the reader's language or else in the other."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from handrail.learn.domain.folded_words import Words, words_of
from handrail.learn.domain.other_words import in_our_words
from handrail.learn.domain.page_ranking import MOST_SHOWN, nearest, rank, stem, telling
from handrail.learn.reading.queries import LANGUAGES, Listed
from handrail.learn.searching.pages_kept import Known, Searchable, pages_kept


@dataclass(frozen=True)
class PagesFound:
    """The best page first. `corrected`: each misspelt word as it was understood. `is_in_their_words`: the words found
    pages of the language they are of, which is not that of the page they were typed on."""

    pages: tuple[Listed, ...] = ()
    corrected: tuple[str, ...] = ()
    is_in_their_words: bool = False


def pages_about(*, text: str, language: str, beside: Collection[str] = ()) -> PagesFound:
    """At most five, in one query while no page changes. `beside` are words that named something else, such as a town.

    Words of the other language find its pages where the reader's own have nothing: who types Spanish reads Spanish.
    """
    searched, words = pages_kept(), tuple(word for word in words_of(text) if word not in beside)
    found = among(searched, searched.contents.in_language(language), telling(in_our_words(words, language)))
    others = (other for other in LANGUAGES if other != language)
    for other in others if words and not found.pages else ():
        pages = [page for page in searched.contents.pages if page.language == other]
        found = replace(among(searched, pages, telling(in_our_words(words, other))), is_in_their_words=True)
    return found


def words_known() -> frozenset[str]:
    """Every word that leads to some page, in either language. As last read: that takes no query of its own."""
    return (pages_kept.kept or pages_kept()).leading


def among(searched: Searchable, pages: Iterable[Listed], words: Words) -> PagesFound:
    pages = [page for page in pages if page.pk in searched.pages]
    known = [searched.known[language] for language in sorted({page.language for page in pages})]
    meant = {word: understood(word, known) for word in words}
    stems = {stem(word) for word in meant.values()}
    ranked = [(rank(searched.pages[page.pk], stems), page) for page in pages]
    best = sorted(((place, page) for place, page in ranked if place), key=lambda both: both[0])
    corrected = tuple(now for typed, now in meant.items() if now != typed) if best else ()
    return PagesFound(tuple(page for _, page in best[:MOST_SHOWN]), corrected)


def understood(word: str, known: Iterable[Known]) -> str:
    """The word itself where it stands in some page, in any form; else it may be misspelt."""
    known = list(known)
    if any(stem(word) in each.stems for each in known):
        return word
    return nearest(word, frozenset().union(*(each.words for each in known)))
