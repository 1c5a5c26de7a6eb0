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


def everything_told(words):
    told, end, _ = words.partition("How it goes")[2].partition("START begins again.")
    return told + end


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


@pytest.mark.parametrize("name", ["MEETINGS_TEXT_NUMBER", "DEMONSTRATION"])  # with all that is set, or nothing
def test_demonstration_shows_everything_but_a_number(settings, name):
    offered = everything_told(words_of(Client().get(PAGE)))
    setattr(settings, name, "")
    settings.DEMONSTRATION = True

    shown = words_of(Client().get(PAGE))

    assert "This is not offered here: a demonstration answers no texts." in shown
    assert "sms:" not in Client().get(PAGE).content.decode().partition("<main")[2]
    assert everything_told(shown) == offered.replace(" 312-555-0100", "", 1)


def test_page_says_that_nobody_can_ask_about_medicine():
    shown = words_of(Client().get(PAGE))

    assert "By text you cannot choose a kind of meeting, or ask where medicine is welcome." in shown


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
