import pytest

from handrail.directory.domain.card_lines import Medicine, medicine_listed, payments_listed, same_medicine


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        ("SA MU BU", Medicine.BOTH),
        ("SA OTP", Medicine.CLINIC),
        ("SA OTP MU", Medicine.METHADONE),
        ("SA OTP MM", Medicine.METHADONE),
        ("SA OTP BU", Medicine.CLINIC_BUPRENORPHINE),
        ("SA OTP NMOA", Medicine.UNCLEAR),
        ("SA MM", Medicine.METHADONE),
        ("SA UB", Medicine.BUPRENORPHINE),
        ("SA MM UB", Medicine.BOTH),
        ("SA BUM", Medicine.BUPRENORPHINE),
        ("SA RPN", Medicine.NALTREXONE),
        ("SA MOA", Medicine.OWN_ONLY),
        ("SA NMOA BU", Medicine.UNCLEAR),
        ("SA NOOP", Medicine.DENIED),
        ("SA", Medicine.NONE),
        ("", Medicine.NONE),
    ],
)
def test_medicine_is_said_as_it_is_listed_and_a_contradiction_stays_open(codes, found):
    assert medicine_listed(codes.split()) is found


def test_payments_come_most_telling_first_and_at_most_four():
    assert payments_listed(["SF", "PI", "MC", "MD", "SS", "NP"]) == ("NP", "MD", "MC", "SS")


@pytest.mark.parametrize(("codes", "wanted"), [("OTP", "MU"), ("BU", "BU"), ("NU", "BU"), ("", "MU"), ("MU BU", "BU")])
def test_next_place_offers_the_same_medicine_or_one_that_saves_lives(codes, wanted):
    assert wanted in same_medicine(codes.split())


def test_next_place_after_a_methadone_clinic_is_one_for_methadone_only():
    assert set(same_medicine(["OTP"])) == {"MU", "OTP", "MM"}
