"""Two programs say that they work together: one declares it, the other confirms it, and a path through both says so."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from accounts.people import PASSWORD
from handrail.directory.index.live import SECONDS_BETWEEN_CHECKS
from journey_doors import enrol_app, sign_in
from journey_servers import serving
from journey_steps import expect_paths, follow, search
from journeys.test_ask_to_be_expected_at_night import done_by_script
from journeys.two_programs import ZIP

SAYS = "These two places work together (both confirmed"


@pytest.fixture(scope="module")
def town_server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("partners"), is_demonstration=False) as running:
        yield running


@pytest.fixture(scope="module")
def programs(town_server) -> list[dict[str, str]]:
    return json.loads(done_by_script(town_server, "two_programs", "begin"))


@pytest.fixture
def lead_of(visit, town_server):
    def opened(program: dict[str, str]) -> Page:
        page = visit("/account/sign-in/", at=town_server, width=1280)
        sign_in(page, program["lead"], PASSWORD)
        enrol_app(page)
        page.goto(program["pages"])
        return page

    return opened


def search_again(visit, server) -> Page:
    """What was said a second before is in its answer: so far may the index of the server be behind."""
    seeker = visit("/", at=server, width=1280)
    seeker.wait_for_timeout(1000 * SECONDS_BETWEEN_CHECKS)
    search(seeker, ZIP)
    expect_paths(seeker)
    return seeker


def test_one_declares_the_other_confirms_and_the_card_of_a_path_says_so(visit, town_server, programs, lead_of):
    first, then = programs
    declaring = lead_of(first)
    declaring.get_by_label("Name, town or ZIP code").fill(then["name"])
    follow(declaring.get_by_role("button", name="Find it"))
    follow(declaring.get_by_role("link", name=f"We work with them {then['name']}"))
    declaring.get_by_text("People get medicine from us and counseling from them").click()
    follow(declaring.get_by_role("button", name="Ask them to confirm it"))
    expect(declaring.get_by_role("alert").first).to_be_visible()
    declaring.get_by_label(re.compile("^Nobody pays anybody for this")).check()
    follow(declaring.get_by_role("button", name="Ask them to confirm it"))
    expect(declaring.get_by_text("Not yet", exact=True)).to_be_visible()
    expect(search_again(visit, town_server).get_by_text(SAYS)).to_have_count(0)

    confirming = lead_of(then)
    line = confirming.locator("li.card").filter(has_text=first["name"])
    expect(line).to_contain_text("Waits for you")
    follow(line.get_by_role("link", name=first["name"]))
    confirming.get_by_label(re.compile("^Nobody pays anybody for this")).check()
    follow(confirming.get_by_role("button", name="Yes, we work together"))
    expect(confirming.get_by_text("Holds until", exact=True)).to_be_visible()

    card = search_again(visit, town_server).locator("article").filter(has_text=SAYS)
    expect(card.first).to_contain_text(first["name"])
    expect(card.first).to_contain_text(then["name"])

    declaring.reload()
    declaring.get_by_text("We no longer work together").click()
    follow(declaring.get_by_role("button", name="End it now"))
    expect(search_again(visit, town_server).get_by_text(SAYS)).to_have_count(0)
