"""The first page: a path, the questions of who reads before they act, and one search box."""

import pytest
from django.test import Client

from content_files import FIRST, write_content
from factories import make_facility
from handrail.learn.loading.actions import load_content
from handrail.learn.models import Article
from pages.reading import all_with, words

pytestmark = pytest.mark.django_db
THREE = ["what-it-is", "detox", "staying-off"]


def load(tmp_path, slugs):
    """Pages of these names, each in both languages."""
    pages = {slug: FIRST.replace('slug = "first"', f'slug = "{slug}"') for slug in slugs}
    load_content(folder=write_content(tmp_path / "content", **pages))


def questions(response) -> list[str]:
    links = [link["href"] for link in all_with(response, "a") if "card" in link.get("class", "")]
    return [address for address in links if "/heroin/" in address]


@pytest.mark.parametrize(("path", "start"), [("/", "/heroin/"), ("/es/", "/es/heroin/")])
def test_home_leads_to_the_questions_in_the_order_of_the_way(tmp_path, path, start):
    load(tmp_path, ["naloxone", "staying-off", "detox", "what-it-is", "family-and-friends"])

    response = Client().get(path)

    assert questions(response) == [f"{start}{slug}/" for slug in [*THREE, "family-and-friends", "naloxone"]]


def test_home_leads_to_no_page_that_is_not_there(tmp_path):
    before = questions(Client().get("/"))
    load(tmp_path, ["detox"])
    for page in Article.objects.filter(slug="detox"):
        page.unpublish()

    assert (before, questions(Client().get("/"))) == ([], [])


def test_home_has_the_one_search_box(db):
    response = Client().get("/")

    assert all_with(response, "form", role="search", method="post", action="/facilities/search/") != []


@pytest.mark.parametrize("slugs", [THREE[:1], THREE])
def test_home_asks_once_for_any_number_of_questions(tmp_path, django_assert_num_queries, slugs):
    load(tmp_path, slugs)
    Client().get("/")

    with django_assert_num_queries(1):
        response = Client().get("/")

    assert len(questions(response)) == len(slugs)


def test_facility_leads_to_what_happens_when_one_calls_and_carries_the_search(tmp_path, clinics):
    load(tmp_path, ["when-you-call", "paying"])

    response = Client().get(make_facility().get_absolute_url())

    assert all_with(response, "a", href="/heroin/when-you-call/") != []
    assert all_with(response, "a", href="/heroin/paying/") != []
    assert "What is the first thing?" in words(response)
