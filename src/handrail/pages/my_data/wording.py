"""What the record's codes are called on the pages of a person's own data. A test fails for a code without words."""

from handrail.accounts.domain.roles import Role
from handrail.accounts.organizations.words import ROLE_WORDS
from handrail.accounts.queries import OPERATOR
from handrail.messaging.domain.kinds import Channel
from handrail.privacy.domain.consent_states import ConsentState
from handrail.privacy.domain.consents import ConsentKind, Information, Purpose
from handrail.web.translation import mark

KINDS: dict[str, str] = {
    ConsentKind.CARE: mark("For your care, its payment and its running"),
    ConsentKind.NAMED: mark("To one that you named"),
    ConsentKind.NOTES: mark("Counseling notes"),
    ConsentKind.LEGAL: mark("For a legal proceeding"),
    ConsentKind.JUSTICE: mark("To a court, probation or parole"),
    ConsentKind.FAMILY: mark("To somebody close to you"),
}
INFORMATION: dict[str, str] = {
    Information.IDENTITY: mark("who you are and how to reach you"),
    Information.REFERRAL: mark("that you ask for a place"),
    Information.ADMITTED: mark("that you were admitted"),
    Information.ATTENDING: mark("that you attend"),
    Information.ENDED: mark("that it ended"),
    Information.TREATMENT_RECORD: mark("the record of your treatment"),
    Information.MEDICINES: mark("your medicines"),
    Information.TEST_RESULTS: mark("test results"),
    Information.PAYMENT: mark("what payment needs"),
    Information.PLAN: mark("your plan"),
    Information.CHECK_INS: mark("your check-ins"),
    Information.COUNSELING_NOTES: mark("counseling notes"),
}
PURPOSES: dict[str, str] = {
    Purpose.TREATMENT: mark("your treatment"),
    Purpose.PAYMENT: mark("payment"),
    Purpose.OPERATIONS: mark("the running of a program"),
    Purpose.AT_THE_PERSONS_REQUEST: mark("you asked for it"),
    Purpose.LEGAL_PROCEEDING: mark("a legal proceeding"),
    Purpose.SUPERVISION: mark("supervision by a court or officer"),
    Purpose.SUPPORT: mark("support by people close to you"),
    "emergency": mark("a medical emergency"),
    "request": mark("to answer what you asked"),
    "breach_notice": mark("to tell you that somebody saw what they should not have"),
    "claim": mark("to check who keeps your program's page"),
    "own_receipt": mark("to come back to what they gave us"),
    "own_note": mark("to read a note of their own"),
}
STATES: dict[str, str] = {
    ConsentState.LIVE: mark("In force"),
    ConsentState.HELD: mark("Withdrawn, but a court may hold it for now"),
    ConsentState.WITHDRAWN: mark("Withdrawn"),
    ConsentState.ENDED: mark("Ended"),
    ConsentState.FALSE: mark("Not valid: it was never given"),
}
CHANNELS: dict[str, str] = {Channel.SMS: mark("Text messages"), Channel.EMAIL: mark("E-mail")}
ENDS: dict[str, str] = {"none": mark("no fixed end")}
CLASSES: dict[str, str] = {"any_treating": mark("those who treat you, and those who pay for it")}
ROLES: dict[str, str] = {
    **{role: ROLE_WORDS[role] for role in Role},
    OPERATOR: mark("Runs this site"),
}

# What was done, to be read after "who": a sentence of its own, since the grammar of two languages differs.
ACTS: dict[str, str] = {
    "identity.viewed": mark("Saw who you are"),
    "identity.written": mark("Wrote down who you are"),
    "disclosure.made": mark("Handed something about you over"),
    "disclosure.refused": mark("Wanted something about you and did not get it"),
    "emergency.opened": mark("Opened your record in a medical emergency"),
    "emergency.reviewed": mark("Checked that the emergency was one"),
    "request.viewed": mark("Read what you asked"),
    "request.filed": mark("Asked something of us"),
    "request.answered": mark("Answered what you asked"),
    "request.withdrawn": mark("Took a request back"),
    "consent.given": mark("Gave a consent"),
    "consent.withdrawn": mark("Withdrew a consent"),
    "consent.ended": mark("Noted that a consent ended"),
    "receipt.given": mark("Gave out a receipt"),
    "receipt.opened": mark("Came with your receipt"),
    "receipt.ended": mark("Ended a receipt"),
    "receipt.lengthened": mark("Let your receipt open for longer"),
    "contact.asked": mark("Asked to be written to"),
    "contact.agreed": mark("Said yes to messages, by the link we sent there"),
    "contact.withdrawn": mark("Stopped messages"),
    "contact.stopped": mark("Texted STOP"),
    "contact.started": mark("Texted START"),
    "data.exported": mark("Took a copy of everything"),
    "erasure.asked": mark("Asked for deletion"),
    "erasure.taken_back": mark("Took the deletion back"),
    "subject.opened": mark("Began this record"),
    "subject.erased": mark("Deleted what was your own"),
    "retention.passed": mark("Removed what was past its time"),
    "program_records.destroyed": mark("Destroyed the record of a program"),
    "hold.placed": mark("Stopped deletion, because the law demands the record"),
    "hold.lifted": mark("Lifted the stop on deletion"),
    "account.opened": mark("Made an account"),
    "account.hidden": mark("Hid the account"),
    "account.brought_back": mark("Brought the account back"),
    "signed_in": mark("Signed in"),
    "signed_out_everywhere": mark("Signed out everywhere"),
    "password.changed": mark("Changed the password"),
    "passkey.enrolled": mark("Added a passkey"),
    "passkey.removed": mark("Removed a passkey"),
    "recovery_codes.made": mark("Made recovery codes"),
    "recovery_code.used": mark("Used a recovery code"),
    "authenticator_app.enrolled": mark("Added an app for codes"),
    "authenticator_app.removed": mark("Removed an app for codes"),
    "note.written": mark("Wrote a counseling note for themselves"),
    "note.corrected": mark("Corrected a counseling note of their own"),
    "note.read": mark("Read a counseling note of their own"),
    "note.refused": mark("Wanted another's counseling note and did not get it"),
    "listing_contact.stopped": mark("Stopped messages to what a program named"),
    "claim.viewed": mark("Read what you wrote for your program's page"),
    "referral.written": mark("Wrote down that you want help from a program"),
    "referral.moved": mark("Took the next step on your way to a program"),
    "referral.ended": mark("Wrote down how your way to a program ended"),
    "arrival.asked": mark("Asked you and the program how it went"),
    "arrival.program_said": mark("Said for the program how it went"),
    "arrival.person_said": mark("Said for you how it went"),
    "referral.asked": mark("Asked a program whether it has a place, without your name"),
    "referral.answered": mark("Answered whether there is a place"),
    "referral.question_gone": mark("Took the question away from a program that was not chosen"),
    "referral.opened": mark("Opened who you are, as the program you agreed to"),
    "referral.link_renewed": mark("Made a new link for the program you agreed to"),
    "referral.climbed": mark("Reminded whoever had to act for you"),
    "referral.opened_by_us": mark("Opened who you are, to call you and help you on"),
    "referral.noted": mark("Noted what came of a call for you"),
    "referral.notes_read": mark("Read what was noted of calls for you"),
    "referral.number_given": mark("Gave you a number to come back with"),
    "referral.viewed": mark("Read what was written down to hand you over"),
    "referral.place_added": mark("Put a program on your way"),
    "referral.place_dropped": mark("Took a program off your way"),
    "referral.first_day": mark("Wrote down what you have on the first day out"),
    "consent.asked": mark("Asked you whether a program may learn who you are"),
    "consent.declined": mark("Noted that you said no to a program"),
    "reset.asked": mark("Asked for a new start of your sign-in"),
    "reset.agreed": mark("Agreed to a new start of your sign-in"),
    "reset.done": mark("Chose a new password after a new start"),
}
SHOWS: dict[str, str] = {"identity.viewed": INFORMATION[Information.IDENTITY]}
"""What an act shows by itself, where no list of kinds stands with it."""
OTHER_ACT = mark("Did something with your record")
