"""The page for programmers tells the truth: its examples run, its errors are all there."""

import json
import re
from typing import get_args

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from handrail.directory.domain.filters import GROUPS
from handrail.directory.labels import code_labels
from handrail.interop import urls as api_urls
from handrail.interop.forms import FacilitySearch, Medicine, NeedName, PathSearch, Payment, SpokenLanguage, Substance
from handrail.interop.meeting_lists import urls as list_urls
from handrail.interop.problem_kinds import KINDS
from handrail.meetings.export.bmlt_answers import ANSWERS
from handrail.meetings.export.bmlt_search import NARROWING
from handrail.pages.api_words import code_tables, filter_tables, path_words
from handrail.web.limiting.limits import forget_permits
from pages.reading import all_with, words

pytestmark = pytest.mark.django_db
CALL = re.compile(r"curl (http\S+) \\\s+--json &#39;\s*(\{.*?\})&#39;", re.DOTALL)


@pytest.fixture(autouse=True)
def nothing_held():
    forget_permits()
    yield
    forget_permits()


@pytest.mark.parametrize("path", ["/api/", "/es/api/"])
def test_examples_of_the_page_are_answered(clinics, path):
    page = Client().get(path).content.decode().replace("'", "&#39;").replace("&#34;", '"').replace("<wbr>", "")

    calls = [(address, json.loads(body)) for address, body in CALL.findall(page)]
    answers = [Client().post(address, body, content_type="application/json") for address, body in calls]

    assert [address for address, _ in calls] == [
        "http://testserver/api/paths",
        "http://testserver/api/facilities/search",
    ]
    assert [answer.status_code for answer in answers] == [200, 200]


def test_every_kind_of_problem_has_a_row_to_link_to():
    page = Client().get("/api/")

    rows = {row["id"] for row in all_with(page, "tr") if "id" in row}
    assert rows == {kind.name for kind in KINDS}


def resolved(address):
    """The name of what answers there. `ID` and a question stand for those of a caller."""
    try:
        found = resolve(address.partition("?")[0])
    except Resolver404:
        pytest.fail(f"{address} does not exist")
    return found.view_name


@pytest.mark.parametrize("path", ["/api/", "/es/api/"])
def test_page_names_every_address_that_answers_programs_and_no_other(path):
    answering = {f"api:{each.name}" for each in api_urls.urlpatterns if each.name != "nothing_here"}
    answering |= {f"meeting_lists:{each.name}" for each in list_urls.urlpatterns}

    page = Client().get(path).content.decode().replace("<wbr>", "")
    named = re.findall(r"<code>(?:GET|POST) (/[^\s<]+)</code>", page)

    assert {resolved(address) for address in named} == answering


@pytest.mark.parametrize(
    "address", ["/meetings.json", "/meetings.csv", "/meetings.ics", "/bmlt/client_interface/", "client_interface/json/"]
)
def test_guide_for_programs_names_each_address(checkout, address):
    guide = (checkout / "docs" / "meetings-for-programs.md").read_text(encoding="utf-8")

    assert address in guide


def test_guide_for_programs_names_every_question_and_what_narrows_it(checkout):
    guide = (checkout / "docs" / "meetings-for-programs.md").read_text(encoding="utf-8")

    told = set(re.findall(r"`(\w+)`", guide))
    assert {*ANSWERS, *NARROWING} - told == set()


def test_page_states_the_limit_that_is_set(settings):
    settings.API_PER_MINUTE = 123

    assert "123 calls a minute" in words(Client().get("/api/"))
    assert "123 llamadas por minuto" in words(Client().get("/es/api/"))


def test_page_names_no_host_but_our_own(settings):
    settings.ALLOWED_HOSTS = ["testserver"]

    assert Client().get("/api/", headers={"host": "elsewhere.example"}).status_code == 400


def test_page_reached_from_results_knows_the_way_back(clinics):
    from pages.reading import carried

    results = Client().post("/paths/", {"place": "62701"})
    page = Client().post("/api/", {"search": carried(results)})

    assert page.status_code == 200
    assert "Back to my paths" in words(page)
    assert page.headers["Cache-Control"] == "no-store"


SAME_IN_BOTH = {"Medicare", "Medicaid", "LGBTQ+", "Hindi", "Hmong", "Ojibwa", "Yupik"}
TAKEN = {"need": NeedName, "payment": Payment, "language": SpokenLanguage, "medicine": Medicine, "substance": Substance}


@pytest.mark.parametrize("language", ["en", "es"])
def test_words_of_the_page_are_those_that_a_search_for_paths_takes(language):
    shown = {table.field: [word.name for word in table.words] for table in path_words(language)}

    taken = {field: [name for name in get_args(kind) if not name.endswith("!")] for field, kind in TAKEN.items()}
    assert shown == taken
    assert set(shown) <= set(PathSearch.model_fields)


def test_filters_and_codes_of_the_page_are_all_there_are():
    filters = {table.field: [word.name for word in table.words] for table in filter_tables("en")}
    codes = [word.name for table in code_tables("en") for word in table.words]

    assert filters == {group.name: list(group.option_names) for group in GROUPS}
    assert set(filters) == set(FacilitySearch.model_fields["filters"].annotation.model_fields)
    assert sorted(codes) == sorted(code_labels())


@pytest.mark.parametrize("tables", [path_words, filter_tables, code_tables])
def test_every_word_is_said_in_both_languages(tables):
    said = [[word.meaning for table in tables(language) for word in table.words] for language in ("en", "es")]
    names = [word.name for table in tables("en") for word in table.words]

    assert [meaning for meaning, name in zip(said[0], names, strict=True) if not meaning or meaning == name] == []
    assert len(said[0]) == len(said[1])
    assert {en for en, es in zip(*said, strict=True) if en == es} <= SAME_IN_BOTH


def test_page_shows_the_words(clinics):
    shown = words(Client().get("/api/"))

    assert "start_today Start today What becomes of it: a wish: let go if need be, and said" in shown
    assert "woman For women What becomes of it: always kept" in shown
    assert "heroin Heroin, fentanyl or other opioids What becomes of it: answered with paths" in shown
