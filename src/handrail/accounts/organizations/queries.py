"""Who manages an organization, who works there, and what waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handrail.accounts.domain.api_keys import has_keys
from handrail.accounts.domain.roles import Kind, Role, answers_requests, keeps_pages, meets_people, says_what_is_open
from handrail.accounts.models import Invitation, Membership, Organization, SignInReset, User
from handrail.accounts.organizations.words import KINDS, ROLE_WORDS
from handrail.accounts.queries import OPERATOR
from handrail.privacy.domain.actors import Actor, ActorKind


def manager_of(*, organization: Organization, user: User) -> Actor | None:
    """A lead there, or an operator of this installation; nobody else."""
    is_lead = Membership.objects.live().filter(organization=organization, user=user, role=Role.LEAD).exists()
    if not is_lead and not user.is_staff:
        return None
    role = Role.LEAD.value if is_lead else OPERATOR
    return Actor(ActorKind.STAFF, user.public_id, organization.public_id, role)


@dataclass(frozen=True)
class Member:
    """One line of the team."""

    public_id: str
    handle: str
    role: str
    began_at: datetime
    is_me: bool
    account_id: str


@dataclass(frozen=True)
class Waiting:
    """An invitation that was not taken up, or a reset that another must agree to."""

    public_id: str
    words: str
    at: datetime
    is_mine: bool


@dataclass(frozen=True)
class Team:
    """The page of an organization, in three queries."""

    members: list[Member]
    invitations: list[Waiting]
    resets: list[Waiting]


def team_of(*, organization: Organization, user: User) -> Team:
    members = (
        Membership.objects.live().filter(organization=organization).select_related("user").order_by("began_at", "pk")
    )
    invitations = Invitation.objects.filter(organization=organization, accepted_at=None, withdrawn_at=None)
    resets = SignInReset.objects.filter(organization=organization, done_at=None).select_related("user")
    return Team(
        members=[
            Member(
                row.public_id,
                row.user.get_username(),
                ROLE_WORDS[Role(row.role)],
                row.began_at,
                row.user == user,
                row.user.public_id,
            )
            for row in members
        ],
        invitations=[
            Waiting(row.public_id, ROLE_WORDS[Role(row.role)], row.made_at, row.made_by_id == user.pk)
            for row in invitations.order_by("made_at", "pk")
        ],
        resets=[
            Waiting(
                row.public_id, row.user.get_username(), row.asked_at, row.asked_by_id == user.pk or row.user == user
            )
            for row in resets.order_by("asked_at", "pk")
        ],
    )


def organizations() -> list[tuple[str, str, str]]:
    """For operators: id, name and kind of each that has not ended."""
    rows = Organization.objects.filter(ended_at=None).order_by("name", "pk")
    return [(row.public_id, row.name, KINDS[Kind(row.kind)]) for row in rows]


def names_of(*, public_ids: Iterable[str]) -> dict[str, str]:
    """What organizations are called, by their ids. Those that ended too: an account of the past names them."""
    rows = Organization.objects.filter(public_id__in=set(public_ids))
    return dict(rows.values_list("public_id", "name"))


@dataclass(frozen=True)
class MembershipLine:
    """Where somebody works, for their own page."""

    organization_id: str
    organization: str
    role: str
    is_lead: bool
    keeps_pages: bool
    says_what_is_open: bool
    answers_requests: bool
    has_keys: bool
    meets_people: bool


def memberships_of(*, user: User) -> list[MembershipLine]:
    rows = Membership.objects.live().filter(user=user).select_related("organization")
    return [
        MembershipLine(
            organization_id=row.organization.public_id,
            organization=row.organization.name,
            role=ROLE_WORDS[Role(row.role)],
            is_lead=row.role == Role.LEAD,
            keeps_pages=keeps_pages(Kind(row.organization.kind), Role(row.role)),
            answers_requests=answers_requests(Kind(row.organization.kind), Role(row.role)),
            says_what_is_open=says_what_is_open(Kind(row.organization.kind), Role(row.role)),
            has_keys=row.role == Role.LEAD and has_keys(Kind(row.organization.kind)),
            meets_people=meets_people(Role(row.role)),
        )
        for row in rows.order_by("organization__name", "pk")
    ]
