"""Programs are asked whether their numbers are still true: once before they fade, by a pass of the worker, and whenever
one of their own people asks for the link."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.urls import reverse
from django.utils.translation import override

from handrail.accounts.models import User
from handrail.directory.claims.actions.writing import write_to_contact
from handrail.directory.claims.queries import contact_for_messages
from handrail.directory.domain.claims import State
from handrail.directory.domain.nudges import NEVER_BEFORE, is_due, zones_of
from handrail.directory.domain.open_places import OpenPlacesRefused, expires_at
from handrail.directory.models import Claim, Facility, ListingContact, OpenPlaces, OpenPlacesEvent, OpenPlacesNudge
from handrail.directory.open_places.queries import is_fresh, shelf_life
from handrail.directory.own_places.actions.speaking import STILL_TRUE, place_of
from handrail.directory.own_places.queries import is_spoken_for
from handrail.messaging.channels.choice import missing_setting
from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.privacy.domain.retention import Retention, lasts
from handrail.privacy.one_time_links.actions import make_link

logger = logging.getLogger("handrail.directory")

AGAIN_AFTER = timedelta(minutes=15)  # a link that was asked for: mail takes its time. Product choice
ANSWERED_FOR = timedelta(days=1)  # after it has faded: a new number is welcome then too


def ask_programs(*, at: datetime) -> int:
    """How many were asked, and how many old questions were forgotten."""
    asked = sum(tried(place, at=at) for place in places_to_ask(at=at))
    old = OpenPlacesNudge.objects.filter(made_at__lt=at - lasts(Retention.NUDGE))
    return asked + old.delete()[0]


def places_to_ask(*, at: datetime) -> list[Facility]:
    """Those with a contact for messages and a number that may be due; each is looked at again under its lock."""
    contacts = ListingContact.objects.filter(
        claim__state=State.VERIFIED, claim__organization__ended_at=None, stopped_at=None
    )
    contacts = contacts.select_related("claim__facility__merged_into", "claim__organization")
    claims = [contact.claim for contact in contacts if not missing_setting(Channel(contact.channel))]
    places = {claim.place.pk: claim.place for claim in claims if is_spoken_for(claim)}
    old = OpenPlaces.objects.filter(is_fresh(at), updated_at__lte=at - shelf_life() * NEVER_BEFORE)
    told = old.filter(facility__in=places).order_by().values_list("facility_id").annotate(first=Min("updated_at"))
    return [places[pk] for pk, first in told if is_due_now(places[pk], first, at)]


def is_due_now(place: Facility, told_at: datetime, at: datetime) -> bool:
    """Once in the life of a number: whoever was asked and has not answered is not asked again."""
    is_time = is_due(told_at, at=at, shelf_life=shelf_life(), zones=zones_of(place.state))
    return is_time and not place.open_places_nudges.filter(made_at__gte=told_at).exists()


def tried(place: Facility, *, at: datetime) -> bool:
    """One that fails holds up no other."""
    try:
        return ask_once(place, at=at)
    except Exception:  # an address that no key opens, or a fault of ours: the next round finds it
        logger.exception("program not asked", extra={"ids": {"facility": place.public_id}})
        return False


@transaction.atomic
def ask_once(place: Facility, *, at: datetime) -> bool:
    """Two workers follow each other at the facility's row. The claim is locked before it, as by who says a number."""
    contact = locked_contact(place)
    place = Facility.objects.select_for_update().get(pk=place.pk)
    told_at = OpenPlaces.objects.filter(is_fresh(at), facility=place).aggregate(first=Min("updated_at"))["first"]
    if told_at is None or contact is None or not is_due_now(place, told_at, at):
        return False
    ask(place, contact, expires_at(told_at, shelf_life=shelf_life()), at=at)
    return True


@transaction.atomic
def send_link(*, claim: Claim, by: User, at: datetime) -> None:
    """Asked for by who says what is open there: to the confirmed contact, and to no other address (S17).

    It stands for the question that comes before the number fades, and answers the same. Raises `OpenPlacesRefused`.
    """
    place = Facility.objects.select_for_update().get(pk=place_of(claim, by).pk)
    contact = contact_to_write_to(place)
    told_at = OpenPlaces.objects.filter(facility=place).aggregate(first=Min("updated_at"))["first"]
    if contact is None or told_at is None:
        raise OpenPlacesRefused("There is nobody to send it to, or nothing to ask about.", code="no_link")
    if place.open_places_nudges.filter(made_at__gt=at - AGAIN_AFTER).exists():
        raise OpenPlacesRefused("A link went out a moment ago.", code="link_just_sent")
    ask(place, contact, max(expires_at(told_at, shelf_life=shelf_life()), at), at=at)


def contact_to_write_to(place: Facility) -> ListingContact | None:
    contact = contact_for_messages(facility=place)
    return None if contact is None or missing_setting(Channel(contact.channel)) else contact


def locked_contact(place: Facility) -> ListingContact | None:
    """Of the claim that keeps the page, which stays as it is until the transaction ends."""
    found = contact_for_messages(facility=place)
    if found is None:
        return None
    Claim.objects.select_for_update().get(pk=found.claim_id)
    still = contact_for_messages(facility=place)
    return still if still is not None and still.claim_id == found.claim_id else None


def ask(place: Facility, contact: ListingContact, fades_at: datetime, *, at: datetime) -> None:
    last = OpenPlacesEvent.objects.filter(facility=place).values_list("pk", flat=True).first()
    nudge = OpenPlacesNudge(claim=contact.claim, facility=place, seen=last or 0, made_at=at)
    about, lives = f"nudge:{nudge.public_id}", fades_at - at
    link = make_link(purpose=STILL_TRUE, about=about, lasts=lives + ANSWERED_FOR, has_code=False, at=at)
    nudge.link_id = link.public_id
    nudge.save(force_insert=True)
    with override(contact.language):
        address = reverse("still-true", args=[link.token])
    write_to_contact(contact, MessageKind.STILL_TRUE, key=about, link=address, at=at)
