"""Where a request stands, as its own person reads it: each stage, each reason, and what was said of an arrival."""

from handrail.referrals.domain.closing import Account
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.domain.stages import Stage
from handrail.web.translation import mark

STANDS: dict[Stage, str] = {
    Stage.DRAFT: mark("It is written down, and nobody has it yet."),
    Stage.ASKING: mark("Others are asked, without your name."),
    Stage.SENT: mark("It is with them. Nobody has looked yet."),
    Stage.ACKNOWLEDGED: mark("They have looked, and have not answered yet."),
    Stage.ASKED_BACK: mark("They ask you something before they answer."),
    Stage.WAITLISTED: mark("You are on their waiting list."),
    Stage.HELD: mark("They keep a place for you."),
    Stage.EXPECTED: mark("They expect you."),
    Stage.TRAVELING: mark("They expect you, and your way there is arranged."),
    Stage.NO_SHOW: mark("They say that you did not come. It can still work out."),
    Stage.DECLINED: mark("They cannot, this time. You can ask others."),
    Stage.ARRIVED: mark("You have arrived."),
    Stage.COMPLETED: mark("It has begun."),
    Stage.FAILED: mark("It has ended without a place. You can ask again at any time."),
    Stage.CANCELED: mark("It was taken back. Nobody reads it any more."),
    Stage.IN_ERROR: mark("It was written by mistake, and is closed."),
}
"""In words that name no kind of care: the first look at a receipt may be over somebody's shoulder (S16)."""

SAY_OTHERWISE: dict[bool, str] = {
    True: mark("They say that you did not come. You say that you got in."),
    False: mark("You and they say different things."),
}
"""Where they say that the person did not come, and the person said otherwise: by whether they got in."""

STOOD: dict[Stage, str] = {
    Stage.HELD: mark("They kept a place for you."),
    Stage.EXPECTED: mark("They expected you."),
    Stage.TRAVELING: mark("They expected you."),
}
"""The same, once the time that was named has gone by."""

IF_SILENT = mark("If they do not answer in time, one of us asks them and looks for another way.")
ARE_LATE = mark("They are late. One of us asks them and looks for another way.")
UNTIL_THEN: dict[Stage, str] = {
    Stage.DRAFT: mark("Nobody is asked yet. Ask whoever wrote it down with you how it goes on."),
    Stage.ASKED_BACK: mark("You answer first. If they are late after that, one of us asks them."),
}
"""Before it is their turn."""

REASONS: dict[DeclineReason, str] = {
    DeclineReason.NO_PLACE: mark("They have no place now."),
    DeclineReason.NOT_THIS_LEVEL: mark("You need other care than they give."),
    DeclineReason.NOT_THIS_MEDICINE: mark("They do not give this medicine."),
    DeclineReason.NOT_THIS_PAYER: mark("They do not take this way of paying."),
    DeclineReason.NOT_THIS_AGE: mark("They do not take people of your age."),
    DeclineReason.OUT_OF_AREA: mark("They do not take people from your area."),
    DeclineReason.MEDICAL_FIRST: mark("You need a hospital first. Please go to an emergency department."),
    DeclineReason.CANNOT_BE_SAFE_HERE: mark("They could not keep you safe there."),
    DeclineReason.PAPERS_MISSING: mark("A paper is missing. Call them and ask which."),
    DeclineReason.WRONG_PLACE: mark("They do not give this kind of help."),
    DeclineReason.PERSON_CHOSE_ANOTHER: mark("You chose another."),
    DeclineReason.PERSON_DOES_NOT_WANT: mark("You did not want it."),
    DeclineReason.TOO_FAR: mark("It was too far for you."),
}
YOU_SAID: dict[Account, str] = {
    Account.GOT_IN: mark("You say: I got in."),
    Account.TURNED_AWAY: mark("You say: I was there, and they could not take me."),
    Account.DID_NOT_COME: mark("You say: I did not go."),
}
THEY_SAID: dict[Account, str] = {
    Account.GOT_IN: mark("They say: you came, and they took you in."),
    Account.TURNED_AWAY: mark("They say: you came, and they could not take you."),
    Account.DID_NOT_COME: mark("They say: you did not come."),
}
