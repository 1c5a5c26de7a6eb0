"""The helper, from five questions to the search it ends in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handrail.pages.five_answers import Answers
from pages.reading import all_with, read, title, words

pytestmark = pytest.mark.django_db
HERE = "/help-me-choose/"
ANSWERS = {
    "who": "loved",
    "age": "under_18",
    "what": "opioid",
    "daily": ["alcohol"],
    "now": ["pregnant", "jail"],
    "medicine": "methadone",
    "barrier": ["medicaid", "children", "not_now"],
    "place": "62701",
}


@pytest.fixture
def client(clinics):
    return Client()


def token(response, name: str) -> str:
    return all_with(response, "input", name=name)[0]["value"]


def test_answers_are_explained_with_the_words_that_were_said(client):
    shown = words(client.post(HERE, ANSWERS))

    assert "This is what we understood" in shown
    assert "Places that list Medicaid because you said: I have Medicaid" in shown
    assert "Only places that list methadone because you said: Methadone" in shown
    assert "Near 62701 (Springfield, IL)" in shown


def test_red_flags_stand_before_what_was_understood(client):
    shown = client.post(HERE, ANSWERS).content.decode()

    places = [
        shown.index(part)
        for part in ("go to the nearest emergency department", "Pregnant:", "lost its tolerance", "<h1>")
    ]
    assert places == sorted(places)


def test_search_it_ends_in_is_the_search_of_the_form(client):
    understood = client.post(HERE, ANSWERS)

    form = client.post("/paths/", {"search": token(understood, "search"), "change": "1"})
    found = client.post("/paths/", {"search": token(understood, "search")})

    checked = {tag["value"] for tag in all_with(form, "input") if "checked" in tag}
    assert checked == {
        "loved",
        "opioid",
        "under_18",
        "need:alcohol",
        "need:pregnant",
        "need:tolerance_low",
        "need:criminal_justice",
        "payment:medicaid",
        "need:children",
    }
    assert "near 62701" in words(found)


def test_alcohol_ends_in_places(client):
    understood = client.post(HERE, {"what": "alcohol", "place": "62701"})

    assert "Show places" in words(understood)
    assert "Places near 62701" in words(client.post("/paths/", {"search": token(understood, "search")}))


def test_not_ready_to_stop_leads_to_the_other_door_and_back(client):
    understood = client.post(HERE, ANSWERS)
    door = next(
        button["formaction"] for button in all_with(understood, "button", form="go") if "not-ready" in str(button)
    )

    reached = client.post(door, {"search": token(understood, "search")})

    assert (door, "Back to my paths" in words(reached)) == ("/not-ready-to-stop/", True)


@pytest.mark.asvs("V14.2.1", "V14.3.2")
def test_nothing_of_the_answers_is_in_an_address_or_a_title_and_nobody_keeps_them(client):
    response = client.post(HERE, ANSWERS)

    addresses = [
        value
        for _, attributes in read(response).tags
        for name, value in attributes.items()
        if name in ("href", "action", "formaction", "src")
    ]
    assert [one for one in addresses if "?" in one or "62701" in one or "pregnant" in one] == []
    assert (title(response), response.cookies) == ("Handrail", {})
    assert "no-store" in response.headers["Cache-Control"]


def test_answers_can_be_changed_and_told_in_spanish(client):
    understood = client.post(HERE, ANSWERS)
    carried = token(understood, "answers")

    form = client.post(HERE, {"answers": carried, "change": "1"})
    spanish = client.post("/es/help-me-choose/", {"answers": carried})

    checked = {tag["value"] for tag in all_with(form, "input") if "checked" in tag}
    assert checked == {
        "loved", "under_18", "opioid", "alcohol", "pregnant", "jail", "methadone", "medicaid", "children", "not_now"
    }  # fmt: skip
    assert all_with(form, "input", name="place")[0]["value"] == "62701 (Springfield, IL)"
    assert "Esto es lo que entendimos" in words(spanish)


def test_place_alone_is_enough(client):
    response = client.post(HERE, {"place": "62701"})

    assert (response.status_code, "This is what we understood" in words(response)) == (200, True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"place": ""}, "Please write a ZIP code or a town."),
        ({"what": "tea"}, "We do not know one of the choices that was sent."),
        ({"who": "{{7*7}}"}, "We do not know one of the choices that was sent."),
        ({"daily": ["alcohol", "'; DROP TABLE"]}, "We do not know one of the choices that was sent."),
        ({"barrier": ["x" * 5000]}, "We do not know one of the choices that was sent."),
        ({"now": [f"word{number}" for number in range(45)]}, "We do not know one of the choices that was sent."),
    ],
)
def test_wrong_answers_are_said_beside_the_question_and_the_rest_is_kept(client, wrong, said):
    response = client.post(HERE, {**ANSWERS, **wrong})

    assert (response.status_code, said in words(response)) == (422, True)
    assert "methadone" in {tag["value"] for tag in all_with(response, "input") if "checked" in tag}
    assert "DROP TABLE" not in words(response)


def test_contradictory_answers_lead_to_the_safer_search(client):
    response = client.post(HERE, {**ANSWERS, "age": "older", "daily": ["alcohol", "benzos", "unsure"]})

    assert "They should never stop alcohol or benzos on their own." in words(response)


def test_nul_is_refused(client):
    assert client.post(HERE, {**ANSWERS, "place": "a\x00b"}).status_code == 400


@pytest.mark.parametrize("sent", ["", "nonsense", "A" * 5000])
def test_damaged_answers_lead_back_to_the_questions(client, sent):
    response = client.post(HERE, {"answers": sent})

    assert (response.status_code, "Your answers have timed out." in words(response)) == (422, True)


def test_answers_are_useless_after_two_hours(client):
    old = Answers({"what": ("alcohol",)}, "62701").token(at=timezone.now() - timedelta(hours=2, minutes=1))

    assert client.post(HERE, {"answers": old}).status_code == 422


def test_form_from_another_site_is_refused(client):
    assert client.post(HERE, ANSWERS, headers={"sec-fetch-site": "cross-site"}).status_code == 403


@pytest.mark.parametrize(
    ("daily", "is_said"), [([], True), (["alcohol"], False), (["benzos"], False), (["unsure"], False)]
)
def test_withdrawal_is_called_bearable_only_where_medicine_for_opioids_eases_it(client, daily, is_said):
    shown = words(client.post(HERE, {"what": "opioid", "daily": daily, "barrier": ["withdrawal"], "place": "62701"}))

    assert ("Help that makes withdrawal bearable" in shown) is is_said


def test_nothing_is_promised_that_no_listing_says(client):
    chosen = {"what": "stimulants", "now": ["pregnant", "hospital"], "barrier": ["no_insurance"], "place": "62701"}
    opioids = {"what": "opioid", "now": ["detox"], "place": "62701"}

    shown, of_opioids = words(client.post(HERE, chosen)), words(client.post(HERE, opioids))

    medicine_now = "No other places for this: medicine can start now. Ask for naloxone too."
    assert (medicine_now in shown, medicine_now in of_opioids) == (False, True)
    for said in (
        "Places for stimulants; first those that list rewards or behavior therapy",
        "Places that accept women, and a pregnancy group where listed",
        "Places that list a way to pay little or nothing",
    ):
        assert said in shown


@pytest.mark.parametrize(
    ("place", "said", "offered"),
    [
        ("Springfield", "More than one town is called “Springfield”.", "Springfield, IL"),
        ("near Springfeild, IL", "We could not find “Springfeild” in Illinois.", "Springfield, IL"),
    ],
)
def test_place_is_settled_before_anything_is_said_of_it(client, place, said, offered):
    response = client.post(HERE, {**ANSWERS, "place": place})

    assert (response.status_code, said in words(response)) == (422, True)
    assert "This is what we understood" not in words(response)
    assert all_with(response, "button", name="place", value=offered, form="choices") != []
    assert "methadone" in {tag["value"] for tag in all_with(response, "input") if "checked" in tag}


def test_place_that_was_pressed_keeps_all_answers(client):
    asked = client.post(HERE, {**ANSWERS, "place": "Springfield"})

    shown = client.post(HERE, {"answers": token(asked, "answers"), "place": "Springfield, IL"})

    assert "Near Springfield, IL" in words(shown)
    assert "Only places that list methadone because you said: Methadone" in words(shown)
    assert "near Springfield, IL" in words(client.post("/paths/", {"search": token(shown, "search")}))


def test_place_that_nobody_knows_is_refused_beside_its_field(client):
    response = client.post(HERE, {**ANSWERS, "place": "Nowhereville"})

    assert (response.status_code, "We could not find “Nowhereville”." in words(response)) == (422, True)
    assert all_with(response, "input", id="place")[0]["aria-describedby"] == "error-place"
