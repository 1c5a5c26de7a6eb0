"""The coordinators' desk: what breaks first, without a name; a call taken; what was said on the telephone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factories import make_facility, make_operator
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.domain.rosters import REFERRALS
from handrail.messaging.models import Message, RosterPage
from handrail.messaging.rosters.actions import OnCall, keep_roster, page
from handrail.privacy.actions import open_subject, write_identity
from handrail.privacy.consenting.actions import withdraw_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.domain.operator_roles import AgreementKind
from handrail.privacy.erasing.actions import ask_erasure
from handrail.privacy.models import AuditEntry, Consent, Disclosure, OneTimeLink
from handrail.privacy.sealed_values import opened
from handrail.referrals.actions import erase
from handrail.referrals.answering.actions import answer_question
from handrail.referrals.asking.actions import ask
from handrail.referrals.climbing.actions import climb_referrals
from handrail.referrals.closing.actions import read_log, say_by_receipt
from handrail.referrals.closing.queries import accounts_heard
from handrail.referrals.coordinating import queries
from handrail.referrals.coordinating.words import ACCOUNTS
from handrail.referrals.domain.closing import Account, needs_human
from handrail.referrals.domain.ladder import Rung
from handrail.referrals.domain.needs import Trait, Urgency
from handrail.referrals.domain.questions import Answer, Way
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import AskedConsent, CoordinatorNote, FollowUp, PlaceHold, Question, Referral
from handrail.referrals.moving.actions import move
from handrail.referrals.opening.actions import talk_with
from handrail.referrals.picking.actions import pick
from handrail.referrals.queries import export_for
from handrail.referrals.ringing.actions import call_for_untold_people
from handrail.referrals.switch import check_switched_on
from privacy.papers import stand_with
from referrals.on_call import ALWAYS
from referrals.samples import NEED, agree_to, make_program, make_receiver, make_referral, make_sender, moved
from referrals.sending.desks import agreed
from signing_in import sign_in

pytestmark = pytest.mark.django_db

BOARD = "/desk/referrals/"
NAMES = ("Rosa", "Castillo", "312-555-0142")


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def operator():
    return make_operator("ana")


@pytest.fixture
def desk(operator):
    client = Client(headers={"origin": "http://testserver"})
    sign_in(client, operator)
    return client


def on_call(operator, *, at):
    people = [
        OnCall(operator.public_id, operator.subject, Channel.EMAIL, "ana@desk.example"),
        OnCall("dee", open_subject(by=PRODUCT, at=at), Channel.EMAIL, "dee@desk.example", is_deputy=True),
    ]
    keep_roster(name=REFERRALS, zone="America/Chicago", week=ALWAYS, minutes=15, people=people, by=PRODUCT, at=at)


def named(*, at, **facts):
    """Somebody whose name, number and words would leak if anything did."""
    subject = open_subject(by=PRODUCT, at=at)
    write_identity(subject=subject, person={"name": "Rosa Castillo", "phone": "312-555-0142"}, by=PRODUCT, at=at)
    facts = {"sender": make_sender()[0], "words": {"alias": "Rosa", "phone": "312-555-0142"}} | facts
    return make_referral(subject=subject, at=at, **facts)


def page_of(referral):
    return f"{BOARD}{referral.public_id}/"


def words(answer):
    return answer.content.decode()


def test_the_board_shows_what_breaks_first_and_no_name(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=9))
    calm = named(at=now)
    late = named(at=now - timedelta(hours=8))
    called = named(at=now - timedelta(hours=7), sender=None)
    climb_referrals(at=now)

    shown = words(desk.get(BOARD))

    order = sorted((called, late, calm), key=lambda each: shown.index(each.public_id))
    assert [each.pk for each in order] == [late.pk, called.pk, calm.pk]
    assert [name for name in NAMES if name in shown] == []


def test_what_is_ours_to_do_stands_before_whoever_has_time_and_is_said_to_wait_for_us(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=9))
    calm = named(at=now - timedelta(hours=1))
    ours = named(at=now, sender=make_sender(kind="police", role="officer")[0])

    shown = words(desk.get(BOARD))

    assert (calm.turn, ours.turn) == ("sender", "coordinator")
    assert shown.index(ours.public_id) < shown.index(calm.public_id)


def test_pregnant_people_stand_first_among_equals(desk, operator, now):
    on_call(operator, at=now)
    first, second = named(at=now), named(at=now, is_pregnant=True)

    shown = words(desk.get(BOARD))

    assert shown.index(second.public_id) < shown.index(first.public_id)
    assert shown.count("By law in care by") == 1


def test_without_a_roster_the_board_says_that_handing_over_is_off(desk):
    assert "switched off" in words(desk.get(BOARD))


def test_the_list_alone_is_asked_for_by_the_page(desk, operator, now):
    on_call(operator, at=now)
    referral = named(at=now)

    lines = words(desk.get(f"{BOARD}lines/"))

    assert (referral.public_id in lines, "<html" in lines) == (True, False)


def test_the_board_asks_as_often_for_three_as_for_one(desk, operator, now):
    on_call(operator, at=now)
    desk.get(BOARD)  # what a first visit asks once
    counts = []
    for more in (1, 2):
        for _ in range(more):
            moved(named(at=now), Stage.SENT, facility=make_program()[1], at=now)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            desk.get(BOARD)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_page_of_one_tells_no_name(desk, operator, now):
    on_call(operator, at=now)
    facility = make_program()[1]
    referral = moved(named(at=now), Stage.SENT, facility=facility, at=now)

    shown = words(desk.get(page_of(referral)))

    assert (facility.name in shown, [name for name in NAMES if name in shown]) == (True, [])


def test_who_is_on_the_roster_takes_the_call(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=9))
    referral = named(at=now - timedelta(hours=8), sender=None)
    climb_referrals(at=now)

    answer = desk.post(page_of(referral), {"task": "take"})

    page = RosterPage.objects.get()
    assert (answer.status_code, page.state, page.acknowledged_by) == (302, "acknowledged", operator.public_id)
    assert "A coordinator has it" in words(desk.get(BOARD))


def test_who_is_not_on_the_roster_takes_nothing(operator, now):
    on_call(operator, at=now - timedelta(hours=9))
    referral = named(at=now - timedelta(hours=8), sender=None)
    climb_referrals(at=now)
    client = Client(headers={"origin": "http://testserver"})
    sign_in(client, make_operator("ben"))

    answer = client.post(page_of(referral), {"task": "take"})

    assert (answer.status_code, RosterPage.objects.get().state) == (422, "called")


def test_a_call_that_nobody_made_is_not_taken(desk, operator, now):
    on_call(operator, at=now)

    answer = desk.post(page_of(named(at=now)), {"task": "take"})

    assert (answer.status_code, "Nobody is called" in words(answer)) == (422, True)


def test_what_a_program_says_on_the_telephone_is_written_down(desk, operator, now):
    facility = make_program(has_contact=False)[1]
    referral = named(at=now)
    (question,) = ask(referral=referral, facilities=[facility], side=Side.SENDER, by=PRODUCT, at=now)
    sheet = f"{page_of(referral)}call/{question.public_id}/"

    shown = words(desk.get(sheet))
    answer = desk.post(sheet, {"answer": "yes", "seen": ""})

    question.refresh_from_db()
    assert (facility.phone in shown, [name for name in NAMES if name in shown]) == (True, [])
    assert (answer.status_code, question.answer, question.answered_way) == (302, "yes", "telephone")
    assert question.answered_by == operator.public_id


def test_a_program_that_said_no_is_not_listed_as_one_that_nobody_asked_about(desk, now):
    program = make_program()[1]
    referral = named(at=now, legs=[program])
    (question,) = ask(referral=referral, facilities=[program], side=Side.SENDER, by=PRODUCT, at=now)
    before = words(desk.get(page_of(referral)))

    desk.post(f"{page_of(referral)}call/{question.public_id}/", {"answer": "no", "reason": "no_place", "seen": ""})

    shown = words(desk.get(page_of(referral)))
    assert ["The person was not asked about this program." in each for each in (before, shown)] == [True, False]
    assert ["This program said no." in each for each in (before, shown)] == [False, True]


def test_an_answer_that_cannot_be_meant_is_refused_and_stays(desk, now):
    referral = named(at=now)
    (question,) = ask(referral=referral, facilities=[make_program()[1]], side=Side.SENDER, by=PRODUCT, at=now)

    answer = desk.post(f"{page_of(referral)}call/{question.public_id}/", {"answer": "no", "reason": "", "seen": ""})

    assert (answer.status_code, Question.objects.get().answer) == (422, "")
    assert ['<a href="#reason">Say why not.' in words(answer), 'id="error-reason"' in words(answer)] == [True, True]


def test_a_question_of_another_referral_is_not_found(desk, now):
    referral, other = named(at=now), named(at=now)
    (question,) = ask(referral=referral, facilities=[make_program()[1]], side=Side.SENDER, by=PRODUCT, at=now)

    assert desk.get(f"{page_of(other)}call/{question.public_id}/").status_code == 404


def test_a_program_that_expects_somebody_on_the_telephone_moves_it(desk, now):
    referral = moved(named(at=now), Stage.SENT, facility=make_program()[1], at=now)
    later = now + timedelta(hours=5)
    typed = {"task": "expect", "seen": "1", "expect-day": later.date().isoformat()}
    typed |= {"expect-time": later.strftime("%H:%M"), "expect-zone": "UTC"}

    answer = desk.post(page_of(referral), typed)

    referral.refresh_from_db()
    assert (answer.status_code, referral.stage) == (302, Stage.EXPECTED)
    assert referral.history.last().side == Side.COORDINATOR


def test_a_place_is_kept_by_telephone(desk, now):
    referral = moved(named(at=now), Stage.SENT, facility=make_program()[1], at=now)
    later = now + timedelta(hours=5)
    typed = {"task": "hold", "seen": "1", "until-day": later.date().isoformat()}
    typed |= {"until-time": later.strftime("%H:%M"), "until-zone": "UTC"}

    desk.post(page_of(referral), typed)

    assert PlaceHold.objects.live().get().referral == referral


def test_who_was_sooner_is_not_overwritten(desk, now):
    referral = moved(named(at=now), Stage.SENT, Stage.ACKNOWLEDGED, facility=make_program()[1], at=now)

    answer = desk.post(page_of(referral), {"task": "decline", "who": "program", "reason": "no_place", "seen": "1"})

    referral.refresh_from_db()
    assert (answer.status_code, referral.stage) == (422, Stage.ACKNOWLEDGED)


def test_nothing_more_is_arranged_for_who_took_their_consent_back(desk, now):
    referral = moved(named(at=now), Stage.SENT, facility=make_program()[1], at=now)
    withdraw_consent(consent=referral.consent, by=PRODUCT, at=now)
    later = now + timedelta(hours=5)
    typed = {"task": "expect", "seen": "1", "expect-day": later.date().isoformat()}
    typed |= {"expect-time": later.strftime("%H:%M"), "expect-zone": "UTC"}

    answer = desk.post(page_of(referral), typed)

    referral.refresh_from_db()
    assert (answer.status_code, referral.stage) == (422, Stage.SENT)


def test_the_next_programs_are_asked_without_a_name(desk, now):
    (_, first), (_, second) = make_program(), make_program()
    referral = moved(named(at=now, legs=[first, second]), Stage.SENT, facility=first, at=now)

    answer = desk.post(page_of(referral), {"task": "ask_others", "seen": "1"})

    referral.refresh_from_db()
    assert (answer.status_code, referral.stage, referral.facility) == (302, Stage.ASKING, None)
    assert Question.objects.get().facility == second


def test_where_no_program_is_left_nobody_is_asked(desk, now):
    answer = desk.post(page_of(named(at=now)), {"task": "ask_others", "seen": "0"})

    assert (answer.status_code, "No program is left" in words(answer)) == (422, True)


def test_how_it_ended_is_asked_for(desk, now):
    referral = named(at=now)

    refused = desk.post(page_of(referral), {"task": "end", "outcome": "", "seen": "0"})
    ended = desk.post(page_of(referral), {"task": "end", "outcome": "no_program_found", "seen": "0"})

    referral.refresh_from_db()
    assert (refused.status_code, ended.status_code) == (422, 302)
    assert (referral.stage, referral.outcome) == (Stage.FAILED, "no_program_found")
    assert "Ended without care" in words(desk.get(page_of(referral)))


@pytest.mark.parametrize("task", ["", "nothing", "failed", "expect"])
def test_a_press_that_is_none_changes_nothing(desk, now, task):
    referral = named(at=now)

    answer = desk.post(page_of(referral), {"task": task, "seen": "0"})

    assert (answer.status_code, Referral.objects.get().moves) == (422, 0)


def test_who_answers_for_a_program_finds_no_board(now):
    organization, facility = make_program()
    referral = moved(named(at=now), Stage.SENT, facility=facility, at=now)
    client = Client()
    sign_in(client, make_receiver(organization))

    found = [client.get(path).status_code for path in (BOARD, f"{BOARD}lines/", page_of(referral))]

    assert found == [404, 404, 404]


def test_who_asked_alone_is_kept_no_bed(desk, now):
    referral = moved(named(at=now, sender=None), Stage.SENT, facility=make_program()[1], at=now)
    later = now + timedelta(hours=5)
    typed = {"task": "hold", "seen": "1", "until-day": later.date().isoformat()}
    typed |= {"until-time": later.strftime("%H:%M"), "until-zone": "UTC"}

    answer = desk.post(page_of(referral), typed)

    assert (answer.status_code, PlaceHold.objects.count()) == (422, 0)


def test_the_board_is_there_in_spanish(desk, operator, now):
    on_call(operator, at=now)
    named(at=now, urgency=Urgency.NOW)

    shown = words(desk.get("/es/desk/referrals/"))

    assert ("A tiempo" in shown, "Ninguna derivación le espera." in shown, "In time" in shown) == (True, True, False)


def sent_by_police(*, at, **facts):
    """An officer, and somebody of whom no page tells the officer anything (S24)."""
    police, officer = make_sender(kind="police", role="officer")
    return named(at=at, sender=police, **facts), officer, police


def test_a_coordinator_chooses_the_program_to_which_somebody_agreed_whom_the_police_sent(desk, operator, now):
    on_call(operator, at=now)
    facility = make_program(at=now)[1]
    referral, officer, police = sent_by_police(at=now, legs=[facility])
    press = {"task": "pick", "place": facility.public_id, "seen": "0"}

    refused = desk.post(page_of(referral), press)
    agreed(referral, facility, officer, police)
    offered = words(desk.get(page_of(referral)))
    chosen = desk.post(page_of(referral), press)

    referral.refresh_from_db()
    assert (refused.status_code, "The person agreed that this program" in offered) == (422, True)
    assert (chosen.status_code, referral.stage, referral.facility) == (200, Stage.SENT, facility)
    assert ("tell this code" in words(chosen), [name for name in NAMES if name in words(chosen)]) == (True, [])
    assert referral.history.last().side == Side.COORDINATOR


def test_a_place_is_put_on_the_way_of_who_came_without_one_and_can_be_asked(desk, operator, now):
    on_call(operator, at=now)
    referral, _, _ = sent_by_police(at=now)
    facility = make_program(at=now, name="Harbor Example House")[1]

    found = words(desk.post(page_of(referral), {"task": "find", "find": "harbor"}))
    added = desk.post(page_of(referral), {"task": "add", "place": facility.public_id})
    desk.post(page_of(referral), {"task": "ask_others", "seen": "0"})

    assert ("Harbor Example House" in found, added.status_code) == (True, 302)
    assert Question.objects.get(referral=referral).facility == facility


def test_a_coordinator_replies_for_who_has_no_desk_and_the_program_reads_a_reply(desk, now):
    facility = make_program(at=now)[1]
    referral, _, _ = sent_by_police(at=now)
    moved(referral, Stage.SENT, Stage.ASKED_BACK, facility=facility, at=now)

    shown = words(desk.get(page_of(referral)))
    answer = desk.post(page_of(referral), {"task": "reply", "words": "No, a cane.", "seen": "2"})

    referral.refresh_from_db()
    assert ("Does the person use a wheelchair?" in shown, "The program asked something" in shown) == (False, True)
    assert (answer.status_code, referral.stage) == (302, Stage.ACKNOWLEDGED)
    assert talk_with(referral) == [(True, "Does the person use a wheelchair?"), (False, "No, a cane.")]


def test_a_coordinator_takes_the_consent_back_for_who_asks(desk, now):
    facility = make_program(at=now)[1]
    referral, officer, police = sent_by_police(at=now)
    agreed(referral, facility, officer, police)
    moved(referral, Stage.SENT, facility=facility, at=now)

    answer = desk.post(page_of(referral), {"task": "take_back", "seen": "1"})

    referral.refresh_from_db()
    live = Consent.objects.live(at=timezone.now()).count()
    assert (answer.status_code, referral.stage, referral.outcome, live) == (302, Stage.CANCELED, "consent_ended", 0)


def test_a_lost_code_is_made_anew_and_the_former_link_opens_nothing(desk, now):
    facility = make_program(at=now)[1]
    referral, officer, police = sent_by_police(at=now, legs=[facility])
    agreed(referral, facility, officer, police)
    desk.post(page_of(referral), {"task": "pick", "place": facility.public_id, "seen": "0"})

    answer = desk.post(page_of(referral), {"task": "new_code"})

    links = OneTimeLink.objects.filter(purpose="open-referral").order_by("pk")
    assert ("tell this code" in words(answer), [each.withdrawn_at is None for each in links]) == (True, [False, True])


def test_help_in_the_meantime_is_written_down_by_telephone_too(desk, now):
    referral = moved(named(at=now), Stage.SENT, facility=make_program()[1], at=now)

    desk.post(page_of(referral), {"task": "list", "position": "4", "interim": "yes", "seen": "1"})

    referral.refresh_from_db()
    assert (referral.stage, referral.interim_began_at is not None) == (Stage.WAITLISTED, True)


def test_a_board_that_is_old_takes_nobody_from_a_program_that_has_just_looked(desk, now):
    (_, first), (_, second) = make_program(), make_program()
    referral = named(at=now, legs=[first, second])
    moved(referral, Stage.SENT, Stage.ACKNOWLEDGED, facility=first, at=now)

    answer = desk.post(page_of(referral), {"task": "ask_others", "seen": "1"})

    referral.refresh_from_db()
    assert (answer.status_code, referral.stage, referral.facility) == (422, Stage.ACKNOWLEDGED, first)


def test_a_coordinator_texts_the_words_to_the_person_and_tells_them_the_code(desk, now):
    referral, _, _ = sent_by_police(at=now, legs=[make_program(at=now)[1]])
    place = referral.legs.get().facility
    press = {"task": "agree", "place": place.public_id}

    refused = desk.post(page_of(referral), press)
    asked = desk.post(page_of(referral), press | {"number": "(217) 555-0143"})

    letter = opened(Message.objects.get(), "letter")["letter"]
    one = AskedConsent.objects.get()
    assert (refused.status_code, asked.status_code, "Tell them this code" in words(asked)) == (422, 200, True)
    assert (one.facility, one.way, one.reply, "/agree/" in letter["link"]) == (place, "own_phone", "", True)
    assert ("555-0143" in words(asked), letter["link"] in words(asked)) == (False, False)


def test_all_who_need_a_person_are_counted_and_stand_first_where_the_page_has_room_for_few(desk, now, monkeypatch):
    monkeypatch.setattr(queries, "MOST_LISTED", 2)
    calm = [named(at=now - timedelta(hours=3)) for _ in range(2)]
    late = [named(at=now, sender=None) for _ in range(3)]
    long_ago = now - timedelta(hours=1)
    Referral.objects.filter(pk__in=[each.pk for each in late]).update(
        rung=Rung.NEXT_ASKED, rung_at=now - timedelta(hours=2), due_at=now + timedelta(days=1), stage_since=long_ago
    )

    shown = words(desk.get(BOARD))

    assert "3 referrals need a person now." in shown
    assert [each.public_id in shown for each in [*late, *calm]] == [True, True, False, False, False]


def test_board_reads_no_more_than_it_shows(desk, now, monkeypatch):
    monkeypatch.setattr(queries, "MOST_LISTED", 1)
    for _ in range(2):
        named(at=now)
    told, really = [], queries.line_of
    monkeypatch.setattr(queries, "line_of", lambda row, **facts: told.append(row) or really(row, **facts))

    desk.get(BOARD)

    assert len(told) == 1


@pytest.mark.parametrize("rung", list(Rung))
@pytest.mark.parametrize("hours", [-30, -2, 2])
@pytest.mark.parametrize("days", [None, 0, 5, 30, -20])
@pytest.mark.parametrize("is_called", [True, False])
def test_count_says_what_the_lines_say(operator, now, rung, hours, days, is_called):
    on_call(operator, at=now)
    referral = named(at=now - timedelta(hours=40), urgency=Urgency.NEXT_DAY)
    moment = now + timedelta(hours=hours)
    facts = {"rung_at": moment if rung else None, "due_at": moment, "rung": rung}
    release_on = None if days is None else now.date() + timedelta(days=days)
    Referral.objects.update(**facts, release_on=release_on)
    if is_called:
        page(roster=check_switched_on(), about=f"referral:{referral.public_id}", at=now)

    lines = queries.board(at=now)

    assert queries.count_who_need_a_human(at=now) == sum(line.needs_a_human for line in lines)


def lines_of(answer):
    return [name for name in NAMES if name in words(answer)]


def of_police_and_agreed(now, *stages, **facts):
    facility = make_program(at=now)[1]
    referral, officer, police = sent_by_police(at=now, legs=[facility], **facts)
    agreed(referral, facility, officer, police)
    return moved(referral, *stages, facility=facility, at=now) if stages else referral


def test_a_coordinator_opens_who_it_is_where_the_consent_names_us_and_each_look_is_in_their_record(desk, now):
    referral = of_police_and_agreed(now)

    offered = desk.get(page_of(referral))
    opened_now = desk.post(page_of(referral), {"task": "open", "why": "ring"})
    again = desk.get(page_of(referral))

    assert (lines_of(offered), lines_of(opened_now), lines_of(again)) == ([], ["Rosa", "Castillo", "312-555-0142"], [])
    entry = AuditEntry.objects.get(what="referral.opened_by_us")
    assert (entry.subject_id, entry.rule) == (referral.subject.public_id, "ring")
    assert Disclosure.objects.get(recipient="operator").subject_id == referral.subject.public_id


def test_nobody_opens_who_it_is_without_a_reason(desk, now):
    referral = of_police_and_agreed(now)

    answers = [desk.post(page_of(referral), {"task": "open"} | why) for why in ({}, {"why": "curious"})]

    assert [(answer.status_code, lines_of(answer)) for answer in answers] == [(422, []), (422, [])]
    assert Disclosure.objects.count() == 0


def test_a_consent_that_does_not_name_us_opens_nothing_and_the_refusal_is_kept(desk, now):
    sender, nurse = make_sender()
    facility = make_program(at=now)[1]
    referral = named(at=now, sender=sender, legs=[facility])
    agreed(referral, facility, nurse, sender)

    offered, refused = desk.get(page_of(referral)), desk.post(page_of(referral), {"task": "open", "why": "ring"})

    assert "No yes of theirs lets us know who it is." in words(offered)
    assert (refused.status_code, lines_of(refused)) == (422, [])
    assert AuditEntry.objects.filter(what="disclosure.refused").count() == 1


@pytest.mark.parametrize("ends", [{"revoked_at": True}, {"ended_at": True}, {"expires_at": True}])
def test_a_consent_that_was_taken_back_or_ended_opens_nothing(desk, now, ends):
    referral = of_police_and_agreed(now)
    Consent.objects.update(signed_at=now - timedelta(days=2), **dict.fromkeys(ends, now - timedelta(days=1)))

    refused = desk.post(page_of(referral), {"task": "open", "why": "ring"})

    assert (refused.status_code, lines_of(refused)) == (422, [])


def test_who_works_for_the_programs_is_named_by_no_consent_and_opens_nothing(desk, now, settings):
    settings.OPERATOR_ROLE = "ba_qso"
    referral = of_police_and_agreed(now)

    refused = desk.post(page_of(referral), {"task": "open", "why": "ring"})

    assert (refused.status_code, "operator" in Consent.objects.get().recipients) == (422, False)


def test_an_intermediary_opens_by_a_consent_that_names_it(desk, now, settings):
    settings.OPERATOR_ROLE = "intermediary"
    facility = make_program(at=now)[1]
    referral, officer, police = sent_by_police(at=now, legs=[facility])
    stand_with(police.public_id, kind=AgreementKind.INTERMEDIARY)
    agreed(referral, facility, officer, police)

    answer = desk.post(page_of(referral), {"task": "open", "why": "reply"})

    assert (answer.status_code, lines_of(answer)) == (200, ["Rosa", "Castillo", "312-555-0142"])


def test_a_note_is_sealed_read_by_coordinators_alone_and_goes_with_the_person(desk, now):
    sender, nurse = make_sender()
    referral = named(at=now, sender=sender)

    desk.post(page_of(referral), {"task": "note", "kind": "not_reached", "note": "Try after six."})

    note = CoordinatorNote.objects.get()
    client = Client()
    sign_in(client, nurse)
    theirs = client.get(f"/referrals/{referral.public_id}/")
    assert "Try after six." in words(desk.get(page_of(referral)))
    assert ("Try after six." in words(theirs), b"after six" in bytes(note.words)) == (False, False)
    assert export_for(subject=referral.subject)["noted_by_coordinators"][0]["words"] == "Try after six."
    erase(subject=referral.subject, at=now)
    note.refresh_from_db()
    assert (note.words, note.kind) == (None, "not_reached")


@pytest.mark.parametrize("typed", [{"note": "x"}, {"kind": "gossip"}, {"kind": "other", "note": "x" * 401}])
def test_a_note_without_a_kind_or_too_long_is_refused(desk, now, typed):
    referral = named(at=now)

    answer = desk.post(page_of(referral), {"task": "note"} | typed)

    assert (answer.status_code, CoordinatorNote.objects.count()) == (422, 0)


def test_database_knows_each_kind_of_note(now):
    referral = named(at=now)

    with pytest.raises(IntegrityError), transaction.atomic():
        CoordinatorNote.objects.create(subject=referral.subject, referral=referral, kind="gossip", at=now)


def test_whom_the_police_sent_is_a_named_task_until_somebody_told_them(desk, operator, now):
    on_call(operator, at=now)
    referral = of_police_and_agreed(now, Stage.SENT, Stage.EXPECTED)
    task = "Call the person: tell them when they are expected."

    before = [task in words(desk.get(address)) for address in (BOARD, page_of(referral))]
    desk.post(page_of(referral), {"task": "note", "kind": "not_reached"})
    still = task in words(desk.get(BOARD))
    desk.post(page_of(referral), {"task": "note", "kind": "told"})

    assert (before, still, task in words(desk.get(BOARD))) == ([True, True], True, False)


def test_a_coordinator_is_called_once_to_ring_whom_the_police_sent_as_soon_as_one_is_there(operator, now):
    of_police_and_agreed(now, Stage.SENT, Stage.EXPECTED)
    nobody = call_for_untold_people(at=now)
    on_call(operator, at=now)

    done = [call_for_untold_people(at=now), call_for_untold_people(at=now + timedelta(minutes=1))]

    assert (nobody, done, RosterPage.objects.count()) == (0, [1, 0], 1)


def test_whom_a_nurse_sent_is_told_by_the_nurse_and_rings_no_coordinator(desk, operator, now):
    on_call(operator, at=now)
    moved(named(at=now), Stage.SENT, Stage.EXPECTED, facility=make_program(at=now)[1], at=now)

    assert (call_for_untold_people(at=now), "Call the person" in words(desk.get(BOARD))) == (0, False)


def test_a_yes_that_ends_is_asked_again_on_paper_without_a_name(desk, operator, now):
    on_call(operator, at=now)
    referral = of_police_and_agreed(now, Stage.SENT, Stage.EXPECTED)
    Consent.objects.update(signed_at=now - timedelta(days=27), expires_at=now + timedelta(days=3))
    place = {"place": referral.facility.public_id}

    offered = words(desk.get(page_of(referral)))
    sheet = desk.post(page_of(referral), {"task": "paper"} | place)
    read = words(sheet).partition('name="read" value="')[2].partition('"')[0]
    signed = {"task": "paper_signed", "read": read} | place
    refused = desk.post(page_of(referral), signed)
    desk.post(page_of(referral), signed | {"kept_at": "Cabinet 3"})

    referral.refresh_from_db()
    assert ("Ask them again." in offered, lines_of(sheet), refused.status_code) == (True, [], 422)
    assert referral.consent == AskedConsent.objects.latest("pk").consent
    assert referral.consent.expires_at > now + timedelta(days=20)


def test_words_on_paper_that_were_not_shown_are_not_signed(desk, now):
    referral = of_police_and_agreed(now)
    place = {"place": referral.legs.first().facility.public_id, "kept_at": "Cabinet 3"}

    answer = desk.post(page_of(referral), {"task": "paper_signed", "read": "other"} | place)

    assert (answer.status_code, Consent.objects.count()) == (422, 1)


def test_who_has_to_be_rung_is_counted_and_each_program_is_named(desk, operator, now):
    on_call(operator, at=now)
    asked, chosen = make_facility(name="Example Asked"), make_facility(name="Example Chosen")
    ask(referral=named(at=now), facilities=[asked], side=Side.SENDER, by=PRODUCT, at=now)
    moved(named(at=now), Stage.SENT, facility=chosen, at=now)
    moved(named(at=now), Stage.SENT, facility=make_program(at=now)[1], at=now)

    shown = words(desk.get(BOARD))

    assert "2 referrals need a person now." in shown
    assert ["Example Asked" in shown, "Call the programs that were asked" in shown] == [True, True]
    assert ["Example Chosen" in shown, "Call the program that was chosen" in shown] == [True, True]
    assert queries.count_who_need_a_human(at=now) == sum(line.needs_a_human for line in queries.board(at=now))


def test_a_call_of_a_roster_leads_to_its_referral(desk, operator, now):
    on_call(operator, at=now)
    referral = named(at=now)
    page(roster=check_switched_on(), about=f"referral:{referral.public_id}", at=now)

    shown = words(desk.get("/desk/rosters/"))

    assert f'href="{page_of(referral)}"' in shown


def test_the_number_of_a_chosen_program_stays_on_the_page_and_its_question_is_not_late(desk, operator, now):
    on_call(operator, at=now)
    chosen, other = make_facility(), make_facility()
    referral = named(at=now)
    ask(referral=referral, facilities=[chosen, other], side=Side.SENDER, by=PRODUCT, at=now)
    agree_to(referral, chosen, at=now)
    pick(referral=referral, facility=chosen, side=Side.SENDER, by=PRODUCT, at=now)

    shown = words(desk.get(page_of(referral)))

    assert (chosen.phone in shown, "Nobody answered within a day." in shown) == (True, False)
    assert ("This program was chosen." in shown, "It had not answered when" in shown) == (True, True)


def test_a_coordinator_chooses_by_the_need_and_reads_nothing_that_points_to_one_person(desk, operator, now):
    on_call(operator, at=now)
    need = replace(NEED, trait=Trait.REGISTERED_OFFENSE)
    referral, _, _ = sent_by_police(at=now, need=need)

    shown = words(desk.get(page_of(referral)))

    said = ("Takes or wants buprenorphine", "Medicaid", "An adult", "Has a registered offense")
    assert [each in shown for each in said] == [True, True, True, False]


def test_where_one_said_yes_the_sender_chooses_and_nobody_rings_the_others(desk, operator, now):
    on_call(operator, at=now)
    yes, silent = make_program(at=now)[1], make_facility()
    questions = ask(referral=named(at=now), facilities=[yes, silent], side=Side.SENDER, by=PRODUCT, at=now)
    before = queries.count_who_need_a_human(at=now)

    answer_question(question=questions[0], answer=Answer.YES, way=Way.DESK, by=PRODUCT, at=now)

    assert (before, queries.count_who_need_a_human(at=now)) == (1, 0)
    assert "Call the programs" not in words(desk.get(BOARD))


def test_what_waits_in_time_is_marked_and_not_called_late(desk, operator, now):
    on_call(operator, at=now)
    moved(named(at=now), Stage.SENT, facility=make_facility(), at=now)

    shown = words(desk.get(BOARD))

    assert ("card waits soon" in shown, "card waits late" in shown) == (True, False)


def of_custody(now, **facts):
    custody, _ = make_sender(kind="custody", role="officer")
    return named(at=now, sender=custody, **facts)


def test_a_coordinator_moves_the_day_of_release_where_custody_rings_and_reads_none(desk, now):
    day, later = now.date() + timedelta(days=21), now.date() + timedelta(days=40)
    first_day = {"first_day_medicine": "supply", "first_day_naloxone": "handed_over"}
    referral = of_custody(now, release_on=day, **first_day)

    offered = words(desk.get(page_of(referral)))
    desk.post(page_of(referral), {"task": "release", "release_on": later.isoformat()})

    referral.refresh_from_db()
    assert ("The day of release moved" in offered, day.isoformat() in offered) == (True, False)
    assert (referral.release_on, referral.first_day_medicine) == (later, "supply")


@pytest.mark.parametrize("typed", ["", "soon", "2020-01-01"])
def test_no_day_of_release_that_cannot_be_is_saved_by_a_coordinator(desk, now, typed):
    referral = of_custody(now)

    answer = desk.post(page_of(referral), {"task": "release", "release_on": typed})

    referral.refresh_from_db()
    assert (answer.status_code, referral.release_on) == (422, None)


def test_a_coordinator_moves_no_day_of_who_has_a_sender_to_move_it(desk, now):
    referral = named(at=now)

    answer = desk.post(page_of(referral), {"task": "release", "release_on": (now.date()).isoformat()})

    assert (answer.status_code, "The day of release moved" in words(answer)) == (422, False)


TURNED_AWAY_OR_NOT = "The person says they were turned away; the program says they did not come."


def in_conflict(now, **facts):
    """Expected yesterday; the program says that they did not come, and the person that they were turned away."""
    before = now - timedelta(days=1)
    facility = make_program(at=before)[1]
    referral = moved(named(at=before, **facts), Stage.SENT, Stage.EXPECTED, facility=facility, at=before)
    moved(referral, Stage.NO_SHOW, at=now - timedelta(minutes=20))
    at = now - timedelta(minutes=10)
    say_by_receipt(referral=referral, account=Account.TURNED_AWAY, by=PRODUCT, at=at)
    return Referral.objects.get(pk=referral.pk)


def test_words_stand_for_whatever_two_accounts_need_a_human():
    pairs = [(program, person) for program in (None, *Account) for person in (None, *Account)]

    assert set(ACCOUNTS) == {pair for pair in pairs if needs_human(*pair)}


def test_accounts_that_differ_are_said_on_the_board_at_once_and_stand_first(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=2))
    calm = named(at=now)
    referral = in_conflict(now)

    shown, page_shown = words(desk.get(BOARD)), words(desk.get(page_of(referral)))

    assert [TURNED_AWAY_OR_NOT in each for each in (shown, page_shown)] == [True, True]
    assert ["The two accounts differ" in shown, "Did not come so far" in shown, "card waits soon" in shown] == [
        True,
        False,
        True,
    ]
    assert ("1 referral needs a person now." in shown, "Waits for you" in shown) == (True, True)
    assert shown.index(referral.public_id) < shown.index(calm.public_id)
    assert [name for name in NAMES if name in shown + page_shown] == []


def test_accounts_that_differ_wait_for_us_though_the_ladder_is_on_its_way(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=9))
    Referral.objects.filter(pk=in_conflict(now).pk).update(rung=Rung.REMINDED, rung_at=now)

    shown = words(desk.get(BOARD))

    assert ("Waits for you" in shown, "Late: we remind them" in shown) == (True, False)


def test_accounts_that_differ_are_a_task_until_a_coordinator_noted_whom_they_asked(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=2))
    referral = in_conflict(now)

    desk.post(page_of(referral), {"task": "note", "kind": "not_reached"})
    still = "Ask what happened, and note whom you asked." in words(desk.get(BOARD))
    desk.post(page_of(referral), {"task": "note", "kind": "told"})

    shown, told = words(desk.get(BOARD)), words(desk.get(page_of(referral)))
    assert (still, TURNED_AWAY_OR_NOT in shown, "Did not come so far" in shown) == (True, False, True)
    assert "The person says they were turned away" in told  # settled, and still to be read in what happened


def test_what_a_program_did_at_its_desk_is_told_once_in_what_happened(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=2))
    referral = in_conflict(now)

    told = words(desk.get(page_of(referral)))
    happened = told[told.index("What happened so far") :]

    assert (happened.count("Did not come so far"), happened.count("The program says")) == (1, 0)
    assert happened.index("Did not come so far") < happened.index("The person says they were turned away")


def test_accounts_of_who_asked_to_be_forgotten_are_read_by_nobody(now):
    referral = in_conflict(now)
    before = [each.referral_id for each in accounts_heard(referral=referral)]

    ask_erasure(subject=referral.subject, by=PRODUCT, at=now)

    assert (before, list(accounts_heard(referral=referral))) == ([referral.pk], [])


def test_whom_one_account_calls_turned_away_stays_on_the_board_after_the_end(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=2))
    referral = in_conflict(now)
    moved(referral, Stage.FAILED, at=now)

    shown = words(desk.get(BOARD))

    assert (TURNED_AWAY_OR_NOT in shown, "1 referral needs a person now." in shown) == (True, True)
    assert queries.count_who_need_a_human(at=now) == sum(line.needs_a_human for line in queries.board(at=now))


def test_call_about_two_accounts_is_taken_by_nobody_who_took_an_older_one(desk, operator, now):
    on_call(operator, at=now - timedelta(days=2))
    before = now - timedelta(days=1)
    referral = moved(named(at=before), Stage.SENT, Stage.EXPECTED, facility=make_program(at=before)[1], at=before)
    page(roster=check_switched_on(), about=f"referral:{referral.public_id}", at=before)
    desk.post(page_of(referral), {"task": "take"})
    say_by_receipt(referral=referral, account=Account.TURNED_AWAY, by=PRODUCT, at=now)

    shown = words(desk.get(BOARD))
    desk.post(page_of(referral), {"task": "take"})

    assert ("1 referral needs a person now." in shown, "A coordinator has it" in shown) == (True, False)
    assert "A coordinator has it" in words(desk.get(BOARD))


def test_the_board_asks_as_often_for_three_that_differ_as_for_one(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=2))
    desk.get(BOARD)  # what a first visit asks once
    counts = []
    for more in (1, 2):
        for _ in range(more):
            in_conflict(now, sender=None)
        with CaptureQueriesContext(connection) as asked:
            desk.get(BOARD)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_what_a_program_says_later_at_its_desk_changes_the_words(desk, operator, now):
    on_call(operator, at=now - timedelta(hours=2))
    before = now - timedelta(days=1)
    referral = moved(named(at=before), Stage.SENT, Stage.EXPECTED, facility=make_program(at=before)[1], at=before)
    say_by_receipt(referral=referral, account=Account.TURNED_AWAY, by=PRODUCT, at=now - timedelta(minutes=10))
    alone = "the program has not said." in words(desk.get(BOARD))
    moved(referral, Stage.ARRIVED, at=now)

    read_log(FollowUp.objects.get().pk, now)

    both = "The person says they were turned away; the program says it took them in."
    assert (alone, both in words(desk.get(BOARD))) == (True, True)


def alone_and_missed(now):
    """Asked a program by themselves, and did not come: it is our turn."""
    before = now - timedelta(hours=4)
    facility = make_program(at=before)[1]
    referral = named(at=before, sender=None, legs=[facility])
    agree_to(referral, facility, at=before)
    move(referral=referral, to=Stage.SENT, side=Side.PERSON, by=PRODUCT, at=before, facility=facility)
    return moved(referral, Stage.EXPECTED, Stage.NO_SHOW, at=before)


def test_whom_no_yes_lets_us_know_is_rung_by_no_coordinator(desk, operator, now):
    on_call(operator, at=now)
    alone = alone_and_missed(now)
    by_police, _, _ = sent_by_police(at=now)

    shown, theirs, of_police = (words(desk.get(path)) for path in (BOARD, page_of(alone), page_of(by_police)))

    assert [each.count("Call the person") for each in (shown, theirs, of_police)] == [0, 0, 0]
    assert ["We may not call this person. They come back with their number." in each for each in (shown, theirs)] == [
        True,
        True,
    ]
    assert "We may not call this person. Ask whoever has them to call them." in of_police


def test_program_that_somebody_asked_themselves_is_said_to_be_asked_by_them(desk, operator, now):
    on_call(operator, at=now)
    referral = alone_and_missed(now)

    shown = words(desk.get(page_of(referral)))

    assert ["The person asked this program themselves." in shown, "was not asked about" in shown] == [True, False]
    assert ["Choose this program" in shown, "Ask the person to agree" in shown] == [True, False]


def test_program_that_somebody_asked_themselves_is_asked_about_again_once_their_yes_ended(desk, operator, now):
    on_call(operator, at=now)
    referral = alone_and_missed(now)
    withdraw_consent(consent=referral.consent, by=PRODUCT, at=now)

    shown = words(desk.get(page_of(referral)))

    assert ["The person agreed, and that has ended." in shown, "Ask the person to agree" in shown] == [True, True]


def test_who_agreed_already_is_to_be_chosen_for_and_not_rung_again(desk, operator, now):
    on_call(operator, at=now)
    waits, _, _ = sent_by_police(at=now, legs=[make_program(at=now)[1]])
    referral = of_police_and_agreed(now)

    shown, on_board = words(desk.get(page_of(referral))), words(desk.get(BOARD))

    assert ["The person agreed to a program: choose it." in each for each in (shown, on_board)] == [True, True]
    assert ("ask which program may learn" in shown, on_board.count("choose it.")) == (False, 1)
    assert on_board.count(waits.public_id) > 0


@pytest.mark.parametrize("phone", ["", "312-555-0142"])
def test_who_left_no_number_is_said_to_have_left_none(desk, operator, now, phone):
    on_call(operator, at=now)
    subject = open_subject(by=PRODUCT, at=now)
    police, officer = make_sender(kind="police", role="officer")
    facility = make_program(at=now)[1]
    facts = {"subject": subject, "sender": police, "legs": [facility], "words": {"alias": "Rosa", "phone": phone}}
    referral = make_referral(at=now, **facts)
    agreed(referral, facility, officer, police)

    shown = words(desk.post(page_of(referral), {"task": "open", "why": "ring"}))

    assert ("Rosa" in shown, "They left no number. Ask whoever has them" in shown) == (True, not phone)


def test_the_board_says_who_sent_them_only_where_a_live_consent_names_us(desk, operator, now):
    on_call(operator, at=now)
    known, unknown = of_police_and_agreed(now), sent_by_police(at=now)[0]
    sent_by = f"Sent by {known.sender.name}"

    shown = words(desk.get(BOARD))
    pages = [words(desk.get(page_of(each))) for each in (known, unknown)]
    Consent.objects.update(revoked_at=timezone.now())
    later = words(desk.get(BOARD))

    assert (sent_by in shown, shown.count("Sent by"), later.count("Sent by")) == (True, 1, 0)
    assert ["Sent by" in page for page in pages] == [True, False]


def test_who_works_for_the_programs_reads_no_sender_on_the_board(desk, operator, now, settings):
    settings.OPERATOR_ROLE = "ba_qso"
    on_call(operator, at=now)
    of_police_and_agreed(now)

    shown = words(desk.get(BOARD))

    assert ("choose it." in shown, "Sent by" in shown) == (True, False)


@pytest.mark.parametrize(
    ("stages", "has_them", "buttons"),
    [
        ((), False, ["Choose this program"]),
        ((Stage.SENT, Stage.WAITLISTED), True, []),
        ((Stage.SENT, Stage.EXPECTED, Stage.NO_SHOW), True, ["Choose this program again"]),
    ],
)
def test_the_program_that_has_the_person_is_said_to_and_not_offered_as_the_next(desk, now, stages, has_them, buttons):
    referral = of_police_and_agreed(now, *stages)

    shown = words(desk.get(page_of(referral)))

    offered = [each for each in ("Choose this program", "Choose this program again") if f"{each}<" in shown]
    assert ("This program has the person now." in shown, offered) == (has_them, buttons)


def test_a_coordinator_is_offered_to_take_back_only_what_the_person_agreed_to(desk, now):
    asked, agreed_to = sent_by_police(at=now)[0], of_police_and_agreed(now)

    shown = [words(desk.get(page_of(each))) for each in (asked, agreed_to)]

    assert ["The person takes their consent back" in page for page in shown] == [False, True]
