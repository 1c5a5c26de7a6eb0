"""A form that cannot be used yet begins with what to change, each a link to its field, on every public form."""

import pytest
from django.test import Client

from factories import make_facility
from pages.reading import all_with, carried, read, words

pytestmark = pytest.mark.django_db

FORMS = {
    "paths, no place": ("/paths/", {}, ["place"]),
    "paths, unknown place": ("/paths/", {"place": "Nowhereville"}, ["place"]),
    "paths, age": ("/paths/", {"place": "62701", "age": "ten"}, ["age"]),
    "paths, unknown choice": ("/paths/", {"place": "62701", "matters": "tea"}, ["matters"]),
    "paths, unknown subject": ("/paths/", {"place": "62701", "about": "tea"}, ["about"]),
    "paths, radius": ("/paths/", {"place": "62701", "radius": "x"}, ["radius"]),
    "list, no place": ("/facilities/list/", {"filtering": "1"}, ["place"]),
    "list, distance": ("/facilities/list/", {"filtering": "1", "place": "62701", "radius": "7"}, ["radius"]),
    "list, unknown filter": ("/facilities/list/", {"filtering": "1", "place": "62701", "care": "tea"}, ["filters"]),
    "five questions": ("/help-me-choose/", {"what": "tea", "daily": "tea", "place": ""}, ["what", "daily", "place"]),
    "five questions, place": ("/help-me-choose/", {"place": "Springfield"}, ["place"]),
    "not ready": ("/not-ready-to-stop/", {"place": "Nowhereville"}, ["place"]),
    "problem": ("/facilities/{id}/problem/", {"send": "1", "phone": "1" * 50}, ["kind", "phone"]),
    "problem, website": ("/facilities/{id}/problem/", {"send": "1", "kind": "other", "website": "x y"}, ["website"]),
    "search box, place": ("/facilities/search/", {"text": "x", "place": "Nowhereville"}, ["place"]),
}


@pytest.fixture
def facility(clinics):
    return make_facility()


@pytest.mark.parametrize("prefix", ["", "/es"])
@pytest.mark.parametrize(("address", "sent", "fields"), FORMS.values(), ids=FORMS)
def test_errors_stand_first_and_lead_to_their_fields(facility, prefix, address, sent, fields):
    from_here = {"sec-fetch-site": "same-origin"}

    response = Client(headers=from_here).post(prefix + address.format(id=facility.public_id), sent)

    (summary,) = all_with(response, "section", id="errors")
    assert (summary["role"], summary["tabindex"], "autofocus" in summary) == ("alert", "-1", True)
    ids = [attributes.get("id") for _, attributes in read(response).tags]
    links = [link["href"].removeprefix("#") for link in all_with(response, "a") if link["href"].startswith("#")]
    assert [link for link in links if link in fields] == fields
    assert [ids.count(field) for field in fields] == [1] * len(fields)
    assert ids.index("errors") < min(map(ids.index, fields))


@pytest.mark.parametrize("address", ["/", "/paths/", "/facilities/list/", "/help-me-choose/", "/not-ready-to-stop/"])
def test_form_that_was_not_sent_has_no_summary(facility, address):
    assert all_with(Client().get(address), "section", id="errors") == []


def test_sentence_of_the_summary_is_that_of_the_field(facility):
    response = Client().post("/paths/", {"place": ""})

    assert words(response).count("Please write a ZIP code or a town.") == 2


def test_summary_of_a_place_to_settle_keeps_the_way_back(facility):
    found = Client().post("/paths/", {"place": "62701"})

    asked = Client().post("/not-ready-to-stop/", {"search": carried(found), "place": "Nowhereville"})

    assert "Back to my paths" in words(asked)
