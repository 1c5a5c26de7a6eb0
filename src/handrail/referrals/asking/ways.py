"""By which way a program can be asked: a message to what it confirmed, its own desk, or a human who rings (S17)."""

from handrail.directory.claims.queries import contact_for_messages
from handrail.directory.models import Facility, ListingContact
from handrail.messaging.channels.choice import missing_setting
from handrail.messaging.domain.kinds import Channel
from handrail.referrals.domain.questions import Way
from handrail.referrals.moving.consent import program_of
from handrail.referrals.queries import has_receivers


def kept_place(facility: Facility) -> Facility:
    """Two rows of one place are one place, and nobody is asked twice by way of the other row."""
    return facility.merged_into or facility


def open_contact(facility: Facility) -> ListingContact | None:
    """What the program named, while messages of that kind can be sent here."""
    contact = contact_for_messages(facility=facility)
    return contact if contact is not None and not missing_setting(Channel(contact.channel)) else None


def way_to(facility: Facility) -> Way:
    if open_contact(facility) is not None:
        return Way.LINK
    program = program_of(facility)
    return Way.DESK if program is not None and has_receivers(program) else Way.TELEPHONE
