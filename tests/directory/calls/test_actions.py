"""Calls saved, places taken, taps counted: once each, also when two press at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction

from factories import make_call, make_facility, make_operator, make_twin
from handrail.directory.calls.actions import NOT_YOURS, count_tap, save_call, set_aside, take_next, take_place
from handrail.directory.calls.queries import open_by_calls
from handrail.directory.calls.queue import call_queue
from handrail.directory.domain.observations import Call, CallRefused, NewPatients, RightNumber
from handrail.directory.domain.visitor_answers import Answer
from handrail.directory.index.openness import stored_revisions
from handrail.directory.merging.actions import merge
from handrail.directory.models import CallLease, CallOutcome, DeskEvent, VisitorAnswers

HOUR = timedelta(hours=1)


def save(facility, call, by, note=""):
    take_place(facility=facility, by=by, at=call.at)
    return save_call(facility=facility, call=call, note=note, by=by, at=call.at)


@pytest.mark.django_db
def test_call_at_the_right_number_verifies_the_place_and_says_who_and_how(at):
    facility, anna = make_facility(codes="SA MD"), make_operator()

    outcome = save(
        facility,
        Call(at=at, answered=True, right_number=RightNumber.YES, covers={"medicaid": "not"}),
        anna,
        note="Side door",
    )

    facility.refresh_from_db()
    assert (facility.last_verified_at, facility.checked_at, facility.codes) == (at, at, "SA MD")
    assert outcome.phone_key == facility.number_key
    assert (outcome.by, outcome.covers, outcome.note) == (anna, {"medicaid": "not"}, "Side door")
    assert [(event.by, event.kind) for event in DeskEvent.objects.all()] == [(anna, "call.saved")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "call",
    [
        {"answered": False},
        {"answered": True, "right_number": RightNumber.NO},
        {"answered": True, "right_number": RightNumber.UNKNOWN},
    ],
)
def test_call_that_did_not_reach_the_place_verifies_nothing(at, call):
    facility = make_facility()

    save(facility, Call(at=at, **call), make_operator())

    facility.refresh_from_db()
    assert facility.last_verified_at is None


@pytest.mark.django_db
def test_calls_never_have_the_directory_built_anew_and_tell_only_what_is_news(at):
    facility, anna = make_facility(), make_operator()
    opens = {"answered": True, "right_number": RightNumber.YES, "new_patients": NewPatients.YES}
    told = [stored_revisions()]

    for call in (
        Call(at=at, answered=False),
        Call(at=at + HOUR, **opens, days_to_first_dose=3),
        Call(at=at + 2 * HOUR, **opens, days_to_first_dose=0),
        Call(at=at + 3 * HOUR, answered=False),
        Call(at=at + 4 * HOUR, answered=True, right_number=RightNumber.NO),
    ):
        save(facility, call, anna)
        told.append(stored_revisions())

    steps = [(new.facilities - old.facilities, new.openness - old.openness) for old, new in pairwise(told)]
    assert steps == [(0, 0), (0, 1), (0, 1), (0, 0), (0, 1)]


@pytest.mark.django_db
def test_second_tap_on_save_saves_nothing(at):
    facility, anna = make_facility(), make_operator()
    call = Call(at=at, answered=False)
    save(facility, call, anna)

    with pytest.raises(CallRefused, match="saved already"):
        save_call(facility=facility, call=call, note="", by=anna, at=at)

    assert CallOutcome.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_taps_on_save_at_the_same_moment_save_one_call(at):
    facility, anna = make_facility(), make_operator()
    take_place(facility=facility, by=anna, at=at)

    outcomes = at_once(
        2, lambda: save_call(facility=facility, call=Call(at=at, answered=False), note="", by=anna, at=at)
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CallOutcome", "CallRefused"]
    assert (CallOutcome.objects.count(), DeskEvent.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_callers_at_the_same_moment_get_two_places(at):
    make_facility(), make_facility()
    callers = [make_operator(), make_operator()]

    taken = at_once(2, lambda: take_next(by=callers.pop(), at=at))

    assert None not in taken
    assert len({facility.pk for facility in taken}) == 2
    assert CallLease.objects.count() == 2


@pytest.mark.asvs("V2.3.4")
@pytest.mark.django_db(transaction=True)
def test_two_callers_who_want_the_same_place_get_it_once(at):
    facility, callers = make_facility(), [make_operator(), make_operator()]

    outcomes = at_once(2, lambda: take_place(facility=facility, by=callers.pop(), at=at))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CallRefused", "NoneType"]


def at_once(number, work):
    together = Barrier(number)

    def run(_):
        together.wait()
        try:
            return work()
        except CallRefused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


@pytest.mark.django_db
def test_place_of_a_colleague_is_free_again_after_some_minutes(at):
    facility, anna, ben = make_facility(), make_operator(), make_operator()
    take_place(facility=facility, by=anna, at=at)

    with pytest.raises(CallRefused):
        take_place(facility=facility, by=ben, at=at + timedelta(minutes=14))
    take_place(facility=facility, by=ben, at=at + timedelta(minutes=15))

    assert CallLease.objects.get().by == ben
    with pytest.raises(CallRefused) as refusal:
        save_call(facility=facility, call=Call(at=at, answered=False), note="", by=anna, at=at)
    assert str(refusal.value) == NOT_YOURS


@pytest.mark.django_db
def test_place_set_aside_comes_back_after_hours_and_not_before(at):
    facility, anna = make_facility(), make_operator()
    take_place(facility=facility, by=anna, at=at)

    set_aside(facility=facility, by=anna, at=at)

    assert take_next(by=anna, at=at + HOUR) is None
    assert take_next(by=anna, at=at + 4 * HOUR) == facility


@pytest.mark.django_db
def test_refused_call_keeps_nothing(at):
    facility, anna = make_facility(), make_operator()
    take_place(facility=facility, by=anna, at=at)

    with pytest.raises(CallRefused):
        save_call(facility=facility, call=Call(at=at, answered=False, days_to_first_dose=1), note="", by=anna, at=at)

    assert (CallOutcome.objects.count(), CallLease.objects.count()) == (0, 1)


@pytest.mark.django_db
def test_import_never_touches_what_a_call_verified(at):
    from handrail.directory.importing.writing import WRITTEN

    assert {"last_verified_at", "merged_into", "closed_at", "public_id", "verified_phone_key"} & set(WRITTEN) == set()


@pytest.mark.django_db
def test_open_by_calls_names_each_place_with_its_end_and_counts_a_merged_row_for_the_kept(at):
    opens = {"new_patients": "yes", "days_to_first_dose": 0}
    kept, shut = make_facility(), make_facility()
    merged = make_twin(kept)
    make_call(facility=merged, at=at - 2 * HOUR, **opens)
    make_call(facility=shut, at=at - 2 * HOUR, **opens)
    make_call(facility=shut, at=at - HOUR, new_patients="no")
    merge(kept=kept, merged=merged, by=make_operator(), at=at)

    assert open_by_calls(at) == {kept.pk: at + 22 * HOUR}


@pytest.mark.django_db
def test_open_by_calls_asks_equally_often_for_any_number(at, django_assert_num_queries):
    for number in (1, 3):
        for _ in range(number):
            make_call(at=at, new_patients="yes", days_to_first_dose=0)
        with django_assert_num_queries(1):
            open_by_calls(at)


@pytest.mark.django_db
def test_ten_thousand_taps_change_no_fact_no_revision_and_no_order(at):
    facility, other = make_facility(), make_facility()
    before = stored_revisions()
    count_tap(facility=facility, answer=Answer.WRONG_NUMBER, at=at)
    VisitorAnswers.objects.update(times=10_000)

    after = facility.__class__.objects.listed().order_by("pk")

    assert (list(after), stored_revisions(), open_by_calls(at)) == ([facility, other], before, {})
    assert [waiting.pk for waiting in call_queue(at=at)] == [facility.pk, other.pk]


@pytest.mark.django_db(transaction=True)
def test_taps_at_the_same_moment_are_all_counted(at):
    facility = make_facility()

    at_once(4, lambda: count_tap(facility=facility, answer=Answer.YES, at=at))

    assert [(row.answer, row.times, row.day) for row in VisitorAnswers.objects.all()] == [("yes", 4, at.date())]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"right_number": "perhaps"},
        {"new_patients": "perhaps"},
        {"days_to_first_dose": 366},
        {"answered": False, "right_number": "unknown", "new_patients": "yes"},
        {"answered": True, "right_number": "no", "days_to_first_dose": 0},
    ],
)
def test_database_refuses_a_call_that_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_call(**wrong)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"times": 0}, {"answer": "perhaps"}])
def test_database_refuses_taps_that_cannot_be(at, wrong):
    facts = {"facility": make_facility(), "day": at.date(), "answer": "yes", "times": 1}

    with pytest.raises(IntegrityError), transaction.atomic():
        VisitorAnswers.objects.create(**(facts | wrong))
