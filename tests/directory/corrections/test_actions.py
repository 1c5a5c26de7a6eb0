"""Reports from the first word to the checked fact: one person alone never sends callers somewhere else (S17)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction

from factories import make_call, make_correction, make_facility, make_operator
from handrail.directory.corrections.actions import (
    MOST_OPEN_OF_A_KIND,
    ChangedMeanwhile,
    Decision,
    Report,
    forget_words,
    move,
    open_correction,
)
from handrail.directory.domain.checked_values import FactRefused
from handrail.directory.domain.corrections import Kind, State, StepRefused
from handrail.directory.index.build import stored_revision
from handrail.directory.models import CheckedFact, Correction, DeskEvent

DAY = timedelta(days=1)
NEW_NUMBER = "217-555-0177"


def step(correction, to, by, at, **decision):
    correction.refresh_from_db()
    return move(correction=correction, to=to, decision=Decision(seen=correction.version, **decision), by=by, at=at)


def waiting(at, *, anna, field="phone", value=NEW_NUMBER, **more):
    """A report that its first person has checked."""
    correction = make_correction(opened_at=at, **more)
    step(correction, State.TAKEN, anna, at)
    make_call(facility=correction.facility, at=at, answered=False, right_number="no", by=anna)
    return step(correction, State.WAITING_FOR_SECOND, anna, at, field=field, value=value)


@pytest.mark.django_db
def test_report_opens_with_its_words_its_due_date_and_no_owner(at):
    facility = make_facility()
    listed = facility.phone
    report = Report(Kind.WRONG_NUMBER, "Another company.", phone="1-800-555-0199")

    correction = open_correction(facility=facility, report=report, at=at)

    facility.refresh_from_db()
    assert (correction.state, correction.owner, correction.due_on) == ("new", None, (at + 3 * DAY).date())
    assert (correction.words, correction.proposed_phone) == ("Another company.", "1-800-555-0199")
    assert facility.phone == listed


@pytest.mark.asvs("V2.3.2")
@pytest.mark.django_db
def test_flood_of_one_kind_ends_and_another_kind_is_still_heard(at):
    facility = make_facility()
    for _ in range(MOST_OPEN_OF_A_KIND + 5):
        open_correction(facility=facility, report=Report(Kind.MOVED), at=at)

    heard = open_correction(facility=facility, report=Report(Kind.SAFETY), at=at)

    assert (Correction.objects.count(), heard.kind) == (MOST_OPEN_OF_A_KIND + 1, "safety")
    newest_first = Correction.objects.filter(kind="moved").order_by("-pk").values_list("more", flat=True)
    assert list(newest_first) == [5] + [0] * (MOST_OPEN_OF_A_KIND - 1)


@pytest.mark.django_db
def test_phone_is_confirmed_by_two_people_a_day_apart_and_stands_beside_the_listing(at):
    anna, ben = make_operator(), make_operator()
    correction = waiting(at, anna=anna)
    listed = correction.facility.phone

    step(correction, State.CONFIRMED, ben, at + DAY)

    fact = CheckedFact.objects.get()
    correction.facility.refresh_from_db()
    assert (fact.field, fact.value, fact.by, fact.second_by) == ("phone", NEW_NUMBER, anna, ben)
    assert correction.facility.phone == listed
    assert [event.kind for event in DeskEvent.objects.order_by("version")] == [
        "correction.new.taken",
        "correction.taken.waiting_for_second",
        "correction.waiting_for_second.confirmed",
    ]


@pytest.mark.django_db
def test_words_of_reports_closed_ninety_days_ago_are_forgotten_and_what_was_decided_stays(at):
    anna = make_operator()
    wrote = {
        "words": "My brother Joe was there.",
        "proposed_phone": "1",
        "proposed_website": "w",
        "proposed_address": "a",
    }
    closed = {"state": "declined", "reason": "It is right.", "closed_by": anna, **wrote}
    old = make_correction(closed_at=at - 90 * DAY - timedelta(seconds=1), **closed)
    kept = [make_correction(closed_at=at - 90 * DAY, **closed), make_correction(opened_at=at - 400 * DAY, **wrote)]

    forgotten = forget_words(at=at), forget_words(at=at)

    old.refresh_from_db()
    assert forgotten == (1, 0)
    assert (old.words, old.proposed_phone, old.proposed_website, old.proposed_address) == ("", "", "", "")
    assert (old.state, old.reason, old.closed_by) == ("declined", "It is right.", anna)
    for each in kept:
        each.refresh_from_db()
        assert (each.words, each.proposed_address) == (wrote["words"], "a")


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["phone", "intake", "website", "address", "closed"])
def test_one_person_alone_confirms_no_number_no_website_and_no_closure(at, field):
    anna = make_operator()
    correction = make_correction(opened_at=at)
    step(correction, State.TAKEN, anna, at)
    make_call(facility=correction.facility, at=at, by=anna)
    value = {"website": "https://new.example/", "address": "9 New Street", "closed": "yes"}.get(field, NEW_NUMBER)

    with pytest.raises(StepRefused):
        step(correction, State.CONFIRMED, anna, at, field=field, value=value)

    assert CheckedFact.objects.count() == 0


@pytest.mark.django_db
def test_same_person_twice_is_refused(at):
    anna = make_operator()
    correction = waiting(at, anna=anna)

    with pytest.raises(StepRefused, match="another"):
        step(correction, State.CONFIRMED, anna, at + 2 * DAY)


@pytest.mark.asvs("V2.3.1")
@pytest.mark.django_db
def test_second_person_before_a_day_is_refused(at):
    correction = waiting(at, anna=make_operator())

    with pytest.raises(StepRefused, match="24 hours"):
        step(correction, State.CONFIRMED, make_operator(), at + DAY - timedelta(seconds=1))


@pytest.mark.django_db
def test_listed_number_must_have_been_called_since_the_report(at):
    anna, correction = make_operator(), make_correction(opened_at=at)
    make_call(facility=correction.facility, at=at - DAY, by=anna)
    step(correction, State.TAKEN, anna, at)

    with pytest.raises(StepRefused, match="Call the listed number"):
        step(correction, State.WAITING_FOR_SECOND, anna, at, field="phone", value=NEW_NUMBER)


@pytest.mark.django_db
def test_place_without_any_number_needs_no_call(at):
    anna, correction = make_operator(), make_correction(opened_at=at, facility=make_facility(phone=""))
    step(correction, State.TAKEN, anna, at)

    held = step(correction, State.WAITING_FOR_SECOND, anna, at, field="phone", value=NEW_NUMBER)

    assert held.state == State.WAITING_FOR_SECOND


@pytest.mark.django_db
def test_sent_back_it_begins_anew_with_who_sent_it(at):
    anna, ben = make_operator(), make_operator()
    correction = waiting(at, anna=anna)

    held = step(correction, State.TAKEN, ben, at + 2 * DAY)

    assert (held.owner, held.first_by, held.waits_until) == (ben, None, None)
    with pytest.raises(StepRefused):
        step(correction, State.CONFIRMED, anna, at + 2 * DAY)


@pytest.mark.django_db
@pytest.mark.parametrize(("value", "listed"), [("yes", 0), ("no", 1)])
def test_closure_takes_the_place_off_the_list_and_tells_the_index(at, value, listed):
    correction = waiting(at, anna=make_operator(), kind=Kind.CLOSED, field="closed", value=value)
    before = stored_revision()

    step(correction, State.CONFIRMED, make_operator(), at + DAY)

    assert correction.facility.__class__.objects.listed().count() == listed
    assert stored_revision() == before + 1


@pytest.mark.django_db
def test_one_person_confirms_what_leads_nobody_elsewhere_and_the_index_is_not_told(at):
    anna, correction = make_operator(), make_correction(kind=Kind.COVER, opened_at=at)
    step(correction, State.TAKEN, anna, at)
    before = stored_revision()

    step(correction, State.CONFIRMED, anna, at, field="takes_cover_medicaid", value="no")

    fact = CheckedFact.objects.get()
    assert (fact.field, fact.value, fact.by, fact.second_by) == ("takes_cover_medicaid", "no", anna, None)
    assert stored_revision() == before


@pytest.mark.django_db
def test_report_confirmed_without_a_fact_writes_none(at):
    anna, correction = make_operator(), make_correction(kind=Kind.SAFETY, opened_at=at)
    step(correction, State.TAKEN, anna, at)

    held = step(correction, State.CONFIRMED, anna, at)

    assert (held.state, held.closed_by, CheckedFact.objects.count()) == ("confirmed", anna, 0)


@pytest.mark.django_db
def test_declining_needs_a_reason_and_keeps_it(at):
    anna, correction = make_operator(), make_correction(opened_at=at)
    step(correction, State.TAKEN, anna, at)

    with pytest.raises(StepRefused):
        step(correction, State.DECLINED, anna, at, reason=" ")
    held = step(correction, State.DECLINED, anna, at, reason="The listed number answers.")

    assert (held.state, held.reason, held.closed_by) == ("declined", "The listed number answers.", anna)


@pytest.mark.django_db
def test_value_that_cannot_be_dialed_is_refused(at):
    anna, correction = make_operator(), make_correction(opened_at=at)
    step(correction, State.TAKEN, anna, at)
    make_call(facility=correction.facility, at=at, by=anna)

    with pytest.raises(FactRefused):
        step(correction, State.WAITING_FOR_SECOND, anna, at, field="phone", value="ask for Bob")


@pytest.mark.django_db
def test_who_writes_on_an_older_version_is_told(at):
    anna, ben, correction = make_operator(), make_operator(), make_correction(opened_at=at)
    step(correction, State.TAKEN, anna, at)

    with pytest.raises(ChangedMeanwhile) as refusal:
        move(correction=correction, to=State.TAKEN, decision=Decision(seen=1), by=ben, at=at)

    assert refusal.value.seen == 1


@pytest.mark.asvs("V2.3.4")
@pytest.mark.django_db(transaction=True)
def test_two_who_take_it_at_once_make_one_owner(at):
    correction, people = make_correction(opened_at=at), [make_operator(), make_operator()]

    outcomes = at_once(
        lambda by: move(correction=correction, to=State.TAKEN, decision=Decision(seen=1), by=by, at=at), people
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ChangedMeanwhile", "Correction"]
    assert DeskEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_at_once_write_one_fact(at):
    correction = waiting(at, anna=make_operator())
    people = [make_operator(), make_operator()]

    outcomes = at_once(
        lambda by: move(correction=correction, to=State.CONFIRMED, decision=Decision(seen=3), by=by, at=at + DAY),
        people,
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ChangedMeanwhile", "Correction"]
    assert CheckedFact.objects.count() == 1


def at_once(work, people):
    together = Barrier(len(people))

    def run(by):
        together.wait()
        try:
            return work(by)
        except ChangedMeanwhile as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(run, people))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "new", "owner": "anna"},
        {"state": "taken"},
        {"state": "confirmed"},
        {"state": "waiting_for_second", "owner": "anna"},
        {"kind": "gossip"},
        {"state": "declined", "closed_by": "anna", "closed_at": DAY},
        {"field": "phone"},
        {"first_by": "anna", "second_by": "anna", "second_at": DAY, "waits_until": DAY},
        {"second_by": "anna", "second_at": DAY, "waits_until": DAY},
        {"first_by": "anna", "second_by": "ben", "second_at": DAY, "waits_until": 2 * DAY},
        {
            "state": "confirmed",
            "field": "phone",
            "value": "1",
            "closed_by": "anna",
            "closed_at": DAY,
            "first_by": "anna",
        },
    ],
)
def test_database_refuses_a_report_that_cannot_be(at, wrong):
    people = {"anna": make_operator(), "ben": make_operator()}
    facts = {
        name: people[value] if value in ("anna", "ben") else at + value if isinstance(value, timedelta) else value
        for name, value in wrong.items()
    }
    facts.setdefault("due_on", at.date())
    correction = make_correction(opened_at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=correction.pk).update(**facts)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"field": "name"},
        {"value": ""},
        {"field": "phone", "second": None},
        {"field": "closed", "value": "yes", "second": None},
        {"field": "website", "second": "same"},
    ],
)
def test_database_refuses_a_fact_that_one_person_alone_could_not_have_checked(at, wrong):
    anna, ben, correction = make_operator(), make_operator(), make_correction(opened_at=at)
    second = {"same": anna, None: None}[wrong.pop("second")] if "second" in wrong else ben
    facts = {"field": "address", "value": "1 New Street"} | wrong

    with pytest.raises(IntegrityError), transaction.atomic():
        CheckedFact.objects.create(
            facility=correction.facility, checked_at=at, by=anna, second_by=second, correction=correction, **facts
        )
