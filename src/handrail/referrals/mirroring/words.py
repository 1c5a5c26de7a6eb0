"""The mirror in plain words, to be translated where they are shown."""

from handrail.directory.open_places.words import LEVELS
from handrail.privacy.domain.fixed_periods import Period, PeriodKind
from handrail.referrals.domain.block_grant import ENDED, OTHERWISE, PAST_LIMIT, WITHIN_14, WITHIN_120
from handrail.referrals.domain.mirror import Wait
from handrail.referrals.domain.mirror_columns import DECLINED, NOT_TOLD
from handrail.referrals.domain.mirror_dimensions import ALL_SAID_NO, ONE_SAID_YES, OTHER, RURAL, URBAN, Dimension
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.domain.referral_facts import SourceKind
from handrail.referrals.domain.unmet import Missed
from handrail.referrals.domain.waiting_census import BANDS, LONGER
from handrail.referrals.need_words import PAYERS
from handrail.web.translation import mark, translate

SOURCES = {
    SourceKind.THE_PERSON: mark("The person alone"),
    SourceKind.HOSPITAL: mark("A hospital"),
    SourceKind.CLINIC: mark("A clinic"),
    SourceKind.PROGRAM: mark("Another program"),
    SourceKind.JUSTICE: mark("Police, court, jail or prison"),
    SourceKind.COMMUNITY: mark("Peers, outreach or a helpline"),
}
AREAS = {RURAL: mark("In rural areas"), URBAN: mark("In cities and towns")}
LANGUAGES = {"en": mark("English"), "es": mark("Spanish")}
SAID = {ONE_SAID_YES: mark("One of them said yes"), ALL_SAID_NO: mark("All three said no")}
MISSED = {
    Missed.TODAY: mark("A start today"),
    Missed.WITHDRAWAL_BED: mark("A bed for withdrawal"),
    Missed.RESIDENTIAL: mark("Residential care"),
    Missed.METHADONE: mark("Methadone nearby"),
    Missed.BUPRENORPHINE: mark("Buprenorphine nearby"),
    Missed.MEDICAID: mark("A place that takes Medicaid"),
    Missed.PRIVATE: mark("A place that takes private insurance"),
    Missed.PUBLIC: mark("Medicare, military, VA or tribal cover"),
    Missed.NO_INSURANCE: mark("A place without insurance"),
    Missed.UNDER_18: mark("A place for under 18"),
    Missed.PREGNANT_OR_CHILDREN: mark("Pregnancy, or coming with children"),
    Missed.LANGUAGE: mark("A language"),
    Missed.ELSE: mark("Another wish"),
    Missed.NEAR: mark("Any place nearby"),
}
EVERY_STATE = mark("Every state")
ALL_OTHERS, EVERYBODY = mark("All others"), mark("Everybody")
LABELS: dict[Dimension, dict[str, str]] = {
    Dimension.SOURCE: {kind.value: words for kind, words in SOURCES.items()},
    Dimension.NEED: {level.value: words for level, words in LEVELS.items()},
    Dimension.LANGUAGE: LANGUAGES,
    Dimension.RURAL: AREAS,
    Dimension.PAYER: {payer.value: words for payer, words in PAYERS.items()},
    Dimension.SAID: SAID,
}
TITLES = {
    Dimension.SOURCE: mark("By who asked"),
    Dimension.NEED: mark("By kind of care"),
    Dimension.LANGUAGE: mark("By language"),
    Dimension.RURAL: mark("By city and country"),
    Dimension.PAYER: mark("By who pays"),
    Dimension.SAID: mark("By what the programs said that were asked first"),
}
ABOUT: dict[Dimension, list[str]] = {
    Dimension.RURAL: [
        mark("This is about where programs lie. We do not know where people were."),
        mark("It adds up the programs whose numbers may be shown, and no others."),
        mark("Country: at most 4 ZIP areas where people live lie within 8 miles, its own among them."),
        mark("That is our own measure, from the middle points of ZIP areas (GeoNames). It is no official code."),
        mark("It counts about 1 of 8 people in cities as rural. It counts about 1 of 5 rural people as urban."),
    ]
}
REASONS = {
    DeclineReason.NO_PLACE: mark("No place was free"),
    DeclineReason.NOT_THIS_LEVEL: mark("The person needed other care"),
    DeclineReason.NOT_THIS_MEDICINE: mark("The medicine is not given there"),
    DeclineReason.NOT_THIS_PAYER: mark("The insurance is not taken there"),
    DeclineReason.NOT_THIS_AGE: mark("The age did not fit"),
    DeclineReason.OUT_OF_AREA: mark("Out of its area"),
    DeclineReason.MEDICAL_FIRST: mark("A hospital was needed first"),
    DeclineReason.CANNOT_BE_SAFE_HERE: mark("The person could not be safe there"),
    DeclineReason.PAPERS_MISSING: mark("Papers were missing"),
    DeclineReason.WRONG_PLACE: mark("Not a program of this kind"),
}
NO_REASON = mark("No reason was told")
REASON_COLUMNS = {DECLINED[reason]: words for reason, words in REASONS.items()} | {NOT_TOLD: NO_REASON}
FAR = {
    "asked": mark("Asked for"),
    "accepted": mark("A program said yes"),
    "arrived": mark("Came"),
    "declined": mark("Programs said no"),
    "no_shows": mark("Did not come"),
    "lost_after_acceptance": mark("Lost after a yes"),
}
WAITS = {
    Wait.ANSWER: mark("First answer"),
    Wait.ACCEPT: mark("First yes"),
    Wait.VISIT: mark("First visit"),
    Wait.DOSE: mark("First dose"),
}
WAITING_FOR = dict(
    zip(
        (*(name for name, _ in BANDS), LONGER),
        (mark("Up to 14 days"), mark("15 to 120 days"), mark("Longer")),
        strict=True,
    )
)
STATE_LINES = {
    None: mark("Requests of people who inject drugs"),
    WITHIN_14: mark("Admitted within 14 days"),
    WITHIN_120: mark("Admitted within 120 days, with interim services within 48 hours"),
    OTHERWISE: mark("Admitted otherwise"),
    PAST_LIMIT: mark("Still waiting after 120 days"),
    ENDED: mark("Ended without admission"),
}
QUARTERS = {
    1: mark("January to March %(year)s"),
    4: mark("April to June %(year)s"),
    7: mark("July to September %(year)s"),
    10: mark("October to December %(year)s"),
}


def label_words(dimension: Dimension, label: str | None) -> str:
    if label is None:
        return EVERYBODY
    return ALL_OTHERS if label == OTHER else LABELS[dimension].get(label, label)


def period_words(period: Period, language: str) -> str:
    if period.kind is PeriodKind.YEAR:
        return str(period)
    return translate(QUARTERS[period.first_month], language, year=period.year)
