"""The question whether a phone is one's own, and the way to take everything off again."""

import pytest
from django.test import Client

from content_files import FIRST, SECOND, write_content
from handrail.learn.loading.actions import load_content
from pages.reading import all_with, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(tmp_path):
    load_content(folder=write_content(tmp_path / "content", first=FIRST, second=SECOND))


def test_page_names_every_health_page_for_the_phone_to_choose_from_and_none_about_us(content):
    english, spanish = Client().get("/offline/"), Client().get("/es/offline/")

    own = [{line["data-page"] for line in all_with(page, "li") if "data-page" in line} for page in (english, spanish)]
    assert own == [
        {"/crisis/", "/heroin/first/", "/es/heroin/first/"},
        {"/es/crisis/", "/heroin/first/", "/es/heroin/first/"},
    ]


def test_as_it_comes_the_page_says_that_nothing_is_kept(content):
    response = Client().get("/offline/")

    shown = [part["data-when"] for part in all_with(response, "div") if "data-when" in part and "hidden" not in part]
    assert shown == ["none"]
    assert all_with(response, "form")[-1]["action"] == "/offline/taken-off/"


def test_taking_off_empties_what_the_browser_keeps_of_us(client):
    response = client.post("/offline/taken-off/")

    assert (response.status_code, response["Clear-Site-Data"]) == (200, '"cache", "storage"')
    assert "The pages are off this phone" in words(response)
    assert response["Cache-Control"] == "no-store"


def test_only_pressing_the_button_takes_anything_off(client):
    response = client.get("/offline/taken-off/")

    assert "Clear-Site-Data" not in response
    assert "Nothing was taken off yet" in words(response)


def test_no_other_site_can_take_anything_off():
    response = Client().post("/offline/taken-off/", headers={"Sec-Fetch-Site": "cross-site"})

    assert ("Clear-Site-Data" in response, response.status_code) == (False, 403)


def test_health_page_offers_to_be_kept_and_a_page_about_us_does_not(content, client):
    health, about = client.get("/heroin/first/"), client.get("/about/second/")

    assert [part["data-path"] for part in all_with(health, "div") if "data-path" in part] == ["/heroin/first/"]
    assert [part for part in all_with(about, "div") if "data-path" in part] == []
