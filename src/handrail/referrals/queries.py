"""Who may see which referral, and what a person may take with them."""

from typing import Any

from django.db.models import Q

from handrail.accounts.domain.roles import Kind, Role
from handrail.accounts.models import Membership, Organization, User
from handrail.directory.models import Claim
from handrail.privacy.models import Subject
from handrail.privacy.queries import told_moment
from handrail.privacy.sealed_values import keys_of, opened, opened_where_kept
from handrail.referrals.domain.sides import may_receive, may_send, sees_mirror, sees_state_report
from handrail.referrals.models import (
    AskedConsent,
    CoordinatorNote,
    FollowUp,
    MoveWords,
    Question,
    Referral,
    ReferralMove,
)


def memberships_of(user: User) -> list[Membership]:
    return list(Membership.objects.live().filter(user=user).select_related("organization", "user__subject"))


def sending_memberships(user: User) -> list[Membership]:
    """In which organizations somebody may hand people over."""
    return [each for each in memberships_of(user) if may_send(*what(each))]


def receiving_memberships(user: User) -> list[Membership]:
    """For which programs somebody answers."""
    return [each for each in memberships_of(user) if may_receive(*what(each))]


def has_receivers(organization: Organization) -> bool:
    """Whether anybody there could look into its inbox."""
    members = Membership.objects.live().filter(organization=organization).select_related("organization")
    return any(may_receive(*what(each)) for each in members)


def what(membership: Membership) -> tuple[Kind, Role]:
    return Kind(membership.organization.kind), Role(membership.role)


def may_see_mirror(user: User) -> bool:
    return user.is_staff or sees_mirror(list(map(what, memberships_of(user))))


def may_see_state_report(user: User) -> bool:
    return user.is_staff or sees_state_report(list(map(what, memberships_of(user))))


def kept_places(user: User) -> Q:
    """Places whose page is kept, verified, by an organization for which this person answers: by either row."""
    organizations = [each.organization_id for each in receiving_memberships(user)]
    kept = Claim.objects.keeping().filter(state="verified", organization__in=organizations)
    rows = Q()
    for name in ("facility", "facility__merged_into"):
        rows |= Q(**{f"{name}__in": kept.values("facility")}) | Q(
            **{f"{name}__in": kept.values("facility__merged_into")}
        )
    return rows


def export_for(*, subject: Subject) -> dict[str, Any]:
    """Everything that is the person's own: each referral, what was written, and how it went."""
    rows = Referral.objects.filter(subject=subject).select_related("sender", "facility").order_by("made_at", "pk")
    referrals = list(rows.prefetch_related(*WITH_IT))
    notes = list(CoordinatorNote.objects.filter(subject=subject).select_related("facility").order_by("at", "pk"))
    said = list(MoveWords.objects.filter(subject=subject).select_related("move").order_by("move__number"))
    keys = keys_of([*referrals, *said, *notes])
    words = {each.move_id: opened(each, "words", keys=keys)["words"] for each in said}
    return {
        "referrals": [told(row, opened(row, "words", keys=keys)["words"] or {}, words) for row in referrals],
        "noted_by_coordinators": [
            {
                "what": note.kind,
                "at": told_moment(note.at),
                "place": note.facility.name if note.facility else None,
                "again_at": told_moment(note.again_at),
                "words": opened_where_kept(note, "words", keys=keys)["words"],
            }
            for note in notes
        ],
    }


WITH_IT = (
    "history__facility",
    "legs__facility",
    "questions__facility",
    "asked_consents__facility",
    "follow_ups__facility",
)


def told(referral: Referral, words: dict[str, Any], said: dict[int, str]) -> dict[str, Any]:
    """`said`: what was written with a step, by its row."""
    return {
        "from": referral.sender.name if referral.sender else "myself",
        "written": told_moment(referral.made_at),
        "need": told_need(referral),
        "release": told_release(referral),
        "places": [leg.facility.name for leg in referral.legs.all()],
        "asked_without_a_name": [told_question(each) for each in referral.questions.all()],
        "asked_whether_you_agree": [told_asking(each) for each in referral.asked_consents.all()],
        "steps": [told_step(step, said.get(step.pk, "")) for step in referral.history.all()],
        "did_you_get_in": [told_arrival(each) for each in referral.follow_ups.all()],
        "outcome": referral.outcome,
        "what_was_written": words,
    }


def told_need(referral: Referral) -> dict[str, Any]:
    return {
        "age": referral.age,
        "level": referral.level,
        "medicine": referral.medicine,
        "payer": referral.payer,
        "urgency": referral.urgency,
        "tonight": referral.is_tonight,
        "trait": referral.trait,
        "injecting": referral.is_injecting,
        "pregnant": referral.is_pregnant,
    }


def told_release(referral: Referral) -> dict[str, Any]:
    """Of who is in custody, or was handed over by police."""
    return {
        "day": referral.release_on.isoformat() if referral.release_on else "",
        "condition": referral.condition,
        "medicine_on_the_first_day": referral.first_day_medicine,
        "naloxone_on_the_first_day": referral.first_day_naloxone,
    }


def told_question(question: Question) -> dict[str, Any]:
    return {
        "place": question.facility.name,
        "at": told_moment(question.asked_at),
        "trait": question.trait,
        "answer": question.answer,
        "reason": question.reason,
    }


def told_asking(asked: AskedConsent) -> dict[str, Any]:
    return {
        "place": asked.facility.name,
        "way": asked.way,
        "at": told_moment(asked.asked_at),
        "reply": asked.reply,
        "replied": told_moment(asked.replied_at) if asked.replied_at else "",
    }


def told_step(step: ReferralMove, words: str) -> dict[str, Any]:
    return {
        "stage": step.to_stage,
        "by": step.side,
        "at": told_moment(step.at),
        "place": step.facility.name if step.facility else "",
        "expected": told_moment(step.expected_at) if step.expected_at else "",
        "kept_until": told_moment(step.held_until) if step.held_until else "",
        "position": step.position,
        "declined_by": step.declined_by,
        "reason": step.reason,
        "what_was_said": words,
    }


def told_arrival(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "place": follow_up.facility.name,
        "expected": told_moment(follow_up.expected_at),
        "the_program_says": follow_up.program_said,
        "you_say": follow_up.person_said,
    }
