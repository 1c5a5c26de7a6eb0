"""Against the plainest reference there is: every spelling that can be reached in one change, then in two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.domain.edit_distance import allowed_edits, distance_within

LETTERS = "abc"
short_words = st.text(alphabet=LETTERS, max_size=6)


def one_change_from(word: str) -> set[str]:
    ends = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    left_out = {before + after[1:] for before, after in ends if after}
    swapped = {before + after[1] + after[0] + after[2:] for before, after in ends if len(after) > 1}
    changed = {before + letter + after[1:] for before, after in ends if after for letter in LETTERS}
    put_in = {before + letter + after for before, after in ends for letter in LETTERS}
    return left_out | swapped | changed | put_in


def changes_needed(word: str, other: str, most: int) -> int | None:
    reached = {word}
    for changes in range(most + 1):
        if other in reached:
            return changes
        reached |= {spelling for known in reached for spelling in one_change_from(known)}
    return None


@given(short_words, short_words, st.integers(0, 2))
def test_distance_is_the_least_number_of_changes(word, other, most):
    assert distance_within(word, other, most) == changes_needed(word, other, most)


@given(st.text(max_size=12), st.text(max_size=12), st.integers(0, 3))
def test_distance_is_the_same_both_ways(word, other, most):
    assert distance_within(word, other, most) == distance_within(other, word, most)


@pytest.mark.parametrize(
    ("typed", "known", "changes"),
    [
        ("springfeild", "springfield", 1),
        ("methodone", "methadone", 1),
        ("chciago", "chicago", 1),
        ("chigaco", "chicago", 2),  # no neighbors: a letter stands between the two that changed places
        ("suboxne", "suboxone", 1),
        ("phonex", "phoenix", 2),
        ("ca", "abc", 2),
        ("same", "same", 0),
        ("", "ab", 2),
        ("abcdef", "fedcba", None),
    ],
)
def test_distance_of_words_people_mistype(typed, known, changes):
    assert distance_within(typed, known, 2) == changes


@pytest.mark.parametrize(("word", "edits"), [("", 0), ("hope", 0), ("house", 1), ("clinical", 1), ("methadone", 2)])
def test_short_words_are_never_corrected_and_long_ones_twice(word, edits):
    assert allowed_edits(word) == edits
