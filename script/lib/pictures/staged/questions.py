"""What programs say while nobody looks: the answers of others that a picture needs."""

from datetime import timedelta

from django.utils import timezone

from handrail.privacy.consenting.actions import Evidence, Terms, give_consent
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.domain.consents import ConsentKind, Purpose
from handrail.referrals.answering.actions import answer_question
from handrail.referrals.domain.moves import Given
from handrail.referrals.domain.questions import Answer, Way
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral
from handrail.referrals.moving.actions import move
from handrail.referrals.moving.consent import OPENS, discloser_of, recipient_of
from handrail.referrals.picking.actions import pick

ASKS = "Does the person use a wheelchair? / ¿Usa la persona silla de ruedas?"
REASONS = (DeclineReason.NO_PLACE, DeclineReason.NOT_THIS_PAYER, DeclineReason.OUT_OF_AREA)


def of(referral: str) -> Referral:
    return Referral.objects.get(public_id=referral)


def all_say_no(referral: str) -> None:
    for question, reason in zip(of(referral).questions.order_by("number"), REASONS, strict=False):
        answer_question(
            question=question, answer=Answer.NO, way=Way.TELEPHONE, reason=reason, by=PRODUCT, at=timezone.now()
        )


def program_says_yes(referral: str) -> None:
    question = of(referral).questions.order_by("number")[0]
    answer_question(question=question, answer=Answer.YES, way=Way.TELEPHONE, by=PRODUCT, at=timezone.now())


def program_asks_back(referral: str) -> None:
    """The person agreed, the program was chosen, has looked, and wants to know something first."""
    handed, at = of(referral), timezone.now()
    place = handed.questions.order_by("number")[0].facility
    terms = Terms(
        kind=ConsentKind.NAMED,
        disclosers=frozenset({discloser_of(handed)}),
        information=OPENS,
        recipients=frozenset({recipient_of(place)}),
        purposes=frozenset({Purpose.TREATMENT}),
        expires_at=at + timedelta(days=30),
    )
    evidence = Evidence(text="I let ...", text_version="1", language="en", tells_how_to_revoke=True)
    give_consent(subject=handed.subject, terms=terms, evidence=evidence, by=PRODUCT, at=at)
    handed, _ = pick(referral=handed, facility=place, side=Side.SENDER, by=PRODUCT, at=at)
    for stage, given in ((Stage.ACKNOWLEDGED, Given()), (Stage.ASKED_BACK, Given(words=ASKS))):
        handed = move(referral=handed, to=stage, side=Side.RECEIVER, by=PRODUCT, at=timezone.now(), given=given)
