"""Of the library that ships htmx one file is served, and only desks of referrals ask for it."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import get_finders

from handrail.web.htmx_file import HTMX, HtmxFinder

pytestmark = pytest.mark.django_db


def test_one_file_is_gathered_and_no_other_of_that_library():
    gathered = [path for finder in get_finders() for path, _ in finder.list([]) if path.startswith("django_htmx/")]

    assert gathered == [HTMX]
    assert finders.find("django_htmx/htmx-4.js") is None


@pytest.mark.asvs("V3.2.2", "V1.3.2")
def test_it_runs_no_text_keeps_no_history_and_asks_nobody_else(checkout):
    macro = (checkout / "src/handrail/web/templates/web/components/live.jinja").read_text()

    told = re.search(r"name=\"htmx-config\" content='([^']+)'", macro)[1]

    for word in (
        '"historyEnabled":false',
        '"historyCacheSize":0',
        '"includeIndicatorStyles":false',
        '"allowEval":false',
        '"allowScriptTags":false',
        '"selfRequestsOnly":true',
    ):
        assert word in told


@pytest.mark.parametrize("path", ["/", "/crisis/", "/offline/", "/account/sign-in/"])
def test_public_page_bears_nothing_of_it(client, path):
    page = client.get(path).content.decode()

    assert re.findall(r"htmx|hx-|live\.js", page) == []


def test_it_says_what_it_finds():
    with_all = HtmxFinder().find(HTMX, find_all=True)

    assert with_all == [finders.find(HTMX)]
