"""The words people type for a thing, and ours."""

import pytest

from handrail.learn.domain.folded_words import words_of
from handrail.learn.domain.other_words import MEANT, OURS, in_our_words


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("en", "where can I get Narcan", "where can i get naloxone"),
        ("en", "cold turkey off oxys", "detox off opioids"),
        ("en", "I relapsed", "i used again"),
        ("en", "tranq dope wound", "xylazine wound"),
        ("en", "cold at night", "cold at night"),
        ("en", "", ""),
        ("es", "tuve una recaída", "tuve una volvi a consumir"),
        ("es", "¿Dónde hay Narcan?", "donde hay naloxona"),
        ("fr", "narcan", "narcan"),
    ],
)
def test_their_words_become_ours_the_longest_first(language, typed, meant):
    assert in_our_words(words_of(typed), language) == words_of(meant)


@pytest.mark.parametrize("language", OURS)
def test_no_phrase_means_two_things(language):
    said = [words_of(one) for typed in OURS[language].values() for one in typed.split(",")]

    assert sorted(said) == sorted(MEANT[language])
    assert () not in MEANT[language]
