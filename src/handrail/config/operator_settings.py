"""Whom professionals ask for an account, as the environment gives it. Anybody reads it on a public page."""

import os

from handrail.config.refused_setting import SettingRefused
from handrail.messaging.domain.mailboxes import is_mailbox
from handrail.messaging.domain.numbers import as_e164


def mailbox(text: str) -> str:
    if text and not is_mailbox(text):
        raise SettingRefused("HANDRAIL_OPERATOR_EMAIL is one e-mail address, such as office@example.org.")
    return text


def telephone(text: str) -> str:
    if text and as_e164(text) is None:
        raise SettingRefused("HANDRAIL_OPERATOR_PHONE is one telephone number, such as 617-555-0100.")
    return text


OPERATOR_NAME = os.environ.get("HANDRAIL_OPERATOR_NAME", "").strip()
OPERATOR_EMAIL = mailbox(os.environ.get("HANDRAIL_OPERATOR_EMAIL", "").strip())
OPERATOR_PHONE = telephone(os.environ.get("HANDRAIL_OPERATOR_PHONE", "").strip())
