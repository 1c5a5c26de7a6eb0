"""A program asks for its page, is called back, and changes its number; a nurse on a roster takes a call."""

import re
import sqlite3
from contextlib import closing
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from journey_doors import come_in, demonstration_cookies, enrol_app
from journey_servers import Server, handrail
from journeys.test_accessibility import WIDTHS, faults, is_wider_than_screen

PASSWORD = "a-long-enough-password"
NEW_NUMBER = "617-555-0199"
NUMBER = count(1)


@pytest.fixture(scope="module")
def operators(server: Server) -> tuple[str, str]:
    names = ("olga", "otto")
    for name in names:
        arguments = ("createsuperuser", "--noinput", "--username", name)
        handrail(server.folder, *arguments, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
    return names


def at_the_desk(visit, name: str, path: str = "/desk/", **look) -> Page:
    page = visit("/account/sign-in/", **{"width": 1280, **look})
    come_in(page, name, PASSWORD, path)
    return page


def invited(visit, desk: Page, role: str) -> Page:
    """A colleague who joined by the link and the code that the operator hands over."""
    desk.get_by_label("Role").select_option(role)
    desk.get_by_role("button", name="Make a link").click()
    link = desk.get_by_role("status").locator("code.secret").inner_text()
    code = desk.locator("strong.dial").inner_text()
    page = visit(re.sub(r"https?://[^/]+", "", link), width=1280)
    page.get_by_role("button", name="Open the invitation").click()
    page.get_by_label("The code you were told").fill(code)
    page.get_by_label("A word for your sign-in name").fill("harbor")
    page.get_by_label("Password").fill("four plain words here")
    page.get_by_role("button", name="Join").click()
    page.get_by_role("button", name="I have written them down").click()
    enrol_app(page)
    return page


@pytest.fixture
def program(visit, operators) -> tuple[Page, Page]:
    """An operator's browser, and that of the lead of a new program."""
    desk = at_the_desk(visit, operators[0], "/account/organizations/")
    desk.get_by_label("Name").fill(f"Example Program {next(NUMBER)}")
    desk.get_by_label("What it is").select_option("program")
    desk.get_by_role("button", name="Add it").click()
    return desk, invited(visit, desk, "lead")


def ask_for(lead: Page, name: str) -> str:
    """Finds a place by its name and asks for its page."""
    lead.goto("/account/")
    lead.get_by_role("link", name="Your pages in the directory").click()
    lead.get_by_label("Name, town or ZIP code").fill(name)
    lead.get_by_role("button", name="Find it").click()
    lead.get_by_role("link", name="This is ours").first.click()
    place = lead.get_by_role("heading", level=1).inner_text()
    lead.get_by_label("Who you are").fill("Rosa Castillo, director")
    lead.get_by_label("How can we see that you work there?").fill("License 4711 of the state")
    lead.get_by_role("button", name="Ask for this page").click()
    expect(lead.get_by_text("We call the number that is listed for this place.")).to_be_visible()
    return place


def test_program_is_called_back_keeps_its_page_and_changes_its_number(visit, server, program, operators):
    desk, lead = program
    place = ask_for(lead, "chicago")

    desk.goto("/desk/claims/")
    desk.get_by_role("listitem").filter(has_text=place).get_by_role("link").first.click()
    desk.get_by_role("button", name="Open the words").click()
    expect(desk.get_by_text("License 4711 of the state")).to_be_visible()
    claim = desk.url
    desk.get_by_role("button", name=re.compile("^I call ")).first.click()
    code = desk.get_by_role("status").locator("strong.dial").inner_text()

    lead.reload()
    lead.get_by_label("Six digits").fill("12")
    lead.get_by_role("button", name="This is the code").click()
    expect(lead.get_by_role("alert")).to_contain_text("This code did not work.")
    lead.get_by_label("Six digits").fill(code)
    lead.get_by_role("button", name="This is the code").click()
    expect(lead.get_by_text("Now one of us looks at what you wrote.")).to_be_visible()

    desk.goto(claim)
    desk.get_by_label("What shows that they are who they say?").fill("Rang them; the license is in the list.")
    desk.get_by_role("button", name="Let them keep the page").click()
    expect(desk.get_by_text("Saved: the program keeps its page now.")).to_be_visible()

    lead.reload()
    lead.get_by_label("Main telephone number").check()
    lead.get_by_label("The new one").fill(NEW_NUMBER)
    lead.get_by_role("button", name="Propose it").click()
    expect(lead.get_by_text("Needs a second person")).to_be_visible()

    desk.goto(claim)
    desk.get_by_role("button", name="I agree, as the second person").click()
    expect(desk.get_by_text("A colleague who did not must call.")).to_be_visible()
    colleague = at_the_desk(visit, operators[1])
    colleague.goto(claim)
    colleague.get_by_role("button", name="They know, and agree").click()
    expect(colleague.get_by_text("the change is made when the wait is over")).to_be_visible()

    address = address_of(server, claim)
    visitor = visit(address)
    expect(visitor.get_by_text("This program keeps its own page here since")).to_be_visible()
    expect(visitor.get_by_text(NEW_NUMBER)).to_have_count(0)
    handrail(server.folder, "tick", "--at", "2040-01-01T00:00:00+00:00")
    assert (NEW_NUMBER, "applied") in changes(server)


def address_of(server: Server, claim: str) -> str:
    public_id = claim.rstrip("/").rpartition("/")[2]
    rows = (
        "SELECT facility.public_id FROM directory_facility AS facility"
        " JOIN directory_claim AS claim ON claim.facility_id = facility.id WHERE claim.public_id = ?"
    )
    with closing(sqlite3.connect(server.folder / "handrail.sqlite3")) as database:
        return f"/facilities/{database.execute(rows, [public_id]).fetchone()[0]}/"


def changes(server: Server) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(server.folder / "handrail.sqlite3")) as database:
        return database.execute("SELECT value, state FROM directory_listingchange").fetchall()


@pytest.fixture(scope="module")
def signed_in(browser, demonstration_server) -> dict[str, list]:
    return demonstration_cookies(browser, demonstration_server)


def test_operator_sees_how_long_nobody_has_answered_and_takes_the_call(visit, demonstration_server, signed_in):
    """The demonstration has one call that its first member did not answer."""
    page = visit("/crisis/", width=1280, at=demonstration_server)
    page.context.add_cookies(signed_in["demo-operator"])

    page.goto("/desk/rosters/")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 call waits for somebody.")
    expect(page.get_by_text("The deputy was called at")).to_be_visible()
    page.get_by_role("button", name="I have it").click()

    expect(page.get_by_text("Saved: you have it. Nobody else is called.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nobody waits for a call back.")


def test_operator_writes_a_paper_down_and_keeps_a_roster(visit, demonstration_server, signed_in):
    desk = visit("/crisis/", width=1280, at=demonstration_server)
    desk.context.add_cookies(signed_in["demo-operator"])
    desk.goto("/desk/agreements/")
    desk.get_by_role("link", name="Demonstration Program").click()
    desk.get_by_label("Qualified service organization agreement (42 CFR 2.11)").check()
    desk.get_by_label("Where the signed paper lies").fill("Cabinet 3")
    desk.get_by_role("button", name="Write it down").click()
    expect(desk.get_by_text("Saved: the agreement is written down.")).to_be_visible()

    desk.goto("/desk/rosters/")
    desk.get_by_label("Name of the roster").fill("warm-handover")
    desk.get_by_role("button", name="Make it").click()
    for number, name in ((1, "demo-lead"), (2, "demo-operator")):
        person = desk.get_by_role("group", name=f"Person {number}")
        person.get_by_label("Sign-in name").fill(name)
        person.get_by_label("Number or mailbox").fill(f"{name}@desk.example")
    desk.get_by_role("group", name="Person 2").get_by_label("Steps in when nobody answers (deputy)").check()
    desk.get_by_label("Monday").fill("09:00-12:00, 13:00-17:00")
    desk.get_by_role("button", name="Keep this roster").click()

    expect(desk.get_by_text("Saved: this roster is kept from now on.")).to_be_visible()
    expect(desk.get_by_text("demo-operator (deputy)")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_programs_and_rosters_have_no_fault_that_axe_knows_and_never_scroll_sideways(
    visit, demonstration_server, signed_in, width
):
    page = visit("/crisis/", width=width, bypass_csp=True, at=demonstration_server)
    found, wide = [], []

    for name, paths in (("demo-operator", desk_pages), ("demo-lead", program_pages)):
        page.context.clear_cookies()
        page.context.add_cookies(signed_in[name])
        for path in paths(page):
            page.goto(path)
            found += [f"{path} {fault}" for fault in faults(page)]
            wide += [path] if is_wider_than_screen(page) else []

    assert found == []
    assert wide == []


def links_in(page: Page, path: str, begin: str) -> list[str]:
    page.goto(path)
    addresses = page.locator(f'main a[href^="{begin}"]').evaluate_all(
        "all => all.map(each => each.getAttribute('href'))"
    )
    return list(dict.fromkeys(addresses))


def desk_pages(page: Page) -> list[str]:
    lists = ["/desk/", "/desk/claims/", "/desk/agreements/", "/desk/rosters/", "/desk/rosters/demonstration-desk/"]
    with_one = links_in(page, "/desk/agreements/", "/desk/agreements/")[:1]
    return [
        *lists,
        *links_in(page, "/desk/claims/", "/desk/claims/"),
        *with_one,
        "/on-call/guessed/",
        "/stop-change/guessed/",
    ]


def program_pages(page: Page) -> list[str]:
    ours = min(links_in(page, "/account/", "/account/listings/"), key=len)  # the other leads to what is open
    return [ours, *links_in(page, ours, ours), "/confirm-contact/guessed/"]
