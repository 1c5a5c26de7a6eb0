import pytest
from django.test import Client

from handrail.web import rendering
from handrail.web.resources import resources
from pages.reading import all_with, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(db):
    return Client()


def test_crisis_page_gives_the_steps_of_an_overdose_in_order(client):
    shown = words(client.get("/crisis/"))

    steps = [
        "Call for help",
        "Give naloxone now",
        "Breathe for them",
        "Still not breathing after 2 to 3 minutes?",
        "Breathing well, but sleepy?",
        "Stay until help comes",
    ]
    assert sorted(steps, key=shown.index) == steps


def test_crisis_page_never_tells_anyone_to_stop_alone(client):
    shown = words(client.get("/crisis/"))

    assert "Alcohol or benzos every day: do not stop on your own" in shown
    assert "Do not stop opioids or medicine on your own." in shown


def test_crisis_page_prints_every_number_as_text(client):
    shown = words(client.get("/crisis/"))

    known = resources("US")
    assert [line.number for line in known.all_lines if line.number and line.number not in shown] == []


def test_crisis_page_marks_numbers_that_are_not_yet_rechecked(client):
    assert words(client.get("/crisis/")).count("not yet re-checked by us") == 4


def test_crisis_page_of_a_country_without_data_says_so(client, settings):
    settings.COUNTRY = "XX"
    rendering.environment.cache_clear()
    try:
        response = client.get("/crisis/")
    finally:
        rendering.environment.cache_clear()

    assert "We hold no numbers for your country." in words(response)
    assert "tel:911" not in [link["href"] for link in all_with(response, "a")]
