"""The words of messages, read once from `message_words.toml`."""

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings

from handrail.messaging.channels.interface import Letter

HELP, STOP = "help", "stop"


@cache
def message_words() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(Path(__file__).with_name("message_words.toml").read_text())


def said(kind: str, language: str, part: str = "text") -> str:
    return message_words()[kind][part][language]


def subject_of(letter: Letter) -> str:
    return said(letter.kind, letter.language, "subject")


def text_of(letter: Letter) -> str:
    return " ".join(filter(None, (named(said(letter.kind, letter.language)), letter.link)))


def sms_of(letter: Letter) -> str:
    """Each text says how to end them."""
    return f"{text_of(letter)} {said(STOP, letter.language)}"


def help_text(language: str) -> str:
    return named(said(HELP, language))


def named(text: str) -> str:
    """With the neutral name the operator chose, if they chose one."""
    return f"{settings.MESSAGE_NAME}: {text}" if settings.MESSAGE_NAME else text
