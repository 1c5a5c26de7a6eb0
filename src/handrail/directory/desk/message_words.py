"""How the desk names kinds of message, where they stand, and why they were not sent."""

from handrail.messaging.domain.kinds import Channel, MessageKind
from handrail.messaging.domain.sending import Reason
from handrail.messaging.domain.status import Status
from handrail.web.translation import mark

CLOSED: dict[str, str] = {
    Channel.SMS: mark("Texts are not sent yet. Still to be set:"),
    Channel.EMAIL: mark("E-mail is not sent yet. Still to be set:"),
}

KINDS: dict[str, str] = {
    MessageKind.NEWS: mark("A new message"),
    MessageKind.REPLY_WANTED: mark("An answer is awaited"),
    MessageKind.REMINDER: mark("A reminder"),
    MessageKind.SIGN_IN: mark("A link to sign in"),
    MessageKind.CONFIRM_CONTACT: mark("Confirm a contact"),
    MessageKind.INVITATION: mark("An invitation"),
    MessageKind.ON_CALL: mark("A call to a colleague"),
    MessageKind.CHANGE: mark("Notice of a change"),
    MessageKind.QUESTION: mark("A question to a program"),
    MessageKind.CHOSEN: mark("A program was chosen"),
    MessageKind.TO_READ: mark("Something to read and sign"),
    MessageKind.STILL_TRUE: mark("Are the open places still true?"),
}

STATES: dict[str, str] = {
    Status.WAITING: mark("Waiting"),
    Status.LEASED: mark("Being sent"),
    Status.SENT: mark("Sent"),
    Status.DELIVERED: mark("Arrived"),
    Status.FAILED: mark("Did not arrive"),
    Status.DEAD: mark("Never sent"),
    Status.DROPPED: mark("Not wanted"),
    Status.EXPIRED: mark("Too late"),
}

REASONS: dict[str, str] = {
    Reason.NO_AGREEMENT: mark("The person did not agree to it, or no longer does"),
    Reason.OTHER_ADDRESS: mark("The person agreed for another number or mailbox"),
    Reason.STOPPED: mark("Somebody at this number said STOP"),
    Reason.CONSENT_ENDED: mark("The consent behind it has ended"),
    Reason.ERASED: mark("The person had their data erased"),
    Reason.RESTORED: mark("A backup was restored: it may have been sent before"),
    Reason.EXPIRED: mark("It came too late to be of use"),
    Reason.TRIED_TOO_OFTEN: mark("Tried again and again without success"),
    Reason.UNREADABLE: mark("Damaged in the database"),
    Reason.COUNTRY: mark("A country we do not text"),
    Reason.QUIET_HOURS: mark("It is night where the person is"),
    Reason.NUMBER_BUDGET: mark("Enough for one number today"),
    Reason.INSTALLATION_BUDGET: mark("The limit of the day is reached"),
    Reason.LEASE_ENDED: mark("A worker stopped before it was done"),
    Reason.PROVIDER_DOWN: mark("The provider does not answer"),
    Reason.PROVIDER_BUSY: mark("The provider asks for patience"),
    Reason.PROVIDER_REFUSED_US: mark("The provider refuses our account or sender"),
    Reason.PROVIDER_REFUSED: mark("The provider refuses it"),
    Reason.BAD_ADDRESS: mark("No such number or mailbox"),
    Reason.UNREACHABLE: mark("The phone cannot be reached"),
    Reason.BLOCKED_BY_CARRIER: mark("The phone company blocked it"),
    Reason.DID_NOT_ARRIVE: mark("It did not arrive"),
}
