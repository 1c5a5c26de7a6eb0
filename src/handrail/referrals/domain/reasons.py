"""Why something was declined, taken back or ended, in codes: what a network can learn from, and no free text."""

from enum import StrEnum

from handrail.referrals.domain.stages import Stage


class DeclinedBy(StrEnum):
    """Both are asked for: a program that says no, and a person who said no to it, are two things."""

    PROGRAM = "program"
    PERSON = "person"


class DeclineReason(StrEnum):
    """Why this program, this time. The groups follow what closed-loop systems found useful (reference section 3)."""

    NO_PLACE = "no_place"
    NOT_THIS_LEVEL = "not_this_level"  # needs more, or other, care than is given there
    NOT_THIS_MEDICINE = "not_this_medicine"
    NOT_THIS_PAYER = "not_this_payer"
    NOT_THIS_AGE = "not_this_age"
    OUT_OF_AREA = "out_of_area"
    MEDICAL_FIRST = "medical_first"  # needs a hospital before
    CANNOT_BE_SAFE_HERE = "cannot_be_safe_here"
    PAPERS_MISSING = "papers_missing"
    WRONG_PLACE = "wrong_place"  # not a program of this kind at all: our fact is wrong
    PERSON_CHOSE_ANOTHER = "person_chose_another"
    PERSON_DOES_NOT_WANT = "person_does_not_want"
    TOO_FAR = "too_far"


SAID_BY: dict[DeclinedBy, frozenset[DeclineReason]] = {
    DeclinedBy.PERSON: frozenset(
        {DeclineReason.PERSON_CHOSE_ANOTHER, DeclineReason.PERSON_DOES_NOT_WANT, DeclineReason.TOO_FAR}
    ),
}
SAID_BY[DeclinedBy.PROGRAM] = frozenset(DeclineReason) - SAID_BY[DeclinedBy.PERSON]


class Outcome(StrEnum):
    """How a referral ended. Silence is none."""

    CARE_BEGAN = "care_began"
    LEFT_BEFORE_ADMISSION = "left_before_admission"
    COULD_NOT_BE_REACHED = "could_not_be_reached"  # after several tries, on different days
    FOUND_CARE_ELSEWHERE = "found_care_elsewhere"
    NO_PROGRAM_FOUND = "no_program_found"
    DIED = "died"
    PERSON_TOOK_IT_BACK = "person_took_it_back"
    CONSENT_ENDED = "consent_ended"
    SENDER_TOOK_IT_BACK = "sender_took_it_back"
    ERASED = "erased"  # the person had their own data deleted
    WRITTEN_IN_ERROR = "written_in_error"


OUTCOMES: dict[Stage, frozenset[Outcome]] = {
    Stage.COMPLETED: frozenset({Outcome.CARE_BEGAN}),
    Stage.FAILED: frozenset(
        {
            Outcome.LEFT_BEFORE_ADMISSION,
            Outcome.COULD_NOT_BE_REACHED,
            Outcome.FOUND_CARE_ELSEWHERE,
            Outcome.NO_PROGRAM_FOUND,
            Outcome.DIED,
        }
    ),
    Stage.CANCELED: frozenset(
        {Outcome.PERSON_TOOK_IT_BACK, Outcome.CONSENT_ENDED, Outcome.SENDER_TOOK_IT_BACK, Outcome.ERASED}
    ),
    Stage.IN_ERROR: frozenset({Outcome.WRITTEN_IN_ERROR}),
}
"""Each end has its outcomes, and every outcome belongs to one end."""

STILL_WITHOUT_CARE = frozenset({Outcome.LEFT_BEFORE_ADMISSION, Outcome.COULD_NOT_BE_REACHED, Outcome.NO_PROGRAM_FOUND})
"""After these somebody still has to look for the person, where anybody may."""
