"""The inbox of a program: what it was asked and who is on the way, what is due first at the top. No names here."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from handrail.accounts.models import Membership, User
from handrail.directory.domain.zones import zone_of_state
from handrail.directory.models import Claim, Facility
from handrail.privacy.models import Consent
from handrail.referrals.answering.queries import standing_now
from handrail.referrals.domain.clocks import answer_due
from handrail.referrals.domain.needs import Urgency
from handrail.referrals.domain.questions import GONE_AFTER, Standing
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import OPEN, WITH_A_PROGRAM, Stage
from handrail.referrals.models import Question, Referral, ReferralMove
from handrail.referrals.queries import kept_places, receiving_memberships
from handrail.referrals.receiving.over_here import over_lately

MOST_LISTED = 100
UNANSWERED = frozenset({Stage.SENT, Stage.ACKNOWLEDGED})


@dataclass(frozen=True)
class QuestionLine:
    """One question, and by when an answer is hoped for."""

    question: Question
    due_at: datetime
    is_answered: bool


@dataclass(frozen=True)
class Inbox:
    """What waits for this program, then what it waits for itself."""

    questions: list[QuestionLine]
    answered: list[QuestionLine]
    to_do: list[Referral]
    under_way: list[Referral]
    over: list[ReferralMove]

    @property
    def waiting(self) -> int:
        """For an answer: who has come, or is awaited, was answered already."""
        return len(self.questions) + sum(each.stage in UNANSWERED for each in self.to_do)


def inbox_of(*, user: User, at: datetime) -> Inbox:
    asked = [line_of(each) for each in open_questions(user=user, at=at)]
    asked.sort(key=lambda line: line.due_at)
    people = agreed_people(user=user, at=at)
    return Inbox(
        questions=[line for line in asked if not line.is_answered],
        answered=[line for line in asked if line.is_answered],
        to_do=[each for each in people if each.turn == Side.RECEIVER],
        under_way=[each for each in people if each.turn != Side.RECEIVER],
        over=over_lately(user=user, at=at),
    )


def line_of(question: Question) -> QuestionLine:
    """The clock is the product's own promise; it tells nothing of the person."""
    zone = zone_of_state(question.facility.state)
    due = answer_due(Urgency(question.referral.urgency), since=question.asked_at, zone=zone)
    return QuestionLine(question, min(due, question.asked_at + GONE_AFTER), bool(question.answer))


def asked_questions(*, user: User) -> QuerySet[Question]:
    related = ("facility", "referral__facility", "referral__subject", "referral__sender")
    return Question.objects.filter(kept_places(user)).select_related(*related)


def open_questions(*, user: User, at: datetime) -> QuerySet[Question]:
    """Those that the program still sees: a day at most, and never once somebody was picked or all has ended (S21)."""
    live = {"gone_at": None, "asked_at__gt": at - GONE_AFTER, "referral__stage__in": [stage.value for stage in OPEN]}
    return asked_questions(user=user).filter(**live).order_by("asked_at", "pk")[:MOST_LISTED]


def question_of(*, user: User, public_id: str, at: datetime) -> Question | None:
    """None for a stranger's, and for one that is gone: the program loses it with the pick, or after a day."""
    question = asked_questions(user=user).filter(public_id=public_id).first()
    return question if question is not None and standing_now(question, at=at) is not Standing.LATE else None


def people_of(*, user: User) -> QuerySet[Referral]:
    """Who stands with this program now. Ended ones are records of the program, and no work that waits."""
    rows = Referral.objects.filter(kept_places(user), stage__in=[stage.value for stage in WITH_A_PROGRAM])
    return rows.select_related("subject", "sender", "facility")


def agreed_people(*, user: User, at: datetime) -> list[Referral]:
    """Without those who took it back a moment ago, or who agreed to an organization that kept the page before (S19)."""
    rows = people_of(user=user).filter(consent__in=Consent.objects.live(at=at).values("pk"))
    mine = {each.organization.public_id for each in receiving_memberships(user)}
    listed = rows.select_related("consent").select_related("facility", "sender", "subject").order_by("due_at", "pk")
    return [each for each in listed[:MOST_LISTED] if each.consent and mine & set(each.consent.recipients)]


def referral_of(*, user: User, public_id: str) -> Referral | None:
    return people_of(user=user).filter(public_id=public_id).first()


def membership_for(*, user: User, place: Facility) -> Membership | None:
    """For which organization somebody acts here: the one that keeps the page of the place."""
    mine = {each.organization_id: each for each in receiving_memberships(user)}
    kept = Claim.objects.keeping().filter(state="verified", organization__in=mine)
    claim = kept.of_place(place).order_by("verified_at", "pk").first()
    return mine[claim.organization_id] if claim else None
