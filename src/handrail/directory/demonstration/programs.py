"""A program to try out: claims in every state, changes that wait, and a partner. Nobody really asked or is called.

All of it is written by the actions that people use, in the name of sign-ins made for this alone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from handrail.accounts.domain.roles import Kind, Role
from handrail.accounts.models import Membership, Organization, User
from handrail.accounts.organizations.actions import open_organization
from handrail.directory.claims.actions.claiming import ask, call_back, refuse, try_code, verify, withdraw
from handrail.directory.claims.queries import ClaimWords
from handrail.directory.demonstration.contact import name_contact
from handrail.directory.demonstration.desk import TOWN
from handrail.directory.domain.claims import State
from handrail.directory.domain.listing_changes import Field
from handrail.directory.domain.partnerships import PartnerKind, PartnerSide
from handrail.directory.listing_changes.actions.changing import agree, propose
from handrail.directory.models import Claim, Facility
from handrail.directory.partnerships.actions.saying import confirm, declare
from handrail.privacy.domain.actors import PRODUCT

NAME = "Demonstration Program (fictional)"
PARTNER = "Demonstration Partner (fictional)"
WORDS = ClaimWords(
    who="Demonstration: a made-up director",
    phone="617-555-0190",
    evidence="Demonstration: nobody really sent this. License 0000.",
)
EVIDENCE = "Demonstration: nobody really looked."
REASON = "Demonstration: nobody really decided this."
NEW_NUMBER, WEBSITE = "617-555-0191", "https://program.example/"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ORDER = (*(state for state in State if state is not State.VERIFIED), State.VERIFIED)


@dataclass(frozen=True)
class Players:
    """A lead and an intake worker of the program, and the operator in whose name the desk acted."""

    lead: User
    intake: User
    operator: User
    organization: Organization


def bring_programs_to_life(*, lead: User, intake: User, operator: User, at: datetime) -> None:
    """Once: afterwards it is what whoever tries it made of it."""
    if Claim.objects.exists():
        return
    organization = open_organization(name=NAME, kind=Kind.PROGRAM, by=PRODUCT, at=at - 9 * DAY)
    for user, role in ((lead, Role.LEAD), (intake, Role.INTAKE)):
        Membership.objects.create(organization=organization, user=user, role=role, began_at=at - 9 * DAY)
    players = Players(lead, intake, operator, organization)
    claims = [claim_in(state, facility, players, at=at) for state, facility in zip(ORDER, places(), strict=True)]
    change_something(claims[-1], players, at=at)
    name_contact(claims[-1], lead=lead, intake=intake, operator=operator, at=at)
    work_with_another(claims[-1], players, at=at)


def places() -> list[Facility]:
    """One for each state, in the town of the other demonstrations."""
    return list(rows_in_town()[: len(ORDER)])


def rows_in_town() -> QuerySet[Facility]:
    return Facility.objects.demonstration().filter(city=TOWN).exclude(phone="").order_by("pk")


def claim_in(state: State, facility: Facility, players: Players, *, at: datetime) -> Claim:
    asked_at = at - 8 * DAY if state is State.ASKED else at - 2 * DAY
    organization, lead, operator = players.organization, players.lead, players.operator
    claim = ask(facility=facility, organization=organization, words=WORDS, by=lead, at=asked_at)
    if state is State.ASKED:
        return claim
    if state is State.DECLINED:
        return refuse(claim=claim, to=state, reason=REASON, by=operator, at=at)
    if state is State.WITHDRAWN:
        return withdraw(claim=claim, by=lead, at=at)
    number = next(each.number.shown for each in facility.numbers)
    code = call_back(claim=claim, number=number, by=operator, at=at)
    if state is State.CALLED:
        return claim
    claim = try_code(claim=claim, code=code, by=lead, at=at)
    if state is State.CONFIRMED:
        return claim
    claim = verify(claim=claim, evidence=EVIDENCE, by=operator, at=at)
    if state is State.VERIFIED:
        return claim
    return refuse(claim=claim, to=state, reason=REASON, by=operator, at=at)


def change_something(claim: Claim, players: Players, *, at: datetime) -> None:
    """One change that needs a second person, and one whose old number somebody must call."""
    propose(claim=claim, field=Field.WEBSITE, text=WEBSITE, by=players.lead, at=at - HOUR)
    agree(
        change=propose(claim=claim, field=Field.PHONE, text=NEW_NUMBER, by=players.lead, at=at),
        by=players.intake,
        at=at,
    )


def work_with_another(claim: Claim, players: Players, *, at: datetime) -> None:
    """With another made-up program: one partnership holds, and one waits for the first program to confirm it."""
    director = User.objects.create_user("demo-partner", is_demonstration=True)  # without a password: nobody signs in
    organization = open_organization(name=PARTNER, kind=Kind.PROGRAM, by=PRODUCT, at=at - 9 * DAY)
    Membership.objects.create(organization=organization, user=director, role=Role.LEAD, began_at=at - 9 * DAY)
    partner = Players(director, director, players.operator, organization)
    theirs = claim_in(State.VERIFIED, rows_in_town()[len(ORDER)], partner, at=at - DAY)
    to_them = declare(
        ours=claim,
        other=theirs.facility,
        kind=PartnerKind.BESIDE_MEDICINE,
        side=PartnerSide.FIRST,
        nobody_pays=True,
        by=players.lead,
        at=at,
    )
    confirm(partnership=to_them, ours=theirs, nobody_pays=True, by=director, at=at)
    declare(
        ours=theirs,
        other=claim.facility,
        kind=PartnerKind.AFTER_STAY,
        side=PartnerSide.FIRST,
        nobody_pays=True,
        by=director,
        at=at,
    )
