"""Two programs that keep their pages, and partnerships brought to a state by the steps that lead there."""

from django.contrib.auth import get_user_model

from accounts.people import make_organization
from factories import NOON, make_facility, make_kept_claim
from handrail.accounts.models import Membership, User
from handrail.directory.domain.partnerships import PartnerKind, PartnerSide
from handrail.directory.models import ListingContact
from handrail.directory.partnerships.actions.saying import confirm, declare
from handrail.messaging.domain.kinds import Channel
from handrail.privacy.actions import open_subject
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.sealed_values import seal


class Keeper:
    """A program, its lead, and the one place whose page it keeps."""

    def __init__(self, word: str, *, kind: str = "program", **place) -> None:
        self.organization = make_organization(name=f"{word.title()} Program", kind=kind)
        self.lead = self.colleague("lead")
        self.place = make_facility(**({"name": f"{word.title()} House"} | place))
        self.claim = make_kept_claim(organization=self.organization, facility=self.place, asked_by=self.lead)

    def colleague(self, role: str) -> User:
        user = get_user_model().objects.create_user(f"{role}-of-{self.organization.public_id}".lower())
        Membership.objects.create(organization=self.organization, user=user, role=role, began_at=NOON)
        return user

    @property
    def pages(self) -> str:
        return f"/account/listings/{self.organization.public_id}/partners/"

    def named_contact(self, at) -> ListingContact:
        subject = open_subject(by=PRODUCT, at=at)
        contact = ListingContact(claim=self.claim, subject=subject, channel=Channel.EMAIL, language="en", since=at)
        seal(contact, at=at, address=f"{self.lead.public_id}@program.example")
        contact.save()
        return contact


def declared(ours: Keeper, theirs: Keeper, at, **overrides):
    """By `ours`, where people begin."""
    values = {
        "ours": ours.claim,
        "other": theirs.place,
        "kind": PartnerKind.AFTER_WITHDRAWAL,
        "side": PartnerSide.FIRST,
        "nobody_pays": True,
        "by": ours.lead,
        "at": at,
    }
    return declare(**(values | overrides))


def confirmed(ours: Keeper, theirs: Keeper, at, **overrides):
    made = declared(ours, theirs, at, **overrides)
    return confirm(partnership=made, ours=theirs.claim, nobody_pays=True, by=theirs.lead, at=at)
