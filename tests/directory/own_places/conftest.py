"""A program that keeps a page and named a mailbox for messages."""

import pytest

from directory.claims_made import Program
from handrail.directory.domain.claims import State
from handrail.directory.models import ListingContact
from handrail.messaging.domain.kinds import Channel
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.sealed_values import seal

MAILBOX = "front-desk@program.example"


@pytest.fixture
def asked_program(settings, at):
    """As a demonstration both channels are open, and print. It lies in Illinois, where `at` is six in the morning."""
    settings.DEMONSTRATION = True
    program = Program(codes="SA RD")
    program.kept = program.claim(State.VERIFIED, at)
    program.contact = ListingContact(
        claim=program.kept,
        subject=open_subject(by=PRODUCT, at=at),
        channel=Channel.EMAIL,
        language="en",
        since=at,
    )
    seal(program.contact, at=at, address=MAILBOX)
    program.contact.save()
    return program
