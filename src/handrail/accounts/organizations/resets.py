"""A member lost password and second factor: one colleague asks, another agrees, and hands over a link (S14)."""

from datetime import datetime, timedelta

from django.db import transaction

from handrail.accounts.models import AuthenticatorApp, Membership, Organization, SignInReset, User
from handrail.accounts.organizations.actions import MembershipRefused
from handrail.accounts.passwords import check_new_password
from handrail.accounts.sign_ins.actions import sign_out_everywhere
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.models import OneTimeLink
from handrail.privacy.one_time_links import LinkRefused, MadeLink, make_link, use_link
from handrail.web.translation import mark

RESET = "reset"
RESET_FOR = timedelta(days=1)  # product choice
LONG_ENOUGH = timedelta(days=7)  # a lead invited a moment ago may be the other one's second self; product choice


@transaction.atomic
def ask_for_reset(
    *, organization: Organization, membership_id: str, user: User, by: Actor, at: datetime
) -> SignInReset:
    """The first of two. Nobody asks for themselves; the database says so too."""
    rows = Membership.objects.live().filter(organization=organization, public_id=membership_id).select_related("user")
    membership = rows.first()
    if membership is None or membership.user == user:
        raise MembershipRefused(mark("Ask two colleagues: nobody resets their own sign-in."))
    SignInReset.objects.filter(user=membership.user, done_at=None).delete()
    reset = SignInReset.objects.create(organization=organization, user=membership.user, asked_by=user, asked_at=at)
    record("reset.asked", by=by, at=at, subject=membership.user.subject, about=f"reset:{reset.public_id}")
    return reset


@transaction.atomic
def agree_to_reset(*, organization: Organization, public_id: str, user: User, by: Actor, at: datetime) -> MadeLink:
    """The second of two, who hands over the link and its code."""
    rows = SignInReset.objects.select_for_update(of=("self",)).filter(organization=organization, done_at=None)
    reset = rows.filter(public_id=public_id, agreed_by=None).select_related("user", "asked_by").first()
    if reset is None or user.pk in (reset.asked_by_id, reset.user_id):
        raise MembershipRefused(mark("This needs another person than the one who asked."))
    check_two(reset, user, at)
    about = f"reset:{reset.public_id}"
    link = make_link(purpose=RESET, about=about, lasts=RESET_FOR, has_code=True, at=at)
    reset.agreed_by, reset.agreed_at, reset.link_id = user, at, link.public_id
    reset.save(update_fields=["agreed_by", "agreed_at", "link_id"])
    record("reset.agreed", by=by, at=at, subject=reset.user.subject, about=about)
    return link


def check_two(reset: SignInReset, agrees: User, at: datetime) -> None:
    """One person alone, with a second self, must not come into a colleague's account."""
    two = [reset.asked_by, agrees]
    leads = Membership.objects.live().filter(organization=reset.organization, user__in=two)
    if leads.filter(began_at__gt=at - LONG_ENOUGH).exists():
        raise MembershipRefused(mark("Both of you must have worked here for a week."))
    if is_more_than_here(reset) and not any(each.is_staff for each in two):
        raise MembershipRefused(
            mark("This account is not only for your organization. Ask the people who run this site, or invite anew.")
        )


def is_more_than_here(reset: SignInReset) -> bool:
    """Work elsewhere, the whole installation, or an account from before this work: not this organization's to open."""
    user, live = reset.user, Membership.objects.live().filter(user=reset.user)
    here = live.filter(organization=reset.organization).first()
    is_older = here is None or user.date_joined < here.began_at - timedelta(days=1)
    return user.is_staff or is_older or live.exclude(organization=reset.organization).exists()


@transaction.atomic
def finish_reset(*, link: OneTimeLink, password: str, at: datetime) -> None:
    """A new password, and every second factor gone: the next sign-in makes a new one.

    Raises `PasswordRefused`, `LinkRefused`.
    """
    rows = SignInReset.objects.select_for_update(of=("self",)).select_related("user__subject", "organization")
    reset = rows.filter(link_id=link.public_id).first()
    if reset is None:  # asked for anew since: that one's link counts
        raise LinkRefused
    user, by = reset.user, Actor(ActorKind.LINK, link.public_id, reset.organization.public_id)
    check_new_password(password, handle=user.get_username())
    use_link(link=link, at=at)
    user.set_password(password)
    user.save(update_fields=["password"])
    user.passkeys.all().delete()
    user.recovery_codes.all().delete()
    AuthenticatorApp.objects.filter(user=user).delete()
    sign_out_everywhere(user=user, by=by, at=at)
    reset.done_at = at
    reset.save(update_fields=["done_at"])
    record("reset.done", by=by, at=at, subject=user.subject, about=f"reset:{reset.public_id}")
