"""The page of places for alcohol, stimulants and other substances."""

import pytest
from django.test import Client
from django.utils import timezone

from factories import make_facility
from handrail.directory.actions import bump_revision
from handrail.directory.index.live import forget_index
from handrail.pages import choices
from handrail.pages.ordering_table import care_ordering_table
from pages.reading import all_with, carried, words

pytestmark = pytest.mark.django_db
SEARCH = {"place": "62701", "about": "alcohol", "matters": ["payment:medicaid"]}


@pytest.fixture
def client(clinics):
    make_facility(name="Example Withdrawal Unit", codes="SA DT RD ADTX BDTX MDET MD FEM MALE ADLT", latitude=39.9)
    bump_revision(at=timezone.now())
    return Client()


def test_alcohol_shows_places_with_the_danger_and_the_bed_first(client):
    response = client.post("/paths/", SEARCH)

    shown = response.content.decode()
    assert "Places near 62701" in words(response)
    assert shown.index("nearest emergency department") < shown.index("<h1>") < shown.index("Example Withdrawal Unit")
    assert shown.index("Example Withdrawal Unit") < shown.index("Second Example Clinic")
    assert "Why this place is first" in words(response)
    assert "SAMHSA National Directory, 2023" in words(response)
    assert "People and routines that hold" not in words(response)
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("about", [value for value, _ in choices.ABOUT])
@pytest.mark.parametrize("path", ["/paths/", "/es/paths/"])
def test_every_choice_is_answered_in_both_languages(client, path, about):
    response = client.post(path, {**SEARCH, "about": about})

    assert response.status_code == 200
    heading = {"/paths/": ("Your paths near", "Places near"), "/es/paths/": ("Sus caminos cerca", "Lugares cerca")}[
        path
    ]
    assert heading[about != "opioid"] in words(response)


def test_facility_and_back_carry_the_search(client):
    found = client.post("/paths/", SEARCH)
    address = next(
        button["formaction"] for button in all_with(found, "button", form="kept") if "/facilities/" in str(button)
    )

    facility = client.post(address, {"search": carried(found)})
    back = client.post("/paths/", {"search": carried(facility)})
    form = client.post("/paths/", {"search": carried(found), "change": "1"})

    assert words(back) == words(found)
    assert "alcohol" in {tag["value"] for tag in all_with(form, "input", name="about") if "checked" in tag}


@pytest.mark.asvs("V2.2.1")
@pytest.mark.parametrize("about", ["tea", "<script>", "x" * 5000])
def test_unknown_substance_is_said_beside_the_field(client, about):
    response = client.post("/paths/", {**SEARCH, "about": about})

    assert response.status_code == 422
    assert "We do not know one of the choices that was sent." in words(response)
    assert "error-about" in response.content.decode()


@pytest.mark.parametrize("about", ["benzos", "heroin"])
def test_word_of_the_command_line_that_the_form_does_not_offer_is_answered(client, about):
    assert client.post("/paths/", {**SEARCH, "about": about}).status_code == 200


def test_places_ask_the_database_equally_often_for_any_number_of_them(client, django_assert_max_num_queries):
    client.post("/paths/", SEARCH)
    with django_assert_max_num_queries(1) as few:
        client.post("/paths/", SEARCH)
    for number in range(5):
        make_facility(codes="SA OP MD", latitude=39.8 + number / 100)
    bump_revision(at=timezone.now())
    forget_index()
    client.post("/paths/", SEARCH)

    with django_assert_max_num_queries(1) as many:
        client.post("/paths/", SEARCH)

    assert len(few) == len(many)


def test_search_without_any_place_says_where_to_turn(db):
    shown = words(Client().post("/paths/", SEARCH))

    assert "1-800-662-4357" in shown
    assert "Other ways to start today" in shown


@pytest.mark.parametrize(("path", "language"), [("", "en"), ("/es", "es")])
def test_ordering_page_prints_the_further_table(client, path, language):
    shown = words(client.get(f"{path}/how-results-are-ordered/"))

    assert [row.code for row in care_ordering_table(language) if row.reason not in shown] == []


def test_tag_of_rewards_is_short_and_what_it_rests_on_stands_under_why(client):
    make_facility(name="Example Rewards Clinic", codes="SA OP CMI MD FEM MALE ADLT", latitude=39.9)
    bump_revision(at=timezone.now())

    response = client.post("/paths/", {"place": "62701", "about": "stimulants"})

    said = words(response)
    assert said.count("Lists rewards for reaching goals") == 2
    assert said.count("Lists rewards for reaching goals, which helped with stimulants in studies") == 1
