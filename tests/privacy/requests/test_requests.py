"""Limits, corrections and complaints: due by law, answered once, sealed, read by nobody unseen (S28)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from factories import NOON, make_person_request
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
from handrail.privacy.domain.requests import (
    LONGEST,
    MOST_OPEN,
    TERMS,
    Outcome,
    RequestKind,
    RequestRefused,
    check_outcome,
    check_words,
    due_on,
)
from handrail.privacy.erasing.actions import destroy_keys_of_programs, erase_own
from handrail.privacy.erasing.contract import export_for
from handrail.privacy.models import AuditEntry, PersonRequest
from handrail.privacy.requests.actions import (
    AnsweredMeanwhile,
    answer_request,
    file_request,
    open_words,
    withdraw_request,
)
from handrail.privacy.requests.queries import requests_of, requests_waiting, waiting_counts

OPERATOR = Actor(ActorKind.STAFF, "operator", role="operator")
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        (RequestKind.RESTRICTION, date(2026, 12, 23)),
        (RequestKind.AMENDMENT, date(2027, 1, 22)),  # 45 CFR 164.526(b)(2): 60 days
        (RequestKind.COMPLAINT, date(2026, 12, 23)),
    ],
)
def test_each_kind_has_its_day(kind, day, at):
    assert due_on(kind, filed_at=at) == day


def test_every_kind_has_its_terms_and_names_its_law():
    assert set(TERMS) == set(RequestKind)
    assert all(terms.law and terms.outcomes for terms in TERMS.values())


@pytest.mark.parametrize("text", ["", "  \n ", "a" * (LONGEST + 1)])
def test_words_that_are_none_or_too_many_are_refused(text):
    with pytest.raises(RequestRefused):
        check_words(RequestKind.RESTRICTION, text)


def test_what_is_missing_is_asked_for_in_the_words_of_the_form():
    refusals = {}
    for kind in RequestKind:
        with pytest.raises(RequestRefused) as refused:
            check_words(kind, "")
        refusals[kind] = str(refused.value)

    asked = "Please write what you ask for."
    assert refusals == {"restriction": asked, "amendment": asked, "complaint": "Please write what happened."}


@pytest.mark.parametrize(
    ("kind", "outcome"), [(RequestKind.COMPLAINT, Outcome.DECLINED), (RequestKind.AMENDMENT, Outcome.HEARD)]
)
def test_complaint_is_never_declined_and_a_correction_never_only_heard(kind, outcome):
    with pytest.raises(RequestRefused):
        check_outcome(kind, outcome)


@pytest.fixture
def subject(at):
    return open_subject(by=PRODUCT, at=at)


@pytest.mark.django_db
def test_words_are_sealed_and_every_look_of_the_operator_stands_in_the_record(subject, at):
    request = make_person_request(subject=subject)

    words = open_words(request=request, by=OPERATOR, at=at)

    assert b"Nobody called" not in bytes(PersonRequest.objects.get().text)
    assert words == {"text": "Nobody called me back.", "answer": None}
    entry = AuditEntry.objects.get(what="request.viewed")
    assert (entry.subject_id, entry.by_id, entry.role) == (subject.public_id, "operator", "operator")


@pytest.mark.django_db
def test_same_form_sent_twice_is_one_request(subject, at):
    facts = {"kind": RequestKind.COMPLAINT, "text": "Once.", "about": "", "by": PRODUCT, "at": at}

    sent = [file_request(subject=subject, public_id="a" * 13, **facts) for _ in range(2)]

    assert sent[0] == sent[1]
    assert (PersonRequest.objects.count(), AuditEntry.objects.filter(what="request.filed").count()) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("public_id", ["", "guessed", "A" * 13, "a" * 14])
def test_form_without_its_own_id_is_refused(subject, at, public_id):
    with pytest.raises(RequestRefused):
        file_request(
            subject=subject, public_id=public_id, kind=RequestKind.COMPLAINT, text="x", about="", by=PRODUCT, at=at
        )


@pytest.mark.django_db
def test_id_of_another_persons_request_opens_and_changes_nothing(subject, at):
    other = make_person_request()

    with pytest.raises(RequestRefused, match="open this page again"):
        file_request(
            subject=subject,
            public_id=other.public_id,
            kind=RequestKind.COMPLAINT,
            text="x",
            about="",
            by=PRODUCT,
            at=at,
        )

    assert [one.request for one in requests_of(subject=subject)] == []


@pytest.mark.django_db
def test_it_is_about_an_entry_of_the_persons_own_record_or_about_none(subject, at):
    own, others = AuditEntry.objects.get(subject_id=subject.public_id), open_subject(by=PRODUCT, at=at)
    foreign = AuditEntry.objects.get(subject_id=others.public_id)

    about = [make_person_request(subject=subject, about=entry.public_id).about for entry in (own, foreign)]

    assert about == [own.public_id, ""]


@pytest.mark.django_db
def test_eleventh_waits_until_one_is_answered(subject, at):
    for _ in range(MOST_OPEN):
        request = make_person_request(subject=subject)

    with pytest.raises(RequestRefused):
        make_person_request(subject=subject)
    answer_request(request=request, outcome=Outcome.HEARD, answer="Sorry.", by=OPERATOR, at=at)
    make_person_request(subject=subject)

    assert PersonRequest.objects.count() == MOST_OPEN + 1


@pytest.mark.django_db
def test_answered_once_it_cannot_be_answered_or_taken_back_again(subject, at):
    request = make_person_request(subject=subject)
    answer_request(request=request, outcome=Outcome.HEARD, answer="We call today.", by=OPERATOR, at=at)

    with pytest.raises(AnsweredMeanwhile):
        answer_request(request=request, outcome=Outcome.HEARD, answer="No, we do not.", by=OPERATOR, at=at)
    withdraw_request(subject=subject, public_id=request.public_id, by=PRODUCT, at=at)

    (own,) = requests_of(subject=subject)
    assert (own.answer, own.request.withdrawn_at) == ("We call today.", None)


@pytest.mark.django_db
def test_taken_back_it_waits_no_more_and_only_by_its_person(subject, at):
    request, stranger = make_person_request(subject=subject), open_subject(by=PRODUCT, at=at)

    withdraw_request(subject=stranger, public_id=request.public_id, by=PRODUCT, at=at)
    before = list(requests_waiting())
    withdraw_request(subject=subject, public_id=request.public_id, by=PRODUCT, at=at)

    assert (before, list(requests_waiting())) == ([request], [])


@pytest.mark.django_db
def test_what_is_due_first_comes_first_and_what_is_late_is_counted(at):
    late, soon = make_person_request(at=NOON - 40 * DAY), make_person_request(at=NOON)
    make_person_request(at=NOON, kind=RequestKind.AMENDMENT)

    first, second, _ = requests_waiting()

    counts = waiting_counts(at=NOON)
    assert (first, second) == (late, soon)
    assert (counts.open, counts.overdue) == (3, 1)


@pytest.mark.django_db
def test_it_outlives_the_persons_own_deletion(subject, at):
    make_person_request(subject=subject)

    erase_own(subject=subject, by=PRODUCT, at=at)

    assert requests_of(subject=subject)[0].text == "Nobody called me back."


@pytest.mark.django_db
def test_one_whose_keys_were_destroyed_before_a_restore_is_shown_without_its_words(subject, at):
    request = make_person_request(subject=subject)
    destroy_keys_of_programs(subject=subject, by=PRODUCT, at=at)

    (own,) = requests_of(subject=subject)

    assert (own.text, own.answer) == ("", "")
    assert open_words(request=request, by=OPERATOR, at=at) == {"text": None, "answer": None}
    assert export_for(subject)["privacy"]["requests"][0]["text"] == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"kind": "wish"},
        {"outcome": "agreed"},
        {"answered_by": "operator"},
        {"answered_at": NOON + DAY},
        {"answered_at": NOON - DAY, "outcome": "heard", "answered_by": "operator", "answer": b"x"},
        {"answered_at": NOON + DAY, "outcome": "heard", "answered_by": "o", "answer": b"x", "withdrawn_at": NOON},
    ],
)
def test_database_refuses_a_request_that_cannot_be(change):
    make_person_request()

    with pytest.raises(IntegrityError), transaction.atomic():
        PersonRequest.objects.update(**change)
