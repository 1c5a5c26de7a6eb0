"""Which notices there are (S28). Their words stand in files, each version in its own."""

from enum import StrEnum


class Notice(StrEnum):
    """A notice, by the name in its address."""

    PATIENTS = "patient-notice"  # 42 CFR 2.22
    PRIVACY = "privacy"
    TERMS = "terms"
    COOKIES = "cookies"
    HEALTH = "health"
    NO_SALE = "no-sale"
    MESSAGES = "messages"


AT_SIGN_UP = (Notice.TERMS, Notice.PRIVACY, Notice.HEALTH)
"""What somebody who makes an account is given and agrees to."""
