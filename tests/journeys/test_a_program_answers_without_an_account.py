"""A program answers a question from a phone, without an account; then it learns who comes, by a code told to it."""

import json
import subprocess

import pytest
from playwright.sync_api import Page, expect

from installations import HANDRAIL
from journey_doors import demonstration_cookies
from journey_servers import Server, environment
from journeys.test_accessibility import WIDTHS, faults, is_wider_than_screen

# What a hospital does at its own desk: it asks the program that keeps its page here, then the person agrees to it.
BEGIN = """
import json
from datetime import date, timedelta
from django.utils import timezone
from handrail.accounts.models import Organization
from handrail.directory.domain.open_places import Level
from handrail.directory.models import Claim, ListingContact
from handrail.kernel.public_ids import new_public_id
from handrail.messaging.models import Message
from handrail.privacy.actions import open_subject, write_identity
from handrail.privacy.consenting.actions import Evidence, Terms, give_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.domain.consents import ConsentKind, Information, Purpose
from handrail.privacy.models import Agreement
from handrail.privacy.sealed_values import opened, seal
from handrail.referrals.asking.actions import ask
from handrail.referrals.domain.needs import Age, Medicine, Need, PayerClass, Urgency
from handrail.referrals.domain.sides import Side
from handrail.referrals.models import Question, Referral
from handrail.referrals.moving.consent import discloser_of, recipient_of
from handrail.referrals.picking.actions import pick
from handrail.referrals.writing.actions import Draft, write_referral
at = timezone.now()
claim = Claim.objects.filter(state="verified").order_by("pk").first()
place = claim.place
if not ListingContact.objects.filter(claim=claim).exists():
    contact = ListingContact(
        claim=claim, subject=open_subject(by=PRODUCT, at=at), channel="email", language="en", since=at
    )
    seal(contact, at=at, address="front-desk@program.example")
    contact.save()
hospital = Organization.objects.create(name="Example Hospital", kind="hospital", made_at=at)
Agreement.objects.create(
    organization_id=hospital.public_id, kind="qsoa", begins_on=date(2020, 1, 1), where="Cabinet 3",
    recorded_by="ana", recorded_at=at,
)
subject = open_subject(by=PRODUCT, at=at)
write_identity(subject=subject, person={"name": "Rosa Castillo"}, by=PRODUCT, at=at)
need = Need(Age.ADULT, Level.WITHDRAWAL, Medicine.BUPRENORPHINE, PayerClass.MEDICAID, is_tonight=True)
draft = Draft(
    need=need, urgency=Urgency.TODAY, language="en", zone="America/Chicago", requested_at=at,
    words={"alias": "Rosalinda", "reach": "call", "address": "447-555-0142", "no_voicemail": True},
)
referral = write_referral(
    subject=subject, draft=draft, sender=hospital, made_by=None, key=new_public_id(), by=PRODUCT, at=at
)
[question] = ask(referral=referral, facilities=[place], side=Side.SENDER, by=PRODUCT, at=at)
message = Message.objects.get(key=f"question:{question.public_id}")
told = {"referral": referral.public_id, "link": opened(message, "letter")["letter"]["link"]}
"""
PICK = """
give_consent(
    subject=subject,
    terms=Terms(
        kind=ConsentKind.NAMED, disclosers=frozenset({discloser_of(referral)}),
        information=frozenset({Information.IDENTITY, Information.REFERRAL}),
        recipients=frozenset({recipient_of(place)}), purposes=frozenset({Purpose.TREATMENT}),
        expires_at=at + timedelta(days=30),
    ),
    evidence=Evidence(text="I let ...", text_version="1", language="en", tells_how_to_revoke=True),
    by=PRODUCT, at=at,
)
_, made = pick(referral=referral, facility=place, side=Side.SENDER, by=PRODUCT, at=at)
told |= {"code": made.code, "link": f"/open-referral/{made.token}/"}
"""
TELL = "print(json.dumps(told))"


def told_by(server: Server, *parts: str) -> dict[str, str]:
    command = [HANDRAIL, "shell", "-v", "0", "-c", "".join(parts)]
    more = environment(server.folder, HANDRAIL_DEMONSTRATION="1")
    done = subprocess.run(command, env=more, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


@pytest.fixture
def phone(visit, demonstration_server):
    def opened(link: str, **look) -> Page:
        return visit(link, at=demonstration_server, **look)

    return opened


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_a_phone_answers_in_two_presses(phone, demonstration_server, has_script):
    page = phone(told_by(demonstration_server, BEGIN, TELL)["link"], has_script=has_script)

    page.get_by_role("button", name="Show the question").click()
    expect(page.get_by_text("Withdrawal care")).to_be_visible()
    page.get_by_role("button", name="Yes, we have a place").click()

    expect(page.get_by_role("status")).to_contain_text("We told whoever asks.")
    expect(page.get_by_text("Rosa")).to_have_count(0)


def test_a_code_shows_who_comes_and_a_time_is_given(phone, demonstration_server):
    told = told_by(demonstration_server, BEGIN, PICK, TELL)
    page = phone(told["link"])

    page.get_by_role("button", name="Go on").click()
    page.get_by_label("The code you were told").fill(told["code"])
    page.get_by_role("button", name="Show who it is").click()
    expect(page.get_by_text("Rosalinda")).to_be_visible()
    expect(page.get_by_text("42 CFR part 2 prohibits")).to_be_visible()
    page.get_by_text("Expect them at a time").first.click()
    page.get_by_role("button", name="Expect them at a time").click()

    expect(page.get_by_role("status")).to_contain_text("They learn that you expect them")
    expect(page.get_by_text("Rosalinda")).to_have_count(0)


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_a_program_are_for_everybody(phone, demonstration_server, width):
    asked, picked = told_by(demonstration_server, BEGIN, TELL), told_by(demonstration_server, BEGIN, PICK, TELL)
    found = {}

    page = phone(asked["link"], width=width)
    found["closed"] = (faults(page), is_wider_than_screen(page))
    page.get_by_role("button", name="Show the question").click()
    found["question"] = (faults(page), is_wider_than_screen(page))
    page = phone(picked["link"], width=width)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("The code you were told").fill(picked["code"])
    page.get_by_role("button", name="Show who it is").click()
    found["person"] = (faults(page), is_wider_than_screen(page))

    assert found == dict.fromkeys(("closed", "question", "person"), ([], False))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_inbox_is_for_everybody_and_live(browser, phone, demonstration_server, width):
    cookies = demonstration_cookies(browser, demonstration_server)["demo-lead"]
    told_by(demonstration_server, BEGIN, PICK, TELL)
    page = phone("/crisis/", width=width)
    page.context.add_cookies(cookies)
    page.goto("/account/")
    page.get_by_role("link", name="Requests to us").first.click()
    found = [faults(page), is_wider_than_screen(page)]
    page.locator("[data-live]").evaluate("part => part.setAttribute('data-live-seconds', '1')")

    page.get_by_role("link", name="Open to see who").first.click()
    page.get_by_role("button", name="Show who it is").click()
    expect(page.get_by_text("Rosalinda")).to_be_visible()
    found += [faults(page), is_wider_than_screen(page)]

    assert found == [[], False, [], False]
