"""The page tells the number where texts are answered, and sends nobody to one that does not answer (P10)."""

import re

import pytest
from django.test import Client

from handrail.config.deploy_checks.reaching_people import texts_are_answered
from handrail.config.message_settings import text_number
from messaging.twilio_stand_in import NUMBER

pytestmark = pytest.mark.django_db
PAGE = "/meetings/by-text/"


def words_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_page_tells_number_and_what_a_carrier_sees():
    response = Client().get(PAGE)

    assert f'<a href="sms:{NUMBER}">312-555-0100</a>' in response.content.decode()
    assert "Your phone company carries each text. It can read them" in words_of(response)
    assert "Your number: only scrambled, for 10 minutes while we wait for your YES." in words_of(response)


@pytest.mark.parametrize("name", ["MEETINGS_TEXT_NUMBER", "MESSAGE_AGREEMENT", "TWILIO_ACCOUNT"])
def test_page_says_it_is_not_offered_where_nobody_answers(settings, name):
    setattr(settings, name, type(getattr(settings, name))())

    response = Client().get(PAGE)

    assert "This is not offered here." in words_of(response)
    assert "sms:" not in response.content.decode().partition("<main")[2]


def test_demonstration_offers_no_number(settings):
    settings.DEMONSTRATION = True

    assert "This is not offered here." in words_of(Client().get(PAGE))


def test_number_without_an_agreement_fails_the_check_of_a_deployment(settings):
    before = list(texts_are_answered())
    settings.MESSAGE_AGREEMENT = {}

    assert (before, [check.id for check in texts_are_answered()]) == ([], ["handrail.text_number_unanswered"])


@pytest.mark.parametrize(("text", "number"), [("", ""), ("(312) 555-0100", "+13125550100")])
def test_text_number_is_read_as_networks_write_it(text, number):
    assert text_number(text) == number


def test_text_number_that_is_none_is_refused():
    with pytest.raises(ValueError, match="HANDRAIL_MEETINGS_TEXT_NUMBER is a telephone number"):
        text_number("MG0123")
