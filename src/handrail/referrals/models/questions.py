"""What a program is asked before anybody is named (S21)."""

from django.db import models
from django.db.models import F, Q

from handrail.kernel.public_ids import new_public_id
from handrail.referrals.domain.ladder import MOST_ASKED
from handrail.referrals.domain.questions import Answer, Way
from handrail.referrals.domain.reasons import SAID_BY, DeclinedBy, DeclineReason
from handrail.referrals.domain.release import Ahead
from handrail.referrals.models.columns import code, is_known
from handrail.referrals.models.needs import HasNeed, need_is_known
from handrail.referrals.models.referrals import Referral


def each_answer_has_its_own() -> Q:
    """A yes holds until a time, a list has a position, a no has a reason; and none has what belongs to another."""
    no_time, no_list, no_reason = Q(holds_until=None), Q(position=None, offers_interim=None), Q(reason="")
    reasons = sorted(reason.value for reason in SAID_BY[DeclinedBy.PROGRAM])
    return (
        Q(answer="") & no_time & no_list & no_reason
        | Q(answer=Answer.YES, holds_until__isnull=False) & no_list & no_reason
        | Q(answer=Answer.WAITING_LIST, position__gte=1, offers_interim__isnull=False) & no_time & no_reason
        | Q(answer=Answer.NO, reason__in=reasons) & no_time & no_list
    )


class Question(HasNeed):
    """One program, asked once. It holds what the program may read, and nothing else."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField(help_text="1 to 3 over the whole life of a referral")
    facility = models.ForeignKey("directory.Facility", models.PROTECT, related_name="+")
    ahead = code(Ahead, is_optional=True)
    language = models.CharField(
        max_length=5,
        choices=[(each, each) for each in ("en", "es")],
        help_text="of the program's contact, not the person",
    )

    asked_at = models.DateTimeField()
    way = code(Way)
    link_id = models.CharField(max_length=16, blank=True, help_text="public id of its one-time link, if it has one")
    handed_at = models.DateTimeField(null=True, blank=True, help_text="when it had reached them, as far as we know")

    answer = code(Answer, is_optional=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_way = code(Way, is_optional=True)
    answered_by = models.CharField(max_length=16, blank=True, help_text="public id of who wrote it down, if known")
    holds_until = models.DateTimeField(null=True, blank=True, help_text="until when a yes is meant")
    position = models.PositiveSmallIntegerField(null=True, blank=True, help_text="on the waiting list")
    offers_interim = models.BooleanField(null=True, help_text="interim services while waiting")
    reason = code(DeclineReason, length=32, is_optional=True)
    gone_at = models.DateTimeField(null=True, blank=True, help_text="from when the program no longer sees it")

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["facility", "asked_at"], name="referrals_questions_of_place")]
        constraints = [
            models.UniqueConstraint(fields=["referral", "number"], name="referrals_questions_are_numbered"),
            models.UniqueConstraint(fields=["referral", "facility"], name="referrals_nobody_is_asked_twice"),
            models.CheckConstraint(
                condition=Q(number__range=(1, MOST_ASKED)), name="referrals_three_programs_are_asked_at_most"
            ),
            *need_is_known("question"),
            is_known("question", "answer", Answer, is_optional=True),
            models.CheckConstraint(condition=each_answer_has_its_own(), name="referrals_answer_has_its_own"),
            is_known("question", "way", Way),
            is_known("question", "ahead", Ahead, is_optional=True),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_way="")
                | ~Q(answer="") & ~Q(answered_way="") & Q(answered_at__isnull=False),
                name="referrals_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(gone_at=None) | Q(gone_at__gte=F("asked_at")), name="referrals_question_goes_later"
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.public_id}"

    @property
    def need_ahead(self) -> Ahead | None:
        return Ahead(self.ahead) if self.ahead else None
