"""How answers fade, what is believed of them, and that the listing is never overruled."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.directory.domain.observations import (
    COVER_CODES,
    FADES,
    MEDICINE_CODES,
    STRENGTHS,
    Asked,
    Call,
    CallRefused,
    Cover,
    Medicine,
    NewPatients,
    RightNumber,
    Strength,
    beliefs,
    check_call,
    differs_from_listing,
    strength_word,
    weight,
)
from handrail.pathways.domain.facility_rules import gives_buprenorphine, gives_methadone
from handrail.pathways.domain.vocabulary import PAYMENTS

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def heard(days_ago: float = 0, **answers) -> Call:
    return Call(at=AT - days_ago * DAY, answered=True, right_number=RightNumber.YES, **answers)


def one(calls, asked: Asked, at=AT):
    return next((held for held in beliefs(calls, at=at) if held.asked is asked), None)


ages = st.floats(0, 2000).map(lambda days: timedelta(days=days))
calls_of_any_kind = st.lists(
    st.builds(
        heard,
        st.floats(0, 400),
        new_patients=st.sampled_from(NewPatients),
        days_to_first_dose=st.none() | st.integers(0, 365),
        medicines=st.dictionaries(st.sampled_from(list(map(str, Medicine))), st.sampled_from(["confirmed", "not"])),
        covers=st.dictionaries(st.sampled_from(list(map(str, Cover))), st.sampled_from(["confirmed", "not"])),
    ),
    max_size=6,
)


def test_every_question_fades_and_says_why():
    assert set(FADES) == set(Asked)
    assert all(fade.half_life_days > 0 and len(fade.reason) > 20 for fade in FADES.values())


def test_every_medicine_and_cover_has_its_codes():
    assert set(MEDICINE_CODES) == set(Medicine)
    assert set(COVER_CODES) == set(Cover)


def test_covers_are_the_names_and_codes_by_which_people_search():
    assert {cover.value for cover in Cover} == set(PAYMENTS)
    for cover, codes in COVER_CODES.items():
        assert [PAYMENTS[cover]({code}.__contains__) for code in codes] == [True] * len(codes)
        assert PAYMENTS[cover](set().__contains__) is False


def test_medicines_are_listed_by_the_codes_of_the_paths():
    assert all(gives_methadone({code}.__contains__) for code in MEDICINE_CODES[Medicine.METHADONE])
    assert all(gives_buprenorphine({code}.__contains__) for code in MEDICINE_CODES[Medicine.BUPRENORPHINE])


@pytest.mark.parametrize("asked", Asked)
def test_answer_weighs_half_after_its_half_life(asked):
    assert weight(asked, age=timedelta(0)) == 1.0
    assert weight(asked, age=timedelta(days=FADES[asked].half_life_days)) == 0.5


@given(st.sampled_from(Asked), ages, ages)
def test_weight_never_grows_with_age(asked, younger, more):
    assert weight(asked, age=younger + more) <= weight(asked, age=younger) <= 1.0


@given(calls_of_any_kind, ages)
def test_no_belief_grows_by_waiting_alone(calls, later):
    now = {(held.asked, held.about): held for held in beliefs(calls, at=AT)}

    for held in beliefs(calls, at=AT + later):
        before = now[held.asked, held.about]
        assert 0.0 <= held.strength <= before.strength <= 1.0
        assert (held.answer, held.as_of) == (before.answer, before.as_of)


@given(calls_of_any_kind)
def test_belief_is_the_same_in_any_order_of_calls(calls):
    assert beliefs(calls, at=AT) == beliefs(list(reversed(calls)), at=AT)


def test_newest_answer_is_told_and_the_older_one_contests_it():
    calls = [heard(1, new_patients=NewPatients.YES), heard(0, new_patients=NewPatients.NO)]

    held = one(calls, Asked.NEW_PATIENTS)

    assert (held.answer, held.calls, held.is_contested) == ("no", 2, True)
    assert held.strength == pytest.approx(1 - 0.5 ** (1 / 7))


def test_answers_that_agree_are_stronger_and_capped():
    held = one([heard(5, covers={"medicaid": "not"}), heard(0, covers={"medicaid": "not"})], Asked.COVER)

    assert (held.strength, held.is_contested) == (1.0, False)


def test_what_has_faded_away_is_no_longer_said():
    assert one([heard(29, new_patients=NewPatients.YES)], Asked.NEW_PATIENTS) is not None
    assert one([heard(31, new_patients=NewPatients.YES)], Asked.NEW_PATIENTS) is None


@pytest.mark.parametrize(
    ("said", "codes", "differs"),
    [
        ({"covers": {"medicaid": "not"}}, "SA MD", True),
        ({"covers": {"medicaid": "confirmed"}}, "SA MD", False),
        ({"covers": {"medicaid": "confirmed"}}, "SA", True),
        ({"covers": {"medicaid": "not"}}, "SA", False),
        ({"medicines": {"methadone": "not"}}, "SA OTP", True),
        ({"medicines": {"buprenorphine": "confirmed"}}, "SA BU", False),
    ],
)
def test_call_and_listing_are_compared_and_neither_wins(said, codes, differs):
    held = one([heard(**said)], Asked.COVER if "covers" in said else Asked.MEDICINE)

    assert differs_from_listing(held, frozenset(codes.split())) is differs


@pytest.mark.parametrize(
    "call",
    [
        Call(at=AT, answered=False, new_patients=NewPatients.YES),
        Call(at=AT, answered=False, medicines={"methadone": "confirmed"}),
        Call(at=AT, answered=True, right_number=RightNumber.NO, covers={"medicaid": "not"}),
        Call(at=AT, answered=True, days_to_first_dose=366),
        Call(at=AT, answered=True, days_to_first_dose=-1),
        Call(at=AT, answered=True, medicines={"heroin": "confirmed"}),
        Call(at=AT, answered=True, covers={"medicaid": "maybe"}),
    ],
)
def test_call_that_cannot_have_been_heard_is_refused(call):
    with pytest.raises(CallRefused):
        check_call(call)


@pytest.mark.parametrize("days", [0, 365, None])
def test_call_with_possible_answers_is_taken(days):
    check_call(heard(days_to_first_dose=days, medicines={"methadone": "not"}, covers={"none": "confirmed"}))


def test_strengths_are_in_order_and_reach_down_to_nothing():
    assert [least for least, _ in STRENGTHS] == sorted((least for least, _ in STRENGTHS), reverse=True)
    assert {word for _, word in STRENGTHS} == set(Strength)
    assert strength_word(0.0) is Strength.FADED
