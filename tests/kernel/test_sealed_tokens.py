import base64
import re
import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.kernel.sealed_tokens import LONGEST_TOKEN, TokenRefused, seal, unseal

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NEED = {"place": "60608", "payment": ["medicaid"], "asked": [["need", "trauma!"]], "age": None, "radius": 25}

leaves = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20)
values = st.dictionaries(st.text(max_size=8), leaves | st.lists(leaves, max_size=4), max_size=6)


@given(value=values, purpose=st.sampled_from(["paths", "back", "ключ"]))
def test_seal_then_unseal_gives_the_same_value(value, purpose):
    token = seal(value, purpose=purpose, at=NOON)

    answer = unseal(token, purpose=purpose, at=NOON + HOUR, lifetime=HOUR)

    assert answer == value


@given(value=values)
def test_seal_writes_text_that_is_safe_in_any_form_or_address(value):
    token = seal(value, purpose="paths", at=NOON)

    assert re.fullmatch(r"[A-Za-z0-9_-]+", token)
    assert len(token) <= LONGEST_TOKEN


def test_seal_hides_the_value_and_differs_each_time():
    first, second = (seal(NEED, purpose="paths", at=NOON) for _ in range(2))

    opened = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4))
    assert first != second
    assert b"60608" not in opened
    assert b"medicaid" not in opened


@pytest.mark.asvs("V9.1.1")
@given(position=st.integers(min_value=0), letter=st.sampled_from(string.ascii_letters + string.digits + "-_=+/. \x00é"))
def test_unseal_refuses_every_changed_letter(position, letter):
    token = seal(NEED, purpose="paths", at=NOON)
    position %= len(token)
    changed = token[:position] + letter + token[position + 1 :]

    if changed == token:
        assert unseal(changed, purpose="paths", at=NOON, lifetime=HOUR) == NEED
        return
    with pytest.raises(TokenRefused):
        unseal(changed, purpose="paths", at=NOON, lifetime=HOUR)


@pytest.mark.asvs("V9.1.2", "V1.5.2")
@given(token=st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_unseal_refuses_whatever_was_not_sealed(token):
    with pytest.raises(TokenRefused):
        unseal(token, purpose="paths", at=NOON, lifetime=HOUR)


@pytest.mark.parametrize(
    "token", ["", "\x00", "é" * 40, "🙂", "A" * (LONGEST_TOKEN + 1), "' OR 1=1 --", "{{7*7}}", None, b"x"]
)
def test_unseal_refuses_garbage(token):
    with pytest.raises(TokenRefused):
        unseal(token, purpose="paths", at=NOON, lifetime=HOUR)


@pytest.mark.asvs("V9.2.2", "V9.2.4")
def test_unseal_refuses_a_token_of_another_purpose():
    token = seal(NEED, purpose="paths", at=NOON)

    with pytest.raises(TokenRefused):
        unseal(token, purpose="print", at=NOON, lifetime=HOUR)


@pytest.mark.asvs("V9.1.3", "V9.2.3")
def test_unseal_refuses_a_token_of_another_installation(settings):
    token = seal(NEED, purpose="paths", at=NOON)
    settings.SECRET_KEY = "another installation's secret"

    with pytest.raises(TokenRefused):
        unseal(token, purpose="paths", at=NOON, lifetime=HOUR)


def test_unseal_takes_a_token_sealed_before_the_secret_was_rotated(settings):
    token = seal(NEED, purpose="paths", at=NOON)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the next secret", [settings.SECRET_KEY]

    assert unseal(token, purpose="paths", at=NOON, lifetime=HOUR) == NEED


@pytest.mark.asvs("V9.2.1")
@pytest.mark.parametrize(
    ("later", "is_taken"),
    [
        (timedelta(0), True),
        (HOUR, True),
        (HOUR + timedelta(seconds=1), False),
        (timedelta(minutes=-5), True),
        (timedelta(minutes=-6), False),
    ],
)
def test_unseal_judges_age_by_the_time_it_is_given(later, is_taken):
    token = seal(NEED, purpose="paths", at=NOON)

    try:
        taken = unseal(token, purpose="paths", at=NOON + later, lifetime=HOUR) == NEED
    except TokenRefused:
        taken = False

    assert taken == is_taken


def test_seal_refuses_a_value_too_long_to_carry():
    unpackable = "".join(chr(33 + (number * 7919) % 90000) for number in range(4000))

    with pytest.raises(TokenRefused):
        seal({"note": unpackable}, purpose="paths", at=NOON)


def test_seal_refuses_a_value_that_packs_too_well():
    with pytest.raises(TokenRefused):
        seal({"note": "a" * 70_000}, purpose="paths", at=NOON)


def test_seal_needs_a_time_with_a_zone():
    with pytest.raises(ValueError, match="time zone"):
        seal(NEED, purpose="paths", at=datetime(2026, 3, 1, 12))  # noqa: DTZ001
