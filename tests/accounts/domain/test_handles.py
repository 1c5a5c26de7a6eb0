import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.accounts.domain.handles import (
    NUMERALS,
    RESERVED,
    HandleRefused,
    chosen_word,
    numbered,
    numerals_wanted,
    seen_alike,
)


@pytest.mark.parametrize(
    ("typed", "word"),
    [("River", "river"), ("  niño ", "nino"), ("blue sky", "blue-sky"), ("two_words", "two-words"), ("r2d2", "r2d2")],
)
def test_chosen_word_is_written_in_small_plain_letters(typed, word):
    assert chosen_word(typed) == word


@pytest.mark.parametrize(
    "typed",
    ["", "ab", "a" * 25, "123456", "no.dots", "-river", "river--two", "r\N{CYRILLIC SMALL LETTER IE}ver", "a\x00bc"],
)
def test_chosen_word_refuses_what_cannot_be_a_name(typed):
    with pytest.raises(HandleRefused):
        chosen_word(typed)


@pytest.mark.parametrize("typed", [*RESERVED, "Adm1n", "0fficial", "the-handrail-team", "handrai1", "the-nurse"])
def test_chosen_word_refuses_to_sound_like_the_service_or_who_helps(typed):
    with pytest.raises(HandleRefused, match="kept for the service"):
        chosen_word(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("river-4829", "River-4829"),
        ("river-4829", "river4829"),
        ("mike", "rnike"),
        ("will", "w1ll"),
        ("will", "wiii"),
        ("west", "vvest"),
        ("moon", "m00n"),
        ("niño", "nino"),
        ("sun", "5un"),
    ],
)
def test_names_that_look_alike_are_one(one, other):
    assert seen_alike(one) == seen_alike(other)


def test_names_that_differ_stay_two():
    assert len({seen_alike(name) for name in ("river-4829", "river-4828", "rover-4829", "river-482")}) == 4


@given(st.lists(st.integers(0, 255), min_size=4, max_size=4))
def test_number_of_a_name_has_no_sign_that_is_read_as_a_letter(numerals):
    name = numbered("river", numerals)

    assert name.startswith("river-")
    assert set(name[6:]) <= set(NUMERALS)
    assert seen_alike(name).endswith(name[6:])


def test_word_that_many_chose_gets_longer_numbers():
    assert [numerals_wanted(tries) for tries in (0, 7, 8, 39)] == [4, 4, 5, 8]
