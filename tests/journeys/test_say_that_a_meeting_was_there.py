"""Somebody who was there says so in one press, on a cheap phone without a script, and the list knows it."""

import re

import pytest
from playwright.sync_api import Page, expect

from journey_steps import PLACE, follow
from journeys.test_accessibility import WIDTHS, faults, is_wider_than_screen

NAME = "Steps at the Corner Hall"


def listed(page: Page):
    """The meeting in the list of those near the place."""
    page.goto("/meetings/")
    page.get_by_label("ZIP code or town").fill(PLACE)
    follow(page.get_by_role("button", name="Show meetings"))
    return page.locator("li.meeting").filter(has_text=NAME).first


def open_meeting(page: Page) -> None:
    """By its own address, as somebody does who kept it."""
    page.goto(listed(page).get_by_role("button", name=NAME, exact=True).get_attribute("formaction"))


def test_person_says_that_it_was_there_and_the_list_knows_it(visit, demonstration_server):
    page = visit(has_script=False, at=demonstration_server)
    open_meeting(page)

    follow(page.get_by_role("button", name="Yes, it was there"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. That helps the next person.")
    follow(page.get_by_role("link", name="Back to this meeting"))
    expect(page.locator(".page-title .tags")).to_contain_text(re.compile("Seen happening (today|yesterday)"))

    expect(listed(page)).to_contain_text(re.compile("Seen happening (today|yesterday)"))
    assert page.title() == "Handrail"


@pytest.mark.parametrize("width", WIDTHS)
def test_questions_and_thanks_have_no_fault_that_axe_knows(visit, demonstration_server, width):
    page = visit(width=width, bypass_csp=True, at=demonstration_server)
    open_meeting(page)
    found = {"meeting": faults(page)}

    follow(page.get_by_role("button", name="I was told to stop it"))

    found["thanks"] = faults(page)
    assert found == {"meeting": [], "thanks": []}
    assert is_wider_than_screen(page) is False
    assert "medicine" not in page.url
