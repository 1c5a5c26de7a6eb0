"""What holds on each page that answers something sent: Back never shows it, and the language changes without a loss."""

import pytest
from django.test import Client
from django.utils import timezone

from handrail.directory.models import Correction
from handrail.pages.forms import Search
from pages.reading import all_with, title, words
from public_pages import ASKING, READING

pytestmark = pytest.mark.django_db
TAKING_POSTS = [path for path in (*READING, *ASKING) if path != "/"]
FACILITY_PAGES = ["", "answered/", "problem/"]
HERE = "/help-me-choose/"


@pytest.fixture
def client(clinics):
    return Client(headers={"sec-fetch-site": "same-origin"})


def search_token() -> str:
    return Search(place="62701").token(at=timezone.now())


def in_the_other_language(client, response):
    """As the button does it: the same fields, sent to the same page in the other language."""
    form = all_with(response, "form", id="as-sent")[0]
    html = response.content.decode().partition('<form id="as-sent"')[2].partition("</form>")[0]
    button = all_with(response, "button", form="as-sent")
    assert [tag["lang"] for tag in button] == ["es"]
    fields: dict[str, list[str]] = {}
    for tag in all_with(response, "input", type="hidden"):
        if f'name="{tag["name"]}" value="{tag["value"]}"' in html:
            fields.setdefault(tag["name"], []).append(tag["value"])
    return client.post(form["action"], {name: list(dict.fromkeys(values)) for name, values in fields.items()})


@pytest.mark.parametrize("path", TAKING_POSTS)
@pytest.mark.parametrize("sent", [{}, {"place": "Nowhere At All"}, {"search": "noise"}, {"change": "1"}])
def test_every_answer_to_a_post_is_private(client, path, sent):
    response = client.post(path, sent)

    assert all_with(response, "html")[0].get("data-private") == "/"


@pytest.mark.parametrize("page", FACILITY_PAGES)
@pytest.mark.parametrize("sent", [{}, {"send": "1"}, {"answer": "yes"}])
def test_every_answer_about_a_place_is_private(client, clinics, page, sent):
    response = client.post(f"/facilities/{clinics[0].public_id}/{page}", sent)

    assert all_with(response, "html")[0].get("data-private") == "/"


@pytest.mark.parametrize("path", TAKING_POSTS)
def test_page_that_is_only_read_is_not_private(client, path):
    response = client.get(path)

    assert "data-private" not in all_with(response, "html")[0]
    assert all_with(response, "form", id="as-sent") == []


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/paths/", {"place": "Nowhere At All", "matters": "payment:medicaid"}),
        ("/not-ready-to-stop/", {"place": "62701"}),
        ("/facilities/list/", {"filtering": "1", "place": "Nowhere At All", "payment": "medicaid"}),
        (HERE, {"place": "62701", "now": "jail", "barrier": "medicaid"}),
    ],
)
def test_language_changes_and_what_was_sent_stays(client, path, sent):
    english = client.post(path, sent)

    spanish = in_the_other_language(client, english)

    assert all_with(spanish, "html")[0]["lang"] == "es"
    assert spanish.status_code == english.status_code
    assert sent["place"] in spanish.content.decode()


def test_search_that_is_being_changed_is_kept_in_the_other_language(client):
    english = client.post("/paths/", {"search": search_token(), "change": "1"})

    spanish = in_the_other_language(client, english)

    assert all_with(spanish, "input", id="place")[0]["value"] == "62701"


def test_problem_half_reported_is_kept_in_the_other_language(client, clinics):
    english = client.post(f"/facilities/{clinics[0].public_id}/problem/", {"send": "1", "words": "Nobody there."})

    spanish = in_the_other_language(client, english)

    assert "Nobody there." in spanish.content.decode()
    assert list(Correction.objects.all()) == []


def test_report_is_not_sent_twice_by_another_language(client, clinics):
    here = f"/facilities/{clinics[0].public_id}/problem/"

    thanks = client.post(here, {"send": "1", "kind": "wrong_number"})

    assert Correction.objects.count() == 1
    assert all_with(thanks, "form", id="as-sent") == []
    assert [tag["href"] for tag in all_with(thanks, "a", lang="es")] == [f"/es{here}"]


@pytest.mark.asvs("V15.3.3")
def test_report_takes_no_field_that_its_form_does_not_have(client, clinics):
    here = f"/facilities/{clinics[0].public_id}/problem/"

    client.post(here, {"send": "1", "kind": "wrong_number", "state": "confirmed", "owner": "1", "public_id": "a" * 13})

    report = Correction.objects.get()
    assert (report.state, report.owner, report.public_id == "a" * 13) == ("new", None, False)


def test_report_from_results_leads_back_in_the_other_language_too(client, clinics):
    token = search_token()
    sent = {"send": "1", "kind": "wrong_number", "search": token}
    thanks = client.post(f"/facilities/{clinics[0].public_id}/problem/", sent)

    spanish = in_the_other_language(client, thanks)

    assert all_with(spanish, "input", name="search")[0]["value"] == token
    assert Correction.objects.count() == 1


def test_answers_show_one_way_to_the_other_language(client):
    understood = client.post(HERE, {"place": "62701"})

    assert words(understood).count("Español") == 1


def test_helper_reached_from_results_keeps_the_way_back(client):
    token = search_token()

    asked = client.post(HERE, {"search": token})
    understood = client.post(HERE, {"search": token, "place": "62701"})
    answers = all_with(understood, "input", name="answers")[0]["value"]
    changed = client.post(HERE, {"search": token, "answers": answers, "change": "1"})

    for response in (asked, understood, changed):
        assert "Back to my paths" in words(response)
        assert token in [tag["value"] for tag in all_with(response, "input", name="search")]
    assert "Five questions" in words(asked)
    assert "This is what we understood" in words(understood)


@pytest.mark.parametrize("path", [HERE, "/not-ready-to-stop/", "/not-ready-to-stop/in/pa/"])
def test_title_tells_no_need_of_who_comes_from_results(client, path):
    assert title(client.post(path, {"search": search_token()})) == "Handrail"
    assert title(client.get(path)) != "Handrail"


def test_page_for_a_form_too_large_does_not_read_it_again(client):
    response = client.post("/paths/", {"matters": "x" * 3_000_000})

    assert response.status_code in (400, 413)
    assert all_with(response, "form", id="as-sent") == []
