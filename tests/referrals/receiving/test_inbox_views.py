"""A program's own desk: what it is asked, who chose it, and nothing of anybody else's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.people import make_organization, make_staff
from factories import make_facility
from handrail.accounts.models import Membership, SignIn
from handrail.messaging.models import RosterPage
from handrail.privacy.consenting.actions import withdraw_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import Agreement, AgreementEnd, AuditEntry, Consent, Disclosure
from handrail.referrals.agreeing.actions import withdraw
from handrail.referrals.answering.actions import answer_question
from handrail.referrals.asking.actions import ask
from handrail.referrals.coordinating.queries import board
from handrail.referrals.domain.ladder import Rung
from handrail.referrals.domain.questions import Answer, Way
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import WITH_A_PROGRAM, Stage
from handrail.referrals.models import Question, Referral
from handrail.referrals.receiving.words import HEADINGS
from handrail.referrals.wall_times import wall_time
from handrail.web.formats import format_date
from referrals.on_call import keep_coordinators
from referrals.samples import agree_to, make_program, make_receiver, make_referral, make_sender, moved
from signing_in import sign_in

pytestmark = pytest.mark.django_db

OVER = "This request is over for you. Nothing of it is shown any more, and you need do nothing."


def make_desk(*, role="intake"):
    organization, facility = make_program(at=timezone.now())
    user = make_receiver(organization, role=role)
    return organization, facility, browser_of(user), user


def browser_of(user):
    browser = Client()
    sign_in(browser, user)
    return browser


def make_question(facility, **facts):
    at = timezone.now()
    referral = make_referral(**{"sender": make_sender(at=at)[0], "at": at} | facts)
    [question] = ask(referral=referral, facilities=[facility], side=Side.SENDER, by=PRODUCT, at=at)
    return question


def make_person(facility, *stages, **facts):
    at = timezone.now()
    referral = make_referral(**{"sender": make_sender(at=at)[0], "at": at, "words": {"alias": "Rosalinda"}} | facts)
    return moved(referral, Stage.SENT, *stages, facility=facility, at=at)


def make_lost(facility):
    withdraw(referral=make_person(facility), by=PRODUCT, at=timezone.now())


def body(response):
    return response.content.decode()


def test_the_inbox_shows_questions_and_people_and_no_name():
    _, facility, browser, _ = make_desk()
    question, referral = make_question(facility), make_person(facility)

    shown = body(browser.get("/referrals/inbox/"))

    assert "2 people wait for an answer." in shown
    assert [f"/referrals/inbox/question/{question.public_id}/" in shown, f"/{referral.public_id}/" in shown] == [
        True
    ] * 2
    assert [word for word in ("Rosalinda", question.referral.sender.name, referral.sender.name) if word in shown] == []


def test_list_shows_nobody_who_took_it_back_a_moment_ago():
    _, facility, browser, _ = make_desk()
    referral = make_person(facility)
    before = f"/{referral.public_id}/" in body(browser.get("/referrals/inbox/"))

    withdraw_consent(consent=referral.consent, by=PRODUCT, at=timezone.now())

    after = f"/{referral.public_id}/" in body(browser.get("/referrals/inbox/"))
    assert (before, after) == (True, False)


def test_list_shows_nobody_who_agreed_to_who_kept_the_page_before():
    _, facility, browser, _ = make_desk()
    referral = make_person(facility)
    Consent.objects.filter(pk=referral.consent_id).update(recipients=["another-program"])

    shown = body(browser.get("/referrals/inbox/"))

    assert f"/{referral.public_id}/" not in shown


def test_what_is_due_first_stands_first():
    _, facility, browser, _ = make_desk()
    later = make_person(facility, urgency="next_day")
    sooner = make_person(facility, urgency="now")

    shown = body(browser.get("/referrals/inbox/"))

    assert shown.index(sooner.public_id) < shown.index(later.public_id)
    assert "minutes\u00a0left" in shown


def test_another_program_sees_nothing_of_it():
    _, facility, _, _ = make_desk()
    question, referral = make_question(facility), make_person(facility)
    _, _, other, _ = make_desk()

    shown = body(other.get("/referrals/inbox/"))
    statuses = [
        other.get(f"/referrals/inbox/question/{question.public_id}/").status_code,
        other.post(f"/referrals/inbox/question/{question.public_id}/", {"answer": "yes", "seen": ""}).status_code,
        other.get(f"/referrals/inbox/{referral.public_id}/").status_code,
        other.post(f"/referrals/inbox/{referral.public_id}/").status_code,
    ]

    question.refresh_from_db()
    assert ("Nobody waits for an answer." in shown, statuses, question.answer) == (True, [404] * 4, "")
    assert Disclosure.objects.count() == 0


@pytest.mark.parametrize("role", ["peer", "referrer", "privacy_officer"])
def test_a_role_that_answers_for_nobody_finds_nothing(role):
    organization, facility, _, _ = make_desk()
    question, referral = make_question(facility), make_person(facility)
    browser = browser_of(make_staff(organization=organization, role=role, word=f"stranger{len(role)}"))

    addresses = ("", "lines/", f"question/{question.public_id}/", f"{referral.public_id}/")
    statuses = [browser.get(f"/referrals/inbox/{address}").status_code for address in addresses]

    assert statuses == [404] * 4


def test_whose_membership_ended_finds_nothing():
    _, facility, browser, user = make_desk()
    referral = make_person(facility)
    Membership.objects.filter(user=user).update(ended_at=timezone.now())

    response = browser.post(f"/referrals/inbox/{referral.public_id}/")

    assert (response.status_code, Disclosure.objects.count()) == (404, 0)


def test_a_program_that_gave_its_page_back_finds_nobody():
    organization, facility, browser, _ = make_desk()
    referral, question = make_person(facility), make_question(facility)
    claim = facility.claims.get()
    facility.claims.update(state="withdrawn", ended_at=timezone.now(), ended_by=claim.asked_by)

    statuses = [
        browser.post(f"/referrals/inbox/{referral.public_id}/").status_code,
        browser.get(f"/referrals/inbox/question/{question.public_id}/").status_code,
    ]

    assert (statuses, organization.ended_at) == ([404] * 2, None)


def test_a_question_is_answered_at_the_desk_in_one_press():
    _, facility, browser, user = make_desk()
    question = make_question(facility)

    response = browser.post(f"/referrals/inbox/question/{question.public_id}/", {"answer": "yes", "seen": ""})

    question.refresh_from_db()
    assert "We told whoever asks" in body(response)
    assert (question.answer, question.answered_way, question.answered_by) == ("yes", "desk", user.public_id)


def test_a_question_of_a_merged_row_is_the_kept_rows():
    _, facility, browser, _ = make_desk()
    row = make_facility()
    question = make_question(row)
    row.merged_into = facility
    row.save()

    response = browser.get(f"/referrals/inbox/question/{question.public_id}/")

    assert (response.status_code, "Medicaid" in body(response)) == (200, True)


def test_a_question_is_gone_after_a_day_and_once_somebody_else_was_picked():
    _, facility, browser, _ = make_desk()
    old, lost = make_question(facility), make_question(facility)
    Question.objects.filter(pk=old.pk).update(asked_at=timezone.now() - timedelta(hours=25))
    Question.objects.filter(pk=lost.pk).update(gone_at=timezone.now())

    shown = body(browser.get("/referrals/inbox/"))
    statuses = [browser.get(f"/referrals/inbox/question/{each.public_id}/").status_code for each in (old, lost)]

    assert ("No question waits." in shown, statuses) == (True, [404] * 2)


def test_who_it_is_comes_by_a_press_and_is_accounted_for_each_time():
    organization, facility, browser, user = make_desk()
    referral = make_person(facility)
    address = f"/referrals/inbox/{referral.public_id}/"

    looked = body(browser.get(address))
    before = Disclosure.objects.count()
    shown = [body(browser.post(address)) for _ in range(2)]

    referral.refresh_from_db()
    assert ("Rosalinda" in looked, before) == (False, 0)
    assert [("Rosalinda" in page, "42 CFR part 2" in page) for page in shown] == [(True, True)] * 2
    lines = Disclosure.objects.values_list("recipient", "by_id")
    assert list(lines) == [(organization.public_id, user.public_id)] * 2
    assert (referral.stage, AuditEntry.objects.filter(what="referral.opened").count()) == (Stage.ACKNOWLEDGED, 1)


def test_consent_that_was_withdrawn_shows_nobody_and_says_so():
    _, facility, browser, _ = make_desk()
    referral = make_person(facility)
    withdraw_consent(consent=Consent.objects.get(), by=PRODUCT, at=timezone.now())
    address = f"/referrals/inbox/{referral.public_id}/"

    responses = [browser.get(address), browser.post(address), browser.post(address, {"task": "list", "position": "1"})]

    assert [response.status_code for response in responses] == [404] * 3
    assert [OVER in body(response) for response in responses] == [True] * 3
    assert [("Rosalinda" in body(response), "Medicaid" in body(response)) for response in responses] == [
        (False, False)
    ] * 3
    assert (Referral.objects.get().stage, Disclosure.objects.count()) == (Stage.SENT, 0)


def test_a_program_says_no_with_who_and_why_and_sees_them_no_more():
    _, facility, browser, _ = make_desk()
    referral = make_person(facility)
    address = f"/referrals/inbox/{referral.public_id}/"
    browser.post(address)

    done = browser.post(address, {"task": "decline", "who": "person", "reason": "too_far", "seen": "2"})
    after = browser.post(address)

    step = referral.history.last()
    assert ("another program" in body(done), after.status_code) == (True, 404)
    assert (step.declined_by, step.reason) == ("person", "too_far")


def test_the_list_that_is_asked_for_by_itself_makes_no_sign_in_last_longer():
    _, facility, browser, _ = make_desk()
    make_person(facility)
    long_ago = timezone.now() - timedelta(minutes=10)
    SignIn.objects.update(began_at=long_ago, seen_at=long_ago)

    polled = browser.get("/referrals/inbox/lines/")
    after_polling = SignIn.objects.get().seen_at
    browser.get("/referrals/inbox/")

    assert ("1 person waits" in body(polled), "<html" in body(polled)) == (True, False)
    assert (after_polling, SignIn.objects.get().seen_at > long_ago) == (long_ago, True)


def test_the_page_asks_for_its_list_and_works_without_script():
    _, facility, browser, _ = make_desk()
    make_question(facility)

    shown = body(browser.get("/referrals/inbox/"))

    assert 'hx-get="/referrals/inbox/lines/"' in shown
    assert '<button class="button" name="answer" value="yes">' in shown


@pytest.mark.parametrize("make", [make_question, make_person, make_lost])
def test_as_many_queries_for_one_line_as_for_three(make):
    _, facility, browser, _ = make_desk()
    counts = []

    for more in (1, 2):
        for _ in range(more):
            make(facility)
        browser.get("/referrals/inbox/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get("/referrals/inbox/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_stranger_signs_in_first_and_a_person_finds_nothing():
    person = browser_of(make_staff(organization=make_organization(kind="hospital"), role="nurse", word="elsewhere"))

    statuses = [browser.get("/referrals/inbox/").status_code for browser in (Client(), person)]

    assert statuses == [302, 404]


def test_the_question_of_what_has_ended_is_gone_after_a_day():
    _, facility, browser, _ = make_desk()
    question = make_question(facility)
    moved(question.referral, Stage.CANCELED, at=timezone.now())
    address = f"/referrals/inbox/question/{question.public_id}/"
    before = browser.get(address)
    Question.objects.update(gone_at=timezone.now())

    after = browser.get(address)

    assert (before.status_code, "Medicaid" in body(before), after.status_code) == (200, False, 404)


def the_paper_runs_out(sender):
    at = timezone.now()
    paper = Agreement.objects.get(organization_id=sender.public_id)
    AgreementEnd.objects.create(agreement=paper, ends_on=at.date(), recorded_by="ana", recorded_at=at)


def test_a_paper_that_ran_out_is_not_said_to_be_the_persons_doing_and_a_coordinator_is_called():
    keep_coordinators(at=timezone.now())
    _, facility, browser, _ = make_desk()
    referral = make_person(facility)
    the_paper_runs_out(referral.sender)
    address = f"/referrals/inbox/{referral.public_id}/"

    responses = [browser.get(address), browser.post(address), browser.post(address)]

    assert [OVER in body(response) for response in responses] == [False] * 3
    assert ["Our coordinator looks into it" in body(response) for response in responses] == [True] * 3
    assert RosterPage.objects.get().about == f"referral:{referral.public_id}"


def test_where_no_coordinator_is_there_the_ladder_calls_one_later():
    _, facility, browser, _ = make_desk()
    referral = make_person(facility)
    the_paper_runs_out(referral.sender)

    browser.post(f"/referrals/inbox/{referral.public_id}/")

    assert Referral.objects.get().rung == Rung.NEXT_ASKED


def test_a_program_reads_the_day_of_release_and_what_they_bring_before_it_says_when_it_expects_them():
    _, facility, browser, _ = make_desk()
    day = timezone.now().date() + timedelta(days=21)
    first_day = {"first_day_medicine": "not_arranged", "first_day_naloxone": "handed_over"}
    referral = make_person(facility, release_on=day, **first_day)
    address = f"/referrals/inbox/{referral.public_id}/"

    listed, closed, shown = (
        body(browser.get("/referrals/inbox/")),
        body(browser.get(address)),
        body(browser.post(address)),
    )

    assert ["In two weeks to a month" in page for page in (listed, closed, shown)] == [True] * 3
    assert [f"Released on {format_date(day, 'en')}" in page for page in (listed, closed, shown)] == [False, False, True]
    assert ("They come without medicine." in shown, "They bring it with them" in shown) == (True, True)
    assert f'name="expect-day" type="date" value="{day.isoformat()}"' in shown


def test_a_time_before_the_gate_opens_is_said_to_be_too_early():
    _, facility, browser, _ = make_desk()
    first_day = {"first_day_medicine": "supply", "first_day_naloxone": "handed_over"}
    today = timezone.now().date()
    referral = make_person(facility, Stage.ACKNOWLEDGED, Stage.EXPECTED, release_on=today, **first_day)
    later = today + timedelta(days=9)
    Referral.objects.filter(pk=referral.pk).update(release_on=later)

    shown = body(browser.post(f"/referrals/inbox/{referral.public_id}/"))

    assert "They are released after the time you gave." in shown
    assert f'name="expect-day" type="date" value="{later.isoformat()}"' in shown


def test_whoever_loses_somebody_reads_that_it_is_over_and_a_stranger_finds_nothing():
    _, facility, browser, _ = make_desk()
    _, another, other, _ = make_desk()
    chose_another, took_back = (make_person(facility, Stage.ACKNOWLEDGED, Stage.WAITLISTED) for _ in range(2))
    addresses = [f"/referrals/inbox/{each.public_id}/" for each in (chose_another, took_back)]

    agree_to(chose_another, another, at=timezone.now())
    moved(chose_another, Stage.SENT, facility=another, at=timezone.now())
    withdraw(referral=took_back, by=PRODUCT, at=timezone.now())

    pages = [body(answer(address)) for address in addresses for answer in (browser.get, browser.post)]
    listed, elsewhere = body(browser.get("/referrals/inbox/")), body(other.get("/referrals/inbox/"))
    alike = {page[page.index("<main") : page.index("</main>")] for page in pages}
    assert ([page.count(OVER) for page in pages], len(alike)) == ([1] * 4, 1)
    assert (listed.count(OVER), elsewhere.count(OVER)) == (2, 0)
    assert (OVER in body(other.get(addresses[1])), "Someone chose you" in body(other.get(addresses[0]))) == (
        False,
        True,
    )
    assert [word for word in ("Rosalinda", "Medicaid", "consent", another.name) if word in listed + pages[0]] == []


def test_that_it_is_over_stands_in_the_inbox_for_three_days_and_the_page_still_says_so():
    _, facility, browser, _ = make_desk()
    long_ago = timezone.now() - timedelta(days=3, hours=1)
    referral = make_referral(sender=make_sender(at=long_ago)[0], at=long_ago)
    moved(referral, Stage.SENT, facility=facility, at=long_ago)
    withdraw(referral=referral, by=PRODUCT, at=long_ago + timedelta(minutes=30))

    listed, page = browser.get("/referrals/inbox/"), browser.get(f"/referrals/inbox/{referral.public_id}/")

    assert (OVER in body(listed), OVER in body(page)) == (False, True)


def test_what_the_program_ended_itself_or_has_again_is_no_news_to_it():
    _, facility, browser, _ = make_desk()
    make_person(facility, Stage.DECLINED)
    make_person(facility, Stage.EXPECTED, Stage.ARRIVED, Stage.COMPLETED)
    again = make_person(facility, Stage.DECLINED)
    agree_to(again, facility, at=timezone.now())
    moved(again, Stage.SENT, facility=facility, at=timezone.now())

    shown = body(browser.get("/referrals/inbox/"))
    page = body(browser.get(f"/referrals/inbox/{again.public_id}/"))

    assert (OVER in shown, OVER in page, f"/{again.public_id}/" in shown) == (False, False, True)


def test_who_agreed_to_whoever_kept_the_page_before_is_not_told_of_at_all():
    _, facility, browser, _ = make_desk()
    referral = make_person(facility)
    withdraw(referral=referral, by=PRODUCT, at=timezone.now())
    Consent.objects.filter(subject=referral.subject).update(recipients=["another-program"])

    listed, page = browser.get("/referrals/inbox/"), browser.get(f"/referrals/inbox/{referral.public_id}/")

    assert (OVER in body(listed), OVER in body(page), page.status_code) == (False, False, 404)


def test_a_question_that_is_gone_says_so_to_whom_it_was_asked_alone():
    _, facility, browser, _ = make_desk()
    _, _, other, _ = make_desk()
    question = make_question(facility)
    Question.objects.filter(pk=question.pk).update(gone_at=timezone.now())
    address = f"/referrals/inbox/question/{question.public_id}/"

    answers = [body(each.get(address)) for each in (browser, other)]

    assert [(OVER in page, "Medicaid" in page) for page in answers] == [(True, False), (False, False)]


def test_who_came_waits_for_no_answer_and_the_clock_says_what_it_is_for():
    _, facility, browser, _ = make_desk()
    referral = make_person(facility, Stage.EXPECTED, Stage.ARRIVED)

    shown = body(browser.get("/referrals/inbox/"))
    one = body(browser.get(f"/referrals/inbox/{referral.public_id}/"))

    assert ("Nobody waits for an answer." in shown, "whether care has begun<" in shown) == (True, True)
    assert ("<h1>Someone is with you</h1>" in one, "on the way to you" in one) == (True, False)


def test_a_clock_of_somebody_else_is_not_shown_as_the_programs_own():
    _, facility, browser, _ = make_desk()
    referral = make_person(facility, Stage.EXPECTED, Stage.NO_SHOW)
    past = timezone.now() - timedelta(days=1)
    Referral.objects.filter(pk=referral.pk).update(due_at=past, expected_at=past)

    shown = body(browser.get("/referrals/inbox/"))
    one = body(browser.get(f"/referrals/inbox/{referral.public_id}/"))

    assert ["Others have to act" in shown, "Was expected: " in shown, "Did not come so far" in shown] == [True] * 3
    assert ["Late since" in shown, "waits late" in shown, ">Expected: " in shown, "Late since" in one] == [False] * 4


def test_a_far_limit_is_not_read_as_the_answer():
    _, facility, browser, _ = make_desk()
    referral = make_person(facility, Stage.EXPECTED)
    due = timezone.now() + timedelta(days=2)
    Referral.objects.filter(pk=referral.pk).update(due_at=due)

    shown = body(browser.get("/referrals/inbox/"))

    moment = wall_time(due, zone="America/Chicago", language="en")
    assert f"Say by {moment} whether they came" in shown


def test_who_is_opened_still_shows_how_much_time_is_left():
    _, facility, browser, _ = make_desk()
    referral = make_person(facility, Stage.ACKNOWLEDGED)
    Referral.objects.filter(pk=referral.pk).update(due_at=timezone.now() + timedelta(hours=3, minutes=30))

    opened = body(browser.post(f"/referrals/inbox/{referral.public_id}/"))

    assert ("Rosalinda" in opened, "Waits for your answer · 3 h 29 min left" in opened.replace("\xa0", " ")) == (
        True,
        True,
    )


def test_the_words_of_the_rule_are_kept_in_english_and_told_in_spanish():
    _, facility, browser, _ = make_desk()
    referral = make_person(facility)

    pages = [body(browser.post(f"{root}/referrals/inbox/{referral.public_id}/")) for root in ("", "/es")]

    assert [page.count('<p lang="en">42 CFR part 2 prohibits unauthorized use') for page in pages] == [1, 1]
    assert ["La norma 42 CFR" in page for page in pages] == [False, True]


def test_the_list_says_when_somebody_is_expected_and_opens_nobody():
    _, facility, browser, _ = make_desk()
    referral = make_person(facility, Stage.EXPECTED)

    shown = body(browser.get("/referrals/inbox/"))

    moment = wall_time(referral.expected_at, zone="America/Chicago", language="en")
    assert (f"Expected: {moment}" in shown, Disclosure.objects.count()) == (True, 0)


@pytest.mark.parametrize("stage", sorted(WITH_A_PROGRAM))
def test_every_stage_with_a_program_has_its_heading(stage):
    assert HEADINGS[stage] != ""


def test_a_program_may_not_end_the_search_for_whom_police_sent_and_a_coordinator_keeps_the_task():
    _, facility, browser, _ = make_desk()
    police = make_sender(kind="police", role="officer", at=timezone.now())[0]
    referral = make_person(facility, Stage.EXPECTED, Stage.NO_SHOW, sender=police)
    address = f"/referrals/inbox/{referral.public_id}/"

    shown = body(browser.post(address))
    forged = {"task": "failed", "outcome": "could_not_be_reached", "seen": str(referral.moves)}
    answer = browser.post(address, forged)

    [line] = board(at=timezone.now())
    assert ("Nobody could reach them" in shown, "They found care elsewhere" in shown) == (False, True)
    assert (answer.status_code, "Our coordinator looks for them." in body(answer)) == (422, True)
    assert (line.referral, line.needs_a_human) == (referral, True)


def test_a_card_carries_the_number_by_which_others_speak_of_them():
    _, facility, browser, _ = make_desk()
    number = make_person(facility).public_id

    listed, page = body(browser.get("/referrals/inbox/")), body(browser.get(f"/referrals/inbox/{number}/"))

    in_groups = f"number {number[:4]}\u00a0{number[4:8]}\u00a0{number[8:]}"
    assert (in_groups in listed, in_groups in page) == (True, True)


@pytest.mark.parametrize("answer", [Answer.NO, Answer.YES])
def test_what_was_answered_has_no_clock(answer):
    _, facility, browser, _ = make_desk()
    question = make_question(facility, urgency="today")
    before = body(browser.get("/referrals/inbox/"))
    reason = {"reason": DeclineReason.NO_PLACE} if answer is Answer.NO else {}
    answer_question(question=question, answer=answer, way=Way.DESK, by=PRODUCT, at=timezone.now(), **reason)

    after = body(browser.get("/referrals/inbox/"))

    assert ["min\u00a0left" in shown for shown in (before, after)] == [True, False]
    assert ["You answered" in shown for shown in (before, after)] == [False, True]


@pytest.mark.parametrize(
    ("stages", "to_do"),
    [
        ((), "Please answer now. Late since: {}<"),
        ((Stage.WAITLISTED,), "Please say how your list stands. Late since: {}<"),
        ((Stage.HELD,), "You kept it until: {}. Please say how it goes on.<"),
        ((Stage.EXPECTED,), "Please say whether they came. Late since: {}<"),
        ((Stage.EXPECTED, Stage.ARRIVED), "Please say whether care has begun. Late since: {}<"),
    ],
)
def test_what_is_late_says_what_to_do_and_since_when(stages, to_do):
    _, facility, browser, _ = make_desk()
    referral = make_person(facility, *stages)
    past = timezone.now() - timedelta(hours=2)
    Referral.objects.filter(pk=referral.pk).update(due_at=past)

    shown = body(browser.get("/referrals/inbox/"))

    assert to_do.format(wall_time(past, zone="America/Chicago", language="en")) in shown


def test_an_answer_can_be_changed_while_it_counts():
    _, facility, browser, _ = make_desk()
    question = make_question(facility)
    address = f"/referrals/inbox/question/{question.public_id}/"

    answered = body(browser.post(address, {"answer": "no", "reason": "no_place", "seen": ""}))
    again = body(browser.get(address))

    assert (f'<a href="{address}">Change the answer</a>' in answered, "Yes, we have a place" in again) == (True, True)
