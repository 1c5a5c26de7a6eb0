"""An operator calls places, a visitor tells of a wrong number, and two people are needed to change where callers go."""

import re

import pytest
from playwright.sync_api import Page, expect

from journey_doors import come_in
from journey_servers import Server, handrail
from journeys.test_accessibility import WIDTHS, faults, is_wider_than_screen

PASSWORD = "a-long-enough-password"
BROKER = "1-800-555-0199"


@pytest.fixture(scope="module")
def operators(server: Server) -> tuple[str, str]:
    for name in ("anna", "ben"):
        arguments = ("createsuperuser", "--noinput", "--username", name)
        handrail(server.folder, *arguments, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
    return "anna", "ben"


def at_the_desk(visit, name: str, path: str = "/desk/", **look) -> Page:
    page = visit(path, **{"width": 1280, **look})
    come_in(page, name, PASSWORD, path)
    expect(page.get_by_role("navigation", name="Desk")).to_be_visible()
    return page


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def test_operator_takes_the_next_call_saves_it_and_gets_the_one_after(visit, operators):
    page = at_the_desk(visit, operators[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("What waits at the desk")

    page.get_by_role("button", name="Call the next place").click()
    expect(page.get_by_role("heading", name="What to say")).to_be_visible()
    first = page.url
    choose(page, "1. Is this the right number?", "Yes")
    choose(page, "2. Do you take new patients now?", "Yes")
    choose(page, "3. How long until a first dose of medicine?", "Same day")
    choose(page, "Buprenorphine", "Yes")
    choose(page, "Medicaid", "No")
    page.get_by_label("Note").fill("Ask for the front desk")
    page.keyboard.press("Enter")

    expect(page).not_to_have_url(first)
    expect(page.get_by_role("button", name="Save, next place")).to_be_visible()
    page.get_by_role("button", name="No answer").click()
    expect(page.get_by_role("button", name="Save, next place")).to_be_visible()
    page.goto(first)
    expect(page.get_by_text("Ask for the front desk")).to_be_visible()


@pytest.mark.parametrize("has_script", [True, False])
def test_visitor_taps_and_reports_a_wrong_number_without_an_account(visit, place_address, has_script):
    page = visit(f"{place_address}answered/", has_script=has_script)

    page.get_by_role("button", name="Wrong number").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you.")
    page.get_by_role("link", name="Tell us what is wrong with this number").click()
    page.get_by_label("The phone number is wrong").check()
    page.get_by_label("What did you find?").fill("A man offered me a flight.")
    page.get_by_text("I know what is right").click()
    page.get_by_label("Phone", exact=True).fill(BROKER)
    page.get_by_role("button", name="Send the report").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. The report is with us.")
    assert page.context.cookies() == []
    page.goto(place_address)
    assert "555-0199" not in page.content()


def test_two_operators_are_needed_and_the_second_must_wait(visit, operators, place_address):
    visitor = visit(f"{place_address}problem/")
    visitor.get_by_label("They closed").check()
    visitor.get_by_role("button", name="Send the report").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Thank you. The report is with us.")

    anna = at_the_desk(visit, operators[0], "/desk/corrections/")
    anna.get_by_role("listitem").filter(has_text="Closed · New").get_by_role("link").first.click()
    anna.get_by_role("button", name="I take it").click()
    report = anna.url
    anna.get_by_label("What is right", exact=True).fill("yes")
    anna.get_by_role("button", name="Checked: ask for a second person").click()
    expect(anna.get_by_role("alert")).to_have_text("Call the listed number first and record the call.")
    assert anna.get_by_label("What is right", exact=True).input_value() == "yes"
    anna.get_by_role("button", name="Call this place").click()
    anna.get_by_role("button", name="Number out of service").click()
    anna.goto(report)
    anna.get_by_label("What is right", exact=True).fill("yes")
    anna.get_by_role("button", name="Checked: ask for a second person").click()
    expect(anna.get_by_text("You were the first person.")).to_be_visible()

    ben = at_the_desk(visit, operators[1], re.sub(r"https?://[^/]+", "", report))
    expect(ben.get_by_text("Not yet: it can be confirmed from")).to_be_visible()
    assert ben.get_by_role("button", name="Confirm").count() == 0
    visitor.goto(place_address)
    expect(visitor.get_by_text("This place is closed")).to_have_count(0)


@pytest.mark.parametrize("width", WIDTHS)
def test_desk_has_no_fault_that_axe_knows_and_never_scrolls_sideways(visit, operators, width):
    page = at_the_desk(visit, operators[0], width=width, bypass_csp=True)
    found, wide = [], []

    for path in ("/desk/", "/desk/calls/", "/desk/corrections/", "/desk/duplicates/", "/desk/messages/"):
        page.goto(path)
        found += faults(page)
        wide.append(is_wider_than_screen(page))
    page.goto("/desk/")
    page.get_by_role("button", name="Call the next place").click()
    expect(page.get_by_role("heading", name="What to say")).to_be_visible()
    found += faults(page)
    wide.append(is_wider_than_screen(page))

    assert found == []
    assert wide == [False] * 6
