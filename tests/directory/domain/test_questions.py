import pytest

from handrail.directory.domain.questions import Question, contradictions, disputed_codes, questions


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ("SA NMOA BU NU", [Question("no_medicine_but_listed", ("BU", "NU"))]),
        ("SA NMOA", []),
        ("SA NOOP MU", [Question("no_opioid_care_but_listed", ("MU",))]),
        ("SA NOOP NU", []),
        ("SA NP MD SF", [Question("free_but_paid_listed", ("MD", "SF"))]),
        ("SA NP SS", []),
        ("SA OTP BU", [Question("methadone_clinic_without_methadone", ("OTP",))]),
        ("SA OTP MU", []),
    ],
)
def test_contradictions_are_asked_about(codes, expected):
    assert list(contradictions(codes.split())) == expected


def test_disputed_codes_hold_every_claim_the_row_denies():
    assert disputed_codes(["SA", "NMOA", "BU", "UB", "BWN", "MD"]) == {"BU", "UB", "BWN"}


def test_a_row_at_peace_with_itself_disputes_nothing():
    assert disputed_codes(["SA", "BU", "UB", "MD", "PI"]) == frozenset()


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ("BU FEM MALE ADLT", ["buprenorphine_how_long"]),
        ("BU BUM FEM MALE ADLT", []),
        ("BU UB FEM", []),
        ("SA ADLT", ["women_or_men_not_listed"]),
        ("CHLD FEM", ["adults_not_listed"]),
        ("CHLD YAD FEM", []),
    ],
)
def test_gaps_are_asked_about(codes, expected):
    assert [question.code for question in questions(codes.split())] == expected
