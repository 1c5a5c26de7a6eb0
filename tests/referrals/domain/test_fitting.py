"""What a place lists of a need: by the directory's own filters, and what nobody lists is asked for."""

import pytest

from handrail.directory.domain.open_places import Level, State
from handrail.referrals.domain.fitting import Fit, Part, Wanted, asked_of, fit_of, order_of
from handrail.referrals.domain.needs import Age, Medicine, Need, PayerClass, Trait


def need(**changes) -> Need:
    facts = {
        "age": Age.ADULT,
        "level": Level.OUTPATIENT_MEDICINE,
        "medicine": Medicine.UNDECIDED,
        "payer": PayerClass.UNKNOWN,
        "is_tonight": False,
    }
    return Need(**facts | changes)


def fit(codes: str, wanted: Wanted) -> Fit:
    return fit_of(asked_of(wanted), codes.split())


def standing(codes: str, wanted: Wanted, part: Part) -> str:
    found = fit(codes, wanted)
    lists = {"listed": found.listed, "not_listed": found.not_listed, "unknown": found.unknown}
    return next((name for name, parts in lists.items() if part in parts), "not asked")


@pytest.mark.parametrize(
    ("level", "codes", "expected"),
    [
        (Level.WITHDRAWAL, "SA HID", "listed"),
        (Level.WITHDRAWAL, "SA OP", "not_listed"),
        (Level.WITHDRAWAL, "SA", "unknown"),
        (Level.OUTPATIENT_MEDICINE, "SA OP BU", "listed"),
        (Level.OUTPATIENT_MEDICINE, "SA OP", "not_listed"),
        (Level.RECOVERY_HOME, "SA HH", "listed"),
    ],
)
def test_kind_of_care_is_what_the_desk_takes_it_for(level, codes, expected):
    assert standing(codes, Wanted(need(level=level)), Part.CARE) == expected


@pytest.mark.parametrize(
    ("level", "medicine", "codes", "expected"),
    [
        (Level.OUTPATIENT_MEDICINE, Medicine.BUPRENORPHINE, "SA OP BU", "listed"),
        (Level.OUTPATIENT_MEDICINE, Medicine.BUPRENORPHINE, "SA OP MU OTP", "not_listed"),
        (Level.OUTPATIENT_MEDICINE, Medicine.BUPRENORPHINE, "SA OP MOA", "not_listed"),
        (Level.RESIDENTIAL, Medicine.BUPRENORPHINE, "SA RL MOA", "listed"),
        (Level.RESIDENTIAL, Medicine.BUPRENORPHINE, "SA RL NMOA", "not_listed"),
        (Level.RESIDENTIAL, Medicine.METHADONE, "SA RL MM NMOA", "unknown"),
        (Level.RESIDENTIAL, Medicine.METHADONE, "SA RL", "unknown"),
        (Level.RESIDENTIAL, Medicine.UNDECIDED, "SA RL", "not asked"),
    ],
)
def test_medicine_is_given_there_or_may_come_from_elsewhere(level, medicine, codes, expected):
    assert standing(codes, Wanted(need(level=level, medicine=medicine)), Part.MEDICINE) == expected


@pytest.mark.parametrize(
    ("payer", "codes", "expected"),
    [
        (PayerClass.MEDICAID, "SA MD", "listed"),
        (PayerClass.MEDICAID, "SA PI", "not_listed"),
        (PayerClass.MEDICAID, "SA", "unknown"),
        (PayerClass.MILITARY, "SA VAMC", "listed"),
        (PayerClass.TRIBAL, "SA ITU", "listed"),
        (PayerClass.NONE, "SA SS", "listed"),
        (PayerClass.NONE, "SA MD", "not_listed"),
        (PayerClass.UNKNOWN, "SA MD", "not asked"),
    ],
)
def test_payer_is_listed_or_another_is_or_nothing_is_said(payer, codes, expected):
    assert standing(codes, Wanted(need(payer=payer)), Part.PAYER) == expected


@pytest.mark.parametrize(
    ("age", "codes", "expected"),
    [
        (Age.ADULT, "SA ADLT", "listed"),
        (Age.ADULT, "SA CHLD", "not_listed"),
        (Age.MINOR, "SA CHLD", "listed"),
        (Age.MINOR, "SA ADLT YAD", "not_listed"),
        (Age.MINOR, "SA", "unknown"),
    ],
)
def test_age_is_listed_or_others_are(age, codes, expected):
    assert standing(codes, Wanted(need(age=age)), Part.AGE) == expected


def test_who_is_pregnant_is_looked_for_at_places_for_women():
    found = fit("SA OP BU PW MALE", Wanted(need(), is_pregnant=True))

    assert (Part.PREGNANCY in found.listed, Part.WOMEN in found.not_listed) == (True, True)


@pytest.mark.parametrize(
    ("trait", "level", "codes", "expected"),
    [
        (Trait.WITH_CHILDREN, Level.RESIDENTIAL, "SA RL BC", "listed"),
        (Trait.WITH_CHILDREN, Level.RESIDENTIAL, "SA RL CCC", "not_listed"),
        (Trait.WITH_CHILDREN, Level.OUTPATIENT_MEDICINE, "SA BU CCC", "listed"),
        (Trait.SIGN_LANGUAGE, Level.RESIDENTIAL, "SA AH", "listed"),
        (Trait.WHEELCHAIR, Level.RESIDENTIAL, "SA RL", "unknown"),
        (Trait.SEIZURES, Level.RESIDENTIAL, "SA RL", "unknown"),
        (Trait.REGISTERED_OFFENSE, Level.RESIDENTIAL, "SA RL CJ", "unknown"),
        (Trait.PREGNANT, Level.RESIDENTIAL, "SA PW", "not asked"),
    ],
)
def test_what_no_list_tells_is_asked_for(trait, level, codes, expected):
    assert standing(codes, Wanted(need(trait=trait, level=level)), Part.TRAIT) == expected


@pytest.mark.parametrize("trait", [None, *Trait])
@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("medicine", list(Medicine))
def test_each_part_stands_in_one_list_alone(trait, level, medicine):
    wanted = Wanted(need(trait=trait, level=level, medicine=medicine), language="es", leaves_custody=True)

    found = fit("SA OP BU MD ADLT", wanted)

    parts = [*found.listed, *found.not_listed, *found.unknown]
    assert sorted(parts) == sorted({each.part for each in asked_of(wanted)})
    assert {Part.LANGUAGE, Part.RELEASE} <= set(parts)


def test_care_and_medicine_weigh_more_than_all_else_and_being_full_more_than_a_wish():
    fits, lacks_care = Fit(listed=(Part.CARE,)), Fit(not_listed=(Part.CARE,))
    lacks_two, unclear = Fit(not_listed=(Part.LANGUAGE, Part.PAYER)), Fit(unknown=(Part.AGE,))
    given = [
        (lacks_care, State.OPEN),
        (fits, State.FULL),
        (lacks_two, State.UNKNOWN),
        (unclear, State.UNKNOWN),
        (fits, State.UNKNOWN),
        (fits, State.OPEN),
    ]

    ordered = sorted(given, key=lambda each: order_of(each[0], room=each[1]))

    assert ordered == list(reversed(given))
