"""People who asked the program themselves, at each stage: what takes days is written as of days ago."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from handrail.directory.domain.open_places import Level
from handrail.directory.models import Claim
from handrail.kernel.public_ids import new_public_id
from handrail.messaging.domain.kinds import MessageKind
from handrail.pages.views.expecting import agreement
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.domain.receipts import in_groups
from handrail.privacy.one_time_links.actions import new_browser_secret
from handrail.referrals.domain.moves import Given
from handrail.referrals.domain.needs import Medicine, PayerClass, Urgency
from handrail.referrals.domain.reasons import DeclinedBy, DeclineReason, Outcome
from handrail.referrals.domain.self_referring import Asked, Reach
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral
from handrail.referrals.moving.actions import move
from handrail.referrals.moving.consent import program_of
from handrail.referrals.self_referring.actions import Signed, ask_to_be_expected, confirm_reach
from pictures.staged.ground import letter

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
QUESTION = "Can you come on a weekday? / ¿Puede venir entre semana?"


Step = tuple[Stage, timedelta, dict[str, Any]]


@dataclass(frozen=True)
class Story:
    """How long ago somebody asked, and what the program did since: each a stage, after so long, with what it needs."""

    ago: timedelta = HOUR / 4
    steps: tuple[Step, ...] = ()


LOOKED: Step = (Stage.ACKNOWLEDGED, MINUTE, {})
NO = {"declined_by": DeclinedBy.PROGRAM, "reason": DeclineReason.NO_PLACE}
STORIES = {
    "asked": Story(),
    "looked-at": Story(steps=(LOOKED,)),
    "asked-back": Story(steps=(LOOKED, (Stage.ASKED_BACK, 2 * MINUTE, {"words": QUESTION}))),
    "expected": Story(steps=((Stage.EXPECTED, MINUTE, {"expected_at": DAY}),)),
    "kept-place": Story(steps=((Stage.HELD, MINUTE, {"held_until": 6 * HOUR}),)),
    "waiting-list": Story(steps=((Stage.WAITLISTED, MINUTE, {"position": 4}),)),
    "declined": Story(steps=((Stage.DECLINED, MINUTE, NO),)),
    "did-you-get-in": Story(ago=30 * HOUR, steps=((Stage.EXPECTED, HOUR, {"expected_at": 5 * HOUR}),)),
    "said-you-did-not-come": Story(
        ago=30 * HOUR, steps=((Stage.EXPECTED, HOUR, {"expected_at": 5 * HOUR}), (Stage.NO_SHOW, 20 * HOUR, {}))
    ),
    "care-began": Story(
        ago=3 * DAY,
        steps=(
            (Stage.EXPECTED, HOUR, {"expected_at": 5 * HOUR}),
            (Stage.ARRIVED, 8 * HOUR, {}),
            (Stage.COMPLETED, 2 * DAY, {"outcome": Outcome.CARE_BEGAN}),
        ),
    ),
    "still-yes": Story(ago=27 * DAY, steps=((Stage.WAITLISTED, DAY, {"position": 9}),)),
    "late": Story(ago=9 * HOUR),
}


def asked(story: str, *, text_to: str = "", has_confirmed: bool = False) -> str:
    """The number of the receipt. `has_confirmed`: they said at once that they may be written to."""
    told = STORIES[story]
    at = timezone.now() - told.ago
    claim = Claim.objects.filter(state="verified").order_by("pk")[0]
    program = program_of(claim.place)
    assert program is not None
    reach: dict[str, Any] = {"reach": Reach.TEXT, "address": text_to} if text_to else {}
    wanted = Asked(
        "Sam", Level.OUTPATIENT_MEDICINE, Medicine.BUPRENORPHINE, PayerClass.MEDICAID, Urgency.TODAY, **reach
    )
    lines = agreement(claim.place, program, "en")
    signed = Signed(program.public_id, lines, "en", "1", "/reach/")
    made = ask_to_be_expected(facility=claim.place, asked=wanted, signed=signed, pin="", key=new_public_id(), at=at)
    if has_confirmed:
        link = letter(MessageKind.CONFIRM_CONTACT)
        confirm_reach(token=link.strip("/").rpartition("/")[2], browser=new_browser_secret(), at=at)
    go_through(told, Referral.objects.order_by("-pk")[0], since=at)
    return in_groups(made.number)


def go_through(story: Story, referral: Referral, *, since: datetime) -> None:
    for stage, after, needed in story.steps:
        at = since + after
        given: dict[str, Any] = {
            name: at + value if isinstance(value, timedelta) else value for name, value in needed.items()
        }
        move(referral=referral, to=stage, side=Side.RECEIVER, by=PRODUCT, at=at, given=Given(**given))


def newest() -> str:
    """The number by which staff call it."""
    return Referral.objects.order_by("-pk")[0].public_id


def of_police() -> str:
    return Referral.objects.filter(sender__kind="police").order_by("-pk")[0].public_id
