"""Services by the words that people use for them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handrail.directory.domain.typed_words import Vocabulary, Words
from handrail.directory.index.words import Spellings, words_of
from handrail.directory.labels import code_labels

FOLDER = Path(__file__).parent
OF_ONE_CODE = "code:"
SHORTEST_TELLING, MOST_BY_LABEL = 4, 6


@dataclass(frozen=True)
class Service:
    """Something a place may offer: it does if it lists one of the codes."""

    key: str
    en: str
    es: str
    codes: tuple[str, ...]

    def name(self, language: str) -> str:
        return self.es if language == "es" else self.en


@cache
def services() -> dict[str, Service]:
    """Those with words of their own first; then each code by its label."""
    written = {key: Service(key, one["en"], one["es"], tuple(one["codes"])) for key, one in written_services().items()}
    labelled = {
        f"{OF_ONE_CODE}{code}": Service(f"{OF_ONE_CODE}{code}", known.en, known.es, (code,))
        for code, known in code_labels().items()
    }
    return written | labelled


@cache
def written_services() -> dict[str, dict]:
    return tomllib.loads((FOLDER / "services.toml").read_text(encoding="utf-8"))


@cache
def vocabulary() -> Vocabulary:
    words = tomllib.loads((FOLDER / "fillers.toml").read_text(encoding="utf-8"))
    return Vocabulary(phrases=phrases(), connectors=frozenset(words["connectors"]), fillers=frozenset(words["fillers"]))


def phrases() -> dict[Words, str]:
    """A phrase of a service written here stands before the same words as a label of one code."""
    found: dict[Words, str] = {}
    for key, one in written_services().items():
        for text in (one["en"].split("(")[0], one["es"].split("(")[0], *one["says"]):
            found.setdefault(words_of(text), key)
    for code, known in code_labels().items():
        for text in (known.en, known.es):
            found.setdefault(words_of(text), f"{OF_ONE_CODE}{code}")
    return found


@cache
def service_spellings() -> Spellings:
    """The words by which a service may be misspelt: those of its own phrases, not of every label."""
    texts = (text for one in written_services().values() for text in (one["en"], one["es"], *one["says"]))
    return Spellings(word for text in texts for word in words_of(text))


@cache
def words_in(language: str) -> frozenset[str]:
    """The words of this language alone: a reader of English who wrote "metadone" did not mean "metadona"."""
    return frozenset(word for one in written_services().values() for word in words_of(one[language]))


@cache
def words_of_phrases() -> frozenset[str]:
    return frozenset(word for phrase in vocabulary().phrases for word in phrase)


def by_label(words: Words) -> tuple[str, ...]:
    """Codes whose label holds every one of the words, where they say enough to mean something."""
    telling = {word for word in words if word not in vocabulary().fillers}
    if not any(len(word) >= SHORTEST_TELLING for word in telling):
        return ()
    return tuple(key for key, *labels in words_of_labels() if any(telling <= label for label in labels))[:MOST_BY_LABEL]


@cache
def words_of_labels() -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    return tuple((key, frozenset(words_of(one.en)), frozenset(words_of(one.es))) for key, one in services().items())
