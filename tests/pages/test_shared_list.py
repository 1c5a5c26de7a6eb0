"""A list that is shared: ids alone, in the part of a link that no server sees."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from factories import make_facility
from handrail.pages.list_form import ListSearch
from handrail.pages.picked import MOST_PICKED, PUBLIC_ID
from handrail.pages.shared_list import SharedList
from pages.reading import all_with, carried, words

SHARED = "/facilities/shared/"


@pytest.fixture
def client(clinics):
    return Client()


def ids(facilities):
    return [each.public_id for each in facilities]


def link(response) -> str:
    return all_with(response, "input", id="link")[0]["value"]


@given(st.text(max_size=400) | st.lists(st.text("ab2.#\x00é", max_size=14), max_size=30).map(".".join))
def test_any_fragment_is_read_into_at_most_twenty_ids(text):
    found = SharedList.from_text(text)

    assert len(found.ids) <= MOST_PICKED
    assert all(PUBLIC_ID.fullmatch(each) for each in found.ids)
    assert found.unreadable >= 0
    assert SharedList.from_text(found.fragment).ids == found.ids


@pytest.mark.parametrize(
    ("text", "unreadable"), [("main", 1), ("#main", 1), ("main.places", 2), ("", 0), ("...", 0), ("ABCDEFGHIJKLM", 1)]
)
def test_what_was_never_an_id_is_no_place_of_the_list(text, unreadable):
    found = SharedList.from_text(text)

    assert found == SharedList((), unreadable=unreadable)


@pytest.mark.django_db
def test_list_of_no_ids_says_so_kindly(client):
    response = client.post(SHARED, {"ids": "main"})

    assert response.status_code == 200
    assert "None of its places is listed any more." in words(response)


@pytest.mark.parametrize(
    ("fragment", "is_sent"),
    [
        ("main", False),
        ("", False),
        ("a-heading-of-the-page", False),
        ("abcdefghijk27", True),
        ("abcdefghijk27.bcdefghijkl23", True),
        ("abcdefghijk27.bcdef", True),  # cut off by the program that sent it on
    ],
)
def test_script_sends_only_a_fragment_made_of_ids(fragment, is_sent):
    script = finders.find("web/shared_list.js")
    pattern = re.search(r"var IDS = /(.*)/;", Path(script).read_text(encoding="utf-8"))[1]

    assert bool(re.search(pattern, fragment)) == is_sent


@pytest.mark.django_db
def test_link_names_places_and_nothing_else(client, clinics):
    token = ListSearch(place="62701", chosen={"payment": ("medicaid",)}).token(at=timezone.now())

    response = client.post(SHARED, {"pick": ids(clinics), "search": token})

    assert link(response) == f"http://testserver{SHARED}#{clinics[0].public_id}.{clinics[1].public_id}"
    assert "Back to my list" in words(response)
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_opened_list_shows_its_places_with_public_links_and_sheets(client, clinics):
    response = client.post(SHARED, {"ids": ".".join(ids(clinics))})

    shown = words(response)
    assert "2 places" in shown
    assert [tag["href"] for tag in all_with(response, "a") if "testserver/facilities/" in tag["href"]] == [
        f"http://testserver/facilities/{each}/" for each in ids(clinics)
    ]
    assert all_with(response, "form", action="/facilities/print/") != []
    assert all_with(response, "button", formaction="/facilities/compare/") != []
    assert response.cookies == {}


@pytest.mark.django_db
def test_facility_reached_from_a_shared_list_leads_back_to_it(client, clinics):
    opened = client.post(SHARED, {"ids": ".".join(ids(clinics))})

    facility = client.post(f"/facilities/{clinics[0].public_id}/", {"search": carried(opened)})
    back = client.post(SHARED, {"search": carried(facility)})

    assert "Back to my list" in words(facility)
    assert all_with(facility, "form", id="kept")[0]["action"] == SHARED
    assert words(back) == words(opened)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["a" * 13], "1 place is no longer listed."),
        (["a" * 13, "b" * 13], "2 places are no longer listed."),
        (["x", "A" * 13, "{{7*7}}"], "3 places are no longer listed."),
    ],
)
def test_unknown_places_are_said(client, clinics, asked, said):
    some = client.post(SHARED, {"ids": ".".join([clinics[0].public_id, *asked])})
    none = client.post(SHARED, {"ids": ".".join(asked)})

    assert said in words(some)
    assert "1 place" in words(some)
    assert said in words(none)
    assert "None of its places is listed any more." in words(none)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [20, 21, 60])
def test_shared_list_holds_twenty_and_says_what_was_left_out(client, number):
    facilities = [make_facility() for _ in range(number)]

    response = client.post(SHARED, {"ids": ".".join(ids(facilities))})

    assert f"{min(number, 20)} places" in words(response)
    assert ("A list holds 20 places." in words(response)) is (number > MOST_PICKED)


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "said"), [(0, "Pick some places first"), (21, "You picked 21.")])
def test_sharing_no_place_or_too_many_is_said_kindly(client, number, said):
    response = client.post(SHARED, {"pick": ids([make_facility() for _ in range(number)])})

    assert response.status_code == 422
    assert said in words(response)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", ".", "....", "#", "é" * 3_000])
def test_empty_or_strange_fragment_is_answered(client, text):
    response = client.post(SHARED, {"ids": text})

    assert response.status_code == 200
    assert "0 places" in words(response)


@pytest.mark.django_db
def test_old_token_of_a_shared_list_asks_for_places(client):
    old = SharedList(("a" * 13,)).token(at=timezone.now() - timedelta(hours=3))

    response = client.post(SHARED, {"search": old})

    assert response.status_code == 422
    assert "Pick some places first" in words(response)


@pytest.mark.django_db
def test_get_knows_nothing_and_says_how_it_works(client):
    response = client.get(SHARED)

    assert response.status_code == 200
    assert "ask for the printed sheet or the address of each place" in words(response)
    assert all_with(response, "script", src="/static/web/shared_list.js") != []


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_shared_list_takes_two_queries_for_any_number_of_places(client, number, django_assert_max_num_queries):
    text = ".".join(ids([make_facility() for _ in range(number)]))
    client.post(SHARED, {"ids": text})

    with django_assert_max_num_queries(2) as asked:
        client.post(SHARED, {"ids": text})

    assert len(asked) == 2
