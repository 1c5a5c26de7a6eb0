"""What a person may choose on the form, in the order it stands there, with the words they see.

The value of each is what `handrail find` takes: `payment:medicaid` here is `--payment medicaid` there.
"""

from handrail.web.translation import mark

Choices = tuple[tuple[str, str], ...]

WHO: Choices = (
    ("myself", mark("Myself")),
    ("loved", mark("Someone I love")),
    ("client", mark("A client or patient")),
)

ABOUT: Choices = (
    ("opioid", mark("Heroin, fentanyl or other opioids")),
    ("alcohol", mark("Alcohol")),
    ("stimulants", mark("Cocaine, meth or other stimulants")),
    ("other", mark("Something else, or not sure")),
)
"""What it is about. Whole paths are for opioids; for the rest there is a search for places."""

MATTERS: Choices = (
    ("payment:medicaid", mark("Medicaid")),
    ("payment:none", mark("No insurance")),
    ("need:pregnant", mark("Pregnant")),
    ("need:alcohol", mark("Also alcohol every day")),
    ("need:benzos", mark("Also benzos every day")),
    ("need:tolerance_low", mark("Just out of jail, a hospital or detox")),
    ("need:children", mark("With my children")),
    ("under_18", mark("Under 18")),
    ("language:spanish", mark("In Spanish")),
    ("need:start_today", mark("Start today")),
)

OTHER_PAYMENTS: Choices = (
    ("payment:medicare", mark("Medicare")),
    ("payment:private", mark("Private insurance")),
    ("payment:military", mark("Military insurance")),
    ("payment:va", mark("VA")),
    ("payment:tribal", mark("Tribal or Indian Health Service")),
)

KINDS: Choices = (
    ("need:withdrawal_stay", mark("A stay for withdrawal")),
    ("need:residential", mark("A place to live in treatment")),
)

OTHER_WISHES: Choices = (
    ("need:woman", mark("For women")),
    ("need:man", mark("For men")),
    ("need:co_occurring", mark("Mental health care too")),
    ("need:trauma", mark("Trauma care")),
    ("need:medical_illness", mark("A serious illness too")),
    ("need:deaf", mark("Deaf or hard of hearing")),
    ("need:telehealth", mark("By phone or video")),
    ("need:transport", mark("A ride there")),
    ("need:veteran", mark("Veterans")),
    ("need:lgbtq", mark("LGBTQ+")),
    ("need:seniors", mark("Older adults")),
    ("need:criminal_justice", mark("Court, parole or leaving jail")),
    ("need:twelve_step", mark("12-step meetings")),
)

MEDICINES: Choices = (
    ("", mark("None, or not sure")),
    ("methadone", mark("Methadone")),
    ("buprenorphine", mark("Buprenorphine (Suboxone, Subutex)")),
    ("already_on_medication", mark("Another, or I do not want to say")),
)

LANGUAGES: Choices = (
    ("", mark("No other language")),
    ("arabic", mark("Arabic")),
    ("chinese", mark("Chinese")),
    ("creole", mark("Creole")),
    ("farsi", mark("Farsi")),
    ("french", mark("French")),
    ("german", mark("German")),
    ("greek", mark("Greek")),
    ("hebrew", mark("Hebrew")),
    ("hindi", mark("Hindi")),
    ("hmong", mark("Hmong")),
    ("italian", mark("Italian")),
    ("japanese", mark("Japanese")),
    ("korean", mark("Korean")),
    ("native_american", mark("Native American languages")),
    ("ojibwa", mark("Ojibwa")),
    ("polish", mark("Polish")),
    ("portuguese", mark("Portuguese")),
    ("russian", mark("Russian")),
    ("tagalog", mark("Tagalog")),
    ("vietnamese", mark("Vietnamese")),
    ("yupik", mark("Yupik")),
)

RADII: Choices = (
    ("10", mark("10 miles")),
    ("25", mark("25 miles")),
    ("50", mark("50 miles")),
    ("100", mark("100 miles")),
)

OFFERS: Choices = (
    ("naloxone", mark("Naloxone")),
    ("syringes", mark("Syringe services")),
    ("wound_care", mark("Wound care")),
    ("drug_checking", mark("Drug checking, test strips")),
    ("hiv_test", mark("HIV test")),
    ("hepatitis_c_test", mark("Hepatitis C test")),
)
"""What places of local help offer, as their cards say it."""

WORDS = dict(MATTERS + OTHER_PAYMENTS + KINDS + OTHER_WISHES)


def words_of(matters: tuple[str, ...]) -> list[str]:
    """The English words of what was chosen; the page translates them."""
    spoken = {f"language:{name}": word for name, word in LANGUAGES if name}
    return [word for value in matters if (word := WORDS.get(value) or spoken.get(value))]
