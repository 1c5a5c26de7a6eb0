"""The door for who does not want to stop now: what it says, what is near, and that nothing is kept."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from handrail.directory.domain.local_help import Offer
from handrail.directory.models import LocalHelp
from handrail.directory.places.place import Place
from handrail.pages.choices import OFFERS
from handrail.pages.views.not_ready import nearest
from pages.reading import all_with, carried, title, words

pytestmark = pytest.mark.django_db
HERE = "/not-ready-to-stop/"


@pytest.fixture
def client(clinics):
    return Client()


@pytest.fixture
def exchange(db):
    return LocalHelp.objects.create(
        list_name="County <list>",
        key="exchange",
        name="Example & Exchange",
        offers="naloxone syringes wound_care",
        address="1 Example Street",
        city="Springfield",
        state="IL",
        zip="62701",
        latitude=39.8,
        longitude=-89.65,
        precision="zip",
        phone="217-555-0100",
        website="https://exchange.example/",
        hours="Mon to Fri 10-6",
        source_date="2026-11-01",
    )


@pytest.mark.parametrize("said", [
    "Nothing on this page asks you to stop.",
    "without a prescription",
    "After a break of days, the same amount as before can kill.",
    "You need not stop before you ask. A clinician chooses the moment to start.",
    "Not alone.",
    "1-800-972-0590",
    "Xylazine",
    "Medetomidine",
    "test strips lower the risk",
    "Go to an emergency department now for",
    "Medicine for opioids can start the same day.",
])  # fmt: skip
def test_page_says_what_keeps_a_person_alive(client, said):
    assert said in words(client.get(HERE))


@pytest.mark.parametrize("path", [HERE, "/es/not-ready-to-stop/", "/not-ready-to-stop/in/pa/"])
def test_page_gives_no_dose_and_shames_nobody(client, path):
    shown = words(client.get(path)).lower()

    assert re.findall(r"\d ?mg|milligram|start low|empiece con poco|\baddicts?\b|relapse|\bclean\b|abuse", shown) == []


def test_place_gives_the_nearest_with_distance_source_and_date(client, exchange):
    shown = words(client.post(HERE, {"place": "62701"}))

    assert "Example & Exchange" in shown
    assert "Syringe services" in shown
    assert "County <list> , November 1, 2026" in shown or "County <list>, November 1, 2026" in shown
    assert "The distance is a rough guess from the ZIP code." in shown
    assert "never checked by a person since" in shown
    assert "We have not checked this state" in shown


def test_place_leaves_no_trace(client, exchange):
    response = client.post(HERE, {"place": "62701"})

    assert "no-store" in response.headers["Cache-Control"]
    assert (response.cookies, title(response)) == ({}, "Handrail")
    assert [link["href"] for link in all_with(response, "a") if "62701" in link["href"]] == []


def test_nothing_near_still_says_where_naloxone_is(client):
    shown = words(client.post(HERE, {"place": "62701"}))

    assert "No list that we hold names a place within 250 miles." in shown
    assert "Naloxone nasal spray is sold without a prescription in pharmacies and online." in shown
    assert "Ask the health department about syringe programs." in shown


def test_naloxone_law_of_the_states_is_not_told_where_it_does_not_hold(client):
    told = nearest(Place("Majuro, MH", 7.1, 171.2, "city", "MH"), "en", timezone.now())

    assert told["naloxone_facts"] == []


@pytest.mark.parametrize("place", ["Nowhereville", "", "<script>alert(1)</script>", "{{7*7}}", "x" * 5000, "🙂"])
def test_strange_place_is_answered_kindly(client, place):
    response = client.post(HERE, {"place": place})

    assert response.status_code == 422
    assert "<script>alert" not in response.content.decode()
    assert ">49<" not in response.content.decode()


def test_ambiguous_place_offers_choices(client):
    response = client.post(HERE, {"place": "Springfield"})

    choices = [button["value"] for button in all_with(response, "button", name="place")]
    assert "Springfield, IL" in choices
    assert "Near Springfield, IL" in words(client.post(HERE, {"place": "Springfield, IL"}))


def test_way_back_to_the_paths_goes_along(client, exchange):
    found = client.post("/paths/", {"place": "62701"})

    reached = client.post(HERE, {"search": carried(found)})
    near = client.post(HERE, {"search": carried(reached), "place": "62701"})

    assert "Back to my paths" in words(reached)
    assert "Back to my paths" in words(near)
    assert words(client.post("/paths/", {"search": carried(near)})) == words(found)


def test_state_page_lists_its_places_and_what_is_known(client, exchange):
    illinois = words(client.get("/not-ready-to-stop/in/il/"))
    pennsylvania = words(client.get("/not-ready-to-stop/in/pa/"))

    assert "Example & Exchange" in illinois
    assert "own rules by November 23, 2026." in illinois
    assert "medetomidine was in 72% of samples" in pennsylvania
    assert "PennCAMP" in pennsylvania


@pytest.mark.parametrize("slug", ["nowhere", "zz", "illinois", "new_mexico", "x" * 300, "il-1"])
def test_state_that_does_not_exist_is_not_found(client, slug):
    assert client.get(f"/not-ready-to-stop/in/{slug}/").status_code == 404


def test_state_page_asks_the_database_equally_often_for_any_number_of_places(
    client, exchange, django_assert_max_num_queries
):
    path = "/not-ready-to-stop/in/il/"
    client.get(path)
    with django_assert_max_num_queries(1) as few:
        client.get(path)
    for number in range(2):
        LocalHelp.objects.create(
            list_name="County", key=str(number), name="Another", offers="naloxone", state="IL", zip="62701",
            source_date="2026-11-01",
        )  # fmt: skip

    with django_assert_max_num_queries(1) as many:
        client.get(path)

    assert len(few) == len(many) == 1


def test_every_offer_has_its_words():
    assert [value for value, _ in OFFERS] == [offer.value for offer in Offer]


def test_links_lead_there_from_every_page(client):
    assert [link["href"] for link in all_with(client.get("/"), "a", href=HERE)] == [HERE, HERE]
    assert [link["href"] for link in all_with(client.get("/leaving/"), "a", href=HERE)] == [HERE]


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/paths/", {"place": "62701"}),
        ("/facilities/list/", {"place": "62701", "filtering": "1"}),
        ("/facilities/search/", {"text": "x", "place": "62701"}),
    ],
)
def test_place_of_the_search_they_came_from_comes_along(client, exchange, address, sent):
    found = client.post(address, sent)

    reached = client.post(HERE, {"search": carried(found)})

    assert "Near 62701 (Springfield, IL)" in words(reached)
    assert "Example & Exchange" in words(reached)
    assert "All we know of Illinois" in words(reached)
    assert all_with(reached, "button", formaction="/not-ready-to-stop/in/il/") != []
    assert (title(reached), reached.headers["Cache-Control"]) == ("Handrail", "no-store")
    assert [link["href"] for link in all_with(reached, "a") if "62701" in link["href"]] == []


def test_place_typed_there_stands_before_that_of_the_search(client, exchange):
    found = client.post("/paths/", {"place": "62701"})

    near = client.post(HERE, {"search": carried(found), "place": "Gallup, NM"})

    assert "Near Gallup, NM" in words(near)


def test_search_without_a_place_is_only_the_way_back(client):
    found = client.post("/facilities/search/", {"text": "example"})

    reached = client.post(HERE, {"search": carried(found)})

    assert (reached.status_code, "Back to my search" in words(reached)) == (200, True)
    assert all_with(reached, "input", id="place")[0]["value"] == ""
