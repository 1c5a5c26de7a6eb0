"""Reads of claims: who keeps a page, what waits at the desk, and by which numbers a claim may be called back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from handrail.accounts.models import Organization
from handrail.directory.calls.queries import Number, numbers_to_dial
from handrail.directory.domain.claims import OPEN, State
from handrail.directory.models import Claim, Facility, ListingChange, ListingContact
from handrail.privacy.audit.entries import record_view
from handrail.privacy.domain.actors import Actor
from handrail.privacy.queries import is_hidden
from handrail.privacy.sealed_values import keys_of, opened

MOST_LISTED = 100
RELATED = ("facility__merged_into", "organization", "subject")


def keeping_claim(*, facility: Facility) -> Claim | None:
    """Of the organization that keeps this page, undisputed. Claims of a merged row count for the row that was kept."""
    kept = Claim.objects.keeping().filter(state=State.VERIFIED).of_place(facility)
    return kept.select_related(*RELATED).order_by("verified_at", "pk").first()


def contact_for_messages(*, facility: Facility) -> ListingContact | None:
    """Where a message to this program may go: only what it named and confirmed, while it keeps its page (S17)."""
    claim = keeping_claim(facility=facility)
    return (
        ListingContact.objects.filter(claim=claim, stopped_at=None).select_related("subject").first() if claim else None
    )


def contacts_that_stopped() -> list[ListingContact]:
    """Of programs that keep their page and want no messages: somebody rings them. The newest first."""
    rows = ListingContact.objects.filter(claim__in=Claim.objects.keeping()).exclude(stopped_at=None)
    return list(
        rows.select_related("claim__facility__merged_into", "claim__organization").order_by("-stopped_at")[:MOST_LISTED]
    )


def other_keepers(*, claim: Claim) -> QuerySet[Claim]:
    """Of the same place, by another organization."""
    return Claim.objects.keeping().of_place(claim.facility).exclude(organization=claim.organization)


def waiting_claims() -> list[Claim]:
    return list(Claim.objects.waiting().select_related(*RELATED)[:MOST_LISTED])


def kept_claims() -> list[Claim]:
    """Contested ones first."""
    rows = Claim.objects.keeping().select_related(*RELATED).order_by("state", "verified_at", "pk")
    return list(rows[:MOST_LISTED])


def given_back_claims() -> list[Claim]:
    """Of programs whose word still stands on the page they gave back. The newest first."""
    rows = Claim.objects.given_back().select_related(*RELATED).order_by("-ended_at", "-pk")
    return list(rows[:MOST_LISTED])


@dataclass(frozen=True)
class ClaimCounts:
    """For the first page of the desk."""

    waiting: int
    overdue: int


def claim_counts(*, at: datetime) -> ClaimCounts:
    waiting = Claim.objects.filter(state__in=OPEN)
    return ClaimCounts(waiting.count(), waiting.filter(due_on__lt=at.date()).count())


def claim_by_public_id(*, public_id: str) -> Claim | None:
    people = ("called_by", "verified_by", "ended_by", "asked_by", "confirmed_by")
    return Claim.objects.select_related(*RELATED, *people).filter(public_id=public_id).first()


def claims_of(*, organization: Organization) -> list[Claim]:
    """For the organization itself: what it keeps and what it asked for, the newest first."""
    rows = Claim.objects.filter(organization=organization).select_related(*RELATED)
    return list(rows.order_by("-asked_at", "-pk")[:MOST_LISTED])


def claim_of(*, organization: Organization, public_id: str) -> Claim | None:
    return Claim.objects.filter(organization=organization, public_id=public_id).select_related(*RELATED).first()


def places_of_claims(*, public_ids: Iterable[str]) -> dict[str, str]:
    """What the places are called that these claims are about, by the claims' ids, in one query. With the program, since
    one organization often lists several places under its own name."""
    rows = Claim.objects.filter(public_id__in=set(public_ids))
    told = rows.values_list("public_id", "facility__name", "facility__program")
    return {public_id: ", ".join(filter(None, (name, program))) for public_id, name, program in told}


def live_claim_of(*, facility: Facility, organization: Organization) -> Claim | None:
    """What it asks for or keeps of this place now: at most one."""
    return Claim.objects.live().of_place(facility).filter(organization=organization).first()


def numbers_to_call_back(*, claim: Claim, at: datetime) -> tuple[Number, ...]:
    """What the directory lists, and what two of us checked; nothing that a program said of itself."""
    return numbers_to_dial(facility=claim.place, at=at, is_by_us_alone=True)


def written_by_program(*, claim: Claim) -> list[str] | None:
    """All that this organization wrote to keep its pages, shown to nobody; None once whoever asks was erased."""
    if claim.words is None:
        return None
    claims = list(Claim.objects.filter(organization=claim.organization).exclude(words=None))
    keys = keys_of(claims)
    words = [text for each in claims for text in opened(each, "words", keys=keys)["words"].values()]
    changes = ListingChange.objects.filter(claim__organization=claim.organization)
    return [*words, *changes.values_list("value", flat=True)]


@dataclass(frozen=True, repr=False)
class ClaimWords:
    """What whoever asked wrote of themselves."""

    who: str = ""
    phone: str = ""
    evidence: str = ""


def are_words_gone(*, claim: Claim) -> bool:
    """Whoever asked was erased, or asked to be: from then on nobody reads what is theirs (S33)."""
    return claim.words is None or is_hidden(claim.subject)


@transaction.atomic
def words_of(*, claim: Claim, by: Actor, at: datetime) -> ClaimWords:
    """The look is recorded before anything opens."""
    if are_words_gone(claim=claim):
        return ClaimWords()
    about = f"claim:{claim.public_id}"
    record_view("claim.viewed", by=by, at=at, subject=claim.subject, about=about, purpose="claim")
    return ClaimWords(**opened(claim, "words")["words"])
