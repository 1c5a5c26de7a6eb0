"""The search, from the form to whole paths and back."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factories import make_facility
from handrail.directory.actions import bump_revision
from handrail.directory.index.live import forget_index
from handrail.pages.forms import Search
from handrail.pages.urgency import URGENT
from handrail.pathways.wording import words as path_words
from pages.reading import all_with, carried, read, title, words

pytestmark = pytest.mark.django_db

SEARCH = {"who": "myself", "place": "62701", "matters": ["payment:medicaid"]}


@pytest.fixture
def client(clinics):
    return Client()


def test_search_shows_whole_paths(client):
    response = client.post("/paths/", SEARCH)

    shown = words(response)
    assert response.status_code == 200
    assert "Your paths near 62701" in shown
    assert "First & Example <Clinic>" in shown
    assert "People and routines that hold" in shown
    assert "Get naloxone now" in shown
    assert "Room today: unknown, call to ask" in shown
    assert "SAMHSA National Directory, 2023" in shown
    assert "Why this path is first" in shown
    assert "Other ways to start today" in shown


def test_search_answer_is_kept_by_nobody(client):
    response = client.post("/paths/", SEARCH)

    assert "no-store" in response.headers["Cache-Control"]
    assert response.cookies == {}
    assert title(response) == "Handrail"
    assert "data-private" in all_with(response, "html")[0]


def test_search_leaves_no_word_of_itself_in_any_address_of_the_page(client):
    reader = read(client.post("/paths/", {**SEARCH, "matters": ["payment:medicaid", "need:pregnant"]}))

    addresses = [
        value
        for _, attributes in reader.tags
        for name, value in attributes.items()
        if name in ("href", "action", "formaction", "src")
    ]

    assert [address for address in addresses if "62701" in address or "pregnant" in address or "?" in address] == []


def test_facility_that_is_both_legs_is_shown_once(client):
    response = client.post("/paths/", SEARCH)

    first_card = response.content.decode().split("<article")[1]
    assert first_card.count("First &amp; Example &lt;Clinic&gt;</button>") == 1
    assert "One place for both steps:" in first_card


def test_call_button_dials_the_extension(client):
    response = client.post("/paths/", SEARCH)

    assert "tel:+12175550101;ext=12" in [link["href"] for link in all_with(response, "a")]


def test_search_by_get_shows_the_form_and_reads_no_query(client):
    response = client.get("/paths/", {"place": "62701"})

    assert response.status_code == 200
    assert "62701" not in response.content.decode()
    assert all_with(response, "form", method="post")[0]["action"] == "/paths/"


def test_unknown_place_keeps_everything_typed(client):
    typed = {
        "who": "loved",
        "place": "Nowhereville",
        "matters": ["need:children", "need:veteran"],
        "medicine": "methadone",
        "language": "polish",
        "age": "34",
        "radius": "50",
    }

    response = client.post("/paths/", typed)

    assert response.status_code == 422
    place = all_with(response, "input", id="place")[0]
    assert (place["value"], place["aria-invalid"], place["aria-describedby"]) == ("Nowhereville", "true", "error-place")
    checked = {tag["value"] for tag in all_with(response, "input") if "checked" in tag}
    chosen = {tag["value"] for tag in all_with(response, "option") if "selected" in tag}
    assert checked == {"loved", "opioid", "need:children", "need:veteran"}
    assert chosen == {"methadone", "polish", "50"}
    assert all_with(response, "input", name="age")[0]["value"] == "34"
    assert "open" in all_with(response, "details")[0]


@pytest.mark.parametrize(
    ("wrong", "words_of_error"),
    [
        ({"place": ""}, "Please write a ZIP code or a town."),
        ({"age": "old"}, "Please write the age as a number, such as 34."),
        ({"age": "999"}, "Please write a number from 0 to 120."),
        ({"radius": "-1"}, "We do not know one of the choices that was sent."),
        ({"radius": "1000000000"}, "We do not know one of the choices that was sent."),
        ({"radius": "99999"}, "Please write a number from 1 to"),
        ({"matters": ["need:unicorns"]}, "We do not know one of the choices that was sent."),
        ({"matters": ["payment:gold"]}, "We do not know one of the choices that was sent."),
        ({"matters": ["{{7*7}}"]}, "We do not know one of the choices that was sent."),
        ({"matters": ["need:children"] * 10_000}, None),
        ({"medicine": "'; DROP TABLE"}, "We do not know one of the choices that was sent."),
        ({"language": "klingon"}, "We do not know one of the choices that was sent."),
    ],
)
def test_refused_search_says_what_to_mend_beside_the_field(client, wrong, words_of_error):
    response = client.post("/paths/", {**SEARCH, **wrong})

    assert response.status_code in (400, 413, 422)
    if words_of_error:
        assert response.status_code == 422
        assert words_of_error in words(response)


@pytest.mark.parametrize("place", ["🙂", "مرحبا", "<script>alert(1)</script>", "{{7*7}}", "' OR 1=1 --", "x" * 5000])
def test_strange_place_is_answered_kindly(client, place):
    response = client.post("/paths/", {**SEARCH, "place": place})

    assert response.status_code == 422
    assert "<script>alert" not in response.content.decode()
    assert ">49<" not in response.content.decode()


def test_ambiguous_place_offers_choices_that_keep_the_search(client):
    response = client.post("/paths/", {**SEARCH, "place": "Springfield"})
    choices = [button["value"] for button in all_with(response, "button", name="place")]

    chosen = client.post("/paths/", {"search": carried(response), "place": "Springfield, IL"})

    assert response.status_code == 200
    assert "Springfield, IL" in choices
    assert "no-store" in response.headers["Cache-Control"]
    assert "Your paths near Springfield, IL" in words(chosen)
    assert "Medicaid" in words(chosen)


def test_paths_facility_and_back_carry_the_search(client):
    found = client.post("/paths/", SEARCH)
    address = next(
        button["formaction"]
        for button in all_with(found, "button", form="kept")
        if re.fullmatch("/facilities/[a-z2-7]{10,16}/", button.get("formaction", ""))
    )

    facility = client.post(address, {"search": carried(found)})
    back = client.post("/paths/", {"search": carried(facility)})

    assert "Back to my paths" in words(facility)
    assert "no-store" in facility.headers["Cache-Control"]
    assert words(back) == words(found)


@pytest.mark.parametrize("path", ["/crisis/", "/leaving/", "/how-results-are-ordered/", "/es/crisis/"])
def test_every_page_reached_from_results_knows_the_way_back(client, path):
    found = client.post("/paths/", SEARCH)

    reached = client.post(path, {"search": carried(found)})
    back = client.post("/paths/", {"search": carried(reached)})

    assert [link for link in all_with(found, "a") if link.get("href") == path] == []
    assert "no-store" in reached.headers["Cache-Control"]
    assert words(back) == words(found)


@pytest.mark.parametrize("path", ["/crisis/", "/leaving/", "/how-results-are-ordered/"])
def test_page_reached_with_a_damaged_token_is_the_plain_page(client, path):
    reached = client.post(path, {"search": "nonsense"})

    assert reached.status_code == 200
    assert "Back to my paths" not in words(reached)


def test_language_changes_by_post_and_keeps_the_search(client):
    found = client.post("/paths/", SEARCH)
    switch = all_with(found, "form", id="as-sent")[0]["action"]

    spanish = client.post(switch, {"search": carried(found)})

    assert switch == "/es/paths/"
    assert all_with(spanish, "html")[0]["lang"] == "es"
    assert "Sus caminos cerca de 62701" in words(spanish)


def test_change_my_search_shows_the_form_as_it_was(client):
    found = client.post("/paths/", {**SEARCH, "age": "34"})

    form = client.post("/paths/", {"search": carried(found), "change": "1"})

    assert all_with(form, "input", name="place")[0]["value"] == "62701"
    assert all_with(form, "input", name="age")[0]["value"] == "34"


@pytest.mark.parametrize("token", ["", "nonsense", "A" * 5000])
def test_damaged_token_leads_back_to_the_form(client, token):
    response = client.post("/paths/", {"search": token})

    assert response.status_code == 422
    assert "Your search has timed out." in words(response)


def test_token_is_useless_after_two_hours(client):
    old = Search(place="62701").token(at=timezone.now() - timedelta(hours=2, minutes=1))

    response = client.post("/paths/", {"search": old})

    assert response.status_code == 422
    assert "Your search has timed out." in words(response)


def test_token_is_opaque():
    token = Search(place="62701", matters=("need:pregnant",)).token(at=timezone.now())

    assert "62701" not in token
    assert "pregnant" not in token


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("loved", "They do not want help yet"),
        ("client", "Ask for consent before you share anything."),
        ("myself", "If you use before your first visit"),
    ],
)
def test_words_beside_the_paths_are_for_who_is_looking(client, who, said):
    assert said in words(client.post("/paths/", {**SEARCH, "who": who}))


def test_emergency_words_come_before_everything_else(client):
    response = client.post("/paths/", {**SEARCH, "matters": ["need:alcohol"]})

    shown = response.content.decode()
    assert shown.index("nearest emergency department") < shown.index("<h1>")


def test_calm_advice_is_not_said_as_an_alarm(client):
    response = client.post("/paths/", {**SEARCH, "matters": ["under_18"]})

    assert "We never contact parents." in words(response)
    assert all_with(response, "div", role="alert") == []


def test_every_first_word_is_known_to_be_urgent_or_calm():
    known = set(path_words()["first"])

    assert known >= URGENT
    assert known - URGENT == {
        "fentanyl_supply",
        "keep_medicine",
        "keep_medicine_client",
        "keep_medicine_loved",
        "keep_methadone",
        "local_emergency_number",  # a phrase inside another line
        "medicine_eases_withdrawal",
        "minor",
        "minor_client",
        "minor_loved",
        "more_beside",
        "no_directory",
        "never_stop_alone_client",  # the code of the line stays `never_stop_alone`, which is urgent
        "never_stop_alone_loved",
        "pregnant_client",
        "pregnant_loved",
        "nothing_found",
        "nothing_near",
        "places_not_paths",
        "places_nothing_near",
        "withdrawal_danger_client",
        "withdrawal_danger_loved",
    }


def test_relaxed_wishes_are_said_above_the_paths(client):
    response = client.post("/paths/", {**SEARCH, "matters": ["need:children"]})

    shown = response.content.decode()
    assert shown.index("What we had to change to find a path") < shown.index("<article")


def test_sketch_has_its_words(client):
    response = client.post("/paths/", SEARCH)

    assert all_with(response, "svg", role="img")[0]["aria-labelledby"] == "sketch-words"
    assert "Where the first path leads" in words(response)


def test_form_from_another_site_is_refused_with_a_page(client):
    response = client.post("/paths/", SEARCH, headers={"sec-fetch-site": "cross-site"})

    assert response.status_code == 403
    assert "That form did not come from this site." in words(response)


def test_paths_ask_the_database_equally_often_for_any_number_of_cards(client, django_assert_max_num_queries):
    client.post("/paths/", SEARCH)
    with django_assert_max_num_queries(1) as few:
        client.post("/paths/", SEARCH)
    for number in range(8):
        make_facility(codes="SA OP BU BUM MD ICO GCO", latitude=39.8 + number / 100, longitude=-89.65)
    bump_revision(at=timezone.now())
    forget_index()
    client.post("/paths/", SEARCH)

    with django_assert_max_num_queries(1) as many:
        client.post("/paths/", SEARCH)

    assert len(few) == len(many)


def test_search_without_any_listed_place_still_says_where_to_turn(db):
    response = Client().post("/paths/", SEARCH)

    shown = words(response)
    assert response.status_code == 200
    assert "1-800-662-4357" in shown
    assert "Other ways to start today" in shown


def test_misspelt_town_is_offered_in_its_near_spellings_and_one_press_goes_on(client):
    refused = client.post("/paths/", {**SEARCH, "place": "Sprngfield, IL"})

    offered = [button["value"] for button in all_with(refused, "button", name="place")]
    chosen = client.post("/paths/", {"search": carried(refused), "place": "Springfield, IL"})

    assert refused.status_code == 422
    assert "Springfield, IL" in offered
    assert "Your paths near Springfield, IL" in words(chosen)
    assert "Medicaid" in words(chosen)
