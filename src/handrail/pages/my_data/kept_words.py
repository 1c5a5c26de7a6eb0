"""How the register's tables are told to a person who thinks of deletion. A test fails for one without words."""

from handrail.privacy.domain.personal_data import DataClass
from handrail.web.translation import mark

SIGN_IN = mark("your sign-in name, password, passkeys and codes")
SIGNED_IN_ON = mark("where you are signed in")
WHO_YOU_ARE = mark("who you are and how to reach you, as you wrote it")
FOUND_BY = mark("what let a program find you by your phone number or e-mail")
MESSAGES = mark("messages to you, and your phone number or e-mail for them")
SIGNED_WORDS = mark("the words of your consents, and who was there when you signed")
MORE_OF_ACTS = mark("the details in the record of who did what. Only random numbers stay")
RECEIPTS = mark("that you have a receipt, and what it leads to. Nobody can read its number")
KEYS = mark("the keys that open any of this")
EMERGENCIES = mark("what was written down when your record was opened in an emergency")
REQUESTS = mark("what you asked of us in writing, and our answers")
HOLDS = mark("why the law stopped a deletion, if it did")
RANDOM = mark("a random number that stood for you. It no longer leads to you")
WHICH_CONSENTS = mark("that a consent was given, to whom, and when it ended")
HAND_OVERS = mark("what kind of information went to whom")
ACTS = mark("who did what and when")
THAT_DELETED = mark("that you asked for deletion, so that old copies forget you too")
WORKED_FOR = mark("for which organization you worked, if you did")
STOPS = mark("that a phone number said STOP, so that it is never texted again")
LISTINGS = mark("what you wrote for your program's page, and where messages to it go")
WHICH_LISTINGS = mark("that you asked for or changed your program's page")
NOTES = mark("notes a counselor wrote for themselves about a session with you")
HANDED_ON = mark("what was written when you were handed on to a program, and how to reach you then")
WHERE_HANDED_ON = mark("that you were handed on to a program, when, and how it went")
NOTICES = mark("which version of our notices you were given")

KEPT_WORDS: dict[tuple[DataClass, str], str] = {
    (DataClass.OWN, "accounts.User"): SIGN_IN,
    (DataClass.OWN, "accounts.AuthenticatorApp"): SIGN_IN,
    (DataClass.OWN, "accounts.Passkey"): SIGN_IN,
    (DataClass.OWN, "accounts.RecoveryCode"): SIGN_IN,
    (DataClass.OWN, "accounts.SignIn"): SIGNED_IN_ON,
    (DataClass.OWN, "sessions.Session"): SIGNED_IN_ON,
    (DataClass.OWN, "messaging.Message"): MESSAGES,
    (DataClass.OWN, "messaging.ContactAgreement"): MESSAGES,
    (DataClass.OWN, "messaging.AskedContact"): MESSAGES,
    (DataClass.OWN, "messaging.RosterMember"): MESSAGES,
    (DataClass.OWN, "directory.Claim"): LISTINGS,
    (DataClass.OWN, "directory.ListingContact"): LISTINGS,
    (DataClass.OWN, "directory.ListingChange"): LISTINGS,
    (DataClass.OWN, "privacy.Identity"): WHO_YOU_ARE,
    (DataClass.OWN, "privacy.BlindIndex"): FOUND_BY,
    (DataClass.OWN, "privacy.AuditEntry"): MORE_OF_ACTS,
    (DataClass.OWN, "privacy.Receipt"): RECEIPTS,
    (DataClass.OWN, "privacy.SubjectKey"): KEYS,
    (DataClass.OWN, "referrals.Referral"): HANDED_ON,
    (DataClass.OWN, "referrals.MoveWords"): HANDED_ON,
    (DataClass.OWN, "referrals.CoordinatorNote"): HANDED_ON,
    (DataClass.PROGRAM, "referrals.CoordinatorNote"): WHERE_HANDED_ON,
    (DataClass.PROGRAM, "referrals.Referral"): WHERE_HANDED_ON,
    (DataClass.PROGRAM, "referrals.ReferralLeg"): WHERE_HANDED_ON,
    (DataClass.PROGRAM, "referrals.ReferralMove"): WHERE_HANDED_ON,
    (DataClass.PROGRAM, "referrals.Question"): WHERE_HANDED_ON,
    (DataClass.PROGRAM, "referrals.PlaceHold"): WHERE_HANDED_ON,
    (DataClass.PROGRAM, "referrals.Opening"): WHERE_HANDED_ON,
    (DataClass.PROGRAM, "referrals.FollowUp"): WHERE_HANDED_ON,
    (DataClass.PROGRAM, "referrals.AskedConsent"): WHERE_HANDED_ON,
    (DataClass.PROGRAM, "privacy.Consent"): SIGNED_WORDS,
    (DataClass.PROGRAM, "privacy.EmergencyOpening"): EMERGENCIES,
    (DataClass.PROGRAM, "privacy.PersonRequest"): REQUESTS,
    (DataClass.PROGRAM, "privacy.LegalHold"): HOLDS,
    (DataClass.PROGRAM, "privacy.CounselingNote"): NOTES,
    (DataClass.ACCOUNT, "privacy.Subject"): RANDOM,
    (DataClass.ACCOUNT, "privacy.Consent"): WHICH_CONSENTS,
    (DataClass.ACCOUNT, "privacy.Disclosure"): HAND_OVERS,
    (DataClass.ACCOUNT, "privacy.AuditEntry"): ACTS,
    (DataClass.ACCOUNT, "privacy.EmergencyOpening"): ACTS,
    (DataClass.ACCOUNT, "privacy.LegalHold"): ACTS,
    (DataClass.ACCOUNT, "privacy.PersonRequest"): ACTS,
    (DataClass.ACCOUNT, "privacy.NoticeGiven"): NOTICES,
    (DataClass.ACCOUNT, "privacy.Erasure"): THAT_DELETED,
    (DataClass.ACCOUNT, "privacy.CounselingNote"): ACTS,
    (DataClass.ACCOUNT, "directory.Claim"): WHICH_LISTINGS,
    (DataClass.ACCOUNT, "directory.Partnership"): WHICH_LISTINGS,
    (DataClass.ACCOUNT, "directory.ListingChange"): WHICH_LISTINGS,
    (DataClass.ACCOUNT, "accounts.Membership"): WORKED_FOR,
    (DataClass.ACCOUNT, "accounts.SignInReset"): WORKED_FOR,
    (DataClass.ACCOUNT, "messaging.StopWord"): STOPS,
}
