import pytest

from handrail.referrals.domain.mirror_columns import COLUMNS, DECLINED, NOT_ARRIVED, column_of
from handrail.referrals.domain.reasons import SAID_BY, DeclinedBy, DeclineReason
from handrail.referrals.domain.referral_facts import Ending
from referrals.referrals_of_a_quarter import answered, arrived, referral


@pytest.mark.parametrize(
    ("facts", "column"),
    [
        (referral(), "open"),
        (answered(), "open"),
        (arrived(), "first_visit"),
        (arrived(dose=60), "first_dose"),
        (arrived(ending=Ending.LOST), "first_visit"),
        (answered(ending=Ending.ARRIVED), "first_visit"),
        (answered(ending=Ending.NO_SHOW), "no_show"),
        (answered(ending=Ending.LOST), "lost_after_acceptance"),
        (referral(ending=Ending.LOST), "unanswered"),
        (referral(ending=Ending.UNANSWERED), "unanswered"),
        (answered(ending=Ending.WITHDRAWN), "withdrawn"),
        (referral(ending=Ending.DECLINED, decline_reason=DeclineReason.NOT_THIS_PAYER), "declined_not_this_payer"),
        (referral(ending=Ending.DECLINED), "declined_without_reason"),
    ],
)
def test_referral_stands_in_one_column(facts, column):
    found = column_of(facts)

    assert found == column
    assert COLUMNS.count(found) == 1


@pytest.mark.parametrize("ending", Ending)
@pytest.mark.parametrize("make", [referral, answered, arrived])
def test_every_ending_has_its_column(ending, make):
    found = column_of(make(ending=ending))

    assert found in COLUMNS


def test_tables_of_columns_are_complete():
    covered = {*NOT_ARRIVED, Ending.ARRIVED, Ending.DECLINED, Ending.LOST}

    assert covered == set(Ending)
    assert set(DECLINED) == SAID_BY[DeclinedBy.PROGRAM]
