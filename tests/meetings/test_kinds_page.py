"""The ways side by side: all by GET, two or three by POST, and nothing of a choice in an address."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from handrail.meetings.domain.ways import EVERY_WAY, Question
from handrail.meetings.finder.search import MeetingSearch

pytestmark = pytest.mark.django_db
PAGE = "/meetings/kinds/"


def words_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_all_ways_stand_with_the_same_questions():
    html = Client().get(PAGE).content.decode()

    asked = [f'id="{way.lower()}-{question}"' for way in EVERY_WAY for question in Question]
    assert [each for each in asked if html.count(each) != 1] == []
    assert "You can sit, listen and leave." in html
    assert "No meeting decides about your medicine." in html


def test_spanish_page_holds_no_english_answer():
    response = Client().get(f"/es{PAGE}")

    assert "¿Cómo fue su semana?" in words_of(response)
    assert "How was your week" not in words_of(response)


def test_two_stand_beside_each_other_and_nothing_is_kept():
    response = Client().post(PAGE, {"picking": "1", "way": ["SMART", "NA"]})

    text = words_of(response)
    assert (response.status_code, response["Cache-Control"], response.cookies) == (200, "no-store", {})
    assert text.index("Narcotics Anonymous") < text.index("SMART Recovery")
    assert 'id="ha-first"' not in response.content.decode()
    assert "<title>Handrail</title>" in response.content.decode()


@pytest.mark.parametrize("picked", [[], ["NA"], ["NA", "NA"], ["NA", "HA", "AA", "CA"], ["NA", "<script>"]])
def test_what_cannot_stand_side_by_side_is_asked_again(picked):
    response = Client().post(PAGE, {"picking": "1", "way": picked})

    assert response.status_code == 422
    assert "Tick two or three." in words_of(response)
    assert "<script>alert" not in response.content.decode()


def test_every_note_leads_to_its_source():
    html = Client().get(PAGE).content.decode()

    named = set(re.findall(r'href="#(source-\d+)"', html))
    assert named == set(re.findall(r'id="(source-\d+)"', html))
    assert len(named) > 20


def test_form_of_another_site_is_refused():
    response = Client().post(
        PAGE, {"picking": "1", "way": ["NA", "HA"]}, headers={"Origin": "https://elsewhere.example"}
    )

    assert response.status_code == 403


def test_finder_is_asked_by_a_form_and_no_address_names_a_fellowship():
    html = Client().get(PAGE).content.decode()

    assert html.count('<form method="post" action="/meetings/">') == len(EVERY_WAY)
    assert re.findall(r'href="/meetings/[^"]*\?', html) == []


def test_page_costs_no_query_but_what_every_page_asks(django_assert_max_num_queries):
    Client().get(PAGE)

    with django_assert_max_num_queries(1):
        Client().get(PAGE)


def test_page_reached_from_results_knows_the_way_back_and_narrows_that_search():
    token = MeetingSearch(place="60608").token(at=timezone.now())

    shown = Client().post(PAGE, {"search": token})
    found = Client().post("/meetings/", {"search": token, "kind": "NA", "with": "kind:NA"})

    assert "Back to my meetings" in words_of(shown)
    assert (
        shown.content.decode().count(f'name="search" value="{token}"') == len(EVERY_WAY) + 3
    )  # way back, language, picker
    assert "Narcotics Anonymous" in words_of(found)
    assert "60608" in words_of(found)
