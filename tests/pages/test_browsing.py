import pytest
from django.test import Client

from factories import make_facility
from handrail.directory.index.live import forget_index
from handrail.directory.index.words import words_of
from handrail.directory.places.resolving import STATE_KEYS
from handrail.directory.places.states import IN_SPANISH
from pages.reading import all_with, read, title, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(clinics):
    return Client()


def links(response) -> list[str]:
    return [link["href"] for link in all_with(response, "a")]


def test_person_browses_from_all_states_to_a_facility(client, clinics):
    states = client.get("/facilities/")
    towns = client.get("/facilities/in/il/")
    town = client.get("/facilities/in/il/springfield/")
    facility = client.get(clinics[0].get_absolute_url())

    assert "/facilities/in/il/" in links(states)
    assert "2 places are listed here. Source: SAMHSA National Directory, 2023." in words(states)
    assert "/facilities/in/il/springfield/" in links(towns)
    assert "2 places · methadone 1 · buprenorphine 1" in words(towns)
    assert clinics[0].get_absolute_url() in links(town)
    assert "2 places are listed. Methadone: one place. Buprenorphine: 1." in words(town)
    assert {"/facilities/", "/facilities/in/il/", "/facilities/in/il/springfield/"} <= set(links(facility))


def test_titles_of_reading_pages_say_what_they_are(client):
    shown = [
        title(client.get(path)) for path in ("/facilities/", "/facilities/in/il/", "/es/facilities/in/il/springfield/")
    ]

    assert shown == [
        "Facilities and services · Handrail",
        "Illinois · Facilities and services · Handrail",
        "Springfield, Illinois · Lugares y servicios · Handrail",
    ]


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/facilities/in/IL/", "/facilities/in/il/"),
        ("/facilities/in/il/Springfield/", "/facilities/in/il/springfield/"),
        ("/facilities/in/IL/SPRING-FIELD/", "/facilities/in/il/springfield/"),
        ("/es/facilities/in/Il/", "/es/facilities/in/il/"),
    ],
)
def test_other_spellings_of_an_address_lead_to_the_one(client, path, canonical):
    response = client.get(path)

    assert (response.status_code, response.headers["Location"]) == (308, canonical)


@pytest.mark.parametrize(
    "path",
    [
        "in/zz/",
        "in/illinois/",
        "in/il/nowhere/",
        "in/zz/springfield/",
        "in/%F0%9F%98%80/",
        "in/il/%E2%80%AEx/",
        "in/il/'--/",
    ],
)
def test_a_state_or_town_that_does_not_exist_is_a_kind_404(client, path):
    response = client.get(f"/facilities/{path}")

    assert response.status_code == 404
    assert all_with(response, "a", href="tel:988") != []


def test_a_territory_without_a_place_says_so_and_who_knows_more(client):
    response = client.get("/facilities/in/pw/")

    assert response.status_code == 200
    assert "No place is listed here." in words(response)
    assert all_with(response, "a", **{"class": "button"}) != []


@pytest.mark.parametrize("asked", ["999999", "-1", "abc", "", "0", "9" * 300, "1e9", "%00", "٣"])
def test_deep_and_wrong_pages_are_answered(client, asked):
    response = client.get(f"/facilities/in/il/springfield/?page={asked}")

    assert response.status_code == (400 if asked == "%00" else 200)


@pytest.mark.slow
def test_ten_thousand_places_in_one_building_are_shown_fifty_at_a_time(client):
    from handrail.directory.models import Facility

    first = make_facility(city="Tower", same_address_key="1 tower street 62701")
    rows = [
        Facility(**{name: getattr(first, name) for name in TOLD}, name=f"Room {number:05}", public_id=f"r{number:07}")
        for number in range(10_000)
    ]
    Facility.objects.bulk_create(rows, batch_size=1000)
    forget_index()

    deep = client.get("/facilities/in/il/tower/?page=999999")
    facility = client.get(first.get_absolute_url())

    assert "10,001 places are listed." in words(deep)
    assert "Page 201 of 201" in words(deep)
    assert len(all_with(deep, "article")) == 1
    assert len(client.get("/facilities/in/il/tower/").content) < 120_000
    assert len(facility.content) < 60_000


TOLD = ("street1", "city", "state", "zip", "codes", "source", "source_year", "latitude", "longitude", "precision")
TOLD += ("same_address_key", "phone")


@pytest.mark.parametrize("rows", [1, 3])
def test_town_asks_the_database_equally_often_for_any_number_of_rows(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_facility(city="Zion")
    forget_index()
    client.get("/facilities/in/il/zion/")

    with django_assert_num_queries(2):
        response = client.get("/facilities/in/il/zion/")

    assert len(all_with(response, "article")) == rows


@pytest.mark.parametrize("path", ["/facilities/", "/facilities/in/il/"])
def test_states_and_towns_are_counted_once_and_then_remembered(client, django_assert_num_queries, path):
    client.get(path)

    with django_assert_num_queries(0):
        client.get(path)


def test_reached_from_a_search_the_page_keeps_the_way_back_and_a_neutral_title(client, clinics):
    found = client.post("/facilities/search/", {"text": "Springfield, IL"})
    token = all_with(found, "input", name="search")[0]["value"]

    town = client.post("/facilities/in/il/springfield/", {"search": token})
    facility = client.post(clinics[0].get_absolute_url(), {"search": token})
    crisis = client.post("/crisis/", {"search": token})

    assert [title(page) for page in (town, facility)] == ["Handrail", "Handrail"]
    assert all("Back to my search" in words(page) for page in (town, facility, crisis))
    assert all_with(facility, "form", id="kept")[0]["action"] == "/facilities/search/"
    assert "no-store" in town.headers["Cache-Control"]
    assert links(town) == [href for href in links(town) if not href.startswith("/facilities/in/")]


def test_town_of_a_search_is_turned_by_buttons_that_carry_it(client):
    for _ in range(60):
        make_facility(city="Zion")
    forget_index()
    found = client.post("/facilities/search/", {"text": "Zion, IL"})
    token = all_with(found, "input", name="search")[0]["value"]

    first = client.post("/facilities/in/il/zion/", {"search": token})
    second = client.post("/facilities/in/il/zion/?page=2", {"search": token})

    assert all_with(first, "button", formaction="/facilities/in/il/zion/?page=2") != []
    assert "Page 2 of 2" in words(second)
    assert "Back to my search" in words(second)


def test_facility_says_what_to_say_what_to_bring_and_who_is_next(client, clinics):
    shown = words(client.get(clinics[0].get_absolute_url()))

    assert "Can I start buprenorphine with you? How soon?" in shown
    assert "If a machine answers, press 12." in shown
    assert "If they cannot see you within 48 hours" in shown
    assert "Nobody needs all of them" in shown
    assert "advice: ask them when you call" in shown
    assert "product choice" not in shown
    assert "no answer listed" in shown
    assert "There is no score." in shown


@pytest.mark.parametrize("codes", ["", " ".join(f"Z{number}" for number in range(300))])
def test_facility_with_no_code_or_three_hundred_and_a_long_name_is_shown(client, codes):
    facility = make_facility(
        name="W" * 255, program="x " * 100, codes=codes, phone="", latitude=None, city="", street1="", zip="00000"
    )
    forget_index()

    response = client.get(facility.get_absolute_url())

    assert response.status_code == 200
    assert "No phone number is listed." in words(response)
    assert len([tag for tag, _ in read(response).tags if tag == "h1"]) == 1


def test_demonstration_home_and_footer_lead_to_all_places(client):
    response = client.get("/")

    assert links(response).count("/facilities/") == 2


def test_town_counts_each_medicine_by_its_name(client):
    forget_index()
    for codes in ("SA MU BU OTP", "SA BU", "SA BU"):
        make_facility(city="Oak Hollow", state="IL", codes=codes)

    english, spanish = (words(client.get(f"{language}/facilities/in/il/oak-hollow/")) for language in ("", "/es"))

    assert "Methadone: one place. Buprenorphine: 3." in english
    assert "Metadona: un lugar. Buprenorfina: 3." in spanish


def test_states_are_listed_by_the_names_and_in_the_order_of_the_language(client):
    shown = words(client.get("/es/facilities/"))

    names = ["Delaware", "Distrito de Columbia", "Islas Marianas del Norte", "Islas Vírgenes de EE. UU.", "Kansas"]
    places = [shown.index(name) for name in names]
    assert places == sorted(places)
    assert "Northern Mariana Islands" not in shown


@pytest.mark.parametrize("code", list(IN_SPANISH))
def test_every_spanish_name_of_a_state_is_found_when_it_is_typed(code):
    assert STATE_KEYS["".join(words_of(IN_SPANISH[code]))] == code
