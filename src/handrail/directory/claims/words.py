"""How pages say where a claim and a change stand."""

from handrail.directory.domain.claims import State
from handrail.directory.domain.listing_changes import Field, StoppedBy, Told
from handrail.directory.domain.listing_changes import State as ChangeState
from handrail.directory.models import ListingChange
from handrail.directory.opening_hours_words import hours_told
from handrail.web.translation import mark

# To operators.
STATES: dict[str, str] = {
    State.ASKED: mark("To be called back"),
    State.CALLED: mark("Called: the code is not entered yet"),
    State.CONFIRMED: mark("Code entered: look at the evidence"),
    State.VERIFIED: mark("Keeps its page"),
    State.CONTESTED: mark("Contested"),
    State.DECLINED: mark("Declined"),
    State.WITHDRAWN: mark("Taken back by the program"),
    State.REVOKED: mark("Revoked"),
}
# To the program.
ASKED = mark("Saved: you asked for this page.")
AFTER_TASK: dict[str, str] = {
    "code": mark("Saved: this was the code."),
    "withdraw": mark("Saved: you gave this page up."),
    "propose": mark("Saved: your change waits for a second person."),
    "agree": mark("Saved: you are the second person. The old contact is told."),
    "stop": mark("Saved: the change is stopped."),
}
"""What is said once after each task of a program."""
TOLD_STATES: dict[str, str] = {
    State.ASKED: mark("Asked for: we will call you"),
    State.CALLED: mark("We called: type the code"),
    State.CONFIRMED: mark("Code entered: we look at what you wrote"),
    State.VERIFIED: mark("You keep this page"),
    State.CONTESTED: mark("Contested"),
    State.DECLINED: mark("We said no"),
    State.WITHDRAWN: mark("You took it back"),
    State.REVOKED: mark("We took it back from you"),
}
NEXT: dict[str, str] = {
    State.ASKED: mark("We call the number that is listed for this place. Whoever answers gets a code from us."),
    State.CALLED: mark(
        "We called and said a code of six digits. Ask whoever answers your telephone, and type it here."
    ),
    State.CONFIRMED: mark("The code was right. Now one of us looks at what you wrote."),
    State.VERIFIED: mark("You keep this page. A change needs two people and waits. What is open takes one press."),
    State.CONTESTED: mark("Somebody doubts that this page is yours. Until that is settled, nothing changes."),
    State.DECLINED: mark("We could not see that this place is yours."),
    State.WITHDRAWN: mark("You took this back. You may ask again."),
    State.REVOKED: mark(
        "We took this page back from you. What you had changed is off it, and our messages go to you no more."
    ),
}
DONE: dict[str, str] = {
    State.VERIFIED: mark("Saved: the program keeps its page now."),
    State.DECLINED: mark("Saved: the claim is declined."),
    State.CONTESTED: mark("Saved: nothing the program says is taken until this is settled."),
    State.REVOKED: mark("Saved: the program no longer keeps the page, and what it said of itself is gone."),
}
FIELDS: dict[str, str] = {
    Field.PHONE: mark("Main telephone number"),
    Field.INTAKE: mark("Number to start treatment"),
    Field.WEBSITE: mark("Website"),
    Field.HOURS: mark("Opening hours"),
    Field.CONTACT: mark("Where our messages go"),
}
CHANGE_STATES: dict[str, str] = {
    ChangeState.PROPOSED: mark("Needs a second person"),
    ChangeState.TO_TELL: mark("The old contact is being told"),
    ChangeState.WAITING: mark("Waits: the old contact was told"),
    ChangeState.APPLIED: mark("Done"),
    ChangeState.STOPPED: mark("Stopped"),
}
STOPPED: dict[str, str] = {
    StoppedBy.PROGRAM: mark("by the program"),
    StoppedBy.OPERATOR: mark("by an operator"),
    StoppedBy.OLD_CONTACT: mark("by the old contact"),
    StoppedBy.CLAIM_ENDED: mark("since the page is no longer theirs"),
    StoppedBy.NO_ANSWER: mark("since the new contact never answered"),
    StoppedBy.LEFT: mark("since one of the two no longer keeps this page"),
}
TOLD: dict[str, str] = {
    Told.MESSAGE: mark("told by a message"),
    Told.CALL: mark("told by telephone"),
    Told.NOBODY_THERE: mark("the old number is out of service"),
}


def lines_of(change: ListingChange, language: str) -> tuple[str, ...]:
    """What would stand on the page. Nothing of a contact, which is never shown."""
    return hours_told(change.value, language) if change.field == Field.HOURS else (change.value,)
