"""Organizations begin; people join them by invitation, and leave."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from handrail.accounts.domain.roles import Kind, Role, RoleRefused, check_role
from handrail.accounts.models import Invitation, Membership, Organization, SignInReset, User
from handrail.accounts.organizations.queries import manager_of
from handrail.accounts.queries import acting_for, is_staff
from handrail.accounts.sign_ins.actions import sign_out_everywhere
from handrail.messaging.rosters.actions import take_off_rosters
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.retention import Retention, lasts
from handrail.privacy.erasing.ledger import note
from handrail.privacy.models import OneTimeLink
from handrail.privacy.one_time_links.actions import LinkRefused, MadeLink, make_link, use_link, withdraw_link
from handrail.privacy.queries import held_subjects
from handrail.web.translation import mark

INVITATION = "invitation"
INVITED_FOR = timedelta(days=7)  # product choice


class MembershipRefused(Exception):
    """The message may be shown to the person who asked."""


@transaction.atomic
def open_organization(*, name: str, kind: Kind, by: Actor, at: datetime) -> Organization:
    organization = Organization.objects.create(name=name, kind=kind, made_at=at)
    record("organization.opened", by=by, at=at, about=f"organization:{organization.public_id}")
    return organization


@transaction.atomic
def invite(*, organization: Organization, role: Role, user: User, by: Actor, at: datetime) -> MadeLink:
    """The link and its code, shown once. Raises `RoleRefused`."""
    check_role(Kind(organization.kind), role)
    invitation = Invitation(organization=organization, role=role, made_by=user, made_at=at)
    about = f"invitation:{invitation.public_id}"
    link = make_link(purpose=INVITATION, about=about, lasts=INVITED_FOR, has_code=True, at=at)
    invitation.link_id = link.public_id
    invitation.save()
    record("invitation.made", by=by, at=at, about=about)
    return link


@transaction.atomic
def withdraw_invitation(*, organization: Organization, public_id: str, by: Actor, at: datetime) -> None:
    rows = Invitation.objects.select_for_update().filter(organization=organization, public_id=public_id)
    invitation = rows.filter(accepted_at=None, withdrawn_at=None).first()
    if invitation is None:
        return
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    withdraw_link(public_id=invitation.link_id, at=at)
    record("invitation.withdrawn", by=by, at=at, about=f"invitation:{invitation.public_id}")


@transaction.atomic
def accept_invitation(*, link: OneTimeLink, user: User, at: datetime) -> Membership:
    """Raises `LinkRefused` where it was used a moment ago, `MembershipRefused` for who works there already.

    Every sign-in ends: from the next one on this is staff, with a second factor.
    """
    use_link(link=link, at=at)
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("organization", "made_by")
    invitation = rows.get(link_id=link.public_id)
    if manager_of(organization=invitation.organization, user=invitation.made_by) is None:
        raise LinkRefused
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                organization=invitation.organization, user=user, role=invitation.role, began_at=at
            )
    except IntegrityError as twice:
        raise MembershipRefused(mark("You work there already.")) from twice
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    sign_out_everywhere(user=user, at=at)
    record("membership.began", by=acting_for(membership), at=at, about=f"membership:{membership.public_id}")
    return membership


def withdraw_invitations_of(membership: Membership, *, by: Actor, at: datetime) -> None:
    """Who was sent away must not come back by a door they left open."""
    organization = membership.organization
    theirs = Invitation.objects.filter(organization=organization, made_by=membership.user)
    for public_id in theirs.filter(accepted_at=None, withdrawn_at=None).values_list("public_id", flat=True):
        withdraw_invitation(organization=organization, public_id=public_id, by=by, at=at)


@transaction.atomic
def end_membership(*, organization: Organization, public_id: str, by: Actor, at: datetime) -> None:
    """The last lead stays: otherwise nobody could let anybody in. What was open for this member is closed with it."""
    live = Membership.objects.live().select_for_update(of=("self",)).filter(organization=organization)
    rows = {row.public_id: row for row in live.select_related("user", "organization")}
    membership = rows.get(public_id)
    if membership is None:
        return
    leads = [row for row in rows.values() if row.role == Role.LEAD]
    if leads == [membership]:
        raise RoleRefused(mark("An organization needs a lead. Invite another one first."))
    close_membership(membership, by=by, at=at)


def close_membership(membership: Membership, *, by: Actor, at: datetime) -> None:
    """Call it in a transaction, with the row locked."""
    membership.ended_at = at
    membership.save(update_fields=["ended_at"])
    organization, user = membership.organization, membership.user
    SignInReset.objects.filter(organization=organization, user=user, done_at=None).delete()
    withdraw_invitations_of(membership, by=by, at=at)
    if organization.kind == Kind.OPERATOR:
        leave_desk(user)
    leave_rosters(user, by=by, at=at)
    sign_out_everywhere(user=user, by=by, at=at)
    record("membership.ended", by=by, at=at, about=f"membership:{membership.public_id}")
    note("membership.ended", membership.public_id, at=at)


def leave_desk(user: User) -> None:
    """Who works for the operator no more has no task at its desk either, until somebody gives it to them anew."""
    user.is_staff = user.is_superuser = False
    user.save(update_fields=["is_staff", "is_superuser"])


def leave_rosters(user: User, *, by: Actor, at: datetime) -> None:
    """Of somebody who works nowhere any more."""
    if not is_staff(user):
        take_off_rosters(person_id=user.public_id, by=by, at=at)


@transaction.atomic
def dismiss_operator(*, user: User, by: Actor, at: datetime) -> None:
    """Somebody has no task at the desk any more, and is signed out. What they are in organizations stays."""
    leave_desk(user)
    leave_rosters(user, by=by, at=at)
    sign_out_everywhere(user=user, by=by, at=at)
    record("operator.dismissed", by=by, at=at, about=f"account:{user.public_id}")
    note("operator.dismissed", user.public_id, at=at)


@transaction.atomic
def end_organization(*, organization: Organization, by: Actor, at: datetime) -> None:
    """From this moment nobody acts for it."""
    organization.ended_at = at
    organization.save(update_fields=["ended_at"])
    record("organization.ended", by=by, at=at, about=f"organization:{organization.public_id}")
    note("organization.ended", organization.public_id, at=at)


def forget_past_memberships(*, at: datetime) -> int:
    """A pass of the worker: who worked where, and how they came in, goes when its time has passed (S33).

    Nothing of somebody whose record is held by law. Returns how many rows went.
    """
    before = at - lasts(Retention.MEMBERSHIP)
    memberships = Membership.objects.filter(ended_at__lt=before)
    resets = SignInReset.objects.filter(Q(done_at__lt=before) | Q(done_at=None, asked_at__lt=before))
    invitations = Invitation.objects.filter(made_at__lt=at - INVITED_FOR - lasts(Retention.LINK))
    of_persons = [rows.exclude(user__subject__in=held_subjects()) for rows in (memberships, resets)]
    return sum(rows.delete()[0] for rows in (*of_persons, invitations))
