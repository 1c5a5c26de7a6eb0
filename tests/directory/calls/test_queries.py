"""What the facility page tells of calls, taps and checks, in both languages."""

from datetime import UTC, datetime, timedelta

import pytest

from factories import make_call, make_correction, make_facility, make_kept_claim, make_operator, make_taps, make_twin
from handrail.directory.calls.queries import trust_of
from handrail.directory.calls.telling import trust_words
from handrail.directory.domain.corrections import FIELDS
from handrail.directory.domain.observations import Asked, Cover, Medicine, NewPatients, RightNumber, Said, Strength
from handrail.directory.domain.visitor_answers import Answer
from handrail.directory.merging.actions import merge, undo
from handrail.directory.models import CheckedFact, Claim, Facility

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def make_fact(facility, field, value, at, *, second=None, by=None):
    correction = make_correction(facility=facility)
    by = by or make_operator()
    return CheckedFact.objects.create(
        facility=facility, field=field, value=value, checked_at=at, by=by, second_by=second, correction=correction
    )


def lines(facility, at, language="en"):
    return {line.code: line for line in trust_of(facility, at, language).calls}


def test_call_and_listing_stand_side_by_side(at):
    facility = make_facility(codes="SA BU MD")
    make_call(facility=facility, at=at - DAY, covers={"medicaid": "not"}, medicines={"methadone": "confirmed"})

    told = lines(facility, at)

    assert told["cover:medicaid"].beside == "The listing says: Medicaid."
    assert told["cover:medicaid"].text == "On November 22, 2026 they told us: no to Medicaid."
    assert told["medicine:methadone"].beside == "The listing does not name: methadone."
    assert told["right_number"].beside == ""


def test_call_is_told_in_spanish_too(at):
    facility = make_facility(codes="SA BU MD")
    make_call(facility=facility, at=at, covers={"medicaid": "not"}, days_to_first_dose=1)

    told = lines(facility, at, "es")

    assert told["cover:medicaid"].beside == "La lista dice: Medicaid."
    assert "1 día hasta la primera dosis" in told["days_to_first_dose"].text


def test_place_never_called_says_so(at):
    trust = trust_of(make_facility(), at, "en")

    assert (trust.calls, trust.calls_made) == ((), "We have not called this place yet.")
    assert (trust.visitors, trust.doubt, trust.facts, trust.closed, trust.merged_into) == ("", "", (), "", None)


def test_day_from_which_a_program_keeps_its_page_is_that_of_the_place():
    evening = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)  # Friday the 27th, ten in the evening in Springfield
    claim = make_kept_claim()
    Claim.objects.filter(pk=claim.pk).update(verified_at=evening)

    assert "November 27, 2026" in trust_of(claim.facility, evening + DAY, "en").kept


def test_unanswered_call_is_told_and_brings_no_belief(at):
    facility = make_facility()
    make_call(facility=facility, at=at, answered=False, right_number="unknown")

    trust = trust_of(facility, at, "en")

    assert trust.calls == ()
    assert trust.calls_made == "1 call by our callers. Nobody answered the last one, on November 23, 2026."


def test_taps_of_thirty_days_are_shown_with_their_weight(at):
    facility = make_facility()
    for answer, days, times in (("yes", 0, 1), ("yes", 29, 1), ("no_answer", 3, 1), ("yes", 30, 50)):
        make_taps(facility=facility, day=at.date() - days * DAY, answer=answer, times=times)

    trust = trust_of(facility, at, "en")

    assert trust.visitors == (
        "3 taps by visitors in the last 30 days: 2 were answered, 1 got no answer."
        " A call by us counts as much as ten taps."
    )
    assert trust.doubt == ""


@pytest.mark.asvs("V2.3.2")
def test_many_taps_are_told_as_no_larger_number_than_the_cap(at):
    facility = make_facility()
    make_taps(facility=facility, day=at.date(), answer="yes", times=20)
    make_taps(facility=facility, day=at.date(), answer="wrong_number", times=10_000)

    told = [trust_of(facility, at, language).visitors.split(".")[0] for language in ("en", "es")]

    assert told == [
        "more than 20 taps by visitors in the last 30 days: 20 were answered, more than 20 met a wrong number",
        "más de 20 avisos de visitantes en los últimos 30 días: a 20 les contestaron,"
        " más de 20 encontraron un número equivocado",
    ]


def test_what_was_heard_of_a_number_ends_with_that_number(at):
    facility = make_facility(phone="217-555-0101", last_verified_at=at - DAY)
    make_call(facility=facility, at=at - DAY, right_number="no")
    make_call(facility=facility, at=at - 2 * DAY, new_patients="yes")
    make_taps(facility=facility, day=at.date(), answer="wrong_number", times=3)
    Facility.objects.filter(pk=facility.pk).update(phone="(217) 555-0101 x2")
    respelled = trust_of(Facility.objects.get(pk=facility.pk), at, "en")

    Facility.objects.filter(pk=facility.pk).update(phone="217-555-0199")

    changed = Facility.objects.get(pk=facility.pk)
    told = trust_of(changed, at, "en")
    assert ([line.code for line in respelled.calls], respelled.doubt != "") == (["right_number", "new_patients"], True)
    assert ([line.code for line in told.calls], told.visitors, told.doubt) == (["new_patients"], "", "")
    assert (changed.last_verified_at, changed.checked_at) == (at - DAY, None)


def test_number_page_address_and_closure_checked_of_a_merged_row_stay_with_it(at):
    kept, anna, ben = make_facility(), make_operator(), make_operator()
    merged = make_twin(kept)
    for field, value in (("phone", "217-555-0133"), ("address", "9 New Street"), ("closed", "no")):
        make_fact(merged, field, value, at, by=anna, second=ben)
    make_fact(merged, "takes_cover_medicaid", "no", at)
    merge(kept=kept, merged=merged, by=anna, at=at)

    facts = trust_of(Facility.objects.get(pk=kept.pk), at, "en").facts

    assert [fact.code for fact in facts] == ["takes_cover_medicaid"]


def test_wrong_numbers_raise_a_doubt_until_a_call_answers_it_and_change_no_fact(at):
    facility = make_facility()
    make_taps(facility=facility, day=at.date(), answer="wrong_number", times=10_000)
    before = trust_of(facility, at, "en")
    make_call(facility=facility, at=at - DAY)

    after = trust_of(facility, at, "en")

    assert (before.doubt != "", after.doubt) == (True, "")
    assert lines(facility, at)["right_number"].text.endswith("this is the right number.")


def test_checked_facts_stand_beside_with_their_date_and_the_newest_counts(at):
    facility = make_facility(phone="217-555-0101")
    anna, ben = make_operator(), make_operator()
    make_fact(facility, "phone", "217-555-0111", at - 9 * DAY, by=anna, second=ben)
    make_fact(facility, "phone", "217-555-0122 x3", at - DAY, by=anna, second=ben)
    make_fact(facility, "takes_cover_medicaid", "no", at - DAY)

    facts = trust_of(facility, at, "en").facts

    assert [(fact.code, fact.text, fact.href) for fact in facts] == [
        (
            "phone",
            "Phone: 217-555-0122 x3. Checked by two of us on November 22, 2026.",
            "tel:+12175550122;ext=3",
        ),
        ("takes_cover_medicaid", "Does not take Medicaid. Checked by us on November 22, 2026.", ""),
    ]
    facility.refresh_from_db()
    assert facility.phone == "217-555-0101"


def test_what_was_said_of_a_merged_row_counts_for_the_kept_one_until_it_is_undone(at):
    kept, anna = make_facility(), make_operator()
    merged = make_twin(kept, name=f"{kept.name} (old entry)")
    make_call(facility=merged, at=at - DAY, new_patients="yes")
    done = merge(kept=kept, merged=merged, by=anna, at=at)

    counted = lines(Facility.objects.get(pk=kept.pk), at)
    went = trust_of(Facility.objects.get(pk=merged.pk), at, "en").merged_into
    undo(merge=done, by=anna, at=at)

    assert set(counted) == {"right_number", "new_patients"}
    assert went == kept
    assert lines(Facility.objects.get(pk=kept.pk), at) == {}
    assert merged.calls.count() == 1


def test_closed_place_says_so_in_both_languages(at):
    facility = make_facility(closed_at=at)

    assert trust_of(facility, at, "en").closed == "This place is closed. Two of us checked it by November 23, 2026."
    assert "cerrado" in trust_of(facility, at, "es").closed


def test_trust_asks_equally_often_for_any_number(at, django_assert_num_queries):
    for number in (1, 3):
        facility = make_facility()
        for _ in range(number):
            make_call(facility=facility, at=at - DAY)
            make_fact(facility, "address", "1 New Street", at, second=make_operator())
            merge(kept=facility, merged=make_twin(facility), by=make_operator(), at=at)
        make_taps(facility=facility, day=at.date(), answer="yes", times=number)
        facility = Facility.objects.get(pk=facility.pk)
        with django_assert_num_queries(5):
            trust_of(facility, at, "en")


def test_every_answer_and_field_has_its_words_in_both_languages():
    wanted = {f"medicine_{name}" for name in (*Medicine, *Said)} | {f"cover_{name}" for name in (*Cover, *Said)}
    wanted |= {f"new_patients_{answer}" for answer in NewPatients if answer is not NewPatients.UNKNOWN}
    wanted |= {f"right_number_{answer}" for answer in RightNumber if answer is not RightNumber.UNKNOWN}
    wanted |= {f"strength_{word}" for word in Strength} | {f"visitors_{answer}_one" for answer in Answer}
    wanted |= {f"fact_{field}" for field in FIELDS if field in ("phone", "intake", "website", "address")}

    assert wanted - set(trust_words()) == set()
    assert all(set(words) == {"en", "es"} for words in trust_words().values())
    assert len(Asked) == 5


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "hours"])
def test_every_field_can_be_told(at, field):
    facility = make_facility()
    value = {"phone": "217-555-0133", "intake": "217-555-0133", "website": "https://x.example/"}.get(field, "yes")
    make_fact(facility, field, value, at, second=make_operator())

    for language in ("en", "es"):
        (fact,) = trust_of(facility, at, language).facts
        assert "2026" in fact.text


def test_hours_that_two_of_us_checked_stand_apart_from_the_other_facts(at):
    facility = make_facility()
    make_fact(facility, "hours", "vary", at, second=make_operator())

    told = [trust_of(facility, at, language) for language in ("en", "es")]

    assert [(each.facts, each.hours) for each in told] == [
        ((), ("Hours vary: call first.",)),
        ((), ("El horario cambia: llame antes.",)),
    ]
    assert "Checked by two of us" in told[0].hours_by
