"""Numbers as people type them, and pauses that stop guessing and lock nobody out (S16)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.privacy.domain.receipts import (
    COST,
    DASHES,
    FORGOTTEN_AFTER,
    LONGEST_TYPED,
    PAUSES,
    HashCost,
    PinRefused,
    Tries,
    TypedNumber,
    check_pin,
    in_groups,
    may_try_from,
    read_number,
    read_pin,
    standing,
)

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NUMBER = "0482109376514230"
WIDE = str.maketrans("0123456789", "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19")
BETWEEN = st.text(st.sampled_from([" ", "\u00a0", "\t", "\n", "\u3000", *sorted(DASHES)]), max_size=2)


def numbers():
    return st.text("0123456789", min_size=16, max_size=16)


def test_number_is_shown_in_groups_like_a_telephone_card():
    assert in_groups(NUMBER) == "0482 1093 7651 4230"


@given(numbers())
def test_what_is_shown_is_read_again(number):
    assert read_number(in_groups(number)) == TypedNumber(number[:6], number[6:])


@given(numbers(), st.lists(BETWEEN, min_size=17, max_size=17), st.lists(st.booleans(), min_size=16, max_size=16))
def test_spaces_dashes_and_wide_digits_are_forgiven(number, between, are_wide):
    digits = [digit.translate(WIDE) if is_wide else digit for digit, is_wide in zip(number, are_wide, strict=True)]

    typed = between[0] + "".join(digit + gap for digit, gap in zip(digits, between[1:], strict=True))

    assert read_number(typed) == TypedNumber(number[:6], number[6:])


@given(numbers(), st.integers(0, 16), st.characters())
def test_any_other_sign_is_refused(number, place, sign):
    typed = number[:place] + sign + number[place:]

    is_forgiven = sign.isspace() or sign in DASHES

    assert (read_number(typed) is not None) == is_forgiven


@given(st.text(max_size=150))
def test_whatever_is_typed_is_read_without_an_error(typed):
    found = read_number(typed)

    assert found is None or (len(found.locator), len(found.secret)) == (6, 10)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        NUMBER[:15],
        NUMBER + "0",
        NUMBER[:15] + "O",
        NUMBER[:15] + "\u0664",  # a digit of another script
        NUMBER[:15] + "\u00b2",  # a small two
        NUMBER[:15] + "\u2460",  # a one in a circle
        NUMBER.replace("0", "."),
        " " * LONGEST_TYPED + NUMBER,
    ],
)
def test_what_is_no_number_of_ours_is_refused(typed):
    assert read_number(typed) is None


@pytest.mark.parametrize(
    ("typed", "pin"),
    [
        ("", ""),
        ("  ", ""),
        ("1234", "1234"),
        (" 12-34 5678 ", "12345678"),
        ("1234".translate(WIDE), "1234"),
        ("123", None),
        ("123456789", None),
        ("12a4", None),
        ("river", None),
    ],
)
def test_pin_has_four_to_eight_digits_or_is_left_out(typed, pin):
    assert read_pin(typed) == pin


def test_pin_that_cannot_be_one_is_refused_when_it_is_chosen():
    with pytest.raises(PinRefused, match="4 to 8 digits"):
        check_pin("123")

    assert (check_pin(""), check_pin("12 34")) == ("", "1234")


@pytest.mark.asvs("V11.4.2")
def test_hash_costs_what_its_source_asks_for():
    assert HashCost(kibibytes=19_456, passes=2, lanes=1) == COST


@pytest.mark.parametrize(
    ("wrong", "pause"),
    [
        (0, timedelta(0)),
        (1, timedelta(0)),
        (3, timedelta(0)),
        (4, MINUTE),
        (5, 5 * MINUTE),
        (6, 15 * MINUTE),
        (7, 15 * MINUTE),
        (8, HOUR),
        (9, HOUR),
        (10**6, HOUR),
    ],
)
def test_pauses_grow_with_the_wrong_tries_and_never_without_end(wrong, pause):
    assert may_try_from(Tries(wrong, AT)) == AT + pause


def test_table_of_pauses_begins_at_none_and_only_grows():
    from_wrong, lasts = [pause.from_wrong for pause in PAUSES], [pause.lasts for pause in PAUSES]

    assert (from_wrong[0], from_wrong, lasts) == (0, sorted(set(from_wrong)), sorted(set(lasts)))
    assert lasts[-1] < FORGOTTEN_AFTER


@pytest.mark.parametrize(
    ("last_at", "at", "expected"),
    [
        (AT, AT, Tries(9, AT)),
        (AT, AT + DAY - SECOND, Tries(9, AT)),
        (AT, AT + DAY, Tries(0, AT)),
        (AT + SECOND, AT, Tries(9, AT)),  # the clock was set back a little
        (AT + 400 * DAY, AT, Tries(9, AT)),  # and by a year
    ],
)
def test_tries_stand_for_a_day_and_as_of_now_after_the_clock_was_set_back(last_at, at, expected):
    assert standing(Tries(9, last_at), at=at) == expected


@given(st.integers(0, 50), st.integers(-(10**8), 10**8))
def test_no_clock_makes_anybody_wait_longer_than_the_longest_pause(wrong, seconds):
    at = AT + timedelta(seconds=seconds)

    tries = standing(Tries(wrong, AT), at=at)

    assert may_try_from(tries) - at <= PAUSES[-1].lasts


def tries_within(days: int, *, rest_at: int) -> int:
    """How many guesses somebody makes who tries whenever they may, and rests a day after so many in a row."""
    tries, at, made = Tries(0, AT), AT, 0
    while at < AT + days * DAY:
        tries = standing(tries, at=at)
        at = max(at, may_try_from(tries))
        tries, made = Tries(tries.wrong + 1, at), made + 1
        at += FORGOTTEN_AFTER if tries.wrong >= rest_at else SECOND
    return made


@pytest.mark.asvs("V6.3.1", "V6.6.3")
@pytest.mark.parametrize("rest_at", [1, 3, 4, 5, 6, 7, 8, 9, 30, 10**9])
def test_guessing_for_a_month_finds_neither_the_secret_nor_a_pin_of_six_digits(rest_at):
    made = tries_within(30, rest_at=rest_at)

    assert made <= 30 * 24 + 8
    assert (made / 10**10 < 1e-7, made / 10**6 < 1 / 1_300, made / 10**4 < 1 / 13) == (True, True, True)
