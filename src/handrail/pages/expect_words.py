"""The choices of the form by which somebody asks a program to expect them, and the words of each."""

from handrail.directory.open_places.words import LEVELS as LEVEL_WORDS
from handrail.referrals.domain.needs import Medicine, PayerClass, Urgency
from handrail.referrals.domain.self_referring import LEVELS, SOON, Reach, When
from handrail.web.translation import mark

Choices = tuple[tuple[str, str], ...]

LEVEL_CHOICES: Choices = tuple((level.value, LEVEL_WORDS[level]) for level in LEVELS)
MEDICINE_CHOICES: Choices = (
    (Medicine.UNDECIDED.value, mark("I do not know yet")),
    (Medicine.BUPRENORPHINE.value, mark("Buprenorphine")),
    (Medicine.METHADONE.value, mark("Methadone")),
    (Medicine.NALTREXONE.value, mark("Naltrexone")),
)
PAYER_CHOICES: Choices = (
    (PayerClass.UNKNOWN.value, mark("I do not know yet")),
    (PayerClass.MEDICAID.value, mark("Medicaid")),
    (PayerClass.MEDICARE.value, mark("Medicare")),
    (PayerClass.PRIVATE.value, mark("Private insurance")),
    (PayerClass.MILITARY.value, mark("Military insurance")),
    (PayerClass.TRIBAL.value, mark("Tribal or Indian Health Service")),
    (PayerClass.NONE.value, mark("No insurance")),
)
SOON_WORDS: dict[Urgency, str] = {
    Urgency.TODAY: mark("Within 4 hours"),
    Urgency.NEXT_DAY: mark("By the end of the next working day"),
}
SOON_CHOICES: Choices = tuple((urgency.value, SOON_WORDS[urgency]) for urgency in SOON)
REACH_CHOICES: Choices = (
    (Reach.RECEIPT.value, mark("I come back with my receipt number")),
    (Reach.TEXT.value, mark("They text me")),
    (Reach.CALL.value, mark("They call me")),
    (Reach.EMAIL.value, mark("They write me an e-mail")),
)
WHEN_CHOICES: Choices = (
    (When.ANY.value, mark("At any time")),
    (When.MORNING.value, mark("In the morning")),
    (When.AFTERNOON.value, mark("In the afternoon")),
    (When.EVENING.value, mark("In the evening")),
)
