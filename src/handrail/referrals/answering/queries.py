"""What a question still is, to the program that was asked."""

from datetime import datetime

from handrail.privacy.one_time_links.actions import LinkRefused
from handrail.referrals.domain.questions import Standing, standing_of
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Question


def standing_now(question: Question, *, at: datetime) -> Standing:
    """Reads `question.referral`: load it with the question. Two rows of one place are one place."""
    referral, place = question.referral, question.facility
    return standing_of(
        stage=Stage(referral.stage),
        is_ours=referral.facility_id in {place.pk, place.merged_into_id} - {None},
        asked_at=question.asked_at,
        gone_at=question.gone_at,
        at=at,
    )


def question_named(about: str) -> Question:
    """Of a link that opens it. Raises `LinkRefused`: without its question it looks like any that opens nothing."""
    rows = Question.objects.select_related("facility", "referral__subject", "referral__sender", "referral__facility")
    question = rows.filter(public_id=about.partition(":")[2]).first()
    if question is None:
        raise LinkRefused
    return question
