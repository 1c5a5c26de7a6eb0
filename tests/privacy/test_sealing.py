"""A sealed value opens in its place, under its key, whole; and nowhere else (S30)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.privacy.sealing import DataKey, Place, SealBroken, key_id_of, sealed, unsealed

KEY = DataKey(b"12345678", bytes(range(32)))
PLACE = Place("privacy_identity", "person", "k3abc")


@given(st.binary(max_size=300))
def test_what_is_sealed_comes_back(value):
    assert unsealed(sealed(value, key=KEY, place=PLACE), key=KEY, place=PLACE) == value


@pytest.mark.asvs("V11.3.3")
@given(st.text(max_size=5), st.text(max_size=5), st.text(max_size=5))
def test_value_moved_to_another_place_does_not_open(table, column, row):
    content = sealed(b"Rosa", key=KEY, place=Place("a", "b", "c"))

    if (table, column, row) != ("a", "b", "c"):
        with pytest.raises(SealBroken):
            unsealed(content, key=KEY, place=Place(table, column, row))


def test_places_whose_parts_run_together_are_two():
    content = sealed(b"Rosa", key=KEY, place=Place("ab", "c", "d"))

    with pytest.raises(SealBroken):
        unsealed(content, key=KEY, place=Place("a", "bc", "d"))


@pytest.mark.asvs("V11.3.2", "V11.3.3")
@pytest.mark.parametrize("at", range(0, 100, 7))
def test_one_changed_bit_does_not_open(at):
    content = bytearray(sealed(b"Rosa", key=KEY, place=PLACE))
    content[at % len(content)] ^= 1

    with pytest.raises(SealBroken):
        unsealed(bytes(content), key=KEY, place=PLACE)


@pytest.mark.parametrize("content", [b"", b"\x01", bytes(21), b"plain text that was never sealed by anybody"])
def test_what_was_never_sealed_does_not_open(content):
    with pytest.raises(SealBroken):
        unsealed(content, key=KEY, place=PLACE)


def test_other_key_of_the_same_id_does_not_open():
    content = sealed(b"Rosa", key=KEY, place=PLACE)

    with pytest.raises(SealBroken):
        unsealed(content, key=DataKey(KEY.key_id, bytes(32)), place=PLACE)


def test_same_value_twice_looks_different_and_short_names_are_as_long_as_longer_ones():
    ann, rosalind, again = (sealed(name, key=KEY, place=PLACE) for name in (b"Ann", b"Rosalind Castillo", b"Ann"))

    assert ann != again
    assert len(ann) == len(rosalind)
    assert key_id_of(ann) == KEY.key_id
