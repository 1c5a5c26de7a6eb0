"""A program says itself what is open: at its desk, by the link of a message, and by its own system with a key."""

import re

import pytest
from playwright.sync_api import Page, expect

from journey_doors import demonstration_cookies
from journey_servers import Server, handrail
from journey_steps import follow
from journeys.test_accessibility import WIDTHS, faults, is_wider_than_screen

# What the worker does twenty hours after a number was said, for a mailbox that this program never really named.
ASK = """
from datetime import timedelta
from django.utils import timezone
from handrail.directory.models import Claim, ListingContact
from handrail.directory.own_places.actions.nudging import ask
from handrail.messaging.models import Message
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.sealed_values import opened, seal
at = timezone.now()
claim = Claim.objects.filter(state="verified").order_by("pk").first()
contact = ListingContact.objects.filter(claim=claim).first() or ListingContact(
    claim=claim, subject=open_subject(by=PRODUCT, at=at), channel="email", language="en", since=at
)
seal(contact, at=at, address="front-desk@program.example")
contact.save()
ask(claim.place, contact, at + timedelta(hours=4), at=at)
print(opened(Message.objects.latest("pk"), "letter")["letter"]["link"])
"""
DEMO = {"HANDRAIL_DEMONSTRATION": "1"}
ROW = {"level": "residential", "sex": "women", "available": 3, "maximum": 4}


@pytest.fixture(scope="module")
def signed_in(browser, demonstration_server) -> dict[str, list]:
    return demonstration_cookies(browser, demonstration_server)


@pytest.fixture
def lead(visit, demonstration_server, signed_in):
    def opened(**look) -> Page:
        page = visit("/crisis/", at=demonstration_server, **look)
        page.context.add_cookies(signed_in["demo-lead"])
        page.goto("/account/")
        page.get_by_role("link", name="Say what is open").click()
        return page

    return opened


def to_the_place(page: Page) -> str:
    """Its address for visitors."""
    page.locator("main article h2 a").first.click()
    expect(page.get_by_role("heading", name="Change the numbers")).to_be_visible()
    return page.get_by_role("heading", level=1).inner_text()


def printed(server: Server, code: str) -> str:
    return handrail(server.folder, "shell", "-v", "0", "-c", code, **DEMO).strip().splitlines()[-1]


def visitors_page(visit, demonstration_server: Server, page: Page) -> Page:
    claim = re.search(r"/([a-z2-7]{13})/places/", page.url)
    assert claim is not None
    asked = (
        f"from handrail.directory.models import Claim; print(Claim.objects.get(public_id='{claim[1]}').place.public_id)"
    )
    public_id = printed(demonstration_server, asked)
    return visit(f"/facilities/{public_id}/", width=360, at=demonstration_server)


def test_lead_types_numbers_and_a_visitor_reads_who_said_them(visit, demonstration_server, lead):
    desk = lead(width=1280)
    to_the_place(desk)
    other = desk.get_by_text("Other kinds of care")
    if other.count():
        other.click()

    desk.get_by_label("Residential care, Women: open now").fill("1")
    desk.get_by_label("Residential care, Women: in all").fill("4")
    desk.get_by_role("button", name="Save these numbers").click()
    expect(desk.get_by_role("button", name="One more: Residential care for women")).to_be_visible()

    visitor = visitors_page(visit, demonstration_server, desk)
    expect(visitor.get_by_text("1 bed for women, updated just now by the program").first).to_be_visible()


def test_one_more_and_still_true_are_one_tap_without_script(lead):
    desk = lead(width=360, has_script=False)
    to_the_place(desk)

    desk.get_by_role("button", name="One more: Residential care for women").click()
    expect(desk.locator(".by-one .figure").first).to_have_text("2")
    desk.get_by_role("link", name="What is open at your places").click()
    button = desk.get_by_role("button", name="Still true").first
    button.focus()
    desk.keyboard.press("Enter")

    expect(desk.get_by_role("heading", level=1)).to_have_text("What is open at your places")
    expect(desk.get_by_text("2 beds for women, updated just now by the program").first).to_be_visible()


def test_key_is_made_used_and_ended(visit, demonstration_server, lead):
    desk = lead(width=1280)
    to_the_place(desk)
    public_id = visitors_page(visit, demonstration_server, desk).url.rstrip("/").rpartition("/")[2]
    desk.goto("/account/")
    desk.get_by_role("link", name="Keys for your system").click()
    desk.get_by_label("Which system will use it?").fill("Bed board")
    desk.get_by_role("button", name="Make the key").click()
    key = {"Authorization": f"Bearer {desk.locator('code.secret').inner_text()}"}
    moment = desk.evaluate("new Date().toISOString()")

    def call():
        rows = [{**ROW, "service_id": public_id, "updated": moment}]
        sender = visit("/crisis/", at=demonstration_server).context.request
        return sender.post("/api/capacities", data={"capacities": rows}, headers=key)

    said = call()
    desk.get_by_text("End this key").first.click()
    desk.get_by_role("button", name="Yes, end this key").first.click()
    expect(desk.get_by_text("Ended on").first).to_be_visible()
    refused = call()

    visitor = visit(f"/facilities/{public_id}/", at=demonstration_server)
    assert (said.status, refused.status) == (200, 401)
    expect(visitor.get_by_text("3 beds for women, updated just now by a system of the program").first).to_be_visible()


def test_link_of_the_message_asks_first_and_is_answered_once(visit, demonstration_server):
    link = printed(demonstration_server, ASK)
    reader = visit(link, width=360, has_script=False, at=demonstration_server)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Is it still true?")
    assert "beds" not in reader.content()

    reader.get_by_role("button", name="Let me look, or change it").click()
    expect(reader.get_by_text("3 beds for women").first).to_be_visible()
    reader.get_by_role("button", name="Still true").click()

    expect(reader.get_by_role("status")).to_have_text("Thank you. It is saved.")
    again = visit(link, width=360, at=demonstration_server)
    again.get_by_role("button", name="All of it is still true").click()
    expect(again.get_by_role("alert")).to_contain_text("This did not open.")


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_have_no_fault_that_axe_knows_and_never_scroll_sideways(visit, demonstration_server, lead, width):
    desk = lead(width=width, bypass_csp=True)
    found, wide = [], []
    desk.goto("/account/")
    keys = desk.get_by_role("link", name="Keys for your system").get_attribute("href")
    follow(desk.get_by_role("link", name="Say what is open"))
    ours = desk.url
    place = desk.locator("main article h2 a").first.get_attribute("href")

    for path in (ours, place, keys, "/account/still-true/guessed/"):
        desk.goto(path)
        found += [f"{path} {fault}" for fault in faults(desk)]
        wide += [path] if is_wider_than_screen(desk) else []
    link = printed(demonstration_server, ASK)
    desk.goto(link)
    follow(desk.get_by_role("button", name="Let me look, or change it"))
    found += [f"numbers by link {fault}" for fault in faults(desk)]
    wide += ["numbers by link"] if is_wider_than_screen(desk) else []

    assert found == []
    assert wide == []
