"""What a program may answer, and what became of its answer, in words."""

from datetime import datetime

from handrail.referrals.answering.queries import standing_now
from handrail.referrals.domain.questions import Answer, Standing
from handrail.referrals.domain.reasons import SAID_BY, DeclinedBy, DeclineReason
from handrail.referrals.models import Question
from handrail.web.translation import mark

REASONS = {
    DeclineReason.NO_PLACE: mark("No place free"),
    DeclineReason.NOT_THIS_LEVEL: mark("Needs another kind of care than ours"),
    DeclineReason.NOT_THIS_MEDICINE: mark("We do not give this medicine"),
    DeclineReason.NOT_THIS_PAYER: mark("We cannot take this insurance"),
    DeclineReason.NOT_THIS_AGE: mark("Not our ages"),
    DeclineReason.OUT_OF_AREA: mark("Outside our area"),
    DeclineReason.MEDICAL_FIRST: mark("Needs a hospital first"),
    DeclineReason.CANNOT_BE_SAFE_HERE: mark("We cannot keep this person safe here"),
    DeclineReason.PAPERS_MISSING: mark("Papers are missing"),
    DeclineReason.WRONG_PLACE: mark("We are not this kind of program"),
    DeclineReason.PERSON_CHOSE_ANOTHER: mark("The person chose another program"),
    DeclineReason.PERSON_DOES_NOT_WANT: mark("The person does not want it now"),
    DeclineReason.TOO_FAR: mark("Too far for the person"),
}
ANSWERS = {
    Answer.YES: mark("Yes, we have a place"),
    Answer.WAITING_LIST: mark("We have a waiting list"),
    Answer.NO: mark("No, we cannot"),
}
THANKS = {
    Standing.OPEN: mark("Thank you. We told whoever asks. You hear from us if the person chooses you."),
    Standing.PICKED: mark("Thank you. The person chose you already: a second message tells you how to go on."),
    Standing.LATE: mark("Thank you. Another program was chosen, or a day went by, so nobody waits for this now."),
    Standing.ENDED: mark("Thank you. Nobody looks for a place any more, so please keep it for others."),
}


NO_THANKS = mark("Thank you. We told whoever asks, and you need do nothing more.")


def thanks_for(question: Question, *, at: datetime) -> str:
    """Who said no is not told to wait for a person."""
    standing = standing_now(question, at=at)
    return NO_THANKS if standing is Standing.OPEN and question.answer == Answer.NO else THANKS[standing]


def reasons_of(who: DeclinedBy) -> list[tuple[str, str]]:
    """Value and words of each reason that this side may give, in the order of the table."""
    return [(reason.value, REASONS[reason]) for reason in DeclineReason if reason in SAID_BY[who]]
