"""Settings of what goes to people, as the environment gives them. What cannot be read is refused and not guessed at."""

import os
import re
from datetime import date
from pathlib import Path

from handrail.config.refused_setting import SettingRefused
from handrail.messaging.domain.numbers import as_e164

HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


def agreements(text: str) -> dict[str, date]:
    """`sms:2026-11-01,email:2026-10-15`: with whom carries it there is an agreement, signed on that day (S37)."""
    found = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        channel, _, day = entry.partition(":")
        if channel not in ("sms", "email"):
            raise SettingRefused(
                "HANDRAIL_MESSAGE_AGREEMENT names sms or email, each with the day its agreement was signed."
            )
        found[channel] = day_of(day)
    return found


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SettingRefused("HANDRAIL_MESSAGE_AGREEMENT has a day that is none. Write sms:2026-11-01.") from error


def neutral_host(text: str) -> str:
    if text and not HOST.fullmatch(text):
        raise SettingRefused(
            "HANDRAIL_MESSAGE_HOST is a public host name, such as go.example.org: no scheme, port or path, and not this"
            " machine. docs/operate/meetings.md says how meetings by text are rehearsed without one."
        )
    return text


def country_codes(text: str) -> list[str]:
    codes = [code.strip().removeprefix("+") for code in text.split(",") if code.strip()]
    if not all(code.isascii() and code.isdecimal() and len(code) <= 3 for code in codes):
        raise SettingRefused("HANDRAIL_MESSAGE_COUNTRIES holds country codes of telephone numbers: 1,52")
    return codes


def text_number(text: str) -> str:
    """The number that people text; it is shown on a page, so a messaging service's id will not do."""
    found = as_e164(text) if text else ""
    if found is None:
        raise SettingRefused("HANDRAIL_MEETINGS_TEXT_NUMBER is a telephone number: +13125550100")
    return found


def secret_in(file: str | None) -> str:
    return Path(file).read_text().strip() if file else ""


MESSAGE_AGREEMENT = agreements(os.environ.get("HANDRAIL_MESSAGE_AGREEMENT", ""))
MESSAGE_HOST = neutral_host(os.environ.get("HANDRAIL_MESSAGE_HOST", ""))
MESSAGE_NAME = os.environ.get("HANDRAIL_MESSAGE_NAME", "")
MESSAGE_COUNTRIES = country_codes(os.environ.get("HANDRAIL_MESSAGE_COUNTRIES", "1"))
MESSAGES_PER_NUMBER = int(os.environ.get("HANDRAIL_MESSAGES_PER_NUMBER", "10"))
MESSAGES_PER_DAY = int(os.environ.get("HANDRAIL_MESSAGES_PER_DAY", "2000"))
MEETINGS_TEXT_NUMBER = text_number(os.environ.get("HANDRAIL_MEETINGS_TEXT_NUMBER", ""))
MEETING_TEXTS_PER_DAY = int(os.environ.get("HANDRAIL_MEETING_TEXTS_PER_DAY", "500"))
TWILIO_ACCOUNT = os.environ.get("HANDRAIL_TWILIO_ACCOUNT", "")
TWILIO_TOKEN_FILE = os.environ.get("HANDRAIL_TWILIO_TOKEN_FILE", "")
TWILIO_FROM = os.environ.get("HANDRAIL_TWILIO_FROM", "")
EMAIL_FROM = os.environ.get("HANDRAIL_EMAIL_FROM", "")
SMTP_HOST = os.environ.get("HANDRAIL_SMTP_HOST", "")
SMTP_PORT = int(os.environ.get("HANDRAIL_SMTP_PORT", "587"))
SMTP_USER = os.environ.get("HANDRAIL_SMTP_USER", "")
SMTP_PASSWORD_FILE = os.environ.get("HANDRAIL_SMTP_PASSWORD_FILE", "")
SMTP_PASSWORD = secret_in(SMTP_PASSWORD_FILE)
