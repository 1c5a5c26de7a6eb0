"""Who may hand people over, and whose referral it is. To anybody else there is no page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone

from handrail.accounts.domain.roles import Kind
from handrail.accounts.models import Membership, Organization, User
from handrail.accounts.queries import acting_for
from handrail.accounts.sign_ins.access import SignedInRequest, signed_in
from handrail.privacy.agreements.queries import live_papers
from handrail.privacy.domain.actors import Actor
from handrail.privacy.domain.operator_roles import AgreementKind
from handrail.referrals.domain.sides import NEEDS_ATTESTATION, ONE_WAY_KINDS
from handrail.referrals.models import Referral
from handrail.referrals.queries import sending_memberships

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Sender:
    """On whose behalf somebody hands people over."""

    membership: Membership

    @property
    def organization(self) -> Organization:
        return self.membership.organization

    @property
    def kind(self) -> Kind:
        return Kind(self.organization.kind)

    @property
    def is_one_way(self) -> bool:
        """Police and custody send, and learn nothing (S24)."""
        return self.kind in ONE_WAY_KINDS

    @property
    def by(self) -> Actor:
        return acting_for(self.membership)


def senders_of(user: User, *, at: datetime) -> list[Sender]:
    """A referral service hands nobody over before its attestation stands that nobody pays it by the person (S29)."""
    found = [Sender(each) for each in sending_memberships(user)]
    unproven = {each.organization.public_id for each in found if each.kind in NEEDS_ATTESTATION}
    papers = live_papers(organizations=unproven, on=at.date()) if unproven else {}
    return [
        each
        for each in found
        if each.kind not in NEEDS_ATTESTATION
        or AgreementKind.ATTESTATION in papers.get(each.organization.public_id, frozenset())
    ]


def for_senders(view: View) -> View:
    """Gives the view those for whom somebody hands people over, by name."""

    @signed_in
    @wraps(view)
    def checked(request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        senders = senders_of(request.user, at=timezone.now())
        if not senders:
            raise Http404
        return view(request, sorted(senders, key=lambda each: each.organization.name), **kwargs)

    return checked


def for_sender_of(view: View) -> View:
    """Gives the view the referral and who acts. Police and custody have no such page, not even of their own (S24)."""

    @signed_in
    @wraps(view)
    def checked(request: SignedInRequest, referral: str, **kwargs: Any) -> HttpResponse:
        senders = {each.organization.pk: each for each in senders_of(request.user, at=timezone.now())}
        rows = Referral.objects.filter(public_id=referral, sender__in=senders)
        found = rows.select_related("subject", "sender", "facility").first()
        if found is None or senders[found.sender_id].is_one_way:
            raise Http404
        return view(request, found, senders[found.sender_id], **kwargs)

    return checked
