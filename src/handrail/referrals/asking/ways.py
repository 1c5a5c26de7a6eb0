"""By which way a program can be asked: a message to what it confirmed, its own desk, or a human who rings (S17)."""

from handrail.directory.claims.queries import contact_for_messages
from handrail.directory.models import Facility, ListingContact
from handrail.messaging.channels.choice import missing_setting
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.queries import is_stopped
from handrail.privacy.sealed_values import opened
from handrail.referrals.domain.questions import Way
from handrail.referrals.moving.consent import program_of
from handrail.referrals.queries import has_receivers


def kept_place(facility: Facility) -> Facility:
    """Two rows of one place are one place, and nobody is asked twice by way of the other row."""
    return facility.merged_into or facility


def open_contact(facility: Facility) -> ListingContact | None:
    """What the program named, while messages of that kind can be sent here and nobody there texted STOP."""
    contact = contact_for_messages(facility=facility)
    if contact is None or missing_setting(Channel(contact.channel)):
        return None
    is_text = contact.channel == Channel.SMS
    return None if is_text and is_stopped(number=opened(contact, "address")["address"]) else contact


def way_to(facility: Facility) -> Way:
    if open_contact(facility) is not None:
        return Way.LINK
    program = program_of(facility)
    return Way.DESK if program is not None and has_receivers(program) else Way.TELEPHONE
