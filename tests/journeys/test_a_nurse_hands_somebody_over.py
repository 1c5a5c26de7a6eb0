"""From a hospital's desk to a bed: three are asked without a name, the person agrees on their own phone, one program
answers from a phone without an account, keeps a place, and they arrive. Both sides see it."""

import json
import re
import subprocess

import pytest
from playwright.sync_api import Page, expect

from installations import HANDRAIL
from journey_doors import demonstration_cookies
from journey_servers import Server, environment, serving
from journey_steps import follow
from journeys.test_accessibility import WIDTHS, faults, is_wider_than_screen

# What has no page here: the mailbox that the program named when it claimed its page, and the letters sent to it.
PROGRAM = """
import json
from django.utils import timezone
from handrail.directory.models import Claim, ListingContact
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.sealed_values import seal
at = timezone.now()
claim = Claim.objects.filter(state="verified").order_by("pk").first()
if not ListingContact.objects.filter(claim=claim).exists():
    contact = ListingContact(
        claim=claim, subject=open_subject(by=PRODUCT, at=at), channel="email", language="en", since=at
    )
    seal(contact, at=at, address="front-desk@program.example")
    contact.save()
print(json.dumps({"name": claim.place.name, "id": claim.place.public_id, "town": claim.place.city}))
"""
NEWEST_LINK = """
import json
from handrail.messaging.models import Message
from handrail.privacy.sealed_values import opened
message = Message.objects.filter(kind__in=["question", "chosen"]).order_by("-pk").first()
print(json.dumps(opened(message, "letter")["letter"]["link"]))
"""


def told_by(server: Server, script: str):
    command = [HANDRAIL, "shell", "-v", "0", "-c", script]
    more = environment(server.folder, HANDRAIL_DEMONSTRATION="1")
    done = subprocess.run(command, env=more, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


@pytest.fixture(scope="module")
def hospital_server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hospital"), is_demonstration=True) as running:
        yield running


@pytest.fixture(scope="module")
def sign_ins(browser, hospital_server):
    return demonstration_cookies(browser, hospital_server)


@pytest.fixture
def at_desk(visit, hospital_server, sign_ins):
    def opened(name: str, path: str, **look) -> Page:
        page = visit("/account/sign-in/", at=hospital_server, **look)
        page.context.add_cookies(sign_ins[name])
        page.goto(path)
        return page

    return opened


@pytest.fixture
def nurse(at_desk) -> Page:
    return at_desk("demo-nurse", "/referrals/")


def written_down(nurse: Page, program: dict[str, str]) -> None:
    """One form: a made-up name, the need, and three places in the same town."""
    nurse.get_by_role("link", name="Hand somebody over").click()
    nurse.get_by_label("What to call them").fill("Rosalinda")
    nurse.get_by_label("Care", exact=True).select_option("withdrawal")
    nurse.get_by_label("Medicine", exact=True).select_option("buprenorphine")
    nurse.get_by_label("Paid by").select_option("medicaid")
    nurse.get_by_label("How soon").select_option("today")
    nurse.get_by_label("Name, town or ZIP code").fill(program["town"])
    nurse.get_by_role("button", name="Find places").click()
    nurse.locator(f"#pick-{program['id']}").select_option(label="Ask first")
    others = nurse.locator(f"select[name=pick]:not(#pick-{program['id']})")
    for number, words in enumerate(("Ask second", "Ask third")):
        others.nth(number).select_option(label=words)
    nurse.get_by_role("button", name="Save, then ask the places").click()


def opened_by_program(visit, server: Server, code: str) -> Page:
    phone = visit(told_by(server, NEWEST_LINK), at=server)
    phone.get_by_role("button", name="Go on").click()
    phone.get_by_label("The code you were told").fill(code)
    phone.get_by_role("button", name="Show who it is").click()
    return phone


def test_three_are_asked_one_answers_and_the_person_arrives(nurse, visit, hospital_server):
    program = told_by(hospital_server, PROGRAM)
    written_down(nurse, program)

    nurse.get_by_role("button", name="Ask them").click()
    expect(nurse.locator(".notices")).to_contain_text("Asked.")
    phone = visit(told_by(hospital_server, NEWEST_LINK), at=hospital_server)
    phone.get_by_role("button", name="Show the question").click()
    expect(phone.get_by_text("Rosalinda")).to_have_count(0)
    phone.get_by_role("button", name="Yes, we have a place").click()

    nurse.reload()
    chosen = nurse.locator("li.card").filter(has_text=program["name"])
    chosen.get_by_role("button", name="Show them the words").click()
    own_phone = visit(re.sub(r"^https?://[^/]+", "", nurse.locator("code.secret").inner_text()), at=hospital_server)
    own_phone.get_by_role("button", name="Open it").click()
    expect(own_phone.get_by_text(program["name"]).first).to_be_visible()
    own_phone.get_by_role("button", name="Yes, I sign").click()
    expect(own_phone.get_by_role("heading", level=1)).to_have_text("You agreed")

    nurse.get_by_role("link", name="See what they answered").click()
    nurse.get_by_role("button", name="Choose this program").click()
    code = nurse.locator(".dial strong").inner_text()
    phone = opened_by_program(visit, hospital_server, code)
    expect(phone.get_by_text("Rosalinda")).to_be_visible()
    phone.get_by_text("Keep a place").first.click()
    phone.get_by_role("button", name="Keep a place").click()
    expect(phone.get_by_role("status")).to_be_visible()

    nurse.get_by_role("link", name="Back to this person").click()
    expect(nurse.get_by_role("heading", level=1)).to_contain_text("A place is kept")
    phone.get_by_role("button", name="Look again").click()
    phone.get_by_role("button", name="They came").click()
    expect(phone.get_by_role("status")).to_be_visible()
    nurse.reload()
    expect(nurse.get_by_role("heading", level=1)).to_contain_text("They arrived")

    nurse.goto("/referrals/mirror/")
    expect(nurse.get_by_role("heading", level=1)).to_be_visible()
    expect(nurse.get_by_text("Rosalinda")).to_have_count(0)


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_handing_over_have_no_fault_that_axe_knows_and_never_scroll_sideways(
    at_desk, visit, hospital_server, width
):
    look = {"width": width, "bypass_csp": True}
    found, wide = [], []

    def judged(page: Page, name: str) -> None:
        found.extend(f"{name} {fault}" for fault in faults(page))
        wide.extend([name] if is_wider_than_screen(page) else [])

    nurse = at_desk("demo-nurse", "/referrals/new/", **look)
    judged(nurse, "form")
    nurse.goto("/referrals/")
    written_down(nurse, told_by(hospital_server, PROGRAM))
    judged(nurse, "person, drafted")
    follow(nurse.get_by_role("button", name="Ask them"))
    judged(nurse, "person, asked")
    for path in ("/referrals/", "/referrals/paths/", "/referrals/mirror/"):
        nurse.goto(path)
        judged(nurse, path)
    phone = visit(told_by(hospital_server, NEWEST_LINK), at=hospital_server, **look)
    follow(phone.get_by_role("button", name="Show the question"))
    judged(phone, "question")
    for name, path in (("demo-intake", "/referrals/inbox/"), ("demo-operator", "/desk/referrals/")):
        desk = at_desk(name, path, **look)
        judged(desk, path)
        follow(desk.locator("main ol a, main ul a").first)
        judged(desk, f"one of {path}")

    assert found == []
    assert wide == []
