from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.domain.code_groups import CodeGroup
from handrail.directory.domain.first_facts import LEAST_FIRST, MATTER_MOST, MOST_FIRST, first_and_more
from handrail.directory.domain.quality_signs import SIGNS, quality_signs
from handrail.directory.labels import code_labels, group_of

groups = st.sampled_from(list(CodeGroup))
codes = st.lists(st.sampled_from(sorted(code_labels())) | st.text("XYZ", min_size=2, max_size=4), unique=True)


@given(groups, codes)
def test_no_fact_is_lost_and_few_stand_first(group, listed):
    first, more = first_and_more(group, listed)

    assert sorted([*first, *more]) == sorted(listed)
    assert len(first) <= MOST_FIRST + 1
    assert len(first) >= min(LEAST_FIRST, len(listed))
    assert len(more) != 1


def test_what_matters_most_stands_first_in_its_own_order():
    first, more = first_and_more(CodeGroup.PAY, ["FSA", "SF", "MD", "NP", "PI", "SAMF", "SI"])

    assert (first, more) == (("NP", "MD", "PI", "SF", "FSA"), ("SAMF", "SI"))


def test_every_code_that_matters_is_known_and_in_its_group():
    assert [code for group, wanted in MATTER_MOST.items() for code in wanted if group_of(code) is not group] == []


def test_a_facility_with_three_hundred_codes_or_none_is_shown():
    assert len(first_and_more(CodeGroup.CARE, [f"C{number}" for number in range(300)])[0]) == LEAST_FIRST
    assert first_and_more(CodeGroup.CARE, []) == ((), ())


def test_every_sign_is_shown_with_what_is_listed_for_it_or_nothing():
    signs = {sign.code: sign.listed for sign in quality_signs(["CARF", "STMH", "STAG", "XYZ"])}

    assert list(signs) == list(SIGNS)
    assert (signs["sign_carf"], signs["sign_state_license"]) == (("CARF",), ("STAG", "STMH"))
    assert signs["sign_naloxone"] == ()


def test_every_code_of_a_sign_is_in_the_dictionary():
    assert [code for about in SIGNS.values() for code in about if code not in code_labels()] == []
