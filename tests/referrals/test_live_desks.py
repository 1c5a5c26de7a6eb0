"""The parts of the desks that open pages ask for by themselves: bounded, without a look, and gone with the right."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factories import make_facility, make_operator
from handrail.accounts.models import Membership, SignIn
from handrail.accounts.sign_ins.live_parts import MARK
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import AuditEntry, Disclosure
from handrail.referrals.answering.actions import answer_question
from handrail.referrals.asking.actions import ask
from handrail.referrals.domain.questions import Answer, Way
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.sending.words import ANSWERS
from handrail.web.page_context import is_demonstration
from referrals.on_call import keep_coordinators
from referrals.samples import make_program, make_receiver, make_referral, make_sender, moved
from referrals.sending.desks import agreed, at_the_desk, handed_over
from signing_in import sign_in

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def coordinators(db):
    keep_coordinators(at=timezone.now())


def asked_of(page: str) -> str:
    """The address that the open page asks by itself."""
    return re.search(r'hx-get="([^"]+)"', page)[1].replace("&amp;", "&")


def read(client, address: str) -> str:
    return client.get(address, **HTMX).content.decode()


class Nurse:
    """A hospital's list and the page of one person on it, whose program was asked."""

    def __init__(self):
        self.client, self.user, self.hospital = at_the_desk()
        _, self.place = make_program(at=timezone.now())
        self.referral = handed_over(self.client, self.place)
        at = timezone.now()
        [self.question] = ask(referral=self.referral, facilities=[self.place], side=Side.SENDER, by=PRODUCT, at=at)
        self.page = f"/referrals/{self.referral.public_id}/"

    def is_answered(self):
        answer_question(question=self.question, answer=Answer.YES, way=Way.DESK, by=PRODUCT, at=timezone.now())


@pytest.fixture
def nurse():
    return Nurse()


def desks() -> dict[str, tuple[Client, str]]:
    """The four pages that are live, each with one line."""
    nurse, program, desk = Nurse(), Client(), Client()
    sign_in(program, make_receiver(nurse.question.facility.claims.get().organization, role="intake"))
    sign_in(desk, make_operator("ana"))
    return {
        "home": (nurse.client, "/referrals/"),
        "person": (nurse.client, nurse.page),
        "inbox": (program, "/referrals/inbox/"),
        "board": (desk, "/desk/referrals/"),
    }


@pytest.fixture
def opened():
    """Each page with what it asks by itself."""
    return {name: (client, page, asked_of(read(client, page))) for name, (client, page) in desks().items()}


def test_answer_is_the_part_alone_with_its_mark_and_is_kept_by_nobody(opened):
    for client, _, address in opened.values():
        answer = client.get(address, **HTMX)

        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert re.fullmatch("[0-9a-f]{16}", answer.headers[MARK])
        assert "<html" not in answer.content.decode()


def test_asking_is_no_act_and_no_look_at_anybody(opened):
    long_ago = timezone.now() - timedelta(minutes=10)
    SignIn.objects.update(began_at=long_ago, seen_at=long_ago)
    seen = dict(SignIn.objects.values_list("pk", "seen_at"))
    before = AuditEntry.objects.count(), Disclosure.objects.count()

    for client, _, address in opened.values():
        for _ in range(3):
            client.get(address, **HTMX)

    assert dict(SignIn.objects.values_list("pk", "seen_at")) == seen
    assert (AuditEntry.objects.count(), Disclosure.objects.count()) == before


def test_asking_takes_no_more_queries_than_the_page(opened):
    for name, (client, page, address) in opened.items():
        counts = []
        for each in (page, address):
            client.get(each)
            is_demonstration.forget()
            with CaptureQueriesContext(connection) as asked:
                client.get(each, **HTMX)
            counts.append(len(asked))

        assert (name, counts[1] <= counts[0]) == (name, True)


def test_asking_uses_up_nothing_that_the_next_page_is_to_say(nurse):
    nurse.client.post(nurse.page, {"task": "add", "place": make_facility(name="Another Place").public_id})
    address = f"/referrals/{nurse.referral.public_id}/lines/"

    for each in (address, "/referrals/lines/"):
        read(nurse.client, each)

    assert 'class="wrap notices"' in read(nurse.client, nurse.page)


def test_answer_of_a_program_is_news_on_the_list_and_on_the_persons_page(nurse):
    addresses = [asked_of(read(nurse.client, page)) for page in ("/referrals/", nurse.page)]
    before = [nurse.client.get(each, **HTMX).headers[MARK] for each in addresses]
    nurse.is_answered()

    answers = [nurse.client.get(each, **HTMX) for each in addresses]

    assert [answer.headers[MARK] != mark for answer, mark in zip(answers, before, strict=True)] == [True] * 2
    assert [each in answers[1].content.decode() for each in (ANSWERS[Answer.YES], "waits soon")] == [True] * 2


def test_where_nothing_is_new_the_clock_alone_comes(nurse):
    address = asked_of(read(nurse.client, nurse.page))

    answer = nurse.client.get(address, **HTMX)
    after = (nurse.is_answered(), nurse.client.get(address, **HTMX))[1]

    assert (answer.headers["HX-Reswap"], 'id="live"' in answer.content.decode()) == ("none", False)
    assert ("HX-Reswap" in after.headers, 'id="live"' in after.content.decode()) == (False, True)


def test_words_of_a_person_come_by_a_look_alone(nurse):
    agreed(nurse.referral, nurse.place, nurse.user, nurse.hospital)
    moved(nurse.referral, Stage.SENT, facility=nurse.place, at=timezone.now())
    moved(nurse.referral, Stage.ACKNOWLEDGED, Stage.ASKED_BACK, at=timezone.now(), words="Does she use a cane?")

    part = read(nurse.client, f"{nurse.page}lines/")

    assert [word for word in ("Rosa", "555-0143", "cane") if word in part] == []
    assert ("Read it and reply" in part, "Read what was written" in part) == (True, True)
    assert "Does she use a cane?" in read(nurse.client, nurse.page)


def test_who_lost_the_right_is_told_so_in_one_line(opened, nurse):
    client, _, address = opened["person"]
    Membership.objects.all().delete()

    answers = [client.get(each, **HTMX) for each in (address, "/referrals/lines/", "/referrals/inbox/lines/")]

    assert [(each.status_code, each.content.decode()) for each in answers] == [
        (404, "You cannot see this any more.")
    ] * 3


def test_another_hospitals_person_is_not_asked_for(nurse):
    stranger, _, _ = at_the_desk()

    assert stranger.get(f"{nurse.page}lines/", **HTMX).status_code == 404


def test_police_have_no_list_that_renews_itself():
    client, _, _ = at_the_desk(kind="police", role="officer")

    page = read(client, "/referrals/")

    assert ("hx-get" in page, "live.js" in page) == (False, False)
    assert client.get("/referrals/lines/", **HTMX).status_code == 404


def test_who_is_signed_out_gets_no_page_in_its_place(opened):
    stranger = Client()

    answers = [stranger.get(address, **HTMX) for _, _, address in opened.values()]

    assert [(each.status_code, each.content) for each in answers] == [(401, b"You are signed out.")] * 4


def test_answer_to_a_form_is_never_replaced_by_itself(nurse):
    asked = nurse.client.post(nurse.page, {"task": "find", "find": "Springfield"}).content.decode()

    assert ("data-live-kept" in asked, "data-live-kept" in read(nurse.client, nurse.page)) == (True, False)


def test_without_script_each_page_has_a_way_to_look_again(opened):
    for client, page, _ in opened.values():
        assert f'<noscript><p class="no-print"><a href="{page}">Look again</a></p></noscript>' in read(client, page)


def test_list_of_the_board_is_news_when_somebody_moves_on(nurse):
    desk = Client()
    sign_in(desk, make_operator("ana"))
    before = desk.get("/desk/referrals/lines/", **HTMX).headers[MARK]
    same = desk.get("/desk/referrals/lines/", **HTMX).headers[MARK]
    make_referral(sender=make_sender()[0], at=timezone.now())

    after = desk.get("/desk/referrals/lines/", **HTMX).headers[MARK]

    assert (same == before, after == before) == (True, False)
