"""What police and custody send: written down, and the person's yes with it, in one step (S24)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from handrail.accounts.models import User
from handrail.directory.models import Facility
from handrail.privacy.one_time_links.actions import MadeLink
from handrail.referrals.agreeing.actions import ask_to_agree, sign
from handrail.referrals.agreeing.wording import consent_words
from handrail.referrals.domain.agreeing import Signing
from handrail.referrals.domain.sending import Written
from handrail.referrals.models import Referral
from handrail.referrals.sending.access import Sender
from handrail.referrals.sending.actions import write_down, written_before

ON_PHONE, ON_PAPER = "phone", "paper"


@dataclass(frozen=True)
class Submitted:
    """None for a form that was sent before: what became of it is told to nobody here."""

    referral: Referral | None = None
    link: MadeLink | None = None


@transaction.atomic
def submit(
    *,
    written: Written,
    places: Sequence[Facility],
    agrees: str,
    kept_at: str,
    sender: Sender,
    user: User,
    key: str,
    at: datetime,
) -> Submitted:
    """All of it, or nothing: whoever is refused for one line changes it, and sends the whole form again.

    Raises `WritingRefused`, `SwitchedOff`, and what refuses the yes: `AgreeingRefused`, `ConsentRefused`.
    """
    values = {"written": written, "places": places, "sender": sender, "user": user, "key": key}
    more = (agrees, kept_at)
    if written_before(**values, more=more) is not None:
        return Submitted()
    referral = write_down(**values, more=more, at=at)
    if not places or agrees not in (ON_PHONE, ON_PAPER):
        return Submitted(referral)
    way = Signing.OWN_PHONE if agrees == ON_PHONE else Signing.ON_PAPER
    language = referral.language
    asked, link = ask_to_agree(
        referral=referral, facility=places[0], way=way, language=language, user=user, by=sender.by, at=at
    )
    if way is Signing.ON_PAPER:
        words = consent_words(referral=referral, facility=places[0], language=language, way=way)
        sign(asked=asked, read=words.hash, by=sender.by, at=at, kept_at=kept_at)
    return Submitted(referral, link)
