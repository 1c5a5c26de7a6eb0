"""A member lost password and second factor: one colleague asks, another agrees, and hands over a link (S14)."""

from datetime import datetime, timedelta

from django.db import transaction

from handrail.accounts.domain.resets import Agreed, LockedAccount, Opener, ResetRefused, check_agreed
from handrail.accounts.models import AuthenticatorApp, Membership, Organization, SignInReset, User
from handrail.accounts.passwords import check_new_password
from handrail.accounts.persons.actions import keep_password
from handrail.accounts.second_factors.actions.authenticator_apps import drop_app
from handrail.accounts.second_factors.actions.passkeys import drop_passkey
from handrail.privacy.audit.entries import record
from handrail.privacy.domain.actors import Actor, ActorKind
from handrail.privacy.models import OneTimeLink
from handrail.privacy.one_time_links.actions import LinkRefused, MadeLink, make_link, use_link
from handrail.web.translation import mark

RESET = "reset"
RESET_FOR = timedelta(days=1)  # product choice


@transaction.atomic
def ask_for_reset(
    *, organization: Organization, membership_id: str, user: User, by: Actor, at: datetime
) -> SignInReset:
    """The first of two. Nobody asks for themselves; the database says so too."""
    rows = Membership.objects.live().filter(organization=organization, public_id=membership_id).select_related("user")
    membership = rows.first()
    if membership is None or membership.user == user:
        raise ResetRefused(mark("Ask two colleagues: nobody resets their own sign-in."))
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
        raise ResetRefused(mark("This needs another person than the one who asked."))
    check_agreed(agreed_now(reset, user, at))
    about = f"reset:{reset.public_id}"
    link = make_link(purpose=RESET, about=about, lasts=RESET_FOR, has_code=True, at=at)
    reset.agreed_by, reset.agreed_at, reset.link_id = user, at, link.public_id
    reset.save(update_fields=["agreed_by", "agreed_at", "link_id"])
    record("reset.agreed", by=by, at=at, subject=reset.user.subject, about=about)
    return link


def agreed_now(reset: SignInReset, user: User, at: datetime) -> Agreed:
    """All that decides, as it stands now."""
    live = Membership.objects.live()
    here = dict(live.filter(organization=reset.organization).values_list("user", "began_at"))
    asked, agrees = (Opener(here.get(one.pk), one.is_staff) for one in (reset.asked_by, user))
    account = LockedAccount(
        opened_at=reset.user.date_joined,
        here_since=here.get(reset.user_id),
        is_operator=reset.user.is_staff,
        works_elsewhere=live.filter(user=reset.user).exclude(organization=reset.organization).exists(),
    )
    return Agreed((asked, agrees), account, at)


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
    keep_password(user, password, by=by, at=at)
    for passkey in user.passkeys.all():
        drop_passkey(passkey, by=by, at=at)
    for app in AuthenticatorApp.objects.filter(user=user):
        drop_app(app, by=by, at=at)
    user.recovery_codes.all().delete()
    reset.done_at = at
    reset.save(update_fields=["done_at"])
    record("reset.done", by=by, at=at, subject=user.subject, about=f"reset:{reset.public_id}")
