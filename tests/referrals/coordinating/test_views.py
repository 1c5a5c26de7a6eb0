"""The coordinators' addresses: who finds them, and what each answers."""

from datetime import timedelta

import pytest
from django.test import Client

from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import Consent
from handrail.referrals.asking.actions import ask
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import AskedConsent
from referrals.coordinating.people_on_the_board import (
    BOARD,
    lines_of,
    named,
    of_police_and_agreed,
    on_call,
    page_of,
    words,
)
from referrals.samples import make_program, make_receiver, moved
from signing_in import sign_in

pytestmark = pytest.mark.django_db


def test_who_answers_for_a_program_finds_no_board(now):
    organization, facility = make_program()
    referral = moved(named(at=now), Stage.SENT, facility=facility, at=now)
    client = Client()
    sign_in(client, make_receiver(organization))

    found = [client.get(path).status_code for path in (BOARD, f"{BOARD}lines/", page_of(referral))]

    assert found == [404, 404, 404]


def test_the_list_alone_is_asked_for_by_the_page(desk, operator, now):
    on_call(operator, at=now)
    referral = named(at=now)

    lines = words(desk.get(f"{BOARD}lines/"))

    assert (referral.public_id in lines, "<html" in lines) == (True, False)


def test_the_board_is_there_in_spanish(desk, operator, now):
    on_call(operator, at=now)
    named(at=now, urgency=Urgency.NOW)

    shown = words(desk.get("/es/desk/referrals/"))

    assert ("A tiempo" in shown, "Ninguna derivación le espera." in shown, "In time" in shown) == (True, True, False)


def test_a_question_of_another_referral_is_not_found(desk, now):
    referral, other = named(at=now), named(at=now)
    (question,) = ask(referral=referral, facilities=[make_program()[1]], side=Side.SENDER, by=PRODUCT, at=now)

    assert desk.get(f"{page_of(other)}call/{question.public_id}/").status_code == 404


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
