"""A coordinator rings a program: nobody picks up, or somebody with a name says what is written down."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from factories import make_facility, make_operator
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import AuditEntry
from handrail.referrals.actions import erase
from handrail.referrals.asking.actions import ask
from handrail.referrals.coordinating.queries import board, count_who_need_a_human, referral_called
from handrail.referrals.demonstration.actions import remove_demonstration
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.ringing import NO_SPEAKER, NOT_RUNG, TOO_LONG, NoteKind
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import CoordinatorNote, Question, Referral
from handrail.referrals.queries import export_for
from handrail.referrals.ringing.actions import nobody_picked_up
from handrail.referrals.wall_times import wall_time
from referrals.on_call import keep_coordinators
from referrals.samples import make_referral, make_sender, moved
from signing_in import sign_in

pytestmark = pytest.mark.django_db
BOARD = "/desk/referrals/"


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def operator(now):
    keep_coordinators(at=now)
    return make_operator("ana")


@pytest.fixture
def desk(operator):
    client = Client(headers={"origin": "http://testserver"})
    sign_in(client, operator)
    return client


def asked_by_telephone(now, *, urgency=Urgency.NOW, count=1) -> tuple[Referral, list[Question]]:
    referral = make_referral(sender=make_sender()[0], urgency=urgency, at=now)
    places = [make_facility(program="Withdrawal Unit") for _ in range(count)]
    return referral, ask(referral=referral, facilities=places, side=Side.SENDER, by=PRODUCT, at=now)


def sheet_of(question: Question) -> str:
    return f"{BOARD}{question.referral.public_id}/call/{question.public_id}/"


def body(answer) -> str:
    return answer.content.decode()


def test_nobody_picked_up_is_an_observation_with_a_time_to_ring_again_and_no_answer(desk, now):
    referral, (question,) = asked_by_telephone(now)
    referral.refresh_from_db()
    due_at = referral.due_at

    answer = desk.post(sheet_of(question), {"nobody": "yes"})

    question.refresh_from_db()
    referral.refresh_from_db()
    note = CoordinatorNote.objects.get()
    assert (answer.status_code, question.answer, question.answered_at) == (302, "", None)
    assert (referral.stage, referral.due_at) == (Stage.ASKING, due_at)
    assert (note.kind, note.facility, note.words) == ("nobody_answered", question.facility, None)
    assert note.again_at == note.at + timedelta(minutes=10)
    assert AuditEntry.objects.filter(what="referral.noted").count() == 1


def test_when_to_ring_again_stands_on_the_sheet_the_page_and_the_board(desk, now):
    referral, (question,) = asked_by_telephone(now)

    desk.post(sheet_of(question), {"nobody": "yes"})

    again = wall_time(CoordinatorNote.objects.get().again_at, zone="America/Chicago", language="en")
    pages = [body(desk.get(each)) for each in (sheet_of(question), f"{BOARD}{referral.public_id}/", BOARD)]
    assert [again in page for page in pages] == [True, True, True]


def test_program_that_was_rung_in_vain_is_no_task_until_it_is_time_again(operator, now):
    referral, (question,) = asked_by_telephone(now)
    before = count_who_need_a_human(at=now)
    nobody_picked_up(referral=referral, facility=question.facility, user=operator, by=PRODUCT, at=now)

    later = [now + timedelta(minutes=minutes) for minutes in (1, 9, 10)]
    tasks = [[line.has_to_ring for line in board(at=at)] for at in later]

    assert (before, tasks) == (1, [[False], [False], [True]])
    assert [count_who_need_a_human(at=at) for at in later] == [0, 0, 1]


def test_of_two_programs_the_other_is_still_to_be_rung(operator, now):
    referral, (one, _) = asked_by_telephone(now, count=2)

    nobody_picked_up(referral=referral, facility=one.facility, user=operator, by=PRODUCT, at=now)

    found = referral_called(public_id=referral.public_id, at=now)
    assert (found.is_to_ring, found.ring_again_at) == (True, now + timedelta(minutes=10))


def test_chosen_program_is_rung_again_too(desk, now):
    facility = make_facility()
    referral = moved(make_referral(sender=make_sender()[0], at=now), Stage.SENT, facility=facility, at=now)

    desk.post(f"{BOARD}{referral.public_id}/", {"task": "nobody", "place": facility.public_id})

    [line] = board(at=timezone.now())
    assert (line.has_to_ring, CoordinatorNote.objects.get().facility) == (False, facility)
    assert "Nobody picked up: " in body(desk.get(f"{BOARD}{referral.public_id}/"))


def test_press_that_came_twice_is_one_try_and_a_later_one_another(operator, now):
    referral, (question,) = asked_by_telephone(now)
    values = {"referral": referral, "facility": question.facility, "user": operator, "by": PRODUCT}

    moments = [nobody_picked_up(**values, at=now + timedelta(seconds=passed)) for passed in (0, 20, 600)]

    assert moments[0] == moments[1] < moments[2]
    assert CoordinatorNote.objects.count() == 2


def test_who_said_yes_is_kept_sealed_beside_the_answer(desk, now):
    referral, (question,) = asked_by_telephone(now)

    desk.post(sheet_of(question), {"answer": "yes", "seen": "", "spoke_with": " Dana  at intake "})

    note = CoordinatorNote.objects.get()
    question.refresh_from_db()
    assert (question.answer, note.kind, note.facility, note.again_at) == ("yes", "spoke_with", question.facility, None)
    assert b"Dana" not in bytes(note.words)
    assert "Spoke with Dana at intake." in body(desk.get(f"{BOARD}{referral.public_id}/"))
    [told] = export_for(subject=referral.subject)["noted_by_coordinators"]
    assert (told["what"], told["place"], told["words"]) == ("spoke_with", question.facility.name, "Dana at intake")


def test_answer_without_a_name_is_an_answer(desk, now):
    _, (question,) = asked_by_telephone(now)

    desk.post(sheet_of(question), {"answer": "yes", "seen": "", "spoke_with": "  "})

    question.refresh_from_db()
    assert (question.answer, CoordinatorNote.objects.count()) == ("yes", 0)


def test_name_that_is_too_long_refuses_the_answer_with_it(desk, now):
    _, (question,) = asked_by_telephone(now)

    answer = desk.post(sheet_of(question), {"answer": "yes", "seen": "", "spoke_with": "D" * 61})

    question.refresh_from_db()
    assert (answer.status_code, TOO_LONG in body(answer), question.answer) == (422, True, "")
    assert CoordinatorNote.objects.count() == 0


def test_name_of_the_chosen_program_is_saved_by_itself(desk, now):
    facility = make_facility()
    referral = moved(make_referral(sender=make_sender()[0], at=now), Stage.SENT, facility=facility, at=now)
    press = {"task": "spoke_with", "place": facility.public_id}

    empty = desk.post(f"{BOARD}{referral.public_id}/", press)
    desk.post(f"{BOARD}{referral.public_id}/", press | {"spoke_with": "Dana"})

    assert (empty.status_code, NO_SPEAKER in body(empty)) == (422, True)
    assert "Spoke with Dana." in body(desk.get(f"{BOARD}{referral.public_id}/"))


@pytest.mark.parametrize("task", ["nobody", "spoke_with"])
def test_program_that_nobody_asked_is_not_rung(desk, now, task):
    referral, _ = asked_by_telephone(now)
    press = {"task": task, "place": make_facility().public_id, "spoke_with": "Dana"}

    answer = desk.post(f"{BOARD}{referral.public_id}/", press)

    assert (answer.status_code, NOT_RUNG in body(answer), CoordinatorNote.objects.count()) == (422, True, 0)


@pytest.mark.parametrize("kind", ["nobody_answered", "spoke_with"])
def test_note_about_a_program_is_not_written_as_one_about_the_person(desk, now, kind):
    referral, _ = asked_by_telephone(now)

    answer = desk.post(f"{BOARD}{referral.public_id}/", {"task": "note", "kind": kind, "note": "x"})

    assert (answer.status_code, CoordinatorNote.objects.count()) == (422, 0)


def test_erased_person_is_noted_no_more_and_the_name_is_gone(desk, now):
    referral, (question,) = asked_by_telephone(now)
    desk.post(sheet_of(question), {"answer": "yes", "seen": "", "spoke_with": "Dana"})

    erase(subject=referral.subject, at=now)

    note = CoordinatorNote.objects.get()
    assert (note.words, note.kind) == (None, "spoke_with")


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": NoteKind.NOBODY_ANSWERED},
        {"kind": NoteKind.NOBODY_ANSWERED, "has_place": True},
        {"kind": NoteKind.NOBODY_ANSWERED, "has_place": True, "minutes": -1},
        {"kind": NoteKind.SPOKE_WITH},
        {"kind": NoteKind.SPOKE_WITH, "has_place": True, "minutes": 5},
        {"kind": NoteKind.TOLD, "has_place": True},
        {"kind": NoteKind.TOLD, "minutes": 5},
    ],
)
def test_database_refuses_a_call_without_its_program_or_its_time(now, facts):
    referral = make_referral(at=now)
    values = {"subject": referral.subject, "referral": referral, "kind": facts["kind"], "at": now}
    values["facility"] = make_facility() if facts.get("has_place") else None
    values["again_at"] = now + timedelta(minutes=facts["minutes"]) if "minutes" in facts else None

    with pytest.raises(IntegrityError), transaction.atomic():
        CoordinatorNote.objects.create(**values)


def test_demonstration_goes_with_its_calls(desk, now):
    _, (question,) = asked_by_telephone(now)
    desk.post(sheet_of(question), {"nobody": "yes"})

    remove_demonstration(at=now)

    assert (CoordinatorNote.objects.count(), Referral.objects.count()) == (0, 0)


def test_call_sheet_names_the_program_under_the_name_of_its_network(desk, now):
    _, (question,) = asked_by_telephone(now)

    shown = body(desk.get(sheet_of(question)))

    assert "Withdrawal Unit" in shown
