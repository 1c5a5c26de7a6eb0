"""How long each kind of record is kept, and whose law or reason says so (S33).

The register names for every column which of these it falls under. What has a time is removed by the pass of the worker
that stands beside it; a legal hold on a person's record stops that. Times without a source are product choices.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

YEAR = timedelta(days=365, hours=6)  # with its share of a leap day: never a day too early
SIX_YEARS, FOUR_YEARS = 6 * YEAR, 4 * YEAR


class Retention(StrEnum):
    """Kinds of record."""

    THE_PERSONS_OWN = "the_persons_own"
    SIGN_IN = "sign_in"
    LINK = "link"
    RECEIPT = "receipt"
    RECEIPT_TRIES = "receipt_tries"
    MESSAGE = "message"
    PROVIDER_COPY = "provider_copy"
    DOOR_COUNT = "door_count"
    CONTACT_QUESTION = "contact_question"
    TEXT = "text"
    CONTACT_AGREEMENT = "contact_agreement"
    STOP = "stop"
    CONSENT = "consent"
    DISCLOSURE = "disclosure"
    AUDIT = "audit"
    EMERGENCY = "emergency"
    LEGAL_HOLD = "legal_hold"
    REQUEST = "request"
    NOTICE = "notice"
    MEMBERSHIP = "membership"
    CLAIM = "claim"
    API_KEY = "api_key"
    NUDGE = "nudge"
    PROGRAM_RECORD = "program_record"
    ERASURE = "erasure"
    FEEDBACK = "feedback"
    SEARCHES = "searches"
    MEETING_REPORT = "meeting_report"
    DIRECTORY = "directory"
    INSTALLATION = "installation"


@dataclass(frozen=True)
class Rule:
    """`lasts` is counted `after` something; None: for as long as that says. `removed_by` names a pass of the worker."""

    lasts: timedelta | None
    after: str
    why: str
    removed_by: str = ""


R = Retention
RULES: dict[Retention, Rule] = {
    R.THE_PERSONS_OWN: Rule(None, "until the person deletes it", "it is theirs (S33)", "erasures"),
    R.SIGN_IN: Rule(timedelta(hours=12), "it began", "the longest a sign-in lasts (S14)", "ended-sign-ins"),
    R.LINK: Rule(timedelta(days=30), "it ended", "long enough to answer for it", "past-records"),
    R.RECEIPT: Rule(timedelta(0), "it ended", "it opens nothing any more (S16)", "past-receipts"),
    R.RECEIPT_TRIES: Rule(
        timedelta(days=1), "the last wrong try", "longer than any pause lasts (S16)", "past-receipts"
    ),
    R.MESSAGE: Rule(timedelta(days=90), "it ended", "an operator must see what went wrong", "old-messages"),
    R.PROVIDER_COPY: Rule(
        timedelta(0), "the provider forgot it", "it tells the provider whom to forget", "provider-copies"
    ),
    R.DOOR_COUNT: Rule(timedelta(0), "its stretch ended", "it counts nothing any more (S12)", "door-counts"),
    R.CONTACT_QUESTION: Rule(timedelta(days=1), "it was asked", "nobody said yes (S20)", "contact-questions"),
    R.TEXT: Rule(
        timedelta(days=1), "it was heard", "a provider hands a text on again for hours (S37)", "meeting-texts"
    ),
    R.CONTACT_AGREEMENT: Rule(
        FOUR_YEARS,
        "it was withdrawn",
        "to prove that texts were wanted: 47 U.S.C. 227, 28 U.S.C. 1658(a)",
        "old-messages",
    ),
    R.STOP: Rule(None, "for ever", "nobody is texted again because a record was deleted (S37)"),
    # Its words too, also of who was erased: to be confirmed by a lawyer.
    R.CONSENT: Rule(SIX_YEARS, "it ended", "45 CFR 164.530(j), 42 CFR 2.31", "past-records"),
    R.DISCLOSURE: Rule(None, "for ever", "42 CFR 2.25, 45 CFR 164.528 want six years; rows are only added"),
    R.AUDIT: Rule(None, "for ever", "the chain proves that nothing was taken out (S32)"),
    R.EMERGENCY: Rule(SIX_YEARS, "it was opened", "42 CFR 2.51(c), 45 CFR 164.530(j)", "past-records"),
    R.LEGAL_HOLD: Rule(SIX_YEARS, "it was lifted", "45 CFR 164.530(j)", "past-records"),
    R.REQUEST: Rule(
        SIX_YEARS, "it was answered or taken back", "45 CFR 164.526(f), 164.530(d), 164.530(j)", "past-records"
    ),
    R.NOTICE: Rule(SIX_YEARS, "the person was erased", "45 CFR 164.520(e), 164.530(j)", "past-records"),
    R.MEMBERSHIP: Rule(SIX_YEARS, "it ended", "who could see what then: 45 CFR 164.530(j)", "past-memberships"),
    R.CLAIM: Rule(SIX_YEARS, "it ended", "who kept which page then: a product choice", "past-claims"),
    R.API_KEY: Rule(timedelta(days=30), "it ended", "long enough to answer for it", "past-keys"),
    R.NUDGE: Rule(timedelta(days=8), "it was sent", "longer than any number is believed", "open-places-nudges"),
    R.PROGRAM_RECORD: Rule(None, "as long as the program must keep its record", "the law of its state"),
    R.ERASURE: Rule(None, "for ever", "it is done again after a backup is restored (S33)"),
    R.FEEDBACK: Rule(timedelta(days=180), "it was sent", "long enough to see what a page lacks", "old-feedback"),
    R.SEARCHES: Rule(
        timedelta(days=180),
        "its quarter ended",
        "the State's report comes 120 days after it (45 CFR 96.126)",
        "past-searches",
    ),
    R.MEETING_REPORT: Rule(
        timedelta(days=548), "the day it speaks of", "it counts nothing any more", "meeting-reports"
    ),
    R.DIRECTORY: Rule(None, "as long as the directory is kept", "about places, and what staff did for them"),
    R.INSTALLATION: Rule(None, "as long as this installation stands", "about the installation and who runs it"),
}


def lasts(kind: Retention) -> timedelta:
    """For kinds that have a time."""
    time = RULES[kind].lasts
    if time is None:
        raise ValueError(f"{kind} has no time after which it goes")
    return time
