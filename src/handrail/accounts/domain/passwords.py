"""Which passwords are good enough: long, not often used, not the name itself (NIST SP 800-63B-4, section 3.1.1).

No kind of sign is demanded: a few plain words are long, and are remembered.
"""

from handrail.web.translation import mark

SHORTEST, LONGEST = 12, 128  # the standard asks for 15 where a password stands alone, 8 beside a second factor
FEWEST_DIFFERENT = 5
FEWEST_OF_ONES_OWN = 5  # letters that are left when our own words are taken out
OUR_WORDS = (
    "handrail", "recovery", "recover", "sobriety", "sober", "methadone", "buprenorphine", "suboxone", "naloxone",
    "narcan", "heroin", "fentanyl", "opioid", "detox", "rehab", "clinic", "hospital", "counselor", "nurse", "doctor",
    "patient", "operator", "admin", "desk", "password", "welcome", "letmein", "onedayatatime",
)  # fmt: skip
"""What is guessed first here, besides what is guessed everywhere."""


class PasswordRefused(ValueError):
    """The message may be shown to the person who chose the password."""


def check_password_is_good(password: str, *, handle: str, common: frozenset[str]) -> None:
    """`common` holds passwords that are often used, in small letters."""
    if len(password) < SHORTEST:
        raise PasswordRefused(mark("Please use at least 12 letters. Four plain words are easy to remember."))
    if len(password) > LONGEST:
        raise PasswordRefused(mark("Please use at most 128 letters."))
    if len(set(password)) < FEWEST_DIFFERENT:
        raise PasswordRefused(mark("Please use more different letters."))
    plain = password.casefold()
    if handle and handle.casefold() in plain:
        raise PasswordRefused(mark("Please leave your name out of the password."))
    if is_made_of_our_words(plain):
        raise PasswordRefused(mark("Please choose other words. These are guessed first here."))
    if plain in common or without_decoration(plain) in common:
        raise PasswordRefused(mark("Many people use this password, so it is guessed first. Please choose another."))


def without_decoration(password: str) -> str:
    """`!!sunshine2024` is `sunshine` with what everybody adds."""
    return password.strip("0123456789!?.,-_*#$@ ")


def is_made_of_our_words(plain: str) -> bool:
    """`handrail-clinic-2026` holds nothing of one's own; `my nurse sings at night` does."""
    left = plain.replace(" ", "")
    for word in OUR_WORDS:
        left = left.replace(word, "")
    return left != plain.replace(" ", "") and sum(sign.isalpha() for sign in left) < FEWEST_OF_ONES_OWN
