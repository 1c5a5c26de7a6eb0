"""Fills an empty database with a little of everything: invented places, and people who do not exist.

Run by `script/keep_rows`, with the code of the commit whose rows are kept. What that code does not know is left out.
"""

import os
from dataclasses import replace
from datetime import timedelta
from inspect import signature
from pathlib import Path

from invented_claims import fill_claims

DAY = timedelta(days=1)
HOSPITAL = "invented-clinic2"


def fill():
    from django.apps import apps
    from django.utils import timezone

    from handrail.directory.demonstration.actions import load_demonstration
    from handrail.directory.models import Facility

    at = timezone.now() - 20 * DAY  # whatever happens "a day later" has happened when the rows are read
    load_demonstration(at=at)
    Facility.objects.exclude(city="Boston").delete()
    if apps.is_installed("handrail.messaging"):
        if "claim" in apps.all_models["directory"]:
            fill_claims(at)
        fill_core(at)


def fill_core(at):
    """Two people with all that the core keeps, one who was erased, and a program with its staff."""
    from handrail.accounts.domain.roles import Kind, Role
    from handrail.accounts.models import Membership
    from handrail.accounts.organizations.actions import invite, open_organization
    from handrail.accounts.persons.actions import open_account
    from handrail.privacy.audit.anchors import anchor
    from handrail.privacy.audit.sealing_batches import seal_entries
    from handrail.privacy.domain.actors import PRODUCT, Actor, ActorKind
    from handrail.privacy.erasing.actions import ask_erasure, carry_out_erasures, take_back_erasure

    shown = {"language": "en"} if "language" in signature(open_account).parameters else {}
    lead, _ = open_account(word="harbor", password="four invented plain words", at=at, **shown)
    clinic = open_organization(name="Invented Clinic", kind=Kind.CLINIC, by=PRODUCT, at=at)
    Membership.objects.create(organization=clinic, user=lead, role=Role.LEAD, began_at=at)
    staff = Actor(ActorKind.STAFF, lead.public_id, clinic.public_id, Role.LEAD)
    invite(organization=clinic, role=Role.NURSE, user=lead, by=staff, at=at)
    people = [person(f"Invented Person {number}", clinic, staff, at) for number in range(3)]
    for who in (people[0], people[2]):
        ask_erasure(subject=who, by=PRODUCT, at=at)
    take_back_erasure(subject=people[0], by=PRODUCT, at=at + DAY / 24)
    carry_out_erasures(at=at + DAY)
    call_for_somebody(lead, staff, at)
    give_receipts(people[1], at)
    holding("place_hold")(subject=people[1], reason="An invented order of an invented court.", by=staff, at=at)
    seal_entries(at=at + DAY)
    anchor(Path(os.environ["HANDRAIL_AUDIT_ANCHOR_FILE"]), at=at + DAY)


def holding(name):
    """Holds were among the deletions once."""
    from importlib import import_module
    from importlib.util import find_spec

    package = "holds" if find_spec("handrail.privacy.holds") else "erasing"
    return getattr(import_module(f"handrail.privacy.{package}.actions"), name)


def give_receipts(subject, at):
    """One with which its person came back, and one that was tried wrongly."""
    from contextlib import suppress
    from importlib.util import find_spec

    if not find_spec("handrail.privacy.receipts"):
        return
    from handrail.privacy.receipts.actions import ReceiptRefused, give_receipt, open_receipt

    first, other = (give_receipt(subject=subject, about=f"invented:{n}", lasts=400 * DAY, at=at) for n in range(2))
    open_receipt(number=first.number, pin="", at=at)
    with suppress(ReceiptRefused):
        open_receipt(number=other.number, pin="0000", at=at)


def call_for_somebody(lead, staff, at):
    """A roster whose two calls its member did not answer: one was passed on, the other taken by the deputy. A STOP."""
    from handrail.messaging.actions import hear_stop_word
    from handrail.messaging.domain.kinds import Channel
    from handrail.messaging.rosters.actions import OnCall, acknowledge, escalate_pages, keep_roster, page
    from handrail.privacy.actions import open_subject
    from handrail.privacy.domain.actors import Actor, ActorKind

    hear_stop_word(number="312 555 0190", is_stop=True, at=at)
    deputy = Actor(ActorKind.STAFF, "invented-deputy")
    all_day = [["00:00", "12:00"], ["12:00", "00:00"]]
    roster = keep_roster(
        name="invented-desk", zone="America/Chicago", minutes=15, by=staff, at=at,
        week=dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), all_day),
        people=[
            OnCall(lead.public_id, lead.subject, Channel.SMS, "312 555 0191"),
            OnCall(deputy.public_id, open_subject(by=staff, at=at), Channel.SMS, "312 555 0192", is_deputy=True),
        ],
    )  # fmt: skip
    calls = [page(roster=roster, about=f"invented:{number}", at=at) for number in range(2)]
    escalate_pages(at=at + DAY / 24)
    acknowledge(page=calls[1], by=deputy, at=at + DAY / 12)


def person(name, clinic, staff, at):
    from handrail.messaging.actions import enqueue, give_agreement
    from handrail.messaging.domain.kinds import Channel, MessageKind
    from handrail.privacy.actions import make_findable, open_subject, write_identity
    from handrail.privacy.consenting.actions import Evidence, Terms, give_consent, hand_over
    from handrail.privacy.domain.consents import ConsentKind, HandOver, Information, Purpose, RecipientRole
    from handrail.privacy.domain.emergencies import Emergency
    from handrail.privacy.emergencies.actions import open_in_emergency

    number = f"312 555 01{name[-1]}0"
    subject = open_subject(by=staff, at=at)
    write_identity(subject=subject, person={"name": name, "phone": number}, by=staff, at=at)
    make_findable(subject=subject, organization=clinic.public_id, kind="phone", value=number)
    terms = Terms(
        kind=ConsentKind.NAMED,
        disclosers=frozenset({clinic.public_id}),
        information=frozenset({Information.IDENTITY}),
        recipients=frozenset({HOSPITAL}),
        purposes=frozenset({Purpose.TREATMENT}),
        expires_at=at + 30 * DAY,
    )
    evidence = Evidence(text="Invented words.", text_version="1", language="en", tells_how_to_revoke=True)
    give_consent(subject=subject, terms=terms, evidence=evidence, by=staff, at=at)
    asked = HandOver(
        subject=subject.public_id,
        discloser=clinic.public_id,
        recipient=HOSPITAL,
        role=RecipientRole.TREATMENT,
        information=frozenset({Information.IDENTITY}),
        purpose=Purpose.TREATMENT,
        at=at + DAY / 2,
    )
    hand_over(subject=subject, asked=asked, by=staff)
    give_agreement(
        subject=subject, channel=Channel.SMS, address=number, language="en", zone="America/Chicago",
        text_version="1", by=staff, at=at,
    )  # fmt: skip
    enqueue(
        subject=subject, kind=MessageKind.NEWS, language="en", channel=Channel.SMS, address=number, at=at,
        key=f"invented:{subject.public_id}",
    )  # fmt: skip
    emergency = Emergency("Invented Doctor", "Invented Hospital", "Invented Nurse", "Found without breath.", at)
    nurse, medicines = replace(staff, role="nurse"), frozenset({Information.MEDICINES})
    open_in_emergency(subject=subject, emergency=emergency, information=medicines, by=nurse)
    return subject


if __name__ == "__main__":
    import django

    django.setup()
    fill()
