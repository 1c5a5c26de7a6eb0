import pytest

from handrail.directory.domain.duplicates import MergeRefused, check_merge, suggested_pairs
from handrail.directory.domain.identity import identity_of
from handrail.directory.domain.sources import FacilityKind


def place(name="Hope Center", program="", street1="1 Main St", zip5="62701", phone="217-555-0101", **more):
    facts = {"kind": FacilityKind.SUBSTANCE_USE, "street2": "", "city": "Springfield", "state": "IL"} | more
    return identity_of(name=name, program=program, street1=street1, zip5=zip5, phone=phone, **facts)


def pairs(*places):
    return [tuple(pair) for pair in suggested_pairs(enumerate(places, 1))]


def test_same_building_and_similar_name():
    assert pairs(place(), place("Hope Center Inc.", phone="")) == [(1, 2, "building")]


def test_same_phone_and_name_at_another_address():
    assert pairs(place(), place(street1="9 Oak Ave", zip5="62702")) == [(1, 2, "phone")]


@pytest.mark.parametrize(
    "other",
    [
        place("Prairie Methadone"),
        place(program="Women's Program", phone="217-555-0199"),
        place(street1="9 Oak Ave", phone="217-555-0199"),
        place(kind=FacilityKind.MENTAL_HEALTH),
        place(street1="9 Oak Ave", state="MO"),
    ],
)
def test_neighbors_and_strangers_are_not_suggested(other):
    assert pairs(place(program="Men's Program"), other) == []


def test_call_center_of_many_places_suggests_none_of_them():
    assert pairs(*(place(street1=f"{number} Oak Ave", zip5=f"6270{number}") for number in range(5))) == []


def test_ten_thousand_in_one_building_are_not_compared():
    assert pairs(*[place("Campus", f"Program {number}") for number in range(10_000)]) == []


ALONE = {
    "kept": 1,
    "merged": 2,
    "kept_is_merged": False,
    "kept_is_listed": True,
    "merged_is_merged": False,
    "merged_has_others": False,
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"merged": 1},
        {"kept_is_merged": True},
        {"kept_is_listed": False},
        {"merged_is_merged": True},
        {"merged_has_others": True},
    ],
)
def test_merge_into_itself_in_a_chain_or_in_a_ring_is_refused(wrong):
    with pytest.raises(MergeRefused):
        check_merge(**(ALONE | wrong))


def test_merge_of_two_single_places_is_allowed():
    check_merge(**ALONE)
