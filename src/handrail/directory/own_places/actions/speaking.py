"""A program says itself what is open: at its desk, by a link we sent it, or by its own system with a key.

Whoever speaks has the page at that very moment: the claim is locked and asked in the same transaction.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from handrail.accounts.api_keys.actions import locked_for_use
from handrail.accounts.models import ApiKey, User
from handrail.directory.claims.actions.stopping import stop_by_link_to
from handrail.directory.domain.open_places import Group, Numbers, SaidBy
from handrail.directory.models import Claim, Facility, OpenPlacesEvent, OpenPlacesNudge
from handrail.directory.open_places.actions import SentRow, Speaker, renew, say, say_each, step
from handrail.directory.own_places.queries import claims_by_place
from handrail.directory.own_places.rights import NotKept, counter, locked_place
from handrail.privacy.models import OneTimeLink
from handrail.privacy.one_time_links.actions import LinkRefused, claim_link, held_link, use_link

STILL_TRUE = "still-true"  # what the link of a nudge opens
Events = list[OpenPlacesEvent]


@transaction.atomic
def say_at_desk(*, claim: Claim, numbers: Mapping[Group, Numbers], seen: int, by: User, at: datetime) -> Events:
    """Raises `OpenPlacesRefused`, as the next two."""
    place = place_of(claim, by)
    return say(facility=place, numbers=numbers, by=by, at=at, seen=seen, source=SaidBy.PROGRAM)


@transaction.atomic
def renew_at_desk(*, claim: Claim, seen: int, by: User, at: datetime) -> Events:
    return renew(facility=place_of(claim, by), by=by, at=at, seen=seen, source=SaidBy.PROGRAM)


@transaction.atomic
def step_at_desk(*, claim: Claim, group: Group, by_one: int, seen: int, by: User, at: datetime) -> Events:
    place = place_of(claim, by)
    return step(facility=place, group=group, by_one=by_one, by=by, at=at, seen=seen, source=SaidBy.PROGRAM)


def place_of(claim: Claim, by: User) -> Facility:
    place = locked_place(claim)
    if counter(organization=claim.organization, user=by) is None:
        raise NotKept
    return place


@transaction.atomic
def open_link(*, token: str, browser: str, at: datetime) -> tuple[OpenPlacesNudge, Facility]:
    """The first browser has it from now on, and may see the numbers. Raises `LinkRefused`."""
    nudge, place, _ = opened(token, browser, at)
    return nudge, place


@transaction.atomic
def renew_by_link(*, token: str, browser: str, seen: int | None = None, at: datetime) -> Events:
    """One press. Without `seen` it answers what was true when we asked. Raises `LinkRefused` or `ChangedMeanwhile`."""
    return answered(
        token,
        browser,
        at,
        lambda nudge, place, link: renew(
            facility=place,
            by=None,
            at=at,
            seen=nudge.seen if seen is None else seen,
            source=SaidBy.LINK,
            through=link.public_id,
        ),
    )


@transaction.atomic
def say_by_link(*, token: str, browser: str, numbers: Mapping[Group, Numbers], seen: int, at: datetime) -> Events:
    return answered(
        token,
        browser,
        at,
        lambda nudge, place, link: say(
            facility=place,
            numbers=numbers,
            by=None,
            at=at,
            seen=seen,
            source=SaidBy.LINK,
            through=link.public_id,
        ),
    )


@transaction.atomic
def stop_by_nudge(*, token: str, at: datetime) -> None:
    """Whoever is asked wants no more messages there: not these, nor any other. Raises `StopRefused`."""
    link = held_link(purpose=STILL_TRUE, token=token, at=at)
    nudge = OpenPlacesNudge.objects.filter(link_id=link.public_id).select_related("facility").first() if link else None
    stop_by_link_to(place=nudge.facility if nudge else None, link=link, at=at)


def answered(
    token: str, browser: str, at: datetime, answer: Callable[[OpenPlacesNudge, Facility, OneTimeLink], Events]
) -> Events:
    """A refused answer leaves the link as it was: it can be pressed again."""
    nudge, place, link = opened(token, browser, at)
    events = answer(nudge, place, link)
    use_link(link=link, at=at)
    return events


def opened(token: str, browser: str, at: datetime) -> tuple[OpenPlacesNudge, Facility, OneTimeLink]:
    """A page that is kept no more looks like a link that never was (S15)."""
    link = claim_link(purpose=STILL_TRUE, token=token, browser=browser, at=at)
    nudge = OpenPlacesNudge.objects.select_related("claim").filter(link_id=link.public_id).first()
    if nudge is None:
        raise LinkRefused
    try:
        place = locked_place(nudge.claim)
    except NotKept as refusal:
        raise LinkRefused from refusal
    if place.pk != nudge.facility_id:  # the place was merged since, and its numbers are others
        raise LinkRefused
    return nudge, place, link


@dataclass(frozen=True)
class KeyedRow:
    """A row of one call, with the id of the place as it was sent."""

    place_id: str
    group: Group
    numbers: Numbers
    told_at: datetime


class PlaceNotFound(Exception):
    """There is no such place, or the key does not speak for it: who asks is told no more. `number` is the row's."""

    def __init__(self, number: int) -> None:
        super().__init__("No place of yours has this id.")
        self.number = number


@transaction.atomic
def say_by_key(*, key: ApiKey, rows: Iterable[KeyedRow], at: datetime) -> Events:
    """All or none. Raises `KeyRefused`, `PlaceNotFound`, or `OpenPlacesRefused` with the number of the row."""
    rows, held = list(rows), locked_for_use(key=key, at=at)
    claims = claims_by_place(organization=held.organization, public_ids={row.place_id for row in rows})
    places = locked_places(claims)
    for number, row in enumerate(rows):
        if row.place_id not in places:
            raise PlaceNotFound(number)
    sent = [
        SentRow(places[row.place_id], row.group, row.numbers, row.told_at, number) for number, row in enumerate(rows)
    ]
    return say_each(rows=sent, speaker=Speaker(SaidBy.API, through=held.public_id), at=at)


def locked_places(claims: Mapping[str, Claim]) -> dict[str, Facility]:
    """In one order, whoever locks them. A page that was lost a moment ago is left out."""
    found = {}
    for claim in sorted(claims.values(), key=lambda claim: claim.pk):
        try:
            place = locked_place(claim)
        except NotKept:
            continue
        found[place.public_id] = place
    return found
