"""Words are compared folded, and found only where they stand."""

import random
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.domain.edit_distance import allowed_edits, distance_within
from handrail.directory.index.synthetic import synthetic_rows
from handrail.directory.index.words import SHORTEST_CORRECTED, Spellings, build_postings, wanted_words, words_of


def test_words_of_a_name_are_folded_and_split_at_signs():
    name = "St. Mary's Clínica  Bayamón / OTP-2"

    found = words_of(name)

    assert found == ("st", "mary", "s", "clinica", "bayamon", "otp", "2")


def test_wanted_words_skip_blanks_and_keep_signs_that_match_nothing():
    asked = ("  ", "Bayamón clinic", "🙂")

    found = wanted_words(asked)

    assert found == {"bayamon", "clinic", "🙂"}


def test_postings_answer_within_runs_only():
    postings = build_postings([{"a"}, {"a", "b"}, set(), {"b"}, {"a"}])

    found = [
        postings.of(word, runs).tolist() for word, runs in (("a", [[0, 5]]), ("a", [[1, 2], [4, 5]]), ("c", [[0, 5]]))
    ]

    assert found == [[0, 1, 4], [1, 4], []]


known_words = st.lists(st.text("abcde", min_size=3, max_size=11), max_size=40)


@given(known_words, st.text("abcde", min_size=1, max_size=12))
def test_near_spellings_are_those_that_a_look_at_every_word_finds(words, typed):
    most = allowed_edits(typed)
    held = {word for word in words if len(word) >= SHORTEST_CORRECTED}
    distances = {word: reference for word in held if (reference := distance_within(typed, word, most)) is not None}
    least = min(distances.values(), default=None)
    expected = tuple(sorted(word for word, away in distances.items() if away == least)) if most else ()

    assert Spellings(words).near(typed) == expected


def test_a_short_word_is_never_taken_for_another():
    assert Spellings(["hopes", "house"]).near("hope") == ()


def test_no_word_at_all_and_a_very_long_one_are_near_nothing():
    assert Spellings([]).near("methadone") == ()
    assert Spellings(["methadone"]).near("m" * 500) == ()


@pytest.mark.slow
def test_misspelt_word_is_compared_with_few_of_many_thousand(monkeypatch):
    rows = synthetic_rows(rows=25_000)
    words = {word for row in rows for word in words_of(f"{row.name} {row.city}")}
    letters = random.Random(3)
    words |= {"".join(letters.choices("aeioulnrstcdmp", k=letters.randint(4, 14))) for _ in range(25_000)}
    spellings = Spellings(words)
    compared = Mock(side_effect=distance_within)
    monkeypatch.setattr("handrail.directory.index.words.distance_within", compared)

    for word in (word for word in letters.sample(sorted(words), 200) if len(word) > 6):
        compared.reset_mock()
        assert spellings.near(word[:3] + word[4:])
        assert compared.call_count < 100
