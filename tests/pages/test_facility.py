import pytest
from django.test import Client
from django.utils import timezone

from factories import make_facility
from handrail.directory.actions import bump_revision
from handrail.directory.models import Facility
from handrail.directory.queries import facility_facts
from pages.reading import all_with, carried, title, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(clinics):
    return Client()


def test_facility_by_get_is_a_plain_page_that_knows_no_search(client, clinics):
    response = client.get(clinics[0].get_absolute_url())

    shown = words(response)
    assert response.status_code == 200
    assert "First & Example <Clinic>" in shown
    assert "217-555-0101 x12" in shown
    assert "SAMHSA National Directory, 2023" in shown
    assert "Back to my paths" not in shown
    assert title(response) == "First &amp; Example &lt;Clinic&gt; · Facilities and services · Handrail"
    assert "no-store" not in response.headers.get("Cache-Control", "")


def test_facility_in_spanish(client, clinics):
    response = client.get(f"/es{clinics[0].get_absolute_url()}")

    assert "Cómo comunicarse" in words(response)


@pytest.mark.parametrize("token", ["", "nonsense", "A" * 5000])
def test_facility_with_a_damaged_token_is_shown_without_the_way_back(client, clinics, token):
    response = client.post(clinics[0].get_absolute_url(), {"search": token})

    assert response.status_code == 200
    assert "Back to my paths" not in words(response)


def test_facility_language_switch_keeps_the_way_back(client, clinics):
    found = client.post("/paths/", {"place": "62701"})

    spanish = client.post(f"/es{clinics[0].get_absolute_url()}", {"search": carried(found)})

    assert "Volver a mis caminos" in words(spanish)
    assert all_with(spanish, "form", id="as-sent")[0]["action"] == clinics[0].get_absolute_url()


def test_facility_no_longer_listed_says_so(client):
    gone = make_facility(source_year=2022, gone_since_year=2023)

    response = client.get(gone.get_absolute_url())

    assert all_with(response, "p", **{"class": "note alert"}) != []
    assert facility_facts(gone, "en").gone in words(response)


@pytest.mark.asvs("V1.2.2")
@pytest.mark.parametrize("website", ["http://", "javascript:alert(1)", "ftp://clinic.example", ""])
def test_facility_links_only_whole_web_addresses(client, website):
    facility = make_facility(website=website)

    assert "Their website" not in words(client.get(facility.get_absolute_url()))


@pytest.mark.parametrize("public_id", ["aaaaaaaaaaaaa", "UPPER", "x" * 300])
def test_unknown_facility_is_not_found(client, public_id):
    assert client.get(f"/facilities/{public_id}/").status_code == 404


def test_facility_asks_the_database_equally_often_for_any_number_of_neighbors(
    client, clinics, django_assert_num_queries
):
    client.get(clinics[0].get_absolute_url())
    with django_assert_num_queries(11):
        client.get(clinics[0].get_absolute_url())
    for _ in range(3):
        make_facility(same_address_key=clinics[0].same_address_key)

    with django_assert_num_queries(11):
        response = client.get(clinics[0].get_absolute_url())

    assert "In the same building" in words(response)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("", "Pregnant, or alcohol or benzos every day? If nobody can see you today, go to an emergency department."),
        (
            "/es",
            "¿Embarazo, o alcohol o benzos cada día? Si nadie puede atenderle hoy, vaya a una sala de emergencias.",
        ),
    ],
)
def test_who_must_not_wait_is_never_told_to_wait_two_days(client, clinics, language, said):
    here = f"{language}{clinics[0].get_absolute_url()}"

    facility = client.get(here)
    thanks = client.post(f"{here}answered/", {"answer": "yes"}, headers={"sec-fetch-site": "same-origin"})

    assert (said in words(facility), said in words(thanks)) == (True, True)


def test_script_follows_the_search_that_is_carried(client, clinics):
    here = clinics[0].get_absolute_url()
    alcohol = carried(client.post("/paths/", {"place": "62701", "about": "alcohol"}))
    opioid = carried(client.post("/paths/", {"place": "62701", "medicine": "methadone"}))

    about_alcohol, about_opioids = (words(client.post(here, {"search": token})) for token in (alcohol, opioid))

    assert "Hi. I am looking for help with alcohol or drugs. Are you taking new people?" in about_alcohol
    assert "I am looking for treatment for opioid use." in about_opioids
    transfer = "Can I transfer to you without missing a day of medicine?"
    assert (transfer in about_alcohol, transfer in about_opioids, transfer in words(client.get(here))) == (
        False,
        True,
        False,
    )


def test_call_comes_first_then_what_to_say_then_whether_they_answered(client, clinics):
    shown = words(client.get(clinics[0].get_absolute_url()))

    places = [shown.index(each) for each in ("Call 217-555-0101 x12", "What you can say", "Did they answer?")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("who", "hello"), [("myself", "Hi. I am looking for treatment"), ("loved", "Hi. I am calling for someone I love")]
)
def test_script_follows_the_search_that_led_here(client, clinics, who, hello):
    found = client.post("/paths/", {"place": "62701", "who": who, "matters": ["payment:medicaid"]})

    shown = words(client.post(clinics[0].get_absolute_url(), {"search": carried(found)}))

    assert hello in shown
    assert "have Medicaid. Do you take it?" in shown


def test_phone_of_a_path_leads_to_what_to_say(client, clinics):
    found = client.post("/paths/", {"place": "62701"})

    (button,) = [each for each in all_with(found, "button") if each.get("formaction", "").endswith("#what-to-say")][:1]
    page = client.post(button["formaction"].partition("#")[0], {"search": carried(found)})

    assert len(all_with(page, "section", id="what-to-say")) == 1


def test_closed_place_is_not_called(client, clinics):
    closed = make_facility(closed_at=timezone.now(), phone="217-555-0199")

    response = client.get(closed.get_absolute_url())

    assert "217-555-0199" not in words(response)
    assert "No phone number is listed." not in words(response)
    assert all_with(response, "section", id="what-to-say") == []


def test_extension_is_said_once(client, clinics):
    shown = words(client.get(clinics[0].get_absolute_url()))

    assert shown.count("extension 12") == 1


def test_distance_of_the_next_place_says_from_where(client, clinics):
    Facility.objects.update(codes=clinics[0].codes)
    bump_revision(at=timezone.now())

    shown = words(client.get(clinics[1].get_absolute_url()))

    assert "From this place: " in shown
