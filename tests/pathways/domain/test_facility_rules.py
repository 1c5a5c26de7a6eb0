import pytest

from handrail.pathways.domain import facility_rules as rules
from handrail.pathways.domain.traits import BIT_OF, traits_of

CASES = [
    ("BU alone prescribes", rules.prescribes, "BU", True),
    ("MU alone prescribes", rules.prescribes, "MU", True),
    ("a methadone clinic prescribes, even without MU", rules.prescribes, "OTP", True),
    ("naltrexone alone is not medicine first", rules.prescribes, "NU RPN VTRL", False),
    ("telehealth therapy is not prescribing", rules.prescribes, "TELE MOA", False),
    ("BU alone may be a taper", rules.maintains, "BU DB", False),
    ("BUM maintains", rules.maintains, "BU BUM", True),
    ("a methadone clinic maintains", rules.maintains, "OTP", True),
    ("MOA accepts", rules.accepts, "MOA", True),
    ("MOA against NMOA is not a yes", rules.accepts, "MOA NMOA", False),
    ("NOOP without medicine is no opioid care", rules.treats_opioid_use, "SA NOOP", False),
    ("NOOP against BU: the medicine decides", rules.treats_opioid_use, "SA NOOP BU", True),
    ("NOOP against MU: the medicine decides", rules.treats_opioid_use, "SA NOOP MU", True),
    ("NOOP against OTP alone stays no", rules.treats_opioid_use, "SA NOOP OTP", False),
    ("no SA, no path", rules.is_eligible, "BU OP", False),
    ("alcohol only", rules.is_eligible, "SA BU AUDO", False),
    ("drink-driving only", rules.is_eligible, "SA BU DUO", False),
    ("opioid use only is welcome", rules.is_eligible, "SA BU OUDO", True),
    ("withdrawal needs DT, ODTX and a bed", rules.manages_withdrawal_in_bed, "DT ODTX RD", True),
    ("a bed without opioid withdrawal", rules.manages_withdrawal_in_bed, "DT ADTX RD", False),
    ("day withdrawal", rules.manages_withdrawal_at_home, "DT ODTX OD", True),
    ("only women excludes men", rules.admits_men, "FEM", False),
    ("neither sex listed stays, with a question", rules.admits_men, "", True),
    ("only men excludes women", rules.admits_women, "MALE", False),
    ("a buprenorphine clinic is not a methadone clinic", rules.is_buprenorphine_clinic, "BU OTP", False),
]


@pytest.mark.parametrize(("rule", "codes", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rule_of_one_facility(rule, codes, expected):
    assert rule(frozenset(codes.split()).__contains__) == expected


def test_traits_fit_into_two_words():
    assert len(BIT_OF) <= 128


def test_traits_of_a_facility_known_open_hold_it():
    assert "open_now@day" in traits_of(frozenset({"SA"}), open_at=["day"])
    assert not any(trait.startswith("open_now") for trait in traits_of(frozenset({"SA"})))
