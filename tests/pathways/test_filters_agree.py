"""The filters of the list and the rules of the paths mean the same by the same word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.domain.filters import MEDICINE
from handrail.pathways.domain import facility_rules as rules

OPTIONS = {option.name: option for option in MEDICINE.options}
listings = st.sets(st.sampled_from(["BU", "MU", "OTP", "MM", "BUM", "UB", "MOA", "NMOA", "NU"]))


def holds(name: str, codes: set[str]) -> bool:
    option = OPTIONS[name]
    return bool(codes & set(option.codes)) and not codes & set(option.without)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("starts", rules.prescribes),
        ("keeps", rules.maintains),
        ("methadone", rules.gives_methadone),
        ("buprenorphine", rules.gives_buprenorphine),
    ],
)
@given(codes=listings)
def test_medicine_filter_means_what_the_rule_of_paths_means(name, rule, codes):
    found = holds(name, codes)

    assert found == rule(codes.__contains__)


@pytest.mark.parametrize(
    ("name", "gives"),
    [("on_methadone", rules.gives_methadone), ("on_buprenorphine", rules.gives_buprenorphine)],
)
@given(codes=listings)
def test_already_taking_filter_is_giving_or_accepting_without_a_contradiction(name, gives, codes):
    found = holds(name, codes)

    has = codes.__contains__
    assert found == ((gives(has) or rules.accepts(has)) and "NMOA" not in codes)
