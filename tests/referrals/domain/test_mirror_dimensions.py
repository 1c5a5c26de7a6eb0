import pytest

from handrail.referrals.domain.mirror_dimensions import PERIOD_OF, Dimension, row_of
from handrail.referrals.domain.referral_facts import SourceKind
from referrals.referrals_of_a_quarter import referral


@pytest.mark.parametrize(
    ("dimension", "facts", "row"),
    [
        (Dimension.SOURCE, referral(source_kind=SourceKind.JUSTICE), "justice"),
        (Dimension.PROGRAM, referral(program_id="south"), "south"),
        (Dimension.NEED, referral(), "none_told"),
        (Dimension.NEED, referral(need_codes=frozenset({"housing"})), "housing"),
        (Dimension.NEED, referral(need_codes=frozenset({"housing", "pregnant"})), "several"),
        (Dimension.LANGUAGE, referral(language="es"), "es"),
        (Dimension.PAYER, referral(payer="medicaid"), "medicaid"),
        (Dimension.SAID, referral(said="all_said_no"), "all_said_no"),
    ],
)
def test_referral_stands_in_one_row(dimension, facts, row):
    found = row_of(facts, dimension, rows=["elsewhere", row])

    assert found == row


def test_areas_are_never_counted_by_themselves():
    with pytest.raises(LookupError, match="added up"):
        row_of(referral(), Dimension.RURAL, rows=[])


@pytest.mark.parametrize("dimension", [each for each in Dimension if each is not Dimension.RURAL])
def test_a_row_that_was_not_fixed_before_does_not_appear(dimension):
    found = row_of(referral(), dimension, rows=[])

    assert found == "other"


def test_each_dimension_has_one_kind_of_period():
    assert set(PERIOD_OF) == set(Dimension)
